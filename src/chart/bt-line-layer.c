// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-line-layer.h"

#include "chart/bt-bell.h"
#include "chart/bt-label-spread.h"
#include "chart/bt-legend-layer.h"
#include "chart/bt-rounded-box.h"
#include "chart/bt-session-layer.h"
#include "chart/bt-study-legend.h"

#include <math.h>
#include <string.h>

#define RIGHT_PX 7.0
#define PADDING_PX 6.0
#define GRIP_PX 17.0
#define CLOSE_PX 19.0
#define RADIUS_PX 4.0
#define LEADER_PX 12.0
#define ZONE_ALPHA 0.08
/* Of the plot's width: what a label takes before it leaves figures out. */
#define WIDTH_SHARE 0.5
/* Legends change their width with the candle that they are about: labels keep clear of the next
 * whole step, so that they stay where they are. */
#define LEGEND_STEP_PX 64.0
#define BUTTON_PX 26.0 /* the way back to the newest candle, at the foot */
/* How near to a line the pointer takes it. */
#define REACH_PX 4.0

static gboolean
is_raised (const BtChartView *view, guint line)
{
  return view->lines[line].is_selected || view->drag.line == line || view->hovered_line == line;
}

static gboolean
is_dragged (const BtChartView *view, guint line)
{
  return view->drag.line == line;
}

static gboolean
is_alert (BtChartLineKind kind)
{
  return kind == BT_CHART_LINE_ALERT || kind == BT_CHART_LINE_ALERT_HIGH;
}

static const GdkRGBA *
choose_colour (const BtChartView *view, guint index)
{
  const BtChartTheme *theme = &view->theme;
  const BtChartLine *line = &view->lines[index];

  switch (bt_chart_view_line_kind (view, index))
    {
    case BT_CHART_LINE_STOP:
      return &theme->down;
    case BT_CHART_LINE_TARGET:
      return &theme->up;
    case BT_CHART_LINE_PENDING:
    case BT_CHART_LINE_LIMIT:
      return line->direction == BT_DIRECTION_BUY ? &theme->up : &theme->down;
    case BT_CHART_LINE_ALERT:
    case BT_CHART_LINE_ALERT_HIGH:
      return &theme->alert;
    case BT_CHART_LINE_ENTRY:
    default:
      return &theme->position;
    }
}

/* The ground of a raised label's name, dark enough for its text. */
static const GdkRGBA *
choose_ground (const BtChartView *view, guint line)
{
  const GdkRGBA *colour = choose_colour (view, line);

  if (colour == &view->theme.up)
    return &view->theme.up_tag;
  return colour == &view->theme.down ? &view->theme.down_tag : colour;
}

/* The texts of a label. While its line is dragged they are those of another price, which stands
 * there too. */
typedef struct
{
  const char *name;
  char price[40];
  const char *result;
  const char *points;
  const char *multiple;
  int tone;
} Texts;

static Texts
get_texts (const BtChartView *view, guint index)
{
  const BtChartLine *line = &view->lines[index];
  const BtChartDragNote *note = &view->drag.note;
  Texts texts = { .price = "" };

  if (is_dragged (view, index))
    {
      texts.name = note->label[0] != '\0' ? note->label : line->label;
      texts.result = note->result;
      texts.points = note->points;
      texts.multiple = note->multiple;
      texts.tone = note->tone;
      bt_chart_view_format_price (view, view->drag.price_points, texts.price);
      return texts;
    }
  texts.name = line->label;
  texts.result = line->result;
  texts.points = is_raised (view, index) ? line->points : "";
  texts.multiple = line->multiple;
  texts.tone = line->tone;
  return texts;
}

static double
measure_cell (const BtChartView *view, const char *text)
{
  if (*text == '\0')
    return 0;
  return (view->has_text ? bt_text_cache_width (view->text, text, BT_TEXT_AXIS_BOLD) : 40)
         + 2 * PADDING_PX;
}

/* On a narrow chart labels leave candles some room; who points at one wants to read all of it. */
static void
make_narrow (const BtChartView *view, BtLineLabel *label)
{
  double *const cells[] = { &label->multiple_width, &label->points_width, &label->result_width };
  double room = floor (view->plot_width * WIDTH_SHARE);

  for (guint i = 0; i < G_N_ELEMENTS (cells) && label->width > room; i++)
    {
      label->width -= *cells[i];
      *cells[i] = 0;
    }
}

