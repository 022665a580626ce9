// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-text-encoding.h"

#include "feed/bt-header-names.h"

#include <errno.h>
#include <string.h>

/* What stands between names, whatever the delimiter is. */
#define BREAKS ",;|\t\r\n"
/* A header is among the first words of a file. */
#define MAX_WORDS 100

struct _BtTextDecoder
{
  GIConv converter;
  char pending[BT_TEXT_MAX_CHARACTER]; /* the start of a character */
  gsize pending_length;
};

/* Counts the words at the start of a text that name a column; −1 when it is not of that encoding.
 */
static int
count_names (const char *text, gsize length, const char *encoding)
{
  g_autofree char *decoded = g_convert (text, (gssize) length, "UTF-8", encoding, NULL, NULL, NULL);
  int count = 0;

  if (decoded == NULL)
    return -1;
  g_auto (GStrv) words = g_strsplit_set (decoded, BREAKS, MAX_WORDS);
  for (guint i = 0; i < MAX_WORDS - 1 && words[i] != NULL; i++)
    {
      const BtFeedField field = { words[i], (guint) strlen (words[i]) };
      /* Words of ASCII are the same in all of them. */
      count += !g_str_is_ascii (words[i])
               && bt_header_name_parse (&field, FALSE).role != BT_HEADER_OTHER;
    }
  return count;
}

/* Returns whether a text is UTF-8, the character apart that its end may cut. */
static gboolean
is_utf8 (const char *text, gsize length)
{
  const char *end;

  return g_utf8_validate (text, (gssize) length, &end)
         || (text + length - end < 4
             && g_utf8_get_char_validated (end, text + length - end) == (gunichar) -2);
}

const char *
bt_text_encoding_guess (const char *text, gsize length)
{
  static const char *const encodings[] = { "CP1252", "CP1251",  "CP1250", "CP1254", "CP1253",
                                           "CP1255", "GB18030", "CP932",  "CP949",  "BIG5" };
  const char *best = "CP1252";
  int most = 0;

  if (is_utf8 (text, length))
    return NULL;
  const char *last = memrchr (text, '\n', length);
  const gsize whole = last != NULL ? (gsize) (last - text) : length;
  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      const int count = count_names (text, whole, encodings[i]);
      if (count > most)
        {
          most = count;
          best = encodings[i];
        }
    }
  return best;
}

BtTextDecoder *
bt_text_decoder_new (const char *encoding)
{
  BtTextDecoder *decoder = g_new0 (BtTextDecoder, 1);

  decoder->converter = g_iconv_open ("UTF-8", encoding);
  return decoder;
}

void
bt_text_decoder_free (BtTextDecoder *decoder)
{
  if (decoder == NULL)
    return;
  if (decoder->converter != (GIConv) -1)
    g_iconv_close (decoder->converter);
  g_free (decoder);
}

gsize
bt_text_decoder_run (BtTextDecoder *decoder, const char *bytes, gsize length, char *out)
{
  gsize left = decoder->pending_length + length;
  g_autofree char *block = g_malloc (MAX (left, 1));
  gsize room = (length + BT_TEXT_MAX_CHARACTER) * BT_TEXT_MAX_GROWTH;
  char *from = block;
  char *to = out;

  memcpy (block, decoder->pending, decoder->pending_length);
  memcpy (block + decoder->pending_length, bytes, length);
  decoder->pending_length = 0;
  while (left > 0 && g_iconv (decoder->converter, &from, &left, &to, &room) == (gsize) -1)
    {
      if (errno == EINVAL && left <= sizeof decoder->pending)
        {
          memcpy (decoder->pending, from, left);
          decoder->pending_length = left;
          break;
        }
      if (room == 0)
        break;
      *to++ = '?';
      room--;
      from++;
      left--;
    }
  return (gsize) (to - out);
}
