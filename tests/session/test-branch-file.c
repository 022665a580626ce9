// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Session files of sessions with several branches. */
#include "config.h"

#include "session-fixture.h"
#include "session/bt-json-reader.h"
#include "session/bt-session-document.h"
#include "session/bt-session-file.h"
#include "session/bt-zip-file.h"

#include <string.h>

static void
advance_to (BtSession *session, gint64 bar)
{
  g_assert_true (bt_session_advance_to (session, bar, FALSE, NULL));
}

/* Makes a session with three branches, of which main is gone: 2 left it, 3 left 2 and is the
 * present one, looked back at from candle 250; returns its id. */
static char *
make_session (SessionFixture *fixture, gboolean with_main)
{
  char *id = session_fixture_create (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);

  advance_to (session, 20);
  session_fixture_trade (session, BT_DIRECTION_BUY, 200, 300);
  advance_to (session, 400);
  g_assert_true (bt_session_rewind_to (session, 100, NULL));
  session_fixture_trade (session, BT_DIRECTION_SELL, 200, 300);
  advance_to (session, 300);
  g_assert_true (bt_session_rewind_to (session, 200, NULL));
  session_fixture_trade (session, BT_DIRECTION_SELL, 0, 0);
  advance_to (session, 250);
  if (!with_main)
    g_assert_true (bt_session_delete_branch (session, "1", NULL));
  g_assert_true (bt_session_rename_branch (session, "3", "Third / last", NULL));
  g_assert_true (bt_session_rewind_to (session, 220, NULL));
  bt_session_close (session);
  return id;
}

static char *
export_session (SessionFixture *fixture, const char *id)
{
  char *path = g_build_filename (fixture->folder, "gold.btsession", NULL);
  g_autoptr (GError) error = NULL;

  bt_session_file_export (fixture->store, id, path, TRUE, &error);
  g_assert_no_error (error);
  return path;
}

/* Asserts that both sessions have the same branches and stand at the same place. */
static void
assert_same (BtSession *is, BtSession *should)
{
  GListModel *a = bt_session_get_branches (is);
  GListModel *b = bt_session_get_branches (should);
  g_autofree char *first = bt_session_to_result_json (is);
  g_autofree char *second = bt_session_to_result_json (should);

  g_assert_true (g_str_equal (first, second));
  g_assert_cmpint (bt_session_get_head_bar (is), ==, bt_session_get_head_bar (should));
  g_assert_cmpint (bt_session_get_rewind_count (is), ==, bt_session_get_rewind_count (should));
  g_assert_cmpstr (bt_session_get_branch_id (is), ==, bt_session_get_branch_id (should));
  g_assert_cmpuint (g_list_model_get_n_items (a), ==, g_list_model_get_n_items (b));
  for (guint i = 0; i < g_list_model_get_n_items (a); i++)
    {
      g_autoptr (BtBranchItem) x = g_list_model_get_item (a, i);
      g_autoptr (BtBranchItem) y = g_list_model_get_item (b, i);

      g_assert_cmpstr (bt_branch_item_get_id (x), ==, bt_branch_item_get_id (y));
      g_assert_cmpstr (bt_branch_item_get_name (x), ==, bt_branch_item_get_name (y));
      g_assert_cmpstr (bt_branch_item_get_parent_id (x), ==, bt_branch_item_get_parent_id (y));
      g_assert_cmpint (bt_branch_item_get_fork_bar (x), ==, bt_branch_item_get_fork_bar (y));
      g_assert_cmpint (bt_branch_item_get_head_bar (x), ==, bt_branch_item_get_head_bar (y));
      g_assert_cmpint (bt_branch_item_get_commands (x), ==, bt_branch_item_get_commands (y));
      g_assert_cmpint (bt_branch_item_get_net_result (x).minor, ==,
                       bt_branch_item_get_net_result (y).minor);
    }
}

