// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Where history is downloaded from and how, as the user's preferences have it. An option of the
 * command line and an environment variable count more; what none of them says is as the sources
 * themselves have it. */
#pragma once

#include "store/bt-store.h"

G_BEGIN_DECLS

#define BT_SOURCE_CONNECTIONS_MAX 16

/* A place that has an address. */
typedef enum
{
  BT_SOURCE_PLACE_DUKASCOPY,
  BT_SOURCE_PLACE_BINANCE,
  BT_SOURCE_PLACE_CLICKHOUSE,
} BtSourcePlace;

#define BT_N_SOURCE_PLACES 3

/* The preferences. Free what they hold with bt_source_settings_clear(). */
typedef struct
{
  char *urls[BT_N_SOURCE_PLACES]; /* NULL: not set */
  guint connections;              /* at once, 1 … 16; 0: not set */
} BtSourceSettings;

/* Frees what settings hold. */
void bt_source_settings_clear (BtSourceSettings *settings);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BtSourceSettings, bt_source_settings_clear)

/* Reads them; what is set and cannot be used counts as not set. Runs inside a store job. */
gboolean bt_source_settings_load (BtDb *db, BtSourceSettings *out, GError **error);
/* Writes them, after a look at each. Fails as bt_source_settings_check_url() and the database do;
 * nothing is written then. Runs inside a store job. */
gboolean bt_source_settings_save (BtDb *db, const BtSourceSettings *settings, GError **error);
/* Returns whether a text is an address that can be kept: http or https with a host, and without a
 * password, which has no place in a file of preferences. Fails with BT_DOWNLOAD_ERROR_REQUEST. */
gboolean bt_source_settings_check_url (const char *url, GError **error);
/* Returns the environment's address of a place, or NULL. */
const char *bt_source_settings_get_variable (BtSourcePlace place);
/* Returns the address of a place as a new string: the environment's, the preference's, the source's
 * own, or NULL where there is none of them. */
char *bt_source_settings_dup_url (const BtSourceSettings *settings, BtSourcePlace place);
/* Returns the public address of a place, or NULL; static. */
const char *bt_source_settings_get_public_url (BtSourcePlace place);

G_END_DECLS
