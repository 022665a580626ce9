// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* How a session is looked at: speed, pace, timeframe, and what its window keeps. Changes no result.
 * Private to `session`. */
#pragma once

#include "market/bt-timeframe.h"

G_BEGIN_DECLS

typedef struct
{
  int speed;           /* tenths, as bt_session_speeds() */
  int pace;            /* BtPace */
  int chart_timeframe; /* BtTimeframe */
  gboolean is_pausing_on_fill;
  char *window_json; /* the window's own, or NULL */
} BtViewState;

/* Makes the state of a new session: 1×, candles of M5, pausing on fills. */
void bt_view_state_init (BtViewState *state);
/* Frees what it holds. */
void bt_view_state_clear (BtViewState *state);
/* Returns it as JSON. */
char *bt_view_state_to_json (const BtViewState *state);
/* Takes what a text of that form says; what it lacks, or cannot be read, stays. json may be NULL.
 */
void bt_view_state_read (BtViewState *state, const char *json);
/* Returns whether the window's part says "open": true. */
gboolean bt_view_state_is_open (const BtViewState *state);

G_END_DECLS
