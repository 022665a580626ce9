// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-data-page.h"

#include "ui/bt-dialogs.h"
#include "ui/bt-download-dialog.h"
#include "ui/bt-file-drop.h"
#include "ui/bt-format.h"
#include "ui/bt-import-row.h"
#include "ui/bt-place-window.h"
#include "ui/bt-quality-pane.h"
#include "ui/bt-resources.h"
#include "ui/bt-table.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* Of a key of 63 bits. */
#define SORTED_LETTERS 6
#define TIMEFRAME_BITS 16

struct _BtDataPage
{
  GtkBox parent_instance;

  BtWorkspace *workspace;
  gboolean is_folded;
  gint64 wanted_id; /* to select as soon as the list has it; 0: none */
  gint64 kept_id;   /* selected before the list was read anew; 0: none */

  GtkWidget *back_button;
  GtkWidget *leaflet;
  GtkWidget *table_side;
  GtkWidget *imports;
  GtkWidget *imports_scroller;
  GtkWidget *stack;
  GtkColumnView *table;
  GtkWidget *drop_zone;
  GtkWidget *total_label;
  GtkWidget *free_label;
  GtkWidget *pane;

  BtPlaceWindow *place_window; /* weak: the parent destroys it */
};

enum
{
  PROP_WORKSPACE = 1,
  PROP_IS_FOLDED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (BtDataPage, bt_data_page, GTK_TYPE_BOX)

/* Orders by symbol, then timeframe: by as many letters as a key holds beside its minutes. */
static gint64
get_symbol_key (gpointer item, gpointer context)
{
  const BtDataset *dataset = bt_dataset_item_get (item);
  const char *next = dataset->instrument.symbol;
  gint64 key = 0;

  for (guint i = 0; i < SORTED_LETTERS; i++)
    {
      key = key << 7 | (*next & 0x7f);
      next += *next != '\0';
    }
  return key << TIMEFRAME_BITS | dataset->timeframe;
}

static GtkWidget *
make_symbol_cell (gpointer context)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *symbol = gtk_label_new (NULL);
  GtkWidget *timeframe = gtk_label_new (NULL);

  gtk_widget_add_css_class (symbol, "strong");
  gtk_widget_add_css_class (timeframe, "chip");
  gtk_widget_set_valign (timeframe, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), symbol);
  gtk_box_append (GTK_BOX (box), timeframe);
  return box;
}

static void
fill_symbol_cell (GtkWidget *cell, gpointer item, gpointer context)
{
  const BtDataset *dataset = item != NULL ? bt_dataset_item_get (item) : NULL;

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (cell)),
                       dataset != NULL ? dataset->instrument.symbol : "");
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (cell)),
                       dataset != NULL ? bt_timeframe_to_string (dataset->timeframe) : "");
}

static char *
get_range_text (gpointer item, gpointer context)
{
  const BtDataset *dataset = bt_dataset_item_get (item);
  g_autofree char *first = bt_format_date (dataset->first_usec);
  g_autofree char *last = bt_format_date (dataset->last_usec);

  return g_strdup_printf ("%s – %s", first, last);
}

static gint64
get_range_key (gpointer item, gpointer context)
{
  return bt_dataset_item_get (item)->first_usec;
}

static char *
get_rows_text (gpointer item, gpointer context)
{
  return bt_format_count (bt_dataset_item_get (item)->rows);
}

static gint64
get_rows_key (gpointer item, gpointer context)
{
  return bt_dataset_item_get (item)->rows;
}

static char *
get_size_text (gpointer item, gpointer context)
{
  return bt_format_megabytes (bt_dataset_item_get (item)->bytes);
}

static gint64
get_size_key (gpointer item, gpointer context)
{
  return bt_dataset_item_get (item)->bytes;
}

static gint64
get_grade_key (gpointer item, gpointer context)
{
  return bt_dataset_item_get (item)->grade;
}

static GtkWidget *
make_grade_cell (gpointer context)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_set_halign (label, GTK_ALIGN_START);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  return label;
}

static void
fill_grade_cell (GtkWidget *cell, gpointer item, gpointer context)
{
  char grade = item != NULL ? bt_dataset_item_get (item)->grade : '-';
  char text[] = { grade == '-' ? '?' : grade, '\0' };
  const char *classes[] = { "grade", bt_quality_pane_grade_class (grade), NULL };

  gtk_label_set_label (GTK_LABEL (cell), text);
  gtk_widget_set_css_classes (cell, classes);
}

