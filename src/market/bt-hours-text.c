// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "market/bt-hours-text.h"

#include "market/bt-market-error.h"

#include <string.h>

#define DAY_MINUTES (24 * 60)
#define N_DAYS 7
#define ALWAYS "24x7"
/* Of what cannot be read, quoted in a message. */
#define MAX_QUOTED 24

static const char *const day_names[N_DAYS]
  = { "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday" };

/* Several days, first and last one included. */
typedef struct
{
  gint first_day;
  gint last_day; /* may be before the first: past Saturday */
} Days;

/* Text being read, and the minutes that are open by what was read so far. */
typedef struct
{
  const char *next;
  Days days; /* of the last stretch, which times alone go on with */
  gboolean has_days;
  gboolean is_open[BT_HOURS_WEEK_MINUTES];
} Reader;

static gboolean
fail (const Reader *reader, GError **error, const char *expected)
{
  const gsize length = strcspn (reader->next, ",; \t");
  g_autofree char *quoted = g_utf8_substring (
    reader->next, 0, MIN (g_utf8_strlen (reader->next, (gssize) length), MAX_QUOTED));

  if (*quoted == '\0')
    g_set_error (error, BT_MARKET_ERROR, BT_MARKET_ERROR_HOURS, "the trading hours lack %s%s%s",
                 expected, *reader->next != '\0' ? " before " : " at their end",
                 *reader->next != '\0' ? reader->next : "");
  else
    g_set_error (error, BT_MARKET_ERROR, BT_MARKET_ERROR_HOURS,
                 "“%s” in the trading hours should be %s", quoted, expected);
  return FALSE;
}

static void
skip_spaces (Reader *reader)
{
  while (*reader->next == ' ' || *reader->next == '\t')
    reader->next++;
}

/* Reads a hyphen or a dash. */
static gboolean
take_dash (Reader *reader)
{
  static const char *const dashes[] = { "-", "–", "—" };

  skip_spaces (reader);
  for (guint i = 0; i < G_N_ELEMENTS (dashes); i++)
    if (g_str_has_prefix (reader->next, dashes[i]))
      {
        reader->next += strlen (dashes[i]);
        skip_spaces (reader);
        return TRUE;
      }
  return FALSE;
}

static gsize
count_letters (const char *text)
{
  gsize length = 0;

  while (g_ascii_isalpha (text[length]))
    length++;
  return length;
}

static gboolean
take_word (Reader *reader, const char *word)
{
  const gsize length = count_letters (reader->next);

  if (length != strlen (word) || g_ascii_strncasecmp (reader->next, word, length) != 0)
    return FALSE;
  reader->next += length;
  skip_spaces (reader);
  return TRUE;
}

/* Reads a day's name, of which three letters are enough. */
static gboolean
take_day (Reader *reader, gint *out)
{
  const gsize length = count_letters (reader->next);

  for (gint i = 0; length >= 3 && i < N_DAYS; i++)
    if (length <= strlen (day_names[i])
        && g_ascii_strncasecmp (reader->next, day_names[i], length) == 0)
      {
        reader->next += length;
        /* "Mon: 09:00-17:00" */
        reader->next += *reader->next == ':' ? 1 : 0;
        skip_spaces (reader);
        *out = i;
        return TRUE;
      }
  return FALSE;
}

/* Reads "9:30", "17:00" or "24:00" as minutes of a day. */
static gboolean
take_time (Reader *reader, gint *out, GError **error)
{
  const char *text = reader->next;
  gint hour = 0;
  gint minute = 0;
  gsize digits = 0;

  for (; digits < 2 && g_ascii_isdigit (text[digits]); digits++)
    hour = hour * 10 + (text[digits] - '0');
  if (digits == 0 || text[digits] != ':' || !g_ascii_isdigit (text[digits + 1])
      || !g_ascii_isdigit (text[digits + 2]) || g_ascii_isdigit (text[digits + 3]))
    return fail (reader, error, "a time such as 17:00");
  minute = (text[digits + 1] - '0') * 10 + (text[digits + 2] - '0');
  if (minute > 59 || hour * 60 + minute > DAY_MINUTES)
    return fail (reader, error, "a time from 00:00 to 24:00");
  reader->next += digits + 3;
  skip_spaces (reader);
  *out = hour * 60 + minute;
  return TRUE;
}

