// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Values against what TA-Lib computes of the same candles: the place of the first one, some of
 * them, and the sum of all, for every function that it has too and many parameters. The candles are
 * made here from the rule that talib_cases.py states; talib-facts.json holds TA-Lib's side. */
#include "config.h"

#include "study-fixture.h"

#include <json-glib/json-glib.h>
#include <math.h>

#define TOLERANCE 1e-9
/* What is nothing on paper may be the rest of a rolling sum in TA-Lib. */
#define REST 1e-9
#define VOLUME_UNIT G_GINT64_CONSTANT (100000000)
#define FEWEST_FACTS 1000

/* The members of a fact. */
enum
{
  FUNCTION,
  STUDY,
  SERIES,
  OUTPUT,
  N_OUTPUTS, /* that the function has: TA-Lib leaves out values of one before all are there */
  FIRST,
  VALUES,
  TOTAL,
};

static gint64
draw (guint64 *state, gint64 limit)
{
  *state
    = *state * G_GUINT64_CONSTANT (6364136223846793005) + G_GUINT64_CONSTANT (1442695040888963407);
  return (gint64) ((*state >> 33) % (guint64) (limit + 1));
}

static BtSeries *
make_series (JsonObject *made)
{
  g_autoptr (BtSeriesBuilder) builder
    = bt_series_builder_new (BT_TIMEFRAME_M1, BT_SIDE_KIND_BID, FALSE);
  guint64 state = (guint64) json_object_get_int_member (made, "seed");
  gint64 price = json_object_get_int_member (made, "price");
  const gint64 jump = json_object_get_int_member (made, "jump");
  const gint64 moving = 50 - json_object_get_int_member (made, "still");

  for (gint64 i = 0; i < json_object_get_int_member (made, "length"); i++)
    {
      const gint64 reach = i % 50 >= moving ? 0 : json_object_get_int_member (made, "reach");
      BtCandle candle = { .time_usec = i * BT_USEC_PER_MINUTE, .spread_points = -1 };

      candle.open_points = price;
      if (draw (&state, 99) < json_object_get_int_member (made, "jumps"))
        candle.open_points += draw (&state, 2 * jump) - jump;
      price = candle.open_points + draw (&state, 2 * reach) - reach;
      candle.close_points = price;
      candle.high_points = MAX (candle.open_points, price) + draw (&state, reach);
      candle.low_points = MIN (candle.open_points, price) - draw (&state, reach);
      if (draw (&state, 99) >= json_object_get_int_member (made, "quiet"))
        candle.volume = draw (&state, json_object_get_int_member (made, "volume")) * VOLUME_UNIT;
      g_assert_true (bt_series_builder_add (builder, &candle, NULL));
    }
  return bt_series_builder_finish (builder);
}

static guint
find_output (const BtStudy *study, const char *id)
{
  for (guint k = 0; k < study->n_outputs; k++)
    if (g_str_equal (study->outputs[k].id, id))
      return k;
  g_error ("%s has no output %s", study->id, id);
}

static void
check_near (JsonArray *fact, const char *what, double ours, double theirs, double scale)
{
  if (!(fabs (ours - theirs) <= MAX (TOLERANCE * scale, REST)))
    g_error ("%s: %s over %s, output %s, %s: %.17g is not %.17g",
             json_array_get_string_element (fact, FUNCTION),
             json_array_get_string_element (fact, STUDY),
             json_array_get_string_element (fact, SERIES),
             json_array_get_string_element (fact, OUTPUT), what, ours, theirs);
}

/* Compares the values that are stated, from the first of TA-Lib's on. */
static void
check_values (JsonArray *fact, const double *values, gsize length)
{
  const gsize first = (gsize) json_array_get_int_element (fact, FIRST);
  JsonArray *expected = json_array_get_array_element (fact, VALUES);
  const guint n_expected = json_array_get_length (expected);
  double total = 0, scale = 0;

  for (guint k = 0; k < n_expected; k++)
    {
      JsonArray *pair = json_array_get_array_element (expected, k);
      const gsize i = (gsize) json_array_get_int_element (pair, 0);
      const double value = json_array_get_double_element (pair, 1);
      g_autofree char *place = g_strdup_printf ("candle %" G_GSIZE_FORMAT, i);

      check_near (fact, place, values[i], value, fabs (value));
    }
  for (gsize i = n_expected > 0 ? first : length; i < length; i++)
    if (!isnan (values[i]))
      {
        total += values[i];
        scale += fabs (values[i]);
      }
  check_near (fact, "the sum", total, json_array_get_double_element (fact, TOTAL), scale);
  if (json_array_get_int_element (fact, N_OUTPUTS) > 1)
    return;
  for (gsize i = 0; i < (n_expected > 0 ? first : length); i++)
    check_near (fact, "before the first", isnan (values[i]), TRUE, 0);
}

static void
check_fact (JsonArray *fact, GHashTable *markets)
{
  BtSeries *market = g_hash_table_lookup (markets, json_array_get_string_element (fact, SERIES));
  BtStudySettings settings;

  g_assert_nonnull (market);
  if (!bt_study_settings_parse (json_array_get_string_element (fact, STUDY), &settings))
    g_error ("%s is refused", json_array_get_string_element (fact, STUDY));
  g_autoptr (BtStudySeries) all = study_compute (&settings, bt_series_get_columns (market));
  check_values (fact,
                bt_study_series_get_values (
                  all, find_output (settings.study, json_array_get_string_element (fact, OUTPUT))),
                bt_series_get_length (market));
}

static void
test_facts (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "study", "talib-facts.json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) markets
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) bt_series_unref);
  JsonObject *root;
  JsonArray *series, *facts;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  root = json_node_get_object (json_parser_get_root (parser));
  series = json_object_get_array_member (root, "series");
  for (guint i = 0; i < json_array_get_length (series); i++)
    {
      JsonObject *made = json_array_get_object_element (series, i);

      g_hash_table_insert (markets, g_strdup (json_object_get_string_member (made, "name")),
                           make_series (made));
    }
  facts = json_object_get_array_member (root, "facts");
  g_assert_cmpuint (json_array_get_length (facts), >=, FEWEST_FACTS);
  for (guint i = 0; i < json_array_get_length (facts); i++)
    check_fact (json_array_get_array_element (facts, i), markets);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/study/talib/facts", test_facts);
  return g_test_run ();
}
