// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-drawing-shape.h"

#include "chart/bt-label-room.h"
#include "chart/bt-rounded-box.h"

#include <math.h>

#define LABEL_PADDING_PX 5.0
#define LABEL_PX 18.0
#define TAG_RADIUS_PX 3.0
/* Cairo's coordinates have a limit. */
#define FAR_PX 20000.0

typedef enum
{
  PART_LINE,
  PART_PATH,
  PART_AREA,
  PART_LABEL,
} PartKind;

typedef struct
{
  PartKind kind;
  guint first; /* corner; of a label its place */
  guint count;
  gboolean is_closed;
  BtDrawingTone tone;
  double alpha;
  guint text; /* index in texts */
  double align;
  gboolean has_ground;
} Part;

BtDrawingShape *
bt_drawing_shape_new (const BtChartView *view, const BtDrawing *drawing)
{
  BtDrawingShape *shape = g_new0 (BtDrawingShape, 1);
  BtDrawingPoint *points = g_new (BtDrawingPoint, drawing->anchors->len);

  for (guint i = 0; i < drawing->anchors->len; i++)
    {
      const BtDrawingAnchor *anchor = bt_drawing_anchor (drawing, i);
      double x = bt_time_scale_to_x (&view->time, bt_chart_view_index_of (view, anchor->time_usec));
      double y = bt_price_scale_to_y (&view->price, anchor->points);
      points[i] = (BtDrawingPoint){ CLAMP (x, -FAR_PX, FAR_PX), CLAMP (y, -FAR_PX, FAR_PX) };
    }
  shape->view = view;
  shape->drawing = drawing;
  shape->points = points;
  shape->n = drawing->anchors->len;
  shape->parts = g_array_new (FALSE, FALSE, sizeof (Part));
  shape->corners = g_array_new (FALSE, FALSE, sizeof (BtDrawingPoint));
  shape->texts = g_ptr_array_new_with_free_func (g_free);
  drawing->tool->shape (shape);
  return shape;
}

void
bt_drawing_shape_free (BtDrawingShape *shape)
{
  if (shape == NULL)
    return;
  g_free ((gpointer) shape->points);
  g_array_unref (shape->parts);
  g_array_unref (shape->corners);
  g_ptr_array_unref (shape->texts);
  g_free (shape);
}

static const BtDrawingPoint *
get_corner (const BtDrawingShape *shape, guint index)
{
  return &g_array_index (shape->corners, BtDrawingPoint, index);
}

static void
add_part (BtDrawingShape *shape, Part part, const BtDrawingPoint *corners, guint count)
{
  part.first = shape->corners->len;
  part.count = count;
  g_array_append_vals (shape->corners, corners, count);
  g_array_append_val (shape->parts, part);
}

/* Moves an end of a line on to the edge of the plot, or as far as it takes. */
static BtDrawingPoint
extend (const BtDrawingShape *shape, BtDrawingPoint from, BtDrawingPoint to)
{
  double dx = to.x - from.x;
  double dy = to.y - from.y;
  double length = hypot (dx, dy);
  double reach = hypot (shape->view->plot_width, shape->view->plot_height) * 2 + length
                 + fabs (to.x) + fabs (to.y);

  if (length < 1e-6)
    return to;
  return (BtDrawingPoint){ from.x + dx / length * reach, from.y + dy / length * reach };
}

void
bt_drawing_shape_tone_line (BtDrawingShape *shape,
                            BtDrawingPoint from,
                            BtDrawingPoint to,
                            BtDrawingExtend extension,
                            BtDrawingTone tone)
{
  BtDrawingPoint ends[2] = { from, to };

  if (extension & BT_DRAWING_EXTEND_START)
    ends[0] = extend (shape, to, from);
  if (extension & BT_DRAWING_EXTEND_END)
    ends[1] = extend (shape, from, to);
  add_part (shape, (Part){ .kind = PART_LINE, .tone = tone, .alpha = 1 }, ends, 2);
}