static void
test_round_trip (SessionFixture *fixture, gconstpointer data)
{
  for (int with_main = 0; with_main < 2; with_main++)
    {
      g_autofree char *id = make_session (fixture, with_main);
      g_autofree char *path = export_session (fixture, id);
      g_autoptr (GError) error = NULL;
      BtVerification verification;

      g_assert_true (bt_session_file_verify (path, NULL, &verification, &error));
      g_assert_cmpstr (verification.message, ==, "");
      g_assert_true (verification.is_verified);
      g_assert_cmpuint (verification.branches->len, ==, 2 + with_main);
      bt_verification_clear (&verification);

      g_autofree char *copy_id = bt_session_file_import (fixture->store, path, &error);
      g_assert_no_error (error);
      g_autoptr (BtSession) session = session_fixture_open (fixture, id);
      g_autoptr (BtSession) copy = session_fixture_open (fixture, copy_id);
      g_autoptr (BtSessionReport) report = bt_session_file_report (path, NULL, &error);

      g_assert_no_error (error);
      assert_same (copy, session);
      g_assert_cmpint (report->bars, ==, 221);
      g_assert_cmpint (report->branches, ==, 3);
      g_assert_cmpint (report->rewinds, ==, 3);
      /* The copy can do all that the session could. */
      g_assert_true (bt_session_return_to_head (copy, NULL));
      g_assert_true (bt_session_switch_branch (copy, "2", NULL));
      g_assert_true (bt_session_rewind_to (copy, 50, NULL));
      session_fixture_trade (copy, BT_DIRECTION_BUY, 0, 0);
      g_assert_cmpstr (bt_session_get_branch_id (copy), ==, "4");
      bt_session_close (copy);
      bt_session_close (session);
    }
}

static void
assert_refuted (const char *path, const char *branch, gint64 record, const char *part)
{
  BtVerification verification;
  g_autoptr (GError) error = NULL;

  bt_session_file_verify (path, NULL, &verification, &error);
  g_assert_no_error (error);
  g_assert_false (verification.is_verified);
  g_assert_null (verification.digest);
  g_assert_cmpstr (verification.branch, ==, branch);
  g_assert_cmpint (verification.record, ==, record);
  if (strstr (verification.message, part) == NULL)
    g_error ("%s", verification.message);
  bt_verification_clear (&verification);
}

/* Each branch's journal is run, whichever it is. */
static void
test_changed (SessionFixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint branch;
    guint line;
    const char *name;
  } cases[]
    = { { 0, 0, "main" }, { 1, 0, "Branch 2" }, { 1, 2, "Branch 2" }, { 2, 4, "Third / last" } };
  g_autofree char *id = make_session (fixture, TRUE);
  g_autofree char *path = export_session (fixture, id);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BtSessionDocument) document = bt_session_document_read (path, NULL);
      const BtDocumentBranch *branch = document->branches->pdata[cases[i].branch];
      BtJournalLine *line = branch->lines->pdata[cases[i].line];
      g_autofree char *changed = g_build_filename (fixture->folder, "changed.btsession", NULL);

      line->hash.bytes[3] ^= 1;
      g_assert_true (bt_session_document_write (document, changed, NULL));
      assert_refuted (changed, cases[i].name, cases[i].line + 1, cases[i].name);
    }
}

/* What the manifest says of forks and the clock is held against the journals. */
static void
test_changed_manifest (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_session (fixture, TRUE);
  g_autofree char *path = export_session (fixture, id);
  g_autofree char *changed = g_build_filename (fixture->folder, "changed.btsession", NULL);

  for (guint i = 0; i < 6; i++)
    {
      g_autoptr (BtSessionDocument) document = bt_session_document_read (path, NULL);
      BtDocumentBranch *second = document->branches->pdata[1];
      BtDocumentBranch *third = document->branches->pdata[2];
      const char *name = second->row.name;
      const char *part = "where it left its parent";

      if (i == 0)
        second->row.fork_bar--;
      else if (i == 1)
        second->row.fork_sequence = 0;
      else if (i == 2)
        {
          third->row.parent_id = 1;
          third->row.fork_sequence = 1;
          third->row.fork_bar = 100;
        }
      else if (i == 3)
        {
          document->row->command_count--;
          name = third->row.name;
          part = "the number of commands up to the clock";
        }
      else if (i == 4)
        {
          document->row->digest.bytes[0] ^= 1;
          name = third->row.name;
          part = "digest at candle 220";
        }
      else
        {
          second->row.head.digest.bytes[0] ^= 1;
          part = "digest at candle 300";
        }
      g_assert_true (bt_session_document_write (document, changed, NULL));
      if (i == 2)
        {
          /* The third left main there too, by way of the second. */
          BtVerification verification;

          g_assert_true (bt_session_file_verify (changed, NULL, &verification, NULL));
          g_assert_true (verification.is_verified);
          bt_verification_clear (&verification);
        }
      else
        assert_refuted (changed, name, 0, part);
    }
}

