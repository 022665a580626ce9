// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-accessible.h"

#include "chart/bt-chart.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* How long an announcement describes what has the focus, and how long it follows the focus. */
#define ANNOUNCEMENT_SECONDS 5
#define FOLLOW_MS 500

/* What is said in a window. */
typedef struct
{
  char *text;
  gint64 said_usec;     /* monotonic */
  guint source;         /* ends it; 0: it is over */
  GtkWidget *described; /* weak */
} Announcement;

/* What a field keeps of its fault, and a window of what is said in it. */
static const char fault_key[] = "bt-accessible-fault";
static const char announcement_key[] = "bt-accessible-announcement";
/* What a table's row keeps while it waits for its name. */
static const char row_key[] = "bt-accessible-row";

/* Has a widget called as another one is. */
static void
call_like (GtkWidget *widget, GtkWidget *other)
{
  gtk_accessible_update_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  other, NULL, -1);
}

/* Has the lists inside a widget called by a title, or as the owner is where there is none. */
static void
name_lists (GtkWidget *widget, GtkWidget *owner, const char *title)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (GTK_IS_LIST_VIEW (child) && title != NULL)
        bt_accessible_set_name (child, title);
      else if (GTK_IS_LIST_VIEW (child))
        call_like (child, owner);
      name_lists (child, owner, title);
    }
}

/* The rows of a group of preferences, or those that a row unfolds, are a list that is called by a
 * title. */
static void
name_rows (GtkWidget *widget, const char *title)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LIST_BOX (child))
      bt_accessible_set_name (child, title);
    else if (GTK_IS_BOX (child) || GTK_IS_REVEALER (child))
      name_rows (child, title);
}

static void
name_group (AdwPreferencesGroup *group)
{
  const char *title = adw_preferences_group_get_title (group);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (group));

  if ((title == NULL || *title == '\0') && GTK_IS_WINDOW (root))
    title = gtk_window_get_title (GTK_WINDOW (root));
  if (title != NULL && *title != '\0')
    name_rows (GTK_WIDGET (group), title);
}

/* The row that unfolds others gets the focus before the one with its title does. */
static void
name_expander_cb (AdwPreferencesRow *row)
{
  const char *title = adw_preferences_row_get_title (row);

  if (title != NULL && *title != '\0')
    bt_accessible_set_name (GTK_WIDGET (row), title);
}

static void
name_row (AdwPreferencesRow *row)
{
  const char *title = adw_preferences_row_get_title (row);

  if (ADW_IS_COMBO_ROW (row))
    name_lists (GTK_WIDGET (row), GTK_WIDGET (row), title);
  else if (ADW_IS_EXPANDER_ROW (row))
    {
      name_rows (GTK_WIDGET (row), title);
      name_expander_cb (row);
      g_signal_handlers_disconnect_by_func (row, name_expander_cb, NULL);
      g_signal_connect (row, "notify::title", G_CALLBACK (name_expander_cb), NULL);
    }
}

/* libadwaita 1.2 closes a toast and applies a row's text by pictures without names. */
static void
name_picture (GtkWidget *button)
{
  const char *owner = G_OBJECT_TYPE_NAME (gtk_widget_get_parent (button));

  if (gtk_button_get_icon_name (GTK_BUTTON (button)) == NULL)
    return;
  if (g_str_equal (owner, "AdwToastWidget"))
    bt_accessible_set_name (button, _ ("Close the message"));
  else if (gtk_widget_get_ancestor (button, ADW_TYPE_ENTRY_ROW) != NULL
           && gtk_widget_get_tooltip_text (button) != NULL)
    bt_accessible_set_name (button, gtk_widget_get_tooltip_text (button));
}

static gboolean
realize_hook (G_GNUC_UNUSED GSignalInvocationHint *hint,
              guint n_values,
              const GValue *values,
              G_GNUC_UNUSED gpointer user_data)
{
  GtkWidget *widget = n_values > 0 ? g_value_get_object (&values[0]) : NULL;

  if (GTK_IS_DROP_DOWN (widget))
    call_like (gtk_widget_get_first_child (widget), widget);
  if (GTK_IS_BUTTON (widget))
    name_picture (widget);
  else if (GTK_IS_DROP_DOWN (widget) || GTK_IS_COLUMN_VIEW (widget))
    name_lists (widget, widget, NULL);
  else if (ADW_IS_PREFERENCES_GROUP (widget))
    name_group (ADW_PREFERENCES_GROUP (widget));
  else if (ADW_IS_PREFERENCES_ROW (widget))
    name_row (ADW_PREFERENCES_ROW (widget));
  else if (GTK_IS_SCROLLED_WINDOW (widget)
           && GTK_IS_COLUMN_VIEW (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (widget))))
    call_like (widget, gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (widget)));
  return TRUE;
}

