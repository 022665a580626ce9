// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Whether a new session is practised blind, and whether its start is drawn. */
#pragma once

#include <adwaita.h>

#include "session/bt-session.h"

G_BEGIN_DECLS

#define BT_TYPE_BLIND_GROUP (bt_blind_group_get_type ())
/* Signal "changed" () after the user changed something. */
G_DECLARE_FINAL_TYPE (BtBlindGroup, bt_blind_group, BT, BLIND_GROUP, AdwPreferencesGroup)

/* Returns whether instrument, dates and price level are to be hidden. */
gboolean bt_blind_group_is_blind (BtBlindGroup *group);
/* Returns whether the start is to be drawn: the one that is typed does not count then. */
gboolean bt_blind_group_has_random_start (BtBlindGroup *group);
/* Writes its choices into a plan; a drawn start is another one at each call. */
void bt_blind_group_fill (BtBlindGroup *group, const BtDataset *dataset, BtSessionPlan *plan);

G_END_DECLS
