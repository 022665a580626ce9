// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-chart-grid.h"

#include "ui/bt-chart-grid-private.h"

enum
{
  PROP_SESSION = 1,
  PROP_ACTIVE,
  PROP_LAYOUT,
  PROP_MAXIMIZED,
  N_PROPS
};

enum
{
  SIGNAL_CHARTS_CHANGED,
  SIGNAL_EDITED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtChartGrid, bt_chart_grid, GTK_TYPE_WIDGET)

BtChartTile *
bt_chart_grid_get_tile (BtChartGrid *grid, guint index)
{
  return g_ptr_array_index (grid->tiles, index);
}

static void
set_active (BtChartGrid *self, BtChartTile *tile)
{
  if (self->active == tile)
    return;
  self->active = tile;
  bt_chart_grid_arrange (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
}

static void
tile_activated_cb (BtChartTile *tile, BtChartGrid *self)
{
  set_active (self, tile);
}

/* Returns the timeframe of the finest chart. */
static BtTimeframe
find_finest (BtChartGrid *self)
{
  BtTimeframe finest = bt_chart_get_timeframe (bt_chart_grid_get_chart (self, 0));

  for (guint i = 1; i < self->tiles->len; i++)
    {
      BtTimeframe timeframe = bt_chart_get_timeframe (bt_chart_grid_get_chart (self, i));
      if (bt_timeframe_usec (timeframe) < bt_timeframe_usec (finest))
        finest = timeframe;
    }
  return finest;
}

/* A step and a second of play are as long as the finest candle that is seen, whichever chart is the
 * active one: to look at another chart does not change how fast time goes. */
static void
tell_timeframe (BtChartGrid *self)
{
  int told;
  int finest = (int) find_finest (self);

  if (self->is_reading)
    return;
  g_object_get (self->session, "chart-timeframe", &told, NULL);
  if (told != finest)
    g_object_set (self->session, "chart-timeframe", finest, NULL);
}

static void
session_timeframe_changed_cb (BtChartGrid *self)
{
  int wanted;

  g_object_get (self->session, "chart-timeframe", &wanted, NULL);
  if (self->active != NULL && wanted != (int) find_finest (self))
    bt_chart_set_timeframe (bt_chart_grid_get_active (self), (BtTimeframe) wanted);
}

static void
tile_edited_cb (BtChartGrid *self)
{
  if (!self->is_reading)
    g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

static BtChartTile *
add_tile (BtChartGrid *self, BtTimeframe timeframe)
{
  GtkWidget *tile = bt_chart_tile_new (self->session, timeframe, self->drawings);
  BtChart *chart = bt_chart_tile_get_chart (BT_CHART_TILE (tile));

  g_ptr_array_add (self->tiles, g_object_ref_sink (tile));
  gtk_widget_set_parent (tile, GTK_WIDGET (self));
  g_signal_connect_object (tile, "activated", G_CALLBACK (tile_activated_cb), self, 0);
  g_signal_connect_object (tile, "edited", G_CALLBACK (tile_edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (chart, "notify::timeframe", G_CALLBACK (tell_timeframe), self,
                           G_CONNECT_SWAPPED);
  bt_chart_link_add (self->link, chart);
  if (self->appearance != NULL)
    bt_appearance_bind (self->appearance, chart);
  bt_chart_tile_set_selected (BT_CHART_TILE (tile), self->selected_id);
  return BT_CHART_TILE (tile);
}

static void
remove_last_tile (BtChartGrid *self)
{
  GtkWidget *tile = g_ptr_array_steal_index (self->tiles, self->tiles->len - 1);

  bt_chart_link_remove (self->link, bt_chart_tile_get_chart (BT_CHART_TILE (tile)));
  g_signal_handlers_disconnect_by_data (bt_chart_tile_get_chart (BT_CHART_TILE (tile)), self);
  g_signal_handlers_disconnect_by_data (tile, self);
  if (self->active == BT_CHART_TILE (tile))
    set_active (self, bt_chart_grid_get_tile (self, 0));
  bt_chart_grid_take_out (self, BT_CHART_TILE (tile));
  g_object_unref (tile);
}

/* A chart in a window of its own is the active one while that window is; back in this one, it is
 * one of those here. */
static void
window_active_cb (BtChartGrid *self, GParamSpec *spec, GtkWindow *window)
{
  if (!gtk_window_is_active (window) || self->active == NULL
      || bt_chart_grid_is_here (self, self->active))
    return;
  for (guint i = 0; i < self->tiles->len; i++)
    if (bt_chart_grid_is_here (self, bt_chart_grid_get_tile (self, i)))
      {
        set_active (self, bt_chart_grid_get_tile (self, i));
        return;
      }
}

static gboolean
window_shown_cb (gpointer user_data)
{
  BtChartGrid *self = user_data;

  self->show_source = 0;
  bt_chart_grid_show_windows (self);
  return G_SOURCE_REMOVE;
}

/* Windows of charts come up after that of the session, so that it does not cover them. */
static void
window_mapped_cb (BtChartGrid *self)
{
  if (self->show_source == 0)
    self->show_source = g_idle_add_full (G_PRIORITY_LOW, window_shown_cb, self, NULL);
}

static void
bt_chart_grid_root (GtkWidget *widget)
{
  GtkWidget *window;

  GTK_WIDGET_CLASS (bt_chart_grid_parent_class)->root (widget);
  window = GTK_WIDGET (gtk_widget_get_root (widget));
  g_signal_connect_object (window, "map", G_CALLBACK (window_mapped_cb), widget, G_CONNECT_SWAPPED);
  /* A window that is destroyed goes with its last reference, and those of charts hold its actions.
   */
  g_signal_connect_object (window, "unrealize", G_CALLBACK (bt_chart_grid_close_windows), widget,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "notify::is-active", G_CALLBACK (window_active_cb), widget,
                           G_CONNECT_SWAPPED);
}

static void
bt_chart_grid_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_data (gtk_widget_get_root (widget), widget);
  GTK_WIDGET_CLASS (bt_chart_grid_parent_class)->unroot (widget);
}

/* Returns a timeframe that no chart shows yet, those first that tell most beside M5. */
static BtTimeframe
choose_timeframe (BtChartGrid *self)
{
  static const char *const names[] = { "M5", "H1", "D1", "M15", "H4", "M1", "W1", "M30" };
  BtTimeframe least = bt_tape_get_timeframe (bt_session_get_tape (self->session));

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      BtTimeframe timeframe;
      gboolean is_free = bt_timeframe_parse (names[i], &timeframe)
                         && bt_timeframe_can_be_made_of (timeframe, least);
      for (guint k = 0; is_free && k < self->tiles->len; k++)
        is_free = bt_chart_get_timeframe (bt_chart_grid_get_chart (self, k)) != timeframe;
      if (is_free)
        return timeframe;
    }
  return least;
}

/* Returns how many candles a new chart shows, so that they are as wide as those of another. */
static double
choose_visible (BtChartGrid *self, BtChart *model)
{
  double width = (double) gtk_widget_get_width (GTK_WIDGET (self)) / self->layout.kind->n_columns;
  int model_width = gtk_widget_get_width (GTK_WIDGET (model));

  return bt_chart_get_visible (model) * (model_width > 0 ? width / model_width : 1);
}

/* A new chart looks as the active one does. */
static void
add_new_tile (BtChartGrid *self)
{
  BtChart *model = bt_chart_grid_get_active (self);
  BtChartTile *tile = add_tile (self, choose_timeframe (self));
  gboolean is_hollow;
  gboolean has_volume;
  int style;

  if (model == NULL)
    return;
  g_object_get (model, "hollow", &is_hollow, "show-volume", &has_volume, "style", &style, NULL);
  g_object_set (bt_chart_tile_get_chart (tile), "hollow", is_hollow, "show-volume", has_volume,
                "style", style, NULL);
  bt_chart_set_visible (bt_chart_tile_get_chart (tile), choose_visible (self, model));
}

void
bt_chart_grid_set_count (BtChartGrid *grid, guint count)
{
  while (grid->tiles->len > count)
    {
      JsonObject *object = json_object_new ();
      bt_chart_tile_write (bt_chart_grid_get_tile (grid, grid->tiles->len - 1), object);
      g_ptr_array_insert (grid->kept, 0, object);
      remove_last_tile (grid);
    }
  while (grid->tiles->len < count)
    if (grid->kept->len > 0)
      {
        JsonObject *object = g_ptr_array_steal_index (grid->kept, 0);
        bt_chart_tile_read (add_tile (grid, choose_timeframe (grid)), object);
        json_object_unref (object);
      }
    else
      add_new_tile (grid);
  if (grid->active == NULL)
    set_active (grid, bt_chart_grid_get_tile (grid, 0));
  for (guint i = 0; i < grid->tiles->len; i++)
    bt_chart_hide_crosshair (bt_chart_grid_get_chart (grid, i));
  /* One chart stays here. */
  if (bt_chart_grid_count_here (grid) == 0)
    bt_chart_grid_put_back (grid, bt_chart_grid_get_tile (grid, 0));
  bt_chart_grid_arrange (grid);
  if (grid->is_reading)
    return;
  tell_timeframe (grid);
  g_signal_emit (grid, signals[SIGNAL_CHARTS_CHANGED], 0);
}

static void
set_layout (BtChartGrid *self, const char *id)
{
  const BtChartLayoutKind *kind = bt_chart_layout_kind_find (id);

  if (kind == NULL || kind == self->layout.kind || self->session == NULL)
    return;
  bt_chart_layout_init (&self->layout, kind);
  bt_chart_grid_set_maximized (self, FALSE);
  bt_chart_grid_set_count (self, bt_chart_layout_kind_count (kind));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LAYOUT]);
}

