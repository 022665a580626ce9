// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What few need to change of a new session: fills at the next open, random slippage, hedged margin,
 * swap, rewinding. Folded away. */
#pragma once

#include <adwaita.h>

#include "market/bt-session-settings.h"

G_BEGIN_DECLS

#define BT_TYPE_ADVANCED_GROUP (bt_advanced_group_get_type ())
/* Signal "changed" (). */
G_DECLARE_FINAL_TYPE (BtAdvancedGroup, bt_advanced_group, BT, ADVANCED_GROUP, AdwPreferencesGroup)

/* Writes what the rows say into settings, whose currency is set. */
void bt_advanced_group_fill (BtAdvancedGroup *group, BtSessionSettings *settings);

G_END_DECLS
