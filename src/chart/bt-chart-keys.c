// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What keys do in a chart that has the keyboard. */
#include "config.h"

#include "chart/bt-chart-private.h"

#define ZOOM_FACTOR 1.25
#define PAGE_SHARE 0.8
/* How far a key moves the crosshair, prices or a pane's edge, as a share of the plot. */
#define HEIGHT_SHARE 0.02
#define STRIDE 10

/* A key and what it does; amount is a direction or a number of candles. */
typedef struct
{
  guint keyval;
  GdkModifierType modifiers;
  void (*act) (BtChart *chart, int amount);
  int amount;
} Key;

/* Zooms about the crosshair, or keeps the right edge where there is none. */
static void
zoom (BtChart *chart, int amount)
{
  const BtChartView *view = &chart->view;
  double factor = amount > 0 ? 1 / ZOOM_FACTOR : ZOOM_FACTOR;

  if (view->crosshair.is_visible)
    bt_chart_zoom_time (chart, factor, bt_time_scale_to_x (&view->time, view->crosshair.index));
  else
    bt_chart_set_visible (chart, view->time.visible * factor);
}

static void
zoom_as_usual (BtChart *chart, int amount)
{
  bt_chart_set_visible (chart, BT_CHART_USUAL_VISIBLE);
}

static void
zoom_prices (BtChart *chart, int amount)
{
  bt_chart_zoom_prices (chart, amount > 0 ? 1 / ZOOM_FACTOR : ZOOM_FACTOR,
                        chart->view.plot_height / 2);
}

static void
pan_prices (BtChart *chart, int amount)
{
  bt_chart_set_auto_scale (chart, FALSE);
  bt_price_scale_pan (&chart->view.price, amount * chart->view.plot_height * HEIGHT_SHARE * 2);
  gtk_widget_queue_draw (GTK_WIDGET (chart));
}

static void
fit (BtChart *chart, int amount)
{
  bt_chart_fit (chart);
}

static void
tell_step (BtChart *chart, gboolean was_following)
{
  chart->is_led_by_keys = TRUE;
  bt_chart_view_moved (chart, was_following);
  bt_chart_crosshair_changed (chart);
  bt_chart_ruler_follow (chart);
  bt_chart_speak_candle (chart);
}

static void
step_crosshair (BtChart *chart, int candles)
{
  gboolean was_following = chart->view.is_following;

  bt_chart_view_step_crosshair (&chart->view, candles);
  tell_step (chart, was_following);
}

/* By as many candles as are in view. */
static void
page_crosshair (BtChart *chart, int amount)
{
  step_crosshair (chart, amount * (int) MIN (chart->view.time.visible, G_MAXINT / 2));
}

static void
lead_crosshair (BtChart *chart, int amount)
{
  /* It stops at either end by itself. */
  step_crosshair (chart, amount * (G_MAXINT / 2));
}

static void
raise_crosshair (BtChart *chart, int amount)
{
  BtChartView *view = &chart->view;
  gboolean was_following = view->is_following;
  gsize index = 0;

  if (!bt_chart_view_get_current (view, &index))
    return;
  double y = view->crosshair.is_visible && view->crosshair.y >= 0
               ? view->crosshair.y
               : bt_chart_view_y (view, view->columns.close_points[index]);
  if (!view->crosshair.is_visible)
    bt_chart_view_step_crosshair (view, 0);
  view->crosshair.y
    = CLAMP (y - amount * view->plot_height * HEIGHT_SHARE, 0, MAX (view->plot_height - 1, 0));
  tell_step (chart, was_following);
}

/* Moves the edge between the candles and the panes. */
static void
move_divider (BtChart *chart, int amount)
{
  BtChartView *view = &chart->view;

  if (view->n_panes == 0)
    return;
  bt_chart_view_move_divider (view, 0,
                              view->panes[0].top - amount * view->body_height * HEIGHT_SHARE);
  bt_chart_revise (chart);
  bt_chart_tell_looks (chart);
}

static void
copy_price (BtChart *chart, int amount)
{
  g_autofree char *text = bt_chart_dup_price (chart);

  if (text != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (chart)), text);
}

static void
page (BtChart *chart, int amount)
{
  bt_chart_stop_motion (chart);
  bt_chart_pan_time (chart, amount * chart->view.plot_width * PAGE_SHARE);
}

static void
show_start (BtChart *chart, int amount)
{
  gboolean was_following = chart->view.is_following;

  bt_chart_stop_motion (chart);
  bt_chart_view_set_right (&chart->view, chart->view.time.visible - 1);
  bt_chart_view_moved (chart, was_following);
}

static void
show_end (BtChart *chart, int amount)
{
  bt_chart_stop_motion (chart);
  bt_chart_scroll_to_end (chart);
}

#define CTRL GDK_CONTROL_MASK
#define SHIFT GDK_SHIFT_MASK
#define ALT GDK_ALT_MASK

