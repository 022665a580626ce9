// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Everything that a key can do: the one table that windows, menus, the overview of keys and the
 * preferences are made from. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BT_KEY_MAX_ACCELS 4

typedef enum
{
  BT_KEY_GROUP_TIME,
  BT_KEY_GROUP_TRADING,
  BT_KEY_GROUP_CHART,
  BT_KEY_GROUP_VIEW,
  BT_KEY_GROUP_SESSION,
  BT_KEY_GROUP_MAIN,
  BT_KEY_GROUP_EVERYWHERE,
} BtKeyGroup;

#define BT_N_KEY_GROUPS 7

typedef struct
{
  const char *action; /* detailed name: "win.play-pause", "app.new-session(int64 0)"; NULL: the key
                         belongs to a widget and cannot be changed */
  const char *title;  /* English, marked for translation */
  BtKeyGroup group;
  const char
    *accels[BT_KEY_MAX_ACCELS + 1]; /* as gtk_accelerator_parse() reads them, NULL-terminated;
                                       the first is the one that is told */
} BtKeyAction;

/* Returns the table, count stored; static. */
const BtKeyAction *bt_key_actions (guint *count);
/* Returns the row of an action, or NULL. */
const BtKeyAction *bt_key_action_find (const char *action);
/* Returns a group's title, translated; static. */
const char *bt_key_group_title (BtKeyGroup group);

G_END_DECLS
