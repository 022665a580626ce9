// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include <glib/gi18n.h>

const char *text = _ ("Refused");
