// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-alert-list.h"

#include "base/bt-undo-history.h"
#include "session/bt-alert-item-private.h"
#include "session/bt-alert-list-private.h"

struct _BtAlertList
{
  GObject parent_instance;
  const BtAlertMarket *market;
  BtAnnotationWriter *writer;
  GPtrArray *items;
  gint64 next_id;
  gint64 bar;            /* of the clock */
  BtUndoHistory history; /* of GArray of BtAlert: how all stood before a change */
};

/* A firing on the way of the clock. */
typedef struct
{
  gint64 bar;
  BtAlertItem *item; /* with a reference */
} Firing;

enum
{
  PROP_CAN_UNDO = 1,
  PROP_CAN_REDO,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];
static guint changed_signal;

/* ---- The list ---- */

static GType
bt_alert_list_get_item_type (GListModel *model)
{
  return BT_TYPE_ALERT_ITEM;
}

static guint
bt_alert_list_get_n_items (GListModel *model)
{
  return BT_ALERT_LIST (model)->items->len;
}

static gpointer
bt_alert_list_get_item (GListModel *model, guint position)
{
  BtAlertList *self = BT_ALERT_LIST (model);

  return position < self->items->len ? g_object_ref (self->items->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = bt_alert_list_get_item_type;
  iface->get_n_items = bt_alert_list_get_n_items;
  iface->get_item = bt_alert_list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BtAlertList,
                               bt_alert_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
bt_alert_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BtAlertList *self = BT_ALERT_LIST (object);

  if (id == PROP_CAN_UNDO)
    g_value_set_boolean (value, bt_undo_history_can_go (&self->history, BT_UNDO_BACK));
  else if (id == PROP_CAN_REDO)
    g_value_set_boolean (value, bt_undo_history_can_go (&self->history, BT_UNDO_FORWARD));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
bt_alert_list_finalize (GObject *object)
{
  BtAlertList *self = BT_ALERT_LIST (object);

  g_ptr_array_unref (self->items);
  bt_undo_history_clear (&self->history);
  G_OBJECT_CLASS (bt_alert_list_parent_class)->finalize (object);
}

static void
bt_alert_list_class_init (BtAlertListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = bt_alert_list_get_property;
  object_class->finalize = bt_alert_list_finalize;
  props[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  props[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  changed_signal = g_signal_new ("changed", BT_TYPE_ALERT_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
bt_alert_list_init (BtAlertList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  bt_undo_history_init (&self->history, BT_ALERT_LIST_MAX_UNDO, (GDestroyNotify) g_array_unref);
  self->next_id = 1;
  self->bar = -1;
}

static void
tell_list (BtAlertList *self)
{
  g_signal_emit (self, changed_signal, 0);
}

/* Writes an alert as it stands, or that it is gone. */
static void
store_alert (BtAlertList *self, gint64 id, const BtAlert *alert)
{
  const BtInstrument *instrument = &self->market->settings->instrument;

  bt_annotation_writer_set (self->writer, BT_ANNOTATION_ALERT, id,
                            alert == NULL ? NULL : bt_alert_to_json (alert, instrument));
}

static guint
find_index (BtAlertList *self, gint64 id)
{
  for (guint i = 0; i < self->items->len; i++)
    if (((BtAlertItem *) self->items->pdata[i])->alert.id == id)
      return i;
  return G_MAXUINT;
}

/* Puts an alert among the rows, which are in the order of their ids. */
static void
insert_item (BtAlertList *self, const BtAlert *alert)
{
  BtAlertItem *item = g_object_new (BT_TYPE_ALERT_ITEM, NULL);
  guint index = 0;

  bt_alert_item_set (item, alert);
  while (index < self->items->len
         && ((BtAlertItem *) self->items->pdata[index])->alert.id < alert->id)
    index++;
  g_ptr_array_insert (self->items, (gint) index, item);
  self->next_id = MAX (self->next_id, alert->id + 1);
  g_list_model_items_changed (G_LIST_MODEL (self), index, 0, 1);
}

static void
remove_item (BtAlertList *self, guint index)
{
  g_ptr_array_remove_index (self->items, index);
  g_list_model_items_changed (G_LIST_MODEL (self), index, 1, 0);
}

/* ---- Taking back ---- */

static GArray *
copy_alerts (BtAlertList *self)
{
  GArray *alerts = g_array_new (FALSE, FALSE, sizeof (BtAlert));

  for (guint i = 0; i < self->items->len; i++)
    g_array_append_val (alerts, ((BtAlertItem *) self->items->pdata[i])->alert);
  return alerts;
}

static void
notify_history (BtAlertList *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CAN_UNDO]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CAN_REDO]);
}

/* Keeps how all stand before a change. */
static void
mark (BtAlertList *self)
{
  bt_undo_history_keep (&self->history, copy_alerts (self));
  notify_history (self);
}

/* Says whether two alerts are alike but for when they were armed. */
static gboolean
is_alike (BtAlertList *self, const BtAlert *a, const BtAlert *b)
{
  const BtInstrument *instrument = &self->market->settings->instrument;
  BtAlert second = *b;

  second.armed_bar = a->armed_bar;

  g_autofree char *first_text = bt_alert_to_json (a, instrument);
  g_autofree char *second_text = bt_alert_to_json (&second, instrument);

  return g_str_equal (first_text, second_text);
}

static const BtAlert *
find_alert (const GArray *alerts, gint64 id)
{
  for (guint i = 0; i < alerts->len; i++)
    if (g_array_index (alerts, BtAlert, i).id == id)
      return &g_array_index (alerts, BtAlert, i);
  return NULL;
}

/* Arms an alert at the clock and gives it to its row. */
static void
put_alert (BtAlertList *self, BtAlertItem *item, const BtAlert *alert)
{
  BtAlert armed = *alert;

  armed.armed_bar = self->bar;
  bt_alert_item_set (item, &armed);
  item->looked_bar = self->bar;
  store_alert (self, armed.id, &armed);
  bt_alert_item_tell (item);
}

/* Makes all as they stood; what differs is armed at the clock. */
static void
restore (BtAlertList *self, const GArray *alerts)
{
  for (guint i = self->items->len; i-- > 0;)
    {
      BtAlertItem *item = self->items->pdata[i];
      const BtAlert *was = find_alert (alerts, item->alert.id);

      if (was == NULL)
        {
          store_alert (self, item->alert.id, NULL);
          remove_item (self, i);
        }
      else if (!is_alike (self, &item->alert, was))
        put_alert (self, item, was);
    }
  for (guint i = 0; i < alerts->len; i++)
    {
      const BtAlert *was = &g_array_index (alerts, BtAlert, i);

      if (find_index (self, was->id) != G_MAXUINT)
        continue;
      insert_item (self, was);
      put_alert (self, bt_alert_list_find (self, was->id), was);
    }
}

static void
go_in_history (BtAlertList *self, BtUndoWay way)
{
  g_autoptr (GArray) alerts
    = self->market != NULL ? bt_undo_history_take (&self->history, way) : NULL;

  if (alerts == NULL)
    return;
  bt_undo_history_give (&self->history, way, copy_alerts (self));
  restore (self, alerts);
  notify_history (self);
  tell_list (self);
}

void
bt_alert_list_undo (BtAlertList *list)
{
  g_return_if_fail (BT_IS_ALERT_LIST (list));
  go_in_history (list, BT_UNDO_BACK);
}

void
bt_alert_list_redo (BtAlertList *list)
{
  g_return_if_fail (BT_IS_ALERT_LIST (list));
  go_in_history (list, BT_UNDO_FORWARD);
}

/* ---- Changes ---- */

gint64
bt_alert_list_add (BtAlertList *list, const BtAlert *alert)
{
  g_return_val_if_fail (BT_IS_ALERT_LIST (list) && alert != NULL, 0);

  BtAlert added = *alert;

  if (list->market == NULL || list->items->len >= BT_ALERT_LIST_MAX)
    return 0;
  mark (list);
  added.id = list->next_id;
  insert_item (list, &added);
  put_alert (list, bt_alert_list_find (list, added.id), &added);
  tell_list (list);
  return added.id;
}

gboolean
bt_alert_list_change (BtAlertList *list, const BtAlert *alert)
{
  g_return_val_if_fail (BT_IS_ALERT_LIST (list) && alert != NULL, FALSE);

  BtAlertItem *item = bt_alert_list_find (list, alert->id);

  if (item == NULL || list->market == NULL)
    return FALSE;
  mark (list);
  put_alert (list, item, alert);
  tell_list (list);
  return TRUE;
}

gboolean
bt_alert_list_set_armed (BtAlertList *list, gint64 id, gboolean is_armed)
{
  g_return_val_if_fail (BT_IS_ALERT_LIST (list), FALSE);

  BtAlertItem *item = bt_alert_list_find (list, id);
  BtAlert alert;

  if (item == NULL || list->market == NULL)
    return FALSE;
  if (bt_alert_item_is_armed (item) == is_armed)
    return TRUE;
  alert = item->alert;
  alert.is_enabled = is_armed;
  return bt_alert_list_change (list, &alert);
}

gboolean
bt_alert_list_remove (BtAlertList *list, gint64 id)
{
  g_return_val_if_fail (BT_IS_ALERT_LIST (list), FALSE);

  guint index = find_index (list, id);

  if (index == G_MAXUINT || list->market == NULL)
    return FALSE;
  mark (list);
  store_alert (list, id, NULL);
  remove_item (list, index);
  tell_list (list);
  return TRUE;
}

void
bt_alert_list_put (BtAlertList *list, const BtAlert *alert)
{
  g_return_if_fail (BT_IS_ALERT_LIST (list) && alert->id > 0);

  if (list->market == NULL)
    return;
  if (find_index (list, alert->id) == G_MAXUINT)
    insert_item (list, alert);
  put_alert (list, bt_alert_list_find (list, alert->id), alert);
  tell_list (list);
}

void
bt_alert_list_drop (BtAlertList *list, gint64 id)
{
  g_return_if_fail (BT_IS_ALERT_LIST (list));

  guint index = find_index (list, id);

  if (index == G_MAXUINT || list->market == NULL)
    return;
  store_alert (list, id, NULL);
  remove_item (list, index);
  tell_list (list);
}

BtAlertItem *
bt_alert_list_find (BtAlertList *list, gint64 id)
{
  g_return_val_if_fail (BT_IS_ALERT_LIST (list), NULL);

  guint index = find_index (list, id);

  return index == G_MAXUINT ? NULL : list->items->pdata[index];
}

/* ---- The clock ---- */

BtAlertList *
bt_alert_list_new (const BtAlertMarket *market, BtAnnotationWriter *writer)
{
  BtAlertList *list = g_object_new (BT_TYPE_ALERT_LIST, NULL);

  list->market = market;
  list->writer = writer;
  return list;
}

void
bt_alert_list_close (BtAlertList *list)
{
  list->market = NULL;
  list->writer = NULL;
}

void
bt_alert_list_read (BtAlertList *list, const GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const BtAnnotation *row = rows->pdata[i];
      BtAlert alert;

      if (row->kind != BT_ANNOTATION_ALERT)
        continue;
      list->next_id = MAX (list->next_id, row->id + 1);
      if (!bt_alert_from_json (row->json, &list->market->settings->instrument, &alert, NULL))
        continue;
      alert.id = row->id;
      insert_item (list, &alert);
    }
}

/* Puts one alert to where the clock is. */
static void
place_item (BtAlertList *self, BtAlertItem *item, gint64 bar)
{
  gint64 fired_bar = BT_ALERT_NOT_FIRED;
  gboolean is_rearmed = item->alert.armed_bar > bar;

  if (is_rearmed)
    {
      item->alert.armed_bar = bar;
      g_clear_pointer (&item->watch, bt_alert_watch_free);
      store_alert (self, item->alert.id, &item->alert);
    }
  /* What it has found is about candles that come again. */
  item->next_bar = -1;
  item->looked_bar = item->alert.armed_bar;
  if (item->alert.repeat == BT_ALERT_ONCE && item->alert.is_enabled)
    {
      gint64 found = bt_alert_item_peek (item, self->market, item->alert.armed_bar, bar);

      fired_bar = found >= 0 ? found : BT_ALERT_NOT_FIRED;
    }
  else if (item->fired_bar <= bar)
    fired_bar = item->fired_bar;
  item->looked_bar = MAX (item->looked_bar, bar);
  if (item->fired_bar == fired_bar && !is_rearmed)
    return;
  item->fired_bar = fired_bar;
  bt_alert_item_tell (item);
}

void
bt_alert_list_place (BtAlertList *list, gint64 bar)
{
  if (list->market == NULL)
    return;
  list->bar = bar;
  for (guint i = 0; i < list->items->len; i++)
    place_item (list, list->items->pdata[i], bar);
  if (list->items->len > 0)
    tell_list (list);
}

gint64
bt_alert_list_look (BtAlertList *list, gint64 last)
{
  gint64 limit = last;

  for (guint i = 0; list->market != NULL && i < list->items->len; i++)
    {
      BtAlertItem *item = list->items->pdata[i];
      gint64 bar;

      if (!item->alert.is_pausing || !bt_alert_item_is_armed (item))
        continue;
      bar = bt_alert_item_peek (item, list->market, list->bar, limit);
      if (bar >= 0)
        limit = bar;
    }
  return limit;
}

static int
compare_firings (gconstpointer a, gconstpointer b)
{
  const Firing *first = a;
  const Firing *second = b;

  if (first->bar != second->bar)
    return first->bar < second->bar ? -1 : 1;
  return first->item->alert.id < second->item->alert.id ? -1 : 1;
}

/* Adds what an alert does on the way to a candle. */
static void
collect_firings (BtAlertList *self, BtAlertItem *item, gint64 bar, GArray *firings)
{
  gint64 after = self->bar;

  while (bt_alert_item_is_armed (item))
    {
      gint64 fired = bt_alert_item_peek (item, self->market, after, bar);
      Firing firing = { fired, item };

      if (fired < 0)
        return;
      g_object_ref (item);
      g_array_append_val (firings, firing);
      item->fired_bar = fired;
      after = fired;
    }
}

void
bt_alert_list_pass (BtAlertList *list, gint64 bar, BtAlertFiredFunc func, gpointer user_data)
{
  g_autoptr (GArray) firings = NULL;

  if (list->market == NULL || list->items->len == 0 || bar <= list->bar)
    {
      list->bar = bar;
      return;
    }
  firings = g_array_new (FALSE, FALSE, sizeof (Firing));
  for (guint i = 0; i < list->items->len; i++)
    collect_firings (list, list->items->pdata[i], bar, firings);
  list->bar = bar;
  if (firings->len == 0)
    return;
  g_array_sort (firings, compare_firings);
  for (guint i = 0; i < firings->len; i++)
    {
      Firing firing = g_array_index (firings, Firing, i);

      func (firing.item, firing.bar, user_data);
      bt_alert_item_tell (firing.item);
      g_object_unref (firing.item);
    }
  tell_list (list);
}
