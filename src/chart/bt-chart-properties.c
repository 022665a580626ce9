// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The properties of the chart widget. */
#include "config.h"

#include "chart/bt-chart-private.h"

enum
{
  PROP_TIMEFRAME = 1,
  PROP_STYLE,
  PROP_SERIES,
  PROP_SCALE,
  PROP_INVERTED,
  PROP_TOOL,
  PROP_MAGNET,
  PROP_KEEP_TOOL,
  PROP_SELECTED_DRAWING,
  PROP_AUTO_SCALE,
  PROP_IS_FOLLOWING,
  PROP_HOLLOW,
  PROP_DARK,
  PROP_COLOUR_BLIND,
  PROP_SWAP_COLOURS,
  PROP_SHOW_VOLUME,
  PROP_SHOW_SESSIONS,
  PROP_SESSIONS,
  PROP_SEPARATORS,
  PROP_SHOW_GAPS,
  PROP_SHOW_PROFILE,
  PROP_CROSSHAIR_MAGNET,
  PROP_HIGH_CONTRAST,
  PROP_SHOW_TRADES,
  PROP_TAKES_ORDERS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* Returns the option that a property switches and nothing else, or NULL. */
static gboolean *
find_option (BtChart *chart, guint id)
{
  switch (id)
    {
    case PROP_MAGNET:
      return &chart->is_magnet;
    case PROP_KEEP_TOOL:
      return &chart->keeps_tool;
    case PROP_HOLLOW:
      return &chart->view.is_hollow;
    case PROP_DARK:
      return &chart->is_dark;
    case PROP_COLOUR_BLIND:
      return &chart->is_colour_blind;
    case PROP_SWAP_COLOURS:
      return &chart->is_swapped;
    case PROP_SHOW_VOLUME:
      return &chart->view.has_volume;
    case PROP_SHOW_SESSIONS:
      return &chart->view.has_sessions;
    case PROP_CROSSHAIR_MAGNET:
      return &chart->view.is_crosshair_magnetic;
    case PROP_HIGH_CONTRAST:
      return &chart->is_high_contrast;
    case PROP_SHOW_TRADES:
      return &chart->view.has_trades;
    case PROP_TAKES_ORDERS:
      return &chart->takes_orders;
    default:
      return NULL;
    }
}

static void
bt_chart_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BtChart *chart = BT_CHART (object);
  const gboolean *option = find_option (chart, id);

