// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "base/bt-error.h"
#include "base/bt-time.h"

typedef struct
{
  const char *text;
  gint64 seconds;
  int weekday;
} KnownTime;

static void
test_known (void)
{
  /* The seconds are those of `date -u -d TEXT +%s`. */
  const KnownTime known[] = {
    { "1970-01-01T00:00:00Z", 0, 4 },
    { "1969-12-31T23:59:59Z", -1, 3 },
    { "2000-02-29T12:00:00Z", G_GINT64_CONSTANT (951825600), 2 },
    { "1900-03-01T00:00:00Z", G_GINT64_CONSTANT (-2203891200), 4 },
    { "2024-03-04T08:00:00Z", G_GINT64_CONSTANT (1709539200), 1 },
    { "2038-01-19T03:14:08Z", G_GINT64_CONSTANT (2147483648), 2 },
    { "0001-01-01T00:00:00Z", G_GINT64_CONSTANT (-62135596800), 1 },
    { "9999-12-31T23:59:59Z", G_GINT64_CONSTANT (253402300799), 5 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 time_usec;

      g_assert_true (bt_time_parse (known[i].text, &time_usec, &error));
      g_assert_no_error (error);
      g_assert_cmpint (time_usec, ==, known[i].seconds * BT_USEC_PER_SECOND);
      g_assert_cmpint (bt_time_weekday (time_usec), ==, known[i].weekday);
      g_autofree char *text = bt_time_to_string (time_usec);
      g_assert_cmpstr (text, ==, known[i].text);
    }
}

static void
test_every_day (void)
{
  gint64 days = -25567; /* 1900-01-01 */

  for (int year = 1900; year <= 2100; year++)
    for (int month = 1; month <= 12; month++)
      {
        const int length = g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year);

        for (int day = 1; day <= length; day++, days++)
          {
            const BtCivilTime civil = { .year = year, .month = month, .day = day, .hour = 23 };
            const gint64 time_usec = bt_time_from_civil (&civil);
            const BtCivilTime back = bt_time_to_civil (time_usec);

            g_assert_cmpint (time_usec, ==, days * BT_USEC_PER_DAY + 23 * BT_USEC_PER_HOUR);
            g_assert_true (back.year == year && back.month == month && back.day == day
                           && back.hour == 23);
          }
      }
}

static void
assert_same_time (const char *text, const char *expected)
{
  gint64 time_usec;

  g_assert_true (bt_time_parse (text, &time_usec, NULL));
  g_autofree char *written = bt_time_to_string (time_usec);
  g_assert_cmpstr (written, ==, expected);
}

static void
test_forms (void)
{
  assert_same_time ("2024-03-04", "2024-03-04T00:00:00Z");
  assert_same_time ("2024-03-04T08:30", "2024-03-04T08:30:00Z");
  assert_same_time ("2024-03-04 08:30:15", "2024-03-04T08:30:15Z");
  assert_same_time ("2024-03-04t08:30:15z", "2024-03-04T08:30:15Z");
  assert_same_time ("2024-03-04T08:30:00+02:00", "2024-03-04T06:30:00Z");
  assert_same_time ("2024-03-03T22:30:00-05:30", "2024-03-04T04:00:00Z");
  assert_same_time ("2024-03-04T08:30:00.5Z", "2024-03-04T08:30:00.5Z");
  assert_same_time ("2024-03-04T08:30:00.000001Z", "2024-03-04T08:30:00.000001Z");
  assert_same_time ("2024-03-04T08:30:00.250Z", "2024-03-04T08:30:00.25Z");
  assert_same_time ("1969-12-31T23:59:59.9Z", "1969-12-31T23:59:59.9Z");
}

static void
test_invalid (void)
{
  const char *const texts[] = {
    "",
    "2024",
    "2024-3-4",
    "2024-02-30",
    "2023-02-29",
    "2024-13-01",
    "2024-00-10",
    "2024-01-00",
    "0000-01-01",
    "2024-03-04T",
    "2024-03-04T24:00",
    "2024-03-04T08:60",
    "2024-03-04T08:00:60",
    "2024-03-04T08:00:00.",
    "2024-03-04T08:00:00.1234567",
    "2024-03-04T08:00:00+2",
    "2024-03-04T08:00:00+25:00",
    "2024-03-04T08:00:00Zx",
    "04.03.2024",
    "2024-03-04X08:00",
    "yesterday",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 time_usec = 4711;

      g_assert_false (bt_time_parse (texts[i], &time_usec, &error));
      g_assert_error (error, BT_BASE_ERROR, BT_BASE_ERROR_PARSE);
      g_assert_cmpint (time_usec, ==, 4711);
    }
}

static void
test_civil_validity (void)
{
  const BtCivilTime good
    = { .year = 2024, .month = 2, .day = 29, .hour = 23, .minute = 59, .second = 59 };
  BtCivilTime bad[6];

  g_assert_true (bt_civil_time_is_valid (&good));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    bad[i] = good;
  bad[0].year = 2023;
  bad[1].month = 13;
  bad[2].hour = 24;
  bad[3].minute = -1;
  bad[4].second = 60;
  bad[5].microsecond = 1000000;
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (bt_civil_time_is_valid (&bad[i]));
}

static void
test_extremes (void)
{
  const BtCivilTime last = bt_time_to_civil (G_MAXINT64);
  const BtCivilTime first = bt_time_to_civil (G_MININT64);

  g_assert_cmpint (last.year, ==, 294247);
  g_assert_cmpint (last.month, ==, 1);
  g_assert_cmpint (last.microsecond, ==, 775807);
  g_assert_cmpint (first.year, ==, -290308);
  g_assert_cmpint (first.month, ==, 12);
  g_assert_cmpint (first.microsecond, ==, 224192);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/time/known", test_known);
  g_test_add_func ("/time/every-day", test_every_day);
  g_test_add_func ("/time/forms", test_forms);
  g_test_add_func ("/time/invalid", test_invalid);
  g_test_add_func ("/time/civil-validity", test_civil_validity);
  g_test_add_func ("/time/extremes", test_extremes);
  return g_test_run ();
}
