// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-appearance.h"

#include "ui/bt-resources.h"

#include <adwaita.h>

struct _BtAppearance
{
  GObject parent_instance;

  GSettings *settings;
  GtkCssProvider *blind_provider;
  GtkCssProvider *swap_provider;
  gboolean is_colour_blind;
  gboolean is_swapped;
};

enum
{
  PROP_DARK = 1,
  PROP_COLOUR_BLIND,
  PROP_SWAP_COLOURS,
  PROP_HIGH_CONTRAST,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (BtAppearance, bt_appearance, G_TYPE_OBJECT)

static gboolean
is_dark (void)
{
  return adw_style_manager_get_dark (adw_style_manager_get_default ());
}

/* The desktop's own wish, or the user's. */
static gboolean
has_high_contrast (BtAppearance *self)
{
  return adw_style_manager_get_high_contrast (adw_style_manager_get_default ())
         || g_settings_get_enum (self->settings, "contrast") == 1;
}

/* Loads a sheet into a provider of its own, or an empty one. */
static void
load_sheet (GtkCssProvider *provider, const char *name)
{
  if (name == NULL)
    {
      gtk_css_provider_load_from_data (provider, "", 0);
      return;
    }
  g_autofree char *path = g_strconcat (BT_RESOURCE_PATH, name, NULL);
  gtk_css_provider_load_from_resource (provider, path);
}

static void
apply_sheets (BtAppearance *self)
{
  const char *blind = is_dark () ? "colors-blind-dark.css" : "colors-blind.css";

  load_sheet (self->blind_provider, self->is_colour_blind ? blind : NULL);
  load_sheet (self->swap_provider, self->is_swapped ? "colors-swapped.css" : NULL);
}

static void
style_dark_changed_cb (BtAppearance *self)
{
  apply_sheets (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DARK]);
}

static void
contrast_changed_cb (BtAppearance *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HIGH_CONTRAST]);
}

static void
settings_changed_cb (BtAppearance *self)
{
  static const AdwColorScheme schemes[]
    = { ADW_COLOR_SCHEME_FORCE_DARK, ADW_COLOR_SCHEME_FORCE_LIGHT, ADW_COLOR_SCHEME_DEFAULT };
  int scheme = g_settings_get_enum (self->settings, "color-scheme");

  self->is_colour_blind = g_settings_get_enum (self->settings, "candle-colors") == 1;
  self->is_swapped = g_settings_get_boolean (self->settings, "swap-candle-colors");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      schemes[CLAMP (scheme, 0, (int) G_N_ELEMENTS (schemes) - 1)]);
  apply_sheets (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COLOUR_BLIND]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SWAP_COLOURS]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HIGH_CONTRAST]);
}

static void
bt_appearance_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  BtAppearance *self = BT_APPEARANCE (object);

  switch (id)
    {
    case PROP_DARK:
      g_value_set_boolean (value, is_dark ());
      break;
    case PROP_COLOUR_BLIND:
      g_value_set_boolean (value, self->is_colour_blind);
      break;
    case PROP_SWAP_COLOURS:
      g_value_set_boolean (value, self->is_swapped);
      break;
    case PROP_HIGH_CONTRAST:
      g_value_set_boolean (value, has_high_contrast (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
bt_appearance_dispose (GObject *object)
{
  BtAppearance *self = BT_APPEARANCE (object);
  GdkDisplay *display = gdk_display_get_default ();

  if (display != NULL && self->blind_provider != NULL)
    {
      gtk_style_context_remove_provider_for_display (display,
                                                     GTK_STYLE_PROVIDER (self->blind_provider));
      gtk_style_context_remove_provider_for_display (display,
                                                     GTK_STYLE_PROVIDER (self->swap_provider));
    }
  g_clear_object (&self->blind_provider);
  g_clear_object (&self->swap_provider);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (bt_appearance_parent_class)->dispose (object);
}

static void
bt_appearance_class_init (BtAppearanceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = bt_appearance_get_property;
  object_class->dispose = bt_appearance_dispose;
  properties[PROP_DARK] = g_param_spec_boolean ("dark", NULL, NULL, FALSE, flags);
  properties[PROP_COLOUR_BLIND] = g_param_spec_boolean ("colour-blind", NULL, NULL, FALSE, flags);
  properties[PROP_SWAP_COLOURS] = g_param_spec_boolean ("swap-colours", NULL, NULL, FALSE, flags);
  properties[PROP_HIGH_CONTRAST] = g_param_spec_boolean ("high-contrast", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bt_appearance_init (BtAppearance *self)
{
  GdkDisplay *display = gdk_display_get_default ();

  self->blind_provider = gtk_css_provider_new ();
  self->swap_provider = gtk_css_provider_new ();
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (self->blind_provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (self->swap_provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 2);
}

BtAppearance *
bt_appearance_new (GSettings *settings)
{
  BtAppearance *self = g_object_new (BT_TYPE_APPEARANCE, NULL);

  self->settings = g_object_ref (settings);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (style_dark_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::high-contrast",
                           G_CALLBACK (contrast_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed", G_CALLBACK (settings_changed_cb), self,
                           G_CONNECT_SWAPPED);
  settings_changed_cb (self);
  return self;
}

void
bt_appearance_bind (BtAppearance *appearance, gpointer target)
{
  static const char *const names[] = { "dark", "colour-blind", "swap-colours", "high-contrast" };

  g_return_if_fail (BT_IS_APPEARANCE (appearance));

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_object_class_find_property (G_OBJECT_GET_CLASS (target), names[i]) != NULL)
      g_object_bind_property (appearance, names[i], target, names[i], G_BINDING_SYNC_CREATE);
}
