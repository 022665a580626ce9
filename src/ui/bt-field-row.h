// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A row of a form: title, text field, and below them what is wrong with the text. Properties:
 * "title" of its parent, "wide" (boolean: the field takes a line of its own). Signal "changed": the
 * text did. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BT_TYPE_FIELD_ROW (bt_field_row_get_type ())
G_DECLARE_FINAL_TYPE (BtFieldRow, bt_field_row, BT, FIELD_ROW, AdwPreferencesRow)

/* Returns the text; owned by the row. */
const char *bt_field_row_get_text (BtFieldRow *row);
/* Sets the text; emits "changed" when it is another one. */
void bt_field_row_set_text (BtFieldRow *row, const char *text);
/* Shows what is wrong with the text, to a screen reader too; NULL: nothing. */
void bt_field_row_set_fault (BtFieldRow *row, const char *fault);
/* Returns what is shown to be wrong, or NULL; owned by the row. */
const char *bt_field_row_get_fault (BtFieldRow *row);

G_END_DECLS
