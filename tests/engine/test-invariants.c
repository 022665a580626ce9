// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The invariants of the execution model, section 14, end the program when a state breaks one, in a
 * build with optimisation as in any other. Each case spoils a sound state in one place; that is
 * done in a program of its own, which must be ended. */
#include "config.h"

#include "engine/bt-conversion.h"
#include "engine/bt-holding.h"
#include "engine/bt-invariants.h"

#include <string.h>

#define LOT BT_VOLUME_UNITS_PER_LOT

typedef struct
{
  BtRules rules;
  BtSeries *series;
  BtEngineState state;
} Bench;

static BtSeries *
make_series (void)
{
  g_autoptr (BtSeriesBuilder) builder
    = bt_series_builder_new (BT_TIMEFRAME_M1, BT_SIDE_KIND_BID, FALSE);
  for (gint64 i = 0; i < 10; i++)
    {
      const BtCandle candle = { .time_usec = i * BT_USEC_PER_MINUTE,
                                .open_points = 110000,
                                .high_points = 110000,
                                .low_points = 110000,
                                .close_points = 110000,
                                .spread_points = -1 };
      g_assert_true (bt_series_builder_add (builder, &candle, NULL));
    }
  return bt_series_builder_finish (builder);
}

/* A long of two lots, one closed; a resting order; a fill; a balance with its ledger. */
static void
bench_init (Bench *bench)
{
  *bench = (Bench){ .series = make_series () };
  bt_session_settings_init (&bench->rules.settings, bt_instrument_find_builtin ("EURUSD"));
  bench->rules.series = bench->series;
  bench->rules.columns = bt_series_get_columns (bench->series);
  g_assert_true (bt_conversion_prepare (&bench->rules));
  bt_engine_state_init (&bench->state, &bench->rules, FALSE);
  bench->state.bar = 5;
  bench->state.path_bar = 5;
  bench->state.balance_minor = bench->state.ledger_sum_minor = 1000000;

  BtHolding holding = { .id = "a",
                        .direction = BT_DIRECTION_BUY,
                        .volume_open = LOT,
                        .volume_opened = 2 * LOT,
                        .volume_closed = LOT,
                        .cost = (BtInt128) LOT * 110000,
                        .cost_divisor = 1,
                        .margin_rate = { .numerator = 1, .denominator = 1 } };
  bench->state.margin_minor[BT_DIRECTION_BUY] = bt_holding_margin (&bench->state, &holding);
  g_assert_cmpint (bench->state.margin_minor[BT_DIRECTION_BUY], >, 0);
  g_array_append_val (bench->state.holdings, holding);
  BtOrder order = { .id = "b", .status = BT_ORDER_WORKING };
  g_array_append_val (bench->state.orders, order);
  BtFill fill = { .order_id = "a", .position_id = "a", .bar = 5, .is_entry = TRUE };
  g_array_append_val (bench->state.fills, fill);
}

static void
spoil_balance (BtEngineState *state)
{
  state->balance_minor++;
}

static void
spoil_clock (BtEngineState *state)
{
  state->bar = state->path_bar = (gint64) state->rules->columns->length;
}

static void
spoil_path (BtEngineState *state)
{
  state->path_bar++;
}

static void
spoil_volume (BtEngineState *state)
{
  bt_engine_state_holding (state, 0)->volume_closed--;
}

static void
spoil_empty_position (BtEngineState *state)
{
  BtHolding *holding = bt_engine_state_holding (state, 0);
  holding->volume_open = 0;
  holding->volume_closed = holding->volume_opened;
}

static void
spoil_margin (BtEngineState *state)
{
  state->margin_minor[BT_DIRECTION_SELL]++;
}

static void
spoil_order (BtEngineState *state)
{
  bt_engine_state_order (state, 0)->status = BT_ORDER_FILLED;
}

static void
spoil_filled_order (BtEngineState *state)
{
  g_strlcpy (bt_engine_state_order (state, 0)->id, "a", BT_ID_SIZE);
}

static void
spoil_fill (BtEngineState *state)
{
  g_array_index (state->fills, BtFill, 0).bar = 6;
}

static const struct
{
  const char *name;
  void (*spoil) (BtEngineState *state);
} cases[] = {
  { "balance-is-the-ledger", spoil_balance },
  { "clock-within-the-candles", spoil_clock },
  { "path-at-the-clock", spoil_path },
  { "volume-is-entries-less-exits", spoil_volume },
  { "no-empty-position", spoil_empty_position },
  { "margin-from-scratch", spoil_margin },
  { "working-orders-work", spoil_order },
  { "no-order-working-and-filled", spoil_filled_order },
  { "no-fill-beyond-the-clock", spoil_fill },
};

static void
test_sound (void)
{
  Bench bench;
  bench_init (&bench);
  bt_invariants_assert (&bench.state);
  bt_engine_state_clear (&bench.state);
  bt_series_unref (bench.series);
}

static void
test_spoiled (gconstpointer data)
{
  const guint index = GPOINTER_TO_UINT (data);
  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_failed ();
      g_test_trap_assert_stderr ("*bt-invariants.c*assertion failed*");
      return;
    }
  Bench bench;
  bench_init (&bench);
  cases[index].spoil (&bench.state);
  bt_invariants_assert (&bench.state);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/invariants/sound", test_sound);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/engine/invariants/", cases[i].name, NULL);
      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_spoiled);
    }
  return g_test_run ();
}
