// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-import.h"

struct _BtImport
{
  GObject parent_instance;

  BtStore *store;
  BtImportState state;
  gboolean asks_always;
  BtFileLook *look;
  BtFileImport *job;
  GCancellable *cancellable;
  char **paths;
  gint64 started_usec;
};

enum
{
  PROP_STATE = 1,
  N_PROPS
};

enum
{
  ENDED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtImport, bt_import, G_TYPE_OBJECT)

/* The outcome of what failed. */
static const BtImportOutcome nothing;

static void
set_state (BtImport *self, BtImportState state)
{
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
end (BtImport *self, gint64 id, const BtImportOutcome *outcome, const GError *error)
{
  set_state (self, BT_IMPORT_ENDED);
  g_signal_emit (self, signals[ENDED], 0, id, outcome->is_new, outcome->added, error);
}

static void
job_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BtImport) self = user_data;
  g_autoptr (GError) error = NULL;
  BtImportOutcome outcome;
  gint64 id = bt_file_import_run_finish (BT_FILE_IMPORT (source), result, &outcome, &error);

  end (self, id, &outcome, error);
}

static void
look_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BtImport) self = user_data;
  g_autoptr (GError) error = NULL;
  BtFeedOptions options;

  self->look = bt_file_look_finish (BT_STORE (source), result, &error);
  if (self->look == NULL)
    {
      end (self, -1, &nothing, error);
      return;
    }
  if (self->asks_always || !bt_file_look_is_certain (self->look))
    {
      set_state (self, BT_IMPORT_ASKING);
      return;
    }
  bt_feed_options_init (&options);
  bt_import_go (self, &options);
}

static void
bt_import_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_STATE)
    g_value_set_int (value, (int) BT_IMPORT (object)->state);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
bt_import_finalize (GObject *object)
{
  BtImport *self = BT_IMPORT (object);

  g_clear_object (&self->store);
  g_clear_object (&self->job);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->look, bt_file_look_free);
  g_strfreev (self->paths);
  G_OBJECT_CLASS (bt_import_parent_class)->finalize (object);
}

static void
bt_import_class_init (BtImportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bt_import_get_property;
  object_class->finalize = bt_import_finalize;
  properties[PROP_STATE]
    = g_param_spec_int ("state", NULL, NULL, BT_IMPORT_LOOKING, BT_IMPORT_ENDED, BT_IMPORT_LOOKING,
                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[ENDED] = g_signal_new ("ended", BT_TYPE_IMPORT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 4, G_TYPE_INT64, G_TYPE_BOOLEAN, G_TYPE_INT64,
                                 G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
bt_import_init (BtImport *self)
{
  self->cancellable = g_cancellable_new ();
}

BtImport *
bt_import_start (BtStore *store, const char *const *paths, gboolean asks_always)
{
  BtImport *self = g_object_new (BT_TYPE_IMPORT, NULL);
  BtFeedOptions options;

  bt_feed_options_init (&options);
  self->store = g_object_ref (store);
  self->paths = g_strdupv ((char **) paths);
  self->asks_always = asks_always;
  bt_file_look_async (store, paths[0], &options, self->cancellable, look_ended_cb,
                      g_object_ref (self));
  return self;
}

void
bt_import_go (BtImport *import, const BtFeedOptions *options)
{
  g_return_if_fail (BT_IS_IMPORT (import) && options != NULL);
  g_return_if_fail (import->job == NULL && import->state != BT_IMPORT_ENDED);

  import->job = bt_file_import_new (import->store, (const char *const *) import->paths, options);
  import->started_usec = g_get_monotonic_time ();
  bt_file_import_run_async (import->job, import->cancellable, job_ended_cb, g_object_ref (import));
  set_state (import, BT_IMPORT_RUNNING);
}

BtImportState
bt_import_get_state (BtImport *import)
{
  g_return_val_if_fail (BT_IS_IMPORT (import), BT_IMPORT_ENDED);

  return import->state;
}

BtStore *
bt_import_get_store (BtImport *import)
{
  g_return_val_if_fail (BT_IS_IMPORT (import), NULL);

  return import->store;
}

BtFileImport *
bt_import_get_job (BtImport *import)
{
  g_return_val_if_fail (BT_IS_IMPORT (import), NULL);

  return import->job;
}

const BtFileLook *
bt_import_get_look (BtImport *import)
{
  g_return_val_if_fail (BT_IS_IMPORT (import), NULL);

  return import->look;
}

const char *
bt_import_get_path (BtImport *import)
{
  g_return_val_if_fail (BT_IS_IMPORT (import), NULL);

  return import->paths[0];
}

guint
bt_import_get_count (BtImport *import)
{
  g_return_val_if_fail (BT_IS_IMPORT (import), 0);

  return g_strv_length (import->paths);
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
  if (import->state != BT_IMPORT_ASKING)
    return;
  /* Nothing runs that could tell of it. */
  g_autoptr (BtImport) kept = g_object_ref (import);
  g_autoptr (GError) error
    = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "the import was cancelled");
  end (kept, -1, &nothing, error);
}
