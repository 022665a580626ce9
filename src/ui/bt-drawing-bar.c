// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-drawing-bar.h"

#include "ui/bt-accessible.h"
#include "ui/bt-chart-trading.h"
#include "ui/bt-dialogs.h"
#include "ui/bt-drawing-style.h"
#include "ui/bt-resources.h"

#include <glib/gi18n.h>

struct _BtDrawingBar
{
  AdwBin parent_instance;

  BtChart *chart;         /* weak: a sibling */
  BtDrawingSet *drawings; /* the chart's, as watched */
  GSimpleActionGroup *actions;

  GtkWidget *tools[BT_N_DRAWING_GROUPS]; /* take the tool of the group that was used last */
  GtkWidget *lines_button;
  GtkWidget *channels_button;
  GtkWidget *shapes_button;
  GtkWidget *fibonacci_button;
  GtkWidget *measures_button;
  GtkWidget *texts_button;
  GtkWidget *style_button;
  GtkWidget *style;
};

enum
{
  PROP_CHART = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (BtDrawingBar, bt_drawing_bar, ADW_TYPE_BIN)

static BtDrawingSet *
get_set (BtDrawingBar *self)
{
  return self->chart != NULL ? bt_chart_get_drawings (self->chart) : NULL;
}

static guint
get_selected (BtDrawingBar *self)
{
  guint id = 0;

  if (self->chart != NULL)
    g_object_get (self->chart, "selected-drawing", &id, NULL);
  return id;
}

static GSimpleAction *
find_action (BtDrawingBar *self, const char *name)
{
  return G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), name));
}

/* Choosing the tool that is in the hand puts it down. */
static void
tool_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  BtDrawingBar *self = user_data;
  const char *wanted = g_variant_get_string (value, NULL);
  g_autofree char *present = NULL;

  g_object_get (self->chart, "tool", &present, NULL);
  gboolean is_same = g_strcmp0 (present, wanted) == 0;
  g_object_set (self->chart, "tool", is_same || wanted[0] == '\0' ? NULL : wanted, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->chart));
}

static void
switched_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  BtDrawingBar *self = user_data;
  g_autoptr (GVariant) state = g_action_get_state (G_ACTION (action));

  g_object_set (self->chart, g_action_get_name (G_ACTION (action)), !g_variant_get_boolean (state),
                NULL);
}

/* Hides all drawings, or shows all. */
static void
hide_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  BtDrawingSet *set = get_set (user_data);
  g_autoptr (GVariant) state = g_action_get_state (G_ACTION (action));
  gboolean is_hidden = !g_variant_get_boolean (state);

  if (set == NULL)
    return;
  bt_drawing_set_mark (set);
  for (guint i = 0; i < bt_drawing_set_get_count (set); i++)
    {
      BtDrawing *changed = bt_drawing_copy (bt_drawing_set_get (set, i));
      changed->is_hidden = is_hidden;
      bt_drawing_set_replace (set, changed);
    }
}

static void
undo_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  BtDrawingSet *set = get_set (user_data);

  if (g_str_equal (g_action_get_name (G_ACTION (action)), "undo"))
    bt_drawing_set_undo (set);
  else
    bt_drawing_set_redo (set);
}

static void
selected_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  const char *name = g_action_get_name (G_ACTION (action));
  BtDrawingSet *set = get_set (user_data);
  guint id = get_selected (user_data);

  if (set == NULL || id == 0)
    return;
  bt_drawing_set_mark (set);
  if (g_str_equal (name, "delete"))
    bt_drawing_set_remove (set, id);
  else
    bt_drawing_set_raise (set, id, g_str_equal (name, "front"));
}

/* The chart knows what becomes of a risk box. */
static void
place_box_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  BtDrawingBar *self = user_data;

  if (self->chart != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self->chart), "order.place-box", "u",
                                get_selected (self));
}

/* It can be taken back, so nobody is asked. */
static void
clear_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  BtDrawingSet *set = get_set (user_data);

  bt_drawing_set_mark (set);
  bt_drawing_set_clear (set);
}

/* Puts a tool on the button of its group. */
static void
show_last_used (BtDrawingBar *self, const BtDrawingTool *tool)
{
  GtkWidget *button = self->tools[tool->group];

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", tool->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "drawing.tool");
  gtk_widget_set_tooltip_text (button, _ (tool->title));
  bt_accessible_set_name (button, _ (tool->title));
}

/* What has a button of its own stays there. */
static gboolean
has_own_button (const BtDrawingTool *tool)
{
  return g_str_equal (tool->id, "horizontal-line") || g_str_equal (tool->id, "vertical-line");
}

