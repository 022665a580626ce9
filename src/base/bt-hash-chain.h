// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Canonical bytes and the chain of SHA-256 sums over them: little-endian, fixed width, fields in
 * the order of their declaration, strings as a 32-bit length and NFC UTF-8 (execution model,
 * section 13). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Bytes of a SHA-256 sum. */
#define BT_HASH_BYTES 32

typedef struct
{
  guint8 bytes[BT_HASH_BYTES];
} BtHash;

/* A growing canonical record. Zero-initialised it is empty; it allocates only while it grows. */
typedef struct _BtRecord BtRecord;

/* Returns a new empty record; free with bt_record_free(). */
BtRecord *bt_record_new (void);
/* Frees a record; NULL is allowed. */
void bt_record_free (BtRecord *record);
/* Empties a record and keeps its memory. */
void bt_record_clear (BtRecord *record);
/* Appends one byte. */
void bt_record_add_uint8 (BtRecord *record, guint8 value);
/* Appends four bytes. */
void bt_record_add_int32 (BtRecord *record, gint32 value);
/* Appends eight bytes. */
void bt_record_add_int64 (BtRecord *record, gint64 value);
/* Appends the length and bytes of a string in NFC; NULL is written as the empty string. */
void bt_record_add_string (BtRecord *record, const char *text);
/* Appends raw bytes without a length. */
void bt_record_add_bytes (BtRecord *record, const void *bytes, gsize length);
/* Returns the record's bytes, owned by the record, valid until it changes. */
const guint8 *bt_record_get_bytes (const BtRecord *record, gsize *length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtRecord, bt_record_free)

/* A running SHA-256 that can be used again without allocating. */
typedef struct _BtHasher BtHasher;

/* Returns a new hasher; free with bt_hasher_free(). */
BtHasher *bt_hasher_new (void);
/* Frees a hasher; NULL is allowed. */
void bt_hasher_free (BtHasher *hasher);
/* Adds bytes to the sum. */
void bt_hasher_update (BtHasher *hasher, const void *bytes, gsize length);
/* Stores the sum of all that was added and makes the hasher empty again. */
void bt_hasher_finish (BtHasher *hasher, BtHash *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtHasher, bt_hasher_free)

/* Stores SHA-256 (previous ‖ record) in chain, where chain holds the previous sum. */
void bt_hash_chain_add (BtHasher *hasher, BtHash *chain, const BtRecord *record);

/* Returns 64 lower-case hexadecimal digits as a new string; free with g_free(). */
char *bt_hash_to_string (const BtHash *hash);
/* Reads 64 hexadecimal digits; returns FALSE, and stores nothing, for anything else. */
gboolean bt_hash_parse (const char *text, BtHash *out);
/* Returns whether two sums are the same. */
gboolean bt_hash_equal (const BtHash *a, const BtHash *b);

G_END_DECLS
