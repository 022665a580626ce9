// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What commands print: JSON documents whose decimals are strings and whose times are RFC 3339, and
 * tables for people. */
#pragma once

#include <json-glib/json-glib.h>

#include "market/bt-instrument.h"

G_BEGIN_DECLS

/* Each adds a field to the object that is open in the builder. */

/* Adds a string; NULL is written as null. */
void bt_cli_json_add_string (JsonBuilder *builder, const char *field, const char *value);
/* Adds a whole number. */
void bt_cli_json_add_int (JsonBuilder *builder, const char *field, gint64 value);
/* Adds true or false. */
void bt_cli_json_add_boolean (JsonBuilder *builder, const char *field, gboolean value);
/* Adds value ÷ 10^digits as a string with exactly digits decimals. */
void bt_cli_json_add_decimal (JsonBuilder *builder, const char *field, gint64 value, guint digits);
/* Adds a time, or null for BT_TIME_NONE. */
void bt_cli_json_add_time (JsonBuilder *builder, const char *field, gint64 time_usec);
/* Adds an instrument as scenario files write it. */
void bt_cli_json_add_instrument (JsonBuilder *builder,
                                 const char *field,
                                 const BtInstrument *instrument);
/* Adds an instrument with all that it has, as an object without a name. */
void bt_cli_json_add_whole_instrument (JsonBuilder *builder, const BtInstrument *instrument);
/* Adds what a JSON text holds, or null when text is NULL or no JSON. */
void bt_cli_json_add_document (JsonBuilder *builder, const char *field, const char *text);

/* Prints what was built, indented, with a line break at the end. */
void bt_cli_print_json (JsonBuilder *builder);
/* Prints a text and a line break where it has none at its end. */
void bt_cli_print_text (const char *text);
/* Prints bytes as they are. */
void bt_cli_print_bytes (GBytes *bytes);
/* Prints the document that says why a command failed. */
void bt_cli_print_error_json (int status, const char *message);
/* Flushes standard output; returns FALSE when something of it could not be written. */
gboolean bt_cli_flush_output (void);

/* Returns "2024-03-04 08:00" UTC, or "" for BT_TIME_NONE, as a new string. */
char *bt_cli_format_time (gint64 time_usec);

/* A whole number in text, by value. */
typedef struct
{
  char text[BT_DECIMAL_BUFFER];
} BtCliNumber;

/* Returns a number's digits, for messages: translated strings hold %s for it, since the format of a
 * 64-bit integer is not the same everywhere. */
BtCliNumber bt_cli_format_int (gint64 value);

/* Rows of text in columns. */
typedef struct _BtCliTable BtCliTable;

/* Returns a table; alignments has a letter a column, 'l' or 'r', and headings a text for each. Free
 * with bt_cli_table_free(). */
BtCliTable *bt_cli_table_new (const char *alignments, const char *const *headings);
/* Frees a table; NULL is allowed. */
void bt_cli_table_free (BtCliTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtCliTable, bt_cli_table_free)
/* Adds a cell; a row is full after as many cells as there are headings. */
void bt_cli_table_add (BtCliTable *table, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* Prints the headings and rows. */
void bt_cli_table_print (const BtCliTable *table);

G_END_DECLS
