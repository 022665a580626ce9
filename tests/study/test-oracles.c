// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Values against what others print: TA-Lib over 400 candles, and tables of a book. Where a table
 * begins an exponential average with the first price instead of a simple average, or counts the
 * first candle's range as a true range, it follows another rule than TA-Lib, and is left out. */
#include "config.h"

#include "study-fixture.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#define VOLUME_UNIT 1e8
/* Prices of the tables as points: they have up to five decimals. */
#define TABLE_DIGITS 5

/* A vector, and what computes it. */
typedef struct
{
  const char *id; /* of the oracle's vector, or its indicator */
  const char *study;
  const char *parameters; /* separated by spaces; $0, $1, $2 are the vector's options */
  const char *outputs;    /* in the vector's order, separated by spaces */
  const char *columns;    /* of the table: h, l, c, o, v */
} Match;

static const Match talib[] = {
  { "talib-WMA", "wma", "period=20", "wma", NULL },
  { "talib-DEMA", "dema", "period=20", "dema", NULL },
  { "talib-TEMA", "tema", "period=20", "tema", NULL },
  { "talib-KAMA", "kama", "period=10", "kama", NULL },
  { "talib-TRIMA", "trima", "period=20", "trima", NULL },
  { "talib-RSI", "rsi", "period=14", "rsi", NULL },
  { "talib-BBANDS", "bollinger", "period=20", "upper middle lower", NULL },
  { "talib-ATR", "atr", "period=14", "atr", NULL },
  { "talib-STOCH", "stochastic", "k=14 smooth=3 d=3", "k d", NULL },
  { "talib-PLUS_DI", "adx", "period=14", "plus", NULL },
  { "talib-MINUS_DI", "adx", "period=14", "minus", NULL },
  { "talib-CCI", "cci", "period=20", "cci", NULL },
  { "talib-MFI", "mfi", "period=14", "mfi", NULL },
  { "talib-OBV", "obv", "", "obv", NULL },
  { "talib-SAR", "psar", "step=0.02 maximum=0.2", "sar", NULL },
  { "talib-ROC", "roc", "period=10", "roc", NULL },
  { "talib-MOM", "momentum", "period=10", "momentum", NULL },
  { "talib-TRIX", "trix", "period=15", "trix", NULL },
  { "talib-AROON", "aroon", "period=14", "down up", NULL },
  { "talib-STDDEV", "stddev", "period=20", "stddev", NULL },
  { "talib-AD", "ad", "", "ad", NULL },
  { "talib-BOP", "bop", "", "bop", NULL },
};

static const Match tables[] = {
  { "ad", "ad", "", "ad", "hlcv" },
  { "aroon", "aroon", "period=$0", "down up", "hl" },
  { "fosc", "forecast-oscillator", "period=$0", "fo", "c" },
  { "mfi", "mfi", "period=$0", "mfi", "hlcv" },
  { "nvi", "nvi", "", "nvi", "cv" },
  { "rsi", "rsi", "period=$0", "rsi", "c" },
  { "stddev", "stddev", "period=$0", "stddev", "c" },
  { "stoch", "stochastic", "k=$0 smooth=$1 d=$2", "k d", "hlc" },
  { "vosc", "volume-oscillator", "fast=$0 slow=$1 average=sma", "oscillator", "v" },
  { "wad", "williams-ad", "", "wad", "hlc" },
  { "willr", "williams-r", "period=$0", "r", "hlc" },
  { "wma", "wma", "period=$0", "wma", "c" },
  { "ao", "awesome", "", "ao", "hl" },
  { "aroonosc", "aroon-oscillator", "period=$0", "oscillator", "hl" },
  { "bop", "bop", "", "bop", "ohlc" },
  { "cmf", "cmf", "period=$0", "cmf", "hlcv" },
  { "linregintercept", "linreg", "period=$0", "start", "c" },
  { "linregslope", "linreg-slope", "period=$0", "slope", "c" },
  { "marketfi", "market-facilitation", "", "mfi", "hlv" },
  { "mom", "momentum", "period=$0", "momentum", "c" },
  { "pvi", "pvi", "", "pvi", "cv" },
  { "tsf", "tsf", "period=$0", "tsf", "c" },
  { "vidya", "vidya", "short=$0 long=$1 alpha=$2", "vidya", "c" },
  { "zlema", "zlema", "period=$0", "zlema", "c" },
};

