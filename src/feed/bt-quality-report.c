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
  g_array_unref (report->hours_gaps);
  bt_quality_places_free (report->places);
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
  report->hours_gaps = g_array_new (FALSE, FALSE, sizeof (BtGap));
  report->places = bt_quality_places_new ();
  report->bad_rows = g_ptr_array_new_with_free_func (free_bad_row);
  report->timeframe = BT_TIMEFRAME_M1;
  report->name_timeframe = BT_TIMEFRAME_M1;
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

const GArray *
bt_quality_report_get_gaps (const BtQualityReport *report)
{
  return report->hours.n_spans > 0 ? report->hours_gaps : report->gaps;
}

gint64
bt_quality_report_get_missing (const BtQualityReport *report)
{
  return report->hours.n_spans > 0 ? report->hours_missing
                                   : report->gap_missing - report->break_missing;
}

void
bt_quality_gaps_add (GArray *gaps, const BtGap *gap)
{
  guint at = gaps->len;

  while (at > 0 && g_array_index (gaps, BtGap, at - 1).missing < gap->missing)
    at--;
  if (at >= BT_QUALITY_MAX_GAPS)
    return;
  g_array_insert_val (gaps, at, *gap);
  if (gaps->len > BT_QUALITY_MAX_GAPS)
    g_array_set_size (gaps, BT_QUALITY_MAX_GAPS);
}

char
bt_quality_report_get_grade (const BtQualityReport *report)
{
  const gint64 missing = bt_quality_report_get_missing (report);
  const gint64 bad_ppm = get_ppm (report->bad_rows_total, report->rows);
  /* Several ticks may bear one time. */
  const gint64 doubled_ppm = report->are_ticks ? 0 : get_ppm (report->duplicates, report->rows);
  const gint64 missing_ppm = get_ppm (missing, report->rows + missing);

  for (guint i = 0; i < G_N_ELEMENTS (grades); i++)
    if (bad_ppm <= grades[i].bad_ppm && doubled_ppm <= grades[i].doubled_ppm
        && missing_ppm <= grades[i].missing_ppm && (i > 0 || report->out_of_order == 0))
      return grades[i].grade;
  return 'D';
}

gint64
bt_quality_report_get_zone_confidence (const BtQualityReport *report)
{
  for (guint i = 0; i < report->zone_votes->len; i++)
    {
      const BtZoneVote *vote = &g_array_index (report->zone_votes, BtZoneVote, i);
      if (vote->zone.kind == report->zone.kind
          && vote->zone.offset_minutes == report->zone.offset_minutes)
        return vote->weeks > 0 ? vote->weeks_matched * 100 / vote->weeks : 0;
    }
  return 0;
}

static void
add_counts (BtQualityReport *merged, const BtQualityReport *report)
{
  merged->rows += report->rows;
  merged->duplicates += report->duplicates;
  merged->duplicates_equal += report->duplicates_equal;
  merged->duplicates_conflicting += report->duplicates_conflicting;
  merged->folds += report->folds;
  merged->weekend_rows += report->weekend_rows;
  merged->out_of_order += report->out_of_order;
  merged->gap_count += report->gap_count;
  merged->gap_missing += report->gap_missing;
  merged->break_missing += report->break_missing;
  merged->gap_largest_seconds = MAX (merged->gap_largest_seconds, report->gap_largest_seconds);
  merged->weekend_gaps += report->weekend_gaps;
  merged->bad_rows_total += report->bad_rows_total;
  merged->inverted += report->inverted;
  merged->outside_range += report->outside_range;
  merged->flat += report->flat;
  merged->zero_volume += report->zero_volume;
  merged->spikes += report->spikes;
  merged->has_spread = merged->has_spread || report->has_spread;
  merged->is_zone_certain = merged->is_zone_certain && report->is_zone_certain;
}

