// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
const char *text = _ ("Refused");
const char *many = _ ("at most %" G_GINT64_FORMAT " rows");
