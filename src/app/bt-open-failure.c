// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "app/bt-open-failure.h"

#include "db/bt-db.h"
#include "store/bt-store.h"
#include "ui/bt-failure-window.h"

#include <glib/gi18n.h>

static void
show (GtkApplication *application, const char *title, const char *advice, const char *detail)
{
  gtk_window_present (GTK_WINDOW (bt_failure_window_new (application, title, advice, detail)));
}

/* Returns what to do about an error of the database. */
static const char *
advise_on_db (BtDbError code, const char **title)
{
  switch (code)
    {
    case BT_DB_ERROR_FUTURE:
      *title = _ ("Your data is from a newer BackTrade");
      return _ ("Install the newer version, or start with another data folder: backtrade "
                "--data-dir FOLDER. Nothing was changed.");
    case BT_DB_ERROR_CORRUPT:
      *title = _ ("Your data is damaged");
      return _ ("Restore the file from a backup, or move it away to begin anew. “backtrade-cli "
                "doctor” says more. Nothing was changed.");
    case BT_DB_ERROR_NOT_OURS:
      *title = _ ("This is not BackTrade’s data");
      return _ ("The folder holds a database of another program. Choose another folder: backtrade "
                "--data-dir FOLDER.");
    case BT_DB_ERROR_FULL:
      *title = _ ("The disk is full");
      return _ ("Make room on it, then try again. Nothing was lost.");
    case BT_DB_ERROR_READ_ONLY:
      *title = _ ("Your data cannot be written");
      return _ ("Make the folder and its files writable, or start with another one: backtrade "
                "--data-dir FOLDER.");
    case BT_DB_ERROR_BUSY:
      *title = _ ("Your data is busy");
      return _ ("Another program works on it. Wait until it is done, then try again.");
    case BT_DB_ERROR_OPEN:
    case BT_DB_ERROR_CONSTRAINT:
    case BT_DB_ERROR_FAILED:
    default:
      *title = _ ("Your data cannot be opened");
      return _ ("Check that the folder and its files can be read and written, then try again.");
    }
}

void
bt_open_failure_show (GtkApplication *application, const char *folder, const GError *error)
{
  const char *title = _ ("The data folder cannot be used");
  const char *advice
    = _ ("Make it readable and writable, or start with another one: backtrade --data-dir FOLDER.");
  g_autofree char *detail = g_strdup_printf ("%s\n%s", folder, error->message);

  if (error->domain == BT_DB_ERROR)
    advice = advise_on_db ((BtDbError) error->code, &title);
  show (application, title, advice, detail);
}

void
bt_open_failure_show_locked (GtkApplication *application, const char *folder)
{
  show (application, _ ("BackTrade is open already"),
        _ ("Another BackTrade works in this data folder. Go on in its window, or close it and try "
           "again. To work beside it, start with another folder: backtrade --data-dir FOLDER."),
        folder);
}
