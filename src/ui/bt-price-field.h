// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A price that may be left out: a stop or a target, as a price or as points from a reference. View
 * model: "instrument" by bt_price_field_set_instrument(). */
#pragma once

#include <gtk/gtk.h>

#include "market/bt-instrument.h"
#include "market/bt-trade-records.h"

G_BEGIN_DECLS

#define BT_TYPE_PRICE_FIELD (bt_price_field_get_type ())
/* Property "title" (string). Signal "changed" () when what it says changed; "activate" () on Enter.
 */
G_DECLARE_FINAL_TYPE (BtPriceField, bt_price_field, BT, PRICE_FIELD, GtkBox)

/* Sets digits and step of prices. */
void bt_price_field_set_instrument (BtPriceField *field, const BtInstrument *instrument);
/* Tells where the order would fill, on which side of it the price belongs (+1 above, −1 below), and
 * how far it is put at first. */
void bt_price_field_set_reference (BtPriceField *field,
                                   gint64 reference_points,
                                   int side,
                                   gint64 usual_points);
/* Returns the price in points, or BT_PRICE_NONE when it is left out. */
gint64 bt_price_field_get_price (BtPriceField *field);
/* Sets it as a price; BT_PRICE_NONE leaves it out. */
void bt_price_field_set_price (BtPriceField *field, gint64 price_points);
/* Shows why the price cannot be; NULL or "" shows nothing. */
void bt_price_field_set_refusal (BtPriceField *field, const char *text);

G_END_DECLS
