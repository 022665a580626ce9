// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#pragma once

#include "chart/bt-drawing.h"

G_BEGIN_DECLS

/* The width of a study's lines where none was chosen. */
#define BT_STUDY_LOOK_WIDTH_PX 1.5

/* How a study looks, whatever it computes. A plain value; zeroed it is as usual. */
typedef struct
{
  guint colour; /* the first of its colours: 1 + index in the theme's palette; 0: taken in turn */
  guint width;  /* of lines, logical pixels, 1 … BT_DRAWING_MAX_WIDTH; 0: as usual */
  BtDrawingStroke stroke;
  gboolean is_hidden;
  double pane_share; /* its pane's part of the chart's height, 0 … 1; 0: as usual */
} BtStudyLook;

/* Returns the width of a study's lines in logical pixels. */
static inline double
bt_study_look_width (const BtStudyLook *look)
{
  return look->width > 0 ? look->width : BT_STUDY_LOOK_WIDTH_PX;
}

G_END_DECLS
