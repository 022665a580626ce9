// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Pages of vector text and lines as PDF. What writes them is run twice: once to count the pages,
 * once to draw them, so that every page can say of how many it is one. Lengths are points (1/72
 * inch) from the top left corner of the paper. Any thread; a document is of one. */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  BT_PAPER_A4,
  BT_PAPER_LETTER,
} BtPaper;

typedef enum
{
  BT_INK_TEXT,
  BT_INK_DIM,
  BT_INK_RULE,   /* of tables and axes */
  BT_INK_SHADE,  /* behind cards */
  BT_INK_ACCENT, /* what is neither gain nor loss */
  BT_INK_GAIN,
  BT_INK_LOSS,
  BT_INK_GAIN_TINT,
  BT_INK_LOSS_TINT,
} BtInk;

typedef enum
{
  BT_FACE_TITLE,
  BT_FACE_HEADING,
  BT_FACE_VALUE, /* of a card */
  BT_FACE_BODY,
  BT_FACE_STRONG,
  BT_FACE_SMALL,
} BtFace;

typedef enum
{
  BT_SIDE_LEFT,
  BT_SIDE_CENTRE,
  BT_SIDE_RIGHT,
} BtSide;

/* A document while it is written. */
typedef struct _BtPrintDocument BtPrintDocument;

/* What is said of a document. */
typedef struct
{
  const char *title;   /* of the file, and at the head of every page but the first */
  const char *subject; /* at the other end of that line */
  const char *mark;    /* at the foot of every page */
  const char *created; /* ISO 8601; the same document is the same bytes, so it is no clock's */
} BtPrintAbout;

/* Writes the pages; it must do the same whenever it is called. */
typedef void (*BtPrintFunc) (BtPrintDocument *document, gconstpointer data);

/* Returns the PDF file. Fails with G_IO_ERROR_FAILED when it could not be made. */
GBytes *bt_print_document_render (
  BtPaper paper, const BtPrintAbout *about, BtPrintFunc write, gconstpointer data, GError **error);

/* Return where a page's content begins and ends from left to right. */
double bt_print_left (const BtPrintDocument *document);
double bt_print_right (const BtPrintDocument *document);
/* Returns how far down the page is written. */
double bt_print_y (const BtPrintDocument *document);
/* Leaves room below what is written. */
void bt_print_skip (BtPrintDocument *document, double height);
/* Begins a new page when not so much of this one is left; returns whether it did. */
gboolean bt_print_need (BtPrintDocument *document, double height);
/* Lists the page in the file's table of contents. */
void bt_print_mark (BtPrintDocument *document, const char *title);

/* Returns the height of a line of text. */
double bt_print_line_height (BtFace face);
/* Writes one line into a box of that width whose top is y; what does not fit is cut with "…". */
void bt_print_text (BtPrintDocument *document,
                    BtFace face,
                    BtInk ink,
                    BtSide side,
                    double x,
                    double y,
                    double width,
                    const char *text);
/* Draws a line of a thickness between two points. */
void bt_print_line (BtPrintDocument *document,
                    BtInk ink,
                    double thickness,
                    double x1,
                    double y1,
                    double x2,
                    double y2);
/* Fills a box. */
void bt_print_fill (
  BtPrintDocument *document, BtInk ink, double x, double y, double width, double height);
/* Draws the outline of a box. */
void bt_print_outline (
  BtPrintDocument *document, BtInk ink, double x, double y, double width, double height);
/* Draws a line through count points (x, y, x, y …); nothing below two. */
void bt_print_polyline (
  BtPrintDocument *document, BtInk ink, double thickness, const double *points, guint count);
/* Fills what such a line encloses; nothing below three. */
void bt_print_polygon (BtPrintDocument *document, BtInk ink, const double *points, guint count);

G_END_DECLS
