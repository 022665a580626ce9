// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Looks at what blind sessions hide, at one after the other, until it is killed: at every other one
 * by trading on after the end has shown it. Tells "giving I BAR" before, "shown I BAR" when a
 * window would show it, and "seen I BAR" when it is confirmed, with I from 0. crash-revealer FOLDER
 * SEED SESSION…. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "session/bt-session-private.h"

/* Which session it is at. */
typedef struct
{
  int index;
  gint64 bar;
} Place;

static void
tell (const char *what, const Place *place)
{
  printf ("%s %d %" G_GINT64_FORMAT "\n", what, place->index, place->bar);
  fflush (stdout);
}

static void
disguised_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  tell ("shown", user_data);
}

static void
reveal (BtSession *session, Place *place)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (bt_session_advance_to (session, place->bar, FALSE, NULL));
  g_assert_true (bt_session_get_disguise (session)->is_active);
  g_signal_connect (session, "notify::disguised", G_CALLBACK (disguised_cb), place);
  tell ("giving", place);
  bt_session_reveal (session, &error);
  g_assert_no_error (error);
}

/* The end shows the truth; the command after it is the look. */
static void
trade_after_end (BtSession *session, Place *place)
{
  g_autoptr (GError) error = NULL;
  BtCommand command;

  g_assert_true (bt_session_advance_to (session, bt_session_get_length (session) - 1, FALSE, NULL));
  g_assert_true (bt_session_rewind_to (session, place->bar, NULL));
  bt_command_init (&command, BT_COMMAND_PLACE, -1);
  command.direction = BT_DIRECTION_BUY;
  command.volume = BT_VOLUME (BT_VOLUME_UNITS_PER_LOT / 100);
  tell ("giving", place);
  bt_session_submit (session, &command, NULL, &error);
  g_assert_no_error (error);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtStore) store = NULL;
  g_autoptr (GRand) random = NULL;

  g_assert_cmpint (argc, >, 3);
  store = bt_store_open (argv[1], &error);
  g_assert_no_error (error);
  random = g_rand_new_with_seed ((guint32) g_ascii_strtoull (argv[2], NULL, 10));
  for (int i = 0; i + 3 < argc; i++)
    {
      Place place = { i, g_rand_int_range (random, 5, 500) };
      g_autoptr (BtSession) session = bt_session_open (store, argv[i + 3], &error);

      g_assert_no_error (error);
      if (i % 2 == 0)
        reveal (session, &place);
      else
        trade_after_end (session, &place);
      tell ("seen", &place);
      bt_session_close (session);
    }
  return EXIT_SUCCESS;
}
