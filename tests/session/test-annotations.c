// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Notes and the log of events: how they follow clock and branches, and that they are kept. */
#include "config.h"

#include "session-fixture.h"
#include "session/bt-annotation-json.h"
#include "session/bt-session-file.h"
#include "session/bt-session-items-private.h"

#define MANY_EVENTS 100000

static gint64
get_time (BtSession *session, gint64 bar)
{
  return session->view.columns->time_usec[bar];
}

/* ---- Notes ---- */

/* Returns the notes that are in the list as one text. */
static char *
describe_notes (BtSession *session)
{
  GListModel *notes = G_LIST_MODEL (bt_session_get_notes (session));
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (notes); i++)
    {
      g_autoptr (BtNoteItem) item = g_list_model_get_item (notes, i);

      g_string_append_printf (text, "%s|", bt_note_item_get_text (item));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_notes (BtSession *session, const char *expected)
{
  g_autofree char *text = describe_notes (session);

  g_assert_cmpstr (text, ==, expected);
}

/* They stand in the order of their candles, and those after the clock are not to be seen. */
static void
test_notes (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);
  BtNoteList *notes = bt_session_get_notes (session);

  g_assert_true (bt_session_advance_to (session, 100, FALSE, NULL));
  g_assert_cmpint (bt_note_list_add (notes, get_time (session, 90), "third"), ==, 1);
  g_assert_cmpint (bt_note_list_add (notes, get_time (session, 50), "second"), ==, 2);
  /* History before the session has candles, too. */
  g_assert_cmpint (bt_note_list_add (notes, get_time (session, 0) - BT_USEC_PER_HOUR, "first"), ==,
                   3);
  bt_note_list_set_session_text (notes, "A week of gold");
  assert_notes (session, "first|second|third|");
  g_assert_cmpint (bt_note_item_get_id (
                     bt_note_list_find_at (notes, get_time (session, 45), get_time (session, 55))),
                   ==, 2);
  g_assert_true (bt_session_rewind_to (session, 60, NULL));
  assert_notes (session, "first|second|");
  g_assert_null (bt_note_list_find_at (notes, get_time (session, 80), get_time (session, 99)));
  bt_session_close (session);
  g_object_unref (session);
  session = session_fixture_open (fixture, id);
  assert_notes (session, "first|second|");
  g_assert_true (bt_session_return_to_head (session, NULL));
  assert_notes (session, "first|second|third|");
  g_assert_cmpstr (bt_note_list_get_session_text (bt_session_get_notes (session)), ==,
                   "A week of gold");
  bt_session_close (session);
}

/* Typing is taken back note by note; taking away is, too. */
static void
test_notes_undo (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);
  BtNoteList *notes = bt_session_get_notes (session);
  gboolean can_undo;

  g_assert_true (bt_session_advance_to (session, 100, FALSE, NULL));
  bt_note_list_add (notes, get_time (session, 50), "");
  bt_note_list_set_text (notes, 1, "a");
  bt_note_list_set_text (notes, 1, "ab");
  bt_note_list_end_change (notes);
  bt_note_list_set_text (notes, 1, "abc");
  bt_note_list_set_text (notes, 1, "abcd");
  bt_note_list_set_session_text (notes, "x");
  bt_note_list_set_session_text (notes, "xy");
  bt_note_list_remove (notes, 1);
  assert_notes (session, "");
  bt_note_list_undo (notes);
  assert_notes (session, "abcd|");
  bt_note_list_undo (notes);
  g_assert_cmpstr (bt_note_list_get_session_text (notes), ==, "");
  bt_note_list_undo (notes);
  assert_notes (session, "ab|");
  bt_note_list_undo (notes);
  assert_notes (session, "");
  g_object_get (notes, "can-undo", &can_undo, NULL);
  g_assert_false (can_undo);
  for (guint i = 0; i < 3; i++)
    bt_note_list_redo (notes);
  assert_notes (session, "abcd|");
  g_assert_cmpstr (bt_note_list_get_session_text (notes), ==, "xy");
  bt_session_close (session);
}

/* What was written is there although the program ends without a word; a text that is too long is
 * cut between two characters. */
