// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* All that changes while an engine runs, in one value that can be copied: what is open, what works,
 * the balance, and the logs of what happened. Internal to the engine.
 *
 * A trial is a copy without the logs of orders' and positions' histories. It runs a candle or a
 * command to see what would happen, and only its fills are kept. An overflow sets a flag that
 * whoever started the run looks at; the figures of such a run are thrown away. */
#pragma once

#include "base/bt-checked.h"
#include "engine/bt-event.h"
#include "market/bt-challenge-records.h"
#include "market/bt-command.h"
#include "market/bt-series.h"
#include "market/bt-session-settings.h"
#include "market/bt-tick-series.h"

G_BEGIN_DECLS

/* Bounds of prices, distances and levels, in points: products with the largest volume stay within
 * 128 bits. */
#define BT_ENGINE_MAX_POINTS G_GINT64_CONSTANT (1000000000000000)

/* A quote: bid and ask in points. */
typedef struct
{
  gint64 bid;
  gint64 ask;
} BtTick;

#define BT_RATE_MAX_PAIRS 16
#define BT_RATE_MAX_STEPS 2

/* How many units of the account's currency one unit of the quote currency is, as a ratio. */
typedef struct
{
  gint64 numerator;
  gint64 denominator;
} BtRate;

/* Which of two rates a conversion takes: what comes in converts at the smaller, what goes out at
 * the larger (section 9). */
typedef enum
{
  BT_RATE_SMALLER,
  BT_RATE_LARGER,
} BtRateSide;

/* The rates in force at a quote and time. */
typedef struct
{
  gboolean is_known;
  BtRate sides[2]; /* by BtRateSide */
  gint64 time_usec;
  BtTick tick;
  gsize known[BT_RATE_MAX_STEPS]; /* how many candles of each step's pair were known when last
                                     looked at: where to look first */
} BtRateCache;

/* A pair whose closes convert between currencies. */
typedef struct
{
  char base[BT_CURRENCY_SIZE];
  char quote[BT_CURRENCY_SIZE];
  guint digits;
  gint64 spread_points;
  BtSeries *series;
} BtRatePair;

/* One step of a conversion: through a pair (−1: the traded pair itself), with or against its
 * direction. */
typedef struct
{
  int pair;
  gboolean is_inverse; /* from the pair's quote to its base */
} BtRateStep;

/* The limits of a challenge in minor units of the account; 0: no such limit. */
typedef struct
{
  gint64 target_minor;
  gint64 daily_minor;
  gint64 drawdown_minor;
} BtChallengeLimits;

/* What the rules of a challenge are held against, net of deposits and withdrawals. */
typedef struct
{
  gint64 balance_minor;
  gint64 equity_minor;
  gint64 open_units; /* volume of all open positions */
  gint64 time_usec;
} BtChallengeFigures;

/* How far a challenge has come. */
typedef struct
{
  BtChallengeStatus status;
  guint32 broken_rules;       /* bits by BtChallengeRule */
  gint64 flows_minor;         /* deposited less withdrawn since the start */
  gint64 next_reset_usec;     /* the end of the present day, which it names, too */
  gint64 day_reference_minor; /* what the day's loss is counted from */
  gint64 day_balance_minor;   /* at the last reset */
  gint64 best_day_minor;      /* largest profit of a past day, 0 or more */
  gint64 peak_minor;          /* what the drawdown is counted from */
  gint64 trading_days;
  gint64 last_trading_day_usec; /* the day of the last entry, by its end */
  gint64 largest_order_units;   /* of the orders that opened */
  gint64 ended_bar;
  BtPlace ended_place;
  BtChallengeFigures ended_figures;
} BtChallengeProgress;

/* What never changes while an engine runs. */
typedef struct
{
  BtSessionSettings settings;
  BtSeries *series;
  const BtColumns *columns;
  BtTickSeries *ticks;    /* or NULL */
  gint64 candle_usec;     /* nominal length of a candle */
  gint64 money_numerator; /* volume unit × point → minor units of the account, before the rate of
                             exchange */
  gint64 money_denominator;
  BtRatePair pairs[BT_RATE_MAX_PAIRS];
  int pair_count;
  BtRateStep steps[BT_RATE_MAX_STEPS];
  gboolean is_rate_by_tick; /* a step leads through the traded pair itself */
  int step_count; /* 0 where quote and account are one currency; −1 where no pair leads there */
  BtChallengeLimits challenge;
} BtRules;

