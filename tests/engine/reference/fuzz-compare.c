// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "fuzz-compare.h"

#include "engine/bt-engine-private.h"
#include "engine/bt-engine.h"
#include "fuzz-record.h"

/* Both sides of a game, and how much of their records is compared already. */
typedef struct
{
  const FuzzScenario *scenario;
  BtEngine *engine;
  BtReference *reference;
  GArray *events; /* of the engine, BtReferenceEvent */
  gsize n_fills, n_ledger, n_refusals, n_events;
} FuzzPair;

/* What all games together came to. */
static struct
{
  guint64 reasons[BT_REASON_END + 1];
  guint64 places[BT_PLACE_LEG3 + 1];
  guint64 ambiguous;
  guint64 ticks; /* fills on them */
  guint64 rules[BT_N_CHALLENGE_RULES];
  guint64 out_of_range;
  guint64 refusals[BT_REFUSAL_OVERFLOW + 1];
  guint64 entries[BT_LEDGER_ADJUSTMENT + 1];
  guint64 events[BT_EVENT_CHALLENGE_PASSED + 1];
} tally;

typedef void (*AddFunc) (GString *text, const void *record);

static void
collect_event_cb (const BtEvent *event, gpointer user_data)
{
  FuzzPair *pair = user_data;
  BtReferenceEvent copy = { .kind = event->kind,
                            .bar = event->bar,
                            .command = event->command,
                            .price_points = event->price_points,
                            .margin_level_percent = event->margin_level_percent };

  if (event->position != NULL)
    copy.position = *event->position;
  if (event->violation != NULL)
    copy.violation = *event->violation;
  g_strlcpy (copy.id, event->id, sizeof copy.id);
  g_array_append_val (pair->events, copy);
}

/* Compares the records from *done on and moves it; returns the first difference, or NULL. */
static char *
compare_records (const void *ours,
                 gsize n_ours,
                 const void *theirs,
                 gsize n_theirs,
                 gsize size,
                 AddFunc add,
                 gsize *done)
{
  for (gsize i = *done; i < MAX (n_ours, n_theirs); i++)
    {
      g_autoptr (GString) our = g_string_new (NULL);
      g_autoptr (GString) their = g_string_new (NULL);

      if (i < n_ours)
        add (our, (const char *) ours + i * size);
      if (i < n_theirs)
        add (their, (const char *) theirs + i * size);
      if (!g_string_equal (our, their))
        return g_strdup_printf ("reference: %s\n#    engine: %s",
                                our->len > 0 ? our->str : "nothing",
                                their->len > 0 ? their->str : "nothing");
    }
  *done = n_ours;
  return NULL;
}

static char *
compare_lists (FuzzPair *pair)
{
  g_autoptr (GArray) positions = bt_reference_list_positions (pair->reference);
  g_autoptr (GArray) orders = bt_reference_list_orders (pair->reference);
  g_autoptr (GArray) their_orders = g_array_new (FALSE, TRUE, sizeof (BtOrder));
  gsize n_positions, n_orders, none = 0;
  const BtPosition *their_positions = bt_engine_get_positions (pair->engine, &n_positions);
  const BtOrder *working = bt_engine_get_orders (pair->engine, &n_orders);
  char *difference
    = compare_records (positions->data, positions->len, their_positions, n_positions,
                       sizeof (BtPosition), (AddFunc) fuzz_record_add_position, &none);

  for (gsize i = 0; i < n_orders; i++)
    if (working[i].reason != BT_REASON_CLOSE && working[i].reason != BT_REASON_CLOSE_ALL)
      g_array_append_val (their_orders, working[i]);
  none = 0;
  if (difference == NULL)
    difference = compare_records (orders->data, orders->len, their_orders->data, their_orders->len,
                                  sizeof (BtOrder), (AddFunc) fuzz_record_add_order, &none);
  return difference;
}

static char *
compare_accounts (FuzzPair *pair)
{
  BtAccountState ours, theirs;
  gsize none = 0;

  bt_reference_get_account (pair->reference, &ours);
  bt_engine_get_account (pair->engine, &theirs);
  return compare_records (&ours, 1, &theirs, 1, sizeof ours, (AddFunc) fuzz_record_add_account,
                          &none);
}

static char *
compare_challenges (FuzzPair *pair)
{
  BtChallengeState ours, theirs;
  gsize none = 0;

  bt_reference_get_challenge (pair->reference, &ours);
  bt_engine_get_challenge_state (pair->engine, &theirs);
  return compare_records (&ours, 1, &theirs, 1, sizeof ours, (AddFunc) fuzz_record_add_challenge,
                          &none);
}

