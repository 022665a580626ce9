// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Pictures that the chart drew once and must draw again. They are kept as PNG files beside the
 * tests, drawn with one font without hinting, so that the desktop's own settings do not matter. */
#pragma once

#include "chart/bt-text-cache.h"

G_BEGIN_DECLS

/* Returns a context of DejaVu Sans alone, unhinted, grey; NULL when the machine lacks the font. */
PangoContext *golden_pictures_context (void);
/* Compares a picture, which it frees, with the kept one of that name and fails the test when they
 * differ to the eye: the picture and what differs are then written to the folder of test results.
 * With BACKTRADE_GOLDEN_WRITE set the picture is kept instead. */
void golden_pictures_check (const char *name, cairo_surface_t *picture);

G_END_DECLS
