// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "store/bt-session-table.h"

#include "store/bt-branch-table.h"
#include "store/bt-store.h"

/* Where faults of one session go. */
typedef struct
{
  const BtSessionRow *row;
  const BtBranchRow *branch; /* told when the session has several, or NULL */
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
  g_autofree char *branch = reporter->branch == NULL
                              ? g_strdup ("")
                              : g_strdup_printf ("branch “%s”: ", reporter->branch->name);
  g_autofree char *text = g_strdup_printf ("session %s (“%s”): %s%s", reporter->row->id,
                                           reporter->row->name, branch, message);
  reporter->func (text, reporter->user_data);
}

static void
check_lines (const Reporter *reporter, const BtBranchRow *branch, const GPtrArray *lines)
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
  if (branch->head.command_count != (gint64) lines->len)
    report (reporter, "the journal has %u lines, the session counts %" G_GINT64_FORMAT " commands",
            lines->len, branch->head.command_count);
  if (branch->head.bar < last_bar || branch->head.bar >= MAX (row->length, 1))
    report (reporter, "its head stands at an impossible candle, %" G_GINT64_FORMAT,
            branch->head.bar);
  if (branch->fork_sequence < 0 || branch->fork_sequence > branch->head.command_count
      || branch->fork_bar > branch->head.bar)
    report (reporter, "it left its parent at an impossible place, candle %" G_GINT64_FORMAT,
            branch->fork_bar);
}

/* Compares the clock with the branch that it is on. */
static void
check_clock (const Reporter *reporter, const GPtrArray *branches)
{
  const BtSessionRow *row = reporter->row;

  for (guint i = 0; i < branches->len; i++)
    {
      const BtBranchRow *branch = g_ptr_array_index (branches, i);
      if (branch->id != row->branch_id)
        continue;
      if (row->bar < -1 || row->bar > branch->head.bar)
        report (reporter, "its clock stands at an impossible candle, %" G_GINT64_FORMAT, row->bar);
      else if (row->command_count < 0 || row->command_count > branch->head.command_count)
        report (reporter, "its clock counts an impossible number of commands, %" G_GINT64_FORMAT,
                row->command_count);
      return;
    }
  report (reporter, "its present branch, %" G_GINT64_FORMAT ", is missing", row->branch_id);
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

/* Checks the branches of one session. */
static gboolean
check_session (BtDb *db, Reporter *reporter, GError **error)
{
  g_autoptr (GError) damage = NULL;
  g_autoptr (GPtrArray) branches = bt_branch_table_list (db, reporter->row->id, &damage);

  if (branches == NULL)
    return take_damage (damage, reporter->func, reporter->user_data, error);
  for (guint i = 0; i < branches->len; i++)
    {
      const BtBranchRow *branch = g_ptr_array_index (branches, i);
      g_autoptr (GPtrArray) lines
        = bt_branch_table_load_journal (db, reporter->row->id, branch->id, &damage);

      reporter->branch = branches->len > 1 ? branch : NULL;
      if (lines != NULL)
        check_lines (reporter, branch, lines);
      else if (!take_damage (damage, reporter->func, reporter->user_data, error))
        return FALSE;
      g_clear_error (&damage);
    }
  reporter->branch = NULL;
  check_clock (reporter, branches);
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

      if (!check_session (db, &reporter, error))
        return FALSE;
    }
  return TRUE;
}
