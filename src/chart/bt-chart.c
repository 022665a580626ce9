// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-chart.h"

#include "chart/bt-chart-private.h"
#include "chart/bt-frame-memory.h"

/* What a new state of the newest candle changes. */
#define NEWEST_LAYERS                                                                              \
  (BT_CHART_LAYER_BIT (BT_CHART_LAYER_NEWEST) | BT_CHART_LAYER_BIT (BT_CHART_LAYER_PROFILE)        \
   | BT_CHART_LAYER_BIT (BT_CHART_LAYER_NEWEST_STUDIES)                                            \
   | BT_CHART_LAYER_BIT (BT_CHART_LAYER_PANE_AXES)                                                 \
   | BT_CHART_LAYER_BIT (BT_CHART_LAYER_STUDY_LEGEND)                                              \
   | BT_CHART_LAYER_BIT (BT_CHART_LAYER_LAST_LINE) | BT_CHART_LAYER_BIT (BT_CHART_LAYER_TAGS)      \
   | BT_CHART_LAYER_BIT (BT_CHART_LAYER_LEGEND) | BT_CHART_COMPARE_LAYERS)
#define CROSSHAIR_LAYERS                                                                           \
  (BT_CHART_LAYER_BIT (BT_CHART_LAYER_CROSSHAIR_COLUMN)                                            \
   | BT_CHART_LAYER_BIT (BT_CHART_LAYER_CROSSHAIR_ROW)                                             \
   | BT_CHART_LAYER_BIT (BT_CHART_LAYER_CROSSHAIR_PRICE)                                           \
   | BT_CHART_LAYER_BIT (BT_CHART_LAYER_CROSSHAIR_TIME)                                            \
   | BT_CHART_LAYER_BIT (BT_CHART_LAYER_STUDY_LEGEND)                                              \
   | BT_CHART_LAYER_BIT (BT_CHART_LAYER_COMPARE_LEGEND)                                            \
   | BT_CHART_LAYER_BIT (BT_CHART_LAYER_LEGEND))
enum
{
  SIGNAL_LINE_MOVED,
  SIGNAL_LINE_CLOSED,
  SIGNAL_LINE_DRAGGED,
  SIGNAL_ORDER_CLICKED,
  SIGNAL_CROSSHAIR_MOVED,
  SIGNAL_VIEW_MOVED,
  SIGNAL_TITLE_ACTIVATED,
  SIGNAL_STUDIES_CHANGED,
  SIGNAL_STUDY_ACTIVATED,
  SIGNAL_COMPARES_CHANGED,
  SIGNAL_DRAWING_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtChart, bt_chart, GTK_TYPE_WIDGET)

void
bt_chart_invalidate (BtChart *chart, guint layers)
{
  for (guint layer = 0; layer < BT_CHART_N_LAYERS; layer++)
    if (layers & BT_CHART_LAYER_BIT (layer))
      g_clear_pointer (&chart->nodes[layer], gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (chart));
}

void
bt_chart_revise (BtChart *chart)
{
  chart->revision++;
  gtk_widget_queue_draw (GTK_WIDGET (chart));
}

static void
update_end_button (BtChart *chart)
{
  gtk_widget_set_visible (chart->end_button,
                          !chart->view.is_following && chart->view.columns.length > 0);
}

void
bt_chart_view_moved (BtChart *chart, gboolean was_following)
{
  update_end_button (chart);
  if (was_following != chart->view.is_following)
    g_object_notify (G_OBJECT (chart), "is-following");
  bt_chart_queue_summary (chart);
  gtk_widget_queue_draw (GTK_WIDGET (chart));
  g_signal_emit (chart, signals[SIGNAL_VIEW_MOVED], 0);
}

void
bt_chart_redraw_crosshair (BtChart *chart)
{
  bt_chart_invalidate (chart, CROSSHAIR_LAYERS);
  bt_chart_queue_description (chart);
}

void
bt_chart_crosshair_changed (BtChart *chart)
{
  bt_chart_redraw_crosshair (chart);
  g_signal_emit (chart, signals[SIGNAL_CROSSHAIR_MOVED], 0);
}

void
bt_chart_set_auto_scale (BtChart *chart, gboolean is_auto_scale)
{
  if (chart->view.is_auto_scale == is_auto_scale)
    return;
  chart->view.is_auto_scale = is_auto_scale;
  bt_chart_revise (chart);
  g_object_notify (G_OBJECT (chart), "auto-scale");
}

void
bt_chart_emit_line_moved (BtChart *chart, guint line, gint64 price_points)
{
  g_autofree char *id = g_strdup (chart->view.lines[line].id);

  g_signal_emit (chart, signals[SIGNAL_LINE_MOVED], 0, id, (int) chart->view.lines[line].kind,
                 price_points);
}

