// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "store/bt-instrument-columns.h"

static void
read_text (BtStatement *statement, int index, char *out, gsize size)
{
  const char *text = bt_statement_get_text (statement, index);

  g_strlcpy (out, text != NULL ? text : "", size);
}

void
bt_instrument_columns_bind (BtStatement *statement, int first, const BtInstrument *instrument)
{
  g_autofree char *hours = bt_trading_hours_to_string (&instrument->hours);

  bt_statement_bind_text (statement, first, instrument->symbol);
  bt_statement_bind_text (statement, first + 1, instrument->description);
  bt_statement_bind_text (statement, first + 2, instrument->base);
  bt_statement_bind_text (statement, first + 3, instrument->quote);
  bt_statement_bind_int64 (statement, first + 4, instrument->digits);
  bt_statement_bind_int64 (statement, first + 5, instrument->contract_size);
  bt_statement_bind_int64 (statement, first + 6, instrument->volume_min.units);
  bt_statement_bind_int64 (statement, first + 7, instrument->volume_max.units);
  bt_statement_bind_int64 (statement, first + 8, instrument->volume_step.units);
  bt_statement_bind_int64 (statement, first + 9, instrument->trades_weekends != FALSE);
  bt_statement_bind_int64 (statement, first + 10, instrument->typical_spread_points);
  bt_statement_bind_int64 (statement, first + 11, instrument->has_swap != FALSE);
  bt_statement_bind_int64 (statement, first + 12, instrument->swap_long_points);
  bt_statement_bind_int64 (statement, first + 13, instrument->swap_short_points);
  bt_statement_bind_int64 (statement, first + 14, instrument->swap_triple_weekday);
  bt_statement_bind_int64 (statement, first + 15, instrument->leverage);
  bt_statement_bind_text (statement, first + 16, hours);
}

gboolean
bt_instrument_columns_read (BtStatement *statement, int first, BtInstrument *out, GError **error)
{
  *out = (BtInstrument){ 0 };
  read_text (statement, first, out->symbol, sizeof out->symbol);
  read_text (statement, first + 1, out->description, sizeof out->description);
  read_text (statement, first + 2, out->base, sizeof out->base);
  read_text (statement, first + 3, out->quote, sizeof out->quote);
  out->digits = (guint) bt_statement_get_int64 (statement, first + 4);
  out->contract_size = bt_statement_get_int64 (statement, first + 5);
  out->volume_min = BT_VOLUME (bt_statement_get_int64 (statement, first + 6));
  out->volume_max = BT_VOLUME (bt_statement_get_int64 (statement, first + 7));
  out->volume_step = BT_VOLUME (bt_statement_get_int64 (statement, first + 8));
  out->trades_weekends = bt_statement_get_int64 (statement, first + 9) != 0;
  out->typical_spread_points = bt_statement_get_int64 (statement, first + 10);
  out->has_swap = bt_statement_get_int64 (statement, first + 11) != 0;
  out->swap_long_points = bt_statement_get_int64 (statement, first + 12);
  out->swap_short_points = bt_statement_get_int64 (statement, first + 13);
  out->swap_triple_weekday = (gint32) bt_statement_get_int64 (statement, first + 14);
  out->leverage = (gint32) bt_statement_get_int64 (statement, first + 15);
  const char *hours = bt_statement_get_text (statement, first + 16);
  return bt_trading_hours_parse (hours != NULL ? hours : "", &out->hours, error)
         && bt_instrument_validate (out, error);
}