static char *
get_source_text (gpointer item, gpointer context)
{
  return g_strdup (bt_dataset_item_get (item)->source);
}

static const BtTableColumn columns[] = {
  { .make = make_symbol_cell, .fill = fill_symbol_cell, .key = get_symbol_key },
  { .text = get_range_text, .key = get_range_key, .css_class = "figures" },
  { .text = get_rows_text, .key = get_rows_key, .is_number = TRUE },
  { .text = get_size_text, .key = get_size_key, .is_number = TRUE },
  { .make = make_grade_cell, .fill = fill_grade_cell, .key = get_grade_key },
  { .text = get_source_text, .css_class = "secondary" },
};

static void
show_totals (BtDataPage *self)
{
  GListModel *datasets = G_LIST_MODEL (bt_workspace_get_datasets (self->workspace));
  guint length = g_list_model_get_n_items (datasets);
  gint64 rows = 0, bytes = 0;

  for (guint i = 0; i < length; i++)
    {
      g_autoptr (BtDatasetItem) item = g_list_model_get_item (datasets, i);
      rows += bt_dataset_item_get (item)->rows;
      bytes += bt_dataset_item_get (item)->bytes;
    }
  g_autofree char *count = g_strdup_printf (ngettext ("%u dataset", "%u datasets", length), length);
  g_autofree char *rows_text = bt_format_count (rows);
  g_autofree char *megabytes = bt_format_megabytes (bytes);
  /* Translators: datasets, number of rows, megabytes. */
  g_autofree char *text = g_strdup_printf (_ ("%s   %s rows   %s MB"), count, rows_text, megabytes);
  gtk_label_set_label (GTK_LABEL (self->total_label), text);
}

static void
free_space_known_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BtDataPage) self = user_data;
  g_autoptr (GFileInfo) info = g_file_query_filesystem_info_finish (G_FILE (source), result, NULL);

  if (info == NULL || self->free_label == NULL)
    return;
  g_autofree char *size
    = g_format_size (g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE));
  /* Translators: %s is a size such as 84 GB. */
  g_autofree char *text = g_strdup_printf (_ ("%s free"), size);
  gtk_label_set_label (GTK_LABEL (self->free_label), text);
}

static void
ask_free_space (BtDataPage *self)
{
  g_autoptr (GFile) folder
    = g_file_new_for_path (bt_store_get_folder (bt_workspace_get_store (self->workspace)));

  g_file_query_filesystem_info_async (folder, G_FILE_ATTRIBUTE_FILESYSTEM_FREE, G_PRIORITY_LOW,
                                      NULL, free_space_known_cb, g_object_ref (self));
}

static void
show_selected (BtDataPage *self)
{
  g_object_set (self->pane, "item", bt_table_get_selected (self->table), NULL);
}

static void
select_dataset (BtDataPage *self, BtDatasetItem *item)
{
  self->wanted_id = 0;
  bt_table_select (self->table, item);
  show_selected (self);
}

/* Comes before the table hears of it, and then selects another one. */
static void
datasets_changing_cb (BtDataPage *self)
{
  g_autoptr (BtDatasetItem) shown = NULL;

  g_object_get (self->pane, "item", &shown, NULL);
  self->kept_id = shown != NULL ? bt_dataset_item_get (shown)->id : 0;
}

static void
datasets_changed_cb (BtDataPage *self)
{
  BtDatasetList *datasets = bt_workspace_get_datasets (self->workspace);
  guint length = g_list_model_get_n_items (G_LIST_MODEL (datasets));
  BtDatasetItem *wanted
    = self->wanted_id != 0 ? bt_dataset_list_find (datasets, self->wanted_id) : NULL;
  BtDatasetItem *kept = self->kept_id != 0 ? bt_dataset_list_find (datasets, self->kept_id) : NULL;

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), length > 0 ? "table" : "empty");
  show_totals (self);
  ask_free_space (self);
  if (wanted != NULL)
    select_dataset (self, wanted);
  else if (kept != NULL)
    {
      bt_table_select (self->table, kept);
      show_selected (self);
    }
  else if (length > 0 && bt_table_get_selected (self->table) == NULL)
    {
      g_autoptr (BtDatasetItem) first = g_list_model_get_item (G_LIST_MODEL (datasets), 0);
      select_dataset (self, first);
    }
  else
    show_selected (self);
}

static void
imports_changed_cb (BtDataPage *self)
{
  GListModel *imports = bt_workspace_get_imports (self->workspace);

  gtk_widget_set_visible (self->imports_scroller, g_list_model_get_n_items (imports) > 0);
}

