// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "source/bt-download-cache.h"

#define ATTRIBUTES                                                                                 \
  G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_TYPE                                \
                                 "," G_FILE_ATTRIBUTE_STANDARD_SIZE

/* Goes through a folder and those in it; sums sizes, and removes when that is wanted. */
typedef struct
{
  gint64 bytes;
  gboolean removes;
  GCancellable *cancellable;
} Walk;

static gboolean walk_folder (Walk *walk, GFile *folder, GError **error);

static gboolean
visit (Walk *walk, GFile *file, GFileInfo *info, GError **error)
{
  if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
    {
      if (!walk_folder (walk, file, error))
        return FALSE;
    }
  else
    walk->bytes += g_file_info_get_size (info);
  return !walk->removes || g_file_delete (file, walk->cancellable, error);
}

static gboolean
walk_folder (Walk *walk, GFile *folder, GError **error)
{
  g_autoptr (GFileEnumerator) entries = g_file_enumerate_children (
    folder, ATTRIBUTES, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, walk->cancellable, error);

  while (entries != NULL)
    {
      GFileInfo *info;
      GFile *file;

      if (!g_file_enumerator_iterate (entries, &info, &file, walk->cancellable, error))
        return FALSE;
      if (info == NULL)
        return TRUE;
      if (!visit (walk, file, info, error))
        return FALSE;
    }
  return FALSE;
}

static gboolean
walk (const char *path, Walk *walk, GError **error)
{
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  g_autoptr (GError) cause = NULL;

  if (walk_folder (walk, folder, &cause)
      && (!walk->removes || g_file_delete (folder, walk->cancellable, &cause)))
    return TRUE;
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

char *
bt_download_cache_dup_folder (void)
{
  return g_build_filename (g_get_user_cache_dir (), "backtrade", "history", NULL);
}

gint64
bt_download_cache_get_size (const char *folder, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (folder != NULL, -1);
  Walk sum = { .cancellable = cancellable };

  return walk (folder, &sum, error) ? sum.bytes : -1;
}

gboolean
bt_download_cache_remove (const char *folder, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (folder != NULL, FALSE);
  Walk removal = { .removes = TRUE, .cancellable = cancellable };

  return walk (folder, &removal, error);
}
