// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Which ticks of a dataset a session or a scenario takes. */
#include "config.h"

#include <json-glib/json-glib.h>

#include "session-fixture.h"
#include "session/bt-session-file.h"

#define FIRST 120
#define LENGTH 1000

/* Returns the hash of what a scenario on the dataset in a timeframe runs on. */
static char *
hash_dataset (SessionFixture *fixture, const char *timeframe, const char *ticks)
{
  g_autofree char *path = g_build_filename (fixture->folder, "hash.json", NULL);
  g_autofree char *text
    = g_strdup_printf ("{\"format\":\"backtrade-scenario/1\",\"timeframe\":\"%s\",\"dataset\":"
                       "{\"symbol\":\"XAUUSD\",\"timeframe\":\"%s\"},\"ticks\":%s}",
                       timeframe, timeframe, ticks);
  g_autofree char *result = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  result = bt_scenario_run (path, fixture->store, FALSE, BT_PATH_ADAPTIVE, &error);
  g_assert_no_error (error);
  node = json_from_string (result, NULL);
  return g_strdup (json_object_get_string_member (json_node_get_object (node), "dataset_sha256"));
}

/* Candles made from those of the dataset have its ticks while each of these has a place in them. */
static void
test_timeframes (SessionFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *timeframe;
    gboolean has_ticks;
  } CASES[] = { { "M1", TRUE }, { "M5", TRUE }, { "H1", TRUE }, { "H4", FALSE }, { "D1", FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *with = hash_dataset (fixture, CASES[i].timeframe, "null");
      g_autofree char *without = hash_dataset (fixture, CASES[i].timeframe, "[]");

      g_assert_cmpint (g_strcmp0 (with, without) != 0, ==, CASES[i].has_ticks);
    }
}

typedef struct
{
  gint64 dataset_id;
  BtSeries *series;
  gint64 limit;
  BtTickSeries *ticks;
} LoadTicks;

static gboolean
load_ticks_job (BtDb *db, gpointer data, GError **error)
{
  LoadTicks *load = data;
  g_autoptr (BtDataset) dataset = bt_dataset_table_get (db, load->dataset_id, error);

  return bt_session_ticks_load_all (db, dataset, load->series, load->limit, &load->ticks, error);
}

/* No more are read than wanted, and none outside the candles. */
static void
test_limit (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (BtSeries) part = bt_series_slice (fixture->series, FIRST, LENGTH);
  g_autoptr (GArray) ticks = session_fixture_make_ticks (fixture->series, FIRST, FIRST + LENGTH);
  LoadTicks load
    = { .dataset_id = fixture->dataset_id, .series = part, .limit = (gint64) ticks->len };

  g_assert_true (bt_store_run (fixture->store, load_ticks_job, &load, NULL));
  g_assert_cmpint (bt_session_ticks_count (load.ticks), ==, ticks->len);
  for (guint i = 0; i < ticks->len; i++)
    g_assert_cmpint (bt_tick_series_get_columns (load.ticks)->time_usec[i], ==,
                     g_array_index (ticks, BtMarketTick, i).time_usec);
  g_clear_pointer (&load.ticks, bt_tick_series_unref);

  load.limit--;
  g_assert_true (bt_store_run (fixture->store, load_ticks_job, &load, NULL));
  g_assert_null (load.ticks);
}

/* Adds a minute to the dataset, and a tick to the one that was the last. */
static gboolean
grow_job (BtDb *db, gpointer data, GError **error)
{
  const SessionFixture *fixture = data;
  g_autoptr (BtDatasetWriter) writer
    = bt_dataset_writer_begin_append (db, fixture->dataset_id, error);
  BtCandle last
    = bt_series_get_candle (fixture->series, bt_series_get_length (fixture->series) - 1);
  BtCandle next = last;
  const BtMarketTick tick = { .time_usec = last.time_usec + G_GINT64_CONSTANT (59000000),
                              .bid_points = last.close_points,
                              .ask_points = last.close_points + 11 };
  gboolean is_new;
  gint64 id;

  next.time_usec += BT_USEC_PER_MINUTE;
  return bt_dataset_writer_add (writer, &last, 1, error)
         && bt_dataset_writer_add (writer, &next, 1, error)
         && bt_dataset_writer_add_ticks (writer, &tick, 1, error)
         && bt_dataset_writer_finish (writer, "More", NULL, 'A', TRUE, &id, &is_new, error)
         && id == fixture->dataset_id;
}

/* What is added to the dataset, in the session's last candle too, is of no session that is there.
 */
static void
test_growth (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);
  gint64 last = bt_session_get_length (session) - 1;
  g_autoptr (GError) error = NULL;
  g_autofree char *digest = NULL;

  g_assert_cmpint ((FIRST + last) % 7, !=, 0);
  g_assert_true (bt_session_advance_to (session, last, FALSE, &error));
  digest = bt_session_get_digest (session);
  bt_session_close (session);

  g_assert_true (bt_store_run (fixture->store, grow_job, fixture, &error));
  g_assert_no_error (error);

  g_autoptr (BtSession) again = session_fixture_open (fixture, id);
  g_autofree char *found = bt_session_get_digest (again);
  g_assert_cmpstr (found, ==, digest);
  bt_session_close (again);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/session/tick-data/timeframes", SessionFixture, NULL, session_fixture_set_up_ticks,
              test_timeframes, session_fixture_tear_down);
  g_test_add ("/session/tick-data/limit", SessionFixture, NULL, session_fixture_set_up_ticks,
              test_limit, session_fixture_tear_down);
  g_test_add ("/session/tick-data/growth", SessionFixture, NULL, session_fixture_set_up_ticks,
              test_growth, session_fixture_tear_down);
  return g_test_run ();
}