  if (option != NULL)
    {
      g_value_set_boolean (value, *option);
      return;
    }
  switch (id)
    {
    case PROP_TIMEFRAME:
      g_value_set_int (value, (int) chart->view.timeframe);
      break;
    case PROP_STYLE:
      g_value_set_int (value, (int) chart->view.style);
      break;
    case PROP_SERIES:
      g_value_set_int (value, (int) bt_chart_get_series (chart).kind);
      break;
    case PROP_SCALE:
      g_value_set_int (value, (int) chart->view.price.kind);
      break;
    case PROP_INVERTED:
      g_value_set_boolean (value, chart->view.price.is_inverted);
      break;
    case PROP_TOOL:
      g_value_set_string (value, chart->tool != NULL ? chart->tool->id : NULL);
      break;
    case PROP_SELECTED_DRAWING:
      g_value_set_uint (value, chart->view.selected_drawing);
      break;
    case PROP_AUTO_SCALE:
      g_value_set_boolean (value, chart->view.is_auto_scale);
      break;
    case PROP_IS_FOLLOWING:
      g_value_set_boolean (value, chart->view.is_following);
      break;
    case PROP_SESSIONS:
      g_value_set_int (value, (int) chart->view.sessions);
      break;
    case PROP_SEPARATORS:
      g_value_set_int (value, (int) chart->view.separator_choice);
      break;
    case PROP_SHOW_GAPS:
      g_value_set_boolean (value, chart->view.gaps != NULL);
      break;
    case PROP_SHOW_PROFILE:
      g_value_set_boolean (value, chart->view.volume_blocks != NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* Stores a boolean option and redraws; tells when it changed. */
static void
set_option (BtChart *chart, gboolean *option, const GValue *value, GParamSpec *pspec)
{
  gboolean wanted = g_value_get_boolean (value);

  if (*option == wanted)
    return;
  *option = wanted;
  bt_chart_update_theme (chart);
  g_object_notify_by_pspec (G_OBJECT (chart), pspec);
}

static void
set_following (BtChart *chart, gboolean is_following)
{
  if (chart->view.is_following == is_following)
    return;
  if (is_following)
    bt_chart_view_scroll_to_end (&chart->view);
  else
    chart->view.is_following = FALSE;
  bt_chart_view_moved (chart, !is_following);
}

static void
set_style (BtChart *chart, BtChartStyle style)
{
  if (chart->view.style == style)
    return;
  chart->view.style = style;
  bt_chart_revise (chart);
  g_object_notify_by_pspec (G_OBJECT (chart), properties[PROP_STYLE]);
}

/* A range that suits one scale may not suit another: prices scale by themselves again. */
static void
set_scale (BtChart *chart, BtPriceScaleKind kind, gboolean is_inverted)
{
  BtPriceScale *scale = &chart->view.price;
  gboolean is_new_kind = scale->kind != kind;

  if (!is_new_kind && scale->is_inverted == is_inverted)
    return;
  scale->kind = kind;
  scale->is_inverted = is_inverted;
  bt_chart_set_auto_scale (chart, TRUE);
  bt_chart_revise (chart);
  g_object_notify_by_pspec (G_OBJECT (chart), properties[is_new_kind ? PROP_SCALE : PROP_INVERTED]);
}

static void
set_sessions (BtChart *chart, guint sessions)
{
  if (chart->view.sessions == sessions)
    return;
  chart->view.sessions = sessions;
  bt_chart_revise (chart);
  g_object_notify_by_pspec (G_OBJECT (chart), properties[PROP_SESSIONS]);
}

static void
set_separators (BtChart *chart, BtChartSeparators separators)
{
  if (chart->view.separator_choice == separators)
    return;
  chart->view.separator_choice = separators;
  bt_chart_revise (chart);
  g_object_notify_by_pspec (G_OBJECT (chart), properties[PROP_SEPARATORS]);
}

static void
set_gaps (BtChart *chart, gboolean has_gaps)
{
  if ((chart->view.gaps != NULL) == has_gaps)
    return;
  bt_chart_view_set_gaps (&chart->view, has_gaps);
  bt_chart_revise (chart);
  g_object_notify_by_pspec (G_OBJECT (chart), properties[PROP_SHOW_GAPS]);
}

static void
set_profile (BtChart *chart, gboolean has_profile)
{
  if ((chart->view.volume_blocks != NULL) == has_profile)
    return;
  bt_chart_view_set_profile (&chart->view, has_profile);
  bt_chart_revise (chart);
  g_object_notify_by_pspec (G_OBJECT (chart), properties[PROP_SHOW_PROFILE]);
}

static void
set_tool (BtChart *chart, const char *id)
{
  bt_chart_set_tool (chart, id != NULL ? bt_drawing_tool_find (id) : NULL);
}

static void
bt_chart_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BtChart *chart = BT_CHART (object);
  gboolean *option = find_option (chart, id);

  if (option != NULL)
    {
      set_option (chart, option, value, pspec);
      return;
    }
  switch (id)
    {
    case PROP_TIMEFRAME:
      bt_chart_set_timeframe (chart, (BtTimeframe) g_value_get_int (value));
      break;
    case PROP_STYLE:
      set_style (chart, (BtChartStyle) g_value_get_int (value));
      break;
    case PROP_SCALE:
      set_scale (chart, (BtPriceScaleKind) g_value_get_int (value), chart->view.price.is_inverted);
      break;
    case PROP_INVERTED:
      set_scale (chart, chart->view.price.kind, g_value_get_boolean (value));
      break;
    case PROP_TOOL:
      set_tool (chart, g_value_get_string (value));
      break;
    case PROP_SELECTED_DRAWING:
      bt_chart_select_drawing (chart, g_value_get_uint (value));
      break;
    case PROP_AUTO_SCALE:
      bt_chart_set_auto_scale (chart, g_value_get_boolean (value));
      break;
    case PROP_IS_FOLLOWING:
      set_following (chart, g_value_get_boolean (value));
      break;
    case PROP_SESSIONS:
      set_sessions (chart, (guint) g_value_get_int (value));
      break;
    case PROP_SEPARATORS:
      set_separators (chart, (BtChartSeparators) g_value_get_int (value));
      break;
    case PROP_SHOW_GAPS:
      set_gaps (chart, g_value_get_boolean (value));
      break;
    case PROP_SHOW_PROFILE:
      set_profile (chart, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
add_boolean (guint id, const char *name, gboolean is_on)
{
  properties[id] = g_param_spec_boolean (
    name, NULL, NULL, is_on, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
}

void
bt_chart_install_properties (GObjectClass *class)
{
  class->get_property = bt_chart_get_property;
  class->set_property = bt_chart_set_property;
  properties[PROP_TIMEFRAME]
    = g_param_spec_int ("timeframe", NULL, NULL, BT_TIMEFRAME_M1, BT_TIMEFRAME_MN, BT_TIMEFRAME_M5,
                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_STYLE]
    = g_param_spec_int ("style", NULL, NULL, 0, BT_N_CHART_STYLES - 1, BT_CHART_STYLE_CANDLES,
                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SERIES]
    = g_param_spec_int ("series", NULL, NULL, 0, BT_N_CHART_SERIES_KINDS - 1, BT_CHART_SERIES_TIME,
                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SCALE]
    = g_param_spec_int ("scale", NULL, NULL, 0, BT_N_PRICE_SCALE_KINDS - 1, BT_PRICE_SCALE_LINEAR,
                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  add_boolean (PROP_INVERTED, "inverted", FALSE);
  properties[PROP_TOOL] = g_param_spec_string (
    "tool", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SELECTED_DRAWING]
    = g_param_spec_uint ("selected-drawing", NULL, NULL, 0, G_MAXUINT, 0,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  add_boolean (PROP_MAGNET, "magnet", FALSE);
  add_boolean (PROP_KEEP_TOOL, "keep-tool", FALSE);
  add_boolean (PROP_AUTO_SCALE, "auto-scale", TRUE);
  add_boolean (PROP_IS_FOLLOWING, "is-following", TRUE);
  add_boolean (PROP_HOLLOW, "hollow", TRUE);
  add_boolean (PROP_DARK, "dark", TRUE);
  add_boolean (PROP_COLOUR_BLIND, "colour-blind", FALSE);
  add_boolean (PROP_SWAP_COLOURS, "swap-colours", FALSE);
  add_boolean (PROP_SHOW_VOLUME, "show-volume", TRUE);
  add_boolean (PROP_SHOW_SESSIONS, "show-sessions", TRUE);
  properties[PROP_SESSIONS]
    = g_param_spec_int ("sessions", NULL, NULL, 0, BT_CHART_ALL_SESSIONS, BT_CHART_ALL_SESSIONS,
                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SEPARATORS]
    = g_param_spec_int ("separators", NULL, NULL, 0, BT_N_CHART_SEPARATORS - 1, 0,
                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  add_boolean (PROP_SHOW_GAPS, "show-gaps", FALSE);
  add_boolean (PROP_SHOW_PROFILE, "show-profile", FALSE);
  add_boolean (PROP_CROSSHAIR_MAGNET, "crosshair-magnet", FALSE);
  add_boolean (PROP_HIGH_CONTRAST, "high-contrast", FALSE);
  add_boolean (PROP_SHOW_TRADES, "show-trades", TRUE);
  add_boolean (PROP_TAKES_ORDERS, "takes-orders", TRUE);
  g_object_class_install_properties (class, N_PROPS, properties);
}
