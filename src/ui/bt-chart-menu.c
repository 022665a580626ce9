// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-chart-menu.h"

#include "ui/bt-chart-looks.h"
#include "ui/bt-chart-words.h"
#include "ui/bt-dialogs.h"
#include "ui/bt-key-tip.h"
#include "ui/bt-resources.h"
#include "ui/bt-studies-window.h"
#include "ui/bt-study-templates.h"

#include <glib/gi18n.h>

#define PICTURE_SCALE 2
#define HOLLOW_NAME "hollow"
/* Where candles stand among the styles. */
#define CANDLES 0
/* Around the rows of the menu. */
#define EDGE_PX 16

/* In the order of their enumerations. */
static const char *const style_names[]
  = { "candles", "bars", "line", "step", "area", "baseline", NULL };
static const char *const series_names[]
  = { "time", "heikin-ashi", "renko", "range", "volume", "point-figure", NULL };
static const char *const scale_names[] = { "linear", "logarithmic", "percent", "indexed", NULL };

typedef struct
{
  BtChart *chart; /* owns the menu */
  GSimpleActionGroup *actions;
  GtkWidget *popover; /* NULL until it is first opened */
  GMenu *top;         /* what others fill, above the rest */
  BtChartMenuFill fill;
  gpointer fill_data;
  double y; /* where the menu was opened; negative: at no price */
} ChartMenu;

static int
find_name (const char *const *names, const char *text)
{
  for (int i = 0; names[i] != NULL; i++)
    if (g_strcmp0 (names[i], text) == 0)
      return i;
  return 0;
}

const char *
bt_chart_style_to_string (int style)
{
  return style_names[style];
}

int
bt_chart_style_parse (const char *text)
{
  return find_name (style_names, text);
}

const char *
bt_chart_series_kind_to_string (BtChartSeriesKind kind)
{
  return series_names[kind];
}

BtChartSeriesKind
bt_chart_series_kind_parse (const char *text)
{
  return (BtChartSeriesKind) find_name (series_names, text);
}

const char *
bt_price_scale_kind_to_string (int kind)
{
  return scale_names[kind];
}

int
bt_price_scale_kind_parse (const char *text)
{
  return find_name (scale_names, text);
}

/* Candles that are hollow where they rise are a style of their own to who chooses. */
static void
style_chosen_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  ChartMenu *menu = user_data;
  const char *name = g_variant_get_string (value, NULL);
  int style = bt_chart_style_parse (name);

  if (style == CANDLES)
    g_object_set (menu->chart, "hollow", g_str_equal (name, HOLLOW_NAME), NULL);
  g_object_set (menu->chart, "style", style, NULL);
}

static void
series_chosen_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  ChartMenu *menu = user_data;
  BtChartSeriesSpec spec
    = { .kind = bt_chart_series_kind_parse (g_variant_get_string (value, NULL)) };

  bt_chart_set_series (menu->chart, &spec);
}

static void
scale_chosen_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  ChartMenu *menu = user_data;

  g_object_set (menu->chart, "scale",
                bt_price_scale_kind_parse (g_variant_get_string (value, NULL)), NULL);
}

/* A scale that is switched on, and off again to the linear one. */
static void
scale_switched_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  ChartMenu *menu = user_data;
  g_autoptr (GVariant) state = g_action_get_state (G_ACTION (action));
  gboolean is_log = g_str_equal (g_action_get_name (G_ACTION (action)), "scale-log");
  BtPriceScaleKind kind = is_log ? BT_PRICE_SCALE_LOGARITHMIC : BT_PRICE_SCALE_PERCENT;

  g_object_set (menu->chart, "scale",
                g_variant_get_boolean (state) ? (int) BT_PRICE_SCALE_LINEAR : (int) kind, NULL);
}

static void
set_state (ChartMenu *menu, const char *name, GVariant *state)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (menu->actions), name);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), state);
}