void
bt_chart_emit_line_closed (BtChart *chart, guint line)
{
  g_autofree char *id = g_strdup (chart->view.lines[line].id);

  g_signal_emit (chart, signals[SIGNAL_LINE_CLOSED], 0, id, (int) chart->view.lines[line].kind);
}

void
bt_chart_emit_line_dragged (BtChart *chart)
{
  const BtChartDrag *drag = &chart->view.drag;
  g_autofree char *id = g_strdup (chart->view.lines[drag->line].id);

  g_signal_emit (chart, signals[SIGNAL_LINE_DRAGGED], 0, id,
                 (int) chart->view.lines[drag->line].kind, drag->price_points);
}

void
bt_chart_emit_order_clicked (BtChart *chart, gint64 price_points, gboolean is_sell)
{
  g_signal_emit (chart, signals[SIGNAL_ORDER_CLICKED], 0, price_points, is_sell);
}

static void
refresh_fonts (BtChart *chart)
{
  PangoContext *context = gtk_widget_create_pango_context (GTK_WIDGET (chart));

  bt_text_cache_set_context (chart->view.text, context);
  g_object_unref (context);
  bt_chart_revise (chart);
}

static void
bt_chart_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (bt_chart_parent_class)->css_changed (widget, change);
  refresh_fonts (BT_CHART (widget));
}

static void
bt_chart_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (bt_chart_parent_class)->system_setting_changed (widget, setting);
  refresh_fonts (BT_CHART (widget));
}

static void
bt_chart_state_flags_changed (GtkWidget *widget, GtkStateFlags previous)
{
  GTK_WIDGET_CLASS (bt_chart_parent_class)->state_flags_changed (widget, previous);
  if ((gtk_widget_get_state_flags (widget) ^ previous) & GTK_STATE_FLAG_FOCUS_VISIBLE)
    gtk_widget_queue_draw (widget);
}

static void
end_button_clicked_cb (BtChart *chart)
{
  bt_chart_scroll_to_end (chart);
  gtk_widget_grab_focus (GTK_WIDGET (chart));
}

void
bt_chart_update_theme (BtChart *chart)
{
  bt_chart_theme_init (&chart->view.theme, chart->is_dark, chart->is_colour_blind,
                       chart->is_swapped);
  if (chart->is_high_contrast)
    bt_chart_theme_raise_contrast (&chart->view.theme, chart->is_dark);
  bt_chart_revise (chart);
}

static void
bt_chart_dispose (GObject *object)
{
  BtChart *chart = BT_CHART (object);

  bt_chart_cancel_description (chart);
  bt_chart_stop_motion (chart);
  bt_chart_set_drawings (chart, NULL);
  g_clear_pointer (&chart->dragged, bt_drawing_free);
  for (guint layer = 0; layer < BT_CHART_N_LAYERS; layer++)
    g_clear_pointer (&chart->nodes[layer], gsk_render_node_unref);
  g_clear_pointer (&chart->end_button, gtk_widget_unparent);
  G_OBJECT_CLASS (bt_chart_parent_class)->dispose (object);
}

static void
bt_chart_finalize (GObject *object)
{
  BtChart *chart = BT_CHART (object);

  bt_chart_view_clear (&chart->view);
  g_free (chart->name_text);
  G_OBJECT_CLASS (bt_chart_parent_class)->finalize (object);
}

static void
bt_chart_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (bt_chart_parent_class)->realize (widget);
  bt_frame_memory_keep (gtk_native_get_surface (gtk_widget_get_native (widget)));
}

