// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Alerts: their conditions, each worked out by hand, and their form as text. */
#include "config.h"

#include "session/bt-alert-watch.h"
#include "session/bt-session-error.h"
#include "study/bt-study-registry.h"

/* ---- Conditions, worked out by hand ---- */

/* Candles as open, high, low, close; the one before the first closed at 100. */
typedef struct
{
  const char *about;
  BtAlertKind kind;
  gint64 level;
  gint64 high;
  gint64 candle[4];
  gboolean is_up;   /* it fires on the way up, or into the range */
  gboolean is_down; /* on the way down, or out of it */
} Crossing;

static const Crossing crossings[] = {
  { "rises through", BT_ALERT_PRICE, 105, 0, { 101, 108, 100, 107 }, TRUE, FALSE },
  { "touches from below", BT_ALERT_PRICE, 108, 0, { 101, 108, 100, 102 }, TRUE, FALSE },
  { "stays one point below", BT_ALERT_PRICE, 109, 0, { 101, 108, 100, 102 }, FALSE, FALSE },
  { "jumps over upwards", BT_ALERT_PRICE, 103, 0, { 110, 112, 109, 111 }, TRUE, FALSE },
  { "falls through", BT_ALERT_PRICE, 95, 0, { 99, 99, 90, 92 }, FALSE, TRUE },
  { "touches from above", BT_ALERT_PRICE, 90, 0, { 99, 99, 90, 98 }, FALSE, TRUE },
  { "jumps over downwards", BT_ALERT_PRICE, 95, 0, { 80, 85, 79, 82 }, FALSE, TRUE },
  { "is crossed both ways", BT_ALERT_PRICE, 105, 0, { 101, 110, 100, 102 }, TRUE, TRUE },
  { "rises and certainly falls", BT_ALERT_PRICE, 105, 0, { 106, 110, 100, 102 }, TRUE, TRUE },
  { "starts on the level", BT_ALERT_PRICE, 100, 0, { 100, 104, 100, 103 }, FALSE, FALSE },
  { "may have come back", BT_ALERT_PRICE, 100, 0, { 101, 104, 98, 99 }, FALSE, TRUE },
  { "comes into a range above", BT_ALERT_RANGE, 105, 110, { 101, 106, 100, 106 }, TRUE, FALSE },
  { "jumps over a range", BT_ALERT_RANGE, 105, 110, { 115, 116, 112, 113 }, FALSE, FALSE },
  { "comes into a range below", BT_ALERT_RANGE, 90, 95, { 99, 99, 95, 97 }, TRUE, FALSE },
  { "leaves a range upwards", BT_ALERT_RANGE, 95, 105, { 101, 106, 100, 101 }, FALSE, TRUE },
  { "leaves a range downwards", BT_ALERT_RANGE, 95, 105, { 99, 99, 94, 98 }, FALSE, TRUE },
  { "stays within a range", BT_ALERT_RANGE, 95, 105, { 100, 105, 95, 101 }, FALSE, FALSE },
};

/* Returns a series of M1 candles of so many minutes; a row is open, high, low, close. */
static BtSeries *
make_series (const gint64 (*rows)[4], guint count, const gint64 *minutes)
{
  g_autoptr (BtSeriesBuilder) builder
    = bt_series_builder_new (BT_TIMEFRAME_M1, BT_SIDE_KIND_BID, FALSE);

  for (guint i = 0; i < count; i++)
    {
      gint64 minute = minutes != NULL ? minutes[i] : i;
      BtCandle candle = { .time_usec = minute * BT_USEC_PER_MINUTE,
                          .open_points = rows[i][0],
                          .high_points = rows[i][1],
                          .low_points = rows[i][2],
                          .close_points = rows[i][3],
                          .spread_points = -1 };

      g_assert_true (bt_series_builder_add (builder, &candle, NULL));
    }
  return bt_series_builder_finish (builder);
}

static void
make_market (BtSeries *series, BtSessionSettings *settings, BtAlertMarket *market)
{
  bt_session_settings_init (settings, bt_instrument_find_builtin ("XAUUSD"));
  settings->spread_points = 0;
  settings->price_kind = BT_SIDE_KIND_BID;
  settings->base_timeframe = BT_TIMEFRAME_M1;
  *market = (BtAlertMarket){
    .whole = series, .series = series, .settings = settings, .day = BT_TRADING_DAY_DEFAULT
  };
}

/* Returns the first candle of all on which an alert fires, or −1. */
static gint64
find_first (const BtAlert *alert, const BtAlertMarket *market)
{
  g_autoptr (BtAlertWatch) watch = bt_alert_watch_new (alert, market);

  return bt_alert_watch_find (watch, 0, (gint64) bt_series_get_length (market->series) - 1);
}

