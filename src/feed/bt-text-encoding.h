// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Text that is no UTF-8: which of the older encodings it is written in, and reading it as UTF-8. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Returns the encoding under which the start of a text names most columns that are known, the one
 * of Western Europe where none does; NULL for UTF-8. Static. */
const char *bt_text_encoding_guess (const char *text, gsize length);

/* Longest character of these encodings in bytes; of one that a block ends in, the rest comes with
 * the next block. */
#define BT_TEXT_MAX_CHARACTER 8
/* A byte becomes at most so many of UTF-8. */
#define BT_TEXT_MAX_GROWTH 3

typedef struct _BtTextDecoder BtTextDecoder;

/* Returns a decoder of an encoding that bt_text_encoding_guess() has named; free with
 * bt_text_decoder_free(). */
BtTextDecoder *bt_text_decoder_new (const char *encoding);
/* Frees a decoder; NULL is allowed. */
void bt_text_decoder_free (BtTextDecoder *decoder);
/* Decodes a block into out, which has room for BT_TEXT_MAX_GROWTH bytes for each of length and of
 * BT_TEXT_MAX_CHARACTER, and returns how many there are. A byte that belongs to no character
 * becomes a question mark. */
gsize bt_text_decoder_run (BtTextDecoder *decoder, const char *bytes, gsize length, char *out);

G_END_DECLS
