// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The values of a study at all candles of a chart, kept up to date as more of them become known: a
 * column an output, as long as the candles. Any one thread. */
#pragma once

#include "study/bt-study-state.h"

G_BEGIN_DECLS

typedef struct _BtStudySeries BtStudySeries;

/* Returns an empty one for candles of that timeframe; the settings are copied. Free with
 * bt_study_series_free(). */
BtStudySeries *bt_study_series_new (const BtStudySettings *settings, BtTimeframe timeframe);
/* Frees it; NULL is allowed. */
void bt_study_series_free (BtStudySeries *series);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtStudySeries, bt_study_series_free)
/* Takes in the candles as they are now, of which those before first_changed are as they were at the
 * last call: what bt_aggregate_update() returns. Costs time only for new candles and for a last
 * one that changed; anything else is computed anew. Returns the index of the first value that may
 * have changed. */
gsize bt_study_series_update (BtStudySeries *series, const BtColumns *columns, gsize first_changed);
/* Returns the number of candles. */
gsize bt_study_series_get_length (const BtStudySeries *series);
/* Returns the values of an output, valid until the next update; NULL as long as it is empty. */
const double *bt_study_series_get_values (const BtStudySeries *series, guint output);
/* Returns the settings. */
const BtStudySettings *bt_study_series_get_settings (const BtStudySeries *series);

G_END_DECLS
