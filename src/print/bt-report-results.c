// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "print/bt-report-results.h"

#include <math.h>

#include "base/bt-time.h"
#include "session/bt-position-result.h"
#include "stats/bt-interval.h"
#include "stats/bt-trade-stats.h"

static void
add_to_group (BtReportGroup *group, gint64 net)
{
  group->count++;
  group->wins += net > 0 ? 1 : 0;
  group->net += net;
}

static void
add_result (BtReportResults *self, const BtSessionReport *report, const BtPosition *position)
{
  BtReportResult *result = &self->results[self->length++];
  BtCivilTime opened = bt_time_to_civil (position->opened_usec);

  result->position = position;
  result->net = bt_position_get_net (position).minor;
  if (bt_position_get_risk_multiple (position, &report->settings, &result->multiple))
    self->multiples++;
  else
    result->multiple = NAN;
  add_to_group (&self->hours[opened.hour], result->net);
  add_to_group (&self->days[opened.weekday], result->net);
  add_to_group (&self->sides[position->direction == BT_DIRECTION_BUY ? 0 : 1], result->net);
}

static double
find_profit_factor (const double *values, gsize count)
{
  double won = 0, lost = 0;

  for (gsize i = 0; i < count; i++)
    {
      won += MAX (values[i], 0);
      lost -= MIN (values[i], 0);
    }
  return lost > 0 ? won / lost : won > 0 ? INFINITY : NAN;
}

BtReportResults *
bt_report_results_new (const BtSessionReport *report)
{
  BtReportResults *self = g_new0 (BtReportResults, 1);
  g_autofree double *net = g_new (double, report->positions_length + 1);

  self->results = g_new0 (BtReportResult, report->positions_length + 1);
  for (guint i = 0; i < report->positions_length; i++)
    if (report->positions[i].status != BT_POSITION_OPEN)
      add_result (self, report, &report->positions[i]);
  for (guint i = 0; i < self->length; i++)
    net[i] = (double) self->results[i].net;
  bt_bootstrap_interval (net, self->length, bt_trade_stats_mean, &self->expectancy_low,
                         &self->expectancy_high);
  bt_bootstrap_interval (net, self->length, find_profit_factor, &self->factor_low,
                         &self->factor_high);
  return self;
}

void
bt_report_results_free (BtReportResults *results)
{
  if (results == NULL)
    return;
  g_free (results->results);
  g_free (results);
}

gboolean
bt_report_results_has_multiples (const BtReportResults *results)
{
  return results->length > 0 && results->multiples * 2 > results->length;
}
