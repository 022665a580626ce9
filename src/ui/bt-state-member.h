// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Members of JSON objects in which windows and charts keep how they were left. Such a state is
 * convenience: what is missing or of another kind is no error. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Returns the object of a text, an empty one where the text (may be NULL) is none. */
JsonObject *bt_state_parse (const char *json);
/* Returns an object as a new text. */
char *bt_state_to_text (JsonObject *object);
/* Returns a member, or the fallback. */
gboolean bt_state_get_flag (JsonObject *object, const char *name, gboolean fallback);
/* The same of a number, brought into low … high. */
double bt_state_get_number (
  JsonObject *object, const char *name, double fallback, double low, double high);
/* Returns a member, owned by the object, or NULL. */
const char *bt_state_get_text (JsonObject *object, const char *name);
/* The same of an object. */
JsonObject *bt_state_get_object (JsonObject *object, const char *name);
/* The same of an array. */
JsonArray *bt_state_get_array (JsonObject *object, const char *name);

G_END_DECLS
