// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A session with a challenge: what it tells, and that the rules go with it wherever it goes. */
#include "config.h"

#include <string.h>

#include "session-fixture.h"
#include "session/bt-session-file.h"

#define TEST(path, func)                                                                           \
  g_test_add (path, SessionFixture, NULL, session_fixture_set_up, func, session_fixture_tear_down)

/* A loss of 1.00 a day: the spread of a tenth of a lot of gold alone is more. */
static char *
create_strict (SessionFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  BtSessionPlan plan;
  char *id;

  session_fixture_make_plan (fixture, &plan);
  plan.end_usec = bt_series_get_columns (fixture->series)->time_usec[120 + 300];
  plan.settings.has_challenge = TRUE;
  bt_challenge_rules_init (&plan.settings.challenge);
  plan.settings.challenge.daily_loss
    = (BtChallengeAmount){ .kind = BT_CHALLENGE_AMOUNT_MONEY, .value = 100 };
  id = bt_session_create (fixture->store, &plan, &error);
  g_assert_no_error (error);
  return id;
}

/* Returns the first line of the log of that kind; free with g_object_unref(). */
static BtLogItem *
find_line (BtSession *session, BtLogKind kind)
{
  GListModel *log = bt_session_get_log (session);

  for (guint i = 0; i < g_list_model_get_n_items (log); i++)
    {
      g_autoptr (BtLogItem) item = g_list_model_get_item (log, i);
      if (bt_log_item_get_kind (item) == kind)
        return g_steal_pointer (&item);
    }
  return NULL;
}

static void
assert_failed (BtSession *session)
{
  BtChallengeState state;
  gsize count;

  bt_session_get_challenge (session, &state);
  g_assert_cmpint (state.status, ==, BT_CHALLENGE_FAILED);
  g_assert_cmpint (state.ended_bar, ==, 50);
  g_assert_cmpint (state.rules[BT_CHALLENGE_RULE_DAILY_LOSS].status, ==, BT_CHALLENGE_RULE_BROKEN);
  const BtViolation *violations = bt_session_get_violations (session, &count);
  g_assert_cmpuint (count, ==, 1);
  g_assert_cmpint (violations[0].place, ==, BT_PLACE_KNOWN_QUOTE);
  g_assert_cmpint (violations[0].value, >, 100);
  g_assert_cmpint (violations[0].excess, ==, violations[0].value - 100);
}

static void
test_broken (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = create_strict (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);
  BtChallengeState state;

  bt_session_get_challenge (session, &state);
  g_assert_cmpint (state.status, ==, BT_CHALLENGE_RUNNING);
  g_assert_true (bt_session_advance_to (session, 50, FALSE, NULL));
  session_fixture_trade (session, BT_DIRECTION_BUY, 500, 0);
  assert_failed (session);
  g_autoptr (BtLogItem) line = find_line (session, BT_LOG_RULE_BROKEN);
  g_assert_nonnull (line);
  g_assert_cmpint (bt_log_item_get_violation (line)->rule, ==, BT_CHALLENGE_RULE_DAILY_LOSS);
  /* The session goes on. */
  session_fixture_trade (session, BT_DIRECTION_SELL, 500, 0);
  g_assert_true (bt_session_advance_to (session, 200, FALSE, NULL));
  assert_failed (session);
}

static void
test_none (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);
  BtChallengeState state;
  gsize count;

  g_assert_true (bt_session_advance_to (session, 50, FALSE, NULL));
  session_fixture_trade (session, BT_DIRECTION_BUY, 500, 0);
  bt_session_get_challenge (session, &state);
  g_assert_cmpint (state.status, ==, BT_CHALLENGE_NONE);
  (void) bt_session_get_violations (session, &count);
  g_assert_cmpuint (count, ==, 0);
  g_assert_null (find_line (session, BT_LOG_RULE_BROKEN));
}

/* Closed and opened, exported, verified and imported it says the same. */
static void
test_goes_along (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = create_strict (fixture);
  g_autofree char *path = g_build_filename (fixture->folder, "strict.btsession", NULL);
  g_autoptr (GError) error = NULL;
  BtVerification verification;

  {
    g_autoptr (BtSession) session = session_fixture_open (fixture, id);
    g_assert_true (bt_session_advance_to (session, 50, FALSE, NULL));
    session_fixture_trade (session, BT_DIRECTION_BUY, 500, 0);
    g_assert_true (bt_session_advance_to (session, 90, FALSE, NULL));
    bt_session_close (session);
  }
  {
    g_autoptr (BtSession) again = session_fixture_open (fixture, id);
    assert_failed (again);
    bt_session_close (again);
  }
  g_assert_true (bt_session_file_export (fixture->store, id, path, TRUE, &error));
  g_assert_true (bt_session_file_verify (path, NULL, &verification, &error));
  g_assert_no_error (error);
  g_assert_true (verification.is_verified);
  bt_verification_clear (&verification);
  g_autofree char *copy_id = bt_session_file_import (fixture->store, path, &error);
  g_assert_no_error (error);
  g_autoptr (BtSession) copy = session_fixture_open (fixture, copy_id);
  g_assert_true (bt_session_get_settings (copy)->has_challenge);
  assert_failed (copy);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/session/challenge/broken", test_broken);
  TEST ("/session/challenge/none", test_none);
  TEST ("/session/challenge/goes-along", test_goes_along);
  return g_test_run ();
}
