// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Preferences that belong to the data folder and count for desktop and command line alike. Runs
 * inside a store job. */
#pragma once

#include "db/bt-db.h"

G_BEGIN_DECLS

/* The trading day's start, as bt_trading_day_parse() reads it. */
#define BT_PREFERENCE_TRADING_DAY "trading-day"

/* Returns a preference as a new string, or NULL without error when it is not set. */
char *bt_preference_table_get (BtDb *db, const char *key, GError **error);
/* Sets a preference; NULL removes it. */
gboolean bt_preference_table_set (BtDb *db, const char *key, const char *value, GError **error);

G_END_DECLS
