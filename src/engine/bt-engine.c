// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "engine/bt-engine.h"

#include "engine/bt-challenge.h"
#include "engine/bt-commands.h"
#include "engine/bt-conversion.h"
#include "engine/bt-digest.h"
#include "engine/bt-engine-parts.h"
#include "engine/bt-engine-private.h"
#include "engine/bt-invariants.h"
#include "engine/bt-ledger.h"
#include "engine/bt-margin.h"
#include "engine/bt-path.h"
#include "engine/bt-position-record.h"
#include "engine/bt-refusal.h"

#include <string.h>

GQuark
bt_engine_error_quark (void)
{
  return g_quark_from_static_string ("bt-engine-error-quark");
}

void
bt_engine_settle (BtEngine *engine)
{
  bt_quiet_band_settle (&engine->band, &engine->state, engine->bar);
  if (engine->bar > engine->state.bar)
    {
      gint64 opening_usec = engine->rules.columns->time_usec[engine->bar];
      while (bt_challenge_get_next_reset (&engine->state) <= opening_usec)
        bt_challenge_pass_reset (&engine->state, opening_usec);
      bt_path_rest_at (&engine->state, engine->bar);
    }
}

void
bt_engine_invalidate_band (BtEngine *engine)
{
  engine->is_band_valid = FALSE;
  engine->band.pass_end = 0;
}

static void
add_to_digest (BtEngine *engine)
{
  bt_hash_chain_add (engine->hasher, &engine->digest, engine->record);
}

/* Tells of what the candle or command did, all of it in the digest before the first is told. */
static void
flush_events (BtEngine *engine)
{
  BtEngineState *state = &engine->state;
  BtEvent event;

  for (guint i = 0; i < state->events->len; i++)
    {
      bt_engine_state_resolve_event (state, &g_array_index (state->events, BtEventEntry, i),
                                     &event);
      bt_digest_write_event (engine->record, &event);
      add_to_digest (engine);
    }
  for (guint i = 0; engine->event_func != NULL && i < state->events->len; i++)
    {
      bt_engine_state_resolve_event (state, &g_array_index (state->events, BtEventEntry, i),
                                     &event);
      engine->event_func (&event, engine->event_data);
    }
  g_array_set_size (state->events, 0);
  g_array_set_size (state->event_positions, 0);
}

static gboolean
run_candle (BtEngine *engine, GError **error)
{
  BtEngineState *state = &engine->state;
  BtLogLengths lengths = bt_engine_state_get_lengths (state);

  bt_engine_settle (engine);
  bt_engine_state_copy_trial (&engine->trials.before, state);
  state->has_notable_event = FALSE;
  bt_path_policy_run (&engine->trials, state);
  bt_engine_invalidate_band (engine);
  if (state->overflow != NULL)
    {
      g_set_error (error, BT_ENGINE_ERROR, BT_ENGINE_ERROR_OVERFLOW,
                   "Candle %" G_GINT64_FORMAT " cannot be run: %s leaves its range",
                   engine->trials.before.bar + 1, state->overflow);
      bt_engine_state_restore (state, &engine->trials.before, lengths);
      bt_position_record_update_all (state);
      return FALSE;
    }
  bt_invariants_assert (state);
  engine->bar = state->bar;
  flush_events (engine);
  return TRUE;
}

/* Passes over the quiet candles before last, and over last. */
static void
skip_quiet (BtEngine *engine, gint64 last)
{
  if (!engine->is_band_valid)
    {
      bt_engine_settle (engine);
      engine->band = bt_quiet_band_find (&engine->state);
      engine->is_band_valid = TRUE;
    }
  engine->bar = bt_quiet_band_skip (&engine->band, &engine->state, engine->bar + 1, last + 1) - 1;
}

static gboolean
check_text (const char *text, gsize size)
{
  return memchr (text, '\0', size) != NULL && g_utf8_validate (text, -1, NULL);
}

/* Tests what makes a command no command of this engine at all. */
static gboolean
check_command (const BtEngine *engine, const BtCommand *command, GError **error)
{
  if (command->after_bar != engine->bar)
    {
      g_set_error (error, BT_ENGINE_ERROR, BT_ENGINE_ERROR_ORDER,
                   "The command is for candle %" G_GINT64_FORMAT
                   ", but the last known one is %" G_GINT64_FORMAT,
                   command->after_bar, engine->bar);
      return FALSE;
    }
  if (!check_text (command->id, sizeof command->id)
      || !check_text (command->oco, sizeof command->oco)
      || !check_text (command->note, sizeof command->note)
      || ((command->kind == BT_COMMAND_PLACE || command->kind == BT_COMMAND_FORK)
          && command->id[0] == '\0'))
    {
      g_set_error_literal (error, BT_ENGINE_ERROR, BT_ENGINE_ERROR_ORDER,
                           "The command's id, group or note is no text, or a new order or branch "
                           "has no id");
      return FALSE;
    }
  return TRUE;
}

