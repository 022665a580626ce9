// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-coverage-strip.h"

#include <math.h>

#define STRIP_HEIGHT_PX 22
#define TICK_PX 4
#define LABEL_HEIGHT_PX 18
#define LABEL_ROOM_PX 44
/* A range shorter than this is told by days. */
#define SHORT_DAYS 92

struct _BtCoverageStrip
{
  GtkWidget parent_instance;

  gint64 first_usec;
  gint64 last_usec;
  BtQualityReport *report;
};

G_DEFINE_FINAL_TYPE (BtCoverageStrip, bt_coverage_strip, GTK_TYPE_WIDGET)

static double
place (BtCoverageStrip *self, gint64 time_usec, double width)
{
  double span = (double) (self->last_usec - self->first_usec);

  return span > 0 ? (double) (time_usec - self->first_usec) / span * width : 0;
}

static void
fill (GtkSnapshot *snapshot, const GdkRGBA *color, double x, double y, double width, double height)
{
  gtk_snapshot_append_color (
    snapshot, color, &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height));
}

static GdkRGBA
look_up (GtkWidget *widget, const char *name, const char *fallback)
{
  GdkRGBA color;

  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, &color))
    gdk_rgba_parse (&color, fallback);
  return color;
}

static void
draw_gaps (BtCoverageStrip *self, GtkSnapshot *snapshot, double width)
{
  GdkRGBA brief = look_up (GTK_WIDGET (self), "bt_warning", "#f5c211");
  GdkRGBA grave = look_up (GTK_WIDGET (self), "bt_down", "#f0604d");

  for (guint i = 0; self->report != NULL && i < bt_quality_report_get_gaps (self->report)->len; i++)
    {
      const BtGap *gap = &g_array_index (bt_quality_report_get_gaps (self->report), BtGap, i);
      double from = place (self, gap->from_usec, width), to = place (self, gap->to_usec, width);
      gboolean is_long = gap->to_usec - gap->from_usec >= BT_COVERAGE_LONG_GAP_USEC;

      fill (snapshot, is_long ? &grave : &brief, from, 0, fmax (to - from, 2), STRIP_HEIGHT_PX);
    }
}

/* Writes a label below a tick; FALSE where it does not fit any more. */
static gboolean
draw_label (
  BtCoverageStrip *self, GtkSnapshot *snapshot, gint64 time_usec, const char *format, double width)
{
  GdkRGBA color = look_up (GTK_WIDGET (self), "bt_text_dim", "#888888");
  double x = floor (place (self, time_usec, width));
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (time_usec / BT_USEC_PER_SECOND);
  g_autofree char *text = g_date_time_format (date, format);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  int text_width;

  fill (snapshot, &color, x, STRIP_HEIGHT_PX, 1, TICK_PX);
  pango_layout_get_pixel_size (layout, &text_width, NULL);
  if (x + text_width > width)
    return FALSE;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, STRIP_HEIGHT_PX + TICK_PX));
  gtk_snapshot_append_layout (snapshot, layout, &color);
  gtk_snapshot_restore (snapshot);
  return TRUE;
}

/* Names days where the range is too short for months. */
static void
draw_days (BtCoverageStrip *self, GtkSnapshot *snapshot, double width)
{
  gint64 day = self->first_usec / BT_USEC_PER_DAY + 1;
  gint64 days = MAX ((self->last_usec - self->first_usec) / BT_USEC_PER_DAY, 1);
  gint64 step = MAX ((gint64) ceil ((double) days * LABEL_ROOM_PX / width), 1);

  for (; day * BT_USEC_PER_DAY <= self->last_usec; day += step)
    if (!draw_label (self, snapshot, day * BT_USEC_PER_DAY, "%-d %b", width))
      return;
}

/* Returns the month starts that the axis names: months between two labels so that they fit. */
static int
choose_step (BtCoverageStrip *self, double width)
{
  static const int steps[] = { 1, 2, 3, 6, 12, 24, 60, 120 };
  double months
    = (double) (self->last_usec - self->first_usec) / (30.44 * (double) BT_USEC_PER_DAY);

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (months / steps[i] * LABEL_ROOM_PX <= width)
      return steps[i];
  return steps[G_N_ELEMENTS (steps) - 1];
}

static void
draw_axis (BtCoverageStrip *self, GtkSnapshot *snapshot, double width)
{
  int step = choose_step (self, width);
  BtCivilTime first = bt_time_to_civil (self->first_usec);

  if (self->last_usec - self->first_usec < SHORT_DAYS * BT_USEC_PER_DAY)
    {
      draw_days (self, snapshot, width);
      return;
    }
  for (int month = (first.year * 12 + first.month - 1) / step * step + step;; month += step)
    {
      BtCivilTime civil = { .year = month / 12, .month = month % 12 + 1, .day = 1 };
      gint64 time_usec = bt_time_from_civil (&civil);
      if (time_usec > self->last_usec
          || !draw_label (self, snapshot, time_usec, civil.month == 1 ? "’%y" : "%b", width))
        return;
    }
}

static void
bt_coverage_strip_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BtCoverageStrip *self = BT_COVERAGE_STRIP (widget);
  double width = gtk_widget_get_width (widget);
  GdkRGBA complete = look_up (widget, "bt_up", "#2db17f");

  if (self->first_usec == BT_TIME_NONE || width <= 0)
    return;
  complete.alpha *= 0.7f;
  fill (snapshot, &complete, 0, 0, width, STRIP_HEIGHT_PX);
  draw_gaps (self, snapshot, width);
  draw_axis (self, snapshot, width);
}

static void
bt_coverage_strip_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  *minimum = *natural
    = orientation == GTK_ORIENTATION_VERTICAL ? STRIP_HEIGHT_PX + TICK_PX + LABEL_HEIGHT_PX : 200;
  *minimum_baseline = *natural_baseline = -1;
}

static void
bt_coverage_strip_finalize (GObject *object)
{
  BtCoverageStrip *self = BT_COVERAGE_STRIP (object);

  g_clear_pointer (&self->report, bt_quality_report_unref);
  G_OBJECT_CLASS (bt_coverage_strip_parent_class)->finalize (object);
}

static void
bt_coverage_strip_class_init (BtCoverageStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = bt_coverage_strip_finalize;
  widget_class->snapshot = bt_coverage_strip_snapshot;
  widget_class->measure = bt_coverage_strip_measure;
  gtk_widget_class_set_css_name (widget_class, "coverage");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
bt_coverage_strip_init (BtCoverageStrip *self)
{
  self->first_usec = self->last_usec = BT_TIME_NONE;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

void
bt_coverage_strip_set_span (BtCoverageStrip *strip,
                            gint64 first_usec,
                            gint64 last_usec,
                            BtQualityReport *report)
{
  g_return_if_fail (BT_IS_COVERAGE_STRIP (strip));

  if (report != NULL)
    bt_quality_report_ref (report);
  g_clear_pointer (&strip->report, bt_quality_report_unref);
  strip->report = report;
  strip->first_usec = first_usec;
  strip->last_usec = last_usec;
  gtk_widget_queue_draw (GTK_WIDGET (strip));
}
