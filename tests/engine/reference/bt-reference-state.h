// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The state of a reference and what its parts offer each other. The numbers in comments are
 * sections of the execution model. */
#pragma once

#include "bt-reference.h"

#include "base/bt-checked.h"

G_BEGIN_DECLS

/* Account money for one unit of the quote currency, exact. */
typedef struct
{
  BtInt128 numerator;
  BtInt128 denominator;
} BtReferenceRate;

typedef struct
{
  BtPosition record;
  BtInt128 cost; /* average entry price in points: cost ÷ cost_parts, exact and reduced */
  BtInt128 cost_parts;
  BtInt128 exits; /* Σ volume · price of the exits */
  gint64 exit_volume;
  gint64 n_exits;            /* that no order of their own made */
  gint64 trail_start_points; /* where a trailing stop's level began */
  BtReferenceRate deal_rate; /* at the last deal that opened or added: converts the margin */
} BtReferencePosition;

typedef struct
{
  BtOrder record;
  gboolean is_closing; /* closes the position of its id at the next open */
} BtReferenceOrder;

/* How far a challenge has come (11). */
typedef struct
{
  BtChallengeStatus status;
  gint64 day_end_usec;
  gint64 day_reference; /* what the day's loss counts from */
  gint64 day_balance;   /* at the day's beginning */
  gint64 best_day;      /* of the days that are over */
  gint64 peak;          /* highest equity that counts */
  gint64 n_trading_days;
  gint64 trading_day_end_usec; /* of the last day with an entry */
  /* As it ended. */
  gint64 ended_bar, ended_usec;
  BtPlace ended_place;
  gint64 ended_balance, ended_equity;
} BtReferenceChallenge;

struct _BtReference
{
  BtSessionSettings settings;
  BtSeries *series;
  const BtReferencePair *pair; /* or NULL */
  GArray *orders;              /* BtReferenceOrder, all that ever were accepted */
  GArray *positions;           /* BtReferencePosition, in order of opening */
  GArray *fills;
  GArray *ledger;
  GArray *refusals;
  GArray *events;
  GArray *violations;
  BtReferenceChallenge challenge;
  const BtTickSeries *ticks; /* or NULL */
  gint64 tick_number;        /* of the candle's ticks, from 1; 0 elsewhere */
  gint64 known;              /* index of the last known candle */
  gint64 bar;                /* candle whose path is run; known between candles */
  gint64 time_usec;          /* what is recorded as the time of what happens now */
  BtPlace place;
  BtQuote quote; /* where the path stands */
  gint64 balance;
  gboolean is_called; /* the margin level was at or below the call level when last tested */
  gboolean is_ended;
  gint64 n_commands;
  gint64 command;            /* number of the one being applied, or 0 */
  gboolean *is_out_of_range; /* shared with the copies that try things */
  gboolean is_copy;
};

/* Why a fill happens and how. */
typedef struct
{
  const char *order_id;
  BtFillReason reason;
  gboolean is_slipping;
  gint64 sequence; /* of the order that is filled; 0: of the position that is closed */
} BtReferenceDeal;

static inline BtReferencePosition *
bt_reference_position (const BtReference *self, guint index)
{
  return &g_array_index (self->positions, BtReferencePosition, index);
}

static inline BtReferenceOrder *
bt_reference_order (const BtReference *self, guint index)
{
  return &g_array_index (self->orders, BtReferenceOrder, index);
}

/* Money (1, 7, 8, 9). Rounded half to even, once. */

/* Returns numerator ÷ denominator, which is above zero. */
gint64 bt_reference_round (BtInt128 numerator, BtInt128 denominator);
/* Reduces a ratio to lowest terms. */
void bt_reference_reduce (BtInt128 *numerator, BtInt128 *denominator);
/* Returns points ÷ parts on a volume as account money: gains converted at the ask, losses at the
 * bid, where the account is in the base currency. */
gint64 bt_reference_profit (
  const BtReference *self, BtQuote quote, BtInt128 points, BtInt128 parts, gint64 volume);
/* Returns the rate at which the path's quote, or the pair, converts: the larger is worse for losses
 * and all that is paid, the smaller for gains. */
BtReferenceRate bt_reference_find_rate (const BtReference *self, BtQuote quote, gboolean is_larger);
/* Returns the same of what the trader pays or must hold, at a rate. */
gint64 bt_reference_cost (
  const BtReference *self, BtReferenceRate rate, BtInt128 points, BtInt128 parts, gint64 volume);
/* Returns the commission of a fill. */
gint64
bt_reference_commission (const BtReference *self, BtQuote quote, gint64 price, gint64 volume);
/* Returns the profit of a position if volume of it were closed at a price, the path at quote. */
gint64 bt_reference_close_profit (const BtReference *self,
                                  const BtReferencePosition *position,
                                  BtQuote quote,
                                  gint64 price,
                                  gint64 volume);
