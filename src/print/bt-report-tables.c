// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What a report lists: every figure, the result under other path policies, trades and ledger. */
#include "config.h"

#include "base/bt-decimal.h"
#include "print/bt-print-table.h"
#include "print/bt-print-text.h"
#include "print/bt-report-parts.h"
#include "session/bt-position-result.h"

static BtInk
get_ink (gint64 amount)
{
  return amount > 0 ? BT_INK_GAIN : amount < 0 ? BT_INK_LOSS : BT_INK_TEXT;
}

static void
put_result (BtPrintCell *cell, gint64 amount, guint money)
{
  cell->text = bt_print_amount (amount, money, TRUE);
  cell->ink = get_ink (amount);
}

static void
fill_policy (guint row, BtPrintCell *cells, gconstpointer data)
{
  const BtReportPrint *print = data;
  const BtPolicyOutcome *outcome = &print->report->policies->outcomes[row];

  cells[0].text = g_strdup_printf ("%s%s", bt_path_policy_to_string (outcome->policy),
                                   row == 0 ? " (in use)" : "");
  put_result (&cells[1], outcome->net_result.minor, print->money);
  put_result (&cells[2], outcome->difference.minor, print->money);
  cells[3].text = bt_print_amount (outcome->trades, 0, FALSE);
  cells[4].text = bt_print_amount (outcome->fills, 0, FALSE);
  cells[5].text = bt_print_amount (outcome->ambiguous_fills, 0, FALSE);
  cells[6].text = g_strdup (outcome->stopped);
}

void
bt_report_print_policies (BtPrintDocument *document, const BtReportPrint *print)
{
  static const BtPrintColumn columns[] = {
    { "Intrabar rule", 0.2, BT_SIDE_LEFT },
    { "Net result", 0.15, BT_SIDE_RIGHT },
    { "Difference", 0.15, BT_SIDE_RIGHT },
    { "Trades", 0.1, BT_SIDE_RIGHT },
    { "Fills", 0.1, BT_SIDE_RIGHT },
    { "Ambiguous", 0.12, BT_SIDE_RIGHT },
    { "Ended before the clock", 0.18, BT_SIDE_LEFT },
  };
  const BtPrintTable table = {
    .title = "Result under each intrabar rule",
    .has_heads = TRUE,
    .columns = columns,
    .n_columns = G_N_ELEMENTS (columns),
    .n_rows = BT_POLICY_OUTCOMES,
    .fill = fill_policy,
    .data = print,
  };

  if (print->report->policies != NULL)
    bt_print_table (document, &table);
}

static void
fill_trade (guint row, BtPrintCell *cells, gconstpointer data)
{
  const BtReportPrint *print = data;
  const BtSessionReport *report = print->report;
  const BtPosition *position = &report->positions[row];
  guint digits = report->settings.instrument.digits;
  char lots[BT_DECIMAL_BUFFER];
  double multiple;

  cells[0].text = g_strdup (position->id);
  cells[1].text = g_strdup (position->direction == BT_DIRECTION_BUY ? "Buy" : "Sell");
  cells[2].text
    = g_strdup (bt_decimal_format_short (position->volume.units, BT_VOLUME_DIGITS, 2, lots));
  cells[3].text = bt_print_time (position->opened_usec);
  cells[4].text = bt_print_price (position->entry_price.points, digits);
  cells[5].text = bt_print_time (position->closed_usec);
  cells[6].text = bt_print_price (position->exit_points, digits);
  cells[7].text = g_strdup (position->status == BT_POSITION_OPEN
                              ? "open"
                              : bt_fill_reason_to_string (position->exit_reason));
  g_strdelimit (cells[7].text, "_", ' ');
  if (position->status != BT_POSITION_OPEN
      && bt_position_get_risk_multiple (position, &report->settings, &multiple))
    cells[8].text = bt_print_number (multiple, 2, TRUE);
  put_result (&cells[9], bt_position_get_net (position).minor + position->floating.minor,
              print->money);
}

void
bt_report_print_trades (BtPrintDocument *document, const BtReportPrint *print)
{
  static const BtPrintColumn columns[] = {
    { "#", 0.07, BT_SIDE_LEFT },     { "Side", 0.06, BT_SIDE_LEFT },
    { "Lots", 0.07, BT_SIDE_RIGHT }, { "Opened", 0.16, BT_SIDE_LEFT },
    { "Entry", 0.1, BT_SIDE_RIGHT }, { "Closed", 0.16, BT_SIDE_LEFT },
    { "Exit", 0.1, BT_SIDE_RIGHT },  { "Ended by", 0.12, BT_SIDE_LEFT },
    { "R", 0.06, BT_SIDE_RIGHT },    { "Net", 0.1, BT_SIDE_RIGHT },
  };
  const BtPrintTable table = {
    .title = "Trades",
    .empty = "No trade yet.",
    .has_heads = TRUE,
    .columns = columns,
    .n_columns = G_N_ELEMENTS (columns),
    .n_rows = print->report->positions_length,
    .fill = fill_trade,
    .data = print,
  };

  bt_print_table (document, &table);
}

