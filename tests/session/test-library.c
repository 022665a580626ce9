// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The list of sessions and what is done to them there. */
#include "config.h"

#include "session-fixture.h"
#include "store/bt-session-table.h"

#define TEST(path, func)                                                                           \
  g_test_add (path, SessionFixture, NULL, session_fixture_set_up, func, session_fixture_tear_down)

typedef struct
{
  gboolean is_done;
  gboolean is_changed;
  BtSession *session;
  GError *error;
} Answer;

/* Lets the main loop run until a library has read what is there. */
static void
settle (BtSessionLibrary *library)
{
  BtStore *store = bt_session_library_get_store (library);

  for (int i = 0; i < 3; i++)
    {
      bt_store_flush (store);
      while (g_main_context_iteration (NULL, FALSE))
        continue;
    }
  while (!bt_session_library_is_loaded (library))
    g_main_context_iteration (NULL, TRUE);
}

static guint
count_sessions (BtSessionLibrary *library)
{
  return g_list_model_get_n_items (G_LIST_MODEL (library));
}

/* Returns the summary at a row; the library keeps it alive. */
static BtSessionSummary *
get_summary (BtSessionLibrary *library, guint row)
{
  g_autoptr (BtSessionSummary) summary = g_list_model_get_item (G_LIST_MODEL (library), row);

  return summary;
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->session
    = bt_session_library_open_finish (BT_SESSION_LIBRARY (source), result, &answer->error);
  answer->is_done = TRUE;
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->is_changed
    = bt_session_library_change_finish (BT_SESSION_LIBRARY (source), result, &answer->error);
  answer->is_done = TRUE;
}

static void
await_change (Answer *answer)
{
  session_fixture_wait (&answer->is_done);
  g_assert_no_error (answer->error);
  g_assert_true (answer->is_changed);
  *answer = (Answer){ 0 };
}

static void
test_list (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (BtSessionLibrary) library = bt_session_library_new (fixture->store);
  g_autofree char *id = NULL;
  BtSessionSummary *summary;

  g_assert_false (bt_session_library_is_loaded (library));
  settle (library);
  g_assert_cmpuint (count_sessions (library), ==, 0);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (library)) == BT_TYPE_SESSION_SUMMARY);
  /* A session made anywhere in the program appears by itself. */
  id = session_fixture_create (fixture);
  settle (library);
  g_assert_cmpuint (count_sessions (library), ==, 1);
  summary = get_summary (library, 0);
  g_assert_cmpstr (bt_session_summary_get_id (summary), ==, id);
  g_assert_cmpstr (bt_session_summary_get_name (summary), ==, "Gold");
  g_assert_cmpint (bt_session_summary_get_state (summary), ==, BT_SESSION_PAUSED);
  g_assert_true (bt_session_summary_has_data (summary));
  g_assert_false (bt_session_summary_was_open (summary));
  g_assert_false (bt_session_summary_is_ended (summary));
  g_assert_cmpint (bt_session_summary_get_chart_timeframe (summary), ==, BT_TIMEFRAME_M5);
  g_assert_cmpint (bt_session_summary_get_figures (summary)->bar, ==, -1);
  g_assert_cmpint (bt_session_summary_get_clock (summary), ==,
                   bt_session_summary_get_start (summary));
  g_assert_cmpint (bt_session_summary_get_end (summary), >, bt_session_summary_get_start (summary));
  g_assert_cmpstr (bt_session_summary_get_settings (summary)->currency, ==, "USD");
}

static void
count_cb (gpointer object, GParamSpec *pspec, gpointer user_data)
{
  (*(guint *) user_data)++;
}

