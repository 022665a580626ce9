// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-new-session-dialog.h"

#include "ui/bt-advanced-group.h"
#include "ui/bt-blind-group.h"
#include "ui/bt-challenge-group.h"
#include "ui/bt-date-row.h"
#include "ui/bt-dialogs.h"
#include "ui/bt-format.h"
#include "ui/bt-labels.h"
#include "ui/bt-quality-pane.h"
#include "ui/bt-resources.h"
#include "ui/bt-session-choices.h"
#include "ui/bt-timeframe-row.h"

#include <glib/gi18n.h>
#include <math.h>

#define N_POLICIES 5
#define FIRST_SPEED 20

struct _BtNewSessionDialog
{
  AdwWindow parent_instance;

  BtWorkspace *workspace;
  gboolean is_updating;
  gboolean is_creating;
  gboolean is_name_own; /* typed by the user: no longer follows the dataset */
  char *fault;
  gint64 candles; /* in the span; −1 while they are being counted */
  guint counting; /* number of the count that is wanted */

  GtkWidget *create_button;
  GtkWidget *name_row;
  GtkWidget *dataset_row;
  BtTimeframeRow *timeframe_row;
  BtDateRow *from_row;
  BtDateRow *to_row;
  GtkWidget *speed_row;
  GtkWidget *grade_label;
  GtkWidget *balance_row;
  GtkWidget *balance_spin;
  GtkWidget *currency_drop_down;
  GtkWidget *leverage_spin;
  GtkWidget *mode_row;
  GtkWidget *call_spin;
  GtkWidget *stop_out_spin;
  GtkWidget *stop_out_row;
  GtkWidget *spread_row;
  GtkWidget *spread_spin;
  GtkWidget *slippage_spin;
  GtkWidget *commission_row;
  GtkWidget *amount_row;
  GtkWidget *amount_spin;
  GtkWidget *policy_row;
  GtkWidget *seed_spin;
  BtAdvancedGroup *advanced_group;
  BtBlindGroup *blind_group;
  BtChallengeGroup *challenge_group;
  GtkWidget *ready_label;
  GtkWidget *count_label;
  GtkWidget *spinner;
};

enum
{
  CREATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtNewSessionDialog, bt_new_session_dialog, ADW_TYPE_WINDOW)

static double
get_value (GtkWidget *spin)
{
  return gtk_spin_button_get_value (GTK_SPIN_BUTTON (spin));
}

static guint
get_selected (GtkWidget *row)
{
  return adw_combo_row_get_selected (ADW_COMBO_ROW (row));
}

static const BtDataset *
get_dataset (BtNewSessionDialog *self)
{
  BtDatasetItem *item = adw_combo_row_get_selected_item (ADW_COMBO_ROW (self->dataset_row));

  return item != NULL ? bt_dataset_item_get (item) : NULL;
}

static const char *
get_currency (BtNewSessionDialog *self)
{
  GtkStringObject *item
    = gtk_drop_down_get_selected_item (GTK_DROP_DOWN (self->currency_drop_down));

  return item != NULL ? gtk_string_object_get_string (item) : "USD";
}

/* Returns what cannot be read of the challenge, or NULL. */
static const char *
fill_settings (BtNewSessionDialog *self, const BtDataset *dataset, BtSessionSettings *settings)
{
  bt_session_settings_init (settings, &dataset->instrument);
  settings->price_kind = dataset->kind;
  settings->base_timeframe = dataset->timeframe;
  g_strlcpy (settings->currency, get_currency (self), sizeof settings->currency);
  double minor_units = pow (10.0, bt_currency_digits (settings->currency));
  settings->balance = BT_MONEY ((gint64) llround (get_value (self->balance_spin) * minor_units));
  settings->leverage = (gint32) get_value (self->leverage_spin);
  settings->mode = (BtAccountMode) get_selected (self->mode_row);
  settings->margin_call_percent = (gint64) llround (get_value (self->call_spin) * 100);
  settings->stop_out_percent = (gint64) llround (get_value (self->stop_out_spin) * 100);
  settings->spread_points = (gint64) get_value (self->spread_spin);
  settings->slippage_points = (gint64) get_value (self->slippage_spin);
  settings->policy = (BtPathPolicy) get_selected (self->policy_row);
  settings->seed = (gint64) get_value (self->seed_spin);
  settings->commission_kind = (BtCommissionKind) get_selected (self->commission_row);
  settings->commission_amount = bt_session_choices_commission (
    settings->commission_kind, get_value (self->amount_spin), settings->currency);
  bt_advanced_group_fill (self->advanced_group, settings);
  return bt_challenge_group_fill (self->challenge_group, settings);
}

