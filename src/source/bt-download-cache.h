// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The fetched files that are kept so that no day is fetched twice. Blocking; nothing outside the
 * folder is touched, and no link is followed. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Returns the folder of kept files, which need not exist, as a new string. */
char *bt_download_cache_dup_folder (void);
/* Returns how many bytes the files in a folder have, 0 when it is not there, −1 on failure:
 * G_IO_ERROR. */
gint64 bt_download_cache_get_size (const char *folder, GCancellable *cancellable, GError **error);
/* Removes the files in a folder, and the folder. Fails with G_IO_ERROR; what was removed stays
 * removed. */
gboolean bt_download_cache_remove (const char *folder, GCancellable *cancellable, GError **error);

G_END_DECLS
