// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Challenges that are near to being broken and passed, and ticks. */
#include "config.h"

#include "fuzz-scenario.h"

static BtChallengeAmount
draw_amount (const FuzzScenario *self, FuzzRandom *random, int likelihood)
{
  gint64 percent = fuzz_random_between (random, 1, 4000);

  if (!fuzz_random_chance (random, likelihood))
    return (BtChallengeAmount){ .kind = BT_CHALLENGE_AMOUNT_NONE };
  if (fuzz_random_chance (random, 50))
    return (BtChallengeAmount){ .kind = BT_CHALLENGE_AMOUNT_PERCENT, .value = percent };
  return (BtChallengeAmount){
    .kind = BT_CHALLENGE_AMOUNT_MONEY,
    .value = MAX (self->settings.balance.minor * percent / 10000, 1),
  };
}

static void
draw_day (BtChallengeRules *rules, FuzzRandom *random)
{
  if (fuzz_random_chance (random, 50))
    {
      rules->reset_minute = (gint32) fuzz_random_between (random, 20 * 60, 24 * 60 - 1);
      return;
    }
  rules->reset_zone = BT_ZONE (BT_ZONE_NEW_YORK);
  rules->reset_minute = fuzz_random_chance (random, 60)
                          ? 17 * 60
                          : (gint32) fuzz_random_between (random, 3 * 60, 24 * 60 - 1);
}

static void
draw_entries (BtChallengeRules *rules, FuzzRandom *random)
{
  if (fuzz_random_chance (random, 12))
    rules->window_count = (gint32) fuzz_random_between (random, 1, 3);
  for (gint32 i = 0; i < rules->window_count; i++)
    rules->windows[i] = (BtChallengeWindow){
      .weekdays = (gint32) fuzz_random_between (random, 1, BT_CHALLENGE_EVERY_DAY),
      .start_minute = (gint32) fuzz_random_between (random, 0, BT_MINUTES_PER_DAY - 1),
      .end_minute = (gint32) fuzz_random_between (random, 0, BT_MINUTES_PER_DAY),
    };
  if (fuzz_random_chance (random, 8))
    rules->max_order_volume = BT_VOLUME (fuzz_random_between (random, 1, 40) * 1000000);
  if (fuzz_random_chance (random, 8))
    rules->max_open_volume = BT_VOLUME (fuzz_random_between (random, 1, 90) * 1000000);
}

void
fuzz_scenario_add_challenge (FuzzScenario *self, FuzzRandom *random)
{
  BtChallengeRules *rules = &self->settings.challenge;

  if (!fuzz_random_chance (random, 60))
    return;
  self->settings.has_challenge = TRUE;
  bt_challenge_rules_init (rules);
  draw_day (rules, random);
  rules->profit_target = draw_amount (self, random, 50);
  rules->profit_measure = (BtChallengeMeasure) fuzz_random_between (random, 0, 1);
  rules->daily_loss = draw_amount (self, random, 60);
  rules->daily_basis = (BtChallengeBasis) fuzz_random_between (random, 0, 2);
  rules->daily_measure = (BtChallengeMeasure) fuzz_random_between (random, 0, 1);
  rules->max_drawdown = draw_amount (self, random, 60);
  rules->drawdown_kind = (BtChallengeDrawdown) fuzz_random_between (random, 0, 2);
  rules->is_drawdown_locked = fuzz_random_chance (random, 40);
  rules->minimum_days
    = fuzz_random_chance (random, 30) ? (gint32) fuzz_random_between (random, 1, 3) : 0;
  rules->consistency_percent
    = fuzz_random_chance (random, 20) ? fuzz_random_between (random, 1, 10000) : 0;
  draw_entries (rules, random);
}

static void
add_ticks_of (FuzzScenario *self, FuzzRandom *random, const BtCandle *candle)
{
  gint64 n_ticks = fuzz_random_between (random, 1, 9);
  gint64 time_usec = candle->time_usec;

  for (gint64 i = 0; i < n_ticks; i++)
    {
      gint64 bid = fuzz_random_between (random, candle->low_points, candle->high_points);
      BtMarketTick tick = { .bid_points = bid,
                            .ask_points = bid + fuzz_random_between (random, 0, 20),
                            .volume = i };

      if (fuzz_random_chance (random, 80))
        time_usec += fuzz_random_between (random, 0, 6 * BT_USEC_PER_SECOND);
      tick.time_usec = time_usec;
      g_array_append_val (self->ticks, tick);
    }
}

void
fuzz_scenario_add_ticks (FuzzScenario *self, FuzzRandom *random)
{
  int likelihood = fuzz_random_chance (random, 50) ? 100 : 40;

  if (!fuzz_random_chance (random, 30))
    return;
  for (guint i = 0; i < self->candles->len; i++)
    if (fuzz_random_chance (random, likelihood))
      add_ticks_of (self, random, &g_array_index (self->candles, BtCandle, i));
}

BtTickSeries *
fuzz_scenario_build_ticks (const FuzzScenario *self)
{
  g_autoptr (GError) error = NULL;
  BtTickSeries *series = bt_tick_series_new ((const BtMarketTick *) (gpointer) self->ticks->data,
                                             self->ticks->len, &error);

  g_assert_no_error (error);
  return series;
}
