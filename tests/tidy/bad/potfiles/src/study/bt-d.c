// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
const char *text = BT_STUDY_TEXT ("Average");
