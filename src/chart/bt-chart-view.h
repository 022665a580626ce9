// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What a chart shows and from where: data, scales, options, the things on top. No widget: a view is
 * laid out and drawn on any cairo surface, so tests and screenshots need no display. The functions
 * below keep its parts consistent; the layers only read it.
 *
 * The plot's upper left corner is the origin; the price axis is at its right, the time axis below
 * it. */
#pragma once

#include "chart/bt-candle-pyramid.h"
#include "chart/bt-chart-compare.h"
#include "chart/bt-chart-items.h"
#include "chart/bt-chart-series.h"
#include "chart/bt-chart-study.h"
#include "chart/bt-chart-theme.h"
#include "chart/bt-drawing-set.h"
#include "chart/bt-pixel-grid.h"
#include "chart/bt-price-scale.h"
#include "chart/bt-text-cache.h"
#include "chart/bt-time-scale.h"
#include "chart/bt-volume-profile.h"
#include "market/bt-aggregate.h"
#include "market/bt-tape.h"

G_BEGIN_DECLS

/* No line, no candle under the pointer. */
#define BT_CHART_NO_INDEX G_MAXUINT
/* How many candles a new or a reset view shows. */
#define BT_CHART_USUAL_VISIBLE 150.0
/* Market sessions that the chart knows: Tokyo, London, New York. */
#define BT_CHART_N_SESSIONS 3
/* Most labels on the time axis. */
#define BT_CHART_MAX_TICKS 128
/* Most labels on the price axis. */
#define BT_CHART_MAX_PRICE_TICKS 128

/* How the series is drawn. */
typedef enum
{
  BT_CHART_STYLE_CANDLES, /* hollow where is_hollow is set and the close is not below the open */
  BT_CHART_STYLE_BARS,
  BT_CHART_STYLE_LINE, /* through closes, as those below */
  BT_CHART_STYLE_STEP,
  BT_CHART_STYLE_AREA,
  BT_CHART_STYLE_BASELINE, /* the close of the first candle in view */
} BtChartStyle;

#define BT_N_CHART_STYLES 6

/* The shortest part of the calendar between which lines are drawn. */
typedef enum
{
  BT_CHART_SEPARATORS_AUTO, /* the shortest that leaves room */
  BT_CHART_SEPARATORS_NONE,
  BT_CHART_SEPARATORS_DAY,
  BT_CHART_SEPARATORS_WEEK,
  BT_CHART_SEPARATORS_MONTH,
} BtChartSeparators;

#define BT_N_CHART_SEPARATORS 5
/* All market sessions. */
#define BT_CHART_ALL_SESSIONS ((1u << BT_CHART_N_SESSIONS) - 1)

/* What a screen reader is told, translated; figures are filled in for what stands in braces. */
typedef enum
{
  BT_CHART_WORDS_CANDLE, /* {time} {open} {high} {low} {close} {direction} */
  BT_CHART_WORDS_UP,     /* a direction */
  BT_CHART_WORDS_DOWN,
  BT_CHART_WORDS_LEVEL,
  BT_CHART_WORDS_TREND,     /* {candles} {direction} {percent} {low} {high} */
  BT_CHART_WORDS_POSITIONS, /* {positions} */
  BT_CHART_WORDS_NO_POSITION,
  BT_CHART_WORDS_BLIND,   /* in place of the symbol that is hidden */
  BT_CHART_WORDS_DAY,     /* {day}: in place of a date that is hidden */
  BT_CHART_WORDS_DRAWING, /* {tool} {places}: what is selected */
  BT_CHART_WORDS_PLACE,   /* {price} {time} */
} BtChartWords;

#define BT_CHART_N_WORDS 11

/* What is new about lines that were set. */
typedef enum
{
  BT_CHART_LINES_SAME,
  BT_CHART_LINES_TEXT,  /* results and the like */
  BT_CHART_LINES_MOVED, /* prices, number, order, looks */
} BtChartLineChange;

