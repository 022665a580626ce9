// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-compare-window.h"

#include "ui/bt-accessible.h"
#include "ui/bt-dialogs.h"
#include "ui/bt-resources.h"

#include <glib/gi18n.h>

#define WINDOW_KEY "bt-compare-window"
#define ITEM_KEY "bt-dataset-item"

/* The text that says the chart is full names the number. */
G_STATIC_ASSERT (BT_CHART_MAX_COMPARES == 4);

struct _BtCompareWindow
{
  AdwWindow parent_instance;

  BtCompareList *compares;
  BtDatasetList *datasets;
  GPtrArray *rows; /* of what is on the chart, owned by the group */

  GtkWidget *shown_group;
  GtkWidget *search;
  GtkWidget *list;
  GtkWidget *none_label;
};

G_DEFINE_FINAL_TYPE (BtCompareWindow, bt_compare_window, ADW_TYPE_WINDOW)

static const BtDataset *
get_dataset (gpointer row)
{
  return bt_dataset_item_get (g_object_get_data (G_OBJECT (row), ITEM_KEY));
}

/* Another instrument than the session's, with candles before the end of what is known. */
static gboolean
can_compare (BtCompareWindow *self, const BtDataset *dataset)
{
  BtSession *session = bt_compare_list_get_session (self->compares);
  BtTape *tape = bt_session_get_tape (session);
  const char *symbol = bt_session_get_instrument (session)->symbol;
  gsize known = bt_tape_get_known (tape);

  return g_ascii_strcasecmp (dataset->instrument.symbol, symbol) != 0 && known > 0
         && dataset->first_usec <= bt_session_get_clock (session)
         && dataset->last_usec >= bt_tape_get_candle (tape, 0).time_usec
         && !bt_compare_list_has (self->compares, dataset->id);
}

static gboolean
is_found (GtkListBoxRow *row, gpointer user_data)
{
  BtCompareWindow *self = user_data;
  const BtDataset *dataset = get_dataset (row);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  return can_compare (self, dataset)
         && (text[0] == '\0' || g_str_match_string (text, dataset->instrument.symbol, TRUE)
             || g_str_match_string (text, dataset->instrument.description, TRUE));
}

static GtkListBoxRow *
find_first (BtCompareWindow *self)
{
  GtkListBoxRow *row = NULL;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), i)) != NULL; i++)
    if (is_found (row, self))
      return row;
  return NULL;
}

static void
search_changed_cb (BtCompareWindow *self)
{
  gboolean has_any = find_first (self) != NULL;

  gtk_list_box_invalidate_filter (GTK_LIST_BOX (self->list));
  gtk_widget_set_visible (self->list, has_any);
  gtk_widget_set_visible (self->none_label, !has_any);
}

/* On the chart's axis a line is read in percent, and so is the chart from then on. */
static void
add_dataset (BtCompareWindow *self, gint64 id)
{
  BtChart *chart = bt_compare_list_get_chart (self->compares);

  if (bt_compare_list_get_count (self->compares) == BT_CHART_MAX_COMPARES)
    {
      bt_dialog_show_error (GTK_WIDGET (self), _ ("The chart is full"),
                            _ ("It holds 4 other instruments. Remove one first."));
      return;
    }
  if (bt_compare_list_add (self->compares, id, BT_CHART_COMPARE_PERCENT))
    g_object_set (chart, "scale", BT_PRICE_SCALE_PERCENT, NULL);
}

static void
row_activated_cb (BtCompareWindow *self, GtkListBoxRow *row)
{
  add_dataset (self, get_dataset (row)->id);
}

/* Enter adds the first one that was found. */
static void
search_activated_cb (BtCompareWindow *self)
{
  GtkListBoxRow *row = find_first (self);

  if (row != NULL && gtk_editable_get_text (GTK_EDITABLE (self->search))[0] != '\0')
    add_dataset (self, get_dataset (row)->id);
}

static void
search_stopped_cb (BtCompareWindow *self)
{
  if (gtk_editable_get_text (GTK_EDITABLE (self->search))[0] != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
axis_chosen_cb (AdwComboRow *row, GParamSpec *spec, BtCompareWindow *self)
{
  bt_compare_list_set_axis (self->compares, get_dataset (row)->id,
                            (BtChartCompareAxis) adw_combo_row_get_selected (row));
}

static void
remove_clicked_cb (GtkWidget *button, BtCompareWindow *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, ADW_TYPE_COMBO_ROW);

  bt_compare_list_remove (self->compares, get_dataset (row)->id);
}

static GtkWidget *
make_remove_button (BtCompareWindow *self, const char *title)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");
  /* Translators: %s is a dataset: “EURUSD M1”. */
  g_autofree char *name = g_strdup_printf (_ ("Remove %s"), title);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  bt_accessible_set_name (button, name);
  g_signal_connect (button, "clicked", G_CALLBACK (remove_clicked_cb), self);
  return button;
}

