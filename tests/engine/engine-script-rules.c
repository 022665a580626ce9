// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "engine-script-rules.h"

#include <string.h>

/* "300" is an amount of money in minor units, "5%" a share of the initial balance. */
static BtChallengeAmount
to_amount (const char *text)
{
  gboolean is_percent = g_str_has_suffix (text, "%");
  gint64 number = g_ascii_strtoll (text, NULL, 10);
  return (BtChallengeAmount){
    .kind = is_percent ? BT_CHALLENGE_AMOUNT_PERCENT : BT_CHALLENGE_AMOUNT_MONEY,
    .value = is_percent ? number * 100 : number,
  };
}

/* "08:30". */
static gint32
to_minute (const char *text)
{
  return (gint32) (g_ascii_strtoll (text, NULL, 10) * 60 + g_ascii_strtoll (text + 3, NULL, 10));
}

/* "08:00-17:00", every day, or "mon-fri,08:00-17:00". */
static void
add_window (BtChallengeRules *rules, const char *text)
{
  BtChallengeWindow *window = &rules->windows[rules->window_count++];
  gboolean is_week = g_str_has_prefix (text, "mon-fri,");
  const char *hours = is_week ? text + strlen ("mon-fri,") : text;
  *window = (BtChallengeWindow){
    .weekdays = is_week ? 0x3e : BT_CHALLENGE_EVERY_DAY,
    .start_minute = to_minute (hours),
    .end_minute = to_minute (strchr (hours, '-') + 1),
  };
}

static gboolean
set_amount (BtChallengeRules *rules, const char *key, const char *value)
{
  gint64 number = g_ascii_strtoll (value, NULL, 10);

  if (strcmp (key, "target") == 0)
    rules->profit_target = to_amount (value);
  else if (strcmp (key, "daily") == 0)
    rules->daily_loss = to_amount (value);
  else if (strcmp (key, "drawdown") == 0)
    rules->max_drawdown = to_amount (value);
  else if (strcmp (key, "days") == 0)
    rules->minimum_days = (gint32) number;
  else if (strcmp (key, "best-day") == 0)
    rules->consistency_percent = number;
  else if (strcmp (key, "order-lots") == 0)
    rules->max_order_volume = BT_VOLUME (number * BT_VOLUME_UNITS_PER_LOT);
  else if (strcmp (key, "open-lots") == 0)
    rules->max_open_volume = BT_VOLUME (number * BT_VOLUME_UNITS_PER_LOT);
  else if (strcmp (key, "locked") == 0)
    rules->is_drawdown_locked = number != 0;
  else
    return FALSE;
  return TRUE;
}

void
engine_script_set_rule (BtSessionSettings *settings, const char *key, const char *value)
{
  BtChallengeRules *rules = &settings->challenge;

  if (!settings->has_challenge)
    bt_challenge_rules_init (rules);
  settings->has_challenge = TRUE;
  if (set_amount (rules, key, value))
    return;
  if (strcmp (key, "target-on") == 0)
    g_assert_true (bt_challenge_measure_parse (value, &rules->profit_measure));
  else if (strcmp (key, "daily-on") == 0)
    g_assert_true (bt_challenge_measure_parse (value, &rules->daily_measure));
  else if (strcmp (key, "basis") == 0)
    g_assert_true (bt_challenge_basis_parse (value, &rules->daily_basis));
  else if (strcmp (key, "kind") == 0)
    g_assert_true (bt_challenge_drawdown_parse (value, &rules->drawdown_kind));
  else if (strcmp (key, "reset") == 0)
    rules->reset_minute = to_minute (value);
  else if (strcmp (key, "zone") == 0)
    g_assert_true (bt_zone_parse (value, &rules->reset_zone, NULL));
  else if (strcmp (key, "hours-zone") == 0)
    g_assert_true (bt_zone_parse (value, &rules->hours_zone, NULL));
  else if (strcmp (key, "hours") == 0)
    add_window (rules, value);
  else
    g_error ("no such rule: %s", key);
}
