// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The files that a report's window writes. */
#include "config.h"

#include "ui/bt-report-window-private.h"

#include "print/bt-report-pdf.h"
#include "session/bt-report-html.h"
#include "ui/bt-dialogs.h"

#include <glib/gi18n.h>

/* What can be written to a file. */
typedef enum
{
  EXPORT_TRADES,
  EXPORT_LEDGER,
  EXPORT_POLICIES,
  EXPORT_HTML,
  EXPORT_PDF,
  EXPORT_JSON,
  EXPORT_SESSION,
} Export;

static void
say_written (BtReportWindow *self, const GError *error)
{
  if (error == NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (self->toasts),
                                 adw_toast_new (_ ("The file was written")));
  else
    bt_dialog_show_error (GTK_WIDGET (self), _ ("The file was not written"), error->message);
}

static void
text_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BtReportWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  g_file_replace_contents_finish (G_FILE (source), result, NULL, &error);
  say_written (self, error);
}

/* Returns the paper of the locale. */
static BtPaper
find_paper (void)
{
  return g_str_equal (gtk_paper_size_get_default (), GTK_PAPER_NAME_LETTER) ? BT_PAPER_LETTER
                                                                            : BT_PAPER_A4;
}

static void
print_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  GBytes *pdf = bt_session_report_to_pdf (task_data, find_paper (), &error);

  if (pdf != NULL)
    g_task_return_pointer (task, pdf, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
printed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GFile) file = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = g_task_propagate_pointer (G_TASK (result), &error);

  if (pdf != NULL)
    g_file_replace_contents_bytes_async (file, pdf, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION,
                                         NULL, text_written_cb, g_object_ref (source));
  else
    say_written (BT_REPORT_WINDOW (source), error);
}

/* Prints a report of its own, in the background: the one that is shown is made anew when the
 * session moves on. */
static void
write_pdf (BtReportWindow *self, GFile *file)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, printed_cb, g_object_ref (file));
  BtSessionReport *report = bt_session_make_report (self->session);

  if (self->report->policies != NULL)
    report->policies = bt_policy_sensitivity_copy (self->report->policies);
  g_task_set_task_data (task, report, (GDestroyNotify) bt_session_report_free);
  g_task_run_in_thread (task, print_thread);
}

static void
session_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BtReportWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  bt_session_library_change_finish (BT_SESSION_LIBRARY (source), result, &error);
  say_written (self, error);
}

static void
file_chosen (gpointer owner, GFile *file, gint64 value)
{
  BtReportWindow *self = owner;
  char *text = NULL;

  if (value == EXPORT_SESSION)
    {
      bt_session_library_export_async (bt_workspace_get_library (self->workspace),
                                       bt_session_get_id (self->session), g_file_peek_path (file),
                                       TRUE, session_written_cb, g_object_ref (self));
      return;
    }
  if (value == EXPORT_PDF)
    {
      write_pdf (self, file);
      return;
    }
  if (value == EXPORT_TRADES)
    text = bt_session_report_trades_to_csv (self->report);
  else if (value == EXPORT_LEDGER)
    text = bt_session_report_ledger_to_csv (self->report);
  else if (value == EXPORT_POLICIES)
    text = bt_session_report_policies_to_csv (self->report);
  else if (value == EXPORT_HTML)
    text = bt_session_report_to_html (self->report);
  else
    text = bt_session_report_to_json (self->report);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION,
                                       NULL, text_written_cb, g_object_ref (self));
}

void
bt_report_window_export (BtReportWindow *self, const char *target)
{
  static const struct
  {
    const char *target;
    Export what;
    const char *suffix;
  } kinds[] = {
    { "trades", EXPORT_TRADES, "-trades.csv" },
    { "ledger", EXPORT_LEDGER, "-ledger.csv" },
    { "policies", EXPORT_POLICIES, "-rules.csv" },
    { "html", EXPORT_HTML, ".html" },
    { "pdf", EXPORT_PDF, ".pdf" },
    { "json", EXPORT_JSON, ".json" },
    { "session", EXPORT_SESSION, ".btsession" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].target, target))
      {
        g_autofree char *file_name = g_strconcat (self->report->name, kinds[i].suffix, NULL);
        g_strdelimit (file_name, "/\\:", '-');
        bt_dialog_save (GTK_WIDGET (self), _ ("Export"), file_name, file_chosen, kinds[i].what);
      }
}
