// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What is told by bars: how results are spread, where the result went, hours, days and sides. A
 * gain is an outline, a loss is filled: colour is not needed to tell them apart. */
#include "config.h"

#include <math.h>

#include "print/bt-print-text.h"
#include "print/bt-report-parts.h"

#define MAX_BINS 28
#define WANTED_BINS 14
#define NAME_WIDTH 74.0
#define AMOUNT_WIDTH 66.0
#define ROW 14.0

BtPrintBox
bt_report_print_heading (BtPrintDocument *document,
                         BtPrintBox box,
                         const char *title,
                         const char *note)
{
  double height = bt_print_line_height (BT_FACE_HEADING) + 4;

  bt_print_text (document, BT_FACE_HEADING, BT_INK_TEXT, BT_SIDE_LEFT, box.x, box.y, box.width,
                 title);
  bt_print_text (document, BT_FACE_SMALL, BT_INK_DIM, BT_SIDE_RIGHT, box.x + 110, box.y + 4,
                 box.width - 110, note);
  return (BtPrintBox){ box.x, box.y + height, box.width, box.height - height };
}

/* Draws a bar of an amount whose sign is told. */
static void
print_bar (
  BtPrintDocument *document, double x, double y, double width, double height, gboolean is_loss)
{
  if (width < 0.2 || height < 0.2)
    return;
  bt_print_fill (document, is_loss ? BT_INK_LOSS : BT_INK_GAIN_TINT, x, y, width, height);
  if (!is_loss)
    bt_print_outline (document, BT_INK_GAIN, x, y, width, height);
}

static void
print_nothing (BtPrintDocument *document, BtPrintBox box)
{
  bt_print_text (document, BT_FACE_BODY, BT_INK_DIM, BT_SIDE_CENTRE, box.x, box.y + box.height / 2,
                 box.width, "No trade has ended yet");
}

/* Classes of equal width, one of which begins at 0. */
typedef struct
{
  double width;
  int first; /* the lowest class begins at first × width */
  guint count;
  guint members[MAX_BINS + 2];
  guint most;
} Bins;

static double
get_value (const BtReportPrint *print, guint index, gboolean has_multiples)
{
  const BtReportResult *result = &print->results->results[index];

  return has_multiples ? result->multiple : (double) result->net / pow (10, print->money);
}

static Bins
sort_into_bins (const BtReportPrint *print, gboolean has_multiples)
{
  Bins bins = { 0 };
  double low = 0, high = 0;

  for (guint i = 0; i < print->results->length; i++)
    {
      double value = get_value (print, i, has_multiples);

      low = isnan (value) ? low : MIN (low, value);
      high = isnan (value) ? high : MAX (high, value);
    }
  double least = MAX (high - low, 1e-6) / WANTED_BINS;
  double power = pow (10, floor (log10 (least)));
  double share = least / power;
  bins.width = power * (share <= 1 ? 1 : share <= 2.5 ? 2.5 : share <= 5 ? 5 : 10);
  bins.first = (int) floor (low / bins.width);
  bins.count = (guint) CLAMP (floor (high / bins.width) - bins.first + 1, 1, MAX_BINS);
  for (guint i = 0; i < print->results->length; i++)
    {
      double value = get_value (print, i, has_multiples);

      if (isnan (value))
        continue;
      guint bin = MIN ((guint) (floor (value / bins.width) - bins.first), bins.count - 1);
      bins.members[bin]++;
      bins.most = MAX (bins.most, bins.members[bin]);
    }
  return bins;
}

