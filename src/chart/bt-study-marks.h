// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The marks that values of a study are drawn with: lines, steps, histograms, dots, bands, clouds
 * and pivots. */
#pragma once

#include "chart/bt-study-trace.h"

G_BEGIN_DECLS

/* Width and height of a dot. */
#define BT_STUDY_MARKS_DOT_PX 3.0

/* Draws an output in its own style; other is the output that a band or cloud reaches to. */
void bt_study_marks_draw (const BtStudyTrace *trace, const BtStudyTrace *other, cairo_t *cr);
/* Returns whether marks of a style are joined to those of the candle before. */
gboolean bt_study_marks_are_joined (BtStudyStyle style);

G_END_DECLS
