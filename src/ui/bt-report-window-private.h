// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What the parts of a report's window share. */
#pragma once

#include "ui/bt-policy-block.h"
#include "ui/bt-report-window.h"

G_BEGIN_DECLS

/* The figures that are shown as cards. */
enum
{
  METRIC_NET,
  METRIC_RATE,
  METRIC_EXPECTANCY,
  METRIC_FACTOR,
  METRIC_DRAWDOWN,
  METRIC_AVERAGE,
  N_METRICS
};

/* The rows of the costs. */
enum
{
  COST_BEFORE,
  COST_SPREAD,
  COST_SLIPPAGE,
  COST_COMMISSION,
  COST_AFTER,
  N_COSTS
};

struct _BtReportWindow
{
  AdwApplicationWindow parent_instance;

  BtWorkspace *workspace;
  BtSession *session;
  BtSessionReport *report;

  GtkWidget *window_title;
  GtkWidget *toasts;
  GtkWidget *trades_page;
  GtkWidget *integrity_value;
  GtkWidget *integrity_note;
  GtkWidget *market_value;
  GtkWidget *market_note;
  GtkWidget *execution_value;
  GtkWidget *execution_note;
  GtkWidget *span_value;
  GtkWidget *span_note;
  GtkWidget *values[N_METRICS];
  GtkWidget *notes[N_METRICS];
  GtkWidget *plot;
  GtkWidget *currency_label;
  GtkWidget *cost_bars[N_COSTS];
  GtkWidget *cost_values[N_COSTS];
  GtkColumnView *trades;
  GtkColumnView *ledger;
  BtPolicyBlock *policy_block;
  GCancellable *cancellable; /* of the policies that are being worked out */
  GtkWidget *record_label;
  GtkWidget *challenge_label;
  GtkWidget *formula_label;
  GtkWidget *digest_label;
};

/* Asks where to, and writes what a target names: "pdf", "html", "json", "trades", "ledger",
 * "policies" or "session". */
void bt_report_window_export (BtReportWindow *self, const char *target);

G_END_DECLS
