// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What the files of the chart widget share. */
#pragma once

#include "chart/bt-chart-painter.h"
#include "chart/bt-chart.h"
#include "chart/bt-drawing.h"
#include "chart/bt-pan-motion.h"

G_BEGIN_DECLS

/* Layers as bits. */
#define BT_CHART_LAYER_BIT(layer) (1u << (layer))
#define BT_CHART_ALL_LAYERS ((1u << BT_CHART_N_LAYERS) - 1)
/* What a change of order lines touches. */
#define BT_CHART_LINE_LAYERS                                                                       \
  (BT_CHART_LAYER_BIT (BT_CHART_LAYER_LINES) | BT_CHART_LAYER_BIT (BT_CHART_LAYER_LABELS)          \
   | BT_CHART_LAYER_BIT (BT_CHART_LAYER_TAGS))

/* What belongs to other instruments. */
#define BT_CHART_COMPARE_LAYERS                                                                    \
  (BT_CHART_LAYER_BIT (BT_CHART_LAYER_COMPARES) | BT_CHART_LAYER_BIT (BT_CHART_LAYER_COMPARE_AXES) \
   | BT_CHART_LAYER_BIT (BT_CHART_LAYER_COMPARE_LEGEND))

/* What the pointer does between press and release. */
typedef enum
{
  BT_CHART_GRAB_NONE,
  BT_CHART_GRAB_PAN,
  BT_CHART_GRAB_PRICE_AXIS,
  BT_CHART_GRAB_COMPARE_AXIS,
  BT_CHART_GRAB_TIME_AXIS,
  BT_CHART_GRAB_LINE,
  BT_CHART_GRAB_CLOSE,
  BT_CHART_GRAB_DRAWING,
  BT_CHART_GRAB_DIVIDER,
  BT_CHART_GRAB_RULER,
  BT_CHART_GRAB_ORDER,
} BtChartGrab;

/* Views that can be gone back to. */
#define BT_CHART_MAX_HISTORY 20

/* What a view showed. */
typedef struct
{
  BtTimeScale time;
  BtPriceScale price;
  gboolean is_auto_scale;
  gboolean is_following;
  gboolean has_end_margin;
} BtChartGlance;

#define BT_CHART_KEY_NUMBERS 12
#define BT_CHART_KEY_COUNTS 4

/* Everything that moves or changes all candles at once: two equal ones draw the same base. */
typedef struct
{
  double numbers[BT_CHART_KEY_NUMBERS]; /* scales and size */
  gint64 counts[BT_CHART_KEY_COUNTS];   /* volume, changes of options and of candles before the
                                         * newest,   ranges of panes */
} BtChartBaseKey;

struct _BtChart
{
  GtkWidget parent_instance;

  BtChartView view;
  gboolean is_dark;
  gboolean is_high_contrast;
  gboolean is_colour_blind;
  gboolean is_swapped;
  char *name_text;

  GskRenderNode *nodes[BT_CHART_N_LAYERS]; /* NULL: to be drawn anew */
  BtChartBaseKey key;                      /* of the base node */
  BtAxisMask mask;                         /* of the axes' nodes */
  gint64 revision; /* counts changes of options and of candles before the newest */

  int allocated_width; /* logical pixels; 0 before the first allocation */
  GtkWidget *end_button;
  guint description_id;    /* source that updates the accessible description */
  gint64 described_usec;   /* when it was told last, monotonic */
  gboolean is_market_told; /* of the market next, not of the candle under the crosshair */
  gint64 said_usec;        /* when something else was told in its place, monotonic */

  /* Drawing. */
  const BtDrawingTool *tool; /* or NULL */
  gboolean keeps_tool;
  gboolean is_magnet;
  guint pen_colour; /* of new drawings */
  guint pen_width;
  BtDrawingStroke pen_stroke;
  BtDrawing *dragged;   /* as it was when it was taken, or NULL */
  guint dragged_anchor; /* or BT_CHART_NO_INDEX: all of it */
  gboolean is_drag_marked;
  gboolean is_first_press;
  double brush_x; /* the last anchor of a stroke */
  double brush_y;