static void
leaflet_changed_cb (BtDataPage *self)
{
  AdwLeaflet *leaflet = ADW_LEAFLET (self->leaflet);
  gboolean is_report_alone
    = adw_leaflet_get_folded (leaflet) && adw_leaflet_get_visible_child (leaflet) == self->pane;

  gtk_widget_set_visible (self->back_button, is_report_alone || self->is_folded);
}

static void
row_activated_cb (BtDataPage *self)
{
  adw_leaflet_set_visible_child (ADW_LEAFLET (self->leaflet), self->pane);
}

static void
back_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtDataPage *self = BT_DATA_PAGE (widget);
  AdwLeaflet *leaflet = ADW_LEAFLET (self->leaflet);

  if (adw_leaflet_get_folded (leaflet) && adw_leaflet_get_visible_child (leaflet) == self->pane)
    adw_leaflet_set_visible_child (leaflet, self->table_side);
  else
    gtk_widget_activate_action (widget, "win.show-places", NULL);
}

static void
dataset_deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BtDataPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!bt_dataset_list_delete_finish (BT_DATASET_LIST (source), result, &error))
    bt_dialog_show_error (GTK_WIDGET (self), _ ("The dataset was not deleted"), error->message);
}

static void
delete_confirmed (gpointer user_data, gint64 id)
{
  BtDataPage *self = user_data;

  bt_dataset_list_delete_async (bt_workspace_get_datasets (self->workspace), id, dataset_deleted_cb,
                                g_object_ref (self));
}

static void
delete_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtDataPage *self = BT_DATA_PAGE (widget);
  gint64 id = g_variant_get_int64 (parameter);
  BtDatasetItem *item = bt_dataset_list_find (bt_workspace_get_datasets (self->workspace), id);

  if (item == NULL)
    return;
  g_autofree char *title = bt_dataset_item_to_title (item);
  /* Translators: %s is a dataset, such as “XAUUSD M1”. */
  g_autofree char *heading = g_strdup_printf (_ ("Delete %s?"), title);
  bt_dialog_confirm (
    widget, heading,
    _ ("Its candles are removed from this computer. The file that they came from is not touched."),
    _ ("_Delete"), delete_confirmed, id);
}

/* One window shows place after place. */
static void
place_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtDataPage *self = BT_DATA_PAGE (widget);
  gint64 id, from_usec, to_usec;

  g_variant_get (parameter, "(xxx)", &id, &from_usec, &to_usec);
  BtDatasetItem *item = bt_dataset_list_find (bt_workspace_get_datasets (self->workspace), id);
  if (item == NULL)
    return;
  if (self->place_window == NULL)
    g_set_weak_pointer (
      &self->place_window,
      bt_place_window_new (GTK_WINDOW (gtk_widget_get_root (widget)), self->workspace));
  bt_place_window_show (self->place_window, item, from_usec, to_usec);
}

static void
dataset_exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BtDataPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (bt_dataset_list_export_finish (BT_DATASET_LIST (source), result, &error))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s",
                                _ ("The candles were written"));
  else
    bt_dialog_show_error (GTK_WIDGET (self), _ ("The candles were not written"), error->message);
}

static void
export_file_chosen (gpointer user_data, GFile *file, gint64 id)
{
  BtDataPage *self = user_data;

  bt_dataset_list_export_async (bt_workspace_get_datasets (self->workspace), id, file, NULL,
                                dataset_exported_cb, g_object_ref (self));
}

static void
export_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtDataPage *self = BT_DATA_PAGE (widget);
  gint64 id = g_variant_get_int64 (parameter);
  BtDatasetItem *item = bt_dataset_list_find (bt_workspace_get_datasets (self->workspace), id);

  if (item == NULL)
    return;
  const BtDataset *dataset = bt_dataset_item_get (item);
  g_autofree char *file_name = g_strdup_printf ("%s_%s.csv", dataset->instrument.symbol,
                                                bt_timeframe_to_string (dataset->timeframe));
  bt_dialog_save (widget, _ ("Export candles"), file_name, export_file_chosen, id);
}

static void
downloaded_cb (BtDownloadDialog *dialog, gint64 id, const char *text, BtDataPage *self)
{
  bt_data_page_show_dataset (self, id);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

static void
download_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtDataPage *self = BT_DATA_PAGE (widget);
  BtDownloadDialog *dialog
    = bt_download_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), self->workspace);

  g_signal_connect_object (dialog, "downloaded", G_CALLBACK (downloaded_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
import_file (GFile *file, gpointer user_data)
{
  bt_workspace_choose (BT_DATA_PAGE (user_data)->workspace, file);
}

static GtkWidget *
make_import_row (gpointer item, gpointer user_data)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), bt_import_row_new (item));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  return row;
}