/* Where a dragged line is. */
typedef struct
{
  guint line; /* index in lines, or BT_CHART_NO_INDEX */
  gint64 price_points;
  BtChartDragNote note; /* as told by who knows; its label is "" before that */
} BtChartDrag;

/* A place in the plot, between two candles and two prices too. */
typedef struct
{
  double index;
  double points;
} BtChartPlace;

/* What is spanned over the plot by hand. */
typedef enum
{
  BT_CHART_RULER_NONE,
  BT_CHART_RULER_MEASURE,
  BT_CHART_RULER_BOX, /* what is to fill the plot */
} BtChartRulerKind;

typedef struct
{
  BtChartRulerKind kind;
  BtChartPlace from;
  BtChartPlace to;
  gboolean is_full_height; /* a box of all prices: only times are chosen */
} BtChartRuler;

/* Where the crosshair is. */
typedef struct
{
  gboolean is_visible;
  double index;       /* a whole number over candles and right of them */
  double x;           /* of the pointer that holds it while candles pass below, or negative */
  double y;           /* in the plot, or negative: no horizontal line */
  gboolean is_linked; /* it shows where that of another chart is; index and y follow from … */
  gint64 time_usec;   /* … this moment, in the candle that holds it, … */
  double points;      /* … and this price, or NAN */
} BtChartCrosshair;

typedef struct
{
  /* Data. */
  BtTape *tape; /* owned, or NULL */
  BtTradingDay day;
  BtZone zone;
  BtTimeframe timeframe;
  BtDisguise disguise;    /* what is shown of symbol, dates and price level goes through it */
  BtAggregate *aggregate; /* owned; NULL without a tape */
  BtChartSeriesSpec spec;
  BtChartSeries *series;         /* owned; NULL while the candles are shown as they are */
  BtColumns columns;             /* of the series, else of the aggregate; length 0 without one */
  gsize known;                   /* candles of the tape that were taken in */
  BtCandlePyramid *pyramid;      /* owned; over the columns */
  BtVolumeBlocks *volume_blocks; /* owned; over the columns; NULL without a volume profile */
  gboolean is_forming;           /* the last candle has not ended */
  gint64 remaining_usec; /* market time until it ends; −1 where the tape's own candles are shown */
  gint64 last_points;    /* the market's last price, where there are candles */
  gint64 ask_points;     /* or BT_PRICE_NONE */

  /* Options. */
  gboolean is_auto_scale;
  gboolean is_following;
  BtChartStyle style;
  gboolean is_hollow;
  gboolean has_volume;
  gboolean has_sessions;
  guint sessions; /* which of them: a bit each, Tokyo's the lowest */
  BtChartSeparators separator_choice;
  GArray
    *gaps; /* owned; of BtTimeGap; NULL where candles stand side by side whatever time passed */
  gboolean has_trades; /* markers are shown */
  gboolean has_text;   /* FALSE in tests that compare pixels */
  double corner_px;    /* what the legend leaves free at the plot's upper right */
  BtChartTheme theme;
  BtTextCache *text;                           /* owned */
  char *empty_text;                            /* owned; shown without candles */
  char *volume_text;                           /* owned; names the volume in the legend */
  char *measure_text;                          /* owned; what a measure says */
  char *words[BT_CHART_N_WORDS];               /* owned */
  char *session_texts[BT_CHART_N_SESSIONS];    /* owned; their names */
  char *bars_texts[BT_N_CHART_SERIES_KINDS];   /* owned; names of other bars than candles of time */
  const char *(*translate) (const char *text); /* titles of drawing tools */

  /* Geometry, logical pixels; computed by bt_chart_view_layout(). */
  double width; /* without the axes of other instruments, which stand right of it */
  double height;
  double plot_width;
  double plot_height; /* of the candles */
  double body_height; /* of the plot and the panes below it: the time axis begins there */
  BtPixelGrid grid;
  BtTimeScale time;
  BtPriceScale price;
  gboolean has_candles; /* first and last are valid */
  gsize first;          /* candles of which a part can be seen */
  gsize last;
  gint64 volume_max; /* of them */
  BtTimeTick ticks[BT_CHART_MAX_TICKS];
  guint n_ticks;
  BtTimeSeparator separators[BT_CHART_MAX_TICKS];
  guint n_separators;
  BtPriceTick price_ticks[BT_CHART_MAX_PRICE_TICKS];
  guint n_price_ticks;
  gboolean has_end_margin; /* the newest candle stands at the usual distance from the right edge */

  /* Studies. */
  BtChartStudy studies[BT_CHART_MAX_STUDIES];
  guint n_studies;
  guint last_study_id;
  BtChartPane panes[BT_CHART_MAX_PANES]; /* laid out, those that find room */
  guint n_panes;

  /* Other instruments. */
  BtChartCompare compares[BT_CHART_MAX_COMPARES];
  guint n_compares;
  guint last_compare_id;

  /* Drawings. */
  BtDrawingSet *drawings;     /* owned, or NULL */
  guint selected_drawing;     /* id, or 0 */
  BtDrawing *pending_drawing; /* owned: being drawn, its last anchor under the pointer; or NULL */

  /* On top. */
  BtChartLine *lines; /* owned */
  guint n_lines;
  BtChartMarker *markers; /* owned */
  guint n_markers;
  guint n_fills; /* of those, which are no notes: they come first */
  BtChartDrag drag;
  guint hovered_line; /* or BT_CHART_NO_INDEX */
  gboolean is_close_hovered;
  BtChartCrosshair crosshair;
  gboolean is_crosshair_magnetic; /* it goes to the nearest of a candle's four prices */
  BtChartRuler ruler;
} BtChartView;

