// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "source/bt-clickhouse-link.h"

#include "source/bt-download.h"
#include "store/bt-packed-stream.h"

#include <libsoup/soup.h>
#include <stdio.h>
#include <string.h>

/* From this version on a server takes typed parameters. */
#define TYPED_MAJOR 19
#define TYPED_MINOR 14
#define TIMEOUT_SECONDS 60
/* A server's words are shown up to this length. */
#define MESSAGE_BYTES 2000

struct _BtClickHouseLink
{
  SoupSession *session;
  GUri *uri;      /* without user, path and query */
  char *database; /* NULL: the server's default */
  char *user;     /* NULL: the server's default */
  char *password;
  gboolean has_typed_parameters;
};

static gboolean
fail_address (const char *url, GError **error)
{
  g_set_error (error, BT_DOWNLOAD_ERROR, BT_DOWNLOAD_ERROR_REQUEST,
               "“%s” is no address of a ClickHouse server like http://HOST:8123/DATABASE", url);
  return FALSE;
}

static gboolean
parse_address (BtClickHouseLink *link, const char *url, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);

  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0'
      || (strcmp (g_uri_get_scheme (uri), "http") != 0
          && strcmp (g_uri_get_scheme (uri), "https") != 0))
    return fail_address (url, error);
  const char *path = g_uri_get_path (uri);
  while (*path == '/')
    path++;
  if (strchr (path, '/') != NULL)
    return fail_address (url, error);
  g_autofree char *database = g_uri_unescape_string (path, NULL);
  link->database = database != NULL && *database != '\0' ? g_steal_pointer (&database) : NULL;
  link->user = g_strdup (g_uri_get_user (uri));
  link->password = g_strdup (g_uri_get_password (uri));
  link->uri = g_uri_build (SOUP_HTTP_URI_FLAGS, g_uri_get_scheme (uri), NULL, g_uri_get_host (uri),
                           g_uri_get_port (uri), "/", NULL, NULL);
  return TRUE;
}

/* Writes a string as a literal: what ends it or escapes is escaped, and every byte that is no
 * printable ASCII is written by its number. */
static void
append_literal (GString *out, const char *text)
{
  g_string_append_c (out, '\'');
  for (const guchar *c = (const guchar *) text; *c != '\0'; c++)
    if (*c == '\'' || *c == '\\')
      g_string_append_printf (out, "\\%c", *c);
    else if (*c < 0x20 || *c > 0x7E)
      g_string_append_printf (out, "\\x%02X", *c);
    else
      g_string_append_c (out, (char) *c);
  g_string_append_c (out, '\'');
}

/* Typed parameters are read like a field of tab-separated data. */
static char *
escape_parameter (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *c = text; *c != '\0'; c++)
    switch (*c)
      {
      case '\\':
        g_string_append (out, "\\\\");
        break;
      case '\t':
        g_string_append (out, "\\t");
        break;
      case '\n':
        g_string_append (out, "\\n");
        break;
      default:
        g_string_append_c (out, *c);
      }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static const BtClickHouseValue *
find_value (const BtClickHouseValue *values, gsize n_values, const char *name, gsize length)
{
  for (gsize i = 0; i < n_values; i++)
    if (strlen (values[i].name) == length && strncmp (values[i].name, name, length) == 0)
      return &values[i];
  g_assert_not_reached ();
}

/* Returns the query's text as the server takes it. */
static char *
write_query (const BtClickHouseLink *link,
             const char *query,
             const BtClickHouseValue *values,
             gsize n_values)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const char *at = query;
  const char *open;

  while ((open = strchr (at, '{')) != NULL)
    {
      const char *close = strchr (open, '}');
      g_assert (close != NULL);
      const BtClickHouseValue *value
        = find_value (values, n_values, open + 1, (gsize) (close - open - 1));

      g_string_append_len (out, at, open - at);
      if (link->has_typed_parameters)
        g_string_append_printf (out, "{%s:%s}", value->name,
                                value->type == BT_CLICKHOUSE_INT64 ? "Int64" : "String");
      else if (value->type == BT_CLICKHOUSE_INT64)
        g_string_append_printf (out, "%" G_GINT64_FORMAT, value->number);
      else
        append_literal (out, value->text);
      at = close + 1;
    }
  g_string_append (out, at);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
add_field (GString *fields, const char *name, const char *value)
{
  g_autofree char *escaped = g_uri_escape_string (value, NULL, FALSE);

  g_string_append_printf (fields, "%s%s=%s", fields->len > 0 ? "&" : "", name, escaped);
}

static void
add_parameters (const BtClickHouseLink *link,
                GString *fields,
                const BtClickHouseValue *values,
                gsize n_values)
{
  for (gsize i = 0; link->has_typed_parameters && i < n_values; i++)
    {
      g_autofree char *name = g_strconcat ("param_", values[i].name, NULL);
      g_autofree char *value = values[i].type == BT_CLICKHOUSE_INT64
                                 ? g_strdup_printf ("%" G_GINT64_FORMAT, values[i].number)
                                 : escape_parameter (values[i].text);

      add_field (fields, name, value);
    }
}

