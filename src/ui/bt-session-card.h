// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A session of the library as a card. Its view model is the property "summary". Actions, for
 * itself: "card.open", "card.report", "card.rename", "card.duplicate", "card.archive",
 * "card.unarchive", "card.export", "card.delete"; all but open and report ask the window by its
 * actions "win.session-…" with the session's id. */
#pragma once

#include <gtk/gtk.h>

#include "session/bt-session-library.h"

G_BEGIN_DECLS

#define BT_TYPE_SESSION_CARD (bt_session_card_get_type ())
G_DECLARE_FINAL_TYPE (BtSessionCard, bt_session_card, BT, SESSION_CARD, GtkFlowBoxChild)

/* Returns a card of a session. */
GtkWidget *bt_session_card_new (BtSessionSummary *summary);
/* Returns the session, owned by the card. */
BtSessionSummary *bt_session_card_get_summary (BtSessionCard *card);

G_END_DECLS
