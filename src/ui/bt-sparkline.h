// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A small line over a base, filled towards it: of equity over the opening balance, of drawdown
 * under nothing. Coloured by CSS: "up", "down" or "flat". */
#pragma once

#include <gtk/gtk.h>

#include "base/bt-money.h"

G_BEGIN_DECLS

#define BT_TYPE_SPARKLINE (bt_sparkline_get_type ())
/* Property "line-height" (int, write): logical pixels, 52 as usual. */
G_DECLARE_FINAL_TYPE (BtSparkline, bt_sparkline, BT, SPARKLINE, GtkWidget)

/* Shows count points, evenly spaced, over a base line; they are copied. is_live FALSE draws it
 * grey, whatever the result. */
void bt_sparkline_set_points (
  BtSparkline *sparkline, const BtMoney *points, guint count, BtMoney base, gboolean is_live);
/* Shows count values over a base at places that ascend, as they are along the line; all are copied.
 * tone is the CSS class. */
void bt_sparkline_set_values (BtSparkline *sparkline,
                              const double *values,
                              const gint64 *places,
                              guint count,
                              double base,
                              const char *tone);

G_END_DECLS
