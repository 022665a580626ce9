// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What importing needs of the verification. Private to `session`. */
#pragma once

#include "session/bt-session-document.h"
#include "session/bt-session-file.h"

G_BEGIN_DECLS

/* Verifies a document that was read. A file that was damaged is refuted; FALSE with error set only
 * when its candles are neither in it nor in the store. */
gboolean bt_session_document_verify (BtSessionDocument *document,
                                     BtStore *store,
                                     BtVerification *out,
                                     GError **error);
/* Makes a document's row that of a dataset of the store which has its candles; FALSE when none has.
 */
gboolean bt_session_document_adopt (BtSessionDocument *document, BtStore *store);

G_END_DECLS