/* Opens or closes minutes of the week; to may lie in the next one. */
static void
set_open (Reader *reader, gint from, gint to, gboolean is_open)
{
  for (gint i = from; i < to; i++)
    reader->is_open[i % BT_HOURS_WEEK_MINUTES] = is_open;
}

static void
set_days (Reader *reader, Days days, gint from, gint to, gboolean is_open)
{
  const gint count = (days.last_day - days.first_day + N_DAYS) % N_DAYS + 1;

  for (gint i = 0; i < count; i++)
    {
      const gint midnight = (days.first_day + i) % N_DAYS * DAY_MINUTES;
      set_open (reader, midnight + from, midnight + to + (to <= from ? DAY_MINUTES : 0), is_open);
    }
}

/* Reads "17:00-18:00" after the days that it holds on. */
static gboolean
read_times (Reader *reader, Days days, gboolean is_open, GError **error)
{
  gint from = 0;
  gint to = 0;

  if (!take_time (reader, &from, error))
    return FALSE;
  if (!take_dash (reader))
    return fail (reader, error, "a hyphen and the time of the close");
  if (!take_time (reader, &to, error))
    return FALSE;
  set_days (reader, days, from, to, is_open);
  return TRUE;
}

/* Reads "Sun 18:00-Fri 17:00" or "Sun 18:00-23:00" after the first day. */
static gboolean
read_from_day (Reader *reader, gint day, gboolean is_open, GError **error)
{
  gint from = 0;
  gint to = 0;
  gint to_day = 0;

  if (!take_time (reader, &from, error))
    return FALSE;
  if (!take_dash (reader))
    return fail (reader, error, "a hyphen and the close");
  const gboolean has_day = take_day (reader, &to_day);
  if (!take_time (reader, &to, error))
    return FALSE;
  if (!has_day)
    {
      set_days (reader, (Days){ day, day }, from, to, is_open);
      return TRUE;
    }
  from += day * DAY_MINUTES;
  to += to_day * DAY_MINUTES;
  set_open (reader, from, to + (to <= from ? BT_HOURS_WEEK_MINUTES : 0), is_open);
  return TRUE;
}

static gboolean
read_stretch (Reader *reader, GError **error)
{
  const gboolean is_break = take_word (reader, "break");
  Days days = { 0, N_DAYS - 1 };

  if (take_word (reader, "daily") || (is_break && g_ascii_isdigit (*reader->next)))
    return read_times (reader, days, !is_break, error);
  if (reader->has_days && g_ascii_isdigit (*reader->next))
    return read_times (reader, reader->days, !is_break, error);
  if (!take_day (reader, &days.first_day))
    return fail (reader, error, "a day of the week (Mon, Tue …), “daily” or “break”");
  days.last_day = days.first_day;
  const gboolean is_range = take_dash (reader);
  if (is_range && !take_day (reader, &days.last_day))
    return fail (reader, error, "a day of the week (Mon, Tue …)");
  reader->days = days;
  reader->has_days = !is_break;
  return is_range ? read_times (reader, days, !is_break, error)
                  : read_from_day (reader, days.first_day, !is_break, error);
}

