// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Figures as they stand on paper, and pages that know how many they are. */
#include "config.h"

#include <math.h>

#include "base/bt-time.h"
#include "market/bt-trade-records.h"
#include "print/bt-print-document.h"
#include "print/bt-print-table.h"
#include "print/bt-print-text.h"

#define THIN "\u2009"
#define MINUS "\u2212"

static void
assert_text (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_figures (void)
{
  assert_text (bt_print_amount (1234567890, 2, FALSE), "12" THIN "345" THIN "678.90");
  assert_text (bt_print_amount (-99999, 2, TRUE), MINUS "999.99");
  assert_text (bt_print_amount (100000, 2, TRUE), "+1" THIN "000.00");
  assert_text (bt_print_amount (0, 2, TRUE), "0.00");
  assert_text (bt_print_amount (-5000, 0, FALSE), MINUS "5" THIN "000");
  assert_text (bt_print_number (1.005, 2, FALSE), "1.00");
  assert_text (bt_print_number (-0.001, 2, TRUE), "0.00");
  assert_text (bt_print_number (NAN, 2, TRUE), BT_PRINT_NONE);
  assert_text (bt_print_number (INFINITY, 2, FALSE), "\u221e");
  assert_text (bt_print_percent (0.273, 0, FALSE), "27" THIN "%");
  assert_text (bt_print_percent (NAN, 0, FALSE), BT_PRINT_NONE);
  assert_text (bt_print_price (BT_PRICE_NONE, 2), BT_PRINT_NONE);
  assert_text (bt_print_price (202965, 2), "2" THIN "029.65");
  assert_text (bt_print_digest ("short"), "short");
  assert_text (bt_print_digest ("51c89e20aaaaaaaaaaaa7d04"), "51c8 9e20 \u2026 7d04");
}

static void
test_times (void)
{
  gint64 time_usec;

  g_assert_true (bt_time_parse ("2024-03-04T08:05:00Z", &time_usec, NULL));
  assert_text (bt_print_time (time_usec), "2024-03-04 08:05");
  assert_text (bt_print_day (time_usec), "4 Mar 2024");
  assert_text (bt_print_time (BT_TIME_NONE), BT_PRINT_NONE);
}

static void
fill_row (guint row, BtPrintCell *cells, gconstpointer data)
{
  cells[0].text = g_strdup_printf ("%u", row);
}

static void
write_rows (BtPrintDocument *document, gconstpointer data)
{
  static const BtPrintColumn columns[] = { { "Number", 1.0, BT_SIDE_LEFT } };
  const BtPrintTable table = { .title = "Rows",
                               .empty = "None",
                               .has_heads = TRUE,
                               .columns = columns,
                               .n_columns = 1,
                               .n_rows = *(const guint *) data,
                               .fill = fill_row };

  bt_print_table (document, &table);
}

/* Returns how many pages of rows a paper takes, as the file says. */
static guint
count_pages (guint rows, BtPaper paper)
{
  const BtPrintAbout about = { "Rows", "Test", "mark", "2024-03-04T08:05:00Z" };
  g_autoptr (GBytes) bytes = bt_print_document_render (paper, &about, write_rows, &rows, NULL);
  g_autoptr (GRegex) regex = g_regex_new ("/Type /Page\\b", G_REGEX_RAW, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  guint pages = 0;

  g_assert_true (g_str_has_prefix (data, "%PDF-"));
  g_regex_match_full (regex, data, (gssize) size, 0, 0, &match, NULL);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    pages++;
  return pages;
}

/* A row is 13.5 points. The first page of A4 begins at 42, with 18.7 of title and 15 of heads, the
 * others at 62 with 15 of heads; all end at 777.89, those of Letter at 728. So A4 has 52 rows and
 * then 51 a page, Letter 48 at first. */
static void
test_pages (void)
{
  g_assert_cmpuint (count_pages (0, BT_PAPER_A4), ==, 1);
  g_assert_cmpuint (count_pages (52, BT_PAPER_A4), ==, 1);
  g_assert_cmpuint (count_pages (53, BT_PAPER_A4), ==, 2);
  g_assert_cmpuint (count_pages (103, BT_PAPER_A4), ==, 2);
  g_assert_cmpuint (count_pages (104, BT_PAPER_A4), ==, 3);
  g_assert_cmpuint (count_pages (48, BT_PAPER_LETTER), ==, 1);
  g_assert_cmpuint (count_pages (49, BT_PAPER_LETTER), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/print/figures", test_figures);
  g_test_add_func ("/print/times", test_times);
  g_test_add_func ("/print/pages", test_pages);
  return g_test_run ();
}
