// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What the commands `fetch` and `publish` have to do with ClickHouse. */
#pragma once

#include "cli/bt-cli.h"
#include "source/bt-clickhouse.h"

G_BEGIN_DECLS

/* Reads a range from a server into a dataset and prints the outcome; url and table may be NULL. */
BtCliStatus bt_cli_fetch_clickhouse (BtCli *cli,
                                     const char *url,
                                     const char *table,
                                     const BtClickHouseRange *range);

G_END_DECLS