static BtLineLabel
measure_label (const BtChartView *view, guint index)
{
  const BtChartLine *line = &view->lines[index];
  Texts texts = get_texts (view, index);
  BtLineLabel label = {
    .line = index,
    .y = bt_chart_view_y (view, bt_chart_view_line_price (view, index)),
    .height = bt_chart_view_metric (view, is_raised (view, index) ? BT_LINE_SELECTED_LABEL_PX
                                                                  : BT_LINE_LABEL_PX),
    .grip_width = line->is_draggable ? GRIP_PX : 0,
    .name_width = measure_cell (view, texts.name),
    .price_width = measure_cell (view, texts.price),
    .result_width = measure_cell (view, texts.result),
    .points_width = measure_cell (view, texts.points),
    .multiple_width = measure_cell (view, texts.multiple),
    .close_width = CLOSE_PX,
  };

  label.width = label.grip_width + label.name_width + label.price_width + label.result_width
                + label.points_width + label.multiple_width + label.close_width;
  if (!is_raised (view, index))
    make_narrow (view, &label);
  label.x = bt_pixel_grid_x (&view->grid, view->plot_width - RIGHT_PX - label.width);
  label.top = label.y - label.height / 2;
  return label;
}

static int
compare_labels (gconstpointer a, gconstpointer b)
{
  const BtLineLabel *first = a;
  const BtLineLabel *second = b;

  if (first->y != second->y)
    return first->y < second->y ? -1 : 1;
  return first->line < second->line ? -1 : first->line > second->line;
}

/* Returns how far down a legend that reaches into the labels' column goes, at least foot. */
static double
keep_clear (const graphene_rect_t *legend, double column, double foot)
{
  double right = ceil ((legend->origin.x + legend->size.width) / LEGEND_STEP_PX) * LEGEND_STEP_PX;

  if (legend->size.width <= 0 || right <= column)
    return foot;
  return MAX (foot, legend->origin.y + legend->size.height + BT_LINE_LABEL_GAP_PX);
}

/* Stores between which heights labels may stand: below the legends where those are as wide, above
 * the names of sessions. */
static void
find_extent (
  const BtChartView *view, const BtLineLabel *labels, guint count, double *from, double *to)
{
  graphene_rect_t legend = bt_legend_layer_bounds (view);
  graphene_rect_t studies = bt_study_legend_overlay_bounds (view);
  double column = view->plot_width;

  for (guint i = 0; i < count; i++)
    column = MIN (column, labels[i].x);
  *from = keep_clear (&studies, column, keep_clear (&legend, column, 0));
  *to = view->plot_height;
  if (view->has_sessions && view->has_text)
    *to = MAX (*from, view->plot_height - bt_chart_view_metric (view, BT_SESSION_NAMES_PX));
  if (!view->is_following)
    *to = MAX (*from, *to - BUTTON_PX);
}

BtLineLabel *
bt_line_layer_place (const BtChartView *view, guint *count)
{
  BtLineLabel *labels = g_new0 (BtLineLabel, view->n_lines + 1);
  g_autofree double *tops = g_new (double, view->n_lines + 1);
  g_autofree double *heights = g_new (double, view->n_lines + 1);
  guint placed = 0;

  for (guint i = 0; i < view->n_lines; i++)
    {
      BtLineLabel label = measure_label (view, i);
      if (view->has_candles && label.y >= 0 && label.y < view->plot_height)
        labels[placed++] = label;
    }
  qsort (labels, placed, sizeof *labels, compare_labels);
  double from = 0;
  double to = 0;
  find_extent (view, labels, placed, &from, &to);
  for (guint i = 0; i < placed; i++)
    {
      tops[i] = labels[i].top - from;
      heights[i] = labels[i].height;
    }
  bt_label_spread (tops, heights, placed, BT_LINE_LABEL_GAP_PX, to - from);
  *count = 0;
  for (guint i = 0; i < placed; i++)
    {
      /* More than fit above each other run over the foot. */
      if (tops[i] + heights[i] > to - from + 1)
        break;
      labels[i].top = bt_pixel_grid_y (&view->grid, from + tops[i]);
      *count += 1;
    }
  return labels;
}

