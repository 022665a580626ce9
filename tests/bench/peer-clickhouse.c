// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "peer-clickhouse.h"

#include "bench-figure.h"

#include <libsoup/soup.h>
#include <math.h>
#include <signal.h>
#include <string.h>

#define SERVER "clickhouse-server"
#define START_TRIES 600
#define START_PAUSE_USEC 100000
#define ROW_BYTES 28
/* Merged to one part first, so that it shows what it can. */
#define TABLE                                                                                      \
  "(time DateTime, open Int32, high Int32, low Int32, close Int32, volume Int32, spread Int32)"    \
  " ENGINE = MergeTree PARTITION BY toYear(time) ORDER BY time"

typedef struct
{
  GSubprocess *process;
  SoupSession *session;
  char *url;
} Server;

static void
write_file (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static guint16
find_port (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();

  return g_socket_listener_add_any_inet_port (listener, NULL, NULL);
}

/* Sends a query, with rows where there are some, and returns the whole answer, plain on loopback.
 */
static GBytes *
ask (const Server *server, const char *query, GBytes *rows, GError **error)
{
  g_autofree char *escaped = g_uri_escape_string (query, NULL, FALSE);
  g_autofree char *url = g_strconcat (server->url, "?query=", escaped, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("POST", url);
  g_autoptr (GBytes) none = g_bytes_new_static ("", 0);

  soup_message_set_request_body_from_bytes (message, NULL, rows != NULL ? rows : none);
  g_autoptr (GBytes) answer = soup_session_send_and_read (server->session, message, NULL, error);
  if (answer == NULL || soup_message_get_status (message) == SOUP_STATUS_OK)
    return g_steal_pointer (&answer);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%.*s", (int) g_bytes_get_size (answer),
               (const char *) g_bytes_get_data (answer, NULL));
  return NULL;
}

/* Returns the length of the answer. */
static gsize
run (const Server *server, const char *query, GBytes *rows)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) answer = ask (server, query, rows, &error);

  g_assert_no_error (error);
  return g_bytes_get_size (answer);
}

/* Starts the server; FALSE when it is not installed. */
static gboolean
start (Server *server, const char *folder)
{
  g_autofree char *program = g_find_program_in_path (SERVER);
  g_autofree char *option = g_strdup_printf ("--config-file=%s/config.xml", folder);
  const guint16 port = find_port ();
  gboolean is_up = FALSE;

  if (program == NULL)
    return FALSE;
  g_autofree char *config = g_strdup_printf (
    "<yandex><logger><level>error</level><log>%s/log</log><errorlog>%s/err</errorlog></logger>"
    "<http_port>%u</http_port><tcp_port>%u</tcp_port><listen_host>127.0.0.1</listen_host>"
    "<path>%s/data/</path><tmp_path>%s/tmp/</tmp_path><users_config>%s/users.xml</users_config>"
    "<default_profile>default</default_profile><default_database>default</default_database>"
    "<mark_cache_size>268435456</mark_cache_size></yandex>",
    folder, folder, port, find_port (), folder, folder, folder);
  write_file (folder, "config.xml", config);
  write_file (folder, "users.xml",
              "<yandex><profiles><default/></profiles><users><default><password></password>"
              "<networks><ip>127.0.0.1</ip></networks><profile>default</profile>"
              "<quota>default</quota></default></users><quotas><default/></quotas></yandex>");
  server->process
    = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL,
                        program, option, NULL);
  g_assert_nonnull (server->process);
  server->session = soup_session_new ();
  server->url = g_strdup_printf ("http://127.0.0.1:%u/", port);
  for (guint i = 0; i < START_TRIES && !is_up; i++)
    {
      g_autoptr (GBytes) answer = ask (server, "SELECT 1", NULL, NULL);
      is_up = answer != NULL;
      if (!is_up)
        g_usleep (START_PAUSE_USEC);
    }
  g_assert_true (is_up);
  return TRUE;
}

static void
stop (Server *server)
{
  g_subprocess_send_signal (server->process, SIGTERM);
  g_subprocess_wait (server->process, NULL, NULL);
  g_object_unref (server->process);
  g_object_unref (server->session);
  g_free (server->url);
}

static void
put (GByteArray *out, gint64 value)
{
  const gint32 number = GINT32_TO_LE ((gint32) value);

  g_byte_array_append (out, (const guint8 *) &number, sizeof number);
}

/* Returns rows in the server's own binary form, ready to be sent. */
static GBytes *
make_rows (BtSeries *series, gsize count)
{
  GByteArray *out = g_byte_array_sized_new ((guint) (count * ROW_BYTES));

  for (gsize i = 0; i < count; i++)
    {
      const BtCandle candle = bt_series_get_candle (series, i);
      put (out, candle.time_usec / G_USEC_PER_SEC);
      put (out, candle.open_points);
      put (out, candle.high_points);
      put (out, candle.low_points);
      put (out, candle.close_points);
      put (out, candle.volume / 100000000);
      put (out, candle.spread_points);
    }
  return g_byte_array_free_to_bytes (out);
}

