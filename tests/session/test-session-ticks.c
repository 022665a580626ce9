// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Sessions and scenarios on a dataset with ticks: played, stored, taken away and brought back, with
 * one digest; and those from before the ticks came, which go on without. */
#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "session-fixture.h"
#include "session/bt-session-file.h"
#include "session/bt-zip-file.h"
#include "test-folder.h"

#define TEST(path, set_up, func)                                                                   \
  g_test_add (path, SessionFixture, NULL, set_up, func, session_fixture_tear_down)

#define FIRST 120
#define LENGTH 1000

typedef struct
{
  const char *id;
  BtSessionRow *row;
} GetRow;

static gboolean
get_row_job (BtDb *db, gpointer data, GError **error)
{
  GetRow *get = data;

  get->row = bt_session_table_get (db, get->id, error);
  return get->row != NULL;
}

static BtSessionRow *
get_row (BtStore *store, const char *id)
{
  GetRow get = { .id = id };

  g_assert_true (bt_store_run (store, get_row_job, &get, NULL));
  return get.row;
}

/* Creates a session of LENGTH candles and trades in it up to candle 900. */
static char *
make_session (SessionFixture *fixture, char **digest)
{
  g_autoptr (BtSession) session = NULL;
  g_autoptr (GError) error = NULL;
  BtSessionPlan plan;
  char *id;

  session_fixture_make_plan (fixture, &plan);
  plan.end_usec = bt_series_get_columns (fixture->series)->time_usec[FIRST + LENGTH];
  id = bt_session_create (fixture->store, &plan, &error);
  g_assert_no_error (error);
  session = session_fixture_open (fixture, id);
  for (gint64 bar = 50; bar < 900; bar += 50)
    {
      g_assert_true (bt_session_advance_to (session, bar, FALSE, &error));
      session_fixture_trade (session, bar % 100 == 0 ? BT_DIRECTION_SELL : BT_DIRECTION_BUY, 120,
                             90);
    }
  g_assert_true (bt_session_advance_to (session, 900, FALSE, &error));
  *digest = bt_session_get_digest (session);
  bt_session_close (session);
  return id;
}

static void
assert_digest (SessionFixture *fixture, const char *id, const char *digest)
{
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);
  g_autofree char *found = bt_session_get_digest (session);

  g_assert_cmpstr (found, ==, digest);
  bt_session_close (session);
}

/* Asserts that fills on ticks are where a tick was, and returns how many there are. */
static guint
count_tick_fills (SessionFixture *fixture, BtSession *session)
{
  gsize count;
  const BtFill *fills = bt_engine_get_fills (session->engine, &count);
  guint on_ticks = 0;

  for (gsize i = 0; i < count; i++)
    {
      BtCandle candle = bt_series_get_candle (fixture->series, (gsize) (FIRST + fills[i].bar));

      if (fills[i].tick_number == 0)
        continue;
      g_assert_cmpint ((FIRST + fills[i].bar) % 7, !=, 0);
      g_assert_cmpint (fills[i].time_usec, ==,
                       candle.time_usec
                         + (fills[i].tick_number - 1) * G_GINT64_CONSTANT (14500000));
      on_ticks++;
    }
  return on_ticks;
}

