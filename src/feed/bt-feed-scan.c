// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-feed-scan.h"

/* Different distances that are told apart; the rest are rare. */
#define MAX_STEPS 64
#define SHORTEST_MONTH_USEC (28 * BT_USEC_PER_DAY)
#define LONGEST_MONTH_USEC (31 * BT_USEC_PER_DAY)
/* Stamps that are put in order where the rows are in none. */
#define MAX_STAMPS 65536
/* Fewer tell nothing that the rows as they stand do not. */
#define MIN_STAMPS 16
/* From this share of the steps on, rows that go back show that there is no order. */
#define DISORDER_PERCENT 20
/* A longer distance contains a weekend. */
#define WEEK_GAP_USEC (36 * BT_USEC_PER_HOUR)
/* A much longer one is a hole, and says nothing about the week's close. */
#define MAX_WEEKEND_USEC (120 * BT_USEC_PER_HOUR)

/* A longer pause ends one session of trade and begins another. */
#define PAUSE_USEC (3 * BT_USEC_PER_HOUR)
/* Sessions begin and end on such a part of the hour. */
#define SESSION_UNIT_USEC (30 * BT_USEC_PER_MINUTE)
/* Of longer candles the session's first and last stamps say nothing. */
#define MAX_CLOSE_STEP_USEC (15 * BT_USEC_PER_MINUTE)
/* Sessions that are looked at, how many are needed, and how many of them must agree. */
#define MAX_PAUSES 4096
#define MIN_PAUSES 3
/* More of them in a week, its end included, are a market that closes every day. */
#define PAUSES_A_WEEK 3
#define AGREEING_PERCENT 75

typedef struct
{
  gint64 usec;
  gint64 count;
} Step;

/* The last stamp before a pause and the first one after it. */
typedef struct
{
  gint64 end_usec;
  gint64 start_usec;
} Pause;

/* What the pass keeps from row to row. */
typedef struct
{
  BtFeedScan *scan;
  gboolean are_ticks;
  Step steps[MAX_STEPS];
  guint n_steps;
  gint64 n_distances; /* counted in them */
  GArray *stamps;     /* of gint64: the first ones of candles after a row went back */
  gint64 forward;
  gint64 backward;
  gint64 last_stamp_usec; /* of any row that has one */
  gboolean has_forward;
  gboolean has_backward;
  gboolean has_equal;
  gint64 last_usec;        /* of any candle */
  gint64 last_traded_usec; /* of a row that is no filler */
  GArray *pauses;          /* of Pause */
} State;

/* Months are 28 to 31 days apart and count as one distance. */
static void
count_step (State *state, gint64 usec)
{
  if (usec >= SHORTEST_MONTH_USEC && usec <= LONGEST_MONTH_USEC)
    usec = bt_timeframe_usec (BT_TIMEFRAME_MN);
  state->n_distances++;
  for (guint i = 0; i < state->n_steps; i++)
    if (state->steps[i].usec == usec)
      {
        state->steps[i].count++;
        /* The common distance comes to the front. */
        if (i > 0 && state->steps[i].count > state->steps[i - 1].count)
          {
            const Step swap = state->steps[i];
            state->steps[i] = state->steps[i - 1];
            state->steps[i - 1] = swap;
          }
        return;
      }
  if (state->n_steps < MAX_STEPS)
    state->steps[state->n_steps++] = (Step){ .usec = usec, .count = 1 };
}

/* Some sources fill weekends with flat candles without volume. */
static gboolean
is_filler (const BtRawRow *row)
{
  return row->volume.mantissa == 0 && row->price[1].mantissa == row->price[2].mantissa
         && row->price[1].decimals == row->price[2].decimals;
}

