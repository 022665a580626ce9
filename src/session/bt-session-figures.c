// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The report of a session, from its engine's records and its candles. */
#include "config.h"

#include "session/bt-equity-walk.h"
#include "session/bt-position-result.h"
#include "session/bt-session-private.h"
#include "stats/bt-curve.h"
#include "stats/bt-drawdown.h"
#include "stats/bt-trade-stats.h"

/* Points of the curve that a report keeps. */
#define MAX_CURVE_POINTS 2000

static BtEquitySource
get_source (BtSession *self)
{
  BtEquitySource source
    = { .settings = &self->settings, .columns = bt_series_get_columns (self->series) };

  source.fills = bt_engine_get_fills (self->engine, &source.fill_count);
  source.ledger = bt_engine_get_ledger (self->engine, &source.ledger_count);
  return source;
}

/* Returns what was paid in less what was paid out, the opening deposit included. */
static gint64
sum_paid_in (const BtEngine *engine, gint64 *deposits)
{
  gsize count;
  const BtLedgerEntry *ledger = bt_engine_get_ledger (engine, &count);
  gint64 sum = 0;

  *deposits = 0;
  for (gsize i = 0; i < count; i++)
    if (ledger[i].type == BT_LEDGER_DEPOSIT || ledger[i].type == BT_LEDGER_WITHDRAWAL)
      {
        sum += ledger[i].amount.minor;
        *deposits += MAX (ledger[i].amount.minor, 0);
      }
  return sum;
}

BtMoney
bt_session_get_net_of_engine (const BtEngine *engine)
{
  BtAccountState account;
  gint64 deposits;

  bt_engine_get_account (engine, &account);
  return BT_MONEY (account.equity.minor - sum_paid_in (engine, &deposits));
}

BtMoney
bt_session_get_net_result (BtSession *session)
{
  return bt_session_get_net_of_engine (session->engine);
}

guint
bt_session_get_equity_line (BtSession *session, BtMoney *points, guint count)
{
  g_return_val_if_fail (BT_IS_SESSION (session), 0);

  BtEquitySource source = get_source (session);
  gint64 known = bt_session_get_bar (session) + 1;
  guint length = (guint) MIN ((gint64) count, known + 1);
  BtEquityWalk walk;

  bt_equity_walk_init (&walk, &source);
  for (guint i = 0; i < length; i++)
    {
      /* The first point is before the first candle, the last at the clock. */
      gint64 bar = length == 1 ? -1 : (gint64) i * known / (length - 1) - 1;
      BtMoney balance;

      bt_equity_walk_to (&walk, bar, &balance, &points[i]);
    }
  bt_equity_walk_clear (&walk);
  return length;
}

void
bt_session_get_equity_curve (BtSession *session, BtEquityCurve *curve)
{
  g_return_if_fail (BT_IS_SESSION (session) && curve != NULL);

  BtEquitySource source = get_source (session);
  gint64 bar = bt_session_get_bar (session);
  BtAccountState account;

  bt_session_get_account (session, &account);
  /* Commands may still be given at the clock. */
  bt_equity_trail_follow (&session->trail, &source, bar - 1);
  bt_equity_trail_show (&session->trail, bar, account.equity.minor, curve);
}

/* Walks all known candles for curve and drawdown. Stretches with nothing open are passed over. */
static void
make_curve (BtSession *self, BtSessionReport *report)
{
  BtEquitySource source = get_source (self);
  gint64 known = bt_session_get_bar (self) + 1;
  gint64 candle_usec = bt_timeframe_usec (self->settings.base_timeframe);
  g_autoptr (BtCurve) curve = bt_curve_new (known + 1, MAX_CURVE_POINTS);
  g_autofree BtCurvePoint *points = NULL;
  BtDrawdown drawdown;
  BtEquityWalk walk;
  gint64 bar = -1;

  bt_drawdown_init (&drawdown);
  bt_equity_walk_init (&walk, &source);
  while (bar < known)
    {
      BtCurvePoint point = { .time_usec = bar < 0 ? source.columns->time_usec[0]
                                                  : source.columns->time_usec[bar] + candle_usec };
      gint64 quiet;

      bt_equity_walk_to (&walk, bar, &point.balance, &point.equity);
      bt_drawdown_add (&drawdown, point.time_usec, point.equity.minor);
      bt_curve_add (curve, bar + 1, &point);
      quiet = bt_equity_walk_find_quiet (&walk, bar, known - 1);
      if (quiet > bar)
        {
          point.time_usec = source.columns->time_usec[quiet] + candle_usec;
          bt_curve_add (curve, quiet + 1, &point);
          bar = quiet;
        }
      bar++;
    }
  bt_equity_walk_clear (&walk);
  report->max_drawdown = BT_MONEY (drawdown.depth);
  report->max_drawdown_fraction = drawdown.fraction;
  report->drawdown_from_usec = drawdown.from_usec;
  report->drawdown_to_usec = drawdown.to_usec;
  points = bt_curve_get_points (curve, &report->curve_length);
  report->curve = g_new (BtEquityPoint, report->curve_length);
  for (guint i = 0; i < report->curve_length; i++)
    report->curve[i] = (BtEquityPoint){ .time_usec = points[i].time_usec,
                                        .balance = points[i].balance,
                                        .equity = points[i].equity };
}

