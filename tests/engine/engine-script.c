// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "engine-script.h"

#include "engine-script-rules.h"
#include "engine-transcript.h"

#include "base/bt-decimal.h"
#include "engine/bt-engine-private.h"

#include <string.h>

#define FIRST_CANDLE "2024-01-02T00:00:00Z"

typedef struct
{
  BtSessionSettings settings;
  gboolean has_column;
  GArray *candles; /* BtCandle */
  GArray *ticks;   /* BtMarketTick */
  gint64 next_usec;
  GPtrArray *rates; /* char ** of "rate" statements */
} Market;

static gint64
to_points (const Market *market, const char *text)
{
  gint64 points;
  g_autoptr (GError) error = NULL;
  if (strcmp (text, "none") == 0)
    return BT_PRICE_NONE;
  g_assert_true (bt_decimal_parse (text, -1, market->settings.instrument.digits, &points, &error));
  g_assert_no_error (error);
  return points;
}

static BtVolume
to_volume (const char *text)
{
  gint64 units;
  g_assert_true (bt_decimal_parse (text, -1, BT_VOLUME_DIGITS, &units, NULL));
  return BT_VOLUME (units);
}

static gint64
to_time (const char *text)
{
  gint64 time_usec;
  g_autoptr (GError) error = NULL;
  g_assert_true (bt_time_parse (text, &time_usec, &error));
  g_assert_no_error (error);
  return time_usec;
}

static gint64
to_number (const char *text)
{
  return g_ascii_strtoll (text, NULL, 10);
}