/* An open position. Its cost is kept exactly: cost ÷ cost_divisor is Σ volume·price of what is
 * open. */
typedef struct
{
  char id[BT_ID_SIZE];
  gsize index; /* of its record among all positions */
  gint64 sequence;
  BtDirection direction;
  gint64 volume_open;
  gint64 volume_opened; /* in all */
  gint64 volume_closed;
  BtInt128 cost;
  BtInt128 exit_sum; /* Σ volume·price of the exits */
  gint64 cost_divisor;
  gboolean is_entry_whole; /* cost is volume_open × entry_points exactly */
  gint64 entry_points;     /* the average, rounded half to even */
  gint64 stop_points;
  gint64 target_points;
  gint64 initial_stop_points;
  gint64 trail_points; /* 0: none */
  gint64 trail_step_points;
  gint64 pnl_minor;
  gint64 commission_minor; /* what was paid, positive */
  gint64 swap_minor;
  gint64 margin_minor;
  BtRate margin_rate; /* of the last entry */
  gint64 mae_minor;
  gint64 mfe_minor;
  gint64 quiet_least_minor; /* floating profit on the candle that is being passed over */
  gint64 quiet_greatest_minor;
  gint64 opened_usec;
  gint64 deal_count; /* keys the slippage generator */
} BtHolding;

/* An event before it is told: what it points at is named by index. */
typedef struct
{
  BtEventKind kind;
  gint64 bar;
  gint64 command;
  char id[BT_ID_SIZE];
  gsize index; /* into fills, ledger, refusals, violations or event_positions */
  gint64 price_points;
  gint64 margin_level_percent;
} BtEventEntry;

/* The least and greatest quotes of the candles that were passed over since the positions'
 * excursions were last brought up to date. */
typedef struct
{
  gboolean is_set;
  BtTick least;
  BtTick greatest;
} BtQuietExtremes;

typedef struct
{
  const BtRules *rules;
  gboolean is_trial;
  const char *overflow; /* what left its range, or NULL; static */
  gint64 bar;           /* last known candle */
  gint64 path_bar;      /* candle on whose path things happen; bar between candles */
  gint64 now_usec;      /* opening of the path's candle, or close of the last known one */
  BtPlace place;
  gint64 tick_number; /* of the path's ticks, from 1; 0 elsewhere */
  BtTick tick;
  gboolean has_quote;
  gint64 balance_minor;
  gint64 ledger_sum_minor; /* kept apart from the balance, to be compared with it */
  gint64 margin_minor[2];  /* Σ of the positions' margins, by direction */
  gint64 command_count;
  gint64 command; /* being applied; 0 on a candle */
  gint64 fill_count;
  gint64 ledger_count;
  gint64 rollover_usec; /* the next night's instant; BT_TIME_NONE before it is looked up */
  gboolean is_margin_call;
  gboolean is_ended;
  gboolean has_notable_event; /* since the candle began: what stops bt_engine_advance() */
  BtRateCache rates;
  BtQuietExtremes quiet;
  BtChallengeProgress challenge;
  GArray *holdings; /* BtHolding, in order of opening */
  GArray *orders;   /* BtOrder, in order of placing */
  GArray *fills;
  GArray *ledger;
  GArray *refusals;
  GArray *violations;
  GArray *positions; /* BtPosition, in order of opening; brought up to date when read */
  GArray *events;    /* BtEventEntry, of the command or candle being run */
  GArray *event_positions;
} BtEngineState;

/* Makes an empty state before the first candle. */
void bt_engine_state_init (BtEngineState *state, const BtRules *rules, gboolean is_trial);
/* Frees what a state holds. */
void bt_engine_state_clear (BtEngineState *state);
/* Makes a trial of source in target, a state made before. */
void bt_engine_state_copy_trial (BtEngineState *target, const BtEngineState *source);
/* How long a state's logs are. */
typedef struct
{
  guint fills;
  guint ledger;
  guint refusals;
  guint violations;
  guint positions;
} BtLogLengths;

