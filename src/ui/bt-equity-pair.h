// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Two equity lines over one axis of time, and where they part. The caller sets the accessible name.
 */
#pragma once

#include <gtk/gtk.h>

#include "market/bt-disguise.h"
#include "session/bt-session-report.h"

G_BEGIN_DECLS

#define BT_TYPE_EQUITY_PAIR (bt_equity_pair_get_type ())
G_DECLARE_FINAL_TYPE (BtEquityPair, bt_equity_pair, BT, EQUITY_PAIR, GtkWidget)

/* Sets whether dates are hidden; copies it. */
void bt_equity_pair_set_disguise (BtEquityPair *pair, const BtDisguise *disguise);
/* Shows the curves of two reports on one currency; they are copied. parted_usec is where they part,
 * or BT_TIME_NONE. */
void bt_equity_pair_set (BtEquityPair *pair,
                         const BtSessionReport *a,
                         const BtSessionReport *b,
                         gint64 parted_usec);

G_END_DECLS