static const Match *
find_match (const Match *matches, gsize n_matches, const char *id)
{
  for (gsize i = 0; i < n_matches; i++)
    if (g_str_equal (matches[i].id, id))
      return &matches[i];
  return NULL;
}

static JsonObject *
load_oracle (JsonParser *parser, const char *path)
{
  g_autoptr (GError) error = NULL;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  return json_node_get_object (json_parser_get_root (parser));
}

/* Numbers are numbers or texts. */
static double
read_number (JsonArray *array, guint i)
{
  JsonNode *node = json_array_get_element (array, i);

  return json_node_get_value_type (node) == G_TYPE_STRING
           ? g_ascii_strtod (json_node_get_string (node), NULL)
           : json_node_get_double (node);
}

static gint64 *
read_column (JsonArray *array, double unit)
{
  const guint length = json_array_get_length (array);
  gint64 *column = g_new (gint64, length);

  for (guint i = 0; i < length; i++)
    column[i] = llround (read_number (array, i) * unit);
  return column;
}

static BtStudySettings
make_settings (const Match *match, JsonArray *options)
{
  BtStudySettings settings;
  g_auto (GStrv) parts = g_strsplit (match->parameters, " ", -1);

  bt_study_settings_init (&settings, bt_study_registry_find (match->study));
  for (guint i = 0; parts[i] != NULL && *parts[i] != '\0'; i++)
    {
      g_auto (GStrv) pair = g_strsplit (parts[i], "=", 2);
      const char *value = pair[1];
      g_autofree char *number = NULL;

      if (value[0] == '$')
        value = number = g_strdup_printf ("%g", read_number (options, (guint) (value[1] - '0')));
      g_assert_cmpint (bt_study_settings_set (&settings, pair[0], value), ==, BT_STUDY_SET_DONE);
    }
  return settings;
}

static guint
find_output (const BtStudy *study, const char *id)
{
  for (guint k = 0; k < study->n_outputs; k++)
    if (g_str_equal (study->outputs[k].id, id))
      return k;
  g_assert_not_reached ();
}

static void
check_talib (const Match *match, JsonObject *vector, const BtColumns *columns)
{
  const guint first = (guint) json_object_get_int_member (vector, "first_index");
  JsonArray *expected = json_object_get_array_member (vector, "outputs");
  const BtStudySettings settings = make_settings (match, NULL);
  g_auto (GStrv) ids = g_strsplit (match->outputs, " ", -1);
  g_autoptr (BtStudySeries) series = study_compute (&settings, columns);

  for (guint k = 0; ids[k] != NULL; k++)
    {
      const guint output = find_output (settings.study, ids[k]);
      const double *values = bt_study_series_get_values (series, output);
      JsonArray *line = json_array_get_array_element (expected, k);

      /* TA-Lib leaves out the values of one output before those of all are there. */
      g_assert_cmpuint (bt_study_settings_get_warm_up (&settings, output), <=, first);
      g_assert_cmpuint (json_array_get_length (line), ==, columns->length - first);
      for (guint i = 0; i < json_array_get_length (line); i++)
        {
          const double value = read_number (line, i);

          /* What is nothing may be the rest of a rolling sum there. */
          if (!(fabs (values[first + i] - value) <= MAX (1e-9 * fabs (value), 1e-12)))
            g_error ("%s %s, candle %u: %.17g is not %.17g", match->id, ids[k], first + i,
                     values[first + i], value);
        }
    }
}

