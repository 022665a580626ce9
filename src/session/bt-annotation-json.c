// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-annotation-json.h"

#include "session/bt-action-json.h"
#include "session/bt-alert.h"
#include "session/bt-json-reader.h"
#include "session/bt-json-writer.h"
#include "session/bt-note-list-private.h"
#include "session/bt-session-error.h"

#include <string.h>

/* More than any session of ours has. */
#define MAX_ROWS 1000000

static const struct
{
  BtAnnotationKind kind;
  const char *name;
} kinds[] = {
  { BT_ANNOTATION_ALERT, "alert" },
  { BT_ANNOTATION_NOTE, "note" },
  { BT_ANNOTATION_ACTION, "action" },
};

char *
bt_annotations_to_text (const GPtrArray *rows)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const BtAnnotation *row = rows->pdata[i];

      for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
        if (kinds[k].kind == row->kind)
          g_string_append_printf (text,
                                  "{\"kind\":\"%s\",\"id\":%" G_GINT64_FORMAT ",\"value\":%s}\n",
                                  kinds[k].name, row->id, row->json);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Checks that a value is one of its kind. */
static gboolean
check_value (BtAnnotationKind kind,
             const char *json,
             const BtInstrument *instrument,
             GError **error)
{
  g_autofree char *text = NULL;
  BtAction *action;
  BtAlert alert;
  gint64 time_usec;

  switch (kind)
    {
    case BT_ANNOTATION_ALERT:
      return bt_alert_from_json (json, instrument, &alert, error);
    case BT_ANNOTATION_NOTE:
      return bt_note_from_json (json, &time_usec, &text, error);
    case BT_ANNOTATION_ACTION:
    default:
      action = bt_action_from_json (json, error);
      bt_action_free (action);
      return action != NULL;
    }
}

static gboolean
find_kind (BtJsonReader *reader, BtAnnotationKind *kind, GError **error)
{
  const char *name = NULL;

  if (!bt_json_reader_require (reader, "kind", error)
      || !bt_json_reader_get_string (reader, "kind", &name, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].name, name))
      {
        *kind = kinds[i].kind;
        return TRUE;
      }
  return bt_json_reader_fail (reader, "kind", error, "“%s” is not “alert”, “note” or “action”",
                              name);
}

static BtAnnotation *
read_row (const char *line, const BtInstrument *instrument, GError **error)
{
  g_autoptr (JsonNode) node = bt_json_parse (line, -1, "annotation", error);
  g_autoptr (BtJsonReader) reader = node != NULL ? bt_json_reader_new (node, "", error) : NULL;
  g_autofree char *json = NULL;
  BtAnnotationKind kind = BT_ANNOTATION_NOTE;
  gint64 id = 0;

  if (reader == NULL || !find_kind (reader, &kind, error)
      || !bt_json_reader_require (reader, "id", error)
      || !bt_json_reader_get_int (reader, "id", 0, G_MAXINT64 - 1, &id, error)
      || !bt_json_reader_require (reader, "value", error))
    return NULL;
  json = json_to_string (bt_json_reader_peek (reader, "value"), FALSE);
  if (!bt_json_reader_finish (reader, error) || !check_value (kind, json, instrument, error))
    return NULL;
  return bt_annotation_new (kind, id, json);
}

GPtrArray *
bt_annotations_from_text (const char *text,
                          gsize length,
                          const BtInstrument *instrument,
                          GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_annotation_free);
  const char *end = text + length;

  while (text < end)
    {
      const char *line_end = memchr (text, '\n', (gsize) (end - text));
      gsize line_length = (gsize) ((line_end != NULL ? line_end : end) - text);
      g_autofree char *line = g_strndup (text, line_length);
      BtAnnotation *row = NULL;

      if (strlen (line) == line_length && rows->len < MAX_ROWS)
        row = read_row (line, instrument, error);
      else
        g_set_error_literal (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT,
                             "it has a zero byte, or the file has too many");
      if (row == NULL)
        {
          g_prefix_error (error, "line %u: ", rows->len + 1);
          return NULL;
        }
      g_ptr_array_add (rows, row);
      text += line_length + 1;
    }
  return g_steal_pointer (&rows);
}
