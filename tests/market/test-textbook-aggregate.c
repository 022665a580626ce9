// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The aggregate against a slow one that knows nothing of it: the borders of candles are written
 * down day by day, then every candle looks for its rows among all of them. Random timeframes and
 * bases, over both changes of clocks, with days that start at any minute of several zones. */
#include "config.h"

#include "market/bt-aggregate.h"

#define GAMES 400
#define DAYS 75
#define MINUTES_PER_DAY 1440
#define MINUTES_PER_HOUR 60

typedef struct
{
  BtTimeframe timeframe;
  BtTimeframe base;
  BtTradingDay day;
  gint64 first_usec; /* midnight UTC */
} Game;

/* Adds the openings of the candles of the trading day that bears a date. */
static void
add_day (GArray *borders, const Game *game, gint64 date_usec)
{
  const gint64 eve = game->day.minute < MINUTES_PER_DAY / 2 ? 0 : BT_USEC_PER_DAY;
  const gint64 local_usec = date_usec - eve + game->day.minute * BT_USEC_PER_MINUTE;
  const gint64 start_usec = bt_zone_from_local (game->day.zone, local_usec, BT_ZONE_FIRST);
  const gint64 next_usec
    = bt_zone_from_local (game->day.zone, local_usec + BT_USEC_PER_DAY, BT_ZONE_FIRST);
  const BtCivilTime date = bt_time_to_civil (date_usec);

  if (game->timeframe == BT_TIMEFRAME_MN && date.day != 1)
    return;
  /* A week of trading days is called by its Monday. */
  if (game->timeframe == BT_TIMEFRAME_W1 && bt_time_weekday (date_usec) != 1)
    return;
  g_array_append_val (borders, start_usec);
  for (int minute = game->timeframe; game->timeframe < BT_TIMEFRAME_D1 && minute < MINUTES_PER_DAY;
       minute += game->timeframe)
    {
      const gint64 usec = start_usec + minute * BT_USEC_PER_MINUTE;

      if (usec < next_usec)
        g_array_append_val (borders, usec);
    }
}

static GArray *
list_borders (const Game *game)
{
  GArray *borders = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (MINUTES_PER_HOUR % game->timeframe == 0)
    for (gint64 minute = 0; minute <= DAYS * MINUTES_PER_DAY; minute += game->timeframe)
      {
        const gint64 usec = game->first_usec + minute * BT_USEC_PER_MINUTE;
        g_array_append_val (borders, usec);
      }
  else
    for (gint64 day = -40; day <= DAYS + 40; day++)
      add_day (borders, game, game->first_usec + day * BT_USEC_PER_DAY);
  return borders;
}

/* Rows of the base with holes, where such candles open. */
static BtSeries *
make_base (const Game *game, GRand *random)
{
  g_autoptr (BtSeriesBuilder) builder = bt_series_builder_new (game->base, BT_SIDE_KIND_BID, FALSE);
  gint64 time_usec
    = bt_timeframe_bucket_start (game->base, game->day, game->first_usec + BT_USEC_PER_DAY);

  while (time_usec < game->first_usec + (DAYS - 1) * BT_USEC_PER_DAY)
    {
      const gint64 low = g_rand_int_range (random, 1000, 2000);
      const gint64 high = low + g_rand_int_range (random, 0, 500);
      const BtCandle candle = {
        .time_usec = time_usec,
        .open_points = g_rand_int_range (random, (gint32) low, (gint32) high + 1),
        .high_points = high,
        .low_points = low,
        .close_points = g_rand_int_range (random, (gint32) low, (gint32) high + 1),
        .volume = g_rand_int_range (random, 0, 100),
        .spread_points = -1,
      };
      const guint holes = g_rand_int_range (random, 0, 40) == 0 ? 30 : 1;

      g_assert_true (bt_series_builder_add (builder, &candle, NULL));
      for (guint i = 0; i < holes; i++)
        time_usec = bt_timeframe_bucket_end (game->base, game->day, time_usec);
    }
  return bt_series_builder_finish (builder);
}

