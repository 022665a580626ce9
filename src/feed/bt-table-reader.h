// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The rows of a table, one after the other, without what stands before and between them: title,
 * header, the header again where files were joined, blank lines, comments. */
#pragma once

#include "feed/bt-feed-input.h"
#include "feed/bt-row-parser.h"
#include "feed/bt-row-source.h"

G_BEGIN_DECLS

/* Reads an input from its start; it must outlive the rows. Fails as bt_line_reader_next() does, and
 * with BT_FEED_ERROR_TRUNCATED when the file ends in the middle of a row. Free with
 * bt_row_source_free(). */
BtRowSource *
bt_table_reader_new (BtFeedInput *input, const BtTableSample *sample, const BtTableLayout *layout);

G_END_DECLS
