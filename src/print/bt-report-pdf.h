// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The report on paper: the figures with their intervals, equity and drawdown, how results are
 * spread, the result under each intrabar rule, trades and ledger; vector text in English, as the
 * other written forms are. The same report is the same file wherever the same faces are installed;
 * the date of the file is the session's clock. */
#pragma once

#include "print/bt-print-document.h"
#include "session/bt-session-report.h"

G_BEGIN_DECLS

/* Returns the PDF file; any thread. Fails with G_IO_ERROR_FAILED when it could not be made. */
GBytes *bt_session_report_to_pdf (const BtSessionReport *report, BtPaper paper, GError **error);

/* Reads the name of a paper, "a4" or "letter"; FALSE for another. */
gboolean bt_paper_parse (const char *name, BtPaper *out);

G_END_DECLS
