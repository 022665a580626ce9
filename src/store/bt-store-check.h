// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The whole check of a data folder. Runs inside a store job. */
#pragma once

#include "db/bt-db.h"

G_BEGIN_DECLS

/* Called for each fault that a check finds; the message says what and where, in English. */
typedef BtDbFaultFunc BtStoreFaultFunc;

/* Checks the database's pages and references, all datasets and all sessions; returns FALSE only
 * when the database cannot be read. Takes about a second for ten years of M1. */
gboolean bt_store_check (BtDb *db, BtStoreFaultFunc func, gpointer user_data, GError **error);

G_END_DECLS
