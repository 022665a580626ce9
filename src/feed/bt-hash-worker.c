// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-hash-worker.h"

#include <gio/gio.h>

/* Bytes that may wait to be summed. */
#define MAX_WAITING_BYTES (8 * 1024 * 1024)

struct _BtHashWorker
{
  GThread *thread;
  GMutex mutex;
  GCond changed;
  GQueue blocks; /* of GBytes */
  gsize waiting_bytes;
  gboolean is_ended; /* nothing more will come */
  gboolean is_given_up;
  BtHash hash;
};

/* Takes the next block, or returns NULL when there is none left to come. */
static GBytes *
take_block (BtHashWorker *worker)
{
  GBytes *block = NULL;

  g_mutex_lock (&worker->mutex);
  while (g_queue_is_empty (&worker->blocks) && !worker->is_ended)
    g_cond_wait (&worker->changed, &worker->mutex);
  if (!worker->is_given_up)
    block = g_queue_pop_head (&worker->blocks);
  g_mutex_unlock (&worker->mutex);
  return block;
}

static gpointer
sum_blocks (gpointer data)
{
  BtHashWorker *worker = data;
  g_autoptr (BtHasher) hasher = bt_hasher_new ();
  GBytes *block;

  while ((block = take_block (worker)) != NULL)
    {
      gsize length;
      const void *bytes = g_bytes_get_data (block, &length);
      bt_hasher_update (hasher, bytes, length);
      g_bytes_unref (block);

      g_mutex_lock (&worker->mutex);
      worker->waiting_bytes -= length;
      g_cond_signal (&worker->changed);
      g_mutex_unlock (&worker->mutex);
    }
  bt_hasher_finish (hasher, &worker->hash);
  return NULL;
}

static void
join_thread (BtHashWorker *worker, gboolean is_given_up)
{
  if (worker->thread == NULL)
    return;
  g_mutex_lock (&worker->mutex);
  worker->is_ended = TRUE;
  worker->is_given_up = is_given_up;
  g_cond_signal (&worker->changed);
  g_mutex_unlock (&worker->mutex);
  g_thread_join (g_steal_pointer (&worker->thread));
}

BtHashWorker *
bt_hash_worker_new (void)
{
  BtHashWorker *worker = g_new0 (BtHashWorker, 1);

  g_mutex_init (&worker->mutex);
  g_cond_init (&worker->changed);
  g_queue_init (&worker->blocks);
  worker->thread = g_thread_new ("hash", sum_blocks, worker);
  return worker;
}

void
bt_hash_worker_free (BtHashWorker *worker)
{
  if (worker == NULL)
    return;
  join_thread (worker, TRUE);
  g_queue_clear_full (&worker->blocks, (GDestroyNotify) g_bytes_unref);
  g_cond_clear (&worker->changed);
  g_mutex_clear (&worker->mutex);
  g_free (worker);
}

gboolean
bt_hash_worker_add (BtHashWorker *worker, const void *bytes, gsize length, gboolean can_wait)
{
  g_return_val_if_fail (worker->thread != NULL, FALSE);

  g_mutex_lock (&worker->mutex);
  while (can_wait && worker->waiting_bytes > MAX_WAITING_BYTES)
    g_cond_wait (&worker->changed, &worker->mutex);
  const gboolean has_room = worker->waiting_bytes <= MAX_WAITING_BYTES;
  if (has_room)
    {
      g_queue_push_tail (&worker->blocks, g_bytes_new (bytes, length));
      worker->waiting_bytes += length;
      g_cond_signal (&worker->changed);
    }
  g_mutex_unlock (&worker->mutex);
  return has_room;
}

void
bt_hash_worker_finish (BtHashWorker *worker, BtHash *out)
{
  join_thread (worker, FALSE);
  *out = worker->hash;
}