static gboolean
set_number (BtSessionSettings *settings, const char *key, gint64 value)
{
  const struct
  {
    const char *key;
    gint64 *target;
  } numbers[] = {
    { "spread", &settings->spread_points },
    { "slippage", &settings->slippage_points },
    { "commission-minimum", &settings->commission_minimum.minor },
    { "balance", &settings->balance.minor },
    { "call", &settings->margin_call_percent },
    { "stop-out", &settings->stop_out_percent },
    { "swap-long", &settings->swap_long_points },
    { "swap-short", &settings->swap_short_points },
    { "seed", &settings->seed },
    { "volume-step", &settings->instrument.volume_step.units },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (strcmp (numbers[i].key, key) == 0)
      {
        *numbers[i].target = value;
        settings->has_swap = settings->swap_long_points != 0 || settings->swap_short_points != 0;
        return TRUE;
      }
  if (strcmp (key, "leverage") == 0)
    settings->leverage = (gint32) value;
  else if (strcmp (key, "protection") == 0)
    settings->has_negative_balance_protection = value != 0;
  else if (strcmp (key, "triple") == 0)
    settings->swap_triple_weekday = (gint32) value;
  else
    return FALSE;
  return TRUE;
}

static void
set_word (BtSessionSettings *settings, const char *key, const char *value)
{
  if (strcmp (key, "mode") == 0)
    g_assert_true (bt_account_mode_parse (value, &settings->mode));
  else if (strcmp (key, "policy") == 0)
    g_assert_true (bt_path_policy_parse (value, &settings->policy));
  else if (strcmp (key, "fill") == 0)
    g_assert_true (bt_market_fill_parse (value, &settings->market_fill));
  else if (strcmp (key, "kind") == 0)
    g_assert_true (bt_price_kind_parse (value, &settings->price_kind));
  else if (strcmp (key, "currency") == 0)
    g_strlcpy (settings->currency, value, sizeof settings->currency);
  else if (strcmp (key, "hedged") == 0)
    settings->hedged_margin
      = strcmp (value, "both") == 0 ? BT_HEDGED_MARGIN_BOTH_SIDES : BT_HEDGED_MARGIN_LARGER_SIDE;
  else if (strcmp (key, "slippage-kind") == 0)
    settings->slippage_kind
      = strcmp (value, "uniform") == 0 ? BT_SLIPPAGE_UNIFORM : BT_SLIPPAGE_FIXED;
  else
    g_error ("no such setting: %s", key);
}

static void
set_value (Market *market, const char *key, const char *value)
{
  BtSessionSettings *settings = &market->settings;
  gint64 number = to_number (value);

  if (strcmp (key, "instrument") == 0)
    {
      const BtInstrument *instrument = bt_instrument_find_builtin (value);
      g_assert_nonnull (instrument);
      settings->instrument = *instrument;
    }
  else if (strcmp (key, "column") == 0)
    market->has_column = number != 0;
  else if (strcmp (key, "end-of-week") == 0)
    settings->instrument.trades_weekends = number != 0;
  else if (g_str_has_prefix (key, "commission-") && strcmp (key, "commission-minimum") != 0)
    {
      settings->commission_amount = number;
      settings->commission_kind = strcmp (key, "commission-fill") == 0  ? BT_COMMISSION_PER_FILL
                                  : strcmp (key, "commission-lot") == 0 ? BT_COMMISSION_PER_LOT_SIDE
                                                                        : BT_COMMISSION_NOTIONAL;
    }
  else if (!set_number (settings, key, number))
    set_word (settings, key, value);
}

static void
add_candle (Market *market, char **words)
{
  BtCandle candle = {
    .time_usec = market->next_usec,
    .open_points = to_points (market, words[1]),
    .high_points = to_points (market, words[2]),
    .low_points = to_points (market, words[3]),
    .close_points = to_points (market, words[4]),
    .spread_points = words[5] != NULL ? (gint32) to_number (words[5]) : -1,
  };
  g_array_append_val (market->candles, candle);
  market->next_usec += bt_timeframe_usec (market->settings.base_timeframe);
}

/* A tick so many seconds after the opening of the last candle. */
static void
add_tick (Market *market, char **words)
{
  const BtCandle *candle = &g_array_index (market->candles, BtCandle, market->candles->len - 1);
  BtMarketTick tick = {
    .time_usec = candle->time_usec + to_number (words[1]) * BT_USEC_PER_SECOND,
    .bid_points = to_points (market, words[2]),
    .ask_points = to_points (market, words[3]),
  };
  g_array_append_val (market->ticks, tick);
}

static void
market_clear (Market *market)
{
  g_clear_pointer (&market->ticks, g_array_unref);
  g_clear_pointer (&market->candles, g_array_unref);
  g_clear_pointer (&market->rates, g_ptr_array_unref);
}

/* Reads what the script says of the market: everything but the commands. */
static void
market_read (Market *market, char **lines)
{
  bt_session_settings_init (&market->settings, bt_instrument_find_builtin ("EURUSD"));
  market->settings.spread_points = 0;
  market->has_column = FALSE;
  market->candles = g_array_new (FALSE, FALSE, sizeof (BtCandle));
  market->ticks = g_array_new (FALSE, FALSE, sizeof (BtMarketTick));
  market->rates = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  market->next_usec = to_time (FIRST_CANDLE);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", -1);
      if (strcmp (words[0], "challenge") == 0)
        for (gsize k = 1; words[k] != NULL; k += 2)
          engine_script_set_rule (&market->settings, words[k], words[k + 1]);
      else if (strcmp (words[0], "set") == 0)
        for (gsize k = 1; words[k] != NULL; k += 2)
          set_value (market, words[k], words[k + 1]);
      else if (strcmp (words[0], "at") == 0)
        market->next_usec = to_time (words[1]);
      else if (strcmp (words[0], "bar") == 0)
        add_candle (market, words);
      else if (strcmp (words[0], "tick") == 0)
        add_tick (market, words);
      else if (strcmp (words[0], "rate") == 0)
        g_ptr_array_add (market->rates, g_steal_pointer (&words));
    }
}

/* Returns the digits of the script's instrument. */
static guint
find_digits (const char *script)
{
  Market market;
  g_autofree char *text = g_strchomp (g_strdup (script));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  market_read (&market, lines);
  market_clear (&market);
  return market.settings.instrument.digits;
}

