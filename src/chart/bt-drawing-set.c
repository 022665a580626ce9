// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-drawing-set.h"

#include "base/bt-undo-history.h"

struct _BtDrawingSet
{
  GObject parent_instance;

  GPtrArray *drawings; /* of BtDrawing, back to front */
  guint last_id;
  BtUndoHistory history; /* of GPtrArray of BtDrawing */
};

enum
{
  PROP_CAN_UNDO = 1,
  PROP_CAN_REDO,
  PROP_N_ITEMS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint changed_signal;

G_DEFINE_FINAL_TYPE (BtDrawingSet, bt_drawing_set, G_TYPE_OBJECT)

static GPtrArray *
make_list (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) bt_drawing_free);
}

static GPtrArray *
copy_list (const GPtrArray *list)
{
  GPtrArray *copy = make_list ();

  for (guint i = 0; i < list->len; i++)
    g_ptr_array_add (copy, bt_drawing_copy (list->pdata[i]));
  return copy;
}

static void
tell (BtDrawingSet *set)
{
  for (guint i = PROP_CAN_UNDO; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (set), properties[i]);
  g_signal_emit (set, changed_signal, 0);
}

static void
bt_drawing_set_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BtDrawingSet *set = BT_DRAWING_SET (object);

  switch (id)
    {
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, bt_undo_history_can_go (&set->history, BT_UNDO_BACK));
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, bt_undo_history_can_go (&set->history, BT_UNDO_FORWARD));
      break;
    case PROP_N_ITEMS:
      g_value_set_uint (value, set->drawings->len);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bt_drawing_set_finalize (GObject *object)
{
  BtDrawingSet *set = BT_DRAWING_SET (object);

  g_ptr_array_unref (set->drawings);
  bt_undo_history_clear (&set->history);
  G_OBJECT_CLASS (bt_drawing_set_parent_class)->finalize (object);
}