static void
test_play (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *digest = NULL;
  g_autofree char *id = make_session (fixture, &digest);
  g_autoptr (BtSessionRow) row = get_row (fixture->store, id);
  g_autoptr (GArray) ticks = session_fixture_make_ticks (fixture->series, FIRST, FIRST + LENGTH);
  g_autoptr (BtSession) session = NULL;
  g_autoptr (BtPolicySensitivity) policies = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *again = NULL;

  g_assert_cmpint (row->length, ==, LENGTH);
  g_assert_cmpint (row->tick_count, ==, ticks->len);
  /* As another program, after this one: the journal runs again on the ticks. */
  g_clear_object (&fixture->store);
  fixture->store = session_fixture_open_store (fixture);
  assert_digest (fixture, id, digest);

  session = session_fixture_open (fixture, id);
  g_assert_cmpuint (count_tick_fills (fixture, session), >, 5);
  g_assert_true (bt_session_rewind_to (session, 333, &error));
  g_assert_cmpint (bt_session_get_bar (session), ==, 333);
  g_assert_true (bt_session_advance_to (session, 900, FALSE, &error));
  again = bt_session_get_digest (session);
  g_assert_cmpstr (again, ==, digest);
  /* The known quote is the last tick; candle 899 of the session is no silent one. */
  g_assert_true (bt_session_rewind_to (session, 899, &error));
  g_assert_cmpint (
    bt_session_get_quote (session).ask_points - bt_session_get_quote (session).bid_points, ==, 37);
  g_assert_true (bt_session_advance_to (session, 900, FALSE, &error));
  /* Under its own policy the commands come to the same: they run on the ticks there too. */
  policies = bt_session_find_policies (session, &error);
  g_assert_no_error (error);
  g_assert_cmpint (policies->outcomes[0].net_result.minor, ==,
                   bt_session_get_net_result (session).minor);
  bt_session_close (session);
}

/* A branch that begins in the past runs on the ticks as well. */
static void
test_fork (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *digest = NULL;
  g_autofree char *id = make_session (fixture, &digest);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);
  g_autoptr (GError) error = NULL;
  g_autofree char *forked = NULL;

  g_assert_true (bt_session_rewind_to (session, 420, &error));
  session_fixture_trade (session, BT_DIRECTION_BUY, 120, 90);
  g_assert_true (bt_session_advance_to (session, 700, FALSE, &error));
  g_assert_no_error (error);
  forked = bt_session_get_digest (session);
  bt_session_close (session);
  assert_digest (fixture, id, forked);
}

/* A session from before the ticks came plays on candles, as it did; a new one does not. */
static void
test_before (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *digest = NULL;
  g_autofree char *id = make_session (fixture, &digest);
  g_autoptr (BtSessionRow) row = get_row (fixture->store, id);
  g_autoptr (BtSeries) part = bt_series_slice (fixture->series, FIRST, LENGTH);
  g_autoptr (BtSession) session = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "old.btsession", NULL);
  g_autofree char *new_digest = NULL;
  g_autofree char *new_id = NULL;
  g_autoptr (GError) error = NULL;
  BtVerification verification;
  BtHash hash;

  g_assert_cmpint (row->tick_count, ==, 0);
  bt_series_hash (part, bt_instrument_find_builtin ("XAUUSD"), &hash);
  g_assert_true (bt_hash_equal (&hash, &row->range_hash));

  session_fixture_give_ticks (fixture);
  assert_digest (fixture, id, digest);
  session = session_fixture_open (fixture, id);
  g_assert_cmpuint (count_tick_fills (fixture, session), ==, 0);
  bt_session_close (session);
  bt_session_file_export (fixture->store, id, path, FALSE, &error);
  g_assert_no_error (error);
  g_assert_true (bt_session_file_verify (path, fixture->store, &verification, &error));
  g_assert_true (verification.is_verified);
  g_assert_cmpstr (verification.digest, ==, digest);
  bt_verification_clear (&verification);

  new_id = make_session (fixture, &new_digest);
  g_assert_cmpstr (new_digest, !=, digest);
}

