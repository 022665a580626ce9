// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-compare-list.h"

#include "ui/bt-state-member.h"

static const char *const axis_names[BT_N_CHART_COMPARE_AXES] = { "percent", "own" };

/* One of them; chart_id is 0 while it is being read. */
typedef struct
{
  gint64 dataset_id;
  BtChartCompareAxis axis;
  guint chart_id;
  BtTape *tape; /* owned, or NULL */
} Entry;

/* What is being read. */
typedef struct
{
  BtCompareList *list; /* owned */
  gint64 dataset_id;
} Reading;

struct _BtCompareList
{
  GObject parent_instance;

  BtSession *session;
  BtChart *chart; /* weak: NULL once it is gone */
  GArray *entries;
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtCompareList, bt_compare_list, G_TYPE_OBJECT)

static Entry *
get_entry (BtCompareList *self, guint index)
{
  return &g_array_index (self->entries, Entry, index);
}

static guint
find_entry (BtCompareList *self, gint64 dataset_id)
{
  for (guint i = 0; i < self->entries->len; i++)
    if (get_entry (self, i)->dataset_id == dataset_id)
      return i;
  return G_MAXUINT;
}

static void
remove_entry (BtCompareList *self, guint index)
{
  Entry *entry = get_entry (self, index);

  if (entry->chart_id != 0 && self->chart != NULL)
    bt_chart_remove_compare (self->chart, entry->chart_id);
  if (entry->tape != NULL)
    bt_session_remove_companion (self->session, entry->tape);
  g_clear_pointer (&entry->tape, bt_tape_unref);
  g_array_remove_index (self->entries, index);
}

static void
tell (BtCompareList *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* One that was taken away while it was read, and maybe added again, is wanted no more, or has come
 * already. */
static void
take (BtCompareList *self, gint64 dataset_id, BtTape *tape)
{
  guint index = find_entry (self, dataset_id);

  if (index == G_MAXUINT || self->chart == NULL || get_entry (self, index)->tape != NULL)
    {
      bt_session_remove_companion (self->session, tape);
      bt_tape_unref (tape);
      return;
    }
  Entry *entry = get_entry (self, index);
  entry->tape = tape;
  entry->chart_id = bt_chart_add_compare (self->chart, tape, entry->axis);
  tell (self);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Reading *reading = user_data;
  BtCompareList *self = reading->list;
  g_autoptr (GError) error = NULL;
  BtTape *tape = bt_session_add_companion_finish (BT_SESSION (source), result, &error);
  guint index = find_entry (self, reading->dataset_id);

  if (tape != NULL)
    take (self, reading->dataset_id, tape);
  else if (index != G_MAXUINT && self->chart != NULL)
    {
      remove_entry (self, index);
      tell (self);
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error->message);
    }
  g_object_unref (self);
  g_free (reading);
}

static void
bt_compare_list_dispose (GObject *object)
{
  BtCompareList *self = BT_COMPARE_LIST (object);

  g_clear_weak_pointer (&self->chart);
  while (self->entries->len > 0)
    remove_entry (self, self->entries->len - 1);
  G_OBJECT_CLASS (bt_compare_list_parent_class)->dispose (object);
}

static void
bt_compare_list_finalize (GObject *object)
{
  BtCompareList *self = BT_COMPARE_LIST (object);

  g_array_unref (self->entries);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (bt_compare_list_parent_class)->finalize (object);
}

