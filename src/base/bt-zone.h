// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Time zones as tables of rules in the program, so that no update of a machine changes a result.
 * A zone is immutable and static; no function here allocates or can fail for any time of the years
 * 1970 to 2099. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  BT_ZONE_UTC,
  BT_ZONE_NEW_YORK,
  BT_ZONE_LONDON,
  BT_ZONE_TOKYO,
  BT_ZONE_EASTERN_EUROPE,  /* UTC+2, UTC+3 by the European summer time rule (EET/EEST) */
  BT_ZONE_CENTRAL_EUROPE,  /* UTC+1, UTC+2 by the European summer time rule (CET/CEST) */
  BT_ZONE_NEW_YORK_PLUS_7, /* UTC+2, UTC+3 by the New York rule: what most MetaTrader servers run on
                            */
  BT_ZONE_NEW_YORK_EU_DATES, /* UTC−5, UTC−4 by the European rule: HistData of some years */
  BT_ZONE_FIXED,             /* a constant offset, see BtZone */
} BtZoneKind;

/* A zone by value. */
typedef struct
{
  BtZoneKind kind;
  int offset_minutes; /* east of UTC, for BT_ZONE_FIXED only; else 0 */
} BtZone;

#define BT_ZONE(zone_kind) ((BtZone){ .kind = (zone_kind), .offset_minutes = 0 })

/* What a local time means when clocks change. */
typedef enum
{
  BT_ZONE_FIRST,  /* a local time that occurs twice is its first occurrence */
  BT_ZONE_SECOND, /* … its second */
} BtZoneChoice;

/* Returns the offset from UTC in force at a UTC time, in microseconds, east positive. */
gint64 bt_zone_offset_usec (BtZone zone, gint64 utc_usec);

/* Returns utc_usec moved to the zone's local clock. */
gint64 bt_zone_to_local (BtZone zone, gint64 utc_usec);

/* Returns the UTC time of a local one. A local time that the change to summer time leaves out is
 * taken with the offset before the change. */
gint64 bt_zone_from_local (BtZone zone, gint64 local_usec, BtZoneChoice choice);

/* Returns whether the local time occurs twice, where summer time ends. */
gboolean bt_zone_is_ambiguous (BtZone zone, gint64 local_usec);

/* Reads a zone's name: an IANA name of a kind above ("America/New_York", "Europe/London",
 * "Asia/Tokyo", "EET", "Europe/Athens" and other cities of that rule, "UTC", "GMT"), the names that
 * bt_zone_to_string() writes, or an offset "UTC+2", "+02:00", "-5". Fails with BT_BASE_ERROR_PARSE
 * and a message that lists what is known. */
gboolean bt_zone_parse (const char *text, BtZone *out, GError **error);

/* Returns the zone's name as a new string that bt_zone_parse() reads; free with g_free(). */
char *bt_zone_to_string (BtZone zone);

G_END_DECLS
