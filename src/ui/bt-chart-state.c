// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-chart-state.h"

#include "chart/bt-time-scale.h"
#include "ui/bt-chart-looks.h"
#include "ui/bt-chart-menu.h"
#include "ui/bt-state-member.h"
#include "ui/bt-study-text.h"

#define DEFAULT_VISIBLE 140.0
#define MAX_BAR_SIZE 1e15

static const char *const member_names[]
  = { "timeframe", "style",    "scale",   "inverted", "hollow", "volume",
      "bars",      "bar-size", "visible", "studies",  "trades", "orders-by-click" };

void
bt_chart_state_write (BtChart *chart, JsonObject *object)
{
  g_return_if_fail (BT_IS_CHART (chart) && object != NULL);

  BtChartSeriesSpec series = bt_chart_get_series (chart);
  g_autofree char *studies = bt_study_text_write (chart);
  gboolean is_hollow;
  gboolean has_volume;
  gboolean is_inverted;
  gboolean has_trades;
  gboolean takes_orders;
  int style;
  int scale;

  g_object_get (chart, "hollow", &is_hollow, "show-volume", &has_volume, "style", &style, "scale",
                &scale, "inverted", &is_inverted, "show-trades", &has_trades, "takes-orders",
                &takes_orders, NULL);
  json_object_set_string_member (object, "timeframe",
                                 bt_timeframe_to_string (bt_chart_get_timeframe (chart)));
  json_object_set_string_member (object, "style", bt_chart_style_to_string (style));
  json_object_set_string_member (object, "scale", bt_price_scale_kind_to_string (scale));
  json_object_set_boolean_member (object, "inverted", is_inverted);
  json_object_set_boolean_member (object, "hollow", is_hollow);
  json_object_set_boolean_member (object, "volume", has_volume);
  json_object_set_boolean_member (object, "trades", has_trades);
  json_object_set_boolean_member (object, "orders-by-click", takes_orders);
  json_object_set_string_member (object, "bars", bt_chart_series_kind_to_string (series.kind));
  json_object_set_int_member (object, "bar-size", series.size);
  json_object_set_double_member (object, "visible", bt_chart_get_visible (chart));
  json_object_set_string_member (object, "studies", studies);
  bt_chart_looks_write (chart, object);
}

void
bt_chart_state_read (BtChart *chart, JsonObject *object)
{
  g_return_if_fail (BT_IS_CHART (chart) && object != NULL);

  const char *timeframe_text = bt_state_get_text (object, "timeframe");
  BtChartSeriesSpec series
    = { .kind = bt_chart_series_kind_parse (bt_state_get_text (object, "bars")),
        .size = (gint64) bt_state_get_number (object, "bar-size", 0, 0, MAX_BAR_SIZE) };
  BtTimeframe timeframe;

  if (timeframe_text != NULL && bt_timeframe_parse (timeframe_text, &timeframe))
    bt_chart_set_timeframe (chart, timeframe);
  g_object_set (chart, "hollow", bt_state_get_flag (object, "hollow", TRUE), "show-volume",
                bt_state_get_flag (object, "volume", TRUE), "style",
                bt_chart_style_parse (bt_state_get_text (object, "style")), "scale",
                bt_price_scale_kind_parse (bt_state_get_text (object, "scale")), "inverted",
                bt_state_get_flag (object, "inverted", FALSE), "show-trades",
                bt_state_get_flag (object, "trades", TRUE), "takes-orders",
                bt_state_get_flag (object, "orders-by-click", TRUE), NULL);
  bt_chart_looks_read (chart, object);
  bt_chart_set_series (chart, &series);
  bt_study_text_read (chart, bt_state_get_text (object, "studies"));
  bt_chart_set_visible (chart,
                        bt_state_get_number (object, "visible", DEFAULT_VISIBLE,
                                             BT_TIME_SCALE_MIN_VISIBLE, BT_TIME_SCALE_MAX_VISIBLE));
  bt_chart_scroll_to_end (chart);
}

void
bt_chart_state_remove (JsonObject *object)
{
  for (guint i = 0; i < G_N_ELEMENTS (member_names); i++)
    if (json_object_has_member (object, member_names[i]))
      json_object_remove_member (object, member_names[i]);
}