static char *
compare_state (FuzzPair *pair)
{
  const GArray *fills = bt_reference_get_fills (pair->reference);
  const GArray *ledger = bt_reference_get_ledger (pair->reference);
  const GArray *refusals = bt_reference_get_refusals (pair->reference);
  const GArray *events = bt_reference_get_events (pair->reference);
  gsize count;
  const void *theirs = bt_engine_get_fills (pair->engine, &count);
  char *difference = compare_records (fills->data, fills->len, theirs, count, sizeof (BtFill),
                                      (AddFunc) fuzz_record_add_fill, &pair->n_fills);

  if (difference == NULL)
    {
      theirs = bt_engine_get_refusals (pair->engine, &count);
      difference
        = compare_records (refusals->data, refusals->len, theirs, count, sizeof (BtRefusal),
                           (AddFunc) fuzz_record_add_refusal, &pair->n_refusals);
    }
  if (difference == NULL)
    {
      theirs = bt_engine_get_ledger (pair->engine, &count);
      difference
        = compare_records (ledger->data, ledger->len, theirs, count, sizeof (BtLedgerEntry),
                           (AddFunc) fuzz_record_add_ledger, &pair->n_ledger);
    }
  if (difference == NULL)
    difference = compare_records (events->data, events->len, pair->events->data, pair->events->len,
                                  sizeof (BtReferenceEvent), (AddFunc) fuzz_record_add_event,
                                  &pair->n_events);
  if (difference == NULL)
    difference = compare_lists (pair);
  if (difference == NULL)
    difference = compare_challenges (pair);
  return difference != NULL ? difference : compare_accounts (pair);
}

static char *
explain (char *difference, const char *after, gint64 bar)
{
  char *text = difference == NULL ? NULL
                                  : g_strdup_printf ("after %s, bar %" G_GINT64_FORMAT "\n# %s",
                                                     after, bar, difference);
  g_free (difference);
  return text;
}

/* Applies the commands that come after the known bar. */
static char *
apply_commands (FuzzPair *pair, guint *next)
{
  gint64 bar = bt_engine_get_bar (pair->engine);
  char *difference = NULL;

  while (difference == NULL && *next < pair->scenario->commands->len)
    {
      const BtCommand *command = &g_array_index (pair->scenario->commands, BtCommand, *next);
      g_autofree char *name = g_strdup_printf (
        "command %u, %s %s,", *next + 1, bt_command_kind_to_string (command->kind), command->id);
      g_autoptr (GError) error = NULL;
      BtRefusalCode code, checked;
      BtRefusal refusal;

      if (command->after_bar != bar)
        break;
      (*next)++;
      code = bt_reference_apply (pair->reference, command);
      checked = bt_engine_check (pair->engine, command, NULL);
      if (!bt_engine_apply (pair->engine, command, &refusal, &error))
        return g_strdup_printf ("%s the engine fails: %s", name, error->message);
      if (refusal.code != code || checked != code)
        return g_strdup_printf (
          "%s reference %s, engine %s, checked before %s", name, bt_refusal_code_to_string (code),
          bt_refusal_code_to_string (refusal.code), bt_refusal_code_to_string (checked));
      difference = explain (compare_state (pair), name, bar);
    }
  return difference;
}

static char *
play_pair (FuzzPair *pair)
{
  guint next = 0;
  char *difference = explain (compare_state (pair), "the start", -1);

  if (difference == NULL)
    difference = apply_commands (pair, &next);
  for (gint64 bar = 0; difference == NULL && bar < (gint64) pair->scenario->candles->len
                       && !bt_engine_is_ended (pair->engine);
       bar++)
    {
      g_autoptr (GError) error = NULL;
      BtAdvanceResult result;

      bt_reference_run_candle (pair->reference);
      if (!bt_engine_advance (pair->engine, bar, FALSE, &result, &error))
        return g_strdup_printf ("bar %" G_GINT64_FORMAT ", the engine fails: %s", bar,
                                error->message);
      difference = explain (compare_state (pair), "the candle", bar);
      if (difference == NULL)
        difference = apply_commands (pair, &next);
    }
  return difference;
}

static BtEngine *
make_engine (const FuzzScenario *scenario, BtSeries *series)
{
  g_autoptr (GError) error = NULL;
  BtHash hash = { .bytes = { 0 } };
  BtEngine *engine = bt_engine_new (&scenario->settings, series, &hash, &error);

  g_assert_no_error (error);
  if (scenario->ticks->len > 0)
    {
      g_autoptr (BtTickSeries) ticks = fuzz_scenario_build_ticks (scenario);

      bt_engine_set_ticks (engine, ticks, &error);
      g_assert_no_error (error);
    }
  if (scenario->pair_base != NULL)
    {
      g_autoptr (BtSeries) pair = fuzz_scenario_build_pair (scenario);

      bt_engine_add_rates (engine, scenario->pair_base, scenario->pair_quote, scenario->pair_digits,
                           pair, scenario->pair_spread_points, &error);
      g_assert_no_error (error);
    }
  return engine;
}

