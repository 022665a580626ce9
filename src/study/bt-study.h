// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What a study (an indicator) is: its parameters, its outputs and how they are drawn, and the one
 * function that computes it. A definition is static and immutable; one file holds one of them and
 * bt-study-registry.c lists them.
 *
 * A study is computed from candles whose prices are whole points in a double, so that sums over
 * windows are exact; BtStudyOutput says how a value becomes one in the quote currency. A value
 * that is not there (the warm-up, a division by nothing) is NaN. */
#pragma once

#include "base/bt-zone.h"

G_BEGIN_DECLS

#define BT_STUDY_MAX_PARAMETERS 8
#define BT_STUDY_MAX_OUTPUTS 10
#define BT_STUDY_MAX_GUIDES 4

/* Marks a text for translation by the layers that show it; here it stays as it is. */
#define BT_STUDY_TEXT(text) text

typedef struct _BtStudyKernel BtStudyKernel;

/* Which price of a candle a study works on. */
typedef enum
{
  BT_STUDY_SOURCE_CLOSE,
  BT_STUDY_SOURCE_OPEN,
  BT_STUDY_SOURCE_HIGH,
  BT_STUDY_SOURCE_LOW,
  BT_STUDY_SOURCE_HL2,
  BT_STUDY_SOURCE_HLC3,
  BT_STUDY_SOURCE_OHLC4,
  BT_STUDY_SOURCE_HLCC4, /* the close counts twice */
} BtStudySource;

#define BT_N_STUDY_SOURCES 8

/* What of a candle a study reads, as bits. */
typedef enum
{
  BT_STUDY_READS_SOURCE = 1 << 0, /* the chosen price: the study has the parameter "source" */
  BT_STUDY_READS_OPEN = 1 << 1,
  BT_STUDY_READS_HIGH = 1 << 2,
  BT_STUDY_READS_LOW = 1 << 3,
  BT_STUDY_READS_CLOSE = 1 << 4,
  BT_STUDY_READS_VOLUME = 1 << 5,
} BtStudyReads;

#define BT_STUDY_READS_RANGE (BT_STUDY_READS_HIGH | BT_STUDY_READS_LOW)
#define BT_STUDY_READS_BAR (BT_STUDY_READS_RANGE | BT_STUDY_READS_CLOSE)

typedef enum
{
  BT_STUDY_PARAMETER_INT,
  BT_STUDY_PARAMETER_DOUBLE,
  BT_STUDY_PARAMETER_CHOICE, /* the index of one of choices */
  BT_STUDY_PARAMETER_TIME,   /* UTC, microseconds, which a double holds exactly; 0: from the first
                              * candle */
} BtStudyParameterKind;

/* One parameter; minimum and maximum are allowed values too. */
typedef struct
{
  const char *id; /* lower case, as on a command line */
  const char *title;
  BtStudyParameterKind kind;
  double value; /* the default */
  double minimum;
  double maximum;
  const char *const *choices; /* ids, NULL-terminated, for BT_STUDY_PARAMETER_CHOICE */
} BtStudyParameter;

/* How an output is drawn. */
typedef enum
{
  BT_STUDY_STYLE_LINE,
  BT_STUDY_STYLE_STEP, /* a line without slopes: levels */
  BT_STUDY_STYLE_HISTOGRAM,
  BT_STUDY_STYLE_DOTS,
  BT_STUDY_STYLE_BAND,   /* a line, with the area to the output fill_to shaded */
  BT_STUDY_STYLE_CLOUD,  /* the same, shaded by which of the two is above */
  BT_STUDY_STYLE_PIVOTS, /* points at candles back by the next output, joined by lines */
  BT_STUDY_STYLE_NONE,   /* a figure about another output, not drawn */
} BtStudyStyle;

/* What an output is about, for its colour. */
typedef enum
{
  BT_STUDY_ROLE_PRIMARY,
  BT_STUDY_ROLE_SECONDARY,
  BT_STUDY_ROLE_TERTIARY,
  BT_STUDY_ROLE_UP,
  BT_STUDY_ROLE_DOWN,
  BT_STUDY_ROLE_NEUTRAL,
  BT_STUDY_ROLE_SIGNED, /* up where it is above zero, down below */
} BtStudyRole;

typedef struct
{
  const char *id;
  const char *title;
  BtStudyStyle style;
  BtStudyRole role;
  guint fill_to; /* for a band or a cloud: the index of the other edge */
  /* A value in points to this power (0: a plain number) is one in the quote currency after a
   * division by 10^(digits × power). */
  guint price_power;
  /* Where it is drawn: so many candles to the right of the candle that it became known at (left
   * when negative): shift_sign × values[shift_parameter] + shift_extra. */
  int shift_sign;
  guint shift_parameter;
  int shift_extra;
} BtStudyOutput;

typedef enum
{
  BT_STUDY_GROUP_TREND,
  BT_STUDY_GROUP_MOMENTUM,
  BT_STUDY_GROUP_VOLATILITY,
  BT_STUDY_GROUP_VOLUME,
} BtStudyGroup;

#define BT_N_STUDY_GROUPS 4

/* A definition. */
typedef struct
{
  const char *id;         /* "rsi" */
  const char *title;      /* "Relative strength index" */
  const char *short_name; /* "RSI", not translated */
  const char *aliases;    /* other ids, separated by spaces, or NULL */
  BtStudyGroup group;
  gboolean is_overlay; /* drawn over the candles; else in a pane of its own */
  gboolean has_range;  /* the pane always shows minimum … maximum */
  double minimum;
  double maximum;
  guint n_guides; /* horizontal lines of the pane */
  double guides[BT_STUDY_MAX_GUIDES];
  guint reads;                  /* BtStudyReads */
  BtStudySource default_source; /* where it reads one */
  guint n_parameters;
  const BtStudyParameter *parameters;
  guint n_outputs;
  const BtStudyOutput *outputs;
  gsize state_size;
  /* Prepares the zeroed state for the kernel's parameters; NULL where zero is the first state. */
  void (*set_up) (BtStudyKernel *kernel);
  /* Takes the next n candles of the kernel's lines and writes n values of each output. */
  void (*run) (BtStudyKernel *kernel, gsize n);
  /* Returns how many candles an output needs before its first value (G_MAXUINT where that depends
   * on the candles); values are the parameters. */
  guint (*warm_up) (const double *values, guint output);
} BtStudy;

G_END_DECLS