static void
set_line_dash (cairo_t *cr, BtChartLineKind kind)
{
  static const double stop[] = { 5.0, 3.0 };
  static const double pending[] = { 2.0, 3.0 };
  static const double alert[] = { 8.0, 4.0 };

  if (kind == BT_CHART_LINE_ENTRY)
    cairo_set_dash (cr, NULL, 0, 0);
  else if (is_alert (kind))
    cairo_set_dash (cr, alert, 2, 0);
  else
    cairo_set_dash (
      cr, kind == BT_CHART_LINE_PENDING || kind == BT_CHART_LINE_LIMIT ? pending : stop, 2, 0);
}

static double
find_line_start (const BtChartView *view, const BtChartLine *line)
{
  if (line->since_usec <= 0)
    return 0;
  double x = bt_time_scale_to_x (&view->time, (double) bt_chart_view_find (view, line->since_usec));
  return CLAMP (bt_pixel_grid_x (&view->grid, x), 0, view->plot_width);
}

static void
draw_line (
  const BtChartView *view, cairo_t *cr, guint index, gint64 price_points, BtChartLineKind kind)
{
  const BtChartLine *line = &view->lines[index];
  double y = bt_chart_view_y (view, price_points);
  double middle = bt_pixel_grid_row (&view->grid, y) + bt_pixel_grid_unit (&view->grid) / 2;

  if (y < 0 || y >= view->plot_height)
    return;
  set_line_dash (cr, kind);
  cairo_move_to (cr, find_line_start (view, line), middle);
  cairo_line_to (cr, view->plot_width, middle);
  bt_chart_theme_set_source (
    cr, kind == BT_CHART_LINE_ENTRY ? &view->theme.position : choose_colour (view, index), 1.0);
  cairo_stroke (cr);
}

/* Tints what a position may lose and gain: from its entry to its stop and to its target. */
static void
draw_zones (const BtChartView *view, cairo_t *cr, guint entry)
{
  double left = find_line_start (view, &view->lines[entry]);
  double from = bt_chart_view_y (view, view->lines[entry].price_points);

  for (guint i = 0; i < view->n_lines; i++)
    {
      BtChartLineKind kind = bt_chart_view_line_kind (view, i);

      if ((kind != BT_CHART_LINE_STOP && kind != BT_CHART_LINE_TARGET)
          || !g_str_equal (view->lines[i].id, view->lines[entry].id))
        continue;
      double to = bt_chart_view_y (view, bt_chart_view_line_price (view, i));
      double top = bt_pixel_grid_y (&view->grid, CLAMP (MIN (from, to), 0, view->plot_height));
      double bottom = bt_pixel_grid_y (&view->grid, CLAMP (MAX (from, to), 0, view->plot_height));

      cairo_rectangle (cr, left, top, view->plot_width - left, bottom - top);
      bt_chart_theme_set_source (
        cr, kind == BT_CHART_LINE_STOP ? &view->theme.down : &view->theme.up, ZONE_ALPHA);
      cairo_fill (cr);
    }
}

void
bt_line_layer_draw_lines (const BtChartView *view, cairo_t *cr)
{
  double unit = bt_pixel_grid_unit (&view->grid);

  if (!view->has_candles)
    return;
  for (guint i = 0; i < view->n_lines; i++)
    if (view->lines[i].is_selected && view->lines[i].kind == BT_CHART_LINE_ENTRY)
      draw_zones (view, cr, i);
  cairo_set_line_width (cr, unit);
  for (guint i = 0; i < view->n_lines; i++)
    {
      const BtChartLine *line = &view->lines[i];

      draw_line (view, cr, i, bt_chart_view_line_price (view, i),
                 bt_chart_view_line_kind (view, i));
      /* What was filled stays where it is while something is pulled off it. */
      if (is_dragged (view, i) && line->kind == BT_CHART_LINE_ENTRY)
        draw_line (view, cr, i, line->price_points, line->kind);
    }
  cairo_set_dash (cr, NULL, 0, 0);
}

/* A bell, in the place of the grip. */
static void
draw_bell (cairo_t *cr, const BtLineLabel *label, const GdkRGBA *ink)
{
  bt_bell_draw (cr, label->x + PADDING_PX + 4, label->top + label->height / 2, ink);
}

