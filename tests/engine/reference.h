// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A second engine, written from the execution model alone and to be read beside it. It walks every
 * leg point by point, tests everything at every point, computes every figure from scratch, and runs
 * every candle in both orders. It is slow, and shares no code with the engine that it checks. */
#pragma once

#include "base/bt-checked.h"
#include "engine/bt-event.h"
#include "market/bt-series.h"
#include "market/bt-session-settings.h"

G_BEGIN_DECLS

typedef struct _Reference Reference;

/* Called with each event's text (reference_describe_event()). */
typedef void (*ReferenceFunc) (const char *text, gpointer user_data);

/* Returns a reference before the first candle; rate_pair may be NULL, and else holds the closes of
 * rate_base in rate_quote with five digits and no spread. */
Reference *reference_new (const BtSessionSettings *settings,
                          BtSeries *series,
                          const char *rate_base,
                          const char *rate_quote,
                          BtSeries *rate_pair,
                          ReferenceFunc func,
                          gpointer user_data);
/* Frees a reference. */
void reference_free (Reference *reference);
/* Runs the next candle. */
void reference_run_candle (Reference *reference);
/* Applies a command and returns its refusal's code. */
BtRefusalCode reference_apply (Reference *reference, const BtCommand *command);
/* Returns all that is open, and the account, as text. */
char *reference_describe_state (Reference *reference);

/* Writes an event, of either engine, with all of its figures. */
char *reference_describe_event (const BtEvent *event);
/* Writes a position and an account in the form of reference_describe_state(). */
void reference_describe_position (GString *text, const BtPosition *position);
void reference_describe_account (GString *text, const BtAccountState *account);

G_END_DECLS
