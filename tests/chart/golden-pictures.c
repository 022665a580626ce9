// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "golden-pictures.h"

#include <stdlib.h>

#define FAMILY "DejaVu Sans"
/* Another processor may round the edge of a shape differently: such pixels differ little. */
#define MAX_CHANNEL_DIFFERENCE 6
/* Pixels that may differ by more, in a million. */
#define MAX_DIFFERENT_PPM 40

/* Returns whether a context's font is the one that was asked for, not a stand-in. */
static gboolean
has_family (PangoContext *context, const PangoFontDescription *wanted)
{
  PangoFont *font = pango_context_load_font (context, wanted);
  gboolean is_found = FALSE;

  if (font == NULL)
    return FALSE;

  PangoFontDescription *found = pango_font_describe (font);
  is_found = g_strcmp0 (pango_font_description_get_family (found), FAMILY) == 0;
  pango_font_description_free (found);
  g_object_unref (font);
  return is_found;
}

PangoContext *
golden_pictures_context (void)
{
  PangoFontMap *map = pango_cairo_font_map_new_for_font_type (CAIRO_FONT_TYPE_FT);
  PangoContext *context = pango_font_map_create_context (map);
  PangoFontDescription *font = pango_font_description_from_string (FAMILY);
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 96);
  pango_context_set_font_description (context, font);
  if (!has_family (context, font))
    g_clear_object (&context);
  cairo_font_options_destroy (options);
  pango_font_description_free (font);
  g_object_unref (map);
  return context;
}

static char *
kept_path (const char *name)
{
  g_autofree char *file = g_strconcat (name, ".png", NULL);

  return g_test_build_filename (G_TEST_DIST, "chart", "golden", file, NULL);
}

/* Writes a picture among the results of the tests. */
static void
write_result (cairo_surface_t *picture, const char *name, const char *what)
{
  g_autofree char *file = g_strdup_printf ("golden-%s-%s.png", name, what);
  g_autofree char *path = g_test_build_filename (G_TEST_BUILT, "chart", file, NULL);

  g_assert_cmpint (cairo_surface_write_to_png (picture, path), ==, CAIRO_STATUS_SUCCESS);
  g_test_message ("written: %s", path);
}

static guint
channel_difference (guint32 a, guint32 b)
{
  guint most = 0;

  for (guint shift = 0; shift < 32; shift += 8)
    most = MAX (most, (guint) abs ((int) (a >> shift & 0xff) - (int) (b >> shift & 0xff)));
  return most;
}

/* Returns how many pixels differ to the eye and paints those red in marks. */
static guint
count_differences (cairo_surface_t *a, cairo_surface_t *b, cairo_surface_t *marks)
{
  int width = cairo_image_surface_get_width (a);
  int height = cairo_image_surface_get_height (a);
  guint count = 0;

  cairo_surface_flush (a);
  cairo_surface_flush (b);
  cairo_surface_flush (marks);
  for (int y = 0; y < height; y++)
    {
      const guint32 *from
        = (const guint32 *) (const void *) (cairo_image_surface_get_data (a)
                                            + (gsize) y * cairo_image_surface_get_stride (a));
      const guint32 *to
        = (const guint32 *) (const void *) (cairo_image_surface_get_data (b)
                                            + (gsize) y * cairo_image_surface_get_stride (b));
      guint32 *mark = (guint32 *) (void *) (cairo_image_surface_get_data (marks)
                                            + (gsize) y * cairo_image_surface_get_stride (marks));
      for (int x = 0; x < width; x++)
        {
          gboolean differs = channel_difference (from[x] | 0xff000000, to[x] | 0xff000000)
                             > MAX_CHANNEL_DIFFERENCE;
          mark[x] = differs ? 0xffff0000 : 0xff000000;
          count += differs;
        }
    }
  cairo_surface_mark_dirty (marks);
  return count;
}

void
golden_pictures_check (const char *name, cairo_surface_t *picture)
{
  g_autofree char *path = kept_path (name);
  int width = cairo_image_surface_get_width (picture);
  int height = cairo_image_surface_get_height (picture);

  if (g_getenv ("BACKTRADE_GOLDEN_WRITE") != NULL)
    {
      g_assert_cmpint (cairo_surface_write_to_png (picture, path), ==, CAIRO_STATUS_SUCCESS);
      cairo_surface_destroy (picture);
      return;
    }
  cairo_surface_t *kept = cairo_image_surface_create_from_png (path);
  if (cairo_surface_status (kept) != CAIRO_STATUS_SUCCESS)
    g_error ("%s: %s", path, cairo_status_to_string (cairo_surface_status (kept)));
  if (cairo_image_surface_get_width (kept) != width
      || cairo_image_surface_get_height (kept) != height)
    {
      write_result (picture, name, "now");
      g_test_fail_printf ("%s: %d × %d pixels, kept are %d × %d", name, width, height,
                          cairo_image_surface_get_width (kept),
                          cairo_image_surface_get_height (kept));
    }
  else
    {
      cairo_surface_t *marks = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
      guint different = count_differences (picture, kept, marks);
      if ((guint64) different * 1000000 > (guint64) width * height * MAX_DIFFERENT_PPM)
        {
          write_result (picture, name, "now");
          write_result (marks, name, "differences");
          g_test_fail_printf ("%s: %u pixels of %d differ", name, different, width * height);
        }
      cairo_surface_destroy (marks);
    }
  cairo_surface_destroy (kept);
  cairo_surface_destroy (picture);
}
