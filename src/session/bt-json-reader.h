// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Reading JSON so that every mistake is named: an object is read field by field, and what nobody
 * asked for is an error at the end. A reader borrows its node. Private to `session`. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct _BtJsonReader BtJsonReader;

/* Parses a whole text (length bytes, or up to the zero byte when it is −1). what names it in
 * messages, which carry line and column. Fails with BT_SESSION_ERROR_FORMAT, also for nesting
 * beyond 32. */
JsonNode *bt_json_parse (const char *text, gssize length, const char *what, GError **error);

/* Returns a reader of an object, which path names in messages ("commands[3]", "" at the top). Fails
 * with BT_SESSION_ERROR_FORMAT when node is no object. Free with bt_json_reader_free(). */
BtJsonReader *bt_json_reader_new (JsonNode *node, const char *path, GError **error);
/* Frees a reader; NULL is allowed. */
void bt_json_reader_free (BtJsonReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtJsonReader, bt_json_reader_free)

/* Returns whether a field is there; with a null it is. */
gboolean bt_json_reader_has (BtJsonReader *reader, const char *field);
/* Returns whether a field is there and is not null. */
gboolean bt_json_reader_has_value (BtJsonReader *reader, const char *field);
/* Fails unless the field is there and is not null. */
gboolean bt_json_reader_require (BtJsonReader *reader, const char *field, GError **error);
/* Returns the field's node, or NULL; owned by the document. */
JsonNode *bt_json_reader_peek (BtJsonReader *reader, const char *field);
/* Returns a reader of the object in a field, or NULL without error when it is absent or null. */
BtJsonReader *bt_json_reader_get_object (BtJsonReader *reader, const char *field, GError **error);
/* Returns the array in a field, or NULL without error when it is absent or null. */
JsonArray *bt_json_reader_get_array (BtJsonReader *reader, const char *field, GError **error);

/* Each of the following stores the value of a field; when it is absent or null it stores nothing
 * and returns TRUE. Fails with BT_SESSION_ERROR_FORMAT, naming the field. */

/* Stores a string, owned by the document. */
gboolean bt_json_reader_get_string (BtJsonReader *reader,
                                    const char *field,
                                    const char **out,
                                    GError **error);
/* Copies a string into a buffer of size bytes; it must fit. */
gboolean bt_json_reader_copy_string (
  BtJsonReader *reader, const char *field, char *buffer, gsize size, GError **error);
/* Stores an integer of minimum … maximum. */
gboolean bt_json_reader_get_int (BtJsonReader *reader,
                                 const char *field,
                                 gint64 minimum,
                                 gint64 maximum,
                                 gint64 *out,
                                 GError **error);
/* Stores a boolean. */
gboolean
bt_json_reader_get_boolean (BtJsonReader *reader, const char *field, gboolean *out, GError **error);
/* Stores a decimal (a string, or a whole number without quotes) times 10^digits. */
gboolean bt_json_reader_get_decimal (
  BtJsonReader *reader, const char *field, guint digits, gint64 *out, GError **error);
/* Stores an RFC 3339 time. */
gboolean
bt_json_reader_get_time (BtJsonReader *reader, const char *field, gint64 *out, GError **error);

/* Sets BT_SESSION_ERROR_FORMAT about a field and returns FALSE. */
gboolean bt_json_reader_fail (BtJsonReader *reader,
                              const char *field,
                              GError **error,
                              const char *format,
                              ...) G_GNUC_PRINTF (4, 5);
/* Fails when the object has a field that nobody asked for, naming it. */
gboolean bt_json_reader_finish (BtJsonReader *reader, GError **error);

/* Reads a decimal from a string or whole-number node; what names it in messages. */
gboolean bt_json_node_get_decimal (
  JsonNode *node, const char *what, guint digits, gint64 *out, GError **error);

G_END_DECLS
