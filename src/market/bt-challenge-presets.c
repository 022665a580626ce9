// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The limits that most evaluations of the field have in common, under names of their own. */
#include "config.h"

#include "market/bt-challenge-rules.h"

#include <string.h>

#define PERCENT(hundredths)                                                                        \
  {                                                                                                \
    .kind = BT_CHALLENGE_AMOUNT_PERCENT, .value = (hundredths)                                     \
  }

#define NEW_YORK_CLOSE_MINUTE (17 * 60)

static const BtChallengePreset presets[] = {
  { "two-phase-1",
    { .version = BT_CHALLENGE_RULES_VERSION,
      .name = "Two-phase evaluation, phase 1",
      .reset_zone = { .kind = BT_ZONE_CENTRAL_EUROPE },
      .profit_target = PERCENT (1000),
      .profit_measure = BT_CHALLENGE_MEASURE_BALANCE,
      .daily_loss = PERCENT (500),
      .daily_basis = BT_CHALLENGE_BASIS_BALANCE,
      .daily_measure = BT_CHALLENGE_MEASURE_EQUITY,
      .max_drawdown = PERCENT (1000),
      .drawdown_kind = BT_CHALLENGE_DRAWDOWN_STATIC,
      .minimum_days = 4 } },
  { "two-phase-2",
    { .version = BT_CHALLENGE_RULES_VERSION,
      .name = "Two-phase evaluation, phase 2",
      .reset_zone = { .kind = BT_ZONE_CENTRAL_EUROPE },
      .profit_target = PERCENT (500),
      .profit_measure = BT_CHALLENGE_MEASURE_BALANCE,
      .daily_loss = PERCENT (500),
      .daily_basis = BT_CHALLENGE_BASIS_BALANCE,
      .daily_measure = BT_CHALLENGE_MEASURE_EQUITY,
      .max_drawdown = PERCENT (1000),
      .drawdown_kind = BT_CHALLENGE_DRAWDOWN_STATIC,
      .minimum_days = 4 } },
  { "one-phase",
    { .version = BT_CHALLENGE_RULES_VERSION,
      .name = "One-phase evaluation, trailing drawdown",
      .reset_zone = { .kind = BT_ZONE_UTC },
      .profit_target = PERCENT (1000),
      .profit_measure = BT_CHALLENGE_MEASURE_BALANCE,
      .daily_loss = PERCENT (300),
      .daily_basis = BT_CHALLENGE_BASIS_HIGHER,
      .daily_measure = BT_CHALLENGE_MEASURE_EQUITY,
      .max_drawdown = PERCENT (600),
      .drawdown_kind = BT_CHALLENGE_DRAWDOWN_TRAILING,
      .is_drawdown_locked = TRUE,
      .minimum_days = 3 } },
  { "one-phase-end-of-day",
    { .version = BT_CHALLENGE_RULES_VERSION,
      .name = "One-phase evaluation, end-of-day drawdown",
      .reset_minute = NEW_YORK_CLOSE_MINUTE,
      .reset_zone = { .kind = BT_ZONE_NEW_YORK },
      .profit_target = PERCENT (600),
      .profit_measure = BT_CHALLENGE_MEASURE_BALANCE,
      .daily_loss = PERCENT (200),
      .daily_basis = BT_CHALLENGE_BASIS_BALANCE,
      .daily_measure = BT_CHALLENGE_MEASURE_EQUITY,
      .max_drawdown = PERCENT (400),
      .drawdown_kind = BT_CHALLENGE_DRAWDOWN_END_OF_DAY,
      .is_drawdown_locked = TRUE,
      .minimum_days = 2,
      .consistency_percent = 5000 } },
};

const BtChallengePreset *
bt_challenge_presets (guint *count)
{
  *count = G_N_ELEMENTS (presets);
  return presets;
}

const BtChallengePreset *
bt_challenge_preset_find (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (presets); i++)
    if (strcmp (presets[i].id, id) == 0)
      return &presets[i];
  return NULL;
}
