// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-session-document.h"

#include "session/bt-annotation-json.h"
#include "session/bt-session-error.h"
#include "session/bt-zip-file.h"

#define MANIFEST "manifest.json"
#define JOURNAL "journal.jsonl"
#define CANDLES "candles.csv"
#define TICKS "ticks.csv"
#define ANNOTATIONS "annotations.jsonl"
/* Bytes that are handed on at once. */
#define BLOCK_BYTES 65536
/* Far beyond any session of ours. */
#define MAX_MANIFEST_BYTES (16 * 1024 * 1024)
#define MAX_JOURNAL_BYTES (512 * 1024 * 1024)

/* A file being read: the manifest, wherever it lies, says how to read the rest. */
typedef struct
{
  BtSessionDocument *document;
  GString *manifest;
  GString *journal; /* the member that is being read */
  GString *annotations;
  BtCandleCsvReader *candles;
  BtTickCsvReader *ticks;
  gboolean has_manifest;
} Reading;

static void
branch_free (gpointer data)
{
  BtDocumentBranch *branch = data;

  g_free (branch->row.name);
  g_ptr_array_unref (branch->lines);
  g_free (branch->journal_fault);
  g_free (branch);
}

BtSessionDocument *
bt_session_document_new (void)
{
  BtSessionDocument *document = g_new0 (BtSessionDocument, 1);

  document->row = g_new0 (BtSessionRow, 1);
  document->row->bar = -1;
  document->blocks = g_array_new (FALSE, FALSE, sizeof (BtHash));
  document->branches = g_ptr_array_new_with_free_func (branch_free);
  document->annotations = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_annotation_free);
  return document;
}

BtDocumentBranch *
bt_session_document_add_branch (BtSessionDocument *document)
{
  BtDocumentBranch *branch = g_new0 (BtDocumentBranch, 1);

  branch->row.id = BT_BRANCH_MAIN;
  branch->row.fork_bar = -1;
  branch->row.head.bar = -1;
  branch->clock_usec = BT_TIME_NONE;
  branch->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_journal_line_free);
  g_ptr_array_add (document->branches, branch);
  return branch;
}

BtDocumentBranch *
bt_session_document_find_branch (const BtSessionDocument *document, gint64 id)
{
  for (guint i = 0; i < document->branches->len; i++)
    if (((BtDocumentBranch *) document->branches->pdata[i])->row.id == id)
      return document->branches->pdata[i];
  return NULL;
}

char *
bt_session_document_get_member (const BtSessionDocument *document, const BtDocumentBranch *branch)
{
  if (branch == document->branches->pdata[0])
    return g_strdup (JOURNAL);
  return g_strdup_printf ("branches/%" G_GINT64_FORMAT ".jsonl", branch->row.id);
}

void
bt_session_document_free (BtSessionDocument *document)
{
  if (document == NULL)
    return;
  bt_session_row_free (document->row);
  g_array_unref (document->blocks);
  g_ptr_array_unref (document->branches);
  g_clear_pointer (&document->candles, bt_series_unref);
  g_clear_pointer (&document->ticks, bt_tick_series_unref);
  g_free (document->manifest_fault);
  g_free (document->candles_fault);
  g_free (document->ticks_fault);
  g_free (document->annotations_fault);
  g_ptr_array_unref (document->annotations);
  g_free (document);
}

static gboolean
fail_format (GError **error, const char *what)
{
  g_set_error_literal (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT, what);
  return FALSE;
}

static gboolean
take_manifest (Reading *reading, const char *bytes, gsize length, const char *fault, GError **error)
{
  BtSessionDocument *document = reading->document;

  if (reading->manifest->len + length > MAX_MANIFEST_BYTES)
    return fail_format (error, MANIFEST " is too large");
  g_string_append_len (reading->manifest, bytes, (gssize) length);
  if (length > 0)
    return TRUE;
  reading->has_manifest = TRUE;
  if (!bt_session_manifest_read (reading->manifest->str, reading->manifest->len, document, error))
    return FALSE;
  if (fault != NULL && document->manifest_fault == NULL)
    document->manifest_fault = g_strdup_printf (MANIFEST ": %s", fault);
  return TRUE;
}

