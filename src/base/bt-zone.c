// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "base/bt-zone.h"

#include "base/bt-error.h"
#include "base/bt-time.h"

#include <string.h>

/* Widest offset from UTC that a zone by number may have. */
#define MAX_OFFSET_MINUTES (15 * 60)
#define FIRST_US_YEAR_OF_2007_RULE 2007
#define FIRST_US_YEAR_OF_1987_RULE 1987
#define FIRST_COMMON_EUROPEAN_YEAR 1996

/* When a zone's summer time is in force in one year: start ≤ UTC time < end. */
typedef struct
{
  gint64 start_usec;
  gint64 end_usec;
} Summer;

typedef struct
{
  BtZoneKind kind;
  const char *name;
} ZoneName;

/* The first name of each kind is the one that is written. */
static const ZoneName zone_names[] = {
  { BT_ZONE_UTC, "UTC" },
  { BT_ZONE_UTC, "GMT" },
  { BT_ZONE_UTC, "Z" },
  { BT_ZONE_UTC, "Etc/UTC" },
  { BT_ZONE_UTC, "Etc/GMT" },
  { BT_ZONE_NEW_YORK, "America/New_York" },
  { BT_ZONE_NEW_YORK, "New_York" },
  { BT_ZONE_NEW_YORK, "US/Eastern" },
  { BT_ZONE_NEW_YORK, "EST5EDT" },
  { BT_ZONE_LONDON, "Europe/London" },
  { BT_ZONE_LONDON, "London" },
  { BT_ZONE_TOKYO, "Asia/Tokyo" },
  { BT_ZONE_TOKYO, "Tokyo" },
  { BT_ZONE_EASTERN_EUROPE, "EET" },
  { BT_ZONE_EASTERN_EUROPE, "Europe/Athens" },
  { BT_ZONE_EASTERN_EUROPE, "Europe/Bucharest" },
  { BT_ZONE_EASTERN_EUROPE, "Europe/Helsinki" },
  { BT_ZONE_EASTERN_EUROPE, "Europe/Kiev" },
  { BT_ZONE_EASTERN_EUROPE, "Europe/Kyiv" },
  { BT_ZONE_EASTERN_EUROPE, "Europe/Riga" },
  { BT_ZONE_EASTERN_EUROPE, "Europe/Sofia" },
  { BT_ZONE_EASTERN_EUROPE, "Europe/Tallinn" },
  { BT_ZONE_EASTERN_EUROPE, "Europe/Vilnius" },
  { BT_ZONE_EASTERN_EUROPE, "Asia/Nicosia" },
  { BT_ZONE_CENTRAL_EUROPE, "CET" },
  { BT_ZONE_CENTRAL_EUROPE, "Europe/Berlin" },
  { BT_ZONE_CENTRAL_EUROPE, "Europe/Madrid" },
  { BT_ZONE_CENTRAL_EUROPE, "Europe/Paris" },
  { BT_ZONE_CENTRAL_EUROPE, "Europe/Prague" },
  { BT_ZONE_CENTRAL_EUROPE, "Europe/Rome" },
  { BT_ZONE_CENTRAL_EUROPE, "Europe/Zurich" },
  { BT_ZONE_NEW_YORK_PLUS_7, "New_York+7" },
  { BT_ZONE_NEW_YORK_EU_DATES, "New_York_EU_dates" },
};

static gint64
make_instant (int year, int month, int day, int hour_utc)
{
  return bt_time_from_civil (
    &(BtCivilTime){ .year = year, .month = month, .day = day, .hour = hour_utc });
}

/* Returns the first Sunday of a month on or after a day of it, at an hour UTC. */
static gint64
find_sunday (int year, int month, int from_day, int hour_utc)
{
  const gint64 from_usec = make_instant (year, month, from_day, hour_utc);

  return from_usec + (7 - bt_time_weekday (from_usec)) % 7 * BT_USEC_PER_DAY;
}

/* The last Sunday of a month is the first one on or after the seventh day from its end. */
static gint64
find_last_sunday (int year, int month, int hour_utc)
{
  const int month_length = month == 4 || month == 9 || month == 11 ? 30 : 31;

  return find_sunday (year, month, month_length - 6, hour_utc);
}

/* Clocks in the United States change at 02:00 of the local clock: 07:00 UTC in spring, 06:00 in
 * autumn. */
