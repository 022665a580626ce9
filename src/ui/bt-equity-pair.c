// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-equity-pair.h"

#include "ui/bt-format.h"
#include "ui/bt-shown.h"

#include <math.h>

#define HEIGHT_PX 180
#define WIDTH_PX 320
#define AXIS_PX 74.0
#define FOOT_PX 20.0
#define INSET_PX 6.0

struct _BtEquityPair
{
  GtkWidget parent_instance;

  GArray *curves[2]; /* of BtEquityPoint */
  gint64 parted_usec;
  BtDisguise disguise;
  guint digits;
};

G_DEFINE_FINAL_TYPE (BtEquityPair, bt_equity_pair, GTK_TYPE_WIDGET)

/* What both curves span. */
typedef struct
{
  gint64 from_usec;
  gint64 to_usec;
  gint64 low_minor;
  gint64 high_minor;
  double width;
  double height;
} Scale;

static Scale
make_scale (BtEquityPair *self, double width, double height)
{
  Scale scale = { .from_usec = G_MAXINT64,
                  .to_usec = G_MININT64,
                  .low_minor = G_MAXINT64,
                  .high_minor = G_MININT64,
                  .width = width - AXIS_PX,
                  .height = height - FOOT_PX };

  for (guint i = 0; i < G_N_ELEMENTS (self->curves); i++)
    for (guint j = 0; j < self->curves[i]->len; j++)
      {
        const BtEquityPoint *point = &g_array_index (self->curves[i], BtEquityPoint, j);
        scale.from_usec = MIN (scale.from_usec, point->time_usec);
        scale.to_usec = MAX (scale.to_usec, point->time_usec);
        scale.low_minor = MIN (scale.low_minor, point->equity.minor);
        scale.high_minor = MAX (scale.high_minor, point->equity.minor);
      }
  return scale;
}

static double
place_time (const Scale *scale, gint64 time_usec)
{
  double span = (double) MAX (scale->to_usec - scale->from_usec, 1);

  return (double) (time_usec - scale->from_usec) / span * scale->width;
}

static double
place_money (const Scale *scale, gint64 minor)
{
  double span = (double) MAX (scale->high_minor - scale->low_minor, 1);
  double share = (double) (minor - scale->low_minor) / span;

  return INSET_PX + (1 - share) * (scale->height - 2 * INSET_PX);
}

static GdkRGBA
find_color (GtkWidget *widget, const char *name)
{
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  GdkRGBA color;

  if (!gtk_style_context_lookup_color (style, name, &color))
    gtk_style_context_get_color (style, &color);
  return color;
}

static void
draw_curve (cairo_t *cairo, const Scale *scale, const GArray *curve, const GdkRGBA *color)
{
  for (guint i = 0; i < curve->len; i++)
    {
      const BtEquityPoint *point = &g_array_index (curve, BtEquityPoint, i);
      cairo_line_to (cairo, place_time (scale, point->time_usec),
                     place_money (scale, point->equity.minor));
    }
  gdk_cairo_set_source_rgba (cairo, color);
  cairo_set_line_width (cairo, 1.5);
  cairo_set_line_join (cairo, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (cairo);
}

static void
draw_text (GtkWidget *widget, cairo_t *cairo, double x, double y, double align, const char *text)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  cairo_move_to (cairo, x - width * align, y - height / 2.0);
  pango_cairo_show_layout (cairo, layout);
}

/* The highest and the lowest equity beside the lines, the times under them. */
static void
draw_axes (BtEquityPair *self, cairo_t *cairo, const Scale *scale)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GdkRGBA text = find_color (widget, "bt_text_secondary"), line = find_color (widget, "bt_line");
  g_autofree char *high = bt_format_money (BT_MONEY (scale->high_minor), self->digits);
  g_autofree char *low = bt_format_money (BT_MONEY (scale->low_minor), self->digits);
  g_autofree char *from = bt_shown_time_through (&self->disguise, scale->from_usec);
  g_autofree char *to = bt_shown_time_through (&self->disguise, scale->to_usec);
  const gint64 levels[] = { scale->high_minor, scale->low_minor };

  gdk_cairo_set_source_rgba (cairo, &line);
  cairo_set_line_width (cairo, 1);
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      double y = floor (place_money (scale, levels[i])) + 0.5;
      cairo_move_to (cairo, 0, y);
      cairo_line_to (cairo, scale->width, y);
    }
  cairo_stroke (cairo);
  gdk_cairo_set_source_rgba (cairo, &text);
  draw_text (widget, cairo, scale->width + AXIS_PX, place_money (scale, scale->high_minor) + 4, 1,
             high);
  draw_text (widget, cairo, scale->width + AXIS_PX, place_money (scale, scale->low_minor) - 4, 1,
             low);
  draw_text (widget, cairo, 0, scale->height + FOOT_PX / 2, 0, from);
  draw_text (widget, cairo, scale->width, scale->height + FOOT_PX / 2, 1, to);
}

