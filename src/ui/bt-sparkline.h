// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A small line of an account's equity over its opening balance, filled towards it. Coloured by CSS:
 * "up", "down" or "flat". */
#pragma once

#include <gtk/gtk.h>

#include "base/bt-money.h"

G_BEGIN_DECLS

#define BT_TYPE_SPARKLINE (bt_sparkline_get_type ())
G_DECLARE_FINAL_TYPE (BtSparkline, bt_sparkline, BT, SPARKLINE, GtkWidget)

/* Shows count points, evenly spaced, over a base line; they are copied. is_live FALSE draws it
 * grey, whatever the result. */
void bt_sparkline_set_points (
  BtSparkline *sparkline, const BtMoney *points, guint count, BtMoney base, gboolean is_live);

G_END_DECLS