static void
test_open_and_play (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtSessionLibrary) library = bt_session_library_new (fixture->store);
  Answer first = { 0 };
  Answer second = { 0 };
  Answer third = { 0 };
  guint revisions = 0;
  BtSessionSummary *summary;

  settle (library);
  summary = get_summary (library, 0);
  g_signal_connect (summary, "notify::revision", G_CALLBACK (count_cb), &revisions);
  bt_session_library_open_async (library, id, NULL, opened_cb, &first);
  bt_session_library_open_async (library, id, NULL, opened_cb, &second);
  session_fixture_wait (&first.is_done);
  session_fixture_wait (&second.is_done);
  bt_session_library_open_async (library, id, NULL, opened_cb, &third);
  session_fixture_wait (&third.is_done);
  g_assert_no_error (first.error);
  /* One session in this program, however often it is asked for. */
  g_assert_true (first.session == second.session && second.session == third.session);
  g_assert_true (bt_session_advance_to (first.session, 99, FALSE, NULL));
  bt_session_set_view_json (first.session, "{\"open\":true}");
  bt_session_library_close (library, first.session);
  settle (library);
  g_assert_true (get_summary (library, 0) == summary);
  g_assert_cmpuint (revisions, >, 0);
  g_assert_cmpint (bt_session_summary_get_figures (summary)->bar, ==, 99);
  g_assert_true (bt_session_summary_was_open (summary));
  g_object_unref (first.session);
  g_object_unref (second.session);
  g_object_unref (third.session);

  first = (Answer){ 0 };
  bt_session_library_open_async (library, "nobody", NULL, opened_cb, &first);
  session_fixture_wait (&first.is_done);
  g_assert_error (first.error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND);
  g_clear_error (&first.error);
}

static void
test_archive_and_rename (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtSessionLibrary) library = bt_session_library_new (fixture->store);
  g_autoptr (BtSession) session = NULL;
  g_autoptr (GError) error = NULL;
  Answer answer = { 0 };
  BtCommand command;

  bt_session_library_open_async (library, id, NULL, opened_cb, &answer);
  session_fixture_wait (&answer.is_done);
  session = answer.session;
  answer = (Answer){ 0 };
  bt_session_library_set_archived_async (library, id, TRUE, changed_cb, &answer);
  await_change (&answer);
  settle (library);
  g_assert_cmpint (bt_session_summary_get_state (get_summary (library, 0)), ==,
                   BT_SESSION_ARCHIVED);
  bt_command_init (&command, BT_COMMAND_NOTE, -1);
  g_assert_false (bt_session_submit (session, &command, NULL, &error));
  g_assert_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_READ_ONLY);
  bt_session_play (session);
  g_assert_false (bt_session_is_playing (session));

  bt_session_library_set_archived_async (library, id, FALSE, changed_cb, &answer);
  await_change (&answer);
  g_clear_error (&error);
  g_assert_true (bt_session_submit (session, &command, NULL, &error));
  bt_session_library_rename_async (library, id, "Silver?", changed_cb, &answer);
  await_change (&answer);
  settle (library);
  g_assert_cmpstr (bt_session_get_name (session), ==, "Silver?");
  g_assert_cmpstr (bt_session_summary_get_name (get_summary (library, 0)), ==, "Silver?");
  g_assert_cmpint (bt_session_summary_get_state (get_summary (library, 0)), ==, BT_SESSION_PAUSED);
  bt_session_library_close (library, session);
}

typedef struct
{
  const char *id;
  gint64 played_usec;
} Running;

/* Leaves a session as a program that died while it played: its clock written once, then no more. */
static gboolean
leave_running_job (BtDb *db, gpointer data, GError **error)
{
  Running *running = data;
  g_autoptr (BtSessionRow) row = bt_session_table_get (db, running->id, error);

  const BtStanding standing = { .branch_id = BT_BRANCH_MAIN,
                                .head = { .bar = -1, .digest = row->digest },
                                .clock = { .bar = -1, .digest = row->digest },
                                .played_usec = running->played_usec };

  return bt_branch_table_set_clock (db, running->id, &standing, error)
         && bt_session_table_set_state (db, running->id, BT_SESSION_RUNNING, error);
}

/* What says that it runs and does not write any more is shown as paused. */
static void
test_left_running (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtSessionLibrary) library = bt_session_library_new (fixture->store);
  Running running = { id, g_get_real_time () };

  g_assert_true (bt_store_run (fixture->store, leave_running_job, &running, NULL));
  bt_session_library_refresh (library);
  settle (library);
  g_assert_cmpint (bt_session_summary_get_state (get_summary (library, 0)), ==, BT_SESSION_RUNNING);
  running.played_usec -= BT_USEC_PER_HOUR;
  g_assert_true (bt_store_run (fixture->store, leave_running_job, &running, NULL));
  bt_session_library_refresh (library);
  settle (library);
  g_assert_cmpint (bt_session_summary_get_state (get_summary (library, 0)), ==, BT_SESSION_PAUSED);
}