static void
draw_parting (BtEquityPair *self, cairo_t *cairo, const Scale *scale)
{
  const double dashes[] = { 3, 3 };
  GdkRGBA color = find_color (GTK_WIDGET (self), "bt_text_secondary");

  if (self->parted_usec == BT_TIME_NONE)
    return;
  double x = floor (CLAMP (place_time (scale, self->parted_usec), 0, scale->width)) + 0.5;
  gdk_cairo_set_source_rgba (cairo, &color);
  cairo_set_dash (cairo, dashes, 2, 0);
  cairo_set_line_width (cairo, 1);
  cairo_move_to (cairo, x, 0);
  cairo_line_to (cairo, x, scale->height);
  cairo_stroke (cairo);
  cairo_set_dash (cairo, NULL, 0, 0);
}

static void
bt_equity_pair_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BtEquityPair *self = BT_EQUITY_PAIR (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  GdkRGBA first = find_color (widget, "accent_color"), second = find_color (widget, "bt_warning");

  if (self->curves[0]->len == 0 && self->curves[1]->len == 0)
    return;
  Scale scale = make_scale (self, width, height);
  cairo_t *cairo = gtk_snapshot_append_cairo (
    snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  draw_axes (self, cairo, &scale);
  draw_parting (self, cairo, &scale);
  draw_curve (cairo, &scale, self->curves[1], &second);
  draw_curve (cairo, &scale, self->curves[0], &first);
  cairo_destroy (cairo);
}

static void
bt_equity_pair_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT_PX : WIDTH_PX;
  *minimum_baseline = *natural_baseline = -1;
}

static void
bt_equity_pair_finalize (GObject *object)
{
  BtEquityPair *self = BT_EQUITY_PAIR (object);

  for (guint i = 0; i < G_N_ELEMENTS (self->curves); i++)
    g_array_unref (self->curves[i]);
  G_OBJECT_CLASS (bt_equity_pair_parent_class)->finalize (object);
}

static void
bt_equity_pair_class_init (BtEquityPairClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = bt_equity_pair_finalize;
  widget_class->snapshot = bt_equity_pair_snapshot;
  widget_class->measure = bt_equity_pair_measure;
  gtk_widget_class_set_css_name (widget_class, "equitypair");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
bt_equity_pair_init (BtEquityPair *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->curves); i++)
    self->curves[i] = g_array_new (FALSE, FALSE, sizeof (BtEquityPoint));
  self->parted_usec = BT_TIME_NONE;
}

void
bt_equity_pair_set_disguise (BtEquityPair *pair, const BtDisguise *disguise)
{
  g_return_if_fail (BT_IS_EQUITY_PAIR (pair));

  pair->disguise = *disguise;
  gtk_widget_queue_draw (GTK_WIDGET (pair));
}

void
bt_equity_pair_set (BtEquityPair *pair,
                    const BtSessionReport *a,
                    const BtSessionReport *b,
                    gint64 parted_usec)
{
  g_return_if_fail (BT_IS_EQUITY_PAIR (pair));

  const BtSessionReport *const reports[] = { a, b };
  for (guint i = 0; i < G_N_ELEMENTS (reports); i++)
    {
      g_array_set_size (pair->curves[i], 0);
      if (reports[i]->curve_length > 0)
        g_array_append_vals (pair->curves[i], reports[i]->curve, reports[i]->curve_length);
    }
  pair->parted_usec = parted_usec;
  pair->digits = bt_currency_digits (a->settings.currency);
  gtk_widget_queue_draw (GTK_WIDGET (pair));
}