/* Splits a journal into lines and reads them up to the first that cannot be read. */
static void
read_journal (const BtSessionDocument *document,
              BtDocumentBranch *branch,
              const char *member,
              GString *journal,
              const char *fault)
{
  const char *text = journal->str;
  const char *end = text + journal->len;

  while (text < end)
    {
      const char *line_end = memchr (text, '\n', (gsize) (end - text));
      gint64 number = (gint64) branch->lines->len + 1;
      g_autofree char *line = NULL;
      g_autoptr (GError) error = NULL;
      BtJournalLine *read = NULL;

      if (line_end == NULL)
        g_set_error_literal (&error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT, "it has no end");
      else
        {
          line = g_strndup (text, (gsize) (line_end - text));
          if (strlen (line) == (gsize) (line_end - text))
            read = bt_journal_line_from_text (line, number, &document->settings, &error);
          else
            g_set_error_literal (&error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT,
                                 "it has a zero byte");
        }
      if (read == NULL)
        {
          branch->journal_line = number;
          branch->journal_fault
            = g_strdup_printf ("%s line %" G_GINT64_FORMAT ": %s", member, number, error->message);
          return;
        }
      g_ptr_array_add (branch->lines, read);
      text = line_end + 1;
    }
  if (fault != NULL)
    branch->journal_fault = g_strdup_printf ("%s: %s", member, fault);
}

static gboolean
take_journal (Reading *reading,
              BtDocumentBranch *branch,
              const char *member,
              const char *bytes,
              gsize length,
              const char *fault,
              GError **error)
{
  if (branch->has_journal)
    return TRUE;
  if (reading->journal->len + length > MAX_JOURNAL_BYTES)
    return fail_format (error, "a journal is too large");
  g_string_append_len (reading->journal, bytes, (gssize) length);
  if (length > 0)
    return TRUE;
  branch->has_journal = TRUE;
  read_journal (reading->document, branch, member, reading->journal, fault);
  g_string_truncate (reading->journal, 0);
  return TRUE;
}

/* Says which lines of the candles are not those that were written, or NULL. */
static char *
find_changed_block (const BtSessionDocument *document, const GArray *blocks)
{
  for (guint i = 0; i < MAX (blocks->len, document->blocks->len); i++)
    if (i >= blocks->len || i >= document->blocks->len
        || !bt_hash_equal (&g_array_index (blocks, BtHash, i),
                           &g_array_index (document->blocks, BtHash, i)))
      return g_strdup_printf (CANDLES ": lines %u to %u are not as they were written",
                              i * BT_CANDLE_CSV_BLOCK + 1, (i + 1) * BT_CANDLE_CSV_BLOCK);
  return NULL;
}

static gboolean
take_candles (Reading *reading, const char *bytes, gsize length, const char *fault, GError **error)
{
  BtSessionDocument *document = reading->document;
  g_autoptr (GError) local_error = NULL;

  if (document->has_candles)
    return TRUE;
  if (reading->candles == NULL)
    reading->candles
      = bt_candle_csv_reader_new (&document->settings.instrument, document->settings.base_timeframe,
                                  document->settings.price_kind, document->has_spread);
  bt_candle_csv_reader_add (reading->candles, bytes, length);
  if (length > 0)
    return TRUE;
  document->has_candles = TRUE;
  document->candles = bt_candle_csv_reader_finish (reading->candles, &local_error);
  if (document->candles == NULL)
    document->candles_fault = g_strdup (local_error->message);
  else
    document->candles_fault
      = find_changed_block (document, bt_candle_csv_reader_get_blocks (reading->candles));
  if (document->candles_fault == NULL && fault != NULL)
    document->candles_fault = g_strdup_printf (CANDLES ": %s", fault);
  return TRUE;
}

static gboolean
take_ticks (Reading *reading, const char *bytes, gsize length, const char *fault)
{
  BtSessionDocument *document = reading->document;
  g_autoptr (GError) local_error = NULL;

  if (document->has_ticks)
    return TRUE;
  if (reading->ticks == NULL)
    reading->ticks
      = bt_tick_csv_reader_new (&document->settings.instrument, (gsize) document->row->tick_count);
  bt_tick_csv_reader_add (reading->ticks, bytes, length);
  if (length > 0)
    return TRUE;
  document->has_ticks = TRUE;
  document->ticks = bt_tick_csv_reader_finish (reading->ticks, &local_error);
  if (document->ticks == NULL)
    document->ticks_fault = g_strdup (local_error->message);
  else if (fault != NULL)
    document->ticks_fault = g_strdup_printf (TICKS ": %s", fault);
  return TRUE;
}

