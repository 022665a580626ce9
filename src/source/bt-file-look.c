// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "source/bt-file-look.h"

#include "store/bt-instrument-table.h"

/* Stands in for the symbol of a file that has none, so that the rest can be detected. */
#define UNNAMED "UNNAMED"

/* What the thread works on. */
typedef struct
{
  BtStore *store;
  char *path;
  char *symbol; /* of the options */
  char *dialect;
  BtFeedOptions options;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_clear_object (&work->store);
  g_free (work->path);
  g_free (work->symbol);
  g_free (work->dialect);
  g_free (work);
}

/* The user's instrument of a symbol being looked up. */
typedef struct
{
  BtInstrument *instrument;
  gboolean is_known;
} Lookup;

static gboolean
run_lookup (BtDb *db, gpointer data, GError **error)
{
  Lookup *lookup = data;

  return bt_instrument_table_adopt (db, lookup->instrument, &lookup->is_known, error);
}

/* Opens the file; where it does not say what it is about, what is missing is assumed and noted in
 * look. */
static BtFeedReader *
open_file (const Work *work, BtFileLook *look, GCancellable *cancellable, GError **error)
{
  static const struct
  {
    gboolean has_no_symbol;
    gboolean has_no_timeframe;
  } tries[] = { { FALSE, FALSE }, { TRUE, FALSE }, { FALSE, TRUE }, { TRUE, TRUE } };

  gboolean is_several = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (tries); i++)
    {
      BtFeedOptions options = work->options;

      if ((tries[i].has_no_symbol && options.symbol != NULL)
          || (tries[i].has_no_timeframe && options.has_timeframe))
        continue;
      /* Of several instruments one is shown, and the user asked for the one to read. */
      options.takes_first_symbol = tries[i].has_no_symbol && is_several;
      if (tries[i].has_no_symbol && !is_several)
        options.symbol = UNNAMED;
      if (tries[i].has_no_timeframe)
        {
          options.has_timeframe = TRUE;
          options.timeframe = BT_TIMEFRAME_M1;
        }
      g_clear_error (error);
      BtFeedReader *reader = bt_feed_reader_open (work->path, &options, cancellable, error);
      if (reader != NULL)
        {
          look->instrument = *bt_feed_reader_get_instrument (reader);
          if (tries[i].has_no_symbol)
            look->instrument.symbol[0] = '\0';
          look->has_timeframe = !tries[i].has_no_timeframe;
          look->is_several = is_several;
          return reader;
        }
      is_several = is_several || g_error_matches (*error, BT_FEED_ERROR, BT_FEED_ERROR_SEVERAL);
      if (!is_several && !g_error_matches (*error, BT_FEED_ERROR, BT_FEED_ERROR_OPTION))
        return NULL;
    }
  return NULL;
}

static gboolean
find_instrument (const Work *work, BtFileLook *look, GError **error)
{
  Lookup lookup = { .instrument = &look->instrument };

  if (look->instrument.symbol[0] == '\0')
    return TRUE;
  if (!bt_store_run (work->store, run_lookup, &lookup, error))
    return FALSE;
  look->is_known = lookup.is_known;
  return TRUE;
}

static BtFileLook *
look_at (const Work *work, GCancellable *cancellable, GError **error)
{
  g_autoptr (BtFileLook) look = g_new0 (BtFileLook, 1);
  g_autoptr (BtFeedReader) reader = open_file (work, look, cancellable, error);

  if (reader == NULL || !find_instrument (work, look, error))
    return NULL;
  const BtQualityReport *report = bt_feed_reader_get_report (reader);
  look->label = g_strdup (bt_feed_reader_get_label (reader));
  look->timeframe = bt_feed_reader_get_timeframe (reader);
  look->kind = bt_feed_reader_get_price_kind (reader);
  look->zone = report->zone;
  look->is_zone_certain = report->is_zone_certain;
  look->has_date_order
    = bt_feed_reader_get_date_order (reader, &look->date_order, &look->is_date_order_certain);
  look->candles = g_array_new (FALSE, FALSE, sizeof (BtCandle));
  if (!bt_feed_reader_read (reader, look->candles, BT_FILE_LOOK_ROWS, cancellable, error))
    return NULL;
  return g_steal_pointer (&look);
}

static void
look_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  BtFileLook *look = look_at (task_data, cancellable, &error);

  if (look != NULL)
    g_task_return_pointer (task, look, (GDestroyNotify) bt_file_look_free);
  else
    g_task_return_error (task, error);
}

void
bt_file_look_free (BtFileLook *look)
{
  if (look == NULL)
    return;
  g_free (look->label);
  g_clear_pointer (&look->candles, g_array_unref);
  g_free (look);
}

gboolean
bt_file_look_is_certain (const BtFileLook *look)
{
  g_return_val_if_fail (look != NULL, FALSE);
  return look->is_known && look->has_timeframe && look->is_zone_certain
         && (!look->has_date_order || look->is_date_order_certain);
}

void
bt_file_look_async (BtStore *store,
                    const char *path,
                    const BtFeedOptions *options,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_return_if_fail (BT_IS_STORE (store) && path != NULL && options != NULL);
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  Work *work = g_new0 (Work, 1);

  work->store = g_object_ref (store);
  work->path = g_strdup (path);
  work->symbol = g_strdup (options->symbol);
  work->dialect = g_strdup (options->dialect);
  work->options = *options;
  work->options.symbol = work->symbol;
  work->options.dialect = work->dialect;
  g_task_set_source_tag (task, bt_file_look_async);
  g_task_set_name (task, "[backtrade] look at a file");
  g_task_set_task_data (task, work, work_free);
  g_task_run_in_thread (task, look_thread);
}

BtFileLook *
bt_file_look_finish (BtStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
