// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-scenario.h"

#include "engine/bt-engine.h"
#include "market/bt-aggregate.h"
#include "session/bt-command-json.h"
#include "session/bt-result-json.h"
#include "session/bt-session-error.h"
#include "session/bt-session-file.h"
#include "session/bt-session-ticks.h"
#include "session/bt-settings-json.h"
#include "store/bt-dataset-table.h"
#include "store/bt-instrument-table.h"
#include "store/bt-preference-table.h"

/* Larger files are refused rather than read into memory. */
#define MAX_SCENARIO_BYTES (1024 * 1024 * 1024)

static void
rate_clear (gpointer data)
{
  g_clear_pointer (&((BtScenarioRate *) data)->series, bt_series_unref);
}

void
bt_scenario_free (BtScenario *scenario)
{
  if (scenario == NULL)
    return;
  g_clear_pointer (&scenario->series, bt_series_unref);
  g_clear_pointer (&scenario->ticks, bt_tick_series_unref);
  g_array_unref (scenario->rates);
  g_array_unref (scenario->commands);
  g_free (scenario);
}

/* What is asked of the store. */
typedef struct
{
  const char *symbol;
  BtTimeframe timeframe;
  gint64 from_usec;
  gint64 to_usec;
  BtInstrument instrument;
  gboolean has_instrument;
  gboolean wants_ticks;
  BtPriceKind kind;
  BtSeries *series;
  BtTickSeries *ticks; /* or NULL */
} DatasetQuery;

static gboolean
find_instrument_job (BtDb *db, gpointer data, GError **error)
{
  DatasetQuery *query = data;

  query->has_instrument = bt_instrument_table_find (db, query->symbol, &query->instrument, error);
  return query->has_instrument || error == NULL || *error == NULL;
}

/* Loads the ticks of candles that were loaded as base, where every one of them has a place in the
 * candles that were asked for: from H2 on these may be longer than their name says. */
static gboolean
load_ticks (BtDb *db, const BtDataset *dataset, BtSeries *base, DatasetQuery *query, GError **error)
{
  const BtColumns *columns = bt_series_get_columns (base);

  if (!query->wants_ticks || columns->length == 0
      || (query->timeframe != dataset->timeframe && query->timeframe > BT_TIMEFRAME_H1))
    return TRUE;
  return bt_session_ticks_load (db, dataset, query->series, columns->time_usec[0],
                                columns->time_usec[columns->length - 1]
                                  + bt_timeframe_usec (dataset->timeframe),
                                BT_SESSION_TICKS_MAX, &query->ticks, error);
}

/* Loads the asked candles, made from finer ones where the dataset is finer. */
static gboolean
load_dataset_job (BtDb *db, gpointer data, GError **error)
{
  DatasetQuery *query = data;
  g_autoptr (BtDataset) dataset
    = bt_dataset_table_find (db, query->symbol, query->timeframe, query->from_usec, error);
  g_autoptr (BtSeries) series = NULL;
  g_autofree char *day_text = NULL;
  BtTradingDay day = BT_TRADING_DAY_DEFAULT;

  if (dataset == NULL)
    return FALSE;
  series = bt_dataset_table_load_range (db, dataset->id, query->from_usec, query->to_usec, error);
  if (series == NULL)
    return FALSE;
  day_text = bt_preference_table_get (db, BT_PREFERENCE_TRADING_DAY, NULL);
  if (day_text != NULL)
    bt_trading_day_parse (day_text, &day, NULL);
  query->series = bt_aggregate_series (series, query->timeframe, day);
  query->instrument = dataset->instrument;
  query->kind = dataset->kind;
  return load_ticks (db, dataset, series, query, error);
}

/* Reads "dataset" and loads it; its instrument counts unless the scenario has its own. */
static gboolean
read_dataset (BtJsonReader *document, BtStore *store, DatasetQuery *query, GError **error)
{
  g_autoptr (BtJsonReader) reader = bt_json_reader_get_object (document, "dataset", error);
  const char *timeframe = NULL;

  if (reader == NULL || !bt_json_reader_require (reader, "symbol", error)
      || !bt_json_reader_require (reader, "timeframe", error)
      || !bt_json_reader_get_string (reader, "symbol", &query->symbol, error)
      || !bt_json_reader_get_string (reader, "timeframe", &timeframe, error)
      || !bt_json_reader_get_time (reader, "from", &query->from_usec, error)
      || !bt_json_reader_get_time (reader, "to", &query->to_usec, error)
      || !bt_json_reader_finish (reader, error))
    return FALSE;
  if (!bt_timeframe_parse (timeframe, &query->timeframe))
    return bt_json_reader_fail (reader, "timeframe", error, "“%s” is no timeframe", timeframe);
  if (store == NULL)
    return bt_json_reader_fail (document, "dataset", error, "there is no data folder to look in");
  if (!bt_store_run (store, load_dataset_job, query, error))
    return FALSE;
  if (bt_series_get_length (query->series) == 0)
    return bt_json_reader_fail (document, "dataset", error, "has no candle in that range");
  return TRUE;
}

