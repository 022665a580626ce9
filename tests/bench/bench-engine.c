// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Measures how fast the engine goes through candles, each row beside a plain loop over the same
 * candles that takes the same decisions: a position with stop and target always open, alone and
 * among resting orders; ten years with 5,000 trades; the way to an event ten years away; and what
 * a thousand engines hold. The plain loop tests every level on every candle, keeps the extremes of
 * the open position, and does nothing else. */
#include "config.h"

#include "engine/bt-engine.h"
#include "market/bt-synthetic.h"

#include <malloc.h>
#include <time.h>

#define YEAR_USEC (365 * BT_USEC_PER_DAY)
#define START_USEC (G_GINT64_CONSTANT (1704067200) * BT_USEC_PER_SECOND)
#define FIRST_PRICE 200000
/* Far enough that a position lasts for weeks; and so near that it lasts for days. */
#define FAR 20000
#define NEAR 3000
#define ROUNDS 10
#define TRADES 5000
#define ENGINES 1000
#define MAX_RESTING 64

typedef enum
{
  STEP_BY_STEP, /* a call for each candle, as play does */
  IN_ONE_GO,    /* a call for each event */
} Manner;

typedef struct
{
  BtSeries *series;
  BtSeries *pair; /* euros in dollars, or NULL */
  BtHash hash;
  const char *currency;
  BtDirection direction; /* of every position */
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

static void
print_row (
  const char *work, const char *reached, const char *plain, double ratio, const char *reach)
{
  g_autofree char *share = ratio > 0 ? g_strdup_printf ("%.2f", ratio) : g_strdup ("");
  g_print ("%-54s %14s %14s %8s  %s\n", work, reached, plain, share, reach);
}

static BtEngine *
make_engine (const Run *run, gboolean is_costly)
{
  BtSessionSettings settings;
  bt_session_settings_init (&settings, bt_instrument_find_builtin ("XAUUSD"));
  settings.balance = BT_MONEY (G_GINT64_CONSTANT (100000000000));
  g_strlcpy (settings.currency, run->currency, sizeof settings.currency);
  if (is_costly)
    {
      settings.commission_kind = BT_COMMISSION_PER_LOT_SIDE;
      settings.commission_amount = 350;
    }
  BtEngine *engine = bt_engine_new (&settings, run->series, &run->hash, NULL);
  g_assert_nonnull (engine);
  if (run->pair != NULL)
    g_assert_true (bt_engine_add_rates (engine, "EUR", "USD", 5, run->pair, 10, NULL));
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
open_bracket (BtEngine *engine, guint number, BtDirection direction, gint64 distance)
{
  BtCommand command;
  gint64 bid = bt_engine_get_quote (engine).bid_points;
  bt_command_init (&command, BT_COMMAND_PLACE, bt_engine_get_bar (engine));
  g_snprintf (command.id, sizeof command.id, "p%u", number);
  command.volume = BT_VOLUME (BT_VOLUME_UNITS_PER_LOT / 100);
  command.direction = direction;
  command.stop_loss_points = direction == BT_DIRECTION_BUY ? bid - distance : bid + distance;
  command.take_profit_points = direction == BT_DIRECTION_BUY ? bid + distance : bid - distance;
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

/* A call for each candle, as play does. */
static void
step_through (BtEngine *engine, BtDirection direction, gint64 distance, gint64 last)
{
  BtAdvanceResult result;
  guint number = 1;
  for (gint64 bar = 1; bar <= last; bar++)
    {
      if (!bt_engine_advance (engine, bar, TRUE, &result, NULL))
        g_error ("the engine stopped");
      if (result == BT_ADVANCE_EVENT)
        open_bracket (engine, number++, direction, distance);
    }
}

/* A call for each event. */
static void
jump_through (BtEngine *engine, BtDirection direction, gint64 distance, gint64 last)
{
  BtAdvanceResult result;
  guint number = 1;
  while (bt_engine_get_bar (engine) < last)
    {
      if (!bt_engine_advance (engine, last, TRUE, &result, NULL))
        g_error ("the engine stopped");
      if (result == BT_ADVANCE_EVENT)
        open_bracket (engine, number++, direction, distance);
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
  for (int round = 0; round < ROUNDS; round++)
    {
      g_autoptr (BtEngine) engine = make_engine (run, FALSE);
      BtAdvanceResult result;
      g_assert_true (bt_engine_advance (engine, 0, FALSE, &result, NULL));
      place_resting (engine, resting);
      open_bracket (engine, 0, run->direction, distance);
      gint64 start = now_usec ();
      if (manner == STEP_BY_STEP)
        step_through (engine, run->direction, distance, last);
      else
        jump_through (engine, run->direction, distance, last);
      spent += seconds_since (start);
      candles += last;
    }
  return (double) candles / spent;
}

/* The orders that place_resting() places. */
static void
set_resting_levels (gint64 *lower, gint64 *upper, guint count)
{
  for (guint i = 0; i < count; i++)
    if (i % 2 == 0)
      lower[i / 2] = 100 + i;
    else
      upper[i / 2] = 10000000 + i;
}

/* Returns candles a second; every level is tested on every candle. */
static double
run_plain (const Run *run, guint resting, gint64 distance, gint64 *checksum)
{
  const BtColumns *columns = bt_series_get_columns (run->series);
  gint64 lower[MAX_RESTING / 2];
  gint64 upper[MAX_RESTING / 2];
  gint64 candles = 0;
  set_resting_levels (lower, upper, resting);
  gint64 start = now_usec ();
  for (int round = 0; round < ROUNDS; round++)
    {
      gint64 stop = columns->close_points[0] - distance;
      gint64 target = columns->close_points[0] + distance;
      gint64 least = G_MAXINT64;
      gint64 greatest = G_MININT64;
      for (gsize i = 1; i < columns->length; i++)
        {
          gint64 low = columns->low_points[i];
          gint64 high = columns->high_points[i];
          least = MIN (least, low);
          greatest = MAX (greatest, high);
          for (guint k = 0; k < resting / 2; k++)
            *checksum += (low <= lower[k]) + (high >= upper[k]);
          if (low <= stop || high >= target)
            {
              *checksum += (low <= stop ? stop : target) + least - greatest;
              stop = columns->close_points[i] - distance;
              target = columns->close_points[i] + distance;
              least = G_MAXINT64;
              greatest = G_MININT64;
            }
        }
      candles += (gint64) columns->length - 1;
    }
  return (double) candles / seconds_since (start);
}

/* A year ten times over, with so many orders far from the market. */
static void
measure_stepping (Run *run, guint resting, const char *reach)
{
  gint64 checksum = 0;
  double plain = run_plain (run, resting, FAR, &checksum);
  double rate = run_engine (run, STEP_BY_STEP, resting, FAR);
  double in_one_go = run_engine (run, IN_ONE_GO, resting, FAR);
  g_autofree char *work = resting == 0
                            ? g_strdup ("a year of M1 ten times, position with stop and target")
                            : g_strdup_printf ("the same with %u resting orders", resting);
  g_autofree char *reached = g_strdup_printf ("%.0f M/s", rate / 1e6);
  g_autofree char *there = g_strdup_printf ("%.0f M/s", in_one_go / 1e6);
  g_autofree char *loop = g_strdup_printf ("%.0f M/s", plain / 1e6);
  g_assert_cmpint (checksum, !=, 0);
  print_row (work, reached, loop, rate / plain, reach);
  print_row ("  event by event instead of candle by candle", there, loop, in_one_go / plain, "");
}

static Run
make_run (int years, const char *currency)
{
  Run run
    = { .series = bt_synthetic_gold (1, START_USEC, START_USEC + years * YEAR_USEC, FIRST_PRICE),
        .currency = currency };
  bt_series_hash (run.series, bt_instrument_find_builtin ("XAUUSD"), &run.hash);
  return run;
}

/* Ten years and so many trades, each with commission, all of it in the digest; the plain loop has
 * neither. */
static void
measure_ten_years (const Run *run)
{
  gint64 last = (gint64) bt_series_get_length (run->series) - 1;
  g_autoptr (BtEngine) engine = make_engine (run, TRUE);
  BtAdvanceResult result;
  guint number = 0;
  gint64 checksum = 0;
  g_assert_true (bt_engine_advance (engine, 0, FALSE, &result, NULL));
  gint64 start = now_usec ();
  open_bracket (engine, number++, run->direction, 600);
  while (bt_engine_get_bar (engine) < last)
    {
      if (!bt_engine_advance (engine, last, TRUE, &result, NULL))
        g_error ("the engine stopped");
      if (result == BT_ADVANCE_EVENT && number < TRADES)
        open_bracket (engine, number++, run->direction, 600);
    }
  double spent = seconds_since (start);
  double plain = (double) last / run_plain (run, 0, 600, &checksum);
  g_autofree char *work = g_strdup_printf ("ten years, %.1f million candles, %u trades, digest",
                                           (double) last / 1e6, number);
  g_autofree char *reached = g_strdup_printf ("%.1f ms", 1e3 * spent);
  g_autofree char *loop = g_strdup_printf ("%.1f ms", 1e3 * plain);
  g_assert_cmpuint (number, ==, TRADES);
  print_row (work, reached, loop, plain / spent, "<= 100 ms");
}

/* From the first candle to the last, with a position whose levels are never reached. */
static void
measure_next_event (const Run *run, const char *work, const char *reach)
{
  gint64 last = (gint64) bt_series_get_length (run->series) - 1;
  gint64 checksum = 0;
  double best = G_MAXDOUBLE;
  for (int round = 0; round < ROUNDS; round++)
    {
      g_autoptr (BtEngine) engine = make_engine (run, FALSE);
      BtAdvanceResult result;
      BtCommand command;
      g_assert_true (bt_engine_advance (engine, 0, FALSE, &result, NULL));
      bt_command_init (&command, BT_COMMAND_PLACE, 0);
      g_strlcpy (command.id, "p", sizeof command.id);
      command.volume = BT_VOLUME (BT_VOLUME_UNITS_PER_LOT / 100);
      command.direction = run->direction;
      apply (engine, &command);
      gint64 start = now_usec ();
      g_assert_true (bt_engine_advance (engine, last, TRUE, &result, NULL));
      best = MIN (best, seconds_since (start));
      g_assert_cmpint (bt_engine_get_bar (engine), ==, last);
    }
  double plain = (double) last / run_plain (run, 0, 10000000, &checksum);
  g_autofree char *reached = g_strdup_printf ("%.3f ms", 1e3 * best);
  g_autofree char *loop = g_strdup_printf ("%.1f ms", 1e3 * plain);
  print_row (work, reached, loop, plain / best, reach);
}

static gsize
get_bytes_in_use (void)
{
  struct mallinfo2 info = mallinfo2 ();
  return info.uordblks + info.hblkhd;
}

/* A thousand engines over the same candles take a candle each by turns. */
static void
measure_engines (const Run *run)
{
  g_autofree BtEngine **engines = g_new0 (BtEngine *, ENGINES);
  gint64 last = MIN (20000, (gint64) bt_series_get_length (run->series) - 1);
  guint number = 0;
  gsize before = get_bytes_in_use ();
  for (guint i = 0; i < ENGINES; i++)
    {
      BtAdvanceResult result;
      engines[i] = make_engine (run, TRUE);
      g_assert_true (bt_engine_advance (engines[i], 0, FALSE, &result, NULL));
      place_resting (engines[i], 10);
      open_bracket (engines[i], number++, run->direction, NEAR);
    }
  gint64 start = now_usec ();
  for (gint64 bar = 1; bar <= last; bar++)
    for (guint i = 0; i < ENGINES; i++)
      {
        BtAdvanceResult result;
        if (!bt_engine_advance (engines[i], bar, TRUE, &result, NULL))
          g_error ("the engine stopped");
        if (result == BT_ADVANCE_EVENT)
          open_bracket (engines[i], number++, run->direction, NEAR);
      }
  double rate = (double) last * ENGINES / seconds_since (start);
  double each = (double) (get_bytes_in_use () - before) / ENGINES / 1024;
  g_autofree char *memory = g_strdup_printf ("%.1f KiB", each);
  g_autofree char *speed = g_strdup_printf ("%.0f M/s", rate / 1e6);
  g_autofree char *work = g_strdup_printf (
    "1,000 engines in turn, 10 orders, %u trades: memory each", number / ENGINES);
  print_row (work, memory, "", 0, "<= 64 KiB");
  print_row ("  their candles together", speed, "", 0, "");
  for (guint i = 0; i < ENGINES; i++)
    bt_engine_free (engines[i]);
}

int
main (void)
{
  Run year = make_run (1, "USD");
  Run decade = make_run (10, "USD");
  print_row ("work", "reached", "plain loop", 0, "reach");
  measure_stepping (&year, 0, ">= 100 M/s and >= 0.50");
  measure_stepping (&year, 10, ">= 80 M/s");
  measure_stepping (&year, 64, ">= 60 M/s");
  measure_ten_years (&decade);
  measure_next_event (&decade, "to the next event ten years away", "<= 1 ms");
  measure_engines (&year);
  print_row ("the same three with a short, marked at the ask", "", "", 0, "");
  year.direction = decade.direction = BT_DIRECTION_SELL;
  measure_stepping (&year, 0, "");
  measure_ten_years (&decade);
  measure_next_event (&decade, "to the next event ten years away", "");
  year.direction = decade.direction = BT_DIRECTION_BUY;
  print_row ("the same three in an account in euros, by a moving rate", "", "", 0, "");
  year.currency = decade.currency = "EUR";
  year.pair = decade.pair
    = bt_synthetic_gold (2, START_USEC, START_USEC + 10 * YEAR_USEC, FIRST_PRICE / 2);
  measure_stepping (&year, 0, "");
  measure_ten_years (&decade);
  measure_next_event (&decade, "to the next event ten years away", "");
  bt_series_unref (decade.pair);
  bt_series_unref (year.series);
  bt_series_unref (decade.series);
  return 0;
}
