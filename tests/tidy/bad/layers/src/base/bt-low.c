// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "engine/bt-engine.h"
#include <gio/gio.h>
#include <glib.h>
