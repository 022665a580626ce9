// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-import-sheet.h"

#include "base/bt-decimal.h"
#include "store/bt-instrument-table.h"
#include "ui/bt-accessible.h"
#include "ui/bt-format.h"
#include "ui/bt-labels.h"
#include "ui/bt-resources.h"
#include "ui/bt-session-choices.h"

#include <glib/gi18n.h>

/* Typing goes on for so long before the file is looked at again. */
#define TYPING_MSEC 250
#define OFFSET_FIRST_HOURS (-12)
#define OFFSET_LAST_HOURS 14
#define N_COLUMNS 6

struct _BtImportSheet
{
  AdwWindow parent_instance;

  BtImport *import;
  BtFeedOptions stated; /* what the user changed; its strings are the fields' */
  char *symbol;         /* of stated */
  GArray *zones;        /* of BtZone, in the order of the list */
  GCancellable *looking;
  guint typing;
  gboolean is_updating;
  gboolean is_answered; /* nothing is missing, and the file can be read so */

  GtkWidget *name_label;
  GtkWidget *form_label;
  GtkWidget *symbol_entry;
  GtkWidget *symbol_menu;
  GtkWidget *symbol_choices;
  GtkWidget *symbol_hint;
  GtkWidget *timeframe_list;
  GtkWidget *zone_list;
  GtkWidget *zone_chip;
  GtkWidget *order_label;
  GtkWidget *order_list;
  GtkWidget *order_chip;
  GtkWidget *kind_list;
  GtkWidget *digits_spin;
  GtkWidget *candles;
  GtkWidget *fault_label;
};

G_DEFINE_FINAL_TYPE (BtImportSheet, bt_import_sheet, ADW_TYPE_WINDOW)

static void
show_fault (BtImportSheet *self, const char *text)
{
  gtk_label_set_label (GTK_LABEL (self->fault_label), text != NULL ? text : "");
  self->is_answered = text == NULL;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sheet.import", self->is_answered);
}

static void
attach_cell (BtImportSheet *self, const char *text, int column, int row, gboolean is_head)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "small");
  gtk_widget_add_css_class (label, is_head ? "secondary" : "figures");
  gtk_grid_attach (GTK_GRID (self->candles), label, column, row, 1, 1);
}

static void
show_candles (BtImportSheet *self, const BtFileLook *look)
{
  const char *heads[N_COLUMNS]
    = { _ ("Time, UTC"),      C_ ("candle", "Open"),  C_ ("candle", "High"),
        C_ ("candle", "Low"), C_ ("candle", "Close"), _ ("Volume") };

  for (GtkWidget *child = gtk_widget_get_first_child (self->candles); child != NULL;
       child = gtk_widget_get_first_child (self->candles))
    gtk_grid_remove (GTK_GRID (self->candles), child);
  for (int i = 0; i < N_COLUMNS; i++)
    attach_cell (self, heads[i], i, 0, TRUE);
  for (guint i = 0; i < look->candles->len; i++)
    {
      const BtCandle *candle = &g_array_index (look->candles, BtCandle, i);
      const gint64 prices[]
        = { candle->open_points, candle->high_points, candle->low_points, candle->close_points };
      char volume[BT_DECIMAL_BUFFER];
      g_autofree char *time = bt_format_time (candle->time_usec);

      attach_cell (self, time, 0, (int) i + 1, FALSE);
      for (int k = 0; k < (int) G_N_ELEMENTS (prices); k++)
        {
          g_autofree char *price = bt_format_price (&look->instrument, prices[k]);
          attach_cell (self, price, k + 1, (int) i + 1, FALSE);
        }
      attach_cell (self, bt_decimal_format_short (candle->volume, BT_CONTRACT_DIGITS, 0, volume),
                   N_COLUMNS - 1, (int) i + 1, FALSE);
    }
}

/* Chooses a zone in the list; one that is not there yet comes to the end. */
static void
show_zone (BtImportSheet *self, const BtFileLook *look)
{
  const char *classes[] = { "chip", look->is_zone_certain ? "up" : "warn", NULL };
  guint position = 0;

  while (position < self->zones->len)
    {
      const BtZone *zone = &g_array_index (self->zones, BtZone, position);
      if (zone->kind == look->zone.kind && zone->offset_minutes == look->zone.offset_minutes)
        break;
      position++;
    }
  if (position == self->zones->len)
    {
      g_autofree char *text = bt_label_zone (look->zone);
      GListModel *names = gtk_drop_down_get_model (GTK_DROP_DOWN (self->zone_list));

      g_array_append_val (self->zones, look->zone);
      gtk_string_list_append (GTK_STRING_LIST (names), text);
    }
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->zone_list), position);
  gtk_label_set_label (GTK_LABEL (self->zone_chip), self->stated.has_zone   ? _ ("Stated")
                                                    : look->is_zone_certain ? _ ("Certain")
                                                                            : _ ("Likely"));
  gtk_widget_set_css_classes (self->zone_chip, classes);
}

