// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "base/bt-sha256.h"

#include <string.h>

typedef void (*InitFunc) (BtSha256 *sha);

typedef struct
{
  const char *text;
  const char *sum;
} Vector;

static char *
finish_text (BtSha256 *sha)
{
  guint8 bytes[BT_SHA256_BYTES];
  GString *text = g_string_new (NULL);

  bt_sha256_finish (sha, bytes);
  for (guint i = 0; i < BT_SHA256_BYTES; i++)
    g_string_append_printf (text, "%02x", bytes[i]);
  return g_string_free (text, FALSE);
}

/* The examples that the standard's authors publish. */
static void
test_vectors (gconstpointer data)
{
  const InitFunc init = *(const InitFunc *) data;
  const Vector vectors[] = {
    { "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
    { "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
    { "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
    { "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmno"
      "pqrsmnopqrstnopqrstu",
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1" },
  };
  BtSha256 sha;

  init (&sha);
  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      bt_sha256_update (&sha, vectors[i].text, strlen (vectors[i].text));
      g_autofree char *sum = finish_text (&sha);
      g_assert_cmpstr (sum, ==, vectors[i].sum);
    }
}

static void
test_million (gconstpointer data)
{
  const InitFunc init = *(const InitFunc *) data;
  g_autofree char *text = g_strnfill (1000, 'a');
  BtSha256 sha;

  init (&sha);
  for (guint i = 0; i < 1000; i++)
    bt_sha256_update (&sha, text, 1000);
  g_autofree char *sum = finish_text (&sha);
  g_assert_cmpstr (sum, ==, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

/* Every length around the ends of blocks, in pieces of every size, against another implementation.
 */
static void
test_lengths (gconstpointer data)
{
  const InitFunc init = *(const InitFunc *) data;
  g_autoptr (GRand) random = g_rand_new_with_seed (256);
  guint8 bytes[300];
  BtSha256 sha;

  for (guint i = 0; i < sizeof bytes; i++)
    bytes[i] = (guint8) g_rand_int_range (random, 0, 256);
  init (&sha);
  for (gsize length = 0; length <= sizeof bytes; length++)
    {
      g_autofree char *expected = g_compute_checksum_for_data (G_CHECKSUM_SHA256, bytes, length);

      for (gsize done = 0; done < length;)
        {
          const gsize wish = (gsize) g_rand_int_range (random, 0, 140);
          const gsize piece = MIN (wish, length - done);

          bt_sha256_update (&sha, bytes + done, piece);
          done += piece;
        }
      g_autofree char *sum = finish_text (&sha);
      g_assert_cmpstr (sum, ==, expected);
    }
}

int
main (int argc, char **argv)
{
  static const InitFunc fastest = bt_sha256_init;
  static const InitFunc portable = bt_sha256_init_portable;

  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/sha256/fastest/vectors", &fastest, test_vectors);
  g_test_add_data_func ("/sha256/fastest/million", &fastest, test_million);
  g_test_add_data_func ("/sha256/fastest/lengths", &fastest, test_lengths);
  g_test_add_data_func ("/sha256/portable/vectors", &portable, test_vectors);
  g_test_add_data_func ("/sha256/portable/million", &portable, test_million);
  g_test_add_data_func ("/sha256/portable/lengths", &portable, test_lengths);
  return g_test_run ();
}
