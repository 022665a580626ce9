// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-line-history.h"

/* What running a command again costs, in candles, about. */
#define COMMAND_COST 1000
/* The distance of points at first. */
#define FIRST_INTERVAL 4096

typedef struct
{
  BtSnapshot *snapshot;
  gint64 cost; /* of coming here from the start */
  guint log_length;
  gsize bytes;
} Point;

struct _BtLineHistory
{
  GArray *points; /* of Point, ascending */
  gint64 interval;
  gsize bytes;
};

static void
point_clear (gpointer data)
{
  bt_snapshot_free (((Point *) data)->snapshot);
}

BtLineHistory *
bt_line_history_new (void)
{
  BtLineHistory *history = g_new0 (BtLineHistory, 1);

  history->points = g_array_new (FALSE, FALSE, sizeof (Point));
  g_array_set_clear_func (history->points, point_clear);
  history->interval = FIRST_INTERVAL;
  return history;
}

void
bt_line_history_free (BtLineHistory *history)
{
  if (history == NULL)
    return;
  g_array_unref (history->points);
  g_free (history);
}

static Point *
get_point (const BtLineHistory *history, guint index)
{
  return &g_array_index (history->points, Point, index);
}

/* Drops points until each is an interval from the one before. The first stays. */
static void
thin (BtLineHistory *history)
{
  g_autoptr (GArray) old = g_steal_pointer (&history->points);

  history->points = g_array_new (FALSE, FALSE, sizeof (Point));
  g_array_set_clear_func (history->points, point_clear);
  history->bytes = 0;
  for (guint i = 0; i < old->len; i++)
    {
      Point *point = &g_array_index (old, Point, i);
      guint kept = history->points->len;

      if (kept > 0 && point->cost - get_point (history, kept - 1)->cost < history->interval)
        continue;
      history->bytes += point->bytes;
      g_array_append_vals (history->points, point, 1);
      point->snapshot = NULL;
    }
}

void
bt_line_history_note (BtLineHistory *history, BtEngine *engine, guint log_length)
{
  gint64 cost
    = bt_engine_get_bar (engine) + 1 + COMMAND_COST * bt_engine_get_command_count (engine);
  guint count = history->points->len;
  Point point = { .cost = cost, .log_length = log_length };

  if (count > 0 && cost - get_point (history, count - 1)->cost < history->interval)
    return;
  point.snapshot = bt_snapshot_take (engine);
  point.bytes = bt_snapshot_get_size (point.snapshot);
  history->bytes += point.bytes;
  g_array_append_val (history->points, point);
  while (history->points->len > 1
         && (history->points->len > BT_LINE_HISTORY_MAX_POINTS
             || history->bytes > BT_LINE_HISTORY_MAX_BYTES))
    {
      history->interval *= 2;
      thin (history);
    }
}

const BtSnapshot *
bt_line_history_find (const BtLineHistory *history, gint64 bar, guint *log_length)
{
  guint low = 0;
  guint high = history->points->len;

  g_return_val_if_fail (high > 0, NULL);
  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (bt_snapshot_get_bar (get_point (history, middle)->snapshot) <= bar)
        low = middle;
      else
        high = middle;
    }
  *log_length = get_point (history, low)->log_length;
  return get_point (history, low)->snapshot;
}

void
bt_line_history_cut (BtLineHistory *history, gint64 bar, gint64 command_count)
{
  guint kept = history->points->len;

  while (
    kept > 0
    && (bt_snapshot_get_bar (get_point (history, kept - 1)->snapshot) > bar
        || bt_snapshot_get_command_count (get_point (history, kept - 1)->snapshot) > command_count))
    {
      kept--;
      history->bytes -= get_point (history, kept)->bytes;
    }
  g_array_set_size (history->points, kept);
}

guint
bt_line_history_get_count (const BtLineHistory *history, gsize *bytes)
{
  *bytes = history->bytes;
  return history->points->len;
}
