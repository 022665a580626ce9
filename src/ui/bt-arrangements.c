// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-arrangements.h"

#include "store/bt-preference-table.h"
#include "ui/bt-state-member.h"

#define KEY "workspaces"
/* Members of what is stored. */
#define LIST "list"
#define DEFAULT "default"
#define NAME "name"
#define WINDOW "window"

struct _BtArrangements
{
  GObject parent_instance;

  BtStore *store;
  JsonObject *document; /* as it was stored last */
  char *deleted_name;   /* the last, or NULL */
  char *deleted_window;
};

/* What is done to the document. */
typedef enum
{
  CHANGE_NONE, /* it is read */
  CHANGE_SAVE,
  CHANGE_RENAME,
  CHANGE_DEFAULT,
  CHANGE_DELETE,
} ChangeKind;

typedef struct
{
  ChangeKind kind;
  char *name;     /* or NULL: no default */
  char *new_name; /* of CHANGE_RENAME */
  char *window;   /* of CHANGE_SAVE */
  char *text;     /* the document afterwards */
} Change;

enum
{
  CHANGED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtArrangements, bt_arrangements, G_TYPE_OBJECT)

static void
change_free (gpointer data)
{
  Change *change = data;

  g_free (change->name);
  g_free (change->new_name);
  g_free (change->window);
  g_free (change->text);
  g_free (change);
}

/* Returns the entry at a place of the list, or NULL when it is none that can be shown. */
static JsonObject *
get_entry (JsonArray *list, guint index)
{
  JsonNode *node = json_array_get_element (list, index);
  JsonObject *entry = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *name = entry != NULL ? bt_state_get_text (entry, NAME) : NULL;

  return name != NULL && *name != '\0' && bt_state_get_object (entry, WINDOW) != NULL ? entry
                                                                                      : NULL;
}

/* Returns the entry of a name, its place stored, or NULL. */
static JsonObject *
find_entry (JsonObject *document, const char *name, guint *index)
{
  JsonArray *list = bt_state_get_array (document, LIST);
  guint length = list != NULL ? json_array_get_length (list) : 0;

  for (guint i = 0; i < length; i++)
    {
      JsonObject *entry = get_entry (list, i);
      if (entry == NULL || g_strcmp0 (bt_state_get_text (entry, NAME), name) != 0)
        continue;
      if (index != NULL)
        *index = i;
      return entry;
    }
  return NULL;
}

static gboolean
is_default (JsonObject *document, const char *name)
{
  return g_strcmp0 (bt_state_get_text (document, DEFAULT), name) == 0;
}

static void
set_default (JsonObject *document, const char *name)
{
  if (name != NULL)
    json_object_set_string_member (document, DEFAULT, name);
  else if (json_object_has_member (document, DEFAULT))
    json_object_remove_member (document, DEFAULT);
}

static void
save_entry (JsonObject *document, const Change *change)
{
  JsonObject *entry = find_entry (document, change->name, NULL);

  if (entry == NULL)
    {
      entry = json_object_new ();
      json_object_set_string_member (entry, NAME, change->name);
      if (bt_state_get_array (document, LIST) == NULL)
        json_object_set_array_member (document, LIST, json_array_new ());
      json_array_add_object_element (bt_state_get_array (document, LIST), entry);
    }
  json_object_set_object_member (entry, WINDOW, bt_state_parse (change->window));
}

static void
rename_entry (JsonObject *document, const Change *change)
{
  JsonObject *entry = find_entry (document, change->name, NULL);

  if (entry == NULL || find_entry (document, change->new_name, NULL) != NULL)
    return;
  if (is_default (document, change->name))
    set_default (document, change->new_name);
  json_object_set_string_member (entry, NAME, change->new_name);
}

static void
delete_entry (JsonObject *document, const Change *change)
{
  guint index;

  if (find_entry (document, change->name, &index) == NULL)
    return;
  json_array_remove_element (bt_state_get_array (document, LIST), index);
  if (is_default (document, change->name))
    set_default (document, NULL);
}

static void
apply (JsonObject *document, const Change *change)
{
  switch (change->kind)
    {
    case CHANGE_NONE:
      break;
    case CHANGE_SAVE:
      save_entry (document, change);
      break;
    case CHANGE_RENAME:
      rename_entry (document, change);
      break;
    case CHANGE_DEFAULT:
      set_default (document, change->name);
      break;
    case CHANGE_DELETE:
      delete_entry (document, change);
      break;
    }
}