static GtkWidget *
make_row (BtCompareWindow *self, BtDatasetItem *item, BtChartCompareAxis axis)
{
  g_autofree char *title = bt_dataset_item_to_title (item);
  const char *const axes[] = { _ ("In percent"), _ ("Own axis"), NULL };
  g_autoptr (GtkStringList) names = gtk_string_list_new (axes);
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), axis);
  g_object_set_data_full (G_OBJECT (row), ITEM_KEY, g_object_ref (item), g_object_unref);
  g_signal_connect (row, "notify::selected", G_CALLBACK (axis_chosen_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_remove_button (self, title));
  return row;
}

/* A row is made anew only where another dataset stands: one that is open keeps its list. */
static gboolean
has_same_rows (BtCompareWindow *self)
{
  if (self->rows->len != bt_compare_list_get_count (self->compares))
    return FALSE;
  for (guint i = 0; i < self->rows->len; i++)
    if (get_dataset (self->rows->pdata[i])->id != bt_compare_list_get (self->compares, i, NULL))
      return FALSE;
  return TRUE;
}

static void
show_rows (BtCompareWindow *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self->shown_group);
  BtChartCompareAxis axis;

  search_changed_cb (self);
  if (has_same_rows (self))
    return;
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < bt_compare_list_get_count (self->compares); i++)
    {
      gint64 id = bt_compare_list_get (self->compares, i, &axis);
      BtDatasetItem *item = bt_dataset_list_find (self->datasets, id);
      if (item == NULL)
        continue;
      GtkWidget *row = make_row (self, item, axis);
      adw_preferences_group_add (group, row);
      g_ptr_array_add (self->rows, row);
    }
  gtk_widget_set_visible (self->shown_group, self->rows->len > 0);
}

static GtkWidget *
make_choice (BtDatasetItem *item)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = bt_dataset_item_to_title (item);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               bt_dataset_item_get (item)->instrument.description);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("list-add-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), ITEM_KEY, g_object_ref (item), g_object_unref);
  return row;
}

static void
fill_list (BtCompareWindow *self)
{
  GListModel *datasets = G_LIST_MODEL (self->datasets);
  GtkListBox *list = GTK_LIST_BOX (self->list);
  GtkListBoxRow *row = NULL;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
  for (guint i = 0; i < g_list_model_get_n_items (datasets); i++)
    {
      g_autoptr (BtDatasetItem) item = g_list_model_get_item (datasets, i);
      gtk_list_box_append (list, make_choice (item));
    }
  show_rows (self);
}

static void
bt_compare_window_dispose (GObject *object)
{
  BtCompareWindow *self = BT_COMPARE_WINDOW (object);

  if (self->compares != NULL)
    g_object_set_data (G_OBJECT (self->compares), WINDOW_KEY, NULL);
  g_clear_object (&self->compares);
  g_clear_object (&self->datasets);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (bt_compare_window_parent_class)->dispose (object);
}

static void
bt_compare_window_class_init (BtCompareWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_compare_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("compare-window"));
  gtk_widget_class_bind_template_child (widget_class, BtCompareWindow, shown_group);
  gtk_widget_class_bind_template_child (widget_class, BtCompareWindow, search);
  gtk_widget_class_bind_template_child (widget_class, BtCompareWindow, list);
  gtk_widget_class_bind_template_child (widget_class, BtCompareWindow, none_label);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
}

static void
bt_compare_window_init (BtCompareWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
  gtk_window_set_focus (GTK_WINDOW (self), self->search);
}

BtCompareWindow *
bt_compare_window_find (BtCompareList *compares)
{
  return g_object_get_data (G_OBJECT (compares), WINDOW_KEY);
}

static BtCompareWindow *
make_window (BtCompareList *compares, BtDatasetList *datasets)
{
  GtkWidget *chart = GTK_WIDGET (bt_compare_list_get_chart (compares));
  BtCompareWindow *self = g_object_new (BT_TYPE_COMPARE_WINDOW, "transient-for",
                                        gtk_widget_get_ancestor (chart, GTK_TYPE_WINDOW), NULL);

  self->compares = g_object_ref (compares);
  self->datasets = g_object_ref (datasets);
  g_object_set_data (G_OBJECT (compares), WINDOW_KEY, self);
  gtk_list_box_set_filter_func (GTK_LIST_BOX (self->list), is_found, self, NULL);
  g_signal_connect_object (compares, "changed", G_CALLBACK (show_rows), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (datasets, "items-changed", G_CALLBACK (fill_list), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_visible (self->shown_group, FALSE);
  fill_list (self);
  return self;
}

void
bt_compare_window_present (BtCompareList *compares, BtDatasetList *datasets)
{
  g_return_if_fail (BT_IS_COMPARE_LIST (compares) && BT_IS_DATASET_LIST (datasets));

  BtCompareWindow *self = bt_compare_window_find (compares);

  if (self == NULL)
    self = make_window (compares, datasets);
  gtk_window_present (GTK_WINDOW (self));
}
