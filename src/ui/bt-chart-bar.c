// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-chart-bar.h"

#include "ui/bt-chart-menu.h"
#include "ui/bt-fold-layout.h"
#include "ui/bt-key-tip.h"
#include "ui/bt-layout-button.h"
#include "ui/bt-resources.h"
#include "ui/bt-study-templates.h"
#include "ui/bt-style-button.h"
#include "ui/bt-timeframe-picker.h"

#include <glib/gi18n.h>

#define GAP_PX 3
#define N_TOGGLES 6

struct _BtChartBar
{
  GtkWidget parent_instance;

  BtChart *chart; /* weak: it is shown elsewhere */
  GSignalGroup *signals;
  guint level;      /* how much is folded and hidden */
  guint menu_level; /* for which the menu at the end was made */

  GtkWidget *toggles[N_TOGGLES];
  GtkWidget *timeframe_button;
  GtkWidget *timeframe_picker;
  GtkWidget *style_button;
  GtkWidget *studies_button;
  GtkWidget *templates_button;
  GtkWidget *compare_button;
  GtkWidget *undo_button;
  GtkWidget *redo_button;
  GtkWidget *layout_button;
  GtkWidget *auto_button;
  GtkWidget *log_button;
  GtkWidget *percent_button;
  GtkWidget *overflow_button;
};

enum
{
  PROP_CHART = 1,
  PROP_LAYOUT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (BtChartBar, bt_chart_bar, GTK_TYPE_WIDGET)

/* What gives room, level by level: first words go, then whole buttons. */
typedef struct
{
  gsize offset;
  guint fold_level;   /* 0: it has no words that can go */
  guint hide_level;   /* 0: it stays */
  const char *title;  /* in the menu at the end */
  const char *action; /* NULL: the button's own menu */
} Part;

#define PART(name) G_STRUCT_OFFSET (BtChartBar, name)
#define FIRST_HIDE_LEVEL 6
#define LAST_LEVEL 13

static const Part parts[] = {
  { PART (compare_button), 1, 10, N_ ("_Compare…"), "win.compare" },
  { PART (templates_button), 2, 11, N_ ("_Templates"), NULL },
  { PART (layout_button), 3, 0, NULL, NULL },
  { PART (studies_button), 4, 12, N_ ("_Indicators…"), "win.studies" },
  { PART (style_button), 5, 0, NULL, NULL },
  { PART (redo_button), 0, 6, N_ ("_Redo a change of drawings"), "drawing.redo" },
  { PART (undo_button), 0, 7, N_ ("_Undo a change of drawings"), "drawing.undo" },
  { PART (percent_button), 0, 8, N_ ("_Percent scale"), "chart.scale-percent" },
  { PART (log_button), 0, 9, N_ ("_Logarithmic scale"), "chart.scale-log" },
  { PART (auto_button), 0, 13, N_ ("Scale _fits by itself"), "chart.auto-scale" },
};

static GtkWidget *
get_part (BtChartBar *self, const Part *part)
{
  return G_STRUCT_MEMBER (GtkWidget *, self, part->offset);
}

/* Returns the width that a child has at a level; 0 when it is not shown. */
static int
measure_child (BtChartBar *self, GtkWidget *child, guint level)
{
  gboolean is_folded = FALSE;
  int minimum;
  int natural;

  if (!gtk_widget_get_visible (child)
      || (child == self->overflow_button && level < FIRST_HIDE_LEVEL))
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (get_part (self, &parts[i]) != child)
        continue;
      if (parts[i].hide_level != 0 && level >= parts[i].hide_level)
        return 0;
      is_folded = parts[i].fold_level != 0 && level >= parts[i].fold_level;
    }
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  return is_folded ? minimum : natural;
}

static int
measure_level (BtChartBar *self, guint level)
{
  int width = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int part = measure_child (self, child, level);
      width += part > 0 ? part + GAP_PX : 0;
    }
  return MAX (0, width - GAP_PX);
}

static void
bt_chart_bar_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  BtChartBar *self = BT_CHART_BAR (widget);

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = measure_level (self, LAST_LEVEL);
      *natural = measure_level (self, 0);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least;
      int wanted;

      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, &least, &wanted, NULL, NULL);
      *minimum = MAX (*minimum, least);
      *natural = MAX (*natural, wanted);
    }
}

static void
bt_chart_bar_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  BtChartBar *self = BT_CHART_BAR (widget);
  gboolean is_reversed = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int spare;
  int x = 0;

  for (self->level = 0; self->level < LAST_LEVEL; self->level++)
    if (measure_level (self, self->level) <= width)
      break;
  spare = MAX (0, width - measure_level (self, self->level));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int part = measure_child (self, child, self->level);
      GtkAllocation place = { .x = x, .width = part, .height = height };

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_set_child_visible (child, part > 0);
      /* The one that expands stands between the two ends. */
      if (part > 0 && gtk_widget_get_hexpand (child))
        place.width += spare;
      if (part > 0)
        x += place.width + GAP_PX;
      if (is_reversed)
        place.x = width - place.x - place.width;
      if (part > 0)
        gtk_widget_size_allocate (child, &place, -1);
    }
}