  /* Input. */
  BtChartGrab grab;
  guint grabbed_line;
  guint grabbed_pane; /* or BT_CHART_NO_INDEX: the plot */
  double pointer_x;   /* negative: not over the chart */
  double pointer_y;
  gboolean is_led_by_keys; /* the crosshair, until the pointer moves */
  double grab_x;
  double grab_y;
  double last_x; /* offsets at the last update of the drag */
  double last_y;
  gboolean takes_orders; /* by a click with Control */
  gboolean is_order_pressed;
  gboolean is_sell_pressed;
  double line_offset_px; /* from the pointer to the line when it was taken */
  BtPanMotion motion;
  guint motion_id;         /* tick callback */
  gboolean is_ruler_live;  /* its end follows pointer and crosshair until a press */
  gboolean is_ruler_first; /* the press that began it is not over */
  BtChartGlance history[BT_CHART_MAX_HISTORY];
  guint n_history;
  double pinch;       /* scale at the last update of the pinch */
  const char *cursor; /* name of the cursor that is set; static */
};

/* Drops layers and asks for a frame. */
void bt_chart_invalidate (BtChart *chart, guint layers);
/* Has everything drawn anew: an option or old candles changed. */
void bt_chart_revise (BtChart *chart);
/* Takes the colours that dark, colour-blind and swapped ask for. */
void bt_chart_update_theme (BtChart *chart);
/* Adds the properties to the class. */
void bt_chart_install_properties (GObjectClass *class);
/* Shows a view that was panned or zoomed: keeps the button, properties and the accessible text
 * right. */
void bt_chart_view_moved (BtChart *chart, gboolean was_following);
/* Shows the crosshair, of this chart or of another one, where it is now. */
void bt_chart_redraw_crosshair (BtChart *chart);
/* The same, and tells that this chart's moved or went. */
void bt_chart_crosshair_changed (BtChart *chart);
/* Sets the property "auto-scale". */
void bt_chart_set_auto_scale (BtChart *chart, gboolean is_auto_scale);
/* Emits "line-moved" about a line, which the handler may take away. */
void bt_chart_emit_line_moved (BtChart *chart, guint line, gint64 price_points);
/* Emits "line-closed" about a line, which the handler may take away. */
void bt_chart_emit_line_closed (BtChart *chart, guint line);
/* Scales the own axis of another instrument that is at x. */
void bt_chart_zoom_compare (BtChart *chart, double x, double factor);
/* Lets that axis fit by itself. */
void bt_chart_fit_compare (BtChart *chart, double x);
/* Emits "compares-changed". */
void bt_chart_emit_compares_changed (BtChart *chart);
/* Emits "title-activated". */
void bt_chart_activate_title (BtChart *chart);
/* Emits "line-dragged" about the line that is dragged. */
void bt_chart_emit_line_dragged (BtChart *chart);
/* Emits "order-clicked". */
void bt_chart_emit_order_clicked (BtChart *chart, gint64 price_points, gboolean is_sell);
/* Takes the line that was grabbed, at a height. */
void bt_chart_line_press (BtChart *chart, double y);
/* Moves it as far as the pointer went. */
void bt_chart_line_drag (BtChart *chart, double y);
/* Lets it go; what is not kept is where it was. */
void bt_chart_line_release (BtChart *chart, gboolean is_kept);
/* Takes a press that is to be an order; FALSE for any other. */
gboolean bt_chart_order_press (BtChart *chart, double x, double y, GdkModifierType state);
/* Lets it go, dx and dy from there: what moved is no order. */
void bt_chart_order_release (BtChart *chart, double dx, double dy);
/* Emits "study-activated" about a study. */
void bt_chart_activate_study (BtChart *chart, guint index);
/* Selects a drawing, or with 0 none. */
void bt_chart_select_drawing (BtChart *chart, guint id);
/* Takes a tool into the hand; NULL puts it down. */
void bt_chart_set_tool (BtChart *chart, const BtDrawingTool *tool);
/* Emits "drawing-activated" about a drawing. */
void bt_chart_emit_drawing_activated (BtChart *chart, guint id);
/* Takes a press at a point, in logical pixels of the chart; TRUE when it was about a drawing. */
gboolean bt_chart_drawing_press (BtChart *chart, double x, double y);
/* Goes on with what was pressed; dx and dy are from there. */
void bt_chart_drawing_drag (
  BtChart *chart, double x, double y, double dx, double dy, GdkModifierType state);