static void
add_to_tally (const FuzzPair *pair)
{
  const GArray *fills = bt_reference_get_fills (pair->reference);
  const GArray *ledger = bt_reference_get_ledger (pair->reference);
  const GArray *refusals = bt_reference_get_refusals (pair->reference);

  for (guint i = 0; i < fills->len; i++)
    {
      const BtFill *fill = &g_array_index (fills, BtFill, i);
      tally.reasons[fill->reason]++;
      tally.places[fill->place]++;
      tally.ambiguous += fill->is_ambiguous ? 1 : 0;
      tally.ticks += fill->tick_number > 0 ? 1 : 0;
    }
  for (guint i = 0; i < ledger->len; i++)
    tally.entries[g_array_index (ledger, BtLedgerEntry, i).type]++;
  for (guint i = 0; i < refusals->len; i++)
    tally.refusals[g_array_index (refusals, BtRefusal, i).code]++;
  for (guint i = 0; i < pair->events->len; i++)
    {
      const BtReferenceEvent *event = &g_array_index (pair->events, BtReferenceEvent, i);
      tally.events[event->kind]++;
      if (event->kind == BT_EVENT_RULE_BROKEN)
        tally.rules[event->violation.rule]++;
    }
}

static void
add_count (GString *text, const char *name, guint64 count)
{
  g_string_append_printf (text, " %s %" G_GUINT64_FORMAT, name, count);
}

char *
fuzz_compare_describe_tally (void)
{
  GString *text = g_string_new ("fills:");

  for (guint i = 0; i < G_N_ELEMENTS (tally.reasons); i++)
    add_count (text, bt_fill_reason_to_string ((BtFillReason) i), tally.reasons[i]);
  g_string_append (text, "\nplaces:");
  for (guint i = 0; i < G_N_ELEMENTS (tally.places); i++)
    add_count (text, bt_place_to_string ((BtPlace) i), tally.places[i]);
  add_count (text, "ambiguous", tally.ambiguous);
  add_count (text, "on-ticks", tally.ticks);
  add_count (text, "games-out-of-range", tally.out_of_range);
  g_string_append (text, "\nledger:");
  for (guint i = 0; i < G_N_ELEMENTS (tally.entries); i++)
    add_count (text, bt_ledger_type_to_string ((BtLedgerType) i), tally.entries[i]);
  g_string_append (text, "\nrefusals:");
  for (guint i = 0; i < G_N_ELEMENTS (tally.refusals); i++)
    if (tally.refusals[i] > 0)
      add_count (text, bt_refusal_code_to_string ((BtRefusalCode) i), tally.refusals[i]);
  g_string_append (text, "\nbroken rules:");
  for (guint i = 0; i < G_N_ELEMENTS (tally.rules); i++)
    if (tally.rules[i] > 0)
      add_count (text, bt_challenge_rule_to_string ((BtChallengeRule) i), tally.rules[i]);
  g_string_append (text, "\nevents:");
  for (guint i = 0; i < G_N_ELEMENTS (tally.events); i++)
    if (tally.events[i] > 0)
      add_count (text, bt_event_kind_to_string ((BtEventKind) i), tally.events[i]);
  return g_string_free (text, FALSE);
}

char *
fuzz_compare (const FuzzScenario *scenario)
{
  g_autoptr (BtSeries) series = fuzz_scenario_build_series (scenario);
  g_autoptr (BtEngine) engine = make_engine (scenario, series);
  g_autoptr (BtSeries) pair_series = fuzz_scenario_build_pair (scenario);
  BtReferencePair converting = { .base = scenario->pair_base,
                                 .quote = scenario->pair_quote,
                                 .digits = scenario->pair_digits,
                                 .series = pair_series,
                                 .spread_points = scenario->pair_spread_points };
  g_autoptr (BtReference) reference = bt_reference_new (
    &scenario->settings, series, scenario->pair_base == NULL ? NULL : &converting);
  g_autoptr (BtTickSeries) ticks = fuzz_scenario_build_ticks (scenario);
  g_autoptr (GArray) events = g_array_new (FALSE, TRUE, sizeof (BtReferenceEvent));
  FuzzPair pair
    = { .scenario = scenario, .engine = engine, .reference = reference, .events = events };

  bt_reference_set_ticks (reference, ticks);
  bt_engine_set_event_func (engine, collect_event_cb, &pair);
  char *difference = play_pair (&pair);
  if (bt_reference_is_out_of_range (reference))
    {
      tally.out_of_range++;
      g_clear_pointer (&difference, g_free);
    }
  add_to_tally (&pair);
  return difference;
}

