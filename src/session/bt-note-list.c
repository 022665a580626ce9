// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-note-list.h"

#include "base/bt-time.h"
#include "base/bt-undo-history.h"
#include "session/bt-json-reader.h"
#include "session/bt-json-writer.h"
#include "session/bt-note-list-private.h"

#include <string.h>

/* The number of what is noted of the whole session. */
#define SESSION_ID 0

struct _BtNoteItem
{
  GObject parent_instance;
  gint64 id;
  gint64 time_usec;
  char *text;
  guint revision;
};

struct _BtNoteList
{
  GObject parent_instance;
  BtAnnotationWriter *writer;
  GPtrArray *items; /* all, by time, then by number */
  guint shown;      /* those before the clock */
  gint64 clock_usec;
  gint64 next_id;
  char *session_text;
  BtUndoHistory history; /* of Change */
  gint64 changing_id;    /* whose change the next one joins, or −1 */
};

/* How a note was before a change; text NULL: it was not there. */
typedef struct
{
  gint64 id;
  gint64 time_usec;
  char *text;
} Change;

enum
{
  PROP_CAN_UNDO = 1,
  PROP_CAN_REDO,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];
static GParamSpec *revision_prop;
static guint changed_signal;

G_DEFINE_FINAL_TYPE (BtNoteItem, bt_note_item, G_TYPE_OBJECT)

static void
bt_note_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_uint (value, BT_NOTE_ITEM (object)->revision);
}

static void
bt_note_item_finalize (GObject *object)
{
  g_free (BT_NOTE_ITEM (object)->text);
  G_OBJECT_CLASS (bt_note_item_parent_class)->finalize (object);
}

