// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Which key does what: the table's keys, and what the user has put in their place, kept in the
 * settings. Main thread only. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BT_TYPE_KEYMAP (bt_keymap_get_type ())
/* Signal: "changed" () when any key does something else. */
G_DECLARE_FINAL_TYPE (BtKeymap, bt_keymap, BT, KEYMAP, GObject)

/* Returns the keys of the settings, which it follows. */
BtKeymap *bt_keymap_new (GSettings *settings);
/* Returns the keys of the program, made for its settings when first asked for; owned by it. */
BtKeymap *bt_keymap_get_default (void);
/* Makes it the keys of the program; NULL forgets them. */
void bt_keymap_set_default (BtKeymap *keymap);

/* Stores a key as it is compared: letters small, without what only chose the character, keys of the
 * number pad as their twins. Returns FALSE for a key that only changes others. */
gboolean bt_key_normalise (guint keyval,
                           GdkModifierType state,
                           guint *out_keyval,
                           GdkModifierType *out_modifiers);

/* Returns what a normalised key does, a detailed action name, or NULL; static. */
const char *bt_keymap_find (BtKeymap *keymap, guint keyval, GdkModifierType modifiers);
/* Returns the keys of an action as accelerators; free with g_strfreev(). */
char **bt_keymap_get_accels (BtKeymap *keymap, const char *action);
/* Returns the first of them as it is shown ("Shift+X"), or NULL; free with g_free(). */
char *bt_keymap_get_label (BtKeymap *keymap, const char *action);
/* Returns whether the keys of an action are not those of the table. */
gboolean bt_keymap_is_changed (BtKeymap *keymap, const char *action);
/* Returns what has a key now: the title of an action, translated, and stores the action (NULL: it
 * cannot be changed); NULL when the key is free, or its own. */
const char *
bt_keymap_find_owner (BtKeymap *keymap, const char *accel, const char *action, const char **owner);
/* Gives an action one key, which is taken from whatever has it; NULL: none. */
void bt_keymap_set_accel (BtKeymap *keymap, const char *action, const char *accel);
/* Gives an action the keys of the table again (from those that have them now they are taken), or
 * with NULL all of them. */
void bt_keymap_reset (BtKeymap *keymap, const char *action);

G_END_DECLS
