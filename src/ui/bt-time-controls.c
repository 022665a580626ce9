// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-time-controls.h"

#include "ui/bt-accessible.h"
#include "ui/bt-fold-layout.h"
#include "ui/bt-key-tip.h"
#include "ui/bt-resources.h"

#include <glib/gi18n.h>

struct _BtTimeControls
{
  GtkBox parent_instance;

  BtSession *session;
  gboolean is_updating;
  GtkWidget *play_button;
  GtkWidget *step_button;
  GtkWidget *day_button;
  GtkWidget *speed_drop_down;
  GtkWidget *go_button;
};

enum
{
  PROP_SESSION = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (BtTimeControls, bt_time_controls, GTK_TYPE_BOX)

/* Returns a speed's name: candles a second, or a multiple of market time. */
static char *
name_speed (int speed, int pace)
{
  if (speed == BT_SPEED_MAX)
    return g_strdup (C_ ("speed", "Maximum"));
  g_autofree char *number = speed % 10 == 0 ? g_strdup_printf ("%d", speed / 10)
                                            : g_strdup_printf ("%d.%d", speed / 10, speed % 10);
  if (pace == BT_PACE_MARKET_TIME)
    /* Translators: %s is a multiple of market time. */
    return g_strdup_printf (_ ("%s× time"), number);
  /* Translators: %s is a number of candles a second. */
  return g_strdup_printf (_ ("%s bars/s"), number);
}

static guint
find_speed (int speed)
{
  guint count;
  const int *speeds = bt_session_speeds (&count);

  for (guint i = 0; i < count; i++)
    if (speeds[i] >= speed)
      return i;
  return count - 1;
}

static void
show_speed (BtTimeControls *self)
{
  int speed;

  g_object_get (self->session, "speed", &speed, NULL);
  self->is_updating = TRUE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->speed_drop_down), find_speed (speed));
  self->is_updating = FALSE;
}

static void
show_pace (BtTimeControls *self)
{
  guint count;
  const int *speeds = bt_session_speeds (&count);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  int pace;

  g_object_get (self->session, "pace", &pace, NULL);
  for (guint i = 0; i < count; i++)
    gtk_string_list_take (names, name_speed (speeds[i], pace));
  self->is_updating = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->speed_drop_down), G_LIST_MODEL (names));
  self->is_updating = FALSE;
  show_speed (self);
}

static void
show_playing (BtTimeControls *self)
{
  gboolean is_playing = bt_session_is_playing (self->session);
  gboolean is_ended = bt_session_is_ended (self->session);
  const char *name = is_playing ? _ ("Pause") : _ ("Play");

  gtk_button_set_icon_name (GTK_BUTTON (self->play_button), is_playing
                                                              ? "media-playback-pause-symbolic"
                                                              : "media-playback-start-symbolic");
  bt_key_tip_set (self->play_button, name, "win.play-pause", NULL);
  bt_accessible_set_name (self->play_button, name);
  gtk_widget_set_sensitive (self->play_button, !is_ended);
  gtk_widget_set_sensitive (self->step_button, !is_ended);
  gtk_widget_set_sensitive (self->day_button, !is_ended);
  gtk_widget_set_sensitive (self->go_button, !is_ended);
}

static void
speed_chosen_cb (BtTimeControls *self)
{
  guint count;
  const int *speeds = bt_session_speeds (&count);
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->speed_drop_down));

  if (!self->is_updating && self->session != NULL && selected < count)
    g_object_set (self->session, "speed", speeds[selected], NULL);
}

static void
bt_time_controls_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  static const struct
  {
    const char *signal;
    GCallback callback;
  } handlers[] = {
    { "notify::playing", G_CALLBACK (show_playing) },
    { "notify::ended", G_CALLBACK (show_playing) },
    { "notify::speed", G_CALLBACK (show_speed) },
    { "notify::pace", G_CALLBACK (show_pace) },
  };
  BtTimeControls *self = BT_TIME_CONTROLS (object);

  if (id != PROP_SESSION)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
      return;
    }
  if (!g_set_object (&self->session, g_value_get_object (value)) || self->session == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_connect_object (self->session, handlers[i].signal, handlers[i].callback, self,
                             G_CONNECT_SWAPPED);
  show_pace (self);
  show_playing (self);
}

static void
bt_time_controls_dispose (GObject *object)
{
  g_clear_object (&BT_TIME_CONTROLS (object)->session);
  G_OBJECT_CLASS (bt_time_controls_parent_class)->dispose (object);
}

static void
bt_time_controls_class_init (BtTimeControlsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = bt_time_controls_set_property;
  object_class->dispose = bt_time_controls_dispose;
  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, BT_TYPE_SESSION,
                                                  G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_type_ensure (BT_TYPE_FOLD_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("time-controls"));
  gtk_widget_class_bind_template_child (widget_class, BtTimeControls, play_button);
  gtk_widget_class_bind_template_child (widget_class, BtTimeControls, step_button);
  gtk_widget_class_bind_template_child (widget_class, BtTimeControls, day_button);
  gtk_widget_class_bind_template_child (widget_class, BtTimeControls, speed_drop_down);
  gtk_widget_class_bind_template_child (widget_class, BtTimeControls, go_button);
  gtk_widget_class_bind_template_callback (widget_class, speed_chosen_cb);
}

static void
bt_time_controls_init (BtTimeControls *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bt_key_tip_add (self->go_button, "win.go-menu");
  bt_key_tip_set (self->speed_drop_down, gtk_widget_get_tooltip_text (self->speed_drop_down),
                  "win.faster", "win.slower");
}

void
bt_time_controls_shift_speed (BtTimeControls *controls, int steps)
{
  guint count;
  const int *speeds = bt_session_speeds (&count);
  int speed;

  g_return_if_fail (BT_IS_TIME_CONTROLS (controls));

  g_object_get (controls->session, "speed", &speed, NULL);
  int next = CLAMP ((int) find_speed (speed) + steps, 0, (int) count - 1);
  g_object_set (controls->session, "speed", speeds[next], NULL);
}

void
bt_time_controls_open_menu (BtTimeControls *controls)
{
  g_return_if_fail (BT_IS_TIME_CONTROLS (controls));

  gtk_menu_button_popup (GTK_MENU_BUTTON (controls->go_button));
}
