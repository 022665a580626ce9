// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "market/bt-market-error.h"
#include "market/bt-trading-hours.h"

#include <string.h>

#define METALS "Sun 18:00-Fri 17:00, break 17:00-18:00 America/New_York"

static BtTradingHours
parse (const char *text)
{
  BtTradingHours hours = { 0 };
  g_autoptr (GError) error = NULL;

  bt_trading_hours_parse (text, &hours, &error);
  g_assert_no_error (error);
  return hours;
}

static gint64
at (const char *text)
{
  gint64 time_usec = 0;

  g_assert_true (bt_time_parse (text, &time_usec, NULL));
  return time_usec;
}

static void
test_round_trip (void)
{
  static const struct
  {
    const char *text;
    const char *canonical;
  } cases[] = {
    { "", "" },
    { "  ", "" },
    { "24x7", "24x7" },
    { "24/7 utc", "24x7" },
    { "daily 00:00-24:00 UTC", "24x7" },
    { "24/5", "Sun 17:00-Fri 17:00 America/New_York" },
    { "Mon-Fri: 09:00-11:30, 12:30-15:00 Asia/Tokyo",
      "Mon-Fri 09:00-15:00, break 11:30-12:30 Asia/Tokyo" },
    { "Sun 17:00-Fri 17:00 America/New_York", "Sun 17:00-Fri 17:00 America/New_York" },
    { "sunday 17:00 – friday 17:00 America/New_York", "Sun 17:00-Fri 17:00 America/New_York" },
    { METALS, METALS },
    { "Sun-Thu 18:00-17:00 America/New_York", METALS },
    { "Sun 18:00-Mon 17:00,Mon 18:00-Tue 17:00;Tue 18:00-Wed 17:00, Wed 18:00-Thu 17:00, "
      "Thu 18:00-Fri 17:00 America/New_York",
      METALS },
    { "Mon-Fri 9:30-16:00 America/New_York", "Mon-Fri 09:30-16:00 America/New_York" },
    { "Mon-Thu 00:05-23:55, Fri 00:05-22:00 UTC+2",
      "Mon 00:05-Fri 22:00, break 23:55-00:05 UTC+02:00" },
    { "Mon 00:00-Sat 00:00 EET", "Mon 00:00-Sat 00:00 EET" },
    { "Tue 08:00-12:00, Tue 13:00-17:00 Europe/London",
      "Tue 08:00-17:00, break 12:00-13:00 Europe/London" },
    { "Mon-Fri 09:00-11:30, Mon-Fri 12:30-15:00 Asia/Tokyo",
      "Mon-Fri 09:00-15:00, break 11:30-12:30 Asia/Tokyo" },
    { "Mon 09:00-10:00, Wed 11:00-12:00, Wed 13:00-13:30 UTC",
      "Mon 09:00-10:00, Wed 11:00-12:00, Wed 13:00-13:30 UTC" },
    { "Fri 20:00-Mon 02:00 UTC", "Fri 20:00-Mon 02:00 UTC" },
    { "daily 08:00-20:00, break Sat-Sun 00:00-24:00 UTC", "Mon-Fri 08:00-20:00 UTC" },
    { "Mon 00:00-24:00 UTC", "Mon 00:00-24:00 UTC" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const BtTradingHours hours = parse (cases[i].text);
      g_autofree char *text = bt_trading_hours_to_string (&hours);
      const BtTradingHours again = parse (text);

      g_assert_cmpstr (text, ==, cases[i].canonical);
      g_assert_true (bt_trading_hours_is_valid (&hours));
      g_assert_true (bt_trading_hours_equal (&hours, &again));
    }
}

static void
test_faults (void)
{
  static const struct
  {
    const char *text;
    const char *part; /* of the message */
  } cases[] = {
    { "Mon-Fri 09:30-16:00", "name no zone" },
    { "Mon-Fri 09:30-16:00 Mars/Olympus", "Mars/Olympus" },
    { "Mom-Fri 09:30-16:00 UTC", "“Mom-Fri”" },
    { "Mon-Fry 09:30-16:00 UTC", "“Fry”" },
    { "Mon-Fri 09:30 16:00 UTC", "“16:00”" },
    { "Mon-Fri 9-16 UTC", "“9-16”" },
    { "Mon-Fri 25:00-26:00 UTC", "“25:00-26:00” in the trading hours should be a time from" },
    { "Mon-Fri 09:75-16:00 UTC", "“09:75-16:00”" },
    { "09:30-16:00 UTC", "a day of the week" },
    { "Mon-Fri 09:30-16:00, UTC", "“UTC”" },
    { "Mon-Fri 09:30-16:00,", "at their end" },
    { "break 17:00-18:00 UTC", "never open" },
    { "Mon 09:00-10:00, break Mon 00:00-24:00 UTC", "never open" },
    { "daily 00:00-24:00, break 01:00-02:00, break 03:00-04:00, break 05:00-06:00, "
      "break 07:00-08:00, break 09:00-10:00 UTC",
      "more than 28 times" },
    { "\xff", "UTF-8" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BtTradingHours hours = parse ("24x7");
      g_autoptr (GError) error = NULL;

      g_assert_false (bt_trading_hours_parse (cases[i].text, &hours, &error));
      g_assert_error (error, BT_MARKET_ERROR, BT_MARKET_ERROR_HOURS);
      if (strstr (error->message, cases[i].part) == NULL)
        g_error ("“%s” says: %s", cases[i].text, error->message);
      /* What was there is unchanged. */
      g_assert_cmpuint (hours.n_spans, ==, 1);
    }
}

static void
assert_state (
  const BtTradingHours *hours, const char *time, gboolean is_open, const char *from, const char *to)
{
  gint64 from_usec = 0;
  gint64 to_usec = 0;

  g_assert_cmpint (bt_trading_hours_find_state (hours, at (time), &from_usec, &to_usec), ==,
                   is_open);
  g_assert_cmpint (from_usec, ==, at (from));
  g_assert_cmpint (to_usec, ==, at (to));
}

/* New York is UTC−4 from 10 March to 3 November 2024, London UTC+1 from 31 March on. */
static void
test_state (void)
{
  const BtTradingHours metals = parse (METALS);
  const BtTradingHours always = parse ("24x7");
  gint64 from_usec = 0;
  gint64 to_usec = 0;

  /* Winter, summer, and the weekend in which clocks change. */
  assert_state (&metals, "2024-01-09T22:30:00Z", FALSE, "2024-01-09T22:00:00Z",
                "2024-01-09T23:00:00Z");
  assert_state (&metals, "2024-07-09T21:59:00Z", FALSE, "2024-07-09T21:00:00Z",
                "2024-07-09T22:00:00Z");
  assert_state (&metals, "2024-07-09T22:00:00Z", TRUE, "2024-07-09T22:00:00Z",
                "2024-07-10T21:00:00Z");
  assert_state (&metals, "2024-03-09T12:00:00Z", FALSE, "2024-03-08T22:00:00Z",
                "2024-03-10T22:00:00Z");
  assert_state (&metals, "2024-03-10T21:59:59Z", FALSE, "2024-03-08T22:00:00Z",
                "2024-03-10T22:00:00Z");
  assert_state (&metals, "2024-11-02T12:00:00Z", FALSE, "2024-11-01T21:00:00Z",
                "2024-11-03T23:00:00Z");
  g_assert_true (
    bt_trading_hours_find_state (&always, at ("2024-03-10T07:00:00Z"), &from_usec, &to_usec));
  g_assert_cmpint (from_usec, ==, G_MININT64);
  g_assert_cmpint (to_usec, ==, G_MAXINT64);
}

static void
test_measure (void)
{
  const BtTradingHours metals = parse (METALS);
  const BtTradingHours forex = parse ("Sun 17:00-Fri 17:00 America/New_York");
  const BtTradingHours shares = parse ("Mon-Fri 09:30-16:00 America/New_York");
  const BtTradingHours night = parse ("daily 23:00-03:00 Europe/London");
  const gint64 hour = BT_USEC_PER_HOUR;
  const gint64 week_usec[]
    = { at ("2024-03-03T00:00:00Z"), at ("2024-03-10T00:00:00Z"), at ("2024-03-17T00:00:00Z") };

  g_assert_cmpint (bt_trading_hours_measure (&metals, week_usec[0], week_usec[1]), ==, 115 * hour);
  g_assert_cmpint (bt_trading_hours_measure (&forex, week_usec[0], week_usec[1]), ==, 120 * hour);
  /* A week with a change of clocks at its start is as long as any for who trades from Sunday on. */
  g_assert_cmpint (bt_trading_hours_measure (&metals, week_usec[1], week_usec[2]), ==, 115 * hour);
  g_assert_cmpint (bt_trading_hours_measure (&shares, week_usec[1], week_usec[2]), ==,
                   5 * 13 * hour / 2);
  /* The night of 31 March is an hour shorter, that of 27 October an hour longer. */
  g_assert_cmpint (
    bt_trading_hours_measure (&night, at ("2024-03-30T12:00:00Z"), at ("2024-03-31T12:00:00Z")), ==,
    3 * hour);
  g_assert_cmpint (
    bt_trading_hours_measure (&night, at ("2024-10-26T12:00:00Z"), at ("2024-10-27T12:00:00Z")), ==,
    5 * hour);
  g_assert_cmpint (bt_trading_hours_measure (&metals, week_usec[0], week_usec[0]), ==, 0);
}

static void
test_classes (void)
{
  static const char *const texts[BT_N_HOURS_CLASSES]
    = { "Sun 17:00-Fri 17:00 America/New_York", METALS, "24x7",
        "Mon-Fri 09:30-16:00 America/New_York" };

  for (guint i = 0; i < BT_N_HOURS_CLASSES; i++)
    {
      const BtTradingHours read = parse (texts[i]);
      g_assert_true (bt_trading_hours_equal (&read, bt_trading_hours_of_class (i)));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/trading-hours/round-trip", test_round_trip);
  g_test_add_func ("/trading-hours/faults", test_faults);
  g_test_add_func ("/trading-hours/state", test_state);
  g_test_add_func ("/trading-hours/measure", test_measure);
  g_test_add_func ("/trading-hours/classes", test_classes);
  return g_test_run ();
}