static void
draw_grip (cairo_t *cr, const BtLineLabel *label, const GdkRGBA *ink)
{
  double x = label->x + PADDING_PX + 1;
  double y = label->top + label->height / 2;

  for (int row = -1; row <= 1; row++)
    for (int column = 0; column < 2; column++)
      cairo_rectangle (cr, x + column * 4, y + row * 4 - 1, 2, 2);
  bt_chart_theme_set_source (cr, ink, 1.0);
  cairo_fill (cr);
}

static void
draw_close (const BtChartView *view, cairo_t *cr, const BtLineLabel *label)
{
  double x = floor (label->x + label->width - label->close_width / 2) + 0.5;
  double y = floor (label->top + label->height / 2) + 0.5;
  gboolean is_hovered = view->hovered_line == label->line && view->is_close_hovered;
  const double arm = 3.0;

  if (is_hovered)
    {
      bt_rounded_box_add (cr, x - 7, y - 7, 14, 14, 3);
      bt_chart_theme_set_source (cr, &view->theme.text, 0.2);
      cairo_fill (cr);
    }
  cairo_move_to (cr, x - arm, y - arm);
  cairo_line_to (cr, x + arm, y + arm);
  cairo_move_to (cr, x + arm, y - arm);
  cairo_line_to (cr, x - arm, y + arm);
  cairo_set_line_width (cr, 1.3);
  bt_chart_theme_set_source (cr, is_hovered ? &view->theme.text : &view->theme.secondary, 1.0);
  cairo_stroke (cr);
}

/* A thin line between two cells. */
static void
draw_divider (
  const BtChartView *view, cairo_t *cr, const BtLineLabel *label, double x, const GdkRGBA *colour)
{
  cairo_rectangle (cr, bt_pixel_grid_x (&view->grid, x), label->top + 1,
                   bt_pixel_grid_unit (&view->grid), label->height - 2);
  bt_chart_theme_set_source (cr, colour, 0.55);
  cairo_fill (cr);
}

static void
draw_cell (const BtChartView *view,
           cairo_t *cr,
           const BtLineLabel *label,
           double *x,
           double width,
           const char *text,
           const GdkRGBA *ink)
{
  if (width <= 0)
    return;
  if (view->has_text)
    {
      bt_chart_theme_set_source (cr, ink, 1.0);
      bt_text_cache_show (view->text, cr, &view->grid, text, BT_TEXT_AXIS_BOLD, *x + width / 2,
                          label->top + label->height / 2, 0.5);
    }
  *x += width;
}

/* Where the label could not stand at its line a short slanted line leads to it. */
static void
draw_leader (const BtChartView *view, cairo_t *cr, const BtLineLabel *label, const GdkRGBA *colour)
{
  double middle = label->top + label->height / 2;
  double row = bt_pixel_grid_row (&view->grid, label->y);

  if (fabs (middle - row) < label->height / 2)
    return;
  cairo_move_to (cr, label->x - LEADER_PX, row);
  cairo_line_to (cr, label->x, middle);
  bt_chart_theme_set_source (cr, colour, 1.0);
  cairo_set_line_width (cr, bt_pixel_grid_unit (&view->grid));
  cairo_stroke (cr);
}

