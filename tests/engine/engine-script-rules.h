// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The "challenge" statement of a script. */
#pragma once

#include "market/bt-session-settings.h"

G_BEGIN_DECLS

/* Gives the settings a challenge, if they have none, and sets one of its rules. */
void engine_script_set_rule (BtSessionSettings *settings, const char *key, const char *value);

G_END_DECLS