void
bt_engine_add_id (BtEngine *engine, const char *id)
{
  char *own = g_strdup (id);
  g_ptr_array_add (engine->id_list, own);
  g_hash_table_add (engine->ids, own);
}

/* Applies to a state and takes an overflow back as a refusal. */
static BtRefusalCode
apply_to_state (BtEngine *engine,
                BtEngineState *state,
                const BtCommand *command,
                BtRefusal *refusal)
{
  gboolean is_id_used = g_hash_table_contains (engine->ids, command->id);
  BtRefusalCode code = bt_commands_apply (state, command, is_id_used, refusal);
  if (state->overflow != NULL)
    code = bt_refusal_set (refusal, BT_REFUSAL_OVERFLOW, command->id, state->bar, "",
                           "%s would leave its range", state->overflow);
  return code;
}

static gboolean
check_series (const BtRules *rules, GError **error)
{
  if (bt_series_get_timeframe (rules->series) != rules->settings.base_timeframe
      || bt_series_get_price_kind (rules->series) != rules->settings.price_kind)
    {
      g_set_error (error, BT_ENGINE_ERROR, BT_ENGINE_ERROR_SETTINGS,
                   "The settings are for %s %s candles, but the candles are %s %s",
                   bt_timeframe_to_string (rules->settings.base_timeframe),
                   bt_price_kind_to_string (rules->settings.price_kind),
                   bt_timeframe_to_string (bt_series_get_timeframe (rules->series)),
                   bt_price_kind_to_string (bt_series_get_price_kind (rules->series)));
      return FALSE;
    }
  return TRUE;
}

static gboolean
prepare_conversion (BtRules *rules, GError **error)
{
  if (bt_conversion_prepare (rules))
    return TRUE;
  g_set_error (error, BT_ENGINE_ERROR, BT_ENGINE_ERROR_SETTINGS,
               "The contract size of %s leaves the range of money in %s",
               rules->settings.instrument.symbol, rules->settings.currency);
  return FALSE;
}

/* Makes what an engine holds beside its rules, which are set. */
static void
start_parts (BtEngine *engine)
{
  bt_engine_state_init (&engine->state, &engine->rules, FALSE);
  bt_engine_state_init (&engine->trials.before, &engine->rules, TRUE);
  bt_engine_state_init (&engine->trials.low_first, &engine->rules, TRUE);
  bt_engine_state_init (&engine->trials.high_first, &engine->rules, TRUE);
  engine->id_list = g_ptr_array_new_with_free_func (g_free);
  engine->ids = g_hash_table_new (g_str_hash, g_str_equal);
  engine->hasher = bt_hasher_new ();
  engine->record = bt_record_new ();
}

BtEngine *
bt_engine_new (const BtSessionSettings *settings,
               BtSeries *series,
               const BtHash *dataset_hash,
               GError **error)
{
  g_return_val_if_fail (settings != NULL && series != NULL && dataset_hash != NULL, NULL);
  g_autoptr (GError) reason = NULL;
  if (!bt_session_settings_validate (settings, &reason))
    {
      g_set_error_literal (error, BT_ENGINE_ERROR, BT_ENGINE_ERROR_SETTINGS, reason->message);
      return NULL;
    }

  g_autoptr (BtEngine) engine = g_new0 (BtEngine, 1);
  BtRules *rules = &engine->rules;
  rules->settings = *settings;
  rules->series = bt_series_ref (series);
  rules->columns = bt_series_get_columns (series);
  engine->bar = -1;
  engine->last_bar = (gint64) rules->columns->length - 1;
  rules->candle_usec = bt_timeframe_usec (bt_series_get_timeframe (series));
  if (!check_series (rules, error) || !prepare_conversion (rules, error))
    return NULL;

  bt_challenge_prepare (rules);
  start_parts (engine);
  bt_challenge_start (&engine->state);
  engine->is_band_used = TRUE;
  bt_series_prepare_search (series);
  bt_digest_start (engine->hasher, settings, dataset_hash, &engine->digest);
  bt_ledger_append (&engine->state, BT_LEDGER_DEPOSIT, settings->balance.minor, "",
                    engine->state.now_usec);
  g_array_set_size (engine->state.events, 0);
  return g_steal_pointer (&engine);
}

