// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-zip-file.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "session/bt-session-error.h"

#define BLOCK_BYTES 65536

struct _BtZipWriter
{
  char *path;
  char *temporary;
  int fd;
  struct archive *archive;
};

/* Sets a G_IO_ERROR from errno and returns FALSE. */
static gboolean
fail_errno (GError **error, const char *path, int number)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (number), "%s: %s", path,
               g_strerror (number));
  return FALSE;
}

/* Sets a G_IO_ERROR from what libarchive says and returns FALSE. */
static gboolean
fail_archive (BtZipWriter *writer, GError **error)
{
  int number = archive_errno (writer->archive);

  /* Its texts leave out why; the number of the system knows. */
  if (number > 0)
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (number), "%s: %s", writer->path,
                 g_strerror (number));
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: %s", writer->path,
                 archive_error_string (writer->archive));
  return FALSE;
}

BtZipWriter *
bt_zip_writer_new (const char *path, GError **error)
{
  g_autoptr (BtZipWriter) writer = g_new0 (BtZipWriter, 1);

  writer->path = g_strdup (path);
  writer->temporary = g_strconcat (path, ".XXXXXX", NULL);
  writer->fd = g_mkstemp_full (writer->temporary, O_RDWR | O_CLOEXEC, 0644);
  if (writer->fd < 0)
    {
      fail_errno (error, path, errno);
      g_clear_pointer (&writer->temporary, g_free);
      return NULL;
    }
  writer->archive = archive_write_new ();
  /* Candles are many and compress well at any level: the fastest is four times faster. */
  if (archive_write_set_format_zip (writer->archive) != ARCHIVE_OK
      || archive_write_set_options (writer->archive, "zip:compression-level=1") != ARCHIVE_OK
      || archive_write_open_fd (writer->archive, writer->fd) != ARCHIVE_OK)
    {
      fail_archive (writer, error);
      return NULL;
    }
  return g_steal_pointer (&writer);
}

gboolean
bt_zip_writer_begin (BtZipWriter *writer, const char *name, gboolean is_stored, GError **error)
{
  struct archive_entry *entry = archive_entry_new ();
  gboolean is_begun;

  if (is_stored)
    archive_write_zip_set_compression_store (writer->archive);
  else
    archive_write_zip_set_compression_deflate (writer->archive);
  archive_entry_set_pathname_utf8 (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  is_begun = archive_write_header (writer->archive, entry) == ARCHIVE_OK;
  archive_entry_free (entry);
  return is_begun || fail_archive (writer, error);
}

gboolean
bt_zip_writer_add (BtZipWriter *writer, const char *bytes, gsize length, GError **error)
{
  return archive_write_data (writer->archive, bytes, length) == (la_ssize_t) length
         || fail_archive (writer, error);
}

gboolean
bt_zip_writer_end (BtZipWriter *writer, GError **error)
{
  return archive_write_finish_entry (writer->archive) == ARCHIVE_OK || fail_archive (writer, error);
}

gboolean
bt_zip_writer_finish (BtZipWriter *writer, GError **error)
{
  if (archive_write_close (writer->archive) != ARCHIVE_OK)
    return fail_archive (writer, error);
  if (fsync (writer->fd) != 0 || g_rename (writer->temporary, writer->path) != 0)
    return fail_errno (error, writer->path, errno);
  g_clear_pointer (&writer->temporary, g_free);
  return TRUE;
}

void
bt_zip_writer_free (BtZipWriter *writer)
{
  if (writer == NULL)
    return;
  g_clear_pointer (&writer->archive, archive_write_free);
  if (writer->fd > 0)
    close (writer->fd);
  if (writer->temporary != NULL)
    g_unlink (writer->temporary);
  g_free (writer->temporary);
  g_free (writer->path);
  g_free (writer);
}

/* Hands over the bytes of the member whose header was read. */
static gboolean
read_member (
  struct archive *archive, const char *name, BtZipFunc func, gpointer user_data, GError **error)
{
  const char *fault = NULL;
  int status = ARCHIVE_OK;

  while (status == ARCHIVE_OK)
    {
      const void *block = NULL;
      size_t length = 0;
      la_int64_t offset = 0;

      /* The last block comes even when the checksum then turns out to be another one. */
      status = archive_read_data_block (archive, &block, &length, &offset);
      if (block != NULL && length > 0 && status != ARCHIVE_EOF
          && !func (name, block, length, NULL, user_data, error))
        return FALSE;
    }
  if (status != ARCHIVE_EOF)
    fault = archive_error_string (archive);
  if (status != ARCHIVE_EOF && fault == NULL)
    fault = "the data are damaged";
  return func (name, "", 0, fault, user_data, error);
}

/* Returns a member's name without "./" and without one folder that all members were put into; notes
 * and branches keep theirs. */
static const char *
strip_folder (const char *name)
{
  const char *slash;

  if (g_str_has_prefix (name, "./"))
    name += strlen ("./");
  slash = strchr (name, '/');
  if (slash == NULL || g_str_has_prefix (name, "notes/") || g_str_has_prefix (name, "branches/"))
    return name;
  return slash + 1;
}

gboolean
bt_zip_read (const char *path, const char *only, BtZipFunc func, gpointer user_data, GError **error)
{
  struct archive *archive;
  struct archive_entry *entry;
  gboolean is_read = TRUE;
  int status;
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);

  if (fd < 0)
    return fail_errno (error, path, errno);
  archive = archive_read_new ();
  archive_read_support_format_zip_streamable (archive);
  archive_read_support_format_zip_seekable (archive);
  if (archive_read_open_fd (archive, fd, BLOCK_BYTES) != ARCHIVE_OK)
    {
      g_set_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT, "it is no zip file");
      is_read = FALSE;
    }
  while (is_read && (status = archive_read_next_header (archive, &entry)) != ARCHIVE_EOF)
    {
      const char *name = status >= ARCHIVE_WARN ? archive_entry_pathname (entry) : NULL;

      if (name == NULL)
        {
          g_set_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT, "the zip is damaged: %s",
                       archive_error_string (archive));
          is_read = FALSE;
        }
      else if (only == NULL || g_strcmp0 (strip_folder (name), only) == 0)
        is_read = read_member (archive, strip_folder (name), func, user_data, error);
    }
  archive_read_free (archive);
  close (fd);
  return is_read;
}
