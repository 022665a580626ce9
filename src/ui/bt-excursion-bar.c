// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-excursion-bar.h"

#include "ui/bt-accessible.h"
#include "ui/bt-format.h"

#include <glib/gi18n.h>

#define WIDTH_PX 60
#define HEIGHT_PX 14
#define LINE_PX 4.0f
#define DOT_PX 7.0f
#define MARGIN_PX 5.0f

struct _BtExcursionBar
{
  GtkWidget parent_instance;

  BtMoney worst;
  BtMoney present;
  BtMoney best;
};

G_DEFINE_FINAL_TYPE (BtExcursionBar, bt_excursion_bar, GTK_TYPE_WIDGET)

/* Returns a colour of the style sheet, or the text's where it has none of that name. */
static GdkRGBA
find_color (GtkWidget *widget, const char *name)
{
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  GdkRGBA color;

  if (!gtk_style_context_lookup_color (style, name, &color))
    gtk_style_context_get_color (style, &color);
  return color;
}

static void
fill (GtkSnapshot *snapshot, const GdkRGBA *color, float x, float y, float width, float height)
{
  GskRoundedRect outline;

  if (width <= 0)
    return;
  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (x, y, width, height), height / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, color, &outline.bounds);
  gtk_snapshot_pop (snapshot);
}

static void
bt_excursion_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BtExcursionBar *self = BT_EXCURSION_BAR (widget);
  float width = (float) gtk_widget_get_width (widget) - 2 * MARGIN_PX;
  float middle = (float) gtk_widget_get_height (widget) / 2;
  gint64 worst = MIN (self->worst.minor, 0), best = MAX (self->best.minor, 0);
  gint64 present = CLAMP (self->present.minor, worst, best);
  double span = (double) MAX (best - worst, 1);
  float zero = MARGIN_PX + (float) ((double) -worst / span) * width;
  float dot = MARGIN_PX + (float) ((double) (present - worst) / span) * width;
  GdkRGBA up = find_color (widget, "bt_up"), down = find_color (widget, "bt_down");
  GdkRGBA ground = find_color (widget, "bt_selected"), text;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &text);
  fill (snapshot, &ground, 0, middle - 1, width + 2 * MARGIN_PX, 2);
  fill (snapshot, &down, MARGIN_PX, middle - LINE_PX / 2, zero - MARGIN_PX, LINE_PX);
  fill (snapshot, &up, zero, middle - LINE_PX / 2, width + MARGIN_PX - zero, LINE_PX);
  fill (snapshot, &text, zero - 0.5f, middle - 5, 1, 10);
  fill (snapshot, &text, dot - DOT_PX / 2, middle - DOT_PX / 2, DOT_PX, DOT_PX);
}

static void
bt_excursion_bar_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT_PX : WIDTH_PX;
  *minimum_baseline = *natural_baseline = -1;
}

static void
bt_excursion_bar_class_init (BtExcursionBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = bt_excursion_bar_snapshot;
  widget_class->measure = bt_excursion_bar_measure;
  gtk_widget_class_set_css_name (widget_class, "excursion");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
bt_excursion_bar_init (BtExcursionBar *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
bt_excursion_bar_new (void)
{
  return g_object_new (BT_TYPE_EXCURSION_BAR, NULL);
}

void
bt_excursion_bar_set (
  BtExcursionBar *bar, BtMoney worst, BtMoney present, BtMoney best, guint digits)
{
  g_return_if_fail (BT_IS_EXCURSION_BAR (bar));

  g_autofree char *worst_text = bt_format_result (worst, digits);
  g_autofree char *present_text = bt_format_result (present, digits);
  g_autofree char *best_text = bt_format_result (best, digits);
  /* Translators: three results of a position. */
  g_autofree char *text
    = g_strdup_printf (_ ("worst %s, now %s, best %s"), worst_text, present_text, best_text);
  bar->worst = worst;
  bar->present = present;
  bar->best = best;
  gtk_widget_set_tooltip_text (GTK_WIDGET (bar), text);
  bt_accessible_set_name (GTK_WIDGET (bar), text);
  gtk_widget_queue_draw (GTK_WIDGET (bar));
}