static void
test_talib (void)
{
  g_autofree char *path = study_find_oracle ("indicators_talib.json");
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *oracle;
  JsonArray *vectors;

  if (path == NULL)
    return;
  oracle = load_oracle (parser, path);
  vectors = json_object_get_array_member (oracle, "vectors");
  g_autofree gint64 *open = read_column (json_object_get_array_member (oracle, "open"), 1);
  g_autofree gint64 *high = read_column (json_object_get_array_member (oracle, "high"), 1);
  g_autofree gint64 *low = read_column (json_object_get_array_member (oracle, "low"), 1);
  g_autofree gint64 *close = read_column (json_object_get_array_member (oracle, "close"), 1);
  g_autofree gint64 *volume
    = read_column (json_object_get_array_member (oracle, "volume"), VOLUME_UNIT);
  const BtColumns columns = {
    .length = json_array_get_length (json_object_get_array_member (oracle, "close")),
    .time_usec = open,
    .open_points = open,
    .high_points = high,
    .low_points = low,
    .close_points = close,
    .volume = volume,
  };
  for (guint i = 0; i < json_array_get_length (vectors); i++)
    {
      JsonObject *vector = json_array_get_object_element (vectors, i);
      const Match *match
        = find_match (talib, G_N_ELEMENTS (talib), json_object_get_string_member (vector, "id"));

      g_assert_nonnull (match);
      check_talib (match, vector, &columns);
    }
}

/* Puts the rows of a table into columns. What it does not state is nothing, or for the open, high
 * and low of a table of closes the close. */
static void
fill_columns (const Match *match, JsonArray *rows, gint64 *columns[static 5])
{
  const char *const order = "ohlcv";
  const double unit = pow (10, TABLE_DIGITS);
  const guint length = json_array_get_length (json_array_get_array_element (rows, 0));

  for (guint k = 0; match->columns[k] != '\0'; k++)
    columns[strchr (order, match->columns[k]) - order] = read_column (
      json_array_get_array_element (rows, k), match->columns[k] == 'v' ? VOLUME_UNIT : unit);
  for (guint k = 0; k < 5; k++)
    if (columns[k] == NULL)
      columns[k] = columns[3] != NULL && k < 3 ? g_memdup2 (columns[3], length * sizeof (gint64))
                                               : g_new0 (gint64, length);
}

static void
check_table (const Match *match, JsonObject *vector)
{
  JsonArray *rows = json_object_get_array_member (vector, "rows");
  const guint n_columns = (guint) strlen (match->columns);
  const guint length = json_array_get_length (json_array_get_array_element (rows, 0));
  const BtStudySettings settings
    = make_settings (match, json_object_get_array_member (vector, "options"));
  g_auto (GStrv) ids = g_strsplit (match->outputs, " ", -1);
  gint64 *columns[5] = { NULL };

  fill_columns (match, rows, columns);
  const BtColumns candles = {
    .length = length,
    .time_usec = columns[3],
    .open_points = columns[0],
    .high_points = columns[1],
    .low_points = columns[2],
    .close_points = columns[3],
    .volume = columns[4],
  };
  g_autoptr (BtStudySeries) series = study_compute (&settings, &candles);
  for (guint k = 0; ids[k] != NULL; k++)
    {
      const guint output = find_output (settings.study, ids[k]);
      const double *values = bt_study_series_get_values (series, output);
      JsonArray *line = json_array_get_array_element (rows, n_columns + k);
      const guint first = length - json_array_get_length (line);
      const double divisor = pow (10, TABLE_DIGITS * settings.study->outputs[output].price_power);

      for (guint i = 0; first + i < length; i++)
        g_assert_cmpfloat_with_epsilon (values[first + i] / divisor, read_number (line, i),
                                        0.00101);
    }
  for (guint k = 0; k < 5; k++)
    g_free (columns[k]);
}

static void
test_tables (void)
{
  g_autofree char *path = study_find_oracle ("indicators_print.json");
  g_autoptr (JsonParser) parser = json_parser_new ();
  guint n_compared = 0;
  JsonArray *vectors;

  if (path == NULL)
    return;
  vectors = json_object_get_array_member (load_oracle (parser, path), "vectors");
  for (guint i = 0; i < json_array_get_length (vectors); i++)
    {
      JsonObject *vector = json_array_get_object_element (vectors, i);
      const Match *match = find_match (tables, G_N_ELEMENTS (tables),
                                       json_object_get_string_member (vector, "indicator"));

      if (match == NULL)
        continue;
      g_test_message ("%s", json_object_get_string_member (vector, "id"));
      check_table (match, vector);
      n_compared++;
    }
  g_assert_cmpuint (n_compared, >=, G_N_ELEMENTS (tables));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/study/oracles/talib", test_talib);
  g_test_add_func ("/study/oracles/tables", test_tables);
  return g_test_run ();
}
