// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The plain report of a session up to its clock: figures, equity curve, trades, ledger; as data for
 * the window, as JSON and CSV. Money is exact; ratios are double. */
#pragma once

#include "market/bt-session-settings.h"
#include "market/bt-trade-records.h"
#include "session/bt-policy-sensitivity.h"

G_BEGIN_DECLS

/* A point of the equity curve at a candle's close. */
typedef struct
{
  gint64 time_usec;
  BtMoney balance;
  BtMoney equity;
} BtEquityPoint;

typedef struct
{
  BtSessionSettings settings;
  char *name;
  char *session_id;
  char *digest;
  char *dataset_hash;
  gint64 from_usec; /* opening of the first candle */
  gint64 to_usec;   /* the clock */
  gint64 bars;      /* known candles */
  gint64 commands;
  char *branch;    /* the name of the line that it is of, or NULL where it has none */
  gint64 branches; /* made in all, deleted ones included; 1 for a session that has one line */
  gint64 rewinds;  /* how often the clock was put back */
  BtMoney initial_balance;
  BtMoney final_balance;
  BtMoney final_equity;
  BtMoney net_result;     /* equity − deposits + withdrawals */
  double return_fraction; /* net result ÷ (opening balance + later deposits) */
  gint64 trades;          /* ended positions */
  gint64 wins;            /* net of its costs above 0 */
  gint64 losses;          /* below 0 */
  double win_rate;        /* wins ÷ trades; NAN without trades */
  double win_rate_low;    /* Wilson interval, 95 % */
  double win_rate_high;
  BtMoney gross_profit;
  BtMoney gross_loss; /* 0 or negative */
  double
    profit_factor; /* gross profit ÷ −gross loss; INFINITY without losses, NAN without trades */
  double expectancy;   /* mean net of a trade, in minor units; NAN without trades */
  double expectancy_r; /* mean of net ÷ risk at the first stop, over trades that had one; NAN
                          without any */
  gint64 expectancy_r_count;
  BtMoney average_win;
  BtMoney average_loss;
  BtMoney largest_win;
  BtMoney largest_loss;
  BtMoney
    max_drawdown; /* largest fall of equity at candle closes from a former peak; 0 or positive */
  double max_drawdown_fraction; /* the largest fall ÷ its peak */
  gint64 drawdown_from_usec;
  gint64 drawdown_to_usec;
  BtMoney commission;
  BtMoney swap;
  BtMoney spread_cost;
  BtMoney slippage_cost;
  gint64 fills;
  gint64 ambiguous_fills;
  guint curve_length; /* at most 2,000, with every extreme of its stretch kept */
  BtEquityPoint *curve;
  guint positions_length;
  BtPosition *positions; /* all, oldest first */
  guint ledger_length;
  BtLedgerEntry *ledger;
  BtPolicySensitivity *policies; /* the session under other path policies; NULL unless asked for */
} BtSessionReport;

/* Frees a report; NULL is allowed. */
void bt_session_report_free (BtSessionReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtSessionReport, bt_session_report_free)
/* Returns the report as JSON (backtrade-report/1) as a new string. */
char *bt_session_report_to_json (const BtSessionReport *report);
/* Returns the trades, one a line with a header, RFC 4180, as a new string. */
char *bt_session_report_trades_to_csv (const BtSessionReport *report);
/* Returns what was played and what came of it in the same form, a figure a line: session, branch,
 * how many branches were made and how often the clock was put back among them. */
char *bt_session_report_summary_to_csv (const BtSessionReport *report);
/* Returns the ledger in the same form. */
char *bt_session_report_ledger_to_csv (const BtSessionReport *report);
/* Returns what other path policies make of the session in the same form, only the header where that
 * was not asked for. Each line says in its second field what it is about: result, trade, command,
 * order (refused when it triggered) or ambiguous_fill. */
char *bt_session_report_policies_to_csv (const BtSessionReport *report);

G_END_DECLS
