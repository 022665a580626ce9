// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Looking back, and acting there: nothing of the future shows, the old line stays, and every digest
 * is what running all from the start gives. */
#include "config.h"

#include "line-model.h"

#define WALK_SEED 20240305
#define WALK_STEPS 300

static void
rewind_to (BtSession *session, gint64 bar)
{
  g_autoptr (GError) error = NULL;

  bt_session_rewind_to (session, bar, &error);
  g_assert_no_error (error);
  g_assert_cmpint (bt_session_get_bar (session), ==, bar);
}

static void
advance_to (BtSession *session, gint64 bar)
{
  g_autoptr (GError) error = NULL;

  bt_session_advance_to (session, bar, FALSE, &error);
  g_assert_no_error (error);
}

static void
save (BtSession *session)
{
  g_autoptr (GError) error = NULL;

  bt_session_save (session, &error);
  g_assert_no_error (error);
}

static void
count_notify_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  (*(guint *) user_data)++;
}

static void
count_fill_cb (BtSession *session, const BtFill *fill, gpointer user_data)
{
  (*(guint *) user_data)++;
}

static void
test_look_back (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);
  guint heads = 0, rewinds = 0, filled = 0;

  g_signal_connect (session, "notify::at-head", G_CALLBACK (count_notify_cb), &heads);
  g_signal_connect (session, "notify::rewind-count", G_CALLBACK (count_notify_cb), &rewinds);
  advance_to (session, 10);
  session_fixture_trade (session, BT_DIRECTION_BUY, 300, 600);
  advance_to (session, 500);
  session_fixture_trade (session, BT_DIRECTION_SELL, 0, 0);
  advance_to (session, 900);

  g_autofree char *head_digest = bt_session_get_digest (session);

  g_signal_connect (session, "filled", G_CALLBACK (count_fill_cb), &filled);
  rewind_to (session, 9);
  g_assert_false (bt_session_is_at_head (session));
  g_assert_cmpint (bt_session_get_head_bar (session), ==, 900);
  g_assert_cmpint (bt_session_get_command_count (session), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (bt_session_get_fills (session)), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (bt_session_get_positions (session)), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (bt_session_get_trades (session)), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (bt_session_get_log (session)), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (bt_session_get_ledger (session)), ==, 1);
  g_assert_cmpuint (bt_tape_get_known (bt_session_get_tape (session)), ==,
                    bt_session_get_first_index (session) + 10);
  g_assert_cmpint (bt_session_get_rewind_count (session), ==, 1);
  g_assert_cmpuint (heads, ==, 1);
  g_assert_cmpuint (rewinds, ==, 1);

  /* On record is what was: it comes again, and its fills are told as they come. */
  g_assert_cmpuint (filled, ==, 0);
  advance_to (session, 10);
  g_assert_cmpint (bt_session_get_command_count (session), ==, 1);
  g_assert_cmpuint (filled, ==, 1);
  rewind_to (session, -1);
  g_assert_cmpint (bt_session_get_bar (session), ==, -1);
  g_assert_true (bt_session_return_to_head (session, NULL));
  g_assert_true (bt_session_is_at_head (session));

  g_autofree char *digest = bt_session_get_digest (session);

  g_assert_cmpstr (digest, ==, head_digest);
  g_assert_cmpint (bt_session_get_rewind_count (session), ==, 2);
  g_assert_cmpuint (heads, ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (bt_session_get_branches (session)), ==, 1);
  bt_session_close (session);
}

static void
mirror_cb (GListModel *list, guint position, guint removed, guint added, gpointer user_data)
{
  guint *length = user_data;

  g_assert_cmpuint (position + removed, <=, *length);
  *length = *length - removed + added;
  g_assert_cmpuint (*length, ==, g_list_model_get_n_items (list));
}

