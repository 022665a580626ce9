// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The store beside Debian's clickhouse-server, in one run: ten years of M1 in, their bytes, windows
 * of 2,000 candles at random times, all of them, and hours made from them. */
#include "config.h"

#include "market/bt-aggregate.h"
#include "market/bt-synthetic.h"
#include "source/bt-clickhouse-link.h"
#include "source/bt-clickhouse.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <signal.h>

#define SERVER "clickhouse-server"
#define WINDOW 2000
#define N_WINDOWS 100
#define N_WHOLE 5
#define YEARS 10
#define START_TRIES 600
#define START_PAUSE_USEC 100000

typedef struct
{
  BtStore *store;
  char *folder;
  char *url;
  GSubprocess *server;
  BtClickHouseLink *link;
  BtSeries *series;
  gint64 id;
  gint64 bytes;
  gint64 write_usec;
  gint64 window_usec;
  gint64 load_usec;
  gint64 hours_usec;
} Bench;

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const gint64 first = *(const gint64 *) a;
  const gint64 second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

static gboolean
write_job (BtDb *db, gpointer data, GError **error)
{
  Bench *bench = data;
  const gint64 start_usec = g_get_monotonic_time ();
  const gsize length = bt_series_get_length (bench->series);
  gboolean is_new = FALSE;
  g_autoptr (BtDatasetWriter) writer = bt_dataset_writer_begin (
    db, bt_instrument_find_builtin ("XAUUSD"), BT_TIMEFRAME_M1, BT_SIDE_KIND_BID, TRUE, error);

  for (gsize i = 0; writer != NULL && i < length; i++)
    {
      const BtCandle candle = bt_series_get_candle (bench->series, i);
      if (!bt_dataset_writer_add (writer, &candle, 1, error))
        return FALSE;
    }
  if (writer == NULL
      || !bt_dataset_writer_finish (writer, "bench", NULL, 'A', FALSE, &bench->id, &is_new, error))
    return FALSE;
  bench->write_usec = g_get_monotonic_time () - start_usec;
  g_autoptr (BtDataset) dataset = bt_dataset_table_get (db, bench->id, error);
  bench->bytes = dataset->bytes;
  return TRUE;
}

/* Returns the end of window number i, the same for both sides. */
static gint64
get_window_end (const Bench *bench, guint i)
{
  const gsize length = bt_series_get_length (bench->series);

  return bt_series_get_candle (bench->series, WINDOW + (gsize) i * 7919 * 1237 % (length - WINDOW))
    .time_usec;
}

static gboolean
read_job (BtDb *db, gpointer data, GError **error)
{
  Bench *bench = data;
  gint64 times[N_WINDOWS];
  gint64 whole[N_WHOLE];
  gint64 hours[N_WHOLE];

  for (guint i = 0; i < N_WINDOWS; i++)
    {
      const gint64 start_usec = g_get_monotonic_time ();
      g_autoptr (BtSeries) window
        = bt_dataset_table_load_window (db, bench->id, get_window_end (bench, i), WINDOW, error);
      times[i] = g_get_monotonic_time () - start_usec;
      g_assert_cmpuint (bt_series_get_length (window), ==, WINDOW);
    }
  for (guint i = 0; i < N_WHOLE; i++)
    {
      gint64 start_usec = g_get_monotonic_time ();
      g_autoptr (BtSeries) series = bt_dataset_table_load (db, bench->id, NULL, error);
      whole[i] = g_get_monotonic_time () - start_usec;
      start_usec = g_get_monotonic_time ();
      g_autoptr (BtSeries) aggregate
        = bt_aggregate_series (series, BT_TIMEFRAME_H1, BT_TRADING_DAY_DEFAULT);
      hours[i] = g_get_monotonic_time () - start_usec;
      g_assert_cmpuint (bt_series_get_length (aggregate), >, 10000);
    }
  qsort (times, N_WINDOWS, sizeof *times, compare_times);
  qsort (whole, N_WHOLE, sizeof *whole, compare_times);
  qsort (hours, N_WHOLE, sizeof *hours, compare_times);
  bench->window_usec = times[N_WINDOWS / 2];
  bench->load_usec = whole[0];
  bench->hours_usec = hours[0];
  return TRUE;
}

