// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-stamp-format.h"

#include <string.h>

static BtFeedField
make_field (const char *text)
{
  return (BtFeedField){ text, (guint) strlen (text) };
}

static void
assert_stamp (const char *text, BtDateOrder order, const char *expected)
{
  const BtFeedField field = make_field (text);
  BtStamp stamp = { 0 };
  gint64 usec;

  g_test_message ("%s", text);
  g_assert_true (bt_time_parse (expected, &usec, NULL));
  g_assert_true (bt_stamp_parse (&field, order, &stamp));
  g_assert_cmpint (stamp.usec, ==, usec);
}

static void
assert_no_stamp (const char *text)
{
  const BtFeedField field = make_field (text);
  BtStamp stamp = { .usec = 99 };

  g_test_message ("%s", text);
  g_assert_false (bt_stamp_parse (&field, BT_DATE_ORDER_DMY, &stamp));
  g_assert_cmpint (stamp.usec, ==, 99);
}

static void
test_dates (void)
{
  assert_stamp ("2024.01.31", BT_DATE_ORDER_YMD, "2024-01-31");
  assert_stamp ("2024-01-31", BT_DATE_ORDER_DMY, "2024-01-31");
  assert_stamp ("2024/1/5", BT_DATE_ORDER_MDY, "2024-01-05");
  assert_stamp ("20240131", BT_DATE_ORDER_DMY, "2024-01-31");
  assert_stamp ("31.01.2024", BT_DATE_ORDER_DMY, "2024-01-31");
  assert_stamp ("1/2/2024", BT_DATE_ORDER_DMY, "2024-02-01");
  assert_stamp ("1/2/2024", BT_DATE_ORDER_MDY, "2024-01-02");
  assert_stamp ("03/04/24", BT_DATE_ORDER_MDY, "2024-03-04");
  assert_stamp ("Sep 30, 2021", BT_DATE_ORDER_DMY, "2021-09-30");
  assert_stamp ("30-Sep-2021", BT_DATE_ORDER_DMY, "2021-09-30");
  assert_stamp ("5 March 2021", BT_DATE_ORDER_DMY, "2021-03-05");
  assert_stamp ("3-Jan-23", BT_DATE_ORDER_DMY, "2023-01-03");
  assert_stamp ("2026- 06- 02", BT_DATE_ORDER_DMY, "2026-06-02");
  assert_stamp ("2023年1月3日", BT_DATE_ORDER_DMY, "2023-01-03");
  assert_stamp ("2023년 01월 03일", BT_DATE_ORDER_DMY, "2023-01-03");
  assert_stamp ("3. Mär. 2023", BT_DATE_ORDER_DMY, "2023-03-03");
  assert_stamp ("14 févr. 2023", BT_DATE_ORDER_DMY, "2023-02-14");
  assert_stamp ("01 juin 2023", BT_DATE_ORDER_DMY, "2023-06-01");
  assert_stamp ("01 juil. 2023", BT_DATE_ORDER_DMY, "2023-07-01");
  assert_stamp ("03-ene-2023", BT_DATE_ORDER_DMY, "2023-01-03");
  assert_stamp ("03 ФЕВ 2023", BT_DATE_ORDER_DMY, "2023-02-03");
  assert_stamp ("2024366", BT_DATE_ORDER_DMY, "2024-12-31");
  /* The day of the week tells which order is meant. */
  assert_stamp ("Tue 01/03/2023", BT_DATE_ORDER_MDY, "2023-01-03");
  /* The Buddhist era is 543 years ahead. */
  assert_stamp ("25660416", BT_DATE_ORDER_DMY, "2023-04-16");
  assert_stamp ("2024-02-29", BT_DATE_ORDER_DMY, "2024-02-29");
}

