// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The colours that charts and plots draw with: dark or light, of usual or high contrast, the usual
 * green and red or a pair for colour-blind eyes, and either pair swapped. A plain value. */
#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/* Colours that studies take in turn. */
#define BT_CHART_N_STUDY_COLOURS 8

typedef struct
{
  GdkRGBA view; /* behind the candles */
  GdkRGBA text;
  GdkRGBA secondary;
  GdkRGBA dim;
  GdkRGBA axis_text;
  GdkRGBA grid;
  GdkRGBA line; /* between the plot and its axes */
  GdkRGBA separator;
  GdkRGBA crosshair;
  GdkRGBA crosshair_tag; /* under white text */
  GdkRGBA accent;
  GdkRGBA accent_text;
  GdkRGBA alert; /* lines of alerts, notes: told apart from every candle's colour */
  GdkRGBA
    position; /* lines of positions: the accent, or neutral where the accent is a candle's colour */
  GdkRGBA up;
  GdkRGBA up_text;
  GdkRGBA up_tag; /* under tag_text */
  GdkRGBA down;
  GdkRGBA down_text;
  GdkRGBA down_tag; /* under tag_text */
  GdkRGBA tag_text;
  GdkRGBA wash;       /* over the column of a forming candle */
  GdkRGBA session[3]; /* Tokyo, London, New York */
  GdkRGBA study[BT_CHART_N_STUDY_COLOURS];
  GdkRGBA study_tag_text; /* over those */
} BtChartTheme;

/* Strengthens a theme that was filled: the ground goes to black or white, what is drawn faintly is
 * drawn fully. */
void bt_chart_theme_raise_contrast (BtChartTheme *theme, gboolean is_dark);
/* Fills a theme. A swap exchanges the two colours and nothing else. */
void bt_chart_theme_init (BtChartTheme *theme,
                          gboolean is_dark,
                          gboolean is_colour_blind,
                          gboolean is_swapped);

/* Makes a colour the source of cr, its opacity multiplied by alpha (0 … 1). */
void bt_chart_theme_set_source (cairo_t *cr, const GdkRGBA *colour, double alpha);

/* Returns the text colour of a result: −1 loss, 0 neutral, +1 profit; owned by the theme. */
const GdkRGBA *bt_chart_theme_tone (const BtChartTheme *theme, int tone);

G_END_DECLS
