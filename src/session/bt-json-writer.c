// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-json-writer.h"

#include <math.h>

#include "base/bt-decimal.h"
#include "base/bt-time.h"
#include "base/bt-volume.h"
#include "market/bt-trade-records.h"

void
bt_json_add_string (JsonBuilder *builder, const char *field, const char *value)
{
  json_builder_set_member_name (builder, field);
  if (value == NULL)
    json_builder_add_null_value (builder);
  else
    json_builder_add_string_value (builder, value);
}

void
bt_json_add_int (JsonBuilder *builder, const char *field, gint64 value)
{
  json_builder_set_member_name (builder, field);
  json_builder_add_int_value (builder, value);
}

void
bt_json_add_boolean (JsonBuilder *builder, const char *field, gboolean value)
{
  json_builder_set_member_name (builder, field);
  json_builder_add_boolean_value (builder, value);
}

void
bt_json_add_decimal (JsonBuilder *builder, const char *field, gint64 value, guint digits)
{
  char buffer[BT_DECIMAL_BUFFER];

  bt_json_add_string (builder, field, bt_decimal_format (value, digits, buffer));
}

void
bt_json_add_lots (JsonBuilder *builder, const char *field, gint64 units)
{
  char buffer[BT_DECIMAL_BUFFER];

  bt_json_add_string (builder, field, bt_decimal_format_short (units, BT_VOLUME_DIGITS, 2, buffer));
}

void
bt_json_add_price (JsonBuilder *builder, const char *field, gint64 points, guint digits)
{
  if (points == BT_PRICE_NONE)
    bt_json_add_null (builder, field);
  else
    bt_json_add_decimal (builder, field, points, digits);
}

void
bt_json_add_time (JsonBuilder *builder, const char *field, gint64 time_usec)
{
  g_autofree char *text = time_usec == BT_TIME_NONE ? NULL : bt_time_to_string (time_usec);

  bt_json_add_string (builder, field, text);
}

void
bt_json_add_ratio (JsonBuilder *builder, const char *field, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (isnan (value))
    bt_json_add_null (builder, field);
  else if (isinf (value))
    bt_json_add_string (builder, field, value > 0 ? "inf" : "-inf");
  else
    bt_json_add_string (builder, field, g_ascii_formatd (buffer, sizeof buffer, "%.6f", value));
}

void
bt_json_add_null (JsonBuilder *builder, const char *field)
{
  json_builder_set_member_name (builder, field);
  json_builder_add_null_value (builder);
}

char *
bt_json_to_text (JsonBuilder *builder, gboolean is_pretty)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autoptr (JsonGenerator) generator = json_generator_new ();

  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, is_pretty);
  json_generator_set_indent (generator, 2);

  g_autofree char *text = json_generator_to_data (generator, NULL);

  return is_pretty ? g_strconcat (text, "\n", NULL) : g_steal_pointer (&text);
}