static void
write_file (const Bench *bench, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (bench->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static guint16
find_port (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();

  return g_socket_listener_add_any_inet_port (listener, NULL, NULL);
}

/* Starts the server; FALSE when it is not installed. */
static gboolean
start_server (Bench *bench)
{
  g_autofree char *program = g_find_program_in_path (SERVER);
  g_autofree char *option = g_strdup_printf ("--config-file=%s/config.xml", bench->folder);
  const guint16 port = find_port ();

  if (program == NULL)
    return FALSE;
  g_autofree char *config = g_strdup_printf (
    "<yandex><logger><level>error</level><log>%s/log</log><errorlog>%s/err</errorlog></logger>"
    "<http_port>%u</http_port><tcp_port>%u</tcp_port><listen_host>127.0.0.1</listen_host>"
    "<path>%s/data/</path><tmp_path>%s/tmp/</tmp_path><users_config>%s/users.xml</users_config>"
    "<default_profile>default</default_profile><default_database>default</default_database>"
    "<mark_cache_size>268435456</mark_cache_size></yandex>",
    bench->folder, bench->folder, port, find_port (), bench->folder, bench->folder, bench->folder);
  write_file (bench, "config.xml", config);
  write_file (bench, "users.xml",
              "<yandex><profiles><default/></profiles><users><default><password></password>"
              "<networks><ip>127.0.0.1</ip></networks><profile>default</profile>"
              "<quota>default</quota></default></users><quotas><default/></quotas></yandex>");
  bench->server
    = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL,
                        program, option, NULL);
  g_assert_nonnull (bench->server);
  bench->url = g_strdup_printf ("http://127.0.0.1:%u/", port);
  for (guint i = 0; i < START_TRIES && bench->link == NULL; i++)
    {
      bench->link = bt_clickhouse_link_new (bench->url, NULL, NULL);
      if (bench->link == NULL)
        g_usleep (START_PAUSE_USEC);
    }
  g_assert_nonnull (bench->link);
  return TRUE;
}

/* Sends a query, reads the whole answer, and returns how long it took; stores its bytes. */
static gint64
time_query (const Bench *bench, const char *query, gsize *length)
{
  static char buffer[1 << 16];
  const gint64 start_usec = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) body
    = bt_clickhouse_link_query (bench->link, query, NULL, 0, NULL, &error);
  gsize got = 0;

  g_assert_no_error (error);
  *length = 0;
  do
    {
      g_assert_true (g_input_stream_read_all (body, buffer, sizeof buffer, &got, NULL, &error));
      *length += got;
    }
  while (got == sizeof buffer);
  return g_get_monotonic_time () - start_usec;
}

/* Returns the best of several runs. */
static gint64
time_best (const Bench *bench, const char *query)
{
  gint64 best = G_MAXINT64;
  gsize length = 0;

  for (guint i = 0; i < N_WHOLE; i++)
    best = MIN (best, time_query (bench, query, &length));
  return best;
}

static gint64
time_windows (const Bench *bench)
{
  gint64 times[N_WINDOWS];
  gsize length = 0;

  for (guint i = 0; i < N_WINDOWS; i++)
    {
      const gint64 end_usec = get_window_end (bench, i);
      /* A span that holds the window and a weekend: what a careful client asks for. */
      g_autofree char *query = g_strdup_printf (
        "SELECT time_usec, open, high, low, close, volume, spread FROM " BT_CLICKHOUSE_TABLE
        " WHERE symbol = 'XAUUSD' AND timeframe = 'M1' AND side = 'bid'"
        " AND time_usec < %" G_GINT64_FORMAT " AND time_usec >= %" G_GINT64_FORMAT
        " ORDER BY time_usec DESC LIMIT %d FORMAT RowBinary",
        end_usec, end_usec - 6 * BT_USEC_PER_DAY, WINDOW);
      times[i] = time_query (bench, query, &length);
      g_assert_cmpuint (length, ==, WINDOW * (6 * 8 + 4));
    }
  qsort (times, N_WINDOWS, sizeof *times, compare_times);
  return times[N_WINDOWS / 2];
}

static double
to_ms (gint64 usec)
{
  return (double) usec / 1000;
}

