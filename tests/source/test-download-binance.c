// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Downloads from a replica of Binance's archive. */
#include "config.h"

#include "download-fixture.h"

/* Serves a zip of Binance's archive and its sum. */
static void
serve_zip (DownloadFixture *fixture, const char *folder, const char *name, const char *text)
{
  g_autofree char *zip_path = g_strdup_printf ("/data/spot/%s/%s.zip", folder, name);
  g_autofree char *sum_path = g_strconcat (zip_path, ".CHECKSUM", NULL);
  g_autofree char *member = g_strconcat (name, ".csv", NULL);
  g_autofree char *zip_name = g_strconcat (name, ".zip", NULL);
  GBytes *zip = history_files_make_zip (member, text);

  download_fixture_serve (fixture, sum_path, history_files_make_sum (zip, zip_name));
  download_fixture_serve (fixture, zip_path, zip);
}

/* Returns rows of klines from a day on; stamps in microseconds from 2025 on, as the archive has it.
 */
static char *
make_klines (const char *day, guint rows, gboolean is_usec)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const gint64 unit = is_usec ? 1 : 1000;
  const gint64 start_usec = download_fixture_read_time (day);

  for (guint i = 0; i < rows; i++)
    {
      const gint64 open_usec = start_usec + i * BT_USEC_PER_MINUTE;

      g_string_append_printf (text,
                              "%" G_GINT64_FORMAT ",%u.10000000,%u.30000000,%u.00000000,"
                              "%u.20000000,1.50000000,%" G_GINT64_FORMAT
                              ",64000.00000000,12,0.75000000,32000.00000000,0\n",
                              open_usec / unit, 42000 + i, 42000 + i, 42000 + i, 42000 + i,
                              (open_usec + BT_USEC_PER_MINUTE - unit) / unit);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* A whole month comes as one file, the days around it by themselves. */
static void
test_binance (DownloadFixture *fixture, gconstpointer data)
{
  g_auto (DownloadLoaded) loaded = { 0 };
  g_autofree char *before = make_klines ("2024-01-31", 5, FALSE);
  g_autofree char *month = make_klines ("2024-02-01", 200, FALSE);
  g_autofree char *after = make_klines ("2024-03-01", 7, FALSE);

  serve_zip (fixture, "daily/klines/BTCUSDT/1m", "BTCUSDT-1m-2024-01-31", before);
  serve_zip (fixture, "monthly/klines/BTCUSDT/1m", "BTCUSDT-1m-2024-02", month);
  serve_zip (fixture, "daily/klines/BTCUSDT/1m", "BTCUSDT-1m-2024-03-01", after);
  fixture->request.source = BT_DOWNLOAD_BINANCE;
  fixture->request.symbol = "btcusdt";
  download_fixture_assert_run (fixture, "2024-01-31", "2024-03-02");
  g_assert_cmpint (fixture->result.candles, ==, 212);
  g_assert_cmpuint (fixture->result.files, ==, 3);
  g_assert_cmpuint (fixture->result.gaps->len, ==, 0);
  download_fixture_load (fixture, &loaded);
  const BtCandle candle = bt_series_get_candle (loaded.series, 206);
  g_assert_cmpint (candle.time_usec, ==, download_fixture_read_time ("2024-03-01T00:01Z"));
  g_assert_cmpstr (loaded.dataset->instrument.symbol, ==, "BTCUSDT");
  g_assert_cmpint (candle.volume, ==, 150000000);
  const gint64 one = candle.high_points - candle.low_points;
  g_assert_cmpint (candle.low_points * 3, ==, 42001 * 10 * one);
}

/* Stamps of microseconds, as the archive writes them since 2025. */
static void
test_binance_usec (DownloadFixture *fixture, gconstpointer data)
{
  g_auto (DownloadLoaded) loaded = { 0 };
  g_autofree char *day = make_klines ("2025-03-01", 50, TRUE);

  serve_zip (fixture, "daily/klines/BTCUSDT/1m", "BTCUSDT-1m-2025-03-01", day);
  fixture->request.source = BT_DOWNLOAD_BINANCE;
  fixture->request.symbol = "BTCUSDT";
  download_fixture_assert_run (fixture, "2025-03-01", "2025-03-02");
  download_fixture_load (fixture, &loaded);
  g_assert_cmpint (loaded.dataset->first_usec, ==, download_fixture_read_time ("2025-03-01"));
  g_assert_cmpint (loaded.dataset->rows, ==, 50);
}

static void
test_binance_trades (DownloadFixture *fixture, gconstpointer data)
{
  g_auto (DownloadLoaded) loaded = { 0 };
  g_autoptr (GString) text = g_string_new (NULL);
  const gint64 start_usec = download_fixture_read_time ("2024-03-01");

  for (guint i = 0; i < 240; i++)
    g_string_append_printf (
      text, "%u,%u.50000000,0.25000000,10500.00000000,%" G_GINT64_FORMAT ",True,True\n", 1000 + i,
      42000 + i % 7, (start_usec + i * BT_USEC_PER_SECOND) / 1000);
  serve_zip (fixture, "daily/trades/BTCUSDT", "BTCUSDT-trades-2024-03-01", text->str);
  fixture->request.source = BT_DOWNLOAD_BINANCE;
  fixture->request.symbol = "BTCUSDT";
  fixture->request.has_ticks = TRUE;
  download_fixture_assert_run (fixture, "2024-03-01", "2024-03-02");
  g_assert_cmpint (fixture->result.ticks, ==, 240);
  g_assert_cmpint (fixture->result.candles, ==, 4);
  download_fixture_load (fixture, &loaded);
  g_assert_cmpint (loaded.dataset->tick_rows, ==, 240);
  const BtMarketTick tick = g_array_index (loaded.ticks, BtMarketTick, 1);
  g_assert_cmpint (tick.bid_points, ==, tick.ask_points);
  g_assert_cmpint (bt_series_get_candle (loaded.series, 0).volume, ==,
                   60 * G_GINT64_CONSTANT (25000000));
}

#define ADD(path, func)                                                                            \
  g_test_add ("/source/download-binance/" path, DownloadFixture, NULL, download_fixture_set_up,    \
              func, download_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("months", test_binance);
  ADD ("microseconds", test_binance_usec);
  ADD ("trades", test_binance_trades);
  return g_test_run ();
}
