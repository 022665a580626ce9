// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-instruments-window.h"

#include "source/bt-dataset-regrade.h"
#include "store/bt-instrument-table.h"
#include "ui/bt-accessible.h"
#include "ui/bt-dialogs.h"
#include "ui/bt-file-drop.h"
#include "ui/bt-instrument-form.h"
#include "ui/bt-resources.h"
#include "ui/bt-specification-window.h"

#include <glib/gi18n.h>

#define GUESSED_DIGITS 2

struct _BtInstrumentsWindow
{
  AdwWindow parent_instance;

  BtWorkspace *workspace;
  GArray *instruments; /* of BtInstrument, in the order of the list */
  gint chosen;         /* −1: none */
  gboolean is_updating;
  char *wanted; /* the symbol to choose once the list is there */

  GtkWidget *list;
  GtkWidget *form;
  GtkWidget *scroller;
};

G_DEFINE_FINAL_TYPE (BtInstrumentsWindow, bt_instruments_window, ADW_TYPE_WINDOW)

/* What is done on the database thread: a change, then the list is read. */
typedef struct Job
{
  BtInstrumentsWindow *window;
  BtInstrument instrument;
  gboolean is_saving;
  gboolean is_resetting;
  GArray *list;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->list, g_array_unref);
  g_object_unref (job->window);
  g_free (job);
}

static gboolean
run_job (BtDb *db, gpointer data, GError **error)
{
  Job *job = data;

  if (job->is_saving && !bt_instrument_table_save_all (db, &job->instrument, 1, error))
    return FALSE;
  if (job->is_resetting
      && (!bt_instrument_table_reset (db, job->instrument.symbol, error)
          || !bt_instrument_table_apply (db, job->instrument.symbol, error)))
    return FALSE;
  job->list = bt_instrument_table_list (db, error);
  return job->list != NULL;
}

static BtInstrument *
get_chosen (BtInstrumentsWindow *self)
{
  return self->chosen >= 0 && self->chosen < (gint) self->instruments->len
           ? &g_array_index (self->instruments, BtInstrument, self->chosen)
           : NULL;
}

static void
form_changed_cb (BtInstrumentsWindow *self)
{
  gboolean is_good = FALSE;
  gboolean is_edited = FALSE;

  g_object_get (self->form, "is-good", &is_good, "is-edited", &is_edited, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "instruments.save", is_good && is_edited);
}

static void
show_chosen (BtInstrumentsWindow *self)
{
  const BtInstrument *instrument = get_chosen (self);
  const BtInstrument *builtin
    = instrument != NULL ? bt_instrument_find_builtin (instrument->symbol) : NULL;
  const gboolean has_builtin = builtin != NULL && g_str_equal (builtin->symbol, instrument->symbol);
  GtkAdjustment *adjustment
    = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));

  bt_instrument_form_show (BT_INSTRUMENT_FORM (self->form), instrument);
  gtk_adjustment_set_value (adjustment, 0);
  form_changed_cb (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "instruments.reset", has_builtin);
}

static void
choose (BtInstrumentsWindow *self, gint index)
{
  self->chosen = index;
  show_chosen (self);
}

static void
discard_confirmed (gpointer owner, gint64 index)
{
  BtInstrumentsWindow *self = owner;

  choose (self, (gint) index);
  self->is_updating = TRUE;
  gtk_list_box_select_row (GTK_LIST_BOX (self->list),
                           gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), (gint) index));
  self->is_updating = FALSE;
}

/* What has been edited is not lost by choosing another one. */
static void
row_selected_cb (GtkListBox *list, GtkListBoxRow *row, BtInstrumentsWindow *self)
{
  const gint index = row != NULL ? gtk_list_box_row_get_index (row) : -1;
  gboolean is_edited = FALSE;

  if (self->is_updating || self->instruments == NULL || index == self->chosen)
    return;
  g_object_get (self->form, "is-edited", &is_edited, NULL);
  if (!is_edited)
    {
      choose (self, index);
      return;
    }
  self->is_updating = TRUE;
  gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, self->chosen));
  self->is_updating = FALSE;
  bt_dialog_confirm (GTK_WIDGET (self), _ ("Discard the changes?"),
                     _ ("What you changed of this instrument has not been saved."), _ ("_Discard"),
                     discard_confirmed, index);
}

