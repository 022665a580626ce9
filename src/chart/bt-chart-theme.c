// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-chart-theme.h"

/* The four sets of candle colours, as 0xRRGGBB. */
typedef struct
{
  guint32 up;
  guint32 up_text;
  guint32 up_tag;
  guint32 down;
  guint32 down_text;
  guint32 down_tag;
  guint32 tag_text;
} CandleColours;

static const CandleColours DARK
  = { 0x2db17f, 0x4cc795, 0x1c7f57, 0xf0604d, 0xff8072, 0xc4412e, 0xffffff };
static const CandleColours LIGHT
  = { 0x15875b, 0x0f7049, 0x1a7a54, 0xd13f2d, 0xb93222, 0xc43a28, 0xffffff };
static const CandleColours DARK_BLIND
  = { 0x4aa8ff, 0x7cc0ff, 0x4aa8ff, 0xf59e2a, 0xf8b85f, 0xf59e2a, 0x1a1a1a };
static const CandleColours LIGHT_BLIND
  = { 0x1c63b8, 0x174f93, 0x1c63b8, 0xb85c00, 0x8f4700, 0xb85c00, 0xffffff };

/* Apart from each other and from the candles' colours, also to colour-blind eyes by lightness. */
static const guint32 DARK_STUDIES[BT_CHART_N_STUDY_COLOURS]
  = { 0xf2a33a, 0x8f9bf0, 0xc58af9, 0x3fc1c9, 0xf28cb4, 0xd8cc5a, 0x6db2f2, 0xc49a77 };
static const guint32 LIGHT_STUDIES[BT_CHART_N_STUDY_COLOURS]
  = { 0xb05f00, 0x4453c4, 0x8a3fc9, 0x0b7078, 0xb0306b, 0x6f6700, 0x1766b5, 0x7a4c26 };

static GdkRGBA
make_colour (guint32 rgb, double alpha)
{
  return (GdkRGBA){
    .red = (float) ((rgb >> 16) & 0xff) / 255.0f,
    .green = (float) ((rgb >> 8) & 0xff) / 255.0f,
    .blue = (float) (rgb & 0xff) / 255.0f,
    .alpha = (float) alpha,
  };
}

static void
set_surroundings (BtChartTheme *theme, gboolean is_dark)
{
  guint32 ink = is_dark ? 0xffffff : 0x000000;

  theme->view = make_colour (is_dark ? 0x1e1e1e : 0xffffff, 1.0);
  theme->text = make_colour (ink, is_dark ? 1.0 : 0.84);
  theme->secondary = make_colour (ink, is_dark ? 0.72 : 0.70);
  theme->dim = make_colour (ink, is_dark ? 0.56 : 0.58);
  theme->axis_text = make_colour (ink, is_dark ? 0.62 : 0.64);
  theme->grid = make_colour (ink, is_dark ? 0.055 : 0.065);
  theme->line = make_colour (ink, is_dark ? 0.09 : 0.11);
  theme->separator = make_colour (ink, is_dark ? 0.30 : 0.32);
  theme->crosshair = make_colour (ink, is_dark ? 0.56 : 0.58);
  theme->crosshair_tag = make_colour (is_dark ? 0x4b4b4b : 0x5e5c64, 1.0);
  theme->accent = make_colour (0x3584e4, 1.0);
  theme->accent_text = make_colour (is_dark ? 0x78aeed : 0x1c63b8, 1.0);
  theme->wash = make_colour (ink, is_dark ? 0.06 : 0.045);
  theme->session[0] = make_colour (is_dark ? 0x62a0ea : 0x3584e4, 1.0);
  theme->session[1] = make_colour (0xd39a00, 1.0);
  theme->study_tag_text = make_colour (is_dark ? 0x1e1e1e : 0xffffff, 1.0);
  for (guint i = 0; i < BT_CHART_N_STUDY_COLOURS; i++)
    theme->study[i] = make_colour (is_dark ? DARK_STUDIES[i] : LIGHT_STUDIES[i], 1.0);
  theme->session[2] = make_colour (is_dark ? 0xc79bf0 : 0x8442b3, 1.0);
}

void
bt_chart_theme_init (BtChartTheme *theme,
                     gboolean is_dark,
                     gboolean is_colour_blind,
                     gboolean is_swapped)
{
  const CandleColours *set
    = is_colour_blind ? (is_dark ? &DARK_BLIND : &LIGHT_BLIND) : (is_dark ? &DARK : &LIGHT);

  g_return_if_fail (theme != NULL);

  set_surroundings (theme, is_dark);
  theme->alert = make_colour (is_dark ? 0xc88ae0 : 0x813d9c, 1.0);
  theme->position = is_colour_blind ? make_colour (0x9a9996, 1.0) : theme->accent;
  theme->up = make_colour (is_swapped ? set->down : set->up, 1.0);
  theme->up_text = make_colour (is_swapped ? set->down_text : set->up_text, 1.0);
  theme->up_tag = make_colour (is_swapped ? set->down_tag : set->up_tag, 1.0);
  theme->down = make_colour (is_swapped ? set->up : set->down, 1.0);
  theme->down_text = make_colour (is_swapped ? set->up_text : set->down_text, 1.0);
  theme->down_tag = make_colour (is_swapped ? set->up_tag : set->down_tag, 1.0);
  theme->tag_text = make_colour (set->tag_text, 1.0);
}

void
bt_chart_theme_raise_contrast (BtChartTheme *theme, gboolean is_dark)
{
  guint32 ink = is_dark ? 0xffffff : 0x000000;

  theme->view = make_colour (is_dark ? 0x000000 : 0xffffff, 1.0);
  theme->text = make_colour (ink, 1.0);
  theme->secondary = make_colour (ink, 0.9);
  theme->dim = make_colour (ink, 0.85);
  theme->axis_text = make_colour (ink, 0.95);
  theme->grid = make_colour (ink, 0.16);
  theme->line = make_colour (ink, 0.8);
  theme->separator = make_colour (ink, 0.65);
  theme->crosshair = make_colour (ink, 0.95);
  theme->crosshair_tag = make_colour (is_dark ? 0x2b2b2b : 0x000000, 1.0);
  theme->wash = make_colour (ink, 0.12);
  theme->study_tag_text = make_colour (is_dark ? 0x000000 : 0xffffff, 1.0);
  theme->accent_text = make_colour (is_dark ? 0xa8cffa : 0x0b3c75, 1.0);
  /* Tags stand out by their own contrast: they keep their grounds. */
  if (is_dark)
    return;
  theme->up = theme->up_text;
  theme->down = theme->down_text;
}

void
bt_chart_theme_set_source (cairo_t *cr, const GdkRGBA *colour, double alpha)
{
  cairo_set_source_rgba (cr, colour->red, colour->green, colour->blue, colour->alpha * alpha);
}

const GdkRGBA *
bt_chart_theme_tone (const BtChartTheme *theme, int tone)
{
  return tone > 0 ? &theme->up_text : tone < 0 ? &theme->down_text : &theme->text;
}
