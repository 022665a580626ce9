// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Why a command was refused, in words. */
#pragma once

#include "session/bt-session.h"
#include "ui/bt-price-field.h"

G_BEGIN_DECLS

/* Returns what is wrong with the figure that was asked for, the nearest that is allowed, and the
 * refusal's code: "2183.46 is on the wrong side; the nearest level allowed is 2181.13 ·
 * invalid_stops", as a new string; NULL when nothing was refused. */
char *bt_refusal_text (const BtRefusal *refusal, BtSession *session);
/* Shows the text next to a field when the refusal names it, with the nearest level that is allowed,
 * and takes away what stood there otherwise. Returns whether it is shown; refusal may be NULL. */
gboolean bt_refusal_show_at (const BtRefusal *refusal,
                             const char *text,
                             const char *name,
                             BtPriceField *field);

G_END_DECLS
