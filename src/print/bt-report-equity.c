// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Equity and balance over time, and below them how far equity is under its highest value. */
#include "config.h"

#include <math.h>

#include "base/bt-time.h"
#include "print/bt-print-text.h"
#include "print/bt-report-parts.h"

#define AXIS 56.0  /* right of the curve */
#define TIMES 14.0 /* below it */
#define FALL_SHARE 0.26
#define GAP 8.0
#define MAX_TIMES 7

/* How values and times become places. */
typedef struct
{
  BtPrintBox box;
  double low;
  double high;
  gint64 first_usec;
  gint64 last_usec;
} Plane;

static double
get_x (const Plane *plane, gint64 time_usec)
{
  double span = (double) MAX (plane->last_usec - plane->first_usec, 1);

  return plane->box.x + plane->box.width * (double) (time_usec - plane->first_usec) / span;
}

static double
get_y (const Plane *plane, double value)
{
  return plane->box.y
         + plane->box.height * (plane->high - value) / MAX (plane->high - plane->low, 1e-9);
}

/* Returns the smallest of 1, 2, 5, 10, 20 … that is not below. */
static double
find_step (double least)
{
  double power = pow (10, floor (log10 (MAX (least, 1e-9))));
  double share = least / power;

  return power * (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10);
}

static void
print_levels (BtPrintDocument *document, const Plane *plane, guint lines, guint money)
{
  double unit = pow (10, money);
  double step
    = find_step (MAX ((plane->high - plane->low) / unit / lines, pow (10, -(double) money)));
  int decimals = step < 1 ? (int) money : 0;

  for (double value = ceil (plane->low / unit / step) * step; value * unit <= plane->high + 0.5;
       value += step)
    {
      double y = get_y (plane, value * unit);
      g_autofree char *text = bt_print_number (value, decimals, FALSE);

      bt_print_line (document, BT_INK_RULE, 0.4, plane->box.x, y, plane->box.x + plane->box.width,
                     y);
      bt_print_text (document, BT_FACE_SMALL, BT_INK_DIM, BT_SIDE_RIGHT,
                     plane->box.x + plane->box.width, y - 4.5, AXIS - 4, text);
    }
}

static char *
label_time (gint64 time_usec, gint64 step_usec)
{
  const BtCivilTime civil = bt_time_to_civil (time_usec);

  if (step_usec < BT_USEC_PER_DAY)
    return g_strdup_printf ("%d %s %02d:%02d", civil.day, bt_print_month (civil.month), civil.hour,
                            civil.minute);
  return g_strdup_printf ("%d %s %d", civil.day, bt_print_month (civil.month), civil.year);
}

static void
print_times (BtPrintDocument *document, const Plane *plane, double bottom)
{
  static const int hours[] = { 1, 2, 3, 6, 12, 24, 48, 96, 168, 336, 672, 1344, 2688, 8736 };
  gint64 span = plane->last_usec - plane->first_usec;
  gint64 step = 0;

  for (guint i = 0; i < G_N_ELEMENTS (hours); i++)
    {
      step = hours[i] * BT_USEC_PER_HOUR;
      if (span / step <= MAX_TIMES)
        break;
    }
  for (gint64 time = (plane->first_usec / step + 1) * step; time <= plane->last_usec; time += step)
    {
      double x = get_x (plane, time);
      g_autofree char *text = label_time (time, step);

      bt_print_line (document, BT_INK_RULE, 0.4, x, plane->box.y, x, bottom);
      if (x - 30 >= plane->box.x - 8 && x + 30 <= plane->box.x + plane->box.width + AXIS)
        bt_print_text (document, BT_FACE_SMALL, BT_INK_DIM, BT_SIDE_CENTRE, x - 30, bottom + 3, 60,
                       text);
    }
}

