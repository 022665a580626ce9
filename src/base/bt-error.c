// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "base/bt-error.h"

G_DEFINE_QUARK (bt - base - error - quark, bt_base_error)
