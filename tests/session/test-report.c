// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The report: figures worked out by hand, and the equity made anew against the engine's. */
#include "config.h"

#include <json-glib/json-glib.h>
#include <math.h>

#include "session-fixture.h"
#include "session/bt-card-figures.h"
#include "session/bt-money-math.h"
#include "session/bt-report-html.h"

#define TEST(path, func)                                                                           \
  g_test_add (path, SessionFixture, NULL, session_fixture_set_up, func, session_fixture_tear_down)

/* Adds a candle of gold that opens and closes at prices in dollars. */
static void
add_candle (BtSeriesBuilder *builder, gint64 minute, gint64 open, gint64 close)
{
  BtCandle candle = { .time_usec = minute * BT_USEC_PER_MINUTE,
                      .open_points = open * 100,
                      .high_points = MAX (open, close) * 100,
                      .low_points = MIN (open, close) * 100,
                      .close_points = close * 100,
                      .volume = 100000000,
                      .spread_points = 20 };

  g_assert_true (bt_series_builder_add (builder, &candle, NULL));
}

/* Six candles that close at 2000, 2010, 1990, 2005, 2020, 2015; spread 20 points. */
static BtSession *
open_six (SessionFixture *fixture)
{
  static const gint64 CLOSES[] = { 2000, 2010, 1990, 2005, 2020, 2015 };
  g_autoptr (BtSeriesBuilder) builder
    = bt_series_builder_new (BT_TIMEFRAME_M1, BT_SIDE_KIND_BID, TRUE);
  g_autoptr (BtSeries) series = NULL;
  g_autofree char *id = NULL;
  BtSessionPlan plan;

  for (guint i = 0; i < G_N_ELEMENTS (CLOSES); i++)
    add_candle (builder, 28400000 + i, i == 0 ? 2000 : CLOSES[i - 1], CLOSES[i]);
  series = bt_series_builder_finish (builder);
  session_fixture_make_plan (fixture, &plan);
  plan.dataset_id = session_fixture_add_dataset (fixture->store, series);
  plan.start_usec = 28400000 * BT_USEC_PER_MINUTE;
  id = bt_session_create (fixture->store, &plan, NULL);
  g_assert_nonnull (id);
  return session_fixture_open (fixture, id);
}

static void
close_position (BtSession *session, const char *id)
{
  BtCommand command;

  bt_command_init (&command, BT_COMMAND_CLOSE, -1);
  g_strlcpy (command.id, id, sizeof command.id);
  g_assert_true (bt_session_submit (session, &command, NULL, NULL));
}

/* 0.10 lot is 10 ounces; commission 0.35 a fill; the ask is 0.20 above the bid.
 * After candle 0: buy at 2000.20 with its stop at 1950.00. After 1: close at 2010.00: +98.00 − 0.70
 * = 97.30; R = 97.30 ÷ (50.20 × 10 = 502.00). After 1 too: sell at 2010.00. After 3: close at
 * 2005.20: +48.00 − 0.70 = 47.30. After 3: buy at 2005.20. After 4: sell at 2020.00; after 5 close
 * the sell at 2015.20: +48.00 − 0.70 = 47.30 and the buy at 2015.00: +98.00 − 0.70 = 97.30. Then
 * buy at 2015.20, close at 2015.00: −2.00 − 0.70 = −2.70. */