/* Lists say what they take back and bring again, and the rows are the same objects. */
static void
test_lists (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);
  GListModel *lists[] = { bt_session_get_fills (session), bt_session_get_ledger (session),
                          bt_session_get_trades (session), bt_session_get_log (session),
                          bt_session_get_positions (session) };
  guint lengths[G_N_ELEMENTS (lists)];

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      lengths[i] = g_list_model_get_n_items (lists[i]);
      g_signal_connect (lists[i], "items-changed", G_CALLBACK (mirror_cb), &lengths[i]);
    }
  for (gint64 bar = 10; bar < 500; bar += 50)
    {
      advance_to (session, bar);
      session_fixture_trade (session, BT_DIRECTION_BUY, 100, 100);
    }
  advance_to (session, 1000);

  g_autoptr (BtFillItem) fill = g_list_model_get_item (lists[0], 4);
  g_autoptr (BtPositionItem) trade = g_list_model_get_item (lists[2], 2);

  for (gint64 bar = 900; bar >= 0; bar -= 100)
    rewind_to (session, bar);
  g_assert_cmpuint (lengths[0], ==, 0);
  g_assert_null (g_list_model_get_item (lists[0], 0));
  advance_to (session, 600);
  g_assert_true (bt_session_return_to_head (session, NULL));
  g_assert_cmpuint (lengths[2], ==, 10);

  g_autoptr (BtFillItem) same_fill = g_list_model_get_item (lists[0], 4);
  g_autoptr (BtPositionItem) same_trade = g_list_model_get_item (lists[2], 2);

  g_assert_true (same_fill == fill);
  g_assert_true (same_trade == trade);
  bt_session_close (session);
}

/* Playing on from the past brings the session to its head and beyond it, as if nothing had been. */
static void
test_play_through (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autofree char *other = session_fixture_create (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);
  g_autoptr (BtSession) straight = session_fixture_open (fixture, other);

  for (gint64 bar = 20; bar < 1000; bar += 245)
    {
      advance_to (session, bar);
      advance_to (straight, bar);
      session_fixture_trade (session, BT_DIRECTION_BUY, 200, 400);
      session_fixture_trade (straight, BT_DIRECTION_BUY, 200, 400);
    }
  advance_to (session, 1010);
  rewind_to (session, 100);
  g_object_set (session, "pause-on-fill", FALSE, "speed", 10000, NULL);
  session_fixture_play_to (fixture, session, 1500, 100000);
  g_assert_true (bt_session_is_at_head (session));
  advance_to (session, 3000);
  advance_to (straight, 3000);

  g_autofree char *digest = bt_session_get_digest (session);
  g_autofree char *expected = bt_session_get_digest (straight);

  g_assert_cmpstr (digest, ==, expected);
  bt_session_close (session);
  bt_session_close (straight);
}

static void
test_act_in_past (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);
  g_autoptr (LineModel) model = line_model_new ();
  GListModel *branches;

  advance_to (session, 10);
  session_fixture_trade (session, BT_DIRECTION_BUY, 0, 0);
  advance_to (session, 50);
  session_fixture_trade (session, BT_DIRECTION_BUY, 0, 0);
  advance_to (session, 100);
  rewind_to (session, 20);
  session_fixture_trade (session, BT_DIRECTION_SELL, 0, 0);
  g_assert_true (bt_session_is_at_head (session));
  g_assert_cmpint (bt_session_get_head_bar (session), ==, 20);
  /* The one in common, the fork, the new one; numbered as if the other had never been. */
  g_assert_cmpint (bt_session_get_command_count (session), ==, 3);
  g_assert_cmpstr (bt_session_get_branch_name (session), ==, "Branch 2");
  g_assert_cmpstr (bt_session_get_branch_id (session), ==, "2");

  g_autoptr (BtPositionItem) second = g_list_model_get_item (bt_session_get_positions (session), 1);

  g_assert_cmpstr (bt_position_item_get (second)->id, ==, "2");
  branches = bt_session_get_branches (session);
  g_assert_cmpuint (g_list_model_get_n_items (branches), ==, 2);

  g_autoptr (BtBranchItem) main = g_list_model_get_item (branches, 0);
  g_autoptr (BtBranchItem) fresh = g_list_model_get_item (branches, 1);

  g_assert_cmpstr (bt_branch_item_get_name (main), ==, "main");
  g_assert_cmpint (bt_branch_item_get_head_bar (main), ==, 100);
  g_assert_cmpint (bt_branch_item_get_commands (main), ==, 2);
  g_assert_false (bt_branch_item_is_current (main));
  g_assert_cmpstr (bt_branch_item_get_parent_id (fresh), ==, "1");
  g_assert_cmpuint (bt_branch_item_get_depth (fresh), ==, 1);
  g_assert_cmpint (bt_branch_item_get_fork_bar (fresh), ==, 20);
  g_assert_cmpint (bt_branch_item_get_fork_time (fresh), ==, bt_session_get_clock (session));
  g_assert_true (bt_branch_item_is_current (fresh));
  bt_session_close (session);
}

