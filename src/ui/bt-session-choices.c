// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-session-choices.h"

#include <gtk/gtk.h>

GListModel *
bt_session_choices_timeframes (BtTimeframe finest)
{
  GtkStringList *names = gtk_string_list_new (NULL);

  for (guint i = finest; i < BT_N_TIMEFRAMES; i++)
    gtk_string_list_append (names, bt_timeframe_to_string ((BtTimeframe) i));
  return G_LIST_MODEL (names);
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
