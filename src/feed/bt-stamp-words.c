// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-stamp-words.h"

#include <string.h>

/* No month's word is longer, in bytes. */
#define MAX_WORD_BYTES 32
/* Letters on which a month is told, and where three are not enough ("juin", "juil"). */
#define LETTERS 3
#define MORE_LETTERS 4

/* Returns the first letters of a word in lower case between blanks; free with g_free(). */
static char *
make_pattern (const char *word, glong letters)
{
  const char *end = g_utf8_offset_to_pointer (word, MIN (letters, g_utf8_strlen (word, -1)));
  g_autofree char *start = g_strndup (word, (gsize) (end - word));
  g_autofree char *lower = g_utf8_strdown (start, -1);

  return g_strconcat (" ", lower, " ", NULL);
}

int
bt_stamp_word_find_month (const char *text, gsize length)
{
  static const char *const months[] = { " jan ene gen янв oca sty tam ",
                                        " feb fév fev févr fevr фев şub sub lut ",
                                        " mar mär maa märz мар мрт mrt ",
                                        " apr abr avr апр nis kwi ",
                                        " may mai mag mei maj май мая mayıs ",
                                        " jun juin giu июн haz cze ",
                                        " jul juil lug июл tem lip ",
                                        " aug ago août aou aoû авг ağu agu sie ",
                                        " sep set сен eyl wrz ",
                                        " oct okt ott out окт eki paź paz ",
                                        " nov ноя kas lis ",
                                        " dec dez dic déc дек ara gru " };

  if (length < LETTERS || length > MAX_WORD_BYTES || !g_utf8_validate (text, (gssize) length, NULL))
    return 0;
  g_autofree char *word = g_strndup (text, length);
  for (glong letters = MORE_LETTERS; letters >= LETTERS; letters--)
    {
      g_autofree char *pattern = make_pattern (word, letters);
      for (guint i = 0; i < G_N_ELEMENTS (months); i++)
        if (strstr (months[i], pattern) != NULL)
          return (int) i + 1;
    }
  return 0;
}

int
bt_stamp_word_find_weekday (const char *text, gsize length)
{
  static const char days[] = "sunmontuewedthufrisat";

  for (int day = 0; length >= LETTERS && day < 7; day++)
    if (g_ascii_strncasecmp (text, days + day * LETTERS, LETTERS) == 0)
      return day;
  return -1;
}

gboolean
bt_stamp_word_parse_zone (const char *text, gsize length, BtZone *out)
{
  static const struct
  {
    const char *name;
    BtZoneKind kind;
    int offset_minutes;
  } zones[] = {
    { "US/Eastern", BT_ZONE_NEW_YORK, 0 },
    { "EST5EDT", BT_ZONE_NEW_YORK, 0 },
    { "EST", BT_ZONE_NEW_YORK, 0 },
    { "EDT", BT_ZONE_NEW_YORK, 0 },
    { "America/Toronto", BT_ZONE_NEW_YORK, 0 },
    { "BST", BT_ZONE_LONDON, 0 },
    { "CET", BT_ZONE_CENTRAL_EUROPE, 0 },
    { "CEST", BT_ZONE_CENTRAL_EUROPE, 0 },
    { "MEZ", BT_ZONE_CENTRAL_EUROPE, 0 },
    { "MESZ", BT_ZONE_CENTRAL_EUROPE, 0 },
    { "EEST", BT_ZONE_EASTERN_EUROPE, 0 },
    { "JST", BT_ZONE_TOKYO, 0 },
    { "MSK", BT_ZONE_FIXED, 180 },
    { "Europe/Moscow", BT_ZONE_FIXED, 180 },
    { "Europe/Istanbul", BT_ZONE_FIXED, 180 },
    { "Asia/Kolkata", BT_ZONE_FIXED, 330 },
    { "Asia/Calcutta", BT_ZONE_FIXED, 330 },
    { "Asia/Shanghai", BT_ZONE_FIXED, 480 },
    { "Asia/Hong_Kong", BT_ZONE_FIXED, 480 },
    { "Asia/Singapore", BT_ZONE_FIXED, 480 },
    { "Asia/Taipei", BT_ZONE_FIXED, 480 },
    { "Asia/Seoul", BT_ZONE_FIXED, 540 },
    { "KST", BT_ZONE_FIXED, 540 },
    { "Z", BT_ZONE_UTC, 0 },
  };

  if (length == 0 || length > MAX_WORD_BYTES)
    return FALSE;
  g_autofree char *word = g_strndup (text, length);
  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    if (g_ascii_strcasecmp (word, zones[i].name) == 0)
      {
        *out = (BtZone){ .kind = zones[i].kind, .offset_minutes = zones[i].offset_minutes };
        return TRUE;
      }
  return g_ascii_isalpha (*word) && bt_zone_parse (word, out, NULL);
}
