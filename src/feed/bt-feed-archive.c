// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-feed-archive.h"

#include "feed/bt-feed-reader.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#define BLOCK_BYTES (64 * 1024)

struct _BtFeedArchive
{
  struct archive *archive;
  char *path;
  char *member;
};

/* What the members of an archive are. */
typedef struct
{
  GPtrArray *tables; /* of char *: their names */
  guint n_files;
  gboolean is_workbook; /* of a spreadsheet */
} Contents;

static void
set_archive_error (BtFeedArchive *self, GError **error)
{
  const char *reason = archive_error_string (self->archive);
  g_autofree char *folded = g_ascii_strdown (reason != NULL ? reason : "unknown reason", -1);

  /* libarchive has no code of its own for a packed stream that ends too early. */
  if (strstr (folded, "truncated") != NULL || strstr (folded, "unexpected eof") != NULL
      || strstr (folded, "no progress is possible") != NULL)
    g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_TRUNCATED,
                 "%s ends in the middle of its packed data (%s); it was not downloaded completely, "
                 "get it again",
                 self->path, reason);
  else
    g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_OPEN, "%s cannot be unpacked: %s", self->path,
                 reason != NULL ? reason : "unknown reason");
}

/* HistData's archives hold a status report in a .txt beside the table, so a .txt counts only where
 * there is no .csv. */
static gboolean
has_table_name (const char *name, gboolean is_text_allowed)
{
  static const char *const suffixes[] = { ".csv",  ".tsv", ".tab",    ".prn",   ".dat", ".bi5",
                                          ".json", ".hst", ".ndjson", ".jsonl", NULL };
  g_autofree char *folded = g_ascii_strdown (name, -1);

  for (guint i = 0; suffixes[i] != NULL; i++)
    if (g_str_has_suffix (folded, suffixes[i]))
      return TRUE;
  return is_text_allowed && g_str_has_suffix (folded, ".txt");
}

static gboolean
open_handle (BtFeedArchive *self, GError **error)
{
  if (self->archive != NULL)
    archive_read_free (self->archive);
  self->archive = archive_read_new ();
  /* Not .lzma: that is how Dukascopy packs, and tells its form. */
  archive_read_support_filter_gzip (self->archive);
  archive_read_support_filter_bzip2 (self->archive);
  archive_read_support_filter_xz (self->archive);
  archive_read_support_filter_zstd (self->archive);
  archive_read_support_format_zip (self->archive);
  archive_read_support_format_tar (self->archive);
  archive_read_support_format_raw (self->archive);
  if (archive_read_open_filename (self->archive, self->path, BLOCK_BYTES) == ARCHIVE_OK)
    return TRUE;
  set_archive_error (self, error);
  return FALSE;
}

/* Stores the next member that is a file, NULL at the end. */
static gboolean
next_file (BtFeedArchive *self, struct archive_entry **entry, GError **error)
{
  int code;

  while ((code = archive_read_next_header (self->archive, entry)) == ARCHIVE_OK
         || code == ARCHIVE_WARN)
    if (archive_entry_filetype (*entry) != AE_IFDIR)
      return TRUE;
  *entry = NULL;
  if (code == ARCHIVE_EOF)
    return TRUE;
  set_archive_error (self, error);
  return FALSE;
}

static const char *
get_entry_name (struct archive_entry *entry)
{
  const char *name = archive_entry_pathname_utf8 (entry);

  if (name == NULL)
    name = archive_entry_pathname (entry);
  return name != NULL ? name : "";
}

static gboolean
list_members (BtFeedArchive *self, gboolean is_text_allowed, Contents *contents, GError **error)
{
  struct archive_entry *entry;

  if (!open_handle (self, error))
    return FALSE;
  while (TRUE)
    {
      if (!next_file (self, &entry, error))
        return FALSE;
      if (entry == NULL)
        return TRUE;
      contents->n_files++;
      contents->is_workbook = contents->is_workbook
                              || g_str_has_prefix (get_entry_name (entry), "xl/workbook")
                              || strcmp (get_entry_name (entry), "content.xml") == 0;
      if (!has_table_name (get_entry_name (entry), is_text_allowed))
        continue;
      g_ptr_array_add (contents->tables, g_strdup (get_entry_name (entry)));
    }
}

