// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Equity, margin, margin call and stop-out (execution model, section 8). Internal to the engine. */
#pragma once

#include "engine/bt-engine-state.h"

G_BEGIN_DECLS

/* Returns the sum of the floating profits at a quote. */
gint64 bt_margin_floating (BtEngineState *state, BtTick tick);
/* Returns the equity at a quote. */
gint64 bt_margin_equity (BtEngineState *state, BtTick tick);
/* Returns the used margin for sums of margins by direction. */
gint64 bt_margin_used_of (const BtRules *rules, gint64 long_minor, gint64 short_minor);
/* Returns the used margin. */
gint64 bt_margin_used (const BtEngineState *state);
/* Returns equity ÷ used in percent times 100, half to even; −1 without used margin. */
gint64 bt_margin_level_percent (gint64 equity_minor, gint64 used_minor);
/* Returns whether, at the present quote, something is open and the stop-out holds. */
gboolean bt_margin_is_stop_out (BtEngineState *state);
/* Finds the first whole point of bid after the present one, up to and including to_bid, at which
 * equity is below a floor, or at or above a ceiling; G_MININT64 and G_MAXINT64 are no bounds. */
gboolean bt_margin_find_equity (
  BtEngineState *state, gint64 to_bid, gint64 floor_minor, gint64 ceiling_minor, gint64 *out_bid);
/* Finds the first whole point of bid after the present one, up to and including to_bid, at which
 * the stop-out holds. */
gboolean bt_margin_find_stop_out (BtEngineState *state, gint64 to_bid, gint64 *out_bid);
/* Tests the margin call at the present quote and tells of a new one. */
void bt_margin_test_call (BtEngineState *state);

/* Returns by how much the equity at the present quote is above the margin call's level. */
gint64 bt_margin_get_spare (BtEngineState *state);

/* How far quotes may move before equity can have fallen or risen by an amount, in points from the
 * present quote; G_MAXINT64: any way. */
typedef struct
{
  gboolean is_safe; /* FALSE: it may have at once */
  gint64 bid_down;  /* longs lose */
  gint64 bid_up;    /* longs gain */
  gint64 ask_down;  /* shorts gain */
  gint64 ask_up;    /* shorts lose */
} BtMarginRoom;

/* Returns a room that is never too large, for accounts in the quote currency. rise_minor is
 * G_MAXINT64 where equity may rise by any amount. */
BtMarginRoom bt_margin_get_room (BtEngineState *state, gint64 fall_minor, gint64 rise_minor);

G_END_DECLS
