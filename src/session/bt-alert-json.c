// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* An alert as text, in the store and in session files. */
#include "config.h"

#include "session/bt-alert.h"
#include "session/bt-json-reader.h"
#include "session/bt-json-writer.h"

#include <math.h>

#define MINUTES_PER_DAY 1440

static const char *const kind_names[] = { "price", "range", "line", "study", "time" };
static const char *const crossing_names[] = { "either", "up", "down" };
static const char *const repeat_names[] = { "once", "every-time", "once-a-candle" };
static const char *const against_names[] = { "level", "study", "close" };
static const char *const clock_names[] = { "moment", "daily", "opening" };

/* ---- Writing ---- */

static void
add_points (JsonBuilder *builder, const char *field, gint64 points, const BtInstrument *instrument)
{
  bt_json_add_decimal (builder, field, points, instrument->digits);
}

static void
add_line (JsonBuilder *builder, const BtAlert *alert, const BtInstrument *instrument)
{
  json_builder_set_member_name (builder, "points");
  json_builder_begin_array (builder);
  for (guint i = 0; i < G_N_ELEMENTS (alert->anchors); i++)
    {
      json_builder_begin_object (builder);
      bt_json_add_time (builder, "time", alert->anchors[i].time_usec);
      add_points (builder, "price", alert->anchors[i].points, instrument);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  bt_json_add_boolean (builder, "extended", alert->is_extended);
}

static void
add_study (JsonBuilder *builder,
           const char *field,
           const char *output_field,
           const BtStudySettings *study,
           guint output)
{
  g_autofree char *text = bt_study_settings_to_string (study);

  bt_json_add_string (builder, field, text);
  bt_json_add_string (builder, output_field, study->study->outputs[output].id);
}

static void
add_study_rule (JsonBuilder *builder, const BtAlert *alert)
{
  char level[G_ASCII_DTOSTR_BUF_SIZE];

  add_study (builder, "study", "output", &alert->study, alert->output);
  bt_json_add_string (builder, "against", against_names[alert->against]);
  if (alert->against == BT_ALERT_AGAINST_LEVEL)
    bt_json_add_string (builder, "value",
                        g_ascii_formatd (level, sizeof level, "%.15g", alert->level));
  if (alert->against == BT_ALERT_AGAINST_STUDY)
    add_study (builder, "other", "other_output", &alert->other, alert->other_output);
  bt_json_add_boolean (builder, "live", alert->is_live);
}

static void
add_time_rule (JsonBuilder *builder, const BtAlert *alert)
{
  g_autofree char *zone = bt_zone_to_string (alert->zone);

  bt_json_add_string (builder, "clock", clock_names[alert->clock]);
  if (alert->clock == BT_ALERT_AT_MOMENT)
    {
      bt_json_add_time (builder, "time", alert->time_usec);
      return;
    }
  if (alert->clock == BT_ALERT_DAILY)
    bt_json_add_int (builder, "minute", alert->minute);
  bt_json_add_string (builder, "zone", zone);
}

static void
add_rule (JsonBuilder *builder, const BtAlert *alert, const BtInstrument *instrument)
{
  switch (alert->kind)
    {
    case BT_ALERT_STUDY:
      add_study_rule (builder, alert);
      return;
    case BT_ALERT_TIME:
      add_time_rule (builder, alert);
      return;
    case BT_ALERT_LINE:
      add_line (builder, alert, instrument);
      break;
    case BT_ALERT_PRICE:
    case BT_ALERT_RANGE:
    default:
      add_points (builder, "level", alert->level_points, instrument);
      if (alert->kind == BT_ALERT_RANGE)
        add_points (builder, "high", alert->high_points, instrument);
      break;
    }
  bt_json_add_boolean (builder, "ask", alert->is_ask);
  if (alert->is_following)
    bt_json_add_boolean (builder, "drawing", TRUE);
}

char *
bt_alert_to_json (const BtAlert *alert, const BtInstrument *instrument)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  bt_json_add_string (builder, "kind", kind_names[alert->kind]);
  bt_json_add_string (builder, "crossing", crossing_names[alert->crossing]);
  bt_json_add_string (builder, "repeat", repeat_names[alert->repeat]);
  bt_json_add_boolean (builder, "enabled", alert->is_enabled);
  bt_json_add_boolean (builder, "pause", alert->is_pausing);
  bt_json_add_boolean (builder, "notify", alert->is_notifying);
  bt_json_add_boolean (builder, "sound", alert->is_sounding);
  bt_json_add_string (builder, "message", alert->message);
  bt_json_add_int (builder, "armed_bar", alert->armed_bar);
  bt_json_add_string (builder, "timeframe", bt_timeframe_to_string (alert->timeframe));
  add_rule (builder, alert, instrument);
  json_builder_end_object (builder);
  return bt_json_to_text (builder, FALSE);
}

