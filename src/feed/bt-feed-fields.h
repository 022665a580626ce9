// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The fields of one line of a table, as views of the line. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Fields beyond these are not looked at: indicators that a charting program adds after the candle.
 */
#define BT_FEED_MAX_FIELDS 64

/* A piece of a line, without quotes and without blanks around it. */
typedef struct
{
  const char *text;
  guint length;
} BtFeedField;

/* The fields of a line. */
typedef struct
{
  guint count;
  BtFeedField field[BT_FEED_MAX_FIELDS];
} BtFeedFields;

/* Splits a line (without its end) at a delimiter that is not inside double quotes; at a blank, any
 * number of them divides. Allocates nothing. */
void bt_feed_fields_split (const char *line, gsize length, char delimiter, BtFeedFields *out);

/* Returns whether a field is that text, letter case aside. */
gboolean bt_feed_field_equal (const BtFeedField *field, const char *text);

/* Returns a field as valid UTF-8 for a message, cut after 40 bytes; free with g_free(). */
char *bt_feed_field_to_string (const BtFeedField *field);

G_END_DECLS
