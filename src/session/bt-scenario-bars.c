// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The bars and ticks of a scenario. */
#include "config.h"

#include "session/bt-scenario.h"
#include "session/bt-session-error.h"

/* Volumes are kept times 10^8. */
#define VOLUME_DIGITS 8
#define MIN_COLUMNS 6
#define MAX_COLUMNS 7
#define MIN_TICK_COLUMNS 3
#define MAX_TICK_COLUMNS 4

static const char *const BAR_COLUMNS[]
  = { "time", "open", "high", "low", "close", "volume", "spread" };
static const char *const TICK_COLUMNS[] = { "time", "bid", "ask", "volume" };

/* Reads a column by its name in messages. */
static gboolean
read_column (JsonArray *bar, guint index, guint column, guint digits, gint64 *out, GError **error)
{
  g_autofree char *what = g_strdup_printf ("bars[%u], %s", index, BAR_COLUMNS[column]);

  return bt_json_node_get_decimal (json_array_get_element (bar, column), what, digits, out, error);
}

static gboolean
read_time (JsonArray *row, const char *field, guint index, gint64 *out, GError **error)
{
  JsonNode *node = json_array_get_element (row, 0);
  g_autoptr (GError) local_error = NULL;

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    {
      g_set_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT,
                   "%s[%u], time: expected a string", field, index);
      return FALSE;
    }
  if (bt_time_parse (json_node_get_string (node), out, &local_error))
    return TRUE;
  g_set_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT, "%s[%u], time: %s", field, index,
               local_error->message);
  return FALSE;
}

static gboolean
read_bar (JsonNode *node, guint index, guint digits, BtCandle *candle, GError **error)
{
  JsonArray *bar;
  guint length;
  gint64 spread = -1;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      g_set_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT,
                   "bars[%u]: expected an array […]", index);
      return FALSE;
    }
  bar = json_node_get_array (node);
  length = json_array_get_length (bar);
  if (length < MIN_COLUMNS || length > MAX_COLUMNS)
    {
      g_set_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT,
                   "bars[%u]: expected 6 or 7 fields, found %u", index, length);
      return FALSE;
    }
  if (!read_time (bar, "bars", index, &candle->time_usec, error)
      || !read_column (bar, index, 1, digits, &candle->open_points, error)
      || !read_column (bar, index, 2, digits, &candle->high_points, error)
      || !read_column (bar, index, 3, digits, &candle->low_points, error)
      || !read_column (bar, index, 4, digits, &candle->close_points, error)
      || !read_column (bar, index, 5, VOLUME_DIGITS, &candle->volume, error)
      || (length == MAX_COLUMNS && !JSON_NODE_HOLDS_NULL (json_array_get_element (bar, 6))
          && !read_column (bar, index, 6, 0, &spread, error)))
    return FALSE;
  if (spread < -1 || spread > G_MAXINT32)
    {
      g_set_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT,
                   "bars[%u], spread: %" G_GINT64_FORMAT " is out of range", index, spread);
      return FALSE;
    }
  candle->spread_points = (gint32) spread;
  return TRUE;
}

/* Returns whether any bar has a seventh field. */
static gboolean
has_spread_column (JsonArray *bars)
{
  for (guint i = 0; i < json_array_get_length (bars); i++)
    {
      JsonNode *node = json_array_get_element (bars, i);

      if (JSON_NODE_HOLDS_ARRAY (node)
          && json_array_get_length (json_node_get_array (node)) == MAX_COLUMNS)
        return TRUE;
    }
  return FALSE;
}

BtSeries *
bt_scenario_read_bars (
  BtJsonReader *reader, guint digits, BtTimeframe timeframe, BtPriceKind kind, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  JsonArray *bars = bt_json_reader_get_array (reader, "bars", &local_error);
  g_autoptr (BtSeriesBuilder) builder = NULL;

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (bars == NULL || json_array_get_length (bars) == 0)
    {
      bt_json_reader_fail (reader, "bars", error, "there are no candles");
      return NULL;
    }
  builder = bt_series_builder_new (timeframe, kind, has_spread_column (bars));
  bt_series_builder_reserve (builder, json_array_get_length (bars));
  for (guint i = 0; i < json_array_get_length (bars); i++)
    {
      BtCandle candle;

      if (!read_bar (json_array_get_element (bars, i), i, digits, &candle, error))
        return NULL;
      if (!bt_series_builder_add (builder, &candle, &local_error))
        {
          g_set_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT, "bars[%u]: %s", i,
                       local_error->message);
          return NULL;
        }
    }
  return bt_series_builder_finish (builder);
}

static gboolean
read_tick (JsonNode *node, guint index, guint digits, BtMarketTick *tick, GError **error)
{
  JsonArray *row = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint length = row != NULL ? json_array_get_length (row) : 0;
  gint64 *const values[]
    = { &tick->time_usec, &tick->bid_points, &tick->ask_points, &tick->volume };

  if (length < MIN_TICK_COLUMNS || length > MAX_TICK_COLUMNS)
    {
      g_set_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT,
                   "ticks[%u]: expected an array of 3 or 4 fields", index);
      return FALSE;
    }
  if (!read_time (row, "ticks", index, &tick->time_usec, error))
    return FALSE;
  for (guint i = 1; i < length; i++)
    {
      g_autofree char *what = g_strdup_printf ("ticks[%u], %s", index, TICK_COLUMNS[i]);

      if (i >= MIN_TICK_COLUMNS && JSON_NODE_HOLDS_NULL (json_array_get_element (row, i)))
        continue;
      if (!bt_json_node_get_decimal (json_array_get_element (row, i), what,
                                     i < MIN_TICK_COLUMNS ? digits : VOLUME_DIGITS, values[i],
                                     error))
        return FALSE;
    }
  return TRUE;
}

gboolean
bt_scenario_read_ticks (BtJsonReader *reader, guint digits, BtTickSeries **ticks, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  JsonArray *rows = bt_json_reader_get_array (reader, "ticks", &local_error);
  guint length = rows == NULL ? 0 : json_array_get_length (rows);
  g_autofree BtMarketTick *read = g_new0 (BtMarketTick, length);

  *ticks = NULL;
  for (guint i = 0; local_error == NULL && i < length; i++)
    (void) read_tick (json_array_get_element (rows, i), i, digits, &read[i], &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (length == 0)
    return TRUE;
  *ticks = bt_tick_series_new (read, length, &local_error);
  if (*ticks == NULL)
    g_set_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT, "ticks: %s",
                 local_error->message);
  return *ticks != NULL;
}
