// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-policy-sensitivity.h"

#include "session/bt-session-ticks.h"

#include <string.h>

/* How a command was answered. */
typedef struct
{
  BtCommandKind kind;
  gint64 after_bar;
  gint64 time_usec;
  char id[BT_ID_SIZE];
  BtRefusal refusal;
} Answer;

/* An execution under one policy. */
typedef struct
{
  BtEngine *engine;
  GArray *answers; /* of Answer, one a command */
  GArray *later;   /* of BtRefusal: orders refused when they triggered */
  gsize seen;      /* refusals that were sorted into either */
  char *stopped;
} Execution;

static void
execution_clear (Execution *execution)
{
  g_clear_pointer (&execution->engine, bt_engine_free);
  g_clear_pointer (&execution->answers, g_array_unref);
  g_clear_pointer (&execution->later, g_array_unref);
  g_clear_pointer (&execution->stopped, g_free);
}

/* Keeps the refusals since the last look; the last is left out when it is a command's answer. */
static void
keep_refusals (Execution *execution, gboolean is_last_answer)
{
  gsize count;
  const BtRefusal *refusals = bt_engine_get_refusals (execution->engine, &count);
  gsize end = is_last_answer ? count - 1 : count;

  for (gsize i = execution->seen; i < end; i++)
    g_array_append_vals (execution->later, &refusals[i], 1);
  execution->seen = count;
}

/* Runs candles until bar is known; FALSE, with the reason kept, when the engine stops before. */
static gboolean
run_to (Execution *execution, gint64 bar)
{
  BtAdvanceResult result;
  g_autoptr (GError) error = NULL;

  if (bt_engine_get_bar (execution->engine) < bar
      && !bt_engine_advance (execution->engine, bar, FALSE, &result, &error))
    execution->stopped = g_strdup (error->message);
  keep_refusals (execution, FALSE);
  return execution->stopped == NULL;
}

/* Gives a command and keeps the answer; a refusal is one. */
static gboolean
give (Execution *execution, const BtCommand *command)
{
  Answer answer = { .kind = command->kind, .after_bar = command->after_bar };
  g_autoptr (GError) error = NULL;

  answer.time_usec = bt_engine_get_clock (execution->engine);
  g_strlcpy (answer.id, command->id, sizeof answer.id);
  if (!bt_engine_apply (execution->engine, command, &answer.refusal, &error))
    {
      execution->stopped = g_strdup (error->message);
      return FALSE;
    }
  g_array_append_val (execution->answers, answer);
  keep_refusals (execution, answer.refusal.code != BT_REFUSAL_NONE);
  return TRUE;
}

static gboolean
execute (Execution *execution, gint64 bar, BtCommandFunc get_command, gpointer user_data)
{
  BtCommand command;

  for (guint i = 0; get_command (i, &command, user_data) && command.after_bar <= bar; i++)
    if (!run_to (execution, command.after_bar) || !give (execution, &command))
      return FALSE;
  return bt_engine_is_ended (execution->engine) || run_to (execution, bar);
}

static gboolean
execution_init (Execution *execution,
                const BtSessionSettings *settings,
                BtSeries *series,
                BtTickSeries *ticks,
                const BtHash *dataset_hash,
                BtPathPolicy policy,
                GError **error)
{
  BtSessionSettings changed = *settings;

  changed.policy = policy;
  execution->engine = bt_session_ticks_make_engine (&changed, series, ticks, dataset_hash, error);
  execution->answers = g_array_new (FALSE, FALSE, sizeof (Answer));
  execution->later = g_array_new (FALSE, FALSE, sizeof (BtRefusal));
  return execution->engine != NULL;
}

/* Fills in the figures of one execution. */
static void
take_figures (Execution *execution, BtPolicyOutcome *outcome)
{
  BtAccountState account;
  gsize count;

  bt_engine_get_account (execution->engine, &account);
  outcome->policy = bt_engine_get_settings (execution->engine)->policy;
  outcome->stopped = g_strdup (execution->stopped);
  outcome->bar = bt_engine_get_bar (execution->engine);
  outcome->net_result = account.equity;

  BtChallengeState challenge;
  bt_engine_get_challenge_state (execution->engine, &challenge);
  outcome->challenge = challenge.status;

  const BtLedgerEntry *ledger = bt_engine_get_ledger (execution->engine, &count);
  for (gsize i = 0; i < count; i++)
    if (ledger[i].type == BT_LEDGER_DEPOSIT || ledger[i].type == BT_LEDGER_WITHDRAWAL)
      outcome->net_result.minor -= ledger[i].amount.minor;

  const BtFill *fills = bt_engine_get_fills (execution->engine, &count);
  outcome->fills = (gint64) count;
  for (gsize i = 0; i < count; i++)
    outcome->ambiguous_fills += fills[i].is_ambiguous ? 1 : 0;

  const BtPosition *positions = bt_engine_get_positions (execution->engine, &count);
  for (gsize i = 0; i < count; i++)
    outcome->trades += positions[i].status != BT_POSITION_OPEN ? 1 : 0;
}