static void
test_forbidden (SessionFixture *fixture, gconstpointer data)
{
  BtSessionPlan plan;
  g_autoptr (GError) back = NULL, fork = NULL;
  BtCommand command;

  session_fixture_make_plan (fixture, &plan);
  plan.settings.is_rewind_forbidden = TRUE;

  g_autofree char *id = bt_session_create (fixture->store, &plan, NULL);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);

  advance_to (session, 10);
  g_assert_false (bt_session_step_back (session, TRUE, &back));
  g_assert_error (back, BT_SESSION_ERROR, BT_SESSION_ERROR_FORBIDDEN);
  g_assert_cmpint (bt_session_get_bar (session), ==, 10);
  g_assert_cmpint (bt_session_get_rewind_count (session), ==, 0);
  bt_command_init (&command, BT_COMMAND_FORK, -1);
  g_assert_false (bt_session_submit (session, &command, NULL, &fork));
  g_assert_error (fork, BT_SESSION_ERROR, BT_SESSION_ERROR_FORBIDDEN);
  session_fixture_trade (session, BT_DIRECTION_BUY, 0, 0);
  bt_session_close (session);
}

static void
test_bounds (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);
  const gint64 bad[] = { -2, 11, G_MAXINT64 };

  advance_to (session, 10);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (bt_session_rewind_to (session, bad[i], &error));
      g_assert_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT);
    }
  g_assert_cmpint (bt_session_get_rewind_count (session), ==, 0);
  rewind_to (session, 10);
  g_assert_cmpint (bt_session_get_rewind_count (session), ==, 0);
  for (int i = 0; i < 15; i++)
    g_assert_true (bt_session_step_back (session, TRUE, NULL));
  g_assert_cmpint (bt_session_get_bar (session), ==, -1);
  g_assert_cmpint (bt_session_get_rewind_count (session), ==, 11);
  bt_session_close (session);
}

/* A step back leads to where a chart candle was complete. */
static void
test_step_back (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);

  advance_to (session, 203);
  for (int i = 0; i < 10; i++)
    {
      gint64 clock = bt_session_get_clock (session);

      g_assert_true (bt_session_step_back (session, FALSE, NULL));
      g_assert_cmpint (bt_session_get_clock (session), <, clock);
      g_assert_cmpint (bt_session_get_clock (session) % (5 * BT_USEC_PER_MINUTE), ==, 0);
    }
  bt_session_close (session);
}

/* What the clock shows after the program is started again is what it showed before. */
static void
test_reload (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  BtSession *session = session_fixture_open (fixture, id);

  advance_to (session, 10);
  session_fixture_trade (session, BT_DIRECTION_BUY, 300, 600);
  advance_to (session, 700);
  rewind_to (session, 300);

  g_autofree char *before = bt_session_to_result_json (session);

  save (session);
  bt_session_close (session);
  g_object_unref (session);
  session = session_fixture_open (fixture, id);

  g_autofree char *after = bt_session_to_result_json (session);

  g_assert_cmpstr (after, ==, before);
  g_assert_false (bt_session_is_at_head (session));
  g_assert_cmpint (bt_session_get_bar (session), ==, 300);
  g_assert_cmpint (bt_session_get_head_bar (session), ==, 700);
  g_assert_cmpint (bt_session_get_rewind_count (session), ==, 1);
  bt_session_close (session);
  g_object_unref (session);
}

