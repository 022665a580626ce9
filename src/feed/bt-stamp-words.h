// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Words in dates: months, days of the week and zones, as programs of many languages write them. */
#pragma once

#include "base/bt-zone.h"

G_BEGIN_DECLS

/* Returns the month of a word ("Jan", "januar", "févr", "янв"), 1 … 12; 0 for another word. Three
 * letters are enough, unless a language needs more. */
int bt_stamp_word_find_month (const char *text, gsize length);

/* Returns the day of an English word ("Mon", "monday"), 0 for Sunday … 6; −1 for another word. */
int bt_stamp_word_find_weekday (const char *text, gsize length);

/* Reads the name of a zone as tables write it behind a time: what bt_zone_parse() reads, and
 * "US/Eastern", "EST", "CEST", "Asia/Kolkata" and the like. FALSE for another word. */
gboolean bt_stamp_word_parse_zone (const char *text, gsize length, BtZone *out);

G_END_DECLS
