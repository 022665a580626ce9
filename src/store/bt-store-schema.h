// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The tables of a data folder, and how older ones become them: one step a version. A step is never
 * changed after a release; a new one is added, and a fixture of the version before it to the tests.
 */
#pragma once

#include "db/bt-db.h"

G_BEGIN_DECLS

/* "BtRd", in the header of every database of BackTrade. */
#define BT_STORE_APPLICATION_ID 0x42745264
/* The version that this program writes. */
#define BT_STORE_VERSION 7

/* Brings a database to BT_STORE_VERSION; see bt_db_migrate(). */
gboolean bt_store_schema_migrate (BtDb *db, GError **error);

G_END_DECLS
