// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Alerts: on which candles they fire, whatever the speed, and how they follow the clock. */
#include "config.h"

#include "session-fixture.h"

#define LAST_BAR 3000

/* Adds one of each kind; none pauses unless asked. */
static void
add_alerts (BtSession *session, gboolean is_pausing)
{
  static const BtAlertRepeat repeats[]
    = { BT_ALERT_EVERY_TIME, BT_ALERT_ONCE, BT_ALERT_ONCE_A_CANDLE };
  BtAlertList *list = bt_session_get_alerts (session);
  const BtColumns *columns = session->view.columns;
  gint64 level = columns->close_points[200];

  for (guint i = 0; i < 12; i++)
    {
      BtAlert alert;

      bt_alert_init (&alert, i % 6 == 5 ? BT_ALERT_TIME : (BtAlertKind) (i % 6 % 4));
      alert.repeat = repeats[i % 3];
      alert.is_pausing = is_pausing;
      alert.is_ask = i >= 6;
      alert.level_points = level + i * 20;
      alert.high_points = level + 400;
      alert.anchors[0] = (BtAlertAnchor){ columns->time_usec[0], level - 300 };
      alert.anchors[1] = (BtAlertAnchor){ columns->time_usec[1500], level + 300 };
      alert.is_live = i >= 6;
      alert.level = 55;
      alert.clock = BT_ALERT_DAILY;
      g_assert_cmpint (bt_alert_list_add (list, &alert), ==, i + 1);
    }
}

/* Writes which alert fired on which candle, oldest first. */
static char *
describe_firings (BtSession *session)
{
  GListModel *events = bt_session_get_events (session);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = g_list_model_get_n_items (events); i-- > 0;)
    {
      g_autoptr (BtLogItem) item = g_list_model_get_item (events, i);

      if (bt_log_item_get_kind (item) == BT_LOG_ALERT)
        g_string_append_printf (text, "%" G_GINT64_FORMAT "@%" G_GINT64_FORMAT "\n",
                                bt_log_item_get_figure (item), bt_log_item_get_time (item));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Candle by candle: what every other way must give. */
static char *
fire_by_candle (SessionFixture *fixture, gboolean is_pausing)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);

  add_alerts (session, is_pausing);
  for (gint64 bar = 0; bar <= LAST_BAR; bar++)
    g_assert_true (bt_session_advance_to (session, bar, FALSE, NULL));
  g_autofree char *text = describe_firings (session);
  bt_session_close (session);
  return g_steal_pointer (&text);
}

/* The same candles fire the same alerts at any speed, paused by them or not, and trades, saving and
 * opening again change nothing of it; nor do they change a result. */
static void
test_speeds (SessionFixture *fixture, gconstpointer data)
{
  gboolean is_pausing = GPOINTER_TO_INT (data);
  static const int speeds[] = { 10, 300, 10000, BT_SPEED_MAX };
  g_autofree char *expected = fire_by_candle (fixture, is_pausing);
  g_autofree char *digest = NULL;

  g_assert_cmpuint (strlen (expected), >, 500);
  for (guint i = 0; i < G_N_ELEMENTS (speeds); i++)
    {
      g_autofree char *id = session_fixture_create (fixture);
      g_autoptr (BtSession) session = session_fixture_open (fixture, id);
      guint frames = 0;

      add_alerts (session, is_pausing);
      g_object_set (session, "speed", speeds[i], NULL);
      while (bt_session_get_bar (session) < LAST_BAR)
        {
          session_fixture_play_to (fixture, session, LAST_BAR, 1300000 + 70000 * (frames++ % 9));
          if (frames == 3)
            {
              bt_session_close (session);
              g_object_unref (session);
              session = session_fixture_open (fixture, id);
            }
        }
      g_assert_true (bt_session_rewind_to (session, LAST_BAR, NULL));
      g_autofree char *fired = describe_firings (session);
      g_autofree char *here = bt_session_get_digest (session);
      g_assert_cmpstr (fired, ==, expected);
      if (digest == NULL)
        digest = g_strdup (here);
      g_assert_cmpstr (here, ==, digest);
      bt_session_close (session);
    }
}