static void
draw_ground (const BtChartView *view, cairo_t *cr, const BtLineLabel *label, gboolean is_filled)
{
  double unit = bt_pixel_grid_unit (&view->grid);

  cairo_save (cr);
  bt_rounded_box_add (cr, label->x + unit / 2, label->top + unit / 2, label->width - unit,
                      label->height - unit, RADIUS_PX);
  bt_chart_theme_set_source (cr, &view->theme.view, 1.0);
  cairo_fill_preserve (cr);
  if (is_filled)
    {
      cairo_clip_preserve (cr);
      cairo_path_t *outline = cairo_copy_path (cr);
      cairo_new_path (cr);
      cairo_rectangle (cr, label->x, label->top, label->grip_width + label->name_width,
                       label->height);
      bt_chart_theme_set_source (cr, choose_ground (view, label->line), 1.0);
      cairo_fill (cr);
      cairo_reset_clip (cr);
      cairo_append_path (cr, outline);
      cairo_path_destroy (outline);
    }
  bt_chart_theme_set_source (cr, choose_colour (view, label->line), 1.0);
  cairo_set_line_width (cr, unit);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_label (const BtChartView *view, cairo_t *cr, const BtLineLabel *label)
{
  const GdkRGBA *colour = choose_colour (view, label->line);
  gboolean is_filled = is_raised (view, label->line);
  const GdkRGBA *name_ink = is_filled ? &view->theme.tag_text : &view->theme.text;
  Texts texts = get_texts (view, label->line);
  const GdkRGBA *tone_ink = bt_chart_theme_tone (&view->theme, texts.tone);
  const struct
  {
    double width;
    const char *text;
    const GdkRGBA *ink;
  } cells[] = {
    { label->price_width, texts.price, &view->theme.text },
    { label->result_width, texts.result, tone_ink },
    { label->points_width, texts.points, tone_ink },
    { label->multiple_width, texts.multiple, &view->theme.text },
  };
  /* A filled name ends by itself. */
  gboolean is_divided = !is_filled;
  double x = label->x;

  draw_leader (view, cr, label, colour);
  draw_ground (view, cr, label, is_filled);
  if (label->grip_width > 0 && is_alert (view->lines[label->line].kind))
    draw_bell (cr, label, is_filled ? name_ink : colour);
  else if (label->grip_width > 0)
    draw_grip (cr, label, is_filled ? name_ink : colour);
  x += label->grip_width;
  draw_cell (view, cr, label, &x, label->name_width, texts.name, name_ink);
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      if (cells[i].width <= 0)
        continue;
      if (is_divided)
        draw_divider (view, cr, label, x, colour);
      draw_cell (view, cr, label, &x, cells[i].width, cells[i].text, cells[i].ink);
      is_divided = TRUE;
    }
  if (is_divided)
    draw_divider (view, cr, label, x, colour);
  draw_close (view, cr, label);
}

void
bt_line_layer_draw_labels (const BtChartView *view, cairo_t *cr)
{
  guint count = 0;
  g_autofree BtLineLabel *labels = bt_line_layer_place (view, &count);

  for (guint i = 0; i < count; i++)
    if (labels[i].line != view->drag.line)
      draw_label (view, cr, &labels[i]);
  for (guint i = 0; i < count; i++)
    if (labels[i].line == view->drag.line)
      draw_label (view, cr, &labels[i]);
}

graphene_rect_t
bt_line_layer_label_bounds (const BtChartView *view)
{
  guint count = 0;
  g_autofree BtLineLabel *labels = bt_line_layer_place (view, &count);
  double left = view->plot_width;
  double top = view->plot_height;
  double bottom = 0;

  for (guint i = 0; i < count; i++)
    {
      left = MIN (left, labels[i].x - LEADER_PX - 1);
      top = MIN (top, MIN (labels[i].top, labels[i].y) - 1);
      bottom = MAX (bottom, MAX (labels[i].top + labels[i].height, labels[i].y) + 1);
    }
  if (count == 0 || left >= view->plot_width)
    return GRAPHENE_RECT_INIT (0, 0, 0, 0);
  return GRAPHENE_RECT_INIT ((float) left, (float) top, (float) (view->plot_width - left),
                             (float) (bottom - top));
}

BtLinePart
bt_line_layer_hit (const BtChartView *view, double x, double y, guint *line)
{
  guint count = 0;
  g_autofree BtLineLabel *labels = bt_line_layer_place (view, &count);
  double nearest = REACH_PX;
  BtLinePart part = BT_LINE_PART_NONE;

  for (guint i = 0; i < count; i++)
    {
      const BtLineLabel *label = &labels[i];
      if (x < label->x || x >= label->x + label->width || y < label->top
          || y >= label->top + label->height)
        continue;
      *line = label->line;
      return x >= label->x + label->width - label->close_width ? BT_LINE_PART_CLOSE
                                                               : BT_LINE_PART_LABEL;
    }
  for (guint i = 0; i < count && x >= 0 && x < view->plot_width; i++)
    {
      if (fabs (y - labels[i].y) > nearest
          || x < find_line_start (view, &view->lines[labels[i].line]))
        continue;
      nearest = fabs (y - labels[i].y);
      *line = labels[i].line;
      part = BT_LINE_PART_LINE;
    }
  return part;
}
