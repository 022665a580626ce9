// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "widget-names.h"
#include "widget-test.h"

#include <adwaita.h>

/* Tab stops before a window is said to have no end. */
#define MOST_STOPS 300

static void
collect (GtkWidget *widget, GPtrArray *widgets)
{
  g_ptr_array_add (widgets, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, widgets);
}

/* Returns the widgets below one and itself. */
static GPtrArray *
list_widgets (GtkWidget *root)
{
  GPtrArray *widgets = g_ptr_array_new ();

  collect (root, widgets);
  return widgets;
}

/* Tells whether the keyboard can come to it now. */
static gboolean
can_have_focus (GtkWidget *widget)
{
  if (!gtk_widget_get_focusable (widget) || !gtk_widget_get_mapped (widget)
      || !gtk_widget_is_sensitive (widget) || GTK_IS_ROOT (widget) || GTK_IS_POPOVER (widget))
    return FALSE;
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    if (!gtk_widget_get_can_focus (widget))
      return FALSE;
  return TRUE;
}

static gboolean
holds_control (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (can_have_focus (child) || holds_control (child))
      return TRUE;
  return FALSE;
}

/* Passes the focus on, or moves with keys of its own: a divider has F8, a menu without an item that
 * can be chosen scrolls. */
static gboolean
is_frame (GtkWidget *widget)
{
  return GTK_IS_PANED (widget)
         || (GTK_IS_SCROLLED_WINDOW (widget)
             && gtk_widget_get_ancestor (widget, GTK_TYPE_POPOVER_MENU) != NULL);
}

/* What scrolls gets the focus only where nothing else in it can. */
static gboolean
is_control (GtkWidget *widget)
{
  return can_have_focus (widget) && !is_frame (widget)
         && !(GTK_IS_SCROLLED_WINDOW (widget) && holds_control (widget));
}

/* The text inside a field is the field for assistive technology. */
static GtkWidget *
get_told (GtkWidget *widget)
{
  if (!GTK_IS_TEXT (widget))
    return widget;
  GtkWidget *row = gtk_widget_get_ancestor (widget, ADW_TYPE_ENTRY_ROW);
  return row != NULL ? row : gtk_widget_get_parent (widget);
}

static gboolean
has_own_name (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  if (!gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL))
    return FALSE;
  g_autofree char *text
    = gtk_test_accessible_check_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL, "");
  return text != NULL && *g_strstrip (text) != '\0';
}

/* As GTK 4.8 makes up the name: the own label, or those of what it is labelled by. */
static gboolean
has_name (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  if (has_own_name (widget))
    return TRUE;
  if (!gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY))
    return FALSE;
  g_autoptr (GPtrArray) widgets = list_widgets (GTK_WIDGET (root));
  for (guint i = 0; i < widgets->len; i++)
    {
      GtkWidget *label = g_ptr_array_index (widgets, i);
      if (!has_own_name (label))
        continue;
      g_autofree char *other = gtk_test_accessible_check_relation (
        accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL);
      if (other == NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_role (GtkWidget *widget)
{
  GtkAccessibleRole role = gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget));

  return role != GTK_ACCESSIBLE_ROLE_NONE && role != GTK_ACCESSIBLE_ROLE_GENERIC
         && role != GTK_ACCESSIBLE_ROLE_PRESENTATION && role != GTK_ACCESSIBLE_ROLE_WIDGET;
}

/* Says which widget it is: its class and what it is in. */
static char *
describe (GtkWidget *widget)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; widget != NULL && i < 6; i++, widget = gtk_widget_get_parent (widget))
    {
      const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget));
      const char *tip = gtk_widget_get_tooltip_text (widget);
      g_string_append_printf (text, "%s%s", i > 0 ? " in " : "", G_OBJECT_TYPE_NAME (widget));
      if (id != NULL)
        g_string_append_printf (text, " #%s", id);
      if (tip != NULL)
        g_string_append_printf (text, " (%s)", tip);
    }
  return g_string_free (text, FALSE);
}

