// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A set of times, most of them whole minutes apart: a bit a minute, in pages of a day, so that
 * decades of them take megabytes. */
#pragma once

#include "base/bt-time.h"

G_BEGIN_DECLS

typedef struct _BtTimeSet BtTimeSet;

/* Is called with each time of a set, in ascending order. */
typedef void (*BtTimeSetFunc) (gint64 time_usec, gpointer user_data);

/* Returns an empty set; free with bt_time_set_free(). */
BtTimeSet *bt_time_set_new (void);
/* Frees a set; NULL is allowed. */
void bt_time_set_free (BtTimeSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtTimeSet, bt_time_set_free)
/* Adds a time; returns whether it was not there before. Of times that are no whole minutes from the
 * first one only a million is kept; those beyond count as new. */
gboolean bt_time_set_add (BtTimeSet *set, gint64 time_usec);
/* Returns how many times were new. */
gint64 bt_time_set_get_length (const BtTimeSet *set);
/* Calls func for each time that is kept. */
void bt_time_set_foreach (const BtTimeSet *set, BtTimeSetFunc func, gpointer user_data);

G_END_DECLS
