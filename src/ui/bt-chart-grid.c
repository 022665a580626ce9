// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-chart-grid.h"

#include "ui/bt-chart-divider.h"
#include "ui/bt-chart-grid-private.h"

#define GAP_PX 5
/* What a divider leaves to a chart, and the least that a chart is shown at. */
#define CHART_MIN_WIDTH_PX 170
#define CHART_MIN_HEIGHT_PX 116
#define MIN_WIDTH_PX 480
#define MIN_HEIGHT_PX 280

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
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtChartGrid, bt_chart_grid, GTK_TYPE_WIDGET)

BtChartPane *
bt_chart_grid_get_pane (BtChartGrid *grid, guint index)
{
  return g_ptr_array_index (grid->panes, index);
}

/* Returns the charts that have a place here now, a bit each. */
static guint
get_shown (BtChartGrid *self)
{
  guint shown = 0;

  for (guint i = 0; i < self->panes->len; i++)
    {
      BtChartPane *pane = bt_chart_grid_get_pane (self, i);
      if (gtk_widget_get_parent (GTK_WIDGET (pane)) == GTK_WIDGET (self)
          && (!self->is_maximized || pane == self->active))
        shown |= 1u << i;
    }
  return shown;
}

static void
divider_begun_cb (BtChartGrid *self)
{
  self->moved = self->layout;
  self->moved_places = self->places;
}