static void
bt_drawing_set_class_init (BtDrawingSetClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = bt_drawing_set_get_property;
  object_class->finalize = bt_drawing_set_finalize;
  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  properties[PROP_N_ITEMS]
    = g_param_spec_uint ("n-items", NULL, NULL, 0, BT_DRAWING_SET_MAX, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  changed_signal = g_signal_new ("changed", BT_TYPE_DRAWING_SET, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
bt_drawing_set_init (BtDrawingSet *set)
{
  set->drawings = make_list ();
  bt_undo_history_init (&set->history, BT_DRAWING_SET_MAX_UNDO, (GDestroyNotify) g_ptr_array_unref);
}

BtDrawingSet *
bt_drawing_set_new (void)
{
  return g_object_new (BT_TYPE_DRAWING_SET, NULL);
}

guint
bt_drawing_set_get_count (BtDrawingSet *set)
{
  g_return_val_if_fail (BT_IS_DRAWING_SET (set), 0);

  return set->drawings->len;
}

const BtDrawing *
bt_drawing_set_get (BtDrawingSet *set, guint index)
{
  g_return_val_if_fail (BT_IS_DRAWING_SET (set) && index < set->drawings->len, NULL);

  return set->drawings->pdata[index];
}

static gboolean
find_index (BtDrawingSet *set, guint id, guint *index)
{
  for (*index = 0; *index < set->drawings->len; (*index)++)
    if (((const BtDrawing *) set->drawings->pdata[*index])->id == id)
      return TRUE;
  return FALSE;
}

const BtDrawing *
bt_drawing_set_find (BtDrawingSet *set, guint id)
{
  guint index = 0;

  g_return_val_if_fail (BT_IS_DRAWING_SET (set), NULL);
  return find_index (set, id, &index) ? set->drawings->pdata[index] : NULL;
}

void
bt_drawing_set_mark (BtDrawingSet *set)
{
  g_return_if_fail (BT_IS_DRAWING_SET (set));

  bt_undo_history_keep (&set->history, copy_list (set->drawings));
}

guint
bt_drawing_set_add (BtDrawingSet *set, BtDrawing *drawing)
{
  g_return_val_if_fail (BT_IS_DRAWING_SET (set) && drawing != NULL, 0);

  if (set->drawings->len == BT_DRAWING_SET_MAX)
    {
      bt_drawing_free (drawing);
      return 0;
    }
  drawing->id = ++set->last_id;
  g_ptr_array_add (set->drawings, drawing);
  tell (set);
  return set->last_id;
}

void
bt_drawing_set_replace (BtDrawingSet *set, BtDrawing *drawing)
{
  guint index = 0;

  g_return_if_fail (BT_IS_DRAWING_SET (set) && drawing != NULL);
  g_return_if_fail (find_index (set, drawing->id, &index));

  bt_drawing_free (set->drawings->pdata[index]);
  set->drawings->pdata[index] = drawing;
  tell (set);
}

gboolean
bt_drawing_set_remove (BtDrawingSet *set, guint id)
{
  guint index = 0;

  g_return_val_if_fail (BT_IS_DRAWING_SET (set), FALSE);

  if (!find_index (set, id, &index))
    return FALSE;
  g_ptr_array_remove_index (set->drawings, index);
  tell (set);
  return TRUE;
}

void
bt_drawing_set_clear (BtDrawingSet *set)
{
  g_return_if_fail (BT_IS_DRAWING_SET (set));

  g_ptr_array_set_size (set->drawings, 0);
  tell (set);
}

void
bt_drawing_set_raise (BtDrawingSet *set, guint id, gboolean is_to_front)
{
  guint index = 0;

  g_return_if_fail (BT_IS_DRAWING_SET (set));

  if (!find_index (set, id, &index))
    return;
  BtDrawing *drawing = g_ptr_array_steal_index (set->drawings, index);
  g_ptr_array_insert (set->drawings, is_to_front ? (int) set->drawings->len : 0, drawing);
  tell (set);
}

static void
go_in_history (BtDrawingSet *set, BtUndoWay way)
{
  GPtrArray *state = bt_undo_history_take (&set->history, way);

  if (state == NULL)
    return;
  bt_undo_history_give (&set->history, way, set->drawings);
  set->drawings = state;
  tell (set);
}

void
bt_drawing_set_undo (BtDrawingSet *set)
{
  g_return_if_fail (BT_IS_DRAWING_SET (set));
  go_in_history (set, BT_UNDO_BACK);
}

void
bt_drawing_set_redo (BtDrawingSet *set)
{
  g_return_if_fail (BT_IS_DRAWING_SET (set));
  go_in_history (set, BT_UNDO_FORWARD);
}

char *
bt_drawing_set_to_text (BtDrawingSet *set)
{
  GVariantBuilder builder;

  g_return_val_if_fail (BT_IS_DRAWING_SET (set), NULL);

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a" BT_DRAWING_TYPE));
  for (guint i = 0; i < set->drawings->len; i++)
    g_variant_builder_add_value (&builder, bt_drawing_to_variant (set->drawings->pdata[i]));
  g_autoptr (GVariant) list = g_variant_ref_sink (g_variant_builder_end (&builder));
  return g_variant_print (list, FALSE);
}

void
bt_drawing_set_read (BtDrawingSet *set, const char *text)
{
  g_autoptr (GVariant) list = NULL;

  g_return_if_fail (BT_IS_DRAWING_SET (set));

  g_ptr_array_set_size (set->drawings, 0);
  bt_undo_history_forget (&set->history);
  if (text != NULL)
    list = g_variant_parse (G_VARIANT_TYPE ("a" BT_DRAWING_TYPE), text, NULL, NULL, NULL);
  for (gsize i = 0; list != NULL && i < g_variant_n_children (list); i++)
    {
      g_autoptr (GVariant) child = g_variant_get_child_value (list, i);
      BtDrawing *drawing = bt_drawing_from_variant (child);
      if (drawing == NULL || set->drawings->len == BT_DRAWING_SET_MAX)
        {
          bt_drawing_free (drawing);
          continue;
        }
      drawing->id = ++set->last_id;
      g_ptr_array_add (set->drawings, drawing);
    }
  tell (set);
}
