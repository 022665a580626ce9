// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "loopback-server.h"

#include <libsoup/soup.h>
#include <string.h>

typedef struct
{
  GBytes *bytes;
  LoopbackFault fault;
  guint faults_left;
  guint requests;
} Page;

struct _LoopbackServer
{
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  SoupServer *soup;
  GPtrArray *held; /* of GIOStream: connections that stall */
  char *url;
  GMutex mutex; /* guards all below */
  GCond changed;
  GHashTable *pages; /* of Page by path */
  guint requests;
  char *range;
  char *query;
  GBytes *body;
};

static void
free_page (gpointer data)
{
  Page *page = data;

  g_bytes_unref (page->bytes);
  g_free (page);
}

/* Writes a head that promises the whole body, and half of it. */
static void
send_half (LoopbackServer *server, SoupServerMessage *message, const Page *page, gboolean stalls)
{
  const gsize length = g_bytes_get_size (page->bytes);
  g_autofree char *head
    = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n", length);
  GIOStream *stream = soup_server_message_steal_connection (message);
  GOutputStream *out = g_io_stream_get_output_stream (stream);

  g_output_stream_write_all (out, head, strlen (head), NULL, NULL, NULL);
  g_output_stream_write_all (out, g_bytes_get_data (page->bytes, NULL), length / 2, NULL, NULL,
                             NULL);
  if (stalls)
    g_ptr_array_add (server->held, stream);
  else
    {
      g_io_stream_close (stream, NULL, NULL);
      g_object_unref (stream);
    }
}

static void
misbehave (LoopbackServer *server, SoupServerMessage *message, const Page *page)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  switch (page->fault)
    {
    case LOOPBACK_BUSY:
      soup_message_headers_append (headers, "Retry-After", "1");
      soup_server_message_set_status (message, 429, "Too Many Requests");
      break;
    case LOOPBACK_BROKEN:
      soup_server_message_set_status (message, SOUP_STATUS_INTERNAL_SERVER_ERROR, NULL);
      break;
    case LOOPBACK_TRUNCATED:
    case LOOPBACK_STALLED:
      send_half (server, message, page, page->fault == LOOPBACK_STALLED);
      break;
    case LOOPBACK_GARBAGE:
      soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
      soup_server_message_set_response (message, "text/html", SOUP_MEMORY_STATIC,
                                        "<html>Sign in to this network</html>", 36);
      break;
    case LOOPBACK_FORBIDDEN:
      soup_server_message_set_status (message, SOUP_STATUS_FORBIDDEN, NULL);
      break;
    case LOOPBACK_SOUND:
    default:
      g_assert_not_reached ();
    }
}

static void
note_request (LoopbackServer *server, SoupServerMessage *message)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);

  server->requests++;
  g_free (server->query);
  server->query = g_strdup (g_uri_get_query (soup_server_message_get_uri (message)));
  g_free (server->range);
  server->range = g_strdup (
    soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Range"));
  if (bytes != NULL && g_bytes_get_size (bytes) > 0)
    {
      g_clear_pointer (&server->body, g_bytes_unref);
      server->body = g_steal_pointer (&bytes);
    }
}

static void
request_came_cb (SoupServer *soup,
                 SoupServerMessage *message,
                 const char *path,
                 GHashTable *query,
                 gpointer user_data)
{
  LoopbackServer *server = user_data;

  g_mutex_lock (&server->mutex);
  note_request (server, message);
  Page *page = g_hash_table_lookup (server->pages, path);
  if (page == NULL)
    soup_server_message_set_status (message, SOUP_STATUS_NOT_FOUND, NULL);
  else
    {
      page->requests++;
      if (page->faults_left > 0)
        {
          page->faults_left--;
          misbehave (server, message, page);
        }
      else
        {
          /* The server cuts out the asked range by itself. */
          soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
          if (g_bytes_get_size (page->bytes) > 0)
            soup_message_body_append_bytes (soup_server_message_get_response_body (message),
                                            page->bytes);
        }
    }
  g_mutex_unlock (&server->mutex);
}