static void
test_crossings (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (crossings); i++)
    {
      const Crossing *crossing = &crossings[i];
      gint64 rows[2][4] = { { 100, 100, 100, 100 } };
      g_autoptr (BtSeries) series = NULL;
      BtSessionSettings settings;
      BtAlertMarket market;
      BtAlert alert;

      memcpy (rows[1], crossing->candle, sizeof rows[1]);
      series = make_series (rows, 2, NULL);
      make_market (series, &settings, &market);
      bt_alert_init (&alert, crossing->kind);
      alert.level_points = crossing->level;
      alert.high_points = crossing->high;
      g_test_message ("%s", crossing->about);
      alert.crossing = BT_ALERT_UP;
      g_assert_cmpint (find_first (&alert, &market), ==, crossing->is_up ? 1 : -1);
      alert.crossing = BT_ALERT_DOWN;
      g_assert_cmpint (find_first (&alert, &market), ==, crossing->is_down ? 1 : -1);
      alert.crossing = BT_ALERT_EITHER;
      g_assert_cmpint (find_first (&alert, &market), ==,
                       crossing->is_up || crossing->is_down ? 1 : -1);
    }
}

/* The ask is the bid and the spread. */
static void
test_ask (void)
{
  const gint64 rows[][4]
    = { { 100, 100, 100, 100 }, { 100, 103, 100, 102 }, { 102, 110, 102, 108 } };
  g_autoptr (BtSeries) series = make_series (rows, G_N_ELEMENTS (rows), NULL);
  BtSessionSettings settings;
  BtAlertMarket market;
  BtAlert alert;

  make_market (series, &settings, &market);
  bt_alert_init (&alert, BT_ALERT_PRICE);
  alert.level_points = 108;
  g_assert_cmpint (find_first (&alert, &market), ==, 2);
  alert.is_ask = TRUE;
  settings.spread_points = 5;
  g_assert_cmpint (find_first (&alert, &market), ==, 1);
  /* Mid prices: half of it, the rest on the ask. */
  settings.price_kind = BT_SIDE_KIND_MID;
  alert.level_points = 106;
  g_assert_cmpint (find_first (&alert, &market), ==, 1);
  alert.level_points = 107;
  g_assert_cmpint (find_first (&alert, &market), ==, 2);
}

/* Once a candle: of M5 here, from wherever the search begins. */
static void
test_once_a_candle (void)
{
  gint64 rows[15][4];
  g_autoptr (BtSeries) series = NULL;
  g_autoptr (BtAlertWatch) watch = NULL;
  BtSessionSettings settings;
  BtAlertMarket market;
  BtAlert alert;

  /* Every candle goes through the level and back. */
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    memcpy (rows[i], (gint64[]){ 100, 110, 90, 100 }, sizeof rows[i]);
  series = make_series (rows, G_N_ELEMENTS (rows), NULL);
  make_market (series, &settings, &market);
  bt_alert_init (&alert, BT_ALERT_PRICE);
  alert.level_points = 105;
  alert.repeat = BT_ALERT_ONCE_A_CANDLE;
  alert.armed_bar = 1;
  watch = bt_alert_watch_new (&alert, &market);
  g_assert_cmpint (bt_alert_watch_find (watch, 0, 14), ==, 2);
  g_assert_cmpint (bt_alert_watch_find (watch, 3, 14), ==, 5);
  g_assert_cmpint (bt_alert_watch_find (watch, 6, 9), ==, -1);
  g_assert_cmpint (bt_alert_watch_find (watch, 6, 14), ==, 10);
}

