// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A random game: settings, a market, and commands, all from one seed. Gaps, doji, flat candles,
 * limit moves, missing minutes, changing spreads, weekends and a change to summer time occur; each
 * seed enables a subset. */
#pragma once

#include "engine/bt-engine.h"

G_BEGIN_DECLS

#define FUZZ_CANDLES 80

typedef struct
{
  GRand *rand;
  guint32 seed;
  BtSessionSettings settings;
  gboolean has_column;
  gboolean has_trailing;
  gboolean has_stop_limit;
  gboolean has_groups;
  gboolean has_expiry;
  gboolean has_gaps;
  gboolean has_limit_moves;
  gboolean has_reduce_only;
  gboolean has_day_jumps;
  gboolean is_reckless; /* so much of the account in each order that stop-outs are common */
  gint64 volume_scale;  /* lots, in hundredths, that the account can bear */
  BtSeries *series;
  BtSeries *pair;
  const char *pair_base;
  const char *pair_quote;
  int next_id;
  int commands;
} FuzzGame;

/* Makes the game of a seed; clear with fuzz_game_clear(). */
void fuzz_game_init (FuzzGame *game, guint32 seed);
/* Frees what a game holds. */
void fuzz_game_clear (FuzzGame *game);
/* Returns TRUE in so many cases of a hundred. */
gboolean fuzz_game_chance (FuzzGame *game, int percent);
/* Returns a number from low to high, both included. */
gint64 fuzz_game_between (FuzzGame *game, gint64 low, gint64 high);
/* Returns a command that is often sensible, and is due now. */
BtCommand fuzz_game_make_command (FuzzGame *game, const BtEngine *engine);

G_END_DECLS
