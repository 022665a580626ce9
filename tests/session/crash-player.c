// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Plays and trades at random until it is killed, and tells each confirmed command on standard
 * output, a line a command: the id of its branch and its number. With forks it looks back now and
 * then before it trades. crash-player FOLDER SESSION SEED plain|forks. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "session/bt-session-file.h"
#include "session/bt-session-private.h"

typedef struct
{
  BtSession *session;
  GRand *random;
  BtCommand command;
  gint64 now_usec;
  gboolean has_forks;
} Player;

static gint64
tell_now (gpointer user_data)
{
  return ((Player *) user_data)->now_usec;
}

/* Makes the next command: mostly orders with stop and target, now and then something else. */
static void
choose_command (Player *player)
{
  BtCommand *command = &player->command;
  BtQuote quote = bt_session_get_quote (player->session);
  guint open = g_list_model_get_n_items (bt_session_get_positions (player->session));
  int choice = g_rand_int_range (player->random, 0, 10);

  if (open > 20 || choice == 0)
    bt_command_init (command, BT_COMMAND_CLOSE_ALL, -1);
  else if (choice == 1)
    {
      bt_command_init (command, BT_COMMAND_NOTE, -1);
      g_snprintf (command->note, sizeof command->note, "note %d",
                  g_rand_int_range (player->random, 0, 1000));
    }
  else
    {
      bt_command_init (command, BT_COMMAND_PLACE, -1);
      command->direction = g_rand_boolean (player->random) ? BT_DIRECTION_BUY : BT_DIRECTION_SELL;
      command->volume = BT_VOLUME (BT_VOLUME_UNITS_PER_LOT / 100);
      command->stop_loss_points
        = command->direction == BT_DIRECTION_BUY ? quote.bid_points - 150 : quote.ask_points + 150;
      command->take_profit_points
        = command->direction == BT_DIRECTION_BUY ? quote.bid_points + 200 : quote.ask_points - 200;
    }
}

static void submit_next (Player *player);

static void
submitted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Player *player = user_data;
  g_autoptr (GError) error = NULL;

  if (!bt_session_submit_finish (player->session, result, NULL, &error)
      && !g_error_matches (error, BT_SESSION_ERROR, BT_SESSION_ERROR_REFUSED))
    g_error ("%s", error->message);
  printf ("%s %" G_GINT64_FORMAT "\n", bt_session_get_branch_id (player->session),
          bt_session_get_command_count (player->session));
  fflush (stdout);
  submit_next (player);
}

/* Goes back by some candles, and perhaps on again. */
static void
look_back (Player *player)
{
  gint64 bar = bt_session_get_bar (player->session) - g_rand_int_range (player->random, 1, 30);
  g_autoptr (GError) error = NULL;

  bt_session_rewind_to (player->session, MAX (bar, -1), &error);
  g_assert_no_error (error);
  if (g_rand_boolean (player->random))
    g_assert_true (bt_session_return_to_head (player->session, NULL));
}

/* Lets some candles come, as play does, and gives the next command. */
static void
submit_next (Player *player)
{
  int frames = g_rand_int_range (player->random, 0, 4);

  if (player->has_forks && g_rand_int_range (player->random, 0, 4) == 0)
    look_back (player);

  bt_session_play (player->session);
  for (int i = 0; i < frames; i++)
    {
      player->now_usec += 100000;
      bt_session_run_frame (player->session);
    }
  if (bt_session_get_bar (player->session) >= bt_session_get_length (player->session) - 1)
    exit (EXIT_SUCCESS);
  choose_command (player);
  printf ("giving\n");
  fflush (stdout);
  bt_session_submit_async (player->session, &player->command, NULL, submitted_cb, player);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtStore) store = NULL;
  Player player = { 0 };

  g_assert_cmpint (argc, ==, 5);
  store = bt_store_open (argv[1], &error);
  g_assert_no_error (error);
  player.session = bt_session_open (store, argv[2], &error);
  g_assert_no_error (error);
  player.random = g_rand_new_with_seed ((guint32) g_ascii_strtoull (argv[3], NULL, 10));
  player.has_forks = g_strcmp0 (argv[4], "forks") == 0;
  bt_session_set_time_func (player.session, tell_now, &player);
  g_object_set (player.session, "pause-on-fill", FALSE, "speed", 100, NULL);
  g_assert_true (bt_session_advance_to (player.session,
                                        MAX (bt_session_get_bar (player.session), 5), FALSE, NULL));
  submit_next (&player);
  while (TRUE)
    g_main_context_iteration (NULL, TRUE);
}
