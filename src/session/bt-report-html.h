// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The report as a page that stands alone: figures, equity curve, trades and ledger, without scripts
 * or anything to be loaded. */
#pragma once

#include "session/bt-session-report.h"

G_BEGIN_DECLS

/* Returns the page (HTML 5, UTF-8, English) as a new string. Every text that a user gave is
 * escaped. */
char *bt_session_report_to_html (const BtSessionReport *report);

G_END_DECLS