static void
fail (const char *what, const char *fault, GtkWidget *widget)
{
  g_autofree char *text = describe (widget);

  g_test_message ("%s: %s: %s", what, fault, text);
  g_test_fail ();
}

static guint
check_names (GtkWidget *root, const char *what)
{
  g_autoptr (GPtrArray) widgets = list_widgets (root);
  guint count = 0;

  for (guint i = 0; i < widgets->len; i++)
    {
      GtkWidget *widget = g_ptr_array_index (widgets, i);
      if (!is_control (widget))
        continue;
      GtkWidget *told = get_told (widget);
      if (!has_role (told))
        fail (what, "no role", told);
      if (!has_name (told))
        fail (what, "no name", told);
      count++;
    }
  return count;
}

/* Tells whether the arrow keys come to it rather than Tab. */
static gboolean
is_in_group (GtkWidget *widget)
{
  static GType (*const groups[]) (void)
    = { gtk_list_base_get_type, gtk_column_view_get_type,  gtk_list_box_get_type,
        gtk_flow_box_get_type,  gtk_popover_menu_get_type, gtk_notebook_get_type };

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      GtkWidget *group = gtk_widget_get_ancestor (widget, groups[i]());
      if (group != NULL && group != widget)
        return TRUE;
    }
  return GTK_IS_CHECK_BUTTON (widget)
         && gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget))
              == GTK_ACCESSIBLE_ROLE_RADIO;
}

static GtkWidget *
get_focus (GtkWidget *root)
{
  return gtk_root_get_focus (gtk_widget_get_root (root));
}

/* Presses Tab until it comes to a control a second time; adds those that it came to. */
static void
walk (GtkWidget *root, GtkDirectionType direction, GHashTable *stops, const char *what)
{
  while (g_hash_table_size (stops) < MOST_STOPS)
    {
      /* From the last one on it begins again. */
      if (!gtk_widget_child_focus (root, direction))
        gtk_root_set_focus (gtk_widget_get_root (root), NULL);
      else if (!g_hash_table_add (stops, g_object_ref (get_focus (root))))
        return;
      else if (!is_frame (get_focus (root)) && !has_name (get_told (get_focus (root))))
        fail (what, "Tab comes to what has no name", get_focus (root));
      if (g_hash_table_size (stops) == 0)
        return;
    }
  fail (what, "Tab does not come round", get_focus (root));
}

/* Returns where Tab comes to, again and again. */
static GHashTable *
find_stops (GtkWidget *root, GtkDirectionType direction, const char *what)
{
  GHashTable *stops = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);

  gtk_root_set_focus (gtk_widget_get_root (root), NULL);
  walk (root, direction, stops, what);
  /* A list has the focus itself before one of its rows ever had it. */
  g_hash_table_remove_all (stops);
  walk (root, direction, stops, what);
  return stops;
}

/* A control may be made of others, of which one takes the focus. */
static gboolean
is_met (GtkWidget *widget, GHashTable *stops)
{
  GHashTableIter iter;
  gpointer stop;

  g_hash_table_iter_init (&iter, stops);
  while (g_hash_table_iter_next (&iter, &stop, NULL))
    if (stop == widget || gtk_widget_is_ancestor (stop, widget)
        || gtk_widget_is_ancestor (widget, stop))
      return TRUE;
  return FALSE;
}

static void
go_round (GtkWidget *root, const char *what)
{
  static const GtkDirectionType directions[] = { GTK_DIR_TAB_FORWARD, GTK_DIR_TAB_BACKWARD };

  for (guint i = 0; i < G_N_ELEMENTS (directions); i++)
    {
      g_autoptr (GHashTable) stops = find_stops (root, directions[i], what);
      /* Some come and go with the focus. */
      g_autoptr (GPtrArray) widgets = list_widgets (root);
      for (guint k = 0; k < widgets->len; k++)
        {
          GtkWidget *widget = g_ptr_array_index (widgets, k);
          if (is_control (widget) && !is_in_group (widget) && !is_met (widget, stops))
            fail (what, i == 0 ? "Tab never comes to" : "Shift+Tab never comes to", widget);
        }
    }
}