static Summer
find_us_summer (int year)
{
  if (year >= FIRST_US_YEAR_OF_2007_RULE)
    return (Summer){ find_sunday (year, 3, 8, 7), find_sunday (year, 11, 1, 6) };

  const gint64 end_usec = find_last_sunday (year, 10, 6);
  if (year >= FIRST_US_YEAR_OF_1987_RULE)
    return (Summer){ find_sunday (year, 4, 1, 7), end_usec };
  /* The oil crisis moved the start of two years. */
  if (year == 1974)
    return (Summer){ make_instant (1974, 1, 6, 7), end_usec };
  if (year == 1975)
    return (Summer){ make_instant (1975, 2, 23, 7), end_usec };
  return (Summer){ find_last_sunday (year, 4, 7), end_usec };
}

/* The rule of the European Union and, before it, of its predecessors on the Continent. */
static Summer
find_european_summer (int year)
{
  if (year >= FIRST_COMMON_EUROPEAN_YEAR)
    return (Summer){ find_last_sunday (year, 3, 1), find_last_sunday (year, 10, 1) };
  if (year >= 1981)
    return (Summer){ find_last_sunday (year, 3, 1), find_last_sunday (year, 9, 1) };
  if (year == 1978)
    return (Summer){ find_sunday (year, 4, 1, 1), make_instant (1978, 10, 1, 1) };
  if (year >= 1977)
    return (Summer){ find_sunday (year, 4, 1, 1), find_last_sunday (year, 9, 1) };
  return (Summer){ 0, 0 };
}

static Summer
find_london_summer (int year)
{
  if (year >= FIRST_COMMON_EUROPEAN_YEAR)
    return find_european_summer (year);
  if (year >= 1981)
    return (Summer){ find_last_sunday (year, 3, 1),
                     find_sunday (year, 10, year >= 1990 ? 22 : 23, 1) };
  if (year >= 1972)
    return (Summer){ find_sunday (year, 3, 16, 2), find_sunday (year, 10, 23, 2) };
  /* British Standard Time was summer time all year, until 1971-10-31. */
  return (Summer){ G_MININT64, make_instant (1971, 10, 31, 2) };
}

static gint64
get_standard_offset_usec (BtZone zone)
{
  switch (zone.kind)
    {
    case BT_ZONE_UTC:
    case BT_ZONE_LONDON:
      return 0;
    case BT_ZONE_NEW_YORK:
    case BT_ZONE_NEW_YORK_EU_DATES:
      return -5 * BT_USEC_PER_HOUR;
    case BT_ZONE_TOKYO:
      return 9 * BT_USEC_PER_HOUR;
    case BT_ZONE_CENTRAL_EUROPE:
      return BT_USEC_PER_HOUR;
    case BT_ZONE_EASTERN_EUROPE:
    case BT_ZONE_NEW_YORK_PLUS_7:
      return 2 * BT_USEC_PER_HOUR;
    case BT_ZONE_FIXED:
      return zone.offset_minutes * BT_USEC_PER_MINUTE;
    default:
      g_assert_not_reached ();
    }
}

/* Finds the summer time of the year that holds a time. No zone changes its clocks within a day of
 * New Year, so a local time serves as well as a UTC one. */
static Summer
find_summer (BtZone zone, gint64 time_usec)
{
  if (zone.kind == BT_ZONE_UTC || zone.kind == BT_ZONE_TOKYO || zone.kind == BT_ZONE_FIXED)
    return (Summer){ 0, 0 };

  const int year = bt_time_to_civil (time_usec).year;
  if (zone.kind == BT_ZONE_NEW_YORK || zone.kind == BT_ZONE_NEW_YORK_PLUS_7)
    return find_us_summer (year);
  return zone.kind == BT_ZONE_LONDON ? find_london_summer (year) : find_european_summer (year);
}

static gboolean
is_in_summer (Summer summer, gint64 utc_usec)
{
  return utc_usec >= summer.start_usec && utc_usec < summer.end_usec;
}

