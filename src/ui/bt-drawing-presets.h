// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Named looks of drawings, and the one that new drawings begin with, as the settings keep them:
 * shared by all charts and windows. */
#pragma once

#include <gio/gio.h>

#include "chart/bt-drawing.h"

G_BEGIN_DECLS

/* A look. */
typedef struct
{
  guint colour; /* index of the theme's palette */
  guint width;  /* 1 … BT_DRAWING_MAX_WIDTH */
  BtDrawingStroke stroke;
} BtDrawingPreset;

/* Key of the named looks in the settings. */
#define BT_DRAWING_PRESETS_KEY "drawing-styles"

/* Returns a menu whose items activate apply and forget with a name (s), and keep and use-for-new.
 */
GMenuModel *bt_drawing_presets_dup_menu (GSettings *settings, const char *prefix);
/* Stores the look of a name; FALSE for one that is not kept. */
gboolean bt_drawing_presets_find (GSettings *settings, const char *name, BtDrawingPreset *preset);
/* Keeps a look under a name, instead of one that has it; NULL forgets the name. */
void bt_drawing_presets_set (GSettings *settings, const char *name, const BtDrawingPreset *preset);
/* Returns the look that new drawings begin with. */
BtDrawingPreset bt_drawing_presets_get_pen (GSettings *settings);
/* Sets it. */
void bt_drawing_presets_set_pen (GSettings *settings, const BtDrawingPreset *preset);

G_END_DECLS