static void
test_date_times (void)
{
  assert_stamp ("Tue Jan 03 10:00:30 2023", BT_DATE_ORDER_DMY, "2023-01-03T10:00:30Z");
  assert_stamp ("Tue, 03 Jan 2023 10:00:00 GMT", BT_DATE_ORDER_DMY, "2023-01-03T10:00:00Z");
  assert_stamp ("03/01/2023 10:00:00 p.m.", BT_DATE_ORDER_DMY, "2023-01-03T22:00:00Z");
  assert_stamp ("20230103 10:00:01:250", BT_DATE_ORDER_DMY, "2023-01-03T10:00:01.250Z");
  assert_stamp ("20230103  09:30:00 US/Eastern", BT_DATE_ORDER_DMY, "2023-01-03T09:30:00Z");
  assert_stamp ("2024-01-31 23:59", BT_DATE_ORDER_DMY, "2024-01-31T23:59:00Z");
  assert_stamp ("2024-01-31T23:59:30Z", BT_DATE_ORDER_DMY, "2024-01-31T23:59:30Z");
  assert_stamp ("2021-12-31 23:01:00.000250", BT_DATE_ORDER_DMY, "2021-12-31T23:01:00.000250Z");
  assert_stamp ("01.04.2025 00:01:00.500", BT_DATE_ORDER_DMY, "2025-04-01T00:01:00.5Z");
  assert_stamp ("20190101 170600", BT_DATE_ORDER_DMY, "2019-01-01T17:06:00Z");
  assert_stamp ("20060320 01:00", BT_DATE_ORDER_DMY, "2006-03-20T01:00:00Z");
  assert_stamp ("20200101 170000065", BT_DATE_ORDER_DMY, "2020-01-01T17:00:00.065Z");
  assert_stamp ("20240131235959", BT_DATE_ORDER_DMY, "2024-01-31T23:59:59Z");
  assert_stamp ("2019-12-02 03-AM", BT_DATE_ORDER_DMY, "2019-12-02T03:00:00Z");
  assert_stamp ("2019-12-02 12-AM", BT_DATE_ORDER_DMY, "2019-12-02T00:00:00Z");
  assert_stamp ("2019-12-02 12-PM", BT_DATE_ORDER_DMY, "2019-12-02T12:00:00Z");
  assert_stamp ("1/2/2012 9:05:00 pm", BT_DATE_ORDER_MDY, "2012-01-02T21:05:00Z");
}

static void
test_offsets (void)
{
  static const struct
  {
    const char *text;
    int minutes;
  } cases[] = { { "2024-01-21T14:00:00+09:00", 540 }, { "2012-02-01 00:00:00+00:00", 0 },
                { "2012-02-01 00:00:00-0530", -330 }, { "01.04.2025 00:00:00.000 GMT+0300", 180 },
                { "2012-02-01 00:00:00 UTC", 0 },     { "2012-02-01T00:00Z", 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const BtFeedField field = make_field (cases[i].text);
      BtStamp stamp;
      g_assert_true (bt_stamp_parse (&field, BT_DATE_ORDER_DMY, &stamp));
      g_assert_true (stamp.has_offset);
      g_assert_cmpint (stamp.offset_usec, ==, cases[i].minutes * BT_USEC_PER_MINUTE);
    }
}

static void
test_invalid (void)
{
  static const char *const texts[] = {
    "",
    "2024",
    "2024-13-01",
    "2023-02-29",
    "2024-01-32",
    "1969-12-31",
    "2200-01-01",
    "2024-01-31 24:00",
    "2024-01-31 12:60",
    "2024-01-31 1",
    "1.2345",
    "2062.7",
    "hello world",
    "Foo 30, 2021",
    "2024-01-31 12:00:00 xyz",
    "20241301",
    "2024-01-31 13-PM",
    "2024-01-31 12:00+99:00",
    "2024-01.31",
    "31/01",
    "Mon 03/01/2023",
    "2023366",
    "2023000",
    "2024年13月1日",
    "20 xyz 2024",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_no_stamp (texts[i]);
}

static void
assert_time (const char *text, gint64 hour, gint64 minute, gint64 second)
{
  const BtFeedField field = make_field (text);
  BtStamp stamp;

  g_assert_true (bt_stamp_parse_time (&field, &stamp));
  g_assert_cmpint (stamp.usec, ==, ((hour * 60 + minute) * 60 + second) * BT_USEC_PER_SECOND);
}

static void
test_times (void)
{
  assert_time ("09:01", 9, 1, 0);
  assert_time ("9:01:30", 9, 1, 30);
  assert_time ("10:00:00 PM", 22, 0, 0);
  assert_time ("12:30 AM", 0, 30, 0);
  assert_time ("230100", 23, 1, 0);
  assert_time ("2301", 23, 1, 0);
  assert_time ("", 0, 0, 0);
}

static void
test_epochs (void)
{
  static const struct
  {
    const char *text;
    gint64 usec;
  } cases[] = { { "1637971200", G_GINT64_CONSTANT (1637971200000000) },
                { "1637971200.5", G_GINT64_CONSTANT (1637971200500000) },
                { "1637971200123", G_GINT64_CONSTANT (1637971200123000) },
                { "1637971200123456", G_GINT64_CONSTANT (1637971200123456) },
                { "1637971200123456789", G_GINT64_CONSTANT (1637971200123456) },
                { "999999999", G_GINT64_CONSTANT (999999999000000) } };
  static const char *const others[]
    = { "", "12345", "20240131", "16379712001", "1637971200x", "-1637971200" };
  gint64 usec;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const BtFeedField field = make_field (cases[i].text);
      g_assert_true (bt_stamp_parse_epoch (&field, &usec));
      g_assert_cmpint (usec, ==, cases[i].usec);
    }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      const BtFeedField field = make_field (others[i]);
      g_assert_false (bt_stamp_parse_epoch (&field, &usec));
    }
}

