// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A study that follows candles one by one: each costs the same however many there were before, and
 * the last one can be taken again as it forms, as often as it changes, with the values that a fresh
 * computation would give. Nothing of later candles is known to it. Any one thread. */
#pragma once

#include "market/bt-series.h"
#include "study/bt-study-settings.h"

G_BEGIN_DECLS

typedef struct _BtStudyState BtStudyState;

/* Returns a study before its first candle, for candles of that timeframe; the settings are copied.
 * An own timeframe of the settings that is not above it has no effect. Free with
 * bt_study_state_free(). */
BtStudyState *bt_study_state_new (const BtStudySettings *settings, BtTimeframe timeframe);
/* Frees it; NULL is allowed. */
void bt_study_state_free (BtStudyState *state);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtStudyState, bt_study_state_free)
/* Takes the next candle. */
void bt_study_state_append (BtStudyState *state, const BtCandle *candle);
/* Takes a candle in the place of the last one; its time is the same. */
void bt_study_state_replace (BtStudyState *state, const BtCandle *candle);
/* Takes candles first … end − 1 of columns, at least one, and writes their values to out[output][0
 * …]. */
void bt_study_state_append_columns (
  BtStudyState *state, const BtColumns *columns, gsize first, gsize end, double *const *out);
/* Returns the value of an output at the last candle: NaN where there is none. */
double bt_study_state_get (const BtStudyState *state, guint output);
/* Returns the settings. */
const BtStudySettings *bt_study_state_get_settings (const BtStudyState *state);

G_END_DECLS
