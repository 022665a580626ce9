// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Practising blind: what is hidden, until when, and that each look is on record before it is one.
 */
#include "config.h"

#include "session-fixture.h"

#include "session/bt-session-file.h"
#include "store/bt-session-table.h"

static char *
create_blind (const SessionFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  BtSessionPlan plan;

  session_fixture_make_plan (fixture, &plan);
  plan.is_blind = TRUE;

  char *id = bt_session_create (fixture->store, &plan, &error);

  g_assert_no_error (error);
  return id;
}

static void
advance_to (BtSession *session, gint64 bar)
{
  g_autoptr (GError) error = NULL;

  bt_session_advance_to (session, bar, FALSE, &error);
  g_assert_no_error (error);
}

static void
count_cb (gpointer object, gpointer pspec, gpointer user_data)
{
  (*(guint *) user_data)++;
}

static void
count_items_cb (GListModel *list, guint position, guint removed, guint added, guint *count)
{
  *count += removed;
}

/* What is traded does not know that it is traded blind. */
static void
test_display_only (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *plain_id = session_fixture_create (fixture);
  g_autofree char *blind_id = create_blind (fixture);
  g_autoptr (BtSession) plain = session_fixture_open (fixture, plain_id);
  g_autoptr (BtSession) blind = session_fixture_open (fixture, blind_id);
  BtSession *both[] = { plain, blind };

  for (guint i = 0; i < 2; i++)
    {
      advance_to (both[i], 20);
      session_fixture_trade (both[i], BT_DIRECTION_BUY, 300, 600);
      advance_to (both[i], 400);
    }

  g_autofree char *plain_digest = bt_session_get_digest (plain);
  g_autofree char *blind_digest = bt_session_get_digest (blind);

  g_assert_cmpstr (plain_digest, ==, blind_digest);
  g_assert_false (bt_session_get_disguise (plain)->is_active);
  g_assert_cmpint (bt_session_get_disguise (plain)->shift_points, ==, 0);
  g_assert_true (bt_session_get_disguise (blind)->is_active);
  bt_session_close (plain);
  bt_session_close (blind);
}

static void
test_reveal (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = create_blind (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);
  const BtColumns *whole = bt_series_get_columns (fixture->series);
  const BtDisguise *disguise = bt_session_get_disguise (session);
  gint64 first = whole->close_points[bt_session_get_first_index (session) - 1];
  guint told = 0, bound = 0;

  g_assert_cmpint (bt_disguise_show (disguise, first), >=, 100000);
  g_assert_cmpint (bt_disguise_show (disguise, first), <, 101000);
  g_assert_cmpint (
    bt_disguise_day (disguise, whole->time_usec[bt_session_get_first_index (session)]), ==, 1);
  advance_to (session, 30);
  session_fixture_trade (session, BT_DIRECTION_BUY, 0, 0);
  g_signal_connect (session, "notify::disguised", G_CALLBACK (count_cb), &told);
  g_signal_connect (bt_session_get_positions (session), "items-changed",
                    G_CALLBACK (count_items_cb), &bound);
  g_assert_true (bt_session_reveal (session, NULL));
  g_assert_false (disguise->is_active);
  g_assert_cmpint (bt_disguise_show (disguise, first), ==, first);
  g_assert_cmpuint (told, ==, 1);
  g_assert_cmpuint (bound, ==, 1);
  /* Nothing is hidden any more, so nothing more is counted. */
  g_assert_true (bt_session_reveal (session, NULL));
  g_assert_cmpint (bt_session_get_blind (session)->reveal_count, ==, 1);
  g_assert_cmpint (bt_session_get_blind (session)->revealed_bar, ==, 30);

  /* It is on disk although nothing was saved: another program sees it. */
  g_autoptr (BtStore) other = session_fixture_open_store (fixture);
  g_autoptr (BtSession) again = bt_session_open (other, id, NULL);

  g_assert_cmpint (bt_session_get_blind (again)->reveal_count, ==, 1);
  g_assert_cmpint (bt_session_get_blind (again)->revealed_bar, ==, 30);
  g_assert_cmpint (bt_session_get_blind (again)->revealed_usec, >, 0);
  g_assert_false (bt_session_get_disguise (again)->is_active);
  bt_session_close (again);
  bt_session_close (session);
}

/* The end of the data shows the truth, and is no look; nor is the end of the session. */
static void
test_end (SessionFixture *fixture, gconstpointer data)
{
  for (int by_command = 0; by_command < 2; by_command++)
    {
      g_autofree char *id = create_blind (fixture);
      g_autoptr (BtSession) session = session_fixture_open (fixture, id);
      gint64 last = bt_session_get_length (session) - 1;
      BtCommand command;

      advance_to (session, by_command ? 40 : last - 1);
      g_assert_true (bt_session_get_disguise (session)->is_active);
      bt_command_init (&command, BT_COMMAND_END, 40);
      if (by_command)
        g_assert_true (bt_session_submit (session, &command, NULL, NULL));
      else
        advance_to (session, last);
      g_assert_false (bt_session_get_disguise (session)->is_active);
      g_assert_cmpint (bt_session_get_blind (session)->reveal_count, ==, 0);
      bt_session_close (session);

      g_autoptr (BtSession) again = session_fixture_open (fixture, id);

      g_assert_true (bt_session_get_blind (again)->is_blind);
      g_assert_false (bt_session_get_disguise (again)->is_active);
      g_assert_cmpint (bt_session_get_blind (again)->reveal_count, ==, 0);
      bt_session_close (again);
    }
}

