// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The parts of a printed report. Private to `print`. */
#pragma once

#include "print/bt-print-document.h"
#include "print/bt-report-results.h"

G_BEGIN_DECLS

/* What is printed. */
typedef struct
{
  const BtSessionReport *report;
  const BtReportResults *results;
  guint money; /* decimals of the currency */
} BtReportPrint;

/* A place on the page. */
typedef struct
{
  double x;
  double y;
  double width;
  double height;
} BtPrintBox;

/* Writes the title of a part and returns what is left of its box. */
BtPrintBox bt_report_print_heading (BtPrintDocument *document,
                                    BtPrintBox box,
                                    const char *title,
                                    const char *note);

/* The pictures; each fills its box. */
void bt_report_print_equity (BtPrintDocument *document, BtPrintBox box, const BtReportPrint *print);
void bt_report_print_distribution (BtPrintDocument *document,
                                   BtPrintBox box,
                                   const BtReportPrint *print);
void bt_report_print_costs (BtPrintDocument *document, BtPrintBox box, const BtReportPrint *print);
void bt_report_print_hours (BtPrintDocument *document, BtPrintBox box, const BtReportPrint *print);
void bt_report_print_groups (BtPrintDocument *document, BtPrintBox box, const BtReportPrint *print);

/* What takes as many pages as it needs. */
void bt_report_print_cards (BtPrintDocument *document, const BtReportPrint *print);
void bt_report_print_figures (BtPrintDocument *document, const BtReportPrint *print);
void bt_report_print_policies (BtPrintDocument *document, const BtReportPrint *print);
void bt_report_print_trades (BtPrintDocument *document, const BtReportPrint *print);
void bt_report_print_ledger (BtPrintDocument *document, const BtReportPrint *print);

G_END_DECLS
