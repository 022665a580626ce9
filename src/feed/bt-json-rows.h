// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Collects the values of a JSON text, told one after the other, and makes rows of a table of them;
 * see bt-json-stage.h for which. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a value lies in. */
#define BT_JSON_MAX_DEPTH 64

typedef struct _BtJsonRows BtJsonRows;

/* Returns a collector that appends lines to out. Free with bt_json_rows_free(). */
BtJsonRows *bt_json_rows_new (GString *out);
/* Frees a collector; NULL is allowed. */
void bt_json_rows_free (BtJsonRows *rows);
/* An array or object begins; key is its name in an object, NULL in an array. FALSE when it lies too
 * deep. */
gboolean bt_json_rows_begin (BtJsonRows *rows, gboolean is_object, const char *key);
/* The innermost array or object ends. */
void bt_json_rows_end (BtJsonRows *rows);
/* A value that is neither; text is without quotes. FALSE when columns have grown too long. */
gboolean bt_json_rows_add (BtJsonRows *rows, const char *key, const char *text, gsize length);
/* The text ends: makes rows of columns where there were no others. */
void bt_json_rows_finish (BtJsonRows *rows);
/* Returns how many arrays and objects are open. */
guint bt_json_rows_get_depth (const BtJsonRows *rows);
/* Returns whether the innermost of them is an object. */
gboolean bt_json_rows_is_in_object (const BtJsonRows *rows);

/* Returns the name of a list whose rows were left out because those of another came first, NULL
 * when there is none. */
const char *bt_json_rows_get_other_list (const BtJsonRows *rows);

G_END_DECLS
