// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-study-templates.h"

#include "ui/bt-dialogs.h"
#include "ui/bt-study-text.h"

#include <glib/gi18n.h>

#define KEY "study-templates"

static GSettings *
get_settings (gpointer owner)
{
  GSettings *settings = g_object_get_data (owner, "bt-" KEY);

  if (settings == NULL)
    {
      settings = g_settings_new (BT_APP_ID);
      g_object_set_data_full (owner, "bt-" KEY, settings, g_object_unref);
    }
  return settings;
}

/* Sets the text of a template, or with NULL forgets it. */
static void
set_template (GSettings *settings, const char *name, const char *text)
{
  g_autoptr (GVariant) templates = g_settings_get_value (settings, KEY);
  GVariantBuilder builder;
  GVariantIter iter;
  const char *key;
  const char *value;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_iter_init (&iter, templates);
  while (g_variant_iter_next (&iter, "{&s&s}", &key, &value))
    if (!g_str_equal (key, name))
      g_variant_builder_add (&builder, "{ss}", key, value);
  if (text != NULL)
    g_variant_builder_add (&builder, "{ss}", name, text);
  g_settings_set_value (settings, KEY, g_variant_builder_end (&builder));
}

static void
name_given (gpointer owner, const char *name, const char *id)
{
  g_autofree char *text = bt_study_text_write (BT_CHART (owner));

  set_template (get_settings (owner), name, text);
}

static void
keep_cb (GSimpleAction *action, GVariant *parameter, gpointer chart)
{
  bt_dialog_ask_text (chart, _ ("Keep these indicators"), _ ("Name"), "", _ ("Keep"), name_given,
                      "");
}

static void
apply_cb (GSimpleAction *action, GVariant *parameter, gpointer chart)
{
  g_autoptr (GVariant) templates = g_settings_get_value (get_settings (chart), KEY);
  const char *text = NULL;

  if (g_variant_lookup (templates, g_variant_get_string (parameter, NULL), "&s", &text))
    bt_study_text_read (chart, text);
}

static void
forget_cb (GSimpleAction *action, GVariant *parameter, gpointer chart)
{
  set_template (get_settings (chart), g_variant_get_string (parameter, NULL), NULL);
}

void
bt_study_templates_add_actions (BtChart *chart, GActionMap *actions)
{
  static const GActionEntry entries[] = {
    { .name = "keep-studies", .activate = keep_cb },
    { .name = "apply-studies", .parameter_type = "s", .activate = apply_cb },
    { .name = "forget-studies", .parameter_type = "s", .activate = forget_cb },
  };

  g_return_if_fail (BT_IS_CHART (chart));

  g_action_map_add_action_entries (actions, entries, G_N_ELEMENTS (entries), chart);
}

static void
append (GMenu *menu, const char *name, const char *action)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (name, NULL);

  g_menu_item_set_action_and_target (item, action, "s", name);
  g_menu_append_item (menu, item);
}

/* Shows the names as they are now. The menu stays the same one, for the menus that it is part of.
 */
static void
show_names (GtkMenuButton *button)
{
  GMenu *menu = G_MENU (gtk_menu_button_get_menu_model (button));
  g_autoptr (GMenu) kept = g_menu_new ();
  g_autoptr (GMenu) others = g_menu_new ();
  g_autoptr (GMenu) removal = g_menu_new ();
  g_autoptr (GVariant) templates = g_settings_get_value (get_settings (button), KEY);
  GVariantIter iter;
  const char *name;

  g_variant_iter_init (&iter, templates);
  while (g_variant_iter_next (&iter, "{&s&s}", &name, NULL))
    {
      append (kept, name, "chart.apply-studies");
      append (removal, name, "chart.forget-studies");
    }
  g_menu_append (others, _ ("_Save these indicators as…"), "chart.keep-studies");
  if (g_menu_model_get_n_items (G_MENU_MODEL (removal)) > 0)
    g_menu_append_submenu (others, _ ("_Forget"), G_MENU_MODEL (removal));
  g_menu_remove_all (menu);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (kept));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (others));
}

void
bt_study_templates_fill (GtkMenuButton *button)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  g_return_if_fail (GTK_IS_MENU_BUTTON (button));

  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
  g_signal_connect_object (get_settings (button), "changed::" KEY, G_CALLBACK (show_names), button,
                           G_CONNECT_SWAPPED);
  show_names (button);
}