/* Dates with the year in front have no order that could be wrong. */
static void
show_date_order (BtImportSheet *self, const BtFileLook *look)
{
  const char *classes[] = { "chip", look->is_date_order_certain ? "up" : "warn", NULL };
  GtkWidget *const row[] = { self->order_label, self->order_list, self->order_chip };

  for (guint i = 0; i < G_N_ELEMENTS (row); i++)
    gtk_widget_set_visible (row[i], look->has_date_order);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->order_list),
                              look->date_order == BT_DATE_ORDER_MDY ? 1 : 0);
  gtk_label_set_label (GTK_LABEL (self->order_chip), self->stated.has_date_order   ? _ ("Stated")
                                                     : look->is_date_order_certain ? _ ("Certain")
                                                                                   : _ ("Guessed"));
  gtk_widget_set_css_classes (self->order_chip, classes);
}

/* Says what is missing still, or nothing. */
static void
show_question (BtImportSheet *self, const BtFileLook *look)
{
  if (look->is_several)
    show_fault (self,
                _ ("The file holds several instruments: enter the symbol of the one to read."));
  else if (look->instrument.symbol[0] == '\0')
    show_fault (self, _ ("Neither the file nor its name says which instrument it is about."));
  else if (!look->has_timeframe)
    show_fault (self, _ ("The file does not say its timeframe: choose it."));
  else
    show_fault (self, NULL);
}

/* A file may be in one that is not usual; that one joins the list. */
static void
show_timeframe (BtImportSheet *self, const BtFileLook *look)
{
  GtkDropDown *list = GTK_DROP_DOWN (self->timeframe_list);
  GListModel *names = gtk_drop_down_get_model (list);

  if (!look->has_timeframe)
    {
      gtk_drop_down_set_selected (list, GTK_INVALID_LIST_POSITION);
      return;
    }
  guint place = bt_session_choices_find_timeframe (names, look->timeframe);
  if (bt_session_choices_get_timeframe (names, place) != look->timeframe)
    {
      place = g_list_model_get_n_items (names);
      gtk_string_list_append (GTK_STRING_LIST (names), bt_timeframe_to_string (look->timeframe));
    }
  gtk_drop_down_set_selected (list, place);
}

static void
show_look (BtImportSheet *self, const BtFileLook *look)
{
  const char *symbol = look->instrument.symbol;
  const char *hint = *symbol == '\0'  ? ""
                     : look->is_known ? look->instrument.description
                                      : _ ("New: contract and sizes are guessed");

  self->is_updating = TRUE;
  gtk_label_set_label (GTK_LABEL (self->form_label), look->label);
  if (self->stated.symbol == NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->symbol_entry), symbol);
  gtk_label_set_label (GTK_LABEL (self->symbol_hint), hint);
  show_timeframe (self, look);
  show_zone (self, look);
  show_date_order (self, look);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->kind_list), look->kind);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->digits_spin), look->instrument.digits);
  show_candles (self, look);
  show_question (self, look);
  self->is_updating = FALSE;
}

