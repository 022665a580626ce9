// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-instruments-window.h"

#include "ui/bt-accessible.h"

#include "base/bt-decimal.h"
#include "store/bt-instrument-table.h"
#include "ui/bt-dialogs.h"
#include "ui/bt-resources.h"

#include <glib/gi18n.h>

#define GUESSED_DIGITS 2

struct _BtInstrumentsWindow
{
  AdwWindow parent_instance;

  BtWorkspace *workspace;
  GArray *instruments; /* of BtInstrument, in the order of the list */
  gint chosen;         /* −1: none */
  gboolean is_updating;
  struct Job *running; /* the store's until the callback returns */

  GtkWidget *list;
  GtkWidget *form;
  GtkWidget *group;
  GtkWidget *description_row;
  GtkWidget *base_row;
  GtkWidget *quote_row;
  GtkWidget *digits_row;
  GtkWidget *contract_row;
  GtkWidget *minimum_row;
  GtkWidget *maximum_row;
  GtkWidget *step_row;
  GtkWidget *spread_row;
  GtkWidget *weekend_switch;
  GtkWidget *fault_label;
};

G_DEFINE_FINAL_TYPE (BtInstrumentsWindow, bt_instruments_window, ADW_TYPE_WINDOW)

/* What is done on the database thread: a change, then the list is read. */
typedef struct Job
{
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
  g_free (job);
}

static gboolean
run_job (BtDb *db, gpointer data, GError **error)
{
  Job *job = data;

  if (job->is_saving && !bt_instrument_table_save (db, &job->instrument, error))
    return FALSE;
  if (job->is_resetting && !bt_instrument_table_reset (db, job->instrument.symbol, error))
    return FALSE;
  if ((job->is_saving || job->is_resetting)
      && !bt_instrument_table_apply (db, job->instrument.symbol, error))
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

static const char *
get_text (GtkWidget *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
set_decimal (GtkWidget *row, gint64 value, guint digits)
{
  char text[BT_DECIMAL_BUFFER];

  gtk_editable_set_text (GTK_EDITABLE (row), bt_decimal_format_short (value, digits, 0, text));
}

/* Reads a field; a fault is marked at it, and the first one is told. */
static void
read_decimal (GtkWidget *row, guint digits, gint64 *out, GError **error)
{
  g_autoptr (GError) fault = NULL;

  gtk_widget_remove_css_class (row, "error");
  if (bt_decimal_parse (get_text (row), -1, digits, out, &fault))
    return;
  gtk_widget_add_css_class (row, "error");
  if (error != NULL && *error == NULL)
    /* Translators: the name of a field, then what is wrong with its text. */
    g_set_error (error, fault->domain, fault->code, _ ("%s: %s"),
                 adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), fault->message);
}

/* Reads the form over the instrument that is chosen. */
static gboolean
read_form (BtInstrumentsWindow *self, BtInstrument *out, GError **error)
{
  GError *fault = NULL;
  gint64 digits = out->digits;

  g_strlcpy (out->description, get_text (self->description_row), sizeof out->description);
  g_strlcpy (out->base, get_text (self->base_row), sizeof out->base);
  g_strlcpy (out->quote, get_text (self->quote_row), sizeof out->quote);
  read_decimal (self->digits_row, 0, &digits, &fault);
  read_decimal (self->contract_row, BT_CONTRACT_DIGITS, &out->contract_size, &fault);
  read_decimal (self->minimum_row, BT_VOLUME_DIGITS, &out->volume_min.units, &fault);
  read_decimal (self->maximum_row, BT_VOLUME_DIGITS, &out->volume_max.units, &fault);
  read_decimal (self->step_row, BT_VOLUME_DIGITS, &out->volume_step.units, &fault);
  read_decimal (self->spread_row, 0, &out->typical_spread_points, &fault);
  out->digits = (guint) CLAMP (digits, 0, G_MAXINT);
  out->trades_weekends = gtk_switch_get_active (GTK_SWITCH (self->weekend_switch));
  if (fault != NULL)
    {
      g_propagate_error (error, fault);
      return FALSE;
    }
  return bt_instrument_validate (out, error);
}

static void
form_changed_cb (BtInstrumentsWindow *self)
{
  g_autoptr (GError) error = NULL;

  if (self->is_updating || get_chosen (self) == NULL)
    return;
  BtInstrument edited = *get_chosen (self);
  gboolean is_good = read_form (self, &edited, &error);
  gtk_label_set_label (GTK_LABEL (self->fault_label), is_good ? "" : error->message);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "instruments.save", is_good);
}

