// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-quality-report.h"

/* The most that a grade allows, in millionths of the rows: of bad and of doubled rows, and of
 * missing candles beside the daily break. An A allows no bad row, no doubled one and none out of
 * order. */
static const struct
{
  char grade;
  gint64 bad_ppm;
  gint64 doubled_ppm;
  gint64 missing_ppm;
} grades[] = {
  { 'A', 0, 0, 5000 },
  { 'B', 1000, 1000, 30000 },
  { 'C', 10000, 10000, 150000 },
};

static void
free_bad_row (gpointer data)
{
  BtBadRow *bad_row = data;

  g_free (bad_row->reason);
  g_free (bad_row);
}

static void
clear_report (gpointer data)
{
  BtQualityReport *report = data;

  g_free (report->file);
  g_free (report->dialect);
  g_array_unref (report->zone_votes);
  g_array_unref (report->gaps);
  g_ptr_array_unref (report->bad_rows);
}

BtQualityReport *
bt_quality_report_new (void)
{
  BtQualityReport *report = g_atomic_rc_box_new0 (BtQualityReport);

  report->file = g_strdup ("");
  report->dialect = g_strdup ("");
  report->zone_votes = g_array_new (FALSE, FALSE, sizeof (BtZoneVote));
  report->gaps = g_array_new (FALSE, FALSE, sizeof (BtGap));
  report->bad_rows = g_ptr_array_new_with_free_func (free_bad_row);
  report->first_usec = BT_TIME_NONE;
  report->last_usec = BT_TIME_NONE;
  return report;
}

BtQualityReport *
bt_quality_report_ref (BtQualityReport *report)
{
  return g_atomic_rc_box_acquire (report);
}

void
bt_quality_report_unref (BtQualityReport *report)
{
  g_atomic_rc_box_release_full (report, clear_report);
}

static gint64
get_ppm (gint64 part, gint64 whole)
{
  if (part <= 0)
    return 0;
  /* A share too small for a millionth is still none that an A allows. */
  return whole <= 0 ? 1000000 : MAX (1, part * 1000000 / whole);
}

char
bt_quality_report_get_grade (const BtQualityReport *report)
{
  const gint64 missing = report->gap_missing - report->break_missing;
  const gint64 bad_ppm = get_ppm (report->bad_rows_total, report->rows);
  const gint64 doubled_ppm = get_ppm (report->duplicates, report->rows);
  const gint64 missing_ppm = get_ppm (missing, report->rows + missing);

  for (guint i = 0; i < G_N_ELEMENTS (grades); i++)
    if (bad_ppm <= grades[i].bad_ppm && doubled_ppm <= grades[i].doubled_ppm
        && missing_ppm <= grades[i].missing_ppm && (i > 0 || report->out_of_order == 0))
      return grades[i].grade;
  return 'D';
}