static void
look_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BtImportSheet) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BtFileLook) look = bt_file_look_finish (BT_STORE (source), result, &error);

  /* Something else was stated in the meantime. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->import == NULL)
    return;
  if (look != NULL)
    show_look (self, look);
  else
    show_fault (self, error->message);
}

static void
stop_looking (BtImportSheet *self)
{
  g_clear_handle_id (&self->typing, g_source_remove);
  if (self->looking != NULL)
    g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
}

static gboolean
look_again_cb (gpointer user_data)
{
  BtImportSheet *self = user_data;

  self->typing = 0;
  self->looking = g_cancellable_new ();
  bt_file_look_async (bt_import_get_store (self->import), bt_import_get_path (self->import),
                      &self->stated, self->looking, look_ended_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

/* Takes over what the user changed; until it is known what comes of it, nothing is imported. */
static void
field_changed_cb (BtImportSheet *self, GParamSpec *spec, GtkWidget *field)
{
  if (self->is_updating)
    return;
  guint timeframe = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->timeframe_list));
  guint zone = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->zone_list));

  if (field == self->symbol_entry)
    {
      g_free (self->symbol);
      self->symbol = g_strdup (gtk_editable_get_text (GTK_EDITABLE (field)));
      self->stated.symbol = *self->symbol != '\0' ? self->symbol : NULL;
    }
  else if (field == self->timeframe_list && timeframe != GTK_INVALID_LIST_POSITION)
    {
      self->stated.has_timeframe = TRUE;
      self->stated.timeframe = bt_session_choices_get_timeframe (
        gtk_drop_down_get_model (GTK_DROP_DOWN (self->timeframe_list)), timeframe);
    }
  else if (field == self->zone_list && zone < self->zones->len)
    {
      self->stated.has_zone = TRUE;
      self->stated.zone = g_array_index (self->zones, BtZone, zone);
    }
  else if (field == self->order_list)
    {
      self->stated.has_date_order = TRUE;
      self->stated.date_order = gtk_drop_down_get_selected (GTK_DROP_DOWN (field)) == 1
                                  ? BT_DATE_ORDER_MDY
                                  : BT_DATE_ORDER_DMY;
    }
  else if (field == self->kind_list)
    {
      self->stated.has_kind = TRUE;
      self->stated.kind
        = (BtPriceKind) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->kind_list));
    }
  else if (field == self->digits_spin)
    self->stated.digits = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->digits_spin));
  stop_looking (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sheet.import", FALSE);
  self->typing = g_timeout_add (TYPING_MSEC, look_again_cb, self);
}

static void
choice_activated_cb (GtkListBox *choices, GtkListBoxRow *row, BtImportSheet *self)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->symbol_menu));
  gtk_editable_set_text (GTK_EDITABLE (self->symbol_entry), gtk_widget_get_name (GTK_WIDGET (row)));
}

/* The user's instruments being read on the database thread. */
typedef struct
{
  GArray *instruments;
} List;

static void
list_free (gpointer data)
{
  List *list = data;

  g_clear_pointer (&list->instruments, g_array_unref);
  g_free (list);
}

static gboolean
run_list (BtDb *db, gpointer data, GError **error)
{
  List *list = data;

  list->instruments = bt_instrument_table_list (db, error);
  return list->instruments != NULL;
}

static void
add_choice (BtImportSheet *self, const BtInstrument *instrument)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *symbol = gtk_label_new (instrument->symbol);
  GtkWidget *description = gtk_label_new (instrument->description);

  gtk_widget_add_css_class (symbol, "strong");
  gtk_widget_add_css_class (description, "secondary");
  gtk_box_append (GTK_BOX (box), symbol);
  gtk_box_append (GTK_BOX (box), description);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_name (row, instrument->symbol);
  bt_accessible_set_name (row, instrument->symbol);
  gtk_list_box_append (GTK_LIST_BOX (self->symbol_choices), row);
}

static void
list_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BtImportSheet) self = user_data;
  const List *list = g_object_get_data (G_OBJECT (self), "instruments");

  /* Without the list the symbol can be typed still. */
  if (bt_store_run_finish (BT_STORE (source), result, NULL) && self->import != NULL)
    for (guint i = 0; i < list->instruments->len; i++)
      add_choice (self, &g_array_index (list->instruments, BtInstrument, i));
}

static void
fill_lists (BtImportSheet *self)
{
  static const BtZoneKind kinds[]
    = { BT_ZONE_UTC,      BT_ZONE_NEW_YORK_PLUS_7,   BT_ZONE_EASTERN_EUROPE,
        BT_ZONE_NEW_YORK, BT_ZONE_NEW_YORK_EU_DATES, BT_ZONE_LONDON,
        BT_ZONE_TOKYO };
  guint n_usual = 0;
  const BtTimeframe *usual = bt_timeframe_get_usual (&n_usual);
  g_autoptr (GtkStringList) timeframes = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) zones = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) sides = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_array_append_val (self->zones, BT_ZONE (kinds[i]));
  for (int hours = OFFSET_FIRST_HOURS; hours <= OFFSET_LAST_HOURS; hours++)
    {
      BtZone zone = { .kind = BT_ZONE_FIXED, .offset_minutes = hours * 60 };
      if (hours != 0)
        g_array_append_val (self->zones, zone);
    }
  for (guint i = 0; i < self->zones->len; i++)
    {
      g_autofree char *text = bt_label_zone (g_array_index (self->zones, BtZone, i));
      gtk_string_list_append (zones, text);
    }
  for (guint i = 0; i < n_usual; i++)
    gtk_string_list_append (timeframes, bt_timeframe_to_string (usual[i]));
  for (BtPriceKind kind = BT_SIDE_KIND_BID; kind <= BT_SIDE_KIND_MID; kind++)
    gtk_string_list_append (sides, bt_label_price_kind (kind));
  self->is_updating = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->timeframe_list), G_LIST_MODEL (timeframes));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->zone_list), G_LIST_MODEL (zones));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->kind_list), G_LIST_MODEL (sides));
  self->is_updating = FALSE;
}

