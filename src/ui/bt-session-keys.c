// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-session-keys.h"

#include "chart/bt-chart.h"
#include "ui/bt-chart-divider.h"
#include "ui/bt-session-window.h"

/* A key and what it does. */
typedef struct
{
  guint keyval; /* as it is without Shift for letters */
  GdkModifierType modifiers;
  const char *action;
} Key;

static const Key keys[] = {
  { GDK_KEY_space, 0, "win.play-pause" },
  { GDK_KEY_Right, 0, "win.step" },
  { GDK_KEY_KP_Right, 0, "win.step" },
  { GDK_KEY_Right, GDK_SHIFT_MASK, "win.next-day" },
  { GDK_KEY_KP_Right, GDK_SHIFT_MASK, "win.next-day" },
  { GDK_KEY_Left, 0, "win.step-back" },
  { GDK_KEY_KP_Left, 0, "win.step-back" },
  { GDK_KEY_g, 0, "win.go-menu" },
  { GDK_KEY_r, 0, "win.return-to-head" },
  { GDK_KEY_plus, 0, "win.faster" },
  { GDK_KEY_equal, 0, "win.faster" },
  { GDK_KEY_KP_Add, 0, "win.faster" },
  { GDK_KEY_minus, 0, "win.slower" },
  { GDK_KEY_KP_Subtract, 0, "win.slower" },
  { GDK_KEY_b, 0, "win.buy" },
  { GDK_KEY_s, 0, "win.sell" },
  { GDK_KEY_o, 0, "win.next-order-type" },
  { GDK_KEY_o, GDK_SHIFT_MASK, "win.previous-order-type" },
  { GDK_KEY_q, 0, "win.focus-ticket" },
  { GDK_KEY_Return, GDK_CONTROL_MASK, "win.send-order" },
  { GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "win.send-order" },
  { GDK_KEY_w, 0, "win.why" },
  { GDK_KEY_e, 0, "win.break-even" },
  { GDK_KEY_h, 0, "win.close-half" },
  { GDK_KEY_l, 0, "win.trail" },
  { GDK_KEY_Delete, 0, "win.cancel-order" },
  { GDK_KEY_KP_Delete, 0, "win.cancel-order" },
  { GDK_KEY_F2, 0, "win.edit" },
  { GDK_KEY_F6, 0, "win.next-table" },
  { GDK_KEY_x, 0, "win.close-position" },
  { GDK_KEY_x, GDK_SHIFT_MASK, "win.close-all" },
  { GDK_KEY_i, 0, "win.studies" },
  { GDK_KEY_d, 0, "win.draw" },
  { GDK_KEY_m, 0, "win.measure" },
  { GDK_KEY_z, 0, "win.zoom-box" },
  { GDK_KEY_p, 0, "win.save-picture" },
  { GDK_KEY_p, GDK_SHIFT_MASK, "win.copy-picture" },
  { GDK_KEY_z, GDK_CONTROL_MASK, "win.undo-drawing" },
  { GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.redo-drawing" },
  { GDK_KEY_y, GDK_CONTROL_MASK, "win.redo-drawing" },
  { GDK_KEY_l, GDK_SHIFT_MASK, "win.layout-menu" },
  { GDK_KEY_d, GDK_SHIFT_MASK, "win.detach-chart" },
  { GDK_KEY_c, GDK_SHIFT_MASK, "win.compare" },
  { GDK_KEY_Tab, GDK_CONTROL_MASK, "win.next-chart" },
  { GDK_KEY_ISO_Left_Tab, GDK_CONTROL_MASK, "win.previous-chart" },
  { GDK_KEY_Return, GDK_ALT_MASK, "win.maximize-chart" },
  { GDK_KEY_KP_Enter, GDK_ALT_MASK, "win.maximize-chart" },
  { GDK_KEY_t, 0, "win.choose-timeframe" },
  { GDK_KEY_t, GDK_SHIFT_MASK, "win.next-timeframe" },
  { GDK_KEY_t, GDK_SHIFT_MASK | GDK_CONTROL_MASK, "win.previous-timeframe" },
};

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

/* Returns whether a key belongs to what has the keyboard: text, an open list or menu; Delete to a
 * selected drawing, and Space to what it switches. It never presses a plain button: that could be
 * the one that sent the last order. */
static gboolean
is_busy (GtkWindow *window, guint keyval, GdkModifierType pressed)
{
  GtkWidget *focus = gtk_window_get_focus (window);
  guint lower = gdk_keyval_to_lower (keyval);

  if (focus == NULL)
    return FALSE;
  if (gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL)
    return TRUE;
  /* With Control it is no text, but what takes a change of the text back. */
  if (GTK_IS_EDITABLE (focus))
    return (pressed & GDK_CONTROL_MASK) == 0 || lower == GDK_KEY_z || lower == GDK_KEY_y;
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
  guint lower = gdk_keyval_to_lower (keyval);
  gboolean is_letter = lower >= GDK_KEY_a && lower <= GDK_KEY_z;
  gboolean is_arrow = keyval == GDK_KEY_Left || keyval == GDK_KEY_Right || keyval == GDK_KEY_KP_Left
                      || keyval == GDK_KEY_KP_Right;
  /* Shift makes "+" on many keyboards; with letters and arrows it is a choice. */
  GdkModifierType relevant = is_letter || is_arrow ? pressed : pressed & ~GDK_SHIFT_MASK;

  if (is_busy (window, keyval, pressed))
    {
      GtkWidget *focus = gtk_window_get_focus (window);

      /* Escape leaves a field, so that the keys count again; one in a popover closes that. */
      if (keyval == GDK_KEY_Escape && GTK_IS_EDITABLE (focus)
          && gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) == NULL)
        {
          gtk_window_set_focus (window, NULL);
          return TRUE;
        }
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i].keyval == lower && keys[i].modifiers == relevant)
      {
        /* A key is about what the keys before it led to. */
        if (BT_IS_SESSION_WINDOW (window))
          bt_session_settle (bt_session_window_get_session (BT_SESSION_WINDOW (window)));
        gtk_widget_activate_action (GTK_WIDGET (window), keys[i].action, NULL);
        return TRUE;
      }
  return type_timeframe (window, keyval, pressed);
}

void
bt_session_keys_attach (GtkWindow *window)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "key-pressed", G_CALLBACK (key_pressed_cb), window);
  gtk_widget_add_controller (GTK_WIDGET (window), controller);
}
