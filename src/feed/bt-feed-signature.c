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

static const struct
{
  const char *bytes;
  gsize length;
  BtFeedForm form;
} read_forms[] = {
  { "\x91\x01\0\0", 4, BT_FEED_FORM_HST },
  { "\x90\x01\0\0", 4, BT_FEED_FORM_HST },
  { "\x5d\0\0", 3, BT_FEED_FORM_BI5 },
};

static const Signature binary_forms[] = {
  { "PAR1", 4, "a Parquet file; export it as CSV, in Python with pandas.read_parquet().to_csv()" },
  { "ARROW1", 6,
    "a Feather file; export it as CSV, in Python with pandas.read_feather().to_csv()" },
  { "FEA1", 4, "a Feather file; export it as CSV, in Python with pandas.read_feather().to_csv()" },
  { "\x89HDF", 4, "an HDF5 file; export it as CSV, in Python with pandas.read_hdf().to_csv()" },
  { "\x93NUMPY", 6, "a NumPy array; export it as CSV, in Python with numpy.savetxt()" },
  { "\x80\x02", 2, "a Python pickle; export the candles as CSV" },
  { "\x80\x03", 2, "a Python pickle; export the candles as CSV" },
  { "\x80\x04", 2, "a Python pickle; export the candles as CSV" },
  { "\x80\x05", 2, "a Python pickle; export the candles as CSV" },
  { "SQLite format 3", 15, "an SQLite database; export the candles as CSV" },
  { "%PDF", 4, "a PDF document; the candles are needed as CSV" },
  { "{\\rtf", 5, "a word processor's text; save it as plain text" },
  { "Rar!", 4, "a RAR archive; unpack it first" },
  { "7z\xbc\xaf\x27\x1c", 6, "a 7z archive; unpack it first" },
  { "\x89PNG", 4, "a picture; the candles are needed as CSV" },
  { "\xff\xd8\xff", 3, "a picture; the candles are needed as CSV" },
  { "GIF8", 4, "a picture; the candles are needed as CSV" },
  { "BM", 2, "a picture; the candles are needed as CSV" },
  { "RIFF", 4, "a picture or a sound; the candles are needed as CSV" },
  { "\x7f"
    "ELF",
    4, "a program" },
  { "MZ", 2, "a program" },
  { "\xd0\xcf\x11\xe0", 4, "an old Excel workbook; save it as CSV" },
  { "version https://git-lfs", 23,
    "a pointer of Git LFS to a file that is kept elsewhere; fetch it with git lfs pull" },
};

static gboolean
has_signature (const Signature *signature, const guint8 *head, gsize length)
{
  return length >= signature->length && memcmp (head, signature->bytes, signature->length) == 0;
}

/* How web pages and other documents in markup begin, letter case aside. */
static const Signature markup_forms[] = {
  { "<!doctype", 9, "a web page, not a table: the download link led to a page" },
  { "<html", 5, "a web page, not a table: the download link led to a page" },
  { "<!--", 4, "a web page, not a table: the download link led to a page" },
  { "<head", 5, "a web page, not a table: the download link led to a page" },
  { "<body", 5, "a web page, not a table: the download link led to a page" },
  { "<script", 7, "a web page, not a table: the download link led to a page" },
  { "<div", 4, "a web page, not a table: the download link led to a page" },
  { "<table", 6, "a table in HTML; open it in a spreadsheet and save it as CSV" },
  { "<?xml", 5, "an XML document; save the candles as CSV" },
};

static gsize
skip_blanks (const guint8 *head, gsize length)
{
  gsize at = length >= 3 && memcmp (head, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

  while (at < length && g_ascii_isspace (head[at]))
    at++;
  return at;
}

/* Returns what a document in markup is, NULL for anything else. */
static const char *
find_markup (const guint8 *head, gsize length)
{
  const gsize at = skip_blanks (head, length);

  for (guint i = 0; i < G_N_ELEMENTS (markup_forms); i++)
    if (length - at >= markup_forms[i].length
        && g_ascii_strncasecmp ((const char *) head + at, markup_forms[i].bytes,
                                markup_forms[i].length)
             == 0)
      return markup_forms[i].what;
  return NULL;
}

/* A value may be handed to a function or to a variable, so that web pages can load it. */
static gsize
skip_script (const guint8 *head, gsize length, gsize at)
{
  gsize next = at;
  gboolean has_word = FALSE;

  while (next < length
         && (g_ascii_isalnum (head[next]) || memchr ("_$. \t\r\n", head[next], 6) != NULL))
    has_word = g_ascii_isalnum (head[next++]) || has_word;
  if (!has_word || next == length || (head[next] != '(' && head[next] != '='))
    return at;
  next++;
  while (next < length && g_ascii_isspace (head[next]))
    next++;
  return next;
}

static gboolean
is_json (const guint8 *head, gsize length)
{
  const gsize at = skip_script (head, length, skip_blanks (head, length));

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

/* Two letters alone may open a line of text too. */
static gboolean
has_control_bytes (const guint8 *head, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (head[i] < 0x20 && !g_ascii_isspace (head[i]))
      return TRUE;
  return FALSE;
}

gboolean
bt_feed_signature_detect (
  const char *path, const guint8 *head, gsize length, BtFeedForm *form, GError **error)
{
  *form = BT_FEED_FORM_TABLE;
  for (guint i = 0; i < G_N_ELEMENTS (read_forms); i++)
    if (length >= read_forms[i].length
        && memcmp (head, read_forms[i].bytes, read_forms[i].length) == 0)
      {
        *form = read_forms[i].form;
        return TRUE;
      }
  for (guint i = 0; i < G_N_ELEMENTS (binary_forms); i++)
    if (has_signature (&binary_forms[i], head, length)
        && (binary_forms[i].length > 2 || has_control_bytes (head, length)))
      {
        set_format_error (path, binary_forms[i].what, error);
        return FALSE;
      }
  const char *markup = find_markup (head, length);
  if (markup != NULL)
    {
      set_format_error (path, markup, error);
      return FALSE;
    }
  if (is_json (head, length))
    *form = BT_FEED_FORM_JSON;
  return TRUE;
}

gboolean
bt_feed_signature_check_text (const char *path, const guint8 *head, gsize length, GError **error)
{
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