static void
divider_dragged_cb (BtChartGrid *self, int delta_px, BtChartDivider *divider)
{
  gboolean is_vertical;
  guint index;

  if (!g_ptr_array_find (self->dividers, divider, &index) || index >= self->moved_places.n_dividers)
    return;
  is_vertical = self->moved_places.dividers[index].is_vertical;
  self->layout = self->moved;
  bt_chart_layout_move (&self->layout, &self->moved_places, index, delta_px,
                        is_vertical ? CHART_MIN_WIDTH_PX : CHART_MIN_HEIGHT_PX);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
add_divider (BtChartGrid *self)
{
  GtkWidget *divider = bt_chart_divider_new ();

  g_signal_connect_swapped (divider, "drag-begun", G_CALLBACK (divider_begun_cb), self);
  g_signal_connect_swapped (divider, "dragged", G_CALLBACK (divider_dragged_cb), self);
  gtk_widget_set_parent (divider, GTK_WIDGET (self));
  g_ptr_array_add (self->dividers, divider);
}

void
bt_chart_grid_arrange (BtChartGrid *grid)
{
  guint shown = get_shown (grid);
  BtChartLayoutPlaces places;
  gboolean has_others = grid->panes->len > 1;

  /* How many dividers there are does not depend on the size. */
  bt_chart_layout_place (&grid->layout, shown, MIN_WIDTH_PX, MIN_HEIGHT_PX, GAP_PX, &places);
  while (grid->dividers->len < places.n_dividers)
    add_divider (grid);
  while (grid->dividers->len > places.n_dividers)
    {
      gtk_widget_unparent (g_ptr_array_index (grid->dividers, grid->dividers->len - 1));
      g_ptr_array_set_size (grid->dividers, grid->dividers->len - 1);
    }
  for (guint i = 0; i < grid->panes->len; i++)
    {
      BtChartPane *pane = bt_chart_grid_get_pane (grid, i);
      if (gtk_widget_get_parent (GTK_WIDGET (pane)) == GTK_WIDGET (grid))
        gtk_widget_set_visible (GTK_WIDGET (pane), (shown & (1u << i)) != 0);
      bt_chart_pane_set_active (pane, has_others && pane == grid->active);
    }
  gtk_widget_queue_resize (GTK_WIDGET (grid));
}

static void
set_active (BtChartGrid *self, BtChartPane *pane)
{
  if (self->active == pane)
    return;
  self->active = pane;
  bt_chart_grid_arrange (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
}

static void
pane_activated_cb (BtChartPane *pane, BtChartGrid *self)
{
  set_active (self, pane);
}

/* Returns the timeframe of the finest chart. */
static BtTimeframe
find_finest (BtChartGrid *self)
{
  BtTimeframe finest = bt_chart_get_timeframe (bt_chart_grid_get_chart (self, 0));

  for (guint i = 1; i < self->panes->len; i++)
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

static BtChartPane *
add_pane (BtChartGrid *self, BtTimeframe timeframe)
{
  GtkWidget *pane = bt_chart_pane_new (self->session, timeframe, self->drawings);
  BtChart *chart = bt_chart_pane_get_chart (BT_CHART_PANE (pane));

  g_ptr_array_add (self->panes, g_object_ref_sink (pane));
  gtk_widget_set_parent (pane, GTK_WIDGET (self));
  g_signal_connect_object (pane, "activated", G_CALLBACK (pane_activated_cb), self, 0);
  g_signal_connect_object (chart, "notify::timeframe", G_CALLBACK (tell_timeframe), self,
                           G_CONNECT_SWAPPED);
  if (self->appearance != NULL)
    bt_appearance_bind (self->appearance, chart);
  bt_chart_pane_set_selected (BT_CHART_PANE (pane), self->selected_id);
  return BT_CHART_PANE (pane);
}

static void
remove_last_pane (BtChartGrid *self)
{
  GtkWidget *pane = g_ptr_array_steal_index (self->panes, self->panes->len - 1);

  g_signal_handlers_disconnect_by_data (bt_chart_pane_get_chart (BT_CHART_PANE (pane)), self);
  g_signal_handlers_disconnect_by_data (pane, self);
  if (self->active == BT_CHART_PANE (pane))
    set_active (self, bt_chart_grid_get_pane (self, 0));
  if (gtk_widget_get_parent (pane) == GTK_WIDGET (self))
    gtk_widget_unparent (pane);
  g_object_unref (pane);
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
      for (guint k = 0; is_free && k < self->panes->len; k++)
        is_free = bt_chart_get_timeframe (bt_chart_grid_get_chart (self, k)) != timeframe;
      if (is_free)
        return timeframe;
    }
  return least;
}

/* A new chart looks as the active one does. */
static void
add_new_pane (BtChartGrid *self)
{
  BtChart *model = bt_chart_grid_get_active (self);
  BtChartPane *pane = add_pane (self, choose_timeframe (self));
  gboolean is_hollow;
  gboolean has_volume;
  int style;

  if (model == NULL)
    return;
  g_object_get (model, "hollow", &is_hollow, "show-volume", &has_volume, "style", &style, NULL);
  g_object_set (bt_chart_pane_get_chart (pane), "hollow", is_hollow, "show-volume", has_volume,
                "style", style, NULL);
}

void
bt_chart_grid_set_count (BtChartGrid *grid, guint count)
{
  while (grid->panes->len > count)
    {
      JsonObject *object = json_object_new ();
      bt_chart_pane_write (bt_chart_grid_get_pane (grid, grid->panes->len - 1), object);
      g_ptr_array_insert (grid->kept, 0, object);
      remove_last_pane (grid);
    }
  while (grid->panes->len < count)
    if (grid->kept->len > 0)
      {
        JsonObject *object = g_ptr_array_steal_index (grid->kept, 0);
        bt_chart_pane_read (add_pane (grid, choose_timeframe (grid)), object);
        json_object_unref (object);
      }
    else
      add_new_pane (grid);
  if (grid->active == NULL)
    set_active (grid, bt_chart_grid_get_pane (grid, 0));
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
  g_signal_connect_object (session, "notify::chart-timeframe",
                           G_CALLBACK (session_timeframe_changed_cb), self, G_CONNECT_SWAPPED);
  int timeframe;
  g_object_get (session, "chart-timeframe", &timeframe, NULL);
  add_pane (self, (BtTimeframe) timeframe);
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

static void
bt_chart_grid_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  const BtChartLayoutKind *kind = BT_CHART_GRID (widget)->layout.kind;
  gboolean is_width = orientation == GTK_ORIENTATION_HORIZONTAL;
  guint rows = 1;

  for (guint i = 0; i < kind->n_columns; i++)
    rows = MAX (rows, kind->n_rows[i]);
  *minimum = is_width ? MAX (MIN_WIDTH_PX, (int) kind->n_columns * (CHART_MIN_WIDTH_PX + GAP_PX))
                      : MAX (MIN_HEIGHT_PX, (int) rows * (CHART_MIN_HEIGHT_PX + GAP_PX));
  *natural = *minimum;
}

static void
allocate (GtkWidget *child, const BtChartLayoutRect *rect)
{
  graphene_point_t place = GRAPHENE_POINT_INIT ((float) rect->x, (float) rect->y);
  int least_width;
  int least_height;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least_width, NULL, NULL, NULL);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, &least_height, NULL, NULL, NULL);
  gtk_widget_allocate (child, MAX (rect->width, least_width), MAX (rect->height, least_height), -1,
                       gsk_transform_translate (NULL, &place));
}

static void
bt_chart_grid_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  BtChartGrid *self = BT_CHART_GRID (widget);

  bt_chart_layout_place (&self->layout, get_shown (self), width, height, GAP_PX, &self->places);
  for (guint i = 0; i < self->panes->len; i++)
    if (self->places.charts[i].width > 0)
      allocate (g_ptr_array_index (self->panes, i), &self->places.charts[i]);
  for (guint i = 0; i < self->places.n_dividers && i < self->dividers->len; i++)
    {
      const BtChartLayoutDivider *divider = &self->places.dividers[i];
      GtkWidget *child = g_ptr_array_index (self->dividers, i);
      bt_chart_divider_set_vertical (BT_CHART_DIVIDER (child), divider->is_vertical);
      allocate (child, &divider->rect);
    }
}

