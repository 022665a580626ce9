// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-row-source.h"

gboolean
bt_row_source_next (BtRowSource *source,
                    BtRawRow *row,
                    gint64 *line,
                    gboolean *is_end,
                    GCancellable *cancellable,
                    GError **error)
{
  return source->klass->next (source, row, line, is_end, cancellable, error);
}

char *
bt_row_source_explain (const BtRowSource *source, const BtRawRow *row)
{
  return source->klass->explain (source, row);
}

void
bt_row_source_free (BtRowSource *source)
{
  if (source != NULL)
    source->klass->free (source);
}
