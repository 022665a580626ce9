// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The challenge of a new session: rules that are offered ready made, and each limit of them to be
 * changed. */
#pragma once

#include <adwaita.h>

#include "market/bt-session-settings.h"

G_BEGIN_DECLS

#define BT_TYPE_CHALLENGE_GROUP (bt_challenge_group_get_type ())
/* Signal "changed" (). */
G_DECLARE_FINAL_TYPE (
  BtChallengeGroup, bt_challenge_group, BT, CHALLENGE_GROUP, AdwPreferencesGroup)

/* Writes the challenge into settings, whose currency is set. Returns what cannot be read of it,
 * static and translated, or NULL. */
const char *bt_challenge_group_fill (BtChallengeGroup *group, BtSessionSettings *settings);

G_END_DECLS