static gboolean
list_tables (BtFeedArchive *self, Contents *contents, GError **error)
{
  if (!list_members (self, FALSE, contents, error))
    return FALSE;
  if (contents->tables->len > 0)
    return TRUE;
  contents->n_files = 0;
  return list_members (self, TRUE, contents, error);
}

/* Finds the one table in the archive. */
static gboolean
choose_member (BtFeedArchive *self, char **name, GError **error)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_free);
  Contents contents = { .tables = tables };

  if (!list_tables (self, &contents, error))
    return FALSE;
  if (tables->len > 0)
    *name = g_strdup (g_ptr_array_index (tables, 0));
  if (tables->len == 1)
    return TRUE;
  if (tables->len == 0 && contents.is_workbook)
    g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_FORMAT,
                 "%s is a spreadsheet (Excel or LibreOffice); save the sheet as CSV", self->path);
  else if (tables->len == 0)
    g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_FORMAT,
                 "%s holds no .csv, .txt, .json, .hst or .bi5 file (%u files of other kinds)",
                 self->path, contents.n_files);
  else
    g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_FORMAT,
                 "%s holds %u tables; name one of them, such as %s/%s", self->path, tables->len,
                 self->path, *name);
  return FALSE;
}

static gboolean
go_to_member (BtFeedArchive *self, const char *name, GError **error)
{
  struct archive_entry *entry;

  if (!open_handle (self, error))
    return FALSE;
  do
    {
      if (!next_file (self, &entry, error))
        return FALSE;
    }
  while (entry != NULL && name != NULL && strcmp (get_entry_name (entry), name) != 0);
  if (entry != NULL)
    return TRUE;
  g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_OPEN, "%s has no member %s", self->path,
               name != NULL ? name : "any more");
  return FALSE;
}

GPtrArray *
bt_feed_archive_list_tables (const char *path)
{
  GPtrArray *tables = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (BtFeedArchive) self = g_new0 (BtFeedArchive, 1);
  Contents contents = { .tables = tables };
  struct archive_entry *entry;

  g_return_val_if_fail (path != NULL, tables);
  self->path = g_strdup (path);
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR) || !open_handle (self, NULL)
      || !next_file (self, &entry, NULL) || archive_format (self->archive) == ARCHIVE_FORMAT_RAW
      || !list_tables (self, &contents, NULL))
    g_ptr_array_set_size (tables, 0);
  return tables;
}

char *
bt_feed_archive_split_path (const char *path, char **member)
{
  g_return_val_if_fail (path != NULL && member != NULL, NULL);
  const gsize length = strlen (path);

  *member = NULL;
  for (gsize end = length; end > 0; end--)
    {
      if (end < length && path[end] != G_DIR_SEPARATOR)
        continue;
      g_autofree char *front = g_strndup (path, end);

      if (!g_file_test (front, G_FILE_TEST_EXISTS))
        continue;
      if (end == length || end + 1 >= length || !g_file_test (front, G_FILE_TEST_IS_REGULAR))
        break;
      *member = g_strdup (path + end + 1);
      return g_steal_pointer (&front);
    }
  return g_strdup (path);
}

BtFeedArchive *
bt_feed_archive_open (const char *path, const char *member, GError **error)
{
  g_autoptr (BtFeedArchive) self = g_new0 (BtFeedArchive, 1);
  g_autofree char *name = NULL;
  struct archive_entry *entry;

  self->path = g_strdup (path);
  if (!open_handle (self, error) || !next_file (self, &entry, error))
    return NULL;
  if (archive_format (self->archive) == ARCHIVE_FORMAT_RAW)
    return g_steal_pointer (&self);
  if (member != NULL)
    name = g_strdup (member);
  if ((name == NULL && !choose_member (self, &name, error)) || !go_to_member (self, name, error))
    return NULL;
  self->member = g_utf8_make_valid (name, -1);
  return g_steal_pointer (&self);
}

void
bt_feed_archive_free (BtFeedArchive *self)
{
  if (self == NULL)
    return;
  if (self->archive != NULL)
    archive_read_free (self->archive);
  g_free (self->path);
  g_free (self->member);
  g_free (self);
}

gssize
bt_feed_archive_read (BtFeedArchive *self, void *buffer, gsize size, GError **error)
{
  const la_ssize_t length = archive_read_data (self->archive, buffer, size);

  if (length >= 0)
    return (gssize) length;
  set_archive_error (self, error);
  return -1;
}

const char *
bt_feed_archive_get_member (const BtFeedArchive *self)
{
  return self->member;
}
