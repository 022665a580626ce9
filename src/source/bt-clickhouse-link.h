// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Talks to a ClickHouse server over its HTTP interface, from 18.16 to today's: values go as typed
 * parameters where the server has them (from 19.14 on), else as strictly escaped literals. Inside
 * `source` only; blocking, one thread at a time. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _BtClickHouseLink BtClickHouseLink;

/* The type of a parameter. */
typedef enum
{
  BT_CLICKHOUSE_STRING,
  BT_CLICKHOUSE_INT64,
} BtClickHouseType;

/* A value of a query. */
typedef struct
{
  const char *name; /* as it stands in the query's text: "{name}" */
  BtClickHouseType type;
  const char *text; /* of BT_CLICKHOUSE_STRING, any bytes but NUL */
  gint64 number;    /* of BT_CLICKHOUSE_INT64 */
} BtClickHouseValue;

/* Asks the server of an address ("http://USER:PASSWORD@HOST:8123/DATABASE"; what lacks is the
 * server's default) for its version. Fails with BT_DOWNLOAD_ERROR_REQUEST for no such address, and
 * as the queries do. Free with bt_clickhouse_link_free(). */
BtClickHouseLink *
bt_clickhouse_link_new (const char *url, GCancellable *cancellable, GError **error);
/* Frees a link; NULL is allowed. */
void bt_clickhouse_link_free (BtClickHouseLink *link);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtClickHouseLink, bt_clickhouse_link_free)

/* Sends a query in which "{name}" stands for each value, and returns the answer as a stream, which
 * the server packs on its way. Fails with G_IO_ERROR, with the server's own words where it refuses.
 */
GInputStream *bt_clickhouse_link_query (BtClickHouseLink *link,
                                        const char *query,
                                        const BtClickHouseValue *values,
                                        gsize n_values,
                                        GCancellable *cancellable,
                                        GError **error);
/* Runs a query without an answer. */
gboolean bt_clickhouse_link_run (BtClickHouseLink *link,
                                 const char *query,
                                 GCancellable *cancellable,
                                 GError **error);
/* Sends rows, packed on their way, as the data of an INSERT. */
gboolean bt_clickhouse_link_insert (BtClickHouseLink *link,
                                    const char *query,
                                    GBytes *rows,
                                    GCancellable *cancellable,
                                    GError **error);

G_END_DECLS
