// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-report-html.h"

#include "base/bt-decimal.h"
#include "base/bt-time.h"

#include <math.h>

/* The curve's picture, in its own units. */
#define CURVE_WIDTH 960.0
#define CURVE_HEIGHT 220.0
#define CURVE_MARGIN 6.0

static const char style[]
  = "body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:62rem;padding:0 1rem;"
    "color:#1d1d20;background:#fff}"
    "h1{margin-bottom:0}h2{margin-top:2rem}p.about{margin-top:0;color:#5e5c64}"
    "table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}"
    "th,td{padding:.25rem .6rem;border-bottom:1px solid #deddda;text-align:right}"
    "th:first-child,td:first-child{text-align:left}thead th{color:#5e5c64;font-weight:600}"
    ".gain{color:#1a7f4b}.loss{color:#c01c28}"
    "svg{width:100%;height:auto;border:1px solid #deddda}"
    "svg .equity{fill:none;stroke:#1c71d8;stroke-width:1.5}"
    "svg .balance{fill:none;stroke:#77767b;stroke-width:1;stroke-dasharray:4 3}"
    "footer{margin-top:2rem;color:#5e5c64;font-size:85%;overflow-wrap:anywhere}"
    "@media(prefers-color-scheme:dark){body{color:#fff;background:#1e1e20}"
    "th,td,svg{border-color:#434345}.gain{color:#57d98c}.loss{color:#ff7b63}}";

static void
append_text (GString *html, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text != NULL ? text : "", -1);

  g_string_append (html, escaped);
}

static void
append_cell (GString *html, const char *text)
{
  g_string_append (html, "<td>");
  append_text (html, text);
  g_string_append (html, "</td>");
}

static void
append_time (GString *html, gint64 time_usec)
{
  g_autofree char *text = time_usec != BT_TIME_NONE ? bt_time_to_string (time_usec) : NULL;

  append_cell (html, text);
}

static void
append_decimal (GString *html, gint64 value, guint digits)
{
  char buffer[BT_DECIMAL_BUFFER];

  append_cell (html, bt_decimal_format (value, digits, buffer));
}

static void
append_price (GString *html, gint64 points, guint digits)
{
  if (points == BT_PRICE_NONE)
    append_cell (html, "");
  else
    append_decimal (html, points, digits);
}

/* Adds an amount whose sign counts: it says by colour what it says by its sign. */
static void
append_result (GString *html, BtMoney amount, guint digits)
{
  char buffer[BT_DECIMAL_BUFFER];

  g_string_append_printf (html, "<td class=\"%s\">%s%s</td>",
                          amount.minor > 0   ? "gain"
                          : amount.minor < 0 ? "loss"
                                             : "none",
                          amount.minor > 0 ? "+" : "",
                          bt_decimal_format (amount.minor, digits, buffer));
}

/* Begins a row of the figures. */
static void
begin_figure (GString *html, const char *name)
{
  g_string_append_printf (html, "<tr><th scope=\"row\">%s</th>", name);
}

static void
append_count (GString *html, const char *name, gint64 count)
{
  begin_figure (html, name);
  g_string_append_printf (html, "<td>%" G_GINT64_FORMAT "</td></tr>\n", count);
}

static void
append_money (GString *html, const char *name, BtMoney amount, guint digits)
{
  begin_figure (html, name);
  append_result (html, amount, digits);
  g_string_append (html, "</tr>\n");
}

static void
append_ratio (GString *html, const char *name, double ratio, double scale, const char *unit)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  begin_figure (html, name);
  if (isfinite (ratio))
    g_string_append_printf (html, "<td>%s%s</td></tr>\n",
                            g_ascii_formatd (buffer, sizeof buffer, "%.2f", ratio * scale), unit);
  else
    g_string_append_printf (html, "<td>%s</td></tr>\n", isinf (ratio) ? "∞" : "–");
}

