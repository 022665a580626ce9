// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A program that is killed while it keeps what a window confirms besides commands: notes, alerts,
 * drawings, and that the truth of a blind session was seen. What was confirmed is there, what was
 * not is there as a whole or not at all, and the data folder has no fault. */
#include "config.h"

#include "crash-change.h"
#include "crash-child.h"
#include "session-fixture.h"
#include "session/bt-alert-list.h"
#include "session/bt-note-list.h"
#include "store/bt-branch-table.h"
#include "store/bt-session-table.h"
#include "store/bt-store-check.h"

#include <string.h>

#define SEED 20240304
#define ANNOTATING_ROUNDS 50
#define REVEALING_ROUNDS 24
#define SESSIONS_A_ROUND 5

static void
count_fault_cb (const char *message, gpointer user_data)
{
  g_test_message ("%s", message);
  (*(guint *) user_data)++;
}

static gboolean
check_job (BtDb *db, gpointer data, GError **error)
{
  return bt_store_check (db, count_fault_cb, data, error);
}

/* Asserts what "backtrade-cli doctor" asserts. */
static void
assert_no_fault (BtStore *store)
{
  g_autoptr (GError) error = NULL;
  guint faults = 0;

  bt_store_run (store, check_job, &faults, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (faults, ==, 0);
}

/* ---- Notes, alerts and drawings ---- */

/* What a session has of them. */
typedef struct
{
  GPtrArray *notes;  /* of texts */
  GPtrArray *alerts; /* of messages */
  char *window;      /* what its window keeps, or NULL */
} Kept;

/* How far the program came. */
typedef struct
{
  guint given; /* the last change that it may have made */
  guint saved; /* the last one that it confirmed */
} Told;

static void
kept_init (Kept *kept)
{
  kept->notes = g_ptr_array_new_with_free_func (g_free);
  kept->alerts = g_ptr_array_new_with_free_func (g_free);
  kept->window = NULL;
}

static void
kept_clear (Kept *kept)
{
  g_ptr_array_unref (kept->notes);
  g_ptr_array_unref (kept->alerts);
  g_free (kept->window);
}

/* Reads what a session has. */
static void
read_kept (BtSession *session, Kept *kept)
{
  GListModel *notes = G_LIST_MODEL (bt_session_get_notes (session));
  GListModel *alerts = G_LIST_MODEL (bt_session_get_alerts (session));

  kept_init (kept);
  for (guint i = 0; i < g_list_model_get_n_items (notes); i++)
    {
      g_autoptr (BtNoteItem) item = g_list_model_get_item (notes, i);

      g_assert_cmpint (bt_note_item_get_time (item), ==, bt_session_get_candle_time (session, 0));
      g_ptr_array_add (kept->notes, g_strdup (bt_note_item_get_text (item)));
    }
  for (guint i = 0; i < g_list_model_get_n_items (alerts); i++)
    {
      g_autoptr (BtAlertItem) item = g_list_model_get_item (alerts, i);
      const BtAlert *alert = bt_alert_item_get (item);
      g_autofree char *text = crash_change_text ((guint) alert->level_points - 1);

      /* All of it is of one change. */
      g_assert_cmpstr (alert->message, ==, text);
      g_ptr_array_add (kept->alerts, g_strdup (alert->message));
    }
  kept->window = g_strdup (bt_session_get_view_json (session));
}

/* Makes change number n. */
static void
apply_change (Kept *kept, guint n)
{
  ChangeSubject subject = crash_change_subject (n);
  GPtrArray *texts = subject == CHANGE_NOTES ? kept->notes : kept->alerts;
  ChangeKind kind;

  if (subject == CHANGE_DRAWINGS)
    {
      g_free (kept->window);
      kept->window = crash_change_window (n);
      return;
    }
  kind = crash_change_kind (n, texts->len);
  if (kind != CHANGE_ADD)
    g_ptr_array_remove_index (texts, kind == CHANGE_FIRST ? 0 : texts->len - 1);
  if (kind != CHANGE_FIRST)
    g_ptr_array_add (texts, crash_change_text (n));
}

static gboolean
has_same_texts (const GPtrArray *a, const GPtrArray *b)
{
  for (guint i = 0; a->len == b->len && i < a->len; i++)
    if (g_strcmp0 (a->pdata[i], b->pdata[i]) != 0)
      return FALSE;
  return a->len == b->len;
}

/* Makes the changes after number first − 1, and asserts that what is found is as after one of those
 * that may be the last: notes and alerts are written in the order of their changes, together, the
 * window's part by itself. Returns how many were on disk and not confirmed. */
static guint
assert_kept (Kept *expected, const Kept *found, guint first, const Told *told)
{
  gboolean has_annotations = FALSE, has_window = FALSE;
  guint untold = 0;

  for (guint n = first - 1; n <= told->given; n++)
    {
      if (n >= first)
        apply_change (expected, n);
      if (n < told->saved)
        continue;
      if (has_same_texts (expected->notes, found->notes)
          && has_same_texts (expected->alerts, found->alerts))
        {
          has_annotations = TRUE;
          untold = MAX (untold, n - told->saved);
        }
      if (g_strcmp0 (expected->window, found->window) == 0)
        has_window = TRUE;
    }
  g_assert_true (has_annotations);
  g_assert_true (has_window);
  return untold;
}

/* Reads lines until count of them came or there are no more. */
static void
read_told (FILE *output, guint count, Told *told)
{
  char line[64];

  for (guint i = 0; i < count && fgets (line, sizeof line, output) != NULL; i++)
    {
      guint n = (guint) g_ascii_strtoull (strchr (line, ' '), NULL, 10);

      if (g_str_has_prefix (line, "giving"))
        g_assert_cmpuint (n, ==, told->given + 1);
      else
        g_assert_cmpuint (n, ==, told->given);
      *(g_str_has_prefix (line, "giving") ? &told->given : &told->saved) = n;
    }
}

/* Lets the program make changes, kills it, and reads the rest of what it told. */
static void
kill_annotator (const char *folder, const char *id, GRand *random, Told *told)
{
  g_autofree char *seed = g_strdup_printf ("%u", g_rand_int (random));
  g_autofree char *first = g_strdup_printf ("%u", told->given + 1);
  const char *const arguments[] = { folder, id, seed, first, NULL };
  CrashChild child;

  crash_child_start (&child, "crash-annotator", arguments);
  read_told (child.output, (guint) g_rand_int_range (random, 1, 40), told);
  crash_child_kill (&child, (guint) g_rand_int_range (random, 0, 1000000));
  read_told (child.output, G_MAXUINT, told);
  crash_child_clear (&child);
}

/* Makes a session whose clock has some candles. */
static char *
create_at_candle (SessionFixture *fixture)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);

  g_assert_true (bt_session_advance_to (session, 5, FALSE, NULL));
  bt_session_close (session);
  return g_steal_pointer (&id);
}

