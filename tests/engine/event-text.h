// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Events, positions and accounts as text with all of their figures. */
#pragma once

#include "engine/bt-event.h"

G_BEGIN_DECLS

/* Returns an event as text; free with g_free(). */
char *event_text_describe (const BtEvent *event);
/* Appends a position. */
void event_text_add_position (GString *text, const BtPosition *position);
/* Appends an account and the end of the line. */
void event_text_add_account (GString *text, const BtAccountState *account);

G_END_DECLS
