// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Equity and drawdown as they grow, against every candle's equity looked at one by one. */
#include "config.h"

#include "session-fixture.h"

#define BARS 1500
#define EVERY 37 /* candles between two orders */

typedef struct
{
  SessionFixture base;
  BtSession *session;
  gint64 equity[BARS + 1]; /* at the close of each candle, by number; the first is before them */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  session_fixture_set_up (&fixture->base, data);
  g_autofree char *id = session_fixture_create (&fixture->base);
  fixture->session = session_fixture_open (&fixture->base, id);
  g_object_set (fixture->session, "pause-on-fill", FALSE, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  bt_session_close (fixture->session);
  g_clear_object (&fixture->session);
  session_fixture_tear_down (&fixture->base, data);
}

static void
note (Fixture *fixture)
{
  BtAccountState account;

  bt_session_get_account (fixture->session, &account);
  fixture->equity[bt_session_get_bar (fixture->session) + 1] = account.equity.minor;
}

/* Asserts that the curve says what the candles up to the clock say. */
static void
check (Fixture *fixture)
{
  gint64 last = bt_session_get_bar (fixture->session) + 1;
  gint64 peak = G_MININT64, low = G_MAXINT64, shown_low = G_MAXINT64, shown_peak = G_MININT64;
  double fall = 0, deepest = 0;
  BtEquityCurve curve;

  note (fixture);
  for (gint64 i = 0; i <= last; i++)
    {
      peak = MAX (peak, fixture->equity[i]);
      low = MIN (low, fixture->equity[i]);
      fall = (double) (peak - fixture->equity[i]) / (double) peak;
      deepest = MAX (deepest, fall);
    }
  bt_session_get_equity_curve (fixture->session, &curve);
  g_assert_cmpuint (curve.count, >=, 1);
  g_assert_cmpuint (curve.count, <=, BT_EQUITY_TRAIL_MAX_POINTS);
  for (guint i = 0; i < curve.count; i++)
    {
      const BtEquityTrailPoint *point = &curve.points[i];

      g_assert_true (i == 0 || curve.points[i - 1].bar < point->bar);
      g_assert_cmpint (point->equity_minor, ==, fixture->equity[point->bar + 1]);
      shown_low = MIN (shown_low, point->equity_minor);
      shown_peak = MAX (shown_peak, point->equity_minor);
    }
  g_assert_cmpint (curve.points[0].bar, ==, -1);
  g_assert_cmpint (curve.points[curve.count - 1].bar, ==, last - 1);
  g_assert_cmpint (shown_low, ==, low);
  g_assert_cmpint (shown_peak, ==, peak);
  g_assert_cmpint (curve.peak.minor, ==, peak);
  g_assert_cmpfloat (curve.fall, ==, fall);
  g_assert_cmpfloat (curve.deepest_fall, ==, deepest);
}

/* Plays candle by candle with an order now and then; looks after each how_often candles. */
static void
play (Fixture *fixture, gint64 to_bar, BtDirection direction, guint how_often)
{
  while (bt_session_get_bar (fixture->session) < to_bar)
    {
      gint64 bar = bt_session_get_bar (fixture->session);

      if (bar >= 0 && bar % EVERY == 0)
        session_fixture_trade (fixture->session, direction, 150 + bar % 90, 120 + bar % 200);
      note (fixture);
      bt_session_step (fixture->session, TRUE);
      g_assert_cmpint (bt_session_get_bar (fixture->session), >, bar);
      if (how_often > 0 && bar % how_often == 0)
        check (fixture);
    }
  check (fixture);
}

static void
test_grows (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  check (fixture);
  play (fixture, BARS - 1, BT_DIRECTION_BUY, 11);
  BtEquityCurve curve;
  bt_session_get_equity_curve (fixture->session, &curve);
  /* Thinned, and something was lost. */
  g_assert_cmpuint (curve.count, <, BARS / 3);
  g_assert_cmpfloat (curve.deepest_fall, >, 0);
}

/* Nobody looked before the end. */
static void
test_at_once (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  play (fixture, BARS - 1, BT_DIRECTION_BUY, 0);
}

static void
go_back (Fixture *fixture, gint64 bar)
{
  g_autoptr (GError) error = NULL;
  const BtColumns *columns = bt_series_get_columns (fixture->session->series);

  bt_session_go_to_time (fixture->session, columns->time_usec[bar] + BT_USEC_PER_MINUTE, &error);
  g_assert_no_error (error);
  while (bt_session_is_playing (fixture->session))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (bt_session_get_bar (fixture->session), ==, bar);
}

/* Far back, a little back, and on with other orders: on another branch. */
static void
test_rewinds (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  play (fixture, 1200, BT_DIRECTION_BUY, 50);
  go_back (fixture, 1100);
  check (fixture);
  go_back (fixture, 90);
  check (fixture);
  go_back (fixture, 700);
  check (fixture);
  go_back (fixture, 650);
  session_fixture_trade (fixture->session, BT_DIRECTION_SELL, 400, 100);
  g_assert_cmpuint (g_list_model_get_n_items (bt_session_get_branches (fixture->session)), ==, 2);
  play (fixture, 1300, BT_DIRECTION_SELL, 20);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/session/equity-trail/grows", Fixture, NULL, set_up, test_grows, tear_down);
  g_test_add ("/session/equity-trail/at-once", Fixture, NULL, set_up, test_at_once, tear_down);
  g_test_add ("/session/equity-trail/rewinds", Fixture, NULL, set_up, test_rewinds, tear_down);
  return g_test_run ();
}
