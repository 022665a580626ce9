// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Every figure is computed anew from ledger and positions, but for what has to be remembered of
 * earlier times. */
#include "config.h"

#include "bt-reference-state.h"

#define HUNDRED_PERCENT 10000
#define ROLLOVER_MINUTE (17 * 60)
#define SECONDS_PER_DAY G_GINT64_CONSTANT (86400)

static const BtChallengeRules *
rules_of (const BtReference *self)
{
  return &self->settings.challenge;
}

static gint64
amount_of (const BtReference *self, BtChallengeAmount amount)
{
  if (amount.kind == BT_CHALLENGE_AMOUNT_PERCENT)
    return bt_reference_round ((BtInt128) self->settings.balance.minor * amount.value,
                               HUNDRED_PERCENT);
  return amount.kind == BT_CHALLENGE_AMOUNT_MONEY ? amount.value : 0;
}

/* What was paid in and taken out since the opening deposit. */
static gint64
net_deposits (const BtReference *self)
{
  gint64 sum = 0;

  for (guint i = 1; i < self->ledger->len; i++)
    {
      const BtLedgerEntry *entry = &g_array_index (self->ledger, BtLedgerEntry, i);
      if (entry->type == BT_LEDGER_DEPOSIT || entry->type == BT_LEDGER_WITHDRAWAL)
        sum += entry->amount.minor;
    }
  return sum;
}

static gint64
balance_of (const BtReference *self)
{
  return self->balance - net_deposits (self);
}

static gint64
equity_of (const BtReference *self)
{
  return bt_reference_equity (self) - net_deposits (self);
}

static gint64
measured (const BtReference *self, BtChallengeMeasure measure)
{
  return measure == BT_CHALLENGE_MEASURE_EQUITY ? equity_of (self) : balance_of (self);
}

static gint64
open_units (const BtReference *self)
{
  gint64 sum = 0;

  for (guint i = 0; i < self->positions->len; i++)
    sum += bt_reference_position (self, i)->record.volume_open.units;
  return sum;
}

/* In New York the offset of 17:00 is that of the whole day from 03:00 on. */
static gint64
find_day_end (const BtReference *self, gint64 after_usec)
{
  gint64 minute = rules_of (self)->reset_minute;
  gint64 end = 0;

  if (rules_of (self)->reset_zone.kind == BT_ZONE_NEW_YORK)
    {
      gint64 rollover = bt_reference_next_rollover (after_usec - 3 * BT_USEC_PER_DAY);
      do
        {
          end = rollover + (minute - ROLLOVER_MINUTE) * BT_USEC_PER_MINUTE;
          rollover = bt_reference_next_rollover (rollover);
        }
      while (end <= after_usec);
      return end;
    }
  end = after_usec / BT_USEC_PER_DAY * BT_USEC_PER_DAY + minute * BT_USEC_PER_MINUTE;
  return end > after_usec ? end : end + BT_USEC_PER_DAY;
}

void
bt_reference_start_challenge (BtReference *self)
{
  gint64 initial = self->settings.balance.minor;

  if (!self->settings.has_challenge)
    return;
  self->challenge = (BtReferenceChallenge){ .status = BT_CHALLENGE_RUNNING,
                                            .day_end_usec = find_day_end (self, self->time_usec),
                                            .day_reference = initial,
                                            .day_balance = initial,
                                            .peak = initial,
                                            .trading_day_end_usec = BT_TIME_NONE };
}

gint64
bt_reference_day_end (const BtReference *self)
{
  return self->challenge.status == BT_CHALLENGE_RUNNING ? self->challenge.day_end_usec : G_MAXINT64;
}

static gint64
best_day_of (const BtReference *self, gint64 balance)
{
  return MAX (self->challenge.best_day, balance - self->challenge.day_balance);
}

