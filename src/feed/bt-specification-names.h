// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What a column of a broker's table of contract specifications holds, by its heading. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  BT_SPECIFICATION_SYMBOL,
  BT_SPECIFICATION_DESCRIPTION,
  BT_SPECIFICATION_DIGITS,
  BT_SPECIFICATION_TICK_SIZE, /* the digits of a price, where no column states them */
  BT_SPECIFICATION_BASE,
  BT_SPECIFICATION_QUOTE,
  BT_SPECIFICATION_CONTRACT_SIZE,
  BT_SPECIFICATION_VOLUME_MIN,
  BT_SPECIFICATION_VOLUME_MAX,
  BT_SPECIFICATION_VOLUME_STEP,
  BT_SPECIFICATION_SPREAD,
  BT_SPECIFICATION_LEVERAGE,       /* "1:200", "200" */
  BT_SPECIFICATION_MARGIN_PERCENT, /* of the notional value */
  BT_SPECIFICATION_SWAP_MODE,      /* how swaps are stated, numbered as MetaTrader 5 does */
  BT_SPECIFICATION_SWAP_TYPE,      /* the same, numbered as MetaTrader 4 does */
  BT_SPECIFICATION_SWAP_LONG,
  BT_SPECIFICATION_SWAP_SHORT,
  BT_SPECIFICATION_SWAP_TRIPLE,
  BT_SPECIFICATION_HOURS,
  BT_SPECIFICATION_N_ROLES,
  BT_SPECIFICATION_UNUSED = BT_SPECIFICATION_N_ROLES, /* known, and nothing here is like it */
  BT_SPECIFICATION_UNKNOWN,
} BtSpecificationRole;

/* Returns what a column of that heading holds; case, spaces, marks and what stands in brackets make
 * no difference. */
BtSpecificationRole bt_specification_role_find (const char *heading);

G_END_DECLS
