// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Practising blind: what a session hides from its windows, until when, and what is kept of looking
 * before that. */
#include "config.h"

#include "session/bt-session-private.h"

typedef struct
{
  BtStore *store;
  const char *id;
  gint64 bar;
  gint64 time_usec;
} RevealData;

void
bt_session_blind_init (BtSession *session)
{
  const BtColumns *whole = bt_series_get_columns (bt_shared_series_get (session->shared));
  gsize first = (gsize) session->first_index;
  guint64 seed = 0;

  if (!session->blind.is_blind)
    return;
  /* The candles, not the id: a session that is exported and imported looks as it did. */
  for (guint i = 0; i < sizeof seed; i++)
    seed = seed << 8 | session->range_hash.bytes[i];
  bt_disguise_init (&session->disguise, seed,
                    first > 0 ? whole->close_points[first - 1] : whole->open_points[first],
                    session->settings.instrument.digits, whole->time_usec[first]);
}

/* Returns whether the truth is shown for good: it was asked for, or the session is over. */
static gboolean
is_open (BtSession *self)
{
  const BtEngine *head = self->head_engine != NULL ? self->head_engine : self->engine;

  return self->blind.reveal_count > 0 || self->state == BT_SESSION_ARCHIVED
         || bt_engine_is_ended (head)
         || bt_engine_get_bar (head) + 1 >= bt_session_get_length (self);
}

static void
tell_all (GListModel *list)
{
  guint length = list != NULL ? g_list_model_get_n_items (list) : 0;

  if (length > 0)
    g_list_model_items_changed (list, 0, length, length);
}

/* Lets everybody who shows prices or times show them anew. */
static void
tell_disguise (BtSession *self)
{
  g_object_notify (G_OBJECT (self), "disguised");
  tell_all (bt_session_get_positions (self));
  tell_all (bt_session_get_orders (self));
  tell_all (bt_session_get_trades (self));
  tell_all (bt_session_get_ledger (self));
  tell_all (bt_session_get_events (self));
  tell_all (bt_session_get_branches (self));
  g_signal_emit (self, bt_session_signal (BT_SESSION_SIGNAL_ACCOUNT_CHANGED), 0);
}

void
bt_session_update_disguise (BtSession *session)
{
  if (!session->disguise.is_active || !is_open (session))
    return;
  session->disguise = (BtDisguise){ 0 };
  tell_disguise (session);
}

static gboolean
reveal_job (BtDb *db, gpointer data, GError **error)
{
  RevealData *reveal = data;

  if (!bt_session_table_add_reveal (db, reveal->id, reveal->bar, reveal->time_usec, error))
    return FALSE;
  bt_store_notify_sessions (reveal->store);
  return TRUE;
}

gboolean
bt_session_blind_has_seen (BtSession *session)
{
  return session->blind.is_blind && session->blind.reveal_count == 0 && !session->disguise.is_active
         && bt_session_get_bar (session) + 1 < bt_session_get_length (session);
}

void
bt_session_blind_count (BtSession *session, gint64 bar)
{
  if (session->blind.reveal_count++ > 0)
    return;
  session->blind.revealed_bar = bar;
  session->blind.revealed_usec = g_get_real_time ();
}

gboolean
bt_session_reveal (BtSession *session, GError **error)
{
  g_return_val_if_fail (BT_IS_SESSION (session), FALSE);
  RevealData reveal = { .store = session->store,
                        .id = session->id,
                        .bar = bt_session_get_bar (session),
                        .time_usec = g_get_real_time () };

  if (!session->disguise.is_active)
    return TRUE;
  if (!bt_store_run (session->store, reveal_job, &reveal, error))
    return FALSE;
  if (session->blind.reveal_count++ == 0)
    {
      session->blind.revealed_bar = reveal.bar;
      session->blind.revealed_usec = reveal.time_usec;
    }
  bt_session_update_disguise (session);
  return TRUE;
}

gint64
bt_session_draw_start (const BtDataset *dataset, guint32 seed)
{
  g_return_val_if_fail (dataset != NULL && dataset->rows > 0, BT_TIME_NONE);
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  gint64 before = MIN (dataset->rows / 4, BT_BLIND_HISTORY);
  gint64 after = MIN (dataset->rows / 2, BT_BLIND_PLAY);
  gint64 room = MIN (MAX (dataset->rows - before - after, 1), G_MAXINT32);
  gint64 index = before + g_rand_int_range (random, 0, (gint32) room);

  /* Candles are spread over the range evenly enough. */
  return dataset->first_usec + (dataset->last_usec - dataset->first_usec) / dataset->rows * index;
}

const BtBlindRecord *
bt_session_get_blind (BtSession *session)
{
  g_return_val_if_fail (BT_IS_SESSION (session), NULL);
  return &session->blind;
}

const BtDisguise *
bt_session_get_disguise (BtSession *session)
{
  g_return_val_if_fail (BT_IS_SESSION (session), NULL);
  return &session->disguise;
}
