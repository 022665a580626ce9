// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "base/bt-error.h"
#include "base/bt-time.h"
#include "base/bt-zone.h"

#define HOURS(n) ((n) *BT_USEC_PER_HOUR)

typedef struct
{
  BtZoneKind kind;
  const char *utc; /* the first instant with the new offset */
  int hours_before;
  int hours_after;
} Transition;

static gint64
parse (const char *text)
{
  gint64 time_usec;

  g_assert_true (bt_time_parse (text, &time_usec, NULL));
  return time_usec;
}

static void
test_transitions (void)
{
  const Transition transitions[] = {
    { BT_ZONE_NEW_YORK, "2024-03-10T07:00:00Z", -5, -4 },
    { BT_ZONE_NEW_YORK, "2024-11-03T06:00:00Z", -4, -5 },
    { BT_ZONE_NEW_YORK, "2007-03-11T07:00:00Z", -5, -4 },
    { BT_ZONE_NEW_YORK, "2006-04-02T07:00:00Z", -5, -4 },
    { BT_ZONE_NEW_YORK, "2006-10-29T06:00:00Z", -4, -5 },
    { BT_ZONE_NEW_YORK, "1986-04-27T07:00:00Z", -5, -4 },
    { BT_ZONE_NEW_YORK, "1974-01-06T07:00:00Z", -5, -4 },
    { BT_ZONE_NEW_YORK, "1975-02-23T07:00:00Z", -5, -4 },
    { BT_ZONE_NEW_YORK, "1970-04-26T07:00:00Z", -5, -4 },
    { BT_ZONE_LONDON, "2019-03-31T01:00:00Z", 0, 1 },
    { BT_ZONE_LONDON, "2019-10-27T01:00:00Z", 1, 0 },
    { BT_ZONE_LONDON, "1995-10-22T01:00:00Z", 1, 0 },
    { BT_ZONE_LONDON, "1989-10-29T01:00:00Z", 1, 0 },
    { BT_ZONE_LONDON, "1972-03-19T02:00:00Z", 0, 1 },
    { BT_ZONE_LONDON, "1971-10-31T02:00:00Z", 1, 0 },
    { BT_ZONE_EASTERN_EUROPE, "2024-03-31T01:00:00Z", 2, 3 },
    { BT_ZONE_EASTERN_EUROPE, "2024-10-27T01:00:00Z", 3, 2 },
    { BT_ZONE_EASTERN_EUROPE, "1995-09-24T01:00:00Z", 3, 2 },
    { BT_ZONE_EASTERN_EUROPE, "1978-10-01T01:00:00Z", 3, 2 },
    { BT_ZONE_CENTRAL_EUROPE, "2024-03-31T01:00:00Z", 1, 2 },
    { BT_ZONE_CENTRAL_EUROPE, "2024-10-27T01:00:00Z", 2, 1 },
    { BT_ZONE_NEW_YORK_PLUS_7, "2024-03-10T07:00:00Z", 2, 3 },
    { BT_ZONE_NEW_YORK_PLUS_7, "2024-11-03T06:00:00Z", 3, 2 },
    { BT_ZONE_NEW_YORK_EU_DATES, "2019-03-31T01:00:00Z", -5, -4 },
    { BT_ZONE_NEW_YORK_EU_DATES, "2019-10-27T01:00:00Z", -4, -5 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (transitions); i++)
    {
      const BtZone zone = BT_ZONE (transitions[i].kind);
      const gint64 utc_usec = parse (transitions[i].utc);

      g_assert_cmpint (bt_zone_offset_usec (zone, utc_usec - 1), ==,
                       HOURS (transitions[i].hours_before));
      g_assert_cmpint (bt_zone_offset_usec (zone, utc_usec), ==,
                       HOURS (transitions[i].hours_after));
    }
}

static void
test_constant (void)
{
  const BtZone india = { .kind = BT_ZONE_FIXED, .offset_minutes = 330 };

  for (int year = 1970; year <= 2099; year++)
    for (int month = 1; month <= 12; month++)
      {
        const gint64 utc_usec
          = bt_time_from_civil (&(BtCivilTime){ .year = year, .month = month, .day = 15 });

        g_assert_cmpint (bt_zone_offset_usec (BT_ZONE (BT_ZONE_UTC), utc_usec), ==, 0);
        g_assert_cmpint (bt_zone_offset_usec (BT_ZONE (BT_ZONE_TOKYO), utc_usec), ==, HOURS (9));
        g_assert_cmpint (bt_zone_offset_usec (india, utc_usec), ==, 330 * BT_USEC_PER_MINUTE);
        g_assert_false (bt_zone_is_ambiguous (india, utc_usec));
      }
}

static void
test_ambiguous (void)
{
  const BtZone new_york = BT_ZONE (BT_ZONE_NEW_YORK);
  const gint64 local_usec = parse ("2024-11-03T01:30:00Z");

  g_assert_true (bt_zone_is_ambiguous (new_york, local_usec));
  g_assert_cmpint (bt_zone_from_local (new_york, local_usec, BT_ZONE_FIRST), ==,
                   parse ("2024-11-03T05:30:00Z"));
  g_assert_cmpint (bt_zone_from_local (new_york, local_usec, BT_ZONE_SECOND), ==,
                   parse ("2024-11-03T06:30:00Z"));
  g_assert_true (bt_zone_is_ambiguous (new_york, parse ("2024-11-03T01:00:00Z")));
  g_assert_false (bt_zone_is_ambiguous (new_york, parse ("2024-11-03T01:00:00Z") - 1));
  g_assert_false (bt_zone_is_ambiguous (new_york, parse ("2024-11-03T02:00:00Z")));

  const BtZone histdata = BT_ZONE (BT_ZONE_NEW_YORK_EU_DATES);
  const gint64 european_usec = parse ("2019-10-26T20:10:00Z");
  g_assert_true (bt_zone_is_ambiguous (histdata, european_usec));
  g_assert_cmpint (bt_zone_from_local (histdata, european_usec, BT_ZONE_FIRST), ==,
                   parse ("2019-10-27T00:10:00Z"));
  g_assert_cmpint (bt_zone_from_local (histdata, european_usec, BT_ZONE_SECOND), ==,
                   parse ("2019-10-27T01:10:00Z"));
}

static void
test_left_out (void)
{
  const BtZone new_york = BT_ZONE (BT_ZONE_NEW_YORK);
  const gint64 local_usec = parse ("2024-03-10T02:30:00Z");

  g_assert_false (bt_zone_is_ambiguous (new_york, local_usec));
  g_assert_cmpint (bt_zone_from_local (new_york, local_usec, BT_ZONE_FIRST), ==,
                   parse ("2024-03-10T07:30:00Z"));
  g_assert_cmpint (bt_zone_from_local (new_york, local_usec, BT_ZONE_SECOND), ==,
                   parse ("2024-03-10T07:30:00Z"));
}

/* Every half hour of a century and a third goes to the local clock and back. */
static void
test_round_trip (void)
{
  const BtZoneKind kinds[]
    = { BT_ZONE_NEW_YORK,       BT_ZONE_LONDON,          BT_ZONE_EASTERN_EUROPE,
        BT_ZONE_CENTRAL_EUROPE, BT_ZONE_NEW_YORK_PLUS_7, BT_ZONE_NEW_YORK_EU_DATES };
  const gint64 end_usec = parse ("2100-01-01");

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const BtZone zone = BT_ZONE (kinds[i]);

      for (gint64 utc_usec = 0; utc_usec < end_usec; utc_usec += BT_USEC_PER_HOUR)
        {
          const gint64 local_usec = bt_zone_to_local (zone, utc_usec);
          const gint64 first_usec = bt_zone_from_local (zone, local_usec, BT_ZONE_FIRST);
          const gint64 second_usec = bt_zone_from_local (zone, local_usec, BT_ZONE_SECOND);

          g_assert_true (utc_usec == first_usec || utc_usec == second_usec);
          g_assert_true (second_usec == first_usec || second_usec == first_usec + BT_USEC_PER_HOUR);
        }
    }
}

