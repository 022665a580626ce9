// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The results of a report's ended trades, each by itself and grouped, and how sure their mean is.
 * Plain data. */
#pragma once

#include "session/bt-session-report.h"

G_BEGIN_DECLS

typedef struct
{
  const BtPosition *position;
  gint64 net;      /* of every cost, in minor units */
  double multiple; /* of the risk at the first stop; NAN where there was none */
} BtReportResult;

/* Trades that have something in common. */
typedef struct
{
  gint64 count;
  gint64 wins;
  gint64 net;
} BtReportGroup;

typedef struct
{
  guint length;
  BtReportResult *results; /* as the positions of the report */
  guint multiples;         /* how many have one */
  BtReportGroup hours[24]; /* by the hour of opening, UTC */
  BtReportGroup days[7];   /* by the day of opening, UTC; 0 Sunday */
  BtReportGroup sides[2];  /* bought, sold */
  double expectancy_low;   /* 95 % of the mean, in minor units; NAN below two trades */
  double expectancy_high;
  double factor_low; /* 95 % of the profit factor */
  double factor_high;
} BtReportResults;

/* Returns the results; they refer to the report. */
BtReportResults *bt_report_results_new (const BtSessionReport *report);
void bt_report_results_free (BtReportResults *results);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtReportResults, bt_report_results_free)

/* Returns whether results are told as multiples of risk: most trades have one. */
gboolean bt_report_results_has_multiples (const BtReportResults *results);

G_END_DECLS