/* Finds an instrument by its symbol: as the user has it, else the built-in one. */
static gboolean
find_instrument (BtJsonReader *reader,
                 const char *field,
                 const char *symbol,
                 BtStore *store,
                 BtInstrument *out,
                 GError **error)
{
  DatasetQuery query = { .symbol = symbol };
  const BtInstrument *builtin = bt_instrument_find_builtin (symbol);

  if (store != NULL && !bt_store_run (store, find_instrument_job, &query, error))
    return FALSE;
  if (query.has_instrument)
    *out = query.instrument;
  else if (builtin != NULL)
    *out = *builtin;
  else
    return bt_json_reader_fail (reader, field, error,
                                "“%s” is not known; give the instrument in full", symbol);
  return TRUE;
}

/* Stores the scenario's instrument: an object, a symbol, or the dataset's. */
static gboolean
read_instrument (BtJsonReader *document,
                 BtStore *store,
                 const DatasetQuery *query,
                 BtInstrument *out,
                 GError **error)
{
  JsonNode *node = bt_json_reader_peek (document, "instrument");
  g_autoptr (BtJsonReader) reader = NULL;
  const char *symbol = NULL;

  if (!bt_json_reader_get_string (document, "symbol", &symbol, error))
    return FALSE;
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    {
      reader = bt_json_reader_get_object (document, "instrument", error);
      return reader != NULL && bt_instrument_from_reader (reader, out, error);
    }
  if (bt_json_reader_has_value (document, "instrument"))
    return bt_json_reader_get_string (document, "instrument", &symbol, error)
           && find_instrument (document, "instrument", symbol, store, out, error);
  if (query->series != NULL)
    {
      *out = query->instrument;
      return TRUE;
    }
  if (symbol == NULL)
    return bt_json_reader_require (document, "instrument", error);
  return find_instrument (document, "symbol", symbol, store, out, error);
}

/* Reads one entry of "rates": base, quote, digits, spread_points and bars. */
static gboolean
read_rate (JsonNode *node, const char *path, BtTimeframe timeframe, GArray *rates, GError **error)
{
  g_autoptr (BtJsonReader) reader = bt_json_reader_new (node, path, error);
  BtScenarioRate rate = { 0 };
  const char *text = bt_timeframe_to_string (timeframe);
  gint64 digits = 0;

  if (reader == NULL || !bt_json_reader_require (reader, "base", error)
      || !bt_json_reader_require (reader, "quote", error)
      || !bt_json_reader_require (reader, "digits", error)
      || !bt_json_reader_copy_string (reader, "base", rate.base, sizeof rate.base, error)
      || !bt_json_reader_copy_string (reader, "quote", rate.quote, sizeof rate.quote, error)
      || !bt_json_reader_get_int (reader, "digits", 0, 8, &digits, error)
      || !bt_json_reader_get_int (reader, "spread_points", 0, G_MAXINT32, &rate.spread_points,
                                  error)
      || !bt_json_reader_get_string (reader, "timeframe", &text, error))
    return FALSE;
  if (!bt_timeframe_parse (text, &timeframe))
    return bt_json_reader_fail (reader, "timeframe", error, "“%s” is no timeframe", text);
  rate.digits = (guint) digits;
  rate.series = bt_scenario_read_bars (reader, rate.digits, timeframe, BT_SIDE_KIND_BID, error);
  if (rate.series == NULL)
    {
      g_prefix_error (error, "%s: ", path);
      return FALSE;
    }
  g_array_append_val (rates, rate);
  return bt_json_reader_finish (reader, error);
}

static gboolean
read_rates (BtJsonReader *document, BtScenario *scenario, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  JsonArray *array = bt_json_reader_get_array (document, "rates", &local_error);
  guint length = array == NULL ? 0 : json_array_get_length (array);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  for (guint i = 0; i < length; i++)
    {
      g_autofree char *path = g_strdup_printf ("rates[%u]", i);

      if (!read_rate (json_array_get_element (array, i), path, scenario->settings.base_timeframe,
                      scenario->rates, error))
        return FALSE;
    }
  return TRUE;
}