BtEngine *
bt_engine_copy (const BtEngine *engine)
{
  g_return_val_if_fail (engine != NULL, NULL);
  BtEngine *copy = g_new0 (BtEngine, 1);

  copy->rules = engine->rules;
  bt_series_ref (copy->rules.series);
  if (copy->rules.ticks != NULL)
    bt_tick_series_ref (copy->rules.ticks);
  copy->rules.columns = bt_series_get_columns (copy->rules.series);
  for (int i = 0; i < copy->rules.pair_count; i++)
    bt_series_ref (copy->rules.pairs[i].series);
  start_parts (copy);
  bt_engine_state_copy_all (&copy->state, &engine->state);
  for (guint i = 0; i < engine->id_list->len; i++)
    bt_engine_add_id (copy, g_ptr_array_index (engine->id_list, i));
  copy->digest = engine->digest;
  copy->is_band_used = engine->is_band_used;
  copy->bar = engine->bar;
  copy->last_bar = engine->last_bar;
  copy->band = engine->band;
  bt_engine_invalidate_band (copy);
  return copy;
}

void
bt_engine_free (BtEngine *engine)
{
  if (engine == NULL)
    return;
  bt_engine_state_clear (&engine->state);
  bt_engine_state_clear (&engine->trials.before);
  bt_engine_state_clear (&engine->trials.low_first);
  bt_engine_state_clear (&engine->trials.high_first);
  g_clear_pointer (&engine->ids, g_hash_table_unref);
  g_clear_pointer (&engine->id_list, g_ptr_array_unref);
  g_clear_pointer (&engine->hasher, bt_hasher_free);
  g_clear_pointer (&engine->record, bt_record_free);
  for (int i = 0; i < engine->rules.pair_count; i++)
    bt_series_unref (engine->rules.pairs[i].series);
  g_clear_pointer (&engine->rules.ticks, bt_tick_series_unref);
  g_clear_pointer (&engine->rules.series, bt_series_unref);
  g_free (engine);
}

gboolean
bt_engine_add_rates (BtEngine *engine,
                     const char *base,
                     const char *quote,
                     guint digits,
                     BtSeries *series,
                     gint64 spread_points,
                     GError **error)
{
  g_return_val_if_fail (engine != NULL && series != NULL, FALSE);
  BtRules *rules = &engine->rules;
  if (engine->bar >= 0 || engine->state.command_count > 0 || rules->pair_count == BT_RATE_MAX_PAIRS
      || !bt_currency_is_valid (base) || !bt_currency_is_valid (quote) || digits > 8
      || spread_points < 0)
    {
      g_set_error (error, BT_ENGINE_ERROR, BT_ENGINE_ERROR_SETTINGS,
                   "The rates of %s in %s cannot be added: at most %d pairs, before the first "
                   "candle and command",
                   base, quote, BT_RATE_MAX_PAIRS);
      return FALSE;
    }
  BtRatePair *pair = &rules->pairs[rules->pair_count++];
  *pair = (BtRatePair){ .digits = digits,
                        .spread_points = spread_points,
                        .series = bt_series_ref (series) };
  bt_series_prepare_search (series);
  g_strlcpy (pair->base, base, sizeof pair->base);
  g_strlcpy (pair->quote, quote, sizeof pair->quote);
  return prepare_conversion (rules, error);
}

/* Every tick is of a candle. */
static gboolean
check_ticks (const BtRules *rules, const BtTickColumns *ticks, GError **error)
{
  gsize next = 0;
  for (gsize i = 0; i < ticks->length; i++)
    {
      while (next < rules->columns->length
             && rules->columns->time_usec[next] + rules->candle_usec <= ticks->time_usec[i])
        next++;
      if (next < rules->columns->length && rules->columns->time_usec[next] <= ticks->time_usec[i])
        continue;
      g_autofree char *time = bt_time_to_string (ticks->time_usec[i]);
      g_set_error (error, BT_ENGINE_ERROR, BT_ENGINE_ERROR_SETTINGS,
                   "Tick %" G_GSIZE_FORMAT " (%s) lies in no candle", i, time);
      return FALSE;
    }
  return TRUE;
}

