// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What other path policies make of a session, as JSON. Private to `session`. */
#pragma once

#include <json-glib/json-glib.h>

#include "session/bt-policy-sensitivity.h"

G_BEGIN_DECLS

/* Adds the field "policies": null where sensitivity is NULL. */
void bt_json_add_policies (JsonBuilder *builder,
                           const BtPolicySensitivity *sensitivity,
                           const BtSessionSettings *settings);

G_END_DECLS
