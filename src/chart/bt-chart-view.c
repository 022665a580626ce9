// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-chart-view.h"

#include "base/bt-time.h"
#include "chart/bt-chart-view-private.h"

#include <math.h>

/* Room for order labels right of the newest candle: the lesser of a length and a share of the plot.
 */
#define END_MARGIN_PX 200.0
#define END_MARGIN_SHARE 0.17
/* The strips of market sessions, with a gap above them. */
#define STRIPS_PX 11.0

static const char *const usual_words[BT_CHART_N_WORDS] = {
  "{time}: O {open}, H {high}, L {low}, C {close}, {direction}",
  "up",
  "down",
  "level",
  "{candles} candles in view, {direction} {percent}\u202f%, between {low} and {high}",
  "Open: {positions}",
  "No open position",
  "Blind",
  "Day {day}",
  "{tool} selected: {places}",
  "{price} on {time}",
};

static const char *const usual_bars[BT_N_CHART_SERIES_KINDS]
  = { "", "Heikin-Ashi", "Renko", "Range bars", "Volume bars", "Point and figure" };

static const char *
leave_as_it_is (const char *text)
{
  return text;
}

void
bt_chart_view_init (BtChartView *view, PangoContext *context)
{
  g_return_if_fail (view != NULL);

  *view = (BtChartView){
    .day = BT_TRADING_DAY_DEFAULT,
    .zone = BT_ZONE (BT_ZONE_UTC),
    .timeframe = BT_TIMEFRAME_M5,
    .ask_points = BT_PRICE_NONE,
    .remaining_usec = -1,
    .is_auto_scale = TRUE,
    .is_following = TRUE,
    .is_hollow = TRUE,
    .sessions = BT_CHART_ALL_SESSIONS,
    .has_volume = TRUE,
    .has_trades = TRUE,
    .has_text = TRUE,
    .has_end_margin = TRUE,
    .time = { .right = 0, .visible = BT_CHART_USUAL_VISIBLE, .width_px = 1 },
    .price = { .high_points = 1000, .low_points = 0, .height_px = 1 },
    .grid = { .scale = 1.0 },
    .drag = { .line = BT_CHART_NO_INDEX },
    .hovered_line = BT_CHART_NO_INDEX,
  };
  view->pyramid = bt_candle_pyramid_new ();
  view->text = bt_text_cache_new (context);
  view->empty_text = g_strdup ("No candles");
  view->volume_text = g_strdup ("Vol");
  view->measure_text = g_strdup ("{change} ({percent}\u202f%) \u00b7 {points} points\n"
                                 "{bars} bars, {time}\n{money} a lot");
  for (guint i = 0; i < BT_CHART_N_WORDS; i++)
    view->words[i] = g_strdup (usual_words[i]);
  for (guint i = 0; i < BT_N_CHART_SERIES_KINDS; i++)
    view->bars_texts[i] = g_strdup (usual_bars[i]);
  view->translate = leave_as_it_is;
  view->session_texts[0] = g_strdup ("Tokyo");
  view->session_texts[1] = g_strdup ("London");
  view->session_texts[2] = g_strdup ("New York");
  bt_chart_theme_init (&view->theme, TRUE, FALSE, FALSE);
}

void
bt_chart_view_clear (BtChartView *view)
{
  g_clear_pointer (&view->tape, bt_tape_unref);
  g_clear_pointer (&view->aggregate, bt_aggregate_free);
  g_clear_object (&view->drawings);
  g_clear_pointer (&view->pending_drawing, bt_drawing_free);
  for (guint i = 0; i < view->n_studies; i++)
    bt_chart_study_clear (&view->studies[i]);
  view->n_studies = 0;
  for (guint i = 0; i < view->n_compares; i++)
    bt_chart_compare_clear (&view->compares[i]);
  view->n_compares = 0;
  g_clear_pointer (&view->series, bt_chart_series_free);
  g_clear_pointer (&view->pyramid, bt_candle_pyramid_free);
  g_clear_pointer (&view->volume_blocks, bt_volume_blocks_free);
  g_clear_pointer (&view->gaps, g_array_unref);
  g_clear_pointer (&view->text, bt_text_cache_free);
  g_clear_pointer (&view->empty_text, g_free);
  g_clear_pointer (&view->volume_text, g_free);
  g_clear_pointer (&view->measure_text, g_free);
  for (guint i = 0; i < BT_CHART_N_WORDS; i++)
    g_clear_pointer (&view->words[i], g_free);
  for (guint i = 0; i < BT_CHART_N_SESSIONS; i++)
    g_clear_pointer (&view->session_texts[i], g_free);
  for (guint i = 0; i < BT_N_CHART_SERIES_KINDS; i++)
    g_clear_pointer (&view->bars_texts[i], g_free);
  g_clear_pointer (&view->lines, g_free);
  g_clear_pointer (&view->markers, g_free);
  view->n_lines = 0;
  view->n_markers = 0;
  view->n_fills = 0;
}