static void
print_bins (BtPrintDocument *document, BtPrintBox box, const Bins *bins, gboolean has_multiples)
{
  double height = box.height - 14;
  double width = box.width / bins->count;
  guint every = MAX (1, (bins->count + 5) / 6);

  for (guint i = 0; i <= bins->count; i++)
    {
      int border = bins->first + (int) i;
      double x = box.x + i * width;

      if (border % (int) every == 0)
        {
          g_autofree char *number = bt_print_number (border * bins->width,
                                                     bins->width < 0.2 ? 2
                                                     : bins->width < 1 ? 1
                                                                       : 0,
                                                     has_multiples && border != 0);
          g_autofree char *text
            = has_multiples ? g_strconcat (number, " R", NULL) : g_strdup (number);

          bt_print_line (document, BT_INK_RULE, 0.5, x, box.y + height, x, box.y + height + 3);
          bt_print_text (document, BT_FACE_SMALL, BT_INK_DIM, BT_SIDE_CENTRE, x - 26,
                         box.y + height + 4, 52, text);
        }
      if (i == bins->count || bins->members[i] == 0)
        continue;
      double bar = (height - 12) * bins->members[i] / bins->most;
      g_autofree char *members = g_strdup_printf ("%u", bins->members[i]);
      print_bar (document, x + 0.8, box.y + height - bar, width - 1.6, bar, border < 0);
      bt_print_text (document, BT_FACE_SMALL, BT_INK_DIM, BT_SIDE_CENTRE, x - 4,
                     box.y + height - bar - 10, width + 8, members);
    }
  bt_print_line (document, BT_INK_DIM, 0.6, box.x, box.y + height, box.x + box.width,
                 box.y + height);
}

void
bt_report_print_distribution (BtPrintDocument *document, BtPrintBox box, const BtReportPrint *print)
{
  gboolean has_multiples = bt_report_results_has_multiples (print->results);
  guint counted = has_multiples ? print->results->multiples : print->results->length;
  g_autofree char *note = g_strdup_printf (
    "trades by %s, n = %u", has_multiples ? "multiple of risk" : print->report->settings.currency,
    counted);
  BtPrintBox plane = bt_report_print_heading (document, box, "Distribution of results", note);

  if (counted == 0)
    {
      print_nothing (document, plane);
      return;
    }
  const Bins bins = sort_into_bins (print, has_multiples);
  print_bins (document, plane, &bins, has_multiples);
}

/* A row: name, bar, amount. The bar goes from begin to end on a scale of low … high. */
static void
print_row (BtPrintDocument *document,
           BtPrintBox box,
           const char *name,
           const double range[static 4],
           gint64 amount,
           guint money)
{
  double width = box.width - NAME_WIDTH - AMOUNT_WIDTH;
  double scale = width / MAX (range[1] - range[0], 1);
  double x = box.x + NAME_WIDTH;
  double begin = x + (MIN (range[2], range[3]) - range[0]) * scale;
  g_autofree char *text = bt_print_amount (amount, money, TRUE);

  bt_print_text (document, BT_FACE_BODY, BT_INK_TEXT, BT_SIDE_LEFT, box.x, box.y, NAME_WIDTH - 4,
                 name);
  bt_print_line (document, BT_INK_RULE, 0.5, x - range[0] * scale, box.y, x - range[0] * scale,
                 box.y + ROW - 3);
  print_bar (document, begin, box.y + 1.5, fabs (range[3] - range[2]) * scale, ROW - 6.5,
             amount < 0);
  bt_print_text (document, BT_FACE_BODY,
                 amount < 0   ? BT_INK_LOSS
                 : amount > 0 ? BT_INK_GAIN
                              : BT_INK_TEXT,
                 BT_SIDE_RIGHT, box.x + box.width - AMOUNT_WIDTH, box.y, AMOUNT_WIDTH, text);
}