/* Makes an empty dark view that follows and scales by itself, 150 M5 candles wide; NULL means the
 * default fonts. Clear it with bt_chart_view_clear(). */
void bt_chart_view_init (BtChartView *view, PangoContext *context);
/* Frees what a view owns. */
void bt_chart_view_clear (BtChartView *view);

/* Shows a tape, of which the view keeps a reference, from its end; NULL shows nothing. A timeframe
 * finer than the tape's becomes the tape's. */
void bt_chart_view_set_tape (BtChartView *view, BtTape *tape, BtTradingDay day);
/* Takes in what the tape has revealed; returns the index of the first candle that is new or
 * changed. */
gsize bt_chart_view_update (BtChartView *view);
/* Shows another timeframe, at least the tape's; the time at the right edge stays there unless the
 * view follows. */
void bt_chart_view_set_timeframe (BtChartView *view, BtTimeframe timeframe);
/* Shows other bars than the candles of the timeframe, or these again; the newest one stays in view.
 * Returns FALSE, and changes nothing, when it shows them already. */
gboolean bt_chart_view_set_series (BtChartView *view, const BtChartSeriesSpec *spec);
/* Adds a study; returns its id, or 0 when the chart holds BT_CHART_MAX_STUDIES. */
guint bt_chart_view_add_study (BtChartView *view, const BtStudySettings *settings);
/* Gives a study other settings, of the same definition or another; FALSE for an unknown id. */
gboolean bt_chart_view_set_study (BtChartView *view, guint id, const BtStudySettings *settings);
/* Computes all studies anew, over the candles that the view has now. */
void bt_chart_view_restart_studies (BtChartView *view);
/* Sets how a study looks; FALSE for an unknown id. */
gboolean bt_chart_view_set_study_look (BtChartView *view, guint id, const BtStudyLook *look);
/* Takes a study away; FALSE for an unknown id. */
gboolean bt_chart_view_remove_study (BtChartView *view, guint id);
/* Adds another instrument, of whose tape it takes a reference; returns its id, or 0 when the chart
 * holds BT_CHART_MAX_COMPARES. */