static void
compare (Bench *bench)
{
  const BtClickHousePlace place = { .url = bench->url };
  g_autoptr (GError) error = NULL;
  gint64 rows = 0;
  gint64 bytes = 0;
  gsize length = 0;
  const gint64 start_usec = g_get_monotonic_time ();

  bt_clickhouse_publish (&place, bench->store, bench->id, &rows, NULL, &error);
  g_assert_no_error (error);
  const gint64 write_usec = g_get_monotonic_time () - start_usec;
  bt_clickhouse_link_run (bench->link, "OPTIMIZE TABLE " BT_CLICKHOUSE_TABLE " FINAL", NULL,
                          &error);
  g_assert_no_error (error);
  g_autoptr (GInputStream) body = bt_clickhouse_link_query (
    bench->link,
    "SELECT toInt64(sum(data_compressed_bytes)) FROM system.columns WHERE table = "
    "'" BT_CLICKHOUSE_TABLE "' FORMAT RowBinary",
    NULL, 0, NULL, &error);
  g_assert_true (g_input_stream_read_all (body, &bytes, sizeof bytes, &length, NULL, &error));
  const gint64 window_usec = time_windows (bench);
  const gint64 load_usec = time_best (
    bench, "SELECT time_usec, open, high, low, close, volume, spread FROM " BT_CLICKHOUSE_TABLE
           " ORDER BY time_usec FORMAT RowBinary");
  const gint64 hours_usec = time_best (
    bench, "SELECT intDiv(time_usec, 3600000000) AS hour, argMin(open, time_usec), max(high),"
           " min(low), argMax(close, time_usec), sum(volume) FROM " BT_CLICKHOUSE_TABLE
           " GROUP BY hour ORDER BY hour FORMAT RowBinary");

  g_print ("ClickHouse, in: %.0f ms; %.2f bytes a candle\n", to_ms (write_usec),
           (double) bytes / (double) rows);
  g_print ("ClickHouse, a window of %d: median %.0f µs, %.0f times ours (reach 20)\n", WINDOW,
           (double) window_usec, (double) window_usec / (double) bench->window_usec);
  g_print ("ClickHouse, all: %.1f ms; hours: %.1f ms\n", to_ms (load_usec), to_ms (hours_usec));
}

static void
remove_tree (const char *path)
{
  const char *const command[] = { "rm", "-rf", path, NULL };
  g_autoptr (GSubprocess) process = g_subprocess_newv (command, G_SUBPROCESS_FLAGS_NONE, NULL);

  g_subprocess_wait (process, NULL, NULL);
}

int
main (void)
{
  Bench bench = { 0 };
  gint64 start_usec = 0;
  gint64 end_usec = 0;
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  bench.folder = g_dir_make_tmp ("backtrade-bench-XXXXXX", NULL);
  bt_time_parse ("2014-01-01", &start_usec, NULL);
  bt_time_parse ("2024-01-01", &end_usec, NULL);
  bench.series = bt_synthetic_gold (1, start_usec, end_usec, 120000);
  g_autofree char *store_folder = g_build_filename (bench.folder, "ours", NULL);
  bench.store = bt_store_open (store_folder, &error);
  g_assert_no_error (error);
  bt_store_run (bench.store, write_job, &bench, &error);
  bt_store_run (bench.store, read_job, &bench, &error);
  g_assert_no_error (error);
  const gsize length = bt_series_get_length (bench.series);
  g_print ("Ours, %d years of M1 (%" G_GSIZE_FORMAT " candles), in: %.0f ms; %.2f bytes a candle"
           " (reach 10)\n",
           YEARS, length, to_ms (bench.write_usec), (double) bench.bytes / (double) length);
  g_print ("Ours, a window of %d: median %" G_GINT64_FORMAT " µs (reach 50)\n", WINDOW,
           bench.window_usec);
  g_print ("Ours, all: %.1f ms (reach 60); hours: %.1f ms (reach 15)\n", to_ms (bench.load_usec),
           to_ms (bench.hours_usec));
  if (start_server (&bench))
    {
      compare (&bench);
      g_subprocess_send_signal (bench.server, SIGTERM);
      g_subprocess_wait (bench.server, NULL, NULL);
      bt_clickhouse_link_free (bench.link);
    }
  else
    g_print ("ClickHouse is absent: " SERVER " is not installed\n");
  g_object_unref (bench.store);
  bt_series_unref (bench.series);
  remove_tree (bench.folder);
  return 0;
}