void
bt_report_print_costs (BtPrintDocument *document, BtPrintBox box, const BtReportPrint *print)
{
  const BtSessionReport *report = print->report;
  const gint64 costs[] = { -report->spread_cost.minor, -report->slippage_cost.minor,
                           -report->commission.minor, report->swap.minor };
  static const char *const names[] = { "Spread", "Slippage", "Commission", "Swap" };
  gint64 before = report->net_result.minor;
  BtPrintBox row
    = bt_report_print_heading (document, box, "Where the result went", report->settings.currency);
  double range[4] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (costs); i++)
    before -= costs[i];
  gint64 at = before;
  range[0] = (double) MIN (0, before);
  range[1] = (double) MAX (0, before);
  for (guint i = 0; i < G_N_ELEMENTS (costs); i++)
    {
      at += costs[i];
      range[0] = MIN (range[0], (double) at);
      range[1] = MAX (range[1], (double) at);
    }
  range[3] = (double) before;
  print_row (document, row, "Before costs", range, before, print->money);
  at = before;
  for (guint i = 0; i < G_N_ELEMENTS (costs); i++)
    {
      row.y += ROW;
      range[2] = (double) at;
      at += costs[i];
      range[3] = (double) at;
      print_row (document, row, names[i], range, costs[i], print->money);
    }
  row.y += ROW;
  range[2] = 0;
  range[3] = (double) report->net_result.minor;
  print_row (document, row, "Net", range, report->net_result.minor, print->money);
}

void
bt_report_print_hours (BtPrintDocument *document, BtPrintBox box, const BtReportPrint *print)
{
  g_autofree char *note
    = g_strdup_printf ("net in %s over number of trades", print->report->settings.currency);
  BtPrintBox plane = bt_report_print_heading (document, box, "By hour of opening, UTC", note);
  const BtReportGroup *hours = print->results->hours;
  double width = plane.width / 24;
  double height = plane.height - 24;
  double most = 1, least = 0;

  if (print->results->length == 0)
    {
      print_nothing (document, plane);
      return;
    }
  for (guint i = 0; i < 24; i++)
    {
      most = MAX (most, (double) hours[i].net);
      least = MIN (least, (double) hours[i].net);
    }
  double zero = plane.y + height * most / (most - least);
  for (guint i = 0; i < 24; i++)
    {
      double bar = height * fabs ((double) hours[i].net) / (most - least);
      double x = plane.x + i * width;
      g_autofree char *count = g_strdup_printf ("%d", (int) hours[i].count);
      g_autofree char *hour = g_strdup_printf ("%02u", i);

      print_bar (document, x + 1, hours[i].net < 0 ? zero : zero - bar, width - 2, bar,
                 hours[i].net < 0);
      bt_print_text (document, BT_FACE_SMALL, BT_INK_TEXT, BT_SIDE_CENTRE, x - 3,
                     plane.y + height + 2, width + 6, hours[i].count > 0 ? count : "");
      if (i % 3 == 0)
        bt_print_text (document, BT_FACE_SMALL, BT_INK_DIM, BT_SIDE_CENTRE, x - 3,
                       plane.y + height + 13, width + 6, hour);
    }
  bt_print_line (document, BT_INK_DIM, 0.6, plane.x, zero, plane.x + plane.width, zero);
}

static void
print_group (BtPrintDocument *document,
             BtPrintBox *row,
             const char *name,
             const BtReportGroup *group,
             double range[static 4],
             guint money)
{
  g_autofree char *counted = g_strdup_printf ("%s, n = %d", name, (int) group->count);

  range[3] = (double) group->net;
  print_row (document, *row, counted, range, group->net, money);
  row->y += ROW;
}

void
bt_report_print_groups (BtPrintDocument *document, BtPrintBox box, const BtReportPrint *print)
{
  static const char *const days[] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
  static const char *const sides[] = { "Bought", "Sold" };
  const BtReportResults *results = print->results;
  BtPrintBox row = bt_report_print_heading (document, box, "By side and day of opening, UTC",
                                            print->report->settings.currency);
  double range[4] = { 0 };

  if (results->length == 0)
    {
      print_nothing (document, row);
      return;
    }
  for (guint i = 0; i < 9; i++)
    {
      double net = (double) (i < 7 ? results->days[i].net : results->sides[i - 7].net);

      range[0] = MIN (range[0], net);
      range[1] = MAX (range[1], net);
    }
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    print_group (document, &row, sides[i], &results->sides[i], range, print->money);
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    if (results->days[i].count > 0)
      print_group (document, &row, days[i], &results->days[i], range, print->money);
}
