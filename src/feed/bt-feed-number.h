// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Decimal numbers as tables of candles write them: with point or comma, thousands separators, an
 * exponent, K, M or B after volumes. */
#pragma once

#include "feed/bt-feed-fields.h"

G_BEGIN_DECLS

/* Decimals of a price that are looked at; what lies beyond is noise of binary fractions. */
#define BT_FEED_MAX_DECIMALS 8

/* How the numbers of a table are written. */
typedef struct
{
  char mark;      /* of the decimals: '.' or ',' */
  char thousands; /* between groups of three digits, or 0 */
} BtNumberStyle;

/* A number that is mantissa ÷ 10^decimals. */
typedef struct
{
  gint64 mantissa;
  int decimals; /* 0 … 18 */
} BtFeedNumber;

/* Reads a whole field; returns FALSE, and stores nothing, for anything but a number of at most 18
 * digits before the mark. */
gboolean bt_feed_number_parse (const BtFeedField *field, BtNumberStyle style, BtFeedNumber *out);
/* The same with K, M or B (thousand, million, thousand million) allowed at the end, and "-" or
 * nothing as zero. */
gboolean
bt_feed_number_parse_volume (const BtFeedField *field, BtNumberStyle style, BtFeedNumber *out);
/* Stores a binary fraction rounded to so many decimals (0 … 8); FALSE, and nothing stored, for what
 * is no number or needs more than 18 digits. */
gboolean bt_feed_number_from_double (double value, int decimals, BtFeedNumber *out);
/* Stores the shortest decimal fraction of at most 8 decimals that a single-precision one was made
 * of; FALSE as above. */
gboolean bt_feed_number_from_float (float value, BtFeedNumber *out);
/* Returns less than, equal to or more than zero as a is below, equal to or above b; numbers that do
 * not fit 64 bits at eight decimals count as equal. */
int bt_feed_number_compare (const BtFeedNumber *a, const BtFeedNumber *b);
/* Returns how many decimals are needed to write the number, up to BT_FEED_MAX_DECIMALS, rounded to
 * these first. */
int bt_feed_number_count_decimals (const BtFeedNumber *number);
/* Stores the number times 10^digits (digits ≤ 18), rounded half to even; FALSE, and nothing stored,
 * when it does not fit. */
gboolean bt_feed_number_scale (const BtFeedNumber *number, int digits, gint64 *out);

G_END_DECLS
