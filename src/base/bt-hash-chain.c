// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "base/bt-hash-chain.h"

#include <string.h>

struct _BtRecord
{
  GByteArray *bytes;
};

struct _BtHasher
{
  GChecksum *checksum;
};

BtRecord *
bt_record_new (void)
{
  BtRecord *record = g_new0 (BtRecord, 1);

  record->bytes = g_byte_array_sized_new (256);
  return record;
}

void
bt_record_free (BtRecord *record)
{
  if (record == NULL)
    return;
  g_byte_array_unref (record->bytes);
  g_free (record);
}

void
bt_record_clear (BtRecord *record)
{
  g_byte_array_set_size (record->bytes, 0);
}

void
bt_record_add_uint8 (BtRecord *record, guint8 value)
{
  g_byte_array_append (record->bytes, &value, 1);
}

void
bt_record_add_int32 (BtRecord *record, gint32 value)
{
  const gint32 little = GINT32_TO_LE (value);

  g_byte_array_append (record->bytes, (const guint8 *) &little, sizeof little);
}

void
bt_record_add_int64 (BtRecord *record, gint64 value)
{
  const gint64 little = GINT64_TO_LE (value);

  g_byte_array_append (record->bytes, (const guint8 *) &little, sizeof little);
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
  g_assert (length <= G_MAXUINT);
  if (length > 0)
    g_byte_array_append (record->bytes, bytes, (guint) length);
}

const guint8 *
bt_record_get_bytes (const BtRecord *record, gsize *length)
{
  *length = record->bytes->len;
  return record->bytes->data;
}

BtHasher *
bt_hasher_new (void)
{
  BtHasher *hasher = g_new0 (BtHasher, 1);

  hasher->checksum = g_checksum_new (G_CHECKSUM_SHA256);
  return hasher;
}

void
bt_hasher_free (BtHasher *hasher)
{
  if (hasher == NULL)
    return;
  g_checksum_free (hasher->checksum);
  g_free (hasher);
}

void
bt_hasher_update (BtHasher *hasher, const void *bytes, gsize length)
{
  g_assert (length <= G_MAXSSIZE);
  if (length > 0)
    g_checksum_update (hasher->checksum, bytes, (gssize) length);
}

void
bt_hasher_finish (BtHasher *hasher, BtHash *out)
{
  gsize length = sizeof out->bytes;

  g_checksum_get_digest (hasher->checksum, out->bytes, &length);
  g_assert (length == sizeof out->bytes);
  g_checksum_reset (hasher->checksum);
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
