// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "engine/bt-snapshot.h"

#include "engine/bt-engine-parts.h"

struct _BtSnapshot
{
  BtEngineState state; /* a trial; its rules are not looked at */
  BtLogLengths lengths;
  guint id_count;
  BtHash digest;
};

BtSnapshot *
bt_snapshot_take (BtEngine *engine)
{
  g_return_val_if_fail (engine != NULL, NULL);
  BtSnapshot *snapshot = g_new0 (BtSnapshot, 1);

  bt_engine_settle (engine);
  bt_engine_state_init (&snapshot->state, &engine->rules, TRUE);
  bt_engine_state_copy_trial (&snapshot->state, &engine->state);
  snapshot->lengths = bt_engine_state_get_lengths (&engine->state);
  snapshot->id_count = engine->id_list->len;
  snapshot->digest = engine->digest;
  return snapshot;
}

void
bt_snapshot_free (BtSnapshot *snapshot)
{
  if (snapshot == NULL)
    return;
  bt_engine_state_clear (&snapshot->state);
  g_free (snapshot);
}

gint64
bt_snapshot_get_bar (const BtSnapshot *snapshot)
{
  return snapshot->state.bar;
}

gint64
bt_snapshot_get_command_count (const BtSnapshot *snapshot)
{
  return snapshot->state.command_count;
}

gsize
bt_snapshot_get_size (const BtSnapshot *snapshot)
{
  /* The arrays of a state, and what glib keeps with each. */
  const gsize arrays = 9 * 48;

  return sizeof *snapshot + arrays + snapshot->state.holdings->len * sizeof (BtHolding)
         + snapshot->state.orders->len * sizeof (BtOrder);
}

/* Makes the ids of orders the first count of source's. */
static void
follow_ids (BtEngine *engine, const BtEngine *source, guint count)
{
  for (guint i = count; i < engine->id_list->len; i++)
    g_hash_table_remove (engine->ids, g_ptr_array_index (engine->id_list, i));
  if (engine->id_list->len > count)
    g_ptr_array_set_size (engine->id_list, (gint) count);
  for (guint i = engine->id_list->len; i < count; i++)
    bt_engine_add_id (engine, g_ptr_array_index (source->id_list, i));
}

void
bt_engine_follow (BtEngine *engine, BtEngine *source, const BtSnapshot *snapshot)
{
  g_return_if_fail (engine != NULL && source != NULL && engine != source);
  g_return_if_fail (engine->rules.series == source->rules.series);
  BtLogLengths lengths;

  /* What engine has passed over is not to be told of the state that it gets. */
  bt_engine_settle (engine);
  bt_engine_settle (source);
  lengths = snapshot != NULL ? snapshot->lengths : bt_engine_state_get_lengths (&source->state);
  bt_engine_state_follow (&engine->state, &source->state,
                          snapshot != NULL ? &snapshot->state : &source->state, lengths);
  follow_ids (engine, source, snapshot != NULL ? snapshot->id_count : source->id_list->len);
  engine->digest = snapshot != NULL ? snapshot->digest : source->digest;
  engine->bar = engine->state.bar;
  bt_engine_invalidate_band (engine);
  engine->is_band_used = source->is_band_used;
}
