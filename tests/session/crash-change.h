// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The changes that crash-annotator makes, one after the other, and that its test expects: each is
 * made of its number alone, and of how many notes or alerts there are. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  CHANGE_NOTES,
  CHANGE_ALERTS,
  CHANGE_DRAWINGS,
} ChangeSubject;

typedef enum
{
  CHANGE_ADD,
  CHANGE_LAST,  /* gives the last one another text */
  CHANGE_FIRST, /* takes the first one away */
} ChangeKind;

/* Returns what change number n is about. */
static inline ChangeSubject
crash_change_subject (guint n)
{
  return (ChangeSubject) (n % 3);
}

/* Returns what it does to so many notes or alerts: in the end there are more of them. */
static inline ChangeKind
crash_change_kind (guint n, guint count)
{
  static const ChangeKind kinds[] = { CHANGE_ADD, CHANGE_LAST, CHANGE_ADD, CHANGE_FIRST };

  return count > 0 ? kinds[n / 3 % G_N_ELEMENTS (kinds)] : CHANGE_ADD;
}

/* Returns the text that it gives; free with g_free(). */
static inline char *
crash_change_text (guint n)
{
  return g_strdup_printf ("change %u", n);
}

/* Returns what the window keeps after it, if it is about drawings: up to about 40 kB, several pages
 * of the database; free with g_free(). */
static inline char *
crash_change_window (guint n)
{
  GString *text = g_string_new ("{\"open\": true, \"drawings\": [");

  for (guint i = 0; i <= n * 37 % 1000; i++)
    g_string_append_printf (text, "%s{\"tool\": \"level\", \"price\": %u.%02u}", i > 0 ? ", " : "",
                            n, i % 100);
  g_string_append (text, "]}");
  return g_string_free (text, FALSE);
}

G_END_DECLS
