// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A price, as such, as points from a reference, as money, or in multiples of the risk: an order's
 * price, or a stop or target, which may be left out. View model: "instrument" by
 * bt_price_field_set_instrument(). */
#pragma once

#include <gtk/gtk.h>

#include "market/bt-disguise.h"
#include "market/bt-instrument.h"
#include "market/bt-trade-records.h"

G_BEGIN_DECLS

#define BT_TYPE_PRICE_FIELD (bt_price_field_get_type ())
/* Properties: "title" (string), "required" (boolean: it cannot be left out), "has-multiple"
 * (boolean: it can be given in multiples of the risk). Signal "changed" () when what it says
 * changed; "activate" () on Enter. */
G_DECLARE_FINAL_TYPE (BtPriceField, bt_price_field, BT, PRICE_FIELD, GtkBox)

/* Sets digits and step of prices. */
void bt_price_field_set_instrument (BtPriceField *field, const BtInstrument *instrument);
/* Sets how prices are shown and typed, and shows the present one so; copies it. */
void bt_price_field_set_disguise (BtPriceField *field, const BtDisguise *disguise);
/* Tells where the order would fill, on which side of it the price belongs (+1 above, −1 below), and
 * how far it is put at first. */
void bt_price_field_set_reference (BtPriceField *field,
                                   gint64 reference_points,
                                   int side,
                                   gint64 usual_points);
/* How money is turned into a price (BT_PRICE_NONE: there is none), and back (FALSE: it cannot be).
 */
typedef struct
{
  gint64 (*get_price) (BtMoney amount, gpointer data);
  gboolean (*get_amount) (gint64 price_points, BtMoney *amount, gpointer data);
} BtPriceFieldMoney;

/* Lets the price be given as money of a currency too; data must outlive the field. */
void bt_price_field_set_money (BtPriceField *field,
                               const BtPriceFieldMoney *money,
                               gpointer data,
                               const char *currency);
/* Returns whether it is given as money. */
gboolean bt_price_field_is_money (BtPriceField *field);
/* Returns how far from the reference it is, in points on its own side; 0 where it is left out. */
gint64 bt_price_field_get_distance (BtPriceField *field);
/* Tells how many points are risked: what one multiple of the risk is. 0 when there is no stop. */
void bt_price_field_set_risk (BtPriceField *field, gint64 risk_points);
/* Returns whether it is given in multiples of a risk that is not known. */
gboolean bt_price_field_lacks_risk (BtPriceField *field);
/* Returns the price in points, or BT_PRICE_NONE when it is left out or cannot be told yet. */
gint64 bt_price_field_get_price (BtPriceField *field);
/* Takes what is being typed. */
void bt_price_field_take_text (BtPriceField *field);
/* Sets it as a price; BT_PRICE_NONE leaves it out, and puts one that is required to its usual
 * place. */
void bt_price_field_set_price (BtPriceField *field, gint64 price_points);
/* Shows why the price cannot be, and offers the nearest one that can (BT_PRICE_NONE: none); NULL or
 * "" shows nothing. */
void bt_price_field_set_refusal (BtPriceField *field, const char *text, gint64 nearest_points);

G_END_DECLS