static gboolean
take_annotations (
  Reading *reading, const char *bytes, gsize length, const char *fault, GError **error)
{
  BtSessionDocument *document = reading->document;
  g_autoptr (GError) local_error = NULL;
  GPtrArray *rows;

  if (reading->annotations->len + length > MAX_JOURNAL_BYTES)
    return fail_format (error, ANNOTATIONS " is too large");
  g_string_append_len (reading->annotations, bytes, (gssize) length);
  if (length > 0)
    return TRUE;
  rows = bt_annotations_from_text (reading->annotations->str, reading->annotations->len,
                                   &document->settings.instrument, &local_error);
  g_string_truncate (reading->annotations, 0);
  if (fault != NULL || rows == NULL)
    {
      g_free (document->annotations_fault);
      document->annotations_fault
        = g_strdup_printf (ANNOTATIONS ": %s", fault != NULL ? fault : local_error->message);
    }
  if (rows == NULL)
    return TRUE;
  g_ptr_array_unref (document->annotations);
  document->annotations = rows;
  return TRUE;
}

static gboolean
manifest_read_cb (const char *name,
                  const char *bytes,
                  gsize length,
                  const char *fault,
                  gpointer user_data,
                  GError **error)
{
  Reading *reading = user_data;

  return reading->has_manifest || take_manifest (reading, bytes, length, fault, error);
}

static gboolean
member_read_cb (const char *name,
                const char *bytes,
                gsize length,
                const char *fault,
                gpointer user_data,
                GError **error)
{
  Reading *reading = user_data;
  const BtSessionDocument *document = reading->document;

  if (g_strcmp0 (name, CANDLES) == 0)
    return take_candles (reading, bytes, length, fault, error);
  if (g_strcmp0 (name, TICKS) == 0 && document->row->tick_count > 0)
    return take_ticks (reading, bytes, length, fault);
  if (g_strcmp0 (name, ANNOTATIONS) == 0)
    return take_annotations (reading, bytes, length, fault, error);
  for (guint i = 0; i < document->branches->len; i++)
    {
      BtDocumentBranch *branch = document->branches->pdata[i];
      g_autofree char *member = bt_session_document_get_member (document, branch);

      if (g_strcmp0 (name, member) == 0)
        return take_journal (reading, branch, member, bytes, length, fault, error);
    }
  return TRUE;
}

/* Fails when the journal of a branch is not in the file. */
static gboolean
check_journals (const BtSessionDocument *document, GError **error)
{
  for (guint i = 0; i < document->branches->len; i++)
    {
      const BtDocumentBranch *branch = document->branches->pdata[i];
      g_autofree char *member = bt_session_document_get_member (document, branch);

      if (branch->has_journal)
        continue;
      g_set_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT, "there is no %s in it",
                   member);
      return FALSE;
    }
  return TRUE;
}

