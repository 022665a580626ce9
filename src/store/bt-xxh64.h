// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The 64-bit xxHash (xxHash specification 0.1.1, XXH64): a checksum against accidents, not against
 * forgers. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Returns the sum of length bytes under a seed. */
guint64 bt_xxh64 (const void *bytes, gsize length, guint64 seed);

G_END_DECLS
