// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "market/bt-synthetic.h"

#include "base/bt-zone.h"

/* Fractions are kept in 1/256. */
#define ONE 256
#define MINUTES_PER_SESSION (23 * 60)
#define SESSION_OPEN_HOUR 18
#define MICRO_STEPS 6
/* The sum of four 16-bit numbers, less its mean, divided by this is a spread of about 1. */
#define GAUSS_SUM_SPREAD 37837
#define GAUSS_SUM_MEAN (2 * 65535)
/* Price, in points, at which the table of volatility holds; others scale with it. */
#define REFERENCE_POINTS 200000
#define VOLUME_SCALE G_GINT64_CONSTANT (100000000)

typedef struct
{
  guint64 state[4];
} Random;

typedef struct
{
  Random random;
  gint64 price_q8;  /* points times 256 */
  gint64 anchor_q8; /* where the price is drawn to, slowly */
  gint64 first_q8;
  gint64 regime_q8; /* volatility of the season, changes from day to day */
  gint64 heat_q8;   /* volatility of the hour: bursts that die away */
  BtSeriesBuilder *builder;
  gint64 start_usec;
  gint64 end_usec;
} Market;

/* Spread of the price over a minute, in points, by hour of the New York day. */
static const gint16 sigma_by_hour[24] = {
  20, 22, 30, 42, 40, 34, 32, 38, 62, 66, 64, 50, 40, 36, 32, 28, 22, 12, 14, 18, 24, 26, 22, 20,
};

