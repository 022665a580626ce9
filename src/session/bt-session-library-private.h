// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What the files of the library share. */
#pragma once

#include "session/bt-session-library.h"

G_BEGIN_DECLS

struct _BtSessionLibrary
{
  GObject parent_instance;
  BtStore *store;
  GPtrArray *summaries; /* of BtSessionSummary, as listed */
  GHashTable *hidden;   /* ids that are deleted but not yet purged */
  GHashTable *open;     /* id → BtSession */
  GHashTable *opening;  /* id → GPtrArray of GTask that wait for it */
  GHashTable *ranks;    /* id → gint64: when it was last played, kept still while it is open */
  gboolean is_loaded;
  gboolean is_reading;
  gboolean wants_reading;
};

/* Returns the open session of an id, or NULL; owned by the library. */
BtSession *bt_session_library_find_open (BtSessionLibrary *library, const char *id);

G_END_DECLS
