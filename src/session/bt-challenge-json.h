// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Challenge rules as JSON, in scenarios, session files and files of their own; what came of them in
 * results. Private to `session`; the public functions stand in bt-session-file.h. */
#pragma once

#include "market/bt-challenge-records.h"
#include "market/bt-session-settings.h"
#include "session/bt-json-reader.h"

G_BEGIN_DECLS

/* Reads the field "challenge": an object, the id of a preset, or null or nothing for none. The
 * currency of settings is set. Fails with BT_SESSION_ERROR_FORMAT, naming the field. */
gboolean
bt_challenge_from_reader (BtJsonReader *document, BtSessionSettings *settings, GError **error);

/* Adds the field "challenge" with the rules of settings, which have some. */
void bt_json_add_challenge (JsonBuilder *builder, const BtSessionSettings *settings);
/* Adds the field "violations". */
void bt_json_add_violations (JsonBuilder *builder,
                             const BtViolation *violations,
                             gsize count,
                             const BtSessionSettings *settings);
/* Adds the field "challenge" with where the rules stand. */
void bt_json_add_challenge_state (JsonBuilder *builder,
                                  const BtChallengeState *state,
                                  const BtSessionSettings *settings);

G_END_DECLS
