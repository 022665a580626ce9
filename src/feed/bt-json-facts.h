// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What a JSON text says beside its rows: which instrument they are about, which clock they follow,
 * or, where there are none, why. Handed on as comment lines of the table ("#symbol\tEURUSD"), which
 * bt-table-sample reads. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _BtJsonFacts BtJsonFacts;

/* Returns a new collection that writes to a string; free with bt_json_facts_free(). */
BtJsonFacts *bt_json_facts_new (GString *out);
/* Frees a collection; NULL is allowed. */
void bt_json_facts_free (BtJsonFacts *facts);
/* Takes note of a member. Of several that say the same the first counts. */
void bt_json_facts_add (BtJsonFacts *facts, const char *key, const char *text);
/* Writes what is known and not yet written; called between rows. */
void bt_json_facts_write (BtJsonFacts *facts);
/* Writes the first sentence that was among the members, for a text without rows. */
void bt_json_facts_write_message (BtJsonFacts *facts);

G_END_DECLS
