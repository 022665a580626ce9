// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The chart: candles of any timeframe from M1 to W1 made from a tape, with price and time axes,
 * grid, crosshair, legend, last-price line, order lines and fill markers. It asks the tape for what
 * is known and cannot know more. Drawn with cairo on device pixels; the crosshair and the newest
 * candle are layers of their own.
 *
 * Pointer: the wheel zooms where it points (values over their axis), Shift and the wheel pan,
 * dragging pans and goes on for a moment when it is let go, dragging an axis scales it, dragging
 * the edge of a pane moves it; with Shift a drag measures, with Ctrl it spans what is to fill the
 * plot. A double click sets back what was scaled: an axis, an edge, or everything. Stops and
 * targets are dragged by their line or label. Touchpads scroll and pinch. Keys: bt-chart-keys.c.
 * Plain arrows, plus and minus are left to the window.
 *
 * The accessible object is an image with a name ("XAUUSD M5 chart") and a description: the newest
 * candle, where prices went in view and open positions, every few seconds while the market moves;
 * or the candle under the crosshair, at once when keys walk it. */
#pragma once

#include <gtk/gtk.h>

#include "chart/bt-chart-compare.h"
#include "chart/bt-chart-items.h"
#include "chart/bt-chart-series.h"
#include "chart/bt-drawing-set.h"
#include "chart/bt-study-look.h"
#include "market/bt-disguise.h"
#include "market/bt-tape.h"
#include "study/bt-study-settings.h"

G_BEGIN_DECLS

/* What the chart says in words, translated by whoever embeds it; NULL leaves the English default.
 */
typedef struct
{
  const char *name;        /* accessible name; "{symbol}" and "{timeframe}" are filled in */
  const char *empty;       /* shown without candles */
  const char *volume;      /* before the volume in the legend */
  const char *go_to_end;   /* the button that goes to the newest candle */
  const char *sessions[3]; /* Tokyo, London, New York */
  /* What a measure says, lines apart; "{change}", "{percent}", "{points}", "{bars}", "{time}" and
   * "{money}" are filled in. */
  const char *measure;
  /* How other bars than candles of time are named in the legend, in the order of their kinds; that
   * of time is not. */
  const char *bars[BT_N_CHART_SERIES_KINDS];
  /* What a screen reader is told: the fields of BtChartWords, in their order. */
  const char *words[11];
  /* Translates the title of a drawing tool. */
  const char *(*translate) (const char *text);
} BtChartTexts;

#define BT_TYPE_CHART (bt_chart_get_type ())
/* Properties: "timeframe" (int), "style" (int, BtChartStyle), "series" (int, kind of the bars,
 * read), "scale" (int, BtPriceScaleKind), "inverted" (boolean: high prices at the foot),
 * "auto-scale" (boolean), "is-following" (boolean: the newest candle stays in view), "tool"
 * (string: id of the drawing tool in the hand, or NULL), "magnet" (boolean: new anchors go to the
 * nearest open, high, low or close), "keep-tool" (boolean: the tool stays in the hand),
 * "selected-drawing" (uint, 0: none), "hollow" (boolean), "dark" (boolean), "colour-blind"
 * (boolean), "swap-colours" (boolean), "show-volume" (boolean), "show-sessions" (boolean),
 * "sessions" (int: which of them, a bit each, Tokyo's the lowest), "separators" (int,
 * BtChartSeparators), "show-gaps" (boolean: time without candles stands empty), "show-profile"
 * (boolean: the volume profile of the view), "crosshair-magnet" (boolean), "high-contrast"
 * (boolean), "show-trades" (boolean: fills and ended trades are marked), "takes-orders" (boolean: a
 * click with Control is an order).
 *
 * Signals: "line-moved" (const char *id, int kind, gint64 price_points) when a drag ended at
 * another price; the line shows its old price until bt_chart_set_lines() brings the new one.
 * "line-dragged" (const char *id, int kind, gint64 price_points) while it is dragged: answer with
 * bt_chart_set_drag_note(). "order-clicked" (gint64 price_points, gboolean is_sell) after a click
 * with Control, of is_sell with Shift too, where "takes-orders" is set.
 * "line-closed" (const char *id, int kind) when a label's close button was pressed.
 * "crosshair-moved" (). "view-moved" () after the stretch of time in view was changed by hand or by
 * call, but not by candles that came. "compares-changed" () after another instrument came, changed
 * or went. "title-activated" () when the symbol in the legend was double-clicked. "studies-changed"
 * () after a study came, changed or went. "study-activated" (guint id) when a study's name was
 * double-clicked. "drawing-activated" (guint id) when a drawing was double-clicked, or one with
 * words was made. */