static void
bt_chart_class_init (BtChartClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GType type = G_TYPE_FROM_CLASS (class);

  object_class->dispose = bt_chart_dispose;
  object_class->finalize = bt_chart_finalize;
  widget_class->realize = bt_chart_realize;
  widget_class->snapshot = bt_chart_snapshot;
  widget_class->measure = bt_chart_measure;
  widget_class->size_allocate = bt_chart_size_allocate;
  widget_class->css_changed = bt_chart_css_changed;
  widget_class->system_setting_changed = bt_chart_system_setting_changed;
  widget_class->state_flags_changed = bt_chart_state_flags_changed;
  bt_chart_install_properties (object_class);
  signals[SIGNAL_LINE_MOVED]
    = g_signal_new ("line-moved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                    G_TYPE_STRING, G_TYPE_INT, G_TYPE_INT64);
  signals[SIGNAL_LINE_CLOSED] = g_signal_new ("line-closed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                              NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT);
  signals[SIGNAL_LINE_DRAGGED]
    = g_signal_new ("line-dragged", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                    G_TYPE_STRING, G_TYPE_INT, G_TYPE_INT64);
  signals[SIGNAL_ORDER_CLICKED]
    = g_signal_new ("order-clicked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                    G_TYPE_INT64, G_TYPE_BOOLEAN);
  signals[SIGNAL_CROSSHAIR_MOVED] = g_signal_new ("crosshair-moved", type, G_SIGNAL_RUN_LAST, 0,
                                                  NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_VIEW_MOVED]
    = g_signal_new ("view-moved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_TITLE_ACTIVATED] = g_signal_new ("title-activated", type, G_SIGNAL_RUN_LAST, 0,
                                                  NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_STUDIES_CHANGED] = g_signal_new ("studies-changed", type, G_SIGNAL_RUN_LAST, 0,
                                                  NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_COMPARES_CHANGED] = g_signal_new ("compares-changed", type, G_SIGNAL_RUN_LAST, 0,
                                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_STUDY_ACTIVATED] = g_signal_new ("study-activated", type, G_SIGNAL_RUN_LAST, 0,
                                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_DRAWING_ACTIVATED] = g_signal_new ("drawing-activated", type, G_SIGNAL_RUN_LAST, 0,
                                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
bt_chart_init (BtChart *chart)
{
  GtkWidget *widget = GTK_WIDGET (chart);
  PangoContext *context = gtk_widget_create_pango_context (widget);

  bt_chart_view_init (&chart->view, context);
  g_object_unref (context);
  chart->view.has_sessions = TRUE;
  chart->is_dark = TRUE;
  chart->takes_orders = TRUE;
  chart->name_text = g_strdup ("{symbol} {timeframe} chart");
  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_hexpand (widget, TRUE);
  gtk_widget_set_vexpand (widget, TRUE);

  chart->end_button = gtk_button_new_from_icon_name ("go-last-symbolic");
  gtk_widget_add_css_class (chart->end_button, "osd");
  gtk_widget_add_css_class (chart->end_button, "circular");
  gtk_widget_set_visible (chart->end_button, FALSE);
  gtk_widget_set_cursor_from_name (chart->end_button, "default");
  gtk_widget_set_parent (chart->end_button, widget);
  g_signal_connect_swapped (chart->end_button, "clicked", G_CALLBACK (end_button_clicked_cb),
                            chart);
  bt_chart_set_texts (chart, &(BtChartTexts){ .go_to_end = "Go to the newest candle" });
  bt_chart_add_input (chart);
}

GtkWidget *
bt_chart_new (void)
{
  return g_object_new (BT_TYPE_CHART, NULL);
}

void
bt_chart_set_tape (BtChart *chart, BtTape *tape, BtTradingDay day)
{
  g_return_if_fail (BT_IS_CHART (chart));

  BtTimeframe timeframe = chart->view.timeframe;
  gboolean was_following = chart->view.is_following;
  bt_chart_view_set_tape (&chart->view, tape, day);
  bt_chart_ruler_forget (chart);
  chart->revision++;
  bt_chart_view_moved (chart, was_following);
  bt_chart_update_name (chart);
  bt_chart_queue_description (chart);
  if (timeframe != chart->view.timeframe)
    g_object_notify (G_OBJECT (chart), "timeframe");
}

void
bt_chart_tape_changed (BtChart *chart)
{
  g_return_if_fail (BT_IS_CHART (chart));

  BtChartView *view = &chart->view;
  gsize before = view->columns.length;
  gsize changed = bt_chart_view_update (view);
  gboolean is_grown = view->columns.length != before;
  /* The candle that was the newest is now one of the others: the base shows it from now on. */
  if ((is_grown && (before == 0 || before - 1 <= view->last)) || changed + 1 < view->columns.length
      || view->columns.length < before)
    chart->revision++;
  if (before == 0 || view->columns.length == 0)
    update_end_button (chart);
  bt_chart_invalidate (chart, NEWEST_LAYERS);
  bt_chart_queue_summary (chart);
}

void
bt_chart_emit_drawing_activated (BtChart *chart, guint id)
{
  g_signal_emit (chart, signals[SIGNAL_DRAWING_ACTIVATED], 0, id);
}

void
bt_chart_emit_compares_changed (BtChart *chart)
{
  g_signal_emit (chart, signals[SIGNAL_COMPARES_CHANGED], 0);
}

void
bt_chart_activate_title (BtChart *chart)
{
  g_signal_emit (chart, signals[SIGNAL_TITLE_ACTIVATED], 0);
}

void
bt_chart_set_series (BtChart *chart, const BtChartSeriesSpec *spec)
{
  g_return_if_fail (BT_IS_CHART (chart) && spec != NULL);

  gboolean was_following = chart->view.is_following;
  if (bt_chart_view_set_series (&chart->view, spec))
    bt_chart_ruler_forget (chart);
  chart->revision++;
  bt_chart_view_moved (chart, was_following);
  bt_chart_crosshair_changed (chart);
  bt_chart_queue_description (chart);
  g_object_notify (G_OBJECT (chart), "series");
}

BtChartSeriesSpec
bt_chart_get_series (BtChart *chart)
{
  BtChartSeriesSpec spec = { .kind = BT_CHART_SERIES_TIME };

  g_return_val_if_fail (BT_IS_CHART (chart), spec);
  spec = chart->view.spec;
  if (chart->view.series != NULL)
    spec.size = bt_chart_series_get_size (chart->view.series);
  return spec;
}

void
bt_chart_set_timeframe (BtChart *chart, BtTimeframe timeframe)
{
  g_return_if_fail (BT_IS_CHART (chart) && bt_timeframe_is_valid (timeframe));

  BtTimeframe before = chart->view.timeframe;
  gboolean was_following = chart->view.is_following;
  bt_chart_view_set_timeframe (&chart->view, timeframe);
  if (before == chart->view.timeframe)
    return;
  bt_chart_ruler_forget (chart);
  chart->revision++;
  bt_chart_view_moved (chart, was_following);
  bt_chart_update_name (chart);
  bt_chart_queue_description (chart);
  g_object_notify (G_OBJECT (chart), "timeframe");
}

BtTimeframe
bt_chart_get_timeframe (BtChart *chart)
{
  g_return_val_if_fail (BT_IS_CHART (chart), BT_TIMEFRAME_M1);

  return chart->view.timeframe;
}

void
bt_chart_set_zone (BtChart *chart, BtZone zone)
{
  g_return_if_fail (BT_IS_CHART (chart));

  chart->view.zone = zone;
  bt_chart_revise (chart);
}

/* Replaces a text by a copy unless there is none to replace it with. */
static void
replace_text (char **text, const char *wanted)
{
  if (wanted == NULL)
    return;
  g_free (*text);
  *text = g_strdup (wanted);
}

void
bt_chart_set_texts (BtChart *chart, const BtChartTexts *texts)
{
  g_return_if_fail (BT_IS_CHART (chart) && texts != NULL);

  replace_text (&chart->name_text, texts->name);
  replace_text (&chart->view.empty_text, texts->empty);
  replace_text (&chart->view.volume_text, texts->volume);
  replace_text (&chart->view.measure_text, texts->measure);
  for (guint i = 0; i < BT_CHART_N_WORDS; i++)
    replace_text (&chart->view.words[i], texts->words[i]);
  for (guint i = 0; i < BT_CHART_N_SESSIONS; i++)
    replace_text (&chart->view.session_texts[i], texts->sessions[i]);
  for (guint i = 0; i < BT_N_CHART_SERIES_KINDS; i++)
    replace_text (&chart->view.bars_texts[i], texts->bars[i]);
  if (texts->translate != NULL)
    chart->view.translate = texts->translate;
  if (texts->go_to_end != NULL)
    {
      gtk_widget_set_tooltip_text (chart->end_button, texts->go_to_end);
      gtk_accessible_update_property (GTK_ACCESSIBLE (chart->end_button),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, texts->go_to_end, -1);
    }
  bt_chart_update_name (chart);
  bt_chart_revise (chart);
}

void
bt_chart_set_visible (BtChart *chart, double candles)
{
  g_return_if_fail (BT_IS_CHART (chart));

  bt_chart_view_set_visible (&chart->view, candles);
  gtk_widget_queue_draw (GTK_WIDGET (chart));
}

double
bt_chart_get_visible (BtChart *chart)
{
  g_return_val_if_fail (BT_IS_CHART (chart), 0);

  return chart->view.time.visible;
}

void
bt_chart_scroll_to_end (BtChart *chart)
{
  g_return_if_fail (BT_IS_CHART (chart));

  gboolean was_following = chart->view.is_following;
  bt_chart_view_scroll_to_end (&chart->view);
  bt_chart_view_moved (chart, was_following);
}

void
bt_chart_scroll_to_time (BtChart *chart, gint64 time_usec)
{
  g_return_if_fail (BT_IS_CHART (chart));

  BtChartView *view = &chart->view;
  gboolean was_following = view->is_following;
  if (view->columns.length == 0)
    return;
  bt_chart_view_set_right (view, bt_time_scale_step (&view->time,
                                                     (double) bt_chart_view_find (view, time_usec),
                                                     view->time.visible / 2));
  bt_chart_view_moved (chart, was_following);
}
