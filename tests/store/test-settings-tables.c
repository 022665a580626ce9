// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "market/bt-market-error.h"
#include "store-fixture.h"
#include "store/bt-instrument-table.h"
#include "store/bt-preference-table.h"
#include "test-folder.h"

typedef struct
{
  char *folder;
  BtDb *db;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = test_folder_new ();
  fixture->db = store_fixture_open (fixture->folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  bt_db_close (fixture->db);
  test_folder_remove (fixture->folder);
}

static void
assert_preference (Fixture *fixture, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *value = bt_preference_table_get (fixture->db, BT_PREFERENCE_TRADING_DAY, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (value, ==, expected);
}

static void
test_preferences (Fixture *fixture, gconstpointer data)
{
  const char *key = BT_PREFERENCE_TRADING_DAY;

  assert_preference (fixture, NULL);
  g_assert_true (bt_preference_table_set (fixture->db, key, "00:00 UTC", NULL));
  assert_preference (fixture, "00:00 UTC");
  g_assert_true (bt_preference_table_set (fixture->db, key, "17:00 America/New_York", NULL));
  g_assert_true (bt_preference_table_set (fixture->db, "other", "", NULL));
  assert_preference (fixture, "17:00 America/New_York");
  g_assert_true (bt_preference_table_set (fixture->db, key, NULL, NULL));
  g_assert_true (bt_preference_table_set (fixture->db, key, NULL, NULL));
  assert_preference (fixture, NULL);
}

static void
test_builtins (Fixture *fixture, gconstpointer data)
{
  guint count = 0;
  BtInstrument found = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) list = bt_instrument_table_list (fixture->db, NULL);

  bt_instrument_builtins (&count);
  g_assert_cmpuint (list->len, ==, count);
  for (guint i = 1; i < list->len; i++)
    g_assert_cmpstr (g_array_index (list, BtInstrument, i - 1).symbol, <,
                     g_array_index (list, BtInstrument, i).symbol);
  g_assert_true (bt_instrument_table_find (fixture->db, "xauusd", &found, NULL));
  g_assert_cmpstr (found.symbol, ==, "XAUUSD");
  g_assert_false (bt_instrument_table_find (fixture->db, "NOBODY", &found, &error));
  g_assert_no_error (error);
}

static void
test_edit (Fixture *fixture, gconstpointer data)
{
  BtInstrument edited = *store_fixture_get_gold ();
  BtInstrument found = { 0 };
  guint count = 0;

  edited.typical_spread_points = 123;
  edited.contract_size = 5;
  edited.has_swap = TRUE;
  edited.swap_long_points = -735;
  edited.swap_short_points = 210;
  edited.swap_triple_weekday = 5;
  edited.leverage = 20;
  edited.hours = *bt_trading_hours_of_class (BT_HOURS_US_EQUITIES);
  g_assert_true (bt_instrument_table_save (fixture->db, &edited, NULL));
  g_assert_true (bt_instrument_table_save (fixture->db, &edited, NULL));
  g_assert_true (bt_instrument_table_find (fixture->db, "XAUUSD.m", &found, NULL));
  g_assert_cmpint (found.typical_spread_points, ==, 123);
  g_assert_cmpint (found.contract_size, ==, 5);
  g_assert_true (found.has_swap);
  g_assert_cmpint (found.swap_long_points, ==, -735);
  g_assert_cmpint (found.swap_short_points, ==, 210);
  g_assert_cmpint (found.swap_triple_weekday, ==, 5);
  g_assert_cmpint (found.leverage, ==, 20);
  g_assert_true (bt_trading_hours_equal (&found.hours, &edited.hours));
  g_assert_cmpstr (found.description, ==, edited.description);
  g_assert_cmpint (found.volume_step.units, ==, edited.volume_step.units);
  bt_instrument_builtins (&count);
  g_autoptr (GArray) list = bt_instrument_table_list (fixture->db, NULL);
  g_assert_cmpuint (list->len, ==, count);

  g_assert_true (bt_instrument_table_reset (fixture->db, "xauusd", NULL));
  g_assert_true (bt_instrument_table_find (fixture->db, "XAUUSD", &found, NULL));
  g_assert_cmpint (found.contract_size, ==, store_fixture_get_gold ()->contract_size);
}

static void
test_own (Fixture *fixture, gconstpointer data)
{
  BtInstrument own = { 0 };
  BtInstrument found = { 0 };
  guint count = 0;
  g_autoptr (GError) error = NULL;

  bt_instrument_guess ("COFFEE", 3, &own);
  g_assert_true (bt_instrument_table_save (fixture->db, &own, NULL));
  g_assert_true (bt_instrument_table_find (fixture->db, "Coffee", &found, NULL));
  g_assert_cmpuint (found.digits, ==, 3);
  bt_instrument_builtins (&count);
  g_autoptr (GArray) list = bt_instrument_table_list (fixture->db, NULL);
  g_assert_cmpuint (list->len, ==, count + 1);
  g_assert_true (bt_instrument_table_reset (fixture->db, "COFFEE", NULL));
  g_assert_false (bt_instrument_table_find (fixture->db, "COFFEE", &found, NULL));

  own.digits = 40;
  g_assert_false (bt_instrument_table_save (fixture->db, &own, &error));
  g_assert_error (error, BT_MARKET_ERROR, BT_MARKET_ERROR_INSTRUMENT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/store/preference-table", test_preferences);
  ADD ("/store/instrument-table/builtins", test_builtins);
  ADD ("/store/instrument-table/edit", test_edit);
  ADD ("/store/instrument-table/own", test_own);
#undef ADD
  return g_test_run ();
}