static void
add_stamp (State *state, const BtRawRow *row)
{
  const gint64 usec = row->stamp.usec;

  state->scan->first_usec = MIN (state->scan->first_usec, usec);
  if (state->last_usec != BT_TIME_NONE)
    {
      const gint64 distance = usec - state->last_usec;
      if (distance > 0)
        state->forward++;
      else if (distance < 0)
        state->backward++;
    }
  state->last_usec = usec;
  state->scan->has_offsets = state->scan->has_offsets || row->stamp.has_offset;
  if (!state->are_ticks && is_filler (row))
    return;

  const gint64 distance
    = state->last_traded_usec == BT_TIME_NONE ? 0 : usec - state->last_traded_usec;
  if (ABS (distance) > WEEK_GAP_USEC && ABS (distance) <= MAX_WEEKEND_USEC)
    {
      const gint64 earlier = distance > 0 ? state->last_traded_usec : usec;
      g_array_append_val (state->scan->week_ends, earlier);
    }
  if (ABS (distance) > PAUSE_USEC && state->pauses->len < MAX_PAUSES)
    {
      const Pause pause
        = { MIN (usec, state->last_traded_usec), MAX (usec, state->last_traded_usec) };
      g_array_append_val (state->pauses, pause);
    }
  state->last_traded_usec = usec;
}

/* Bad rows count for the order and the candles' length too: some sources write rows without prices
 * where there was no trade. */
static void
add_order (State *state, gint64 usec)
{
  if (state->last_stamp_usec != BT_TIME_NONE)
    {
      if (usec != state->last_stamp_usec && !state->are_ticks)
        count_step (state, ABS (usec - state->last_stamp_usec));
      state->has_forward = state->has_forward || usec > state->last_stamp_usec;
      state->has_backward = state->has_backward || usec < state->last_stamp_usec;
      state->has_equal = state->has_equal || usec == state->last_stamp_usec;
    }
  if (G_UNLIKELY (state->has_forward && state->has_backward) && state->stamps->len < MAX_STAMPS
      && !state->are_ticks)
    g_array_append_val (state->stamps, usec);
  state->last_stamp_usec = usec;
}

static void
add_prices (const State *state, const BtRawRow *row)
{
  BtFeedScan *scan = state->scan;
  gint64 lowest;

  for (guint p = 0; p < 4; p++)
    if (row->price[p].decimals > scan->decimals)
      scan->decimals = MAX (scan->decimals, bt_feed_number_count_decimals (&row->price[p]));
  if (row->spread > 0 && row->spread_decimals > scan->decimals)
    {
      const BtFeedNumber difference = { row->spread, row->spread_decimals };
      scan->decimals = MAX (scan->decimals, bt_feed_number_count_decimals (&difference));
    }
  /* Only of use for a table without decimals. */
  if (scan->decimals == 0 && bt_feed_number_scale (&row->price[2], 0, &lowest))
    scan->smallest_price = MIN (scan->smallest_price, lowest);
  scan->has_spread
    = scan->has_spread || row->spread > 0
      || (state->are_ticks && bt_feed_number_compare (&row->price[1], &row->price[0]) > 0);
}

/* Candles that bear their close end a session on the hour and begin the next one candle after it;
 * those that bear their opening do it the other way round. */
static gboolean
is_stamped_at_close (const State *state)
{
  const gint64 step = state->scan->step_usec;
  guint count = 0;

  if (state->are_ticks || step == 0 || step > MAX_CLOSE_STEP_USEC
      || state->pauses->len < MIN_PAUSES)
    return FALSE;
  for (guint i = 0; i < state->pauses->len; i++)
    {
      const Pause *pause = &g_array_index (state->pauses, Pause, i);
      count
        += pause->end_usec % SESSION_UNIT_USEC == 0 && pause->start_usec % SESSION_UNIT_USEC == step
             ? 1
             : 0;
    }
  return count * 100 >= state->pauses->len * AGREEING_PERCENT;
}

/* A market that closes every day says nothing about New York's week. */
static gboolean
closes_daily (const State *state)
{
  const gint64 step = state->scan->step_usec;
  guint count = 0;

  for (guint i = 0; i < state->pauses->len; i++)
    {
      const Pause *pause = &g_array_index (state->pauses, Pause, i);
      count += pause->end_usec + step + PAUSE_USEC < pause->start_usec ? 1 : 0;
    }
  return count > PAUSES_A_WEEK * (state->scan->week_ends->len + 1);
}

