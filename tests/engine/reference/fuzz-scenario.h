// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A random game: settings, candles and commands that depend on a seed alone. Prices are some
 * thousand points and candles tens to a few hundred, so that every point of a path can be visited.
 * Each seed draws which features it uses (swarm testing), so that rare ones are not drowned. */
#pragma once

#include "market/bt-command.h"
#include "market/bt-series.h"
#include "market/bt-session-settings.h"
#include "market/bt-tick-series.h"

G_BEGIN_DECLS

/* splitmix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014). */
typedef struct
{
  guint64 state;
} FuzzRandom;

/* Returns the next number. */
guint64 fuzz_random_next (FuzzRandom *random);
/* Returns a number of low … high, both included. */
gint64 fuzz_random_between (FuzzRandom *random, gint64 low, gint64 high);
/* Returns whether something of so many percent happens. */
gboolean fuzz_random_chance (FuzzRandom *random, int percent);

typedef struct
{
  guint64 seed;
  BtSessionSettings settings;
  GArray *candles;       /* BtCandle */
  GArray *ticks;         /* BtMarketTick */
  const char *pair_base; /* of the pair that converts; NULL where none is needed */
  const char *pair_quote;
  guint pair_digits;
  gint64 pair_spread_points;
  GArray *pair_candles; /* BtCandle */
  GArray *commands;     /* BtCommand, in order */
} FuzzScenario;

/* Returns the game of a seed; free with fuzz_scenario_free(). */
FuzzScenario *fuzz_scenario_new (guint64 seed);
/* Returns a copy. */
FuzzScenario *fuzz_scenario_copy (const FuzzScenario *self);
/* Frees a game; NULL is allowed. */
void fuzz_scenario_free (FuzzScenario *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FuzzScenario, fuzz_scenario_free)
/* Returns the candles as a series; free with bt_series_unref(). */
BtSeries *fuzz_scenario_build_series (const FuzzScenario *self);
/* Returns the candles of the pair that converts; free with bt_series_unref(). */
BtSeries *fuzz_scenario_build_pair (const FuzzScenario *self);
/* Returns the ticks; free with bt_tick_series_unref(). */
BtTickSeries *fuzz_scenario_build_ticks (const FuzzScenario *self);
/* Draws a challenge, mostly, with some of its rules, and ticks for some games. */
void fuzz_scenario_add_challenge (FuzzScenario *self, FuzzRandom *random);
void fuzz_scenario_add_ticks (FuzzScenario *self, FuzzRandom *random);
/* Takes a candle out; commands after it come after the one before. */
void fuzz_scenario_remove_candle (FuzzScenario *self, guint index);
/* Turns prices over, bid into ask, and longs into shorts. */
void fuzz_scenario_mirror (FuzzScenario *self, gint64 axis_points);
/* Adds commands to a game that has candles. */
void fuzz_scenario_add_commands (FuzzScenario *self, FuzzRandom *random, gint64 volatility);
/* Returns the game as a scenario file; free with g_free(). */
char *fuzz_scenario_to_json (const FuzzScenario *self);

G_END_DECLS
