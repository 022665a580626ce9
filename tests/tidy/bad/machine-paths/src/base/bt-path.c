// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
const char *path = "/home/someone/data.csv";
const char *fine = "https://example.org/home/page";
