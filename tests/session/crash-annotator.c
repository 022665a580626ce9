// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Makes, changes and takes away notes, alerts and drawings until it is killed. Before each change
 * it tells "giving N" on standard output, and "saved N" when all up to it is written: because it
 * waited for that, or because the session was saved. crash-annotator FOLDER SESSION SEED FIRST. */
#include "config.h"

#include <stdio.h>

#include "crash-change.h"
#include "session/bt-alert-list.h"
#include "session/bt-note-list.h"
#include "session/bt-session-private.h"

/* Most changes that nobody waits for. */
#define MAX_UNSAVED 8

typedef struct
{
  BtStore *store;
  BtSession *session;
  GRand *random;
} Annotator;

static void
change_note (BtSession *session, guint n)
{
  BtNoteList *notes = bt_session_get_notes (session);
  guint count = g_list_model_get_n_items (G_LIST_MODEL (notes));
  ChangeKind kind = crash_change_kind (n, count);
  g_autofree char *text = crash_change_text (n);
  g_autoptr (BtNoteItem) item
    = g_list_model_get_item (G_LIST_MODEL (notes), kind == CHANGE_FIRST ? 0 : MAX (count, 1) - 1);

  if (kind == CHANGE_ADD)
    g_assert_cmpint (bt_note_list_add (notes, bt_session_get_candle_time (session, 0), text), >, 0);
  else if (kind == CHANGE_LAST)
    g_assert_true (bt_note_list_set_text (notes, bt_note_item_get_id (item), text));
  else
    g_assert_true (bt_note_list_remove (notes, bt_note_item_get_id (item)));
}

static void
change_alert (BtSession *session, guint n)
{
  BtAlertList *alerts = bt_session_get_alerts (session);
  guint count = g_list_model_get_n_items (G_LIST_MODEL (alerts));
  ChangeKind kind = crash_change_kind (n, count);
  g_autofree char *text = crash_change_text (n);
  g_autoptr (BtAlertItem) item
    = g_list_model_get_item (G_LIST_MODEL (alerts), kind == CHANGE_FIRST ? 0 : MAX (count, 1) - 1);
  BtAlert alert;

  bt_alert_init (&alert, BT_ALERT_PRICE);
  if (kind != CHANGE_ADD)
    alert = *bt_alert_item_get (item);
  alert.level_points = n + 1;
  g_strlcpy (alert.message, text, sizeof alert.message);
  if (kind == CHANGE_ADD)
    g_assert_cmpint (bt_alert_list_add (alerts, &alert), >, 0);
  else if (kind == CHANGE_LAST)
    g_assert_true (bt_alert_list_change (alerts, &alert));
  else
    g_assert_true (bt_alert_list_remove (alerts, alert.id));
}

static void
make_change (Annotator *annotator, guint n)
{
  g_autofree char *window = NULL;

  switch (crash_change_subject (n))
    {
    case CHANGE_NOTES:
      change_note (annotator->session, n);
      break;
    case CHANGE_ALERTS:
      change_alert (annotator->session, n);
      break;
    case CHANGE_DRAWINGS:
    default:
      window = crash_change_window (n);
      bt_session_set_view_json (annotator->session, window);
      break;
    }
}

/* Waits until all is written: as a window does that is left alone, or that saves. */
static void
settle (Annotator *annotator)
{
  g_autoptr (GError) error = NULL;

  if (g_rand_boolean (annotator->random))
    {
      bt_session_save (annotator->session, &error);
      g_assert_no_error (error);
      return;
    }
  do
    bt_store_flush (annotator->store);
  while (g_main_context_iteration (NULL, FALSE));
}

static void
tell (const char *what, guint n)
{
  printf ("%s %u\n", what, n);
  fflush (stdout);
}

int
main (int argc, char *argv[])
{
  Annotator annotator = { 0 };
  g_autoptr (GError) error = NULL;
  guint n;

  g_assert_cmpint (argc, ==, 5);
  annotator.store = bt_store_open (argv[1], &error);
  g_assert_no_error (error);
  annotator.session = bt_session_open (annotator.store, argv[2], &error);
  g_assert_no_error (error);
  annotator.random = g_rand_new_with_seed ((guint32) g_ascii_strtoull (argv[3], NULL, 10));
  n = (guint) g_ascii_strtoull (argv[4], NULL, 10);
  while (TRUE)
    {
      int count = g_rand_int_range (annotator.random, 1, MAX_UNSAVED + 1);

      for (int i = 0; i < count; i++)
        {
          tell ("giving", n);
          make_change (&annotator, n++);
          /* Now and then what is on its way comes back, and the next goes. */
          if (g_rand_boolean (annotator.random))
            g_main_context_iteration (NULL, FALSE);
        }
      settle (&annotator);
      tell ("saved", n - 1);
    }
}