static void
bt_note_item_class_init (BtNoteItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bt_note_item_get_property;
  object_class->finalize = bt_note_item_finalize;
  revision_prop
    = g_param_spec_uint ("revision", NULL, NULL, 0, G_MAXUINT, 0,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_property (object_class, 1, revision_prop);
}

static void
bt_note_item_init (BtNoteItem *self)
{
}

gint64
bt_note_item_get_id (BtNoteItem *item)
{
  g_return_val_if_fail (BT_IS_NOTE_ITEM (item), 0);
  return item->id;
}

gint64
bt_note_item_get_time (BtNoteItem *item)
{
  g_return_val_if_fail (BT_IS_NOTE_ITEM (item), BT_TIME_NONE);
  return item->time_usec;
}

const char *
bt_note_item_get_text (BtNoteItem *item)
{
  g_return_val_if_fail (BT_IS_NOTE_ITEM (item), "");
  return item->text;
}

/* ---- The list ---- */

static GType
bt_note_list_get_item_type (GListModel *model)
{
  return BT_TYPE_NOTE_ITEM;
}

static guint
bt_note_list_get_n_items (GListModel *model)
{
  return BT_NOTE_LIST (model)->shown;
}

static gpointer
bt_note_list_get_item (GListModel *model, guint position)
{
  BtNoteList *self = BT_NOTE_LIST (model);

  return position < self->shown ? g_object_ref (self->items->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = bt_note_list_get_item_type;
  iface->get_n_items = bt_note_list_get_n_items;
  iface->get_item = bt_note_list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BtNoteList,
                               bt_note_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
change_free (gpointer data)
{
  Change *change = data;

  g_free (change->text);
  g_free (change);
}

static void
bt_note_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BtNoteList *self = BT_NOTE_LIST (object);

  if (id == PROP_CAN_UNDO)
    g_value_set_boolean (value, bt_undo_history_can_go (&self->history, BT_UNDO_BACK));
  else if (id == PROP_CAN_REDO)
    g_value_set_boolean (value, bt_undo_history_can_go (&self->history, BT_UNDO_FORWARD));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
bt_note_list_finalize (GObject *object)
{
  BtNoteList *self = BT_NOTE_LIST (object);

  g_ptr_array_unref (self->items);
  bt_undo_history_clear (&self->history);
  g_free (self->session_text);
  G_OBJECT_CLASS (bt_note_list_parent_class)->finalize (object);
}

static void
bt_note_list_class_init (BtNoteListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = bt_note_list_get_property;
  object_class->finalize = bt_note_list_finalize;
  props[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  props[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  changed_signal = g_signal_new ("changed", BT_TYPE_NOTE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
bt_note_list_init (BtNoteList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  bt_undo_history_init (&self->history, BT_NOTE_LIST_MAX_UNDO, change_free);
  self->session_text = g_strdup ("");
  self->clock_usec = BT_TIME_NONE;
  self->next_id = SESSION_ID + 1;
  self->changing_id = -1;
}

static guint
find_index (BtNoteList *self, gint64 id)
{
  for (guint i = 0; i < self->items->len; i++)
    if (((BtNoteItem *) self->items->pdata[i])->id == id)
      return i;
  return G_MAXUINT;
}

/* Returns a text that fits, cut between two characters. */
static char *
fit_text (const char *text)
{
  const char *end = text + MIN (strlen (text), BT_NOTE_MAX_BYTES);

  while (end > text && ((guchar) *end & 0xc0) == 0x80)
    end--;
  return g_strndup (text, (gsize) (end - text));
}

/* Returns how a note is. */
static Change *
describe (BtNoteList *self, gint64 id)
{
  Change *change = g_new0 (Change, 1);
  BtNoteItem *item = bt_note_list_find (self, id);

  change->id = id;
  change->time_usec = item != NULL ? item->time_usec : BT_TIME_NONE;
  change->text = g_strdup (item != NULL       ? item->text
                           : id == SESSION_ID ? self->session_text
                                              : NULL);
  return change;
}

static char *
write_json (const Change *note)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  bt_json_add_time (builder, "time", note->time_usec);
  bt_json_add_string (builder, "text", note->text);
  json_builder_end_object (builder);
  return bt_json_to_text (builder, FALSE);
}

/* Puts a new row where it belongs. */
static void
insert_item (BtNoteList *self, const Change *note)
{
  BtNoteItem *item = g_object_new (BT_TYPE_NOTE_ITEM, NULL);
  guint index = self->items->len;

  item->id = note->id;
  item->time_usec = note->time_usec;
  item->text = g_strdup (note->text);
  while (index > 0)
    {
      const BtNoteItem *before = self->items->pdata[index - 1];

      if (before->time_usec < item->time_usec
          || (before->time_usec == item->time_usec && before->id < item->id))
        break;
      index--;
    }
  g_ptr_array_insert (self->items, (gint) index, item);
  self->next_id = MAX (self->next_id, item->id + 1);
  if (item->time_usec >= self->clock_usec)
    return;
  self->shown++;
  g_list_model_items_changed (G_LIST_MODEL (self), index, 0, 1);
}

static void
remove_item (BtNoteList *self, guint index)
{
  g_ptr_array_remove_index (self->items, index);
  if (index >= self->shown)
    return;
  self->shown--;
  g_list_model_items_changed (G_LIST_MODEL (self), index, 1, 0);
}

/* Makes a note as described, and writes it. */
static void
put_note (BtNoteList *self, const Change *note)
{
  guint index = find_index (self, note->id);
  gboolean is_gone = note->text == NULL || (note->id == SESSION_ID && note->text[0] == '\0');

  bt_annotation_writer_set (self->writer, BT_ANNOTATION_NOTE, note->id,
                            is_gone ? NULL : write_json (note));
  if (note->id == SESSION_ID)
    {
      g_free (self->session_text);
      self->session_text = g_strdup (note->text);
    }
  else if (note->text == NULL)
    remove_item (self, index);
  else if (index == G_MAXUINT)
    insert_item (self, note);
  else
    {
      BtNoteItem *item = self->items->pdata[index];

      g_free (item->text);
      item->text = g_strdup (note->text);
      item->revision++;
      g_object_notify_by_pspec (G_OBJECT (item), revision_prop);
    }
  g_signal_emit (self, changed_signal, 0);
}

static void
notify_history (BtNoteList *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CAN_UNDO]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CAN_REDO]);
}

/* Keeps how a note is before a change. */
static void
mark (BtNoteList *self, gint64 id)
{
  bt_undo_history_keep (&self->history, describe (self, id));
  notify_history (self);
}

/* Gives a note another text; the changes of typing are one. */
static void
change_text (BtNoteList *self, gint64 id, const char *text)
{
  Change *note = describe (self, id);
  char *fitting = fit_text (text);

  if (g_str_equal (fitting, note->text))
    {
      g_free (fitting);
      change_free (note);
      return;
    }
  if (self->changing_id != id)
    mark (self, id);
  self->changing_id = id;
  g_free (note->text);
  note->text = fitting;
  put_note (self, note);
  change_free (note);
}

gint64
bt_note_list_add (BtNoteList *list, gint64 time_usec, const char *text)
{
  g_return_val_if_fail (BT_IS_NOTE_LIST (list) && text != NULL, 0);

  g_autofree char *fitting = fit_text (text);
  Change note = { .id = list->next_id, .time_usec = time_usec, .text = fitting };

  if (list->writer == NULL || list->items->len >= BT_NOTE_LIST_MAX)
    return 0;
  mark (list, note.id);
  put_note (list, &note);
  /* What is typed into a new note belongs to its making. */
  list->changing_id = note.id;
  return note.id;
}

gboolean
bt_note_list_set_text (BtNoteList *list, gint64 id, const char *text)
{
  g_return_val_if_fail (BT_IS_NOTE_LIST (list) && text != NULL, FALSE);

  if (list->writer == NULL || find_index (list, id) == G_MAXUINT)
    return FALSE;
  change_text (list, id, text);
  return TRUE;
}

gboolean
bt_note_list_remove (BtNoteList *list, gint64 id)
{
  g_return_val_if_fail (BT_IS_NOTE_LIST (list), FALSE);

  Change gone = { .id = id };

  if (list->writer == NULL || find_index (list, id) == G_MAXUINT)
    return FALSE;
  mark (list, id);
  list->changing_id = -1;
  put_note (list, &gone);
  return TRUE;
}

BtNoteItem *
bt_note_list_find (BtNoteList *list, gint64 id)
{
  g_return_val_if_fail (BT_IS_NOTE_LIST (list), NULL);

  guint index = find_index (list, id);

  return index == G_MAXUINT ? NULL : list->items->pdata[index];
}

BtNoteItem *
bt_note_list_find_at (BtNoteList *list, gint64 from_usec, gint64 end_usec)
{
  g_return_val_if_fail (BT_IS_NOTE_LIST (list), NULL);

  for (guint i = 0; i < list->shown; i++)
    {
      BtNoteItem *item = list->items->pdata[i];

      if (item->time_usec >= from_usec && item->time_usec < end_usec)
        return item;
    }
  return NULL;
}

const char *
bt_note_list_get_session_text (BtNoteList *list)
{
  g_return_val_if_fail (BT_IS_NOTE_LIST (list), "");
  return list->session_text;
}

void
bt_note_list_set_session_text (BtNoteList *list, const char *text)
{
  g_return_if_fail (BT_IS_NOTE_LIST (list) && text != NULL);

  if (list->writer != NULL)
    change_text (list, SESSION_ID, text);
}

void
bt_note_list_end_change (BtNoteList *list)
{
  g_return_if_fail (BT_IS_NOTE_LIST (list));
  list->changing_id = -1;
}

static void
go_in_history (BtNoteList *self, BtUndoWay way)
{
  Change *change = self->writer != NULL ? bt_undo_history_take (&self->history, way) : NULL;

  if (change == NULL)
    return;
  bt_undo_history_give (&self->history, way, describe (self, change->id));
  self->changing_id = -1;
  put_note (self, change);
  change_free (change);
  notify_history (self);
}

void
bt_note_list_undo (BtNoteList *list)
{
  g_return_if_fail (BT_IS_NOTE_LIST (list));
  go_in_history (list, BT_UNDO_BACK);
}

void
bt_note_list_redo (BtNoteList *list)
{
  g_return_if_fail (BT_IS_NOTE_LIST (list));
  go_in_history (list, BT_UNDO_FORWARD);
}

/* ---- For the session ---- */

BtNoteList *
bt_note_list_new (BtAnnotationWriter *writer)
{
  BtNoteList *list = g_object_new (BT_TYPE_NOTE_LIST, NULL);

  list->writer = writer;
  return list;
}

void
bt_note_list_close (BtNoteList *list)
{
  list->writer = NULL;
}

gboolean
bt_note_from_json (const char *json, gint64 *time_usec, char **text, GError **error)
{
  g_autoptr (JsonNode) node = bt_json_parse (json, -1, "note", error);
  g_autoptr (BtJsonReader) reader = node != NULL ? bt_json_reader_new (node, "", error) : NULL;
  const char *read = NULL;

  *time_usec = BT_TIME_NONE;
  if (reader == NULL || !bt_json_reader_require (reader, "text", error)
      || !bt_json_reader_get_time (reader, "time", time_usec, error)
      || !bt_json_reader_get_string (reader, "text", &read, error)
      || !bt_json_reader_finish (reader, error))
    return FALSE;
  *text = fit_text (read);
  return TRUE;
}

void
bt_note_list_read (BtNoteList *list, const GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const BtAnnotation *row = rows->pdata[i];
      g_autofree char *text = NULL;
      Change note = { .id = row->id };

      if (row->kind != BT_ANNOTATION_NOTE)
        continue;
      list->next_id = MAX (list->next_id, row->id + 1);
      if (!bt_note_from_json (row->json, &note.time_usec, &text, NULL))
        continue;
      note.text = text;
      if (row->id != SESSION_ID)
        insert_item (list, &note);
      else
        {
          g_free (list->session_text);
          list->session_text = g_steal_pointer (&text);
        }
    }
}

void
bt_note_list_place (BtNoteList *list, gint64 clock_usec)
{
  guint before = list->shown;
  guint shown = before;

  list->clock_usec = clock_usec;
  while (shown > 0 && ((BtNoteItem *) list->items->pdata[shown - 1])->time_usec >= clock_usec)
    shown--;
  while (shown < list->items->len
         && ((BtNoteItem *) list->items->pdata[shown])->time_usec < clock_usec)
    shown++;
  if (shown == before)
    return;
  list->shown = shown;
  if (shown > before)
    g_list_model_items_changed (G_LIST_MODEL (list), before, 0, shown - before);
  else
    g_list_model_items_changed (G_LIST_MODEL (list), shown, before - shown, 0);
}
