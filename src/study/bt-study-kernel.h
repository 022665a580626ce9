// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* One study being computed: its state, and the block of candles that it works on. For the files of
 * this folder.
 *
 * The state of a study is a plain struct without pointers but into memory of the kernel. The kernel
 * keeps the one before the last candle too, and goes on from that to take a candle again. So a
 * study may write to memory outside its struct only what taking the same candle again writes to the
 * same place: a ring (bt-study-window.h) does. Everything that a study needs of earlier candles is
 * in its state, so it gives the same values however candles are cut into blocks. */
#pragma once

#include "market/bt-series.h"
#include "study/bt-study-settings.h"

G_BEGIN_DECLS

/* A parameter that is a number of candles. */
#define BT_PERIOD_PARAMETER(name, text, usual, least)                                              \
  {                                                                                                \
    .id = (name), .title = (text), .kind = BT_STUDY_PARAMETER_INT, .value = (usual),               \
    .minimum = (least), .maximum = BT_STUDY_MAX_PERIOD                                             \
  }

/* The longest window that a study offers. */
#define BT_STUDY_MAX_PERIOD 10000

/* Defines run() from step (state, kernel, i), which takes candle i of the block: the one definition
 * of a study serves both forms. The state is read from one place and written to another, in
 * registers between, so that going back a candle costs no copy. */
#define BT_STUDY_RUN(State)                                                                        \
  static void run (BtStudyKernel *kernel, gsize n)                                                 \
  {                                                                                                \
    State state = *(const State *) kernel->before;                                                 \
                                                                                                   \
    for (gsize i = 0; i < n; i++)                                                                  \
      step (&state, kernel, i);                                                                    \
    *(State *) kernel->state = state;                                                              \
  }

/* The end of a definition: what bears the same names in every file. */
#define BT_STUDY_PARTS(State)                                                                      \
  .n_parameters = G_N_ELEMENTS (parameters), .parameters = parameters, BT_STUDY_PARTS_FIXED (State)
/* The same for a study without parameters. */
#define BT_STUDY_PARTS_FIXED(State)                                                                \
  .n_outputs = G_N_ELEMENTS (outputs), .outputs = outputs, .state_size = sizeof (State)

struct _BtStudyKernel
{
  BtStudySettings settings;
  const double *values; /* the parameters */
  gpointer state;       /* after the last candle */
  gpointer saved;       /* before it */
  gpointer before;      /* the one of the two that run() goes on from */
  GPtrArray *memory;
  /* The block: only the lines that the study reads are there. */
  const gint64 *time_usec;
  const double *open;
  const double *high;
  const double *low;
  const double *close;
  const double *volume; /* as the file states it */
  const double *source;
  double *out[BT_STUDY_MAX_OUTPUTS];
};

/* Returns a kernel in its first state; free with bt_study_kernel_free(). */
BtStudyKernel *bt_study_kernel_new (const BtStudySettings *settings);
/* Frees a kernel; NULL is allowed. */
void bt_study_kernel_free (BtStudyKernel *kernel);
/* Returns memory for so many numbers, all of them fill, that lives as long as the kernel. */
double *bt_study_kernel_allot (BtStudyKernel *kernel, gsize count, double fill);
/* Takes candles first … end − 1 and writes their values to out[output][0 …]; there is one at least.
 * Afterwards the last of them can be taken again with bt_study_kernel_take(). */
void bt_study_kernel_append (
  BtStudyKernel *kernel, const BtColumns *columns, gsize first, gsize end, double *const *out);
/* Takes one candle, the next one or (is_again) in the place of the last one, and writes its values
 * to values[output]. */
void bt_study_kernel_take (BtStudyKernel *kernel,
                           const BtCandle *candle,
                           gboolean is_again,
                           double *values);

G_END_DECLS
