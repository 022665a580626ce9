// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A study with its parameters chosen: what a chart keeps of an indicator. A plain value that is
 * copied by assignment. */
#pragma once

#include "market/bt-timeframe.h"
#include "study/bt-study.h"

G_BEGIN_DECLS

typedef struct
{
  const BtStudy *study;
  double values[BT_STUDY_MAX_PARAMETERS]; /* as study->parameters */
  BtStudySource source;
  BtTradingDay day; /* where days begin, for what starts anew with them and for timeframes */
  /* The study's own timeframe, above that of the candles that it is given. */
  gboolean has_timeframe;
  BtTimeframe timeframe;
  /* With an own timeframe: whether values also come from its candle that still forms (of what is
   * known of it), or only from candles that end with the candle of the value or before. Neither
   * looks ahead. */
  gboolean is_forming;
} BtStudySettings;

/* What became of a parameter that was to be set. */
typedef enum
{
  BT_STUDY_SET_DONE,
  BT_STUDY_SET_UNKNOWN,      /* the study has no parameter of that name */
  BT_STUDY_SET_NOT_A_VALUE,  /* the text is no number, whole number, time or choice as it must be */
  BT_STUDY_SET_OUT_OF_RANGE, /* below the parameter's minimum or above its maximum */
} BtStudySetResult;

/* Fills in the defaults of a study; the day is the usual one. */
void bt_study_settings_init (BtStudySettings *settings, const BtStudy *study);

/* Returns a parameter of the study by its id, or NULL. */
const BtStudyParameter *bt_study_find_parameter (const BtStudy *study, const char *id);

/* Returns whether a key is one that every study knows beside its own parameters: "source" (where it
 * reads one), "timeframe", "forming". */
gboolean bt_study_has_common_parameter (const BtStudy *study, const char *id);

/* Sets the parameter of that id, or "source", "timeframe" (a timeframe or "chart"), "forming"
 * ("yes" or "no"), from a text. Nothing is changed unless it returns BT_STUDY_SET_DONE. */
BtStudySetResult
bt_study_settings_set (BtStudySettings *settings, const char *id, const char *text);

/* Returns the text that bt_study_settings_set() reads as the parameter's present value; free with
 * g_free(). NULL for an id that the study does not know. */
char *bt_study_settings_get (const BtStudySettings *settings, const char *id);

/* Returns "rsi period=14 source=close timeframe=chart forming=no", which bt_study_settings_parse()
 * reads: how charts, templates and files keep a study. The day is not part of it. Free with
 * g_free(). */
char *bt_study_settings_to_string (const BtStudySettings *settings);

/* Reads a study's name and, in any order, parameters other than the usual ones. Returns FALSE, and
 * stores nothing, where a name is unknown or a value not allowed. */
gboolean bt_study_settings_parse (const char *text, BtStudySettings *settings);

/* Returns "RSI 14", "BB 20 2 hlc3", "EMA 50 H4" for a legend; free with g_free(). */
char *bt_study_settings_label (const BtStudySettings *settings);

/* Returns by how many candles an output is drawn to the right of where it became known. */
int bt_study_settings_get_shift (const BtStudySettings *settings, guint output);

/* Returns how many candles (of the study's own timeframe) an output needs before its first value.
 */
guint bt_study_settings_get_warm_up (const BtStudySettings *settings, guint output);

/* Returns "close" … "hlcc4"; static. */
const char *bt_study_source_to_string (BtStudySource source);

G_END_DECLS
