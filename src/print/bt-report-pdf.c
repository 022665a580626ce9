// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "print/bt-report-pdf.h"

#include <string.h>

#include "base/bt-time.h"
#include "market/bt-currency.h"
#include "print/bt-print-text.h"
#include "print/bt-report-parts.h"

#define GAP 16.0
#define EQUITY_HEIGHT 208.0
#define BARS_HEIGHT 112.0
#define GROUPS_HEIGHT 145.0

static void
print_title (BtPrintDocument *document, const BtReportPrint *print)
{
  const BtSessionReport *report = print->report;
  double left = bt_print_left (document);
  double width = bt_print_right (document) - left;
  g_autofree char *from = bt_print_time (report->from_usec);
  g_autofree char *to = bt_print_time (report->to_usec);
  g_autofree char *bars = bt_print_amount (report->bars, 0, FALSE);
  g_autofree char *period = g_strdup_printf (
    "%s %s \u00b7 %s \u2013 %s UTC \u00b7 %s candles \u00b7 %s%s%s",
    report->settings.instrument.symbol, bt_timeframe_to_string (report->settings.base_timeframe),
    from, to, bars, report->settings.currency, report->branch != NULL ? " \u00b7 branch " : "",
    report->branch != NULL ? report->branch : "");

  bt_print_mark (document, "Overview");
  bt_print_text (document, BT_FACE_STRONG, BT_INK_ACCENT, BT_SIDE_LEFT, left, bt_print_y (document),
                 width, "BackTrade");
  bt_print_text (document, BT_FACE_BODY, BT_INK_DIM, BT_SIDE_RIGHT, left, bt_print_y (document),
                 width, "Report of a practice session on historical candles");
  bt_print_skip (document, bt_print_line_height (BT_FACE_BODY) + 2);
  bt_print_text (document, BT_FACE_TITLE, BT_INK_TEXT, BT_SIDE_LEFT, left, bt_print_y (document),
                 width, report->name);
  bt_print_skip (document, bt_print_line_height (BT_FACE_TITLE));
  bt_print_text (document, BT_FACE_BODY, BT_INK_DIM, BT_SIDE_LEFT, left, bt_print_y (document),
                 width, period);
  bt_print_skip (document, bt_print_line_height (BT_FACE_BODY) + 8);
}

/* Draws two pictures beside each other. */
static void
print_pair (BtPrintDocument *document,
            const BtReportPrint *print,
            double height,
            void (*left) (BtPrintDocument *, BtPrintBox, const BtReportPrint *),
            void (*right) (BtPrintDocument *, BtPrintBox, const BtReportPrint *))
{
  double x = bt_print_left (document);
  double width = (bt_print_right (document) - x - GAP) / 2;

  bt_print_need (document, height);
  left (document, (BtPrintBox){ x, bt_print_y (document), width, height }, print);
  right (document, (BtPrintBox){ x + width + GAP, bt_print_y (document), width, height }, print);
  bt_print_skip (document, height + GAP);
}

static void
write_report (BtPrintDocument *document, gconstpointer data)
{
  const BtReportPrint *print = data;
  double left = bt_print_left (document);
  double width = bt_print_right (document) - left;

  print_title (document, print);
  bt_report_print_cards (document, print);
  bt_print_skip (document, GAP / 2);
  bt_report_print_equity (document,
                          (BtPrintBox){ left, bt_print_y (document), width, EQUITY_HEIGHT }, print);
  bt_print_skip (document, EQUITY_HEIGHT + GAP);
  print_pair (document, print, BARS_HEIGHT, bt_report_print_distribution, bt_report_print_costs);
  print_pair (document, print, GROUPS_HEIGHT, bt_report_print_hours, bt_report_print_groups);
  bt_report_print_policies (document, print);
  bt_report_print_figures (document, print);
  bt_report_print_trades (document, print);
  bt_report_print_ledger (document, print);
}

GBytes *
bt_session_report_to_pdf (const BtSessionReport *report, BtPaper paper, GError **error)
{
  g_return_val_if_fail (report != NULL, NULL);

  g_autoptr (BtReportResults) results = bt_report_results_new (report);
  const BtReportPrint print = { .report = report,
                                .results = results,
                                .money = bt_currency_digits (report->settings.currency) };
  g_autofree char *digest = bt_print_digest (report->digest);
  g_autofree char *subject
    = g_strdup_printf ("%s %s", report->settings.instrument.symbol,
                       bt_timeframe_to_string (report->settings.base_timeframe));
  g_autofree char *mark = g_strdup_printf ("BackTrade %s \u00b7 digest %s", BT_VERSION, digest);
  g_autofree char *created = bt_time_to_string (report->to_usec);
  const BtPrintAbout about
    = { .title = report->name, .subject = subject, .mark = mark, .created = created };

  return bt_print_document_render (paper, &about, write_report, &print, error);
}

gboolean
bt_paper_parse (const char *name, BtPaper *out)
{
  if (strcmp (name, "a4") != 0 && strcmp (name, "letter") != 0)
    return FALSE;
  *out = strcmp (name, "a4") == 0 ? BT_PAPER_A4 : BT_PAPER_LETTER;
  return TRUE;
}
