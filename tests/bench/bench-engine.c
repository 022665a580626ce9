// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Measures how fast the engine goes through candles: a position with stop and target always open,
 * alone and among resting orders, and ten years with 5,000 trades; beside a plain loop over the
 * same candles that does the same arithmetic. */
#include "config.h"

#include "engine/bt-engine.h"
#include "market/bt-synthetic.h"

#include <time.h>

#define YEAR_USEC (365 * BT_USEC_PER_DAY)
#define START_USEC (G_GINT64_CONSTANT (1704067200) * BT_USEC_PER_SECOND)
#define FIRST_PRICE 200000
/* Far enough that a position lasts for weeks; and so near that it lasts for days. */
#define FAR 20000
#define NEAR 3000
#define ROUNDS 10

typedef enum
{
  STEP_BY_STEP, /* a call for each candle, as play does */
  IN_ONE_GO,    /* a call for each event */
} Manner;

typedef struct
{
  BtSeries *series;
  BtHash hash;
  guint trades;
} Run;

/* Returns the time that the processor has spent on this program, so that a busy machine measures
 * the same. */
static gint64
now_usec (void)
{
  struct timespec time;
  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static double
seconds_since (gint64 start_usec)
{
  return (double) (now_usec () - start_usec) / G_USEC_PER_SEC;
}

static BtEngine *
make_engine (const Run *run, gboolean is_costly)
{
  BtSessionSettings settings;
  bt_session_settings_init (&settings, bt_instrument_find_builtin ("XAUUSD"));
  settings.balance = BT_MONEY (G_GINT64_CONSTANT (100000000000));
  if (is_costly)
    {
      settings.commission_kind = BT_COMMISSION_PER_LOT_SIDE;
      settings.commission_amount = 350;
    }
  BtEngine *engine = bt_engine_new (&settings, run->series, &run->hash, NULL);
  g_assert_nonnull (engine);
  return engine;
}

static void
apply (BtEngine *engine, const BtCommand *command)
{
  BtRefusal refusal;
  g_assert_true (bt_engine_apply (engine, command, &refusal, NULL));
  g_assert_cmpint (refusal.code, ==, BT_REFUSAL_NONE);
}

static void
open_bracket (BtEngine *engine, guint number, gint64 distance)
{
  BtCommand command;
  gint64 bid = bt_engine_get_quote (engine).bid_points;
  bt_command_init (&command, BT_COMMAND_PLACE, bt_engine_get_bar (engine));
  g_snprintf (command.id, sizeof command.id, "p%u", number);
  command.volume = BT_VOLUME (BT_VOLUME_UNITS_PER_LOT / 100);
  command.stop_loss_points = bid - distance;
  command.take_profit_points = bid + distance;
  apply (engine, &command);
}

static void
place_resting (BtEngine *engine, guint count)
{
  for (guint i = 0; i < count; i++)
    {
      BtCommand command;
      bt_command_init (&command, BT_COMMAND_PLACE, bt_engine_get_bar (engine));
      g_snprintf (command.id, sizeof command.id, "r%u", i);
      command.type = BT_ORDER_LIMIT;
      command.direction = i % 2 == 0 ? BT_DIRECTION_BUY : BT_DIRECTION_SELL;
      command.volume = BT_VOLUME (BT_VOLUME_UNITS_PER_LOT / 100);
      command.price_points = i % 2 == 0 ? 100 + i : 10000000 + i;
      apply (engine, &command);
    }
}

/* Goes through all candles, opening a new bracket whenever the last one has closed; returns candles
 * a second. */
static double
run_engine (Run *run, Manner manner, guint resting, gint64 distance)
{
  gint64 last = (gint64) bt_series_get_length (run->series) - 1;
  gint64 candles = 0;
  double spent = 0;
  run->trades = 0;
  for (int round = 0; round < ROUNDS; round++)
    {
      g_autoptr (BtEngine) engine = make_engine (run, FALSE);
      BtAdvanceResult result;
      guint number = 0;
      g_assert_true (bt_engine_advance (engine, 0, FALSE, &result, NULL));
      place_resting (engine, resting);
      open_bracket (engine, number++, distance);
      gint64 start = now_usec ();
      gint64 bar = 0;
      while (bar < last)
        {
          bar = manner == STEP_BY_STEP ? bar + 1 : last;
          if (!bt_engine_advance (engine, bar, TRUE, &result, NULL))
            g_error ("the engine stopped");
          if (result != BT_ADVANCE_EVENT)
            continue;
          bar = bt_engine_get_bar (engine);
          open_bracket (engine, number++, distance);
        }
      spent += seconds_since (start);
      candles += last;
      run->trades += number;
    }
  return (double) candles / spent;
}

/* The same decisions without an engine: levels, the running extremes of the open position, a new
 * bracket after an exit. */
static double
run_plain (Run *run, gint64 *checksum)
{
  const BtColumns *columns = bt_series_get_columns (run->series);
  gint64 candles = 0;
  gint64 start = now_usec ();
  for (int round = 0; round < ROUNDS; round++)
    {
      gint64 stop = columns->close_points[0] - FAR;
      gint64 target = columns->close_points[0] + FAR;
      gint64 least = G_MAXINT64;
      gint64 greatest = G_MININT64;
      for (gsize i = 1; i < columns->length; i++)
        {
          gint64 low = columns->low_points[i];
          gint64 high = columns->high_points[i];
          least = MIN (least, low);
          greatest = MAX (greatest, high);
          if (low <= stop || high >= target)
            {
              *checksum += (low <= stop ? stop : target) + least - greatest;
              stop = columns->close_points[i] - FAR;
              target = columns->close_points[i] + FAR;
              least = G_MAXINT64;
              greatest = G_MININT64;
            }
        }
      candles += (gint64) columns->length - 1;
    }
  return (double) candles / seconds_since (start);
}

static void
print_rate (const char *work, double rate, double plain, int reach)
{
  g_print ("%-52s %6.0f million candles/s  %.2f of the plain loop  [reach %d]\n", work, rate / 1e6,
           rate / plain, reach);
}

static Run
make_run (int years)
{
  Run run
    = { .series = bt_synthetic_gold (1, START_USEC, START_USEC + years * YEAR_USEC, FIRST_PRICE) };
  bt_series_hash (run.series, bt_instrument_find_builtin ("XAUUSD"), &run.hash);
  return run;
}

/* Ten years and so many trades, each with commission, all of it in the digest. */
static void
measure_ten_years (void)
{
  Run run = make_run (10);
  gint64 last = (gint64) bt_series_get_length (run.series) - 1;
  g_autoptr (BtEngine) engine = make_engine (&run, TRUE);
  BtAdvanceResult result;
  guint number = 0;
  g_assert_true (bt_engine_advance (engine, 0, FALSE, &result, NULL));
  gint64 start = now_usec ();
  open_bracket (engine, number++, 600);
  while (bt_engine_get_bar (engine) < last)
    {
      if (!bt_engine_advance (engine, last, TRUE, &result, NULL))
        g_error ("the engine stopped");
      if (result == BT_ADVANCE_EVENT && number < 5000)
        open_bracket (engine, number++, 600);
    }
  g_print ("%-52s %6.0f ms for %u trades  [reach 100]\n", "ten years of M1, digest on",
           1e3 * seconds_since (start), number);
  bt_series_unref (run.series);
}

int
main (void)
{
  Run run = make_run (1);
  gint64 checksum = 0;
  double plain = run_plain (&run, &checksum);
  g_print ("a year of M1, %" G_GSIZE_FORMAT
           " candles, ten times over; plain loop %.0f million candles/s (checksum %" G_GINT64_FORMAT
           ")\n",
           bt_series_get_length (run.series), plain / 1e6, checksum);
  print_rate ("position with stop and target, candle by candle",
              run_engine (&run, STEP_BY_STEP, 0, FAR), plain, 100);
  print_rate ("the same, event by event", run_engine (&run, IN_ONE_GO, 0, FAR), plain, 100);
  print_rate ("with 10 resting orders", run_engine (&run, IN_ONE_GO, 10, FAR), plain, 80);
  print_rate ("with 64 resting orders", run_engine (&run, IN_ONE_GO, 64, FAR), plain, 60);
  double often = run_engine (&run, IN_ONE_GO, 0, NEAR);
  g_print ("%-52s %6.0f million candles/s\n", "stop and target so near that a trade lasts for days",
           often / 1e6);
  g_print ("%-52s %6u\n", "trades of the last line", run.trades);
  bt_series_unref (run.series);
  measure_ten_years ();
  return 0;
}
