// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* ClickHouse beside our store: Debian's clickhouse-server, started on loopback for the run. */
#pragma once

#include "bench-market.h"

/* Measures ClickHouse; FALSE, with the reason printed and all figures NAN, when it is not there. */
gboolean peer_clickhouse_measure (const BenchMarket *market, BenchStorage *out);
