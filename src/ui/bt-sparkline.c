// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-sparkline.h"

#include "chart/bt-equity-painter.h"

#define HEIGHT_PX 52

struct _BtSparkline
{
  GtkWidget parent_instance;

  double *values;
  gint64 *places; /* NULL: evenly spaced */
  int height_px;
  guint count;
  double base;
};

enum
{
  PROP_LINE_HEIGHT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (BtSparkline, bt_sparkline, GTK_TYPE_WIDGET)

/* The painter's picture, in the colour that the style sheet gives the widget. */
static void
draw (BtSparkline *self, cairo_t *cairo, const GdkRGBA *color, int width, int height)
{
  const BtChartTheme theme = { .up = *color, .down = *color, .secondary = *color, .dim = *color };
  const BtEquityPicture picture = {
    .values = self->values,
    .times_usec = self->places,
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
  *minimum = *natural
    = orientation == GTK_ORIENTATION_VERTICAL ? BT_SPARKLINE (widget)->height_px : 60;
  *minimum_baseline = *natural_baseline = -1;
}

static void
bt_sparkline_finalize (GObject *object)
{
  g_free (BT_SPARKLINE (object)->values);
  g_free (BT_SPARKLINE (object)->places);
  G_OBJECT_CLASS (bt_sparkline_parent_class)->finalize (object);
}

static void
bt_sparkline_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  if (id == PROP_LINE_HEIGHT)
    {
      BT_SPARKLINE (object)->height_px = g_value_get_int (value);
      gtk_widget_queue_resize (GTK_WIDGET (object));
    }
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
bt_sparkline_class_init (BtSparklineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = bt_sparkline_finalize;
  G_OBJECT_CLASS (klass)->set_property = bt_sparkline_set_property;
  properties[PROP_LINE_HEIGHT] = g_param_spec_int ("line-height", NULL, NULL, 1, 1000, HEIGHT_PX,
                                                   G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  widget_class->snapshot = bt_sparkline_snapshot;
  widget_class->measure = bt_sparkline_measure;
  gtk_widget_class_set_css_name (widget_class, "sparkline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
bt_sparkline_init (BtSparkline *self)
{
  self->height_px = HEIGHT_PX;
  gtk_widget_add_css_class (GTK_WIDGET (self), "flat");
}

/* Takes the values over; the base line is in their unit. */
static void
take_values (
  BtSparkline *self, double *values, gint64 *places, guint count, double base, const char *tone)
{
  const char *classes[] = { tone, NULL };

  g_free (self->values);
  g_free (self->places);
  self->values = values;
  self->places = places;
  self->count = count;
  self->base = base;
  gtk_widget_set_css_classes (GTK_WIDGET (self), classes);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
bt_sparkline_set_points (
  BtSparkline *sparkline, const BtMoney *points, guint count, BtMoney base, gboolean is_live)
{
  g_return_if_fail (BT_IS_SPARKLINE (sparkline));

  double *values = g_new (double, count);
  gint64 gain = count > 0 ? points[count - 1].minor - base.minor : 0;
  for (guint i = 0; i < count; i++)
    values[i] = (double) points[i].minor;
  take_values (sparkline, values, NULL, count, (double) base.minor,
               !is_live || gain == 0 ? "flat"
               : gain > 0            ? "up"
                                     : "down");
}

void
bt_sparkline_set_values (BtSparkline *sparkline,
                         const double *values,
                         const gint64 *places,
                         guint count,
                         double base,
                         const char *tone)
{
  g_return_if_fail (BT_IS_SPARKLINE (sparkline));

  take_values (sparkline, g_memdup2 (values, count * sizeof *values),
               g_memdup2 (places, count * sizeof *places), count, base, tone);
}
