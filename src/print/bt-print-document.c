// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "print/bt-print-document.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#define MARGIN 42.0
#define HEAD 20.0 /* of every page but the first */
#define FOOT 22.0
#define CREATOR "BackTrade " BT_VERSION
/* The program's own face first; figures of one width stand under each other. */
#define FAMILY "Inter, Cantarell, DejaVu Sans, Sans"
#define FEATURES "tnum=1"

struct _BtPrintDocument
{
  const BtPrintAbout *about;
  double width;
  double height;
  double y;
  int page;  /* 1 … */
  int pages; /* 0 while they are counted */
  cairo_surface_t *surface;
  cairo_t *cr; /* NULL while they are counted */
  PangoLayout *layout;
};

static const struct
{
  double size;
  PangoWeight weight;
} faces[] = {
  [BT_FACE_TITLE] = { 20, PANGO_WEIGHT_BOLD }, [BT_FACE_HEADING] = { 10.5, PANGO_WEIGHT_BOLD },
  [BT_FACE_VALUE] = { 15, PANGO_WEIGHT_BOLD }, [BT_FACE_BODY] = { 8, PANGO_WEIGHT_NORMAL },
  [BT_FACE_STRONG] = { 8, PANGO_WEIGHT_BOLD }, [BT_FACE_SMALL] = { 7, PANGO_WEIGHT_NORMAL },
};

static void
set_ink (BtPrintDocument *document, BtInk ink)
{
  static const guint32 inks[] = {
    [BT_INK_TEXT] = 0x1d1d20,  [BT_INK_DIM] = 0x5e5c64,       [BT_INK_RULE] = 0xd4d2ce,
    [BT_INK_SHADE] = 0xf6f5f4, [BT_INK_ACCENT] = 0x1c71d8,    [BT_INK_GAIN] = 0x1a7f4b,
    [BT_INK_LOSS] = 0xc01c28,  [BT_INK_GAIN_TINT] = 0xdcefe4, [BT_INK_LOSS_TINT] = 0xf8dfe0,
  };

  cairo_set_source_rgb (document->cr, (inks[ink] >> 16 & 0xff) / 255.0,
                        (inks[ink] >> 8 & 0xff) / 255.0, (inks[ink] & 0xff) / 255.0);
}

double
bt_print_left (const BtPrintDocument *document)
{
  return MARGIN;
}

double
bt_print_right (const BtPrintDocument *document)
{
  return document->width - MARGIN;
}

double
bt_print_y (const BtPrintDocument *document)
{
  return document->y;
}

void
bt_print_skip (BtPrintDocument *document, double height)
{
  document->y += height;
}

double
bt_print_line_height (BtFace face)
{
  return faces[face].size * 1.4;
}

void
bt_print_text (BtPrintDocument *document,
               BtFace face,
               BtInk ink,
               BtSide side,
               double x,
               double y,
               double width,
               const char *text)
{
  static const PangoAlignment alignments[] = { [BT_SIDE_LEFT] = PANGO_ALIGN_LEFT,
                                               [BT_SIDE_CENTRE] = PANGO_ALIGN_CENTER,
                                               [BT_SIDE_RIGHT] = PANGO_ALIGN_RIGHT };
  PangoFontDescription *font;

  if (document->cr == NULL || text == NULL || *text == '\0')
    return;
  font = pango_font_description_from_string (FAMILY);
  pango_font_description_set_absolute_size (font, faces[face].size * PANGO_SCALE);
  pango_font_description_set_weight (font, faces[face].weight);
  pango_layout_set_font_description (document->layout, font);
  pango_font_description_free (font);
  pango_layout_set_width (document->layout, (int) (width * PANGO_SCALE));
  pango_layout_set_alignment (document->layout, alignments[side]);
  pango_layout_set_text (document->layout, text, -1);
  set_ink (document, ink);
  cairo_move_to (document->cr, x, y);
  pango_cairo_show_layout (document->cr, document->layout);
}

void
bt_print_line (BtPrintDocument *document,
               BtInk ink,
               double thickness,
               double x1,
               double y1,
               double x2,
               double y2)
{
  const double points[] = { x1, y1, x2, y2 };

  bt_print_polyline (document, ink, thickness, points, 2);
}

void
bt_print_fill (
  BtPrintDocument *document, BtInk ink, double x, double y, double width, double height)
{
  if (document->cr == NULL)
    return;
  set_ink (document, ink);
  cairo_new_path (document->cr);
  cairo_rectangle (document->cr, x, y, width, height);
  cairo_fill (document->cr);
}

void
bt_print_outline (
  BtPrintDocument *document, BtInk ink, double x, double y, double width, double height)
{
  if (document->cr == NULL)
    return;
  set_ink (document, ink);
  cairo_set_line_width (document->cr, 0.7);
  cairo_new_path (document->cr);
  cairo_rectangle (document->cr, x, y, width, height);
  cairo_stroke (document->cr);
}

static void
trace (BtPrintDocument *document, const double *points, guint count)
{
  /* Text leaves a point behind, from which the line would begin. */
  cairo_new_path (document->cr);
  for (guint i = 0; i < count; i++)
    cairo_line_to (document->cr, points[2 * i], points[2 * i + 1]);
}

