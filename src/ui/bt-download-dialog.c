// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-download-dialog.h"

#include "source/bt-download-job.h"
#include "ui/bt-date-row.h"
#include "ui/bt-format.h"
#include "ui/bt-resources.h"

#include <glib/gi18n.h>

#define DEFAULT_DAYS 31
#define FIRST_PAIR "BTCUSDT"

/* The rows of the kind. */
enum
{
  KIND_CANDLES,
  KIND_TICKS,
};

struct _BtDownloadDialog
{
  AdwWindow parent_instance;

  BtWorkspace *workspace;
  BtDownloadJob *job; /* NULL unless one runs */
  GCancellable *cancellable;
  gboolean is_closing; /* once the job has ended */

  GtkWidget *source_row;
  GtkWidget *symbol_row;
  GtkWidget *symbol_choice;
  GtkWidget *pair_row;
  GtkWidget *from_row;
  GtkWidget *to_row;
  GtkWidget *kind_row;
  GtkWidget *form;
  GtkWidget *stack;
  GtkWidget *progress_bar;
  GtkWidget *progress_label;
  GtkWidget *fault_label;
};

enum
{
  SIGNAL_DOWNLOADED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtDownloadDialog, bt_download_dialog, ADW_TYPE_WINDOW)

static BtDownloadSource
get_source (BtDownloadDialog *self)
{
  return (BtDownloadSource) adw_combo_row_get_selected (ADW_COMBO_ROW (self->source_row));
}

/* Returns the chosen symbol or the typed pair; owned by its widget or static. */
static const char *
get_symbol (BtDownloadDialog *self)
{
  guint count = 0;
  const BtDownloadSymbol *symbols = bt_download_source_symbols (get_source (self), &count);
  const guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->symbol_choice));

  if (symbols == NULL)
    return gtk_editable_get_text (GTK_EDITABLE (self->pair_row));
  return chosen < count ? symbols[chosen].name : "";
}

static gboolean
is_pair (const char *text)
{
  for (const char *c = text; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c))
      return FALSE;
  return *text != '\0';
}

/* Marks the faults of the dates; returns whether there is none. */
static gboolean
check_dates (BtDownloadDialog *self, gint64 *from_usec, gint64 *to_usec)
{
  const char *from_fault = NULL;
  const char *to_fault = NULL;

  if (!bt_date_row_get_time (BT_DATE_ROW (self->from_row), from_usec) || *from_usec == BT_TIME_NONE)
    from_fault = _ ("This is no date");
  if (!bt_date_row_get_time (BT_DATE_ROW (self->to_row), to_usec) || *to_usec == BT_TIME_NONE)
    to_fault = _ ("This is no date");
  else if (from_fault == NULL && *to_usec <= *from_usec)
    to_fault = _ ("The end is before the beginning");
  bt_date_row_set_fault (BT_DATE_ROW (self->from_row), from_fault, _ ("UTC"));
  bt_date_row_set_fault (BT_DATE_ROW (self->to_row), to_fault, _ ("UTC, not included"));
  return from_fault == NULL && to_fault == NULL;
}

static void
form_changed_cb (BtDownloadDialog *self)
{
  gint64 from_usec = BT_TIME_NONE;
  gint64 to_usec = BT_TIME_NONE;
  const gboolean has_pair = is_pair (get_symbol (self));
  const gboolean is_good = check_dates (self, &from_usec, &to_usec) && has_pair;

  if (has_pair)
    gtk_widget_remove_css_class (self->pair_row, "error");
  else
    gtk_widget_add_css_class (self->pair_row, "error");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "download.start", is_good && self->job == NULL);
}

static void
source_changed_cb (BtDownloadDialog *self)
{
  guint count = 0;
  const gboolean has_list = bt_download_source_symbols (get_source (self), &count) != NULL;

  gtk_widget_set_visible (self->symbol_row, has_list);
  gtk_widget_set_visible (self->pair_row, !has_list);
  form_changed_cb (self);
}