void
bt_reference_end_day (BtReference *self)
{
  BtReferenceChallenge *challenge = &self->challenge;
  gint64 balance = balance_of (self);
  gint64 equity = equity_of (self);

  challenge->best_day = best_day_of (self, balance);
  challenge->day_balance = balance;
  challenge->day_reference = balance;
  if (rules_of (self)->daily_basis == BT_CHALLENGE_BASIS_EQUITY)
    challenge->day_reference = equity;
  if (rules_of (self)->daily_basis == BT_CHALLENGE_BASIS_HIGHER)
    challenge->day_reference = MAX (balance, equity);
  if (rules_of (self)->drawdown_kind == BT_CHALLENGE_DRAWDOWN_END_OF_DAY)
    challenge->peak = MAX (challenge->peak, equity);
  challenge->day_end_usec = find_day_end (self, challenge->day_end_usec);
}

static void
add_violation (BtReference *self,
               BtChallengeRule rule,
               const char *id,
               gint64 limit,
               gint64 value,
               gint64 excess)
{
  BtViolation violation = { .number = self->violations->len + 1,
                            .rule = rule,
                            .bar = self->bar,
                            .time_usec = self->time_usec,
                            .place = self->place,
                            .tick_number = self->tick_number,
                            .bid_points = self->quote.bid_points,
                            .ask_points = self->quote.ask_points,
                            .limit = limit,
                            .value = value,
                            .excess = excess };

  g_strlcpy (violation.order_id, id, sizeof violation.order_id);
  g_array_append_val (self->violations, violation);
  bt_reference_report (self, BT_EVENT_RULE_BROKEN, id)->violation = violation;
}

static void
check_limit (BtReference *self, BtChallengeRule rule, const char *id, gint64 limit, gint64 value)
{
  if (limit > 0 && value > limit)
    add_violation (self, rule, id, limit, value, value - limit);
}

/* What the drawdown hangs from: the highest equity, but where the floor is locked no more than one
 * drawdown above the initial balance. */
static gint64
hook_of (const BtReference *self)
{
  gint64 limit = amount_of (self, rules_of (self)->max_drawdown);
  gint64 most = self->settings.balance.minor + limit;

  return rules_of (self)->is_drawdown_locked ? MIN (self->challenge.peak, most)
                                             : self->challenge.peak;
}

/* Windows are of UTC here: a time is held against the windows of its day and of the day before. */
static gboolean
is_hour_allowed (const BtReference *self, gint64 second)
{
  for (gint32 i = 0; i < rules_of (self)->window_count; i++)
    for (gint64 day = second / SECONDS_PER_DAY - 1; day <= second / SECONDS_PER_DAY; day++)
      {
        const BtChallengeWindow *window = &rules_of (self)->windows[i];
        gint64 start = day * SECONDS_PER_DAY + window->start_minute * 60;
        gint64 end = day * SECONDS_PER_DAY + window->end_minute * 60;

        if (end <= start)
          end += SECONDS_PER_DAY;
        if ((window->weekdays >> ((day + 4) % 7) & 1) != 0 && second >= start && second < end)
          return TRUE;
      }
  return rules_of (self)->window_count == 0;
}

/* Walks away from the time, second by second, until something allowed is met. */
static void
check_hour (BtReference *self, const char *id)
{
  gint64 second = self->time_usec / BT_USEC_PER_SECOND;
  gint64 away = 0;

  if (is_hour_allowed (self, second))
    return;
  while (!is_hour_allowed (self, second - away - 1) && !is_hour_allowed (self, second + away))
    away++;
  gint64 nearest = is_hour_allowed (self, second - away - 1) ? second - away : second + away;
  add_violation (self, BT_CHALLENGE_RULE_ALLOWED_HOURS, id, nearest % SECONDS_PER_DAY,
                 second % SECONDS_PER_DAY, away);
}

static void
check_entry (BtReference *self, const BtOrder *entry)
{
  BtReferenceChallenge *challenge = &self->challenge;

  if (challenge->trading_day_end_usec != challenge->day_end_usec)
    challenge->n_trading_days++;
  challenge->trading_day_end_usec = challenge->day_end_usec;
  check_hour (self, entry->id);
  check_limit (self, BT_CHALLENGE_RULE_ORDER_VOLUME, entry->id,
               rules_of (self)->max_order_volume.units, entry->volume.units);
  check_limit (self, BT_CHALLENGE_RULE_OPEN_VOLUME, entry->id,
               rules_of (self)->max_open_volume.units, open_units (self));
}

