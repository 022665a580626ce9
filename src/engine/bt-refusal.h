// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Refusals with their figures, in English. Internal to the engine. */
#pragma once

#include "engine/bt-engine-state.h"

G_BEGIN_DECLS

/* Fills in a refusal and returns its code. field is static. */
BtRefusalCode bt_refusal_set (BtRefusal *refusal,
                              BtRefusalCode code,
                              const char *order_id,
                              gint64 after_bar,
                              const char *field,
                              const char *format,
                              ...) G_GNUC_PRINTF (6, 7);

/* Adds what was asked for and the nearest that is allowed, as values, and returns the code. */
BtRefusalCode bt_refusal_set_figures (BtRefusal *refusal, gint64 asked, gint64 allowed);

/* As bt_refusal_set() for insufficient_margin, naming equity and used margin as they would be. */
BtRefusalCode bt_refusal_set_margin (BtRefusal *refusal,
                                     const BtRules *rules,
                                     const char *order_id,
                                     gint64 after_bar,
                                     gint64 equity_minor,
                                     gint64 used_minor);

/* The same for no_rate, naming both currencies. */
BtRefusalCode bt_refusal_set_no_rate (BtRefusal *refusal,
                                      const BtRules *rules,
                                      const char *order_id,
                                      gint64 after_bar);

/* Writes an amount of the account's currency ("12.50 USD") into buffer and returns it. */
#define BT_REFUSAL_MONEY_SIZE (BT_DECIMAL_BUFFER + BT_CURRENCY_SIZE)
const char *bt_refusal_format_money (const BtRules *rules,
                                     gint64 amount_minor,
                                     char buffer[static BT_REFUSAL_MONEY_SIZE]);

G_END_DECLS