static void
show_progress (BtDownloadDialog *self)
{
  /* The last report may come after the end. */
  if (self->job == NULL)
    return;
  const BtDownloadProgress *progress = bt_download_job_get_progress (self->job);
  const BtFetchProgress *fetch = &progress->fetch;
  g_autofree char *files
    = g_strdup_printf (_ ("%u of %u files"), fetch->files_done, fetch->files_total);
  g_autofree char *rate = g_format_size ((guint64) MAX (fetch->bytes_per_second, 0));
  g_autofree char *text = NULL;

  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress_bar), progress->fraction);
  if (progress->is_reading)
    text = g_strdup (_ ("Reading what came"));
  else if (fetch->is_waiting)
    /* Translators: how many files have come. */
    text = g_strdup_printf (_ ("%s – waiting for the server"), files);
  else if (fetch->seconds_left < 0)
    text = g_strdup (files);
  else
    {
      g_autofree char *left = bt_format_duration (fetch->seconds_left * BT_USEC_PER_SECOND);

      /* Translators: files, a rate such as 120 kB, a duration. */
      text = g_strdup_printf (_ ("%s – %s/s – %s left"), files, rate, left);
    }
  gtk_label_set_label (GTK_LABEL (self->progress_label), text);
}

static void
set_running (BtDownloadDialog *self, gboolean is_running)
{
  gtk_widget_set_sensitive (self->form, !is_running);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "download.start", !is_running);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), is_running ? "progress" : "fault");
}

/* Says whether a dataset is new, grew, or was there already. */
static char *
describe_result (const BtDownloadResult *done)
{
  if (!done->is_new)
    return g_strdup (_ ("This history is there already"));
  if (done->grown_from <= 0)
    return g_strdup (_ ("The history is stored"));
  g_autofree char *before = bt_format_count (done->grown_from);
  /* Translators: a number of candles. */
  return g_strdup_printf (_ ("The dataset has grown; it had %s candles"), before);
}

static void
download_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BtDownloadDialog) self = user_data;
  g_auto (BtDownloadResult) done = { 0 };
  g_autoptr (GError) error = NULL;
  const gboolean is_done
    = bt_download_job_run_finish (BT_DOWNLOAD_JOB (source), result, &done, &error);

  g_clear_object (&self->job);
  g_clear_object (&self->cancellable);
  if (is_done && self->form != NULL)
    {
      g_autofree char *text = describe_result (&done);

      g_signal_emit (self, signals[SIGNAL_DOWNLOADED], 0, done.dataset_id, text);
    }
  if (self->form == NULL)
    return;
  if (is_done || self->is_closing)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  set_running (self, FALSE);
  gtk_label_set_label (GTK_LABEL (self->fault_label),
                       g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
                         ? _ ("Stopped. What came is kept; start again to go on.")
                         : error->message);
}

static void
start_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtDownloadDialog *self = BT_DOWNLOAD_DIALOG (widget);
  BtDownloadRequest request;

  bt_download_request_init (&request);
  request.source = get_source (self);
  request.symbol = get_symbol (self);
  request.has_ticks = adw_combo_row_get_selected (ADW_COMBO_ROW (self->kind_row)) == KIND_TICKS;
  if (!check_dates (self, &request.from_usec, &request.to_usec))
    return;
  self->job = bt_download_job_new (bt_workspace_get_store (self->workspace), &request);
  self->cancellable = g_cancellable_new ();
  g_signal_connect_object (self->job, "progressed", G_CALLBACK (show_progress), self,
                           G_CONNECT_SWAPPED);
  set_running (self, TRUE);
  show_progress (self);
  bt_download_job_run_async (self->job, self->cancellable, download_ended_cb, g_object_ref (self));
}

/* Stops a download, or closes the dialog when none runs. */
static void
cancel_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtDownloadDialog *self = BT_DOWNLOAD_DIALOG (widget);

  if (self->job != NULL)
    g_cancellable_cancel (self->cancellable);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static gboolean
bt_download_dialog_close_request (GtkWindow *window)
{
  BtDownloadDialog *self = BT_DOWNLOAD_DIALOG (window);

  if (self->job == NULL)
    return GTK_WINDOW_CLASS (bt_download_dialog_parent_class)->close_request (window);
  self->is_closing = TRUE;
  g_cancellable_cancel (self->cancellable);
  return TRUE;
}

