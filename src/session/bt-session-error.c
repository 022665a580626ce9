// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-session-error.h"

G_DEFINE_QUARK (bt - session - error - quark, bt_session_error)
