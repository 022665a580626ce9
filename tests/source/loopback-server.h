// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A web server on the loopback address, in a thread of its own, that serves what a test gives it
 * and misbehaves as it is told. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How a page fails before it is served as it should be. */
typedef enum
{
  LOOPBACK_SOUND,
  LOOPBACK_BUSY,      /* 429 with Retry-After */
  LOOPBACK_BROKEN,    /* 500 */
  LOOPBACK_TRUNCATED, /* half of the body, then the connection ends */
  LOOPBACK_STALLED,   /* the head and half of the body, then nothing more */
  LOOPBACK_GARBAGE,   /* 200 with a page that says something else */
  LOOPBACK_FORBIDDEN, /* 403 */
} LoopbackFault;

typedef struct _LoopbackServer LoopbackServer;

/* Starts a server; free with loopback_server_free(). */
LoopbackServer *loopback_server_new (void);
/* Stops and frees a server. */
void loopback_server_free (LoopbackServer *server);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LoopbackServer, loopback_server_free)
/* Returns its address without a slash at the end, owned by the server. */
const char *loopback_server_get_url (const LoopbackServer *server);
/* Serves bytes under a path ("/a/b") after failing times in the manner of fault. */
void loopback_server_add (
  LoopbackServer *server, const char *path, GBytes *bytes, LoopbackFault fault, guint times);
/* Returns how often a path was asked for. */
guint loopback_server_count (LoopbackServer *server, const char *path);
/* Returns how many requests there were in all. */
guint loopback_server_count_all (LoopbackServer *server);
/* Returns the text of the last Range header, or NULL; free with g_free(). */
char *loopback_server_dup_range (LoopbackServer *server);
/* Returns the query of the last address, or NULL; free with g_free(). */
char *loopback_server_dup_query (LoopbackServer *server);
/* Returns the body of the last request that had one, or NULL. */
GBytes *loopback_server_ref_body (LoopbackServer *server);

G_END_DECLS
