// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-layout-button.h"

#include "ui/bt-accessible.h"
#include "ui/bt-chart-layout.h"
#include "ui/bt-fold-layout.h"
#include "ui/bt-key-tip.h"
#include "ui/bt-resources.h"

#include <glib/gi18n.h>

#define COLUMNS 4
#define GAP_PX 2

struct _BtLayoutButton
{
  AdwBin parent_instance;

  GtkWidget *menu_button;
  GtkWidget *picture;
  GtkWidget *count_label;
  GtkWidget *grid;
};

enum
{
  PROP_LAYOUT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (BtLayoutButton, bt_layout_button, ADW_TYPE_BIN)

/* Of the kinds, in their order. */
static const char *const titles[] = {
  NC_ ("layout of charts", "One chart"),
  NC_ ("layout of charts", "Two side by side"),
  NC_ ("layout of charts", "Two, one above the other"),
  NC_ ("layout of charts", "Three, a tall one at the left"),
  NC_ ("layout of charts", "Three side by side"),
  NC_ ("layout of charts", "Three, one above the other"),
  NC_ ("layout of charts", "Four"),
  NC_ ("layout of charts", "Four, a tall one at the left"),
  NC_ ("layout of charts", "Five"),
  NC_ ("layout of charts", "Six"),
  NC_ ("layout of charts", "Seven"),
  NC_ ("layout of charts", "Eight"),
};

static void
draw_kind (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  const BtChartLayoutKind *kind = data;
  BtChartLayout layout;
  BtChartLayoutPlaces places;
  GdkRGBA ink;

  bt_chart_layout_init (&layout, kind);
  bt_chart_layout_place (&layout, (1u << bt_chart_layout_kind_count (kind)) - 1, width, height,
                         GAP_PX, &places);
  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (area)), &ink);
  gdk_cairo_set_source_rgba (cr, &ink);
  cairo_set_line_width (cr, 1);
  for (guint i = 0; i < BT_CHART_LAYOUT_MAX_CHARTS; i++)
    if (places.charts[i].width > 0)
      cairo_rectangle (cr, places.charts[i].x + 0.5, places.charts[i].y + 0.5,
                       places.charts[i].width - 1, places.charts[i].height - 1);
  cairo_stroke (cr);
}

static void
set_picture (GtkWidget *area, const BtChartLayoutKind *kind)
{
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_kind, (gpointer) kind, NULL);
}

static void
add_choice (BtLayoutButton *self, const BtChartLayoutKind *kind, guint index)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *area = gtk_drawing_area_new ();
  const char *title = g_dpgettext2 (NULL, "layout of charts", titles[index]);

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), 44);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), 30);
  set_picture (area, kind);
  gtk_button_set_child (GTK_BUTTON (button), area);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, title);
  bt_accessible_set_name (button, title);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", kind->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.layout");
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (gtk_menu_button_popdown),
                            self->menu_button);
  gtk_grid_attach (GTK_GRID (self->grid), button, (int) (index % COLUMNS), (int) (index / COLUMNS),
                   1, 1);
}

static void
show_kind (BtLayoutButton *self, const BtChartLayoutKind *kind)
{
  guint count = bt_chart_layout_kind_count (kind);
  /* Translators: how many charts a window shows. */
  g_autofree char *text = g_strdup_printf (ngettext ("%u chart", "%u charts", count), count);

  set_picture (self->picture, kind);
  gtk_label_set_label (GTK_LABEL (self->count_label), text);
}

static void
bt_layout_button_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  BtLayoutButton *self = BT_LAYOUT_BUTTON (object);
  const BtChartLayoutKind *kind;

  if (id != PROP_LAYOUT)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
      return;
    }
  kind = bt_chart_layout_kind_find (g_value_get_string (value));
  if (kind != NULL)
    show_kind (self, kind);
}

static void
bt_layout_button_class_init (BtLayoutButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->set_property = bt_layout_button_set_property;
  properties[PROP_LAYOUT]
    = g_param_spec_string ("layout", NULL, NULL, "1", G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  g_type_ensure (BT_TYPE_FOLD_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("layout-button"));
  gtk_widget_class_bind_template_child (widget_class, BtLayoutButton, menu_button);
  gtk_widget_class_bind_template_child (widget_class, BtLayoutButton, picture);
  gtk_widget_class_bind_template_child (widget_class, BtLayoutButton, count_label);
  gtk_widget_class_bind_template_child (widget_class, BtLayoutButton, grid);
}

static void
bt_layout_button_init (BtLayoutButton *self)
{
  guint count;
  const BtChartLayoutKind *kinds = bt_chart_layout_kinds (&count);

  gtk_widget_init_template (GTK_WIDGET (self));
  bt_key_tip_add (self->menu_button, "win.layout-menu");
  show_kind (self, &kinds[0]);
  for (guint i = 0; i < MIN (count, G_N_ELEMENTS (titles)); i++)
    add_choice (self, &kinds[i], i);
}

void
bt_layout_button_open (BtLayoutButton *button)
{
  g_return_if_fail (BT_IS_LAYOUT_BUTTON (button));

  gtk_menu_button_popup (GTK_MENU_BUTTON (button->menu_button));
}