static void
set_row_fault (GtkWidget *row, const char *text, const char *hint)
{
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text != NULL ? text : hint);
  if (text != NULL)
    gtk_widget_add_css_class (row, "field-error");
  else
    gtk_widget_remove_css_class (row, "field-error");
}

/* Returns what is wrong with the span, or NULL, and says so next to its fields. */
static const char *
check_span (BtNewSessionDialog *self, const BtDataset *dataset)
{
  gint64 from_usec, to_usec;
  const char *from_fault = NULL, *to_fault = NULL;
  const gboolean is_drawn = bt_blind_group_has_random_start (self->blind_group);
  g_autofree char *first = bt_format_time (dataset->first_usec);
  g_autofree char *last = bt_format_time (dataset->last_usec);
  /* Translators: %s is the first time of the data. */
  g_autofree char *from_hint = g_strdup_printf (_ ("UTC; the data begins %s"), first);
  /* Translators: %s is the last time of the data. */
  g_autofree char *to_hint = g_strdup_printf (_ ("Optional; the data ends %s"), last);

  gtk_widget_set_sensitive (GTK_WIDGET (self->from_row), !is_drawn);
  gtk_widget_set_sensitive (GTK_WIDGET (self->to_row), !is_drawn);
  if (is_drawn)
    return NULL;
  if (!bt_date_row_get_time (self->from_row, &from_usec))
    from_fault = _ ("This is no date and time: write 2024-03-04 08:00");
  else if (from_usec == BT_TIME_NONE)
    from_fault = _ ("A session needs a beginning");
  else if (from_usec > dataset->last_usec)
    from_fault = _ ("The data ends before this time");
  if (!bt_date_row_get_time (self->to_row, &to_usec))
    to_fault = _ ("This is no date and time: write 2024-03-04 08:00");
  else if (to_usec != BT_TIME_NONE && from_fault == NULL && to_usec <= from_usec)
    to_fault = _ ("The end is not after the beginning");
  else if (to_usec != BT_TIME_NONE && to_usec <= dataset->first_usec)
    to_fault = _ ("The data begins after this time");
  bt_date_row_set_fault (self->from_row, from_fault, from_hint);
  bt_date_row_set_fault (self->to_row, to_fault, to_hint);
  return from_fault != NULL ? from_fault : to_fault;
}

/* Returns what is wrong with the account, or NULL, and says so next to its fields. */
static const char *
check_account (BtNewSessionDialog *self)
{
  const char *balance_fault
    = get_value (self->balance_spin) <= 0 ? _ ("The balance must be above zero") : NULL;
  const char *stop_out_fault = get_value (self->stop_out_spin) > get_value (self->call_spin)
                                 ? _ ("The stop-out cannot be above the margin call")
                                 : NULL;

  set_row_fault (self->balance_row, balance_fault, NULL);
  set_row_fault (self->stop_out_row, stop_out_fault, NULL);
  return balance_fault != NULL ? balance_fault : stop_out_fault;
}

static const char *
check_name (BtNewSessionDialog *self)
{
  g_autofree char *name
    = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row))));
  const char *fault = *name == '\0' ? _ ("The session needs a name") : NULL;

  if (fault != NULL)
    gtk_widget_add_css_class (self->name_row, "error");
  else
    gtk_widget_remove_css_class (self->name_row, "error");
  return fault;
}