void
bt_chart_grid_set_maximized (BtChartGrid *grid, gboolean is_maximized)
{
  if (grid->is_maximized == is_maximized)
    return;
  grid->is_maximized = is_maximized;
  bt_chart_grid_arrange (grid);
  g_object_notify_by_pspec (G_OBJECT (grid), properties[PROP_MAXIMIZED]);
}

static void
set_session (BtChartGrid *self, BtSession *session)
{
  if (session == NULL || !g_set_object (&self->session, session))
    return;
  g_signal_connect_object (session, "advanced", G_CALLBACK (bt_chart_link_refresh), self->link,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (session, "notify::chart-timeframe",
                           G_CALLBACK (session_timeframe_changed_cb), self, G_CONNECT_SWAPPED);
  int timeframe;
  g_object_get (session, "chart-timeframe", &timeframe, NULL);
  add_tile (self, (BtTimeframe) timeframe);
  bt_chart_grid_set_count (self, 1);
}

static void
bt_chart_grid_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  BtChartGrid *self = BT_CHART_GRID (object);

  switch (id)
    {
    case PROP_ACTIVE:
      g_value_set_object (value, bt_chart_grid_get_active (self));
      break;
    case PROP_LAYOUT:
      g_value_set_string (value, self->layout.kind->id);
      break;
    case PROP_MAXIMIZED:
      g_value_set_boolean (value, self->is_maximized);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
bt_chart_grid_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  BtChartGrid *self = BT_CHART_GRID (object);

  switch (id)
    {
    case PROP_SESSION:
      set_session (self, g_value_get_object (value));
      break;
    case PROP_LAYOUT:
      set_layout (self, g_value_get_string (value));
      break;
    case PROP_MAXIMIZED:
      bt_chart_grid_set_maximized (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static gboolean
bt_chart_grid_grab_focus (GtkWidget *widget)
{
  BtChart *active = bt_chart_grid_get_active (BT_CHART_GRID (widget));

  return active != NULL && gtk_widget_grab_focus (GTK_WIDGET (active));
}

/* Through the charts in their order. GTK itself would have the grid take the focus where they leave
 * it, which is to give it back to the active one. */
static gboolean
bt_chart_grid_focus (GtkWidget *widget, GtkDirectionType direction)
{
  gboolean is_back
    = direction == GTK_DIR_TAB_BACKWARD || direction == GTK_DIR_UP || direction == GTK_DIR_LEFT;
  GtkWidget *child = gtk_widget_get_focus_child (widget);

  if (child == NULL)
    child = is_back ? gtk_widget_get_last_child (widget) : gtk_widget_get_first_child (widget);
  while (child != NULL && !gtk_widget_child_focus (child, direction))
    child = is_back ? gtk_widget_get_prev_sibling (child) : gtk_widget_get_next_sibling (child);
  return child != NULL;
}

static void
bt_chart_grid_dispose (GObject *object)
{
  BtChartGrid *self = BT_CHART_GRID (object);

  g_clear_handle_id (&self->show_source, g_source_remove);
  self->active = NULL;
  for (guint i = 0; i < self->dividers->len; i++)
    gtk_widget_unparent (g_ptr_array_index (self->dividers, i));
  g_ptr_array_set_size (self->dividers, 0);
  for (guint i = 0; i < self->tiles->len; i++)
    {
      bt_chart_link_remove (self->link, bt_chart_grid_get_chart (self, i));
      bt_chart_grid_take_out (self, bt_chart_grid_get_tile (self, i));
    }
  g_ptr_array_set_size (self->tiles, 0);
  g_clear_object (&self->drawings);
  g_clear_object (&self->appearance);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (bt_chart_grid_parent_class)->dispose (object);
}

static void
bt_chart_grid_finalize (GObject *object)
{
  BtChartGrid *self = BT_CHART_GRID (object);

  g_ptr_array_unref (self->tiles);
  g_ptr_array_unref (self->kept);
  g_ptr_array_unref (self->dividers);
  g_object_unref (self->link);
  g_free (self->selected_id);
  G_OBJECT_CLASS (bt_chart_grid_parent_class)->finalize (object);
}

static void
bt_chart_grid_class_init (BtChartGridClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = bt_chart_grid_get_property;
  object_class->set_property = bt_chart_grid_set_property;
  object_class->dispose = bt_chart_grid_dispose;
  object_class->finalize = bt_chart_grid_finalize;
  widget_class->measure = bt_chart_grid_measure;
  widget_class->size_allocate = bt_chart_grid_size_allocate;
  widget_class->focus = bt_chart_grid_focus;
  widget_class->grab_focus = bt_chart_grid_grab_focus;
  widget_class->root = bt_chart_grid_root;
  widget_class->unroot = bt_chart_grid_unroot;
  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, BT_TYPE_SESSION,
                                                  G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ACTIVE] = g_param_spec_object ("active", NULL, NULL, BT_TYPE_CHART,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_LAYOUT] = g_param_spec_string ("layout", NULL, NULL, "1", flags);
  properties[PROP_MAXIMIZED] = g_param_spec_boolean ("maximized", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_CHARTS_CHANGED]
    = g_signal_new ("charts-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_EDITED] = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "chart-grid");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
bt_chart_grid_init (BtChartGrid *self)
{
  self->tiles = g_ptr_array_new_with_free_func (g_object_unref);
  self->kept = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  self->dividers = g_ptr_array_new ();
  self->drawings = bt_drawing_set_new ();
  self->link = bt_chart_link_new ();
  bt_chart_layout_init (&self->layout, bt_chart_layout_kind_find ("1"));
}

BtChart *
bt_chart_grid_get_active (BtChartGrid *grid)
{
  g_return_val_if_fail (BT_IS_CHART_GRID (grid), NULL);

  return grid->active != NULL ? bt_chart_tile_get_chart (grid->active) : NULL;
}

void
bt_chart_grid_activate (BtChartGrid *grid, BtChart *chart)
{
  g_return_if_fail (BT_IS_CHART_GRID (grid) && BT_IS_CHART (chart));

  for (guint i = 0; i < grid->tiles->len; i++)
    if (bt_chart_grid_get_chart (grid, i) == chart)
      set_active (grid, bt_chart_grid_get_tile (grid, i));
  gtk_widget_grab_focus (GTK_WIDGET (chart));
}

void
bt_chart_grid_shift_active (BtChartGrid *grid, int places)
{
  g_return_if_fail (BT_IS_CHART_GRID (grid) && grid->active != NULL);

  int count = (int) grid->tiles->len;
  guint index = 0;

  g_ptr_array_find (grid->tiles, grid->active, &index);
  int wanted = (((int) index + places) % count + count) % count;
  bt_chart_grid_activate (grid, bt_chart_grid_get_chart (grid, (guint) wanted));
}

guint
bt_chart_grid_get_count (BtChartGrid *grid)
{
  g_return_val_if_fail (BT_IS_CHART_GRID (grid), 0);

  return grid->tiles->len;
}

BtChart *
bt_chart_grid_get_chart (BtChartGrid *grid, guint index)
{
  g_return_val_if_fail (BT_IS_CHART_GRID (grid) && index < grid->tiles->len, NULL);

  return bt_chart_tile_get_chart (bt_chart_grid_get_tile (grid, index));
}

BtCompareList *
bt_chart_grid_get_compares (BtChartGrid *grid)
{
  g_return_val_if_fail (BT_IS_CHART_GRID (grid) && grid->active != NULL, NULL);

  return bt_chart_tile_get_compares (grid->active);
}

BtChartLink *
bt_chart_grid_get_link (BtChartGrid *grid)
{
  g_return_val_if_fail (BT_IS_CHART_GRID (grid), NULL);

  return grid->link;
}

void
bt_chart_grid_set_appearance (BtChartGrid *grid, BtAppearance *appearance)
{
  g_return_if_fail (BT_IS_CHART_GRID (grid));

  if (!g_set_object (&grid->appearance, appearance))
    return;
  for (guint i = 0; i < grid->tiles->len; i++)
    bt_appearance_bind (appearance, bt_chart_grid_get_chart (grid, i));
}

void
bt_chart_grid_set_selected (BtChartGrid *grid, const char *id)
{
  g_return_if_fail (BT_IS_CHART_GRID (grid));

  g_free (grid->selected_id);
  grid->selected_id = g_strdup (id);
  for (guint i = 0; i < grid->tiles->len; i++)
    bt_chart_tile_set_selected (bt_chart_grid_get_tile (grid, i), id);
}

void
bt_chart_grid_tell_read (BtChartGrid *grid)
{
  tell_timeframe (grid);
  g_object_notify_by_pspec (G_OBJECT (grid), properties[PROP_LAYOUT]);
  g_signal_emit (grid, signals[SIGNAL_CHARTS_CHANGED], 0);
}
