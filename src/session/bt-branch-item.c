// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-branch-item.h"

#include "base/bt-time.h"
#include "session/bt-branch-item-private.h"

enum
{
  PROP_0,
  PROP_REVISION,
  N_PROPS,
};

struct _BtBranchItem
{
  GObject parent_instance;
  BtBranchRow row;
  char *id;
  char *parent_id;
  guint depth;
  gint64 fork_usec;
  gint64 head_usec;
  gboolean is_current;
  guint revision;
};

G_DEFINE_FINAL_TYPE (BtBranchItem, bt_branch_item, G_TYPE_OBJECT)

static GParamSpec *props[N_PROPS];

static void
bt_branch_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_REVISION)
    g_value_set_uint (value, BT_BRANCH_ITEM (object)->revision);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
bt_branch_item_finalize (GObject *object)
{
  BtBranchItem *self = BT_BRANCH_ITEM (object);

  g_free (self->row.name);
  g_free (self->id);
  g_free (self->parent_id);
  G_OBJECT_CLASS (bt_branch_item_parent_class)->finalize (object);
}

static void
bt_branch_item_class_init (BtBranchItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bt_branch_item_get_property;
  object_class->finalize = bt_branch_item_finalize;
  props[PROP_REVISION]
    = g_param_spec_uint ("revision", NULL, NULL, 0, G_MAXUINT, 0,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
bt_branch_item_init (BtBranchItem *self)
{
  self->fork_usec = self->head_usec = BT_TIME_NONE;
}

static char *
format_id (gint64 id)
{
  return id == 0 ? NULL : g_strdup_printf ("%" G_GINT64_FORMAT, id);
}

/* Takes over a record. */
static void
set_row (BtBranchItem *self, const BtBranchRow *row)
{
  char *name = g_strdup (row->name);

  g_free (self->row.name);
  g_free (self->id);
  g_free (self->parent_id);
  self->row = *row;
  self->row.name = name;
  self->id = format_id (row->id);
  self->parent_id = format_id (row->parent_id);
}

BtBranchItem *
bt_branch_item_new (const BtBranchRow *row)
{
  BtBranchItem *self = g_object_new (BT_TYPE_BRANCH_ITEM, NULL);

  set_row (self, row);
  return self;
}

const BtBranchRow *
bt_branch_item_get_row (BtBranchItem *item)
{
  return &item->row;
}

static gboolean
is_same (const BtBranchRow *a, const BtBranchRow *b)
{
  return g_strcmp0 (a->name, b->name) == 0 && a->parent_id == b->parent_id
         && a->fork_bar == b->fork_bar && a->fork_sequence == b->fork_sequence
         && a->head.bar == b->head.bar && a->head.command_count == b->head.command_count
         && a->head.is_ended == b->head.is_ended && a->head.net_minor == b->head.net_minor;
}

void
bt_branch_item_update (BtBranchItem *item,
                       const BtBranchRow *row,
                       guint depth,
                       gint64 fork_usec,
                       gint64 head_usec,
                       gboolean is_current)
{
  if (is_same (&item->row, row) && item->depth == depth && item->fork_usec == fork_usec
      && item->head_usec == head_usec && item->is_current == is_current)
    return;
  if (row != &item->row)
    set_row (item, row);
  item->depth = depth;
  item->fork_usec = fork_usec;
  item->head_usec = head_usec;
  item->is_current = is_current;
  item->revision++;
  g_object_notify_by_pspec (G_OBJECT (item), props[PROP_REVISION]);
}

const char *
bt_branch_item_get_id (BtBranchItem *item)
{
  g_return_val_if_fail (BT_IS_BRANCH_ITEM (item), NULL);
  return item->id;
}

const char *
bt_branch_item_get_name (BtBranchItem *item)
{
  g_return_val_if_fail (BT_IS_BRANCH_ITEM (item), NULL);
  return item->row.name;
}

const char *
bt_branch_item_get_parent_id (BtBranchItem *item)
{
  g_return_val_if_fail (BT_IS_BRANCH_ITEM (item), NULL);
  return item->parent_id;
}

guint
bt_branch_item_get_depth (BtBranchItem *item)
{
  g_return_val_if_fail (BT_IS_BRANCH_ITEM (item), 0);
  return item->depth;
}

gint64
bt_branch_item_get_fork_bar (BtBranchItem *item)
{
  g_return_val_if_fail (BT_IS_BRANCH_ITEM (item), -1);
  return item->row.fork_bar;
}

gint64
bt_branch_item_get_fork_time (BtBranchItem *item)
{
  g_return_val_if_fail (BT_IS_BRANCH_ITEM (item), BT_TIME_NONE);
  return item->fork_usec;
}

gint64
bt_branch_item_get_head_bar (BtBranchItem *item)
{
  g_return_val_if_fail (BT_IS_BRANCH_ITEM (item), -1);
  return item->row.head.bar;
}

gint64
bt_branch_item_get_head_time (BtBranchItem *item)
{
  g_return_val_if_fail (BT_IS_BRANCH_ITEM (item), BT_TIME_NONE);
  return item->head_usec;
}

gint64
bt_branch_item_get_commands (BtBranchItem *item)
{
  g_return_val_if_fail (BT_IS_BRANCH_ITEM (item), 0);
  return item->row.head.command_count;
}

BtMoney
bt_branch_item_get_net_result (BtBranchItem *item)
{
  g_return_val_if_fail (BT_IS_BRANCH_ITEM (item), BT_MONEY (0));
  return BT_MONEY (item->row.head.net_minor);
}

gboolean
bt_branch_item_is_ended (BtBranchItem *item)
{
  g_return_val_if_fail (BT_IS_BRANCH_ITEM (item), FALSE);
  return item->row.head.is_ended;
}

gboolean
bt_branch_item_is_current (BtBranchItem *item)
{
  g_return_val_if_fail (BT_IS_BRANCH_ITEM (item), FALSE);
  return item->is_current;
}
