// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-sparkline.h"

#include "chart/bt-equity-painter.h"

#define HEIGHT_PX 52

struct _BtSparkline
{
  GtkWidget parent_instance;

  double *values; /* in minor units of money */
  guint count;
  double base;
};

G_DEFINE_FINAL_TYPE (BtSparkline, bt_sparkline, GTK_TYPE_WIDGET)

/* The painter's picture, in the colour that the style sheet gives the widget. */
static void
draw (BtSparkline *self, cairo_t *cairo, const GdkRGBA *color, int width, int height)
{
  const BtChartTheme theme = { .up = *color, .down = *color, .secondary = *color, .dim = *color };
  const BtEquityPicture picture = {
    .values = self->values,
    .count = self->count,
    .baseline = self->base,
    .theme = &theme,
    .grid = { .scale = gtk_widget_get_scale_factor (GTK_WIDGET (self)) },
    .width = width,
    .height = height,
  };

  bt_equity_painter_draw_sparkline (&picture, cairo);
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
  g_free (BT_SPARKLINE (object)->values);
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

  g_free (sparkline->values);
  sparkline->values = g_new (double, count);
  for (guint i = 0; i < count; i++)
    sparkline->values[i] = (double) points[i].minor;
  sparkline->count = count;
  sparkline->base = (double) base.minor;
  gint64 gain = count > 0 ? points[count - 1].minor - base.minor : 0;
  const char *tone = !is_live || gain == 0 ? "flat" : gain > 0 ? "up" : "down";
  const char *const classes[] = { tone, NULL };
  gtk_widget_set_css_classes (GTK_WIDGET (sparkline), (const char **) classes);
  gtk_widget_queue_draw (GTK_WIDGET (sparkline));
}
