// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-drawing-presets.h"

#include <glib/gi18n.h>

#define PEN_KEY "drawing-pen"
#define PRESET_TYPE "(uuu)"

/* Settings may have been written by hand. */
static BtDrawingPreset
read_preset (GVariant *variant)
{
  BtDrawingPreset preset = { 0 };
  guint stroke;

  g_variant_get (variant, PRESET_TYPE, &preset.colour, &preset.width, &stroke);
  preset.width = CLAMP (preset.width, 1, BT_DRAWING_MAX_WIDTH);
  preset.stroke = stroke < BT_N_DRAWING_STROKES ? (BtDrawingStroke) stroke : BT_DRAWING_SOLID;
  return preset;
}

static GVariant *
write_preset (const BtDrawingPreset *preset)
{
  return g_variant_new (PRESET_TYPE, preset->colour, preset->width, (guint) preset->stroke);
}

static void
append_named (GMenu *menu, const char *name, const char *prefix, const char *action)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (name, NULL);
  g_autofree char *detailed = g_strdup_printf ("%s.%s", prefix, action);

  g_menu_item_set_action_and_target (item, detailed, "s", name);
  g_menu_append_item (menu, item);
}

GMenuModel *
bt_drawing_presets_dup_menu (GSettings *settings, const char *prefix)
{
  g_autoptr (GVariant) presets = g_settings_get_value (settings, BT_DRAWING_PRESETS_KEY);
  g_autoptr (GMenu) kept = g_menu_new ();
  g_autoptr (GMenu) choices = g_menu_new ();
  g_autoptr (GMenu) removal = g_menu_new ();
  g_autofree char *keep = g_strdup_printf ("%s.keep", prefix);
  g_autofree char *use = g_strdup_printf ("%s.use-for-new", prefix);
  GMenu *menu = g_menu_new ();
  GVariantIter iter;
  const char *name;

  g_variant_iter_init (&iter, presets);
  while (g_variant_iter_next (&iter, "{&s@" PRESET_TYPE "}", &name, NULL))
    {
      append_named (kept, name, prefix, "apply");
      append_named (removal, name, prefix, "forget");
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (kept));
  g_menu_append (choices, _ ("Keep this style as…"), keep);
  g_menu_append (choices, _ ("Use for new drawings"), use);
  if (g_menu_model_get_n_items (G_MENU_MODEL (removal)) > 0)
    g_menu_append_submenu (choices, _ ("Forget"), G_MENU_MODEL (removal));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (choices));
  return G_MENU_MODEL (menu);
}

gboolean
bt_drawing_presets_find (GSettings *settings, const char *name, BtDrawingPreset *preset)
{
  g_autoptr (GVariant) presets = g_settings_get_value (settings, BT_DRAWING_PRESETS_KEY);
  g_autoptr (GVariant) found = g_variant_lookup_value (presets, name, G_VARIANT_TYPE (PRESET_TYPE));

  if (found == NULL)
    return FALSE;
  *preset = read_preset (found);
  return TRUE;
}

void
bt_drawing_presets_set (GSettings *settings, const char *name, const BtDrawingPreset *preset)
{
  g_autoptr (GVariant) presets = g_settings_get_value (settings, BT_DRAWING_PRESETS_KEY);
  GVariantBuilder builder;
  GVariantIter iter;
  const char *key;
  GVariant *value;

  g_return_if_fail (name != NULL);

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{s" PRESET_TYPE "}"));
  g_variant_iter_init (&iter, presets);
  while (g_variant_iter_loop (&iter, "{&s@" PRESET_TYPE "}", &key, &value))
    if (!g_str_equal (key, name))
      g_variant_builder_add (&builder, "{s@" PRESET_TYPE "}", key, value);
  if (preset != NULL)
    g_variant_builder_add (&builder, "{s@" PRESET_TYPE "}", name, write_preset (preset));
  g_settings_set_value (settings, BT_DRAWING_PRESETS_KEY, g_variant_builder_end (&builder));
}

BtDrawingPreset
bt_drawing_presets_get_pen (GSettings *settings)
{
  g_autoptr (GVariant) pen = g_settings_get_value (settings, PEN_KEY);

  return read_preset (pen);
}

void
bt_drawing_presets_set_pen (GSettings *settings, const BtDrawingPreset *preset)
{
  g_settings_set_value (settings, PEN_KEY, write_preset (preset));
}
