// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-drawing-style.h"

#include "chart/bt-chart-theme.h"
#include "ui/bt-accessible.h"
#include "ui/bt-dialogs.h"
#include "ui/bt-drawing-presets.h"
#include "ui/bt-labels.h"
#include "ui/bt-resources.h"

#include <glib/gi18n.h>

#define SWATCH_PX 18

struct _BtDrawingStyle
{
  GtkPopover parent_instance;

  BtChart *chart; /* weak */
  GtkWidget *buttons[BT_CHART_N_STUDY_COLOURS];
  gboolean is_showing; /* what is changed is not the user's doing */
  guint marked;        /* the drawing whose state before the changes is kept, or 0 */
  GSettings *settings;

  GtkWidget *title_label;
  GtkWidget *styles_button;
  GtkWidget *colours;
  GtkWidget *width;
  GtkWidget *stroke;
  GtkWidget *text;
  GtkWidget *selected_box;
  GtkWidget *lock;
  GtkWidget *hide;
};

G_DEFINE_FINAL_TYPE (BtDrawingStyle, bt_drawing_style, GTK_TYPE_POPOVER)

/* Returns the selected drawing, or NULL. */
static const BtDrawing *
get_selected (BtDrawingStyle *self)
{
  BtDrawingSet *set = self->chart != NULL ? bt_chart_get_drawings (self->chart) : NULL;
  guint id = 0;

  if (set == NULL)
    return NULL;
  g_object_get (self->chart, "selected-drawing", &id, NULL);
  return bt_drawing_set_find (set, id);
}

static guint
get_colour (BtDrawingStyle *self)
{
  for (guint i = 0; i < BT_CHART_N_STUDY_COLOURS; i++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->buttons[i])))
      return i;
  return 0;
}

static guint
get_width (BtDrawingStyle *self)
{
  return (guint) gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->width));
}

static BtDrawingStroke
get_stroke (BtDrawingStyle *self)
{
  guint stroke = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->stroke));

  return stroke < BT_N_DRAWING_STROKES ? (BtDrawingStroke) stroke : BT_DRAWING_SOLID;
}

static void
set_pen (BtDrawingStyle *self)
{
  bt_chart_set_pen (self->chart, get_colour (self), get_width (self), get_stroke (self));
}

static void
changed_cb (BtDrawingStyle *self)
{
  const BtDrawing *selected = get_selected (self);

  if (self->is_showing || self->chart == NULL)
    return;
  set_pen (self);
  if (selected == NULL)
    return;
  BtDrawing *changed = bt_drawing_copy (selected);
  changed->colour = get_colour (self);
  changed->width = get_width (self);
  changed->stroke = get_stroke (self);
  changed->is_locked = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->lock));
  changed->is_hidden = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->hide));
  if (changed->tool->text != NULL)
    {
      g_free (changed->text);
      changed->text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->text)));
    }
  /* All that is changed while the popover is open is taken back at once. */
  if (self->marked != changed->id)
    bt_drawing_set_mark (bt_chart_get_drawings (self->chart));
  self->marked = changed->id;
  bt_drawing_set_replace (bt_chart_get_drawings (self->chart), changed);
}

static void
show_selected (BtDrawingStyle *self, const BtDrawing *drawing)
{
  gtk_label_set_label (GTK_LABEL (self->title_label),
                       drawing != NULL ? _ (drawing->tool->title) : _ ("New drawings"));
  gtk_widget_set_visible (self->text, drawing != NULL && drawing->tool->text != NULL);
  gtk_widget_set_visible (self->selected_box, drawing != NULL);
  if (drawing == NULL)
    return;
  gtk_toggle_button_set_active (
    GTK_TOGGLE_BUTTON (self->buttons[drawing->colour % BT_CHART_N_STUDY_COLOURS]), TRUE);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->width), drawing->width);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->stroke), drawing->stroke);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->lock), drawing->is_locked);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->hide), drawing->is_hidden);
  gtk_editable_set_text (GTK_EDITABLE (self->text), drawing->text);
}

/* A swatch shows the colour of the chart's theme. */
static void
draw_swatch (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  BtDrawingStyle *self
    = BT_DRAWING_STYLE (gtk_widget_get_ancestor (GTK_WIDGET (area), BT_TYPE_DRAWING_STYLE));

  if (self == NULL || self->chart == NULL)
    return;
  GdkRGBA colour = bt_chart_get_palette_colour (self->chart, GPOINTER_TO_UINT (data));
  cairo_arc (cr, width / 2.0, height / 2.0, width / 2.0 - 1, 0, 2 * G_PI);
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_fill (cr);
}

static void
shown_cb (BtDrawingStyle *self)
{
  self->marked = 0;
  self->is_showing = TRUE;
  show_selected (self, get_selected (self));
  self->is_showing = FALSE;
}

static void
add_swatches (BtDrawingStyle *self)
{
  for (guint i = 0; i < BT_CHART_N_STUDY_COLOURS; i++)
    {
      GtkWidget *button = gtk_toggle_button_new ();
      GtkWidget *area = gtk_drawing_area_new ();
      const char *name = bt_label_palette_colour (i);

      gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), SWATCH_PX);
      gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), SWATCH_PX);
      gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_swatch, GUINT_TO_POINTER (i),
                                      NULL);
      gtk_button_set_child (GTK_BUTTON (button), area);
      gtk_widget_set_tooltip_text (button, name);
      bt_accessible_set_name (button, name);
      gtk_widget_add_css_class (button, "swatch");
      gtk_widget_add_css_class (button, "flat");
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button),
                                     GTK_TOGGLE_BUTTON (self->buttons[0]));
      self->buttons[i] = button;
      g_signal_connect_swapped (button, "toggled", G_CALLBACK (changed_cb), self);
      gtk_box_append (GTK_BOX (self->colours), button);
    }
  self->is_showing = TRUE;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->buttons[0]), TRUE);
  self->is_showing = FALSE;
}

