// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Ten sessions on made-up candles, each of some hundred commands from a generator of its own, that
 * together use all that the engine knows. What they come to is a digest; the same digest, whoever
 * compiled the engine. */
#pragma once

#include "engine/bt-engine.h"

G_BEGIN_DECLS

#define REFERENCE_SESSIONS 10

/* Returns the name of session number index. */
const char *reference_session_get_name (guint index);
/* How a session is played; all zero: as the digests are recorded. None of it may change anything
 * but how long it takes. */
typedef struct
{
  gboolean is_band_off;   /* every candle is run */
  gboolean is_stepwise;   /* a call for each candle */
  gboolean is_copied;     /* the engine goes on as a copy of itself after each command */
  gint64 poison_from_bar; /* candles from here on are nonsense; 0: none */
  gint64 last_bar;        /* stops before a command would be given after a later one; 0: none */
} ReferenceManner;

/* Plays session number index and returns its engine; free with bt_engine_free(). manner may be
 * NULL. */
BtEngine *reference_session_play (guint index, const ReferenceManner *manner);
/* Returns the digest of an engine as a new string. */
char *reference_session_dup_digest (const BtEngine *engine);

G_END_DECLS
