// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Ten million candles in, out, and equal, without holding them. */
#include "config.h"

#include "store-fixture.h"
#include "test-folder.h"

#define N_CANDLES 10000000
#define PIECE 50000
#define FIRST_USEC G_GINT64_CONSTANT (946857600000000) /* 2000-01-03 */

/* A market that wanders, candle by candle; the same each time. */
typedef struct
{
  guint32 state;
  gint64 time_usec;
  gint64 price;
} Market;

static guint32
draw (Market *market)
{
  market->state = market->state * 1664525u + 1013904223u;
  return market->state >> 8;
}

static BtCandle
make_candle (Market *market)
{
  BtCandle candle = { .time_usec = market->time_usec, .open_points = market->price };

  market->price += (gint64) (draw (market) % 121) - 60;
  candle.close_points = market->price;
  candle.high_points = MAX (candle.open_points, candle.close_points) + draw (market) % 80;
  candle.low_points = MIN (candle.open_points, candle.close_points) - draw (market) % 80;
  candle.volume = draw (market) % 900 * G_GINT64_CONSTANT (100000000);
  candle.spread_points = (gint32) (draw (market) % 40);
  market->time_usec += (draw (market) % 5000 == 0 ? 2880 : 1) * BT_USEC_PER_MINUTE;
  return candle;
}

static gint64
write_all (BtDb *db)
{
  g_autofree BtCandle *piece = g_new (BtCandle, PIECE);
  Market market = { .state = 1, .time_usec = FIRST_USEC, .price = 200000 };
  gint64 id = 0;
  gboolean is_new = FALSE;
  g_autoptr (GError) error = NULL;
  g_autoptr (BtDatasetWriter) writer = store_fixture_begin (db);

  for (guint first = 0; first < N_CANDLES; first += PIECE)
    {
      for (guint i = 0; i < PIECE; i++)
        piece[i] = make_candle (&market);
      bt_dataset_writer_add (writer, piece, PIECE, &error);
      g_assert_no_error (error);
    }
  bt_dataset_writer_finish (writer, "Test", NULL, 'A', FALSE, &id, &is_new, &error);
  g_assert_no_error (error);
  return id;
}

static void
test_round_trip (void)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (BtDb) db = store_fixture_open (folder);
  const gint64 id = write_all (db);
  g_autoptr (BtDataset) dataset = bt_dataset_table_get (db, id, NULL);
  Market market = { .state = 1, .time_usec = FIRST_USEC, .price = 200000 };
  gint64 rows = 0;

  g_assert_cmpint (dataset->rows, ==, N_CANDLES);
  /* Ten bytes a candle is what is allowed; this market is all noise. */
  g_assert_cmpint (dataset->bytes, <, 10 * (gint64) N_CANDLES);
  for (gint64 from_usec = FIRST_USEC; from_usec <= dataset->last_usec;
       from_usec += 400 * BT_USEC_PER_DAY)
    {
      g_autoptr (BtSeries) series
        = bt_dataset_table_load_range (db, id, from_usec, from_usec + 400 * BT_USEC_PER_DAY, NULL);

      for (gsize i = 0; i < bt_series_get_length (series); i++)
        {
          const BtCandle is = bt_series_get_candle (series, i);
          const BtCandle should = make_candle (&market);

          g_assert_true (is.time_usec == should.time_usec && is.open_points == should.open_points
                         && is.high_points == should.high_points
                         && is.low_points == should.low_points
                         && is.close_points == should.close_points && is.volume == should.volume
                         && is.spread_points == should.spread_points);
        }
      rows += (gint64) bt_series_get_length (series);
    }
  g_assert_cmpint (rows, ==, N_CANDLES);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/ten-million/round-trip", test_round_trip);
  return g_test_run ();
}
