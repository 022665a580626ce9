// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Session settings as JSON: the fields that a scenario and the "settings" of a session file share.
 * Private to `session`; the public functions stand in bt-session-file.h. */
#pragma once

#include "market/bt-session-settings.h"
#include "session/bt-json-reader.h"

G_BEGIN_DECLS

/* Reads an instrument object. Fails with BT_SESSION_ERROR_FORMAT, naming the field. */
gboolean bt_instrument_from_reader (BtJsonReader *reader, BtInstrument *out, GError **error);

/* Reads everything but the instrument: "side", "timeframe", "account", "costs", "policy",
 * "market_fill", "seed", "rewind_forbidden", "challenge". settings come initialised with the
 * instrument; what is absent keeps its default (spread 0). Validates. Fails with
 * BT_SESSION_ERROR_FORMAT. */
gboolean
bt_settings_from_reader (BtJsonReader *reader, BtSessionSettings *settings, GError **error);

G_END_DECLS