G_DECLARE_FINAL_TYPE (BtChart, bt_chart, BT, CHART, GtkWidget)

/* Returns an empty chart. */
GtkWidget *bt_chart_new (void);
/* Sets what is shown, from its end; the chart keeps a reference. NULL shows nothing. */
void bt_chart_set_tape (BtChart *chart, BtTape *tape, BtTradingDay day);
/* Tells that the tape moved: only what is new is computed and the view follows when it was at the
 * end. */
void bt_chart_tape_changed (BtChart *chart);
/* Shows another timeframe, at least the tape's; the time at the right edge stays there. */
void bt_chart_set_timeframe (BtChart *chart, BtTimeframe timeframe);
/* Returns the timeframe shown. */
BtTimeframe bt_chart_get_timeframe (BtChart *chart);
/* Shows other bars than the candles of the timeframe, or these again, from the newest on. */
void bt_chart_set_series (BtChart *chart, const BtChartSeriesSpec *spec);
/* Returns what is shown; a size that was chosen for the market stands in it. */
BtChartSeriesSpec bt_chart_get_series (BtChart *chart);
/* Adds a study, whose day is the chart's; returns its id, or 0 when the chart is full. */
guint bt_chart_add_study (BtChart *chart, const BtStudySettings *settings);
/* Gives a study other settings, or with NULL takes it away; FALSE for an unknown id. */
gboolean bt_chart_set_study (BtChart *chart, guint id, const BtStudySettings *settings);
/* Sets how a study looks; FALSE for an unknown id. */
gboolean bt_chart_set_study_look (BtChart *chart, guint id, const BtStudyLook *look);
/* Stores how a study looks; FALSE for an unknown id. */
gboolean bt_chart_get_study_look (BtChart *chart, guint id, BtStudyLook *look);
/* Returns the number of studies. */
guint bt_chart_get_n_studies (BtChart *chart);
/* Stores a study's settings and returns its id; index is below their number. */
guint bt_chart_get_study (BtChart *chart, guint index, BtStudySettings *settings);
/* Returns the id of the study in one of the panes below the candles, counted from above, and stores
 * where it is in the chart, without its axis; 0 when there are not so many. Places change with
 * "studies-changed", "view-moved" and the chart's size. */
guint bt_chart_get_pane (BtChart *chart, guint index, GdkRectangle *area);
/* Has the pane of a study change places with the one so many places below (above when negative);
 * FALSE when there is none. */
gboolean bt_chart_shift_pane (BtChart *chart, guint id, int places);
/* Returns whether the pane of a study has most of the chart's height. */
gboolean bt_chart_is_pane_large (BtChart *chart, guint id);
/* Gives it that, or all panes their usual heights. */
void bt_chart_set_pane_large (BtChart *chart, guint id, gboolean is_large);
/* Shows another instrument over the candles, from a tape that ends at the same clock and is moved
 * before bt_chart_tape_changed(); returns its id, or 0 when the chart holds BT_CHART_MAX_COMPARES.
 */