static BtSeries *
make_series (const Market *market)
{
  g_autoptr (BtSeriesBuilder) builder = bt_series_builder_new (
    market->settings.base_timeframe, market->settings.price_kind, market->has_column);
  for (guint i = 0; i < market->candles->len; i++)
    {
      g_autoptr (GError) error = NULL;
      bt_series_builder_add (builder, &g_array_index (market->candles, BtCandle, i), &error);
      g_assert_no_error (error);
    }
  return bt_series_builder_finish (builder);
}

static void
set_ticks (BtEngine *engine, const Market *market)
{
  g_autoptr (GError) error = NULL;
  if (market->ticks->len == 0)
    return;
  g_autoptr (BtTickSeries) ticks = bt_tick_series_new (
    (const BtMarketTick *) (gpointer) market->ticks->data, market->ticks->len, &error);
  g_assert_no_error (error);
  g_assert_true (bt_engine_set_ticks (engine, ticks, &error));
}

static void
add_rates (BtEngine *engine, const Market *market)
{
  for (guint i = 0; i < market->rates->len; i++)
    {
      char **words = g_ptr_array_index (market->rates, i);
      gint64 price;
      g_autoptr (GError) error = NULL;
      g_autoptr (BtSeriesBuilder) builder
        = bt_series_builder_new (BT_TIMEFRAME_M1, BT_SIDE_KIND_BID, FALSE);
      g_assert_true (bt_decimal_parse (words[3], -1, 5, &price, NULL));
      BtCandle candle = {
        .time_usec = to_time (FIRST_CANDLE) - BT_USEC_PER_MINUTE,
        .open_points = price,
        .high_points = price,
        .low_points = price,
        .close_points = price,
        .spread_points = -1,
      };
      g_assert_true (bt_series_builder_add (builder, &candle, NULL));
      g_autoptr (BtSeries) series = bt_series_builder_finish (builder);
      bt_engine_add_rates (engine, words[1], words[2], 5, series,
                           words[4] != NULL ? to_number (words[4]) : 0, &error);
      g_assert_no_error (error);
    }
}

static void
read_expiry (BtCommand *command, const char *key, const char *value)
{
  command->time_in_force = BT_TIME_IN_FORCE_GTC;
  if (strcmp (key, "day") == 0)
    command->time_in_force = BT_TIME_IN_FORCE_DAY;
  else if (strcmp (key, "until") == 0)
    {
      command->time_in_force = BT_TIME_IN_FORCE_UNTIL;
      command->expiry_usec = to_time (value);
    }
  command->modify_mask |= BT_MODIFY_EXPIRY;
}

/* Reads "key value" pairs of a place or modify and sets the mask as it goes. */
static void
read_options (const Market *market, BtCommand *command, char **words)
{
  for (gsize i = 0; words[i] != NULL; i++)
    {
      const char *key = words[i];
      const struct
      {
        const char *key;
        gint64 *target;
        guint mask;
      } prices[] = {
        { "price", &command->price_points, BT_MODIFY_PRICE },
        { "limit", &command->limit_points, BT_MODIFY_LIMIT },
        { "sl", &command->stop_loss_points, BT_MODIFY_STOP_LOSS },
        { "tp", &command->take_profit_points, BT_MODIFY_TAKE_PROFIT },
      };
      gsize k = 0;
      while (k < G_N_ELEMENTS (prices) && strcmp (prices[k].key, key) != 0)
        k++;
      if (k < G_N_ELEMENTS (prices))
        {
          *prices[k].target = to_points (market, words[++i]);
          command->modify_mask |= prices[k].mask;
        }
      else if (strcmp (key, "trail") == 0)
        {
          command->trail_points = to_number (words[++i]);
          command->modify_mask |= BT_MODIFY_TRAIL;
        }
      else if (strcmp (key, "step") == 0)
        command->trail_step_points = to_number (words[++i]);
      else if (strcmp (key, "lots") == 0)
        {
          command->volume = to_volume (words[++i]);
          command->modify_mask |= BT_MODIFY_VOLUME;
        }
      else if (strcmp (key, "oco") == 0)
        g_strlcpy (command->oco, words[++i], sizeof command->oco);
      else if (strcmp (key, "reduce") == 0)
        command->is_reduce_only = TRUE;
      else if (strcmp (key, "break-even") == 0)
        command->modify_mask |= BT_MODIFY_BREAK_EVEN;
      else
        {
          read_expiry (command, key, words[i + 1]);
          i += strcmp (key, "until") == 0 ? 1 : 0;
        }
    }
}