static int
compare_commands (gconstpointer a, gconstpointer b)
{
  const BtCommand *first = a;
  const BtCommand *second = b;

  return (first->after_bar > second->after_bar) - (first->after_bar < second->after_bar);
}

static gboolean
read_commands (BtJsonReader *document, BtScenario *scenario, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  JsonArray *array = bt_json_reader_get_array (document, "commands", &local_error);
  guint length = array == NULL ? 0 : json_array_get_length (array);
  gint64 last_bar = (gint64) bt_series_get_length (scenario->series) - 1;

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  for (guint i = 0; i < length; i++)
    {
      g_autofree char *path = g_strdup_printf ("commands[%u]", i);
      gboolean has_after_bar = FALSE;
      BtCommand command;

      if (!bt_command_from_node (json_array_get_element (array, i), path, &scenario->settings,
                                 &command, &has_after_bar, error))
        return FALSE;
      if (!has_after_bar || command.after_bar > last_bar)
        {
          g_set_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT,
                       has_after_bar ? "%s.after_bar: there is no such candle"
                                     : "%s.after_bar: is missing",
                       path);
          return FALSE;
        }
      g_array_append_val (scenario->commands, command);
    }
  /* Stable: commands after the same candle keep their order. */
  g_array_sort (scenario->commands, compare_commands);
  return TRUE;
}

/* Reads "ticks", which come before those of a dataset, even where there are none of them. */
static gboolean
read_ticks (BtJsonReader *document, guint digits, BtScenario *scenario, GError **error)
{
  BtTickSeries *own = NULL;

  if (!bt_scenario_read_ticks (document, digits, &own, error))
    return FALSE;
  if (own != NULL)
    scenario->ticks = own;
  return TRUE;
}

/* Reads candles and settings. */
static gboolean
read_market (BtJsonReader *document, BtStore *store, BtScenario *scenario, GError **error)
{
  DatasetQuery query = { .from_usec = G_MININT64 + 1,
                         .to_usec = G_MAXINT64,
                         .wants_ticks = !bt_json_reader_has_value (document, "ticks") };
  gboolean has_dataset = bt_json_reader_has_value (document, "dataset");
  BtSessionSettings *settings = &scenario->settings;
  gboolean is_found;
  BtInstrument instrument;

  if (has_dataset && bt_json_reader_has_value (document, "bars"))
    return bt_json_reader_fail (document, "dataset", error, "there are bars too; give one of them");
  is_found = !has_dataset || read_dataset (document, store, &query, error);
  scenario->series = query.series;
  scenario->ticks = query.ticks;
  if (!is_found || !read_instrument (document, store, &query, &instrument, error))
    return FALSE;
  if (has_dataset && instrument.digits != query.instrument.digits)
    return bt_json_reader_fail (document, "instrument", error,
                                "has %u digits, the dataset's prices have %u", instrument.digits,
                                query.instrument.digits);
  bt_session_settings_init (settings, &instrument);
  settings->base_timeframe = has_dataset ? query.timeframe : BT_TIMEFRAME_M1;
  settings->price_kind = has_dataset ? query.kind : BT_SIDE_KIND_BID;
  if (!bt_settings_from_reader (document, settings, error))
    return FALSE;
  if (has_dataset && settings->price_kind != query.kind)
    return bt_json_reader_fail (document, "side", error, "the dataset's candles are %s",
                                bt_price_kind_to_string (query.kind));
  if (has_dataset && settings->base_timeframe != query.timeframe)
    return bt_json_reader_fail (document, "timeframe", error, "the dataset is asked for as %s",
                                bt_timeframe_to_string (query.timeframe));
  if (!has_dataset)
    scenario->series = bt_scenario_read_bars (document, instrument.digits, settings->base_timeframe,
                                              settings->price_kind, error);
  return scenario->series != NULL && read_ticks (document, instrument.digits, scenario, error);
}

static gboolean
read_document (BtJsonReader *document, BtStore *store, BtScenario *scenario, GError **error)
{
  const char *format = NULL;

  if (!bt_json_reader_require (document, "format", error)
      || !bt_json_reader_get_string (document, "format", &format, error))
    return FALSE;
  if (g_strcmp0 (format, BT_SCENARIO_FORMAT) != 0)
    return bt_json_reader_fail (document, "format", error, "“%s” is not " BT_SCENARIO_FORMAT,
                                format);
  return read_market (document, store, scenario, error) && read_rates (document, scenario, error)
         && read_commands (document, scenario, error) && bt_json_reader_finish (document, error);
}

