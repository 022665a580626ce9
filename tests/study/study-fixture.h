// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Candles for the tests of studies, and their values in one call. */
#pragma once

#include "study/bt-study-registry.h"
#include "study/bt-study-series.h"

G_BEGIN_DECLS

/* How made-up candles move. */
typedef enum
{
  STUDY_MARKET_WALK,   /* as prices usually do */
  STUDY_MARKET_GAPS,   /* jumps between candles, hours missing, single huge volumes */
  STUDY_MARKET_COARSE, /* many candles without range, many without volume */
  STUDY_MARKET_FLAT,   /* one price, no volume */
  STUDY_MARKET_DEEP,   /* through zero and below */
} StudyMarket;

#define N_STUDY_MARKETS 5

/* Returns length M1 candles from 2024-03-08 20:00 UTC, always the same for a seed; free with
 * bt_series_unref(). */
BtSeries *study_make_candles (StudyMarket market, gsize length, guint32 seed);

/* Returns the settings of a study with "key=value" texts (NULL-terminated); the test fails where
 * one is refused. */
BtStudySettings study_make_settings (const char *name, ...) G_GNUC_NULL_TERMINATED;

/* Returns the values at all candles; free with bt_study_series_free(). */
BtStudySeries *study_compute (const BtStudySettings *settings, const BtColumns *columns);

/* Fails the test unless two values are the same to the bit, or both are NaN. */
void study_assert_same (const BtStudySettings *settings, guint output, gsize i, double a, double b);

/* Returns the path of a file of the shared oracles, or NULL after g_test_skip() when it is not
 * here; free with g_free(). */
char *study_find_oracle (const char *name);

G_END_DECLS
