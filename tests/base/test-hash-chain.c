// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "base/bt-hash-chain.h"

#include <string.h>

#define EMPTY_SUM "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define ABC_SUM "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

static void
assert_sum (const BtHash *hash, const char *expected)
{
  g_autofree char *text = bt_hash_to_string (hash);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_hasher (void)
{
  g_autoptr (BtHasher) hasher = bt_hasher_new ();
  BtHash hash;

  bt_hasher_finish (hasher, &hash);
  assert_sum (&hash, EMPTY_SUM);
  bt_hasher_update (hasher, "a", 1);
  bt_hasher_update (hasher, NULL, 0);
  bt_hasher_update (hasher, "bc", 2);
  bt_hasher_finish (hasher, &hash);
  assert_sum (&hash, ABC_SUM);
  bt_hasher_finish (hasher, &hash);
  assert_sum (&hash, EMPTY_SUM);
}

static void
test_record_bytes (void)
{
  static const guint8 expected[] = {
    0x7f,                                           /* uint8 */
    0xfe, 0xff, 0xff, 0xff,                         /* int32 −2 */
    0x08, 0x07, 0x06, 0x05, 0x04, 0x03, 0x02, 0x01, /* int64 */
    3,    0,    0,    0,    'a',  'b',  'c',        /* string */
    0,    0,    0,    0,                            /* no string */
    'x',  'y',                                      /* bytes */
  };
  g_autoptr (BtRecord) record = bt_record_new ();
  gsize length;

  bt_record_add_uint8 (record, 0x7f);
  bt_record_add_int32 (record, -2);
  bt_record_add_int64 (record, G_GINT64_CONSTANT (0x0102030405060708));
  bt_record_add_string (record, "abc");
  bt_record_add_string (record, NULL);
  bt_record_add_bytes (record, "xy", 2);
  const guint8 *bytes = bt_record_get_bytes (record, &length);
  g_assert_cmpmem (bytes, length, expected, sizeof expected);

  bt_record_clear (record);
  bt_record_get_bytes (record, &length);
  g_assert_cmpuint (length, ==, 0);
}

static void
test_normal_form (void)
{
  g_autoptr (BtRecord) composed = bt_record_new ();
  g_autoptr (BtRecord) decomposed = bt_record_new ();
  gsize composed_length, decomposed_length;

  bt_record_add_string (composed, "caf\xc3\xa9");
  bt_record_add_string (decomposed, "cafe\xcc\x81");
  const guint8 *a = bt_record_get_bytes (composed, &composed_length);
  const guint8 *b = bt_record_get_bytes (decomposed, &decomposed_length);
  g_assert_cmpmem (a, composed_length, b, decomposed_length);
  g_assert_cmpuint (composed_length, ==, 4 + 5);
}

static void
test_chain (void)
{
  g_autoptr (BtHasher) hasher = bt_hasher_new ();
  g_autoptr (BtRecord) record = bt_record_new ();
  BtHash chain, by_hand;

  bt_hasher_finish (hasher, &chain);
  bt_record_add_string (record, "place");
  const BtHash before = chain;
  bt_hash_chain_add (hasher, &chain, record);

  gsize length;
  const guint8 *bytes = bt_record_get_bytes (record, &length);
  bt_hasher_update (hasher, before.bytes, sizeof before.bytes);
  bt_hasher_update (hasher, bytes, length);
  bt_hasher_finish (hasher, &by_hand);
  g_assert_true (bt_hash_equal (&chain, &by_hand));
  g_assert_false (bt_hash_equal (&chain, &before));
}

static void
test_text (void)
{
  BtHash hash = { { 1, 2, 3 } };
  const BtHash kept = hash;

  g_assert_false (bt_hash_parse (NULL, &hash));
  g_assert_false (bt_hash_parse ("", &hash));
  g_assert_false (bt_hash_parse (EMPTY_SUM "0", &hash));
  g_assert_false (
    bt_hash_parse ("g3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", &hash));
  g_assert_true (bt_hash_equal (&hash, &kept));
  g_assert_true (bt_hash_parse (ABC_SUM, &hash));
  assert_sum (&hash, ABC_SUM);
  g_assert_true (
    bt_hash_parse ("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD", &hash));
  assert_sum (&hash, ABC_SUM);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hash-chain/hasher", test_hasher);
  g_test_add_func ("/hash-chain/record-bytes", test_record_bytes);
  g_test_add_func ("/hash-chain/normal-form", test_normal_form);
  g_test_add_func ("/hash-chain/chain", test_chain);
  g_test_add_func ("/hash-chain/text", test_text);
  return g_test_run ();
}
