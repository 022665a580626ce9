// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Fills a quality report row by row. */
#pragma once

#include "feed/bt-quality-report.h"

G_BEGIN_DECLS

typedef struct _BtQualityCounter BtQualityCounter;

/* How a file's rows lie, as its first pass has found. */
typedef struct
{
  gboolean is_descending; /* most rows run from new to old */
  gboolean is_strict;     /* all rows do, or all run the other way, and no stamp comes twice */
  gboolean are_ticks;     /* the rows are ticks, and candles are made of them */
  gboolean trades_weekends;
  BtTradingHours hours;      /* none: gaps are judged by what a week usually looks like */
  gboolean are_hours_stated; /* not guessed from the symbol */
} BtRowOrder;

/* Returns a counter for report, whose timeframe, zone and is_stamped_at_close are set. Keeps a few
 * megabytes, however long the file. Free with bt_quality_counter_free(). */
BtQualityCounter *bt_quality_counter_new (BtQualityReport *report, const BtRowOrder *order);
/* Frees a counter; NULL is allowed. */
void bt_quality_counter_free (BtQualityCounter *counter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtQualityCounter, bt_quality_counter_free)
/* Counts a data row; its stamp, as written and in UTC, when has_time. */
void bt_quality_counter_add_row (BtQualityCounter *counter,
                                 gboolean has_time,
                                 gint64 written_usec,
                                 gint64 utc_usec);
/* Counts a good candle, after its row. */
void bt_quality_counter_add_candle (BtQualityCounter *counter,
                                    const BtCandle *candle,
                                    gboolean has_volume);
/* Notes where a bad row of that finding lies. */
void
bt_quality_counter_add_bad_place (BtQualityCounter *counter, BtFinding finding, gint64 utc_usec);
/* Counts a bad row, after bt_quality_counter_add_row(). reason is taken over; it may be NULL once
 * bt_quality_counter_wants_reason() is FALSE. */
void
bt_quality_counter_add_fault (BtQualityCounter *counter, gint64 line, gint column, char *reason);
/* Returns whether another bad row is listed and not only counted. */
gboolean bt_quality_counter_wants_reason (const BtQualityCounter *counter);
/* Completes the report. */
void bt_quality_counter_finish (BtQualityCounter *counter);

G_END_DECLS
