// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What a screen reader asks of the program while windows come and go. GTK 4.8 by itself ends the
 * program at some of it. */
#include "config.h"

#include "widget-test.h"

#include <string.h>
#include <unistd.h>

#define ROOT_PATH "/org/a11y/atspi/accessible/root"
#define CACHE_PATH "/org/a11y/atspi/cache"
#define ACCESSIBLE "org.a11y.atspi.Accessible"
/* Questions that wait for their answers at a time, and how many are asked in all. */
#define N_IN_FLIGHT 8
#define N_QUESTIONS 4000
/* Past the last window that there will ever be. */
#define FAR_INDEX 1000

/* A screen reader: it has a connection of its own to the bus of assistive technology. */
typedef struct
{
  GDBusConnection *bus;
  char *program;
  guint n_asked;
  guint n_answered;
  guint n_wanted;
  gboolean is_registered;
  guint removals;
} Reader;

static GVariant *
call_bus (
  GDBusConnection *bus, const char *name, const char *path, const char *method, GVariant *argument)
{
  g_autoptr (GError) error = NULL;
  GVariant *answer = g_dbus_connection_call_sync (bus, name, path, name, method, argument, NULL,
                                                  G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);

  g_assert_no_error (error);
  return answer;
}

static GDBusConnection *
connect_bus (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) session = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (GVariant) answer
    = call_bus (session, "org.a11y.Bus", "/org/a11y/bus", "GetAddress", NULL);
  const char *address;

  g_variant_get (answer, "(&s)", &address);
  GDBusConnection *bus = g_dbus_connection_new_for_address_sync (
    address,
    G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
    NULL, NULL, &error);
  g_assert_no_error (error);
  return bus;
}

static gboolean
is_own (GDBusConnection *bus, const char *name)
{
  guint pid = 0;
  g_autoptr (GVariant) answer = g_dbus_connection_call_sync (
    bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
    "GetConnectionUnixProcessID", g_variant_new ("(s)", name), NULL, G_DBUS_CALL_FLAGS_NONE, -1,
    NULL, NULL);

  if (answer != NULL)
    g_variant_get (answer, "(u)", &pid);
  return pid == (guint) getpid () && *name == ':'
         && strcmp (name, g_dbus_connection_get_unique_name (bus)) != 0;
}

static void wait_registered (Reader *reader);

static void
registered_cb (GObject *bus, GAsyncResult *result, gpointer user_data)
{
  Reader *reader = user_data;
  g_autoptr (GVariant) answer
    = g_dbus_connection_call_finish (G_DBUS_CONNECTION (bus), result, NULL);

  if (answer != NULL)
    reader->is_registered = TRUE;
  else
    wait_registered (reader);
}

/* The program's last step onto the bus is to offer its cache. */
static void
wait_registered (Reader *reader)
{
  g_dbus_connection_call (reader->bus, reader->program, CACHE_PATH, "org.a11y.atspi.Cache",
                          "GetItems", NULL, NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, registered_cb,
                          reader);
}

static gboolean
is_registered (gpointer data)
{
  return ((Reader *) data)->is_registered;
}

/* Counts how often a child of the program's root is said to have gone. */
static void
children_changed_cb (G_GNUC_UNUSED GDBusConnection *bus,
                     G_GNUC_UNUSED const char *sender,
                     G_GNUC_UNUSED const char *path,
                     G_GNUC_UNUSED const char *interface,
                     G_GNUC_UNUSED const char *signal,
                     GVariant *arguments,
                     gpointer user_data)
{
  Reader *reader = user_data;
  const char *detail;

  g_variant_get_child (arguments, 0, "&s", &detail);
  if (strcmp (detail, "remove") == 0)
    reader->removals++;
}

static Reader *
reader_new (void)
{
  Reader *reader = g_new0 (Reader, 1);
  const char *name;
  GVariantIter iter;

  reader->bus = connect_bus ();
  g_autoptr (GVariant) answer
    = call_bus (reader->bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "ListNames", NULL);
  g_autoptr (GVariant) names = g_variant_get_child_value (answer, 0);
  g_variant_iter_init (&iter, names);
  while (g_variant_iter_next (&iter, "&s", &name))
    if (is_own (reader->bus, name))
      reader->program = g_strdup (name);
  g_assert_nonnull (reader->program);
  g_dbus_connection_signal_subscribe (reader->bus, reader->program, "org.a11y.atspi.Event.Object",
                                      "ChildrenChanged", ROOT_PATH, NULL, G_DBUS_SIGNAL_FLAGS_NONE,
                                      children_changed_cb, reader, NULL);
  wait_registered (reader);
  widget_test_wait (is_registered, reader);
  return reader;
}

static void
reader_free (Reader *reader)
{
  g_dbus_connection_close_sync (reader->bus, NULL, NULL);
  g_object_unref (reader->bus);
  g_free (reader->program);
  g_free (reader);
}

static void ask_next (Reader *reader);

static void
answered_cb (GObject *bus, GAsyncResult *result, gpointer user_data)
{
  Reader *reader = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer
    = g_dbus_connection_call_finish (G_DBUS_CONNECTION (bus), result, &error);

  g_assert_no_error (error);
  reader->n_answered++;
  if (reader->n_asked < reader->n_wanted)
    ask_next (reader);
}

/* What a client asks that looks through the windows of a program, in turn; the last two are asked
 * by one that counted them before one closed. */
