// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-json-reader.h"

#include "base/bt-decimal.h"
#include "base/bt-time.h"
#include "session/bt-session-error.h"

/* The parser recurses by depth; our own documents need six levels. */
#define MAX_DEPTH 32

struct _BtJsonReader
{
  JsonObject *object;
  char *path;
  GHashTable *asked;
};

/* Returns whether brackets nest no deeper than MAX_DEPTH, strings left aside. */
static gboolean
is_shallow (const char *text, gsize length)
{
  guint depth = 0;
  gboolean is_string = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      if (is_string && text[i] == '\\')
        i++;
      else if (text[i] == '"')
        is_string = !is_string;
      else if (!is_string && (text[i] == '{' || text[i] == '['))
        {
          if (++depth > MAX_DEPTH)
            return FALSE;
        }
      else if (!is_string && (text[i] == '}' || text[i] == ']') && depth > 0)
        depth--;
    }
  return TRUE;
}

/* Returns "path.field" as a new string. */
static char *
name_field (const char *path, const char *field)
{
  return path[0] == '\0' ? g_strdup (field) : g_strconcat (path, ".", field, NULL);
}

JsonNode *
bt_json_parse (const char *text, gssize length, const char *what, GError **error)
{
  gsize bytes = length < 0 ? strlen (text) : (gsize) length;
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) local_error = NULL;
  const char *end = NULL;

  if (!g_utf8_validate (text, (gssize) bytes, &end))
    {
      g_set_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT,
                   "%s: byte %" G_GSIZE_FORMAT " is not UTF-8", what, (gsize) (end - text));
      return NULL;
    }
  if (!is_shallow (text, bytes))
    {
      g_set_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT,
                   "%s: brackets nest deeper than %d", what, MAX_DEPTH);
      return NULL;
    }
  if (!json_parser_load_from_data (parser, text, (gssize) bytes, &local_error))
    {
      /* The parser names its source "<data>"; line and column follow. */
      const char *message = local_error->message;

      if (g_str_has_prefix (message, "<data>:"))
        message += strlen ("<data>:");
      g_set_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT, "%s:%s", what, message);
      return NULL;
    }

  JsonNode *root = json_parser_steal_root (parser);

  if (root == NULL)
    g_set_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT, "%s: the text is empty", what);
  return root;
}

BtJsonReader *
bt_json_reader_new (JsonNode *node, const char *path, GError **error)
{
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT, "%s: expected an object {…}",
                   path[0] == '\0' ? "document" : path);
      return NULL;
    }

  BtJsonReader *reader = g_new0 (BtJsonReader, 1);

  reader->object = json_object_ref (json_node_get_object (node));
  reader->path = g_strdup (path);
  reader->asked = g_hash_table_new (g_str_hash, g_str_equal);
  return reader;
}

void
bt_json_reader_free (BtJsonReader *reader)
{
  if (reader == NULL)
    return;
  json_object_unref (reader->object);
  g_free (reader->path);
  g_hash_table_unref (reader->asked);
  g_free (reader);
}

JsonNode *
bt_json_reader_peek (BtJsonReader *reader, const char *field)
{
  /* Field names are literals of the program and outlive the reader. */
  g_hash_table_add (reader->asked, (gpointer) field);
  return json_object_get_member (reader->object, field);
}

gboolean
bt_json_reader_has (BtJsonReader *reader, const char *field)
{
  return bt_json_reader_peek (reader, field) != NULL;
}

gboolean
bt_json_reader_has_value (BtJsonReader *reader, const char *field)
{
  JsonNode *node = bt_json_reader_peek (reader, field);

  return node != NULL && !JSON_NODE_HOLDS_NULL (node);
}

gboolean
bt_json_reader_fail (
  BtJsonReader *reader, const char *field, GError **error, const char *format, ...)
{
  g_autofree char *name = name_field (reader->path, field);
  va_list arguments;

  va_start (arguments, format);

  g_autofree char *message = g_strdup_vprintf (format, arguments);

  va_end (arguments);
  g_set_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT, "%s: %s", name, message);
  return FALSE;
}

gboolean
bt_json_reader_require (BtJsonReader *reader, const char *field, GError **error)
{
  if (bt_json_reader_has_value (reader, field))
    return TRUE;
  return bt_json_reader_fail (reader, field, error, "is missing");
}