static void
test_serials (void)
{
  static const struct
  {
    const char *text;
    const char *time; /* NULL for no such count */
  } cases[] = { { "44929", "2023-01-03" },
                { "44929.416666667", "2023-01-03T10:00:00Z" },
                { "44929,416667", "2023-01-03T10:00:00Z" },
                { "738889.4173611111", "2023-01-03T10:01:00Z" },
                { "0.75", "1970-01-01T18:00:00Z" },
                { "25568", NULL },
                { "1.06", NULL },
                { "-44929", NULL },
                { "73051", NULL },
                { "", NULL } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const BtFeedField field = make_field (cases[i].text);
      gint64 usec = 99;
      gint64 expected = 99;
      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (bt_stamp_parse_serial (&field, &usec), ==, cases[i].time != NULL);
      g_assert_true (cases[i].time == NULL || bt_time_parse (cases[i].time, &expected, NULL));
      g_assert_cmpint (usec, ==, expected);
    }
}

static void
test_zones (void)
{
  static const struct
  {
    const char *text;
    BtZoneKind kind;
  } cases[] = { { "20230103 09:30:00 US/Eastern", BT_ZONE_NEW_YORK },
                { "2023-01-03 09:30:00 CEST", BT_ZONE_CENTRAL_EUROPE },
                { "2023-01-03 09:30:00 Asia/Kolkata", BT_ZONE_FIXED } };
  const BtFeedField none = make_field ("2023-01-03 09:30:00 PM");
  BtZone zone;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const BtFeedField field = make_field (cases[i].text);
      g_assert_true (bt_stamp_find_zone (&field, &zone));
      g_assert_cmpint (zone.kind, ==, cases[i].kind);
    }
  g_assert_false (bt_stamp_find_zone (&none, &zone));
}

static void
test_classes (void)
{
  static const struct
  {
    const char *text;
    guint kinds;
  } cases[] = { { "2024.01.02", BT_STAMP_IS_DATE },
                { "20190101", BT_STAMP_IS_DATE },
                { "2024-01-02 00:00:00", BT_STAMP_IS_DATE_TIME },
                { "20190101 170600", BT_STAMP_IS_DATE_TIME },
                { "17:06", BT_STAMP_IS_TIME },
                { "170600", BT_STAMP_IS_TIME },
                { "10:00:00 PM", BT_STAMP_IS_TIME },
                { "1637971200000", BT_STAMP_IS_EPOCH },
                { "1705.25", 0 },
                { "1705", 0 },
                { "1.21574", 0 },
                { "EURUSD", 0 },
                { "", 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const BtFeedField field = make_field (cases[i].text);
      g_test_message ("%s", cases[i].text);
      g_assert_cmpuint (bt_stamp_classify (&field), ==, cases[i].kinds);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feed/stamp/dates", test_dates);
  g_test_add_func ("/feed/stamp/date-times", test_date_times);
  g_test_add_func ("/feed/stamp/offsets", test_offsets);
  g_test_add_func ("/feed/stamp/invalid", test_invalid);
  g_test_add_func ("/feed/stamp/times", test_times);
  g_test_add_func ("/feed/stamp/epochs", test_epochs);
  g_test_add_func ("/feed/stamp/serials", test_serials);
  g_test_add_func ("/feed/stamp/zones", test_zones);
  g_test_add_func ("/feed/stamp/classes", test_classes);
  return g_test_run ();
}
