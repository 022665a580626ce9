// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The rules themselves. */
#include "config.h"

#include "session/bt-challenge-json.h"

#include "session/bt-session-error.h"
#include "session/bt-session-file.h"

/* Percentages are kept times 100. */
#define HUNDREDTHS_DIGITS 2
#define MINUTES_PER_HOUR 60
/* "HH:MM" and its zero byte. */
#define CLOCK_SIZE 6

static const char *const WEEKDAYS[] = { "sun", "mon", "tue", "wed", "thu", "fri", "sat" };

/* Reads "percent" or "money" of an object; both at once are one too many. */
static gboolean
read_amount (BtJsonReader *reader, guint money_digits, BtChallengeAmount *out, GError **error)
{
  gboolean has_percent = bt_json_reader_has_value (reader, "percent");

  if (has_percent && bt_json_reader_has_value (reader, "money"))
    return bt_json_reader_fail (reader, "money", error,
                                "there is a percent, too; give one of them");
  if (!has_percent && !bt_json_reader_require (reader, "money", error))
    return FALSE;
  out->kind = has_percent ? BT_CHALLENGE_AMOUNT_PERCENT : BT_CHALLENGE_AMOUNT_MONEY;
  return bt_json_reader_get_decimal (reader, "percent", HUNDREDTHS_DIGITS, &out->value, error)
         && bt_json_reader_get_decimal (reader, "money", money_digits, &out->value, error);
}

static gboolean
refuse_word (
  BtJsonReader *reader, const char *field, const char *word, const char *known, GError **error)
{
  return bt_json_reader_fail (reader, field, error, "“%s” is none of %s", word, known);
}

static gboolean
read_target (BtJsonReader *reader, guint money_digits, BtChallengeRules *rules, GError **error)
{
  const char *measure = NULL;

  if (!read_amount (reader, money_digits, &rules->profit_target, error)
      || !bt_json_reader_get_string (reader, "measured_on", &measure, error))
    return FALSE;
  return measure == NULL || bt_challenge_measure_parse (measure, &rules->profit_measure)
         || refuse_word (reader, "measured_on", measure, "balance, equity", error);
}

static gboolean
read_daily_loss (BtJsonReader *reader, guint money_digits, BtChallengeRules *rules, GError **error)
{
  const char *basis = NULL;
  const char *measure = NULL;

  if (!read_amount (reader, money_digits, &rules->daily_loss, error)
      || !bt_json_reader_get_string (reader, "basis", &basis, error)
      || !bt_json_reader_get_string (reader, "measured_on", &measure, error))
    return FALSE;
  if (basis != NULL && !bt_challenge_basis_parse (basis, &rules->daily_basis))
    return refuse_word (reader, "basis", basis, "balance, equity, higher", error);
  return measure == NULL || bt_challenge_measure_parse (measure, &rules->daily_measure)
         || refuse_word (reader, "measured_on", measure, "balance, equity", error);
}

static gboolean
read_drawdown (BtJsonReader *reader, guint money_digits, BtChallengeRules *rules, GError **error)
{
  const char *kind = NULL;

  if (!read_amount (reader, money_digits, &rules->max_drawdown, error)
      || !bt_json_reader_get_string (reader, "kind", &kind, error)
      || !bt_json_reader_get_boolean (reader, "locks_at_initial_balance",
                                      &rules->is_drawdown_locked, error))
    return FALSE;
  return kind == NULL || bt_challenge_drawdown_parse (kind, &rules->drawdown_kind)
         || refuse_word (reader, "kind", kind, "static, trailing, end_of_day", error);
}

static gboolean
read_zone (BtJsonReader *reader, BtZone *out, GError **error)
{
  const char *text = NULL;
  g_autoptr (GError) reason = NULL;

  if (!bt_json_reader_get_string (reader, "zone", &text, error))
    return FALSE;
  if (text == NULL || bt_zone_parse (text, out, &reason))
    return TRUE;
  return bt_json_reader_fail (reader, "zone", error, "%s", reason->message);
}

