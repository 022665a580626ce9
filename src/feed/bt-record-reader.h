// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Records of one length out of a file. */
#pragma once

#include "feed/bt-feed-input.h"

G_BEGIN_DECLS

/* The largest record. */
#define BT_RECORD_MAX_BYTES 256

typedef struct
{
  BtFeedInput *input;
  gsize record_bytes;
  gint64 number; /* of the last record, from 1 */
  gsize start;   /* of what is not yet delivered */
  gsize end;
  guint8 buffer[32 * 1024];
} BtRecordReader;

/* Prepares a reader of an input that is at its start, or past a head. */
void bt_record_reader_init (BtRecordReader *reader, BtFeedInput *input, gsize record_bytes);
/* Reads past a head. Fails as bt_record_reader_next() does. */
gboolean bt_record_reader_skip (BtRecordReader *reader,
                                gsize length,
                                GCancellable *cancellable,
                                GError **error);
/* Stores the next record, valid until the next call, or NULL at the end. Fails as
 * bt_feed_input_read() does, and with BT_FEED_ERROR_TRUNCATED where the file ends inside a record.
 */
gboolean bt_record_reader_next (BtRecordReader *reader,
                                const guint8 **record,
                                GCancellable *cancellable,
                                GError **error);

/* Read numbers of a record. */
guint32 bt_record_get_u32_be (const guint8 *bytes);
float bt_record_get_float_be (const guint8 *bytes);
gint32 bt_record_get_i32_le (const guint8 *bytes);
gint64 bt_record_get_i64_le (const guint8 *bytes);
double bt_record_get_double_le (const guint8 *bytes);

G_END_DECLS
