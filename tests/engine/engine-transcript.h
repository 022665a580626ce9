// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What happened, a line each, in the form that engine-script.h describes. */
#pragma once

#include "engine-script.h"

G_BEGIN_DECLS

typedef struct
{
  GString *text;
  ShowFlags show;
  guint digits; /* of a price */
} Transcript;

/* Adds an event that is to be shown; user_data is a Transcript. */
void engine_transcript_event_cb (const BtEvent *event, gpointer user_data);
/* Adds all positions. */
void engine_transcript_add_positions (GString *text, BtEngine *engine, guint digits);
/* Adds the account, and checks that its figures fit each other. */
void engine_transcript_add_account (GString *text, const BtEngine *engine);
/* Adds a line of where the challenge stands and one for each of its rules. */
void engine_transcript_add_challenge (GString *text, const BtEngine *engine);

G_END_DECLS