static gboolean
parse_clock (const char *text, gint32 *minute)
{
  if (strlen (text) != CLOCK_SIZE - 1 || text[2] != ':')
    return FALSE;
  for (int i = 0; i < CLOCK_SIZE - 1; i++)
    if (i != 2 && !g_ascii_isdigit (text[i]))
      return FALSE;
  gint32 hours = (text[0] - '0') * 10 + text[1] - '0';
  gint32 minutes = (text[3] - '0') * 10 + text[4] - '0';
  *minute = hours * MINUTES_PER_HOUR + minutes;
  return minutes < MINUTES_PER_HOUR && *minute <= BT_MINUTES_PER_DAY;
}

static gboolean
read_clock (BtJsonReader *reader, const char *field, gint32 *minute, GError **error)
{
  const char *text = NULL;

  if (!bt_json_reader_get_string (reader, field, &text, error))
    return FALSE;
  if (text == NULL || parse_clock (text, minute))
    return TRUE;
  return bt_json_reader_fail (reader, field, error, "“%s” is no time of the day like 17:00", text);
}

static gboolean
read_day (BtJsonReader *reader, guint money_digits, BtChallengeRules *rules, GError **error)
{
  (void) money_digits;
  return read_clock (reader, "reset", &rules->reset_minute, error)
         && read_zone (reader, &rules->reset_zone, error);
}