/* Says in the footer whether the session can be made, and why not. */
static void
show_ready (BtNewSessionDialog *self)
{
  const BtDataset *dataset = get_dataset (self);
  const char *fault = _ ("There is no dataset");
  g_autoptr (GError) error = NULL;
  BtSessionSettings settings;

  if (dataset != NULL)
    {
      const char *faults[]
        = { check_name (self), check_span (self, dataset), check_account (self) };
      const char *unread = fill_settings (self, dataset, &settings);
      fault = faults[0] != NULL   ? faults[0]
              : faults[1] != NULL ? faults[1]
              : faults[2] != NULL ? faults[2]
                                  : unread;
      if (fault == NULL && !bt_session_settings_validate (&settings, &error))
        fault = error->message;
      if (fault == NULL && self->candles == 0
          && !bt_blind_group_has_random_start (self->blind_group))
        fault = _ ("There is no candle in this span");
    }
  g_free (self->fault);
  self->fault = g_strdup (fault);
  const char *classes[] = { "strong", fault == NULL ? "up" : "down", NULL };
  g_autofree char *ready = g_strdup_printf ("✓ %s", _ ("Ready"));
  gtk_label_set_label (GTK_LABEL (self->ready_label), fault != NULL ? fault : ready);
  gtk_widget_set_css_classes (self->ready_label, classes);
  gtk_widget_set_sensitive (self->create_button, fault == NULL && !self->is_creating);
}

static void
show_count (BtNewSessionDialog *self)
{
  const BtDataset *dataset = get_dataset (self);

  if (dataset == NULL || self->candles < 0)
    {
      gtk_label_set_label (GTK_LABEL (self->count_label), "");
      return;
    }
  g_autofree char *count = bt_format_count (self->candles);
  /* Translators: number of candles, and their timeframe. */
  g_autofree char *text
    = g_strdup_printf (ngettext ("%s %s candle", "%s %s candles", (gulong) self->candles), count,
                       bt_timeframe_to_string (dataset->timeframe));
  gtk_label_set_label (GTK_LABEL (self->count_label), text);
}

/* Only the last count asked for is shown. */
typedef struct
{
  BtNewSessionDialog *dialog;
  guint number;
} Counting;

static void
candles_counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Counting *counting = user_data;
  g_autoptr (BtNewSessionDialog) self = counting->dialog;
  gint64 candles = bt_dataset_list_count_finish (BT_DATASET_LIST (source), result, NULL);

  if (counting->number != self->counting || self->workspace == NULL)
    return;
  self->candles = candles;
  show_count (self);
  show_ready (self);
}

static void
count_candles (BtNewSessionDialog *self, const BtDataset *dataset)
{
  gint64 from_usec, to_usec;

  self->counting++;
  self->candles = -1;
  show_count (self);
  if (dataset == NULL || check_span (self, dataset) != NULL)
    return;
  bt_date_row_get_time (self->from_row, &from_usec);
  bt_date_row_get_time (self->to_row, &to_usec);
  Counting *counting = g_new0 (Counting, 1);
  counting->dialog = g_object_ref (self);
  counting->number = self->counting;
  bt_dataset_list_count_async (bt_workspace_get_datasets (self->workspace), dataset->id, from_usec,
                               to_usec != BT_TIME_NONE ? to_usec : G_MAXINT64, candles_counted_cb,
                               counting);
}

static void
settings_changed_cb (BtNewSessionDialog *self)
{
  if (self->is_updating || self->workspace == NULL)
    return;
  guint kind = get_selected (self->commission_row);
  gtk_widget_set_sensitive (self->amount_row, kind != BT_COMMISSION_NONE);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->amount_row),
                               kind == BT_COMMISSION_NOTIONAL ? _ ("percent of the value")
                               : kind == BT_COMMISSION_NONE   ? ""
                                                              : get_currency (self));
  adw_action_row_set_subtitle (
    ADW_ACTION_ROW (self->policy_row),
    bt_label_policy_explained ((BtPathPolicy) get_selected (self->policy_row)));
  show_ready (self);
}

