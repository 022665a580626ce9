// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What a report says of how a session was played: branches, rewinds, and the challenge. */
#pragma once

#include "session/bt-session.h"

G_BEGIN_DECLS

/* Returns how many branches and rewinds there are, and on which branch the report is made, as a new
 * string. */
char *bt_report_record_line (BtSession *session);
/* Returns how the challenge stands, and each rule that was broken in a line of its own, as a new
 * string; NULL without a challenge. */
char *bt_report_record_challenge (BtSession *session);

G_END_DECLS