static void
add_row (BtInstrumentsWindow *self, const BtInstrument *instrument)
{
  GtkWidget *label = gtk_label_new (instrument->symbol);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_widget_set_tooltip_text (row, instrument->description);
  bt_accessible_set_name (row, instrument->symbol);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

/* A row has its place only once it is laid out. */
static gboolean
bring_into_view (GtkWidget *list, GdkFrameClock *clock, gpointer user_data)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (list));
  GtkWidget *scroller = gtk_widget_get_ancestor (list, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t place;

  if (row == NULL)
    return G_SOURCE_REMOVE;
  if (gtk_widget_get_height (GTK_WIDGET (row)) == 0
      || !gtk_widget_compute_bounds (GTK_WIDGET (row), list, &place))
    return G_SOURCE_CONTINUE;
  /* With a row above it and one below, which show that there are more. */
  gtk_adjustment_clamp_page (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)),
                             (double) (place.origin.y - place.size.height),
                             (double) (place.origin.y + 2 * place.size.height));
  return G_SOURCE_REMOVE;
}

/* Shows the list and chooses a symbol in it, or the first one. */
static void
show_list (BtInstrumentsWindow *self, const char *symbol)
{
  GtkListBox *list = GTK_LIST_BOX (self->list);

  self->is_updating = TRUE;
  for (GtkListBoxRow *row = gtk_list_box_get_row_at_index (list, 0); row != NULL;
       row = gtk_list_box_get_row_at_index (list, 0))
    gtk_list_box_remove (list, GTK_WIDGET (row));
  self->chosen = self->instruments->len > 0 ? 0 : -1;
  for (guint i = 0; i < self->instruments->len; i++)
    {
      const BtInstrument *instrument = &g_array_index (self->instruments, BtInstrument, i);
      add_row (self, instrument);
      if (g_str_equal (instrument->symbol, symbol))
        self->chosen = (gint) i;
    }
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (list, self->chosen);
  gtk_list_box_select_row (list, row);
  self->is_updating = FALSE;
  /* The keys go on from there. */
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
  gtk_widget_add_tick_callback (self->list, bring_into_view, NULL, NULL);
  show_chosen (self);
}

static void
regraded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BtInstrumentsWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (bt_dataset_regrade_stale_finish (BT_STORE (source), result, &error) < 0
      && self->workspace != NULL)
    bt_dialog_show_error (GTK_WIDGET (self), _ ("The quality reports were not renewed"),
                          error->message);
}

/* Reports rest on trading hours, which may have changed. */
static void
regrade (BtInstrumentsWindow *self)
{
  BtStore *store = bt_workspace_get_store (self->workspace);

  bt_store_notify_datasets (store);
  bt_dataset_regrade_stale_async (store, NULL, regraded_cb, g_object_ref (self));
}

static void
job_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  Job *job = user_data;
  BtInstrumentsWindow *self = job->window;

  if (!bt_store_run_finish (BT_STORE (source), result, &error))
    {
      bt_dialog_show_error (GTK_WIDGET (self), _ ("The instrument was not saved"), error->message);
      return;
    }
  if (self->instruments == NULL)
    return;
  g_array_unref (self->instruments);
  self->instruments = g_array_ref (job->list);
  show_list (self, self->wanted != NULL ? self->wanted : job->instrument.symbol);
  g_clear_pointer (&self->wanted, g_free);
  if (job->is_saving || job->is_resetting)
    regrade (self);
}

static void
start_job (BtInstrumentsWindow *self,
           const BtInstrument *instrument,
           gboolean is_saving,
           gboolean is_resetting)
{
  Job *job = g_new0 (Job, 1);

  job->window = g_object_ref (self);
  if (instrument != NULL)
    job->instrument = *instrument;
  job->is_saving = is_saving;
  job->is_resetting = is_resetting;
  bt_store_run_async (bt_workspace_get_store (self->workspace), run_job, job, job_free, NULL,
                      job_done_cb, job);
}

static void
save_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtInstrumentsWindow *self = BT_INSTRUMENTS_WINDOW (widget);

  if (get_chosen (self) == NULL)
    return;
  BtInstrument edited = *get_chosen (self);
  if (bt_instrument_form_read (BT_INSTRUMENT_FORM (self->form), &edited))
    start_job (self, &edited, TRUE, FALSE);
}

static void
reset_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtInstrumentsWindow *self = BT_INSTRUMENTS_WINDOW (widget);

  if (get_chosen (self) != NULL)
    start_job (self, get_chosen (self), FALSE, TRUE);
}