BtSessionDocument *
bt_session_document_read (const char *path, GError **error)
{
  g_autoptr (BtSessionDocument) document = bt_session_document_new ();
  Reading reading = { .document = document,
                      .manifest = g_string_new (NULL),
                      .journal = g_string_new (NULL),
                      .annotations = g_string_new (NULL) };
  g_autoptr (GError) local_error = NULL;
  gboolean is_read = bt_zip_read (path, MANIFEST, manifest_read_cb, &reading, &local_error);

  if (is_read && !reading.has_manifest)
    is_read = fail_format (&local_error, "there is no " MANIFEST " in it");
  if (!document->is_blind)
    is_read = is_read && bt_zip_read (path, NULL, member_read_cb, &reading, &local_error)
              && check_journals (document, &local_error);
  g_string_free (reading.manifest, TRUE);
  g_string_free (reading.journal, TRUE);
  g_string_free (reading.annotations, TRUE);
  bt_candle_csv_reader_free (reading.candles);
  bt_tick_csv_reader_free (reading.ticks);
  if (is_read)
    return g_steal_pointer (&document);
  if (local_error->domain == BT_SESSION_ERROR)
    g_prefix_error (&local_error, "%s is no session file: ", path);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

/* Writes the candles and notes the sum of each block of lines. */
static gboolean
write_candles (const BtSessionDocument *document, BtZipWriter *writer, GError **error)
{
  g_autoptr (GString) text = g_string_new (BT_CANDLE_CSV_HEADER "\n");
  g_autoptr (BtHasher) hasher = bt_hasher_new ();
  gsize length = bt_series_get_length (document->candles);
  gsize lines = 1;

  if (!bt_zip_writer_begin (writer, CANDLES, FALSE, error))
    return FALSE;
  g_array_set_size (document->blocks, 0);
  for (gsize i = 0; i < length; i++)
    {
      BtHash hash;

      bt_candle_csv_append (text, document->candles, i, &document->settings.instrument);
      if (++lines < BT_CANDLE_CSV_BLOCK && i + 1 < length)
        continue;
      bt_hasher_update (hasher, text->str, text->len);
      bt_hasher_finish (hasher, &hash);
      g_array_append_val (document->blocks, hash);
      if (!bt_zip_writer_add (writer, text->str, text->len, error))
        return FALSE;
      g_string_truncate (text, 0);
      lines = 0;
    }
  return bt_zip_writer_end (writer, error);
}

static gboolean
write_ticks (const BtSessionDocument *document, BtZipWriter *writer, GError **error)
{
  g_autoptr (GString) text = g_string_new (BT_TICK_CSV_HEADER "\n");
  gsize length = bt_tick_series_get_columns (document->ticks)->length;

  if (!bt_zip_writer_begin (writer, TICKS, FALSE, error))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      bt_tick_csv_append (text, document->ticks, i, &document->settings.instrument);
      if (text->len < BLOCK_BYTES && i + 1 < length)
        continue;
      if (!bt_zip_writer_add (writer, text->str, text->len, error))
        return FALSE;
      g_string_truncate (text, 0);
    }
  return bt_zip_writer_end (writer, error);
}

/* Writes a member that is kept as it lies. */
static gboolean
write_stored (BtZipWriter *writer, const char *name, const char *text, gsize length, GError **error)
{
  return bt_zip_writer_begin (writer, name, TRUE, error)
         && bt_zip_writer_add (writer, text, length, error) && bt_zip_writer_end (writer, error);
}

static gboolean
write_journal (const BtSessionDocument *document,
               const BtDocumentBranch *branch,
               BtZipWriter *writer,
               GError **error)
{
  g_autoptr (GString) journal = g_string_new (NULL);
  g_autofree char *member = bt_session_document_get_member (document, branch);

  for (guint i = 0; i < branch->lines->len; i++)
    {
      g_autofree char *line = bt_journal_line_to_text (g_ptr_array_index (branch->lines, i));

      g_string_append (journal, line);
    }
  return write_stored (writer, member, journal->str, journal->len, error);
}

static gboolean
write_annotations (const BtSessionDocument *document, BtZipWriter *writer, GError **error)
{
  g_autofree char *text = bt_annotations_to_text (document->annotations);

  return document->annotations->len == 0
         || write_stored (writer, ANNOTATIONS, text, strlen (text), error);
}

gboolean
bt_session_document_write (const BtSessionDocument *document, const char *path, GError **error)
{
  g_autoptr (BtZipWriter) writer = bt_zip_writer_new (path, error);
  g_autofree char *manifest = NULL;
  gboolean is_done;

  if (writer == NULL)
    return FALSE;
  /* The manifest tells the sums of the candles' lines, so they go first. */
  if ((document->candles != NULL && !write_candles (document, writer, error))
      || (document->ticks != NULL && !write_ticks (document, writer, error)))
    return FALSE;
  manifest = bt_session_manifest_to_json (document);
  is_done = write_stored (writer, MANIFEST, manifest, strlen (manifest), error);
  for (guint i = 0; is_done && i < document->branches->len; i++)
    is_done = write_journal (document, document->branches->pdata[i], writer, error);
  is_done = is_done && write_annotations (document, writer, error);
  return is_done && bt_zip_writer_finish (writer, error);
}