static void
import_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtImportSheet *self = BT_IMPORT_SHEET (widget);

  if (!self->is_answered || bt_import_get_state (self->import) != BT_IMPORT_ASKING)
    return;
  bt_import_go (self->import, &self->stated);
  gtk_window_close (GTK_WINDOW (self));
}

static void
cancel_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bt_import_cancel (BT_IMPORT_SHEET (widget)->import);
  gtk_window_close (GTK_WINDOW (widget));
}

static void
bt_import_sheet_dispose (GObject *object)
{
  BtImportSheet *self = BT_IMPORT_SHEET (object);

  stop_looking (self);
  g_clear_object (&self->import);
  g_clear_pointer (&self->zones, g_array_unref);
  g_clear_pointer (&self->symbol, g_free);
  G_OBJECT_CLASS (bt_import_sheet_parent_class)->dispose (object);
}

static void
bt_import_sheet_class_init (BtImportSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_import_sheet_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("import-sheet"));
  gtk_widget_class_bind_template_child (widget_class, BtImportSheet, name_label);
  gtk_widget_class_bind_template_child (widget_class, BtImportSheet, form_label);
  gtk_widget_class_bind_template_child (widget_class, BtImportSheet, symbol_entry);
  gtk_widget_class_bind_template_child (widget_class, BtImportSheet, symbol_menu);
  gtk_widget_class_bind_template_child (widget_class, BtImportSheet, symbol_choices);
  gtk_widget_class_bind_template_child (widget_class, BtImportSheet, symbol_hint);
  gtk_widget_class_bind_template_child (widget_class, BtImportSheet, timeframe_list);
  gtk_widget_class_bind_template_child (widget_class, BtImportSheet, zone_list);
  gtk_widget_class_bind_template_child (widget_class, BtImportSheet, zone_chip);
  gtk_widget_class_bind_template_child (widget_class, BtImportSheet, order_label);
  gtk_widget_class_bind_template_child (widget_class, BtImportSheet, order_list);
  gtk_widget_class_bind_template_child (widget_class, BtImportSheet, order_chip);
  gtk_widget_class_bind_template_child (widget_class, BtImportSheet, kind_list);
  gtk_widget_class_bind_template_child (widget_class, BtImportSheet, digits_spin);
  gtk_widget_class_bind_template_child (widget_class, BtImportSheet, candles);
  gtk_widget_class_bind_template_child (widget_class, BtImportSheet, fault_label);
  gtk_widget_class_bind_template_callback (widget_class, field_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, choice_activated_cb);
  gtk_widget_class_install_action (widget_class, "sheet.import", NULL, import_action_cb);
  gtk_widget_class_install_action (widget_class, "sheet.cancel", NULL, cancel_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
bt_import_sheet_init (BtImportSheet *self)
{
  bt_feed_options_init (&self->stated);
  self->zones = g_array_new (FALSE, FALSE, sizeof (BtZone));
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_lists (self);
}

BtImportSheet *
bt_import_sheet_new (GtkWindow *parent, BtImport *import)
{
  g_return_val_if_fail (BT_IS_IMPORT (import) && bt_import_get_look (import) != NULL, NULL);
  BtImportSheet *self = g_object_new (BT_TYPE_IMPORT_SHEET, "transient-for", parent, NULL);
  g_autofree char *name = g_path_get_basename (bt_import_get_path (import));
  List *list = g_new0 (List, 1);

  self->import = g_object_ref (import);
  gtk_label_set_label (GTK_LABEL (self->name_label), name);
  show_look (self, bt_import_get_look (import));
  g_object_set_data (G_OBJECT (self), "instruments", list);
  bt_store_run_async (bt_import_get_store (import), run_list, list, list_free, NULL, list_read_cb,
                      g_object_ref (self));
  return self;
}
