// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The size of an order: lots, or what may be lost at its stop, as a share of the equity or as
 * money. The lots are found then; see bt-order-size.h. */
#pragma once

#include <gtk/gtk.h>

#include "session/bt-session.h"

G_BEGIN_DECLS

/* The ways in which a size is given; the entries of the field's list. */
typedef enum
{
  BT_SIZE_MODE_LOTS,
  BT_SIZE_MODE_PERCENT,
  BT_SIZE_MODE_MONEY,
} BtSizeMode;

#define BT_N_SIZE_MODES 3

#define BT_TYPE_SIZE_FIELD (bt_size_field_get_type ())
/* Signal "changed" () when what it says changed. */
G_DECLARE_FINAL_TYPE (BtSizeField, bt_size_field, BT, SIZE_FIELD, GtkBox)

/* Sets the session whose orders are sized; the field keeps a reference. NULL: none. */
void bt_size_field_set_session (BtSizeField *field, BtSession *session);
/* Returns how the size is given. */
BtSizeMode bt_size_field_get_mode (BtSizeField *field);
/* Gives the size in another way; the figure that was last given so comes back. */
void bt_size_field_set_mode (BtSizeField *field, BtSizeMode mode);
/* Sets the figure of the present way: lots, percent or money. */
void bt_size_field_set_value (BtSizeField *field, double value);
/* Stores the size of a place command, whose own is not looked at. In lots the result is always
 * BT_SIZE_FOUND. */
void bt_size_field_find (BtSizeField *field, const BtCommand *command, BtOrderSize *out);
/* Returns why there is no size, in words, as a new string; NULL where there is one. */
char *bt_size_field_explain (BtSizeField *field, const BtOrderSize *size);
/* Takes what is being typed. */
void bt_size_field_take_text (BtSizeField *field);
/* Shows why the size cannot be; NULL shows nothing. */
void bt_size_field_set_refusal (BtSizeField *field, const char *text);
/* Returns way and figures as a new text that can be kept. */
char *bt_size_field_to_text (BtSizeField *field);
/* Sets them from such a text; any other, NULL included, changes nothing. */
void bt_size_field_read (BtSizeField *field, const char *text);

G_END_DECLS