/* In what way the engine is led through a game. */
typedef enum
{
  WAY_EACH_CANDLE, /* every candle is run, none passed over */
  WAY_IN_ONE_GO,
  WAY_TO_EVENTS,
  WAY_ON_COPIES, /* before each command the engine is exchanged for a copy */
  N_WAYS,
} Way;

static void
advance (const FuzzScenario *scenario, BtEngine *engine, gint64 bar, Way way)
{
  g_autoptr (GError) error = NULL;
  BtAdvanceResult result;

  while (bt_engine_get_bar (engine) < bar && !bt_engine_is_ended (engine))
    {
      gint64 to = way == WAY_EACH_CANDLE ? bt_engine_get_bar (engine) + 1 : bar;
      bt_engine_advance (engine, to, way == WAY_TO_EVENTS, &result, &error);
      if (error != NULL)
        g_error ("seed %" G_GUINT64_FORMAT ": %s", scenario->seed, error->message);
    }
}

static BtEngine *
play (const FuzzScenario *scenario, Way way)
{
  g_autoptr (BtSeries) series = fuzz_scenario_build_series (scenario);
  BtEngine *engine = make_engine (scenario, series);

  bt_engine_set_quiet_band (engine, way != WAY_EACH_CANDLE);
  for (guint i = 0; i < scenario->commands->len; i++)
    {
      const BtCommand *command = &g_array_index (scenario->commands, BtCommand, i);
      g_autoptr (GError) error = NULL;

      advance (scenario, engine, command->after_bar, way);
      if (bt_engine_get_bar (engine) < command->after_bar)
        break;
      if (way == WAY_ON_COPIES)
        {
          BtEngine *copy = bt_engine_copy (engine);
          bt_engine_free (engine);
          engine = copy;
        }
      bt_engine_apply (engine, command, NULL, &error);
      g_assert_no_error (error);
    }
  advance (scenario, engine, (gint64) scenario->candles->len - 1, way);
  return engine;
}

char *
fuzz_compare_ways (const FuzzScenario *scenario)
{
  static const char *const names[] = { "each candle", "in one go", "to events", "on copies" };
  BtHash first = { .bytes = { 0 } };

  for (int way = 0; way < N_WAYS; way++)
    {
      g_autoptr (BtEngine) engine = play (scenario, (Way) way);
      BtHash digest;

      bt_engine_get_digest (engine, &digest);
      if (way == 0)
        first = digest;
      else if (!bt_hash_equal (&first, &digest))
        return g_strdup_printf ("played %s the digest differs", names[way]);
    }
  return NULL;
}

char *
fuzz_compare_games (const FuzzScenario *a,
                    const FuzzScenario *b,
                    gboolean is_mirrored,
                    gint64 axis_points)
{
  g_autoptr (BtEngine) one = play (a, WAY_IN_ONE_GO);
  g_autoptr (BtEngine) other = play (b, WAY_IN_ONE_GO);
  g_autoptr (GArray) turned = g_array_new (FALSE, TRUE, sizeof (BtFill));
  gsize n_ours, n_theirs, none = 0;
  const BtFill *ours = bt_engine_get_fills (one, &n_ours);
  const BtFill *theirs = bt_engine_get_fills (other, &n_theirs);
  BtAccountState our_account, their_account;
  char *difference;

  for (gsize i = 0; i < n_theirs; i++)
    {
      BtFill fill = theirs[i];
      if (is_mirrored)
        {
          fill.direction
            = fill.direction == BT_DIRECTION_BUY ? BT_DIRECTION_SELL : BT_DIRECTION_BUY;
          fill.price.points = axis_points - fill.price.points;
          fill.quote.points = axis_points - fill.quote.points;
        }
      g_array_append_val (turned, fill);
    }
  difference = compare_records (ours, n_ours, turned->data, turned->len, sizeof (BtFill),
                                (AddFunc) fuzz_record_add_fill, &none);
  if (difference != NULL)
    return difference;
  bt_engine_get_account (one, &our_account);
  bt_engine_get_account (other, &their_account);
  if (our_account.equity.minor == their_account.equity.minor
      && our_account.balance.minor == their_account.balance.minor)
    return NULL;
  return g_strdup ("the money at the end differs");
}
