// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-study-look-rows.h"

#include "ui/bt-accessible.h"
#include "ui/bt-labels.h"

#include <glib/gi18n.h>

/* The controls of one study. */
typedef struct
{
  BtChart *chart;
  guint id;
  GtkWidget *colour;
  GtkWidget *width;
  GtkWidget *stroke;
  GtkWidget *visible;
  gboolean is_showing; /* what is changed is not the user's doing */
} Rows;

#define ROWS_KEY "bt-study-look-rows"

static void
changed_cb (Rows *rows)
{
  guint colour = gtk_drop_down_get_selected (GTK_DROP_DOWN (rows->colour));
  guint width = gtk_drop_down_get_selected (GTK_DROP_DOWN (rows->width));
  guint stroke = gtk_drop_down_get_selected (GTK_DROP_DOWN (rows->stroke));
  BtStudyLook look;

  /* A list that goes has no choice any more. */
  if (rows->is_showing || colour == GTK_INVALID_LIST_POSITION || width == GTK_INVALID_LIST_POSITION
      || stroke == GTK_INVALID_LIST_POSITION
      || !bt_chart_get_study_look (rows->chart, rows->id, &look))
    return;
  look.colour = colour;
  look.width = width;
  look.stroke = (BtDrawingStroke) stroke;
  look.is_hidden = !gtk_switch_get_active (GTK_SWITCH (rows->visible));
  bt_chart_set_study_look (rows->chart, rows->id, &look);
}

static GtkWidget *
add_row (AdwExpanderRow *row, const char *title, GtkWidget *widget)
{
  GtkWidget *line = adw_action_row_new ();

  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (line), widget);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (line), widget);
  bt_accessible_set_name (widget, title);
  adw_expander_row_add_row (row, line);
  return widget;
}

/* "As usual", then the names of the palette. */
static GtkWidget *
make_colours (void)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("As usual"));
  for (guint i = 0; bt_label_palette_colour (i) != NULL; i++)
    gtk_string_list_append (names, bt_label_palette_colour (i));
  return gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL);
}

static GtkWidget *
make_widths (void)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("As usual"));
  for (guint i = 1; i <= BT_DRAWING_MAX_WIDTH; i++)
    gtk_string_list_take (names, g_strdup_printf ("%u", i));
  return gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL);
}

static GtkWidget *
make_strokes (void)
{
  const char *const names[]
    = { C_ ("line", "Solid"), C_ ("line", "Dashed"), C_ ("line", "Dotted"), NULL };

  return gtk_drop_down_new_from_strings (names);
}

void
bt_study_look_rows_add (AdwExpanderRow *row, BtChart *chart, guint id)
{
  Rows *rows = g_new0 (Rows, 1);

  rows->chart = chart;
  rows->id = id;
  rows->colour = add_row (row, _ ("Colour"), make_colours ());
  rows->width = add_row (row, _ ("Width"), make_widths ());
  rows->stroke = add_row (row, _ ("Line"), make_strokes ());
  rows->visible = add_row (row, _ ("Visible"), gtk_switch_new ());
  GtkWidget *const lists[] = { rows->colour, rows->width, rows->stroke };
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    g_signal_connect_swapped (lists[i], "notify::selected", G_CALLBACK (changed_cb), rows);
  g_signal_connect_swapped (rows->visible, "notify::active", G_CALLBACK (changed_cb), rows);
  g_object_set_data_full (G_OBJECT (row), ROWS_KEY, rows, g_free);
  bt_study_look_rows_update (row);
}

void
bt_study_look_rows_update (AdwExpanderRow *row)
{
  Rows *rows = g_object_get_data (G_OBJECT (row), ROWS_KEY);
  BtStudyLook look;

  if (rows == NULL || rows->is_showing || !bt_chart_get_study_look (rows->chart, rows->id, &look))
    return;
  rows->is_showing = TRUE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (rows->colour), look.colour);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (rows->width), look.width);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (rows->stroke), look.stroke);
  gtk_switch_set_active (GTK_SWITCH (rows->visible), !look.is_hidden);
  rows->is_showing = FALSE;
}