/* Returns a POST to the server with these fields in its address. */
static SoupMessage *
make_message (const BtClickHouseLink *link, GString *fields)
{
  if (link->database != NULL)
    add_field (fields, "database", link->database);
  g_autoptr (GUri) uri = soup_uri_copy (link->uri, SOUP_URI_QUERY, fields->str, SOUP_URI_NONE);
  SoupMessage *message = soup_message_new_from_uri (SOUP_METHOD_POST, uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  if (link->user != NULL)
    soup_message_headers_replace (headers, "X-ClickHouse-User", link->user);
  if (link->password != NULL)
    soup_message_headers_replace (headers, "X-ClickHouse-Key", link->password);
  return message;
}

/* Fails with what the server says. */
static void
fail_refused (SoupMessage *message, GInputStream *body, GCancellable *cancellable, GError **error)
{
  char text[MESSAGE_BYTES + 1] = "";
  gsize length = 0;

  g_input_stream_read_all (body, text, MESSAGE_BYTES, &length, cancellable, NULL);
  text[length] = '\0';
  g_autofree char *valid = g_utf8_make_valid (g_strstrip (text), -1);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the ClickHouse server answers %u: %s",
               soup_message_get_status (message),
               *valid != '\0' ? valid : soup_message_get_reason_phrase (message));
}

/* Sends a message; returns the answer's body. */
static GInputStream *
send_message (BtClickHouseLink *link,
              SoupMessage *message,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GInputStream) body = soup_session_send (link->session, message, cancellable, error);

  if (body == NULL)
    {
      g_autofree char *address = g_uri_to_string (link->uri);
      g_prefix_error (error, "%s: ", address);
      return NULL;
    }
  if (SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (message)))
    return g_steal_pointer (&body);
  fail_refused (message, body, cancellable, error);
  return NULL;
}

/* Finds out what the server can. */
static gboolean
ask_version (BtClickHouseLink *link, GCancellable *cancellable, GError **error)
{
  g_autoptr (GInputStream) body
    = bt_clickhouse_link_query (link, "SELECT version()", NULL, 0, cancellable, error);
  char text[64] = "";
  gsize length = 0;
  int major = 0;
  int minor = 0;

  if (body == NULL
      || !g_input_stream_read_all (body, text, sizeof text - 1, &length, cancellable, error))
    return FALSE;
  if (sscanf (text, "%d.%d", &major, &minor) != 2)
    {
      g_autofree char *address = g_uri_to_string (link->uri);
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                   "%s: what answers there is no ClickHouse server", address);
      return FALSE;
    }
  link->has_typed_parameters
    = major > TYPED_MAJOR || (major == TYPED_MAJOR && minor >= TYPED_MINOR);
  return TRUE;
}

BtClickHouseLink *
bt_clickhouse_link_new (const char *url, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (url != NULL, NULL);
  g_autoptr (BtClickHouseLink) link = g_new0 (BtClickHouseLink, 1);

  link->session = soup_session_new_with_options ("timeout", TIMEOUT_SECONDS, "user-agent",
                                                 "BackTrade/" BT_VERSION, NULL);
  if (!parse_address (link, url, error) || !ask_version (link, cancellable, error))
    return NULL;
  return g_steal_pointer (&link);
}

void
bt_clickhouse_link_free (BtClickHouseLink *link)
{
  if (link == NULL)
    return;
  g_clear_object (&link->session);
  g_clear_pointer (&link->uri, g_uri_unref);
  g_free (link->database);
  g_free (link->user);
  g_free (link->password);
  g_free (link);
}

GInputStream *
bt_clickhouse_link_query (BtClickHouseLink *link,
                          const char *query,
                          const BtClickHouseValue *values,
                          gsize n_values,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autofree char *text = write_query (link, query, values, n_values);
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  g_autoptr (GString) fields = g_string_new (NULL);

  add_field (fields, "enable_http_compression", "1");
  add_parameters (link, fields, values, n_values);
  g_autoptr (SoupMessage) message = make_message (link, fields);
  soup_message_set_request_body_from_bytes (message, "text/plain", body);
  return send_message (link, message, cancellable, error);
}

gboolean
bt_clickhouse_link_run (BtClickHouseLink *link,
                        const char *query,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (GInputStream) body
    = bt_clickhouse_link_query (link, query, NULL, 0, cancellable, error);

  return body != NULL && g_input_stream_close (body, cancellable, error);
}

gboolean
bt_clickhouse_link_insert (BtClickHouseLink *link,
                           const char *query,
                           GBytes *rows,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) packer = bt_packed_stream_new (memory, BT_PACKING_GZIP);
  g_autoptr (GString) fields = g_string_new (NULL);
  gsize length = 0;
  const void *data = g_bytes_get_data (rows, &length);

  if (!g_output_stream_write_all (packer, data, length, NULL, cancellable, error)
      || !g_output_stream_close (packer, cancellable, error))
    return FALSE;
  g_autoptr (GBytes) packed
    = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
  add_field (fields, "query", query);
  g_autoptr (SoupMessage) message = make_message (link, fields);
  soup_message_headers_replace (soup_message_get_request_headers (message), "Content-Encoding",
                                "gzip");
  soup_message_set_request_body_from_bytes (message, "application/octet-stream", packed);
  g_autoptr (GInputStream) body = send_message (link, message, cancellable, error);
  return body != NULL && g_input_stream_close (body, cancellable, error);
}