void
bt_print_polyline (
  BtPrintDocument *document, BtInk ink, double thickness, const double *points, guint count)
{
  if (document->cr == NULL || count < 2)
    return;
  set_ink (document, ink);
  cairo_set_line_width (document->cr, thickness);
  trace (document, points, count);
  cairo_stroke (document->cr);
}

void
bt_print_polygon (BtPrintDocument *document, BtInk ink, const double *points, guint count)
{
  if (document->cr == NULL || count < 3)
    return;
  set_ink (document, ink);
  trace (document, points, count);
  cairo_close_path (document->cr);
  cairo_fill (document->cr);
}

void
bt_print_mark (BtPrintDocument *document, const char *title)
{
  g_autofree char *place = g_strdup_printf ("page=%d", document->page);

  if (document->cr != NULL)
    cairo_pdf_surface_add_outline (document->surface, CAIRO_PDF_OUTLINE_ROOT, title, place,
                                   CAIRO_PDF_OUTLINE_FLAG_OPEN);
}

static void
begin_page (BtPrintDocument *document)
{
  const BtPrintAbout *about = document->about;
  double left = bt_print_left (document);
  double width = bt_print_right (document) - left;

  document->page++;
  document->y = MARGIN;
  if (document->page == 1)
    return;
  bt_print_text (document, BT_FACE_SMALL, BT_INK_DIM, BT_SIDE_LEFT, left, MARGIN - 6, width * 0.6,
                 about->title);
  bt_print_text (document, BT_FACE_SMALL, BT_INK_DIM, BT_SIDE_RIGHT, left + width * 0.6, MARGIN - 6,
                 width * 0.4, about->subject);
  bt_print_line (document, BT_INK_RULE, 0.5, left, MARGIN + 6, left + width, MARGIN + 6);
  document->y += HEAD;
}

static void
end_page (BtPrintDocument *document)
{
  double left = bt_print_left (document);
  double width = bt_print_right (document) - left;
  double y = document->height - MARGIN;
  g_autofree char *number = g_strdup_printf ("Page %d of %d", document->page, document->pages);

  if (document->cr == NULL)
    return;
  bt_print_line (document, BT_INK_RULE, 0.5, left, y - 4, left + width, y - 4);
  bt_print_text (document, BT_FACE_SMALL, BT_INK_DIM, BT_SIDE_LEFT, left, y, width * 0.8,
                 document->about->mark);
  bt_print_text (document, BT_FACE_SMALL, BT_INK_DIM, BT_SIDE_RIGHT, left, y, width, number);
  cairo_show_page (document->cr);
}

gboolean
bt_print_need (BtPrintDocument *document, double height)
{
  if (document->y + height <= document->height - MARGIN - FOOT)
    return FALSE;
  end_page (document);
  begin_page (document);
  return TRUE;
}

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
open_surface (BtPrintDocument *document, GByteArray *bytes)
{
  const BtPrintAbout *about = document->about;
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  cairo_font_options_t *options = cairo_font_options_create ();
  PangoContext *context;

  document->surface
    = cairo_pdf_surface_create_for_stream (append_cb, bytes, document->width, document->height);
  cairo_pdf_surface_set_metadata (document->surface, CAIRO_PDF_METADATA_TITLE, about->title);
  cairo_pdf_surface_set_metadata (document->surface, CAIRO_PDF_METADATA_SUBJECT, about->subject);
  cairo_pdf_surface_set_metadata (document->surface, CAIRO_PDF_METADATA_CREATOR, CREATOR);
  cairo_pdf_surface_set_metadata (document->surface, CAIRO_PDF_METADATA_CREATE_DATE,
                                  about->created);
  document->cr = cairo_create (document->surface);
  cairo_set_line_join (document->cr, CAIRO_LINE_JOIN_ROUND);
  document->layout = pango_cairo_create_layout (document->cr);
  context = pango_layout_get_context (document->layout);
  /* Letters stand where the face has them, not on the pixels of a screen. */
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_language (context, pango_language_from_string ("en"));
  pango_layout_context_changed (document->layout);
  pango_attr_list_insert (attributes, pango_attr_font_features_new (FEATURES));
  pango_layout_set_attributes (document->layout, attributes);
  pango_layout_set_ellipsize (document->layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (document->layout, TRUE);
}

static void
write_pages (BtPrintDocument *document, BtPrintFunc write, gconstpointer data)
{
  document->page = 0;
  begin_page (document);
  write (document, data);
  end_page (document);
}

GBytes *
bt_print_document_render (
  BtPaper paper, const BtPrintAbout *about, BtPrintFunc write, gconstpointer data, GError **error)
{
  BtPrintDocument document = { .about = about,
                               .width = paper == BT_PAPER_A4 ? 595.28 : 612,
                               .height = paper == BT_PAPER_A4 ? 841.89 : 792 };
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_status_t status;

  write_pages (&document, write, data);
  document.pages = document.page;
  open_surface (&document, bytes);
  write_pages (&document, write, data);
  g_object_unref (document.layout);
  cairo_destroy (document.cr);
  cairo_surface_finish (document.surface);
  status = cairo_surface_status (document.surface);
  cairo_surface_destroy (document.surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "The PDF was not made: %s",
               cairo_status_to_string (status));
  return NULL;
}
