// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What a session's result would be under other intrabar rules, and which trades hang on them. */
#pragma once

#include <gtk/gtk.h>

#include "session/bt-session-report.h"

G_BEGIN_DECLS

#define BT_TYPE_POLICY_BLOCK (bt_policy_block_get_type ())
G_DECLARE_FINAL_TYPE (BtPolicyBlock, bt_policy_block, BT, POLICY_BLOCK, GtkBox)

/* Shows the policies of a report; NULL while they are being worked out. */
void bt_policy_block_show (BtPolicyBlock *block, const BtSessionReport *report);
/* Shows why they could not be worked out. */
void bt_policy_block_fail (BtPolicyBlock *block, const char *message);

G_END_DECLS
