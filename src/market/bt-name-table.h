// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Names of the values of an enumeration that counts from 0, as files spell them. For the .c files
 * of this folder. */
#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

/* Returns the name of a value, which is below n_names. */
static inline const char *
bt_name_table_get (const char *const *names, gsize n_names, guint value)
{
  g_return_val_if_fail (value < n_names, "");
  return names[value];
}

/* Stores the value that bears a name; returns FALSE, and stores nothing, when none does. */
static inline gboolean
bt_name_table_find (const char *const *names, gsize n_names, const char *text, guint *out)
{
  for (guint i = 0; text != NULL && i < n_names; i++)
    if (strcmp (names[i], text) == 0)
      {
        *out = i;
        return TRUE;
      }
  return FALSE;
}

G_END_DECLS
