// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What a session window remembers of itself but for its charts and its place on the screen, as
 * members of the JSON text that its session keeps. A plain value. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct
{
  gboolean is_open;
  gboolean has_panel;
  gboolean is_folded; /* the tables */
  int split_px;       /* where the tables begin; 0: as usual */
  int page;           /* of the tables */
} BtWindowState;

/* Fills in what a new window has. */
void bt_window_state_init (BtWindowState *state);
/* Reads what an object holds; members that are missing or of another kind stay as they are. */
void bt_window_state_read (BtWindowState *state, JsonObject *object);
/* Sets the state's members in an object; every other member stays. */
void bt_window_state_write (const BtWindowState *state, JsonObject *object);

G_END_DECLS
