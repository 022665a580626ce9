// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What the rules of a challenge are held against. Net of deposits and withdrawals after the start.
 * Internal to the challenge's own files. */
#pragma once

#include "engine/bt-engine-state.h"

G_BEGIN_DECLS

/* Returns the rules of the session's challenge. */
static inline const BtChallengeRules *
bt_challenge_rules_of (const BtEngineState *state)
{
  return &state->rules->settings.challenge;
}

/* Returns the balance that the session began with. */
static inline gint64
bt_challenge_initial_of (const BtEngineState *state)
{
  return state->rules->settings.balance.minor;
}

/* Returns the figures at the present quote. */
BtChallengeFigures bt_challenge_find_figures (BtEngineState *state);
/* Returns a sum, or the end of the range that it leaves. */
gint64 bt_challenge_add_clamped (gint64 a, gint64 b);
/* Returns the largest profit of a day, the present one included, at a balance; 0 or more. */
gint64 bt_challenge_find_best_day (const BtEngineState *state, gint64 balance_minor);
/* Returns the figure that a rule is measured on. */
gint64 bt_challenge_measure (BtChallengeMeasure measure, const BtChallengeFigures *figures);
/* Returns whether positions were opened on as many days as the rules ask for. */
gboolean bt_challenge_has_enough_days (const BtEngineState *state);
/* Returns whether the best day is a small enough part of the profit at a balance. */
gboolean bt_challenge_is_consistent (const BtEngineState *state, gint64 balance_minor);
/* Returns whether there is a profit target and it is reached. */
gboolean bt_challenge_is_target_reached (const BtEngineState *state,
                                         const BtChallengeFigures *figures);

G_END_DECLS
