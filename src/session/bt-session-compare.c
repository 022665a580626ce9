// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Comparing two branches of a session. */
#include "config.h"

#include "session/bt-branch-twin.h"
#include "session/bt-equity-walk.h"
#include "session/bt-session-private.h"

/* Both branches on their way. */
typedef struct
{
  BtBranchTwinData data[2];
  BtSession *twins[2];
  BtBranchComparison *comparison;
} Comparing;

static void
comparing_free (gpointer user_data)
{
  Comparing *comparing = user_data;

  for (guint i = 0; i < G_N_ELEMENTS (comparing->twins); i++)
    {
      bt_branch_twin_data_clear (&comparing->data[i]);
      g_clear_object (&comparing->twins[i]);
    }
  bt_branch_comparison_free (comparing->comparison);
  g_free (comparing);
}

/* Returns what is needed to compare two branches, or NULL. */
static Comparing *
prepare (BtSession *self, const char *id_a, const char *id_b, GError **error)
{
  const char *const ids[] = { id_a, id_b };
  Comparing *comparing = g_new0 (Comparing, 1);

  /* What is compared is what is on record: the present branch's clock goes there first. */
  if (self->state != BT_SESSION_ARCHIVED && !bt_session_save (self, error))
    {
      comparing_free (comparing);
      return NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      gint64 branch_id = bt_session_find_branch (self, ids[i]);

      bt_branch_twin_data_init (&comparing->data[i], self, branch_id);
      if (branch_id != 0)
        continue;
      g_set_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND,
                   "The session “%s” has no branch %s", self->name, ids[i]);
      comparing_free (comparing);
      return NULL;
    }
  return comparing;
}

/* Returns the time of the clock at a bar. */
static gint64
get_time (BtSession *twin, gint64 bar)
{
  const BtColumns *columns = bt_series_get_columns (twin->series);

  return bar < 0 ? columns->time_usec[0]
                 : columns->time_usec[bar] + bt_timeframe_usec (twin->settings.base_timeframe);
}

/* Returns the candle at which a line has its command after count, or its head. */
static gint64
find_next_bar (BtSession *twin, gint64 count)
{
  const GPtrArray *lines = twin->line.lines;

  return count < (gint64) lines->len ? ((const BtJournalLine *) lines->pdata[count])->after_bar
                                     : bt_session_get_bar (twin);
}

/* Finds the commands in common and the candle up to which both are the same. */
static void
find_parting (BtSession *a, BtSession *b, BtBranchComparison *out)
{
  gint64 most = MIN (a->line.lines->len, b->line.lines->len);
  gint64 count = 0;

  while (count < most
         && bt_hash_equal (&((const BtJournalLine *) a->line.lines->pdata[count])->hash,
                           &((const BtJournalLine *) b->line.lines->pdata[count])->hash))
    count++;
  out->common_commands = count;
  out->parted_bar = MIN (find_next_bar (a, count), find_next_bar (b, count));
  out->parted_usec = get_time (a, out->parted_bar);
}

static void
start_walk (BtSession *twin, BtEquityWalk *walk)
{
  BtEquitySource source
    = { .settings = &twin->settings, .columns = bt_series_get_columns (twin->series) };

  source.fills = bt_engine_get_fills (twin->engine, &source.fill_count);
  source.ledger = bt_engine_get_ledger (twin->engine, &source.ledger_count);
  bt_equity_walk_init (walk, &source);
}

/* Finds the first candle at whose close the equity of both differs. */
static void
find_equity_parting (BtSession *a, BtSession *b, BtBranchComparison *out)
{
  gint64 last = MIN (bt_session_get_bar (a), bt_session_get_bar (b));
  BtEquityWalk walks[2];
  BtMoney balance, equity[2];

  start_walk (a, &walks[0]);
  start_walk (b, &walks[1]);
  out->equity_bar = -1;
  out->equity_usec = BT_TIME_NONE;
  for (gint64 bar = out->parted_bar; bar <= last && !out->has_equity_parted; bar++)
    {
      bt_equity_walk_to (&walks[0], bar, &balance, &equity[0]);
      bt_equity_walk_to (&walks[1], bar, &balance, &equity[1]);
      if (equity[0].minor != equity[1].minor)
        {
          out->has_equity_parted = TRUE;
          out->equity_bar = bar;
          out->equity_usec = get_time (a, bar);
        }
      bar = MAX (bar, MIN (bt_equity_walk_find_quiet (&walks[0], bar, last),
                           bt_equity_walk_find_quiet (&walks[1], bar, last)));
    }
  bt_equity_walk_clear (&walks[0]);
  bt_equity_walk_clear (&walks[1]);
}

/* Says whether two records are of a trade that was opened alike. An id alone does not say so: each
 * branch numbers its orders by itself. */