void
bt_drawing_shape_line (BtDrawingShape *shape,
                       BtDrawingPoint from,
                       BtDrawingPoint to,
                       BtDrawingExtend extension)
{
  bt_drawing_shape_tone_line (shape, from, to, extension, BT_DRAWING_TONE_OWN);
}

void
bt_drawing_shape_path (BtDrawingShape *shape,
                       const BtDrawingPoint *corners,
                       guint count,
                       gboolean is_closed)
{
  add_part (shape, (Part){ .kind = PART_PATH, .is_closed = is_closed, .alpha = 1 }, corners, count);
}

void
bt_drawing_shape_area (BtDrawingShape *shape,
                       const BtDrawingPoint *corners,
                       guint count,
                       BtDrawingTone tone,
                       double alpha)
{
  add_part (shape, (Part){ .kind = PART_AREA, .tone = tone, .alpha = alpha }, corners, count);
}

void
bt_drawing_shape_ellipse (BtDrawingShape *shape, BtDrawingPoint a, BtDrawingPoint b)
{
  enum
  {
    SIDES = 72
  };
  BtDrawingPoint corners[SIDES];

  for (guint i = 0; i < SIDES; i++)
    corners[i] = (BtDrawingPoint){
      (a.x + b.x) / 2 + (b.x - a.x) / 2 * cos (2 * G_PI * i / SIDES),
      (a.y + b.y) / 2 + (b.y - a.y) / 2 * sin (2 * G_PI * i / SIDES),
    };
  bt_drawing_shape_area (shape, corners, SIDES, BT_DRAWING_TONE_OWN, 0.1);
  bt_drawing_shape_path (shape, corners, SIDES, TRUE);
}

void
bt_drawing_shape_label (
  BtDrawingShape *shape, BtDrawingPoint at, double align, gboolean has_ground, const char *text)
{
  if (text[0] == '\0')
    return;
  g_ptr_array_add (shape->texts, g_strdup (text));
  add_part (shape,
            (Part){ .kind = PART_LABEL,
                    .alpha = 1,
                    .text = shape->texts->len - 1,
                    .align = align,
                    .has_ground = has_ground },
            &at, 1);
}

BtDrawingPoint
bt_drawing_between (BtDrawingPoint a, BtDrawingPoint b, double share)
{
  return (BtDrawingPoint){ a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share };
}

char *
bt_drawing_shape_price (const BtDrawingShape *shape, double y)
{
  char text[40];

  return g_strdup (
    bt_chart_view_format_price (shape->view, bt_chart_view_price_at (shape->view, y), text));
}

double
bt_drawing_shape_points (const BtDrawingShape *shape, guint anchor)
{
  return bt_drawing_anchor (shape->drawing, anchor)->points;
}

static const GdkRGBA *
get_colour (const BtDrawingShape *shape, BtDrawingTone tone)
{
  const BtChartTheme *theme = &shape->view->theme;

  switch (tone)
    {
    case BT_DRAWING_TONE_UP:
      return &theme->up;
    case BT_DRAWING_TONE_DOWN:
      return &theme->down;
    case BT_DRAWING_TONE_DIM:
      return &theme->dim;
    case BT_DRAWING_TONE_OWN:
    default:
      return &theme->study[shape->drawing->colour % BT_CHART_N_STUDY_COLOURS];
    }
}

static void
set_stroke (const BtDrawing *drawing, cairo_t *cr)
{
  const double dashes[] = { 6.0, 4.0 };
  const double dots[] = { 1.5, 3.0 };

  cairo_set_line_width (cr, drawing->width);
  if (drawing->stroke == BT_DRAWING_DASHED)
    cairo_set_dash (cr, dashes, 2, 0);
  else if (drawing->stroke == BT_DRAWING_DOTTED)
    cairo_set_dash (cr, dots, 2, 0);
  else
    cairo_set_dash (cr, NULL, 0, 0);
}

