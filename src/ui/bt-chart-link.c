// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-chart-link.h"

struct _BtChartLink
{
  GObject parent_instance;

  GPtrArray *charts; /* of BtChart, not owned */
  gboolean has_crosshair;
  gboolean has_scroll;
  gboolean is_scrolling; /* the others: what they tell of it is no news */
};

enum
{
  PROP_CROSSHAIR = 1,
  PROP_SCROLL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (BtChartLink, bt_chart_link, G_TYPE_OBJECT)

static void
show_crosshair (BtChartLink *self, BtChart *source)
{
  gint64 time_usec;
  double points;
  gboolean is_shown = self->has_crosshair && bt_chart_get_crosshair (source, &time_usec, &points);

  for (guint i = 0; i < self->charts->len; i++)
    {
      BtChart *chart = g_ptr_array_index (self->charts, i);
      if (chart == source)
        continue;
      if (is_shown)
        bt_chart_link_crosshair (chart, time_usec, points);
      else
        bt_chart_unlink_crosshair (chart);
    }
}

static void
crosshair_moved_cb (BtChart *chart, BtChartLink *self)
{
  show_crosshair (self, chart);
}

static void
scroll_like (BtChart *chart, gboolean is_following, gint64 right_usec)
{
  gboolean was_following;

  g_object_get (chart, "is-following", &was_following, NULL);
  if (!is_following)
    bt_chart_set_right_time (chart, right_usec);
  else if (!was_following)
    bt_chart_scroll_to_end (chart);
}

static void
view_moved_cb (BtChart *source, BtChartLink *self)
{
  gint64 right_usec = bt_chart_get_right_time (source);
  gboolean is_following;

  if (!self->has_scroll || self->is_scrolling || right_usec == BT_TIME_NONE)
    return;
  g_object_get (source, "is-following", &is_following, NULL);
  self->is_scrolling = TRUE;
  for (guint i = 0; i < self->charts->len; i++)
    if (g_ptr_array_index (self->charts, i) != source)
      scroll_like (g_ptr_array_index (self->charts, i), is_following, right_usec);
  self->is_scrolling = FALSE;
}

static void
bt_chart_link_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  BtChartLink *self = BT_CHART_LINK (object);

  if (id == PROP_CROSSHAIR)
    g_value_set_boolean (value, self->has_crosshair);
  else if (id == PROP_SCROLL)
    g_value_set_boolean (value, self->has_scroll);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

/* What the others showed is hidden; what is pointed at next is shown again. */
static void
set_crosshair (BtChartLink *self, gboolean has_crosshair)
{
  if (self->has_crosshair == has_crosshair)
    return;
  self->has_crosshair = has_crosshair;
  for (guint i = 0; i < self->charts->len; i++)
    bt_chart_unlink_crosshair (g_ptr_array_index (self->charts, i));
  bt_chart_link_refresh (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CROSSHAIR]);
}

static void
set_scroll (BtChartLink *self, gboolean has_scroll)
{
  if (self->has_scroll == has_scroll)
    return;
  self->has_scroll = has_scroll;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SCROLL]);
}

static void
bt_chart_link_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  BtChartLink *self = BT_CHART_LINK (object);

  if (id == PROP_CROSSHAIR)
    set_crosshair (self, g_value_get_boolean (value));
  else if (id == PROP_SCROLL)
    set_scroll (self, g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
bt_chart_link_finalize (GObject *object)
{
  BtChartLink *self = BT_CHART_LINK (object);

  g_ptr_array_unref (self->charts);
  G_OBJECT_CLASS (bt_chart_link_parent_class)->finalize (object);
}

static void
bt_chart_link_class_init (BtChartLinkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = bt_chart_link_get_property;
  object_class->set_property = bt_chart_link_set_property;
  object_class->finalize = bt_chart_link_finalize;
  properties[PROP_CROSSHAIR] = g_param_spec_boolean ("crosshair", NULL, NULL, TRUE, flags);
  properties[PROP_SCROLL] = g_param_spec_boolean ("scroll", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bt_chart_link_init (BtChartLink *self)
{
  self->charts = g_ptr_array_new ();
  self->has_crosshair = TRUE;
  self->has_scroll = TRUE;
}

BtChartLink *
bt_chart_link_new (void)
{
  return g_object_new (BT_TYPE_CHART_LINK, NULL);
}

void
bt_chart_link_add (BtChartLink *link, BtChart *chart)
{
  g_return_if_fail (BT_IS_CHART_LINK (link) && BT_IS_CHART (chart));

  g_ptr_array_add (link->charts, chart);
  g_signal_connect_object (chart, "crosshair-moved", G_CALLBACK (crosshair_moved_cb), link, 0);
  g_signal_connect_object (chart, "view-moved", G_CALLBACK (view_moved_cb), link, 0);
}

void
bt_chart_link_remove (BtChartLink *link, BtChart *chart)
{
  g_return_if_fail (BT_IS_CHART_LINK (link) && BT_IS_CHART (chart));

  if (!g_ptr_array_remove (link->charts, chart))
    return;
  g_signal_handlers_disconnect_by_data (chart, link);
  bt_chart_unlink_crosshair (chart);
  bt_chart_link_refresh (link);
}

void
bt_chart_link_refresh (BtChartLink *link)
{
  gint64 time_usec;
  double points;

  g_return_if_fail (BT_IS_CHART_LINK (link));

  for (guint i = 0; link->has_crosshair && i < link->charts->len; i++)
    if (bt_chart_get_crosshair (g_ptr_array_index (link->charts, i), &time_usec, &points))
      {
        show_crosshair (link, g_ptr_array_index (link->charts, i));
        return;
      }
  for (guint i = 0; i < link->charts->len; i++)
    bt_chart_unlink_crosshair (g_ptr_array_index (link->charts, i));
}
