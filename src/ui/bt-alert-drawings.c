// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-alert-drawings.h"

#include <math.h>

/* An alert and its drawing. It stays when either goes, for it may come back. */
typedef struct
{
  BtAlert alert; /* as it was last */
  BtDrawingSet *set;
  guint drawing_id;
  gboolean is_away; /* taken away with its drawing */
} Link;

struct _BtAlertDrawings
{
  GObject parent_instance;

  BtSession *session;
  BtChartGrid *charts; /* weak */
  GPtrArray *sets;     /* of BtDrawingSet, that it hears of */
  GArray *links;       /* of Link */
  gboolean is_busy;    /* what changes now is its own doing */
};

G_DEFINE_FINAL_TYPE (BtAlertDrawings, bt_alert_drawings, G_TYPE_OBJECT)

gboolean
bt_alert_read_drawing (BtAlert *alert, const BtDrawing *drawing)
{
  static const char *const levels[] = { "horizontal-line", "horizontal-ray", NULL };
  static const char *const lines[] = { "trend-line", "ray", "extended-line", NULL };
  gboolean is_level = g_strv_contains (levels, drawing->tool->id);
  BtAlertAnchor ends[2];

  if (is_level)
    {
      alert->kind = BT_ALERT_PRICE;
      alert->level_points = (gint64) round (bt_drawing_anchor (drawing, 0)->points);
      return TRUE;
    }
  if (!g_strv_contains (lines, drawing->tool->id))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      const BtDrawingAnchor *anchor = bt_drawing_anchor (drawing, i);

      ends[i] = (BtAlertAnchor){ anchor->time_usec, (gint64) round (anchor->points) };
    }
  if (ends[0].time_usec == ends[1].time_usec)
    return FALSE;
  gboolean is_forward = ends[0].time_usec < ends[1].time_usec;
  alert->kind = BT_ALERT_LINE;
  alert->anchors[0] = ends[is_forward ? 0 : 1];
  alert->anchors[1] = ends[is_forward ? 1 : 0];
  alert->is_extended = !g_str_equal (drawing->tool->id, "trend-line");
  return TRUE;
}

/* Returns whether an alert stands where a drawing does. */
static gboolean
has_place_of (const BtAlert *alert, const BtDrawing *drawing)
{
  BtAlert there = *alert;

  if (!bt_alert_read_drawing (&there, drawing) || there.kind != alert->kind)
    return FALSE;
  if (alert->kind == BT_ALERT_PRICE)
    return there.level_points == alert->level_points;
  for (guint i = 0; i < G_N_ELEMENTS (alert->anchors); i++)
    if (there.anchors[i].time_usec != alert->anchors[i].time_usec
        || there.anchors[i].points != alert->anchors[i].points)
      return FALSE;
  return there.is_extended == alert->is_extended;
}

static const BtDrawing *
find_in_set (BtDrawingSet *set, const BtAlert *alert)
{
  for (guint i = 0; i < bt_drawing_set_get_count (set); i++)
    if (has_place_of (alert, bt_drawing_set_get (set, i)))
      return bt_drawing_set_get (set, i);
  return NULL;
}

/* Returns the drawing of a link, or NULL when it is gone. Drawings that were read anew have other
 * ids. */
static const BtDrawing *
find_drawing (Link *link)
{
  const BtDrawing *drawing = bt_drawing_set_find (link->set, link->drawing_id);

  if (drawing == NULL)
    drawing = find_in_set (link->set, &link->alert);
  if (drawing != NULL)
    link->drawing_id = drawing->id;
  return drawing;
}

static Link *
find_link (BtAlertDrawings *self, gint64 alert_id)
{
  for (guint i = 0; i < self->links->len; i++)
    if (g_array_index (self->links, Link, i).alert.id == alert_id)
      return &g_array_index (self->links, Link, i);
  return NULL;
}

/* Finds the drawing that an alert was made on. */
static void
make_link (BtAlertDrawings *self, const BtAlert *alert)
{
  for (guint i = 0; i < self->sets->len; i++)
    {
      BtDrawingSet *set = self->sets->pdata[i];
      const BtDrawing *drawing = find_in_set (set, alert);

      if (drawing == NULL)
        continue;
      const Link link = { .alert = *alert, .set = set, .drawing_id = drawing->id };
      g_array_append_val (self->links, link);
      return;
    }
}

