// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Boxes of whole pixels look as if each had been filled by itself. */
#include "config.h"

#include "chart-fixtures.h"
#include "chart/bt-box-fill.h"

#define WIDTH 640
#define HEIGHT 160

static const cairo_rectangle_int_t whole = { 0, 0, WIDTH, HEIGHT };

/* Box number i of a row from left to right; as wide and high as drawn at random. */
static cairo_rectangle_int_t
make_box (GRand *random, int i)
{
  return (cairo_rectangle_int_t){ .x = 7 * i,
                                  .y = g_rand_int_range (random, 0, HEIGHT / 2),
                                  .width = g_rand_int_range (random, 1, 7),
                                  .height = g_rand_int_range (random, 1, HEIGHT / 2) };
}

static cairo_t *
start_picture (cairo_surface_t **surface)
{
  *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (*surface);

  cairo_set_source_rgb (cr, 0.2, 0.4, 0.6);
  cairo_paint (cr);
  cairo_set_source_rgba (cr, 0.9, 0.5, 0.1, 0.4);
  return cr;
}

/* Wider than one mask; a translucent colour shows what would be painted twice. */
static void
test_same_as_rectangles (void)
{
  cairo_surface_t *boxed, *plain;
  cairo_t *boxed_cr = start_picture (&boxed);
  cairo_t *plain_cr = start_picture (&plain);
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (BtBoxFill) boxes = bt_box_fill_new (&whole);

  for (int i = 0; 7 * i + 7 <= WIDTH; i++)
    {
      const cairo_rectangle_int_t box = make_box (random, i);
      bt_box_fill_add (boxes, box.x, box.y, box.width, box.height);
      cairo_rectangle (plain_cr, box.x, box.y, box.width, box.height);
      cairo_fill (plain_cr);
    }
  bt_box_fill_paint (boxes, boxed_cr);
  cairo_destroy (boxed_cr);
  cairo_destroy (plain_cr);
  g_assert_true (is_same_picture (boxed, plain));
  cairo_surface_destroy (boxed);
  cairo_surface_destroy (plain);
}

/* What lies outside is cut off, what is empty is nothing, and what was painted is forgotten. */
static void
test_limits (void)
{
  const cairo_rectangle_int_t clip = { 10, 20, 30, 40 };
  cairo_surface_t *boxed, *plain;
  cairo_t *boxed_cr = start_picture (&boxed);
  cairo_t *plain_cr = start_picture (&plain);
  g_autoptr (BtBoxFill) boxes = bt_box_fill_new (&clip);

  bt_box_fill_paint (boxes, boxed_cr);
  bt_box_fill_add (boxes, 15, 25, 0, 10);
  bt_box_fill_add (boxes, 15, 25, 10, -1);
  bt_box_fill_add (boxes, -100, 0, 100, HEIGHT);
  bt_box_fill_add (boxes, 40, 0, 100, HEIGHT);
  bt_box_fill_paint (boxes, boxed_cr);
  g_assert_true (is_same_picture (boxed, plain));

  bt_box_fill_add (boxes, -10, -10, WIDTH + 20, HEIGHT + 20);
  /* What two share is painted once. */
  bt_box_fill_add (boxes, 12, 22, 5, 5);
  bt_box_fill_paint (boxes, boxed_cr);
  bt_box_fill_paint (boxes, boxed_cr);
  cairo_rectangle (plain_cr, clip.x, clip.y, clip.width, clip.height);
  cairo_fill (plain_cr);
  cairo_destroy (boxed_cr);
  cairo_destroy (plain_cr);
  g_assert_true (is_same_picture (boxed, plain));
  cairo_surface_destroy (boxed);
  cairo_surface_destroy (plain);
}

/* On a surface with a scale of its own, where one unit of cr has been made one device pixel. */
static void
test_scaled (void)
{
  static const double scales[] = { 1.25, 1.5, 2.0, 3.0 };

  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
      cairo_surface_set_device_scale (surface, scales[i], scales[i]);
      cairo_t *cr = cairo_create (surface);
      g_autoptr (BtBoxFill) boxes = bt_box_fill_new (&whole);

      cairo_scale (cr, 1 / scales[i], 1 / scales[i]);
      cairo_set_source_rgb (cr, 1, 1, 1);
      bt_box_fill_add (boxes, 101, 53, 1, 20);
      bt_box_fill_paint (boxes, cr);
      cairo_destroy (cr);
      cairo_surface_flush (surface);
      for (int y = 50; y < 76; y++)
        for (int x = 99; x < 104; x++)
          g_assert_cmphex (get_pixel (surface, x, y), ==,
                           x == 101 && y >= 53 && y < 73 ? 0xffffffff : 0);
      cairo_surface_destroy (surface);
    }
}

/* Of the pixels at its ends a run covers a part; where two runs share a pixel, the larger part. */
static void
test_runs (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (BtBoxFill) boxes = bt_box_fill_new (&whole);

  cairo_set_source_rgb (cr, 1, 1, 1);
  bt_box_fill_add_run (boxes, 10, 20.75, 23.5);
  bt_box_fill_add_run (boxes, 11, 20.25, 20.75);
  bt_box_fill_add_run (boxes, 12, 20, 22);
  bt_box_fill_add_run (boxes, 13, 20.5, 21);
  bt_box_fill_add_run (boxes, 13, 20.25, 21);
  bt_box_fill_add_run (boxes, 14, 21, 21);
  bt_box_fill_add_run (boxes, 15, 21, 20);
  bt_box_fill_paint (boxes, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  g_assert_cmphex (get_pixel (surface, 10, 19), ==, 0);
  g_assert_cmphex (get_pixel (surface, 10, 20), ==, 0x40404040);
  g_assert_cmphex (get_pixel (surface, 10, 21), ==, 0xffffffff);
  g_assert_cmphex (get_pixel (surface, 10, 22), ==, 0xffffffff);
  g_assert_cmphex (get_pixel (surface, 10, 23), ==, 0x80808080);
  g_assert_cmphex (get_pixel (surface, 11, 20), ==, 0x80808080);
  g_assert_cmphex (get_pixel (surface, 12, 20), ==, 0xffffffff);
  g_assert_cmphex (get_pixel (surface, 12, 21), ==, 0xffffffff);
  g_assert_cmphex (get_pixel (surface, 12, 22), ==, 0);
  g_assert_cmphex (get_pixel (surface, 13, 20), ==, 0xbfbfbfbf);
  g_assert_cmphex (get_pixel (surface, 14, 21), ==, 0);
  g_assert_cmphex (get_pixel (surface, 15, 20), ==, 0);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/box-fill/same-as-rectangles", test_same_as_rectangles);
  g_test_add_func ("/chart/box-fill/limits", test_limits);
  g_test_add_func ("/chart/box-fill/scaled", test_scaled);
  g_test_add_func ("/chart/box-fill/runs", test_runs);
  return g_test_run ();
}