static gboolean
read_weekdays (BtJsonReader *reader, gint32 *weekdays, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  JsonArray *days = bt_json_reader_get_array (reader, "days", &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  *weekdays = days == NULL ? BT_CHALLENGE_EVERY_DAY : 0;
  for (guint i = 0; days != NULL && i < json_array_get_length (days); i++)
    {
      JsonNode *node = json_array_get_element (days, i);
      const char *text = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
      guint day = 0;
      while (day < G_N_ELEMENTS (WEEKDAYS) && g_strcmp0 (WEEKDAYS[day], text) != 0)
        day++;
      if (day == G_N_ELEMENTS (WEEKDAYS))
        return bt_json_reader_fail (reader, "days", error,
                                    "“%s” is none of sun, mon, tue, wed, thu, fri, sat",
                                    text != NULL ? text : "");
      *weekdays |= 1 << day;
    }
  return TRUE;
}

static gboolean
read_window (JsonNode *node, const char *path, BtChallengeWindow *window, GError **error)
{
  g_autoptr (BtJsonReader) reader = bt_json_reader_new (node, path, error);

  return reader != NULL && bt_json_reader_require (reader, "from", error)
         && bt_json_reader_require (reader, "to", error)
         && read_weekdays (reader, &window->weekdays, error)
         && read_clock (reader, "from", &window->start_minute, error)
         && read_clock (reader, "to", &window->end_minute, error)
         && bt_json_reader_finish (reader, error);
}

static gboolean
read_hours (BtJsonReader *reader, guint money_digits, BtChallengeRules *rules, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  JsonArray *windows = NULL;

  (void) money_digits;
  if (!read_zone (reader, &rules->hours_zone, error)
      || !bt_json_reader_require (reader, "windows", error))
    return FALSE;
  windows = bt_json_reader_get_array (reader, "windows", &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (json_array_get_length (windows) > BT_CHALLENGE_MAX_WINDOWS)
    return bt_json_reader_fail (reader, "windows", error, "there are more than %d",
                                BT_CHALLENGE_MAX_WINDOWS);
  rules->window_count = (gint32) json_array_get_length (windows);
  for (gint32 i = 0; i < rules->window_count; i++)
    {
      g_autofree char *path = g_strdup_printf ("challenge.allowed_hours.windows[%d]", i);
      if (!read_window (json_array_get_element (windows, (guint) i), path, &rules->windows[i],
                        error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_volume (BtJsonReader *reader, guint money_digits, BtChallengeRules *rules, GError **error)
{
  (void) money_digits;
  return bt_json_reader_get_decimal (reader, "order", BT_VOLUME_DIGITS,
                                     &rules->max_order_volume.units, error)
         && bt_json_reader_get_decimal (reader, "open", BT_VOLUME_DIGITS,
                                        &rules->max_open_volume.units, error);
}

/* Reads the parts that are objects of their own; each may be absent or null. */
static gboolean
read_parts (BtJsonReader *reader, guint money_digits, BtChallengeRules *rules, GError **error)
{
  static const struct
  {
    const char *field;
    gboolean (*read) (BtJsonReader *reader,
                      guint money_digits,
                      BtChallengeRules *rules,
                      GError **error);
  } parts[] = {
    { "day", read_day },
    { "profit_target", read_target },
    { "daily_loss", read_daily_loss },
    { "max_drawdown", read_drawdown },
    { "allowed_hours", read_hours },
    { "max_volume", read_volume },
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GError) local_error = NULL;
      g_autoptr (BtJsonReader) part
        = bt_json_reader_get_object (reader, parts[i].field, &local_error);
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      if (part != NULL
          && (!parts[i].read (part, money_digits, rules, error)
              || !bt_json_reader_finish (part, error)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_rules (BtJsonReader *reader, guint money_digits, BtChallengeRules *out, GError **error)
{
  g_autoptr (GError) reason = NULL;
  gint64 version = BT_CHALLENGE_RULES_VERSION;
  gint64 days = 0;
  BtChallengeRules rules;

  bt_challenge_rules_init (&rules);
  if (!bt_json_reader_get_int (reader, "version", 1, G_MAXINT32, &version, error)
      || !bt_json_reader_copy_string (reader, "name", rules.name, sizeof rules.name, error)
      || !read_parts (reader, money_digits, &rules, error)
      || !bt_json_reader_get_int (reader, "minimum_days", 0, G_MAXINT32, &days, error)
      || !bt_json_reader_get_decimal (reader, "best_day_percent", HUNDREDTHS_DIGITS,
                                      &rules.consistency_percent, error)
      || !bt_json_reader_finish (reader, error))
    return FALSE;
  rules.version = (gint32) version;
  rules.minimum_days = (gint32) days;
  if (!bt_challenge_rules_validate (&rules, &reason))
    {
      g_set_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT, "challenge: %s",
                   reason->message);
      return FALSE;
    }
  *out = rules;
  return TRUE;
}

static gboolean
take_preset (BtJsonReader *document, BtSessionSettings *settings, GError **error)
{
  const char *id = NULL;

  if (!bt_json_reader_get_string (document, "challenge", &id, error))
    return FALSE;
  const BtChallengePreset *preset = bt_challenge_preset_find (id);
  if (preset == NULL)
    return bt_json_reader_fail (document, "challenge", error, "“%s” is no preset", id);
  settings->has_challenge = TRUE;
  settings->challenge = preset->rules;
  return TRUE;
}

gboolean
bt_challenge_from_reader (BtJsonReader *document, BtSessionSettings *settings, GError **error)
{
  JsonNode *node = bt_json_reader_peek (document, "challenge");
  g_autoptr (BtJsonReader) reader = NULL;

  settings->has_challenge = FALSE;
  if (!bt_json_reader_has_value (document, "challenge"))
    return TRUE;
  if (JSON_NODE_HOLDS_VALUE (node))
    return take_preset (document, settings, error);
  reader = bt_json_reader_get_object (document, "challenge", error);
  if (reader == NULL
      || !read_rules (reader, bt_currency_digits (settings->currency), &settings->challenge, error))
    return FALSE;
  settings->has_challenge = TRUE;
  return TRUE;
}

gboolean
bt_challenge_rules_from_json (const char *json,
                              const char *currency,
                              BtChallengeRules *out,
                              GError **error)
{
  g_autoptr (JsonNode) node = bt_json_parse (json, -1, "challenge", error);
  g_autoptr (BtJsonReader) reader = NULL;

  if (node == NULL || (reader = bt_json_reader_new (node, "", error)) == NULL)
    return FALSE;
  return read_rules (reader, bt_currency_digits (currency), out, error);
}
