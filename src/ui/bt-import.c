// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-import.h"

struct _BtImport
{
  GObject parent_instance;

  BtFileImport *job;
  GCancellable *cancellable;
  char *path;
  gint64 started_usec;
};

enum
{
  ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtImport, bt_import, G_TYPE_OBJECT)

static void
job_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BtImport) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_new = FALSE;
  gint64 id = bt_file_import_run_finish (BT_FILE_IMPORT (source), result, &is_new, &error);

  g_signal_emit (self, signals[ENDED], 0, id, is_new, error);
}

static void
bt_import_finalize (GObject *object)
{
  BtImport *self = BT_IMPORT (object);

  g_clear_object (&self->job);
  g_clear_object (&self->cancellable);
  g_free (self->path);
  G_OBJECT_CLASS (bt_import_parent_class)->finalize (object);
}

static void
bt_import_class_init (BtImportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bt_import_finalize;
  signals[ENDED]
    = g_signal_new ("ended", BT_TYPE_IMPORT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                    G_TYPE_INT64, G_TYPE_BOOLEAN, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
bt_import_init (BtImport *self)
{
  self->cancellable = g_cancellable_new ();
  self->started_usec = g_get_monotonic_time ();
}

BtImport *
bt_import_start (BtStore *store, const char *path)
{
  BtImport *self = g_object_new (BT_TYPE_IMPORT, NULL);
  BtFeedOptions options;

  bt_feed_options_init (&options);
  self->path = g_strdup (path);
  self->job = bt_file_import_new (store, path, &options);
  bt_file_import_run_async (self->job, self->cancellable, job_ended_cb, g_object_ref (self));
  return self;
}

BtFileImport *
bt_import_get_job (BtImport *import)
{
  g_return_val_if_fail (BT_IS_IMPORT (import), NULL);

  return import->job;
}

const char *
bt_import_get_path (BtImport *import)
{
  g_return_val_if_fail (BT_IS_IMPORT (import), NULL);

  return import->path;
}

gint64
bt_import_get_started_usec (BtImport *import)
{
  g_return_val_if_fail (BT_IS_IMPORT (import), 0);

  return import->started_usec;
}

void
bt_import_cancel (BtImport *import)
{
  g_return_if_fail (BT_IS_IMPORT (import));

  g_cancellable_cancel (import->cancellable);
}