static int
compare_stamps (gconstpointer a, gconstpointer b)
{
  const gint64 left = *(const gint64 *) a;
  const gint64 right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

/* Rows in no order follow each other by any distance: counts those between their stamps in order.
 */
static void
count_sorted_steps (State *state)
{
  const gint64 fewer = MIN (state->forward, state->backward);

  if (fewer * 100 < (state->forward + state->backward) * DISORDER_PERCENT
      || state->stamps->len < MIN_STAMPS)
    return;
  g_array_sort (state->stamps, compare_stamps);
  state->n_steps = 0;
  state->n_distances = 0;
  for (guint i = 1; i < state->stamps->len; i++)
    {
      const gint64 distance
        = g_array_index (state->stamps, gint64, i) - g_array_index (state->stamps, gint64, i - 1);
      if (distance > 0)
        count_step (state, distance);
    }
}

static void
finish_scan (State *state)
{
  BtFeedScan *scan = state->scan;
  gint64 most = 0;

  count_sorted_steps (state);

  scan->is_descending = state->backward > state->forward;
  scan->is_strict = !state->has_equal && !(state->has_forward && state->has_backward);
  scan->distances = state->n_distances;
  for (guint i = 0; i < state->n_steps; i++)
    if (state->steps[i].count > most)
      {
        most = state->steps[i].count;
        scan->step_usec = state->steps[i].usec;
      }
  scan->is_stamped_at_close = is_stamped_at_close (state);
  if (closes_daily (state))
    g_array_set_size (scan->week_ends, 0);
  for (guint i = 0; scan->is_stamped_at_close && i < scan->week_ends->len; i++)
    g_array_index (scan->week_ends, gint64, i) -= scan->step_usec;
  if (scan->distances > 0)
    scan->step_percent = (guint) (most * 100 / scan->distances);
}

BtFeedScan *
bt_feed_scan_run (BtFeedInput *input,
                  const BtFeedFormat *format,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (BtRowSource) source = bt_feed_format_open_rows (format, input);
  g_autoptr (BtFeedScan) scan = g_new0 (BtFeedScan, 1);
  g_autoptr (GArray) pauses = g_array_new (FALSE, FALSE, sizeof (Pause));
  g_autoptr (GArray) stamps = g_array_new (FALSE, FALSE, sizeof (gint64));
  State state = { .scan = scan,
                  .pauses = pauses,
                  .stamps = stamps,
                  .are_ticks = format->facts.are_ticks,
                  .last_stamp_usec = BT_TIME_NONE,
                  .last_usec = BT_TIME_NONE,
                  .last_traded_usec = BT_TIME_NONE };
  BtRawRow row;
  gint64 line;
  gboolean is_end;

  scan->week_ends = g_array_new (FALSE, FALSE, sizeof (gint64));
  scan->cache = bt_row_cache_new ();
  scan->smallest_price = G_MAXINT64;
  scan->first_usec = G_MAXINT64;
  while (TRUE)
    {
      if (!bt_row_source_next (source, &row, &line, &is_end, cancellable, error))
        return NULL;
      if (is_end)
        break;
      scan->rows++;
      if (scan->cache != NULL && !bt_row_cache_add (scan->cache, &row, line))
        g_clear_pointer (&scan->cache, bt_row_cache_free);
      scan->time_faults += row.fault == BT_ROW_BAD_TIME ? 1 : 0;
      if (row.has_time)
        add_order (&state, row.stamp.usec);
      if (row.fault == BT_ROW_GOOD)
        {
          scan->good++;
          add_stamp (&state, &row);
          add_prices (&state, &row);
        }
      else if (scan->first_fault == NULL)
        {
          scan->first_fault = bt_row_source_explain (source, &row);
          scan->first_fault_line = line;
          scan->first_fault_column = row.fault_column;
        }
    }
  finish_scan (&state);
  return g_steal_pointer (&scan);
}

void
bt_feed_scan_free (BtFeedScan *scan)
{
  if (scan == NULL)
    return;
  g_array_unref (scan->week_ends);
  bt_row_cache_free (scan->cache);
  g_free (scan->first_fault);
  g_free (scan);
}
