// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-session-choices.h"

#include "base/bt-time.h"
#include "session/bt-session.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>
#include <math.h>
#include <string.h>

/* How much of the data a session plays, and sees before it begins. */
#define USUAL_LENGTH_USEC (30 * BT_USEC_PER_DAY)
#define USUAL_CANDLES 600
#define HISTORY_USEC (2 * BT_USEC_PER_DAY)
#define HISTORY_CANDLES 100

GListModel *
bt_session_choices_timeframes (BtTimeframe base)
{
  GtkStringList *names = gtk_string_list_new (NULL);
  guint count = 0;
  const BtTimeframe *usual = bt_timeframe_get_usual (&count);

  gtk_string_list_append (names, bt_timeframe_to_string (base));
  for (guint i = 0; i < count; i++)
    if (usual[i] != base && bt_timeframe_can_be_made_of (usual[i], base))
      gtk_string_list_append (names, bt_timeframe_to_string (usual[i]));
  return G_LIST_MODEL (names);
}

guint
bt_session_choices_find_timeframe (GListModel *names, BtTimeframe timeframe)
{
  const guint count = g_list_model_get_n_items (names);

  for (guint i = 0; i < count; i++)
    if (bt_session_choices_get_timeframe (names, i) == timeframe)
      return i;
  return 0;
}

BtTimeframe
bt_session_choices_get_timeframe (GListModel *names, guint place)
{
  g_autoptr (GtkStringObject) name = g_list_model_get_item (names, place);
  BtTimeframe timeframe = BT_TIMEFRAME_M1;

  if (name != NULL)
    bt_timeframe_parse (gtk_string_object_get_string (name), &timeframe);
  return timeframe;
}

gboolean
bt_session_choices_read_timeframe (const char *text, BtTimeframe *out)
{
  g_autofree char *plain = g_strstrip (g_strdup (text));

  if (g_str_equal (plain, "1M"))
    {
      *out = BT_TIMEFRAME_MN;
      return TRUE;
    }
  if (*plain != '\0' && plain[strspn (plain, "0123456789")] == '\0')
    {
      g_autofree char *minutes = g_strconcat (plain, "m", NULL);

      return bt_timeframe_parse (minutes, out);
    }
  return bt_timeframe_parse (plain, out);
}

GListModel *
bt_session_choices_currencies (const BtInstrument *instrument)
{
  static const char *const money[]
    = { "USD", "EUR", "GBP", "JPY", "CHF", "AUD", "NZD", "CAD", NULL };
  GtkStringList *names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, instrument->quote);
  if (g_strv_contains (money, instrument->base)
      && !g_str_equal (instrument->base, instrument->quote))
    gtk_string_list_append (names, instrument->base);
  return G_LIST_MODEL (names);
}

gint64
bt_session_choices_start (BtTimeframe base, gint64 first_usec, gint64 last_usec)
{
  gint64 candle = bt_timeframe_usec (base);
  gint64 length = MAX (USUAL_LENGTH_USEC, USUAL_CANDLES * candle);
  gint64 history = MIN (MAX (HISTORY_USEC, HISTORY_CANDLES * candle), (last_usec - first_usec) / 4);
  gint64 start = MAX (last_usec - length, first_usec + history);
  gint64 midnight = start - start % BT_USEC_PER_DAY;

  return midnight > first_usec ? midnight : start - start % BT_USEC_PER_MINUTE;
}

gint64
bt_session_choices_commission (BtCommissionKind kind, double amount, const char *currency)
{
  switch (kind)
    {
    case BT_COMMISSION_PER_FILL:
    case BT_COMMISSION_PER_LOT_SIDE:
      return (gint64) llround (amount * pow (10.0, bt_currency_digits (currency)));
    case BT_COMMISSION_NOTIONAL:
      /* Typed as percent; kept as a fraction times 10^8. */
      return (gint64) llround (amount * 1e6);
    case BT_COMMISSION_NONE:
    default:
      return 0;
    }
}

GListModel *
bt_session_choices_speeds (int usual, guint *index)
{
  GtkStringList *names = gtk_string_list_new (NULL);
  guint count;
  const int *speeds = bt_session_speeds (&count);

  *index = 0;
  for (guint i = 0; i < count; i++)
    {
      if (speeds[i] == usual)
        *index = i;
      gtk_string_list_take (names, speeds[i] == BT_SPEED_MAX
                                     ? g_strdup (C_ ("speed", "Maximum"))
                                     : g_strdup_printf (_ ("%g bars/s"), speeds[i] / 10.0));
    }
  return G_LIST_MODEL (names);
}
