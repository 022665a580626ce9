// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Publishing to a real ClickHouse server on the loopback address and reading back; and the forms of
 * values that newer servers take. */
#include "config.h"

#include "source/bt-clickhouse.h"

#include "loopback-server.h"
#include "market/bt-synthetic.h"
#include "source/bt-clickhouse-link.h"
#include "source/bt-download.h"
#include "test-folder.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

#define SERVER "clickhouse-server"
/* Servers start within a second; a machine may be busy. */
#define START_TRIES 600
#define START_PAUSE_USEC 100000

typedef struct
{
  char *folder;
  BtStore *store;
  GSubprocess *server;
  char *url;
  BtClickHousePlace place;
} Fixture;

/* Returns a port that is free now. */
static guint16
find_port (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();

  return g_socket_listener_add_any_inet_port (listener, NULL, NULL);
}

static void
write_file (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
write_config (const char *folder, guint16 http_port, guint16 tcp_port)
{
  g_autofree char *config = g_strdup_printf (
    "<yandex><logger><level>warning</level><log>%s/log</log><errorlog>%s/err</errorlog>"
    "<size>10M</size><count>1</count></logger><http_port>%u</http_port><tcp_port>%u</tcp_port>"
    "<listen_host>127.0.0.1</listen_host><path>%s/data/</path><tmp_path>%s/tmp/</tmp_path>"
    "<user_files_path>%s/user/</user_files_path><format_schema_path>%s/form/</format_schema_path>"
    "<users_config>%s/users.xml</users_config><default_profile>default</default_profile>"
    "<default_database>default</default_database><mark_cache_size>33554432</mark_cache_size>"
    "</yandex>",
    folder, folder, http_port, tcp_port, folder, folder, folder, folder, folder);

  write_file (folder, "config.xml", config);
  write_file (folder, "users.xml",
              "<yandex><profiles><default/></profiles><users><default><password></password>"
              "<networks><ip>127.0.0.1</ip></networks><profile>default</profile>"
              "<quota>default</quota></default><desk><password>s%cret '</password>"
              "<networks><ip>127.0.0.1</ip></networks><profile>default</profile>"
              "<quota>default</quota></desk></users><quotas><default/></quotas></yandex>");
}

/* Starts the server and waits until it answers; FALSE when it is not installed. */
static gboolean
start_server (Fixture *fixture)
{
  g_autofree char *program = g_find_program_in_path (SERVER);
  g_autofree char *home = g_build_filename (fixture->folder, "server", NULL);
  g_autofree char *option = g_strdup_printf ("--config-file=%s/config.xml", home);
  const guint16 http_port = find_port ();
  g_autoptr (GError) error = NULL;

  if (program == NULL)
    {
      g_test_skip (SERVER " is not installed");
      return FALSE;
    }
  g_assert_cmpint (g_mkdir_with_parents (home, 0700), ==, 0);
  write_config (home, http_port, find_port ());
  fixture->server
    = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                        &error, program, option, NULL);
  g_assert_no_error (error);
  fixture->url = g_strdup_printf ("http://127.0.0.1:%u/", http_port);
  fixture->place.url = fixture->url;
  for (guint i = 0; i < START_TRIES; i++)
    {
      g_autoptr (BtClickHouseLink) link = bt_clickhouse_link_new (fixture->url, NULL, NULL);
      if (link != NULL)
        return TRUE;
      g_usleep (START_PAUSE_USEC);
    }
  g_error ("%s does not answer", SERVER);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = test_folder_new ();
  g_autofree char *data_folder = g_build_filename (fixture->folder, "data", NULL);
  fixture->store = bt_store_open (data_folder, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->server != NULL)
    {
      g_subprocess_send_signal (fixture->server, SIGTERM);
      g_subprocess_wait (fixture->server, NULL, NULL);
      g_object_unref (fixture->server);
    }
  g_object_unref (fixture->store);
  g_free (fixture->url);
  test_folder_remove (fixture->folder);
}

static gint64
read_time (const char *text)
{
  gint64 time_usec = 0;

  g_assert_true (bt_time_parse (text, &time_usec, NULL));
  return time_usec;
}

/* A dataset to write, and its id. */
typedef struct
{
  const BtSeries *series;
  const char *symbol;
  gint64 id;
} Writing;

static gboolean
write_job (BtDb *db, gpointer data, GError **error)
{
  Writing *writing = data;
  BtInstrument instrument = *bt_instrument_find_builtin ("XAUUSD");
  gboolean is_new = FALSE;

  g_strlcpy (instrument.symbol, writing->symbol, sizeof instrument.symbol);
  g_autoptr (BtDatasetWriter) writer
    = bt_dataset_writer_begin (db, &instrument, BT_TIMEFRAME_M1, BT_SIDE_KIND_BID, TRUE, error);
  for (gsize i = 0; i < bt_series_get_length (writing->series); i++)
    {
      const BtCandle candle = bt_series_get_candle (writing->series, i);
      if (!bt_dataset_writer_add (writer, &candle, 1, error))
        return FALSE;
    }
  return bt_dataset_writer_finish (writer, "Test", NULL, 'A', FALSE, &writing->id, &is_new, error);
}

