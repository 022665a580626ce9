// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What a challenge leaves behind: broken rules, and where each rule stands (execution model,
 * section 11). Plain values that the engine writes and everyone above reads. */
#pragma once

#include "market/bt-trade-records.h"

G_BEGIN_DECLS

typedef enum
{
  BT_CHALLENGE_RULE_PROFIT_TARGET,
  BT_CHALLENGE_RULE_DAILY_LOSS,
  BT_CHALLENGE_RULE_MAX_DRAWDOWN,
  BT_CHALLENGE_RULE_MINIMUM_DAYS,
  BT_CHALLENGE_RULE_CONSISTENCY,
  BT_CHALLENGE_RULE_ALLOWED_HOURS,
  BT_CHALLENGE_RULE_ORDER_VOLUME,
  BT_CHALLENGE_RULE_OPEN_VOLUME,
} BtChallengeRule;

#define BT_N_CHALLENGE_RULES (BT_CHALLENGE_RULE_OPEN_VOLUME + 1)

/* What a rule's figures count. */
typedef enum
{
  BT_CHALLENGE_UNIT_MONEY,   /* minor units of the account's currency */
  BT_CHALLENGE_UNIT_DAYS,    /* trading days */
  BT_CHALLENGE_UNIT_PERCENT, /* times 100 */
  BT_CHALLENGE_UNIT_SECONDS, /* of the local day; a difference of two: seconds */
  BT_CHALLENGE_UNIT_VOLUME,  /* 10^-8 lot */
} BtChallengeUnit;

/* Returns what a rule's figures count. */
BtChallengeUnit bt_challenge_rule_get_unit (BtChallengeRule rule);

/* A rule that was broken: which, where, and by how much. */
typedef struct
{
  gint64 number; /* 1, 2, 3 …; more than one only where several broke at once */
  BtChallengeRule rule;
  gint64 bar;       /* the candle on whose path it happened; −1 before the first */
  gint64 time_usec; /* as of a fill there */
  BtPlace place;
  gint64 tick_number; /* of the candle's ticks: 1, 2, 3 …; 0 where it has none */
  gint64 bid_points;
  gint64 ask_points;
  char order_id[BT_ID_SIZE]; /* of the entry that broke it; "" for losses */
  /* In the rule's unit. Losses are positive: the loss, the most allowed, and what is beyond. Of
   * allowed hours: the time of the day, the nearest one allowed, and what lies between. */
  gint64 limit;
  gint64 value;
  gint64 excess;
  char message[192]; /* English, with the figures */
} BtViolation;

typedef enum
{
  BT_CHALLENGE_RULE_OFF,    /* not among the rules of this challenge */
  BT_CHALLENGE_RULE_WITHIN, /* a limit that holds, or a condition that is not met yet */
  BT_CHALLENGE_RULE_MET,    /* a condition of passing that is met */
  BT_CHALLENGE_RULE_BROKEN,
} BtChallengeRuleStatus;

/* Where one rule stands. */
typedef struct
{
  BtChallengeRule rule;
  BtChallengeRuleStatus status;
  gboolean has_value;  /* FALSE: there is nothing to say, as of consistency without a profit */
  gint64 limit;        /* of allowed hours: 0 */
  gint64 value;        /* of allowed hours: the present time of the local day */
  gint64 used_percent; /* value ÷ limit times 10,000, rounded half to even; 0 when below it */
  gint64 level_minor;  /* of losses and the target: the balance or equity at which it breaks or is
                          reached; net of deposits */
} BtChallengeRuleState;

typedef enum
{
  BT_CHALLENGE_NONE, /* the session has no challenge */
  BT_CHALLENGE_RUNNING,
  BT_CHALLENGE_PASSED,
  BT_CHALLENGE_FAILED,
} BtChallengeStatus;

/* Where a challenge stands. */
typedef struct
{
  BtChallengeStatus status;
  gint64 ended_bar; /* of the passing or of the rule that broke; meaningful when it ended */
  gint64 ended_usec;
  BtPlace ended_place;
  gint64 trading_days; /* days on which a position was opened */
  BtMoney profit;      /* balance − initial balance, net of deposits */
  BtMoney day_profit;  /* of balance, since the last reset */
  BtMoney best_day;    /* the largest profit of a day, the present one included; 0 or more */
  BtChallengeRuleState rules[BT_N_CHALLENGE_RULES]; /* by BtChallengeRule */
} BtChallengeState;

/* The names that files use: "daily_loss", "broken", "failed" …; static. */
const char *bt_challenge_rule_to_string (BtChallengeRule rule);
const char *bt_challenge_rule_status_to_string (BtChallengeRuleStatus status);
const char *bt_challenge_status_to_string (BtChallengeStatus status);

G_END_DECLS
