// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-equity-plot.h"

#include "chart/bt-equity-painter.h"

#include <math.h>

struct _BtEquityPlot
{
  GtkWidget parent_instance;

  gboolean is_dark;
  gboolean is_high_contrast;
  gboolean is_colour_blind;
  gboolean is_swapped;
  double *values;
  gint64 *times_usec; /* or NULL */
  guint count;
  double baseline;
  guint decimals;
  char *empty_text;
  BtChartTheme theme;
  BtTextCache *text;
  GskRenderNode *node; /* the picture as it was last drawn */
  float node_width;
  float node_height;
};

enum
{
  PROP_0,
  PROP_DARK,
  PROP_HIGH_CONTRAST,
  PROP_COLOUR_BLIND,
  PROP_SWAP_COLOURS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (BtEquityPlot, bt_equity_plot, GTK_TYPE_WIDGET)

static void
draw_picture (BtEquityPlot *plot, cairo_t *cr, double width, double height, double scale)
{
  BtEquityPicture picture = {
    .values = plot->values,
    .times_usec = plot->times_usec,
    .count = plot->count,
    .baseline = plot->baseline,
    .decimals = plot->decimals,
    .empty_text = plot->empty_text,
    .has_text = TRUE,
    .theme = &plot->theme,
    .text = plot->text,
    .grid = { .scale = scale },
    .width = width,
    .height = height,
  };

  bt_equity_painter_draw_full (&picture, cr);
}

/* The picture has to be drawn anew. */
static void
invalidate (BtEquityPlot *plot)
{
  g_clear_pointer (&plot->node, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (plot));
}

static void
bt_equity_plot_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BtEquityPlot *plot = BT_EQUITY_PLOT (widget);
  graphene_rect_t area = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                             (float) gtk_widget_get_height (widget));

  if (area.size.width <= 0 || area.size.height <= 0)
    return;
  if (plot->node_width != area.size.width || plot->node_height != area.size.height)
    g_clear_pointer (&plot->node, gsk_render_node_unref);
  if (plot->node == NULL)
    {
      plot->node = gsk_cairo_node_new (&area);
      cairo_t *cr = gsk_cairo_node_get_draw_context (plot->node);
      draw_picture (plot, cr, area.size.width, area.size.height,
                    gtk_widget_get_scale_factor (widget));
      cairo_destroy (cr);
      plot->node_width = area.size.width;
      plot->node_height = area.size.height;
    }
  gtk_snapshot_append_node (snapshot, plot->node);
}

static void
bt_equity_plot_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 240 : 160;
}

static void
refresh_fonts (BtEquityPlot *plot)
{
  PangoContext *context = gtk_widget_create_pango_context (GTK_WIDGET (plot));

  bt_text_cache_set_context (plot->text, context);
  g_object_unref (context);
  invalidate (plot);
}

static void
bt_equity_plot_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (bt_equity_plot_parent_class)->css_changed (widget, change);
  refresh_fonts (BT_EQUITY_PLOT (widget));
}

static void
bt_equity_plot_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (bt_equity_plot_parent_class)->system_setting_changed (widget, setting);
  refresh_fonts (BT_EQUITY_PLOT (widget));
}

static void
update_theme (BtEquityPlot *plot)
{
  bt_chart_theme_init (&plot->theme, plot->is_dark, plot->is_colour_blind, plot->is_swapped);
  if (plot->is_high_contrast)
    bt_chart_theme_raise_contrast (&plot->theme, plot->is_dark);
  invalidate (plot);
}

