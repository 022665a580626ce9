// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "base/bt-sha256.h"

#include <string.h>

#if defined(__x86_64__)
#define HAS_X86_INSTRUCTIONS 1
#include <cpuid.h>
#include <immintrin.h>
#endif

#define N_ROUNDS 64
/* Bytes of the message's length at the end of the last block. */
#define LENGTH_BYTES 8

/* The first 32 bits of the fractional parts of the square roots of the first eight primes. */
static const guint32 first_state[8] = {
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
};

/* … and of the cube roots of the first sixty-four. */
static const guint32 round_constants[N_ROUNDS] = {
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static guint32
rotate_right (guint32 value, guint bits)
{
  return (value >> bits) | (value << (32 - bits));
}

static guint32
read_word (const guint8 *bytes)
{
  guint32 word;

  memcpy (&word, bytes, sizeof word);
  return GUINT32_FROM_BE (word);
}

/* Fills in the message schedule of a block (FIPS 180-4, section 6.2.2, step 1). */
static void
expand_block (const guint8 *block, guint32 words[static N_ROUNDS])
{
  for (guint i = 0; i < 16; i++)
    words[i] = read_word (block + 4 * i);
  for (guint i = 16; i < N_ROUNDS; i++)
    {
      const guint32 early = words[i - 15];
      const guint32 late = words[i - 2];

      words[i] = words[i - 16] + (rotate_right (early, 7) ^ rotate_right (early, 18) ^ (early >> 3))
                 + words[i - 7]
                 + (rotate_right (late, 17) ^ rotate_right (late, 19) ^ (late >> 10));
    }
}

static void
compress_portable (guint32 state[static 8], const guint8 *blocks, gsize n_blocks)
{
  guint32 words[N_ROUNDS];

  for (; n_blocks > 0; n_blocks--, blocks += BT_SHA256_BLOCK_BYTES)
    {
      guint32 a = state[0], b = state[1], c = state[2], d = state[3];
      guint32 e = state[4], f = state[5], g = state[6], h = state[7];

      expand_block (blocks, words);
      for (guint i = 0; i < N_ROUNDS; i++)
        {
          const guint32 sum_e = rotate_right (e, 6) ^ rotate_right (e, 11) ^ rotate_right (e, 25);
          const guint32 sum_a = rotate_right (a, 2) ^ rotate_right (a, 13) ^ rotate_right (a, 22);
          const guint32 choice = (e & f) ^ (~e & g);
          const guint32 majority = (a & b) ^ (a & c) ^ (b & c);
          const guint32 first = h + sum_e + choice + round_constants[i] + words[i];

          h = g;
          g = f;
          f = e;
          e = d + first;
          d = c;
          c = b;
          b = a;
          a = first + sum_a + majority;
        }
      state[0] += a;
      state[1] += b;
      state[2] += c;
      state[3] += d;
      state[4] += e;
      state[5] += f;
      state[6] += g;
      state[7] += h;
    }
}

#ifdef HAS_X86_INSTRUCTIONS

/* The instructions keep the state as the words ABEF and CDGH and run two rounds each (Intel's
 * manual, SHA256RNDS2). */
__attribute__ ((target ("sha,sse4.1,ssse3"))) static void
compress_x86 (guint32 state[static 8], const guint8 *blocks, gsize n_blocks)
{
  const __m128i byte_order = _mm_set_epi64x (0x0c0d0e0f08090a0b, 0x0405060700010203);
  const __m128i abcd = _mm_shuffle_epi32 (_mm_loadu_si128 ((const __m128i *) state), 0xb1);
  const __m128i efgh = _mm_shuffle_epi32 (_mm_loadu_si128 ((const __m128i *) (state + 4)), 0x1b);
  __m128i abef = _mm_alignr_epi8 (abcd, efgh, 8);
  __m128i cdgh = _mm_blend_epi16 (efgh, abcd, 0xf0);

  for (; n_blocks > 0; n_blocks--, blocks += BT_SHA256_BLOCK_BYTES)
    {
      const __m128i abef_before = abef;
      const __m128i cdgh_before = cdgh;
      __m128i words[4];

#pragma GCC unroll 16
      for (guint i = 0; i < N_ROUNDS / 4; i++)
        {
          __m128i *const now = &words[i % 4];

          if (i < 4)
            *now = _mm_shuffle_epi8 (_mm_loadu_si128 ((const __m128i *) (blocks + 16 * i)),
                                     byte_order);
          else
            {
              const __m128i last = words[(i + 3) % 4];
              const __m128i seven_back = _mm_alignr_epi8 (last, words[(i + 2) % 4], 4);
              const __m128i half
                = _mm_add_epi32 (_mm_sha256msg1_epu32 (*now, words[(i + 1) % 4]), seven_back);

              *now = _mm_sha256msg2_epu32 (half, last);
            }

          const __m128i input
            = _mm_add_epi32 (*now, _mm_loadu_si128 ((const __m128i *) (round_constants + 4 * i)));
          cdgh = _mm_sha256rnds2_epu32 (cdgh, abef, input);
          abef = _mm_sha256rnds2_epu32 (abef, cdgh, _mm_shuffle_epi32 (input, 0x0e));
        }
      abef = _mm_add_epi32 (abef, abef_before);
      cdgh = _mm_add_epi32 (cdgh, cdgh_before);
    }

  const __m128i feba = _mm_shuffle_epi32 (abef, 0x1b);
  const __m128i dchg = _mm_shuffle_epi32 (cdgh, 0xb1);
  _mm_storeu_si128 ((__m128i *) state, _mm_blend_epi16 (feba, dchg, 0xf0));
  _mm_storeu_si128 ((__m128i *) (state + 4), _mm_alignr_epi8 (dchg, feba, 8));
}

static gboolean
has_sha_instructions (void)
{
  guint eax, ebx, ecx, edx;

  if (!__get_cpuid (1, &eax, &ebx, &ecx, &edx) || (ecx & bit_SSSE3) == 0 || (ecx & bit_SSE4_1) == 0)
    return FALSE;
  return __get_cpuid_count (7, 0, &eax, &ebx, &ecx, &edx) && (ebx & bit_SHA) != 0;
}

#endif

static BtSha256Compress
find_fastest (void)
{
  static gsize fastest = 0;

  if (g_once_init_enter (&fastest))
    {
      BtSha256Compress found = compress_portable;

#ifdef HAS_X86_INSTRUCTIONS
      if (has_sha_instructions ())
        found = compress_x86;
#endif
      g_once_init_leave (&fastest, (gsize) found);
    }
  return (BtSha256Compress) fastest;
}

static void
start (BtSha256 *sha, BtSha256Compress compress)
{
  memcpy (sha->state, first_state, sizeof first_state);
  sha->length = 0;
  sha->compress = compress;
}

void
bt_sha256_init (BtSha256 *sha)
{
  start (sha, find_fastest ());
}

void
bt_sha256_init_portable (BtSha256 *sha)
{
  start (sha, compress_portable);
}

void
bt_sha256_update (BtSha256 *sha, const void *bytes, gsize length)
{
  const guint8 *next = bytes;
  const gsize used = sha->length % BT_SHA256_BLOCK_BYTES;

  if (length == 0)
    return;
  sha->length += length;
  if (used > 0)
    {
      const gsize taken = MIN (length, BT_SHA256_BLOCK_BYTES - used);

      memcpy (sha->block + used, next, taken);
      next += taken;
      length -= taken;
      if (used + taken < BT_SHA256_BLOCK_BYTES)
        return;
      sha->compress (sha->state, sha->block, 1);
    }
  if (length >= BT_SHA256_BLOCK_BYTES)
    {
      const gsize n_blocks = length / BT_SHA256_BLOCK_BYTES;

      sha->compress (sha->state, next, n_blocks);
      next += n_blocks * BT_SHA256_BLOCK_BYTES;
      length %= BT_SHA256_BLOCK_BYTES;
    }
  memcpy (sha->block, next, length);
}

void
bt_sha256_finish (BtSha256 *sha, guint8 out[static BT_SHA256_BYTES])
{
  const guint64 n_bits = GUINT64_TO_BE (sha->length * 8);
  gsize used = sha->length % BT_SHA256_BLOCK_BYTES;

  /* A one bit, zeros, and the length fill the last block, or the last two where there is no room.
   */
  sha->block[used++] = 0x80;
  if (used > BT_SHA256_BLOCK_BYTES - LENGTH_BYTES)
    {
      memset (sha->block + used, 0, BT_SHA256_BLOCK_BYTES - used);
      sha->compress (sha->state, sha->block, 1);
      used = 0;
    }
  memset (sha->block + used, 0, BT_SHA256_BLOCK_BYTES - LENGTH_BYTES - used);
  memcpy (sha->block + BT_SHA256_BLOCK_BYTES - LENGTH_BYTES, &n_bits, LENGTH_BYTES);
  sha->compress (sha->state, sha->block, 1);

  for (guint i = 0; i < 8; i++)
    {
      const guint32 word = GUINT32_TO_BE (sha->state[i]);

      memcpy (out + 4 * i, &word, sizeof word);
    }
  start (sha, sha->compress);
}