static void
print_line (BtPrintDocument *document,
            const Plane *plane,
            const BtSessionReport *report,
            gboolean is_equity)
{
  g_autofree double *points = g_new (double, 2 * report->curve_length);

  for (guint i = 0; i < report->curve_length; i++)
    {
      const BtEquityPoint *point = &report->curve[i];

      points[2 * i] = get_x (plane, point->time_usec);
      points[2 * i + 1]
        = get_y (plane, (double) (is_equity ? point->equity.minor : point->balance.minor));
    }
  bt_print_polyline (document, is_equity ? BT_INK_ACCENT : BT_INK_DIM, is_equity ? 1.1 : 0.5,
                     points, report->curve_length);
}

/* Draws the fall from the highest equity so far, hanging from nothing. */
static void
print_fall (BtPrintDocument *document, const Plane *plane, const BtSessionReport *report)
{
  guint count = report->curve_length;
  g_autofree double *points = g_new (double, 2 * (count + 2));
  gint64 peak = G_MININT64;

  for (guint i = 0; i < count; i++)
    {
      peak = MAX (peak, report->curve[i].equity.minor);
      points[2 * i] = get_x (plane, report->curve[i].time_usec);
      points[2 * i + 1] = get_y (plane, (double) (report->curve[i].equity.minor - peak));
    }
  points[2 * count] = points[2 * count - 2];
  points[2 * count + 1] = plane->box.y;
  points[2 * count + 2] = points[0];
  points[2 * count + 3] = plane->box.y;
  bt_print_polygon (document, BT_INK_LOSS_TINT, points, count + 2);
  bt_print_polyline (document, BT_INK_LOSS, 0.8, points, count);
}

static void
print_planes (BtPrintDocument *document, BtPrintBox box, const BtReportPrint *print)
{
  const BtSessionReport *report = print->report;
  const BtEquityPoint *curve = report->curve;
  double fall_height = (box.height - GAP - TIMES) * FALL_SHARE;
  Plane upper = { .box = { box.x, box.y, box.width - AXIS, box.height - GAP - TIMES - fall_height },
                  .low = (double) report->initial_balance.minor,
                  .high = (double) report->initial_balance.minor,
                  .first_usec = curve[0].time_usec,
                  .last_usec = curve[report->curve_length - 1].time_usec };
  Plane lower = upper;

  for (guint i = 0; i < report->curve_length; i++)
    {
      upper.low = MIN (upper.low, (double) MIN (curve[i].equity.minor, curve[i].balance.minor));
      upper.high = MAX (upper.high, (double) MAX (curve[i].equity.minor, curve[i].balance.minor));
    }
  upper.high += MAX ((upper.high - upper.low) * 0.04, 1);
  upper.low -= MAX ((upper.high - upper.low) * 0.04, 1);
  lower.box.y = upper.box.y + upper.box.height + GAP;
  lower.box.height = fall_height;
  lower.high = 0;
  lower.low = -(double) MAX (report->max_drawdown.minor, 1) * 1.05;
  if (report->max_drawdown.minor > 0)
    bt_print_fill (
      document, BT_INK_LOSS_TINT, get_x (&upper, report->drawdown_from_usec), upper.box.y,
      get_x (&upper, report->drawdown_to_usec) - get_x (&upper, report->drawdown_from_usec),
      upper.box.height);
  print_times (document, &upper, lower.box.y + lower.box.height);
  print_levels (document, &upper, 5, print->money);
  if (report->max_drawdown.minor > 0)
    print_levels (document, &lower, 2, print->money);
  print_fall (document, &lower, report);
  print_line (document, &upper, report, FALSE);
  print_line (document, &upper, report, TRUE);
}

void
bt_report_print_equity (BtPrintDocument *document, BtPrintBox box, const BtReportPrint *print)
{
  BtPrintBox plane = bt_report_print_heading (document, box, "Equity and drawdown",
                                              "blue: equity \u00b7 grey: balance \u00b7 red: below "
                                              "the highest equity, the largest fall shaded");

  if (print->report->curve_length < 2)
    bt_print_text (document, BT_FACE_BODY, BT_INK_DIM, BT_SIDE_CENTRE, plane.x,
                   plane.y + plane.height / 2, plane.width, "Nothing has been played yet");
  else
    print_planes (document, plane, print);
}