typedef struct
{
  BtZipWriter *writer;
  const char *left_out;
  GString *manifest;
  gboolean is_begun;
} Copying;

static gboolean
copy_member_cb (const char *name,
                const char *bytes,
                gsize length,
                const char *fault,
                gpointer user_data,
                GError **error)
{
  Copying *copying = user_data;

  if (g_strcmp0 (name, "manifest.json") == 0)
    g_string_append_len (copying->manifest, bytes, (gssize) length);
  if (copying->writer == NULL || g_strcmp0 (name, copying->left_out) == 0)
    return TRUE;
  if (!copying->is_begun)
    g_assert_true (bt_zip_writer_begin (copying->writer, name, TRUE, NULL));
  copying->is_begun = length > 0;
  g_assert_true (bt_zip_writer_add (copying->writer, bytes, length, NULL));
  return length > 0 || bt_zip_writer_end (copying->writer, NULL);
}

static void
test_missing_journal (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_session (fixture, TRUE);
  g_autofree char *path = export_session (fixture, id);
  g_autofree char *changed = g_build_filename (fixture->folder, "changed.btsession", NULL);
  g_autoptr (BtZipWriter) writer = bt_zip_writer_new (changed, NULL);
  Copying copying
    = { .writer = writer, .left_out = "branches/2.jsonl", .manifest = g_string_new (NULL) };
  g_autoptr (GError) error = NULL;
  BtVerification verification;

  g_assert_true (bt_zip_read (path, NULL, copy_member_cb, &copying, NULL));
  g_assert_true (bt_zip_writer_finish (writer, NULL));
  g_string_free (copying.manifest, TRUE);
  g_assert_false (bt_session_file_verify (changed, NULL, &verification, &error));
  g_assert_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "branches/2.jsonl"));
}

/* A session of one line is written as version 0.1.0 wrote it, so that its files and ours are read
 * by both. */
static void
test_one_line (SessionFixture *fixture, gconstpointer data)
{
  static const char *const fields[] = { "name", "bar", "clock", "commands", "ended", "digest" };
  static const char *const later[] = { "present_branch", "branches_made", "rewinds", "looking_at" };
  g_autofree char *id = session_fixture_create (fixture);
  BtSession *session = session_fixture_open (fixture, id);
  Copying copying = { .manifest = g_string_new (NULL) };

  advance_to (session, 20);
  session_fixture_trade (session, BT_DIRECTION_BUY, 200, 300);
  bt_session_close (session);
  g_object_unref (session);

  g_autofree char *path = export_session (fixture, id);

  g_assert_true (bt_zip_read (path, NULL, copy_member_cb, &copying, NULL));

  g_autoptr (JsonNode) node = bt_json_parse (copying.manifest->str, -1, "manifest.json", NULL);
  JsonObject *manifest = json_node_get_object (node);
  JsonObject *branch
    = json_array_get_object_element (json_object_get_array_member (manifest, "branches"), 0);

  g_assert_cmpuint (json_object_get_size (branch), ==, G_N_ELEMENTS (fields));
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    g_assert_true (json_object_has_member (branch, fields[i]));
  for (guint i = 0; i < G_N_ELEMENTS (later); i++)
    g_assert_false (json_object_has_member (manifest, later[i]));
  g_string_free (copying.manifest, TRUE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/session/branch-file/" path, SessionFixture, NULL, session_fixture_set_up, func,    \
              session_fixture_tear_down)
  ADD ("round-trip", test_round_trip);
  ADD ("changed", test_changed);
  ADD ("changed-manifest", test_changed_manifest);
  ADD ("missing-journal", test_missing_journal);
  ADD ("one-line", test_one_line);
#undef ADD
  return g_test_run ();
}