static gboolean
is_same_entry (const BtPosition *a, const BtPosition *b)
{
  return a->opened_usec == b->opened_usec && a->direction == b->direction
         && a->sequence == b->sequence && g_strcmp0 (a->id, b->id) == 0;
}

static gboolean
is_same_trade (const BtPosition *a, const BtPosition *b)
{
  return a->status == b->status && a->volume.units == b->volume.units
         && a->volume_open.units == b->volume_open.units
         && a->entry_price.points == b->entry_price.points && a->exit_points == b->exit_points
         && a->closed_usec == b->closed_usec && a->stop_loss_points == b->stop_loss_points
         && a->take_profit_points == b->take_profit_points && a->pnl.minor == b->pnl.minor
         && a->commission.minor == b->commission.minor && a->swap.minor == b->swap.minor
         && (a->status != BT_POSITION_OPEN || a->floating.minor == b->floating.minor);
}

/* Sorts the trades of both: both lists ascend by opening. */
static void
compare_trades (BtBranchComparison *out)
{
  const BtSessionReport *a = out->a;
  const BtSessionReport *b = out->b;
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree gboolean *is_met = g_new0 (gboolean, MAX (b->positions_length, 1));

  for (guint i = 0; i < b->positions_length; i++)
    g_hash_table_insert (by_id, b->positions[i].id, &b->positions[i]);
  for (guint i = 0; i < a->positions_length; i++)
    {
      const BtPosition *other = g_hash_table_lookup (by_id, a->positions[i].id);

      if (other == NULL || !is_same_entry (&a->positions[i], other))
        {
          g_array_append_vals (out->only_a, &a->positions[i], 1);
          continue;
        }
      is_met[other - b->positions] = TRUE;
      if (is_same_trade (&a->positions[i], other))
        out->same_trades++;
      else
        {
          BtTradePair pair = { .a = a->positions[i], .b = *other };

          g_array_append_val (out->different, pair);
        }
    }
  for (guint i = 0; i < b->positions_length; i++)
    if (!is_met[i])
      g_array_append_vals (out->only_b, &b->positions[i], 1);
}

static BtBranchComparison *
compare (const Comparing *comparing)
{
  BtBranchComparison *out = g_new0 (BtBranchComparison, 1);
  BtSession *a = comparing->twins[0];
  BtSession *b = comparing->twins[1];

  out->id_a = g_strdup_printf ("%" G_GINT64_FORMAT, a->line.branch_id);
  out->id_b = g_strdup_printf ("%" G_GINT64_FORMAT, b->line.branch_id);
  out->name_a = g_strdup (a->name);
  out->name_b = g_strdup (b->name);
  out->only_a = g_array_new (FALSE, FALSE, sizeof (BtPosition));
  out->only_b = g_array_new (FALSE, FALSE, sizeof (BtPosition));
  out->different = g_array_new (FALSE, FALSE, sizeof (BtTradePair));
  out->a = bt_session_make_report (a);
  out->b = bt_session_make_report (b);
  find_parting (a, b, out);
  find_equity_parting (a, b, out);
  compare_trades (out);
  return out;
}

/* Runs both branches and compares them; any thread. */
static gboolean
run (Comparing *comparing, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (comparing->twins); i++)
    {
      if (!bt_branch_twin_load (&comparing->data[i], error))
        return FALSE;
      comparing->twins[i] = bt_branch_twin_new (&comparing->data[i], error);
      if (comparing->twins[i] == NULL)
        return FALSE;
    }
  comparing->comparison = compare (comparing);
  return TRUE;
}

BtBranchComparison *
bt_session_compare_branches (BtSession *session, const char *id_a, const char *id_b, GError **error)
{
  g_return_val_if_fail (BT_IS_SESSION (session) && id_a != NULL && id_b != NULL, NULL);

  Comparing *comparing = prepare (session, id_a, id_b, error);
  BtBranchComparison *comparison = NULL;

  if (comparing == NULL)
    return NULL;
  if (run (comparing, error))
    comparison = g_steal_pointer (&comparing->comparison);
  comparing_free (comparing);
  return comparison;
}

static void
compare_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Comparing *comparing = task_data;
  GError *error = NULL;

  if (run (comparing, &error))
    g_task_return_pointer (task, g_steal_pointer (&comparing->comparison),
                           (GDestroyNotify) bt_branch_comparison_free);
  else
    g_task_return_error (task, error);
}

void
bt_session_compare_branches_async (BtSession *session,
                                   const char *id_a,
                                   const char *id_b,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Comparing *comparing;
  GError *error = NULL;

  g_return_if_fail (BT_IS_SESSION (session) && id_a != NULL && id_b != NULL);

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, bt_session_compare_branches_async);
  comparing = prepare (session, id_a, id_b, &error);
  if (comparing == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, comparing, comparing_free);
  g_task_run_in_thread (task, compare_in_thread);
}

BtBranchComparison *
bt_session_compare_branches_finish (BtSession *session, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