static gboolean
bt_chart_grid_grab_focus (GtkWidget *widget)
{
  BtChart *active = bt_chart_grid_get_active (BT_CHART_GRID (widget));

  return active != NULL && gtk_widget_grab_focus (GTK_WIDGET (active));
}

static void
bt_chart_grid_dispose (GObject *object)
{
  BtChartGrid *self = BT_CHART_GRID (object);

  self->active = NULL;
  for (guint i = 0; i < self->dividers->len; i++)
    gtk_widget_unparent (g_ptr_array_index (self->dividers, i));
  g_ptr_array_set_size (self->dividers, 0);
  for (guint i = 0; i < self->panes->len; i++)
    if (gtk_widget_get_parent (g_ptr_array_index (self->panes, i)) == GTK_WIDGET (self))
      gtk_widget_unparent (g_ptr_array_index (self->panes, i));
  g_ptr_array_set_size (self->panes, 0);
  g_clear_object (&self->drawings);
  g_clear_object (&self->appearance);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (bt_chart_grid_parent_class)->dispose (object);
}

static void
bt_chart_grid_finalize (GObject *object)
{
  BtChartGrid *self = BT_CHART_GRID (object);

  g_ptr_array_unref (self->panes);
  g_ptr_array_unref (self->kept);
  g_ptr_array_unref (self->dividers);
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
  widget_class->grab_focus = bt_chart_grid_grab_focus;
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
  gtk_widget_class_set_css_name (widget_class, "chart-grid");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
bt_chart_grid_init (BtChartGrid *self)
{
  self->panes = g_ptr_array_new_with_free_func (g_object_unref);
  self->kept = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  self->dividers = g_ptr_array_new ();
  self->drawings = bt_drawing_set_new ();
  bt_chart_layout_init (&self->layout, bt_chart_layout_kind_find ("1"));
}

BtChart *
bt_chart_grid_get_active (BtChartGrid *grid)
{
  g_return_val_if_fail (BT_IS_CHART_GRID (grid), NULL);

  return grid->active != NULL ? bt_chart_pane_get_chart (grid->active) : NULL;
}

void
bt_chart_grid_activate (BtChartGrid *grid, BtChart *chart)
{
  g_return_if_fail (BT_IS_CHART_GRID (grid) && BT_IS_CHART (chart));

  for (guint i = 0; i < grid->panes->len; i++)
    if (bt_chart_grid_get_chart (grid, i) == chart)
      set_active (grid, bt_chart_grid_get_pane (grid, i));
  gtk_widget_grab_focus (GTK_WIDGET (chart));
}

void
bt_chart_grid_shift_active (BtChartGrid *grid, int places)
{
  g_return_if_fail (BT_IS_CHART_GRID (grid) && grid->active != NULL);

  int count = (int) grid->panes->len;
  guint index = 0;

  g_ptr_array_find (grid->panes, grid->active, &index);
  int wanted = (((int) index + places) % count + count) % count;
  bt_chart_grid_activate (grid, bt_chart_grid_get_chart (grid, (guint) wanted));
}

guint
bt_chart_grid_get_count (BtChartGrid *grid)
{
  g_return_val_if_fail (BT_IS_CHART_GRID (grid), 0);

  return grid->panes->len;
}

BtChart *
bt_chart_grid_get_chart (BtChartGrid *grid, guint index)
{
  g_return_val_if_fail (BT_IS_CHART_GRID (grid) && index < grid->panes->len, NULL);

  return bt_chart_pane_get_chart (bt_chart_grid_get_pane (grid, index));
}

void
bt_chart_grid_set_appearance (BtChartGrid *grid, BtAppearance *appearance)
{
  g_return_if_fail (BT_IS_CHART_GRID (grid));

  if (!g_set_object (&grid->appearance, appearance))
    return;
  for (guint i = 0; i < grid->panes->len; i++)
    bt_appearance_bind (appearance, bt_chart_grid_get_chart (grid, i));
}

void
bt_chart_grid_set_selected (BtChartGrid *grid, const char *id)
{
  g_return_if_fail (BT_IS_CHART_GRID (grid));

  g_free (grid->selected_id);
  grid->selected_id = g_strdup (id);
  for (guint i = 0; i < grid->panes->len; i++)
    bt_chart_pane_set_selected (bt_chart_grid_get_pane (grid, i), id);
}

void
bt_chart_grid_tell_read (BtChartGrid *grid)
{
  tell_timeframe (grid);
  g_object_notify_by_pspec (G_OBJECT (grid), properties[PROP_LAYOUT]);
  g_signal_emit (grid, signals[SIGNAL_CHARTS_CHANGED], 0);
}