/* Shows what can be done. */
static void
show_state (BtDrawingBar *self)
{
  BtDrawingSet *set = get_set (self);
  guint count = set != NULL ? bt_drawing_set_get_count (set) : 0;
  guint id = get_selected (self);
  const BtDrawing *selected = set != NULL ? bt_drawing_set_find (set, id) : NULL;
  gboolean can_undo = FALSE;
  gboolean can_redo = FALSE;
  gboolean is_magnet;
  gboolean keeps_tool;
  guint hidden = 0;
  g_autofree char *tool = NULL;

  if (self->chart == NULL)
    return;
  for (guint i = 0; i < count; i++)
    hidden += bt_drawing_set_get (set, i)->is_hidden;
  if (set != NULL)
    g_object_get (set, "can-undo", &can_undo, "can-redo", &can_redo, NULL);
  g_object_get (self->chart, "tool", &tool, "magnet", &is_magnet, "keep-tool", &keeps_tool, NULL);
  g_simple_action_set_state (find_action (self, "tool"),
                             g_variant_new_string (tool != NULL ? tool : ""));
  const BtDrawingTool *used = tool != NULL ? bt_drawing_tool_find (tool) : NULL;
  if (used != NULL && !has_own_button (used))
    show_last_used (self, used);
  g_simple_action_set_state (find_action (self, "magnet"), g_variant_new_boolean (is_magnet));
  g_simple_action_set_state (find_action (self, "keep-tool"), g_variant_new_boolean (keeps_tool));
  g_simple_action_set_state (find_action (self, "hide"),
                             g_variant_new_boolean (count > 0 && hidden == count));
  g_simple_action_set_enabled (find_action (self, "hide"), count > 0);
  g_simple_action_set_enabled (find_action (self, "undo"), can_undo);
  g_simple_action_set_enabled (find_action (self, "redo"), can_redo);
  g_simple_action_set_enabled (find_action (self, "clear"), count > 0);
  g_simple_action_set_enabled (find_action (self, "delete"),
                               selected != NULL && !selected->is_locked);
  g_simple_action_set_enabled (find_action (self, "place-box"),
                               bt_chart_trading_is_box (self->chart, id));
  g_simple_action_set_enabled (find_action (self, "front"), selected != NULL);
  g_simple_action_set_enabled (find_action (self, "back"), selected != NULL);
}

static void
activated_cb (BtDrawingBar *self, guint id)
{
  gtk_menu_button_popup (GTK_MENU_BUTTON (self->style_button));
  bt_drawing_style_edit_text (BT_DRAWING_STYLE (self->style));
}

/* Keys are about the drawing again, not about the button. */
static void
style_closed_cb (BtDrawingBar *self)
{
  if (self->chart != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->chart));
}

static void
fill_menus (BtDrawingBar *self)
{
  GtkWidget *const buttons[BT_N_DRAWING_GROUPS]
    = { self->lines_button,     self->channels_button, self->shapes_button,
        self->fibonacci_button, self->measures_button, self->texts_button };
  GMenu *menus[BT_N_DRAWING_GROUPS];
  guint count = 0;
  const BtDrawingTool *const *tools = bt_drawing_tools (&count);

  for (guint i = 0; i < BT_N_DRAWING_GROUPS; i++)
    menus[i] = g_menu_new ();
  for (guint i = 0; i < count; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (tools[i]->title), NULL);
      g_menu_item_set_action_and_target (item, "drawing.tool", "s", tools[i]->id);
      g_menu_append_item (menus[tools[i]->group], item);
    }
  for (guint i = count; i > 0; i--)
    if (!has_own_button (tools[i - 1]))
      show_last_used (self, tools[i - 1]);
  for (guint i = 0; i < BT_N_DRAWING_GROUPS; i++)
    {
      gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (buttons[i]), G_MENU_MODEL (menus[i]));
      g_object_unref (menus[i]);
    }
}

static void
leave_chart (BtDrawingBar *self)
{
  if (self->chart == NULL)
    return;
  if (self->drawings != NULL)
    g_signal_handlers_disconnect_by_data (self->drawings, self);
  g_clear_object (&self->drawings);
  g_signal_handlers_disconnect_by_data (self->chart, self);
}

/* What is in the hand goes with the hand. */
static void
carry_tool (BtChart *from, BtChart *to)
{
  g_autofree char *tool = NULL;
  gboolean is_magnet;
  gboolean keeps_tool;

  g_object_get (from, "tool", &tool, "magnet", &is_magnet, "keep-tool", &keeps_tool, NULL);
  g_object_set (from, "tool", NULL, "selected-drawing", 0, NULL);
  g_object_set (to, "tool", tool, "magnet", is_magnet, "keep-tool", keeps_tool, NULL);
}