/* The clock comes to a time with the candle that closes at it, or the next one after a gap. */
/* The same on days so many weeks from the first of 1970. */
static void
check_times (gint64 weeks)
{
  const gint64 rows[][4]
    = { { 1, 1, 1, 1 }, { 1, 1, 1, 1 }, { 1, 1, 1, 1 }, { 1, 1, 1, 1 }, { 1, 1, 1, 1 } };
  /* 1970-01-01 was a Thursday: 07:58, 07:59, then 08:05; Saturday 08:00; Monday 07:59. */
  const gint64 first = weeks * 7 * 1440;
  const gint64 minutes[]
    = { first + 478, first + 479, first + 485, first + 2 * 1440 + 480, first + 4 * 1440 + 479 };
  g_autoptr (BtSeries) series = make_series (rows, G_N_ELEMENTS (rows), minutes);
  BtSessionSettings settings;
  BtAlertMarket market;
  BtAlert alert;

  make_market (series, &settings, &market);
  bt_alert_init (&alert, BT_ALERT_TIME);
  alert.time_usec = (first + 480) * BT_USEC_PER_MINUTE;
  g_assert_cmpint (find_first (&alert, &market), ==, 1);
  alert.time_usec = (first + 481) * BT_USEC_PER_MINUTE;
  g_assert_cmpint (find_first (&alert, &market), ==, 2);
  alert.clock = BT_ALERT_DAILY;
  alert.zone = BT_ZONE (BT_ZONE_UTC);
  alert.minute = 480;
  g_assert_cmpint (find_first (&alert, &market), ==, 1);
  /* Friday's went by in the gap; Saturday's and Sunday's are none. */
  alert.armed_bar = 1;
  g_assert_cmpint (find_first (&alert, &market), ==, 3);
  alert.armed_bar = 3;
  g_assert_cmpint (find_first (&alert, &market), ==, 4);
  /* Tokyo opens at 09:00 there: at midnight UTC. */
  alert.armed_bar = -1;
  alert.clock = BT_ALERT_OPENING;
  alert.zone = BT_ZONE (BT_ZONE_TOKYO);
  g_assert_cmpint (find_first (&alert, &market), ==, 3);
}

static void
test_times (void)
{
  check_times (0);
  check_times (2800);
  check_times (-1200);
}

/* A line is straight over candles, whatever time lies between them. */
static void
test_line (void)
{
  const gint64 rows[][4]
    = { { 100, 100, 100, 100 }, { 100, 100, 100, 100 }, { 100, 109, 100, 109 },
        { 109, 113, 109, 113 }, { 113, 121, 113, 121 }, { 121, 121, 121, 121 } };
  const gint64 minutes[] = { 0, 1, 2, 1000, 1001, 1002 };
  g_autoptr (BtSeries) series = make_series (rows, G_N_ELEMENTS (rows), minutes);
  BtSessionSettings settings;
  BtAlertMarket market;
  BtAlert alert;

  make_market (series, &settings, &market);
  bt_alert_init (&alert, BT_ALERT_LINE);
  alert.armed_bar = 1;
  /* 102 at the first candle, 4 more with each: 110 at the third, 114, 118. */
  alert.anchors[0] = (BtAlertAnchor){ 0, 102 };
  alert.anchors[1] = (BtAlertAnchor){ BT_USEC_PER_MINUTE, 106 };
  g_assert_cmpint (find_first (&alert, &market), ==, -1);
  alert.is_extended = TRUE;
  g_assert_cmpint (find_first (&alert, &market), ==, 4);
}

/* A study is held against a level when its candle is complete, or as it forms: here the simple
 * average of two closes of M5. */
static void
test_study (void)
{
  gint64 rows[20][4];
  g_autoptr (BtSeries) series = NULL;
  BtSessionSettings settings;
  BtAlertMarket market;
  BtAlert alert;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 close = i < 12 ? 1000 : 1100;

      memcpy (rows[i], (gint64[]){ close, close, close, close }, sizeof rows[i]);
    }
  series = make_series (rows, G_N_ELEMENTS (rows), NULL);
  make_market (series, &settings, &market);
  bt_alert_init (&alert, BT_ALERT_STUDY);
  g_assert_true (bt_study_settings_parse ("sma period=2", &alert.study));
  /* The average of closes 10.00 and 11.00 is 10.50: the forming third candle has it at once. */
  alert.level = 10.5;
  alert.is_live = TRUE;
  g_assert_cmpint (find_first (&alert, &market), ==, 12);
  alert.is_live = FALSE;
  g_assert_cmpint (find_first (&alert, &market), ==, 14);
  alert.level = 10.51;
  g_assert_cmpint (find_first (&alert, &market), ==, 19);
  alert.crossing = BT_ALERT_DOWN;
  g_assert_cmpint (find_first (&alert, &market), ==, -1);
  /* Against the close: the average falls behind it. */
  alert.against = BT_ALERT_AGAINST_CLOSE;
  g_assert_cmpint (find_first (&alert, &market), ==, -1);
  alert.against = BT_ALERT_AGAINST_STUDY;
  alert.crossing = BT_ALERT_EITHER;
  /* The short average is above the long one when prices rise, until that has come after. */
  g_assert_true (bt_study_settings_parse ("sma period=1", &alert.other));
  g_assert_cmpint (find_first (&alert, &market), ==, 19);
}