static void
symbol_given (gpointer owner, const char *text, const char *id)
{
  BtInstrumentsWindow *self = owner;
  g_autofree char *symbol = g_ascii_strup (text, -1);
  g_autoptr (GError) error = NULL;
  BtInstrument instrument;

  bt_instrument_guess (symbol, GUESSED_DIGITS, &instrument);
  if (bt_instrument_validate (&instrument, &error))
    start_job (self, &instrument, TRUE, FALSE);
  else
    bt_dialog_show_error (GTK_WIDGET (self), _ ("This cannot be a symbol"), error->message);
}

static void
add_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bt_dialog_ask_text (widget, _ ("Add an instrument"), _ ("Symbol"), "", _ ("_Add"), symbol_given,
                      "");
}

static void
stored_cb (BtInstrumentsWindow *self, const char *symbol)
{
  g_free (self->wanted);
  self->wanted = g_strdup (symbol);
  start_job (self, NULL, FALSE, FALSE);
}

static void
plan_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BtInstrumentsWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  BtSpecificationPlan *plan = bt_specification_plan_new_finish (BT_STORE (source), result, &error);

  if (plan == NULL)
    {
      bt_dialog_show_error (GTK_WIDGET (self), _ ("The specifications cannot be read"),
                            error->message);
      return;
    }
  BtSpecificationWindow *window
    = bt_specification_window_new (GTK_WINDOW (self), self->workspace, plan);
  g_signal_connect_object (window, "stored", G_CALLBACK (stored_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

static void
import_file (BtInstrumentsWindow *self, GFile *file)
{
  g_autofree char *path = g_file_get_path (file);

  if (path != NULL)
    bt_specification_plan_new_async (bt_workspace_get_store (self->workspace), path, plan_read_cb,
                                     g_object_ref (self));
}

static void
file_chosen (gpointer owner, GFile *file, gint64 value)
{
  import_file (owner, file);
}

static void
file_dropped (GFile *file, gpointer user_data)
{
  import_file (user_data, file);
}

static void
import_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const char *const patterns[] = { "*.csv", "*.CSV", "*.txt", "*.tsv", NULL };

  bt_dialog_open (widget, _ ("Import specifications"), _ ("Tables"), patterns, FALSE, file_chosen);
}

static void
bt_instruments_window_dispose (GObject *object)
{
  BtInstrumentsWindow *self = BT_INSTRUMENTS_WINDOW (object);

  g_clear_object (&self->workspace);
  g_clear_pointer (&self->instruments, g_array_unref);
  g_clear_pointer (&self->wanted, g_free);
  G_OBJECT_CLASS (bt_instruments_window_parent_class)->dispose (object);
}

static void
bt_instruments_window_class_init (BtInstrumentsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_instruments_window_dispose;
  g_type_ensure (BT_TYPE_INSTRUMENT_FORM);
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("instruments-window"));
  gtk_widget_class_bind_template_child (widget_class, BtInstrumentsWindow, list);
  gtk_widget_class_bind_template_child (widget_class, BtInstrumentsWindow, form);
  gtk_widget_class_bind_template_child (widget_class, BtInstrumentsWindow, scroller);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_install_action (widget_class, "instruments.add", NULL, add_action_cb);
  gtk_widget_class_install_action (widget_class, "instruments.save", NULL, save_action_cb);
  gtk_widget_class_install_action (widget_class, "instruments.import", NULL, import_action_cb);
  gtk_widget_class_install_action (widget_class, "instruments.reset", NULL, reset_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
bt_instruments_window_init (BtInstrumentsWindow *self)
{
  self->instruments = g_array_new (FALSE, FALSE, sizeof (BtInstrument));
  self->chosen = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->form, "notify::is-good", G_CALLBACK (form_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "notify::is-edited", G_CALLBACK (form_changed_cb), self,
                           G_CONNECT_SWAPPED);
  bt_file_drop_attach (GTK_WIDGET (self), file_dropped, self);
}

BtInstrumentsWindow *
bt_instruments_window_new (GtkWindow *parent, BtWorkspace *workspace, const char *symbol)
{
  BtInstrumentsWindow *self
    = g_object_new (BT_TYPE_INSTRUMENTS_WINDOW, "transient-for", parent, NULL);

  self->workspace = g_object_ref (workspace);
  self->wanted = g_strdup (symbol);
  start_job (self, NULL, FALSE, FALSE);
  return self;
}
