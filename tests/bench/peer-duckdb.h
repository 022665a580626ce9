// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* DuckDB beside our store: its library is loaded where install-peers has put it. */
#pragma once

#include "bench-market.h"

/* Measures DuckDB; FALSE, with the reason printed and all figures NAN, when it is not there. */
gboolean peer_duckdb_measure (const BenchMarket *market, BenchStorage *out);
