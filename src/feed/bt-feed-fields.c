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
  if (end - start >= 2 && *start == '"' && end[-1] == '"')
    {
      start++;
      end--;
    }
  return (BtFeedField){ .text = start, .length = (guint) (end - start) };
}

void
bt_feed_fields_split (const char *line, gsize length, char delimiter, BtFeedFields *out)
{
  const char *end = line + length;
  const char *start = line;
  gboolean is_quoted = FALSE;

  out->count = 0;
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