static void
add_lists (BtQualityReport *merged, const BtQualityReport *report)
{
  g_autofree char *name = g_path_get_basename (report->file);

  for (guint i = 0; i < report->bad_rows->len && merged->bad_rows->len < BT_QUALITY_MAX_BAD_ROWS;
       i++)
    {
      const BtBadRow *from = g_ptr_array_index (report->bad_rows, i);
      BtBadRow *bad_row = g_new0 (BtBadRow, 1);
      *bad_row = (BtBadRow){ .line = from->line,
                             .column = from->column,
                             .reason = g_strdup_printf ("%s: %s", name, from->reason) };
      g_ptr_array_add (merged->bad_rows, bad_row);
    }
  g_array_append_vals (merged->gaps, report->gaps->data, report->gaps->len);
  g_array_append_vals (merged->hours_gaps, report->hours_gaps->data, report->hours_gaps->len);
  bt_quality_places_merge (merged->places, report->places);
}

static int
compare_gaps (gconstpointer a, gconstpointer b)
{
  const BtGap *left = a;
  const BtGap *right = b;

  if (left->missing != right->missing)
    return left->missing > right->missing ? -1 : 1;
  return left->from_usec < right->from_usec ? -1 : left->from_usec > right->from_usec;
}

static void
keep_longest (GArray *gaps)
{
  g_array_sort (gaps, compare_gaps);
  if (gaps->len > BT_QUALITY_MAX_GAPS)
    g_array_set_size (gaps, BT_QUALITY_MAX_GAPS);
}

/* Hours count where every file was held against the same ones. */
static void
add_hours (BtQualityReport *merged, const BtQualityReport *report)
{
  if (!bt_trading_hours_equal (&merged->hours, &report->hours))
    merged->hours = (BtTradingHours){ 0 };
  merged->hours_gap_count += report->hours_gap_count;
  merged->hours_missing += report->hours_missing;
  merged->outside_hours += report->outside_hours;
}

static void
add_times (BtQualityReport *merged, const BtQualityReport *report)
{
  if (report->first_usec == BT_TIME_NONE)
    return;
  merged->first_usec = merged->first_usec == BT_TIME_NONE
                         ? report->first_usec
                         : MIN (merged->first_usec, report->first_usec);
  merged->last_usec = MAX (merged->last_usec, report->last_usec);
}

BtQualityReport *
bt_quality_report_merge (const GPtrArray *reports, gint64 stored)
{
  g_return_val_if_fail (reports->len > 0, NULL);
  const BtQualityReport *first = g_ptr_array_index (reports, 0);
  BtQualityReport *merged = bt_quality_report_new ();
  g_autoptr (GString) files = g_string_new (NULL);
  g_autoptr (BtHasher) hasher = bt_hasher_new ();

  g_free (merged->dialect);
  merged->dialect = g_strdup (first->dialect);
  g_strlcpy (merged->symbol, first->symbol, sizeof merged->symbol);
  merged->timeframe = first->timeframe;
  merged->zone = first->zone;
  merged->is_zone_certain = TRUE;
  merged->hours = first->hours;
  merged->digits = first->digits;
  merged->stored = stored;
  merged->is_stamped_at_close = first->is_stamped_at_close;
  merged->are_ticks = first->are_ticks;
  g_array_append_vals (merged->zone_votes, first->zone_votes->data, first->zone_votes->len);
  for (guint i = 0; i < reports->len; i++)
    {
      const BtQualityReport *report = g_ptr_array_index (reports, i);
      g_string_append_printf (files, "%s%s", i > 0 ? ", " : "", report->file);
      bt_hasher_update (hasher, report->sha256.bytes, sizeof report->sha256.bytes);
      add_counts (merged, report);
      add_hours (merged, report);
      merged->overlapping += report->stored;
      add_lists (merged, report);
      add_times (merged, report);
    }
  merged->overlapping = MAX (0, merged->overlapping - stored);
  keep_longest (merged->gaps);
  keep_longest (merged->hours_gaps);
  bt_hasher_finish (hasher, &merged->sha256);
  g_free (merged->file);
  merged->file = g_strdup (files->str);
  return merged;
}
