// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What the two halves of the reference share: the market's side, and the commands. */
#pragma once

#include "reference.h"

G_BEGIN_DECLS

#define REFERENCE_MAX 64

typedef BtInt128 Wide;

typedef struct
{
  Wide over;
  Wide under;
} Fraction;

typedef struct
{
  char id[BT_ID_SIZE];
  gint64 sequence;
  BtDirection direction;
  gint64 open;
  gint64 opened;
  gint64 closed;
  Fraction cost; /* Σ volume·price of what is open */
  Wide exits;    /* Σ volume·price of the exits */
  gint64 stop;
  gint64 target;
  gint64 first_stop;
  gint64 trail;
  gint64 trail_step;
  gint64 trail_start;
  gint64 pnl;
  gint64 commission;
  gint64 swap;
  Fraction rate; /* at the last entry, for the margin */
  gint64 mae;
  gint64 mfe;
  gint64 deals;
  gint64 opened_usec;
  gint64 shown_entry; /* the average when volume was last added */
} Position;

typedef struct
{
  BtEvent event;
  char id[BT_ID_SIZE];
  BtFill fill;
  BtPosition position;
  BtLedgerEntry ledger;
  BtRefusal refusal;
} Happening;

typedef enum
{
  REFERENCE_INCOME,
  REFERENCE_COST,
} ReferenceSide;

struct _Reference
{
  BtSessionSettings settings;
  BtSeries *series;
  char rate_base[BT_CURRENCY_SIZE];
  char rate_quote[BT_CURRENCY_SIZE];
  BtSeries *rate_pair;
  ReferenceFunc func;
  gpointer user_data;
  GHashTable *ids;
  GArray *happenings; /* Happening */
  gint64 bar;         /* last known candle */
  gint64 path_bar;    /* candle on whose path we are */
  gint64 now;
  BtPlace place;
  gboolean has_quote;
  gint64 bid;
  gint64 ask;
  gint64 balance;
  gint64 fills;
  gint64 entries;
  gint64 command;
  gint64 commands;
  gboolean is_call;
  gboolean is_ended;
  Position positions[REFERENCE_MAX];
  int n_positions;
  BtOrder orders[REFERENCE_MAX];
  int n_orders;
};

/* Plain arithmetic: products that must fit, fractions in lowest terms, division to the nearest,
 * half to even. */
Wide reference_multiply (Wide a, Wide b);
Fraction reference_reduce (Fraction f);
Fraction reference_settle_cost (Fraction cost); /* whole where its divisor would pass 2^31 */
gint64 reference_half_even (Wide over, Wide under);
/* Returns the rate that is worse for the trader. */
Fraction reference_rate (const Reference *r, ReferenceSide side);
/* Returns the profit of closing volume at a price; the money of a cost in volume × points; a fill's
 * commission and slippage. */
gint64 reference_profit_of (const Reference *r, const Position *p, gint64 volume, gint64 price);
gint64 reference_cost_money (const Reference *r, Wide amount);
gint64 reference_commission_of (const Reference *r, gint64 volume, gint64 price);
gint64 reference_slippage_of (const Reference *r, gint64 sequence, gint64 deal);
/* The quote at which a direction enters, and at which it exits. */
gint64 reference_entry_quote (const Reference *r, BtDirection direction);
gint64 reference_exit_quote (const Reference *r, BtDirection direction);
/* Returns whether a rate is known, and whether one could ever be. */
gboolean reference_has_rate (const Reference *r);
gboolean reference_can_have_rate (const Reference *r);
/* Returns floating profit, equity, used margin. */
gint64 reference_floating (const Reference *r, const Position *position);
gint64 reference_equity (const Reference *r);
gint64 reference_used (const Reference *r);
gint64 reference_margin (const Reference *r, const Position *position);
/* Says whether opening all of an order would be refused for rate or margin. */
BtRefusalCode reference_check_entry (const Reference *r, const BtOrder *order, gint64 volume);
/* Returns what the position nets if all that is open is closed at a price. */
gint64 reference_net_at (const Reference *r, const Position *position, gint64 price);
/* Finds by id; −1 for none. */
int reference_find_position (const Reference *r, const char *id);
int reference_find_order (const Reference *r, const char *id);
/* Sets a trailing stop from the present quote. */
void reference_start_trail (const Reference *r, Position *position, gint64 trail, gint64 step);
/* Closes volume of a position. */
void reference_close (Reference *r, int index, gint64 volume, BtFillReason reason);
/* Fills an order that is not among the orders, then cancels its group. */
void reference_fill_order (Reference *r, const BtOrder *order);
/* Takes closings away that have nothing to close. */
void reference_drop_orphans (Reference *r);
/* Takes an order out and tells how. */
void reference_remove_order (Reference *r, int index, BtEventKind kind);
/* Adds to the ledger. */
void reference_book (Reference *r, BtLedgerType type, gint64 amount, const char *id, gint64 time);
/* Tests the margin call. */
void reference_test_call (Reference *r);
/* Returns hundredths of a point × volume as a swap in money of the account. */
gint64 reference_swap_money (const Reference *r, gint64 hundredths, gint64 volume);
/* Processes everything at the present point. */
void reference_settle_point (Reference *r);
/* Adds an event. */
Happening *reference_add (Reference *r, BtEventKind kind, const char *id);
void reference_add_position (Reference *r, BtEventKind kind, const Position *position);
void reference_add_refusal (Reference *r, const char *id, BtRefusalCode code);
/* Tells of all events. */
void reference_tell (Reference *r);
/* Returns the first 17:00 New York after a time. */
gint64 reference_next_rollover (gint64 time_usec);

G_END_DECLS
