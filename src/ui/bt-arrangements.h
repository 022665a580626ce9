// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The workspaces that were saved under a name: how a session's window is arranged, in the form in
 * which the window keeps itself with its session, without drawings and sizes of the screen. They
 * belong to the data folder: its preference "workspaces". Every change is made to what is stored
 * then, so that two programs do not undo each other's; what of it is not understood stays. Main
 * thread only. */
#pragma once

#include <json-glib/json-glib.h>

#include "store/bt-store.h"

G_BEGIN_DECLS

#define BT_TYPE_ARRANGEMENTS (bt_arrangements_get_type ())
/* Signals: "changed" () once a change is stored, and after the first reading; "failed" (const
 * GError *error) when one was not. */
G_DECLARE_FINAL_TYPE (BtArrangements, bt_arrangements, BT, ARRANGEMENTS, GObject)

/* Returns the workspaces of a store, which are read at once, off the main thread. */
BtArrangements *bt_arrangements_new (BtStore *store);
/* Returns their names, in the order of saving, NULL-terminated; free with g_strfreev(). */
char **bt_arrangements_get_names (BtArrangements *self);
/* Returns a new reference to how a window is arranged, or NULL when there is none of that name. It
 * is not to be changed. */
JsonObject *bt_arrangements_find (BtArrangements *self, const char *name);
/* Returns the name of the one that new sessions begin with, or NULL. */
const char *bt_arrangements_get_default (BtArrangements *self);
/* Saves one under a name, in the place of the one that has it. */
void bt_arrangements_save (BtArrangements *self, const char *name, JsonObject *window);
/* Gives one another name; nothing is done when that is taken. */
void bt_arrangements_rename (BtArrangements *self, const char *name, const char *new_name);
/* Chooses the one that new sessions begin with; NULL: none. */
void bt_arrangements_set_default (BtArrangements *self, const char *name);
/* Deletes one. */
void bt_arrangements_delete (BtArrangements *self, const char *name);
/* Brings back the one that was deleted last, if any. */
void bt_arrangements_undo_delete (BtArrangements *self);

G_END_DECLS
