// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Session files: out, in again, and every changed byte noticed. */
#include "config.h"

#include <string.h>

#include "session-fixture.h"
#include "session/bt-session-document.h"
#include "session/bt-session-file.h"
#include "session/bt-zip-file.h"
#include "test-folder.h"

#define TEST(path, func)                                                                           \
  g_test_add (path, SessionFixture, NULL, session_fixture_set_up, func, session_fixture_tear_down)

/* Creates a session with a few commands, one of them refused, and returns its id. */
static char *
make_session (SessionFixture *fixture)
{
  g_autoptr (BtSession) session = NULL;
  BtSessionPlan plan;
  BtCommand command;
  char *id;

  session_fixture_make_plan (fixture, &plan);
  plan.end_usec = bt_series_get_columns (fixture->series)->time_usec[120 + 1000];
  id = bt_session_create (fixture->store, &plan, NULL);
  g_assert_nonnull (id);
  session = session_fixture_open (fixture, id);
  g_assert_true (bt_session_advance_to (session, 50, FALSE, NULL));
  session_fixture_trade (session, BT_DIRECTION_BUY, 200, 300);
  bt_command_init (&command, BT_COMMAND_NOTE, -1);
  g_strlcpy (command.note, "“First”, she said: \\ and \n", sizeof command.note);
  g_assert_true (bt_session_submit (session, &command, NULL, NULL));
  g_assert_true (bt_session_advance_to (session, 400, FALSE, NULL));
  bt_command_init (&command, BT_COMMAND_CLOSE, -1);
  g_strlcpy (command.id, "nobody", sizeof command.id);
  g_assert_false (bt_session_submit (session, &command, NULL, NULL));
  session_fixture_trade (session, BT_DIRECTION_SELL, 200, 0);
  g_assert_true (bt_session_advance_to (session, 900, FALSE, NULL));
  bt_session_close (session);
  return id;
}

static char *
export_session (SessionFixture *fixture, const char *id, gboolean with_candles)
{
  char *path = g_build_filename (fixture->folder, "gold.btsession", NULL);
  g_autoptr (GError) error = NULL;

  bt_session_file_export (fixture->store, id, path, with_candles, &error);
  g_assert_no_error (error);
  return path;
}

static void
test_round_trip (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_session (fixture);
  g_autofree char *path = export_session (fixture, id, FALSE);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);
  g_autofree char *digest = bt_session_get_digest (session);
  g_autoptr (GError) error = NULL;
  g_autofree char *copy_id = NULL;
  g_autoptr (BtSession) copy = NULL;
  g_autofree char *copy_digest = NULL;
  BtVerification verification;

  g_assert_true (bt_session_file_verify (path, fixture->store, &verification, &error));
  g_assert_cmpstr (verification.message, ==, "");
  g_assert_true (verification.is_verified);
  g_assert_cmpstr (verification.digest, ==, digest);
  bt_verification_clear (&verification);
  /* Without its candles a file cannot be run. */
  g_assert_false (bt_session_file_verify (path, NULL, &verification, &error));
  g_assert_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_NO_DATA);
  g_clear_error (&error);

  copy_id = bt_session_file_import (fixture->store, path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (copy_id, !=, id);
  copy = session_fixture_open (fixture, copy_id);
  copy_digest = bt_session_get_digest (copy);
  g_assert_cmpstr (copy_digest, ==, digest);
  g_assert_cmpint (bt_session_get_first_index (copy), ==, 120);
  bt_session_close (copy);
  bt_session_close (session);
}