static void
test_annotations (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = create_at_candle (fixture);
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  Told told = { 0 };
  guint untold = 0;
  Kept expected;

  kept_init (&expected);
  /* The file is the program's while it runs. */
  g_clear_object (&fixture->store);
  g_test_message ("seed %d", SEED);
  for (int round = 0; round < ANNOTATING_ROUNDS; round++)
    {
      guint first = told.given + 1;
      Kept found;

      told.saved = told.given;
      kill_annotator (fixture->folder, id, random, &told);

      g_autoptr (BtStore) store = session_fixture_open_store (fixture);
      g_autoptr (GError) error = NULL;
      g_autoptr (BtSession) session = bt_session_open (store, id, &error);

      g_assert_no_error (error);
      read_kept (session, &found);
      untold += assert_kept (&expected, &found, first, &told);
      assert_no_fault (store);
      bt_session_close (session);
      /* It goes on from what is there. */
      kept_clear (&expected);
      expected = found;
    }
  g_test_message ("%d kills, %u changes, %u notes, %u alerts, %u on disk and not yet told",
                  ANNOTATING_ROUNDS, told.given, expected.notes->len, expected.alerts->len, untold);
  g_assert_cmpuint (told.given, >, 5 * ANNOTATING_ROUNDS);
  g_assert_cmpuint (expected.notes->len, >, 10);
  g_assert_cmpuint (expected.alerts->len, >, 10);
  g_assert_nonnull (expected.window);
  kept_clear (&expected);
  fixture->store = session_fixture_open_store (fixture);
}

/* ---- Looking at what a blind session hides ---- */

/* How far the program came with a session. */
typedef struct
{
  char *id;
  gboolean is_given;
  gboolean is_seen; /* shown, or confirmed */
  gint64 bar;       /* where the clock was */
} Look;

static void
create_blind (SessionFixture *fixture, Look *look)
{
  g_autoptr (GError) error = NULL;
  BtSessionPlan plan;

  session_fixture_make_plan (fixture, &plan);
  plan.is_blind = TRUE;
  *look = (Look){ .id = bt_session_create (fixture->store, &plan, &error) };
  g_assert_no_error (error);
}

