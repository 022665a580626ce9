// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Temporary folders for tests that touch the disk. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Returns the path of a new empty folder; free with test_folder_remove(). */
char *test_folder_new (void);
/* Removes a folder with all that is in it, and frees its path; NULL is allowed. */
void test_folder_remove (char *folder);
/* Returns the size of a file in a folder, or −1 when it is missing. */
gint64 test_folder_measure (const char *folder, const char *name);
/* Returns how many files a folder holds whose name has that part. */
guint test_folder_count (const char *folder, const char *part);

typedef char TestFolder;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestFolder, test_folder_remove)

G_END_DECLS