/* Makes one price alert that pauses; returns the candle on which it fires first. */
static gint64
add_price_alert (BtSession *session, gint64 after)
{
  const BtColumns *columns = session->view.columns;
  gint64 level = columns->close_points[after] + 60;
  BtAlert alert;

  bt_alert_init (&alert, BT_ALERT_PRICE);
  alert.crossing = BT_ALERT_UP;
  alert.level_points = level;
  bt_alert_list_add (bt_session_get_alerts (session), &alert);
  for (gint64 bar = after + 1;; bar++)
    if (columns->high_points[bar] >= level)
      return bar;
}

static BtPauseReason
get_reason (BtSession *session)
{
  int reason;

  g_object_get (session, "pause-reason", &reason, NULL);
  return (BtPauseReason) reason;
}

static void
alerted_cb (BtSession *session, BtAlertItem *item, gint64 *fired_bar)
{
  *fired_bar = bt_alert_item_get_fired_bar (item);
}

/* Play, a step, and going to the next event or the end all stop at the alert's candle. */
static void
test_pauses (SessionFixture *fixture, gconstpointer data)
{
  for (guint way = 0; way < 4; way++)
    {
      g_autofree char *id = session_fixture_create (fixture);
      g_autoptr (BtSession) session = session_fixture_open (fixture, id);
      gint64 fired_bar = -1;
      gint64 bar;

      g_assert_true (bt_session_advance_to (session, 100, FALSE, NULL));
      bar = add_price_alert (session, 100);
      g_signal_connect (session, "alerted", G_CALLBACK (alerted_cb), &fired_bar);
      g_object_set (session, "speed", BT_SPEED_MAX, "chart-timeframe", BT_TIMEFRAME_D1, NULL);
      if (way == 0)
        session_fixture_play_to (fixture, session, LAST_BAR, 16000);
      else if (way == 1)
        bt_session_step (session, FALSE);
      else
        g_assert_true (
          bt_session_go_to (session, way == 2 ? BT_GO_TO_NEXT_EVENT : BT_GO_TO_END, NULL));
      while (way >= 2 && bt_session_is_playing (session))
        bt_session_run_frame (session);
      g_assert_cmpint (bt_session_get_bar (session), ==, bar);
      g_assert_cmpint (get_reason (session), ==, BT_PAUSE_ALERT);
      g_assert_cmpint (fired_bar, ==, bar);
      bt_session_close (session);
    }
}

/* Going back arms an alert again; it fires on the same candle, and the log has that once. */
static void
test_rewind (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);
  BtAlertList *list = bt_session_get_alerts (session);
  gint64 bar;

  g_assert_true (bt_session_advance_to (session, 100, FALSE, NULL));
  bar = add_price_alert (session, 100);
  BtAlertItem *item = bt_alert_list_find (list, 1);
  g_assert_true (bt_session_advance_to (session, bar + 500, FALSE, NULL));
  g_assert_cmpint (bt_alert_item_get_fired_bar (item), ==, bar);
  g_assert_false (bt_alert_item_is_armed (item));
  g_autofree char *once = describe_firings (session);

  g_assert_true (bt_session_rewind_to (session, bar - 1, NULL));
  g_assert_true (bt_alert_item_is_armed (item));
  g_autofree char *none = describe_firings (session);
  g_assert_cmpstr (none, ==, "");
  session_fixture_play_to (fixture, session, bar + 1, 100000);
  g_assert_cmpint (bt_session_get_bar (session), ==, bar);
  g_assert_cmpint (get_reason (session), ==, BT_PAUSE_ALERT);
  g_autofree char *again = describe_firings (session);
  g_assert_cmpstr (again, ==, once);

  /* Over it in one go: it has fired all the same. */
  g_assert_true (bt_session_rewind_to (session, bar - 1, NULL));
  g_assert_true (bt_session_return_to_head (session, NULL));
  g_assert_cmpint (bt_alert_item_get_fired_bar (item), ==, bar);

  /* Before it was made it watches from there. */
  g_assert_true (bt_session_rewind_to (session, 20, NULL));
  g_assert_cmpint (bt_alert_item_get (item)->armed_bar, ==, 20);
  g_assert_true (bt_session_save (session, NULL));
  bt_session_close (session);
  g_object_unref (session);
  session = session_fixture_open (fixture, id);
  item = bt_alert_list_find (bt_session_get_alerts (session), 1);
  g_assert_cmpint (bt_alert_item_get (item)->armed_bar, ==, 20);
  g_assert_true (bt_alert_item_is_armed (item));
  bt_session_close (session);
}

