// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "study/bt-study-settings.h"

#include "base/bt-time.h"
#include "study/bt-study-registry.h"

#include <math.h>
#include <string.h>

#define SOURCE "source"
#define TIMEFRAME "timeframe"
#define FORMING "forming"
/* The word for the timeframe of the chart, and for a time that is the first candle's. */
#define OWN_TIMEFRAME "chart"
#define FIRST_CANDLE "start"

static const char *const source_names[]
  = { "close", "open", "high", "low", "hl2", "hlc3", "ohlc4", "hlcc4", NULL };

static gboolean
find_name (const char *const *names, const char *text, guint *index)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (g_ascii_strcasecmp (names[i], text) == 0)
      {
        *index = i;
        return TRUE;
      }
  return FALSE;
}

void
bt_study_settings_init (BtStudySettings *settings, const BtStudy *study)
{
  *settings = (BtStudySettings){
    .study = study,
    .source = study->default_source,
    .day = BT_TRADING_DAY_DEFAULT,
  };
  for (guint i = 0; i < study->n_parameters; i++)
    settings->values[i] = study->parameters[i].value;
}

const BtStudyParameter *
bt_study_find_parameter (const BtStudy *study, const char *id)
{
  for (guint i = 0; i < study->n_parameters; i++)
    if (g_ascii_strcasecmp (study->parameters[i].id, id) == 0)
      return &study->parameters[i];
  return NULL;
}

gboolean
bt_study_has_common_parameter (const BtStudy *study, const char *id)
{
  if (g_ascii_strcasecmp (id, SOURCE) == 0)
    return (study->reads & BT_STUDY_READS_SOURCE) != 0;
  return g_ascii_strcasecmp (id, TIMEFRAME) == 0 || g_ascii_strcasecmp (id, FORMING) == 0;
}

static BtStudySetResult
set_common (BtStudySettings *settings, const char *id, const char *text)
{
  const char *const answers[] = { "no", "yes", NULL };
  guint index = 0;

  if (!bt_study_has_common_parameter (settings->study, id))
    return BT_STUDY_SET_UNKNOWN;
  if (g_ascii_strcasecmp (id, SOURCE) == 0)
    {
      if (!find_name (source_names, text, &index))
        return BT_STUDY_SET_NOT_A_VALUE;
      settings->source = (BtStudySource) index;
    }
  else if (g_ascii_strcasecmp (id, FORMING) == 0)
    {
      if (!find_name (answers, text, &index))
        return BT_STUDY_SET_NOT_A_VALUE;
      settings->is_forming = index == 1;
    }
  else if (g_ascii_strcasecmp (text, OWN_TIMEFRAME) == 0)
    settings->has_timeframe = FALSE;
  else
    {
      if (!bt_timeframe_parse (text, &settings->timeframe))
        return BT_STUDY_SET_NOT_A_VALUE;
      settings->has_timeframe = TRUE;
    }
  return BT_STUDY_SET_DONE;
}

static gboolean
parse_number (const char *text, double *number)
{
  char *end;

  *number = g_ascii_strtod (text, &end);
  return *text != '\0' && !g_ascii_isspace (*text) && *end == '\0' && isfinite (*number);
}

static gboolean
parse_value (const BtStudyParameter *parameter, const char *text, double *value)
{
  guint index;
  gint64 time_usec;

  switch (parameter->kind)
    {
    case BT_STUDY_PARAMETER_CHOICE:
      if (!find_name (parameter->choices, text, &index))
        return FALSE;
      *value = index;
      return TRUE;
    case BT_STUDY_PARAMETER_TIME:
      if (g_ascii_strcasecmp (text, FIRST_CANDLE) == 0)
        time_usec = 0;
      else if (!bt_time_parse (text, &time_usec, NULL))
        return FALSE;
      *value = (double) time_usec;
      return TRUE;
    case BT_STUDY_PARAMETER_INT:
      return parse_number (text, value) && floor (*value) == *value;
    case BT_STUDY_PARAMETER_DOUBLE:
    default:
      return parse_number (text, value);
    }
}

BtStudySetResult
bt_study_settings_set (BtStudySettings *settings, const char *id, const char *text)
{
  const BtStudyParameter *parameter = bt_study_find_parameter (settings->study, id);
  double value;

  if (parameter == NULL)
    return set_common (settings, id, text);
  if (!parse_value (parameter, text, &value))
    return BT_STUDY_SET_NOT_A_VALUE;
  if (value < parameter->minimum || value > parameter->maximum)
    return BT_STUDY_SET_OUT_OF_RANGE;
  settings->values[parameter - settings->study->parameters] = value;
  return BT_STUDY_SET_DONE;
}