static void
set_workspace (BtDataPage *self, BtWorkspace *workspace)
{
  if (!g_set_object (&self->workspace, workspace) || workspace == NULL)
    return;
  BtDatasetList *datasets = bt_workspace_get_datasets (workspace);
  GListModel *imports = bt_workspace_get_imports (workspace);

  g_signal_connect_object (datasets, "items-changed", G_CALLBACK (datasets_changing_cb), self,
                           G_CONNECT_SWAPPED);
  bt_table_setup (self->table, G_LIST_MODEL (datasets), columns, G_N_ELEMENTS (columns), self);
  gtk_list_box_bind_model (GTK_LIST_BOX (self->imports), imports, make_import_row, self, NULL);
  g_signal_connect_object (gtk_column_view_get_model (self->table), "selection-changed",
                           G_CALLBACK (show_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "activate", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (datasets, "items-changed", G_CALLBACK (datasets_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (imports, "items-changed", G_CALLBACK (imports_changed_cb), self,
                           G_CONNECT_SWAPPED);
  datasets_changed_cb (self);
  imports_changed_cb (self);
}

static void
bt_data_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  BtDataPage *self = BT_DATA_PAGE (object);

  switch (id)
    {
    case PROP_WORKSPACE:
      set_workspace (self, g_value_get_object (value));
      break;
    case PROP_IS_FOLDED:
      self->is_folded = g_value_get_boolean (value);
      leaflet_changed_cb (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
bt_data_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_IS_FOLDED)
    g_value_set_boolean (value, BT_DATA_PAGE (object)->is_folded);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
bt_data_page_dispose (GObject *object)
{
  BtDataPage *self = BT_DATA_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), BT_TYPE_DATA_PAGE);
  g_clear_weak_pointer (&self->place_window);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (bt_data_page_parent_class)->dispose (object);
}

static void
bt_data_page_class_init (BtDataPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = bt_data_page_set_property;
  object_class->get_property = bt_data_page_get_property;
  object_class->dispose = bt_data_page_dispose;
  properties[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, BT_TYPE_WORKSPACE,
                                                    G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_IS_FOLDED] = g_param_spec_boolean ("is-folded", NULL, NULL, FALSE,
                                                     G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_type_ensure (BT_TYPE_QUALITY_PANE);
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("data-page"));
  gtk_widget_class_bind_template_child (widget_class, BtDataPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, BtDataPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, BtDataPage, table_side);
  gtk_widget_class_bind_template_child (widget_class, BtDataPage, imports);
  gtk_widget_class_bind_template_child (widget_class, BtDataPage, imports_scroller);
  gtk_widget_class_bind_template_child (widget_class, BtDataPage, stack);
  gtk_widget_class_bind_template_child (widget_class, BtDataPage, table);
  gtk_widget_class_bind_template_child (widget_class, BtDataPage, drop_zone);
  gtk_widget_class_bind_template_child (widget_class, BtDataPage, total_label);
  gtk_widget_class_bind_template_child (widget_class, BtDataPage, free_label);
  gtk_widget_class_bind_template_child (widget_class, BtDataPage, pane);
  gtk_widget_class_bind_template_callback (widget_class, leaflet_changed_cb);
  gtk_widget_class_install_action (widget_class, "data.back", NULL, back_action_cb);
  gtk_widget_class_install_action (widget_class, "data.download", NULL, download_action_cb);
  gtk_widget_class_install_action (widget_class, "data.delete", "x", delete_action_cb);
  gtk_widget_class_install_action (widget_class, "data.export", "x", export_action_cb);
  gtk_widget_class_install_action (widget_class, "data.show-place", "(xxx)", place_action_cb);
}

static void
bt_data_page_init (BtDataPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bt_file_drop_attach (GTK_WIDGET (self), import_file, self);
  leaflet_changed_cb (self);
}

void
bt_data_page_show_dataset (BtDataPage *page, gint64 id)
{
  g_return_if_fail (BT_IS_DATA_PAGE (page));

  BtDatasetItem *item = bt_dataset_list_find (bt_workspace_get_datasets (page->workspace), id);
  page->wanted_id = id;
  if (item != NULL)
    select_dataset (page, item);
}