static void
bt_compare_list_class_init (BtCompareListClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_compare_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = bt_compare_list_finalize;
  signals[SIGNAL_CHANGED]
    = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
bt_compare_list_init (BtCompareList *self)
{
  self->entries = g_array_new (FALSE, TRUE, sizeof (Entry));
}

BtCompareList *
bt_compare_list_new (BtSession *session, BtChart *chart)
{
  BtCompareList *self = g_object_new (BT_TYPE_COMPARE_LIST, NULL);

  self->session = g_object_ref (session);
  g_set_weak_pointer (&self->chart, chart);
  return self;
}

BtSession *
bt_compare_list_get_session (BtCompareList *list)
{
  g_return_val_if_fail (BT_IS_COMPARE_LIST (list), NULL);

  return list->session;
}

BtChart *
bt_compare_list_get_chart (BtCompareList *list)
{
  g_return_val_if_fail (BT_IS_COMPARE_LIST (list), NULL);

  return list->chart;
}

guint
bt_compare_list_get_count (BtCompareList *list)
{
  g_return_val_if_fail (BT_IS_COMPARE_LIST (list), 0);

  return list->entries->len;
}

gint64
bt_compare_list_get (BtCompareList *list, guint index, BtChartCompareAxis *axis)
{
  g_return_val_if_fail (BT_IS_COMPARE_LIST (list) && index < list->entries->len, 0);

  if (axis != NULL)
    *axis = get_entry (list, index)->axis;
  return get_entry (list, index)->dataset_id;
}

gboolean
bt_compare_list_has (BtCompareList *list, gint64 dataset_id)
{
  g_return_val_if_fail (BT_IS_COMPARE_LIST (list), FALSE);

  return find_entry (list, dataset_id) != G_MAXUINT;
}

gboolean
bt_compare_list_add (BtCompareList *list, gint64 dataset_id, BtChartCompareAxis axis)
{
  Entry entry = { .dataset_id = dataset_id, .axis = axis };

  g_return_val_if_fail (BT_IS_COMPARE_LIST (list), FALSE);

  if (list->entries->len == BT_CHART_MAX_COMPARES || bt_compare_list_has (list, dataset_id))
    return FALSE;
  g_array_append_val (list->entries, entry);
  Reading *reading = g_new0 (Reading, 1);
  reading->list = g_object_ref (list);
  reading->dataset_id = dataset_id;
  bt_session_add_companion_async (list->session, dataset_id, NULL, read_cb, reading);
  tell (list);
  return TRUE;
}

void
bt_compare_list_set_axis (BtCompareList *list, gint64 dataset_id, BtChartCompareAxis axis)
{
  g_return_if_fail (BT_IS_COMPARE_LIST (list));

  guint index = find_entry (list, dataset_id);

  if (index == G_MAXUINT || get_entry (list, index)->axis == axis)
    return;
  get_entry (list, index)->axis = axis;
  if (get_entry (list, index)->chart_id != 0)
    bt_chart_set_compare_axis (list->chart, get_entry (list, index)->chart_id, axis);
  tell (list);
}

void
bt_compare_list_remove (BtCompareList *list, gint64 dataset_id)
{
  g_return_if_fail (BT_IS_COMPARE_LIST (list));

  guint index = find_entry (list, dataset_id);

  if (index == G_MAXUINT)
    return;
  remove_entry (list, index);
  tell (list);
}

void
bt_compare_list_clear (BtCompareList *list)
{
  g_return_if_fail (BT_IS_COMPARE_LIST (list));

  if (list->entries->len == 0)
    return;
  while (list->entries->len > 0)
    remove_entry (list, list->entries->len - 1);
  tell (list);
}

JsonArray *
bt_compare_list_write (BtCompareList *list)
{
  JsonArray *array = json_array_new ();

  g_return_val_if_fail (BT_IS_COMPARE_LIST (list), array);

  for (guint i = 0; i < list->entries->len; i++)
    {
      JsonObject *object = json_object_new ();
      json_object_set_int_member (object, "dataset", get_entry (list, i)->dataset_id);
      json_object_set_string_member (object, "axis", axis_names[get_entry (list, i)->axis]);
      json_array_add_object_element (array, object);
    }
  return array;
}

void
bt_compare_list_read (BtCompareList *list, JsonArray *array)
{
  guint length = array != NULL ? json_array_get_length (array) : 0;

  g_return_if_fail (BT_IS_COMPARE_LIST (list));

  bt_compare_list_clear (list);
  for (guint i = 0; i < length; i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      if (object == NULL)
        continue;
      gboolean is_own = g_strcmp0 (bt_state_get_text (object, "axis"), axis_names[1]) == 0;
      gint64 id = (gint64) bt_state_get_number (object, "dataset", 0, 0, 1e15);
      if (id > 0)
        bt_compare_list_add (list, id, is_own ? BT_CHART_COMPARE_OWN : BT_CHART_COMPARE_PERCENT);
    }
}
