// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "source/bt-dukascopy.h"

#include "base/bt-zone.h"

#include <stdio.h>

/* A file may still change for so long after its time is over. */
#define SETTLE_USEC (2 * BT_USEC_PER_HOUR)
/* The first byte of an LZMA stream with the usual properties. */
#define LZMA_FIRST_BYTE 0x5D
/* Properties, dictionary size and length stand before the packed bytes. */
#define LZMA_HEADER_BYTES 13
#define FRIDAY 5
#define SATURDAY 6
#define SUNDAY 0
#define CLOSING_HOUR 17

/* Returns whether currencies and metals rest at a time: from Friday 17:00 to Sunday 17:00 in New
 * York. */
static gboolean
is_weekend (gint64 time_usec)
{
  const gint64 local_usec = bt_zone_to_local (BT_ZONE (BT_ZONE_NEW_YORK), time_usec);
  const BtCivilTime local = bt_time_to_civil (local_usec);

  return local.weekday == SATURDAY || (local.weekday == FRIDAY && local.hour >= CLOSING_HOUR)
         || (local.weekday == SUNDAY && local.hour < CLOSING_HOUR);
}

/* Returns Good Friday of a year, midnight UTC: two days before the Sunday after the full moon of
 * spring, by the rule of Gauss in Lichtenberg's form. */
static gint64
get_good_friday (int year)
{
  const int k = year / 100;
  const int m = 15 + (3 * k + 3) / 4 - (8 * k + 13) / 25;
  const int s = 2 - (3 * k + 3) / 4;
  const int a = year % 19;
  const int d = (19 * a + m) % 30;
  const int r = (d + a / 11) / 29;
  const int moon = 21 + d - r;
  const int first_sunday = 7 - (year + year / 4 + s) % 7;
  const int easter = moon + 7 - (moon - first_sunday) % 7; /* day of March */
  const BtCivilTime march = { .year = year, .month = 3, .day = 1 };

  return bt_time_from_civil (&march) + (easter - 3) * BT_USEC_PER_DAY;
}

static gboolean
is_holiday (gint64 time_usec)
{
  const BtCivilTime civil = bt_time_to_civil (time_usec);
  const gint64 day_usec = time_usec - (time_usec % BT_USEC_PER_DAY);

  return (civil.month == 1 && civil.day == 1) || (civil.month == 12 && civil.day == 25)
         || day_usec == get_good_friday (civil.year);
}

static BtDownloadGapReason
explain_empty (const BtHistoryPiece *piece, gboolean is_coin, gint64 now_usec)
{
  if (piece->to_usec + SETTLE_USEC > now_usec)
    return BT_DOWNLOAD_GAP_NOT_YET;
  if (is_coin)
    return BT_DOWNLOAD_GAP_FAULT;
  if (is_weekend (piece->from_usec) && is_weekend (piece->to_usec - 1))
    return BT_DOWNLOAD_GAP_WEEKEND;
  return is_holiday (piece->from_usec) ? BT_DOWNLOAD_GAP_HOLIDAY : BT_DOWNLOAD_GAP_FAULT;
}

/* Returns the file of a day or hour; suffix is "BID_candles_min_1" or "00h_ticks". */
static BtFetchFile *
make_file (const BtHistoryPlace *place,
           const char *name,
           gint64 from_usec,
           gint64 to_usec,
           const char *suffix)
{
  const BtCivilTime civil = bt_time_to_civil (from_usec);
  g_autofree char *path = g_strdup_printf ("%s/%04d/%02d/%02d/%s.bi5", name, civil.year,
                                           civil.month - 1, civil.day, suffix);

  return bt_fetch_file_new (g_strdup_printf ("%s/%s", place->url, path),
                            g_build_filename (place->folder, path, NULL), NULL,
                            to_usec + SETTLE_USEC <= place->now_usec);
}

static void
add_day (GPtrArray *pieces,
         const BtHistoryPlace *place,
         const BtDownloadRequest *request,
         const char *name,
         gint64 day_usec)
{
  const char *side = request->side == BT_SIDE_KIND_ASK ? "ASK_candles_min_1" : "BID_candles_min_1";
  const gint64 to_usec = day_usec + BT_USEC_PER_DAY;
  BtHistoryPiece *piece
    = bt_history_piece_new (day_usec, to_usec, make_file (place, name, day_usec, to_usec, side));

  if (request->has_spread && request->side == BT_SIDE_KIND_BID)
    piece->ask = make_file (place, name, day_usec, to_usec, "ASK_candles_min_1");
  g_ptr_array_add (pieces, piece);
}

static void
add_hour (GPtrArray *pieces, const BtHistoryPlace *place, const char *name, gint64 hour_usec)
{
  const gint64 to_usec = hour_usec + BT_USEC_PER_HOUR;
  char suffix[] = "00h_ticks";

  suffix[0] = (char) ('0' + bt_time_to_civil (hour_usec).hour / 10);
  suffix[1] = (char) ('0' + bt_time_to_civil (hour_usec).hour % 10);
  g_ptr_array_add (
    pieces,
    bt_history_piece_new (hour_usec, to_usec, make_file (place, name, hour_usec, to_usec, suffix)));
}

GPtrArray *
bt_dukascopy_plan (const BtHistoryPlace *place,
                   const BtDownloadRequest *request,
                   const char *name,
                   gboolean is_coin)
{
  GPtrArray *pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_history_piece_free);
  const gint64 step_usec = request->has_ticks ? BT_USEC_PER_HOUR : BT_USEC_PER_DAY;
  const gint64 end_usec = MIN (request->to_usec, place->now_usec);

  for (gint64 time_usec = request->from_usec - request->from_usec % step_usec; time_usec < end_usec;
       time_usec += step_usec)
    {
      if (request->has_ticks)
        add_hour (pieces, place, name, time_usec);
      else
        add_day (pieces, place, request, name, time_usec);
      BtHistoryPiece *piece = g_ptr_array_index (pieces, pieces->len - 1);
      piece->empty_reason = explain_empty (piece, is_coin, place->now_usec);
    }
  return pieces;
}

gboolean
bt_dukascopy_check (const char *path, GError **error)
{
  FILE *file = fopen (path, "rb");
  guint8 head[LZMA_HEADER_BYTES] = { 0 };

  if (file == NULL || fread (head, 1, sizeof head, file) != sizeof head
      || head[0] != LZMA_FIRST_BYTE)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           "what came is no packed history; perhaps this network shows a page of"
                           " its own");
      if (file != NULL)
        fclose (file);
      return FALSE;
    }
  fclose (file);
  return TRUE;
}
