// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Slow versions of studies, written as one would in a spreadsheet: whole columns of numbers, each
 * cell from its formula alone, nothing kept from the cell before but what the formula names. A cell
 * without a value is NaN, and so is all that needs it. */
#pragma once

#include <glib.h>
#include <math.h>

G_BEGIN_DECLS

typedef struct
{
  gsize n;
  const double *o;
  const double *h;
  const double *l;
  const double *c;
  const double *v;
  const double *p; /* the study's parameters */
  double **out;    /* what is to be filled in */
  GPtrArray *columns;
} Sheet;

/* A study's slow version: fills in the outputs. */
typedef struct
{
  const char *id;
  void (*fill) (Sheet *s);
  const char *parameters; /* other than the usual ones, separated by spaces, or NULL */
  gboolean is_rough; /* the root of a difference of sums of squares, which leaves fewer digits */
} Textbook;

/* Makes a column of a name, each cell i by an expression. */
#define COLUMN(name, cell)                                                                         \
  double *name = sheet_add_column (s);                                                             \
  for (gsize i = 0; i < s->n; i++)                                                                 \
  name[i] = (cell)
/* Fills in an output. */
#define OUT(k, cell)                                                                               \
  for (gsize i = 0; i < s->n; i++)                                                                 \
  s->out[k][i] = (cell)
/* The cell so many rows above, NaN above the first. */
#define ABOVE(column, rows) (i >= (gsize) (rows) ? (column)[i - (gsize) (rows)] : NAN)

/* Returns an empty column, owned by the sheet. */
double *sheet_add_column (Sheet *s);
/* Each returns a column over the last period cells, NaN where one of them is. */
double *sheet_sum (Sheet *s, const double *x, double period);
double *sheet_sma (Sheet *s, const double *x, double period);
double *sheet_wma (Sheet *s, const double *x, double period);
double *sheet_highest (Sheet *s, const double *x, double period);
double *sheet_lowest (Sheet *s, const double *x, double period);
/* … the variance of a whole population, by the distances from the mean. */
double *sheet_variance (Sheet *s, const double *x, double period);
/* … how many cells above the latest highest one is. */
double *sheet_highest_back (Sheet *s, const double *x, double period);
/* … where the line of least squares is, place cells after the oldest one, and its slope. */
double *sheet_line (Sheet *s, const double *x, double period, double place);
double *sheet_slope (Sheet *s, const double *x, double period);
/* Averages that move a weight of the way; the seed is the simple average of the first period cells
 * that are there. */
double *sheet_ema (Sheet *s, const double *x, double period);
double *sheet_wilder (Sheet *s, const double *x, double period);
/* The sum of all cells so far, NaN counting as nothing. */
double *sheet_running (Sheet *s, const double *x);
/* The true range, NaN in the first row. */
double *sheet_true_range (Sheet *s);
/* The upward part of a change, and the downward part as a positive number; NaN stays. */
double sheet_up (double change);
double sheet_down (double change);

/* Compares all of them with the studies in several markets. */
void sheet_check (const Textbook *books, gsize n_books);

G_END_DECLS