/* The set that the chart shows may become another one. */
static void
watch_drawings (BtDrawingBar *self)
{
  BtDrawingSet *drawings = bt_chart_get_drawings (self->chart);

  if (self->drawings == drawings)
    return;
  if (self->drawings != NULL)
    g_signal_handlers_disconnect_by_data (self->drawings, self);
  g_set_object (&self->drawings, drawings);
  if (drawings != NULL)
    g_signal_connect_object (drawings, "changed", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
}

static void
set_chart (BtDrawingBar *self, BtChart *chart)
{
  static const char *const names[]
    = { "notify::tool", "notify::magnet", "notify::keep-tool", "notify::selected-drawing" };
  g_autoptr (BtChart) before = self->chart != NULL ? g_object_ref (self->chart) : NULL;

  if (chart == before)
    return;
  leave_chart (self);
  g_set_weak_pointer (&self->chart, chart);
  bt_drawing_style_set_chart (BT_DRAWING_STYLE (self->style), chart);
  if (chart == NULL)
    return;
  if (before != NULL)
    carry_tool (before, chart);
  if (bt_chart_get_drawings (chart) == NULL)
    {
      g_autoptr (BtDrawingSet) set = bt_drawing_set_new ();
      bt_chart_set_drawings (chart, set);
    }
  watch_drawings (self);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_signal_connect_object (chart, names[i], G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (chart, "drawing-activated", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  show_state (self);
}

static void
bt_drawing_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CHART)
    set_chart (BT_DRAWING_BAR (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
bt_drawing_bar_dispose (GObject *object)
{
  BtDrawingBar *self = BT_DRAWING_BAR (object);

  leave_chart (self);
  g_clear_weak_pointer (&self->chart);
  g_clear_object (&self->actions);
  G_OBJECT_CLASS (bt_drawing_bar_parent_class)->dispose (object);
}

static void
bt_drawing_bar_class_init (BtDrawingBarClass *klass)
{
  static const char *const tool_names[BT_N_DRAWING_GROUPS]
    = { "lines_tool",     "channels_tool", "shapes_tool",
        "fibonacci_tool", "measures_tool", "texts_tool" };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = bt_drawing_bar_set_property;
  object_class->dispose = bt_drawing_bar_dispose;
  properties[PROP_CHART] = g_param_spec_object ("chart", NULL, NULL, BT_TYPE_CHART,
                                                G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_type_ensure (BT_TYPE_DRAWING_STYLE);
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("drawing-bar"));
  for (guint i = 0; i < BT_N_DRAWING_GROUPS; i++)
    gtk_widget_class_bind_template_child_full (widget_class, tool_names[i], FALSE,
                                               G_STRUCT_OFFSET (BtDrawingBar, tools)
                                                 + (gssize) (i * sizeof (GtkWidget *)));
  gtk_widget_class_bind_template_child (widget_class, BtDrawingBar, lines_button);
  gtk_widget_class_bind_template_child (widget_class, BtDrawingBar, channels_button);
  gtk_widget_class_bind_template_child (widget_class, BtDrawingBar, shapes_button);
  gtk_widget_class_bind_template_child (widget_class, BtDrawingBar, fibonacci_button);
  gtk_widget_class_bind_template_child (widget_class, BtDrawingBar, measures_button);
  gtk_widget_class_bind_template_child (widget_class, BtDrawingBar, texts_button);
  gtk_widget_class_bind_template_child (widget_class, BtDrawingBar, style_button);
  gtk_widget_class_bind_template_child (widget_class, BtDrawingBar, style);
}

static void
bt_drawing_bar_init (BtDrawingBar *self)
{
  static const GActionEntry entries[] = {
    { .name = "tool", .parameter_type = "s", .state = "''", .activate = tool_cb },
    { .name = "magnet", .state = "false", .activate = switched_cb },
    { .name = "keep-tool", .state = "false", .activate = switched_cb },
    { .name = "hide", .state = "false", .activate = hide_cb },
    { .name = "undo", .activate = undo_cb },
    { .name = "redo", .activate = undo_cb },
    { .name = "place-box", .activate = place_box_cb },
    { .name = "delete", .activate = selected_cb },
    { .name = "front", .activate = selected_cb },
    { .name = "back", .activate = selected_cb },
    { .name = "clear", .activate = clear_cb },
  };

  gtk_widget_init_template (GTK_WIDGET (self));
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "drawing", G_ACTION_GROUP (self->actions));
  g_signal_connect_swapped (self->style, "closed", G_CALLBACK (style_closed_cb), self);
  fill_menus (self);
}

void
bt_drawing_bar_open (BtDrawingBar *bar)
{
  g_return_if_fail (BT_IS_DRAWING_BAR (bar));

  gtk_menu_button_popup (GTK_MENU_BUTTON (bar->lines_button));
}

GActionGroup *
bt_drawing_bar_get_actions (BtDrawingBar *bar)
{
  g_return_val_if_fail (BT_IS_DRAWING_BAR (bar), NULL);

  return G_ACTION_GROUP (bar->actions);
}
