// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-alert-item-private.h"

static GParamSpec *revision_prop;

G_DEFINE_FINAL_TYPE (BtAlertItem, bt_alert_item, G_TYPE_OBJECT)

static void
bt_alert_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_uint (value, BT_ALERT_ITEM (object)->revision);
}

static void
bt_alert_item_finalize (GObject *object)
{
  bt_alert_watch_free (BT_ALERT_ITEM (object)->watch);
  G_OBJECT_CLASS (bt_alert_item_parent_class)->finalize (object);
}

static void
bt_alert_item_class_init (BtAlertItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bt_alert_item_get_property;
  object_class->finalize = bt_alert_item_finalize;
  revision_prop
    = g_param_spec_uint ("revision", NULL, NULL, 0, G_MAXUINT, 0,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_property (object_class, 1, revision_prop);
}

static void
bt_alert_item_init (BtAlertItem *self)
{
  self->fired_bar = BT_ALERT_NOT_FIRED;
  self->next_bar = -1;
  self->looked_bar = -1;
}

void
bt_alert_item_tell (BtAlertItem *item)
{
  item->revision++;
  g_object_notify_by_pspec (G_OBJECT (item), revision_prop);
}

void
bt_alert_item_set (BtAlertItem *item, const BtAlert *alert)
{
  g_clear_pointer (&item->watch, bt_alert_watch_free);
  item->alert = *alert;
  item->fired_bar = BT_ALERT_NOT_FIRED;
  item->next_bar = -1;
  item->looked_bar = -1;
}

gint64
bt_alert_item_peek (BtAlertItem *item, const BtAlertMarket *market, gint64 after, gint64 last)
{
  if (item->next_bar <= after && item->looked_bar < last)
    {
      gint64 first = MAX (item->looked_bar, after) + 1;

      if (item->watch == NULL)
        item->watch = bt_alert_watch_new (&item->alert, market);
      item->next_bar = bt_alert_watch_find (item->watch, first, last);
      item->looked_bar = item->next_bar >= 0 ? item->next_bar : last;
    }
  return item->next_bar > after && item->next_bar <= last ? item->next_bar : -1;
}

const BtAlert *
bt_alert_item_get (BtAlertItem *item)
{
  g_return_val_if_fail (BT_IS_ALERT_ITEM (item), NULL);
  return &item->alert;
}

gint64
bt_alert_item_get_fired_bar (BtAlertItem *item)
{
  g_return_val_if_fail (BT_IS_ALERT_ITEM (item), BT_ALERT_NOT_FIRED);
  return item->fired_bar;
}

gboolean
bt_alert_item_is_armed (BtAlertItem *item)
{
  g_return_val_if_fail (BT_IS_ALERT_ITEM (item), FALSE);
  return item->alert.is_enabled
         && (item->alert.repeat != BT_ALERT_ONCE || item->fired_bar == BT_ALERT_NOT_FIRED);
}
