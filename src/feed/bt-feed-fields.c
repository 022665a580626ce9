// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-feed-fields.h"

#include <string.h>

#define MAX_SHOWN_BYTES 40

static inline gboolean
is_blank (char character)
{
  return character == ' ' || character == '\t';
}

/* Takes blanks, and a pair of quotes inside them, off a piece of a line. */
static inline BtFeedField
trim_field (const char *start, const char *end)
{
  while (start < end && is_blank (*start))
    start++;
  while (start < end && is_blank (end[-1]))
    end--;
  if (end - start >= 2 && (*start == '"' || *start == '\'') && end[-1] == *start)
    {
      start++;
      end--;
    }
  return (BtFeedField){ .text = start, .length = (guint) (end - start) };
}

/* Finds a character among eight bytes at a time (Mycroft's test for a zero byte); returns end when
 * it is not there. */
static inline const char *
find_character (const char *text, const char *end, guint64 pattern, char character)
{
  const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101);
  const guint64 highs = G_GUINT64_CONSTANT (0x8080808080808080);

  while (end - text >= 8)
    {
      guint64 word;
      memcpy (&word, text, sizeof word);
      word ^= pattern;
      const guint64 found = GUINT64_TO_LE ((word - ones) & ~word & highs);
      if (found != 0 && G_BYTE_ORDER == G_LITTLE_ENDIAN)
        return text + (__builtin_ctzll (found) >> 3);
      if (found != 0)
        break;
      text += 8;
    }
  while (text < end && *text != character)
    text++;
  return text;
}

static void
split_plain (const char *line, const char *end, char delimiter, BtFeedFields *out)
{
  const guint64 pattern = (guint64) (guchar) delimiter * G_GUINT64_CONSTANT (0x0101010101010101);
  const char *start = line;

  while (out->count < BT_FEED_MAX_FIELDS)
    {
      const char *next = find_character (start, end, pattern, delimiter);
      out->field[out->count++] = trim_field (start, next);
      if (next == end)
        return;
      start = next + 1;
    }
}

/* Any number of blanks divides two fields. */
static void
split_at_blanks (const char *line, const char *end, BtFeedFields *out)
{
  const char *start = line;

  while (out->count < BT_FEED_MAX_FIELDS)
    {
      while (start < end && is_blank (*start))
        start++;
      if (start == end)
        return;
      const char *next = start;
      const char *quote = *start == '"' ? memchr (start + 1, '"', (gsize) (end - start - 1)) : NULL;
      if (quote != NULL)
        next = quote;
      while (next < end && !is_blank (*next))
        next++;
      out->field[out->count++] = trim_field (start, next);
      start = next;
    }
}

void
bt_feed_fields_split (const char *line, gsize length, char delimiter, BtFeedFields *out)
{
  const char *end = line + length;
  const char *start = line;
  gboolean is_quoted = FALSE;

  out->count = 0;
  if (delimiter == ' ')
    {
      split_at_blanks (line, end, out);
      return;
    }
  if (memchr (line, '"', length) == NULL)
    {
      split_plain (line, end, delimiter, out);
      return;
    }
  for (const char *next = line; next < end; next++)
    {
      if (*next == '"')
        is_quoted = !is_quoted;
      else if (*next == delimiter && !is_quoted)
        {
          out->field[out->count++] = trim_field (start, next);
          if (out->count == BT_FEED_MAX_FIELDS)
            return;
          start = next + 1;
        }
    }
  out->field[out->count++] = trim_field (start, end);
}

gboolean
bt_feed_field_equal (const BtFeedField *field, const char *text)
{
  return strlen (text) == field->length
         && g_ascii_strncasecmp (field->text, text, field->length) == 0;
}

char *
bt_feed_field_to_string (const BtFeedField *field)
{
  g_autofree char *text = g_utf8_make_valid (field->text, MIN (field->length, MAX_SHOWN_BYTES));

  return g_strconcat (text, field->length > MAX_SHOWN_BYTES ? "…" : "", NULL);
}
