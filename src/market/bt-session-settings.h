// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Everything that decides a session's results besides its candles and commands. A plain value; what
 * the digest covers is the whole struct but for the fields marked otherwise (execution model,
 * sections 3, 4, 6 to 9, 13). */
#pragma once

#include "base/bt-hash-chain.h"
#include "market/bt-challenge-rules.h"
#include "market/bt-instrument.h"
#include "market/bt-series.h"

G_BEGIN_DECLS

typedef enum
{
  BT_ACCOUNT_HEDGING,
  BT_ACCOUNT_NETTING,
} BtAccountMode;

typedef enum
{
  BT_PATH_ADAPTIVE,
  BT_PATH_PESSIMISTIC,
  BT_PATH_OPTIMISTIC,
  BT_PATH_OHLC,
  BT_PATH_OLHC,
} BtPathPolicy;

typedef enum
{
  BT_MARKET_FILL_KNOWN_QUOTE,
  BT_MARKET_FILL_NEXT_OPEN,
} BtMarketFill;

typedef enum
{
  BT_COMMISSION_NONE,
  BT_COMMISSION_PER_FILL,     /* amount: minor units of the account's currency a fill */
  BT_COMMISSION_PER_LOT_SIDE, /* amount: minor units a lot and fill */
  BT_COMMISSION_NOTIONAL,     /* amount: fraction of the fill's notional value, times 10^8 */
} BtCommissionKind;

typedef enum
{
  BT_SLIPPAGE_FIXED,
  BT_SLIPPAGE_UNIFORM, /* 0 … slippage_points, by the seeded counter-based generator */
} BtSlippageKind;

typedef enum
{
  BT_HEDGED_MARGIN_LARGER_SIDE,
  BT_HEDGED_MARGIN_BOTH_SIDES,
} BtHedgedMargin;

typedef struct
{
  BtInstrument instrument;
  BtPriceKind price_kind;     /* which price the candles state */
  BtTimeframe base_timeframe; /* of the candles that execution runs on */
  /* Account. */
  char currency[BT_CURRENCY_SIZE];
  BtMoney balance; /* the opening deposit; above 0 */
  gint32 leverage; /* 1 … 1,000 */
  BtAccountMode mode;
  BtHedgedMargin hedged_margin;
  gint64 margin_call_percent; /* times 100: 10,000 is 100 % */
  gint64 stop_out_percent;    /* times 100; 5,000 is 50 %; not above margin_call_percent */
  gboolean has_negative_balance_protection;
  /* Costs. */
  gint64 spread_points; /* used for candles without a spread of their own; 0 or more */
  BtSlippageKind slippage_kind;
  gint64 slippage_points; /* 0 or more */
  BtCommissionKind commission_kind;
  gint64 commission_amount;   /* see BtCommissionKind */
  BtMoney commission_minimum; /* a fill; 0: none */
  gboolean has_swap;
  gint64 swap_long_points; /* a lot and night, times 100; positive is paid to the trader */
  gint64 swap_short_points;
  gint32 swap_triple_weekday; /* 0 Sunday … 6 Saturday */
  /* Execution. */
  BtPathPolicy policy;
  BtMarketFill market_fill;
  gint64 seed;
  gboolean is_rewind_forbidden;
  /* Challenge. */
  gboolean has_challenge;
  BtChallengeRules challenge; /* meaningful with has_challenge */
} BtSessionSettings;

/* Fills in what a new session starts with: hedging, 1:100, USD 10,000.00, margin call 100 %,
 * stop-out 50 %, negative-balance protection, the instrument's typical spread, its leverage and its
 * swap where it has them, no slippage or commission, adaptive, known quote, seed 1. */
void bt_session_settings_init (BtSessionSettings *settings, const BtInstrument *instrument);

/* Checks every field; fails with BT_MARKET_ERROR_SETTINGS, the message naming field, value and
 * allowed range. */
gboolean bt_session_settings_validate (const BtSessionSettings *settings, GError **error);

/* Appends the canonical form (section 13) of the settings, in the order of their declaration,
 * without the instrument's description and typical spread. Without a challenge nothing is written
 * of it, so that sessions older than it keep their digests. */
void bt_session_settings_add_to_record (const BtSessionSettings *settings, BtRecord *record);

/* The names that scenario files use: "hedging", "adaptive", "known_quote", "per_lot_side", "bid",
 * …; static. The parsers return FALSE, and store nothing, for any other text. */
const char *bt_account_mode_to_string (BtAccountMode mode);
gboolean bt_account_mode_parse (const char *text, BtAccountMode *out);
const char *bt_path_policy_to_string (BtPathPolicy policy);
gboolean bt_path_policy_parse (const char *text, BtPathPolicy *out);
const char *bt_market_fill_to_string (BtMarketFill market_fill);
gboolean bt_market_fill_parse (const char *text, BtMarketFill *out);
const char *bt_commission_kind_to_string (BtCommissionKind kind);
gboolean bt_commission_kind_parse (const char *text, BtCommissionKind *out);
const char *bt_price_kind_to_string (BtPriceKind kind);
gboolean bt_price_kind_parse (const char *text, BtPriceKind *out);
const char *bt_slippage_kind_to_string (BtSlippageKind kind);
gboolean bt_slippage_kind_parse (const char *text, BtSlippageKind *out);
const char *bt_hedged_margin_to_string (BtHedgedMargin hedged_margin);
gboolean bt_hedged_margin_parse (const char *text, BtHedgedMargin *out);

G_END_DECLS