static gboolean
is_passed (const BtReference *self)
{
  const BtChallengeRules *rules = rules_of (self);
  gint64 target = amount_of (self, rules->profit_target);
  gint64 profit = balance_of (self) - self->settings.balance.minor;

  if (target == 0 || measured (self, rules->profit_measure) - self->settings.balance.minor < target)
    return FALSE;
  if (rules->profit_measure == BT_CHALLENGE_MEASURE_BALANCE && open_units (self) > 0)
    return FALSE;
  if (self->challenge.n_trading_days < rules->minimum_days)
    return FALSE;
  return rules->consistency_percent == 0
         || (profit > 0
             && (BtInt128) best_day_of (self, balance_of (self)) * HUNDRED_PERCENT
                  <= (BtInt128) profit * rules->consistency_percent);
}

void
bt_reference_check_challenge (BtReference *self, gboolean is_vertex, const BtOrder *entry)
{
  BtReferenceChallenge *challenge = &self->challenge;
  const BtChallengeRules *rules = rules_of (self);

  if (challenge->status != BT_CHALLENGE_RUNNING)
    return;
  if (is_vertex && rules->drawdown_kind == BT_CHALLENGE_DRAWDOWN_TRAILING)
    challenge->peak = MAX (challenge->peak, equity_of (self));
  check_limit (self, BT_CHALLENGE_RULE_DAILY_LOSS, "", amount_of (self, rules->daily_loss),
               challenge->day_reference - measured (self, rules->daily_measure));
  check_limit (self, BT_CHALLENGE_RULE_MAX_DRAWDOWN, "", amount_of (self, rules->max_drawdown),
               hook_of (self) - equity_of (self));
  if (entry != NULL)
    check_entry (self, entry);
  if (self->violations->len > 0)
    challenge->status = BT_CHALLENGE_FAILED;
  else if (is_passed (self))
    {
      challenge->status = BT_CHALLENGE_PASSED;
      bt_reference_report (self, BT_EVENT_CHALLENGE_PASSED, "");
    }
  challenge->ended_bar = self->bar;
  challenge->ended_usec = self->time_usec;
  challenge->ended_place = self->place;
  challenge->ended_balance = balance_of (self);
  challenge->ended_equity = equity_of (self);
}

static void
describe_loss (BtChallengeRuleState *rule, gint64 limit, gint64 from, gint64 value, gint64 deposits)
{
  if (limit == 0)
    return;
  rule->limit = limit;
  rule->value = MAX (from - value, 0);
  rule->level_minor = from - limit + deposits;
}

void
bt_reference_get_challenge (const BtReference *self, BtChallengeState *out)
{
  const BtReferenceChallenge *challenge = &self->challenge;
  gboolean is_running = challenge->status == BT_CHALLENGE_RUNNING;
  gint64 balance = is_running ? balance_of (self) : challenge->ended_balance;
  gint64 equity = is_running ? equity_of (self) : challenge->ended_equity;

  *out = (BtChallengeState){ .status = challenge->status };
  if (challenge->status == BT_CHALLENGE_NONE)
    return;
  if (!is_running)
    {
      out->ended_bar = challenge->ended_bar;
      out->ended_usec = challenge->ended_usec;
      out->ended_place = challenge->ended_place;
    }
  out->trading_days = challenge->n_trading_days;
  out->profit = BT_MONEY (balance - self->settings.balance.minor);
  out->day_profit = BT_MONEY (balance - challenge->day_balance);
  out->best_day = BT_MONEY (best_day_of (self, balance));
  describe_loss (&out->rules[BT_CHALLENGE_RULE_DAILY_LOSS],
                 amount_of (self, rules_of (self)->daily_loss), challenge->day_reference,
                 rules_of (self)->daily_measure == BT_CHALLENGE_MEASURE_EQUITY ? equity : balance,
                 net_deposits (self));
  describe_loss (&out->rules[BT_CHALLENGE_RULE_MAX_DRAWDOWN],
                 amount_of (self, rules_of (self)->max_drawdown), hook_of (self), equity,
                 net_deposits (self));
}