/* Turns the open minutes into spans. */
static gboolean
collect_spans (const Reader *reader, BtTradingHours *out, GError **error)
{
  for (guint i = 0; i < BT_HOURS_WEEK_MINUTES; i++)
    {
      if (!reader->is_open[i])
        continue;
      if (i == 0 || !reader->is_open[i - 1])
        {
          if (out->n_spans == BT_HOURS_MAX_SPANS)
            {
              g_set_error (error, BT_MARKET_ERROR, BT_MARKET_ERROR_HOURS,
                           "the trading hours open the market more than %d times a week",
                           BT_HOURS_MAX_SPANS);
              return FALSE;
            }
          out->spans[out->n_spans++].from = (guint16) i;
        }
      out->spans[out->n_spans - 1].to = (guint16) (i + 1);
    }
  if (out->n_spans == 0)
    g_set_error (error, BT_MARKET_ERROR, BT_MARKET_ERROR_HOURS,
                 "the trading hours never open the market");
  return out->n_spans > 0;
}

/* Reads the zone, which is all that is left. */
static gboolean
read_zone (Reader *reader, BtZone *out, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autofree char *name = g_strstrip (g_strdup (reader->next));

  if (*name == '\0')
    {
      g_set_error (error, BT_MARKET_ERROR, BT_MARKET_ERROR_HOURS,
                   "the trading hours name no zone; end them with one, such as America/New_York, "
                   "Europe/London or UTC+2");
      return FALSE;
    }
  if (bt_zone_parse (name, out, &fault))
    return TRUE;
  g_set_error (error, BT_MARKET_ERROR, BT_MARKET_ERROR_HOURS, "in the trading hours: %s",
               fault->message);
  return FALSE;
}

/* Reads what brokers say in one word. */
static gboolean
read_word (const char *text, BtTradingHours *out)
{
  static const struct
  {
    const char *word;
    BtHoursClass hours_class;
  } words[]
    = { { ALWAYS, BT_HOURS_COINS },     { "24/7", BT_HOURS_COINS }, { "24x7 UTC", BT_HOURS_COINS },
        { "24/7 UTC", BT_HOURS_COINS }, { "24x5", BT_HOURS_FOREX }, { "24/5", BT_HOURS_FOREX } };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (text, words[i].word) == 0)
      {
        *out = *bt_trading_hours_of_class (words[i].hours_class);
        return TRUE;
      }
  return FALSE;
}

gboolean
bt_hours_text_parse (const char *text, BtTradingHours *out, GError **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_autofree Reader *reader = g_new0 (Reader, 1);
  BtTradingHours hours = { 0 };

  if (!g_utf8_validate (stripped, -1, NULL))
    {
      g_set_error (error, BT_MARKET_ERROR, BT_MARKET_ERROR_HOURS,
                   "the trading hours are no UTF-8 text");
      return FALSE;
    }
  if (*stripped == '\0' || read_word (stripped, &hours))
    {
      *out = hours;
      return TRUE;
    }
  reader->next = stripped;
  while (TRUE)
    {
      if (!read_stretch (reader, error))
        return FALSE;
      if (*reader->next != ',' && *reader->next != ';')
        break;
      reader->next++;
      skip_spaces (reader);
    }
  if (!read_zone (reader, &hours.zone, error) || !collect_spans (reader, &hours, error))
    return FALSE;
  *out = hours;
  return TRUE;
}

static void
add_time (GString *text, gint minute)
{
  g_string_append_printf (text, "%02d:%02d", minute / 60, minute % 60);
}

static void
add_day_time (GString *text, gint minute)
{
  g_string_append_printf (text, "%.3s ", day_names[minute / DAY_MINUTES % N_DAYS]);
  add_time (text, minute % DAY_MINUTES);
}

/* Spans as they are told: one that reaches past Saturday is one. */
typedef struct
{
  gint from;
  gint to; /* may be beyond the week */
} Told;

static guint
join_over_sunday (const BtTradingHours *hours, Told told[static BT_HOURS_MAX_SPANS])
{
  const guint count = hours->n_spans;
  const gboolean is_joined
    = count > 1 && hours->spans[0].from == 0 && hours->spans[count - 1].to == BT_HOURS_WEEK_MINUTES;
  const guint first = is_joined ? 1 : 0;

  for (guint i = first; i < count; i++)
    told[i - first] = (Told){ hours->spans[i].from, hours->spans[i].to };
  if (is_joined)
    told[count - 2].to = BT_HOURS_WEEK_MINUTES + hours->spans[0].to;
  return count - first;
}