/* Commands that only one of the executions came to are left to what is told of its end. */
static void
compare_answers (const Execution *own, const Execution *other, BtPolicyOutcome *outcome)
{
  GArray *changed = g_array_new (FALSE, FALSE, sizeof (BtPolicyAnswer));

  for (guint i = 0; i < MIN (own->answers->len, other->answers->len); i++)
    {
      const Answer *answer = &g_array_index (own->answers, Answer, i);
      const BtRefusal *there = &g_array_index (other->answers, Answer, i).refusal;
      BtPolicyAnswer difference = { .number = (gint64) i + 1,
                                    .after_bar = answer->after_bar,
                                    .time_usec = answer->time_usec,
                                    .kind = answer->kind,
                                    .own = answer->refusal,
                                    .other = *there };

      if (answer->refusal.code == there->code)
        continue;
      g_strlcpy (difference.id, answer->id, sizeof difference.id);
      g_array_append_val (changed, difference);
    }
  outcome->answers_length = changed->len;
  outcome->answers = (BtPolicyAnswer *) (gpointer) g_array_free (changed, FALSE);
}

static gboolean
is_refused_later (const Execution *execution, const char *id)
{
  for (guint i = 0; i < execution->later->len; i++)
    if (strcmp (g_array_index (execution->later, BtRefusal, i).order_id, id) == 0)
      return TRUE;
  return FALSE;
}

static void
compare_refusals (const Execution *own, const Execution *other, BtPolicyOutcome *outcome)
{
  GArray *added = g_array_new (FALSE, FALSE, sizeof (BtRefusal));

  for (guint i = 0; i < other->later->len; i++)
    {
      const BtRefusal *refusal = &g_array_index (other->later, BtRefusal, i);

      if (!is_refused_later (own, refusal->order_id))
        g_array_append_vals (added, refusal, 1);
    }
  outcome->refusals_length = added->len;
  outcome->refusals = (BtRefusal *) (gpointer) g_array_free (added, FALSE);
}

/* Returns the position of an id in a table of indices, or NULL. */
static const BtPosition *
find_position (const BtPosition *positions, GHashTable *indices, const char *id)
{
  gpointer index = NULL;

  return g_hash_table_lookup_extended (indices, id, NULL, &index)
           ? &positions[GPOINTER_TO_SIZE (index)]
           : NULL;
}

static GHashTable *
index_positions (const BtPosition *positions, gsize count)
{
  GHashTable *indices = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < count; i++)
    g_hash_table_insert (indices, (gpointer) positions[i].id, GSIZE_TO_POINTER (i));
  return indices;
}

static BtMoney
get_net (const BtPosition *position)
{
  return BT_MONEY (position->pnl.minor + position->floating.minor + position->swap.minor
                   - position->commission.minor);
}

/* Appends what two positions of one id come to, either of which may be NULL, where that differs. */
static void
compare_trade (const char *id, const BtPosition *own, const BtPosition *other, GArray *changed)
{
  BtPolicyTrade trade = { .has_own = own != NULL, .has_other = other != NULL };

  g_strlcpy (trade.id, id, sizeof trade.id);
  if (own != NULL)
    {
      trade.own_status = own->status;
      trade.own_net = get_net (own);
    }
  if (other != NULL)
    {
      trade.other_status = other->status;
      trade.other_net = get_net (other);
    }
  if (!trade.has_own || !trade.has_other || trade.own_status != trade.other_status
      || trade.own_net.minor != trade.other_net.minor)
    g_array_append_val (changed, trade);
}