/* Puts an alert to where its drawing is, or away with it. */
static void
follow (BtAlertDrawings *self, Link *link)
{
  BtAlertList *alerts = bt_session_get_alerts (self->session);
  BtAlertItem *item = bt_alert_list_find (alerts, link->alert.id);
  const BtDrawing *drawing = find_drawing (link);

  if (item != NULL)
    {
      link->alert = *bt_alert_item_get (item);
      link->is_away = FALSE;
    }
  /* The user took it away, or has it go its own way. */
  if ((item == NULL && !link->is_away) || !link->alert.is_following)
    return;
  if (drawing == NULL)
    {
      if (item != NULL)
        bt_alert_list_drop (alerts, link->alert.id);
      link->is_away = TRUE;
      return;
    }
  if (item != NULL && has_place_of (&link->alert, drawing))
    return;
  if (bt_alert_read_drawing (&link->alert, drawing))
    bt_alert_list_put (alerts, &link->alert);
  link->is_away = FALSE;
}

/* Everything that is linked follows; what is not yet is looked for. */
static void
follow_all (BtAlertDrawings *self)
{
  GListModel *alerts = G_LIST_MODEL (bt_session_get_alerts (self->session));

  if (self->is_busy)
    return;
  self->is_busy = TRUE;
  for (guint i = 0; i < g_list_model_get_n_items (alerts); i++)
    {
      g_autoptr (BtAlertItem) item = g_list_model_get_item (alerts, i);
      const BtAlert *alert = bt_alert_item_get (item);

      if (alert->is_following && find_link (self, alert->id) == NULL)
        make_link (self, alert);
    }
  for (guint i = 0; i < self->links->len; i++)
    follow (self, &g_array_index (self->links, Link, i));
  self->is_busy = FALSE;
}

/* Charts can have drawings of their own. */
static void
find_sets (BtAlertDrawings *self)
{
  for (guint i = 0; self->charts != NULL && i < bt_chart_grid_get_count (self->charts); i++)
    {
      BtDrawingSet *set = bt_chart_get_drawings (bt_chart_grid_get_chart (self->charts, i));

      if (set == NULL || g_ptr_array_find (self->sets, set, NULL))
        continue;
      g_ptr_array_add (self->sets, g_object_ref (set));
      g_signal_connect_object (set, "changed", G_CALLBACK (follow_all), self, G_CONNECT_SWAPPED);
    }
}

static void
alerts_changed_cb (BtAlertDrawings *self)
{
  find_sets (self);
  follow_all (self);
}

static void
bt_alert_drawings_dispose (GObject *object)
{
  BtAlertDrawings *self = BT_ALERT_DRAWINGS (object);

  g_ptr_array_set_size (self->sets, 0);
  g_array_set_size (self->links, 0);
  g_clear_weak_pointer (&self->charts);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (bt_alert_drawings_parent_class)->dispose (object);
}

static void
bt_alert_drawings_finalize (GObject *object)
{
  g_ptr_array_unref (BT_ALERT_DRAWINGS (object)->sets);
  g_array_unref (BT_ALERT_DRAWINGS (object)->links);
  G_OBJECT_CLASS (bt_alert_drawings_parent_class)->finalize (object);
}

static void
bt_alert_drawings_class_init (BtAlertDrawingsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bt_alert_drawings_dispose;
  G_OBJECT_CLASS (klass)->finalize = bt_alert_drawings_finalize;
}

static void
bt_alert_drawings_init (BtAlertDrawings *self)
{
  self->sets = g_ptr_array_new_with_free_func (g_object_unref);
  self->links = g_array_new (FALSE, FALSE, sizeof (Link));
}

BtAlertDrawings *
bt_alert_drawings_new (BtSession *session, BtChartGrid *charts)
{
  BtAlertDrawings *self = g_object_new (BT_TYPE_ALERT_DRAWINGS, NULL);

  self->session = g_object_ref (session);
  g_set_weak_pointer (&self->charts, charts);
  g_signal_connect_object (bt_session_get_alerts (session), "changed",
                           G_CALLBACK (alerts_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (charts, "charts-changed", G_CALLBACK (alerts_changed_cb), self,
                           G_CONNECT_SWAPPED);
  alerts_changed_cb (self);
  return self;
}
