// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What the tests of the feed share: a file written, read to its end and removed again. */
#pragma once

#include "feed/bt-feed-reader.h"

G_BEGIN_DECLS

/* What reading a file gave. */
typedef struct
{
  GError *error;           /* NULL on success */
  GArray *candles;         /* of BtCandle, as far as they were delivered */
  BtQualityReport *report; /* NULL when opening failed */
  BtInstrument instrument;
  BtPriceKind kind;
  const char *label;
} FeedResult;

/* Frees a result. */
void feed_result_free (FeedResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FeedResult, feed_result_free)

/* Writes bytes to a file of that name in a folder of its own and reads it; options may be NULL. In
 * the error's message the folder is left out. */
FeedResult *
feed_fixture_read (const char *name, const void *bytes, gsize length, const BtFeedOptions *options);
/* The same for a text that must be read without an error. */
FeedResult *feed_fixture_read_text (const char *name, const char *text);
/* Reads a file that is there. */
FeedResult *feed_fixture_read_path (const char *path, const BtFeedOptions *options);
/* Fails unless candle index has these values (times as bt_time_parse() reads them). */
void feed_fixture_assert_candle (const FeedResult *result,
                                 guint index,
                                 const char *time,
                                 gint64 open,
                                 gint64 high,
                                 gint64 low,
                                 gint64 close);
/* Fails unless reading the text fails with that code and exactly that message. */
void feed_fixture_assert_error (
  const char *name, const char *text, const BtFeedOptions *options, int code, const char *message);
/* Returns rows "yyyy-mm-dd HH:MM:00,o,h,l,c,v", a minute apart, from a stamp on; the prices move.
 * Free with g_free(). */
char *feed_fixture_make_rows (const char *first_time, guint count);
/* Returns a folder of files to test with that lies beside the sources ("../shared/data/…"), or NULL
 * after skipping the test. */
char *feed_fixture_find_shared (const char *name);

G_END_DECLS