static void
show_chosen (BtInstrumentsWindow *self)
{
  const BtInstrument *instrument = get_chosen (self);

  gtk_widget_set_sensitive (self->form, instrument != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "instruments.save", FALSE);
  if (instrument == NULL)
    return;
  self->is_updating = TRUE;
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->group), instrument->symbol);
  gtk_editable_set_text (GTK_EDITABLE (self->description_row), instrument->description);
  gtk_editable_set_text (GTK_EDITABLE (self->base_row), instrument->base);
  gtk_editable_set_text (GTK_EDITABLE (self->quote_row), instrument->quote);
  set_decimal (self->digits_row, instrument->digits, 0);
  set_decimal (self->contract_row, instrument->contract_size, BT_CONTRACT_DIGITS);
  set_decimal (self->minimum_row, instrument->volume_min.units, BT_VOLUME_DIGITS);
  set_decimal (self->maximum_row, instrument->volume_max.units, BT_VOLUME_DIGITS);
  set_decimal (self->step_row, instrument->volume_step.units, BT_VOLUME_DIGITS);
  set_decimal (self->spread_row, instrument->typical_spread_points, 0);
  gtk_switch_set_active (GTK_SWITCH (self->weekend_switch), instrument->trades_weekends);
  gtk_label_set_label (GTK_LABEL (self->fault_label), "");
  self->is_updating = FALSE;
  const BtInstrument *builtin = bt_instrument_find_builtin (instrument->symbol);
  gboolean has_builtin = builtin != NULL && g_str_equal (builtin->symbol, instrument->symbol);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "instruments.reset", has_builtin);
}

static void
row_selected_cb (GtkListBox *list, GtkListBoxRow *row, BtInstrumentsWindow *self)
{
  if (self->is_updating || self->instruments == NULL)
    return;
  self->chosen = row != NULL ? gtk_list_box_row_get_index (row) : -1;
  show_chosen (self);
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
  gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, self->chosen));
  self->is_updating = FALSE;
  show_chosen (self);
}

static void
job_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BtInstrumentsWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  Job *job = g_steal_pointer (&self->running);

  if (!bt_store_run_finish (BT_STORE (source), result, &error))
    {
      bt_dialog_show_error (GTK_WIDGET (self), _ ("The instrument was not saved"), error->message);
      return;
    }
  if (self->instruments == NULL)
    return;
  g_array_unref (self->instruments);
  self->instruments = g_array_ref (job->list);
  show_list (self, job->instrument.symbol);
}

static void
start_job (BtInstrumentsWindow *self,
           const BtInstrument *instrument,
           gboolean is_saving,
           gboolean is_resetting)
{
  if (self->running != NULL)
    return;
  self->running = g_new0 (Job, 1);
  if (instrument != NULL)
    self->running->instrument = *instrument;
  self->running->is_saving = is_saving;
  self->running->is_resetting = is_resetting;
  bt_store_run_async (bt_workspace_get_store (self->workspace), run_job, self->running, job_free,
                      NULL, job_done_cb, g_object_ref (self));
}

static void
save_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtInstrumentsWindow *self = BT_INSTRUMENTS_WINDOW (widget);

  if (get_chosen (self) == NULL)
    return;
  BtInstrument edited = *get_chosen (self);
  if (read_form (self, &edited, NULL))
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
bt_instruments_window_dispose (GObject *object)
{
  BtInstrumentsWindow *self = BT_INSTRUMENTS_WINDOW (object);

  g_clear_object (&self->workspace);
  g_clear_pointer (&self->instruments, g_array_unref);
  G_OBJECT_CLASS (bt_instruments_window_parent_class)->dispose (object);
}

static void
bt_instruments_window_class_init (BtInstrumentsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_instruments_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("instruments-window"));
  gtk_widget_class_bind_template_child (widget_class, BtInstrumentsWindow, list);
  gtk_widget_class_bind_template_child (widget_class, BtInstrumentsWindow, form);
  gtk_widget_class_bind_template_child (widget_class, BtInstrumentsWindow, group);
  gtk_widget_class_bind_template_child (widget_class, BtInstrumentsWindow, description_row);
  gtk_widget_class_bind_template_child (widget_class, BtInstrumentsWindow, base_row);
  gtk_widget_class_bind_template_child (widget_class, BtInstrumentsWindow, quote_row);
  gtk_widget_class_bind_template_child (widget_class, BtInstrumentsWindow, digits_row);
  gtk_widget_class_bind_template_child (widget_class, BtInstrumentsWindow, contract_row);
  gtk_widget_class_bind_template_child (widget_class, BtInstrumentsWindow, minimum_row);
  gtk_widget_class_bind_template_child (widget_class, BtInstrumentsWindow, maximum_row);
  gtk_widget_class_bind_template_child (widget_class, BtInstrumentsWindow, step_row);
  gtk_widget_class_bind_template_child (widget_class, BtInstrumentsWindow, spread_row);
  gtk_widget_class_bind_template_child (widget_class, BtInstrumentsWindow, weekend_switch);
  gtk_widget_class_bind_template_child (widget_class, BtInstrumentsWindow, fault_label);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, form_changed_cb);
  gtk_widget_class_install_action (widget_class, "instruments.add", NULL, add_action_cb);
  gtk_widget_class_install_action (widget_class, "instruments.save", NULL, save_action_cb);
  gtk_widget_class_install_action (widget_class, "instruments.reset", NULL, reset_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
bt_instruments_window_init (BtInstrumentsWindow *self)
{
  self->instruments = g_array_new (FALSE, FALSE, sizeof (BtInstrument));
  self->chosen = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
}

BtInstrumentsWindow *
bt_instruments_window_new (GtkWindow *parent, BtWorkspace *workspace)
{
  BtInstrumentsWindow *self
    = g_object_new (BT_TYPE_INSTRUMENTS_WINDOW, "transient-for", parent, NULL);

  self->workspace = g_object_ref (workspace);
  start_job (self, NULL, FALSE, FALSE);
  return self;
}