static gboolean
is_mapped (gpointer widget)
{
  return gtk_widget_get_mapped (widget);
}

void
widget_names_check (GtkWidget *widget, const char *what)
{
  widget_test_wait (is_mapped, widget);
  widget_test_settle ();
  guint count = check_names (widget, what);
  g_test_message ("%s: %u controls", what, count);
  g_assert_true (count > 0 || GTK_IS_POPOVER_MENU (widget));
  go_round (widget, what);
}

static gboolean
is_laid_out (gpointer ticks)
{
  return *(guint *) ticks >= 2;
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer ticks)
{
  gtk_widget_queue_resize (widget);
  return ++*(guint *) ticks < 2;
}

/* A menu cannot open at a place that is scrolled out of the screen. */
static void
scroll_to (GtkWidget *widget)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;
  guint ticks = 0;

  if (scroller == NULL || !gtk_widget_compute_bounds (widget, scroller, &bounds))
    return;
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  gtk_adjustment_set_value (place, gtk_adjustment_get_value (place) + (double) bounds.origin.y);
  gtk_widget_add_tick_callback (widget, tick_cb, &ticks, NULL);
  widget_test_wait (is_laid_out, &ticks);
}

void
widget_names_check_menus (GtkWidget *widget, const char *what)
{
  if (GTK_IS_MENU_BUTTON (widget) && gtk_widget_get_mapped (widget)
      && gtk_widget_is_sensitive (widget))
    {
      const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget));
      g_autofree char *text = g_strdup_printf ("%s, %s", what, id != NULL ? id : "a menu");
      scroll_to (widget);
      gtk_menu_button_popup (GTK_MENU_BUTTON (widget));
      GtkPopover *popover = gtk_menu_button_get_popover (GTK_MENU_BUTTON (widget));
      widget_names_check (GTK_WIDGET (popover), text);
      gtk_popover_popdown (popover);
      widget_test_settle ();
    }
  else if (!GTK_IS_POPOVER (widget))
    for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
         child = gtk_widget_get_next_sibling (child))
      widget_names_check_menus (child, what);
}

/* Unfolds what can be unfolded below a widget. */
static void
unfold (GtkWidget *widget)
{
  if (GTK_IS_EXPANDER (widget))
    gtk_expander_set_expanded (GTK_EXPANDER (widget), TRUE);
  else if (ADW_IS_EXPANDER_ROW (widget))
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (widget), TRUE);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    unfold (child);
}

/* Returns what has pages that the user chooses, below a widget, or NULL. */
static GtkWidget *
find_pages (GtkWidget *widget)
{
  GtkWidget *found = ADW_IS_VIEW_STACK (widget) || GTK_IS_NOTEBOOK (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_pages (child);
  return found;
}

void
widget_names_check_all (GtkWidget *window, const char *what)
{
  GtkWidget *pages = find_pages (window);
  g_autoptr (GtkSelectionModel) stack
    = ADW_IS_VIEW_STACK (pages) ? adw_view_stack_get_pages (ADW_VIEW_STACK (pages)) : NULL;
  guint count = 1;

  if (stack != NULL)
    count = g_list_model_get_n_items (G_LIST_MODEL (stack));
  else if (pages != NULL)
    count = (guint) gtk_notebook_get_n_pages (GTK_NOTEBOOK (pages));
  widget_test_wait (is_mapped, window);
  unfold (window);
  for (guint i = 0; i < count; i++)
    {
      g_autofree char *text = g_strdup_printf ("%s, page %u", what, i + 1);
      if (stack != NULL)
        gtk_selection_model_select_item (stack, i, TRUE);
      else if (pages != NULL)
        gtk_notebook_set_current_page (GTK_NOTEBOOK (pages), (int) i);
      widget_names_check (window, text);
      if (pages != NULL && i + 1 < count)
        widget_names_check_menus (pages, text);
    }
  widget_names_check_menus (window, what);
}
