// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "base/bt-hash-chain.h"

#include <nettle/sha2.h>
#include <string.h>

/* Room that a new record has; few grow beyond it. */
#define FIRST_CAPACITY 512

struct _BtRecord
{
  guint8 *bytes;
  gsize length;
  gsize capacity;
};

struct _BtHasher
{
  struct sha256_ctx sha;
};

/* Makes the record longer and returns where the new bytes go. */
static guint8 *
extend (BtRecord *record, gsize length)
{
  guint8 *end;

  if (length > record->capacity - record->length)
    {
      record->capacity = MAX (record->capacity * 2, record->length + length);
      record->bytes = g_realloc (record->bytes, record->capacity);
    }
  end = record->bytes + record->length;
  record->length += length;
  return end;
}

BtRecord *
bt_record_new (void)
{
  BtRecord *record = g_new0 (BtRecord, 1);

  record->capacity = FIRST_CAPACITY;
  record->bytes = g_malloc (FIRST_CAPACITY);
  return record;
}

void
bt_record_free (BtRecord *record)
{
  if (record == NULL)
    return;
  g_free (record->bytes);
  g_free (record);
}

void
bt_record_clear (BtRecord *record)
{
  record->length = 0;
}

void
bt_record_add_uint8 (BtRecord *record, guint8 value)
{
  *extend (record, 1) = value;
}

void
bt_record_add_int32 (BtRecord *record, gint32 value)
{
  const gint32 little = GINT32_TO_LE (value);

  memcpy (extend (record, sizeof little), &little, sizeof little);
}

void
bt_record_add_int64 (BtRecord *record, gint64 value)
{
  const gint64 little = GINT64_TO_LE (value);

  memcpy (extend (record, sizeof little), &little, sizeof little);
}

void
bt_record_add_string (BtRecord *record, const char *text)
{
  const char *plain = text != NULL ? text : "";
  g_autofree char *normal = NULL;

  /* Text in ASCII is its own normal form. */
  if (!g_str_is_ascii (plain))
    {
      g_autofree char *valid = g_utf8_make_valid (plain, -1);
      normal = g_utf8_normalize (valid, -1, G_NORMALIZE_NFC);
      plain = normal;
    }

  const gsize length = strlen (plain);
  g_assert (length <= G_MAXINT32);
  bt_record_add_int32 (record, (gint32) length);
  bt_record_add_bytes (record, plain, length);
}

void
bt_record_add_bytes (BtRecord *record, const void *bytes, gsize length)
{
  if (length > 0)
    memcpy (extend (record, length), bytes, length);
}

const guint8 *
bt_record_get_bytes (const BtRecord *record, gsize *length)
{
  *length = record->length;
  return record->bytes;
}

BtHasher *
bt_hasher_new (void)
{
  BtHasher *hasher = g_new0 (BtHasher, 1);

  sha256_init (&hasher->sha);
  return hasher;
}

void
bt_hasher_free (BtHasher *hasher)
{
  g_free (hasher);
}

void
bt_hasher_update (BtHasher *hasher, const void *bytes, gsize length)
{
  sha256_update (&hasher->sha, length, bytes);
}

void
bt_hasher_finish (BtHasher *hasher, BtHash *out)
{
  sha256_digest (&hasher->sha, sizeof out->bytes, out->bytes);
}

void
bt_hash_chain_add (BtHasher *hasher, BtHash *chain, const BtRecord *record)
{
  gsize length;
  const guint8 *bytes = bt_record_get_bytes (record, &length);

  bt_hasher_update (hasher, chain->bytes, sizeof chain->bytes);
  bt_hasher_update (hasher, bytes, length);
  bt_hasher_finish (hasher, chain);
}

char *
bt_hash_to_string (const BtHash *hash)
{
  static const char digits[] = "0123456789abcdef";
  char *text = g_malloc (2 * BT_HASH_BYTES + 1);

  for (guint i = 0; i < BT_HASH_BYTES; i++)
    {
      text[2 * i] = digits[hash->bytes[i] >> 4];
      text[2 * i + 1] = digits[hash->bytes[i] & 15];
    }
  text[2 * BT_HASH_BYTES] = '\0';
  return text;
}

gboolean
bt_hash_parse (const char *text, BtHash *out)
{
  BtHash hash;

  if (text == NULL || strlen (text) != 2 * BT_HASH_BYTES)
    return FALSE;
  for (guint i = 0; i < BT_HASH_BYTES; i++)
    {
      const int high = g_ascii_xdigit_value (text[2 * i]);
      const int low = g_ascii_xdigit_value (text[2 * i + 1]);

      if (high < 0 || low < 0)
        return FALSE;
      hash.bytes[i] = (guint8) (high * 16 + low);
    }
  *out = hash;
  return TRUE;
}

gboolean
bt_hash_equal (const BtHash *a, const BtHash *b)
{
  return memcmp (a->bytes, b->bytes, sizeof a->bytes) == 0;
}
