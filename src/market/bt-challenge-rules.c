// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "market/bt-challenge-rules.h"

#include "base/bt-checked.h"
#include "base/bt-time.h"
#include "market/bt-market-error.h"
#include "market/bt-name-table.h"

#include <string.h>

#define PERCENT_SCALE 10000
#define MAX_PERCENT G_GINT64_CONSTANT (1000000)
#define MAX_MONEY_MINOR G_GINT64_CONSTANT (1000000000000000)
#define MAX_DAYS 3650
#define SECONDS_PER_DAY G_GINT64_CONSTANT (86400)
#define SECONDS_PER_WEEK (7 * SECONDS_PER_DAY)
#define MAX_OFFSET_MINUTES 900

static const char *const measures[] = { "balance", "equity" };
static const char *const bases[] = { "balance", "equity", "higher" };
static const char *const drawdowns[] = { "static", "trailing", "end_of_day" };

static gboolean
check_range (const char *field, gint64 value, gint64 least, gint64 most, GError **error)
{
  if (value >= least && value <= most)
    return TRUE;
  g_set_error (error, BT_MARKET_ERROR, BT_MARKET_ERROR_SETTINGS,
               "%s is %" G_GINT64_FORMAT "; allowed is %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT,
               field, value, least, most);
  return FALSE;
}

static gboolean
check_amount (const char *field, BtChallengeAmount amount, GError **error)
{
  switch (amount.kind)
    {
    case BT_CHALLENGE_AMOUNT_NONE:
      return check_range (field, amount.value, 0, 0, error);
    case BT_CHALLENGE_AMOUNT_PERCENT:
    case BT_CHALLENGE_AMOUNT_MONEY:
      return check_range (
        field, amount.value, 1,
        amount.kind == BT_CHALLENGE_AMOUNT_PERCENT ? MAX_PERCENT : MAX_MONEY_MINOR, error);
    default:
      return check_range (field, (gint64) amount.kind, 0, BT_CHALLENGE_AMOUNT_MONEY, error);
    }
}

static gboolean
check_zone (const char *field, BtZone zone, GError **error)
{
  gint64 most = zone.kind == BT_ZONE_FIXED ? MAX_OFFSET_MINUTES : 0;
  return check_range (field, (gint64) zone.kind, 0, BT_ZONE_FIXED, error)
         && check_range (field, zone.offset_minutes, -most, most, error);
}

static gboolean
check_windows (const BtChallengeRules *rules, GError **error)
{
  if (!check_range ("The number of windows of allowed hours", rules->window_count, 0,
                    BT_CHALLENGE_MAX_WINDOWS, error))
    return FALSE;
  for (gint32 i = 0; i < rules->window_count; i++)
    if (!check_range ("The days of a window, as bits,", rules->windows[i].weekdays, 1,
                      BT_CHALLENGE_EVERY_DAY, error)
        || !check_range ("The start of a window, in minutes of the day,",
                         rules->windows[i].start_minute, 0, BT_MINUTES_PER_DAY - 1, error)
        || !check_range ("The end of a window, in minutes of the day,",
                         rules->windows[i].end_minute, 0, BT_MINUTES_PER_DAY, error))
      return FALSE;
  return TRUE;
}

static gboolean
check_name (const BtChallengeRules *rules, GError **error)
{
  if (memchr (rules->name, '\0', sizeof rules->name) != NULL && rules->name[0] != '\0'
      && g_utf8_validate (rules->name, -1, NULL))
    return TRUE;
  g_set_error (error, BT_MARKET_ERROR, BT_MARKET_ERROR_SETTINGS,
               "The name of the challenge is no text of 1 to %d bytes", BT_CHALLENGE_NAME_SIZE - 1);
  return FALSE;
}

void
bt_challenge_rules_init (BtChallengeRules *rules)
{
  *rules = (BtChallengeRules){
    .version = BT_CHALLENGE_RULES_VERSION,
    .name = "Challenge",
    .reset_zone = BT_ZONE (BT_ZONE_UTC),
    .hours_zone = BT_ZONE (BT_ZONE_UTC),
    .daily_measure = BT_CHALLENGE_MEASURE_EQUITY,
  };
}