static void
test_by_hand (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (BtSession) session = open_six (fixture);
  g_autoptr (BtSessionReport) report = NULL;
  double low = 0;

  g_assert_true (bt_session_advance_to (session, 0, FALSE, NULL));
  session_fixture_trade (session, BT_DIRECTION_BUY, 5000, 0);
  g_assert_true (bt_session_advance_to (session, 1, FALSE, NULL));
  close_position (session, "1");
  session_fixture_trade (session, BT_DIRECTION_SELL, 0, 0);
  g_assert_true (bt_session_advance_to (session, 3, FALSE, NULL));
  close_position (session, "2");
  session_fixture_trade (session, BT_DIRECTION_BUY, 0, 0);
  g_assert_true (bt_session_advance_to (session, 4, FALSE, NULL));
  session_fixture_trade (session, BT_DIRECTION_SELL, 0, 0);
  g_assert_true (bt_session_advance_to (session, 5, FALSE, NULL));
  close_position (session, "4");
  close_position (session, "3");
  session_fixture_trade (session, BT_DIRECTION_BUY, 0, 0);
  close_position (session, "5");

  report = bt_session_make_report (session);
  g_assert_cmpint (report->trades, ==, 5);
  g_assert_cmpint (report->wins, ==, 4);
  g_assert_cmpint (report->losses, ==, 1);
  g_assert_cmpint (report->net_result.minor, ==, 9730 + 4730 + 4730 + 9730 - 270);
  g_assert_cmpint (report->final_balance.minor, ==, 1000000 + 28650);
  g_assert_cmpint (report->gross_profit.minor, ==, 28920);
  g_assert_cmpint (report->gross_loss.minor, ==, -270);
  g_assert_cmpint (report->largest_win.minor, ==, 9730);
  g_assert_cmpint (report->average_win.minor, ==, 7230);
  g_assert_cmpint (report->commission.minor, ==, 350);
  g_assert_cmpint (report->fills, ==, 10);
  g_assert_cmpint (report->commands, ==, 10);
  g_assert_cmpint (report->bars, ==, 6);
  g_assert_cmpfloat_with_epsilon (report->win_rate, 0.8, 1e-12);
  /* Wilson for 4 of 5: 0.375535 … 0.963776. */
  low = report->win_rate_low;
  g_assert_cmpfloat_with_epsilon (low, 0.375535, 1e-6);
  g_assert_cmpfloat_with_epsilon (report->profit_factor, 28920.0 / 270, 1e-9);
  g_assert_cmpfloat_with_epsilon (report->expectancy, 5730, 1e-9);
  g_assert_cmpint (report->expectancy_r_count, ==, 1);
  g_assert_cmpfloat_with_epsilon (report->expectancy_r, 97.30 / 502.00, 1e-12);
  g_assert_cmpfloat_with_epsilon (report->return_fraction, 0.02865, 1e-12);
  /* Equity at the closes: 10000.00; 9997.65; 10097.30 − 0.35 − 2.00 = 10094.95; 10294.95 (1990, ask
     1990.20); 10144.60 − 0.35 − 2.00 = 10142.25; 10290.25 − 0.35 − 2.00 …: the deepest fall is from
     10294.95 to 10142.25. */
  g_assert_cmpint (report->max_drawdown.minor, ==, 1029495 - 1014225);
  g_assert_cmpfloat_with_epsilon (report->max_drawdown_fraction, 152.70 / 10294.95, 1e-12);
  g_assert_cmpuint (report->curve_length, ==, 7);
  g_assert_cmpint (report->curve[1].equity.minor, ==, 999765);
  g_assert_cmpint (report->curve[3].equity.minor, ==, 1029495);
  g_assert_cmpint (report->curve[6].equity.minor, ==, report->final_equity.minor);
  bt_session_close (session);
}

static void
test_empty (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);
  g_autoptr (BtSessionReport) report = bt_session_make_report (session);
  g_autofree char *json = bt_session_report_to_json (report);
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  JsonObject *object = json_node_get_object (node);

  g_assert_cmpint (report->trades, ==, 0);
  g_assert_true (isnan (report->win_rate) && isnan (report->expectancy_r));
  g_assert_cmpuint (report->curve_length, ==, 1);
  g_assert_cmpint (report->curve[0].equity.minor, ==, 1000000);
  g_assert_cmpstr (json_object_get_string_member (object, "format"), ==, "backtrade-report/1");
  g_assert_true (json_object_get_null_member (object, "win_rate"));
  g_assert_cmpstr (json_object_get_string_member (object, "net_result"), ==, "0.00");
  bt_session_close (session);
}

/* At each candle the equity worked out from fills, ledger and candles is the engine's own. */
static void
check_equity (SessionFixture *fixture, const BtSessionSettings *settings)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  g_autoptr (BtSession) session = NULL;
  g_autoptr (BtSessionReport) report = NULL;
  g_autofree gint64 *equity = g_new0 (gint64, 1600);
  BtSessionPlan plan;

  session_fixture_make_plan (fixture, &plan);
  plan.settings = *settings;
  id = bt_session_create (fixture->store, &plan, &error);
  g_assert_no_error (error);
  session = session_fixture_open (fixture, id);
  for (gint64 bar = 0; bar < 1600; bar++)
    {
      BtAccountState account;

      g_assert_true (bt_session_advance_to (session, bar, FALSE, NULL));
      if (bar % 37 == 5)
        session_fixture_trade (session, bar % 3 == 0 ? BT_DIRECTION_SELL : BT_DIRECTION_BUY,
                               150 + bar % 50, 250);
      bt_session_get_account (session, &account);
      equity[bar] = account.equity.minor;
    }
  report = bt_session_make_report (session);
  g_assert_cmpuint (report->curve_length, >, 100);
  for (guint i = 1; i < report->curve_length; i++)
    {
      const BtColumns *columns = bt_series_get_columns (session->series);
      gsize bar = bt_series_find (session->series, report->curve[i].time_usec - BT_USEC_PER_MINUTE);

      g_assert_cmpint (columns->time_usec[bar], ==,
                       report->curve[i].time_usec - BT_USEC_PER_MINUTE);
      g_assert_cmpint (report->curve[i].equity.minor, ==, equity[bar]);
    }
  bt_session_close (session);
}