/* With its candles a file has its ticks: it verifies anywhere and opens in an empty folder. */
static void
test_file_whole (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *digest = NULL;
  g_autofree char *id = make_session (fixture, &digest);
  g_autofree char *path = g_build_filename (fixture->folder, "whole.btsession", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (BtSessionReport) report = NULL;
  g_autofree char *new_id = NULL;
  SessionFixture other = { .folder = test_folder_new () };
  BtVerification verification;

  bt_session_file_export (fixture->store, id, path, TRUE, &error);
  g_assert_no_error (error);
  g_assert_true (bt_session_file_verify (path, NULL, &verification, &error));
  g_assert_cmpstr (verification.message, ==, "");
  g_assert_cmpstr (verification.digest, ==, digest);
  bt_verification_clear (&verification);
  report = bt_session_file_report (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (report->digest, ==, digest);

  other.store = session_fixture_open_store (&other);
  new_id = bt_session_file_import (other.store, path, &error);
  g_assert_no_error (error);
  assert_digest (&other, new_id, digest);
  g_clear_object (&other.store);
  test_folder_remove (other.folder);
}

/* Where the same candles lie without ticks, they are given those of the file. */
static void
test_file_gives_ticks (SessionFixture *fixture, gconstpointer data)
{
  SessionFixture other = { 0 };
  g_autofree char *path = g_build_filename (fixture->folder, "whole.btsession", NULL);
  g_autofree char *digest = NULL;
  g_autofree char *id = NULL;
  g_autofree char *new_id = NULL;
  g_autoptr (BtSeries) part = bt_series_slice (fixture->series, FIRST, LENGTH);
  g_autoptr (GError) error = NULL;

  session_fixture_set_up (&other, NULL);
  other.dataset_id = session_fixture_add_dataset (other.store, part);
  id = make_session (fixture, &digest);
  bt_session_file_export (fixture->store, id, path, TRUE, &error);
  g_assert_no_error (error);
  new_id = bt_session_file_import (other.store, path, &error);
  g_assert_no_error (error);

  g_autoptr (BtSessionRow) row = get_row (other.store, new_id);
  g_assert_cmpint (row->dataset_id, ==, other.dataset_id);
  assert_digest (&other, new_id, digest);
  session_fixture_tear_down (&other, NULL);
}

/* Without them it says what it needs. */
static void
test_file_without (SessionFixture *fixture, gconstpointer data)
{
  SessionFixture other = { 0 };
  g_autofree char *digest = NULL;
  g_autofree char *id = make_session (fixture, &digest);
  g_autofree char *path = g_build_filename (fixture->folder, "slim.btsession", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *new_id = NULL;
  g_autofree char *copy_id = NULL;
  BtVerification verification;

  bt_session_file_export (fixture->store, id, path, FALSE, &error);
  g_assert_no_error (error);
  g_assert_true (bt_session_file_verify (path, fixture->store, &verification, &error));
  g_assert_cmpstr (verification.digest, ==, digest);
  bt_verification_clear (&verification);
  copy_id = bt_session_file_import (fixture->store, path, &error);
  g_assert_no_error (error);
  assert_digest (fixture, copy_id, digest);

  g_assert_false (bt_session_file_verify (path, NULL, &verification, &error));
  g_assert_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_NO_DATA);
  g_assert_nonnull (strstr (error->message, " ticks with SHA-256 "));
  g_clear_error (&error);

  /* The same candles without the ticks are not what it needs; it waits for them. */
  session_fixture_set_up (&other, NULL);
  g_assert_false (bt_session_file_verify (path, other.store, &verification, &error));
  g_assert_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_NO_DATA);
  g_assert_nonnull (strstr (error->message, " ticks with SHA-256 "));
  g_clear_error (&error);
  new_id = bt_session_file_import (other.store, path, &error);
  g_assert_no_error (error);
  g_assert_null (bt_session_open (other.store, new_id, &error));
  g_assert_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_NO_DATA);
  session_fixture_give_ticks (&other);
  assert_digest (&other, new_id, digest);
  session_fixture_tear_down (&other, NULL);
}

/* A file that is written again with its ticks changed. */
typedef struct
{
  BtZipWriter *writer;
  GString *text;
  const char *from;
  const char *to; /* NULL leaves the ticks out */
} Change;

