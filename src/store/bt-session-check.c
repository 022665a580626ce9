// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "store/bt-session-table.h"

#include "store/bt-store.h"

/* Where faults of one session go. */
typedef struct
{
  const BtSessionRow *row;
  BtStoreFaultFunc func;
  gpointer user_data;
} Reporter;

G_GNUC_PRINTF (2, 3)
static void
report (const Reporter *reporter, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_autofree char *message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_autofree char *text
    = g_strdup_printf ("session %s (“%s”): %s", reporter->row->id, reporter->row->name, message);
  reporter->func (text, reporter->user_data);
}

static void
check_lines (const Reporter *reporter, const GPtrArray *lines)
{
  const BtSessionRow *row = reporter->row;
  gint64 last_bar = -1;

  for (guint i = 0; i < lines->len; i++)
    {
      const BtJournalLine *line = g_ptr_array_index (lines, i);
      if (line->sequence != (gint64) i + 1)
        {
          report (reporter, "line %u of the journal is missing", i + 1);
          return;
        }
      if (line->after_bar < last_bar || line->after_bar >= row->length)
        report (reporter,
                "line %u of the journal stands at an impossible candle, %" G_GINT64_FORMAT, i + 1,
                line->after_bar);
      last_bar = MAX (last_bar, line->after_bar);
    }
  if (row->command_count != (gint64) lines->len)
    report (reporter, "the journal has %u lines, the session counts %" G_GINT64_FORMAT " commands",
            lines->len, row->command_count);
  if (row->bar < last_bar || row->bar >= MAX (row->length, 1))
    report (reporter, "its clock stands at an impossible candle, %" G_GINT64_FORMAT, row->bar);
}

/* Reports damage as the fault that it is; returns FALSE for every other failure. */
static gboolean
take_damage (GError *damage, BtStoreFaultFunc func, gpointer user_data, GError **error)
{
  if (!g_error_matches (damage, BT_STORE_ERROR, BT_STORE_ERROR_DAMAGED))
    {
      g_propagate_error (error, g_error_copy (damage));
      return FALSE;
    }
  func (damage->message, user_data);
  return TRUE;
}

gboolean
bt_session_table_check (BtDb *db, BtStoreFaultFunc func, gpointer user_data, GError **error)
{
  g_return_val_if_fail (db != NULL && func != NULL, FALSE);
  g_autoptr (GError) local = NULL;
  g_autoptr (GPtrArray) rows = bt_session_table_list (db, &local);

  if (rows == NULL)
    return take_damage (local, func, user_data, error);
  for (guint i = 0; i < rows->len; i++)
    {
      Reporter reporter
        = { .row = g_ptr_array_index (rows, i), .func = func, .user_data = user_data };
      g_autoptr (GError) damage = NULL;
      g_autoptr (GPtrArray) lines = bt_session_table_load_journal (db, reporter.row->id, &damage);
      if (lines != NULL)
        check_lines (&reporter, lines);
      else if (!take_damage (damage, func, user_data, error))
        return FALSE;
    }
  return TRUE;
}