/* With its candles a file is a whole: it verifies without a store and opens in an empty folder. */
static void
test_with_candles (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_session (fixture);
  g_autofree char *path = export_session (fixture, id, TRUE);
  char *folder = test_folder_new ();
  g_autoptr (BtStore) store = bt_store_open (folder, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *new_id = NULL;
  g_autofree char *again_id = NULL;
  g_autoptr (BtSession) session = NULL;
  g_autoptr (BtSessionReport) report = NULL;
  g_autofree char *digest = NULL;
  BtVerification verification;

  g_assert_true (bt_session_file_verify (path, NULL, &verification, &error));
  g_assert_true (verification.is_verified);
  new_id = bt_session_file_import (store, path, &error);
  g_assert_no_error (error);
  session = bt_session_open (store, new_id, &error);
  g_assert_no_error (error);
  digest = bt_session_get_digest (session);
  g_assert_cmpstr (digest, ==, verification.digest);
  g_assert_cmpint (bt_session_get_first_index (session), ==, 0);
  /* A second import finds the candles there. */
  again_id = bt_session_file_import (store, path, &error);
  g_assert_no_error (error);
  g_assert_nonnull (again_id);
  report = bt_session_file_report (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (report->digest, ==, digest);
  g_assert_cmpint (report->bars, ==, 901);
  bt_session_close (session);
  bt_verification_clear (&verification);
  g_clear_object (&session);
  g_clear_object (&store);
  test_folder_remove (folder);
}

/* The members of a file, as text: manifest, journal and, if there are any, candles. */
typedef struct
{
  GString *names[3];
  GString *texts[3];
  guint count;
} Members;

static gboolean
member_read_cb (const char *name,
                const char *bytes,
                gsize length,
                const char *fault,
                gpointer user_data,
                GError **error)
{
  static const char *const NAMES[] = { "manifest.json", "journal.jsonl", "candles.csv" };
  Members *members = user_data;
  guint slot = 0;

  g_assert_null (fault);
  while (g_strcmp0 (NAMES[slot], name) != 0)
    g_assert_cmpuint (++slot, <, G_N_ELEMENTS (NAMES));
  if (members->names[slot] == NULL)
    {
      members->names[slot] = g_string_new (name);
      members->texts[slot] = g_string_new (NULL);
      members->count++;
    }
  g_string_append_len (members->texts[slot], bytes, (gssize) length);
  return TRUE;
}

static void
members_clear (Members *members)
{
  for (guint i = 0; i < members->count; i++)
    {
      g_string_free (members->names[i], TRUE);
      g_string_free (members->texts[i], TRUE);
    }
}

static void
write_members (const Members *members, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtZipWriter) writer = bt_zip_writer_new (path, &error);

  for (guint i = 0; i < members->count; i++)
    {
      g_assert_true (bt_zip_writer_begin (writer, members->names[i]->str, i < 2, &error));
      g_assert_true (
        bt_zip_writer_add (writer, members->texts[i]->str, members->texts[i]->len, &error));
      g_assert_true (bt_zip_writer_end (writer, &error));
    }
  g_assert_true (bt_zip_writer_finish (writer, &error));
}

/* Returns the line of a text, counted from 1, that holds a byte. */
static gint64
find_line (const char *text, gsize offset)
{
  gint64 line = 1;

  for (gsize i = 0; i < offset; i++)
    line += text[i] == '\n';
  return line;
}

/* Asserts that a file whose member was changed in one byte is refuted or refused, naming the place.
 */
static void
assert_refuted (const char *path, const char *member, gint64 line)
{
  g_autoptr (GError) error = NULL;
  BtVerification verification = { 0 };
  gboolean is_read = bt_session_file_verify (path, NULL, &verification, &error);

  if (!is_read)
    {
      /* Only another format than ours, in the manifest's first line, is no session file. */
      g_assert_cmpstr (member, ==, "manifest.json");
      g_assert_nonnull (strstr (error->message, "format"));
      return;
    }
  g_assert_false (verification.is_verified);
  g_assert_null (verification.digest);
  if (g_strcmp0 (member, "journal.jsonl") == 0)
    g_assert_cmpint (verification.record, ==, line);
  else
    g_assert_cmpstr (verification.message, !=, "");
  if (g_strcmp0 (member, "candles.csv") == 0)
    g_assert_nonnull (strstr (verification.message, "candles.csv"));
  bt_verification_clear (&verification);
}

/* Changes bytes of every member, each in a zip whose own checksums are right again. */
static void
test_tampered_members (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_session (fixture);
  g_autofree char *path = export_session (fixture, id, TRUE);
  g_autofree char *changed = g_build_filename (fixture->folder, "changed.btsession", NULL);
  Members members = { 0 };
  guint tried = 0;

  g_assert_true (bt_zip_read (path, NULL, member_read_cb, &members, NULL));
  g_assert_cmpuint (members.count, ==, 3);
  for (guint i = 0; i < members.count; i++)
    {
      GString *text = members.texts[i];
      gsize step = i == 1 ? 1 : MAX (text->len / 60, 1);

      for (gsize offset = step / 2; offset < text->len; offset += step)
        {
          char kept = text->str[offset];

          text->str[offset] = kept == '7' ? '8' : '7';
          if (i == 1 && offset % 2 == 0)
            text->str[offset] = (char) (kept ^ 0x20);
          write_members (&members, changed);
          assert_refuted (changed, members.names[i]->str, find_line (text->str, offset));
          text->str[offset] = kept;
          tried++;
        }
    }
  g_test_message ("%u changes, all noticed", tried);
  members_clear (&members);
}

/* Whitespace, a line that is left out, one twice, one more: each named. */
static void
test_tampered_lines (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_session (fixture);
  g_autofree char *path = export_session (fixture, id, TRUE);
  g_autofree char *changed = g_build_filename (fixture->folder, "changed.btsession", NULL);
  g_autofree char *journal = NULL;
  g_auto (GStrv) lines = NULL;
  Members members = { 0 };

  g_assert_true (bt_zip_read (path, NULL, member_read_cb, &members, NULL));
  journal = g_strdup (members.texts[1]->str);
  lines = g_strsplit (journal, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 5);

  g_string_printf (members.texts[1], "%s\n%s \n%s\n%s\n", lines[0], lines[1], lines[2], lines[3]);
  write_members (&members, changed);
  assert_refuted (changed, "journal.jsonl", 2);
  g_string_printf (members.texts[1], "%s\n%s\n%s\n", lines[0], lines[2], lines[3]);
  write_members (&members, changed);
  assert_refuted (changed, "journal.jsonl", 2);
  g_string_printf (members.texts[1], "%s\n%s\n%s\n", lines[0], lines[1], lines[2]);
  write_members (&members, changed);
  assert_refuted (changed, "journal.jsonl", 4);
  g_string_printf (members.texts[1], "%s\n%s\n%s\n%s\n%s\n", lines[0], lines[1], lines[2], lines[3],
                   lines[3]);
  write_members (&members, changed);
  assert_refuted (changed, "journal.jsonl", 5);
  g_string_printf (members.texts[1], "%s\n%s\n%s\n%s", lines[0], lines[1], lines[2], lines[3]);
  write_members (&members, changed);
  assert_refuted (changed, "journal.jsonl", 4);
  members_clear (&members);
}

/* As a zip program leaves it: other order, in a folder, all compressed. The line is named as
 * before. */
static void
test_zipped_again (SessionFixture *fixture, gconstpointer data)
{
  static const guint ORDER[] = { 1, 2, 0 };
  g_autofree char *id = make_session (fixture);
  g_autofree char *path = export_session (fixture, id, TRUE);
  g_autofree char *changed = g_build_filename (fixture->folder, "changed.btsession", NULL);
  static const char *const FOLDERS[] = { "", "./", "gold/" };
  Members members = { 0 };

  g_assert_true (bt_zip_read (path, NULL, member_read_cb, &members, NULL));
  for (guint i = 0; i < 2 * G_N_ELEMENTS (FOLDERS); i++)
    {
      g_autoptr (BtZipWriter) writer = bt_zip_writer_new (changed, NULL);
      BtVerification verification = { 0 };
      char *volume = strstr (members.texts[1]->str, "0.10");

      g_assert_nonnull (volume);
      if (i % 2 == 1)
        volume[2] = '2';
      for (guint k = 0; k < members.count; k++)
        {
          GString *text = members.texts[ORDER[k]];
          g_autofree char *name = g_strconcat (FOLDERS[i / 2], members.names[ORDER[k]]->str, NULL);

          g_assert_true (bt_zip_writer_begin (writer, name, FALSE, NULL));
          g_assert_true (bt_zip_writer_add (writer, text->str, text->len, NULL));
          g_assert_true (bt_zip_writer_end (writer, NULL));
        }
      g_assert_true (bt_zip_writer_finish (writer, NULL));
      volume[2] = '1';
      g_assert_true (bt_session_file_verify (changed, NULL, &verification, NULL));
      g_assert_cmpint (verification.is_verified, ==, i % 2 == 0);
      g_assert_cmpint (verification.record, ==, i % 2);
      bt_verification_clear (&verification);
    }
  members_clear (&members);
}

/* Hundreds of files that nobody keeps: none of them waits for the disk. */
static void
write_bytes (const char *path, const char *bytes, gsize length)
{
  g_assert_true (
    g_file_set_contents_full (path, bytes, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

/* Bytes of the file itself: the journal lies there as it is, and the line is named though the zip's
 * checksum is wrong; a byte elsewhere is noticed, or is none that says anything. */
static void
test_tampered_bytes (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_session (fixture);
  g_autofree char *path = export_session (fixture, id, TRUE);
  g_autofree char *changed = g_build_filename (fixture->folder, "changed.btsession", NULL);
  g_autofree char *bytes = NULL;
  BtVerification verification = { 0 };
  const char *second;
  gsize length;
  guint refuted = 0, unread = 0, silent = 0;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  second = memmem (bytes, length, "First", strlen ("First"));
  g_assert_nonnull (second);
  bytes[second - bytes] = 'f';
  write_bytes (changed, bytes, length);
  g_assert_true (bt_session_file_verify (changed, NULL, &verification, NULL));
  g_assert_false (verification.is_verified);
  g_assert_cmpint (verification.record, ==, 2);
  bt_verification_clear (&verification);
  bytes[second - bytes] = 'F';

  for (gsize offset = 0, step = 0; offset < length; offset += step)
    {
      /* Closer together at the end, where the directory of the zip is. */
      step = length - offset < 6000 ? 41 : 997;
      bytes[offset] ^= 0x04;
      write_bytes (changed, bytes, length);
      bytes[offset] ^= 0x04;
      if (!bt_session_file_verify (changed, NULL, &verification, NULL))
        unread++;
      else if (!verification.is_verified)
        refuted++;
      else
        silent++;
      bt_verification_clear (&verification);
    }
  g_test_message ("%u refuted, %u unreadable, %u in fields of the zip that say nothing", refuted,
                  unread, silent);
  g_assert_cmpuint (refuted, >, 10);
  g_assert_cmpuint (silent, <, 20);
}

static void
test_not_a_session (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "x.btsession", NULL);
  g_autoptr (GError) error = NULL;
  BtVerification verification;

  g_assert_false (bt_session_file_verify (path, NULL, &verification, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  g_assert_false (bt_session_file_verify (path, NULL, &verification, &error));
  g_assert_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (path, "time,open,high,low,close", -1, NULL));
  g_assert_false (bt_session_file_verify (path, NULL, &verification, &error));
  g_assert_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT);
  g_assert_null (bt_session_file_import (fixture->store, path, NULL));
}

/* A file that cannot be written leaves the one that is there. */
static void
test_export_fails (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_session (fixture);
  g_autofree char *path = g_build_filename (fixture->folder, "no", "such", "gold.btsession", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (bt_session_file_export (fixture->store, id, path, TRUE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (bt_session_file_export (fixture->store, "nobody", path, TRUE, &error));
  g_assert_error (error, BT_STORE_ERROR, BT_STORE_ERROR_NOT_FOUND);
  g_assert_cmpuint (test_folder_count (fixture->folder, "btsession"), ==, 0);
}

/* A damaged file is not taken in. */
static void
test_import_refuses (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_session (fixture);
  g_autofree char *path = export_session (fixture, id, FALSE);
  g_autofree char *changed = g_build_filename (fixture->folder, "changed.btsession", NULL);
  g_autoptr (GError) error = NULL;
  Members members = { 0 };
  char *found;

  g_assert_true (bt_zip_read (path, NULL, member_read_cb, &members, NULL));
  found = strstr (members.texts[1]->str, "0.10");
  found[2] = '3';
  write_members (&members, changed);
  g_assert_null (bt_session_file_import (fixture->store, changed, &error));
  g_assert_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_DIVERGED);
  g_assert_nonnull (strstr (error->message, "line 1"));
  members_clear (&members);
}

/* A session whose candles are nowhere can be taken in, and says what it needs when it is opened. */
static void
test_import_without_candles (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_session (fixture);
  g_autofree char *path = export_session (fixture, id, FALSE);
  char *folder = test_folder_new ();
  g_autoptr (BtStore) store = bt_store_open (folder, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *new_id = bt_session_file_import (store, path, &error);
  g_autoptr (BtSession) session = NULL;

  g_assert_no_error (error);
  g_assert_null (bt_session_open (store, new_id, &error));
  g_assert_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_NO_DATA);
  g_assert_nonnull (strstr (error->message, "XAUUSD"));
  g_clear_error (&error);
  /* Once the candles are there, it opens. */
  session_fixture_add_dataset (store, fixture->series);
  session = bt_session_open (store, new_id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (bt_session_get_bar (session), ==, 900);
  bt_session_close (session);
  g_clear_object (&session);
  g_clear_object (&store);
  test_folder_remove (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/session/file/round-trip", test_round_trip);
  TEST ("/session/file/with-candles", test_with_candles);
  TEST ("/session/file/tampered-members", test_tampered_members);
  TEST ("/session/file/tampered-lines", test_tampered_lines);
  TEST ("/session/file/zipped-again", test_zipped_again);
  TEST ("/session/file/tampered-bytes", test_tampered_bytes);
  TEST ("/session/file/not-a-session", test_not_a_session);
  TEST ("/session/file/export-fails", test_export_fails);
  TEST ("/session/file/import-refuses", test_import_refuses);
  TEST ("/session/file/import-without-candles", test_import_without_candles);
  return g_test_run ();
}