/* An ended session can be looked back at, and acting there is a new one. */
static void
test_ended (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);
  g_autoptr (GError) error = NULL;
  BtCommand command;
  guint ends = 0;

  advance_to (session, 10);
  session_fixture_trade (session, BT_DIRECTION_BUY, 0, 0);
  advance_to (session, 60);
  bt_command_init (&command, BT_COMMAND_END, -1);
  g_assert_true (bt_session_submit (session, &command, NULL, NULL));
  g_signal_connect (session, "notify::ended", G_CALLBACK (count_notify_cb), &ends);
  rewind_to (session, 30);
  g_assert_false (bt_session_is_ended (session));
  g_assert_cmpuint (ends, ==, 1);
  g_object_set (session, "speed", BT_SPEED_MAX, NULL);
  session_fixture_play_to (fixture, session, 200, 16000);
  g_assert_cmpint (bt_session_get_bar (session), ==, 60);
  g_assert_true (bt_session_is_ended (session));
  g_assert_cmpuint (ends, ==, 2);
  bt_command_init (&command, BT_COMMAND_NOTE, -1);
  g_assert_false (bt_session_submit (session, &command, NULL, &error));
  g_assert_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_READ_ONLY);
  rewind_to (session, 30);
  g_assert_true (bt_session_submit (session, &command, NULL, NULL));
  g_assert_false (bt_session_is_ended (session));
  advance_to (session, 100);
  g_assert_cmpint (bt_session_get_bar (session), ==, 100);
  bt_session_close (session);
}

/* Makes a command as a trader might, with an id of its own. */
static void
choose_command (GRand *random, BtSession *session, int number, BtCommand *command)
{
  BtQuote quote = bt_session_get_quote (session);
  int choice = quote.is_valid ? g_rand_int_range (random, 0, 12) : 0;
  gboolean is_buy = g_rand_boolean (random);

  if (choice < 2)
    {
      bt_command_init (command, choice == 0 ? BT_COMMAND_NOTE : BT_COMMAND_CLOSE_ALL, -1);
      return;
    }
  bt_command_init (command, BT_COMMAND_PLACE, -1);
  g_snprintf (command->id, sizeof command->id, "w%d", number);
  command->direction = is_buy ? BT_DIRECTION_BUY : BT_DIRECTION_SELL;
  command->volume = BT_VOLUME (BT_VOLUME_UNITS_PER_LOT / 100);
  command->stop_loss_points = is_buy ? quote.bid_points - 300 : quote.ask_points + 300;
  if (choice < 6)
    {
      command->type = BT_ORDER_LIMIT;
      command->price_points = is_buy ? quote.bid_points - 100 : quote.ask_points + 100;
      command->stop_loss_points = BT_PRICE_NONE;
    }
  /* Some are refused: a stop on the wrong side. */
  if (choice == 11)
    command->stop_loss_points = is_buy ? quote.ask_points + 300 : quote.bid_points - 300;
  if (choice == 10)
    command->trail_points = 200;
}

/* Returns the id of the branch of a name. */
static char *
find_branch_id (BtSession *session, const char *name)
{
  GListModel *branches = bt_session_get_branches (session);

  for (guint i = 0; i < g_list_model_get_n_items (branches); i++)
    {
      g_autoptr (BtBranchItem) item = g_list_model_get_item (branches, i);

      if (g_strcmp0 (bt_branch_item_get_name (item), name) == 0)
        return g_strdup (bt_branch_item_get_id (item));
    }
  g_assert_not_reached ();
}

static void
give (LineModel *model, BtSession *session, const BtCommand *command)
{
  g_autoptr (GError) error = NULL;
  gboolean is_fork = !bt_session_is_at_head (session) || command->kind == BT_COMMAND_FORK;
  gint64 bar = bt_session_get_bar (session);

  if (!bt_session_submit (session, command, NULL, &error))
    g_assert_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_REFUSED);
  line_model_give (model, bar, command, is_fork ? bt_session_get_branch_name (session) : NULL);
}

/* Goes over to another branch, or deletes or renames one. */
static void
change_branches (GRand *random, LineModel *model, BtSession *session, int number)
{
  guint index = (guint) g_rand_int_range (random, 0, (gint32) line_model_count (model));
  g_autofree char *name = g_strdup (line_model_get_name (model, index));
  g_autofree char *id = find_branch_id (session, name);
  gboolean is_present = g_strcmp0 (id, bt_session_get_branch_id (session)) == 0;
  g_autoptr (GError) error = NULL;
  int choice = g_rand_int_range (random, 0, 4);

  if (choice == 0 && !is_present)
    {
      g_assert_true (bt_session_delete_branch (session, id, &error));
      line_model_delete (model, name);
    }
  else if (choice == 1)
    {
      g_autofree char *fresh = g_strdup_printf ("line %d", number);

      g_assert_true (bt_session_rename_branch (session, id, fresh, &error));
      line_model_rename (model, name, fresh);
    }
  else
    {
      g_assert_true (bt_session_switch_branch (session, id, &error));
      line_model_switch (model, name);
      g_assert_true (bt_session_is_at_head (session));
    }
  g_assert_no_error (error);
}

