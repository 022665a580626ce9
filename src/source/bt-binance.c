// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "source/bt-binance.h"

/* The archive of a day is published within the next, that of a month within the first days of the
 * next. */
#define DAY_SETTLE_USEC (2 * BT_USEC_PER_DAY)
#define MONTH_SETTLE_USEC (5 * BT_USEC_PER_DAY)

/* Returns the beginning of the month that holds a time, or of one months later. */
static gint64
get_month (gint64 time_usec, int later)
{
  BtCivilTime civil = bt_time_to_civil (time_usec);
  const int month = civil.year * 12 + civil.month - 1 + later;
  const BtCivilTime first = { .year = month / 12, .month = month % 12 + 1, .day = 1 };

  return bt_time_from_civil (&first);
}

/* Returns the piece of a month or a day; a published file does not change any more. */
static BtHistoryPiece *
make_piece (const BtHistoryPlace *place,
            const BtDownloadRequest *request,
            const char *name,
            gint64 from_usec,
            gint64 to_usec,
            gboolean is_month)
{
  const BtCivilTime civil = bt_time_to_civil (from_usec);
  const char *period = is_month ? "monthly" : "daily";
  const char *kind = request->has_ticks ? "trades" : "1m";
  g_autofree char *folder = request->has_ticks
                              ? g_strdup_printf ("data/spot/%s/trades/%s", period, name)
                              : g_strdup_printf ("data/spot/%s/klines/%s/1m", period, name);
  g_autofree char *date
    = is_month ? g_strdup_printf ("%04d-%02d", civil.year, civil.month)
               : g_strdup_printf ("%04d-%02d-%02d", civil.year, civil.month, civil.day);
  g_autofree char *path = g_strdup_printf ("%s/%s-%s-%s.zip", folder, name, kind, date);
  char *url = g_strdup_printf ("%s/%s", place->url, path);
  BtHistoryPiece *piece
    = bt_history_piece_new (from_usec, to_usec,
                            bt_fetch_file_new (url, g_build_filename (place->folder, path, NULL),
                                               g_strconcat (url, ".CHECKSUM", NULL), TRUE));

  if (to_usec + (is_month ? MONTH_SETTLE_USEC : DAY_SETTLE_USEC) > place->now_usec)
    piece->empty_reason = BT_DOWNLOAD_GAP_NOT_YET;
  return piece;
}

GPtrArray *
bt_binance_plan (const BtHistoryPlace *place, const BtDownloadRequest *request, const char *name)
{
  GPtrArray *pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_history_piece_free);
  const gint64 end_usec = MIN (request->to_usec, place->now_usec);
  gint64 time_usec = request->from_usec - request->from_usec % BT_USEC_PER_DAY;

  while (time_usec < end_usec)
    {
      const gint64 month_end_usec = get_month (time_usec, 1);
      const gboolean is_month = time_usec == get_month (time_usec, 0) && month_end_usec <= end_usec
                                && month_end_usec + MONTH_SETTLE_USEC <= place->now_usec;
      const gint64 next_usec = is_month ? month_end_usec : time_usec + BT_USEC_PER_DAY;

      g_ptr_array_add (pieces, make_piece (place, request, name, time_usec, next_usec, is_month));
      time_usec = next_usec;
    }
  return pieces;
}