/* Level and upright lines are sharp. */
static void
add_line (const BtDrawingShape *shape, const Part *part, cairo_t *cr)
{
  const BtPixelGrid *grid = &shape->view->grid;
  BtDrawingPoint from = *get_corner (shape, part->first);
  BtDrawingPoint to = *get_corner (shape, part->first + 1);
  double half = shape->drawing->width * grid->scale;
  double shift = fmod (floor (half + 0.5), 2) == 1 ? bt_pixel_grid_unit (grid) / 2 : 0;

  if (fabs (from.y - to.y) < 1e-6)
    from.y = to.y = bt_pixel_grid_row (grid, from.y) + shift;
  if (fabs (from.x - to.x) < 1e-6)
    from.x = to.x = bt_pixel_grid_column (grid, from.x) + shift;
  cairo_move_to (cr, from.x, from.y);
  cairo_line_to (cr, to.x, to.y);
}

static void
add_corners (const BtDrawingShape *shape, const Part *part, cairo_t *cr)
{
  for (guint i = 0; i < part->count; i++)
    cairo_line_to (cr, get_corner (shape, part->first + i)->x,
                   get_corner (shape, part->first + i)->y);
  if (part->is_closed || part->kind == PART_AREA)
    cairo_close_path (cr);
}

/* Returns the rectangle that a label covers: inside the plot while its place is. */
static graphene_rect_t
get_label_bounds (const BtDrawingShape *shape, const Part *part)
{
  const BtChartView *view = shape->view;
  const char *text = shape->texts->pdata[part->text];
  double width = bt_text_cache_width (view->text, text, BT_TEXT_LEGEND);
  double height = bt_chart_view_metric (view, LABEL_PX);
  double padding = part->has_ground ? LABEL_PADDING_PX : 0;
  BtDrawingPoint at = *get_corner (shape, part->first);
  double left = at.x - (width + 2 * padding) * part->align;

  if (at.x >= 0 && at.x <= view->plot_width)
    left = MAX (MIN (left, view->plot_width - width - 2 * padding), 0);
  return GRAPHENE_RECT_INIT ((float) left, (float) (at.y - height / 2),
                             (float) (width + 2 * padding), (float) height);
}

static void
draw_label (const BtDrawingShape *shape, const Part *part, BtLabelRoom *room, cairo_t *cr)
{
  const BtChartView *view = shape->view;
  const char *text = shape->texts->pdata[part->text];
  graphene_rect_t bounds = get_label_bounds (shape, part);
  const GdkRGBA *colour = get_colour (shape, part->tone);
  double padding = part->has_ground ? LABEL_PADDING_PX : 0;

  /* Levels that lie close, or lines that leave one point, cannot all be named. */
  if (part->has_ground)
    bt_label_room_take (room, &bounds);
  else if (!bt_label_room_claim_any (room, &bounds))
    return;
  if (part->has_ground)
    {
      bt_rounded_box_add (cr, bounds.origin.x, bounds.origin.y, bounds.size.width,
                          bounds.size.height, TAG_RADIUS_PX);
      bt_chart_theme_set_source (cr, colour, 1.0);
      cairo_fill (cr);
    }
  if (!view->has_text)
    return;
  if (part->has_ground)
    {
      bt_chart_theme_set_source (cr, &view->theme.study_tag_text, 1.0);
      bt_text_cache_show (view->text, cr, &view->grid, text, BT_TEXT_LEGEND,
                          bounds.origin.x + padding, bounds.origin.y + bounds.size.height / 2, 0);
    }
  else
    bt_text_cache_show_halo (view->text, cr, &view->grid, text, BT_TEXT_LEGEND, bounds.origin.x,
                             bounds.origin.y + bounds.size.height / 2, 0, colour,
                             &view->theme.view);
}