/* The menu shows what is, however it came to be. */
static void
show_states (ChartMenu *menu)
{
  BtChartSeriesSpec spec = bt_chart_get_series (menu->chart);
  gboolean is_inverted;
  gboolean is_auto;
  gboolean has_trades;
  gboolean takes_orders;
  gboolean is_hollow;
  int style;
  int scale;

  g_object_get (menu->chart, "style", &style, "scale", &scale, "inverted", &is_inverted,
                "auto-scale", &is_auto, "show-trades", &has_trades, "takes-orders", &takes_orders,
                "hollow", &is_hollow, NULL);
  is_hollow = is_hollow && style == CANDLES;
  set_state (menu, "show-trades", g_variant_new_boolean (has_trades));
  set_state (menu, "takes-orders", g_variant_new_boolean (takes_orders));
  set_state (menu, "inverted", g_variant_new_boolean (is_inverted));
  set_state (menu, "auto-scale", g_variant_new_boolean (is_auto));
  set_state (menu, "style", g_variant_new_string (is_hollow ? HOLLOW_NAME : style_names[style]));
  set_state (menu, "scale-log", g_variant_new_boolean (scale == BT_PRICE_SCALE_LOGARITHMIC));
  set_state (menu, "scale-percent", g_variant_new_boolean (scale == BT_PRICE_SCALE_PERCENT));
  set_state (menu, "scale", g_variant_new_string (scale_names[scale]));
  set_state (menu, "series", g_variant_new_string (series_names[spec.kind]));
}

/* Switches the property of the action's name. */
static void
switched_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  ChartMenu *menu = user_data;
  const char *name = g_action_get_name (G_ACTION (action));
  gboolean is_on;

  g_object_get (menu->chart, name, &is_on, NULL);
  g_object_set (menu->chart, name, !is_on, NULL);
}

/* What is done at once. */
static void
done_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  BtChart *chart = ((ChartMenu *) user_data)->chart;
  const char *name = g_action_get_name (G_ACTION (action));

  if (g_str_equal (name, "fit"))
    bt_chart_fit (chart);
  else if (g_str_equal (name, "measure"))
    bt_chart_begin_measure (chart);
  else if (g_str_equal (name, "zoom-box"))
    bt_chart_begin_box (chart);
  else
    bt_chart_go_back (chart);
}

static void
studies_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  ChartMenu *menu = user_data;

  bt_studies_window_present (menu->chart, 0);
}

static void
copy_price_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  ChartMenu *menu = user_data;
  g_autofree char *text = bt_chart_format_price_at (menu->chart, menu->y);

  if (text != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (menu->chart)), text);
}

/* Alerts are the session's: the window of the chart has the action. */
static void
add_alert_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  ChartMenu *menu = user_data;
  gint64 price_points;

  if (bt_chart_get_price_at (menu->chart, menu->y, &price_points))
    gtk_widget_activate_action (GTK_WIDGET (menu->chart), "win.add-alert", "x", price_points);
}

static cairo_surface_t *
render (BtChart *chart)
{
  return bt_chart_render_captioned (chart, gtk_widget_get_width (GTK_WIDGET (chart)),
                                    gtk_widget_get_height (GTK_WIDGET (chart)), PICTURE_SCALE);
}

static void
copy_picture_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  ChartMenu *menu = user_data;
  cairo_surface_t *surface = render (menu->chart);
  int height = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes
    = g_bytes_new (cairo_image_surface_get_data (surface), (gsize) height * (gsize) stride);
  g_autoptr (GdkTexture) texture = gdk_memory_texture_new (
    cairo_image_surface_get_width (surface), height, GDK_MEMORY_DEFAULT, bytes, (gsize) stride);

  gdk_clipboard_set_texture (gtk_widget_get_clipboard (GTK_WIDGET (menu->chart)), texture);
  gtk_widget_activate_action (GTK_WIDGET (menu->chart), "win.toast", "s",
                              _ ("The picture of the chart was copied"));
  cairo_surface_destroy (surface);
}

static void
save_to (gpointer owner, GFile *file, gint64 value)
{
  cairo_surface_t *surface = render (BT_CHART (owner));
  g_autofree char *path = g_file_get_path (file);
  cairo_status_t status
    = path != NULL ? cairo_surface_write_to_png (surface, path) : CAIRO_STATUS_FILE_NOT_FOUND;

  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    bt_dialog_show_error (owner, _ ("The picture was not saved"), cairo_status_to_string (status));
}

