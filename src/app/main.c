// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "app/bt-application.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <malloc.h>

/* Each frame maps and unmaps megabytes; kept by the heap, their pages need not be faulted in anew.
 */
static void
tune_heap (void)
{
  mallopt (M_MMAP_THRESHOLD, 256 * 1024 * 1024);
  mallopt (M_TRIM_THRESHOLD, 256 * 1024 * 1024);
  mallopt (M_TOP_PAD, 16 * 1024 * 1024);
}

static void
choose_language (void)
{
  const char *folder = g_getenv ("BACKTRADE_LOCALE_DIR");

  setlocale (LC_ALL, "");
  /* Figures have a point everywhere in the program, also where GTK writes them. */
  setlocale (LC_NUMERIC, "C");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : BT_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

int
main (int argc, char **argv)
{
  gint64 started_usec = g_get_monotonic_time ();

  tune_heap ();
  choose_language ();
  g_autoptr (BtApplication) application = bt_application_new (started_usec);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
