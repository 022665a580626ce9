// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Alerts, notes and actions as the member of a session file: a line each, with its kind, number and
 * value. Private to `session`. */
#pragma once

#include "market/bt-session-settings.h"
#include "store/bt-annotation-table.h"

G_BEGIN_DECLS

/* Returns the text of rows of the store (of BtAnnotation). */
char *bt_annotations_to_text (const GPtrArray *rows);
/* Reads it back; free with g_ptr_array_unref(). Fails with BT_SESSION_ERROR_FORMAT, the message
 * naming the line, when one is no such thing or says what an alert, a note or an action cannot. */
GPtrArray *bt_annotations_from_text (const char *text,
                                     gsize length,
                                     const BtInstrument *instrument,
                                     GError **error);

G_END_DECLS
