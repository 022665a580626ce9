// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
// clang-format off
/* Market situations as text, so that a test reads like the rule that it shows. One statement a
 * line, in the order of time:
 *
 *   set KEY VALUE …          settings, before the first candle: spread, slippage, slippage-kind,
 *                            commission-fill (minor units), commission-lot (minor units),
 *                            commission-notional (10^-8), commission-minimum, balance (minor),
 *                            leverage, mode, policy, fill, kind, call, stop-out (percent times
 *                            100), protection, hedged, swap-long, swap-short (hundredths of a
 *                            point), triple, seed, volume-step (units of 10^-8 lot), instrument,
 *                            currency, column (1: the candles have spreads), end-of-week
 *                            (trades_weekends)
 *   challenge KEY VALUE …    a challenge and its rules: target, daily, drawdown (minor units, or
 *                            "5%"), target-on, daily-on (balance, equity), basis, kind, locked,
 *                            reset ("17:00"), zone, days, best-day (percent times 100), hours
 *                            ("mon-fri,08:00-17:00"), hours-zone, order-lots, open-lots
 *   at TIME                  when the next candle opens; without it a minute after the last one
 *   bar O H L C [SPREAD]     a candle: the clock moves to its close
 *   tick SECONDS BID ASK     a tick of the last candle, so long after its opening
 *   rate BASE QUOTE PRICE [SPREAD]
 *                            a pair for conversions: a candle of that price a minute before the
 *                            first of the market
 *   place ID TYPE SIDE LOTS [price P] [limit P] [sl P] [tp P] [trail N] [step N] [oco G]
 *                           [until TIME] [day] [reduce]
 *   modify ID [sl P|none] [tp P|none] [trail N] [step N] [price P] [limit P] [lots V]
 *             [until TIME] [gtc] [break-even]
 *   cancel ID · close ID [LOTS] · close-all [winners|losers] · deposit MINOR · withdraw MINOR ·
 *   note TEXT · fork NAME · end
 *
 * The default market is EURUSD without spread and costs, a USD account of 10,000.00 at 1:100, from
 * 2024-01-02 00:00 UTC. */
// clang-format on
#pragma once

#include "engine/bt-engine.h"

G_BEGIN_DECLS

/* Which events a transcript shows. */
typedef enum
{
  SHOW_FILLS
  = 1 << 0, /* "fill a market known_quote buy 1.00 1.10012", with "ambiguous", "slip 2" where so */
  SHOW_COSTS = 1 << 1,  /* adds "commission … spread … slippage …" to each fill */
  SHOW_LEDGER = 1 << 2, /* "PNL -3.50 9996.50" */
  SHOW_ORDERS
  = 1 << 3, /* accepted, refused, triggered, cancelled, expired, margin_call, liquidated, ended */
  SHOW_POSITIONS = 1 << 4, /* at the end: "position a buy CLOSED …" */
  SHOW_ACCOUNT = 1 << 5,   /* at the end: "account balance equity margin level" */
  SHOW_MESSAGES = 1 << 6,  /* refusals and broken rules with their messages */
  SHOW_CHALLENGE = 1 << 7, /* "broken daily_loss leg1 bid … limit … value … excess …", "passed in
                              3"; at the end "challenge failed …" and its rules */
} ShowFlags;

/* Plays a script and returns what happened, a line each; free with g_free(). The script is also
 * played candle by candle, in one go where no command intervenes, and with every candle run; the
 * test fails when any of these differ in a single event. */
char *engine_script_play (const char *script, ShowFlags show);

/* Plays a script and returns its engine after the last statement; func may be NULL. */
BtEngine *engine_script_run (const char *script,
                             gboolean is_quiet_band_used,
                             BtEventFunc func,
                             gpointer user_data);

/* One situation and what must come of it. */
typedef struct
{
  const char *name;
  ShowFlags show;
  const char *script;
  const char *expected;
} EngineVector;

/* Adds a test "/engine/GROUP/NAME" for each vector. */
void engine_script_add_vectors (const char *group, const EngineVector *vectors, gsize count);

G_END_DECLS
