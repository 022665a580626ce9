// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A bar that shows the worst, the present and the best result of a position: its worst left of zero
 * and its best right of it, on a scale of its own, with a dot at the present one. */
#pragma once

#include <gtk/gtk.h>

#include "base/bt-money.h"

G_BEGIN_DECLS

#define BT_TYPE_EXCURSION_BAR (bt_excursion_bar_get_type ())
G_DECLARE_FINAL_TYPE (BtExcursionBar, bt_excursion_bar, BT, EXCURSION_BAR, GtkWidget)

/* Returns an empty bar. */
GtkWidget *bt_excursion_bar_new (void);
/* Shows three results in minor units, and says them as text, with the currency's digits. */
void bt_excursion_bar_set (
  BtExcursionBar *bar, BtMoney worst, BtMoney present, BtMoney best, guint digits);

G_END_DECLS
