// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The six figures that are read first, each with how sure it is. */
#include "config.h"

#include <math.h>

#include "print/bt-print-text.h"
#include "print/bt-report-parts.h"

#define COLUMNS 3
#define ROWS 2
#define HEIGHT 52.0
#define GAP 8.0
#define PAD 8.0

/* A card; its texts are owned. */
typedef struct
{
  const char *name;
  char *value;
  char *note;
  BtInk ink;
} Card;

static BtInk
get_ink (gint64 amount)
{
  return amount > 0 ? BT_INK_GAIN : amount < 0 ? BT_INK_LOSS : BT_INK_TEXT;
}

static Card
make_net (const BtReportPrint *print)
{
  const BtSessionReport *report = print->report;
  g_autofree char *share = bt_print_percent (report->return_fraction, 2, TRUE);
  g_autofree char *end = bt_print_amount (report->final_equity.minor, print->money, FALSE);

  return (Card){ "Net result", bt_print_amount (report->net_result.minor, print->money, TRUE),
                 g_strdup_printf ("%s \u00b7 equity %s %s", share, end, report->settings.currency),
                 get_ink (report->net_result.minor) };
}

static Card
make_rate (const BtReportPrint *print)
{
  const BtSessionReport *report = print->report;
  g_autofree char *low = bt_print_number (report->win_rate_low * 100, 0, FALSE);
  g_autofree char *high = bt_print_number (report->win_rate_high * 100, 0, FALSE);

  return (Card){ "Win rate", bt_print_percent (report->win_rate, 0, FALSE),
                 g_strdup_printf ("[%s \u2013 %s] \u00b7 n = %d", low, high, (int) report->trades),
                 BT_INK_TEXT };
}

static Card
make_expectancy (const BtReportPrint *print)
{
  const BtSessionReport *report = print->report;
  double unit = pow (10, print->money);
  g_autofree char *low
    = bt_print_number (print->results->expectancy_low / unit, (int) print->money, TRUE);
  g_autofree char *high
    = bt_print_number (print->results->expectancy_high / unit, (int) print->money, TRUE);
  g_autofree char *multiple = bt_print_number (report->expectancy_r, 2, TRUE);

  return (Card){ "Expectancy a trade",
                 bt_print_number (report->expectancy / unit, (int) print->money, TRUE),
                 g_strdup_printf ("[%s \u2013 %s] \u00b7 %s R, n = %d", low, high, multiple,
                                  (int) report->expectancy_r_count),
                 BT_INK_TEXT };
}

static Card
make_factor (const BtReportPrint *print)
{
  const BtSessionReport *report = print->report;
  g_autofree char *low = bt_print_number (print->results->factor_low, 2, FALSE);
  g_autofree char *high = bt_print_number (print->results->factor_high, 2, FALSE);
  g_autofree char *won = bt_print_amount (report->gross_profit.minor, print->money, TRUE);
  g_autofree char *lost = bt_print_amount (report->gross_loss.minor, print->money, TRUE);

  return (Card){ "Profit factor", bt_print_number (report->profit_factor, 2, FALSE),
                 g_strdup_printf ("[%s \u2013 %s] \u00b7 %s / %s", low, high, won, lost),
                 BT_INK_TEXT };
}

static Card
make_drawdown (const BtReportPrint *print)
{
  const BtSessionReport *report = print->report;
  gboolean has_fallen = report->max_drawdown.minor > 0;
  g_autofree char *money = bt_print_amount (-report->max_drawdown.minor, print->money, TRUE);
  g_autofree char *from = has_fallen ? bt_print_day (report->drawdown_from_usec) : NULL;
  g_autofree char *to = has_fallen ? bt_print_day (report->drawdown_to_usec) : NULL;

  return (Card){ "Largest drawdown", bt_print_percent (-report->max_drawdown_fraction, 1, TRUE),
                 has_fallen ? g_strdup_printf ("%s \u00b7 %s \u2013 %s", money, from, to)
                            : g_strdup ("equity never fell"),
                 has_fallen ? BT_INK_LOSS : BT_INK_TEXT };
}

static Card
make_average (const BtReportPrint *print)
{
  const BtSessionReport *report = print->report;
  gboolean has_both = report->wins > 0 && report->losses > 0;
  double ratio
    = has_both ? (double) report->average_win.minor / -(double) report->average_loss.minor : NAN;
  g_autofree char *won = bt_print_amount (report->average_win.minor, print->money, TRUE);
  g_autofree char *lost = bt_print_amount (report->average_loss.minor, print->money, TRUE);

  return (Card){ "Win to loss, average", bt_print_number (ratio, 2, FALSE),
                 g_strdup_printf ("%s / %s", report->wins > 0 ? won : BT_PRINT_NONE,
                                  report->losses > 0 ? lost : BT_PRINT_NONE),
                 BT_INK_TEXT };
}

/* Without a trade there is nothing to be sure of. */
static void
say_no_trade (Card *card)
{
  g_free (card->note);
  card->note = g_strdup ("no trade has ended yet");
}

static void
print_card (BtPrintDocument *document, const Card *card, double x, double y, double width)
{
  double inner = width - 2 * PAD;

  bt_print_fill (document, BT_INK_SHADE, x, y, width, HEIGHT);
  bt_print_text (document, BT_FACE_SMALL, BT_INK_DIM, BT_SIDE_LEFT, x + PAD, y + 6, inner,
                 card->name);
  bt_print_text (document, BT_FACE_VALUE, card->ink, BT_SIDE_LEFT, x + PAD, y + 16, inner,
                 card->value);
  bt_print_text (document, BT_FACE_SMALL, BT_INK_DIM, BT_SIDE_LEFT, x + PAD, y + 38, inner,
                 card->note);
}

void
bt_report_print_cards (BtPrintDocument *document, const BtReportPrint *print)
{
  Card cards[] = { make_net (print),    make_rate (print),     make_expectancy (print),
                   make_factor (print), make_drawdown (print), make_average (print) };
  double left = bt_print_left (document);
  double width = (bt_print_right (document) - left - (COLUMNS - 1) * GAP) / COLUMNS;
  double top = bt_print_y (document);

  for (guint i = 0; i < G_N_ELEMENTS (cards); i++)
    {
      const guint row = i / COLUMNS;

      if (print->report->trades == 0 && cards[i].note[0] == '[')
        say_no_trade (&cards[i]);
      print_card (document, &cards[i], left + (i % COLUMNS) * (width + GAP),
                  top + row * (HEIGHT + GAP), width);
      g_free (cards[i].value);
      g_free (cards[i].note);
    }
  bt_print_skip (document, ROWS * (HEIGHT + GAP));
}