guint bt_chart_view_add_compare (BtChartView *view, BtTape *tape, BtChartCompareAxis axis);
/* Takes one away; FALSE for an unknown id. */
gboolean bt_chart_view_remove_compare (BtChartView *view, guint id);
/* Returns the index of one, or BT_CHART_NO_INDEX. */
guint bt_chart_view_find_compare (const BtChartView *view, guint id);
/* Stores the vertical place of one's price; FALSE when it is not in view. */
gboolean bt_chart_view_compare_y (const BtChartView *view, guint compare, double points, double *y);
/* Returns the one whose own axis is at x, or BT_CHART_NO_INDEX. */
guint bt_chart_view_find_compare_axis (const BtChartView *view, double x);
/* Scales an own axis by a factor about a vertical place; it no longer fits by itself. */
void bt_chart_view_zoom_compare (BtChartView *view, guint compare, double factor, double y);
/* Lets an own axis fit by itself again. */
void bt_chart_view_fit_compare (BtChartView *view, guint compare);
/* Copies lines and says what is new about them; a drag of one that is gone ends. */
BtChartLineChange
bt_chart_view_set_lines (BtChartView *view, const BtChartLine *lines, guint count);
/* Returns the index of a line, or BT_CHART_NO_INDEX. */
guint bt_chart_view_find_line (const BtChartView *view, BtChartLineKind kind, const char *id);
/* Copies markers, fills in the order of their times and then notes; returns whether any is new. */
gboolean bt_chart_view_set_markers (BtChartView *view, const BtChartMarker *markers, guint count);

/* Shows or hides the volume profile of what is in view. */
void bt_chart_view_set_profile (BtChartView *view, gboolean has_profile);

/* Leaves places empty where time passed without candles, or puts candles side by side again. */
void bt_chart_view_set_gaps (BtChartView *view, gboolean has_gaps);

/* Places everything for a size in logical pixels and a scale of the device (> 0): call it before
 * drawing, after any change. Cheap: the cost does not grow with the candles in view. */
void bt_chart_view_layout (BtChartView *view, double width, double height, const BtPixelGrid *grid);

/* Puts the newest candle at the usual distance from the right edge and follows from now on. */
void bt_chart_view_scroll_to_end (BtChartView *view);
/* Puts the newest candle back to where it stands while the view follows. */
void bt_chart_view_keep_end_margin (BtChartView *view);
/* Moves the candles by delta_px to the right; keeps some candles in view. Follows when the newest
 * one is in view. */
void bt_chart_view_pan (BtChartView *view, double delta_px);
/* Moves so that candle index is the one at the right edge, keeping some candles in view. */
void bt_chart_view_set_right (BtChartView *view, double index);
/* Shows factor times as many candles; what lies at x stays there. */
void bt_chart_view_zoom (BtChartView *view, double factor, double x);
/* Shows so many candles, within bounds; the right edge stays. */
void bt_chart_view_set_visible (BtChartView *view, double candles);

/* Shows candles from … to (in either order, parts of them too) and, where low is below high, prices
 * low … high, which then no longer scale by themselves. */
void bt_chart_view_show_box (BtChartView *view, double from, double to, double low, double high);
/* Returns the nearest of the four prices of candle index when it is near a height, else the price
 * at that height; in points. */
double bt_chart_view_snap (const BtChartView *view, double index, double y);

/* Returns the pane at a height of the chart, or BT_CHART_NO_INDEX. */
guint bt_chart_view_find_pane (const BtChartView *view, double y);
/* Returns the pane whose upper edge is at a point and can be moved, or BT_CHART_NO_INDEX. */
guint bt_chart_view_find_divider (const BtChartView *view, double x, double y);
/* Moves a pane's upper edge to a height as far as it and what lies above it keep their least, and
 * lays panes out; their heights are kept as shares of the chart's. */
void bt_chart_view_move_divider (BtChartView *view, guint pane, double y);
/* Gives all panes their usual heights again. */
void bt_chart_view_reset_dividers (BtChartView *view);
/* Multiplies a pane's range by factor about the value at a height of the chart; it no longer fits
 * itself to its values. */
