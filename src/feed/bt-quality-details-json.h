// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The members of a quality report's JSON that go beyond the command line's contract: findings with
 * their places, and what was done about them. Inside the report's own files only. */
#pragma once

#include "feed/bt-quality-report.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Adds the members to the object that is being built. */
void bt_quality_details_add (JsonBuilder *builder, const BtQualityReport *report);
/* Reads the members that are there; reports of older datasets have none. FALSE for one of the wrong
 * kind. */
gboolean bt_quality_details_read (JsonObject *object, BtQualityReport *report);

G_END_DECLS