static void
draw_part (const BtDrawingShape *shape, const Part *part, BtLabelRoom *room, cairo_t *cr)
{
  switch (part->kind)
    {
    case PART_LINE:
      add_line (shape, part, cr);
      bt_chart_theme_set_source (cr, get_colour (shape, part->tone), 1.0);
      cairo_stroke (cr);
      break;
    case PART_PATH:
      add_corners (shape, part, cr);
      bt_chart_theme_set_source (cr, get_colour (shape, part->tone), 1.0);
      cairo_stroke (cr);
      break;
    case PART_AREA:
      add_corners (shape, part, cr);
      bt_chart_theme_set_source (cr, get_colour (shape, part->tone), part->alpha);
      cairo_fill (cr);
      break;
    case PART_LABEL:
    default:
      draw_label (shape, part, room, cr);
      break;
    }
}

void
bt_drawing_shape_draw (const BtDrawingShape *shape, gboolean is_selected, cairo_t *cr)
{
  BtLabelRoom room;

  if (shape->drawing->is_hidden)
    return;
  bt_label_room_init (&room, shape->view);
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, shape->view->plot_width, shape->view->plot_height);
  cairo_clip (cr);
  set_stroke (shape->drawing, cr);
  for (guint i = 0; i < shape->parts->len; i++)
    draw_part (shape, &g_array_index (shape->parts, Part, i), &room, cr);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_set_line_width (cr, 1.5);
  for (guint i = 0; is_selected && !shape->drawing->tool->is_freehand && i < shape->n; i++)
    {
      cairo_new_sub_path (cr);
      cairo_arc (cr, shape->points[i].x, shape->points[i].y, BT_DRAWING_HANDLE_PX, 0, 2 * G_PI);
      bt_chart_theme_set_source (cr, &shape->view->theme.view, 1.0);
      cairo_fill_preserve (cr);
      bt_chart_theme_set_source (cr, &shape->view->theme.accent, 1.0);
      cairo_stroke (cr);
    }
  cairo_restore (cr);
}

static double
distance_to_segment (BtDrawingPoint a, BtDrawingPoint b, double x, double y)
{
  double dx = b.x - a.x;
  double dy = b.y - a.y;
  double square = dx * dx + dy * dy;
  double share = square > 0 ? ((x - a.x) * dx + (y - a.y) * dy) / square : 0;

  share = CLAMP (share, 0, 1);
  return hypot (a.x + dx * share - x, a.y + dy * share - y);
}

static double
distance_to_part (const BtDrawingShape *shape, const Part *part, double x, double y)
{
  double least = INFINITY;

  if (part->kind == PART_AREA)
    return INFINITY;
  if (part->kind == PART_LABEL)
    {
      graphene_rect_t bounds = get_label_bounds (shape, part);
      return graphene_rect_contains_point (&bounds, &GRAPHENE_POINT_INIT ((float) x, (float) y))
               ? 0
               : INFINITY;
    }
  for (guint i = 0; i + 1 < part->count; i++)
    least = MIN (least, distance_to_segment (*get_corner (shape, part->first + i),
                                             *get_corner (shape, part->first + i + 1), x, y));
  if (part->is_closed)
    least = MIN (least, distance_to_segment (*get_corner (shape, part->first + part->count - 1),
                                             *get_corner (shape, part->first), x, y));
  return least;
}

double
bt_drawing_shape_distance (const BtDrawingShape *shape, double x, double y)
{
  double least = INFINITY;

  if (shape->drawing->is_hidden)
    return INFINITY;
  for (guint i = 0; i < shape->parts->len; i++)
    least = MIN (least, distance_to_part (shape, &g_array_index (shape->parts, Part, i), x, y));
  return least;
}

guint
bt_drawing_shape_handle (const BtDrawingShape *shape, double x, double y)
{
  for (guint i = 0; !shape->drawing->tool->is_freehand && i < shape->n; i++)
    if (hypot (shape->points[i].x - x, shape->points[i].y - y)
        <= BT_DRAWING_HANDLE_PX + BT_DRAWING_REACH_PX / 2)
      return i;
  return BT_CHART_NO_INDEX;
}
