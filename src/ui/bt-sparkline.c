// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-sparkline.h"

#include <math.h>
#include <string.h>

#define HEIGHT_PX 52
#define MARGIN_PX 4.0

struct _BtSparkline
{
  GtkWidget parent_instance;

  BtMoney *points;
  guint count;
  BtMoney base;
};

G_DEFINE_FINAL_TYPE (BtSparkline, bt_sparkline, GTK_TYPE_WIDGET)

/* The vertical scale: pixels of a value, base line and all points inside. */
typedef struct
{
  double low;
  double high;
  double height_px;
} Scale;

static Scale
make_scale (BtSparkline *self, double height_px)
{
  Scale scale = { (double) self->base.minor, (double) self->base.minor, height_px };

  for (guint i = 0; i < self->count; i++)
    {
      scale.low = fmin (scale.low, (double) self->points[i].minor);
      scale.high = fmax (scale.high, (double) self->points[i].minor);
    }
  return scale;
}

static double
place (const Scale *scale, BtMoney value)
{
  double span = scale->high - scale->low;
  double share = span > 0 ? ((double) value.minor - scale->low) / span : 0.5;

  return scale->height_px - MARGIN_PX - share * (scale->height_px - 2 * MARGIN_PX);
}

static void
trace_line (BtSparkline *self, cairo_t *cairo, const Scale *scale, double step_px)
{
  for (guint i = 0; i < self->count; i++)
    {
      double x = i * step_px + 1, y = place (scale, self->points[i]);
      if (i == 0)
        cairo_move_to (cairo, x, y);
      else
        cairo_line_to (cairo, x, y);
    }
}

static void
draw_base (cairo_t *cairo, const GdkRGBA *color, double y, double width)
{
  const double dashes[] = { 2, 2 };

  cairo_save (cairo);
  cairo_set_source_rgba (cairo, color->red, color->green, color->blue, 0.5);
  cairo_set_line_width (cairo, 1);
  cairo_set_dash (cairo, dashes, 2, 0);
  cairo_move_to (cairo, 0, floor (y) + 0.5);
  cairo_line_to (cairo, width, floor (y) + 0.5);
  cairo_stroke (cairo);
  cairo_restore (cairo);
}

static void
draw (BtSparkline *self, cairo_t *cairo, const GdkRGBA *color, int width, int height)
{
  Scale scale = make_scale (self, height);
  double base_y = place (&scale, self->base);

  draw_base (cairo, color, base_y, width);
  if (self->count < 2)
    return;

  double step_px = (width - 6.0) / (self->count - 1);
  trace_line (self, cairo, &scale, step_px);
  cairo_line_to (cairo, (self->count - 1) * step_px + 1, base_y);
  cairo_line_to (cairo, 1, base_y);
  cairo_close_path (cairo);
  cairo_set_source_rgba (cairo, color->red, color->green, color->blue, 0.15);
  cairo_fill (cairo);

  trace_line (self, cairo, &scale, step_px);
  gdk_cairo_set_source_rgba (cairo, color);
  cairo_set_line_width (cairo, 1.5);
  cairo_set_line_join (cairo, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (cairo);
  cairo_arc (cairo, (self->count - 1) * step_px + 1, place (&scale, self->points[self->count - 1]),
             2.5, 0, 2 * G_PI);
  cairo_fill (cairo);
}

static void
bt_sparkline_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  GdkRGBA color;

  if (width <= 0 || height <= 0)
    return;
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  cairo_t *cairo = gtk_snapshot_append_cairo (
    snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  draw (BT_SPARKLINE (widget), cairo, &color, width, height);
  cairo_destroy (cairo);
}

static void
bt_sparkline_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT_PX : 60;
  *minimum_baseline = *natural_baseline = -1;
}

static void
bt_sparkline_finalize (GObject *object)
{
  g_free (BT_SPARKLINE (object)->points);
  G_OBJECT_CLASS (bt_sparkline_parent_class)->finalize (object);
}

static void
bt_sparkline_class_init (BtSparklineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = bt_sparkline_finalize;
  widget_class->snapshot = bt_sparkline_snapshot;
  widget_class->measure = bt_sparkline_measure;
  gtk_widget_class_set_css_name (widget_class, "sparkline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
bt_sparkline_init (BtSparkline *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "flat");
}

void
bt_sparkline_set_points (
  BtSparkline *sparkline, const BtMoney *points, guint count, BtMoney base, gboolean is_live)
{
  g_return_if_fail (BT_IS_SPARKLINE (sparkline));

  g_free (sparkline->points);
  sparkline->points = g_memdup2 (points, sizeof *points * count);
  sparkline->count = count;
  sparkline->base = base;
  gint64 gain = count > 0 ? points[count - 1].minor - base.minor : 0;
  const char *tone = !is_live || gain == 0 ? "flat" : gain > 0 ? "up" : "down";
  const char *const classes[] = { tone, NULL };
  gtk_widget_set_css_classes (GTK_WIDGET (sparkline), (const char **) classes);
  gtk_widget_queue_draw (GTK_WIDGET (sparkline));
}