/* Returns how many spans from the first on have its times on one day after the other. */
static guint
count_alike (const Told *told, guint count)
{
  guint alike = 1;

  while (alike < count && told[alike].from == told[0].from + (gint) alike * DAY_MINUTES
         && told[alike].to == told[0].to + (gint) alike * DAY_MINUTES)
    alike++;
  return alike;
}

static void
add_alike (GString *text, const Told *told, guint alike)
{
  const gint day = told->from / DAY_MINUTES;
  gint to = told->to - day * DAY_MINUTES;

  /* An end at midnight is 24:00; one after it is a time of the next day. */
  if (told->to - told->from > DAY_MINUTES)
    {
      add_day_time (text, told->from);
      g_string_append_c (text, '-');
      add_day_time (text, told->to);
      return;
    }
  if (to > DAY_MINUTES)
    to -= DAY_MINUTES;
  g_string_append_printf (text, "%.3s", day_names[day]);
  if (alike > 1)
    g_string_append_printf (text, "-%.3s", day_names[(day + (gint) alike - 1) % N_DAYS]);
  g_string_append_c (text, ' ');
  add_time (text, told->from % DAY_MINUTES);
  g_string_append_c (text, '-');
  add_time (text, to);
}

static void
add_list (GString *text, const Told *told, guint count)
{
  for (guint i = 0; i < count;)
    {
      const guint alike
        = told[i].to - told[i].from > DAY_MINUTES ? 1 : count_alike (&told[i], count - i);
      g_string_append (text, i > 0 ? ", " : "");
      add_alike (text, &told[i], alike);
      i += alike;
    }
}

/* Returns the hours as stretches of so many spans each, with the first one's break at that time of
 * every day, when that is what they are; else NULL. */
static char *
format_with_break (
  const BtTradingHours *hours, const Told *told, guint count, guint spans, const char *zone)
{
  g_autoptr (GString) text = g_string_new (NULL);
  BtTradingHours read = { 0 };
  Told stretches[BT_HOURS_MAX_SPANS];

  if (spans < 2 || count % spans != 0)
    return NULL;
  for (guint i = 0; i < count / spans; i++)
    stretches[i] = (Told){ told[i * spans].from, told[(i + 1) * spans - 1].to };
  add_list (text, stretches, count / spans);
  g_string_append (text, ", break ");
  add_time (text, told[0].to % DAY_MINUTES);
  g_string_append_c (text, '-');
  add_time (text, told[1].from % DAY_MINUTES);
  g_string_append_printf (text, " %s", zone);
  if (!bt_hours_text_parse (text->str, &read, NULL) || !bt_trading_hours_equal (&read, hours))
    return NULL;
  return g_strdup (text->str);
}

char *
bt_hours_text_format (const BtTradingHours *hours)
{
  Told told[BT_HOURS_MAX_SPANS] = { 0 };

  if (hours->n_spans == 0)
    return g_strdup ("");
  if (bt_trading_hours_equal (hours, bt_trading_hours_of_class (BT_HOURS_COINS)))
    return g_strdup (ALWAYS);
  g_autofree char *zone = bt_zone_to_string (hours->zone);
  const guint count = join_over_sunday (hours, told);
  const gboolean is_overnight = told[0].to > (told[0].from / DAY_MINUTES + 1) * DAY_MINUTES;
  if (is_overnight || count_alike (told, count) < count)
    {
      char *with_break = format_with_break (hours, told, count, count, zone);
      if (with_break == NULL)
        with_break = format_with_break (hours, told, count, 2, zone);
      if (with_break != NULL)
        return with_break;
    }
  GString *text = g_string_new (NULL);
  add_list (text, told, count);
  g_string_append_printf (text, " %s", zone);
  return g_string_free (text, FALSE);
}
