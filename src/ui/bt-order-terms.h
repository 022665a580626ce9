// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What an order can say beside its prices: a trailing stop, how long it is valid, its group of
 * orders of which one fills, and whether it only reduces. Folded away with a summary. */
#pragma once

#include <gtk/gtk.h>

#include "market/bt-command.h"
#include "market/bt-disguise.h"

G_BEGIN_DECLS

#define BT_TYPE_ORDER_TERMS (bt_order_terms_get_type ())
/* Property "for-change" (boolean: only what a working order can change). Signal "changed" (). */
G_DECLARE_FINAL_TYPE (BtOrderTerms, bt_order_terms, BT, ORDER_TERMS, GtkBox)

/* Sets whether dates are hidden. */
void bt_order_terms_set_disguise (BtOrderTerms *terms, const BtDisguise *disguise);
/* Tells whether the order rests, so that it can expire, and what time it is: where the choice of
 * an expiry begins. */
void bt_order_terms_set_context (BtOrderTerms *terms, gboolean is_resting, gint64 clock_usec);
/* Writes the terms into a place or modify command. Text that is no time leaves the expiry
 * BT_TIME_NONE, which is refused. */
void bt_order_terms_fill (BtOrderTerms *terms, BtCommand *command);
/* Shows an order's terms. */
void bt_order_terms_show_order (BtOrderTerms *terms, const BtOrder *order);
/* Shows a position's trailing stop: the only term it has. */
void bt_order_terms_show_trail (BtOrderTerms *terms, gint64 trail_points, gint64 step_points);
/* Shows a refusal next to the field of a command that it names, and NULL takes it away; returns
 * whether the field is one of these. */
gboolean bt_order_terms_set_refusal (BtOrderTerms *terms, const char *field, const char *text);

G_END_DECLS
