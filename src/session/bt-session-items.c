// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-session-items.h"

#include "session/bt-session-items-private.h"

enum
{
  PROP_0,
  PROP_REVISION,
  N_PROPS,
};

struct _BtPositionItem
{
  GObject parent_instance;
  BtPosition position;
  BtFill entry;
  guint revision;
};

struct _BtOrderItem
{
  GObject parent_instance;
  BtOrder order;
  guint revision;
};

struct _BtFillItem
{
  GObject parent_instance;
  BtFill fill;
};

struct _BtLedgerItem
{
  GObject parent_instance;
  BtLedgerEntry entry;
};

struct _BtLogItem
{
  GObject parent_instance;
  BtLogKind kind;
  gint64 time_usec;
  char id[BT_ID_SIZE];
  const char *command;
  BtFill *fill;
  BtRefusal *refusal;
  BtViolation *violation;
  gint64 figure;
  gint64 from_usec;
  char *text;
};

G_DEFINE_FINAL_TYPE (BtPositionItem, bt_position_item, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (BtOrderItem, bt_order_item, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (BtFillItem, bt_fill_item, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (BtLedgerItem, bt_ledger_item, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (BtLogItem, bt_log_item, G_TYPE_OBJECT)

static GParamSpec *position_props[N_PROPS];
static GParamSpec *order_props[N_PROPS];
static GParamSpec *fill_props[N_PROPS];
static GParamSpec *ledger_props[N_PROPS];

/* Installs the property by which rows of lists notice a change. */
static void
install_revision (GObjectClass *object_class, GParamSpec **props)
{
  props[PROP_REVISION]
    = g_param_spec_uint ("revision", NULL, NULL, 0, G_MAXUINT, 0,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
bt_position_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_REVISION)
    g_value_set_uint (value, BT_POSITION_ITEM (object)->revision);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
bt_order_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_REVISION)
    g_value_set_uint (value, BT_ORDER_ITEM (object)->revision);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

/* Fills and ledger entries never change: theirs is always 0. */
static void
get_constant_revision (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_REVISION)
    g_value_set_uint (value, 0);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
bt_log_item_finalize (GObject *object)
{
  BtLogItem *self = BT_LOG_ITEM (object);

  g_free (self->fill);
  g_free (self->refusal);
  g_free (self->violation);
  g_free (self->text);
  G_OBJECT_CLASS (bt_log_item_parent_class)->finalize (object);
}

static void
bt_position_item_class_init (BtPositionItemClass *klass)
{
  G_OBJECT_CLASS (klass)->get_property = bt_position_item_get_property;
  install_revision (G_OBJECT_CLASS (klass), position_props);
}

static void
bt_position_item_init (BtPositionItem *self)
{
}

static void
bt_order_item_class_init (BtOrderItemClass *klass)
{
  G_OBJECT_CLASS (klass)->get_property = bt_order_item_get_property;
  install_revision (G_OBJECT_CLASS (klass), order_props);
}

static void
bt_order_item_init (BtOrderItem *self)
{
}

static void
bt_fill_item_class_init (BtFillItemClass *klass)
{
  G_OBJECT_CLASS (klass)->get_property = get_constant_revision;
  install_revision (G_OBJECT_CLASS (klass), fill_props);
}

static void
bt_fill_item_init (BtFillItem *self)
{
}

static void
bt_ledger_item_class_init (BtLedgerItemClass *klass)
{
  G_OBJECT_CLASS (klass)->get_property = get_constant_revision;
  install_revision (G_OBJECT_CLASS (klass), ledger_props);
}

static void
bt_ledger_item_init (BtLedgerItem *self)
{
}

static void
bt_log_item_class_init (BtLogItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bt_log_item_finalize;
}

static void
bt_log_item_init (BtLogItem *self)
{
  self->from_usec = BT_TIME_NONE;
}

const BtPosition *
bt_position_item_get (BtPositionItem *item)
{
  g_return_val_if_fail (BT_IS_POSITION_ITEM (item), NULL);
  return &item->position;
}

const BtFill *
bt_position_item_get_entry (BtPositionItem *item)
{
  g_return_val_if_fail (BT_IS_POSITION_ITEM (item), NULL);
  return &item->entry;
}

const BtOrder *
bt_order_item_get (BtOrderItem *item)
{
  g_return_val_if_fail (BT_IS_ORDER_ITEM (item), NULL);
  return &item->order;
}

const BtFill *
bt_fill_item_get (BtFillItem *item)
{
  g_return_val_if_fail (BT_IS_FILL_ITEM (item), NULL);
  return &item->fill;
}

const BtLedgerEntry *
bt_ledger_item_get (BtLedgerItem *item)
{
  g_return_val_if_fail (BT_IS_LEDGER_ITEM (item), NULL);
  return &item->entry;
}

BtLogKind
bt_log_item_get_kind (BtLogItem *item)
{
  g_return_val_if_fail (BT_IS_LOG_ITEM (item), BT_LOG_COMMAND);
  return item->kind;
}

gint64
bt_log_item_get_time (BtLogItem *item)
{
  g_return_val_if_fail (BT_IS_LOG_ITEM (item), BT_TIME_NONE);
  return item->time_usec;
}

const char *
bt_log_item_get_id (BtLogItem *item)
{
  g_return_val_if_fail (BT_IS_LOG_ITEM (item), "");
  return item->id;
}

const char *
bt_log_item_get_command (BtLogItem *item)
{
  g_return_val_if_fail (BT_IS_LOG_ITEM (item), "");
  return item->command;
}

const BtFill *
bt_log_item_get_fill (BtLogItem *item)
{
  g_return_val_if_fail (BT_IS_LOG_ITEM (item), NULL);
  return item->fill;
}

const BtRefusal *
bt_log_item_get_refusal (BtLogItem *item)
{
  g_return_val_if_fail (BT_IS_LOG_ITEM (item), NULL);
  return item->refusal;
}

const BtViolation *
bt_log_item_get_violation (BtLogItem *item)
{
  g_return_val_if_fail (BT_IS_LOG_ITEM (item), NULL);
  return item->violation;
}

BtPositionItem *
bt_position_item_new (const BtPosition *position, const BtFill *entry)
{
  BtPositionItem *self = g_object_new (BT_TYPE_POSITION_ITEM, NULL);

  memcpy (&self->position, position, sizeof *position);
  self->entry = *entry;
  return self;
}

void
bt_position_item_update (BtPositionItem *item, const BtPosition *position)
{
  g_return_if_fail (BT_IS_POSITION_ITEM (item));

  /* Padding is copied along, so equal bytes are an unchanged record. */
  if (memcmp (&item->position, position, sizeof *position) == 0)
    return;
  memcpy (&item->position, position, sizeof *position);
  item->revision++;
  g_object_notify_by_pspec (G_OBJECT (item), position_props[PROP_REVISION]);
}

BtOrderItem *
bt_order_item_new (const BtOrder *order)
{
  BtOrderItem *self = g_object_new (BT_TYPE_ORDER_ITEM, NULL);

  memcpy (&self->order, order, sizeof *order);
  return self;
}

void
bt_order_item_update (BtOrderItem *item, const BtOrder *order)
{
  g_return_if_fail (BT_IS_ORDER_ITEM (item));

  if (memcmp (&item->order, order, sizeof *order) == 0)
    return;
  memcpy (&item->order, order, sizeof *order);
  item->revision++;
  g_object_notify_by_pspec (G_OBJECT (item), order_props[PROP_REVISION]);
}

BtFillItem *
bt_fill_item_new (const BtFill *fill)
{
  BtFillItem *self = g_object_new (BT_TYPE_FILL_ITEM, NULL);

  self->fill = *fill;
  return self;
}

BtLedgerItem *
bt_ledger_item_new (const BtLedgerEntry *entry)
{
  BtLedgerItem *self = g_object_new (BT_TYPE_LEDGER_ITEM, NULL);

  self->entry = *entry;
  return self;
}

BtLogItem *
bt_log_item_new (BtLogKind kind,
                 gint64 time_usec,
                 const char *id,
                 const char *command,
                 const BtFill *fill,
                 const BtRefusal *refusal)
{
  BtLogItem *self = g_object_new (BT_TYPE_LOG_ITEM, NULL);

  self->kind = kind;
  self->time_usec = time_usec;
  g_strlcpy (self->id, id == NULL ? "" : id, sizeof self->id);
  self->command = command == NULL ? "" : g_intern_string (command);
  if (fill != NULL)
    self->fill = g_memdup2 (fill, sizeof *fill);
  if (refusal != NULL)
    self->refusal = g_memdup2 (refusal, sizeof *refusal);
  return self;
}

void
bt_log_item_set_violation (BtLogItem *item, const BtViolation *violation)
{
  g_return_if_fail (BT_IS_LOG_ITEM (item) && item->violation == NULL);

  item->violation = g_memdup2 (violation, sizeof *violation);
}

gboolean
bt_log_item_is_action (BtLogItem *item)
{
  g_return_val_if_fail (BT_IS_LOG_ITEM (item), FALSE);
  return item->kind >= BT_LOG_ALERT;
}

gint64
bt_log_item_get_figure (BtLogItem *item)
{
  g_return_val_if_fail (BT_IS_LOG_ITEM (item), 0);
  return item->figure;
}

gint64
bt_log_item_get_from (BtLogItem *item)
{
  g_return_val_if_fail (BT_IS_LOG_ITEM (item), BT_TIME_NONE);
  return item->from_usec;
}

const char *
bt_log_item_get_text (BtLogItem *item)
{
  g_return_val_if_fail (BT_IS_LOG_ITEM (item), NULL);
  return item->text;
}

void
bt_log_item_set_action (BtLogItem *item, gint64 figure, gint64 from_usec, const char *text)
{
  g_return_if_fail (BT_IS_LOG_ITEM (item));

  item->figure = figure;
  item->from_usec = from_usec;
  g_free (item->text);
  item->text = g_strdup (text);
}
