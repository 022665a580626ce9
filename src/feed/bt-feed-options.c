// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What a reader is told, and how it says that it cannot read. */
#include "config.h"

#include "feed/bt-feed-reader.h"

GQuark
bt_feed_error_quark (void)
{
  return g_quark_from_static_string ("bt-feed-error-quark");
}

void
bt_feed_options_init (BtFeedOptions *options)
{
  *options = (BtFeedOptions){ .digits = -1 };
}
