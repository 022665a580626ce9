// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The rules of an evaluation account, as versioned data (execution model, section 11). A plain
 * value. A limit may be reached; what goes beyond it breaks the rule, and the challenge with it.
 *
 * All figures leave out what was deposited and withdrawn after the start. A day runs from one reset
 * to the next; like a swap, a reset takes effect with the first candle that opens at or after it.
 */
#pragma once

#include "base/bt-hash-chain.h"
#include "base/bt-money.h"
#include "base/bt-volume.h"
#include "base/bt-zone.h"

G_BEGIN_DECLS

/* The version of the meaning of these rules. */
#define BT_CHALLENGE_RULES_VERSION 1

#define BT_CHALLENGE_NAME_SIZE 64
#define BT_CHALLENGE_MAX_WINDOWS 8
#define BT_MINUTES_PER_DAY 1440
/* All seven days of a window, Sunday is bit 0. */
#define BT_CHALLENGE_EVERY_DAY 0x7f

typedef enum
{
  BT_CHALLENGE_AMOUNT_NONE,    /* there is no such rule */
  BT_CHALLENGE_AMOUNT_PERCENT, /* of the initial balance, times 100 */
  BT_CHALLENGE_AMOUNT_MONEY,   /* minor units of the account's currency */
} BtChallengeAmountKind;

typedef struct
{
  BtChallengeAmountKind kind;
  gint64 value; /* above 0 unless NONE */
} BtChallengeAmount;

/* Which figure is held against a limit. */
typedef enum
{
  BT_CHALLENGE_MEASURE_BALANCE, /* a profit target counts only while nothing is open */
  BT_CHALLENGE_MEASURE_EQUITY,
} BtChallengeMeasure;

/* What a day's loss is counted from: the figure at the reset. */
typedef enum
{
  BT_CHALLENGE_BASIS_BALANCE,
  BT_CHALLENGE_BASIS_EQUITY,
  BT_CHALLENGE_BASIS_HIGHER, /* the higher of the two */
} BtChallengeBasis;

/* What the drawdown is counted from. It is measured on equity. */
typedef enum
{
  BT_CHALLENGE_DRAWDOWN_STATIC,     /* the initial balance */
  BT_CHALLENGE_DRAWDOWN_TRAILING,   /* the highest equity at a vertex, a fill or after a command */
  BT_CHALLENGE_DRAWDOWN_END_OF_DAY, /* the highest equity at a reset */
} BtChallengeDrawdown;

/* Hours of the local clock: start ≤ time < end. An end at or before the start lies on the next day.
 */
typedef struct
{
  gint32 weekdays; /* bits of the days on which it starts, Sunday is bit 0 */
  gint32 start_minute;
  gint32 end_minute;
} BtChallengeWindow;

typedef struct
{
  gint32 version; /* BT_CHALLENGE_RULES_VERSION */
  char name[BT_CHALLENGE_NAME_SIZE];
  gint32 reset_minute; /* of the local day, 0 … 1,439 */
  BtZone reset_zone;
  BtChallengeAmount profit_target;
  BtChallengeMeasure profit_measure;
  BtChallengeAmount daily_loss;
  BtChallengeBasis daily_basis;
  BtChallengeMeasure daily_measure;
  BtChallengeAmount max_drawdown;
  BtChallengeDrawdown drawdown_kind;
  gboolean is_drawdown_locked; /* a trailing floor rises no further than the initial balance */
  gint32 minimum_days;         /* days on which a position was opened; 0: none needed */
  gint64 consistency_percent;  /* most that the best day may be of the profit, times 100; 0: no rule
                                */
  BtZone hours_zone;
  gint32 window_count; /* 0: at any hour; else positions are opened within a window only */
  BtChallengeWindow windows[BT_CHALLENGE_MAX_WINDOWS];
  BtVolume max_order_volume; /* of an order that opens; 0: no rule */
  BtVolume max_open_volume;  /* of all open positions together; 0: no rule */
} BtChallengeRules;

/* Rules that are offered ready made. */
typedef struct
{
  const char *id; /* "two-phase-1" */
  BtChallengeRules rules;
} BtChallengePreset;

/* Returns the presets; static. Stores how many there are. */
const BtChallengePreset *bt_challenge_presets (guint *count);
/* Returns the preset of an id, or NULL; static. */
const BtChallengePreset *bt_challenge_preset_find (const char *id);

/* Makes rules without a single limit: the day starts at 00:00 UTC. */
void bt_challenge_rules_init (BtChallengeRules *rules);
/* Checks every field; fails with BT_MARKET_ERROR_SETTINGS, the message naming field, value and
 * allowed range. */
gboolean bt_challenge_rules_validate (const BtChallengeRules *rules, GError **error);
/* Appends the canonical form (section 13), in the order of declaration: zones as their names, only
 * the windows that there are. */
void bt_challenge_rules_add_to_record (const BtChallengeRules *rules, BtRecord *record);

/* Returns an amount in minor units of an account with that initial balance, rounded half to even; 0
 * for NONE. */
gint64 bt_challenge_amount_resolve (BtChallengeAmount amount, BtMoney initial_balance);
/* Returns the first reset after a time. */
gint64 bt_challenge_rules_next_reset (const BtChallengeRules *rules, gint64 time_usec);

/* A time held against the allowed hours. */
typedef struct
{
  gboolean is_allowed;
  gint64 second_of_day; /* of the local clock */
  /* When it is not allowed: the nearest end or start of a window, the end where both are. */
  gboolean is_nearest_past;
  gint64 nearest_second; /* of its local day */
  gint64 distance_seconds;
} BtChallengeHour;

/* Holds a time against the allowed hours. */
BtChallengeHour bt_challenge_rules_check_hour (const BtChallengeRules *rules, gint64 time_usec);

/* The names that files use: "balance", "higher", "end_of_day", …; static. The parsers return FALSE,
 * and store nothing, for any other text. */
const char *bt_challenge_measure_to_string (BtChallengeMeasure measure);
gboolean bt_challenge_measure_parse (const char *text, BtChallengeMeasure *out);
const char *bt_challenge_basis_to_string (BtChallengeBasis basis);
gboolean bt_challenge_basis_parse (const char *text, BtChallengeBasis *out);
const char *bt_challenge_drawdown_to_string (BtChallengeDrawdown kind);
gboolean bt_challenge_drawdown_parse (const char *text, BtChallengeDrawdown *out);

G_END_DECLS