static const Key keys[] = {
  { GDK_KEY_Left, CTRL, step_crosshair, -1 },
  { GDK_KEY_Right, CTRL, step_crosshair, 1 },
  { GDK_KEY_Left, CTRL | SHIFT, step_crosshair, -STRIDE },
  { GDK_KEY_Right, CTRL | SHIFT, step_crosshair, STRIDE },
  { GDK_KEY_Page_Up, CTRL, page_crosshair, -1 },
  { GDK_KEY_Page_Down, CTRL, page_crosshair, 1 },
  { GDK_KEY_Home, CTRL, lead_crosshair, -1 },
  { GDK_KEY_End, CTRL, lead_crosshair, 1 },
  { GDK_KEY_Up, CTRL, raise_crosshair, 1 },
  { GDK_KEY_Down, CTRL, raise_crosshair, -1 },
  { GDK_KEY_Up, CTRL | SHIFT, raise_crosshair, STRIDE },
  { GDK_KEY_Down, CTRL | SHIFT, raise_crosshair, -STRIDE },
  { GDK_KEY_plus, CTRL, zoom, 1 },
  { GDK_KEY_equal, CTRL, zoom, 1 },
  { GDK_KEY_plus, CTRL | SHIFT, zoom, 1 },
  { GDK_KEY_minus, CTRL, zoom, -1 },
  { GDK_KEY_0, CTRL, zoom_as_usual, 0 },
  { GDK_KEY_Up, CTRL | ALT, zoom_prices, 1 },
  { GDK_KEY_Down, CTRL | ALT, zoom_prices, -1 },
  { GDK_KEY_Up, SHIFT, pan_prices, 1 },
  { GDK_KEY_Down, SHIFT, pan_prices, -1 },
  { GDK_KEY_0, CTRL | ALT, fit, 0 },
  { GDK_KEY_Up, ALT, move_divider, 1 },
  { GDK_KEY_Down, ALT, move_divider, -1 },
  { GDK_KEY_c, CTRL, copy_price, 0 },
  { GDK_KEY_Home, 0, show_start, 0 },
  { GDK_KEY_End, 0, show_end, 0 },
  { GDK_KEY_Page_Up, 0, page, 1 },
  { GDK_KEY_Page_Down, 0, page, -1 },
};

/* Returns the key of the main block that a key of the keypad is like. */
static guint
leave_keypad (guint key)
{
  static const guint pairs[][2] = {
    { GDK_KEY_KP_Left, GDK_KEY_Left },    { GDK_KEY_KP_Right, GDK_KEY_Right },
    { GDK_KEY_KP_Up, GDK_KEY_Up },        { GDK_KEY_KP_Down, GDK_KEY_Down },
    { GDK_KEY_KP_Home, GDK_KEY_Home },    { GDK_KEY_KP_End, GDK_KEY_End },
    { GDK_KEY_KP_Add, GDK_KEY_plus },     { GDK_KEY_KP_Page_Up, GDK_KEY_Page_Up },
    { GDK_KEY_KP_0, GDK_KEY_0 },          { GDK_KEY_KP_Page_Down, GDK_KEY_Page_Down },
    { GDK_KEY_KP_Enter, GDK_KEY_Return }, { GDK_KEY_KP_Subtract, GDK_KEY_minus },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (pairs[i][0] == key)
      return pairs[i][1];
  return key;
}

static gboolean
give_up (BtChart *chart)
{
  gboolean is_dragging = chart->grab == BT_CHART_GRAB_LINE || chart->grab == BT_CHART_GRAB_RULER;

  if (is_dragging)
    bt_chart_cancel_drag (chart);
  else if (bt_chart_ruler_cancel (chart))
    return TRUE;
  else if (chart->view.crosshair.is_visible)
    bt_chart_point_at (chart, -1, -1);
  else
    return FALSE;
  return TRUE;
}

gboolean
bt_chart_key_pressed (BtChart *chart, guint keyval, guint code, GdkModifierType state)
{
  GdkModifierType modifiers = state & (CTRL | SHIFT | ALT | GDK_SUPER_MASK);
  guint key = leave_keypad (keyval);

  if (chart->view.columns.length == 0)
    return GDK_EVENT_PROPAGATE;
  /* What lies on top goes first. */
  if (key == GDK_KEY_Escape && modifiers == 0
      && (chart->grab == BT_CHART_GRAB_RULER || chart->view.ruler.kind != BT_CHART_RULER_NONE))
    return give_up (chart);
  if (bt_chart_drawing_key (chart, keyval, state))
    return GDK_EVENT_STOP;
  if (modifiers == 0 && key == GDK_KEY_Escape)
    return give_up (chart);
  if (modifiers == 0 && key == GDK_KEY_Return)
    return bt_chart_ruler_accept (chart);
  if (modifiers == 0 && key == GDK_KEY_BackSpace)
    return bt_chart_go_back (chart);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i].keyval == key && keys[i].modifiers == modifiers)
      {
        keys[i].act (chart, keys[i].amount);
        return GDK_EVENT_STOP;
      }
  return GDK_EVENT_PROPAGATE;
}