BtJsonReader *
bt_json_reader_get_object (BtJsonReader *reader, const char *field, GError **error)
{
  g_autofree char *path = name_field (reader->path, field);

  if (!bt_json_reader_has_value (reader, field))
    return NULL;
  return bt_json_reader_new (bt_json_reader_peek (reader, field), path, error);
}

JsonArray *
bt_json_reader_get_array (BtJsonReader *reader, const char *field, GError **error)
{
  JsonNode *node = bt_json_reader_peek (reader, field);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return NULL;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      bt_json_reader_fail (reader, field, error, "expected an array […]");
      return NULL;
    }
  return json_node_get_array (node);
}

gboolean
bt_json_reader_get_string (BtJsonReader *reader,
                           const char *field,
                           const char **out,
                           GError **error)
{
  JsonNode *node = bt_json_reader_peek (reader, field);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return bt_json_reader_fail (reader, field, error, "expected a string");
  *out = json_node_get_string (node);
  return TRUE;
}

gboolean
bt_json_reader_copy_string (
  BtJsonReader *reader, const char *field, char *buffer, gsize size, GError **error)
{
  const char *text = NULL;

  if (!bt_json_reader_get_string (reader, field, &text, error))
    return FALSE;
  if (text == NULL)
    return TRUE;
  if (strlen (text) >= size)
    return bt_json_reader_fail (reader, field, error, "is longer than %" G_GSIZE_FORMAT " bytes",
                                size - 1);
  g_strlcpy (buffer, text, size);
  return TRUE;
}

gboolean
bt_json_reader_get_int (BtJsonReader *reader,
                        const char *field,
                        gint64 minimum,
                        gint64 maximum,
                        gint64 *out,
                        GError **error)
{
  JsonNode *node = bt_json_reader_peek (reader, field);
  gint64 value;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return bt_json_reader_fail (reader, field, error, "expected a whole number without quotes");
  value = json_node_get_int (node);
  if (value < minimum || value > maximum)
    return bt_json_reader_fail (reader, field, error,
                                "%" G_GINT64_FORMAT " is outside %" G_GINT64_FORMAT
                                " … %" G_GINT64_FORMAT,
                                value, minimum, maximum);
  *out = value;
  return TRUE;
}

gboolean
bt_json_reader_get_boolean (BtJsonReader *reader, const char *field, gboolean *out, GError **error)
{
  JsonNode *node = bt_json_reader_peek (reader, field);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return bt_json_reader_fail (reader, field, error, "expected true or false");
  *out = json_node_get_boolean (node);
  return TRUE;
}

gboolean
bt_json_node_get_decimal (
  JsonNode *node, const char *what, guint digits, gint64 *out, GError **error)
{
  g_autofree char *whole = NULL;
  g_autoptr (GError) local_error = NULL;
  const char *text;

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64)
    text = whole = g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    text = json_node_get_string (node);
  else
    {
      g_set_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT,
                   "%s: expected a decimal in quotes, like \"1.25\"", what);
      return FALSE;
    }
  if (!bt_decimal_parse (text, -1, digits, out, &local_error))
    {
      g_set_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT, "%s: %s", what,
                   local_error->message);
      return FALSE;
    }
  return TRUE;
}

gboolean
bt_json_reader_get_decimal (
  BtJsonReader *reader, const char *field, guint digits, gint64 *out, GError **error)
{
  JsonNode *node = bt_json_reader_peek (reader, field);
  g_autofree char *name = NULL;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  name = name_field (reader->path, field);
  return bt_json_node_get_decimal (node, name, digits, out, error);
}

gboolean
bt_json_reader_get_time (BtJsonReader *reader, const char *field, gint64 *out, GError **error)
{
  const char *text = NULL;
  g_autoptr (GError) local_error = NULL;

  if (!bt_json_reader_get_string (reader, field, &text, error))
    return FALSE;
  if (text != NULL && !bt_time_parse (text, out, &local_error))
    return bt_json_reader_fail (reader, field, error, "%s", local_error->message);
  return TRUE;
}

gboolean
bt_json_reader_finish (BtJsonReader *reader, GError **error)
{
  g_autoptr (GList) members = json_object_get_members (reader->object);

  for (GList *link = members; link != NULL; link = link->next)
    if (!g_hash_table_contains (reader->asked, link->data))
      return bt_json_reader_fail (reader, link->data, error, "is not a known field");
  return TRUE;
}
