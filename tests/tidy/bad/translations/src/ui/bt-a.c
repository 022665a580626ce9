// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
const char *buy = _ ("Buy");
const char *lots = _ ("%d lots");