static char *
get_choice_text (GtkStringObject *object)
{
  return g_strdup (gtk_string_object_get_string (object));
}

/* Fills in the symbols that are known, by name and what they are, and lets the user search them. */
static void
fill_symbols (BtDownloadDialog *self)
{
  guint count = 0;
  const BtDownloadSymbol *symbols = bt_download_source_symbols (BT_DOWNLOAD_DUKASCOPY, &count);
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  g_autoptr (GtkExpression) text = gtk_cclosure_expression_new (
    G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (get_choice_text), NULL, NULL);

  for (guint i = 0; i < count; i++)
    {
      g_autofree char *line = g_strdup_printf ("%s – %s", symbols[i].symbol, symbols[i].full_name);
      gtk_string_list_append (list, line);
    }
  gtk_drop_down_set_expression (GTK_DROP_DOWN (self->symbol_choice), text);
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->symbol_choice), G_LIST_MODEL (list));
}

static void
bt_download_dialog_dispose (GObject *object)
{
  BtDownloadDialog *self = BT_DOWNLOAD_DIALOG (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), BT_TYPE_DOWNLOAD_DIALOG);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (bt_download_dialog_parent_class)->dispose (object);
}

static void
bt_download_dialog_class_init (BtDownloadDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_download_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = bt_download_dialog_close_request;
  signals[SIGNAL_DOWNLOADED]
    = g_signal_new ("downloaded", BT_TYPE_DOWNLOAD_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_STRING);
  g_type_ensure (BT_TYPE_DATE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("download-dialog"));
  gtk_widget_class_bind_template_child (widget_class, BtDownloadDialog, source_row);
  gtk_widget_class_bind_template_child (widget_class, BtDownloadDialog, symbol_row);
  gtk_widget_class_bind_template_child (widget_class, BtDownloadDialog, symbol_choice);
  gtk_widget_class_bind_template_child (widget_class, BtDownloadDialog, pair_row);
  gtk_widget_class_bind_template_child (widget_class, BtDownloadDialog, from_row);
  gtk_widget_class_bind_template_child (widget_class, BtDownloadDialog, to_row);
  gtk_widget_class_bind_template_child (widget_class, BtDownloadDialog, kind_row);
  gtk_widget_class_bind_template_child (widget_class, BtDownloadDialog, form);
  gtk_widget_class_bind_template_child (widget_class, BtDownloadDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, BtDownloadDialog, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, BtDownloadDialog, progress_label);
  gtk_widget_class_bind_template_child (widget_class, BtDownloadDialog, fault_label);
  gtk_widget_class_bind_template_callback (widget_class, source_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, form_changed_cb);
  gtk_widget_class_install_action (widget_class, "download.start", NULL, start_action_cb);
  gtk_widget_class_install_action (widget_class, "download.cancel", NULL, cancel_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "download.cancel", NULL);
}

static void
bt_download_dialog_init (BtDownloadDialog *self)
{
  const gint64 now_usec = g_get_real_time ();
  const gint64 today_usec = now_usec - now_usec % BT_USEC_PER_DAY;

  gtk_widget_init_template (GTK_WIDGET (self));
  fill_symbols (self);
  gtk_editable_set_text (GTK_EDITABLE (self->pair_row), FIRST_PAIR);
  bt_date_row_set_time (BT_DATE_ROW (self->from_row), today_usec - DEFAULT_DAYS * BT_USEC_PER_DAY);
  bt_date_row_set_time (BT_DATE_ROW (self->to_row), today_usec);
  source_changed_cb (self);
}

BtDownloadDialog *
bt_download_dialog_new (GtkWindow *parent, BtWorkspace *workspace)
{
  g_return_val_if_fail (BT_IS_WORKSPACE (workspace), NULL);
  BtDownloadDialog *self = g_object_new (BT_TYPE_DOWNLOAD_DIALOG, "transient-for", parent, NULL);

  self->workspace = g_object_ref (workspace);
  return self;
}