static void
test_duplicate (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtSessionLibrary) library = bt_session_library_new (fixture->store);
  Answer answer = { 0 };
  gboolean has_second = FALSE;
  gboolean has_third = FALSE;

  bt_session_library_duplicate_async (library, id, changed_cb, &answer);
  await_change (&answer);
  bt_session_library_duplicate_async (library, id, changed_cb, &answer);
  await_change (&answer);
  settle (library);
  g_assert_cmpuint (count_sessions (library), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const char *name = bt_session_summary_get_name (get_summary (library, i));

      has_second |= g_strcmp0 (name, "Gold 2") == 0;
      has_third |= g_strcmp0 (name, "Gold 3") == 0;
    }
  g_assert_true (has_second && has_third);
}

static gboolean
count_job (BtDb *db, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) rows = bt_session_table_list (db, error);

  *(guint *) data = rows->len;
  return TRUE;
}

static guint
count_stored (SessionFixture *fixture)
{
  guint count = 0;

  g_assert_true (bt_store_run (fixture->store, count_job, &count, NULL));
  return count;
}

static void
test_delete_and_undo (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autofree char *other = session_fixture_create (fixture);
  g_autoptr (BtSessionLibrary) library = bt_session_library_new (fixture->store);

  settle (library);
  g_assert_cmpuint (count_sessions (library), ==, 2);
  bt_session_library_delete (library, id);
  g_assert_cmpuint (count_sessions (library), ==, 1);
  bt_session_library_refresh (library);
  settle (library);
  g_assert_cmpuint (count_sessions (library), ==, 1);
  g_assert_cmpuint (count_stored (fixture), ==, 2);
  bt_session_library_undo_delete (library, id);
  settle (library);
  g_assert_cmpuint (count_sessions (library), ==, 2);

  bt_session_library_delete (library, id);
  bt_session_library_purge (library);
  settle (library);
  g_assert_cmpuint (count_stored (fixture), ==, 1);
  bt_session_library_undo_delete (library, id);
  settle (library);
  g_assert_cmpuint (count_sessions (library), ==, 1);
  g_assert_cmpstr (bt_session_summary_get_id (get_summary (library, 0)), ==, other);
}

static void
test_export_and_import (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autofree char *path = g_build_filename (fixture->folder, "gold.btsession", NULL);
  g_autoptr (BtSessionLibrary) library = bt_session_library_new (fixture->store);
  Answer answer = { 0 };

  bt_session_library_export_async (library, id, path, FALSE, changed_cb, &answer);
  await_change (&answer);
  bt_session_library_import_async (library, path, changed_cb, &answer);
  await_change (&answer);
  settle (library);
  g_assert_cmpuint (count_sessions (library), ==, 2);
  bt_session_library_import_async (library, "/nowhere/at-all.btsession", changed_cb, &answer);
  session_fixture_wait (&answer.is_done);
  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&answer.error);
}

/* Sessions of one dataset share its candles, and the last one gives them back. */
static void
test_shared_candles (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autofree char *other_id = session_fixture_create (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);
  g_autoptr (BtSession) other = session_fixture_open (fixture, other_id);

  g_assert_true (session->shared == other->shared);
  bt_session_close (session);
  g_clear_object (&session);
  g_assert_cmpuint (bt_series_get_length (bt_shared_series_get (other->shared)), ==,
                    bt_series_get_length (fixture->series));
  bt_session_close (other);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/session/library/list", test_list);
  TEST ("/session/library/open-and-play", test_open_and_play);
  TEST ("/session/library/archive-and-rename", test_archive_and_rename);
  TEST ("/session/library/left-running", test_left_running);
  TEST ("/session/library/duplicate", test_duplicate);
  TEST ("/session/library/delete-and-undo", test_delete_and_undo);
  TEST ("/session/library/export-and-import", test_export_and_import);
  TEST ("/session/library/shared-candles", test_shared_candles);
  return g_test_run ();
}
