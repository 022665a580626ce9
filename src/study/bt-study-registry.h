// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* All studies that there are. */
#pragma once

#include "study/bt-study.h"

G_BEGIN_DECLS

/* Returns how many there are. */
guint bt_study_registry_get_count (void);
/* Returns one, in the order of the registry; static. */
const BtStudy *bt_study_registry_get (guint index);
/* Returns the one of an id or another name, in any case, or NULL. */
const BtStudy *bt_study_registry_find (const char *name);

G_END_DECLS