/* Ends what was pressed. */
void bt_chart_drawing_release (BtChart *chart, double x, double y, double dx, double dy);
/* Lets the anchor that is not set yet follow the pointer. */
void bt_chart_drawing_hover (BtChart *chart, double x, double y, GdkModifierType state);
/* Ends a polyline, or opens what is at a point; FALSE when there is neither. */
gboolean bt_chart_drawing_double_click (BtChart *chart, double x, double y);
/* Gives up what is being drawn or moved, else the tool, else the selection; FALSE when there was
 * none. */
gboolean bt_chart_drawing_cancel (BtChart *chart);
/* Handles a key; FALSE for those that are not about drawings. */
gboolean bt_chart_drawing_key (BtChart *chart, guint key, GdkModifierType state);
/* Puts the crosshair under a point; tells when it moved. */
void bt_chart_point_at (BtChart *chart, double x, double y);
/* Moves the candles by delta_px to the right. */
void bt_chart_pan_time (BtChart *chart, double delta_px);
/* Shows factor times as many candles; what lies at x stays there. */
void bt_chart_zoom_time (BtChart *chart, double factor, double x);
/* Shows factor times the range of prices about height y; they no longer scale by themselves. */
void bt_chart_zoom_prices (BtChart *chart, double factor, double y);
/* Ends a drag without a result. */
void bt_chart_cancel_drag (BtChart *chart);
/* Handles a key press: a handler of "key-pressed". */
gboolean bt_chart_key_pressed (BtChart *chart, guint key, guint code, GdkModifierType state);
/* Tells that a study's look changed by hand: the height of its pane. */
void bt_chart_tell_looks (BtChart *chart);
/* Tells a screen reader at once what the candle under the crosshair is. */
void bt_chart_speak_candle (BtChart *chart);
/* Returns whether the desktop wants animations. */
gboolean bt_chart_has_motion (BtChart *chart);
/* Stops what goes on moving. */
void bt_chart_stop_motion (BtChart *chart);
/* Lets the chart go on at a speed in pixels a second, which dies away. */
void bt_chart_throw (BtChart *chart, double speed_px);
/* Notes where a drag is, at the time of a controller's event. */
void bt_chart_track_motion (BtChart *chart, GtkEventController *controller);
/* Lets the chart go on as fast as it was dragged. */
void bt_chart_release_motion (BtChart *chart, GtkEventController *controller);
/* Takes a press in the plot that measures or spans a box: one with the keys for it held, or one
 * that ends what follows the pointer; TRUE when it was such. */
gboolean bt_chart_ruler_press (BtChart *chart, double x, double y, GdkModifierType state);
/* Goes on with it. */
void bt_chart_ruler_drag (BtChart *chart, double x, double y);
/* Ends it. */
void bt_chart_ruler_release (BtChart *chart, double x, double y);
/* Lets what is being measured by key follow the crosshair. */
void bt_chart_ruler_follow (BtChart *chart);
/* Takes the ruler away; FALSE when there is none. */
gboolean bt_chart_ruler_cancel (BtChart *chart);
/* Takes it away, and the way back to views before: both are about other candles than those that the
 * chart has now. */
void bt_chart_ruler_forget (BtChart *chart);
/* Ends what follows the crosshair; FALSE when nothing does. */
gboolean bt_chart_ruler_accept (BtChart *chart);
/* Places everything for the widget's size and the device's scale. */
void bt_chart_lay_out (BtChart *chart);
/* Draws a frame: the widget's snapshot. Only layers that were dropped are drawn, the others are
 * shown again. */
void bt_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot);
/* Answers the widget's least size. */
void bt_chart_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline);
/* Takes a size and places the button in it. */
void bt_chart_size_allocate (GtkWidget *widget, int width, int height, int baseline);
/* Adds controllers for wheel, touchpad and fingers. */
void bt_chart_add_scroll (BtChart *chart);
/* Adds controllers for pointer, touch and keys. */
void bt_chart_add_input (BtChart *chart);
/* Tells the accessible name: after a change of symbol, timeframe or words. */
void bt_chart_update_name (BtChart *chart);
/* Tells the accessible description soon, once for many changes. */
void bt_chart_queue_description (BtChart *chart);
/* Tells it when the market moved: every few seconds at most. */
void bt_chart_queue_summary (BtChart *chart);
/* Gives up telling it. */
void bt_chart_cancel_description (BtChart *chart);

G_END_DECLS
