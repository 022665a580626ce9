// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Commands as JSON, the words of a scenario and of a journal's lines. Private to `session`; the
 * public functions stand in bt-session-file.h. */
#pragma once

#include <json-glib/json-glib.h>

#include "market/bt-command.h"
#include "market/bt-session-settings.h"

G_BEGIN_DECLS

/* Reads a command from a node that path names in messages; after_bar is −1 when the object has
 * none. The id of a place command may be missing: it is "" then. Fails with
 * BT_SESSION_ERROR_FORMAT. */
gboolean bt_command_from_node (JsonNode *node,
                               const char *path,
                               const BtSessionSettings *settings,
                               BtCommand *out,
                               gboolean *has_after_bar,
                               GError **error);

/* Replaces a command by what its own canonical text says, so that what is applied is what is on
 * record; json is a new string. Fails with BT_SESSION_ERROR_FORMAT when the text does not hold it.
 */
gboolean bt_command_canonicalise (BtCommand *command,
                                  const BtSessionSettings *settings,
                                  char **json,
                                  GError **error);

G_END_DECLS
