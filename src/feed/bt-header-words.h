// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The words by which programs and services of many languages name the columns of a table. */
#pragma once

#include "feed/bt-header-names.h"

G_BEGIN_DECLS

/* Returns what a folded name says as a whole; BT_HEADER_OTHER for an unknown one. Any thread. */
BtHeaderRole bt_header_word_find (const char *word);

G_END_DECLS