static void
fill_entry (guint row, BtPrintCell *cells, gconstpointer data)
{
  const BtReportPrint *print = data;
  const BtLedgerEntry *entry = &print->report->ledger[row];

  cells[0].text = g_strdup_printf ("%" G_GINT64_FORMAT, entry->number);
  cells[1].text = bt_print_time (entry->time_usec);
  cells[2].text = g_strdup (bt_ledger_type_to_string (entry->type));
  g_strdelimit (cells[2].text, "_", ' ');
  cells[3].text = g_strdup (entry->position_id);
  put_result (&cells[4], entry->amount.minor, print->money);
  cells[5].text = bt_print_amount (entry->balance_after.minor, print->money, FALSE);
}

void
bt_report_print_ledger (BtPrintDocument *document, const BtReportPrint *print)
{
  static const BtPrintColumn columns[] = {
    { "#", 0.08, BT_SIDE_LEFT },       { "Time", 0.22, BT_SIDE_LEFT },
    { "Entry", 0.24, BT_SIDE_LEFT },   { "Position", 0.12, BT_SIDE_LEFT },
    { "Amount", 0.16, BT_SIDE_RIGHT }, { "Balance", 0.18, BT_SIDE_RIGHT },
  };
  const BtPrintTable table = {
    .title = "Ledger",
    .empty = "No entry yet.",
    .has_heads = TRUE,
    .columns = columns,
    .n_columns = G_N_ELEMENTS (columns),
    .n_rows = print->report->ledger_length,
    .fill = fill_entry,
    .data = print,
  };

  bt_print_table (document, &table);
}

/* What was played, how, and what can be checked. */
enum
{
  FIGURE_CANDLES,
  FIGURE_RULE,
  FIGURE_FILLS,
  FIGURE_TRADES,
  FIGURE_EXTREMES,
  FIGURE_BALANCE,
  FIGURE_BRANCHES,
  FIGURE_REWINDS,
  FIGURE_DIGEST,
  FIGURE_DATA,
  FIGURE_INTERVALS,
  N_FIGURES
};

static char *
describe_figure (const BtReportPrint *print, guint figure)
{
  const BtSessionReport *report = print->report;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  switch (figure)
    {
    case FIGURE_CANDLES:
      return g_strdup_printf (
        "%" G_GINT64_FORMAT " of %s, %" G_GINT64_FORMAT " commands", report->bars,
        bt_timeframe_to_string (report->settings.base_timeframe), report->commands);
    case FIGURE_RULE:
      return g_strdup (bt_path_policy_to_string (report->settings.policy));
    case FIGURE_FILLS:
      return g_strdup_printf ("%" G_GINT64_FORMAT ", of which the candles leave %" G_GINT64_FORMAT
                              " open",
                              report->fills, report->ambiguous_fills);
    case FIGURE_TRADES:
      return g_strdup_printf ("%" G_GINT64_FORMAT " ended, %" G_GINT64_FORMAT
                              " won, %" G_GINT64_FORMAT " lost",
                              report->trades, report->wins, report->losses);
    case FIGURE_EXTREMES:
      first = bt_print_amount (report->largest_win.minor, print->money, TRUE);
      second = bt_print_amount (report->largest_loss.minor, print->money, TRUE);
      return g_strdup_printf ("%s / %s %s", first, second, report->settings.currency);
    case FIGURE_BALANCE:
      first = bt_print_amount (report->initial_balance.minor, print->money, FALSE);
      second = bt_print_amount (report->final_balance.minor, print->money, FALSE);
      return g_strdup_printf ("%s, at the end %s %s", first, second, report->settings.currency);
    case FIGURE_BRANCHES:
      return g_strdup_printf ("%s, %" G_GINT64_FORMAT " made in all",
                              report->branch != NULL ? report->branch : "the only one",
                              report->branches);
    case FIGURE_REWINDS:
      return g_strdup_printf ("%" G_GINT64_FORMAT, report->rewinds);
    case FIGURE_DIGEST:
      return g_strdup (report->digest);
    case FIGURE_DATA:
      return g_strdup (report->dataset_hash);
    default:
      return g_strdup ("95 %; of the win rate by Wilson, of others by percentile bootstrap, "
                       "1 000 draws, seed 7");
    }
}

static void
fill_figure (guint row, BtPrintCell *cells, gconstpointer data)
{
  static const char *const names[N_FIGURES] = {
    [FIGURE_CANDLES] = "Candles",
    [FIGURE_RULE] = "Intrabar rule",
    [FIGURE_FILLS] = "Fills",
    [FIGURE_TRADES] = "Trades",
    [FIGURE_EXTREMES] = "Largest win and loss",
    [FIGURE_BALANCE] = "Opening balance",
    [FIGURE_BRANCHES] = "Branch",
    [FIGURE_REWINDS] = "Times that the clock was put back",
    [FIGURE_DIGEST] = "Digest",
    [FIGURE_DATA] = "Candles’ hash",
    [FIGURE_INTERVALS] = "Intervals",
  };

  cells[0].text = g_strdup (names[row]);
  cells[0].ink = BT_INK_DIM;
  cells[1].text = describe_figure (data, row);
}

void
bt_report_print_figures (BtPrintDocument *document, const BtReportPrint *print)
{
  static const BtPrintColumn columns[] = {
    { NULL, 0.28, BT_SIDE_LEFT },
    { NULL, 0.72, BT_SIDE_LEFT },
  };
  const BtPrintTable table = {
    .title = "What was played",
    .columns = columns,
    .n_columns = G_N_ELEMENTS (columns),
    .n_rows = N_FIGURES,
    .fill = fill_figure,
    .data = print,
  };

  bt_print_table (document, &table);
}
