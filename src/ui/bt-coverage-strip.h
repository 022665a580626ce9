// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The span of a dataset as a strip: complete where there is data, marked where candles are missing,
 * with the years below. */
#pragma once

#include <gtk/gtk.h>

#include "feed/bt-quality-report.h"

G_BEGIN_DECLS

#define BT_TYPE_COVERAGE_STRIP (bt_coverage_strip_get_type ())
G_DECLARE_FINAL_TYPE (BtCoverageStrip, bt_coverage_strip, BT, COVERAGE_STRIP, GtkWidget)

/* A gap of at least this many microseconds is drawn as a long one. */
#define BT_COVERAGE_LONG_GAP_USEC (24 * BT_USEC_PER_HOUR)

/* Shows a span and the gaps of its report (which may be NULL: none known). */
void bt_coverage_strip_set_span (BtCoverageStrip *strip,
                                 gint64 first_usec,
                                 gint64 last_usec,
                                 BtQualityReport *report);

G_END_DECLS