static void
bt_equity_plot_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BtEquityPlot *plot = BT_EQUITY_PLOT (object);

  switch (id)
    {
    case PROP_DARK:
      g_value_set_boolean (value, plot->is_dark);
      break;
    case PROP_HIGH_CONTRAST:
      g_value_set_boolean (value, plot->is_high_contrast);
      break;
    case PROP_COLOUR_BLIND:
      g_value_set_boolean (value, plot->is_colour_blind);
      break;
    case PROP_SWAP_COLOURS:
      g_value_set_boolean (value, plot->is_swapped);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_option (BtEquityPlot *plot, gboolean *option, const GValue *value, GParamSpec *pspec)
{
  gboolean wanted = g_value_get_boolean (value);

  if (*option == wanted)
    return;
  *option = wanted;
  update_theme (plot);
  g_object_notify_by_pspec (G_OBJECT (plot), pspec);
}

static void
bt_equity_plot_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BtEquityPlot *plot = BT_EQUITY_PLOT (object);

  switch (id)
    {
    case PROP_DARK:
      set_option (plot, &plot->is_dark, value, pspec);
      break;
    case PROP_HIGH_CONTRAST:
      set_option (plot, &plot->is_high_contrast, value, pspec);
      break;
    case PROP_COLOUR_BLIND:
      set_option (plot, &plot->is_colour_blind, value, pspec);
      break;
    case PROP_SWAP_COLOURS:
      set_option (plot, &plot->is_swapped, value, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bt_equity_plot_finalize (GObject *object)
{
  BtEquityPlot *plot = BT_EQUITY_PLOT (object);

  g_clear_pointer (&plot->node, gsk_render_node_unref);
  bt_text_cache_free (plot->text);
  g_free (plot->values);
  g_free (plot->times_usec);
  g_free (plot->empty_text);
  G_OBJECT_CLASS (bt_equity_plot_parent_class)->finalize (object);
}

static void
add_boolean (guint id, const char *name, gboolean is_on)
{
  properties[id] = g_param_spec_boolean (
    name, NULL, NULL, is_on, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
}

static void
bt_equity_plot_class_init (BtEquityPlotClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->get_property = bt_equity_plot_get_property;
  object_class->set_property = bt_equity_plot_set_property;
  object_class->finalize = bt_equity_plot_finalize;
  widget_class->snapshot = bt_equity_plot_snapshot;
  widget_class->measure = bt_equity_plot_measure;
  widget_class->css_changed = bt_equity_plot_css_changed;
  widget_class->system_setting_changed = bt_equity_plot_system_setting_changed;
  add_boolean (PROP_DARK, "dark", TRUE);
  add_boolean (PROP_HIGH_CONTRAST, "high-contrast", FALSE);
  add_boolean (PROP_COLOUR_BLIND, "colour-blind", FALSE);
  add_boolean (PROP_SWAP_COLOURS, "swap-colours", FALSE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_css_name (widget_class, "equityplot");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
bt_equity_plot_init (BtEquityPlot *plot)
{
  PangoContext *context = gtk_widget_create_pango_context (GTK_WIDGET (plot));

  plot->text = bt_text_cache_new (context);
  g_object_unref (context);
  plot->decimals = 2;
  plot->is_dark = TRUE;
  plot->empty_text = g_strdup ("No values");
  update_theme (plot);
}

GtkWidget *
bt_equity_plot_new (void)
{
  return g_object_new (BT_TYPE_EQUITY_PLOT, NULL);
}

void
bt_equity_plot_set_points (
  BtEquityPlot *plot, const double *values, const gint64 *times_usec, guint count, double baseline)
{
  g_return_if_fail (BT_IS_EQUITY_PLOT (plot) && (values != NULL || count == 0));

  double *copied_values = g_memdup2 (values, count * sizeof *values);
  gint64 *copied_times = g_memdup2 (times_usec, count * sizeof *times_usec);
  g_free (plot->values);
  g_free (plot->times_usec);
  plot->values = copied_values;
  plot->times_usec = copied_times;
  plot->count = count;
  plot->baseline = baseline;
  invalidate (plot);
}

void
bt_equity_plot_set_decimals (BtEquityPlot *plot, guint decimals)
{
  g_return_if_fail (BT_IS_EQUITY_PLOT (plot) && decimals <= 8);

  plot->decimals = decimals;
  invalidate (plot);
}

void
bt_equity_plot_set_empty_text (BtEquityPlot *plot, const char *text)
{
  g_return_if_fail (BT_IS_EQUITY_PLOT (plot));

  g_free (plot->empty_text);
  plot->empty_text = g_strdup (text);
  invalidate (plot);
}

cairo_surface_t *
bt_equity_plot_render (BtEquityPlot *plot, int width_px, int height_px, int scale)
{
  g_return_val_if_fail (BT_IS_EQUITY_PLOT (plot) && width_px > 0 && height_px > 0 && scale > 0,
                        NULL);

  cairo_surface_t *surface
    = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width_px * scale, height_px * scale);
  cairo_surface_set_device_scale (surface, scale, scale);
  cairo_t *cr = cairo_create (surface);
  draw_picture (plot, cr, width_px, height_px, scale);
  cairo_destroy (cr);
  return surface;
}