static void
save_picture_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  ChartMenu *menu = user_data;
  g_autofree char *caption = bt_chart_dup_caption (menu->chart);
  g_auto (GStrv) parts = g_strsplit (caption, " \u00b7 ", -1);
  g_autofree char *stem = g_strjoinv ("-", parts);
  g_autofree char *name = g_strconcat (stem, ".png", NULL);

  /* What no file system takes in a name. */
  g_strdelimit (name, ":", '.');
  g_strdelimit (name, "/\\", '-');
  bt_dialog_save (GTK_WIDGET (menu->chart), _ ("Save a picture of the chart"), name, save_to, 0);
}

/* Returns the height at which the menu opens: that of the pointer, or where there is room for all
 * of it neither below nor above as far up as it takes to stay in the window. */
static double
find_room (ChartMenu *menu, double x, double y)
{
  GtkWidget *chart = GTK_WIDGET (menu->chart);
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (chart));
  double top_x, top;
  int height;

  if (window == NULL || !gtk_widget_translate_coordinates (chart, window, x, y, &top_x, &top))
    return y;
  /* Not the popover itself, which has no size before it is seen. */
  gtk_widget_measure (gtk_popover_get_child (GTK_POPOVER (menu->popover)), GTK_ORIENTATION_VERTICAL,
                      -1, NULL, &height, NULL, NULL);
  height += 2 * EDGE_PX;
  if (top + height <= gtk_widget_get_height (window) || top >= height)
    return y;
  return y - MIN (top, top + height - gtk_widget_get_height (window));
}

/* The menu is made when it is first asked for: most charts never are, and GTK 4.8 does not give all
 * of a menu back. */
static void
make_popover (ChartMenu *menu)
{
  if (menu->popover != NULL)
    return;

  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (BT_TEMPLATE ("chart-menu"));
  GMenu *model = G_MENU (gtk_builder_get_object (builder, "menu"));

  g_menu_prepend_section (model, NULL, G_MENU_MODEL (menu->top));
  bt_key_tip_add_to_menu (model);
  menu->popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (model));
  gtk_popover_set_has_arrow (GTK_POPOVER (menu->popover), FALSE);
  gtk_widget_set_halign (menu->popover, GTK_ALIGN_START);
  gtk_widget_set_parent (menu->popover, GTK_WIDGET (menu->chart));
}

static void
open_at (ChartMenu *menu, double x, double y)
{
  GdkRectangle place = { (int) x, 0, 1, 1 };
  g_autofree char *price = bt_chart_format_price_at (menu->chart, y);
  GAction *copy = g_action_map_lookup_action (G_ACTION_MAP (menu->actions), "copy-price");
  GAction *alert = g_action_map_lookup_action (G_ACTION_MAP (menu->actions), "add-alert");
  gint64 price_points;

  make_popover (menu);
  menu->y = y;
  g_menu_remove_all (menu->top);
  if (menu->fill != NULL)
    menu->fill (menu->chart, menu->top, x, y, menu->fill_data);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (copy), price != NULL);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (alert),
                               bt_chart_get_price_at (menu->chart, y, &price_points));
  place.y = (int) find_room (menu, x, y);
  gtk_popover_set_pointing_to (GTK_POPOVER (menu->popover), &place);
  gtk_popover_popup (GTK_POPOVER (menu->popover));
}

static void
pressed_cb (ChartMenu *menu, int n_press, double x, double y, GtkGesture *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  open_at (menu, x, y);
}

static void
long_pressed_cb (ChartMenu *menu, double x, double y)
{
  open_at (menu, x, y);
}

static gboolean
open_by_key (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  ChartMenu *menu = user_data;
  double x = gtk_widget_get_width (widget) / 2.0, y = -1;

  bt_chart_get_focus_place (menu->chart, &x, &y);
  open_at (menu, x, y);
  return TRUE;
}