static void
make_aggregate (BtChartView *view)
{
  g_clear_pointer (&view->aggregate, bt_aggregate_free);
  g_clear_pointer (&view->series, bt_chart_series_free);
  view->columns = (BtColumns){ 0 };
  view->known = 0;
  view->is_forming = FALSE;
  view->remaining_usec = -1;
  if (view->tape == NULL)
    return;

  view->timeframe = bt_timeframe_fit (view->timeframe, bt_tape_get_timeframe (view->tape));
  view->aggregate = bt_aggregate_new (view->timeframe, view->day);
  if (view->spec.kind != BT_CHART_SERIES_TIME)
    view->series = bt_chart_series_new (&view->spec);
  bt_chart_view_restart_studies (view);
  bt_chart_view_restart_compares (view);
  bt_chart_view_update (view);
}

void
bt_chart_view_set_tape (BtChartView *view, BtTape *tape, BtTradingDay day)
{
  if (tape != NULL)
    bt_tape_ref (tape);
  g_clear_pointer (&view->tape, bt_tape_unref);
  view->tape = tape;
  view->day = day;
  view->ask_points = BT_PRICE_NONE;
  view->crosshair.is_visible = FALSE;
  make_aggregate (view);
  bt_chart_view_scroll_to_end (view);
}

/* What is left of the last candle, in market time: the tape is known up to the end of its own last
 * candle. */
static void
measure_remaining (BtChartView *view)
{
  gsize known = bt_tape_get_known (view->tape);
  BtTimeframe base = bt_tape_get_timeframe (view->tape);

  view->is_forming = view->series != NULL && bt_chart_series_is_from_base (view->spec.kind)
                       ? bt_chart_series_is_forming (view->series)
                       : bt_aggregate_is_forming (view->aggregate);
  view->remaining_usec = -1;
  if (known == 0 || base == view->timeframe || bt_chart_series_is_from_base (view->spec.kind))
    return;
  gint64 now = bt_tape_get_candle (view->tape, known - 1).time_usec + bt_timeframe_usec (base);
  view->remaining_usec = MAX (bt_aggregate_get_forming_end (view->aggregate) - now, 0);
}

/* The index of the newest candle; −1 without one. */
static double
get_newest (const BtChartView *view)
{
  return (double) view->columns.length - 1.0;
}

void
bt_chart_view_keep_end_margin (BtChartView *view)
{
  double margin = MIN (END_MARGIN_PX, view->time.width_px * END_MARGIN_SHARE);

  if (view->is_following && view->has_end_margin)
    view->time.right = get_newest (view) + margin / bt_time_scale_spacing (&view->time);
}

/* Brings aggregate, series and columns up to the tape; returns the first bar that is new or
 * changed. */
static gsize
take_candles (BtChartView *view)
{
  BtColumns base = bt_tape_get_columns (view->tape);
  gsize known = MIN (view->known, base.length);
  gsize changed = bt_aggregate_update (view->aggregate, view->tape);

  view->columns = *bt_aggregate_get_columns (view->aggregate);
  if (view->columns.length > 0)
    view->last_points = view->columns.close_points[view->columns.length - 1];
  view->known = base.length;
  if (view->series == NULL)
    return changed;
  changed = bt_chart_series_is_from_base (view->spec.kind)
              ? bt_chart_series_update (view->series, &base, known)
              : bt_chart_series_update (view->series, &view->columns, changed);
  view->columns = *bt_chart_series_get_columns (view->series);
  return changed;
}