static void
append_figures (GString *html, const BtSessionReport *report, guint money)
{
  g_string_append (html, "<h2>Figures</h2>\n<table><tbody>\n");
  append_money (html, "Net result", report->net_result, money);
  append_ratio (html, "Return", report->return_fraction, 100, " %");
  append_count (html, "Trades", report->trades);
  append_ratio (html, "Win rate", report->win_rate, 100, " %");
  append_ratio (html, "Profit factor", report->profit_factor, 1, "");
  append_ratio (html, "Expectancy in R", report->expectancy_r, 1, "");
  append_money (html, "Average win", report->average_win, money);
  append_money (html, "Average loss", report->average_loss, money);
  append_money (html, "Largest win", report->largest_win, money);
  append_money (html, "Largest loss", report->largest_loss, money);
  append_money (html, "Largest drawdown", BT_MONEY (-report->max_drawdown.minor), money);
  append_ratio (html, "Largest drawdown of its peak", report->max_drawdown_fraction, 100, " %");
  append_money (html, "Commission", BT_MONEY (-report->commission.minor), money);
  append_money (html, "Swap", report->swap, money);
  append_money (html, "Spread", BT_MONEY (-report->spread_cost.minor), money);
  append_money (html, "Slippage", BT_MONEY (-report->slippage_cost.minor), money);
  append_count (html, "Fills", report->fills);
  append_count (html, "Ambiguous fills", report->ambiguous_fills);
  append_count (html, "Times that the clock was put back", report->rewinds);
  g_string_append (html, "</tbody></table>\n");
}

/* Adds a line of the curve from low … high over the whole width. */
static void
append_line (
  GString *html, const BtSessionReport *report, gboolean is_equity, double low, double high)
{
  double span = high > low ? high - low : 1;

  g_string_append_printf (html, "<polyline class=\"%s\" points=\"",
                          is_equity ? "equity" : "balance");
  for (guint i = 0; i < report->curve_length; i++)
    {
      const BtEquityPoint *point = &report->curve[i];
      double value = (double) (is_equity ? point->equity.minor : point->balance.minor);
      double x = CURVE_WIDTH * i / MAX (report->curve_length - 1, 1);
      double y = CURVE_MARGIN + (CURVE_HEIGHT - 2 * CURVE_MARGIN) * (high - value) / span;
      char left[G_ASCII_DTOSTR_BUF_SIZE], top[G_ASCII_DTOSTR_BUF_SIZE];

      g_string_append_printf (html, "%s%s,%s", i > 0 ? " " : "",
                              g_ascii_formatd (left, sizeof left, "%.1f", x),
                              g_ascii_formatd (top, sizeof top, "%.1f", y));
    }
  g_string_append (html, "\"/>\n");
}

static void
append_curve (GString *html, const BtSessionReport *report, guint money)
{
  gint64 low = G_MAXINT64, high = G_MININT64;
  char lowest[BT_DECIMAL_BUFFER], highest[BT_DECIMAL_BUFFER];

  if (report->curve_length < 2)
    return;
  for (guint i = 0; i < report->curve_length; i++)
    {
      const BtEquityPoint *point = &report->curve[i];
      low = MIN (low, MIN (point->equity.minor, point->balance.minor));
      high = MAX (high, MAX (point->equity.minor, point->balance.minor));
    }
  bt_decimal_format (low, money, lowest);
  bt_decimal_format (high, money, highest);
  g_string_append_printf (html,
                          "<h2>Equity</h2>\n<svg viewBox=\"0 0 %d %d\" role=\"img\" "
                          "aria-label=\"Equity between %s and %s %s; the balance is dashed\">\n",
                          (int) CURVE_WIDTH, (int) CURVE_HEIGHT, lowest, highest,
                          report->settings.currency);
  append_line (html, report, FALSE, (double) low, (double) high);
  append_line (html, report, TRUE, (double) low, (double) high);
  g_string_append_printf (html, "</svg>\n<p class=\"about\">%s … %s %s</p>\n", lowest, highest,
                          report->settings.currency);
}

