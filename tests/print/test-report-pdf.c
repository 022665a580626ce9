// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The report on paper: results and groups worked out by hand, the same file each time, and what the
 * pages say where there is a program to read them. */
#include "config.h"

#include <math.h>
#include <string.h>

#include "print/bt-report-pdf.h"
#include "print/bt-report-results.h"
#include "session-fixture.h"

typedef struct
{
  SessionFixture base;
  BtSession *session;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  session_fixture_set_up (&fixture->base, data);
  g_autofree char *id = session_fixture_create (&fixture->base);
  fixture->session = session_fixture_open (&fixture->base, id);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  bt_session_close (fixture->session);
  g_clear_object (&fixture->session);
  session_fixture_tear_down (&fixture->base, data);
}

/* Buys and sells in turn, each closed some candles later. */
static void
play (BtSession *session, guint trades)
{
  BtCommand close;

  bt_command_init (&close, BT_COMMAND_CLOSE_ALL, 0);
  for (guint i = 0; i < trades; i++)
    {
      bt_session_step (session, TRUE);
      session_fixture_trade (session, i % 2 == 0 ? BT_DIRECTION_BUY : BT_DIRECTION_SELL, 0, 0);
      bt_session_step (session, TRUE);
      g_assert_true (bt_session_submit (session, &close, NULL, NULL));
    }
}

static void
test_results (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BtSessionReport) report = NULL;
  g_autoptr (BtReportResults) results = NULL;
  gint64 net = 0, hours = 0, days = 0;

  play (fixture->session, 10);
  bt_session_step (fixture->session, TRUE);
  /* One that is open is no result yet. */
  session_fixture_trade (fixture->session, BT_DIRECTION_BUY, 0, 0);
  report = bt_session_make_report (fixture->session);
  results = bt_report_results_new (report);
  g_assert_cmpuint (results->length, ==, 10);
  g_assert_cmpuint (results->multiples, ==, 0);
  g_assert_false (bt_report_results_has_multiples (results));
  g_assert_cmpint (results->sides[0].count, ==, 5);
  g_assert_cmpint (results->sides[1].count, ==, 5);
  for (guint i = 0; i < results->length; i++)
    net += results->results[i].net;
  for (guint i = 0; i < G_N_ELEMENTS (results->hours); i++)
    hours += results->hours[i].net;
  for (guint i = 0; i < G_N_ELEMENTS (results->days); i++)
    days += results->days[i].net;
  g_assert_cmpint (net, ==, report->gross_profit.minor + report->gross_loss.minor);
  g_assert_cmpint (hours, ==, net);
  g_assert_cmpint (days, ==, net);
  g_assert_cmpint (results->sides[0].net + results->sides[1].net, ==, net);
  g_assert_cmpfloat (results->expectancy_low, <=, report->expectancy);
  g_assert_cmpfloat (results->expectancy_high, >=, report->expectancy);
}

/* Returns what a program that reads PDF finds in a file, or NULL where there is none. */
static char *
read_pages (GBytes *pdf, const char *folder)
{
  g_autofree char *program = g_find_program_in_path ("pdftotext");
  g_autofree char *path = g_build_filename (folder, "report.pdf", NULL);
  const char *const arguments[] = { "pdftotext", "-layout", path, "-", NULL };
  char *text = NULL;
  int status;

  if (program == NULL)
    return NULL;
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (pdf, NULL),
                                      (gssize) g_bytes_get_size (pdf), NULL));
  g_assert_true (g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
                               &text, NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
  return text;
}

static void
test_pages (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BtSessionReport) report = NULL;
  g_autoptr (GError) error = NULL;

  play (fixture->session, 60);
  report = bt_session_make_report (fixture->session);
  report->policies = bt_session_find_policies (fixture->session, &error);
  g_assert_no_error (error);
  g_autoptr (GBytes) pdf = bt_session_report_to_pdf (report, BT_PAPER_A4, &error);
  g_assert_no_error (error);
  g_autoptr (GBytes) again = bt_session_report_to_pdf (report, BT_PAPER_A4, &error);
  g_assert_true (g_bytes_equal (pdf, again));
  g_autoptr (GBytes) letter = bt_session_report_to_pdf (report, BT_PAPER_LETTER, &error);
  g_assert_false (g_bytes_equal (pdf, letter));
  g_autofree char *text = read_pages (pdf, fixture->base.folder);
  if (text == NULL)
    {
      g_test_skip ("pdftotext is not installed");
      return;
    }
  const char *const words[] = { report->name,
                                "Equity and drawdown",
                                "Distribution of results",
                                "adaptive (in use)",
                                "pessimistic",
                                "What was played",
                                report->digest,
                                "Ledger",
                                "Page 1 of " };
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (text, words[i]) == NULL)
      g_error ("“%s” is not in the report", words[i]);
  g_assert_null (strstr (text, "of 0"));
}

/* What was not played yet can be printed too. */
static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BtSessionReport) report = bt_session_make_report (fixture->session);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = bt_session_report_to_pdf (report, BT_PAPER_A4, &error);

  g_assert_no_error (error);
  g_autofree char *text = read_pages (pdf, fixture->base.folder);
  if (text == NULL)
    g_test_skip ("pdftotext is not installed");
  else
    g_assert_nonnull (strstr (text, "No trade yet."));
}

static void
test_paper (void)
{
  BtPaper paper;

  g_assert_true (bt_paper_parse ("letter", &paper));
  g_assert_cmpint (paper, ==, BT_PAPER_LETTER);
  g_assert_true (bt_paper_parse ("a4", &paper));
  g_assert_cmpint (paper, ==, BT_PAPER_A4);
  g_assert_false (bt_paper_parse ("A3", &paper));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/print/report/results", test_results);
  ADD ("/print/report/pages", test_pages);
  ADD ("/print/report/nothing", test_nothing);
  g_test_add_func ("/print/report/paper", test_paper);
  return g_test_run ();
}
