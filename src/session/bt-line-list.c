// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-line-list.h"

struct _BtLineList
{
  GObject parent_instance;
  GType item_type;
  GPtrArray *items;
  guint shown;
};

static GType
bt_line_list_get_item_type (GListModel *model)
{
  return BT_LINE_LIST (model)->item_type;
}

static guint
bt_line_list_get_n_items (GListModel *model)
{
  return BT_LINE_LIST (model)->shown;
}

static gpointer
bt_line_list_get_item (GListModel *model, guint position)
{
  BtLineList *self = BT_LINE_LIST (model);

  return position < self->shown ? g_object_ref (self->items->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = bt_line_list_get_item_type;
  iface->get_n_items = bt_line_list_get_n_items;
  iface->get_item = bt_line_list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BtLineList,
                               bt_line_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
bt_line_list_finalize (GObject *object)
{
  g_ptr_array_unref (BT_LINE_LIST (object)->items);
  G_OBJECT_CLASS (bt_line_list_parent_class)->finalize (object);
}

static void
bt_line_list_class_init (BtLineListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bt_line_list_finalize;
}

static void
bt_line_list_init (BtLineList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

BtLineList *
bt_line_list_new (GType item_type)
{
  BtLineList *list = g_object_new (BT_TYPE_LINE_LIST, NULL);

  list->item_type = item_type;
  return list;
}

guint
bt_line_list_get_known (BtLineList *list)
{
  return list->items->len;
}

guint
bt_line_list_get_shown (BtLineList *list)
{
  return list->shown;
}

void
bt_line_list_add (BtLineList *list, gpointer item)
{
  g_ptr_array_add (list->items, item);
}

void
bt_line_list_show (BtLineList *list, guint count)
{
  guint before = list->shown;

  g_return_if_fail (count <= list->items->len);

  list->shown = count;
  if (count > before)
    g_list_model_items_changed (G_LIST_MODEL (list), before, 0, count - before);
  else if (count < before)
    g_list_model_items_changed (G_LIST_MODEL (list), count, before - count, 0);
}

void
bt_line_list_cut (BtLineList *list)
{
  g_ptr_array_set_size (list->items, (gint) list->shown);
}

void
bt_line_list_take (BtLineList *list, BtLineList *other)
{
  GPtrArray *items = list->items;

  bt_line_list_show (list, 0);
  bt_line_list_show (other, 0);
  list->items = other->items;
  other->items = items;
  g_ptr_array_set_size (other->items, 0);
}
