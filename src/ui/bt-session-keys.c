// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-session-keys.h"

#include "chart/bt-chart.h"
#include "ui/bt-alert-pane.h"
#include "ui/bt-chart-divider.h"
#include "ui/bt-keymap.h"
#include "ui/bt-note-pane.h"
#include "ui/bt-session-window.h"

/* What keys do in a list of its own while the keyboard is there. */
typedef struct
{
  guint keyval; /* as bt_key_normalise() has it */
  GdkModifierType modifiers;
  const char *action;
} PaneKey;

static const PaneKey alert_keys[] = {
  { GDK_KEY_Delete, 0, "alert.delete" },
  { GDK_KEY_F2, 0, "alert.edit" },
  { GDK_KEY_z, GDK_CONTROL_MASK, "alert.undo" },
  { GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "alert.redo" },
};

static const PaneKey note_keys[] = {
  { GDK_KEY_Delete, 0, "note.delete" },
  { GDK_KEY_z, GDK_CONTROL_MASK, "note.undo" },
  { GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "note.redo" },
};

/* Returns whether text is written where the keyboard is. */
static gboolean
is_text (GtkWidget *focus)
{
  return GTK_IS_EDITABLE (focus) || GTK_IS_TEXT_VIEW (focus);
}

/* Lets the list that has the keyboard have its own keys; returns whether this is one. */
static gboolean
press_in_pane (GtkWidget *focus, guint keyval, GdkModifierType modifiers)
{
  GtkWidget *alerts = gtk_widget_get_ancestor (focus, BT_TYPE_ALERT_PANE);
  GtkWidget *notes = gtk_widget_get_ancestor (focus, BT_TYPE_NOTE_PANE);
  const PaneKey *keys = alerts != NULL ? alert_keys : note_keys;
  guint count = alerts != NULL ? G_N_ELEMENTS (alert_keys) : G_N_ELEMENTS (note_keys);

  if ((alerts == NULL && notes == NULL) || is_text (focus))
    return FALSE;
  for (guint i = 0; i < count; i++)
    if (keys[i].keyval == keyval && keys[i].modifiers == modifiers)
      {
        gtk_widget_activate_action (alerts != NULL ? alerts : notes, keys[i].action, NULL);
        return TRUE;
      }
  return FALSE;
}

/* Returns whether the keyboard is in a chart of which a drawing is selected: that is what is to be
 * deleted then, and no order. */
static gboolean
has_selected_drawing (GtkWidget *focus)
{
  guint id = 0;

  if (BT_IS_CHART (focus))
    g_object_get (focus, "selected-drawing", &id, NULL);
  return id != 0;
}

/* Returns whether a key may be part of writing. Those with Control or Alt and the function keys
 * never are: they count in a field as they do elsewhere, but for what takes a change of the text
 * back. */
static gboolean
is_writing (guint keyval, GdkModifierType pressed)
{
  guint lower = gdk_keyval_to_lower (keyval);

  if ((pressed & GDK_CONTROL_MASK) != 0)
    return lower == GDK_KEY_z || lower == GDK_KEY_y;
  return (pressed & GDK_ALT_MASK) == 0 && (keyval < GDK_KEY_F1 || keyval > GDK_KEY_F35);
}

/* Returns whether a key belongs to what has the keyboard: text, an open list or menu; Delete to a
 * selected drawing, and Space to what it switches. It never presses a plain button: that could be
 * the one that sent the last order. */
static gboolean
is_busy (GtkWindow *window, guint keyval, GdkModifierType pressed)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  if (focus == NULL)
    return FALSE;
  if (gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL)
    return TRUE;
  if (is_text (focus))
    return is_writing (keyval, pressed);
  if (keyval == GDK_KEY_Delete || keyval == GDK_KEY_KP_Delete)
    return has_selected_drawing (focus);
  /* The arrows move it. */
  if (BT_IS_CHART_DIVIDER (focus) && pressed == 0)
    return keyval == GDK_KEY_Left || keyval == GDK_KEY_Right;
  return keyval == GDK_KEY_space && (GTK_IS_CHECK_BUTTON (focus) || GTK_IS_SWITCH (focus));
}

/* Typing a number begins a timeframe: "90" is an hour and a half. Returns whether that was it. */
static gboolean
type_timeframe (GtkWindow *window, guint keyval, GdkModifierType pressed)
{
  const guint32 letter = gdk_keyval_to_unicode (keyval);
  const char text[] = { (char) letter, '\0' };

  if (pressed != 0 || letter < '1' || letter > '9')
    return FALSE;
  gtk_widget_activate_action (GTK_WIDGET (window), "win.type-timeframe", "s", text);
  return TRUE;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                gpointer user_data)
{
  GtkWindow *window = user_data;
  GdkModifierType pressed
    = state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK);
  GtkWidget *focus = gtk_window_get_focus (window);
  GdkModifierType modifiers;
  const char *action;
  guint key;

  if (is_busy (window, keyval, pressed))
    {
      /* Escape leaves a field, so that the keys count again; one in a popover closes that. */
      if (keyval == GDK_KEY_Escape && is_text (focus)
          && gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) == NULL)
        {
          gtk_window_set_focus (window, NULL);
          return TRUE;
        }
      return FALSE;
    }
  if (!bt_key_normalise (keyval, state, &key, &modifiers))
    return FALSE;
  if (focus != NULL && press_in_pane (focus, key, modifiers))
    return TRUE;
  action = bt_keymap_find (bt_keymap_get_default (), key, modifiers);
  if (action == NULL)
    return type_timeframe (window, keyval, pressed);
  /* The application has keys of its own. */
  if (!g_str_has_prefix (action, "win."))
    return FALSE;
  /* A key is about what the keys before it led to. */
  if (BT_IS_SESSION_WINDOW (window))
    bt_session_settle (bt_session_window_get_session (BT_SESSION_WINDOW (window)));
  gtk_widget_activate_action (GTK_WIDGET (window), action, NULL);
  return TRUE;
}

void
bt_session_keys_attach (GtkWindow *window)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "key-pressed", G_CALLBACK (key_pressed_cb), window);
  gtk_widget_add_controller (GTK_WIDGET (window), controller);
}
