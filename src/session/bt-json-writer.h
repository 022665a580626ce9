// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Writing JSON in one way only: fields in the order of the calls, decimals as strings, times as RFC
 * 3339 UTC. Private to `session`. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Each adds a field to the object that is open in the builder. */

/* Adds a string; NULL is written as null. */
void bt_json_add_string (JsonBuilder *builder, const char *field, const char *value);
/* Adds a whole number. */
void bt_json_add_int (JsonBuilder *builder, const char *field, gint64 value);
/* Adds true or false. */
void bt_json_add_boolean (JsonBuilder *builder, const char *field, gboolean value);
/* Adds value ÷ 10^digits as a string with exactly digits decimals. */
void bt_json_add_decimal (JsonBuilder *builder, const char *field, gint64 value, guint digits);
/* Adds a volume in lots as a string with at least two decimals, as many as it needs. */
void bt_json_add_lots (JsonBuilder *builder, const char *field, gint64 units);
/* Adds a price in points, or null for BT_PRICE_NONE. */
void bt_json_add_price (JsonBuilder *builder, const char *field, gint64 points, guint digits);
/* Adds a time, or null for BT_TIME_NONE. */
void bt_json_add_time (JsonBuilder *builder, const char *field, gint64 time_usec);
/* Adds a ratio as a string with six decimals; null for NAN, "inf" for INFINITY. */
void bt_json_add_ratio (JsonBuilder *builder, const char *field, double value);
/* Adds a null. */
void bt_json_add_null (JsonBuilder *builder, const char *field);

/* Returns what was built as text, in one line or (is_pretty) indented by two with a final newline.
 */
char *bt_json_to_text (JsonBuilder *builder, gboolean is_pretty);

G_END_DECLS