/* Fills the figures of ended positions. */
static void
add_trades (BtSession *self, BtSessionReport *report)
{
  g_autoptr (GArray) nets = g_array_new (FALSE, FALSE, sizeof (BtMoney));
  g_autoptr (GArray) multiples = g_array_new (FALSE, FALSE, sizeof (double));
  GListModel *trades = G_LIST_MODEL (self->view.trades);
  guint count = g_list_model_get_n_items (trades);
  BtTradeStats stats;

  for (guint i = 0; i < count; i++)
    {
      g_autoptr (BtPositionItem) item = g_list_model_get_item (trades, i);
      BtMoney net = bt_position_get_net (bt_position_item_get (item));
      double multiple;

      g_array_append_val (nets, net);
      if (bt_position_get_risk_multiple (bt_position_item_get (item), &self->settings, &multiple))
        g_array_append_val (multiples, multiple);
    }
  bt_trade_stats_compute ((const BtMoney *) (gpointer) nets->data, nets->len, &stats);
  report->trades = stats.count;
  report->wins = stats.wins;
  report->losses = stats.losses;
  report->win_rate = stats.win_rate;
  report->win_rate_low = stats.win_rate_low;
  report->win_rate_high = stats.win_rate_high;
  report->gross_profit = stats.gross_profit;
  report->gross_loss = stats.gross_loss;
  report->profit_factor = stats.profit_factor;
  report->expectancy = stats.expectancy;
  report->average_win = stats.average_win;
  report->average_loss = stats.average_loss;
  report->largest_win = stats.largest_win;
  report->largest_loss = stats.largest_loss;
  report->expectancy_r_count = multiples->len;
  report->expectancy_r
    = bt_trade_stats_mean ((const double *) (gpointer) multiples->data, multiples->len);
}

/* Fills costs and the copies of positions and ledger. */
static void
add_records (BtSession *self, BtSessionReport *report)
{
  gsize count;
  const BtFill *fills = bt_engine_get_fills (self->engine, &count);

  report->fills = (gint64) count;
  for (gsize i = 0; i < count; i++)
    {
      report->ambiguous_fills += fills[i].is_ambiguous ? 1 : 0;
      report->commission.minor += fills[i].commission.minor;
      report->spread_cost.minor += fills[i].spread_cost.minor;
      report->slippage_cost.minor += fills[i].slippage_cost.minor;
    }

  const BtPosition *positions = bt_engine_get_positions (self->engine, &count);

  report->positions_length = (guint) count;
  report->positions = g_memdup2 (positions, count * sizeof *positions);

  const BtLedgerEntry *ledger = bt_engine_get_ledger (self->engine, &count);

  report->ledger_length = (guint) count;
  report->ledger = g_memdup2 (ledger, count * sizeof *ledger);
  for (gsize i = 0; i < count; i++)
    if (ledger[i].type == BT_LEDGER_SWAP)
      report->swap.minor += ledger[i].amount.minor;
}

BtSessionReport *
bt_session_make_report (BtSession *session)
{
  g_return_val_if_fail (BT_IS_SESSION (session), NULL);

  BtSessionReport *report = g_new0 (BtSessionReport, 1);
  BtAccountState account;
  gint64 deposits;

  bt_session_get_account (session, &account);
  report->settings = session->settings;
  report->name = g_strdup (session->name);
  report->session_id = g_strdup (session->id);
  report->digest = bt_session_get_digest (session);
  report->dataset_hash = bt_hash_to_string (&session->range_hash);
  report->from_usec = bt_series_get_columns (session->series)->time_usec[0];
  report->to_usec = bt_session_get_clock (session);
  report->bars = bt_session_get_bar (session) + 1;
  report->commands = bt_session_get_command_count (session);
  report->branch = g_strdup (bt_session_get_branch_name (session));
  report->branches = session->branches_made;
  report->rewinds = session->rewind_count;
  report->initial_balance = session->settings.balance;
  report->final_balance = account.balance;
  report->final_equity = account.equity;
  report->net_result = BT_MONEY (account.equity.minor - sum_paid_in (session->engine, &deposits));
  report->return_fraction = (double) report->net_result.minor / (double) deposits;
  add_trades (session, report);
  add_records (session, report);
  make_curve (session, report);
  return report;
}