static gint64
write_gold (Fixture *fixture, const char *symbol, guint32 seed)
{
  g_autoptr (BtSeries) series
    = bt_synthetic_gold (seed, read_time ("2024-01-02"), read_time ("2024-02-02"), 206000);
  Writing writing = { .series = series, .symbol = symbol };
  g_autoptr (GError) error = NULL;

  bt_store_run (fixture->store, write_job, &writing, &error);
  g_assert_no_error (error);
  return writing.id;
}

static gboolean
get_job (BtDb *db, gpointer data, GError **error)
{
  BtDataset **dataset = data;
  const gint64 id = (*dataset)->id;

  g_free (*dataset);
  *dataset = bt_dataset_table_get (db, id, error);
  return *dataset != NULL;
}

static BtDataset *
get_dataset (Fixture *fixture, gint64 id)
{
  BtDataset *dataset = g_new0 (BtDataset, 1);

  dataset->id = id;
  g_assert_true (bt_store_run (fixture->store, get_job, &dataset, NULL));
  return dataset;
}

static BtClickHouseRange
make_range (const char *symbol)
{
  return (BtClickHouseRange){ .symbol = symbol,
                              .timeframe = BT_TIMEFRAME_M1,
                              .side = BT_SIDE_KIND_BID,
                              .from_usec = read_time ("2000-01-01"),
                              .to_usec = read_time ("2100-01-01") };
}

static gint64
publish (Fixture *fixture, gint64 id)
{
  g_autoptr (GError) error = NULL;
  gint64 rows = 0;

  bt_clickhouse_publish (&fixture->place, fixture->store, id, &rows, NULL, &error);
  g_assert_no_error (error);
  return rows;
}

/* Reads a range into a store that is empty. */
static BtDataset *
fetch_elsewhere (Fixture *fixture, const BtClickHouseRange *range, gint64 *rows)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "elsewhere", NULL);
  g_autoptr (GError) error = NULL;
  gint64 id = 0;
  gboolean is_new = FALSE;

  g_object_unref (fixture->store);
  fixture->store = bt_store_open (folder, &error);
  g_assert_no_error (error);
  bt_clickhouse_fetch (&fixture->place, fixture->store, range, &id, &is_new, rows, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (is_new);
  return get_dataset (fixture, id);
}

/* What is published comes out elsewhere as the very same dataset; publishing twice doubles nothing,
 * and a changed candle is replaced. */
static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  if (!start_server (fixture))
    return;
  const BtClickHouseRange range = make_range ("XAUUSD");
  gint64 rows = 0;
  const gint64 first = write_gold (fixture, "XAUUSD", 1);
  const gint64 second = write_gold (fixture, "XAUUSD", 2);
  g_autoptr (BtDataset) stored = get_dataset (fixture, second);

  g_assert_cmpint (publish (fixture, first), >, 20000);
  publish (fixture, second);
  publish (fixture, second);
  g_autoptr (BtDataset) found = fetch_elsewhere (fixture, &range, &rows);
  g_assert_cmpint (found->rows, ==, rows);
  g_assert_true (bt_hash_equal (&found->hash, &stored->hash));
  g_assert_cmpstr (found->source, ==, "ClickHouse");
  g_assert_true (found->has_spread);
}

/* Quotes, backslashes and other signs are values, whatever they look like. */
static void
test_hostile_names (Fixture *fixture, gconstpointer data)
{
  static const char *const symbols[]
    = { "x' OR '1'='1", "\\",          "\\'", "'; DROP TABLE backtrade_candles; --",
        "{symbol}",     "\xC3\xA9\n\t" };

  if (!start_server (fixture))
    return;
  publish (fixture, write_gold (fixture, "XAUUSD", 1));
  for (guint i = 0; i < G_N_ELEMENTS (symbols); i++)
    {
      const BtClickHouseRange range = make_range (symbols[i]);
      g_autoptr (GError) error = NULL;
      gint64 id = 0, rows = 0;
      gboolean is_new = FALSE;

      g_assert_false (bt_clickhouse_fetch (&fixture->place, fixture->store, &range, &id, &is_new,
                                           &rows, NULL, &error));
      g_assert_error (error, BT_DOWNLOAD_ERROR, BT_DOWNLOAD_ERROR_EMPTY);
    }
  const BtClickHouseRange range = make_range ("XAUUSD");
  gint64 rows = 0;
  g_autoptr (BtDataset) found = fetch_elsewhere (fixture, &range, &rows);
  g_assert_cmpint (found->rows, >, 20000);
}