/* Bars that are not made by time have no gaps in it. */
static void
find_gaps (BtChartView *view, gsize changed)
{
  if (view->series != NULL && view->spec.kind != BT_CHART_SERIES_HEIKIN_ASHI)
    g_array_set_size (view->gaps, 0);
  else
    bt_time_gaps_update (view->gaps, &view->columns, view->timeframe, changed);
  view->time.gaps = (const BtTimeGap *) (void *) view->gaps->data;
  view->time.n_gaps = view->gaps->len;
}

void
bt_chart_view_set_gaps (BtChartView *view, gboolean has_gaps)
{
  if (has_gaps == (view->gaps != NULL))
    return;
  g_clear_pointer (&view->gaps, g_array_unref);
  view->time.gaps = NULL;
  view->time.n_gaps = 0;
  if (!has_gaps)
    return;
  view->gaps = g_array_new (FALSE, FALSE, sizeof (BtTimeGap));
  find_gaps (view, 0);
}

gsize
bt_chart_view_update (BtChartView *view)
{
  double newest = get_newest (view);

  if (view->aggregate == NULL)
    return 0;

  gsize changed = take_candles (view);
  gsize first = changed;
  bt_chart_view_update_compares (view);
  bt_candle_pyramid_update (view->pyramid, &view->columns, changed);
  if (view->volume_blocks != NULL)
    bt_volume_blocks_update (view->volume_blocks, &view->columns, changed);
  if (view->gaps != NULL)
    find_gaps (view, changed);
  /* A study may look back on more than the candles that changed. */
  for (guint i = 0; i < view->n_studies; i++)
    {
      /* MIN() would take the candles in twice. */
      const gsize study_first = bt_chart_study_update (&view->studies[i], &view->columns, changed);
      first = MIN (first, study_first);
    }
  if (view->columns.length > 0)
    measure_remaining (view);
  else
    view->is_forming = FALSE;
  if (view->is_following)
    view->time.right += get_newest (view) - newest;
  bt_chart_view_keep_end_margin (view);
  return first;
}

void
bt_chart_view_set_profile (BtChartView *view, gboolean has_profile)
{
  if (has_profile == (view->volume_blocks != NULL))
    return;
  g_clear_pointer (&view->volume_blocks, bt_volume_blocks_free);
  if (!has_profile)
    return;
  view->volume_blocks = bt_volume_blocks_new ();
  if (view->columns.length > 0)
    bt_volume_blocks_update (view->volume_blocks, &view->columns, 0);
}

void
bt_chart_view_set_timeframe (BtChartView *view, BtTimeframe timeframe)
{
  gboolean is_following = view->is_following;
  double right = view->time.right;
  gint64 right_usec = BT_TIME_NONE;

  if (timeframe == view->timeframe)
    return;
  if (!is_following && view->columns.length > 0 && right >= 0)
    {
      gsize index = MIN ((gsize) right, view->columns.length - 1);
      right_usec = view->columns.time_usec[index];
    }
  view->timeframe = timeframe;
  view->crosshair.is_visible = FALSE;
  make_aggregate (view);
  if (right_usec == BT_TIME_NONE)
    bt_chart_view_scroll_to_end (view);
  else
    bt_chart_view_set_right (view, (double) bt_chart_view_find (view, right_usec) + 0.5);
}

gboolean
bt_chart_view_set_series (BtChartView *view, const BtChartSeriesSpec *spec)
{
  if (view->spec.kind == spec->kind && view->spec.size == spec->size
      && view->spec.reversal == spec->reversal)
    return FALSE;
  view->spec = *spec;
  view->crosshair.is_visible = FALSE;
  make_aggregate (view);
  bt_chart_view_scroll_to_end (view);
  return TRUE;
}

/* Some candles stay in view at either end. */
static void
clamp_right (BtChartView *view)
{
  double visible = view->time.visible;
  double least = MIN (get_newest (view), visible * 0.3);
  double most = get_newest (view) + visible * 0.7;

  view->time.right = CLAMP (view->time.right, least, MAX (least, most));
}