static void
test_json (void)
{
  static const char *const texts[] = {
    "{\"kind\":\"price\",\"crossing\":\"up\",\"repeat\":\"once\",\"enabled\":true,\"pause\":true,"
    "\"notify\":false,\"sound\":true,\"message\":\"“é”\",\"armed_bar\":-1,\"timeframe\":\"H1\","
    "\"level\":\"2050.10\",\"ask\":true}",
    "{\"kind\":\"range\",\"crossing\":\"down\",\"repeat\":\"every-time\",\"enabled\":true,"
    "\"pause\":true,\"notify\":false,\"sound\":true,\"message\":\"\",\"armed_bar\":7,"
    "\"timeframe\":\"M1\",\"level\":\"2050.10\",\"high\":\"2060.00\",\"ask\":false}",
    "{\"kind\":\"line\",\"crossing\":\"either\",\"repeat\":\"once-a-candle\",\"enabled\":false,"
    "\"pause\":true,\"notify\":false,\"sound\":true,\"message\":\"\",\"armed_bar\":7,"
    "\"timeframe\":\"M1\",\"points\":[{\"time\":\"2024-03-04T08:00:00Z\",\"price\":\"2050.10\"},"
    "{\"time\":\"2024-03-04T09:00:00Z\",\"price\":\"2051.10\"}],\"extended\":true,\"ask\":false}",
    "{\"kind\":\"study\",\"crossing\":\"either\",\"repeat\":\"once\",\"enabled\":true,"
    "\"pause\":true,\"notify\":false,\"sound\":true,\"message\":\"\",\"armed_bar\":7,"
    "\"timeframe\":\"M1\",\"study\":\"sma period=5 source=close timeframe=chart forming=no\","
    "\"output\":\"sma\",\"against\":\"study\",\"other\":\"sma period=9 source=close"
    " timeframe=chart forming=no\",\"other_output\":\"sma\",\"live\":true}",
    "{\"kind\":\"time\",\"crossing\":\"either\",\"repeat\":\"once\",\"enabled\":true,"
    "\"pause\":true,\"notify\":false,\"sound\":true,\"message\":\"\",\"armed_bar\":7,"
    "\"timeframe\":\"M1\",\"clock\":\"daily\",\"minute\":510,\"zone\":\"America/New_York\"}",
  };
  const BtInstrument *gold = bt_instrument_find_builtin ("XAUUSD");

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      BtAlert alert;

      bt_alert_from_json (texts[i], gold, &alert, &error);
      g_assert_no_error (error);
      g_autofree char *text = bt_alert_to_json (&alert, gold);
      g_assert_cmpstr (text, ==, texts[i]);
    }
}

static void
test_bad_json (void)
{
  static const struct
  {
    const char *json;
    const char *named; /* by the message */
  } faults[] = {
    { "{}", "kind" },
    { "{\"kind\":\"mood\"}", "mood" },
    { "{\"kind\":\"price\"}", "level" },
    { "{\"kind\":\"price\",\"level\":\"2050.123\"}", "level" },
    { "{\"kind\":\"price\",\"level\":\"1\",\"colour\":1}", "colour" },
    { "{\"kind\":\"range\",\"level\":\"2\",\"high\":\"2\"}", "high" },
    { "{\"kind\":\"line\",\"points\":[]}", "points" },
    { "{\"kind\":\"study\",\"study\":\"mood\"}", "mood" },
    { "{\"kind\":\"study\",\"study\":\"sma\",\"output\":\"mood\"}", "mood" },
    { "{\"kind\":\"study\",\"study\":\"sma\",\"value\":\"nan\"}", "value" },
    { "{\"kind\":\"time\"}", "time" },
    { "{\"kind\":\"time\",\"clock\":\"daily\",\"minute\":1440}", "minute" },
    { "{\"kind\":\"time\",\"clock\":\"opening\",\"zone\":\"Mars\"}", "zone" },
    { "{\"kind\":\"price\",\"level\":\"1\",\"armed_bar\":-2}", "armed_bar" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GError) error = NULL;
      BtAlert alert;

      g_assert_false (
        bt_alert_from_json (faults[i].json, bt_instrument_find_builtin ("XAUUSD"), &alert, &error));
      g_assert_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, faults[i].named));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/alert-conditions/crossings", test_crossings);
  g_test_add_func ("/session/alert-conditions/ask", test_ask);
  g_test_add_func ("/session/alert-conditions/once-a-candle", test_once_a_candle);
  g_test_add_func ("/session/alert-conditions/times", test_times);
  g_test_add_func ("/session/alert-conditions/line", test_line);
  g_test_add_func ("/session/alert-conditions/study", test_study);
  g_test_add_func ("/session/alert-conditions/json", test_json);
  g_test_add_func ("/session/alert-conditions/bad-json", test_bad_json);
  return g_test_run ();
}
