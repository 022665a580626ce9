// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The words that explain a fill or a refusal. */
#pragma once

#include "market/bt-trade-records.h"

G_BEGIN_DECLS

/* Returns by which rule an order of that kind fills, and why at that price, as a new string. */
char *bt_why_label_rule (BtFillReason reason, BtPlace place);
/* Returns what part of a candle's path a place is; static. */
const char *bt_why_label_place (BtPlace place);
/* Returns the name of a command's field ("lots", "sl" …) as the ticket has it; static. */
const char *bt_why_label_field (const char *field);

G_END_DECLS