static char *
format_value (const BtStudyParameter *parameter, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (parameter->kind == BT_STUDY_PARAMETER_CHOICE)
    return g_strdup (parameter->choices[(guint) value]);
  if (parameter->kind == BT_STUDY_PARAMETER_TIME)
    return value == 0 ? g_strdup (FIRST_CANDLE) : bt_time_to_string ((gint64) value);
  /* Fifteen digits name every value that a person types. */
  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.15g", value));
}

char *
bt_study_settings_get (const BtStudySettings *settings, const char *id)
{
  const BtStudyParameter *parameter = bt_study_find_parameter (settings->study, id);

  if (parameter != NULL)
    return format_value (parameter, settings->values[parameter - settings->study->parameters]);
  if (!bt_study_has_common_parameter (settings->study, id))
    return NULL;
  if (g_ascii_strcasecmp (id, SOURCE) == 0)
    return g_strdup (bt_study_source_to_string (settings->source));
  if (g_ascii_strcasecmp (id, FORMING) == 0)
    return g_strdup (settings->is_forming ? "yes" : "no");
  return g_strdup (settings->has_timeframe ? bt_timeframe_to_string (settings->timeframe)
                                           : OWN_TIMEFRAME);
}

char *
bt_study_settings_to_string (const BtStudySettings *settings)
{
  const char *const common[] = { SOURCE, TIMEFRAME, FORMING };
  const BtStudy *study = settings->study;
  g_autoptr (GString) text = g_string_new (study->id);

  for (guint i = 0; i < study->n_parameters + G_N_ELEMENTS (common); i++)
    {
      const char *id
        = i < study->n_parameters ? study->parameters[i].id : common[i - study->n_parameters];
      g_autofree char *value = bt_study_settings_get (settings, id);

      if (value != NULL)
        g_string_append_printf (text, " %s=%s", id, value);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

gboolean
bt_study_settings_parse (const char *text, BtStudySettings *settings)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  const BtStudy *study = words[0] != NULL ? bt_study_registry_find (words[0]) : NULL;
  BtStudySettings read;

  if (study == NULL)
    return FALSE;
  bt_study_settings_init (&read, study);
  for (guint i = 1; words[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (words[i], "=", 2);

      if (g_strv_length (pair) != 2
          || bt_study_settings_set (&read, pair[0], pair[1]) != BT_STUDY_SET_DONE)
        return FALSE;
    }
  *settings = read;
  return TRUE;
}

char *
bt_study_settings_label (const BtStudySettings *settings)
{
  const BtStudy *study = settings->study;
  g_autoptr (GString) label = g_string_new (study->short_name);

  for (guint i = 0; i < study->n_parameters; i++)
    {
      const BtStudyParameter *parameter = &study->parameters[i];
      g_autofree char *text = format_value (parameter, settings->values[i]);

      /* A choice is named only where it is not the usual one. */
      if ((parameter->kind == BT_STUDY_PARAMETER_INT
           || parameter->kind == BT_STUDY_PARAMETER_DOUBLE)
          || settings->values[i] != parameter->value)
        g_string_append_printf (label, " %s", text);
    }
  if ((study->reads & BT_STUDY_READS_SOURCE) && settings->source != study->default_source)
    g_string_append_printf (label, " %s", bt_study_source_to_string (settings->source));
  if (settings->has_timeframe)
    g_string_append_printf (label, " %s", bt_timeframe_to_string (settings->timeframe));
  return g_string_free (g_steal_pointer (&label), FALSE);
}

int
bt_study_settings_get_shift (const BtStudySettings *settings, guint output)
{
  const BtStudyOutput *about = &settings->study->outputs[output];

  return about->shift_sign * (int) settings->values[about->shift_parameter] + about->shift_extra;
}

guint
bt_study_settings_get_warm_up (const BtStudySettings *settings, guint output)
{
  return settings->study->warm_up (settings->values, output);
}

const char *
bt_study_source_to_string (BtStudySource source)
{
  g_return_val_if_fail ((guint) source < BT_N_STUDY_SOURCES, "");
  return source_names[source];
}
