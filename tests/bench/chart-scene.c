// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart-scene.h"

#include "market/bt-synthetic.h"
#include "study/bt-study-registry.h"

#include <malloc.h>

#define HEAP_MAP_BYTES (256 * 1024 * 1024)
#define HEAP_PAD_BYTES (16 * 1024 * 1024)
#define DAY_CANDLES 1440
/* A year of this market has more. */
#define YEAR_CANDLES 350000

void
scene_set_up_heap (void)
{
  mallopt (M_MMAP_THRESHOLD, HEAP_MAP_BYTES);
  mallopt (M_TRIM_THRESHOLD, HEAP_MAP_BYTES);
  mallopt (M_TOP_PAD, HEAP_PAD_BYTES);
}

BtSeries *
scene_make_series (gsize count)
{
  const int years = 1 + (int) (count / YEAR_CANDLES);
  const BtCivilTime from = { .year = 2024 - years, .month = 1, .day = 1 };
  const BtCivilTime to = { .year = 2024, .month = 3, .day = 1 };
  g_autoptr (BtSeries) market
    = bt_synthetic_gold (1, bt_time_from_civil (&from), bt_time_from_civil (&to), 206000);
  const gsize length = bt_series_get_length (market);

  g_assert_cmpuint (length, >=, count);
  return bt_series_slice (market, length - count, count);
}

BtTape *
scene_make_tape (BtSeries *series)
{
  return bt_tape_new (series, bt_instrument_find_builtin ("XAUUSD"),
                      bt_series_get_length (series) - DAY_CANDLES);
}

void
scene_get_study (guint i, BtStudySettings *settings)
{
  static const char *const names[SCENE_N_STUDIES] = { "ema", "bollinger", "rsi", "macd" };

  bt_study_settings_init (settings, bt_study_registry_find (names[i % SCENE_N_STUDIES]));
}

/* Returns the anchor so many candles before the newest known one of a tape. */
static BtDrawingAnchor
make_anchor (BtTape *tape, gsize before, double above_points)
{
  const BtCandle candle = bt_tape_get_candle (tape, bt_tape_get_known (tape) - 1 - before);

  return (BtDrawingAnchor){ candle.time_usec, (double) candle.close_points + above_points };
}

BtDrawingSet *
scene_make_drawings (BtTape *tape)
{
  BtDrawingSet *set = bt_drawing_set_new ();
  guint n_tools = 0;
  const BtDrawingTool *const *tools = bt_drawing_tools (&n_tools);

  for (guint i = 0; i < SCENE_N_DRAWINGS; i++)
    {
      BtDrawing *drawing = bt_drawing_new (tools[i % n_tools], make_anchor (tape, 100 + 90 * i, 0));
      for (guint k = 1; k < MAX (drawing->tool->n_anchors, 2) && !bt_drawing_is_complete (drawing);
           k++)
        {
          const BtDrawingAnchor anchor = make_anchor (tape, 100 + 90 * i - 30 * k, 40.0 * k);
          g_array_append_val (drawing->anchors, anchor);
        }
      drawing->colour = i % 6;
      g_assert_true (bt_drawing_is_complete (drawing));
      g_assert_cmpuint (bt_drawing_set_add (set, drawing), >, 0);
    }
  return set;
}

void
scene_make_items (BtTape *tape,
                  BtChartLine lines[static SCENE_N_LINES],
                  BtChartMarker markers[static SCENE_N_MARKERS])
{
  const gsize newest = bt_tape_get_known (tape) - 1;
  const gint64 last = bt_tape_get_candle (tape, newest).close_points;

  for (guint i = 0; i < SCENE_N_LINES; i++)
    {
      lines[i] = (BtChartLine){ .kind = i % 3,
                                .price_points = last + 60 * (gint64) i - 250,
                                .label = "#41 Buy 0.50",
                                .result = "+161.00",
                                .tone = 1,
                                .is_draggable = i % 3 != 0 };
      g_snprintf (lines[i].id, sizeof lines[i].id, "%u", i);
    }
  for (guint i = 0; i < SCENE_N_MARKERS; i++)
    markers[i] = (BtChartMarker){ .time_usec = bt_tape_get_candle (tape, newest - 60 * i).time_usec,
                                  .price_points = last,
                                  .is_entry = i % 2 == 0,
                                  .label = "0.50",
                                  .tone = 1,
                                  .entry_time_usec
                                  = bt_tape_get_candle (tape, newest - 60 * i - 30).time_usec,
                                  .entry_price_points = last };
}
