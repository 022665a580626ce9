// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Holds candles against the trading hours of their instrument: which are missing while the market
 * is open, and which lie where it is closed. Keeps a fixed amount of memory. */
#pragma once

#include "feed/bt-quality-report.h"

G_BEGIN_DECLS

typedef struct _BtHoursCheck BtHoursCheck;

/* Returns a check of candles of length step_usec, at most a day, or NULL where there are no hours
 * or candles are longer. is_stated: the hours are beyond doubt; guessed ones are dropped when the
 * candles contradict them. Free with bt_hours_check_free(). */
BtHoursCheck *
bt_hours_check_new (const BtTradingHours *hours, gboolean is_stated, gint64 step_usec);
/* Frees a check; NULL is allowed. */
void bt_hours_check_free (BtHoursCheck *check);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtHoursCheck, bt_hours_check_free)
/* Looks at a candle, by its opening in UTC. */
void bt_hours_check_add (BtHoursCheck *check, gint64 time_usec);
/* Looks at two candles between which there is none, by the close of the first and the opening of
 * the second. */
void bt_hours_check_add_gap (BtHoursCheck *check, gint64 from_usec, gint64 to_usec);
/* Writes what was found into a report, in place of what it says of hours. NULL, and guessed hours
 * that candles contradict, leave it without. Hours are contradicted when more than one candle in
 * 200 lies outside, or more than one in four is missing. */
void bt_hours_check_finish (BtHoursCheck *check, BtQualityReport *report);

G_END_DECLS