static BtDrawingPreset
get_preset (BtDrawingStyle *self)
{
  return (BtDrawingPreset){
    .colour = get_colour (self),
    .width = (guint) gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->width)),
    .stroke = (BtDrawingStroke) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->stroke)),
  };
}

static void
show_preset (BtDrawingStyle *self, const BtDrawingPreset *preset)
{
  gtk_toggle_button_set_active (
    GTK_TOGGLE_BUTTON (self->buttons[preset->colour % BT_CHART_N_STUDY_COLOURS]), TRUE);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->width), preset->width);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->stroke), preset->stroke);
}

/* Shows a look as if it were chosen control by control, and changes what is selected once. */
static void
take_preset (BtDrawingStyle *self, const BtDrawingPreset *preset)
{
  self->is_showing = TRUE;
  show_preset (self, preset);
  self->is_showing = FALSE;
  changed_cb (self);
}

static void
fill_styles (BtDrawingStyle *self)
{
  g_autoptr (GMenuModel) menu = bt_drawing_presets_dup_menu (self->settings, "style");

  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->styles_button), menu);
}

static void
apply_cb (GtkWidget *widget, const char *action, GVariant *name)
{
  BtDrawingStyle *self = BT_DRAWING_STYLE (widget);
  BtDrawingPreset preset;

  if (bt_drawing_presets_find (self->settings, g_variant_get_string (name, NULL), &preset))
    take_preset (self, &preset);
}

static void
forget_cb (GtkWidget *widget, const char *action, GVariant *name)
{
  bt_drawing_presets_set (BT_DRAWING_STYLE (widget)->settings, g_variant_get_string (name, NULL),
                          NULL);
}

static void
name_given (gpointer owner, const char *name, const char *id)
{
  BtDrawingPreset preset = get_preset (owner);

  bt_drawing_presets_set (BT_DRAWING_STYLE (owner)->settings, name, &preset);
}

static void
keep_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  bt_dialog_ask_text (widget, _ ("Keep this style"), _ ("Name"), "", _ ("Keep"), name_given, "");
}

static void
use_for_new_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  BtDrawingStyle *self = BT_DRAWING_STYLE (widget);
  BtDrawingPreset preset = get_preset (self);

  bt_drawing_presets_set_pen (self->settings, &preset);
  if (self->chart != NULL)
    bt_chart_set_pen (self->chart, preset.colour, preset.width, preset.stroke);
}

static void
bt_drawing_style_dispose (GObject *object)
{
  g_clear_object (&BT_DRAWING_STYLE (object)->settings);
  g_clear_weak_pointer (&BT_DRAWING_STYLE (object)->chart);
  G_OBJECT_CLASS (bt_drawing_style_parent_class)->dispose (object);
}

static void
bt_drawing_style_class_init (BtDrawingStyleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_drawing_style_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("drawing-style"));
  gtk_widget_class_bind_template_child (widget_class, BtDrawingStyle, title_label);
  gtk_widget_class_bind_template_child (widget_class, BtDrawingStyle, styles_button);
  gtk_widget_class_bind_template_child (widget_class, BtDrawingStyle, colours);
  gtk_widget_class_bind_template_child (widget_class, BtDrawingStyle, width);
  gtk_widget_class_bind_template_child (widget_class, BtDrawingStyle, stroke);
  gtk_widget_class_bind_template_child (widget_class, BtDrawingStyle, text);
  gtk_widget_class_bind_template_child (widget_class, BtDrawingStyle, selected_box);
  gtk_widget_class_bind_template_child (widget_class, BtDrawingStyle, lock);
  gtk_widget_class_bind_template_child (widget_class, BtDrawingStyle, hide);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, gtk_popover_popdown);
  gtk_widget_class_install_action (widget_class, "style.apply", "s", apply_cb);
  gtk_widget_class_install_action (widget_class, "style.forget", "s", forget_cb);
  gtk_widget_class_install_action (widget_class, "style.keep", NULL, keep_cb);
  gtk_widget_class_install_action (widget_class, "style.use-for-new", NULL, use_for_new_cb);
}

static void
bt_drawing_style_init (BtDrawingStyle *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_swatches (self);
  self->settings = g_settings_new (BT_APP_ID);
  fill_styles (self);
  g_signal_connect_object (self->settings, "changed::" BT_DRAWING_PRESETS_KEY,
                           G_CALLBACK (fill_styles), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "show", G_CALLBACK (shown_cb), NULL);
}

void
bt_drawing_style_set_chart (BtDrawingStyle *style, BtChart *chart)
{
  g_return_if_fail (BT_IS_DRAWING_STYLE (style));

  g_set_weak_pointer (&style->chart, chart);
  if (chart != NULL)
    set_pen (style);
}

void
bt_drawing_style_edit_text (BtDrawingStyle *style)
{
  g_return_if_fail (BT_IS_DRAWING_STYLE (style));

  if (!gtk_widget_get_visible (style->text))
    return;
  gtk_widget_grab_focus (style->text);
  gtk_editable_select_region (GTK_EDITABLE (style->text), 0, -1);
}
