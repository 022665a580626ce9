// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-feed-signature.h"

#include "feed/bt-feed-reader.h"

#include <string.h>

typedef struct
{
  const char *bytes;
  gsize length;
  const char *what; /* completes “… is” */
} Signature;

static const Signature packed_forms[] = {
  { "PK\003\004", 4, NULL },
  { "PK\005\006", 4, NULL },
  { "\xfd"
    "7zXZ",
    5, NULL },
  { "\x1f\x8b", 2, NULL },
  { "BZh", 3, NULL },
  { "\x28\xb5\x2f\xfd", 4, NULL },
};

static const Signature binary_forms[] = {
  { "\x91\x01\0\0", 4, "a MetaTrader 4 history (.hst); export it as CSV from the History Center" },
  { "\x90\x01\0\0", 4, "a MetaTrader 4 history (.hst); export it as CSV from the History Center" },
  { "\x5d\0\0", 3, "a packed Dukascopy download (.bi5); export it as CSV" },
  { "PAR1", 4, "a Parquet file; export it as CSV" },
  { "ARROW1", 6, "a Feather file; export it as CSV" },
  { "SQLite format 3", 15, "an SQLite database; export the candles as CSV" },
  { "%PDF", 4, "a PDF document" },
  { "Rar!", 4, "a RAR archive; unpack it first" },
  { "7z\xbc\xaf\x27\x1c", 6, "a 7z archive; unpack it first" },
  { "\x89PNG", 4, "a picture" },
  { "\xff\xd8\xff", 3, "a picture" },
  { "GIF8", 4, "a picture" },
  { "\xd0\xcf\x11\xe0", 4, "an old Excel workbook; save it as CSV" },
  { "<!DOCTYPE", 9, "a web page, not a table: the download link led to a page" },
  { "<html", 5, "a web page, not a table: the download link led to a page" },
};

static gboolean
has_signature (const Signature *signature, const guint8 *head, gsize length)
{
  return length >= signature->length && memcmp (head, signature->bytes, signature->length) == 0;
}

static gboolean
is_json (const guint8 *head, gsize length)
{
  gsize at = 0;

  while (at < length && g_ascii_isspace (head[at]))
    at++;
  return at < length && (head[at] == '[' || head[at] == '{');
}

static void
set_format_error (const char *path, const char *what, GError **error)
{
  g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_FORMAT, "%s is %s", path, what);
}

gboolean
bt_feed_signature_is_packed (const guint8 *head, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (packed_forms); i++)
    if (has_signature (&packed_forms[i], head, length))
      return TRUE;
  return FALSE;
}

gboolean
bt_feed_signature_check_text (const char *path, const guint8 *head, gsize length, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (binary_forms); i++)
    if (has_signature (&binary_forms[i], head, length))
      {
        set_format_error (path, binary_forms[i].what, error);
        return FALSE;
      }
  if (is_json (head, length))
    {
      set_format_error (path, "JSON; export the candles as CSV", error);
      return FALSE;
    }
  for (gsize i = 0; i < length; i++)
    if (head[i] < 0x20 && !g_ascii_isspace (head[i]))
      {
        g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_FORMAT,
                     "%s is no text: byte %" G_GSIZE_FORMAT
                     " has the value %u; a table of candles in text is expected",
                     path, i + 1, head[i]);
        return FALSE;
      }
  return TRUE;
}