static void
test_equity (SessionFixture *fixture, gconstpointer data)
{
  BtSessionPlan plan;

  session_fixture_make_plan (fixture, &plan);
  plan.settings.balance = BT_MONEY (100000000);
  check_equity (fixture, &plan.settings);
  plan.settings.mode = BT_ACCOUNT_NETTING;
  check_equity (fixture, &plan.settings);
  plan.settings.slippage_points = 3;
  plan.settings.commission_kind = BT_COMMISSION_NOTIONAL;
  plan.settings.commission_amount = 3000;
  check_equity (fixture, &plan.settings);
  /* An account in ounces of gold, the base currency. */
  g_strlcpy (plan.settings.currency, "XAU", sizeof plan.settings.currency);
  plan.settings.mode = BT_ACCOUNT_HEDGING;
  check_equity (fixture, &plan.settings);
}

/* What the ticket says beforehand is what the order then costs. */
static void
test_estimate (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);
  BtOrderEstimate estimate;
  BtAccountState account;
  BtCommand command;

  bt_command_init (&command, BT_COMMAND_PLACE, -1);
  command.volume = BT_VOLUME (BT_VOLUME_UNITS_PER_LOT);
  bt_session_estimate (session, &command, &estimate);
  g_assert_false (estimate.is_valid);
  g_assert_true (bt_session_advance_to (session, 30, FALSE, NULL));
  for (int i = 0; i < 6; i++)
    {
      BtMoney margin_before;

      bt_session_get_account (session, &account);
      margin_before = account.margin;
      session_fixture_make_order (session, i % 3 == 2 ? BT_DIRECTION_SELL : BT_DIRECTION_BUY, 500,
                                  1000, &command);
      bt_session_estimate (session, &command, &estimate);
      g_assert_true (estimate.is_valid);
      g_assert_cmpint (estimate.commission.minor, ==, 70);
      /* Stop and target are counted from the exit side: the spread is part of the risk. */
      g_assert_cmpint (estimate.risk.minor, ==, 5000 + estimate.spread_cost.minor + 70);
      g_assert_cmpint (estimate.reward.minor, ==, 10000 - estimate.spread_cost.minor - 70);
      g_assert_true (bt_session_submit (session, &command, NULL, NULL));
      bt_session_get_account (session, &account);
      g_assert_cmpint (account.free_margin.minor, ==, estimate.free_after.minor);
      if (i == 0)
        g_assert_cmpint (account.margin.minor - margin_before.minor, ==, estimate.margin.minor);
    }
  bt_session_close (session);
}

/* A page that stands alone: a row a trade and ledger entry, nothing that a name could break out of.
 */
static void
test_html (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (BtSession) session = open_six (fixture);
  g_autoptr (BtSessionReport) report = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *html = NULL;

  g_assert_true (bt_session_advance_to (session, 0, FALSE, NULL));
  session_fixture_trade (session, BT_DIRECTION_BUY, 5000, 0);
  g_assert_true (bt_session_advance_to (session, 3, FALSE, NULL));
  g_object_set (session, "name", "<b>Gold</b> & \"more\"", NULL);
  report = bt_session_make_report (session);
  html = bt_session_report_to_html (report);
  g_assert_true (g_str_has_prefix (html, "<!DOCTYPE html>\n"));
  g_assert_true (g_str_has_suffix (html, "</html>\n"));
  g_assert_true (g_utf8_validate (html, -1, NULL));
  g_assert_nonnull (strstr (html, "<title>&lt;b&gt;Gold&lt;/b&gt; &amp; &quot;more&quot;</title>"));
  g_assert_null (strstr (html, "<b>"));
  g_assert_null (strstr (html, "<script"));
  g_assert_null (strstr (html, "http"));
  g_assert_nonnull (strstr (html, "<td>1</td><td>buy</td><td>0.10</td>"));
  g_assert_nonnull (strstr (html, "<td>DEPOSIT</td><td></td><td class=\"gain\">+10000.00</td>"));
  g_assert_nonnull (strstr (html, "<polyline class=\"equity\" points=\"0.0,"));
  g_assert_nonnull (strstr (html, report->digest));
  bt_session_close (session);
}