/* GTK 4.8 answers whoever asks for a window past the last with the last in its list, shown or not,
 * and ends the program when that one has no object path (gtkatspiroot.c, GetChildAtIndex). A client
 * asks so whenever a window closes after it counted them. A window has a path from when it is first
 * shown until it is hidden; here it has one for as long as it is in the list: what is asked of GTK
 * is to tell of a change, which makes the path, and the change is taken back at once. */
static void
give_path (GtkWidget *window)
{
  gboolean is_focusable = gtk_widget_get_focusable (window);

  gtk_widget_set_focusable (window, !is_focusable);
  gtk_widget_set_focusable (window, is_focusable);
}

/* What GTK 4.8 tells of a realized window that is hidden with a path is that the program itself is
 * gone: it confuses the two addresses (gtk_at_spi_root_child_changed). One that is not realized is
 * not told of. */
static void
window_hidden_cb (GtkWidget *window)
{
  gtk_widget_unrealize (window);
  give_path (window);
}

static void
windows_changed_cb (GListModel *windows, guint position, G_GNUC_UNUSED guint removed, guint added)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      give_path (window);
      g_signal_connect_after (window, "hide", G_CALLBACK (window_hidden_cb), NULL);
    }
}

static void
keep_paths (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  windows_changed_cb (windows, 0, 0, g_list_model_get_n_items (windows));
  g_signal_connect (windows, "items-changed", G_CALLBACK (windows_changed_cb), NULL);
}

void
bt_accessible_init (void)
{
  keep_paths ();
  /* The signal is known once its class is. */
  g_type_ensure (GTK_TYPE_DROP_DOWN);
  gpointer klass = g_type_class_ref (GTK_TYPE_DROP_DOWN);
  g_signal_add_emission_hook (g_signal_lookup ("realize", GTK_TYPE_WIDGET), 0, realize_hook, NULL,
                              NULL);
  g_type_class_unref (klass);
}

