// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Time as int64 microseconds since 1970-01-01 UTC, without leap seconds, and the proleptic
 * Gregorian calendar. Nothing here reads a clock or the machine's zone database. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BT_USEC_PER_SECOND G_GINT64_CONSTANT (1000000)
#define BT_USEC_PER_MINUTE (60 * BT_USEC_PER_SECOND)
#define BT_USEC_PER_HOUR (60 * BT_USEC_PER_MINUTE)
#define BT_USEC_PER_DAY (24 * BT_USEC_PER_HOUR)
/* A time that no candle has: "not set". */
#define BT_TIME_NONE G_MININT64

/* A civil date and time of day, in whatever zone the caller means. */
typedef struct
{
  int year;        /* 1 … 9999 */
  int month;       /* 1 … 12 */
  int day;         /* 1 … 31 */
  int hour;        /* 0 … 23 */
  int minute;      /* 0 … 59 */
  int second;      /* 0 … 59 */
  int microsecond; /* 0 … 999,999 */
  int weekday;     /* 0 Sunday … 6 Saturday; filled by bt_time_to_civil(), ignored as input */
} BtCivilTime;

/* Returns the time of a civil date and time taken as UTC. The fields must be in range. */
gint64 bt_time_from_civil (const BtCivilTime *civil);

/* Splits a time into its UTC date and time of day. */
BtCivilTime bt_time_to_civil (gint64 time_usec);

/* Returns whether all fields are in range and the day exists in its month. */
gboolean bt_civil_time_is_valid (const BtCivilTime *civil);

/* Returns the UTC weekday of a time: 0 Sunday … 6 Saturday. */
int bt_time_weekday (gint64 time_usec);

/* Reads RFC 3339 ("2024-03-04T08:00:00Z", an offset, up to six decimals of seconds), also with a
 * space for the T, without seconds, without a zone (taken as UTC), or a date alone (midnight UTC).
 * Fails with BT_BASE_ERROR_PARSE; out is unchanged then. */
gboolean bt_time_parse (const char *text, gint64 *out, GError **error);

/* Returns RFC 3339 in UTC ("2024-03-04T08:00:00Z"; decimals of seconds only where they are not
 * zero) as a new string; free with g_free(). */
char *bt_time_to_string (gint64 time_usec);

G_END_DECLS