static void
test_notes_kept (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);
  g_autoptr (GString) text = g_string_new ("x");
  BtNoteList *notes = bt_session_get_notes (session);

  while (text->len < BT_NOTE_MAX_BYTES + 10)
    g_string_append (text, "é");
  g_assert_true (bt_session_advance_to (session, 10, FALSE, NULL));
  bt_note_list_add (notes, get_time (session, 5), "");
  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *typed = g_strdup_printf ("note %u", i);

      bt_note_list_set_text (notes, 1, typed);
    }
  bt_note_list_set_session_text (notes, text->str);
  g_assert_cmpuint (strlen (bt_note_list_get_session_text (notes)), ==, BT_NOTE_MAX_BYTES - 1);
  /* No save, no close: only what the writer does by itself. */
  while (session->writer != NULL && g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
  bt_store_flush (fixture->store);
  while (g_main_context_iteration (NULL, FALSE))
    bt_store_flush (fixture->store);
  g_autoptr (BtStore) store = session_fixture_open_store (fixture);
  g_autoptr (BtSession) other = bt_session_open (store, id, NULL);
  BtNoteList *kept = bt_session_get_notes (other);
  g_assert_cmpstr (bt_note_item_get_text (bt_note_list_find (kept, 1)), ==, "note 49");
  g_assert_cmpuint (strlen (bt_note_list_get_session_text (kept)), ==, BT_NOTE_MAX_BYTES - 1);
  bt_session_close (other);
  bt_session_close (session);
}

/* ---- Events ---- */

/* Returns the kinds of events, oldest first, and asserts that times ascend. */
static char *
describe_events (BtSession *session)
{
  GListModel *events = bt_session_get_events (session);
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 before_usec = G_MININT64;

  for (guint i = g_list_model_get_n_items (events); i-- > 0;)
    {
      static const char letters[] = "CFRMLXEZBSapsjrb";
      g_autoptr (BtLogItem) item = g_list_model_get_item (events, i);

      g_assert_cmpint (bt_log_item_get_time (item), >=, before_usec);
      before_usec = bt_log_item_get_time (item);
      g_string_append_c (text, letters[bt_log_item_get_kind (item)]);
    }
  G_STATIC_ASSERT (BT_N_LOG_KINDS == 16);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_events (BtSession *session, const char *expected)
{
  g_autofree char *text = describe_events (session);

  g_assert_cmpstr (text, ==, expected);
}

/* Actions and the engine's lines are one list, which ends at the clock and has what belongs to the
 * present line only. */
static void
test_events (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);
  BtCommand command;

  session_fixture_play_to (fixture, session, 50, 1000000);
  assert_events (session, "p");
  g_object_set (session, "speed", 50, NULL);
  g_object_set (session, "speed", 1000, NULL);
  assert_events (session, "ps");
  session_fixture_trade (session, BT_DIRECTION_BUY, 0, 0);
  assert_events (session, "psCF");
  g_assert_true (bt_session_go_to_time (session, get_time (session, 200), NULL));
  while (bt_session_is_playing (session))
    bt_session_run_frame (session);
  session_fixture_trade (session, BT_DIRECTION_SELL, 0, 0);
  assert_events (session, "psCFjCF");

  /* What was done after the clock is not shown; that it was put back is. */
  g_assert_true (bt_session_rewind_to (session, 100, NULL));
  assert_events (session, "psCFr");
  g_assert_true (bt_session_return_to_head (session, NULL));
  assert_events (session, "psCFrjjCF");

  /* Another branch has what was done on it, and before it on the one that it left. */
  g_assert_true (bt_session_rewind_to (session, 120, NULL));
  bt_command_init (&command, BT_COMMAND_FORK, 0);
  g_strlcpy (command.id, "Other", sizeof command.id);
  g_assert_true (bt_session_submit (session, &command, NULL, NULL));
  assert_events (session, "psCFrrC");
  session_fixture_play_to (fixture, session, 150, 1000000);
  assert_events (session, "psCFrrCp");
  g_assert_true (bt_session_switch_branch (session, "1", NULL));
  assert_events (session, "psCFrrjjbCF");
  bt_session_close (session);
  g_object_unref (session);
  session = session_fixture_open (fixture, id);
  assert_events (session, "psCFrrjjbCF");
  bt_session_close (session);
}

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, guint *work)
{
  *work += removed + added;
}

