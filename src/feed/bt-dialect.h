// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The programs and services that write tables of candles: how each is recognised, and which clock
 * it writes by. */
#pragma once

#include "base/bt-zone.h"
#include "feed/bt-table-layout.h"

G_BEGIN_DECLS

/* One dialect; static. */
typedef struct
{
  const char *name;         /* what --dialect takes */
  const char *label;        /* what the user reads: a proper name, not translated */
  BtZone zone;              /* the clock, where nothing better is known */
  gboolean is_zone_fixed;   /* the dialect always writes by that clock */
  gboolean is_server_epoch; /* its counts since 1970 are of the server's clock, not of UTC */
} BtDialect;

/* Returns the dialect of that name, or NULL. */
const BtDialect *bt_dialect_find (const char *name);
/* Returns all names, NULL-terminated; static. */
const char *const *bt_dialect_list_names (void);
/* Returns the dialect that sample, layout and file name fit best: "iso" or "plain" where nothing
 * special is seen. is_json: the table was made of JSON. */
const BtDialect *bt_dialect_detect (const BtTableSample *sample,
                                    const BtTableLayout *layout,
                                    const BtFileNameHints *hints,
                                    gboolean is_json);
/* Returns whether the header is that of a source that writes the month first, for dates that do not
 * show it. */
gboolean bt_dialect_is_month_first (const BtTableSample *sample);
/* Stores the clock that the header names ("Gmt time", "Time (EET)") and whether it can be relied
 * on; FALSE when it names none. */
gboolean
bt_dialect_find_header_zone (const BtTableSample *sample, BtZone *zone, gboolean *is_reliable);

G_END_DECLS