void
bt_accessible_set_name (GtkWidget *widget, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
describe (GtkWidget *widget, const char *text)
{
  if (text != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    text, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

/* Its fault, or what GTK itself describes it by. */
static void
describe_itself (GtkWidget *widget)
{
  const char *fault = g_object_get_data (G_OBJECT (widget), fault_key);

  /* A chart returns to its summary by itself. */
  if (BT_IS_CHART (widget))
    return;
  describe (widget, fault != NULL ? fault : gtk_widget_get_tooltip_text (widget));
}

void
bt_accessible_set_fault (GtkWidget *field, const char *text)
{
  g_return_if_fail (GTK_IS_WIDGET (field));

  if (g_strcmp0 (g_object_get_data (G_OBJECT (field), fault_key), text) == 0)
    return;
  g_object_set_data_full (G_OBJECT (field), fault_key, g_strdup (text), g_free);
  gtk_accessible_update_state (
    GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_STATE_INVALID,
    text != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  describe_itself (field);
}

/* Returns what assistive technology takes for the focus; the text inside a field is none. */
static GtkWidget *
find_focus (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return GTK_IS_TEXT (focus) ? gtk_widget_get_parent (focus) : focus;
}

/* Has what is said describe the focus. What is told twice is a change only when something else was
 * told between. */
static void
describe_focus (GtkWindow *window, Announcement *said)
{
  GtkWidget *focus = find_focus (GTK_WIDGET (window));

  if (said->described != NULL && said->described != focus)
    describe_itself (said->described);
  g_set_weak_pointer (&said->described, focus);
  if (BT_IS_CHART (focus))
    bt_chart_say (BT_CHART (focus), said->text);
  else if (focus != NULL)
    {
      describe (focus, NULL);
      describe (focus, said->text);
    }
}

/* What is announced often takes away what has the focus, as the row of a position that is closed:
 * it is heard where the focus went. Where the user went is something else. */
static void
focus_moved_cb (GtkWindow *window, G_GNUC_UNUSED GParamSpec *spec, Announcement *said)
{
  gint64 age_usec = g_get_monotonic_time () - said->said_usec;

  gboolean is_gone = said->described == NULL || !gtk_widget_get_mapped (said->described);

  if (said->source != 0 && is_gone && age_usec < FOLLOW_MS * G_TIME_SPAN_MILLISECOND)
    describe_focus (window, said);
}

static gboolean
announced_cb (gpointer data)
{
  Announcement *said = data;

  said->source = 0;
  if (said->described != NULL)
    describe_itself (said->described);
  g_clear_weak_pointer (&said->described);
  return G_SOURCE_REMOVE;
}

static void
announcement_free (gpointer data)
{
  Announcement *said = data;

  g_clear_handle_id (&said->source, g_source_remove);
  g_clear_weak_pointer (&said->described);
  g_free (said->text);
  g_free (said);
}

static Announcement *
get_announcement (GtkWindow *window)
{
  Announcement *said = g_object_get_data (G_OBJECT (window), announcement_key);

  if (said != NULL)
    return said;
  said = g_new0 (Announcement, 1);
  g_object_set_data_full (G_OBJECT (window), announcement_key, said, announcement_free);
  g_signal_connect (window, "notify::focus-widget", G_CALLBACK (focus_moved_cb), said);
  return said;
}

void
bt_accessible_announce (GtkWidget *widget, const char *text)
{
  g_return_if_fail (GTK_IS_WIDGET (widget) && text != NULL);

  GtkRoot *root = gtk_widget_get_root (widget);
  if (!GTK_IS_WINDOW (root))
    return;
  Announcement *said = get_announcement (GTK_WINDOW (root));
  g_free (said->text);
  said->text = g_strdup (text);
  said->said_usec = g_get_monotonic_time ();
  g_clear_handle_id (&said->source, g_source_remove);
  said->source = g_timeout_add_seconds (ANNOUNCEMENT_SECONDS, announced_cb, said);
  describe_focus (GTK_WINDOW (root), said);
}

static void
remove_source (gpointer source)
{
  g_source_remove (GPOINTER_TO_UINT (source));
}

/* Adds the texts inside a cell. */
static void
add_texts (GString *name, GtkWidget *widget)
{
  if (!gtk_widget_get_visible (widget))
    return;
  if (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0')
    g_string_append_printf (name, " %s", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    add_texts (name, child);
}

static gboolean
name_row_cb (gpointer data)
{
  GtkWidget *row = data;
  GtkWidget *view = gtk_widget_get_ancestor (row, GTK_TYPE_COLUMN_VIEW);
  GtkWidget *cell = gtk_widget_get_first_child (row);
  g_autoptr (GString) name = g_string_new (NULL);

  g_object_steal_data (data, row_key);
  GListModel *columns = view != NULL ? gtk_column_view_get_columns (GTK_COLUMN_VIEW (view)) : NULL;
  for (guint i = 0; cell != NULL && columns != NULL && i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      const char *title = gtk_column_view_column_get_title (column);
      g_autoptr (GString) texts = g_string_new (NULL);

      if (!gtk_column_view_column_get_visible (column))
        continue;
      add_texts (texts, cell);
      if (texts->len > 0)
        g_string_append_printf (name, "%s%s%s", name->len > 0 ? ", " : "",
                                title != NULL ? title : "", texts->str);
      cell = gtk_widget_get_next_sibling (cell);
    }
  bt_accessible_set_name (row, g_strstrip (name->str));
  return G_SOURCE_REMOVE;
}

/* Has a function called with a widget once, when what happens now is over, and before anybody who
 * was told of it asks. */
static void
queue (GtkWidget *widget, GSourceFunc func)
{
  if (g_object_get_data (G_OBJECT (widget), row_key) != NULL)
    return;
  guint source = g_idle_add_full (G_PRIORITY_HIGH, func, widget, NULL);
  g_object_set_data_full (G_OBJECT (widget), row_key, GUINT_TO_POINTER (source), remove_source);
}

static GtkWidget *
get_row (GtkWidget *content)
{
  GtkWidget *cell = gtk_widget_get_parent (content);

  return cell != NULL ? gtk_widget_get_parent (cell) : NULL;
}

/* Those of a row that is just being made have no row yet. */
static gboolean
content_placed_cb (gpointer data)
{
  GtkWidget *row = get_row (data);

  g_object_steal_data (data, row_key);
  if (row != NULL)
    queue (row, name_row_cb);
  return G_SOURCE_REMOVE;
}

void
bt_accessible_name_row (GtkWidget *content)
{
  g_return_if_fail (GTK_IS_WIDGET (content));

  GtkWidget *row = get_row (content);
  if (row != NULL)
    queue (row, name_row_cb);
  else
    queue (content, content_placed_cb);
}

void
bt_accessible_describe_by_texts (GtkWidget *widget, GtkWidget *parts)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_if_fail (GTK_IS_WIDGET (widget) && GTK_IS_WIDGET (parts));

  for (GtkWidget *child = gtk_widget_get_first_child (parts); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (text->len > 0)
        g_string_append_c (text, ',');
      add_texts (text, child);
    }
  describe (widget, g_strchug (text->str));
}
