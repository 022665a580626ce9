// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The first lines of a table, on which everything about it is detected. */
#pragma once

#include "feed/bt-feed-fields.h"

G_BEGIN_DECLS

/* A line of the sample: its number in the file, from 1, and its text. */
typedef struct
{
  gint64 number;
  const char *text;
  gsize length;
} BtSampleLine;

typedef struct
{
  char *text;
  gsize length;
  GArray *lines; /* of BtSampleLine, those that are not blank */
  char delimiter;
  guint n_fields;   /* of most lines */
  guint first_data; /* index of the first line that holds numbers like a candle's */
  gboolean has_header;
  BtSampleLine header;     /* the line that names the columns, when has_header */
  BtSampleLine comment;    /* the last one in front of the data; length 0 when there is none */
  gboolean is_line_quoted; /* every line stands in quotes as a whole, which lines are without */
  char *symbol;            /* these are what JSON says beside its rows, or NULL */
  char *zone;
  char *message;
} BtTableSample;

/* Takes over text (length bytes and a zero byte, the beginning of a file; is_whole when it is all
 * of it) and finds lines, delimiter and header. Fails with BT_FEED_ERROR_EMPTY or
 * BT_FEED_ERROR_FORMAT. Free with bt_table_sample_free(). */
BtTableSample *
bt_table_sample_new (const char *path, char *text, gsize length, gboolean is_whole, GError **error);
/* Frees a sample; NULL is allowed. */
void bt_table_sample_free (BtTableSample *sample);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtTableSample, bt_table_sample_free)
/* Splits line first_data + index; returns FALSE after the last one. */
gboolean bt_table_sample_split (const BtTableSample *sample, guint index, BtFeedFields *out);
/* Returns whether a field looks like a number in some style, and not like a date. */
gboolean bt_table_sample_is_number (const BtFeedField *field);

/* Takes the quotes off that a whole line stands in. */
void bt_table_sample_unquote (const char **text, gsize *length);

G_END_DECLS
