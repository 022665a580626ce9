// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What was done in a session, or told, beside its journal, as text in the store and in session
 * files. Private to `session`. */
#pragma once

#include "session/bt-session-items.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id; /* 1, 2, 3 … of its session */
  gint64 branch_id;
  gint64 bar;      /* the last candle that was known, −1 before the first */
  BtLogItem *item; /* owned */
} BtAction;

/* Frees an action; NULL is allowed. */
void bt_action_free (BtAction *action);
/* Returns it as JSON, in one line, without its id. */
char *bt_action_to_json (const BtAction *action);
/* Reads it back, its id 0. Fails with BT_SESSION_ERROR_FORMAT. */
BtAction *bt_action_from_json (const char *json, GError **error);

G_END_DECLS