guint bt_chart_add_compare (BtChart *chart, BtTape *tape, BtChartCompareAxis axis);
/* Takes one away; FALSE for an unknown id. */
gboolean bt_chart_remove_compare (BtChart *chart, guint id);
/* Puts one on another axis; FALSE for an unknown id. */
gboolean bt_chart_set_compare_axis (BtChart *chart, guint id, BtChartCompareAxis axis);
/* Returns the number of other instruments. */
guint bt_chart_get_n_compares (BtChart *chart);
/* Stores what is known of one (both may be NULL; the tape is the chart's) and returns its id; index
 * is below their number. */
guint bt_chart_get_compare (BtChart *chart, guint index, BtTape **tape, BtChartCompareAxis *axis);
/* Shows the drawings of a set and lets them be changed by hand; the chart keeps a reference. NULL
 * shows none. */
void bt_chart_set_drawings (BtChart *chart, BtDrawingSet *drawings);
/* Returns them, or NULL. */
BtDrawingSet *bt_chart_get_drawings (BtChart *chart);
/* Sets how new drawings look: colour is an index of the theme's palette, width 1 …
 * BT_DRAWING_MAX_WIDTH. */
void bt_chart_set_pen (BtChart *chart, guint colour, guint width, BtDrawingStroke stroke);
/* Returns a colour of the palette of studies and drawings in the present theme. */
GdkRGBA bt_chart_get_palette_colour (BtChart *chart, guint index);
/* Has assistive technology told a text in place of the summary, which returns after a few seconds.
 */
void bt_chart_say (BtChart *chart, const char *text);
/* Has it told the summary once what happens now is over, rather than every few seconds: after a
 * step that the user took. What was said in its place is let finish. */
void bt_chart_describe_soon (BtChart *chart);
/* Hides symbol, dates and price level, or shows them again; copies it. Nothing is hidden at first.
 */
void bt_chart_set_disguise (BtChart *chart, const BtDisguise *disguise);
/* Sets the zone in which hours are shown; UTC at first. */
void bt_chart_set_zone (BtChart *chart, BtZone zone);
/* Sets the chart's words; they are copied. */
void bt_chart_set_texts (BtChart *chart, const BtChartTexts *texts);
/* Replaces lines; the array is copied. NULL with count 0 shows none. */
void bt_chart_set_lines (BtChart *chart, const BtChartLine *lines, guint count);
/* Shows what a dragged line would mean where it is; nothing when none is dragged. */
void bt_chart_set_drag_note (BtChart *chart, const BtChartDragNote *note);
/* Stores the price at a height of the plot, or with y < 0 under the crosshair; FALSE where there is
 * none. */
gboolean bt_chart_get_price_at (BtChart *chart, double y, gint64 *price_points);
/* Returns the id of the front-most drawing at a point, or 0. */
guint bt_chart_find_drawing (BtChart *chart, double x, double y);
/* Returns the fills at a point as indices (guint) of the markers that were set; stores where they
 * stand, when there are any. */
GArray *bt_chart_find_markers (BtChart *chart, double x, double y, GdkRectangle *place);
/* The same of the candle under the crosshair. */
GArray *bt_chart_find_crosshair_markers (BtChart *chart, GdkRectangle *place);
/* Replaces markers, fills in the order of their times and then notes; the array is copied. NULL
 * with count 0 shows none. */
void bt_chart_set_markers (BtChart *chart, const BtChartMarker *markers, guint count);
/* Shows the quote's ask as a thin line beside the last price; BT_PRICE_NONE hides it. */
void bt_chart_set_ask (BtChart *chart, gint64 ask_points);
/* Sets how many candles are in view, 20 … 5,000,000; the right edge stays. */
void bt_chart_set_visible (BtChart *chart, double candles);
/* Returns how many candles are in view, with the room right of the newest one. */
double bt_chart_get_visible (BtChart *chart);
/* Pans so that the newest candle is in view with the usual right margin, and follows. */
void bt_chart_scroll_to_end (BtChart *chart);
/* Pans so that the candle that holds a time is in the middle; the view stays there while the tape
 * moves on. */