static void
range_changed_cb (BtNewSessionDialog *self)
{
  if (self->is_updating || self->workspace == NULL)
    return;
  count_candles (self, get_dataset (self));
  show_ready (self);
}

/* The name of a blind session must not tell what it hides. */
static void
blind_changed_cb (BtNewSessionDialog *self)
{
  const gboolean is_blind = bt_blind_group_is_blind (self->blind_group);
  BtDatasetItem *item = adw_combo_row_get_selected_item (ADW_COMBO_ROW (self->dataset_row));

  self->is_updating = TRUE;
  if (!self->is_name_own && item != NULL)
    {
      g_autofree char *title = bt_dataset_item_to_title (item);
      gtk_editable_set_text (GTK_EDITABLE (self->name_row),
                             is_blind ? _ ("Blind practice") : title);
    }
  self->is_updating = FALSE;
  range_changed_cb (self);
}

static void
name_changed_cb (BtNewSessionDialog *self)
{
  if (self->is_updating)
    return;
  self->is_name_own = TRUE;
  settings_changed_cb (self);
}

static void
show_choices (BtNewSessionDialog *self, const BtDataset *dataset)
{
  g_autoptr (GListModel) timeframes = bt_session_choices_timeframes (dataset->timeframe);
  g_autoptr (GListModel) currencies = bt_session_choices_currencies (&dataset->instrument);
  const guint usual = bt_session_choices_find_timeframe (timeframes, BT_TIMEFRAME_M5);

  bt_timeframe_row_set (self->timeframe_row, dataset->timeframe,
                        bt_session_choices_get_timeframe (timeframes, usual));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->currency_drop_down), currencies);
}

static void
show_dataset (BtNewSessionDialog *self, BtDatasetItem *item)
{
  const BtDataset *dataset = bt_dataset_item_get (item);
  g_autofree char *title = bt_dataset_item_to_title (item);
  g_autofree char *count = bt_format_count (dataset->rows);
  /* Where they begin and end stand below; a longer text would push the dataset's name together. */
  g_autofree char *subtitle
    = g_strdup_printf (ngettext ("%s candle", "%s candles", (gulong) dataset->rows), count);
  /* Translators: %c is the grade of a dataset. */
  g_autofree char *grade = g_strdup_printf (_ ("Grade %c"), dataset->grade);
  const char *classes[] = { "grade", bt_quality_pane_grade_class (dataset->grade), NULL };
  gint64 from_usec
    = bt_session_choices_start (dataset->timeframe, dataset->first_usec, dataset->last_usec);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->dataset_row), subtitle);
  gtk_label_set_label (GTK_LABEL (self->grade_label), grade);
  gtk_widget_set_css_classes (self->grade_label, classes);
  gtk_widget_set_visible (self->grade_label, dataset->grade != '-');
  if (!self->is_name_own && !bt_blind_group_is_blind (self->blind_group))
    gtk_editable_set_text (GTK_EDITABLE (self->name_row), title);
  bt_date_row_set_time (self->from_row, from_usec);
  bt_date_row_set_time (self->to_row, BT_TIME_NONE);
  show_choices (self, dataset);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->spread_spin),
                             (double) dataset->instrument.typical_spread_points);
  set_row_fault (self->spread_row, NULL,
                 dataset->has_spread ? _ ("For candles without a spread of their own")
                                     : _ ("The dataset has no spread column"));
}

static void
dataset_changed_cb (BtNewSessionDialog *self)
{
  BtDatasetItem *item = adw_combo_row_get_selected_item (ADW_COMBO_ROW (self->dataset_row));

  if (self->is_updating || self->workspace == NULL || item == NULL)
    return;
  self->is_updating = TRUE;
  show_dataset (self, item);
  self->is_updating = FALSE;
  count_candles (self, bt_dataset_item_get (item));
  settings_changed_cb (self);
}