static void
add_gestures (ChartMenu *menu)
{
  GtkWidget *widget = GTK_WIDGET (menu->chart);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *press = gtk_gesture_long_press_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), menu);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect_swapped (press, "pressed", G_CALLBACK (long_pressed_cb), menu);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (press));
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Menu|<Shift>F10"),
                      gtk_callback_action_new (open_by_key, menu, NULL)));
  gtk_widget_add_controller (widget, keys);
}

/* The states are looked at by others too. */
static void
follow_chart (ChartMenu *menu)
{
  static const char *const names[]
    = { "notify::style",    "notify::hollow",     "notify::series",      "notify::scale",
        "notify::inverted", "notify::auto-scale", "notify::show-trades", "notify::takes-orders" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_signal_connect_swapped (menu->chart, names[i], G_CALLBACK (show_states), menu);
  show_states (menu);
}

static void
free_menu (gpointer data)
{
  ChartMenu *menu = data;

  g_clear_object (&menu->actions);
  g_clear_object (&menu->top);
  g_free (menu);
}

/* The popover is a child that the chart does not know of: it goes before the chart. */
static void
chart_destroyed_cb (ChartMenu *menu)
{
  g_clear_pointer (&menu->popover, gtk_widget_unparent);
}

void
bt_chart_menu_attach (BtChart *chart)
{
  static const GActionEntry entries[] = {
    { .name = "style", .parameter_type = "s", .state = "'candles'", .activate = style_chosen_cb },
    { .name = "series", .parameter_type = "s", .state = "'time'", .activate = series_chosen_cb },
    { .name = "scale", .parameter_type = "s", .state = "'linear'", .activate = scale_chosen_cb },
    { .name = "scale-log", .state = "false", .activate = scale_switched_cb },
    { .name = "scale-percent", .state = "false", .activate = scale_switched_cb },
    { .name = "inverted", .state = "false", .activate = switched_cb },
    { .name = "auto-scale", .state = "true", .activate = switched_cb },
    { .name = "show-trades", .state = "true", .activate = switched_cb },
    { .name = "takes-orders", .state = "true", .activate = switched_cb },
    { .name = "studies", .activate = studies_cb },
    { .name = "fit", .activate = done_cb },
    { .name = "measure", .activate = done_cb },
    { .name = "zoom-box", .activate = done_cb },
    { .name = "zoom-back", .activate = done_cb },
    { .name = "add-alert", .activate = add_alert_cb },
    { .name = "copy-price", .activate = copy_price_cb },
    { .name = "copy-picture", .activate = copy_picture_cb },
    { .name = "save-picture", .activate = save_picture_cb },
  };
  ChartMenu *menu = g_new0 (ChartMenu, 1);

  menu->chart = chart;
  menu->top = g_menu_new ();
  menu->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (menu->actions), entries, G_N_ELEMENTS (entries),
                                   menu);
  bt_chart_looks_add_actions (chart, G_ACTION_MAP (menu->actions));
  bt_study_templates_add_actions (chart, G_ACTION_MAP (menu->actions));
  bt_chart_words_apply (chart);
  gtk_widget_insert_action_group (GTK_WIDGET (chart), "chart", G_ACTION_GROUP (menu->actions));
  add_gestures (menu);
  g_signal_connect (chart, "study-activated", G_CALLBACK (bt_studies_window_present), NULL);
  g_signal_connect_swapped (chart, "destroy", G_CALLBACK (chart_destroyed_cb), menu);
  g_object_set_data_full (G_OBJECT (chart), "bt-chart-menu", menu, free_menu);
  follow_chart (menu);
}

GActionGroup *
bt_chart_menu_get_actions (BtChart *chart)
{
  ChartMenu *menu = g_object_get_data (G_OBJECT (chart), "bt-chart-menu");

  g_return_val_if_fail (menu != NULL, NULL);

  return G_ACTION_GROUP (menu->actions);
}

void
bt_chart_menu_set_top (BtChart *chart, BtChartMenuFill fill, gpointer data)
{
  ChartMenu *menu = g_object_get_data (G_OBJECT (chart), "bt-chart-menu");

  g_return_if_fail (menu != NULL);

  menu->fill = fill;
  menu->fill_data = data;
}