static void
note_panned (BtChartView *view)
{
  clamp_right (view);
  view->has_end_margin = FALSE;
  view->is_following = view->time.right >= get_newest (view);
}

void
bt_chart_view_scroll_to_end (BtChartView *view)
{
  view->is_following = TRUE;
  view->has_end_margin = TRUE;
  bt_chart_view_keep_end_margin (view);
}

void
bt_chart_view_pan (BtChartView *view, double delta_px)
{
  view->time.right = bt_time_scale_step (&view->time, view->time.right,
                                         -delta_px / bt_time_scale_spacing (&view->time));
  note_panned (view);
}

void
bt_chart_view_set_right (BtChartView *view, double index)
{
  view->time.right = index;
  note_panned (view);
}

void
bt_chart_view_zoom (BtChartView *view, double factor, double x)
{
  bt_time_scale_zoom (&view->time, factor, x);
  note_panned (view);
}

void
bt_chart_view_set_visible (BtChartView *view, double candles)
{
  view->time.visible = CLAMP (candles, BT_TIME_SCALE_MIN_VISIBLE, BT_TIME_SCALE_MAX_VISIBLE);
  bt_chart_view_keep_end_margin (view);
}

void
bt_chart_view_show_box (BtChartView *view, double from, double to, double low, double high)
{
  double middle = (from + to) / 2;
  double visible = CLAMP (fabs (to - from), BT_TIME_SCALE_MIN_VISIBLE, BT_TIME_SCALE_MAX_VISIBLE);

  view->time.visible = visible;
  bt_chart_view_set_right (view, middle + visible / 2);
  if (low >= high)
    return;
  view->is_auto_scale = FALSE;
  view->price.high_points = high;
  view->price.low_points = low;
}

void
bt_chart_view_step_crosshair (BtChartView *view, int candles)
{
  BtChartCrosshair *crosshair = &view->crosshair;

  if (view->columns.length == 0)
    return;
  double from
    = crosshair->is_visible ? MIN (crosshair->index, get_newest (view)) : get_newest (view);
  crosshair->index = CLAMP (from + candles, 0, get_newest (view));
  crosshair->x = -1;
  crosshair->y = -1;
  crosshair->is_linked = FALSE;
  crosshair->is_visible = TRUE;
  double left = bt_time_scale_step (&view->time, view->time.right, -view->time.visible);
  if (crosshair->index > view->time.right - 0.5)
    bt_chart_view_set_right (view, crosshair->index + 0.5);
  else if (crosshair->index < left + 0.5)
    bt_chart_view_set_right (
      view, bt_time_scale_step (&view->time, crosshair->index - 0.5, view->time.visible));
}

gboolean
bt_chart_view_get_current (const BtChartView *view, gsize *index)
{
  if (view->columns.length == 0)
    return FALSE;
  *index = view->columns.length - 1;
  if (view->crosshair.is_visible && view->crosshair.index < (double) *index)
    *index = (gsize) view->crosshair.index;
  return TRUE;
}

guint
bt_chart_view_digits (const BtChartView *view)
{
  return view->tape != NULL ? bt_tape_get_instrument (view->tape)->digits : 2;
}

double
bt_chart_view_y (const BtChartView *view, gint64 points)
{
  return bt_price_scale_to_y (&view->price, (double) points);
}

gboolean
bt_chart_view_is_up (const BtChartView *view, gsize index)
{
  return view->columns.close_points[index] >= view->columns.open_points[index];
}

double
bt_chart_view_volume_foot (const BtChartView *view)
{
  gboolean has_strips = view->has_sessions && view->timeframe <= BT_TIMEFRAME_H1;

  return view->plot_height - (has_strips ? STRIPS_PX : 0);
}

double
bt_chart_view_metric (const BtChartView *view, double length_px)
{
  return floor (length_px * bt_text_cache_get_text_scale (view->text) + 0.5);
}

gint64
bt_chart_view_price_at (const BtChartView *view, double y)
{
  return (gint64) floor (bt_price_scale_from_y (&view->price, y) + 0.5);
}
