// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "cli/bt-cli-output.h"

#include "base/bt-time.h"
#include "market/bt-instrument-fields.h"

#include <stdio.h>
#include <string.h>

#define COLUMN_GAP 2
/* Swaps are kept times 100. */
#define SWAP_DIGITS 2

struct _BtCliTable
{
  char *alignments;
  guint n_columns;
  GPtrArray *cells; /* of char *, row by row, the headings first */
};

void
bt_cli_json_add_string (JsonBuilder *builder, const char *field, const char *value)
{
  json_builder_set_member_name (builder, field);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

void
bt_cli_json_add_int (JsonBuilder *builder, const char *field, gint64 value)
{
  json_builder_set_member_name (builder, field);
  json_builder_add_int_value (builder, value);
}

void
bt_cli_json_add_boolean (JsonBuilder *builder, const char *field, gboolean value)
{
  json_builder_set_member_name (builder, field);
  json_builder_add_boolean_value (builder, value);
}

void
bt_cli_json_add_decimal (JsonBuilder *builder, const char *field, gint64 value, guint digits)
{
  char buffer[BT_DECIMAL_BUFFER];

  bt_cli_json_add_string (builder, field, bt_decimal_format (value, digits, buffer));
}

void
bt_cli_json_add_time (JsonBuilder *builder, const char *field, gint64 time_usec)
{
  g_autofree char *text = time_usec != BT_TIME_NONE ? bt_time_to_string (time_usec) : NULL;

  bt_cli_json_add_string (builder, field, text);
}

/* Adds the fields that scenario files know. */
static void
add_scenario_fields (JsonBuilder *builder, const BtInstrument *instrument)
{
  g_autofree char *hours = bt_trading_hours_to_string (&instrument->hours);
  char buffer[BT_DECIMAL_BUFFER];

  bt_cli_json_add_string (builder, "symbol", instrument->symbol);
  bt_cli_json_add_string (builder, "description", instrument->description);
  bt_cli_json_add_string (builder, "base", instrument->base);
  bt_cli_json_add_string (builder, "quote", instrument->quote);
  bt_cli_json_add_int (builder, "digits", instrument->digits);
  bt_cli_json_add_string (
    builder, "contract_size",
    bt_decimal_format_short (instrument->contract_size, BT_CONTRACT_DIGITS, 0, buffer));
  bt_cli_json_add_string (builder, "volume_min",
                          bt_instrument_format_volume (instrument, instrument->volume_min, buffer));
  bt_cli_json_add_string (builder, "volume_max",
                          bt_instrument_format_volume (instrument, instrument->volume_max, buffer));
  bt_cli_json_add_string (
    builder, "volume_step",
    bt_instrument_format_volume (instrument, instrument->volume_step, buffer));
  bt_cli_json_add_boolean (builder, "trades_weekends", instrument->trades_weekends);
  bt_cli_json_add_int (builder, "typical_spread_points", instrument->typical_spread_points);
  bt_cli_json_add_string (builder, "trading_hours", hours);
}

void
bt_cli_json_add_instrument (JsonBuilder *builder, const char *field, const BtInstrument *instrument)
{
  json_builder_set_member_name (builder, field);
  json_builder_begin_object (builder);
  add_scenario_fields (builder, instrument);
  json_builder_end_object (builder);
}

void
bt_cli_json_add_whole_instrument (JsonBuilder *builder, const BtInstrument *instrument)
{
  json_builder_begin_object (builder);
  add_scenario_fields (builder, instrument);
  bt_cli_json_add_int (builder, "leverage", instrument->leverage);
  bt_cli_json_add_boolean (builder, "swap", instrument->has_swap);
  bt_cli_json_add_decimal (builder, "swap_long_points", instrument->swap_long_points, SWAP_DIGITS);
  bt_cli_json_add_decimal (builder, "swap_short_points", instrument->swap_short_points,
                           SWAP_DIGITS);
  bt_cli_json_add_string (builder, "swap_triple_day",
                          bt_weekday_to_string (instrument->swap_triple_weekday));
  json_builder_end_object (builder);
}

void
bt_cli_json_add_document (JsonBuilder *builder, const char *field, const char *text)
{
  g_autoptr (JsonNode) node = text != NULL ? json_from_string (text, NULL) : NULL;

  json_builder_set_member_name (builder, field);
  if (node != NULL)
    json_builder_add_value (builder, g_steal_pointer (&node));
  else
    json_builder_add_null_value (builder);
}

void
bt_cli_print_json (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (root, TRUE);

  bt_cli_print_text (text);
}

void
bt_cli_print_text (const char *text)
{
  fputs (text, stdout);
  if (!g_str_has_suffix (text, "\n"))
    fputc ('\n', stdout);
}

void
bt_cli_print_bytes (GBytes *bytes)
{
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);

  fwrite (data, 1, size, stdout);
}

void
bt_cli_print_error_json (int status, const char *message)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "error");
  json_builder_begin_object (builder);
  bt_cli_json_add_int (builder, "status", status);
  bt_cli_json_add_string (builder, "message", message);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  bt_cli_print_json (builder);
}

gboolean
bt_cli_flush_output (void)
{
  return fflush (stdout) == 0 && !ferror (stdout);
}

char *
bt_cli_format_time (gint64 time_usec)
{
  if (time_usec == BT_TIME_NONE)
    return g_strdup ("");

  const BtCivilTime civil = bt_time_to_civil (time_usec);
  return g_strdup_printf ("%04d-%02d-%02d %02d:%02d", civil.year, civil.month, civil.day,
                          civil.hour, civil.minute);
}

BtCliNumber
bt_cli_format_int (gint64 value)
{
  BtCliNumber number = { "" };

  bt_decimal_format (value, 0, number.text);
  return number;
}

BtCliTable *
bt_cli_table_new (const char *alignments, const char *const *headings)
{
  BtCliTable *table = g_new0 (BtCliTable, 1);

  table->alignments = g_strdup (alignments);
  table->n_columns = (guint) strlen (alignments);
  table->cells = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < table->n_columns; i++)
    g_ptr_array_add (table->cells, g_strdup (headings[i]));
  return table;
}

void
bt_cli_table_free (BtCliTable *table)
{
  if (table == NULL)
    return;
  g_ptr_array_unref (table->cells);
  g_free (table->alignments);
  g_free (table);
}

void
bt_cli_table_add (BtCliTable *table, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (table->cells, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

void
bt_cli_table_print (const BtCliTable *table)
{
  g_autofree glong *widths = g_new0 (glong, table->n_columns);

  for (guint i = 0; i < table->cells->len; i++)
    {
      const glong width = g_utf8_strlen (table->cells->pdata[i], -1);

      widths[i % table->n_columns] = MAX (widths[i % table->n_columns], width);
    }
  for (guint i = 0; i < table->cells->len; i++)
    {
      const guint column = i % table->n_columns;
      const gboolean is_last = column + 1 == table->n_columns;
      const char *text = table->cells->pdata[i];
      const int padding = (int) (widths[column] - g_utf8_strlen (text, -1));

      if (table->alignments[column] == 'r')
        g_print ("%*s%s%*s", padding, "", text, is_last ? 0 : COLUMN_GAP, "");
      else
        g_print ("%s%*s", text, is_last ? 0 : padding + COLUMN_GAP, "");
      if (is_last)
        g_print ("\n");
    }
}
