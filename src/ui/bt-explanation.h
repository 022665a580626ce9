// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A popover that says why something filled, or was refused: the rule, the candle, the place on its
 * path, the quote, slippage and costs, and whether the candle left room for another outcome. */
#pragma once

#include <gtk/gtk.h>

#include "session/bt-session.h"

G_BEGIN_DECLS

#define BT_TYPE_EXPLANATION (bt_explanation_get_type ())
G_DECLARE_FINAL_TYPE (BtExplanation, bt_explanation, BT, EXPLANATION, GtkPopover)

/* Explains every fill of a position, its entry first. */
void bt_explanation_open_position (BtExplanation *explanation, BtSession *session, const char *id);
/* Explains the fill or refusal of a line of the log; returns FALSE, and shows nothing, for a line
 * that is about something else. */
gboolean bt_explanation_open_log (BtExplanation *explanation, BtSession *session, BtLogItem *item);

G_END_DECLS
