// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-json-facts.h"

#include "feed/bt-header-names.h"
#include "feed/bt-stamp-words.h"

#include <string.h>

/* A shorter text is no sentence. */
#define MIN_MESSAGE_BYTES 16
#define MAX_MESSAGE_BYTES 300
#define MAX_SYMBOL_BYTES 32

struct _BtJsonFacts
{
  GString *out;
  char *symbol;
  char *zone;
  char *message;
  gboolean is_symbol_written;
  gboolean is_zone_written;
};

BtJsonFacts *
bt_json_facts_new (GString *out)
{
  BtJsonFacts *facts = g_new0 (BtJsonFacts, 1);

  facts->out = out;
  return facts;
}

void
bt_json_facts_free (BtJsonFacts *facts)
{
  if (facts == NULL)
    return;
  g_free (facts->symbol);
  g_free (facts->zone);
  g_free (facts->message);
  g_free (facts);
}

static char *
copy_line (const char *text, gsize length)
{
  g_autofree char *start = g_strndup (text, length);

  g_strdelimit (start, "\r\n\t", ' ');
  return g_utf8_make_valid (start, -1);
}

void
bt_json_facts_add (BtJsonFacts *facts, const char *key, const char *text)
{
  const gsize length = strlen (text);
  const BtFeedField field = { key, (guint) strlen (key) };
  BtZone zone;

  if (facts->message == NULL && length >= MIN_MESSAGE_BYTES && strchr (text, ' ') != NULL)
    facts->message = copy_line (text, MIN (length, MAX_MESSAGE_BYTES));
  if ((facts->symbol != NULL && facts->zone != NULL) || length == 0 || length > MAX_SYMBOL_BYTES)
    return;
  /* Status codes of answers are numbers. */
  if (facts->symbol == NULL && strspn (text, "0123456789") < length
      && bt_header_name_parse (&field, FALSE).role == BT_HEADER_SYMBOL)
    facts->symbol = copy_line (text, length);
  if (facts->zone != NULL)
    return;
  g_autofree char *folded = bt_header_name_fold (&field);
  if (strstr (folded, "timezone") != NULL && bt_stamp_word_parse_zone (text, length, &zone))
    facts->zone = copy_line (text, length);
}

static void
write_fact (BtJsonFacts *facts, const char *name, const char *text, gboolean *is_written)
{
  if (text == NULL || *is_written)
    return;
  *is_written = TRUE;
  g_string_append_printf (facts->out, "#%s\t%s\n", name, text);
}

void
bt_json_facts_write (BtJsonFacts *facts)
{
  write_fact (facts, "symbol", facts->symbol, &facts->is_symbol_written);
  write_fact (facts, "timezone", facts->zone, &facts->is_zone_written);
}

void
bt_json_facts_write_message (BtJsonFacts *facts)
{
  gboolean is_written = FALSE;

  write_fact (facts, "message", facts->message, &is_written);
}