static gboolean
read_command (const Market *market, char **words, gint64 after_bar, BtCommand *command)
{
  static const char *const verbs[] = { "place",     "modify",  "cancel",   "close", "fork",
                                       "close-all", "deposit", "withdraw", "note",  "end" };
  static const BtCommandKind kinds[]
    = { BT_COMMAND_PLACE, BT_COMMAND_MODIFY,    BT_COMMAND_CANCEL,  BT_COMMAND_CLOSE,
        BT_COMMAND_FORK,  BT_COMMAND_CLOSE_ALL, BT_COMMAND_DEPOSIT, BT_COMMAND_WITHDRAW,
        BT_COMMAND_NOTE,  BT_COMMAND_END };
  gsize verb = 0;
  while (verb < G_N_ELEMENTS (verbs) && strcmp (verbs[verb], words[0]) != 0)
    verb++;
  if (verb == G_N_ELEMENTS (verbs))
    return FALSE;

  bt_command_init (command, kinds[verb], after_bar);
  const char *first = words[1];
  if (verb <= 4)
    g_strlcpy (command->id, first, sizeof command->id);
  if (kinds[verb] == BT_COMMAND_PLACE)
    {
      g_assert_true (bt_order_type_parse (words[2], &command->type));
      g_assert_true (bt_direction_parse (words[3], &command->direction));
      command->volume = to_volume (words[4]);
      read_options (market, command, words + 5);
      command->modify_mask = 0;
    }
  else if (kinds[verb] == BT_COMMAND_MODIFY)
    read_options (market, command, words + 2);
  else if (kinds[verb] == BT_COMMAND_CLOSE && words[2] != NULL)
    command->volume = to_volume (words[2]);
  else if (kinds[verb] == BT_COMMAND_CLOSE_ALL && first != NULL)
    command->scope = strcmp (first, "winners") == 0 ? BT_CLOSE_WINNERS : BT_CLOSE_LOSERS;
  else if (kinds[verb] == BT_COMMAND_DEPOSIT || kinds[verb] == BT_COMMAND_WITHDRAW)
    command->amount = BT_MONEY (to_number (first));
  else if (kinds[verb] == BT_COMMAND_NOTE)
    g_strlcpy (command->note, first, sizeof command->note);
  return TRUE;
}

static void
advance (BtEngine *engine, gint64 bar)
{
  BtAdvanceResult result;
  g_autoptr (GError) error = NULL;
  bt_engine_advance (engine, bar, FALSE, &result, &error);
  g_assert_no_error (error);
}

/* Runs the script; candles between commands one at a time, or all of them at once. */
static BtEngine *
run_script (const char *script,
            gboolean is_quiet_band_used,
            gboolean is_stepwise,
            BtEventFunc func,
            gpointer user_data,
            Market *market)
{
  g_autofree char *text = g_strchomp (g_strdup (script));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GError) error = NULL;
  market_read (market, lines);
  g_autoptr (BtSeries) series = make_series (market);
  BtHash hash;
  bt_series_hash (series, &market->settings.instrument, &hash);
  BtEngine *engine = bt_engine_new (&market->settings, series, &hash, &error);
  g_assert_no_error (error);
  set_ticks (engine, market);
  add_rates (engine, market);
  bt_engine_set_quiet_band (engine, is_quiet_band_used);
  bt_engine_set_event_func (engine, func, user_data);

  gint64 bar = -1;
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", -1);
      BtCommand command;
      if (strcmp (words[0], "bar") == 0)
        bar++;
      if (strcmp (words[0], "bar") == 0 && is_stepwise)
        advance (engine, bar);
      if (!read_command (market, words, bar, &command))
        continue;
      advance (engine, bar);
      BtRefusal checked;
      BtRefusal refusal;
      BtRefusalCode code = bt_engine_check (engine, &command, &checked);
      g_assert_true (bt_engine_apply (engine, &command, &refusal, &error));
      g_assert_cmpint (refusal.code, ==, code);
      if (code != BT_REFUSAL_NONE)
        g_assert_cmpstr (refusal.message, ==, checked.message);
    }
  advance (engine, bar);
  return engine;
}