/* Part of the time; another table; a user with a password full of signs. */
static void
test_places (Fixture *fixture, gconstpointer data)
{
  if (!start_server (fixture))
    return;
  BtClickHouseRange range = make_range ("XAUUSD");
  g_autofree char *port = g_strdup (strrchr (fixture->url, ':'));
  gint64 rows = 0;

  g_free (fixture->url);
  fixture->url = g_strdup_printf ("http://desk:s%%25cret%%20%%27@127.0.0.1%sdefault", port);
  fixture->place.url = fixture->url;
  fixture->place.table = "default.history_1";
  publish (fixture, write_gold (fixture, "XAUUSD", 1));
  range.from_usec = read_time ("2024-01-10T08:00");
  range.to_usec = read_time ("2024-01-10T09:00");
  g_autoptr (BtDataset) found = fetch_elsewhere (fixture, &range, &rows);
  g_assert_cmpint (found->rows, ==, 60);
  g_assert_cmpint (found->first_usec, ==, range.from_usec);
}

/* What the server says reaches the user; nothing is stored. */
static void
test_failures (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *url; /* NULL: the server's */
    const char *table;
    const char *part;
  } cases[] = {
    { NULL, "nowhere.candles", "nowhere" },
    { NULL, "candles; DROP TABLE x", "is no name of a table" },
    { NULL, "1candles", "is no name of a table" },
    { NULL, "a.b.c", "is no name of a table" },
    { NULL, "a.", "is no name of a table" },
    { "ftp://127.0.0.1/", NULL, "is no address" },
    { "http://", NULL, "is no address" },
    { "127.0.0.1", NULL, "is no address" },
    { "http://127.0.0.1:1/a/b", NULL, "is no address" },
    { "http://127.0.0.1:1/", NULL, "http://127.0.0.1:1/" },
  };
  gint64 rows = 0;

  if (!start_server (fixture))
    return;
  const gint64 gold = write_gold (fixture, "XAUUSD", 1);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      const BtClickHousePlace place
        = { .url = cases[i].url != NULL ? cases[i].url : fixture->url, .table = cases[i].table };

      g_assert_false (bt_clickhouse_publish (&place, fixture->store, gold, &rows, NULL, &error));
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, cases[i].part));
    }

  g_autoptr (GError) error = NULL;
  g_autofree char *wrong
    = g_strdup_printf ("http://desk:wrong@127.0.0.1%s", strrchr (fixture->url, ':'));
  const BtClickHousePlace place = { .url = wrong };
  g_assert_false (bt_clickhouse_publish (&place, fixture->store, gold, &rows, NULL, &error));
  g_assert_nonnull (strstr (error->message, "assword"));
}

/* A server of today gets typed parameters and not a literal in the text. */
static void
test_typed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LoopbackServer) server = loopback_server_new ();
  g_autoptr (GBytes) version = g_bytes_new_static ("24.3.1.2672\n", 12);
  const BtClickHousePlace place = { .url = loopback_server_get_url (server) };
  const BtClickHouseRange range = make_range ("x'\\\t");
  g_autoptr (GError) error = NULL;
  gint64 id = 0, rows = 0;
  gboolean is_new = FALSE;

  loopback_server_add (server, "/", version, LOOPBACK_SOUND, 0);
  g_assert_false (
    bt_clickhouse_fetch (&place, fixture->store, &range, &id, &is_new, &rows, NULL, &error));
  g_assert_error (error, BT_DOWNLOAD_ERROR, BT_DOWNLOAD_ERROR_EMPTY);
  g_autofree char *query = loopback_server_dup_query (server);
  g_autoptr (GBytes) body = loopback_server_ref_body (server);
  g_autofree char *text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  g_assert_nonnull (strstr (query, "param_symbol=x%27%5C%5C%5Ct&"));
  g_assert_nonnull (strstr (query, "param_from=946684800000000&"));
  g_assert_nonnull (strstr (text, "symbol = {symbol:String} AND"));
  g_assert_nonnull (strstr (text, "time_usec < {to:Int64} FORMAT"));

  /* What is no ClickHouse server is told apart. */
  g_autoptr (GBytes) page = g_bytes_new_static ("<html>hello</html>", 18);
  loopback_server_add (server, "/", page, LOOPBACK_SOUND, 0);
  g_clear_error (&error);
  g_assert_false (
    bt_clickhouse_fetch (&place, fixture->store, &range, &id, &is_new, &rows, NULL, &error));
  g_assert_nonnull (strstr (error->message, "no ClickHouse server"));
}

#define ADD(path, func)                                                                            \
  g_test_add ("/source/clickhouse/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("typed", test_typed);
  ADD ("round-trip", test_round_trip);
  ADD ("hostile-names", test_hostile_names);
  ADD ("places", test_places);
  ADD ("failures", test_failures);
  return g_test_run ();
}
