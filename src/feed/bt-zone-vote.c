// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-zone-vote.h"

/* Fewer weeks than this decide nothing. */
#define MIN_WEEKS 3
/* Of the weeks, from which on the best zone is taken; the rest are holidays, early closes and
 * holes. */
#define MIN_PERCENT 40
/* Of the weeks, from which on it is certain. */
#define CERTAIN_PERCENT 75
/* By how many weeks the winner must lead a zone that gives other times. */
#define MIN_LEAD 2
#define MAX_VOTES 8
#define CLOSE_HOUR 17
#define FRIDAY 5
#define MIN_FIXED_HOURS (-12)
#define MAX_FIXED_HOURS 14

/* In the order of preference among equals, after the dialect's own. */
static const BtZoneKind candidate_kinds[]
  = { BT_ZONE_UTC,      BT_ZONE_NEW_YORK_PLUS_7,   BT_ZONE_EASTERN_EUROPE,
      BT_ZONE_NEW_YORK, BT_ZONE_NEW_YORK_EU_DATES, BT_ZONE_LONDON };

static gboolean
is_same_zone (BtZone a, BtZone b)
{
  return a.kind == b.kind && a.offset_minutes == b.offset_minutes;
}

/* Whether Friday's close in New York falls into the last candle of the week, or into the rest of an
 * hour that a quiet market leaves empty. */
static gboolean
is_week_matched (BtZone zone, gint64 last_usec, gint64 step_usec)
{
  const BtZone new_york = BT_ZONE (BT_ZONE_NEW_YORK);
  const gint64 utc = bt_zone_from_local (zone, last_usec, BT_ZONE_FIRST);
  const gint64 local = bt_zone_to_local (new_york, utc);
  const gint64 length = MAX (step_usec, BT_USEC_PER_HOUR);
  BtCivilTime close = bt_time_to_civil (local);

  close.hour = CLOSE_HOUR;
  close.minute = 0;
  close.second = 0;
  close.microsecond = 0;
  const gint64 close_usec = bt_time_from_civil (&close);
  return close.weekday == FRIDAY && close_usec > local && close_usec <= local + length;
}

guint
bt_zone_count_matches (const GArray *week_ends, gint64 step_usec, BtZone zone)
{
  guint count = 0;

  for (guint i = 0; i < week_ends->len; i++)
    count += is_week_matched (zone, g_array_index (week_ends, gint64, i), step_usec) ? 1 : 0;
  return count;
}

static void
add_vote (GArray *votes, const GArray *week_ends, gint64 step_usec, BtZone zone)
{
  BtZoneVote vote = { .zone = zone, .weeks = week_ends->len };

  for (guint i = 0; i < votes->len; i++)
    if (is_same_zone (g_array_index (votes, BtZoneVote, i).zone, zone))
      return;
  vote.weeks_matched = bt_zone_count_matches (week_ends, step_usec, zone);
  g_array_append_val (votes, vote);
}

/* Whether two zones turn every week's end into the same time. */
static gboolean
is_equivalent (const GArray *week_ends, BtZone a, BtZone b)
{
  for (guint i = 0; i < week_ends->len; i++)
    {
      const gint64 local = g_array_index (week_ends, gint64, i);
      if (bt_zone_from_local (a, local, BT_ZONE_FIRST)
          != bt_zone_from_local (b, local, BT_ZONE_FIRST))
        return FALSE;
    }
  return TRUE;
}

/* Insertion keeps the order of equals. */
static void
sort_votes (GArray *votes)
{
  for (guint i = 1; i < votes->len; i++)
    for (guint j = i; j > 0; j--)
      {
        BtZoneVote *left = &g_array_index (votes, BtZoneVote, j - 1);
        BtZoneVote *right = &g_array_index (votes, BtZoneVote, j);
        if (left->weeks_matched >= right->weeks_matched)
          break;
        const BtZoneVote swap = *left;
        *left = *right;
        *right = swap;
      }
}

static gboolean
has_lead (const GArray *votes, const GArray *week_ends)
{
  const BtZoneVote *winner = &g_array_index (votes, BtZoneVote, 0);

  for (guint i = 1; i < votes->len; i++)
    {
      const BtZoneVote *other = &g_array_index (votes, BtZoneVote, i);
      if (!is_equivalent (week_ends, winner->zone, other->zone))
        return winner->weeks_matched - other->weeks_matched >= MIN_LEAD;
    }
  return TRUE;
}

BtZoneVerdict
bt_zone_vote (const GArray *week_ends, gint64 step_usec, BtZone fallback, GArray *votes)
{
  BtZoneVerdict verdict = { .zone = fallback };

  /* A candle of a day or longer covers the close wherever its clock stands. */
  if (week_ends->len == 0 || step_usec >= BT_USEC_PER_DAY)
    return verdict;
  add_vote (votes, week_ends, step_usec, fallback);
  for (guint i = 0; i < G_N_ELEMENTS (candidate_kinds); i++)
    add_vote (votes, week_ends, step_usec, BT_ZONE (candidate_kinds[i]));
  for (int hours = MIN_FIXED_HOURS; hours <= MAX_FIXED_HOURS; hours++)
    if (hours != 0)
      add_vote (votes, week_ends, step_usec,
                (BtZone){ .kind = BT_ZONE_FIXED, .offset_minutes = hours * 60 });
  sort_votes (votes);

  const BtZoneVote winner = g_array_index (votes, BtZoneVote, 0);
  /* Where a fixed clock fits no more than a season, clocks were changed in a way that is not known
   * here. */
  const gint64 needed_percent = winner.zone.kind == BT_ZONE_FIXED ? CERTAIN_PERCENT : MIN_PERCENT;
  if (winner.weeks >= MIN_WEEKS && winner.weeks_matched * 100 >= winner.weeks * needed_percent)
    {
      verdict.zone = winner.zone;
      verdict.is_certain = winner.weeks_matched * 100 >= winner.weeks * CERTAIN_PERCENT
                           && has_lead (votes, week_ends);
    }
  guint kept = 0;
  while (kept < MIN (votes->len, MAX_VOTES)
         && g_array_index (votes, BtZoneVote, kept).weeks_matched > 0)
    kept++;
  g_array_set_size (votes, kept);
  return verdict;
}