static void
test_exports (SessionFixture *fixture, gconstpointer data)
{
  g_autoptr (BtSession) session = open_six (fixture);
  g_autoptr (BtSessionReport) report = NULL;
  g_autofree char *trades = NULL;
  g_autofree char *ledger = NULL;
  g_autofree char *json = NULL;
  g_autofree char *result = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (bt_session_advance_to (session, 0, FALSE, NULL));
  session_fixture_trade (session, BT_DIRECTION_BUY, 5000, 0);
  session_fixture_trade (session, BT_DIRECTION_BUY, 0, 0);
  g_assert_true (bt_session_advance_to (session, 1, FALSE, NULL));
  close_position (session, "1");
  report = bt_session_make_report (session);
  trades = bt_session_report_trades_to_csv (report);
  lines = g_strsplit (trades, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  g_assert_true (g_str_has_prefix (lines[0], "id,status,side,lots,"));
  g_assert_cmpstr (
    lines[1], ==,
    "1,CLOSED,buy,0.10,2023-12-31T05:21:00Z,2000.20,2023-12-31T05:22:00Z,2010.00,close,"
    "1950.00,98.00,0.70,0.00,97.30,0.1938,-2.00,98.00");
  g_assert_cmpstr (lines[2], ==,
                   "2,OPEN,buy,0.10,2023-12-31T05:21:00Z,2000.20,,,,,98.00,0.35,0.00,97.65,,-2.00,"
                   "98.00");
  ledger = bt_session_report_ledger_to_csv (report);
  g_assert_true (g_str_has_prefix (ledger,
                                   "number,time,type,position,amount,balance_after\r\n"
                                   "1,2023-12-31T05:20:00Z,DEPOSIT,,10000.00,10000.00\r\n"
                                   "2,2023-12-31T05:21:00Z,COMMISSION,1,-0.35,9999.65\r\n"));
  json = bt_session_report_to_json (report);
  g_assert_nonnull (strstr (json, "\"trades\" : 1,"));
  result = bt_session_to_result_json (session);
  g_assert_nonnull (strstr (result, "\"format\" : \"backtrade-result/1\""));
  g_assert_nonnull (strstr (result, report->digest));
  bt_session_close (session);
}

/* The card's line begins with the opening balance and ends with the present equity. */
static void
test_card (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);
  g_autofree char *json = NULL;
  BtCardFigures figures;
  BtAccountState account;
  gint64 clock_usec;

  g_assert_true (bt_session_advance_to (session, 30, FALSE, NULL));
  session_fixture_trade (session, BT_DIRECTION_BUY, 100, 0);
  g_assert_true (bt_session_advance_to (session, 3000, FALSE, NULL));
  session_fixture_trade (session, BT_DIRECTION_SELL, 0, 0);
  g_assert_true (bt_session_advance_to (session, 3100, FALSE, NULL));
  json = bt_card_figures_to_json (session);
  bt_card_figures_from_json (json, BT_MONEY (1000000), &figures, &clock_usec);
  bt_session_get_account (session, &account);
  g_assert_cmpuint (figures.line_length, ==, 64);
  g_assert_cmpint (figures.line[0].minor, ==, 1000000);
  g_assert_cmpint (figures.line[63].minor, ==, account.equity.minor);
  g_assert_cmpint (figures.net_result.minor, ==, account.equity.minor - 1000000);
  g_assert_cmpint (figures.trades, ==, 1);
  g_assert_cmpint (clock_usec, ==, bt_session_get_clock (session));
  g_assert_false (isnan (figures.expectancy_r));
  bt_card_figures_from_json ("nonsense", BT_MONEY (5), &figures, &clock_usec);
  g_assert_cmpuint (figures.line_length, ==, 0);
  g_assert_true (isnan (figures.expectancy_r));
  bt_session_close (session);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/session/report/by-hand", test_by_hand);
  TEST ("/session/report/empty", test_empty);
  TEST ("/session/report/equity", test_equity);
  TEST ("/session/report/estimate", test_estimate);
  TEST ("/session/report/exports", test_exports);
  TEST ("/session/report/html", test_html);
  TEST ("/session/report/card", test_card);
  return g_test_run ();
}