/* Makes the change to what is stored now. */
static gboolean
change_job (BtDb *db, gpointer data, GError **error)
{
  Change *change = data;
  GError *failure = NULL;

  if (!bt_db_begin (db, error))
    return FALSE;
  g_autofree char *stored = bt_preference_table_get (db, KEY, &failure);
  if (failure == NULL)
    {
      g_autoptr (JsonObject) document = bt_state_parse (stored);
      apply (document, change);
      change->text = bt_state_to_text (document);
      if (change->kind == CHANGE_NONE || bt_preference_table_set (db, KEY, change->text, &failure))
        return bt_db_commit (db, error);
    }
  bt_db_rollback (db);
  g_propagate_error (error, failure);
  return FALSE;
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BtArrangements) self = user_data;
  g_autoptr (GError) error = NULL;
  const Change *change = g_task_get_task_data (G_TASK (result));

  if (!bt_store_run_finish (BT_STORE (source), result, &error))
    {
      g_signal_emit (self, signals[FAILED], 0, error);
      return;
    }
  json_object_unref (self->document);
  self->document = bt_state_parse (change->text);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Takes the window's text over. */
static void
make_change (
  BtArrangements *self, ChangeKind kind, const char *name, const char *new_name, char *window)
{
  Change *change = g_new0 (Change, 1);

  change->kind = kind;
  change->name = g_strdup (name);
  change->new_name = g_strdup (new_name);
  change->window = window;
  bt_store_run_async (self->store, change_job, change, change_free, NULL, changed_cb,
                      g_object_ref (self));
}

static void
bt_arrangements_finalize (GObject *object)
{
  BtArrangements *self = BT_ARRANGEMENTS (object);

  json_object_unref (self->document);
  g_free (self->deleted_name);
  g_free (self->deleted_window);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (bt_arrangements_parent_class)->finalize (object);
}

static void
bt_arrangements_class_init (BtArrangementsClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = bt_arrangements_finalize;
  signals[CHANGED]
    = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
bt_arrangements_init (BtArrangements *self)
{
  self->document = json_object_new ();
}

BtArrangements *
bt_arrangements_new (BtStore *store)
{
  BtArrangements *self = g_object_new (BT_TYPE_ARRANGEMENTS, NULL);

  self->store = g_object_ref (store);
  make_change (self, CHANGE_NONE, NULL, NULL, NULL);
  return self;
}

char **
bt_arrangements_get_names (BtArrangements *self)
{
  g_return_val_if_fail (BT_IS_ARRANGEMENTS (self), NULL);

  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  JsonArray *list = bt_state_get_array (self->document, LIST);
  guint length = list != NULL ? json_array_get_length (list) : 0;
  for (guint i = 0; i < length; i++)
    {
      JsonObject *entry = get_entry (list, i);
      if (entry != NULL)
        g_strv_builder_add (names, bt_state_get_text (entry, NAME));
    }
  return g_strv_builder_end (names);
}

JsonObject *
bt_arrangements_find (BtArrangements *self, const char *name)
{
  g_return_val_if_fail (BT_IS_ARRANGEMENTS (self), NULL);

  JsonObject *entry = find_entry (self->document, name, NULL);
  return entry != NULL ? json_object_ref (bt_state_get_object (entry, WINDOW)) : NULL;
}

const char *
bt_arrangements_get_default (BtArrangements *self)
{
  g_return_val_if_fail (BT_IS_ARRANGEMENTS (self), NULL);

  const char *name = bt_state_get_text (self->document, DEFAULT);
  return name != NULL && find_entry (self->document, name, NULL) != NULL ? name : NULL;
}

void
bt_arrangements_save (BtArrangements *self, const char *name, JsonObject *window)
{
  g_return_if_fail (BT_IS_ARRANGEMENTS (self) && name != NULL && *name != '\0' && window != NULL);

  make_change (self, CHANGE_SAVE, name, NULL, bt_state_to_text (window));
}

void
bt_arrangements_rename (BtArrangements *self, const char *name, const char *new_name)
{
  g_return_if_fail (BT_IS_ARRANGEMENTS (self) && new_name != NULL && *new_name != '\0');

  make_change (self, CHANGE_RENAME, name, new_name, NULL);
}

void
bt_arrangements_set_default (BtArrangements *self, const char *name)
{
  g_return_if_fail (BT_IS_ARRANGEMENTS (self));

  make_change (self, CHANGE_DEFAULT, name, NULL, NULL);
}

void
bt_arrangements_delete (BtArrangements *self, const char *name)
{
  g_return_if_fail (BT_IS_ARRANGEMENTS (self));

  g_autoptr (JsonObject) window = bt_arrangements_find (self, name);
  if (window == NULL)
    return;
  g_free (self->deleted_name);
  g_free (self->deleted_window);
  self->deleted_name = g_strdup (name);
  self->deleted_window = bt_state_to_text (window);
  make_change (self, CHANGE_DELETE, name, NULL, NULL);
}

void
bt_arrangements_undo_delete (BtArrangements *self)
{
  g_return_if_fail (BT_IS_ARRANGEMENTS (self));

  if (self->deleted_name == NULL)
    return;
  make_change (self, CHANGE_SAVE, self->deleted_name, NULL,
               g_steal_pointer (&self->deleted_window));
  g_clear_pointer (&self->deleted_name, g_free);
}
