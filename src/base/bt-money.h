// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* An amount of money in minor units of its currency (cents for USD, yen for JPY). The currency is
 * that of the account unless a name says otherwise. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  gint64 minor;
} BtMoney;

/* Makes an amount of so many minor units. */
#define BT_MONEY(value) ((BtMoney){ .minor = (value) })

G_END_DECLS