BtScenario *
bt_scenario_read (const char *path, BtStore *store, GError **error)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, error);
  g_autoptr (BtScenario) scenario = g_new0 (BtScenario, 1);
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (BtJsonReader) document = NULL;

  scenario->rates = g_array_new (FALSE, FALSE, sizeof (BtScenarioRate));
  g_array_set_clear_func (scenario->rates, rate_clear);
  scenario->commands = g_array_new (FALSE, FALSE, sizeof (BtCommand));
  if (file == NULL)
    return NULL;
  if (g_mapped_file_get_length (file) == 0 || g_mapped_file_get_length (file) > MAX_SCENARIO_BYTES)
    {
      g_set_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT, "%s: the file is %s", name,
                   g_mapped_file_get_length (file) == 0 ? "empty" : "too large");
      return NULL;
    }
  node = bt_json_parse (g_mapped_file_get_contents (file), (gssize) g_mapped_file_get_length (file),
                        name, error);
  if (node == NULL)
    return NULL;
  document = bt_json_reader_new (node, "", error);
  if (document == NULL || !read_document (document, store, scenario, error))
    {
      g_prefix_error (error, "%s: ", name);
      return NULL;
    }
  return g_steal_pointer (&scenario);
}

void
bt_scenario_hash (const BtScenario *scenario, BtHash *out)
{
  g_autoptr (BtRecord) record = bt_record_new ();
  g_autoptr (BtHasher) hasher = bt_hasher_new ();

  bt_session_ticks_hash (scenario->series, &scenario->settings.instrument, scenario->ticks, out);
  if (scenario->rates->len == 0)
    return;
  for (guint i = 0; i < scenario->rates->len; i++)
    {
      const BtScenarioRate *rate = &g_array_index (scenario->rates, BtScenarioRate, i);
      BtInstrument pair;
      BtHash hash;

      bt_instrument_guess ("RATE", rate->digits, &pair);
      bt_series_hash (rate->series, &pair, &hash);
      bt_record_add_string (record, rate->base);
      bt_record_add_string (record, rate->quote);
      bt_record_add_int32 (record, (gint32) rate->digits);
      bt_record_add_int64 (record, rate->spread_points);
      bt_record_add_bytes (record, hash.bytes, sizeof hash.bytes);
    }
  bt_hash_chain_add (hasher, out, record);
}

/* Applies all commands at their candles and runs to the last one. */
static gboolean
run_engine (const BtScenario *scenario, BtEngine *engine, GError **error)
{
  BtAdvanceResult result;

  for (guint i = 0; i < scenario->rates->len; i++)
    {
      const BtScenarioRate *rate = &g_array_index (scenario->rates, BtScenarioRate, i);

      if (!bt_engine_add_rates (engine, rate->base, rate->quote, rate->digits, rate->series,
                                rate->spread_points, error))
        return FALSE;
    }
  for (guint i = 0; i < scenario->commands->len; i++)
    {
      const BtCommand *command = &g_array_index (scenario->commands, BtCommand, i);

      if ((bt_engine_get_bar (engine) < command->after_bar
           && !bt_engine_advance (engine, command->after_bar, FALSE, &result, error))
          || !bt_engine_apply (engine, command, NULL, error))
        {
          g_prefix_error (error, "Command %u: ", i + 1);
          return FALSE;
        }
    }
  return bt_engine_advance (engine, (gint64) bt_series_get_length (scenario->series) - 1, FALSE,
                            &result, error);
}

/* What an engine cannot run is a fault of the file. */
static void
blame_scenario (GError *reason, GError **error)
{
  if (reason->domain == BT_ENGINE_ERROR)
    g_set_error_literal (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT, reason->message);
  else
    g_propagate_error (error, g_error_copy (reason));
}

char *
bt_scenario_run (
  const char *path, BtStore *store, gboolean has_policy, BtPathPolicy policy, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  g_autoptr (BtScenario) scenario = bt_scenario_read (path, store, error);
  g_autoptr (BtEngine) engine = NULL;
  g_autoptr (GError) reason = NULL;
  BtHash hash;

  if (scenario == NULL)
    return NULL;
  if (has_policy)
    scenario->settings.policy = policy;
  bt_scenario_hash (scenario, &hash);
  engine = bt_session_ticks_make_engine (&scenario->settings, scenario->series, scenario->ticks,
                                         &hash, &reason);
  if (engine == NULL || !run_engine (scenario, engine, &reason))
    {
      blame_scenario (reason, error);
      return NULL;
    }
  return bt_result_to_json (engine, &hash);
}
