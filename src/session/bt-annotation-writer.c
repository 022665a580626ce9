// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-annotation-writer.h"

struct _BtAnnotationWriter
{
  BtStore *store;
  char *session_id;
  BtAnnotationFailedFunc failed;
  gpointer user_data;
  GPtrArray *waiting;    /* of BtAnnotation, at most one of each kind and id */
  struct Batch *writing; /* on its way and waited for by nobody, or NULL; the store's */
};

/* What one write writes. */
typedef struct Batch
{
  char *session_id;
  GPtrArray *rows;
  gboolean is_written; /* set by the store's thread */
} Batch;

static void
batch_free (gpointer data)
{
  Batch *batch = data;

  g_free (batch->session_id);
  g_ptr_array_unref (batch->rows);
  g_free (batch);
}

static GPtrArray *
make_rows (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) bt_annotation_free);
}

/* Takes what waits. */
static Batch *
take_batch (BtAnnotationWriter *self)
{
  Batch *batch = g_new0 (Batch, 1);

  batch->session_id = g_strdup (self->session_id);
  batch->rows = self->waiting;
  self->waiting = make_rows ();
  return batch;
}

static BtAnnotation *
find_waiting (BtAnnotationWriter *self, BtAnnotationKind kind, gint64 id)
{
  for (guint i = 0; i < self->waiting->len; i++)
    {
      BtAnnotation *row = self->waiting->pdata[i];

      if (row->kind == kind && row->id == id)
        return row;
    }
  return NULL;
}

/* After a failure: what has not been changed since waits again. */
static void
put_back (BtAnnotationWriter *self, const Batch *batch)
{
  for (guint i = 0; i < batch->rows->len; i++)
    {
      const BtAnnotation *row = batch->rows->pdata[i];

      if (find_waiting (self, row->kind, row->id) == NULL)
        g_ptr_array_add (self->waiting, bt_annotation_new (row->kind, row->id, row->json));
    }
}

static gboolean
write_rows (BtDb *db, const Batch *batch, GError **error)
{
  for (guint i = 0; i < batch->rows->len; i++)
    if (!bt_annotation_table_set (db, batch->session_id, batch->rows->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
write_job (BtDb *db, gpointer data, GError **error)
{
  Batch *batch = data;

  if (!bt_db_begin (db, error))
    return FALSE;
  if (write_rows (db, batch, error))
    {
      batch->is_written = bt_db_commit (db, error);
      return batch->is_written;
    }
  bt_db_rollback (db);
  return FALSE;
}

/* Without waiting for the disk: the program may die right after, and what is written stays. */
static gboolean
write_soon_job (BtDb *db, gpointer data, GError **error)
{
  gboolean is_written;

  if (!bt_db_set_durable (db, FALSE, error))
    return FALSE;
  is_written = write_job (db, data, error);
  return bt_db_set_durable (db, TRUE, is_written ? error : NULL) && is_written;
}

static void write_waiting (BtAnnotationWriter *self);

/* What an asynchronous write needs when it ends. */
typedef struct
{
  BtAnnotationWriter *writer;
  Batch *batch; /* freed after the callback, by the store */
} Writing;

static void
clear_writer (gpointer data)
{
  BtAnnotationWriter *self = data;

  g_object_unref (self->store);
  g_free (self->session_id);
  g_ptr_array_unref (self->waiting);
}

static void
batch_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Writing *writing = user_data;
  BtAnnotationWriter *self = writing->writer;
  gboolean is_awaited = self->writing != writing->batch;
  g_autoptr (GError) error = NULL;

  if (!is_awaited)
    self->writing = NULL;
  if (bt_store_run_finish (BT_STORE (source), result, &error))
    write_waiting (self);
  else if (!is_awaited)
    {
      /* Not in a loop: with the next change. */
      put_back (self, writing->batch);
      if (self->failed != NULL)
        self->failed (error, self->user_data);
    }
  g_rc_box_release_full (self, clear_writer);
}

static void
write_waiting (BtAnnotationWriter *self)
{
  Writing *writing;

  if (self->writing != NULL || self->waiting->len == 0)
    return;
  writing = g_new (Writing, 1);
  writing->writer = g_rc_box_acquire (self);
  writing->batch = self->writing = take_batch (self);
  bt_store_run_async (self->store, write_soon_job, writing->batch, batch_free, NULL,
                      batch_written_cb, writing);
}

BtAnnotationWriter *
bt_annotation_writer_new (BtStore *store,
                          const char *session_id,
                          BtAnnotationFailedFunc failed,
                          gpointer user_data)
{
  BtAnnotationWriter *writer = g_rc_box_new0 (BtAnnotationWriter);

  writer->store = g_object_ref (store);
  writer->session_id = g_strdup (session_id);
  writer->failed = failed;
  writer->user_data = user_data;
  writer->waiting = make_rows ();
  return writer;
}

void
bt_annotation_writer_unref (BtAnnotationWriter *writer)
{
  writer->failed = NULL;
  g_rc_box_release_full (writer, clear_writer);
}

void
bt_annotation_writer_set (BtAnnotationWriter *writer, BtAnnotationKind kind, gint64 id, char *json)
{
  BtAnnotation *row = find_waiting (writer, kind, id);

  if (row == NULL)
    {
      row = bt_annotation_new (kind, id, NULL);
      g_ptr_array_add (writer->waiting, row);
    }
  g_free (row->json);
  row->json = json;
  write_waiting (writer);
}

/* Waits for the write that is on its way; what it could not write waits again. */
static void
await_writing (BtAnnotationWriter *self)
{
  const Batch *batch = g_steal_pointer (&self->writing);

  if (batch == NULL)
    return;
  /* Jobs run in order, and its callback comes when the main loop runs. */
  bt_store_flush (self->store);
  if (!batch->is_written)
    put_back (self, batch);
}

gboolean
bt_annotation_writer_flush (BtAnnotationWriter *writer, GError **error)
{
  Batch *batch;
  gboolean is_written;

  await_writing (writer);
  if (writer->waiting->len == 0)
    return TRUE;
  batch = take_batch (writer);
  is_written = bt_store_run (writer->store, write_job, batch, error);
  if (!is_written)
    put_back (writer, batch);
  batch_free (batch);
  return is_written;
}