/* Lists what is hidden. */
static void
fill_overflow (GtkMenuButton *button, gpointer user_data)
{
  BtChartBar *self = user_data;
  g_autoptr (GMenu) menu = g_menu_new ();

  if (self->menu_level == self->level)
    return;
  self->menu_level = self->level;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (parts[i].hide_level == 0 || self->level < parts[i].hide_level)
        continue;
      if (parts[i].action != NULL)
        g_menu_append (menu, _ (parts[i].title), parts[i].action);
      else
        g_menu_append_submenu (
          menu, _ (parts[i].title),
          gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (get_part (self, &parts[i]))));
    }
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static void
show_timeframe (BtChartBar *self)
{
  const char *name = bt_timeframe_to_string (bt_chart_get_timeframe (self->chart));
  gboolean is_among = FALSE;

  for (guint i = 0; i < N_TOGGLES; i++)
    is_among |= g_strcmp0 (gtk_button_get_label (GTK_BUTTON (self->toggles[i])), name) == 0;
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (self->timeframe_button), !is_among);
  if (is_among)
    gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->timeframe_button), "pan-down-symbolic");
  else
    gtk_menu_button_set_label (GTK_MENU_BUTTON (self->timeframe_button), name);
}

static void
set_chart (BtChartBar *self, BtChart *chart)
{
  g_set_weak_pointer (&self->chart, chart);
  g_object_set (self->style_button, "chart", chart, NULL);
  g_signal_group_set_target (self->signals, chart);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "chart",
                                  chart != NULL ? bt_chart_menu_get_actions (chart) : NULL);
  if (chart == NULL)
    return;
  show_timeframe (self);
}

/* The group may outlive the chart that its actions are about. */
static void
chart_destroyed_cb (BtChartBar *self)
{
  gtk_widget_insert_action_group (GTK_WIDGET (self), "chart", NULL);
}

static void
bt_chart_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  BtChartBar *self = BT_CHART_BAR (object);

  switch (id)
    {
    case PROP_CHART:
      set_chart (self, g_value_get_object (value));
      break;
    case PROP_LAYOUT:
      g_object_set_property (G_OBJECT (self->layout_button), "layout", value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
bt_chart_bar_dispose (GObject *object)
{
  BtChartBar *self = BT_CHART_BAR (object);
  GtkWidget *child;

  g_clear_object (&self->signals);
  g_clear_weak_pointer (&self->chart);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (bt_chart_bar_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    gsize offset;
  } children[] = {
    { "tf_m1", PART (toggles[0]) },
    { "tf_m5", PART (toggles[1]) },
    { "tf_m15", PART (toggles[2]) },
    { "tf_h1", PART (toggles[3]) },
    { "tf_h4", PART (toggles[4]) },
    { "tf_d1", PART (toggles[5]) },
    { "timeframe_button", PART (timeframe_button) },
    { "timeframe_picker", PART (timeframe_picker) },
    { "style_button", PART (style_button) },
    { "studies_button", PART (studies_button) },
    { "templates_button", PART (templates_button) },
    { "compare_button", PART (compare_button) },
    { "undo_button", PART (undo_button) },
    { "redo_button", PART (redo_button) },
    { "layout_button", PART (layout_button) },
    { "auto_button", PART (auto_button) },
    { "log_button", PART (log_button) },
    { "percent_button", PART (percent_button) },
    { "overflow_button", PART (overflow_button) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    gtk_widget_class_bind_template_child_full (widget_class, children[i].name, FALSE,
                                               (gssize) children[i].offset);
}

static void
bt_chart_bar_class_init (BtChartBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->set_property = bt_chart_bar_set_property;
  object_class->dispose = bt_chart_bar_dispose;
  widget_class->measure = bt_chart_bar_measure;
  widget_class->size_allocate = bt_chart_bar_size_allocate;
  properties[PROP_CHART] = g_param_spec_object ("chart", NULL, NULL, BT_TYPE_CHART, flags);
  properties[PROP_LAYOUT] = g_param_spec_string ("layout", NULL, NULL, "1", flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_type_ensure (BT_TYPE_FOLD_LAYOUT);
  g_type_ensure (BT_TYPE_LAYOUT_BUTTON);
  g_type_ensure (BT_TYPE_STYLE_BUTTON);
  g_type_ensure (BT_TYPE_TIMEFRAME_PICKER);
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("chart-bar"));
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TOOLBAR);
  bind_children (widget_class);
}

static void
bt_chart_bar_init (BtChartBar *self)
{
  static const struct
  {
    const char *signal;
    GCallback callback;
  } handlers[] = {
    { "notify::timeframe", G_CALLBACK (show_timeframe) },
    { "destroy", G_CALLBACK (chart_destroyed_cb) },
  };

  /* GTK 4.8: what menus look their actions up in must be there before them. */
  gtk_widget_insert_action_group (GTK_WIDGET (self), "chart", NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->signals = g_signal_group_new (BT_TYPE_CHART);
  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_group_connect_object (self->signals, handlers[i].signal, handlers[i].callback, self,
                                   G_CONNECT_SWAPPED);
  bt_key_tip_add (self->timeframe_button, "win.choose-timeframe");
  bt_study_templates_fill (GTK_MENU_BUTTON (self->templates_button));
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->overflow_button), fill_overflow,
                                         self, NULL);
}

void
bt_chart_bar_set_base (BtChartBar *bar, BtTimeframe base)
{
  g_return_if_fail (BT_IS_CHART_BAR (bar));

  bt_timeframe_picker_set_base (BT_TIMEFRAME_PICKER (bar->timeframe_picker), base);
}

void
bt_chart_bar_type_timeframe (BtChartBar *bar, const char *text)
{
  g_return_if_fail (BT_IS_CHART_BAR (bar) && text != NULL);

  bt_timeframe_picker_type (BT_TIMEFRAME_PICKER (bar->timeframe_picker), text);
}

void
bt_chart_bar_open_layouts (BtChartBar *bar)
{
  g_return_if_fail (BT_IS_CHART_BAR (bar));

  bt_layout_button_open (BT_LAYOUT_BUTTON (bar->layout_button));
}
