// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* How the charts of a window were left. */
#include "config.h"

#include "ui/bt-chart-grid-private.h"

#include "ui/bt-chart-state.h"
#include "ui/bt-state-member.h"

#define LEAST_SHARE 0.05

static void
write_shares (JsonObject *object, const char *name, const double *shares, guint count)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < count; i++)
    json_array_add_double_element (array, shares[i]);
  json_object_set_array_member (object, name, array);
}

/* Takes shares that fit in number; others stay equal. */
static void
read_shares (JsonObject *object, const char *name, double *shares, guint count)
{
  JsonArray *array = bt_state_get_array (object, name);

  if (array == NULL || json_array_get_length (array) != count)
    return;
  for (guint i = 0; i < count; i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      GType type = json_node_get_value_type (node);
      if (type == G_TYPE_DOUBLE || type == G_TYPE_INT64)
        shares[i] = CLAMP (json_node_get_double (node), LEAST_SHARE, 1.0);
    }
}

static void
write_link (BtChartGrid *self, JsonObject *charts)
{
  gboolean has_crosshair;
  gboolean has_scroll;

  g_object_get (self->link, "crosshair", &has_crosshair, "scroll", &has_scroll, NULL);
  json_object_set_boolean_member (charts, "link-crosshair", has_crosshair);
  json_object_set_boolean_member (charts, "link-scroll", has_scroll);
}

void
bt_chart_grid_write (BtChartGrid *grid, JsonObject *object)
{
  g_return_if_fail (BT_IS_CHART_GRID (grid) && object != NULL);

  const BtChartLayoutKind *kind = grid->layout.kind;
  JsonObject *charts = json_object_new ();
  JsonArray *list = json_array_new ();
  g_autofree char *drawings = bt_drawing_set_to_text (grid->drawings);
  guint active = 0;

  g_ptr_array_find (grid->tiles, grid->active, &active);
  json_object_set_string_member (charts, "layout", kind->id);
  write_shares (charts, "columns", grid->layout.columns, kind->n_columns);
  write_shares (charts, "rows", grid->layout.rows, bt_chart_layout_kind_count (kind));
  json_object_set_int_member (charts, "active", active);
  json_object_set_boolean_member (charts, "maximized", grid->is_maximized);
  write_link (grid, charts);
  for (guint i = 0; i < grid->tiles->len; i++)
    {
      JsonObject *chart = json_object_new ();
      bt_chart_tile_write (bt_chart_grid_get_tile (grid, i), chart);
      bt_chart_grid_write_window (bt_chart_grid_get_tile (grid, i), chart);
      json_array_add_object_element (list, chart);
    }
  for (guint i = 0; i < grid->kept->len; i++)
    json_array_add_object_element (list, json_object_ref (g_ptr_array_index (grid->kept, i)));
  json_object_set_array_member (charts, "list", list);
  bt_chart_state_remove (object);
  json_object_set_object_member (object, "charts", charts);
  json_object_set_string_member (object, "drawings", drawings);
}

static void
read_tile (BtChartGrid *self, BtChartTile *tile, JsonObject *object)
{
  bt_chart_tile_read (tile, object);
  bt_chart_grid_read_window (self, tile, object);
}

/* Puts the charts of a list into the tiles; what there is no tile for is kept. */
static void
read_list (BtChartGrid *self, JsonArray *list)
{
  guint length = list != NULL ? json_array_get_length (list) : 0;

  g_ptr_array_set_size (self->kept, 0);
  for (guint i = 0; i < length; i++)
    {
      JsonNode *node = json_array_get_element (list, i);
      if (!JSON_NODE_HOLDS_OBJECT (node))
        continue;
      if (i < self->tiles->len)
        read_tile (self, bt_chart_grid_get_tile (self, i), json_node_get_object (node));
      else if (i < BT_CHART_LAYOUT_MAX_CHARTS)
        g_ptr_array_add (self->kept, json_object_ref (json_node_get_object (node)));
    }
}

static void
read_charts (BtChartGrid *self, JsonObject *charts)
{
  const BtChartLayoutKind *kind = bt_chart_layout_kind_find (bt_state_get_text (charts, "layout"));

  bt_chart_layout_init (&self->layout, kind != NULL ? kind : bt_chart_layout_kind_find ("1"));
  kind = self->layout.kind;
  read_shares (charts, "columns", self->layout.columns, kind->n_columns);
  read_shares (charts, "rows", self->layout.rows, bt_chart_layout_kind_count (kind));
  bt_chart_grid_set_count (self, bt_chart_layout_kind_count (kind));
  read_list (self, bt_state_get_array (charts, "list"));
  double active = bt_state_get_number (charts, "active", 0, 0, self->tiles->len - 1);
  bt_chart_grid_activate (self, bt_chart_grid_get_chart (self, (guint) active));
  bt_chart_grid_set_maximized (self, bt_state_get_flag (charts, "maximized", FALSE));
  g_object_set (self->link, "crosshair", bt_state_get_flag (charts, "link-crosshair", TRUE),
                "scroll", bt_state_get_flag (charts, "link-scroll", TRUE), NULL);
}

void
bt_chart_grid_read (BtChartGrid *grid, JsonObject *object)
{
  g_return_if_fail (BT_IS_CHART_GRID (grid) && object != NULL && grid->session != NULL);

  JsonObject *charts = bt_state_get_object (object, "charts");

  grid->is_reading = TRUE;
  if (json_object_has_member (object, "drawings"))
    bt_drawing_set_read (grid->drawings, bt_state_get_text (object, "drawings"));
  if (charts != NULL)
    read_charts (grid, charts);
  else
    bt_chart_tile_read (bt_chart_grid_get_tile (grid, 0), object);
  grid->is_reading = FALSE;
  bt_chart_grid_tell_read (grid);
}
