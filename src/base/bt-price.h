// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A price in points: 1 point is 10^-digits of the quote currency (the instrument knows the digits).
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  gint64 points;
} BtPrice;

/* Makes a price of so many points. */
#define BT_PRICE(value) ((BtPrice){ .points = (value) })

G_END_DECLS
