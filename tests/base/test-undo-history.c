// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Taking back and making again, on a text that each change replaces. */
#include "config.h"

#include "base/bt-undo-history.h"

#define MOST 3

typedef struct
{
  BtUndoHistory history;
  char *text;
} Fixture;

static guint n_freed;

static void
free_state (gpointer state)
{
  n_freed++;
  g_free (state);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  bt_undo_history_init (&fixture->history, MOST, free_state);
  fixture->text = g_strdup ("0");
  n_freed = 0;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  bt_undo_history_clear (&fixture->history);
  g_free (fixture->text);
}

static void
change (Fixture *fixture, const char *text)
{
  bt_undo_history_keep (&fixture->history, g_steal_pointer (&fixture->text));
  fixture->text = g_strdup (text);
}

/* Goes one way; returns whether there was one. */
static gboolean
go (Fixture *fixture, BtUndoWay way)
{
  gboolean can_go = bt_undo_history_can_go (&fixture->history, way);
  char *state = bt_undo_history_take (&fixture->history, way);

  g_assert_cmpint (state != NULL, ==, can_go);
  if (state == NULL)
    return FALSE;
  bt_undo_history_give (&fixture->history, way, g_steal_pointer (&fixture->text));
  fixture->text = state;
  return TRUE;
}

static void
test_there_and_back (Fixture *fixture, gconstpointer data)
{
  g_assert_false (go (fixture, BT_UNDO_BACK));
  g_assert_false (go (fixture, BT_UNDO_FORWARD));
  change (fixture, "1");
  change (fixture, "2");
  g_assert_true (go (fixture, BT_UNDO_BACK));
  g_assert_cmpstr (fixture->text, ==, "1");
  g_assert_true (go (fixture, BT_UNDO_BACK));
  g_assert_cmpstr (fixture->text, ==, "0");
  g_assert_false (go (fixture, BT_UNDO_BACK));
  g_assert_true (go (fixture, BT_UNDO_FORWARD));
  g_assert_true (go (fixture, BT_UNDO_FORWARD));
  g_assert_cmpstr (fixture->text, ==, "2");
  g_assert_false (go (fixture, BT_UNDO_FORWARD));
}

/* After a change what was taken back is gone. */
static void
test_change_ends_forward (Fixture *fixture, gconstpointer data)
{
  change (fixture, "1");
  change (fixture, "2");
  go (fixture, BT_UNDO_BACK);
  change (fixture, "3");
  g_assert_cmpuint (n_freed, ==, 1);
  g_assert_false (go (fixture, BT_UNDO_FORWARD));
  g_assert_true (go (fixture, BT_UNDO_BACK));
  g_assert_cmpstr (fixture->text, ==, "1");
}

/* The oldest change is forgotten first. */
static void
test_most (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = { "1", "2", "3", "4", "5" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    change (fixture, texts[i]);
  g_assert_cmpuint (n_freed, ==, G_N_ELEMENTS (texts) - MOST);
  for (guint i = 0; i < MOST; i++)
    g_assert_true (go (fixture, BT_UNDO_BACK));
  g_assert_cmpstr (fixture->text, ==, "2");
  g_assert_false (go (fixture, BT_UNDO_BACK));
}

static void
test_forget (Fixture *fixture, gconstpointer data)
{
  change (fixture, "1");
  change (fixture, "2");
  go (fixture, BT_UNDO_BACK);
  bt_undo_history_forget (&fixture->history);
  g_assert_cmpuint (n_freed, ==, 2);
  g_assert_false (go (fixture, BT_UNDO_BACK));
  g_assert_false (go (fixture, BT_UNDO_FORWARD));
  change (fixture, "3");
  g_assert_true (go (fixture, BT_UNDO_BACK));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/base/undo-history/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("there-and-back", test_there_and_back);
  ADD ("change", test_change_ends_forward);
  ADD ("most", test_most);
  ADD ("forget", test_forget);
#undef ADD
  return g_test_run ();
}
