// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-key-capture.h"

#include "ui/bt-key-actions.h"
#include "ui/bt-keymap.h"
#include "ui/bt-resources.h"

#include <glib/gi18n.h>

struct _BtKeyCapture
{
  AdwWindow parent_instance;

  const char *action; /* of the table */
  char *accel;        /* the key that was pressed and is taken, or NULL */

  GtkWidget *title_label;
  GtkWidget *key_label;
  GtkWidget *conflict_label;
  GtkWidget *take_button;
};

G_DEFINE_FINAL_TYPE (BtKeyCapture, bt_key_capture, ADW_TYPE_WINDOW)

/* Shows whose the pressed key is. */
static void
show_conflict (BtKeyCapture *self, const char *title, gboolean is_fixed)
{
  g_autofree char *text
    /* Translators: %s is what the key does now. */
    = g_strdup_printf (is_fixed ? _ ("This key is always “%s”: press another one")
                                /* Translators: %s is what the key does now. */
                                : _ ("This key is “%s” now"),
                       title);

  gtk_label_set_label (GTK_LABEL (self->conflict_label), text);
  gtk_widget_set_visible (self->conflict_label, TRUE);
  gtk_widget_set_visible (self->take_button, !is_fixed);
}

gboolean
bt_key_capture_press (BtKeyCapture *capture, guint keyval, GdkModifierType state)
{
  GdkModifierType modifiers;
  const char *owner = NULL;
  const char *title;
  guint key;

  g_return_val_if_fail (BT_IS_KEY_CAPTURE (capture), FALSE);

  if (!bt_key_normalise (keyval, state, &key, &modifiers))
    return FALSE;
  g_free (capture->accel);
  capture->accel = gtk_accelerator_name (key, modifiers);
  gtk_shortcut_label_set_accelerator (GTK_SHORTCUT_LABEL (capture->key_label), capture->accel);
  title = bt_keymap_find_owner (bt_keymap_get_default (), capture->accel, capture->action, &owner);
  if (title != NULL)
    show_conflict (capture, title, owner == NULL);
  else
    {
      bt_keymap_set_accel (bt_keymap_get_default (), capture->action, capture->accel);
      gtk_window_close (GTK_WINDOW (capture));
    }
  return TRUE;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                gpointer user_data)
{
  BtKeyCapture *self = user_data;
  gboolean is_plain
    = (state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) == 0;

  if (keyval == GDK_KEY_Escape && is_plain)
    {
      gtk_window_close (GTK_WINDOW (self));
      return TRUE;
    }
  if (keyval == GDK_KEY_BackSpace && is_plain)
    {
      bt_keymap_set_accel (bt_keymap_get_default (), self->action, NULL);
      gtk_window_close (GTK_WINDOW (self));
      return TRUE;
    }
  /* Once there is a question, Enter and Tab are its answer. */
  if (gtk_widget_get_visible (self->take_button)
      && (keyval == GDK_KEY_Return || keyval == GDK_KEY_Tab || keyval == GDK_KEY_KP_Enter))
    return FALSE;
  return bt_key_capture_press (self, keyval, state);
}

static void
take_clicked_cb (BtKeyCapture *self)
{
  bt_keymap_set_accel (bt_keymap_get_default (), self->action, self->accel);
  gtk_window_close (GTK_WINDOW (self));
}

static void
bt_key_capture_finalize (GObject *object)
{
  g_free (BT_KEY_CAPTURE (object)->accel);
  G_OBJECT_CLASS (bt_key_capture_parent_class)->finalize (object);
}

static void
bt_key_capture_class_init (BtKeyCaptureClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = bt_key_capture_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("key-capture"));
  gtk_widget_class_bind_template_child (widget_class, BtKeyCapture, title_label);
  gtk_widget_class_bind_template_child (widget_class, BtKeyCapture, key_label);
  gtk_widget_class_bind_template_child (widget_class, BtKeyCapture, conflict_label);
  gtk_widget_class_bind_template_child (widget_class, BtKeyCapture, take_button);
  gtk_widget_class_bind_template_callback (widget_class, take_clicked_cb);
}

static void
bt_key_capture_init (BtKeyCapture *self)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

BtKeyCapture *
bt_key_capture_new (GtkWindow *parent, const char *action)
{
  const BtKeyAction *row = bt_key_action_find (action);

  g_return_val_if_fail (row != NULL, NULL);

  BtKeyCapture *self = g_object_new (BT_TYPE_KEY_CAPTURE, "transient-for", parent, NULL);

  self->action = row->action;
  gtk_label_set_label (GTK_LABEL (self->title_label), _ (row->title));
  return self;
}
