// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-session-error.h"

GQuark
bt_session_error_quark (void)
{
  return g_quark_from_static_string ("bt-session-error-quark");
}