void bt_chart_scroll_to_time (BtChart *chart, gint64 time_usec);
/* Returns the time at the right edge of the plot; BT_TIME_NONE without candles. */
gint64 bt_chart_get_right_time (BtChart *chart);
/* Pans so that a time is at the right edge, as far as some candles stay in view. */
void bt_chart_set_right_time (BtChart *chart, gint64 time_usec);
/* Stores the moment that the crosshair points at, and its price in points or NAN where it is not
 * over the candles; FALSE when there is none, or when it is that of another chart. */
gboolean bt_chart_get_crosshair (BtChart *chart, gint64 *time_usec, double *points);
/* Shows where the crosshair of another chart is, at the candle that holds the moment; points may be
 * NAN. It stays until the pointer comes here or bt_chart_unlink_crosshair(). */
void bt_chart_link_crosshair (BtChart *chart, gint64 time_usec, double points);
/* Hides such a crosshair. */
void bt_chart_unlink_crosshair (BtChart *chart);
/* Hides any crosshair, until the pointer or a key brings it again: the chart is somewhere else now.
 */
void bt_chart_hide_crosshair (BtChart *chart);
/* Sets how much room the legend leaves at the plot's upper right, in logical pixels. */
void bt_chart_set_corner_room (BtChart *chart, double width_px);
/* Stores the candle under the crosshair, or the newest one; FALSE when there are no candles. */
gboolean bt_chart_get_current_candle (BtChart *chart, BtCandle *candle);
/* Returns the line whose line or label is at a point of the plot, or NULL; valid until lines are
 * set the next time. */
const BtChartLine *bt_chart_find_line (BtChart *chart, double x, double y);
/* Marks a study as one that an alert watches, or not: its name has a bell then. */
void bt_chart_set_study_watched (BtChart *chart, guint id, gboolean is_watched);
/* Stores where in the plot the candle is that keys are about: under the crosshair, at its height,
 * or the newest one in view, at its close. FALSE when there are no candles. */
gboolean bt_chart_get_focus_place (BtChart *chart, double *x, double *y);
/* Returns the price at a height of the plot as a new string, or NULL outside it. */
char *bt_chart_format_price_at (BtChart *chart, double y);
/* Returns the price at the crosshair, or the market's last one where it has no height in the plot,
 * as a new string; NULL without candles. */
char *bt_chart_dup_price (BtChart *chart);
/* Returns the symbol of what is shown, or "", as a new string. */
char *bt_chart_dup_symbol (BtChart *chart);
/* Begins to measure where the crosshair is, or at the newest candle: the other end follows pointer
 * and crosshair until a press, Enter or a second call. Escape takes it away. */
void bt_chart_begin_measure (BtChart *chart);
/* Begins to span a box in the same way, which then fills the plot. */
void bt_chart_begin_box (BtChart *chart);
/* Shows what was shown before the last box; FALSE when there is nothing to go back to. */
gboolean bt_chart_go_back (BtChart *chart);
/* Lets prices and panes scale by themselves, and goes to the newest candle. */
void bt_chart_fit (BtChart *chart);
/* Returns what a picture of the chart is of: "XAUUSD · M5 · 2024-03-04 09:35 UTC", the time being
 * how far the market is known; "" without candles. Free with g_free(). */
char *bt_chart_dup_caption (BtChart *chart);
/* Renders a picture as it is kept: like bt_chart_render(), below a line that says what it is of. */
cairo_surface_t *bt_chart_render_captioned (BtChart *chart, int width_px, int height_px, int scale);
/* Renders the chart without its crosshair into a new surface of that size, as for a screenshot;
 * scale is device pixels in a logical one. */
cairo_surface_t *bt_chart_render (BtChart *chart, int width_px, int height_px, int scale);

G_END_DECLS
