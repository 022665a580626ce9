// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-place-window.h"

#include "ui/bt-format.h"
#include "ui/bt-resources.h"

#include "chart/bt-chart.h"

/* Candles in view: three times the place, within these. */
#define MIN_VISIBLE 120.0
#define MAX_VISIBLE 20000.0
/* Of the theme's palette. */
#define LINE_COLOUR 1

struct _BtPlaceWindow
{
  AdwWindow parent_instance;

  BtWorkspace *workspace;
  GCancellable *cancellable; /* of the reading */
  BtDatasetItem *item;
  gint64 from_usec;
  gint64 to_usec;

  GtkWidget *stack;
  GtkWidget *failure_label;
  GtkWidget *title;
  GtkWidget *chart;
};

G_DEFINE_FINAL_TYPE (BtPlaceWindow, bt_place_window, ADW_TYPE_WINDOW)

static void
add_line (BtDrawingSet *set, gint64 time_usec)
{
  BtDrawing *line
    = bt_drawing_new (bt_drawing_tool_find ("vertical-line"), (BtDrawingAnchor){ time_usec, 0 });

  line->is_locked = TRUE;
  line->colour = LINE_COLOUR;
  line->stroke = BT_DRAWING_DASHED;
  bt_drawing_set_add (set, line);
}

/* Puts the place in the middle of a chart that has candles, and lines around it. */
static void
show_place (BtPlaceWindow *self)
{
  BtChart *chart = BT_CHART (self->chart);
  g_autoptr (BtDrawingSet) lines = bt_drawing_set_new ();
  const gint64 step_usec = bt_timeframe_usec (bt_dataset_item_get (self->item)->timeframe);
  const gint64 span_usec = self->to_usec - self->from_usec;
  const double candles = 3.0 * (double) span_usec / (double) step_usec;

  add_line (lines, self->from_usec);
  if (span_usec >= step_usec)
    add_line (lines, self->to_usec);
  bt_chart_set_drawings (chart, lines);
  bt_chart_set_visible (chart, CLAMP (candles, MIN_VISIBLE, MAX_VISIBLE));
  bt_chart_scroll_to_time (chart, self->from_usec + span_usec / 2);
}

static void
show_title (BtPlaceWindow *self)
{
  g_autofree char *name = bt_dataset_item_to_title (self->item);
  g_autofree char *range = bt_format_time_range (self->from_usec, self->to_usec);
  g_autofree char *time = g_strdup_printf ("%s UTC", range);
  g_autofree char *title = g_strdup_printf ("%s · %s", name, time);

  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_window_title_set_title (ADW_WINDOW_TITLE (self->title), name);
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->title), time);
}

static void
candles_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BtPlaceWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BtSeries) series
    = bt_dataset_list_load_finish (BT_DATASET_LIST (source), result, &error);

  /* Another dataset is wanted meanwhile, or the window was closed. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (series == NULL)
    {
      gtk_label_set_label (GTK_LABEL (self->failure_label), error->message);
      gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "failure");
      return;
    }
  const BtDataset *dataset = bt_dataset_item_get (self->item);
  g_autoptr (BtTape) tape
    = bt_tape_new (series, &dataset->instrument, bt_series_get_length (series));

  bt_chart_set_timeframe (BT_CHART (self->chart), dataset->timeframe);
  bt_chart_set_tape (BT_CHART (self->chart), tape, BT_TRADING_DAY_DEFAULT);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "chart");
  show_place (self);
  gtk_widget_grab_focus (self->chart);
}

static void
cancel_reading (BtPlaceWindow *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
read_candles (BtPlaceWindow *self)
{
  cancel_reading (self);
  self->cancellable = g_cancellable_new ();
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "waiting");
  bt_dataset_list_load_async (bt_workspace_get_datasets (self->workspace),
                              bt_dataset_item_get (self->item)->id, self->cancellable,
                              candles_read_cb, g_object_ref (self));
}

static void
bt_place_window_dispose (GObject *object)
{
  BtPlaceWindow *self = BT_PLACE_WINDOW (object);

  cancel_reading (self);
  g_clear_object (&self->item);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (bt_place_window_parent_class)->dispose (object);
}

static void
bt_place_window_class_init (BtPlaceWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_place_window_dispose;
  g_type_ensure (BT_TYPE_CHART);
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("place-window"));
  gtk_widget_class_bind_template_child (widget_class, BtPlaceWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, BtPlaceWindow, failure_label);
  gtk_widget_class_bind_template_child (widget_class, BtPlaceWindow, title);
  gtk_widget_class_bind_template_child (widget_class, BtPlaceWindow, chart);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
bt_place_window_init (BtPlaceWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

BtPlaceWindow *
bt_place_window_new (GtkWindow *parent, BtWorkspace *workspace)
{
  g_return_val_if_fail (BT_IS_WORKSPACE (workspace), NULL);

  BtPlaceWindow *self = g_object_new (BT_TYPE_PLACE_WINDOW, "transient-for", parent, NULL);
  self->workspace = g_object_ref (workspace);
  bt_appearance_bind (bt_workspace_get_appearance (workspace), self->chart);
  return self;
}

void
bt_place_window_show (BtPlaceWindow *window, BtDatasetItem *item, gint64 from_usec, gint64 to_usec)
{
  g_return_if_fail (BT_IS_PLACE_WINDOW (window) && BT_IS_DATASET_ITEM (item));

  window->from_usec = from_usec;
  window->to_usec = to_usec;
  /* A dataset that grew is another item. */
  const gboolean is_other = g_set_object (&window->item, item);
  const char *page = gtk_stack_get_visible_child_name (GTK_STACK (window->stack));
  show_title (window);
  if (is_other || g_str_equal (page, "failure"))
    read_candles (window);
  else if (g_str_equal (page, "chart"))
    show_place (window);
  gtk_window_present (GTK_WINDOW (window));
}