/* One step of the walk. */
static void
walk (SessionFixture *fixture, GRand *random, LineModel *model, BtSession **session, int number)
{
  int choice = g_rand_int_range (random, 0, 22);
  gint64 bar = bt_session_get_bar (*session);
  gint64 head = bt_session_get_head_bar (*session);
  BtCommand command;

  if (choice < 6)
    advance_to (*session, bar + g_rand_int_range (random, 1, 60));
  else if (choice == 6)
    bt_session_step (*session, g_rand_boolean (random));
  else if (choice < 9)
    rewind_to (*session, g_rand_int_range (random, -1, (gint32) head + 1));
  else if (choice == 9)
    g_assert_true (bt_session_step_back (*session, g_rand_boolean (random), NULL));
  else if (choice == 10)
    g_assert_true (bt_session_return_to_head (*session, NULL));
  else if (choice == 11)
    {
      save (*session);
      g_object_unref (*session);
      *session
        = session_fixture_open (fixture, g_object_get_data (G_OBJECT (fixture->store), "id"));
    }
  else if (choice > 19)
    change_branches (random, model, *session, number);
  else
    {
      choose_command (random, *session, number, &command);
      if (choice == 12 && g_rand_int_range (random, 0, 3) == 0)
        bt_command_init (&command, BT_COMMAND_FORK, -1);
      give (model, *session, &command);
    }
  line_model_play (model, bt_session_get_bar (*session));
}

/* Creates a session under rules whose figures are kept from candle to candle. */
static char *
create_challenge (SessionFixture *fixture)
{
  BtSessionPlan plan;
  BtChallengeRules *rules = &plan.settings.challenge;
  g_autoptr (GError) error = NULL;
  char *id;

  session_fixture_make_plan (fixture, &plan);
  plan.settings.has_challenge = TRUE;
  bt_challenge_rules_init (rules);
  g_strlcpy (rules->name, "Walk", sizeof rules->name);
  rules->profit_target = (BtChallengeAmount){ BT_CHALLENGE_AMOUNT_PERCENT, 800 };
  rules->daily_loss = (BtChallengeAmount){ BT_CHALLENGE_AMOUNT_MONEY, 2500 };
  rules->max_drawdown = (BtChallengeAmount){ BT_CHALLENGE_AMOUNT_MONEY, 4000 };
  rules->drawdown_kind = BT_CHALLENGE_DRAWDOWN_TRAILING;
  rules->minimum_days = 2;
  rules->consistency_percent = 4000;
  id = bt_session_create (fixture->store, &plan, &error);
  g_assert_no_error (error);
  return id;
}

static void
test_walk (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id
    = data == NULL ? session_fixture_create (fixture) : create_challenge (fixture);
  g_autoptr (GRand) random = g_rand_new_with_seed (WALK_SEED);
  g_autoptr (LineModel) model = line_model_new ();
  BtSession *session = session_fixture_open (fixture, id);

  g_test_message ("seed %d", WALK_SEED);
  g_object_set_data (G_OBJECT (fixture->store), "id", id);
  for (int i = 0; i < WALK_STEPS; i++)
    {
      walk (fixture, random, model, &session, i);
      line_model_assert (model, session);
    }
  g_assert_cmpuint (line_model_count (model), >, 10);
  g_assert_cmpuint (g_list_model_get_n_items (bt_session_get_branches (session)), ==,
                    line_model_count (model));
  bt_session_close (session);
  g_object_unref (session);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/session/rewind/" path, SessionFixture, NULL, session_fixture_set_up, func,         \
              session_fixture_tear_down)
  ADD ("look-back", test_look_back);
  ADD ("lists", test_lists);
  ADD ("play-through", test_play_through);
  ADD ("act-in-past", test_act_in_past);
  ADD ("forbidden", test_forbidden);
  ADD ("bounds", test_bounds);
  ADD ("step-back", test_step_back);
  ADD ("reload", test_reload);
  ADD ("ended", test_ended);
  ADD ("walk", test_walk);
#undef ADD
  g_test_add ("/session/rewind/walk-challenge", SessionFixture, "challenge", session_fixture_set_up,
              test_walk, session_fixture_tear_down);
  return g_test_run ();
}