static gboolean
change_cb (const char *name,
           const char *bytes,
           gsize length,
           const char *fault,
           gpointer user_data,
           GError **error)
{
  Change *change = user_data;
  gboolean is_ticks = strcmp (name, "ticks.csv") == 0;

  g_string_append_len (change->text, bytes, (gssize) length);
  if (length > 0)
    return TRUE;
  if (is_ticks && change->to != NULL)
    g_assert_cmpuint (g_string_replace (change->text, change->from, change->to, 1), ==, 1);
  if (!is_ticks || change->to != NULL)
    {
      g_assert_true (bt_zip_writer_begin (change->writer, name, FALSE, error));
      g_assert_true (
        bt_zip_writer_add (change->writer, change->text->str, change->text->len, error));
      g_assert_true (bt_zip_writer_end (change->writer, error));
    }
  g_string_truncate (change->text, 0);
  return TRUE;
}

/* Copies a session file with the first such text of its ticks changed. */
static void
change_ticks (const char *path, const char *changed, const char *from, const char *to)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtZipWriter) writer = bt_zip_writer_new (changed, &error);
  Change change = { .writer = writer, .text = g_string_new (NULL), .from = from, .to = to };

  g_assert_true (bt_zip_read (path, NULL, change_cb, &change, &error));
  g_assert_true (bt_zip_writer_finish (writer, &error));
  g_assert_no_error (error);
  g_string_free (change.text, TRUE);
}

static void
test_file_changed (SessionFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *from;
    const char *to;
    const char *message;
  } CHANGES[] = {
    { ",0.125\n", ",0.126\n", "ticks.csv: the candles and ticks have SHA-256" },
    { ",0.125\n", ",0.1250\n", "ticks.csv line 2: is not a tick as BackTrade writes it" },
    { ",0.125\n", "\n", "ticks.csv line 2: does not have 4 columns" },
    { "time,bid", "time,bad", "ticks.csv line 1: is not the header" },
    { ",0.125\n", ",0.125", "ticks.csv line 2: " },
  };
  g_autofree char *digest = NULL;
  g_autofree char *id = make_session (fixture, &digest);
  g_autofree char *path = g_build_filename (fixture->folder, "whole.btsession", NULL);
  g_autofree char *changed = g_build_filename (fixture->folder, "changed.btsession", NULL);
  g_autoptr (GError) error = NULL;
  BtVerification verification;

  bt_session_file_export (fixture->store, id, path, TRUE, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (CHANGES); i++)
    {
      change_ticks (path, changed, CHANGES[i].from, CHANGES[i].to);
      g_assert_true (bt_session_file_verify (changed, NULL, &verification, &error));
      g_assert_false (verification.is_verified);
      g_test_message ("%s", verification.message);
      g_assert_true (g_str_has_prefix (verification.message, CHANGES[i].message));
      bt_verification_clear (&verification);
    }
  /* Without its ticks they are looked for. */
  change_ticks (path, changed, NULL, NULL);
  g_assert_false (bt_session_file_verify (changed, NULL, &verification, &error));
  g_assert_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_NO_DATA);
  g_clear_error (&error);
  g_assert_true (bt_session_file_verify (changed, fixture->store, &verification, &error));
  g_assert_true (verification.is_verified);
  bt_verification_clear (&verification);
}