static gpointer
serve (gpointer data)
{
  LoopbackServer *server = data;
  g_autoptr (GError) error = NULL;

  g_main_context_push_thread_default (server->context);
  server->soup = soup_server_new ("server-header", "loopback", NULL);
  soup_server_add_handler (server->soup, NULL, request_came_cb, server, NULL);
  soup_server_listen_local (server->soup, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);

  GSList *uris = soup_server_get_uris (server->soup);
  g_mutex_lock (&server->mutex);
  server->url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_cond_signal (&server->changed);
  g_mutex_unlock (&server->mutex);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  g_main_loop_run (server->loop);
  soup_server_disconnect (server->soup);
  g_ptr_array_set_size (server->held, 0);
  g_object_unref (server->soup);
  g_main_context_pop_thread_default (server->context);
  return NULL;
}

LoopbackServer *
loopback_server_new (void)
{
  LoopbackServer *server = g_new0 (LoopbackServer, 1);

  g_mutex_init (&server->mutex);
  g_cond_init (&server->changed);
  server->context = g_main_context_new ();
  server->loop = g_main_loop_new (server->context, FALSE);
  server->held = g_ptr_array_new_with_free_func (g_object_unref);
  server->pages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_page);
  server->thread = g_thread_new ("loopback", serve, server);
  g_mutex_lock (&server->mutex);
  while (server->url == NULL)
    g_cond_wait (&server->changed, &server->mutex);
  g_mutex_unlock (&server->mutex);
  return server;
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

void
loopback_server_free (LoopbackServer *server)
{
  g_main_context_invoke (server->context, quit_cb, server->loop);
  g_thread_join (server->thread);
  g_main_loop_unref (server->loop);
  g_main_context_unref (server->context);
  g_hash_table_unref (server->pages);
  g_ptr_array_unref (server->held);
  g_clear_pointer (&server->body, g_bytes_unref);
  g_free (server->range);
  g_free (server->query);
  g_free (server->url);
  g_cond_clear (&server->changed);
  g_mutex_clear (&server->mutex);
  g_free (server);
}

const char *
loopback_server_get_url (const LoopbackServer *server)
{
  return server->url;
}

void
loopback_server_add (
  LoopbackServer *server, const char *path, GBytes *bytes, LoopbackFault fault, guint times)
{
  Page *page = g_new0 (Page, 1);

  page->bytes = g_bytes_ref (bytes);
  page->fault = fault;
  page->faults_left = times;
  g_mutex_lock (&server->mutex);
  g_hash_table_replace (server->pages, g_strdup (path), page);
  g_mutex_unlock (&server->mutex);
}

guint
loopback_server_count (LoopbackServer *server, const char *path)
{
  g_mutex_lock (&server->mutex);
  const Page *page = g_hash_table_lookup (server->pages, path);
  const guint count = page != NULL ? page->requests : 0;
  g_mutex_unlock (&server->mutex);
  return count;
}

guint
loopback_server_count_all (LoopbackServer *server)
{
  g_mutex_lock (&server->mutex);
  const guint count = server->requests;
  g_mutex_unlock (&server->mutex);
  return count;
}

char *
loopback_server_dup_range (LoopbackServer *server)
{
  g_mutex_lock (&server->mutex);
  char *range = g_strdup (server->range);
  g_mutex_unlock (&server->mutex);
  return range;
}

char *
loopback_server_dup_query (LoopbackServer *server)
{
  g_mutex_lock (&server->mutex);
  char *query = g_strdup (server->query);
  g_mutex_unlock (&server->mutex);
  return query;
}

GBytes *
loopback_server_ref_body (LoopbackServer *server)
{
  g_mutex_lock (&server->mutex);
  GBytes *body = server->body != NULL ? g_bytes_ref (server->body) : NULL;
  g_mutex_unlock (&server->mutex);
  return body;
}