void bt_chart_view_zoom_pane (BtChartView *view, guint pane, double factor, double y);
/* Moves a pane's range that was set by hand; FALSE for one that fits itself. */
gboolean bt_chart_view_pan_pane (BtChartView *view, guint pane, double delta_px);
/* Lets a pane fit itself to its values again; FALSE when it did. */
gboolean bt_chart_view_fit_pane (BtChartView *view, guint pane);

/* Puts the crosshair under a point in the plot (over a candle's middle), or hides it when the point
 * lies outside. */
void bt_chart_view_point (BtChartView *view, double x, double y);
/* Shows where the crosshair of another chart is: at a moment, and at a price where points is not
 * NAN. Nothing is shown of moments before the first candle. */
void bt_chart_view_link_crosshair (BtChartView *view, gint64 time_usec, double points);
/* Stores the moment of the crosshair, and its price or NAN where it is not over the candles; FALSE
 * when there is none, or when it is that of another chart. */
gboolean bt_chart_view_get_crosshair (const BtChartView *view, gint64 *time_usec, double *points);
/* Moves the crosshair by candles, from the newest one when it was hidden, and pans where it would
 * leave the plot. */
void bt_chart_view_step_crosshair (BtChartView *view, int candles);
/* Stores the candle that the legend is about: the one under the crosshair, else the newest. FALSE
 * without candles. */
gboolean bt_chart_view_get_current (const BtChartView *view, gsize *index);

/* Returns the digits of the instrument's prices. */
guint bt_chart_view_digits (const BtChartView *view);
/* Returns the vertical place of a price in the plot. */
double bt_chart_view_y (const BtChartView *view, gint64 points);
/* Returns the index of the candle whose span holds a time (0 before the first, the last after it).
 * There are candles. */
gsize bt_chart_view_find (const BtChartView *view, gint64 time_usec);
/* Returns the place of a time among the candles, between two of them too, and before the first and
 * after the last one as if more of the timeframe stood there; 0 without candles. */
double bt_chart_view_index_of (const BtChartView *view, gint64 time_usec);
/* Returns the time at a place: the inverse of bt_chart_view_index_of(). */
gint64 bt_chart_view_time_of (const BtChartView *view, double index);
/* Returns the axis of the view's candles. */
BtTimeAxis bt_chart_view_time_axis (const BtChartView *view);
/* Returns whether candle index closed above its opening or at it. */
gboolean bt_chart_view_is_up (const BtChartView *view, gsize index);
/* Returns where bars of volume stand: the foot of the plot, or above the strips of sessions. */
double bt_chart_view_volume_foot (const BtChartView *view);
/* Returns lengths that grow with the user's text size: axes and tags. */
double bt_chart_view_metric (const BtChartView *view, double length_px);
/* Returns the symbol, or what stands in its place; "" without a tape. */
const char *bt_chart_view_symbol (const BtChartView *view);
/* Returns what of a price a percentage of it is of, in points: the price that is shown. */
double bt_chart_view_whole (const BtChartView *view, double points);
/* Writes the distance of two prices with the instrument's digits, with a true minus sign; returns
 * text. */
const char *
bt_chart_view_format_distance (const BtChartView *view, gint64 points, char text[static 40]);
/* Writes a price as it is shown, the same way; returns text. */
const char *
bt_chart_view_format_price (const BtChartView *view, gint64 points, char text[static 40]);
/* Writes what stands beside a place on the price axis: a price, "+1.25 %" or "101.25"; returns
 * text.
 */
const char *
bt_chart_view_format_tick (const BtChartView *view, const BtPriceTick *tick, char text[static 40]);
/* Returns the price in points at a vertical place, rounded to the nearest. */
gint64 bt_chart_view_price_at (const BtChartView *view, double y);
/* Returns the price of a line, where it is dragged to if it is. */
gint64 bt_chart_view_line_price (const BtChartView *view, guint line);
/* Returns what a line looks like: what is pulled off an entry, like what it is to become. */
BtChartLineKind bt_chart_view_line_kind (const BtChartView *view, guint line);

G_END_DECLS