/* Returns rows as text that the server need not convert: seconds and whole points. */
static GBytes *
make_text (BtSeries *series, gsize count)
{
  GString *out = g_string_new (NULL);

  for (gsize i = 0; i < count; i++)
    {
      const BtCandle candle = bt_series_get_candle (series, i);
      g_string_append_printf (
        out,
        "%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT
        "\t%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\t%d\n",
        candle.time_usec / G_USEC_PER_SEC, candle.open_points, candle.high_points,
        candle.low_points, candle.close_points, candle.volume / 100000000, candle.spread_points);
    }
  return g_string_free_to_bytes (out);
}

/* As many rows as the year has. */
static double
measure_year (const Server *server, const BenchMarket *market)
{
  g_autoptr (GBytes) rows = make_text (market->decade, (gsize) market->year_rows);
  double times_ms[BENCH_N_WHOLE];

  for (guint i = 0; i < BENCH_N_WHOLE; i++)
    {
      run (server, "CREATE TABLE year " TABLE, NULL);
      const gint64 start_usec = g_get_monotonic_time ();
      run (server, "INSERT INTO year FORMAT TabSeparated", rows);
      times_ms[i] = bench_get_ms_since (start_usec);
      run (server, "DROP TABLE year", NULL);
    }
  return bench_find_best (times_ms, BENCH_N_WHOLE);
}

static double
measure_windows (const Server *server, const BenchMarket *market)
{
  double times_usec[BENCH_N_WINDOWS];

  for (guint i = 0; i < BENCH_N_WINDOWS; i++)
    {
      const gint64 end = bench_market_get_window_end (market, i) / G_USEC_PER_SEC;
      /* A span that holds the window and a weekend: what a careful client asks for. */
      g_autofree char *query = g_strdup_printf ("SELECT * FROM m1 WHERE time < %" G_GINT64_FORMAT
                                                " AND time >= %" G_GINT64_FORMAT
                                                " ORDER BY time DESC LIMIT %d FORMAT RowBinary",
                                                end, end - 6 * 86400, BENCH_WINDOW);
      const gint64 start_usec = g_get_monotonic_time ();
      g_assert_cmpuint (run (server, query, NULL), ==, BENCH_WINDOW * ROW_BYTES);
      times_usec[i] = bench_get_ms_since (start_usec) * 1000;
    }
  return bench_find_median (times_usec, BENCH_N_WINDOWS);
}

static double
measure_query (const Server *server, const char *query)
{
  double times_ms[BENCH_N_WHOLE];

  for (guint i = 0; i < BENCH_N_WHOLE; i++)
    {
      const gint64 start_usec = g_get_monotonic_time ();
      run (server, query, NULL);
      times_ms[i] = bench_get_ms_since (start_usec);
    }
  return bench_find_best (times_ms, BENCH_N_WHOLE);
}

/* Returns the bytes that the table's columns take on disk. */
static double
measure_bytes (const Server *server)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) answer = ask (server,
                                   "SELECT toInt64(sum(data_compressed_bytes)) FROM system.columns"
                                   " WHERE table = 'm1' FORMAT RowBinary",
                                   NULL, &error);
  gint64 bytes = 0;

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (answer), ==, sizeof bytes);
  memcpy (&bytes, g_bytes_get_data (answer, NULL), sizeof bytes);
  return (double) GINT64_FROM_LE (bytes);
}

gboolean
peer_clickhouse_measure (const BenchMarket *market, BenchStorage *out)
{
  Server server = { 0 };
  const gsize length = bt_series_get_length (market->decade);

  *out = BENCH_STORAGE_ABSENT;
  if (!start (&server, market->folder))
    {
      g_print ("ClickHouse is absent: " SERVER " is not installed\n");
      return FALSE;
    }
  out->year_ms = measure_year (&server, market);
  g_autoptr (GBytes) rows = make_rows (market->decade, length);
  run (&server, "CREATE TABLE m1 " TABLE, NULL);
  run (&server, "INSERT INTO m1 FORMAT RowBinary", rows);
  run (&server, "OPTIMIZE TABLE m1 FINAL", NULL);
  out->bytes_a_candle = measure_bytes (&server) / (double) length;
  out->window_usec = measure_windows (&server, market);
  out->all_ms = measure_query (&server, "SELECT * FROM m1 ORDER BY time FORMAT RowBinary");
  out->hours_ms = measure_query (
    &server, "SELECT toStartOfHour(time) AS hour, argMin(open, time), max(high), min(low),"
             " argMax(close, time), sum(volume) FROM m1 GROUP BY hour ORDER BY hour"
             " FORMAT RowBinary");
  stop (&server);
  return TRUE;
}
