// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Which files go in together: months of one instrument, several instruments, and the same inside an
 * archive. */
#include "config.h"

#include "source/bt-file-import.h"
#include "source/bt-import-plan.h"

#include "feed-fixture.h"
#include "history-files.h"
#include "test-folder.h"

#include <string.h>

#define HEADER "timestamp,open,high,low,close,volume\n"

typedef struct
{
  char *folder;
  BtStore *store;
  BtFeedOptions options;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = test_folder_new ();
  g_autofree char *data_folder = g_build_filename (fixture->folder, "data", NULL);
  fixture->store = bt_store_open (data_folder, &error);
  g_assert_no_error (error);
  bt_feed_options_init (&fixture->options);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->store);
  test_folder_remove (fixture->folder);
}

static char *
make_table (const char *first_time, guint count)
{
  g_autofree char *rows = feed_fixture_make_rows (first_time, count);

  return g_strconcat (HEADER, rows, NULL);
}

static char *
write_file (const Fixture *fixture, const char *name, const void *bytes, gssize length)
{
  char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, bytes, length, NULL));
  return path;
}

/* Writes an archive with two months of EURUSD that overlap by an hour, one of GBPUSD, and what is
 * no table. */
static char *
write_archive (const Fixture *fixture)
{
  g_autofree char *january = make_table ("2024-01-02T00:00:00Z", 240);
  g_autofree char *february = make_table ("2024-01-02T03:00:00Z", 240);
  g_autofree char *other = make_table ("2024-01-02T00:00:00Z", 100);
  const char *const members[] = { "2024/EURUSD_M1_02.csv",
                                  february,
                                  "2024/EURUSD_M1_01.csv",
                                  january,
                                  "2024/GBPUSD_M1_01.csv",
                                  other,
                                  "2024/notes.csv",
                                  "nothing but prose is in here\n",
                                  "readme.txt",
                                  "prose",
                                  NULL };
  g_autoptr (GBytes) bytes = history_files_pack_members (members);

  return write_file (fixture, "year.zip", g_bytes_get_data (bytes, NULL),
                     (gssize) g_bytes_get_size (bytes));
}

static BtImportPlan *
make_plan (const Fixture *fixture, const char *path, gboolean is_strict)
{
  const char *const paths[] = { path, NULL };
  g_autoptr (GError) error = NULL;
  BtImportPlan *plan = bt_import_plan_new (paths, &fixture->options, is_strict, NULL, &error);

  g_assert_no_error (error);
  return plan;
}

static void
test_archive (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_archive (fixture);
  g_autoptr (BtImportPlan) plan = make_plan (fixture, path, TRUE);
  g_autoptr (GPtrArray) reports
    = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_quality_report_unref);
  g_autoptr (GError) error = NULL;
  BtImportOutcome outcome;

  g_assert_cmpuint (plan->groups->len, ==, 2);
  g_assert_cmpuint (plan->paths->len, ==, 3);
  g_assert_cmpuint (plan->left_out->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (plan->left_out, 0), "year.zip/2024/notes.csv"));

  const BtImportGroup *group = g_ptr_array_index (plan->groups, 0);
  g_assert_cmpstr (group->key, ==, "EURUSD M1 bid");
  g_assert_cmpuint (group->paths->len, ==, 2);
  g_ptr_array_add (group->paths, NULL);
  const gint64 id
    = bt_file_import_run_sync (fixture->store, (const char *const *) group->paths->pdata,
                               &fixture->options, FALSE, reports, &outcome, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  g_assert_cmpuint (reports->len, ==, 2);
  g_ptr_array_remove_index (group->paths, 2);
  /* 240 candles each, of which an hour is in both. */
  g_autoptr (BtQualityReport) merged = bt_quality_report_merge (reports, 420);
  g_assert_cmpint (merged->overlapping, ==, 60);
}

/* A member by its name; one that is not there; a file that is no archive. */
static void
test_member (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_archive (fixture);
  g_autofree char *plain = write_file (fixture, "EURUSD.csv", HEADER, -1);
  g_autofree char *good = g_build_filename (path, "2024/GBPUSD_M1_01.csv", NULL);
  g_autofree char *gone = g_build_filename (path, "2025.csv", NULL);
  g_autofree char *inside = g_build_filename (plain, "x.csv", NULL);
  g_autoptr (GError) gone_error = NULL;
  g_autoptr (GError) inside_error = NULL;
  g_autoptr (BtFeedReader) reader = bt_feed_reader_open (good, &fixture->options, NULL, NULL);

  g_assert_nonnull (reader);
  g_assert_cmpstr (bt_feed_reader_get_instrument (reader)->symbol, ==, "GBPUSD");
  g_assert_null (bt_feed_reader_open (gone, &fixture->options, NULL, &gone_error));
  g_assert_error (gone_error, BT_FEED_ERROR, BT_FEED_ERROR_OPEN);
  g_assert_nonnull (strstr (gone_error->message, "has no member 2025.csv"));
  g_assert_null (bt_feed_reader_open (inside, &fixture->options, NULL, &inside_error));
  g_assert_error (inside_error, BT_FEED_ERROR, BT_FEED_ERROR_OPEN);
  g_assert_nonnull (strstr (inside_error->message, "is no archive that holds x.csv"));
}

/* Files that leave a question are groups of their own, unless everything has to be clear. */
static void
test_questions (Fixture *fixture, gconstpointer data)
{
  g_autofree char *table = make_table ("2024-01-02T00:00:00Z", 50);
  g_autofree char *nameless = write_file (fixture, "123.csv", table, -1);
  g_autofree char *named = write_file (fixture, "EURUSD.csv", table, -1);
  g_autofree char *empty = write_file (fixture, "GBPUSD.csv", "", -1);
  const char *const paths[] = { nameless, named, empty, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (BtImportPlan) plan = bt_import_plan_new (paths, &fixture->options, FALSE, NULL, NULL);

  g_assert_cmpuint (plan->groups->len, ==, 2);
  g_assert_cmpstr (((BtImportGroup *) g_ptr_array_index (plan->groups, 0))->key, ==, "");
  g_assert_cmpuint (plan->left_out->len, ==, 1);
  g_assert_null (bt_import_plan_new (paths, &fixture->options, TRUE, NULL, &error));
  g_assert_error (error, BT_FEED_ERROR, BT_FEED_ERROR_OPTION);

  g_autoptr (BtImportPlan) single = make_plan (fixture, empty, TRUE);
  g_assert_cmpuint (single->groups->len, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/source/import-plan/archive", Fixture, NULL, set_up, test_archive, tear_down);
  g_test_add ("/source/import-plan/member", Fixture, NULL, set_up, test_member, tear_down);
  g_test_add ("/source/import-plan/questions", Fixture, NULL, set_up, test_questions, tear_down);
  return g_test_run ();
}