/* Reads "+2", "-05:30", "+0200"; the sign is required. */
static gboolean
parse_offset (const char *text, int *offset_minutes)
{
  const int sign = text[0] == '-' ? -1 : 1;
  int digits[4] = { 0 };
  guint n_digits = 0;
  gboolean has_colon = FALSE;

  if (text[0] != '+' && text[0] != '-')
    return FALSE;
  for (const char *next = text + 1; *next != '\0'; next++)
    {
      if (*next == ':' && !has_colon && (n_digits == 1 || n_digits == 2))
        {
          has_colon = TRUE;
          /* "+5:30" reads like "+05:30". */
          if (n_digits == 1)
            {
              digits[1] = digits[0];
              digits[0] = 0;
              n_digits = 2;
            }
        }
      else if (g_ascii_isdigit (*next) && n_digits < 4)
        digits[n_digits++] = *next - '0';
      else
        return FALSE;
    }
  if (n_digits == 0 || n_digits == 3 || (has_colon && n_digits != 4))
    return FALSE;

  const int hours = n_digits == 1 ? digits[0] : digits[0] * 10 + digits[1];
  const int minutes = digits[2] * 10 + digits[3];
  if (minutes > 59 || hours * 60 + minutes > MAX_OFFSET_MINUTES)
    return FALSE;
  *offset_minutes = sign * (hours * 60 + minutes);
  return TRUE;
}

static void
set_parse_error (const char *text, GError **error)
{
  g_autofree char *shown = g_utf8_make_valid (text, -1);
  g_autoptr (GString) known = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (zone_names); i++)
    if (i == 0 || zone_names[i].kind != zone_names[i - 1].kind)
      g_string_append_printf (known, "%s, ", zone_names[i].name);
  g_set_error (error, BT_BASE_ERROR, BT_BASE_ERROR_PARSE,
               "“%s” is no known time zone; known are %sand offsets like UTC+2 or -05:00", shown,
               known->str);
}

gint64
bt_zone_offset_usec (BtZone zone, gint64 utc_usec)
{
  return get_standard_offset_usec (zone)
         + (is_in_summer (find_summer (zone, utc_usec), utc_usec) ? BT_USEC_PER_HOUR : 0);
}

gint64
bt_zone_to_local (BtZone zone, gint64 utc_usec)
{
  return utc_usec + bt_zone_offset_usec (zone, utc_usec);
}

gint64
bt_zone_from_local (BtZone zone, gint64 local_usec, BtZoneChoice choice)
{
  const Summer summer = find_summer (zone, local_usec);
  const gint64 standard_usec = local_usec - get_standard_offset_usec (zone);
  const gint64 summer_usec = standard_usec - BT_USEC_PER_HOUR;
  const gboolean can_be_standard = !is_in_summer (summer, standard_usec);
  const gboolean can_be_summer = is_in_summer (summer, summer_usec);

  if (can_be_summer && (!can_be_standard || choice == BT_ZONE_FIRST))
    return summer_usec;
  return standard_usec;
}

gboolean
bt_zone_is_ambiguous (BtZone zone, gint64 local_usec)
{
  return bt_zone_from_local (zone, local_usec, BT_ZONE_FIRST)
         != bt_zone_from_local (zone, local_usec, BT_ZONE_SECOND);
}

gboolean
bt_zone_parse (const char *text, BtZone *out, GError **error)
{
  g_return_val_if_fail (text != NULL && out != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (zone_names); i++)
    if (g_ascii_strcasecmp (text, zone_names[i].name) == 0)
      {
        *out = BT_ZONE (zone_names[i].kind);
        return TRUE;
      }

  const gboolean has_prefix
    = g_ascii_strncasecmp (text, "UTC", 3) == 0 || g_ascii_strncasecmp (text, "GMT", 3) == 0;
  int offset_minutes;
  /* HistData's own name for its clock, which never changes. */
  if (g_ascii_strcasecmp (text, "EST") == 0)
    offset_minutes = -5 * 60;
  else if (!parse_offset (has_prefix ? text + 3 : text, &offset_minutes))
    {
      set_parse_error (text, error);
      return FALSE;
    }

  *out = offset_minutes == 0 ? BT_ZONE (BT_ZONE_UTC)
                             : (BtZone){ .kind = BT_ZONE_FIXED, .offset_minutes = offset_minutes };
  return TRUE;
}

char *
bt_zone_to_string (BtZone zone)
{
  for (guint i = 0; i < G_N_ELEMENTS (zone_names); i++)
    if (zone.kind == zone_names[i].kind)
      return g_strdup (zone_names[i].name);

  const int magnitude = ABS (zone.offset_minutes);
  return g_strdup_printf ("UTC%c%02d:%02d", zone.offset_minutes < 0 ? '-' : '+', magnitude / 60,
                          magnitude % 60);
}
