// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-session-data.h"

#include "session/bt-session-error.h"
#include "store/bt-store.h"

void
bt_session_data_clear (BtSessionData *data)
{
  g_clear_pointer (&data->dataset, bt_dataset_free);
  g_clear_pointer (&data->shared, bt_shared_series_release);
  g_clear_pointer (&data->ticks, bt_tick_series_unref);
}

BtSeries *
bt_session_data_slice (const BtSessionData *data)
{
  return bt_series_slice (bt_shared_series_get (data->shared), (gsize) data->first_index,
                          (gsize) data->length);
}

gboolean
bt_session_data_take_range (BtSessionData *data, gint64 start_usec, gint64 end_usec, GError **error)
{
  BtSeries *series = bt_shared_series_get (data->shared);
  gsize first = bt_series_find (series, start_usec);
  gsize end
    = end_usec == BT_TIME_NONE ? bt_series_get_length (series) : bt_series_find (series, end_usec);

  if (end <= first)
    {
      g_autofree char *from = bt_time_to_string (start_usec);
      g_autofree char *first_text = bt_time_to_string (data->dataset->first_usec);
      g_autofree char *last_text = bt_time_to_string (data->dataset->last_usec);

      g_set_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_NO_DATA,
                   "No candle lies between the start %s and the end; the dataset has %s to %s",
                   from, first_text, last_text);
      return FALSE;
    }
  data->first_index = (gint64) first;
  data->length = (gint64) (end - first);
  return TRUE;
}

gboolean
bt_session_data_take_ticks (BtSessionData *data, BtDb *db, GError **error)
{
  g_autoptr (BtSeries) part = bt_session_data_slice (data);

  return bt_session_ticks_load_all (db, data->dataset, part, BT_SESSION_TICKS_MAX, &data->ticks,
                                    error);
}

/* Says which candles are needed. */
static void
set_no_data (GError **error, const BtSessionRow *row, const BtSessionSettings *settings)
{
  g_autofree char *start = bt_time_to_string (row->start_usec);
  g_autofree char *hash = bt_hash_to_string (&row->range_hash);
  g_autofree char *ticks
    = row->tick_count == 0
        ? g_strdup ("")
        : g_strdup_printf (" and their %" G_GINT64_FORMAT " ticks", row->tick_count);

  g_set_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_NO_DATA,
               "The session “%s” needs %" G_GINT64_FORMAT
               " candles of %s %s from %s%s with SHA-256 %s; no dataset here has them",
               row->name, row->length, settings->instrument.symbol,
               bt_timeframe_to_string (settings->base_timeframe), start, ticks, hash);
}

/* Loads the ticks of the part, where the session has some, and compares candles and ticks with the
 * session's; FALSE without error when they are others. */
static gboolean
check_part (BtDb *db,
            BtSessionData *data,
            const BtDataset *dataset,
            const BtSessionRow *row,
            const BtSessionSettings *settings,
            GError **error)
{
  g_autoptr (BtSeries) part = NULL;
  BtHash hash;

  /* The candles of a dataset never change, so its own hash stands for its part. Ticks may be added
   * within the last of them. */
  if (row->tick_count == 0 && row->first_index == data->first_index
      && bt_hash_equal (&dataset->hash, &row->dataset_hash))
    return TRUE;
  part = bt_session_data_slice (data);
  if (!bt_session_ticks_load_first (db, dataset, part, row->tick_count, &data->ticks, error))
    return FALSE;
  if (bt_session_ticks_count (data->ticks) != row->tick_count)
    return FALSE;
  bt_session_ticks_hash (part, &settings->instrument, data->ticks, &hash);
  return bt_hash_equal (&hash, &row->range_hash);
}

/* Loads a dataset and takes the session's part; FALSE without error when its part is another one.
 */
static gboolean
try_dataset (BtDb *db,
             const char *folder,
             BtDataset *dataset,
             const BtSessionRow *row,
             const BtSessionSettings *settings,
             BtSessionData *out,
             GError **error)
{
  BtSessionData data = { .dataset = dataset };

  data.shared = bt_series_cache_load (db, folder, dataset, error);
  if (data.shared == NULL)
    return FALSE;
  if (bt_session_data_take_range (&data, row->start_usec, row->end_usec, NULL)
      && data.length >= row->length)
    {
      data.length = row->length;
      if (check_part (db, &data, dataset, row, settings, error))
        {
          *out = data;
          return TRUE;
        }
    }
  bt_shared_series_release (data.shared);
  g_clear_pointer (&data.ticks, bt_tick_series_unref);
  return FALSE;
}

gboolean
bt_session_data_is_candidate (const BtDataset *dataset,
                              const BtSessionRow *row,
                              const BtSessionSettings *settings)
{
  return g_ascii_strcasecmp (dataset->instrument.symbol, settings->instrument.symbol) == 0
         && dataset->timeframe == settings->base_timeframe && dataset->kind == settings->price_kind
         && dataset->rows >= row->length && dataset->tick_rows >= row->tick_count
         && dataset->last_usec >= row->start_usec;
}

gboolean
bt_session_data_load (BtDb *db,
                      const char *folder,
                      const BtSessionRow *row,
                      const BtSessionSettings *settings,
                      BtSessionData *out,
                      GError **error)
{
  g_autoptr (GPtrArray) datasets = bt_dataset_table_list (db, error);
  g_autoptr (GError) local_error = NULL;

  if (datasets == NULL)
    return FALSE;
  /* The session's own dataset first, then any other that may hold the same candles. */
  for (int is_other = 0; is_other <= 1; is_other++)
    for (guint i = 0; i < datasets->len; i++)
      {
        BtDataset *dataset = g_ptr_array_index (datasets, i);

        if ((dataset->id != row->dataset_id) != is_other
            || !bt_session_data_is_candidate (dataset, row, settings))
          continue;
        if (try_dataset (db, folder, dataset, row, settings, out, &local_error))
          {
            out->dataset = bt_dataset_table_get (db, dataset->id, error);
            if (out->dataset != NULL)
              return TRUE;
            bt_session_data_clear (out);
            return FALSE;
          }
        if (local_error != NULL)
          {
            g_propagate_error (error, g_steal_pointer (&local_error));
            return FALSE;
          }
      }
  set_no_data (error, row, settings);
  return FALSE;
}
