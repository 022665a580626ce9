// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Plays a game by the engine and by the reference, side by side. */
#pragma once

#include "fuzz-scenario.h"

G_BEGIN_DECLS

/* Plays a game by both, candle by candle, and compares all records after each candle and each
 * command. Returns NULL when they agree, else the first difference as text; free with g_free(). */
char *fuzz_compare (const FuzzScenario *scenario);
/* Returns what the games compared so far came to: fills by reason and place, refusals by code,
 * events; free with g_free(). What is zero is not tested. */
char *fuzz_compare_describe_tally (void);
/* Plays a game by the engine alone in several ways: candle by candle and in one go, up to events,
 * on copies, with quiet candles passed over and not. Returns NULL when every digest is the same,
 * else text that names the way that differs; free with g_free(). */
char *fuzz_compare_ways (const FuzzScenario *scenario);
/* Plays two games by the engine alone and compares their fills, profits and final money, where
 * is_mirrored with directions turned over and prices mirrored at an axis. Returns as above. */
char *fuzz_compare_games (const FuzzScenario *a,
                          const FuzzScenario *b,
                          gboolean is_mirrored,
                          gint64 axis_points);

G_END_DECLS
