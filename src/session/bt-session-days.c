// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The trading days of a session: which one it is, and back to the one before. */
#include "config.h"

#include "session/bt-session-private.h"

/* Returns how many candles there are before that of a bar's trading day. */
static gint64
find_day_start (BtSession *self, gint64 bar)
{
  const BtColumns *columns = bt_series_get_columns (self->series);

  return (gint64) bt_series_find (
    self->series, bt_timeframe_bucket_start (BT_TIMEFRAME_D1, self->day, columns->time_usec[bar]));
}

/* Returns the first bar of each day. The candles of a session never change, so they are looked for
 * once. */
static const GArray *
get_days (BtSession *self)
{
  const BtColumns *columns = bt_series_get_columns (self->series);
  gint64 length = bt_session_get_length (self);

  if (self->days != NULL)
    return self->days;
  self->days = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (gint64 bar = 0; bar < length;)
    {
      g_array_append_val (self->days, bar);
      bar = (gint64) bt_series_find (
        self->series,
        bt_timeframe_bucket_end (BT_TIMEFRAME_D1, self->day, columns->time_usec[bar]));
    }
  return self->days;
}

guint
bt_session_count_days (BtSession *session, guint *known)
{
  g_return_val_if_fail (BT_IS_SESSION (session) && known != NULL, 0);

  const GArray *days = get_days (session);
  gint64 bar = bt_session_get_bar (session);
  guint low = 0;
  guint high = days->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (days, gint64, middle) <= bar)
        low = middle + 1;
      else
        high = middle;
    }
  *known = low;
  return days->len;
}

gboolean
bt_session_go_back_day (BtSession *session, GError **error)
{
  g_return_val_if_fail (BT_IS_SESSION (session), FALSE);

  gint64 bar = bt_session_get_bar (session);

  return bt_session_rewind_to (session, bar < 0 ? bar : find_day_start (session, bar) - 1, error);
}