static void
assert_ledger_adds_up (const BtEngine *engine)
{
  gsize count;
  const BtLedgerEntry *ledger = bt_engine_get_ledger (engine, &count);
  BtAccountState account;
  gint64 sum = 0;
  bt_engine_get_account (engine, &account);
  for (gsize i = 0; i < count; i++)
    {
      sum += ledger[i].amount.minor;
      g_assert_cmpint (ledger[i].number, ==, (gint64) i + 1);
      g_assert_cmpint (ledger[i].balance_after.minor, ==, sum);
    }
  g_assert_cmpint (sum, ==, account.balance.minor);
}

static char *
play_once (const char *script,
           ShowFlags show,
           gboolean is_quiet_band_used,
           gboolean is_stepwise,
           BtHash *digest)
{
  Market market;
  Transcript transcript
    = { .text = g_string_new (NULL), .show = show, .digits = find_digits (script) };
  g_autoptr (BtEngine) engine = run_script (script, is_quiet_band_used, is_stepwise,
                                            engine_transcript_event_cb, &transcript, &market);
  if ((show & SHOW_POSITIONS) != 0)
    engine_transcript_add_positions (transcript.text, engine, transcript.digits);
  if ((show & SHOW_ACCOUNT) != 0)
    engine_transcript_add_account (transcript.text, engine);
  if ((show & SHOW_CHALLENGE) != 0)
    engine_transcript_add_challenge (transcript.text, engine);
  assert_ledger_adds_up (engine);
  bt_engine_get_digest (engine, digest);
  market_clear (&market);
  return g_string_free (transcript.text, FALSE);
}

char *
engine_script_play (const char *script, ShowFlags show)
{
  const ShowFlags all = SHOW_FILLS | SHOW_COSTS | SHOW_LEDGER | SHOW_ORDERS | SHOW_POSITIONS
                        | SHOW_ACCOUNT | SHOW_MESSAGES | SHOW_CHALLENGE;
  BtHash digest;
  BtHash other_digest;
  g_autofree char *full = play_once (script, all, TRUE, TRUE, &digest);
  for (int way = 0; way < 2; way++)
    {
      g_autofree char *other = play_once (script, all, way == 0, FALSE, &other_digest);
      g_assert_cmpstr (full, ==, other);
      g_assert_true (bt_hash_equal (&digest, &other_digest));
    }
  return play_once (script, show, FALSE, TRUE, &other_digest);
}

BtEngine *
engine_script_run (const char *script,
                   gboolean is_quiet_band_used,
                   BtEventFunc func,
                   gpointer user_data)
{
  Market market;
  BtEngine *engine = run_script (script, is_quiet_band_used, FALSE, func, user_data, &market);
  market_clear (&market);
  return engine;
}

static void
test_vector (gconstpointer data)
{
  const EngineVector *vector = data;
  g_autofree char *played = engine_script_play (vector->script, vector->show);
  if (g_getenv ("ENGINE_SCRIPT_PRINT") != NULL && strcmp (played, vector->expected) != 0)
    g_print ("--- %s\n%s", vector->name, played);
  else
    g_assert_cmpstr (played, ==, vector->expected);
}

void
engine_script_add_vectors (const char *group, const EngineVector *vectors, gsize count)
{
  for (gsize i = 0; i < count; i++)
    {
      g_autofree char *path = g_strdup_printf ("/engine/%s/%s", group, vectors[i].name);
      g_test_add_data_func (path, &vectors[i], test_vector);
    }
}
