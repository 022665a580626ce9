// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "base/bt-error.h"

GQuark
bt_base_error_quark (void)
{
  return g_quark_from_static_string ("bt-base-error-quark");
}
