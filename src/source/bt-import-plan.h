// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Which files go in together: the tables of an archive count as files, and files of one symbol,
 * timeframe and price become one dataset, such as the months of a year. Blocking; any thread. */
#pragma once

#include "feed/bt-feed-reader.h"

G_BEGIN_DECLS

/* Files that become one dataset. */
typedef struct
{
  char *key;        /* what they have in common; "" of a file that was not opened */
  GPtrArray *paths; /* of char *, in the order given; never empty */
} BtImportGroup;

typedef struct
{
  GPtrArray *groups; /* of BtImportGroup */
  GPtrArray *paths;  /* of char *: all that are in groups, in the order given */
  GPtrArray
    *left_out; /* of char *: why a file is in none: an empty one, a member that is no table */
} BtImportPlan;

/* Sorts files into groups. A single file need not be opened for that. Where is_strict, a file that
 * cannot be read with these options fails the plan as bt_feed_reader_open() does; else it is a
 * group of its own, whose import will ask or say why. Free with bt_import_plan_free(). */
BtImportPlan *bt_import_plan_new (const char *const *paths,
                                  const BtFeedOptions *options,
                                  gboolean is_strict,
                                  GCancellable *cancellable,
                                  GError **error);
/* Frees a plan; NULL is allowed. */
void bt_import_plan_free (BtImportPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtImportPlan, bt_import_plan_free)

G_END_DECLS