static void
append_heads (GString *html, const char *title, const char *const *names)
{
  g_string_append_printf (html, "<h2>%s</h2>\n<table><thead><tr>", title);
  for (guint i = 0; names[i] != NULL; i++)
    g_string_append_printf (html, "<th scope=\"col\">%s</th>", names[i]);
  g_string_append (html, "</tr></thead><tbody>\n");
}

static void
append_trades (GString *html, const BtSessionReport *report, guint money)
{
  static const char *const names[]
    = { "#", "Side", "Lots", "Opened", "Entry", "Closed", "Exit", "Status", "Net", NULL };
  guint digits = report->settings.instrument.digits;

  append_heads (html, "Trades", names);
  for (guint i = 0; i < report->positions_length; i++)
    {
      const BtPosition *position = &report->positions[i];
      BtMoney net = BT_MONEY (position->pnl.minor + position->floating.minor
                              - position->commission.minor + position->swap.minor);
      char lots[BT_DECIMAL_BUFFER];

      g_string_append (html, "<tr>");
      append_cell (html, position->id);
      append_cell (html, bt_direction_to_string (position->direction));
      append_cell (html,
                   bt_decimal_format_short (position->volume.units, BT_VOLUME_DIGITS, 2, lots));
      append_time (html, position->opened_usec);
      append_price (html, position->entry_price.points, digits);
      append_time (html, position->closed_usec);
      append_price (html, position->exit_points, digits);
      append_cell (html, bt_position_status_to_string (position->status));
      append_result (html, net, money);
      g_string_append (html, "</tr>\n");
    }
  g_string_append (html, "</tbody></table>\n");
}

static void
append_ledger (GString *html, const BtSessionReport *report, guint money)
{
  static const char *const names[]
    = { "#", "Time", "Entry", "Position", "Amount", "Balance", NULL };

  append_heads (html, "Ledger", names);
  for (guint i = 0; i < report->ledger_length; i++)
    {
      const BtLedgerEntry *entry = &report->ledger[i];

      g_string_append_printf (html, "<tr><td>%" G_GINT64_FORMAT "</td>", entry->number);
      append_time (html, entry->time_usec);
      append_cell (html, bt_ledger_type_to_string (entry->type));
      append_cell (html, entry->position_id);
      append_result (html, entry->amount, money);
      append_decimal (html, entry->balance_after.minor, money);
      g_string_append (html, "</tr>\n");
    }
  g_string_append (html, "</tbody></table>\n");
}

static void
append_head (GString *html, const BtSessionReport *report)
{
  g_autofree char *from = bt_time_to_string (report->from_usec);
  g_autofree char *to = bt_time_to_string (report->to_usec);

  g_string_append (html, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                         "<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
  append_text (html, report->name);
  g_string_append_printf (html, "</title>\n<style>%s</style>\n</head>\n<body>\n<h1>", style);
  append_text (html, report->name);
  g_string_append (html, "</h1>\n<p class=\"about\">");
  append_text (html, report->settings.instrument.symbol);
  g_string_append_printf (html, " · %s – %s · %" G_GINT64_FORMAT " candles · ", from, to,
                          report->bars);
  append_text (html, report->settings.currency);
  g_string_append_printf (html, " · intrabar rule %s",
                          bt_path_policy_to_string (report->settings.policy));
  if (report->branch != NULL)
    {
      g_string_append (html, " · ");
      append_text (html, report->branch);
    }
  g_string_append (html, "</p>\n");
}

char *
bt_session_report_to_html (const BtSessionReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);

  guint money = bt_currency_digits (report->settings.currency);
  GString *html = g_string_new (NULL);

  append_head (html, report);
  append_figures (html, report, money);
  append_curve (html, report, money);
  append_trades (html, report, money);
  append_ledger (html, report, money);
  g_string_append (html, "<footer>Digest ");
  append_text (html, report->digest);
  g_string_append (html, "<br>Candles ");
  append_text (html, report->dataset_hash);
  g_string_append (html, "</footer>\n</body>\n</html>\n");
  return g_string_free (html, FALSE);
}