gboolean
bt_challenge_rules_validate (const BtChallengeRules *rules, GError **error)
{
  g_return_val_if_fail (rules != NULL, FALSE);

  return check_range ("The version of the challenge rules", rules->version,
                      BT_CHALLENGE_RULES_VERSION, BT_CHALLENGE_RULES_VERSION, error)
         && check_name (rules, error)
         && check_range ("The reset, in minutes of the day,", rules->reset_minute, 0,
                         BT_MINUTES_PER_DAY - 1, error)
         && check_zone ("The zone of the reset", rules->reset_zone, error)
         && check_amount ("The profit target", rules->profit_target, error)
         && check_range ("The measure of the profit target", (gint64) rules->profit_measure, 0,
                         G_N_ELEMENTS (measures) - 1, error)
         && check_amount ("The daily loss", rules->daily_loss, error)
         && check_range ("The basis of the daily loss", (gint64) rules->daily_basis, 0,
                         G_N_ELEMENTS (bases) - 1, error)
         && check_range ("The measure of the daily loss", (gint64) rules->daily_measure, 0,
                         G_N_ELEMENTS (measures) - 1, error)
         && check_amount ("The maximum drawdown", rules->max_drawdown, error)
         && check_range ("The kind of drawdown", (gint64) rules->drawdown_kind, 0,
                         G_N_ELEMENTS (drawdowns) - 1, error)
         && check_range ("The number of trading days", rules->minimum_days, 0, MAX_DAYS, error)
         && check_range ("The share of the best day, in hundredths of a percent,",
                         rules->consistency_percent, 0, PERCENT_SCALE, error)
         && check_zone ("The zone of the allowed hours", rules->hours_zone, error)
         && check_windows (rules, error)
         && check_range ("The volume of an order", rules->max_order_volume.units, 0, G_MAXINT64,
                         error)
         && check_range ("The open volume", rules->max_open_volume.units, 0, G_MAXINT64, error);
}

static void
add_zone (BtRecord *record, BtZone zone)
{
  g_autofree char *name = bt_zone_to_string (zone);
  bt_record_add_string (record, name);
}

static void
add_amount (BtRecord *record, BtChallengeAmount amount)
{
  bt_record_add_int32 (record, (gint32) amount.kind);
  bt_record_add_int64 (record, amount.value);
}

void
bt_challenge_rules_add_to_record (const BtChallengeRules *rules, BtRecord *record)
{
  bt_record_add_int32 (record, rules->version);
  bt_record_add_string (record, rules->name);
  bt_record_add_int32 (record, rules->reset_minute);
  add_zone (record, rules->reset_zone);
  add_amount (record, rules->profit_target);
  bt_record_add_int32 (record, (gint32) rules->profit_measure);
  add_amount (record, rules->daily_loss);
  bt_record_add_int32 (record, (gint32) rules->daily_basis);
  bt_record_add_int32 (record, (gint32) rules->daily_measure);
  add_amount (record, rules->max_drawdown);
  bt_record_add_int32 (record, (gint32) rules->drawdown_kind);
  bt_record_add_uint8 (record, rules->is_drawdown_locked ? 1 : 0);
  bt_record_add_int32 (record, rules->minimum_days);
  bt_record_add_int64 (record, rules->consistency_percent);
  add_zone (record, rules->hours_zone);
  bt_record_add_int32 (record, rules->window_count);
  for (gint32 i = 0; i < rules->window_count; i++)
    {
      bt_record_add_int32 (record, rules->windows[i].weekdays);
      bt_record_add_int32 (record, rules->windows[i].start_minute);
      bt_record_add_int32 (record, rules->windows[i].end_minute);
    }
  bt_record_add_int64 (record, rules->max_order_volume.units);
  bt_record_add_int64 (record, rules->max_open_volume.units);
}

gint64
bt_challenge_amount_resolve (BtChallengeAmount amount, BtMoney initial_balance)
{
  gint64 resolved = 0;
  if (amount.kind == BT_CHALLENGE_AMOUNT_MONEY)
    return amount.value;
  /* Both are bounded by their validation: the product is far below 128 bits, the result below 64.
   */
  if (amount.kind == BT_CHALLENGE_AMOUNT_PERCENT)
    (void) bt_checked_mul_div_half_even (initial_balance.minor, amount.value, PERCENT_SCALE,
                                         &resolved);
  return resolved;
}

