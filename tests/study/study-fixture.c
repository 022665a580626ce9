// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "study-fixture.h"

#include <math.h>
#include <string.h>

#define FIRST_USEC G_GINT64_CONSTANT (1709928000000000)
#define VOLUME_UNIT G_GINT64_CONSTANT (100000000)

static gint64
draw (GRand *random, gint64 limit)
{
  return limit > 0 ? g_rand_int_range (random, 0, (gint32) limit + 1) : 0;
}

static gint64
draw_both_ways (GRand *random, gint64 limit)
{
  return draw (random, 2 * limit) - limit;
}

/* Returns the steps of a candle's prices: how far they go at most. */
static gint64
get_reach (StudyMarket market, GRand *random)
{
  switch (market)
    {
    case STUDY_MARKET_COARSE:
      return draw (random, 2) / 2;
    case STUDY_MARKET_FLAT:
      return 0;
    case STUDY_MARKET_DEEP:
      return 40;
    case STUDY_MARKET_WALK:
    case STUDY_MARKET_GAPS:
    default:
      return 15;
    }
}

static gint64
draw_volume (StudyMarket market, GRand *random)
{
  switch (market)
    {
    case STUDY_MARKET_FLAT:
      return 0;
    case STUDY_MARKET_COARSE:
      return draw (random, 1) * draw (random, 9);
    case STUDY_MARKET_GAPS:
      return draw (random, 40) == 0 ? 1000000000 : draw (random, 500);
    case STUDY_MARKET_WALK:
    case STUDY_MARKET_DEEP:
    default:
      return draw (random, 500);
    }
}

BtSeries *
study_make_candles (StudyMarket market, gsize length, guint32 seed)
{
  g_autoptr (BtSeriesBuilder) builder
    = bt_series_builder_new (BT_TIMEFRAME_M1, BT_SIDE_KIND_BID, FALSE);
  GRand *random = g_rand_new_with_seed (seed);
  gint64 price = market == STUDY_MARKET_DEEP ? 60 : 110000;
  gint64 time_usec = FIRST_USEC;

  for (gsize i = 0; i < length; i++)
    {
      const gint64 reach = get_reach (market, random);
      const gint64 open = price + (market == STUDY_MARKET_GAPS ? draw_both_ways (random, 60) : 0);
      const gint64 close = open + draw_both_ways (random, reach);
      const BtCandle candle = {
        .time_usec = time_usec,
        .open_points = open,
        .high_points = MAX (open, close) + draw (random, reach),
        .low_points = MIN (open, close) - draw (random, reach),
        .close_points = close,
        .volume = draw_volume (market, random) * VOLUME_UNIT,
        .spread_points = -1,
      };

      g_assert_true (bt_series_builder_add (builder, &candle, NULL));
      price = close;
      time_usec += BT_USEC_PER_MINUTE;
      if (market == STUDY_MARKET_GAPS && draw (random, 30) == 0)
        time_usec += draw (random, 50) * BT_USEC_PER_HOUR;
    }
  g_rand_free (random);
  return bt_series_builder_finish (builder);
}

BtStudySettings
study_make_settings (const char *name, ...)
{
  const BtStudy *study = bt_study_registry_find (name);
  BtStudySettings settings;
  va_list arguments;

  g_assert_nonnull (study);
  bt_study_settings_init (&settings, study);
  va_start (arguments, name);
  for (const char *text = va_arg (arguments, const char *); text != NULL;
       text = va_arg (arguments, const char *))
    {
      g_auto (GStrv) parts = g_strsplit (text, "=", 2);

      g_assert_cmpint (bt_study_settings_set (&settings, parts[0], parts[1]), ==,
                       BT_STUDY_SET_DONE);
    }
  va_end (arguments);
  return settings;
}

BtStudySeries *
study_compute (const BtStudySettings *settings, const BtColumns *columns)
{
  BtStudySeries *series = bt_study_series_new (settings, BT_TIMEFRAME_M1);

  bt_study_series_update (series, columns, 0);
  g_assert_cmpuint (bt_study_series_get_length (series), ==, columns->length);
  return series;
}

void
study_assert_same (const BtStudySettings *settings, guint output, gsize i, double a, double b)
{
  if ((isnan (a) && isnan (b)) || memcmp (&a, &b, sizeof a) == 0 || a == b)
    return;
  g_autofree char *label = bt_study_settings_label (settings);
  g_error ("%s, output %s, candle %" G_GSIZE_FORMAT ": %.17g is not %.17g", label,
           settings->study->outputs[output].id, i, a, b);
}

char *
study_find_oracle (const char *name)
{
  const char *folder = g_getenv ("BACKTRADE_SHARED");
  g_autofree char *path = folder != NULL ? g_build_filename (folder, "oracles", name, NULL)
                                         : g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", "..",
                                                             "shared", "oracles", name, NULL);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&path);
  g_test_skip ("the shared oracles are not here");
  return NULL;
}