static guint64
mix (guint64 *state)
{
  guint64 z = *state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

static guint64
rotate (guint64 value, guint bits)
{
  return (value << bits) | (value >> (64 - bits));
}

/* xoshiro256** by Blackman and Vigna. */
static guint64
draw (Random *random)
{
  guint64 *s = random->state;
  const guint64 result = rotate (s[1] * 5, 7) * 9;
  const guint64 shifted = s[1] << 17;

  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= shifted;
  s[3] = rotate (s[3], 45);
  return result;
}

static gint64
draw_below (Random *random, guint32 limit)
{
  return (gint64) (((draw (random) >> 32) * limit) >> 32);
}

/* Returns a bell-shaped number with mean 0 and that spread, by the sum of four uniform ones. */
static gint64
draw_bell (Random *random, gint64 spread)
{
  const guint64 bits = draw (random);
  const gint64 sum
    = (gint64) ((bits & 0xffff) + ((bits >> 16) & 0xffff) + ((bits >> 32) & 0xffff) + (bits >> 48));

  return (sum - GAUSS_SUM_MEAN) * spread / GAUSS_SUM_SPREAD;
}

static gint64
round_to_points (gint64 value_q8)
{
  return MAX ((value_q8 + ONE / 2) / ONE, 1);
}

static gint64
get_sigma_q8 (const Market *market, int hour)
{
  gint64 sigma_q8 = (gint64) sigma_by_hour[hour] * ONE;

  sigma_q8 = sigma_q8 * market->heat_q8 / ONE;
  sigma_q8 = sigma_q8 * market->regime_q8 / ONE;
  return sigma_q8 * (market->price_q8 / ONE) / REFERENCE_POINTS;
}

/* Bursts come about once in ten hours and with the American figures at 08:30, and die away over an
 * hour or two. */
static void
update_heat (Market *market, int hour, int minute)
{
  market->heat_q8 += (ONE - market->heat_q8) / 48 + draw_bell (&market->random, 5);
  if (draw_below (&market->random, 600) == 0)
    market->heat_q8 += ONE / 2 + draw_below (&market->random, 2 * ONE);
  if (hour == 8 && minute == 30 && draw_below (&market->random, 3) == 0)
    market->heat_q8 += ONE + draw_below (&market->random, 3 * ONE);
  market->heat_q8 = CLAMP (market->heat_q8, ONE / 3, 6 * ONE);
}

static gint32
draw_spread (Market *market, int hour)
{
  const gint64 calm = 16 + draw_below (&market->random, 9) + (market->heat_q8 - ONE) / 24;
  const gint64 around_break = hour == 16 || hour == 18 ? draw_below (&market->random, 25) : 0;

  return (gint32) MAX (calm + around_break, 8);
}

static void
add_minute (Market *market, gint64 time_usec, int hour, int minute)
{
  update_heat (market, hour, minute);

  const gint64 sigma_q8 = get_sigma_q8 (market, hour);
  /* Three opens in four are the last close; the rest are off by a few points. */
  if (draw_below (&market->random, 4) == 0)
    market->price_q8 += draw_bell (&market->random, 2 * ONE);

  const gint64 open = round_to_points (market->price_q8);
  gint64 high = open;
  gint64 low = open;
  for (guint i = 0; i < MICRO_STEPS; i++)
    {
      /* A sixth of the variance a step: 105/256 is about 1/√6. */
      market->price_q8 += draw_bell (&market->random, sigma_q8 * 105 / ONE);
      const gint64 points = round_to_points (market->price_q8);
      high = MAX (high, points);
      low = MIN (low, points);
    }
  market->price_q8 = MAX (market->price_q8, ONE);
  market->price_q8 += (market->anchor_q8 - market->price_q8) / 40000;

  const gint64 close = round_to_points (market->price_q8);
  const gint64 ticks = 12 + (high - low) / 2 + draw_below (&market->random, 25);
  const BtCandle candle = {
    .time_usec = time_usec,
    .open_points = open,
    .high_points = MAX (high, close),
    .low_points = MIN (low, close),
    .close_points = close,
    .volume = ticks * VOLUME_SCALE,
    .spread_points = draw_spread (market, hour),
  };
  const gboolean is_added = bt_series_builder_add (market->builder, &candle, NULL);
  g_assert (is_added);
}

/* What changes while the market is shut: the season's volatility, the price it is drawn to, and a
 * gap. */
static void
pass_break (Market *market, gboolean is_weekend)
{
  const gint64 gap_points = is_weekend ? 220 : 18;

  market->regime_q8 += (ONE - market->regime_q8) / 24 + draw_bell (&market->random, 14);
  market->regime_q8 = CLAMP (market->regime_q8, ONE / 2, 2 * ONE);
  market->anchor_q8 += draw_bell (&market->random, market->first_q8 / 90);
  market->anchor_q8 = CLAMP (market->anchor_q8, market->first_q8 * 3 / 4, market->first_q8 * 3 / 2);
  market->price_q8 += draw_bell (&market->random, gap_points * market->price_q8 / REFERENCE_POINTS);
  market->heat_q8 = (market->heat_q8 + ONE) / 2;
}

/* Adds the minutes of the session that opens at 18:00 of a local day, as far as they are asked for.
 * Clocks change on Sunday mornings, when there is no session, so local time runs on evenly here. */
static void
add_session (Market *market, gint64 local_day_usec)
{
  const gint64 local_open_usec = local_day_usec + SESSION_OPEN_HOUR * BT_USEC_PER_HOUR;
  const gint64 open_usec
    = bt_zone_from_local (BT_ZONE (BT_ZONE_NEW_YORK), local_open_usec, BT_ZONE_FIRST);

  for (int i = 0; i < MINUTES_PER_SESSION; i++)
    {
      const gint64 time_usec = open_usec + i * BT_USEC_PER_MINUTE;

      if (time_usec >= market->start_usec && time_usec < market->end_usec)
        add_minute (market, time_usec, (SESSION_OPEN_HOUR + i / 60) % 24, i % 60);
    }
}

BtSeries *
bt_synthetic_gold (guint64 seed, gint64 start_usec, gint64 end_usec, gint64 first_price_points)
{
  g_return_val_if_fail (first_price_points > 0, NULL);

  g_autoptr (BtSeriesBuilder) builder
    = bt_series_builder_new (BT_TIMEFRAME_M1, BT_SIDE_KIND_BID, TRUE);
  Market market = {
    .price_q8 = first_price_points * ONE,
    .anchor_q8 = first_price_points * ONE,
    .first_q8 = first_price_points * ONE,
    .regime_q8 = ONE,
    .heat_q8 = ONE,
    .builder = builder,
    .start_usec = start_usec,
    .end_usec = end_usec,
  };
  guint64 mixer = seed;

  for (guint i = 0; i < G_N_ELEMENTS (market.random.state); i++)
    market.random.state[i] = mix (&mixer);

  /* The session that is running at the start opened on the local day before at the earliest. */
  const gint64 local_usec = bt_zone_to_local (BT_ZONE (BT_ZONE_NEW_YORK), start_usec);
  const BtCivilTime first = bt_time_to_civil (local_usec - BT_USEC_PER_DAY);
  gint64 day_usec = bt_time_from_civil (
    &(BtCivilTime){ .year = first.year, .month = first.month, .day = first.day });

  for (; day_usec - BT_USEC_PER_DAY < end_usec; day_usec += BT_USEC_PER_DAY)
    {
      const int weekday = bt_time_weekday (day_usec);

      /* Sessions open from Sunday to Thursday. */
      if (weekday > 4)
        continue;
      const gsize before = bt_series_builder_get_length (builder);
      if (before > 0)
        pass_break (&market, weekday == 0);
      add_session (&market, day_usec);
    }
  return bt_series_builder_finish (builder);
}