/* Writes the scenario that a session is: its settings, its part of the dataset, its commands. */
static void
write_scenario (BtSession *session, const BtSessionRow *row, gboolean has_ticks, const char *path)
{
  g_autoptr (JsonNode) node = json_from_string (row->settings_json, NULL);
  JsonObject *scenario = json_node_get_object (node);
  JsonObject *dataset = json_object_new ();
  JsonArray *commands = json_array_new ();
  g_autofree char *from = bt_time_to_string (row->start_usec);
  g_autofree char *to = bt_time_to_string (
    bt_series_get_columns (session->series)->time_usec[bt_session_get_bar (session)]
    + BT_USEC_PER_MINUTE);
  g_autofree char *text = NULL;

  json_object_set_string_member (scenario, "format", "backtrade-scenario/1");
  json_object_set_string_member (dataset, "symbol", "XAUUSD");
  json_object_set_string_member (dataset, "timeframe", "M1");
  json_object_set_string_member (dataset, "from", from);
  json_object_set_string_member (dataset, "to", to);
  json_object_set_object_member (scenario, "dataset", dataset);
  for (guint i = 0; i < session->line.lines->len; i++)
    json_array_add_element (
      commands,
      json_from_string (((const BtJournalLine *) session->line.lines->pdata[i])->json, NULL));
  json_object_set_array_member (scenario, "commands", commands);
  if (!has_ticks)
    json_object_set_array_member (scenario, "ticks", json_array_new ());
  text = json_to_string (node, FALSE);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* Returns the digest of a scenario's run. */
static char *
run (SessionFixture *fixture, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = bt_scenario_run (path, fixture->store, FALSE, BT_PATH_ADAPTIVE, &error);
  g_autoptr (JsonNode) result = NULL;

  g_assert_no_error (error);
  result = json_from_string (text, NULL);
  return g_strdup (json_object_get_string_member (json_node_get_object (result), "digest"));
}

/* A scenario on the dataset comes to what the session on the same candles comes to, with ticks, and
 * on candles where "ticks" says that there are none. */
static void
test_run (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "scenario.json", NULL);
  char *digests[2] = { NULL };

  for (guint has_ticks = 0; has_ticks <= 1; has_ticks++)
    {
      g_autofree char *digest = NULL;
      g_autofree char *id = NULL;
      g_autoptr (BtSession) session = NULL;
      g_autofree char *found = NULL;

      if (has_ticks)
        session_fixture_give_ticks (fixture);
      id = make_session (fixture, &digest);
      session = session_fixture_open (fixture, id);
      g_assert_true (bt_session_advance_to (session, LENGTH - 1, FALSE, NULL));
      digests[has_ticks] = bt_session_get_digest (session);

      g_autoptr (BtSessionRow) row = get_row (fixture->store, id);
      write_scenario (session, row, TRUE, path);
      found = run (fixture, path);
      g_assert_cmpstr (found, ==, digests[has_ticks]);
      if (has_ticks)
        {
          g_autofree char *without = NULL;

          write_scenario (session, row, FALSE, path);
          without = run (fixture, path);
          g_assert_cmpstr (without, !=, found);
        }
      bt_session_close (session);
    }
  g_assert_cmpstr (digests[0], !=, digests[1]);
  g_free (digests[0]);
  g_free (digests[1]);
}

/* Ticks of one price do not know the spread: the candles stay the path. */
static void
test_one_price (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) ticks = session_fixture_make_ticks (fixture->series, FIRST, FIRST + LENGTH);
  g_autofree char *digest = NULL;
  g_autofree char *id = NULL;

  for (guint i = 0; i < ticks->len; i++)
    {
      BtMarketTick *tick = &g_array_index (ticks, BtMarketTick, i);

      tick->ask_points = tick->bid_points;
    }
  session_fixture_store_ticks (fixture, ticks);
  id = make_session (fixture, &digest);

  g_autoptr (BtSessionRow) row = get_row (fixture->store, id);
  g_assert_cmpint (row->tick_count, ==, 0);
  assert_digest (fixture, id, digest);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/session/ticks/play", session_fixture_set_up_ticks, test_play);
  TEST ("/session/ticks/fork", session_fixture_set_up_ticks, test_fork);
  TEST ("/session/ticks/before", session_fixture_set_up, test_before);
  TEST ("/session/ticks/file/whole", session_fixture_set_up_ticks, test_file_whole);
  TEST ("/session/ticks/file/gives-ticks", session_fixture_set_up_ticks, test_file_gives_ticks);
  TEST ("/session/ticks/file/without", session_fixture_set_up_ticks, test_file_without);
  TEST ("/session/ticks/file/changed", session_fixture_set_up_ticks, test_file_changed);
  TEST ("/session/ticks/run", session_fixture_set_up, test_run);
  TEST ("/session/ticks/one-price", session_fixture_set_up, test_one_price);
  return g_test_run ();
}