/* Reads lines until count of them came or there are no more. */
static void
read_looks (FILE *output, guint count, Look *looks)
{
  char line[64];

  for (guint i = 0; i < count && fgets (line, sizeof line, output) != NULL; i++)
    {
      char *rest = strchr (line, ' ');
      guint64 index = g_ascii_strtoull (rest, &rest, 10);

      g_assert_cmpuint (index, <, SESSIONS_A_ROUND);
      looks[index].is_given = TRUE;
      looks[index].bar = g_ascii_strtoll (rest, NULL, 10);
      looks[index].is_seen |= !g_str_has_prefix (line, "giving");
    }
}

static void
kill_revealer (const char *folder, GRand *random, Look *looks)
{
  g_autofree char *seed = g_strdup_printf ("%u", g_rand_int (random));
  const char *arguments[SESSIONS_A_ROUND + 3] = { folder, seed };
  CrashChild child;

  for (guint i = 0; i < SESSIONS_A_ROUND; i++)
    arguments[2 + i] = looks[i].id;
  crash_child_start (&child, "crash-revealer", arguments);
  read_looks (child.output, (guint) g_rand_int_range (random, 1, 13), looks);
  crash_child_kill (&child, (guint) g_rand_int_range (random, 0, 1000000));
  read_looks (child.output, G_MAXUINT, looks);
  crash_child_clear (&child);
}

/* What is on disk of a session. */
typedef struct
{
  const char *id;
  BtBlindRecord blind;
  gint64 commands; /* of all branches */
} Stored;

static gboolean
read_job (BtDb *db, gpointer data, GError **error)
{
  Stored *stored = data;
  g_autoptr (BtSessionRow) row = bt_session_table_get (db, stored->id, error);
  g_autoptr (GPtrArray) branches
    = row != NULL ? bt_branch_table_list (db, stored->id, error) : NULL;

  if (branches == NULL)
    return FALSE;
  stored->blind = row->blind;
  for (guint i = 0; i < branches->len; i++)
    stored->commands += ((const BtBranchRow *) branches->pdata[i])->head.command_count;
  return TRUE;
}

/* Asserts that a look that was confirmed, or had begun to show, is on record, as a whole, with the
 * command that it came with; returns whether it is on record without that. */
static gboolean
assert_look (BtStore *store, const Look *look, gboolean is_by_command)
{
  Stored stored = { .id = look->id };
  g_autoptr (GError) error = NULL;

  bt_store_run (store, read_job, &stored, &error);
  g_assert_no_error (error);
  g_assert_true (stored.blind.is_blind);
  g_assert_cmpint (stored.blind.reveal_count, >=, look->is_seen ? 1 : 0);
  g_assert_cmpint (stored.blind.reveal_count, <=, look->is_given ? 1 : 0);
  /* The line that begins the branch, and the command. */
  g_assert_cmpint (stored.commands, ==, is_by_command ? 2 * stored.blind.reveal_count : 0);
  if (stored.blind.reveal_count > 0)
    g_assert_cmpint (stored.blind.revealed_bar, ==, look->bar);
  g_assert_cmpint (stored.blind.revealed_usec > 0, ==, stored.blind.reveal_count > 0);

  g_autoptr (BtSession) session = bt_session_open (store, look->id, &error);

  g_assert_no_error (error);
  g_assert_cmpint (bt_session_get_blind (session)->reveal_count, ==, stored.blind.reveal_count);
  if (stored.blind.reveal_count > 0)
    g_assert_false (bt_session_get_disguise (session)->is_active);
  bt_session_close (session);
  return stored.blind.reveal_count > 0 && !look->is_seen;
}

static void
test_reveals (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  guint seen = 0, untold = 0;

  g_test_message ("seed %d", SEED);
  for (int round = 0; round < REVEALING_ROUNDS; round++)
    {
      Look looks[SESSIONS_A_ROUND];

      for (guint i = 0; i < SESSIONS_A_ROUND; i++)
        create_blind (fixture, &looks[i]);
      g_clear_object (&fixture->store);
      kill_revealer (fixture->folder, random, looks);
      fixture->store = session_fixture_open_store (fixture);
      for (guint i = 0; i < SESSIONS_A_ROUND; i++)
        {
          untold += assert_look (fixture->store, &looks[i], i % 2 == 1);
          seen += looks[i].is_seen;
          g_free (looks[i].id);
        }
      assert_no_fault (fixture->store);
    }
  g_test_message ("%d kills, %u looks, %u on record and not yet told", REVEALING_ROUNDS, seen,
                  untold);
  g_assert_cmpuint (seen, >, REVEALING_ROUNDS);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/session/crash-window/annotations", SessionFixture, NULL, session_fixture_set_up,
              test_annotations, session_fixture_tear_down);
  g_test_add ("/session/crash-window/reveals", SessionFixture, NULL, session_fixture_set_up,
              test_reveals, session_fixture_tear_down);
  return g_test_run ();
}