/* Returns how long a state's logs are. */
BtLogLengths bt_engine_state_get_lengths (const BtEngineState *state);
/* Takes a state back to where saved, a trial made of it, was taken; logs are cut to the given
 * lengths. */
void
bt_engine_state_restore (BtEngineState *state, const BtEngineState *saved, BtLogLengths lengths);

/* Makes target, a state made before, the same as source, logs included; target keeps its own rules.
 * No event waits to be told. */
void bt_engine_state_copy_all (BtEngineState *target, const BtEngineState *source);
/* Takes target, a state of the same line as source, to a point of it: the working part is at's (a
 * trial, or source itself) and the logs are source's, cut to the lengths of that point. Takes time
 * in proportion to what differs. target keeps its own rules. */
void bt_engine_state_follow (BtEngineState *target,
                             const BtEngineState *source,
                             const BtEngineState *at,
                             BtLogLengths lengths);
/* Fills in the event that an entry stands for; its members live as long as the entry. */
void bt_engine_state_resolve_event (const BtEngineState *state,
                                    const BtEventEntry *entry,
                                    BtEvent *event);

/* Records that a figure left its range; only the first is kept. */
void bt_engine_state_set_overflow (BtEngineState *state, const char *what);

/* Returns the holding at an index. */
static inline BtHolding *
bt_engine_state_holding (const BtEngineState *state, guint index)
{
  return &g_array_index (state->holdings, BtHolding, index);
}

/* Returns the working order at an index. */
static inline BtOrder *
bt_engine_state_order (const BtEngineState *state, guint index)
{
  return &g_array_index (state->orders, BtOrder, index);
}

/* Returns the exit-side quote of a direction. */
static inline gint64
bt_tick_exit (BtTick tick, BtDirection direction)
{
  return direction == BT_DIRECTION_BUY ? tick.bid : tick.ask;
}

/* Returns the quote at which a direction is bought into. */
static inline gint64
bt_tick_entry (BtTick tick, BtDirection direction)
{
  return direction == BT_DIRECTION_BUY ? tick.ask : tick.bid;
}

/* Returns the other direction. */
static inline BtDirection
bt_direction_opposite (BtDirection direction)
{
  return direction == BT_DIRECTION_BUY ? BT_DIRECTION_SELL : BT_DIRECTION_BUY;
}

/* Returns the index of the open position of that id, or −1. */
int bt_engine_state_find_holding (const BtEngineState *state, const char *id);
/* Returns the index of the working order of that id, or −1. */
int bt_engine_state_find_order (const BtEngineState *state, const char *id);

/* Returns the spread of candle bar. */
gint64 bt_rules_spread (const BtRules *rules, gint64 bar);
/* Returns the quote at a price of the data with a spread (section 3). */
BtTick bt_rules_tick (const BtRules *rules, gint64 price_points, gint64 spread_points);
/* Ticks of a candle: first ≤ index < end; none where they are the same. */
typedef struct
{
  gsize first;
  gsize end;
} BtTickRange;

/* Returns the ticks of candle bar. */
BtTickRange bt_rules_find_ticks (const BtRules *rules, gint64 bar);
/* Returns the known quote after candle bar: its last tick, or its close. */
BtTick bt_rules_known_tick (const BtRules *rules, gint64 bar);
/* Returns the close of candle bar, or the first candle's opening for −1 (0 without candles). */
gint64 bt_rules_clock (const BtRules *rules, gint64 bar);

/* Add an event of the command or candle being run. */
void bt_engine_state_add_event (BtEngineState *state, BtEventKind kind, const char *id);
void bt_engine_state_add_event_index (BtEngineState *state,
                                      BtEventKind kind,
                                      const char *id,
                                      gsize index);
void bt_engine_state_add_triggered (BtEngineState *state, const char *id, gint64 price_points);
void bt_engine_state_add_margin_call (BtEngineState *state, gint64 level_percent);
/* Adds an event with the position's figures as they are now. */
void bt_engine_state_add_position_event (BtEngineState *state,
                                         BtEventKind kind,
                                         const BtHolding *holding);
/* Records a refusal and its event; refusal's order_id names the order. */
void bt_engine_state_add_refusal (BtEngineState *state, const BtRefusal *refusal);

G_END_DECLS
