// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-style-button.h"

#include "ui/bt-chart-menu.h"
#include "ui/bt-fold-layout.h"
#include "ui/bt-resources.h"

struct _BtStyleButton
{
  AdwBin parent_instance;

  GtkWidget *menu_button;
  GtkWidget *label;
  GMenuModel *styles; /* the items of the chart's menu */
  GMenuModel *bars;
  BtChart *chart; /* or NULL */
};

enum
{
  PROP_CHART = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (BtStyleButton, bt_style_button, ADW_TYPE_BIN)

/* Returns what the item with a target is called, without its mnemonic. */
static char *
find_label (GMenuModel *items, const char *target)
{
  for (int i = 0; i < g_menu_model_get_n_items (items); i++)
    {
      g_autofree char *text = NULL;
      g_autofree char *name = NULL;

      if (!g_menu_model_get_item_attribute (items, i, G_MENU_ATTRIBUTE_TARGET, "s", &name)
          || !g_str_equal (name, target)
          || !g_menu_model_get_item_attribute (items, i, G_MENU_ATTRIBUTE_LABEL, "s", &text))
        continue;
      g_autoptr (GString) label = g_string_new (text);
      g_string_replace (label, "_", "", 1);
      return g_string_free (g_steal_pointer (&label), FALSE);
    }
  return NULL;
}

static char *
get_state (GActionGroup *actions, const char *name)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (actions, name);

  return g_variant_dup_string (state, NULL);
}

/* Other bars than candles of time say more than how they are drawn. */
static void
show_style (BtStyleButton *self)
{
  GActionGroup *actions = bt_chart_menu_get_actions (self->chart);
  g_autofree char *style = get_state (actions, "style");
  g_autofree char *series = get_state (actions, "series");
  gboolean is_time = bt_chart_series_kind_parse (series) == BT_CHART_SERIES_TIME;
  g_autofree char *label
    = is_time ? find_label (self->styles, style) : find_label (self->bars, series);

  gtk_label_set_label (GTK_LABEL (self->label), label);
}

static void
set_chart (BtStyleButton *self, BtChart *chart)
{
  if (self->chart == chart)
    return;
  if (self->chart != NULL)
    g_signal_handlers_disconnect_by_data (bt_chart_menu_get_actions (self->chart), self);
  g_set_object (&self->chart, chart);
  GActionGroup *actions = chart != NULL ? bt_chart_menu_get_actions (chart) : NULL;
  gtk_widget_insert_action_group (GTK_WIDGET (self), "chart", actions);
  if (actions == NULL)
    return;
  g_signal_connect_object (actions, "action-state-changed::style", G_CALLBACK (show_style), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (actions, "action-state-changed::series", G_CALLBACK (show_style), self,
                           G_CONNECT_SWAPPED);
  show_style (self);
}

static void
bt_style_button_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  if (id == PROP_CHART)
    set_chart (BT_STYLE_BUTTON (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
bt_style_button_dispose (GObject *object)
{
  BtStyleButton *self = BT_STYLE_BUTTON (object);

  set_chart (self, NULL);
  g_clear_object (&self->styles);
  g_clear_object (&self->bars);
  G_OBJECT_CLASS (bt_style_button_parent_class)->dispose (object);
}

static void
bt_style_button_class_init (BtStyleButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = bt_style_button_set_property;
  object_class->dispose = bt_style_button_dispose;
  properties[PROP_CHART] = g_param_spec_object ("chart", NULL, NULL, BT_TYPE_CHART,
                                                G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_type_ensure (BT_TYPE_FOLD_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("style-button"));
  gtk_widget_class_bind_template_child (widget_class, BtStyleButton, menu_button);
  gtk_widget_class_bind_template_child (widget_class, BtStyleButton, label);
}

static void
bt_style_button_init (BtStyleButton *self)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (BT_TEMPLATE ("chart-menu"));
  g_autoptr (GMenu) menu = g_menu_new ();

  /* GTK 4.8: what menus look their actions up in must be there before them. */
  gtk_widget_insert_action_group (GTK_WIDGET (self), "chart", NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->styles = g_object_ref (G_MENU_MODEL (gtk_builder_get_object (builder, "styles")));
  self->bars = g_object_ref (G_MENU_MODEL (gtk_builder_get_object (builder, "bars")));
  g_menu_append_section (menu, NULL, self->styles);
  g_menu_append_section (menu, NULL, self->bars);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->menu_button), G_MENU_MODEL (menu));
}