static void
test_file (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "blind.btsession", NULL);

  for (int is_revealed = 0; is_revealed < 2; is_revealed++)
    {
      g_autofree char *id = create_blind (fixture);
      g_autoptr (BtSession) session = session_fixture_open (fixture, id);
      g_autoptr (GError) error = NULL;
      BtVerification verification;

      advance_to (session, 50);
      if (is_revealed)
        g_assert_true (bt_session_reveal (session, NULL));
      bt_session_close (session);
      bt_session_file_export (fixture->store, id, path, TRUE, &error);
      g_assert_no_error (error);
      g_assert_true (bt_session_file_verify (path, NULL, &verification, &error));
      g_assert_true (verification.is_verified);
      bt_verification_clear (&verification);

      g_autofree char *copy_id = bt_session_file_import (fixture->store, path, &error);

      g_assert_no_error (error);

      g_autoptr (BtSession) copy = session_fixture_open (fixture, copy_id);
      const BtBlindRecord *record = bt_session_get_blind (copy);

      g_assert_true (record->is_blind);
      g_assert_cmpint (record->reveal_count, ==, is_revealed);
      g_assert_cmpint (record->revealed_bar, ==, is_revealed ? 50 : 0);
      g_assert_cmpint (record->revealed_usec, ==, bt_session_get_blind (session)->revealed_usec);
      /* It is shown as it was. */
      g_assert_cmpint (bt_session_get_disguise (copy)->is_active, ==, !is_revealed);
      g_assert_cmpint (bt_session_get_disguise (copy)->shift_points, ==,
                       bt_session_get_disguise (session)->shift_points);
      bt_session_close (copy);
    }
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_assert_true (bt_session_library_change_finish (BT_SESSION_LIBRARY (source), result, NULL));
  *(gboolean *) user_data = TRUE;
}

/* The archive shows the truth: who takes the session out of it has seen it. */
static void
test_archive (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = create_blind (fixture);
  g_autoptr (BtSessionLibrary) library = bt_session_library_new (fixture->store);

  for (int is_archived = 1; is_archived >= 0; is_archived--)
    {
      gboolean is_done = FALSE;

      bt_session_library_set_archived_async (library, id, is_archived, changed_cb, &is_done);
      session_fixture_wait (&is_done);

      g_autoptr (BtSession) session = session_fixture_open (fixture, id);

      g_assert_false (bt_session_get_disguise (session)->is_active);
      g_assert_cmpint (bt_session_get_blind (session)->reveal_count, ==, !is_archived);
      bt_session_close (session);
    }
}

/* Who saw the truth at the end and goes on from further back, or on another branch, has no clean
 * run; what is closed at the end itself is one. */
static void
test_after_end (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = create_blind (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);
  BtCommand command;

  advance_to (session, 60);
  session_fixture_trade (session, BT_DIRECTION_BUY, 0, 0);
  advance_to (session, bt_session_get_length (session) - 1);
  bt_command_init (&command, BT_COMMAND_CLOSE_ALL, -1);
  g_assert_true (bt_session_submit (session, &command, NULL, NULL));
  g_assert_cmpint (bt_session_get_blind (session)->reveal_count, ==, 0);

  g_assert_true (bt_session_rewind_to (session, 50, NULL));
  session_fixture_trade (session, BT_DIRECTION_BUY, 0, 0);
  g_assert_cmpint (bt_session_get_blind (session)->reveal_count, ==, 1);
  g_assert_cmpint (bt_session_get_blind (session)->revealed_bar, ==, 50);
  session_fixture_trade (session, BT_DIRECTION_BUY, 0, 0);
  g_assert_cmpint (bt_session_get_blind (session)->reveal_count, ==, 1);
  bt_session_close (session);

  g_autoptr (BtSession) again = session_fixture_open (fixture, id);

  g_assert_cmpint (bt_session_get_blind (again)->reveal_count, ==, 1);
  g_assert_cmpint (bt_session_get_blind (again)->revealed_bar, ==, 50);
  g_assert_false (bt_session_get_disguise (again)->is_active);
  bt_session_close (again);
}