static void
ask_next (Reader *reader)
{
  const char *path = ROOT_PATH;
  const char *interface = ACCESSIBLE;
  const char *method = "GetChildAtIndex";
  GVariant *argument = NULL;

  switch (reader->n_asked++ % 5)
    {
    case 0:
      interface = "org.freedesktop.DBus.Properties";
      method = "Get";
      argument = g_variant_new ("(ss)", ACCESSIBLE, "ChildCount");
      break;
    case 1:
      method = "GetChildren";
      break;
    case 2:
      path = CACHE_PATH;
      interface = "org.a11y.atspi.Cache";
      method = "GetItems";
      break;
    case 3:
      argument = g_variant_new ("(i)", 1);
      break;
    default:
      argument = g_variant_new ("(i)", FAR_INDEX);
      break;
    }
  g_dbus_connection_call (reader->bus, reader->program, path, interface, method, argument, NULL,
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, answered_cb, reader);
}

static gboolean
has_all_answers (gpointer data)
{
  Reader *reader = data;

  return reader->n_answered == reader->n_wanted;
}

/* Asks each question once and waits for the answers. */
static void
ask_all (Reader *reader)
{
  reader->n_wanted = reader->n_answered + 5;
  while (reader->n_asked < reader->n_wanted)
    ask_next (reader);
  widget_test_wait (has_all_answers, reader);
}

static gboolean
is_active (gpointer window)
{
  return gtk_window_is_active (window);
}

/* A window that is there from the beginning to the end, so that the program is on the bus. */
static GtkWidget *
open_first_window (void)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_title (GTK_WINDOW (window), "First");
  gtk_window_set_child (GTK_WINDOW (window), gtk_button_new_with_label ("Something"));
  gtk_window_present (GTK_WINDOW (window));
  widget_test_wait (is_active, window);
  return window;
}

/* A window has an address in each state that it can be asked for: made but not shown, shown, hidden
 * again; and one that closed leaves none behind. It is the last in the list of windows. */
static void
test_states (void)
{
  GtkWidget *first = open_first_window ();
  Reader *reader = reader_new ();
  GtkWidget *window = gtk_window_new ();

  ask_all (reader);
  gtk_window_present (GTK_WINDOW (window));
  widget_test_wait (is_active, window);
  ask_all (reader);
  gtk_widget_set_visible (window, FALSE);
  ask_all (reader);
  gtk_window_present (GTK_WINDOW (window));
  ask_all (reader);
  widget_test_assert_finalizes (window);
  ask_all (reader);
  /* GTK 4.8 would say of each that the program itself went. */
  g_assert_cmpuint (reader->removals, ==, 0);
  reader_free (reader);
  gtk_window_destroy (GTK_WINDOW (first));
}

/* The kinds of windows that the program has, each of which GTK or libadwaita makes in its own way;
 * some make others that are never shown. */
static GtkWidget *
make_window (guint kind, GtkWidget *parent)
{
  static const char overlay[]
    = "<interface><object class='GtkShortcutsWindow' id='overlay'><child>"
      "<object class='GtkShortcutsSection'><property name='section-name'>shortcuts</property>"
      "</object></child></object></interface>";
  g_autoptr (GtkBuilder) builder = NULL;
  GtkWidget *window = NULL;

  switch (kind % 4)
    {
    case 0:
      window = adw_message_dialog_new (GTK_WINDOW (parent), "Heading", "Body");
      adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (window), "close", "Close");
      break;
    case 1:
      window = adw_preferences_window_new ();
      break;
    case 2:
      window = adw_about_window_new ();
      break;
    default:
      builder = gtk_builder_new_from_string (overlay, -1);
      window = g_object_new (GTK_TYPE_APPLICATION_WINDOW, NULL);
      gtk_application_window_set_help_overlay (
        GTK_APPLICATION_WINDOW (window),
        GTK_SHORTCUTS_WINDOW (gtk_builder_get_object (builder, "overlay")));
      break;
    }
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (parent));
  return window;
}

/* Asks without pause while windows and popovers come, go, and go with a reference left on them. */
static void
test_hammer (void)
{
  GtkWidget *first = open_first_window ();
  GtkWidget *popover = gtk_popover_new ();
  Reader *reader = reader_new ();
  guint n_windows = 0;

  gtk_popover_set_child (GTK_POPOVER (popover), gtk_entry_new ());
  gtk_widget_set_parent (popover, gtk_window_get_child (GTK_WINDOW (first)));
  reader->n_wanted = N_QUESTIONS;
  while (reader->n_asked < N_IN_FLIGHT)
    ask_next (reader);
  while (!has_all_answers (reader))
    {
      g_autoptr (GtkWidget) window = g_object_ref (make_window (n_windows++, first));

      g_main_context_iteration (NULL, TRUE);
      gtk_window_present (GTK_WINDOW (window));
      gtk_popover_popup (GTK_POPOVER (popover));
      for (int i = 0; i < 20 && !has_all_answers (reader); i++)
        g_main_context_iteration (NULL, TRUE);
      gtk_popover_popdown (GTK_POPOVER (popover));
      gtk_window_destroy (GTK_WINDOW (window));
      g_main_context_iteration (NULL, FALSE);
    }
  g_test_message ("%u windows", n_windows);
  g_assert_cmpuint (n_windows, >, 20);
  gtk_widget_unparent (popover);
  reader_free (reader);
  gtk_window_destroy (GTK_WINDOW (first));
}

int
main (int argc, char **argv)
{
  widget_test_init (&argc, &argv);
  g_test_add_func ("/accessible/windows/states", test_states);
  g_test_add_func ("/accessible/windows/hammer", test_hammer);
  return g_test_run ();
}