/* ---- Reading ---- */

/* Stores which of some names a field has; one that is absent stores nothing. */
static gboolean
read_name (BtJsonReader *reader,
           const char *field,
           const char *const *names,
           guint n_names,
           guint *out,
           GError **error)
{
  const char *text = NULL;

  if (!bt_json_reader_get_string (reader, field, &text, error))
    return FALSE;
  if (text == NULL)
    return TRUE;
  for (guint i = 0; i < n_names; i++)
    if (g_str_equal (names[i], text))
      {
        *out = i;
        return TRUE;
      }
  return bt_json_reader_fail (reader, field, error, "“%s” is not one of its words", text);
}

static gboolean
read_common (BtJsonReader *reader, BtAlert *alert, GError **error)
{
  const char *timeframe = NULL;

  guint crossing = alert->crossing;
  guint repeat = alert->repeat;

  if (!read_name (reader, "crossing", crossing_names, G_N_ELEMENTS (crossing_names), &crossing,
                  error)
      || !read_name (reader, "repeat", repeat_names, G_N_ELEMENTS (repeat_names), &repeat, error)
      || !bt_json_reader_get_boolean (reader, "enabled", &alert->is_enabled, error)
      || !bt_json_reader_get_boolean (reader, "pause", &alert->is_pausing, error)
      || !bt_json_reader_get_boolean (reader, "notify", &alert->is_notifying, error)
      || !bt_json_reader_get_boolean (reader, "sound", &alert->is_sounding, error)
      || !bt_json_reader_copy_string (reader, "message", alert->message, sizeof alert->message,
                                      error)
      || !bt_json_reader_get_int (reader, "armed_bar", -1, G_MAXINT64, &alert->armed_bar, error)
      || !bt_json_reader_get_string (reader, "timeframe", &timeframe, error))
    return FALSE;
  alert->crossing = (BtAlertCrossing) crossing;
  alert->repeat = (BtAlertRepeat) repeat;
  if (timeframe != NULL && !bt_timeframe_parse (timeframe, &alert->timeframe))
    return bt_json_reader_fail (reader, "timeframe", error, "“%s” is no timeframe", timeframe);
  return TRUE;
}

static gboolean
read_anchor (JsonNode *node, guint index, guint digits, BtAlertAnchor *anchor, GError **error)
{
  g_autofree char *path = g_strdup_printf ("points[%u]", index);
  g_autoptr (BtJsonReader) reader = bt_json_reader_new (node, path, error);

  return reader != NULL && bt_json_reader_require (reader, "time", error)
         && bt_json_reader_require (reader, "price", error)
         && bt_json_reader_get_time (reader, "time", &anchor->time_usec, error)
         && bt_json_reader_get_decimal (reader, "price", digits, &anchor->points, error)
         && bt_json_reader_finish (reader, error);
}