/* The log stays quick when it is long: what comes is added, and nothing else is touched. */
static void
test_many_events (void)
{
  g_autoptr (BtLineList) lines = bt_line_list_new (BT_TYPE_LOG_ITEM);
  g_autoptr (BtEventLog) log = bt_event_log_new (lines, NULL);
  const BtLineStep step = { 1, G_MAXINT64 };
  guint work = 0;

  bt_event_log_set_line (log, &step, 1);
  g_signal_connect (log, "items-changed", G_CALLBACK (items_changed_cb), &work);
  for (gint64 i = 0; i < MANY_EVENTS; i++)
    bt_line_list_add (lines, bt_log_item_new (BT_LOG_COMMAND, 2 * i, NULL, "place", NULL, NULL));
  bt_line_list_show (lines, MANY_EVENTS);
  bt_event_log_sync (log, 0);
  g_assert_cmpuint (work, ==, MANY_EVENTS);
  work = 0;
  for (gint64 i = 0; i < 1000; i++)
    {
      gint64 time_usec = 2 * (MANY_EVENTS + i);
      BtLogItem *action = bt_log_item_new (BT_LOG_PAUSE, time_usec, NULL, NULL, NULL, NULL);

      bt_event_log_add (log, 1, i, action);
      bt_line_list_add (lines, bt_log_item_new (BT_LOG_COMMAND, time_usec, NULL, NULL, NULL, NULL));
      bt_line_list_show (lines, (guint) (MANY_EVENTS + i + 1));
      bt_event_log_sync (log, i);
    }
  g_assert_cmpuint (work, ==, 2000);
  /* Back and ahead again. */
  bt_line_list_show (lines, 10);
  bt_event_log_sync (log, -1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (log)), ==, 10);
  bt_line_list_show (lines, MANY_EVENTS + 1000);
  bt_event_log_sync (log, 1000);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (log)), ==, MANY_EVENTS + 2000);
}

/* ---- Files ---- */

/* Alerts, notes and actions go with the session; a digest does not know them. */
static void
test_file (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);
  g_autofree char *path = g_build_filename (fixture->folder, "s.btsession", NULL);
  g_autoptr (GError) error = NULL;
  BtVerification verification = { 0 };
  BtAlert alert;

  session_fixture_play_to (fixture, session, 50, 1000000);
  bt_alert_init (&alert, BT_ALERT_PRICE);
  alert.level_points = 204512;
  g_strlcpy (alert.message, "“Breakout”\n", sizeof alert.message);
  bt_alert_list_add (bt_session_get_alerts (session), &alert);
  bt_note_list_add (bt_session_get_notes (session), get_time (session, 5), "é\n\"x\"");
  bt_note_list_set_session_text (bt_session_get_notes (session), "Of all");
  g_autofree char *digest = bt_session_get_digest (session);
  bt_session_close (session);
  bt_session_file_export (fixture->store, id, path, TRUE, &error);
  g_assert_no_error (error);
  g_assert_true (bt_session_file_verify (path, NULL, &verification, NULL));
  g_assert_true (verification.is_verified);
  g_assert_cmpstr (verification.digest, ==, digest);
  bt_verification_clear (&verification);

  g_autofree char *copy = bt_session_file_import (fixture->store, path, &error);
  g_assert_no_error (error);
  g_object_unref (session);
  session = session_fixture_open (fixture, copy);
  BtAlertItem *item = bt_alert_list_find (bt_session_get_alerts (session), 1);
  g_assert_cmpstr (bt_alert_item_get (item)->message, ==, "“Breakout”\n");
  g_assert_cmpint (bt_alert_item_get (item)->level_points, ==, 204512);
  assert_notes (session, "é\n\"x\"|");
  assert_events (session, "p");
  bt_session_close (session);
}

static void
test_bad_text (void)
{
  static const struct
  {
    const char *text;
    const char *named; /* by the message */
  } faults[] = {
    { "{\"kind\":\"note\",\"id\":1,\"value\":{\"text\":\"a\"}}\n{}\n", "line 2" },
    { "{\"kind\":\"mood\",\"id\":1,\"value\":{}}\n", "mood" },
    { "{\"kind\":\"note\",\"id\":-1,\"value\":{\"text\":\"a\"}}\n", "id" },
    { "{\"kind\":\"note\",\"id\":1,\"value\":{}}\n", "text" },
    { "{\"kind\":\"note\",\"id\":1,\"value\":{\"text\":\"a\",\"colour\":1}}\n", "colour" },
    { "{\"kind\":\"action\",\"id\":1,\"value\":{\"kind\":\"mood\",\"time\":"
      "\"2024-03-04T08:00:00Z\"}}\n",
      "mood" },
    { "{\"kind\":\"alert\",\"id\":1,\"value\":{\"kind\":\"price\"}}\n", "level" },
    { "[]", "line 1" },
  };
  const BtInstrument *gold = bt_instrument_find_builtin ("XAUUSD");

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (
        bt_annotations_from_text (faults[i].text, strlen (faults[i].text), gold, &error));
      g_assert_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, faults[i].named));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/annotations/many-events", test_many_events);
  g_test_add_func ("/session/annotations/bad-text", test_bad_text);
#define ADD(name, func)                                                                            \
  g_test_add ("/session/annotations/" name, SessionFixture, NULL, session_fixture_set_up, func,    \
              session_fixture_tear_down)
  ADD ("notes", test_notes);
  ADD ("notes/undo", test_notes_undo);
  ADD ("notes/kept", test_notes_kept);
  ADD ("events", test_events);
  ADD ("file", test_file);
#undef ADD
  return g_test_run ();
}
