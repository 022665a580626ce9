// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* How a table writes dates and times of day, and reading them without allocating. Results are
 * microseconds of the clock that the table was written by: its local time, counted as if it were
 * UTC. */
#pragma once

#include "base/bt-time.h"
#include "base/bt-zone.h"
#include "feed/bt-feed-fields.h"

G_BEGIN_DECLS

/* The order of the parts of a date. A year of four digits in front is recognised whatever the order
 * says. */
typedef enum
{
  BT_DATE_ORDER_YMD,
  BT_DATE_ORDER_DMY,
  BT_DATE_ORDER_MDY,
} BtDateOrder;

/* What a field can be, a set of these. */
typedef enum
{
  BT_STAMP_IS_DATE = 1 << 0,      /* a date alone */
  BT_STAMP_IS_DATE_TIME = 1 << 1, /* a date with a time of day */
  BT_STAMP_IS_TIME = 1 << 2,      /* a time of day alone, with a colon or six digits or AM/PM */
  BT_STAMP_IS_EPOCH = 1 << 3,     /* seconds, milli-, micro- or nanoseconds since 1970 */
  BT_STAMP_IS_SERIAL = 1 << 4,    /* days since 1900 or the year 0; prices look like it too */
} BtStampKind;

/* What reading a stamp gave. */
typedef struct
{
  gint64 usec;           /* as written */
  gboolean has_offset;   /* the stamp states its zone */
  gint64 offset_usec;    /* east of UTC */
  gboolean is_year_last; /* the date begins with day or month, so its order matters */
} BtStamp;

/* Returns what a field can be, under any order of the date; 0 for no stamp at all. */
guint bt_stamp_classify (const BtFeedField *field);

/* Reads a date, and a time of day after it where there is one. FALSE, and nothing stored, when the
 * field is no such stamp. */
gboolean bt_stamp_parse (const BtFeedField *field, BtDateOrder order, BtStamp *out);

/* Reads a time of day ("09:01", "9:01:00.250 PM", "230100", "2301", "03-AM"); an empty field is
 * midnight. */
gboolean bt_stamp_parse_time (const BtFeedField *field, BtStamp *out);

/* Reads an epoch; its unit follows from the number of digits. */
gboolean bt_stamp_parse_epoch (const BtFeedField *field, gint64 *usec);

/* Reads a count of days since 1900 (a spreadsheet's) or since the year 0 (MATLAB's), rounded to a
 * second; a part of a day alone ("0.416666667") is a time after the start of 1970. */
gboolean bt_stamp_parse_serial (const BtFeedField *field, gint64 *usec);

/* Finds the name of a zone behind a time ("… US/Eastern"); FALSE when there is none. */
gboolean bt_stamp_find_zone (const BtFeedField *field, BtZone *out);

/* Stores the time of midnight of a date; FALSE for a date that does not exist or a year outside
 * 1970 … 2199. Years of the Buddhist era (2513 …) become common ones. */
gboolean bt_stamp_make_day (int year, int month, int day, gint64 *usec);

G_END_DECLS
