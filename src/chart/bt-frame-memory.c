// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-frame-memory.h"

#ifdef GDK_WINDOWING_X11
#include <cairo-xlib.h>
#include <gdk/x11/gdkx.h>

#define KEY "bt-frame-memory"
/* Cairo does not share what is smaller than a page. */
#define KEPT_PX 64

/* What a display has. */
typedef struct
{
  cairo_surface_t *kept;
  int width_px; /* of the frames that there is memory for */
  int height_px;
} FrameMemory;

static void
free_memory (gpointer data)
{
  FrameMemory *memory = data;

  if (memory->kept != NULL)
    cairo_surface_destroy (memory->kept);
  g_free (memory);
}

/* While the connection is still there. */
static void
display_closed_cb (GdkDisplay *display, gboolean is_error, gpointer user_data)
{
  g_object_set_data (G_OBJECT (display), KEY, NULL);
}

static FrameMemory *
get_memory (GdkDisplay *display)
{
  FrameMemory *memory = g_object_get_data (G_OBJECT (display), KEY);

  if (memory == NULL)
    {
      memory = g_new0 (FrameMemory, 1);
      g_object_set_data_full (G_OBJECT (display), KEY, memory, free_memory);
      g_signal_connect (display, "closed", G_CALLBACK (display_closed_cb), NULL);
    }
  return memory;
}

/* Returns a small surface in a piece of memory that has room for a frame: while the frame is in it
 * there is no other with room, and the small one is put beside it. */
static cairo_surface_t *
make_kept (Display *display, int width_px, int height_px)
{
  cairo_surface_t *root = cairo_xlib_surface_create (
    display, DefaultRootWindow (display), DefaultVisual (display, DefaultScreen (display)), 1, 1);
  cairo_surface_t *frame
    = cairo_surface_create_similar_image (root, CAIRO_FORMAT_ARGB32, width_px, height_px);
  cairo_surface_t *kept
    = cairo_surface_create_similar_image (root, CAIRO_FORMAT_ARGB32, KEPT_PX, KEPT_PX);

  cairo_surface_destroy (frame);
  cairo_surface_destroy (root);
  return kept;
}

static void
keep (GdkSurface *surface)
{
  GdkDisplay *display = gdk_surface_get_display (surface);
  GdkMonitor *monitor = gdk_display_get_monitor_at_surface (display, surface);
  FrameMemory *memory = get_memory (display);
  GdkRectangle area
    = { .width = gdk_surface_get_width (surface), .height = gdk_surface_get_height (surface) };
  const int scale = gdk_surface_get_scale_factor (surface);

  if (monitor != NULL)
    gdk_monitor_get_geometry (monitor, &area);
  if (area.width * scale <= memory->width_px && area.height * scale <= memory->height_px)
    return;
  memory->width_px = MAX (memory->width_px, area.width * scale);
  memory->height_px = MAX (memory->height_px, area.height * scale);
  g_clear_pointer (&memory->kept, cairo_surface_destroy);
  memory->kept
    = make_kept (gdk_x11_display_get_xdisplay (display), memory->width_px, memory->height_px);
}
#endif

void
bt_frame_memory_keep (GdkSurface *surface)
{
#ifdef GDK_WINDOWING_X11
  if (GDK_IS_X11_DISPLAY (gdk_surface_get_display (surface)))
    keep (surface);
#endif
}