static void
compare_trades (const Execution *own, const Execution *other, BtPolicyOutcome *outcome)
{
  GArray *changed = g_array_new (FALSE, FALSE, sizeof (BtPolicyTrade));
  gsize own_count;
  gsize other_count;
  const BtPosition *owns = bt_engine_get_positions (own->engine, &own_count);
  const BtPosition *others = bt_engine_get_positions (other->engine, &other_count);
  g_autoptr (GHashTable) own_indices = index_positions (owns, own_count);
  g_autoptr (GHashTable) other_indices = index_positions (others, other_count);

  for (gsize i = 0; i < own_count; i++)
    compare_trade (owns[i].id, &owns[i], find_position (others, other_indices, owns[i].id),
                   changed);
  for (gsize i = 0; i < other_count; i++)
    if (find_position (owns, own_indices, others[i].id) == NULL)
      compare_trade (others[i].id, NULL, &others[i], changed);
  outcome->trades_length = changed->len;
  outcome->changed_trades = (BtPolicyTrade *) (gpointer) g_array_free (changed, FALSE);
}

static void
take_ambiguous (const Execution *own, BtPolicySensitivity *sensitivity)
{
  GArray *ambiguous = g_array_new (FALSE, FALSE, sizeof (BtFill));
  gsize count;
  const BtFill *fills = bt_engine_get_fills (own->engine, &count);

  for (gsize i = 0; i < count; i++)
    if (fills[i].is_ambiguous)
      g_array_append_vals (ambiguous, &fills[i], 1);
  sensitivity->ambiguous_length = ambiguous->len;
  sensitivity->ambiguous = (BtFill *) (gpointer) g_array_free (ambiguous, FALSE);
}

BtPolicySensitivity *
bt_policy_sensitivity_find (const BtSessionSettings *settings,
                            BtSeries *series,
                            BtTickSeries *ticks,
                            const BtHash *dataset_hash,
                            gint64 bar,
                            BtCommandFunc get_command,
                            gpointer user_data,
                            GError **error)
{
  const BtPathPolicy policies[BT_POLICY_OUTCOMES]
    = { settings->policy, BT_PATH_PESSIMISTIC, BT_PATH_OPTIMISTIC };
  Execution executions[BT_POLICY_OUTCOMES] = { 0 };
  BtPolicySensitivity *sensitivity = g_new0 (BtPolicySensitivity, 1);
  gboolean is_done = TRUE;

  for (guint i = 0; i < BT_POLICY_OUTCOMES && is_done; i++)
    {
      BtPolicyOutcome *outcome = &sensitivity->outcomes[i];

      is_done = execution_init (&executions[i], settings, series, ticks, dataset_hash, policies[i],
                                error);
      if (!is_done)
        break;
      execute (&executions[i], bar, get_command, user_data);
      take_figures (&executions[i], outcome);
      outcome->difference
        = BT_MONEY (outcome->net_result.minor - sensitivity->outcomes[0].net_result.minor);
      compare_answers (&executions[0], &executions[i], outcome);
      compare_refusals (&executions[0], &executions[i], outcome);
      compare_trades (&executions[0], &executions[i], outcome);
    }
  if (is_done)
    take_ambiguous (&executions[0], sensitivity);
  else
    g_clear_pointer (&sensitivity, bt_policy_sensitivity_free);
  for (guint i = 0; i < BT_POLICY_OUTCOMES; i++)
    execution_clear (&executions[i]);
  return sensitivity;
}

BtPolicySensitivity *
bt_policy_sensitivity_copy (const BtPolicySensitivity *sensitivity)
{
  BtPolicySensitivity *copy = g_memdup2 (sensitivity, sizeof *sensitivity);

  for (guint i = 0; i < BT_POLICY_OUTCOMES; i++)
    {
      BtPolicyOutcome *outcome = &copy->outcomes[i];

      outcome->stopped = g_strdup (outcome->stopped);
      outcome->answers
        = g_memdup2 (outcome->answers, outcome->answers_length * sizeof *outcome->answers);
      outcome->refusals
        = g_memdup2 (outcome->refusals, outcome->refusals_length * sizeof *outcome->refusals);
      outcome->changed_trades = g_memdup2 (
        outcome->changed_trades, outcome->trades_length * sizeof *outcome->changed_trades);
    }
  copy->ambiguous = g_memdup2 (copy->ambiguous, copy->ambiguous_length * sizeof *copy->ambiguous);
  return copy;
}

void
bt_policy_sensitivity_free (BtPolicySensitivity *sensitivity)
{
  if (sensitivity == NULL)
    return;
  for (guint i = 0; i < BT_POLICY_OUTCOMES; i++)
    {
      g_free (sensitivity->outcomes[i].stopped);
      g_free (sensitivity->outcomes[i].answers);
      g_free (sensitivity->outcomes[i].refusals);
      g_free (sensitivity->outcomes[i].changed_trades);
    }
  g_free (sensitivity->ambiguous);
  g_free (sensitivity);
}