/* Returns the floating profit of a position where the path stands. */
gint64 bt_reference_floating (const BtReference *self, const BtReferencePosition *position);
/* Returns the margin of a position, 0 when it has ended. */
gint64 bt_reference_margin (const BtReference *self, const BtReferencePosition *position);

/* The account (7, 8). */

/* Returns the quote that closes a position, or opens against one: bid for selling, ask for buying.
 */
gint64 bt_reference_side_quote (BtQuote quote, BtDirection direction);
/* Returns the direction that closes. */
BtDirection bt_reference_opposite (BtDirection direction);
/* Returns balance and all floating profits. */
gint64 bt_reference_equity (const BtReference *self);
/* Returns the margin that all positions use together. */
gint64 bt_reference_used_margin (const BtReference *self);
/* Returns whether equity is at or below the stop-out level with something open. */
gboolean bt_reference_is_stopped_out (const BtReference *self);
/* Records a margin call when the level is found at or below the call level and was not before. */
void bt_reference_test_margin_call (BtReference *self);
/* Books an amount. */
void
bt_reference_book (BtReference *self, BtLedgerType type, gint64 amount, const char *position_id);
/* Brings a negative balance to zero when nothing is open and protection is on. */
void bt_reference_protect_balance (BtReference *self);
/* Books the swap of an instant. */
void bt_reference_book_swap (BtReference *self, gint64 instant_usec);
/* Records an event and returns it, to be completed. */
BtReferenceEvent *bt_reference_report (BtReference *self, BtEventKind kind, const char *id);
/* Records an event of a position as it stands. */
void bt_reference_report_position (BtReference *self,
                                   BtEventKind kind,
                                   const BtReferencePosition *position);
/* Returns the record of a position with figures where the path stands. */
BtPosition bt_reference_show_position (const BtReference *self,
                                       const BtReferencePosition *position);
/* Records a refusal. */
void bt_reference_refuse (BtReference *self, const char *id, BtRefusalCode code);

/* Time (6, 7). */

/* Returns the first 17:00 New York after a time. */
gint64 bt_reference_next_rollover (gint64 time_usec);
/* Returns the weekday in New York of such an instant, 0 Sunday. */
int bt_reference_rollover_weekday (gint64 rollover_usec);

/* The challenge (11). */

/* Begins the challenge of the settings at the first candle's opening. */
void bt_reference_start_challenge (BtReference *self);
/* Returns when the present day ends, or G_MAXINT64 without a challenge that runs. */
gint64 bt_reference_day_end (const BtReference *self);
/* Ends the day where the path stands. */
void bt_reference_end_day (BtReference *self);
/* Holds the rules against the figures where the path stands; is_vertex takes the highest equity;
 * entry is the order that was opened, or NULL. */
void bt_reference_check_challenge (BtReference *self, gboolean is_vertex, const BtOrder *entry);

/* Fills (5, 6, 7, 10). */

/* Returns the open position of an id, or NULL. */
BtReferencePosition *bt_reference_find_position (const BtReference *self, const char *id);
/* Takes in, for every open position, the floating profit where the path stands. */
void bt_reference_sample_excursions (BtReference *self);
/* Moves trailing stops where the path stands. */
void bt_reference_follow_trailing (BtReference *self);
/* Starts a trailing stop where the path stands. */
void bt_reference_start_trailing (const BtReference *self,
                                  BtReferencePosition *position,
                                  gint64 distance,
                                  gint64 step);
/* Closes volume of a position where the path stands. */
void bt_reference_close (BtReference *self,
                         BtReferencePosition *position,
                         gint64 volume,
                         const BtReferenceDeal *deal);
/* Returns whether, as if all of an order had been opened, equity would cover the used margin. */
gboolean bt_reference_can_open_all (const BtReference *self, const BtOrder *order);
/* Returns whether there is a position that an order would make smaller. */
gboolean bt_reference_would_reduce (const BtReference *self, const BtOrder *order);
/* Fills, or refuses, a whole order where the path stands. */
void bt_reference_fill_order (BtReference *self, guint index);
/* Returns whether an order can only make a position smaller as things stand: a closing, or in a
 * netting account one against the position that is not larger than it. */
gboolean bt_reference_only_reduces (const BtReference *self, const BtReferenceOrder *order);
/* Cancels closings whose position has ended. */
void bt_reference_drop_closings (BtReference *self);
/* Cancels a working order. */
void bt_reference_cancel (BtReference *self, guint index);

/* The path (4, 5). */

/* Processes the triggers where the path stands until none is left. */
void bt_reference_settle (BtReference *self);
/* Returns bid and ask of a price of a candle. */
BtQuote
bt_reference_quote_at (const BtReference *self, const BtCandle *candle, gint64 price_points);

G_END_DECLS