static void
assert_zone (const char *text, BtZoneKind kind, int offset_minutes, const char *written)
{
  g_autoptr (GError) error = NULL;
  BtZone zone, again;

  g_assert_true (bt_zone_parse (text, &zone, &error));
  g_assert_no_error (error);
  g_assert_cmpint (zone.kind, ==, kind);
  g_assert_cmpint (zone.offset_minutes, ==, offset_minutes);
  g_autofree char *name = bt_zone_to_string (zone);
  g_assert_cmpstr (name, ==, written);
  g_assert_true (bt_zone_parse (name, &again, NULL));
  g_assert_true (again.kind == zone.kind && again.offset_minutes == zone.offset_minutes);
}

static void
test_names (void)
{
  assert_zone ("UTC", BT_ZONE_UTC, 0, "UTC");
  assert_zone ("gmt", BT_ZONE_UTC, 0, "UTC");
  assert_zone ("UTC+0", BT_ZONE_UTC, 0, "UTC");
  assert_zone ("America/New_York", BT_ZONE_NEW_YORK, 0, "America/New_York");
  assert_zone ("europe/london", BT_ZONE_LONDON, 0, "Europe/London");
  assert_zone ("Asia/Tokyo", BT_ZONE_TOKYO, 0, "Asia/Tokyo");
  assert_zone ("Europe/Athens", BT_ZONE_EASTERN_EUROPE, 0, "EET");
  assert_zone ("New_York+7", BT_ZONE_NEW_YORK_PLUS_7, 0, "New_York+7");
  assert_zone ("Europe/Prague", BT_ZONE_CENTRAL_EUROPE, 0, "CET");
  assert_zone ("New_York_EU_dates", BT_ZONE_NEW_YORK_EU_DATES, 0, "New_York_EU_dates");
  assert_zone ("EST", BT_ZONE_FIXED, -300, "UTC-05:00");
  assert_zone ("UTC+2", BT_ZONE_FIXED, 120, "UTC+02:00");
  assert_zone ("+02:00", BT_ZONE_FIXED, 120, "UTC+02:00");
  assert_zone ("-5", BT_ZONE_FIXED, -300, "UTC-05:00");
  assert_zone ("+5:30", BT_ZONE_FIXED, 330, "UTC+05:30");
  assert_zone ("-0330", BT_ZONE_FIXED, -210, "UTC-03:30");
}

static void
test_bad_names (void)
{
  const char *const texts[] = { "",     "Mars/Olympus", "UTC+", "5",   "+25",    "+5:60",
                                "+123", "+05:3",        "+-5",  "+5x", "UTC +2", "+12345" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      BtZone zone = BT_ZONE (BT_ZONE_TOKYO);

      g_assert_false (bt_zone_parse (texts[i], &zone, &error));
      g_assert_error (error, BT_BASE_ERROR, BT_BASE_ERROR_PARSE);
      g_assert_nonnull (strstr (error->message, "America/New_York"));
      g_assert_cmpint (zone.kind, ==, BT_ZONE_TOKYO);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/zone/transitions", test_transitions);
  g_test_add_func ("/zone/constant", test_constant);
  g_test_add_func ("/zone/ambiguous", test_ambiguous);
  g_test_add_func ("/zone/left-out", test_left_out);
  g_test_add_func ("/zone/round-trip", test_round_trip);
  g_test_add_func ("/zone/names", test_names);
  g_test_add_func ("/zone/bad-names", test_bad_names);
  return g_test_run ();
}