/* A command that is not on disk is no look either. */
static void
test_after_end_conflict (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = create_blind (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);
  BtCommand command;

  advance_to (session, bt_session_get_length (session) - 1);
  g_assert_true (bt_session_save (session, NULL));

  g_autoptr (BtStore) other = session_fixture_open_store (fixture);
  g_autoptr (BtSession) slower = bt_session_open (other, id, NULL);
  g_autoptr (GError) error = NULL;

  bt_command_init (&command, BT_COMMAND_NOTE, -1);
  g_strlcpy (command.note, "at the end", sizeof command.note);
  g_assert_true (bt_session_submit (session, &command, NULL, NULL));
  g_assert_true (bt_session_rewind_to (slower, 50, NULL));
  g_assert_false (bt_session_submit (slower, &command, NULL, &error));
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_CONFLICT);
  g_assert_cmpint (bt_session_get_blind (slower)->reveal_count, ==, 0);
  bt_session_close (session);

  g_autoptr (BtSession) again = session_fixture_open (fixture, id);

  g_assert_cmpint (bt_session_get_blind (again)->reveal_count, ==, 0);
  bt_session_close (again);
}

typedef struct
{
  const char *id;
  char *other;
} Search;

static gboolean
find_other_job (BtDb *db, gpointer data, GError **error)
{
  Search *search = data;
  g_autoptr (GPtrArray) rows = bt_session_table_list (db, error);

  for (guint i = 0; rows != NULL && search->other == NULL && i < rows->len; i++)
    if (g_strcmp0 (((const BtSessionRow *) rows->pdata[i])->id, search->id) != 0)
      search->other = g_strdup (((const BtSessionRow *) rows->pdata[i])->id);
  return rows != NULL;
}

static gboolean
delete_job (BtDb *db, gpointer data, GError **error)
{
  return bt_session_table_delete (db, data, error);
}

/* Who saw the truth has seen it for a copy too, from the copy's beginning. */
static void
test_duplicate (SessionFixture *fixture, gconstpointer data)
{
  for (int is_revealed = 0; is_revealed < 2; is_revealed++)
    {
      g_autofree char *id = create_blind (fixture);
      g_autoptr (BtSession) session = session_fixture_open (fixture, id);
      g_autoptr (BtSessionLibrary) library = bt_session_library_new (fixture->store);
      gboolean is_done = FALSE;

      advance_to (session, 50);
      if (is_revealed)
        g_assert_true (bt_session_reveal (session, NULL));
      bt_session_close (session);
      bt_session_library_duplicate_async (library, id, changed_cb, &is_done);
      session_fixture_wait (&is_done);

      Search search = { .id = id };

      g_assert_true (bt_store_run (fixture->store, find_other_job, &search, NULL));
      g_assert_nonnull (search.other);

      g_autofree char *copy_id = search.other;
      g_autoptr (BtSession) copy = session_fixture_open (fixture, copy_id);
      const BtBlindRecord *record = bt_session_get_blind (copy);

      g_assert_true (record->is_blind);
      g_assert_cmpint (record->reveal_count, ==, is_revealed);
      g_assert_cmpint (record->revealed_bar, ==, is_revealed ? -1 : 0);
      g_assert_cmpint (record->revealed_usec > 0, ==, is_revealed);
      g_assert_cmpint (bt_session_get_disguise (copy)->is_active, ==, !is_revealed);
      bt_session_close (copy);
      g_assert_true (bt_store_run (fixture->store, delete_job, id, NULL));
      g_assert_true (bt_store_run (fixture->store, delete_job, copy_id, NULL));
    }
}

static void
test_draw (SessionFixture *fixture, gconstpointer data)
{
  const BtColumns *columns = bt_series_get_columns (fixture->series);
  BtDataset dataset = { .rows = (gint64) columns->length,
                        .first_usec = columns->time_usec[0],
                        .last_usec = columns->time_usec[columns->length - 1] };
  gint64 first = bt_session_draw_start (&dataset, 1);
  guint others = 0;

  for (guint32 seed = 1; seed < 400; seed++)
    {
      gint64 start = bt_session_draw_start (&dataset, seed);

      g_assert_cmpint (start, ==, bt_session_draw_start (&dataset, seed));
      g_assert_cmpint (start, >, dataset.first_usec);
      g_assert_cmpint (start, <, dataset.last_usec);
      others += start != first;
    }
  g_assert_cmpuint (others, >, 300);
  dataset.rows = 1;
  dataset.last_usec = dataset.first_usec;
  g_assert_cmpint (bt_session_draw_start (&dataset, 7), ==, dataset.first_usec);
}

#define TEST(path, function)                                                                       \
  g_test_add (path, SessionFixture, NULL, session_fixture_set_up, function,                        \
              session_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/session/blind/display-only", test_display_only);
  TEST ("/session/blind/reveal", test_reveal);
  TEST ("/session/blind/end", test_end);
  TEST ("/session/blind/file", test_file);
  TEST ("/session/blind/archive", test_archive);
  TEST ("/session/blind/after-end", test_after_end);
  TEST ("/session/blind/after-end-conflict", test_after_end_conflict);
  TEST ("/session/blind/duplicate", test_duplicate);
  TEST ("/session/blind/draw", test_draw);
  return g_test_run ();
}