/* What comes after the clock is not looked at: nonsense there changes no firing before it. */
static void
test_poison (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *expected = fire_by_candle (fixture, FALSE);
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);
  const BtColumns *columns = session->view.columns;
  const gint64 *const all[] = { columns->time_usec,  columns->open_points,  columns->high_points,
                                columns->low_points, columns->close_points, columns->volume };
  gsize first = LAST_BAR + 1;
  gsize length = columns->length - first;
  gint64 *kept[G_N_ELEMENTS (all)];

  add_alerts (session, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      kept[i] = g_memdup2 (all[i] + first, length * sizeof (gint64));
      for (gsize k = 0; k < length; k++)
        ((gint64 *) all[i])[first + k] = (gint64) (k * 977 % 4001) - 90000 * (i % 2);
    }
  g_assert_true (bt_session_advance_to (session, 1234, FALSE, NULL));
  g_assert_true (bt_session_advance_to (session, LAST_BAR, FALSE, NULL));
  g_autofree char *fired = describe_firings (session);
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      memcpy ((gint64 *) all[i] + first, kept[i], length * sizeof (gint64));
      g_free (kept[i]);
    }
  g_assert_cmpstr (fired, ==, expected);
  bt_session_close (session);
}

/* ---- Changes ---- */

static void
test_undo (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);
  BtAlertList *list = bt_session_get_alerts (session);
  BtAlert alert;

  g_assert_true (bt_session_advance_to (session, 10, FALSE, NULL));
  add_price_alert (session, 10);
  add_price_alert (session, 50);
  alert = *bt_alert_item_get (bt_alert_list_find (list, 1));
  g_strlcpy (alert.message, "Breakout", sizeof alert.message);
  g_assert_true (bt_alert_list_change (list, &alert));
  g_assert_true (bt_alert_list_set_armed (list, 2, FALSE));
  g_assert_true (bt_alert_list_remove (list, 2));
  g_assert_false (bt_alert_list_remove (list, 2));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
  bt_alert_list_undo (list);
  g_assert_false (bt_alert_item_is_armed (bt_alert_list_find (list, 2)));
  bt_alert_list_undo (list);
  g_assert_true (bt_alert_item_is_armed (bt_alert_list_find (list, 2)));
  bt_alert_list_undo (list);
  g_assert_cmpstr (bt_alert_item_get (bt_alert_list_find (list, 1))->message, ==, "");
  bt_alert_list_redo (list);
  g_assert_cmpstr (bt_alert_item_get (bt_alert_list_find (list, 1))->message, ==, "Breakout");
  bt_session_close (session);
  g_object_unref (session);
  session = session_fixture_open (fixture, id);
  list = bt_session_get_alerts (session);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2);
  g_assert_cmpstr (bt_alert_item_get (bt_alert_list_find (list, 1))->message, ==, "Breakout");
  g_assert_cmpint (bt_alert_item_get (bt_alert_list_find (list, 1))->armed_bar, ==, 10);
  /* A number is not used twice. */
  g_assert_true (bt_alert_list_remove (list, 1));
  add_price_alert (session, 100);
  g_assert_nonnull (bt_alert_list_find (list, 3));
  bt_session_close (session);
  /* Nothing is taken in after that. */
  g_assert_cmpint (bt_alert_list_add (list, &alert), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, data, func)                                                                      \
  g_test_add ("/session/alerts/" name, SessionFixture, data, session_fixture_set_up, func,         \
              session_fixture_tear_down)
  ADD ("speeds", GINT_TO_POINTER (FALSE), test_speeds);
  ADD ("speeds/pausing", GINT_TO_POINTER (TRUE), test_speeds);
  ADD ("pauses", NULL, test_pauses);
  ADD ("rewind", NULL, test_rewind);
  ADD ("poison", NULL, test_poison);
  ADD ("undo", NULL, test_undo);
#undef ADD
  return g_test_run ();
}