/* Holds one candle, or none, against the rows between two borders. */
static gsize
check_candle (const BtColumns *got, gsize at, const BtColumns *base, gint64 from, gint64 to)
{
  gint64 open = 0, high = G_MININT64, low = G_MAXINT64, close = 0, volume = 0;
  gsize count = 0;

  for (gsize i = 0; i < base->length; i++)
    {
      if (base->time_usec[i] < from || base->time_usec[i] >= to)
        continue;
      open = count++ == 0 ? base->open_points[i] : open;
      high = MAX (high, base->high_points[i]);
      low = MIN (low, base->low_points[i]);
      close = base->close_points[i];
      volume += base->volume[i];
    }
  if (count == 0)
    return at;
  g_assert_cmpuint (at, <, got->length);
  g_assert_cmpint (got->time_usec[at], ==, from);
  g_assert_cmpint (got->open_points[at], ==, open);
  g_assert_cmpint (got->high_points[at], ==, high);
  g_assert_cmpint (got->low_points[at], ==, low);
  g_assert_cmpint (got->close_points[at], ==, close);
  g_assert_cmpint (got->volume[at], ==, volume);
  return at + 1;
}

static void
play (const Game *game, GRand *random)
{
  g_autofree char *day = bt_trading_day_to_string (game->day);
  g_autoptr (BtSeries) base = make_base (game, random);
  g_autoptr (BtSeries) made = bt_aggregate_series (base, game->timeframe, game->day);
  g_autoptr (GArray) borders = list_borders (game);
  const BtColumns *columns = bt_series_get_columns (made);
  gsize at = 0;

  g_test_message ("%s of %s, day %s", bt_timeframe_to_string (game->timeframe),
                  bt_timeframe_to_string (game->base), day);
  for (guint i = 0; i + 1 < borders->len; i++)
    at = check_candle (columns, at, bt_series_get_columns (base),
                       g_array_index (borders, gint64, i), g_array_index (borders, gint64, i + 1));
  g_assert_cmpuint (at, ==, columns->length);
}

/* A base of a quarter of an hour at least, as the slow way looks at every row for every candle, and
 * something that it can make up. */
static void
choose_timeframes (Game *game, GRand *random)
{
  static const BtTimeframe days[] = { BT_TIMEFRAME_D1, BT_TIMEFRAME_W1, BT_TIMEFRAME_MN };
  static const BtTimeframe usual[]
    = { BT_TIMEFRAME_M15, BT_TIMEFRAME_M30, BT_TIMEFRAME_H1, BT_TIMEFRAME_H2, BT_TIMEFRAME_H4 };
  const int minutes = g_rand_int_range (random, 15, 500);

  game->base = g_rand_boolean (random) ? usual[g_rand_int_range (random, 0, G_N_ELEMENTS (usual))]
                                       : BT_TIMEFRAME_MINUTES (minutes);
  game->timeframe
    = g_rand_int_range (random, 0, 3) == 0
        ? days[g_rand_int_range (random, 0, G_N_ELEMENTS (days))]
        : BT_TIMEFRAME_MINUTES (
          game->base * g_rand_int_range (random, 1, MINUTES_PER_DAY / (int) game->base + 1));
  g_assert_true (bt_timeframe_can_be_made_of (game->timeframe, game->base));
}

static void
test_textbook (void)
{
  static const BtZoneKind zones[]
    = { BT_ZONE_UTC, BT_ZONE_NEW_YORK, BT_ZONE_LONDON, BT_ZONE_TOKYO, BT_ZONE_EASTERN_EUROPE };
  static const char *const starts[] = { "2024-02-20", "2024-10-10", "2025-03-01", "2025-09-20" };
  const guint32 seed = (guint32) g_test_rand_int ();
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  for (guint i = 0; i < GAMES; i++)
    {
      Game game = { 0 };

      choose_timeframes (&game, random);
      game.day.zone = BT_ZONE (zones[g_rand_int_range (random, 0, G_N_ELEMENTS (zones))]);
      /* Markets open on an hour or a half. */
      game.day.minute = g_rand_int_range (random, 0, 48) * 30;
      g_assert_true (bt_time_parse (starts[g_rand_int_range (random, 0, G_N_ELEMENTS (starts))],
                                    &game.first_usec, NULL));
      play (&game, random);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/aggregate/textbook", test_textbook);
  return g_test_run ();
}