static void
session_created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BtNewSessionDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = bt_session_create_finish (BT_STORE (source), result, &error);

  self->is_creating = FALSE;
  gtk_spinner_stop (GTK_SPINNER (self->spinner));
  if (id == NULL)
    {
      show_ready (self);
      bt_dialog_show_error (GTK_WIDGET (self), _ ("The session was not created"), error->message);
      return;
    }
  g_signal_emit (self, signals[CREATED], 0, id);
  gtk_window_close (GTK_WINDOW (self));
}

static void
create_clicked_cb (BtNewSessionDialog *self)
{
  const BtDataset *dataset = get_dataset (self);
  guint speed_count;
  const int *speeds = bt_session_speeds (&speed_count);

  if (dataset == NULL || self->fault != NULL || self->is_creating)
    return;
  g_autofree char *name
    = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row))));
  BtSessionPlan plan = { .name = name, .dataset_id = dataset->id };
  fill_settings (self, dataset, &plan.settings);
  bt_date_row_get_time (self->from_row, &plan.start_usec);
  bt_date_row_get_time (self->to_row, &plan.end_usec);
  bt_blind_group_fill (self->blind_group, dataset, &plan);
  plan.chart_timeframe = bt_timeframe_row_get (self->timeframe_row);
  plan.speed = speeds[MIN (get_selected (self->speed_row), speed_count - 1)];
  self->is_creating = TRUE;
  gtk_spinner_start (GTK_SPINNER (self->spinner));
  show_ready (self);
  bt_session_create_async (bt_workspace_get_store (self->workspace), &plan, NULL,
                           session_created_cb, g_object_ref (self));
}

static void
fill_lists (BtNewSessionDialog *self)
{
  g_autoptr (GtkStringList) policies = gtk_string_list_new (NULL);
  guint first_speed;
  g_autoptr (GListModel) speeds = bt_session_choices_speeds (FIRST_SPEED, &first_speed);
  g_autoptr (GtkExpression) title = gtk_cclosure_expression_new (
    G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (bt_dataset_item_to_title), NULL, NULL);

  for (int i = 0; i < N_POLICIES; i++)
    gtk_string_list_append (policies, bt_label_policy ((BtPathPolicy) i));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->policy_row), G_LIST_MODEL (policies));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->speed_row), speeds);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->speed_row), first_speed);
  adw_combo_row_set_expression (ADW_COMBO_ROW (self->dataset_row), title);
}

static void
set_workspace (BtNewSessionDialog *self, BtWorkspace *workspace, gint64 dataset_id)
{
  GListModel *datasets = G_LIST_MODEL (bt_workspace_get_datasets (workspace));
  guint length = g_list_model_get_n_items (datasets);
  guint chosen = 0;

  for (guint i = 0; i < length; i++)
    {
      g_autoptr (BtDatasetItem) item = g_list_model_get_item (datasets, i);
      if (bt_dataset_item_get (item)->id == dataset_id)
        chosen = i;
    }
  self->is_updating = TRUE;
  fill_lists (self);
  adw_combo_row_set_model (ADW_COMBO_ROW (self->dataset_row), datasets);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->dataset_row), chosen);
  self->is_updating = FALSE;
  self->workspace = g_object_ref (workspace);
  dataset_changed_cb (self);
}