static gboolean
read_line (BtJsonReader *reader, BtAlert *alert, guint digits, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  JsonArray *points = bt_json_reader_get_array (reader, "points", &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (points == NULL || json_array_get_length (points) != G_N_ELEMENTS (alert->anchors))
    return bt_json_reader_fail (reader, "points", error, "a line has two points");
  for (guint i = 0; i < G_N_ELEMENTS (alert->anchors); i++)
    if (!read_anchor (json_array_get_element (points, i), i, digits, &alert->anchors[i], error))
      return FALSE;
  if (alert->anchors[0].time_usec >= alert->anchors[1].time_usec)
    return bt_json_reader_fail (reader, "points", error, "the second comes after the first");
  return bt_json_reader_get_boolean (reader, "extended", &alert->is_extended, error);
}

static gboolean
read_study (BtJsonReader *reader,
            const char *field,
            const char *output_field,
            BtStudySettings *study,
            guint *output,
            GError **error)
{
  const char *text = NULL;
  const char *name = NULL;

  if (!bt_json_reader_require (reader, field, error)
      || !bt_json_reader_get_string (reader, field, &text, error)
      || !bt_json_reader_get_string (reader, output_field, &name, error))
    return FALSE;
  if (!bt_study_settings_parse (text, study))
    return bt_json_reader_fail (reader, field, error, "“%s” is no indicator", text);
  *output = 0;
  if (name != NULL && !bt_alert_find_output (study->study, name, output))
    return bt_json_reader_fail (reader, output_field, error, "“%s” is none of its lines", name);
  return TRUE;
}

static gboolean
read_study_rule (BtJsonReader *reader, BtAlert *alert, GError **error)
{
  const char *level = NULL;
  guint against = BT_ALERT_AGAINST_LEVEL;

  if (!read_study (reader, "study", "output", &alert->study, &alert->output, error)
      || !read_name (reader, "against", against_names, G_N_ELEMENTS (against_names), &against,
                     error)
      || !bt_json_reader_get_string (reader, "value", &level, error)
      || !bt_json_reader_get_boolean (reader, "live", &alert->is_live, error))
    return FALSE;
  alert->against = (BtAlertAgainst) against;
  if (level != NULL)
    {
      char *end;

      alert->level = g_ascii_strtod (level, &end);
      if (*level == '\0' || *end != '\0' || !isfinite (alert->level))
        return bt_json_reader_fail (reader, "value", error, "“%s” is no number", level);
    }
  return alert->against != BT_ALERT_AGAINST_STUDY
         || read_study (reader, "other", "other_output", &alert->other, &alert->other_output,
                        error);
}

static gboolean
read_time_rule (BtJsonReader *reader, BtAlert *alert, GError **error)
{
  const char *zone = NULL;
  gint64 minute = alert->minute;
  guint clock = BT_ALERT_AT_MOMENT;
  g_autoptr (GError) local_error = NULL;

  if (!read_name (reader, "clock", clock_names, G_N_ELEMENTS (clock_names), &clock, error)
      || !bt_json_reader_get_time (reader, "time", &alert->time_usec, error)
      || !bt_json_reader_get_int (reader, "minute", 0, MINUTES_PER_DAY - 1, &minute, error)
      || !bt_json_reader_get_string (reader, "zone", &zone, error))
    return FALSE;
  alert->clock = (BtAlertClock) clock;
  alert->minute = (int) minute;
  if (zone != NULL && !bt_zone_parse (zone, &alert->zone, &local_error))
    return bt_json_reader_fail (reader, "zone", error, "%s", local_error->message);
  return alert->clock != BT_ALERT_AT_MOMENT || bt_json_reader_require (reader, "time", error);
}

static gboolean
read_rule (BtJsonReader *reader, BtAlert *alert, guint digits, GError **error)
{
  switch (alert->kind)
    {
    case BT_ALERT_STUDY:
      return read_study_rule (reader, alert, error);
    case BT_ALERT_TIME:
      return read_time_rule (reader, alert, error);
    case BT_ALERT_LINE:
      if (!read_line (reader, alert, digits, error))
        return FALSE;
      break;
    case BT_ALERT_PRICE:
    case BT_ALERT_RANGE:
    default:
      if (!bt_json_reader_require (reader, "level", error)
          || !bt_json_reader_get_decimal (reader, "level", digits, &alert->level_points, error)
          || !bt_json_reader_get_decimal (reader, "high", digits, &alert->high_points, error))
        return FALSE;
      if (alert->kind == BT_ALERT_RANGE && alert->high_points <= alert->level_points)
        return bt_json_reader_fail (reader, "high", error, "a range ends above where it begins");
      break;
    }
  return bt_json_reader_get_boolean (reader, "ask", &alert->is_ask, error)
         && bt_json_reader_get_boolean (reader, "drawing", &alert->is_following, error);
}

static gboolean
read_alert (BtJsonReader *reader, const BtInstrument *instrument, BtAlert *alert, GError **error)
{
  guint kind = BT_ALERT_PRICE;

  if (!bt_json_reader_require (reader, "kind", error)
      || !read_name (reader, "kind", kind_names, G_N_ELEMENTS (kind_names), &kind, error))
    return FALSE;
  bt_alert_init (alert, (BtAlertKind) kind);
  return read_common (reader, alert, error) && read_rule (reader, alert, instrument->digits, error)
         && bt_json_reader_finish (reader, error);
}

gboolean
bt_alert_from_json (const char *json, const BtInstrument *instrument, BtAlert *out, GError **error)
{
  g_autoptr (JsonNode) node = bt_json_parse (json, -1, "alert", error);
  g_autoptr (BtJsonReader) reader = node != NULL ? bt_json_reader_new (node, "", error) : NULL;
  BtAlert alert;

  if (reader == NULL || !read_alert (reader, instrument, &alert, error))
    return FALSE;
  *out = alert;
  return TRUE;
}