gint64
bt_challenge_rules_next_reset (const BtChallengeRules *rules, gint64 time_usec)
{
  gint64 local = bt_zone_to_local (rules->reset_zone, time_usec);
  gint64 of_day = local % BT_USEC_PER_DAY;
  if (of_day < 0)
    of_day += BT_USEC_PER_DAY;
  gint64 reset_local = local - of_day + rules->reset_minute * BT_USEC_PER_MINUTE;
  gint64 reset = bt_zone_from_local (rules->reset_zone, reset_local, BT_ZONE_FIRST);
  /* Where summer time ends a local time comes twice: the reset is the first one only. */
  while (reset <= time_usec)
    {
      reset_local += BT_USEC_PER_DAY;
      reset = bt_zone_from_local (rules->reset_zone, reset_local, BT_ZONE_FIRST);
    }
  return reset;
}

static gint64
wrap_week (gint64 seconds)
{
  gint64 rest = seconds % SECONDS_PER_WEEK;
  return rest < 0 ? rest + SECONDS_PER_WEEK : rest;
}

/* Holds a second of the week against one start of a window. */
static void
check_window (const BtChallengeWindow *window, int weekday, gint64 second, BtChallengeHour *hour)
{
  gint64 start = weekday * SECONDS_PER_DAY + window->start_minute * 60;
  gint64 length = (window->end_minute - window->start_minute) * G_GINT64_CONSTANT (60);
  if (length <= 0)
    length += SECONDS_PER_DAY;
  gint64 since_start = wrap_week (second - start);
  gint64 until_start = wrap_week (start - second);
  gint64 since_end = since_start - length;

  hour->is_allowed |= since_start < length;
  if (since_end >= 0 && since_end <= hour->distance_seconds)
    {
      hour->distance_seconds = since_end;
      hour->nearest_second = (start + length) % SECONDS_PER_DAY;
      hour->is_nearest_past = TRUE;
    }
  if (until_start < hour->distance_seconds
      || (until_start == hour->distance_seconds && !hour->is_nearest_past))
    {
      hour->distance_seconds = until_start;
      hour->nearest_second = start % SECONDS_PER_DAY;
      hour->is_nearest_past = FALSE;
    }
}

BtChallengeHour
bt_challenge_rules_check_hour (const BtChallengeRules *rules, gint64 time_usec)
{
  gint64 local = bt_zone_to_local (rules->hours_zone, time_usec);
  gint64 of_day = local % BT_USEC_PER_DAY;
  if (of_day < 0)
    of_day += BT_USEC_PER_DAY;
  BtChallengeHour hour = {
    .is_allowed = rules->window_count == 0,
    .second_of_day = of_day / BT_USEC_PER_SECOND,
    .distance_seconds = SECONDS_PER_WEEK,
  };
  gint64 second = bt_time_weekday (local) * SECONDS_PER_DAY + hour.second_of_day;

  for (gint32 i = 0; i < rules->window_count; i++)
    for (int weekday = 0; weekday < 7; weekday++)
      if ((rules->windows[i].weekdays & (1 << weekday)) != 0)
        check_window (&rules->windows[i], weekday, second, &hour);
  return hour;
}

const char *
bt_challenge_measure_to_string (BtChallengeMeasure measure)
{
  return bt_name_table_get (measures, G_N_ELEMENTS (measures), measure);
}

gboolean
bt_challenge_measure_parse (const char *text, BtChallengeMeasure *out)
{
  guint value;

  if (!bt_name_table_find (measures, G_N_ELEMENTS (measures), text, &value))
    return FALSE;
  *out = (BtChallengeMeasure) value;
  return TRUE;
}

const char *
bt_challenge_basis_to_string (BtChallengeBasis basis)
{
  return bt_name_table_get (bases, G_N_ELEMENTS (bases), basis);
}

gboolean
bt_challenge_basis_parse (const char *text, BtChallengeBasis *out)
{
  guint value;

  if (!bt_name_table_find (bases, G_N_ELEMENTS (bases), text, &value))
    return FALSE;
  *out = (BtChallengeBasis) value;
  return TRUE;
}

const char *
bt_challenge_drawdown_to_string (BtChallengeDrawdown kind)
{
  return bt_name_table_get (drawdowns, G_N_ELEMENTS (drawdowns), kind);
}

gboolean
bt_challenge_drawdown_parse (const char *text, BtChallengeDrawdown *out)
{
  guint value;

  if (!bt_name_table_find (drawdowns, G_N_ELEMENTS (drawdowns), text, &value))
    return FALSE;
  *out = (BtChallengeDrawdown) value;
  return TRUE;
}