static void
bt_new_session_dialog_dispose (GObject *object)
{
  BtNewSessionDialog *self = BT_NEW_SESSION_DIALOG (object);

  g_clear_object (&self->workspace);
  g_clear_pointer (&self->fault, g_free);
  G_OBJECT_CLASS (bt_new_session_dialog_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, BtNewSessionDialog, create_button);
  gtk_widget_class_bind_template_child (widget_class, BtNewSessionDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, BtNewSessionDialog, dataset_row);
  gtk_widget_class_bind_template_child (widget_class, BtNewSessionDialog, timeframe_row);
  gtk_widget_class_bind_template_child (widget_class, BtNewSessionDialog, from_row);
  gtk_widget_class_bind_template_child (widget_class, BtNewSessionDialog, to_row);
  gtk_widget_class_bind_template_child (widget_class, BtNewSessionDialog, speed_row);
  gtk_widget_class_bind_template_child (widget_class, BtNewSessionDialog, grade_label);
  gtk_widget_class_bind_template_child (widget_class, BtNewSessionDialog, balance_row);
  gtk_widget_class_bind_template_child (widget_class, BtNewSessionDialog, balance_spin);
  gtk_widget_class_bind_template_child (widget_class, BtNewSessionDialog, currency_drop_down);
  gtk_widget_class_bind_template_child (widget_class, BtNewSessionDialog, leverage_spin);
  gtk_widget_class_bind_template_child (widget_class, BtNewSessionDialog, mode_row);
  gtk_widget_class_bind_template_child (widget_class, BtNewSessionDialog, call_spin);
  gtk_widget_class_bind_template_child (widget_class, BtNewSessionDialog, stop_out_spin);
  gtk_widget_class_bind_template_child (widget_class, BtNewSessionDialog, stop_out_row);
  gtk_widget_class_bind_template_child (widget_class, BtNewSessionDialog, spread_row);
  gtk_widget_class_bind_template_child (widget_class, BtNewSessionDialog, spread_spin);
  gtk_widget_class_bind_template_child (widget_class, BtNewSessionDialog, slippage_spin);
  gtk_widget_class_bind_template_child (widget_class, BtNewSessionDialog, commission_row);
  gtk_widget_class_bind_template_child (widget_class, BtNewSessionDialog, amount_row);
  gtk_widget_class_bind_template_child (widget_class, BtNewSessionDialog, amount_spin);
  gtk_widget_class_bind_template_child (widget_class, BtNewSessionDialog, policy_row);
  gtk_widget_class_bind_template_child (widget_class, BtNewSessionDialog, seed_spin);
  gtk_widget_class_bind_template_child (widget_class, BtNewSessionDialog, advanced_group);
  gtk_widget_class_bind_template_child (widget_class, BtNewSessionDialog, blind_group);
  gtk_widget_class_bind_template_child (widget_class, BtNewSessionDialog, challenge_group);
  gtk_widget_class_bind_template_child (widget_class, BtNewSessionDialog, ready_label);
  gtk_widget_class_bind_template_child (widget_class, BtNewSessionDialog, count_label);
  gtk_widget_class_bind_template_child (widget_class, BtNewSessionDialog, spinner);
}

static void
bt_new_session_dialog_class_init (BtNewSessionDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_new_session_dialog_dispose;
  signals[CREATED] = g_signal_new ("created", BT_TYPE_NEW_SESSION_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (BT_TYPE_DATE_ROW);
  g_type_ensure (BT_TYPE_TIMEFRAME_ROW);
  g_type_ensure (BT_TYPE_ADVANCED_GROUP);
  g_type_ensure (BT_TYPE_BLIND_GROUP);
  g_type_ensure (BT_TYPE_CHALLENGE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("new-session-dialog"));
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, settings_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, blind_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, range_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, dataset_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, create_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
bt_new_session_dialog_init (BtNewSessionDialog *self)
{
  self->candles = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
}

BtNewSessionDialog *
bt_new_session_dialog_new (GtkWindow *parent, BtWorkspace *workspace, gint64 dataset_id)
{
  BtNewSessionDialog *self
    = g_object_new (BT_TYPE_NEW_SESSION_DIALOG, "transient-for", parent, NULL);

  set_workspace (self, workspace, dataset_id);
  gtk_widget_grab_focus (self->name_row);
  return self;
}

const char *
bt_new_session_dialog_get_fault (BtNewSessionDialog *dialog)
{
  g_return_val_if_fail (BT_IS_NEW_SESSION_DIALOG (dialog), NULL);

  return dialog->fault;
}
