// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-chart-private.h"

#include <math.h>
#include <string.h>

#define MIN_WIDTH_PX 160
#define MIN_HEIGHT_PX 110
#define BUTTON_MARGIN_PX 12.0
#define FOCUS_RING_PX 2.0f

/* GTK 4.12 and later know fractional scales, and say so in a property that older ones lack. */
static double
get_device_scale (GtkWidget *widget)
{
  GtkNative *native = gtk_widget_get_native (widget);
  GdkSurface *surface = native != NULL ? gtk_native_get_surface (native) : NULL;
  double scale = gtk_widget_get_scale_factor (widget);

  if (surface != NULL
      && g_object_class_find_property (G_OBJECT_GET_CLASS (surface), "scale") != NULL)
    g_object_get (surface, "scale", &scale, NULL);
  return scale > 0 ? scale : 1.0;
}

static BtPixelGrid
make_grid (GtkWidget *widget)
{
  BtPixelGrid grid = { .scale = get_device_scale (widget) };
  GtkNative *native = gtk_widget_get_native (widget);
  graphene_point_t origin = GRAPHENE_POINT_INIT (0, 0);
  graphene_point_t place;

  /* At whole scales every logical pixel is on the grid already. */
  if (grid.scale == floor (grid.scale) || native == NULL
      || !gtk_widget_compute_point (widget, GTK_WIDGET (native), &origin, &place))
    return grid;
  gtk_native_get_surface_transform (native, &grid.origin_x, &grid.origin_y);
  grid.origin_x += place.x;
  grid.origin_y += place.y;
  return grid;
}

/* Two equal ones come from equal ranges of panes. */
static gint64
hash_panes (const BtChartView *view)
{
  guint64 hash = view->n_panes;

  for (guint i = 0; i < view->n_panes; i++)
    {
      const double numbers[]
        = { view->panes[i].top, view->panes[i].scale.low_points, view->panes[i].scale.high_points };
      for (guint k = 0; k < G_N_ELEMENTS (numbers); k++)
        {
          guint64 bits;
          memcpy (&bits, &numbers[k], sizeof bits);
          hash = (hash ^ bits) * G_GUINT64_CONSTANT (0x100000001b3);
        }
    }
  return (gint64) hash;
}

static BtChartBaseKey
make_key (const BtChart *chart)
{
  const BtChartView *view = &chart->view;

  return (BtChartBaseKey){
    .numbers = { view->time.right, view->time.visible, view->width, view->height, view->plot_width,
                 view->plot_height, view->price.high_points, view->price.low_points,
                 view->grid.scale, view->grid.origin_x, view->grid.origin_y,
                 /* Prices are named by their change from the first candle in view. */
                 view->price.kind < BT_PRICE_SCALE_PERCENT ? 0 : view->price.base_points },
    .counts = { view->volume_max, chart->revision,
                view->has_candles && view->last + 1 == view->columns.length, hash_panes (view) },
  };
}

static gboolean
is_same_key (const BtChartBaseKey *a, const BtChartBaseKey *b)
{
  for (guint i = 0; i < BT_CHART_KEY_NUMBERS; i++)
    if (a->numbers[i] != b->numbers[i])
      return FALSE;
  return memcmp (a->counts, b->counts, sizeof a->counts) == 0;
}

void
bt_chart_lay_out (BtChart *chart)
{
  GtkWidget *widget = GTK_WIDGET (chart);
  BtPixelGrid grid = make_grid (widget);

  bt_chart_view_layout (&chart->view, gtk_widget_get_width (widget), gtk_widget_get_height (widget),
                        &grid);
}

static void
drop_stale_nodes (BtChart *chart)
{
  BtChartBaseKey key = make_key (chart);
  BtAxisMask mask = bt_axis_layer_mask (&chart->view);
  guint stale = 0;

  if (!is_same_key (&key, &chart->key))
    stale = BT_CHART_ALL_LAYERS;
  if (memcmp (mask.prices, chart->mask.prices, sizeof mask.prices) != 0)
    stale |= BT_CHART_LAYER_BIT (BT_CHART_LAYER_PRICE_AXIS);
  if (memcmp (mask.times, chart->mask.times, sizeof mask.times) != 0)
    stale |= BT_CHART_LAYER_BIT (BT_CHART_LAYER_TIME_AXIS);
  for (guint layer = 0; layer < BT_CHART_N_LAYERS; layer++)
    if (stale & BT_CHART_LAYER_BIT (layer))
      g_clear_pointer (&chart->nodes[layer], gsk_render_node_unref);
  chart->key = key;
  chart->mask = mask;
}

static GskRenderNode *
draw_node (const BtChartView *view, BtChartLayer layer)
{
  graphene_rect_t bounds = bt_chart_painter_bounds (view, layer);

  if (bounds.size.width <= 0 || bounds.size.height <= 0)
    return NULL;
  GskRenderNode *node = gsk_cairo_node_new (&bounds);
  cairo_t *cr = gsk_cairo_node_get_draw_context (node);
  bt_chart_painter_draw (view, layer, cr);
  cairo_destroy (cr);
  return node;
}

static void
append_focus_ring (const BtChart *chart, GtkSnapshot *snapshot, const graphene_rect_t *area)
{
  const GdkRGBA *accent = &chart->view.theme.accent;
  const GdkRGBA colours[4] = { *accent, *accent, *accent, *accent };
  const float widths[4] = { FOCUS_RING_PX, FOCUS_RING_PX, FOCUS_RING_PX, FOCUS_RING_PX };
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, area, 0);
  gtk_snapshot_append_border (snapshot, &outline, widths, colours);
}

void
bt_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BtChart *chart = BT_CHART (widget);
  graphene_rect_t area = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                             (float) gtk_widget_get_height (widget));

  bt_chart_lay_out (chart);
  drop_stale_nodes (chart);
  gtk_snapshot_push_clip (snapshot, &area);
  for (guint layer = 0; layer < BT_CHART_N_LAYERS; layer++)
    {
      if (chart->nodes[layer] == NULL)
        chart->nodes[layer] = draw_node (&chart->view, layer);
      if (chart->nodes[layer] != NULL)
        gtk_snapshot_append_node (snapshot, chart->nodes[layer]);
    }
  if (gtk_widget_has_visible_focus (widget))
    append_focus_ring (chart, snapshot, &area);
  gtk_widget_snapshot_child (widget, chart->end_button, snapshot);
  gtk_snapshot_pop (snapshot);
}

void
bt_chart_measure (GtkWidget *widget,
                  GtkOrientation orientation,
                  int for_size,
                  int *minimum,
                  int *natural,
                  int *minimum_baseline,
                  int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH_PX : MIN_HEIGHT_PX;
  *natural = *minimum;
}

void
bt_chart_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  BtChart *chart = BT_CHART (widget);
  GtkRequisition size;

  /* A wider chart shows more candles, not wider ones. */
  if (chart->allocated_width > 0 && width != chart->allocated_width)
    bt_chart_view_set_visible (&chart->view,
                               chart->view.time.visible * width / chart->allocated_width);
  chart->allocated_width = width;
  bt_chart_lay_out (chart);
  if (!gtk_widget_get_visible (chart->end_button))
    return;
  gtk_widget_get_preferred_size (chart->end_button, NULL, &size);
  graphene_point_t place
    = GRAPHENE_POINT_INIT ((float) (chart->view.plot_width - size.width - BUTTON_MARGIN_PX),
                           (float) (chart->view.plot_height - size.height - BUTTON_MARGIN_PX));
  gtk_widget_allocate (chart->end_button, size.width, size.height, -1,
                       gsk_transform_translate (NULL, &place));
}