gboolean
bt_engine_set_ticks (BtEngine *engine, BtTickSeries *ticks, GError **error)
{
  g_return_val_if_fail (engine != NULL && ticks != NULL, FALSE);
  BtRules *rules = &engine->rules;
  if (engine->bar >= 0 || engine->state.command_count > 0 || rules->ticks != NULL)
    {
      g_set_error_literal (error, BT_ENGINE_ERROR, BT_ENGINE_ERROR_SETTINGS,
                           "Ticks are given once, before the first candle and command");
      return FALSE;
    }
  if (!check_ticks (rules, bt_tick_series_get_columns (ticks), error))
    return FALSE;
  rules->ticks = bt_tick_series_ref (ticks);
  return TRUE;
}

void
bt_engine_set_event_func (BtEngine *engine, BtEventFunc func, gpointer user_data)
{
  engine->event_func = func;
  engine->event_data = user_data;
}

void
bt_engine_set_quiet_band (BtEngine *engine, gboolean is_used)
{
  engine->is_band_used = is_used;
  bt_engine_invalidate_band (engine);
}

gboolean
bt_engine_apply (BtEngine *engine, const BtCommand *command, BtRefusal *refusal, GError **error)
{
  g_return_val_if_fail (engine != NULL && command != NULL, FALSE);
  BtEngineState *state = &engine->state;
  BtRefusal answer = { .code = BT_REFUSAL_NONE, .field = "" };
  if (!check_command (engine, command, error))
    return FALSE;

  bt_engine_settle (engine);
  bt_engine_state_copy_trial (&engine->trials.before, state);
  BtLogLengths lengths = bt_engine_state_get_lengths (state);
  gint64 number = state->command_count + 1;
  state->command = number;
  BtRefusalCode code = apply_to_state (engine, state, command, &answer);
  if (code != BT_REFUSAL_NONE)
    {
      bt_engine_state_restore (state, &engine->trials.before, lengths);
      bt_position_record_update_all (state);
      state->command = number;
      bt_engine_state_add_refusal (state, &answer);
    }
  else if (command->kind == BT_COMMAND_PLACE)
    bt_engine_add_id (engine, command->id);
  state->command_count = number;
  bt_invariants_assert (state);

  bt_digest_write_command (engine->record, command, number);
  add_to_digest (engine);
  flush_events (engine);
  state->command = 0;
  bt_engine_invalidate_band (engine);
  if (refusal != NULL)
    *refusal = answer;
  return TRUE;
}

BtRefusalCode
bt_engine_check (const BtEngine *engine, const BtCommand *command, BtRefusal *refusal)
{
  g_return_val_if_fail (engine != NULL && command != NULL, BT_REFUSAL_NONE);
  /* The trial is working memory of the engine: what callers see of it does not change. */
  BtEngine *scratch = (BtEngine *) engine;
  BtRefusal answer = { .code = BT_REFUSAL_NONE, .field = "" };

  if (check_command (engine, command, NULL))
    {
      bt_engine_settle (scratch);
      bt_engine_state_copy_trial (&scratch->trials.before, &engine->state);
      scratch->trials.before.command = engine->state.command_count + 1;
      if (apply_to_state (scratch, &scratch->trials.before, command, &answer) == BT_REFUSAL_NONE)
        answer = (BtRefusal){ .code = BT_REFUSAL_NONE, .field = "" };
    }
  if (refusal != NULL)
    *refusal = answer;
  return answer.code;
}

/* Apart from bt_engine_advance(), so that a quiet candle does not pay for what this needs. */
G_GNUC_NO_INLINE static gboolean
advance_beyond (
  BtEngine *engine, gint64 bar, gboolean stop_at_event, BtAdvanceResult *result, GError **error)
{
  g_return_val_if_fail (result != NULL, FALSE);
  gint64 last = MIN (bar, engine->last_bar);

  *result = last < bar || engine->state.is_ended ? BT_ADVANCE_END : BT_ADVANCE_REACHED;
  while (!engine->state.is_ended && engine->bar < last)
    {
      if (engine->is_band_used)
        skip_quiet (engine, last);
      if (engine->bar >= last)
        break;
      if (!run_candle (engine, error))
        return FALSE;
      if (stop_at_event && engine->state.has_notable_event)
        {
          *result = BT_ADVANCE_EVENT;
          break;
        }
    }
  return TRUE;
}

gboolean
bt_engine_advance (
  BtEngine *engine, gint64 bar, gboolean stop_at_event, BtAdvanceResult *result, GError **error)
{
  /* Play and fast forward come here for each candle; nearly all are quiet, and pay for no more than
     this. */
  if (bar == engine->bar + 1 && bt_quiet_band_pass (&engine->band, bar))
    {
      engine->bar = bar;
      *result = BT_ADVANCE_REACHED;
      return TRUE;
    }
  return advance_beyond (engine, bar, stop_at_event, result, error);
}
