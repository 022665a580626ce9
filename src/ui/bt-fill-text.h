// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Fills that explain themselves, as lines of text: what, when, by which rule and where on the
 * candle's path, what it cost and what it brought. */
#pragma once

#include "session/bt-session.h"

G_BEGIN_DECLS

/* Returns the explanation of a fill as a new string of several lines. */
char *bt_fill_text_explain (BtSession *session, const BtFill *fill);
/* Returns those of fills (of BtFillItem) at indices one below the other, as a new string; NULL when
 * there are none. Of many only the first are explained, and the others counted. */
char *
bt_fill_text_explain_all (BtSession *session, GListModel *fills, const guint *indices, guint count);

G_END_DECLS
