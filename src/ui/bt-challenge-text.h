// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The rules of a challenge in words and figures. */
#pragma once

#include "session/bt-session.h"

G_BEGIN_DECLS

/* Returns a rule's name; static. */
const char *bt_challenge_text_rule (BtChallengeRule rule);
/* Returns how a challenge stands, "Within rules", "Passed" …; static. */
const char *bt_challenge_text_status (BtChallengeStatus status);
/* Returns a figure of a rule in the rule's unit, as a new string. */
char *bt_challenge_text_figure (BtChallengeRule rule, gint64 value, BtSession *session);
/* Returns a rule's value and limit, "35.20 / 500.00", as a new string. */
char *bt_challenge_text_state (const BtChallengeRuleState *state, BtSession *session);
/* Returns which rule was broken, when, where, and by how much, as a new string. */
char *bt_challenge_text_violation (const BtViolation *violation, BtSession *session);
/* Returns the name of a preset's rules in the user's language; static. */
const char *bt_challenge_text_preset (const BtChallengePreset *preset);

G_END_DECLS
