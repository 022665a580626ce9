// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-json-stage.h"

#include "feed/bt-feed-reader.h"
#include "feed/bt-json-rows.h"

#include <string.h>

#define INPUT_BYTES (32 * 1024)
#define MAX_TOKEN_BYTES (64 * 1024)

/* What may come next. */
typedef enum
{
  EXPECT_VALUE, /* also the end of an empty array */
  EXPECT_KEY,   /* also the end of an empty object */
  EXPECT_COLON,
  EXPECT_COMMA_OR_END, /* on the outermost level: the next text of several */
  IN_STRING,
  IN_ESCAPE,
  IN_UNICODE, /* the four digits after \u */
  IN_LITERAL, /* a number, true, false, null */
} State;

struct _BtJsonStage
{
  char *path;
  BtFeedPullFunc pull;
  gpointer user_data;
  BtJsonRows *rows;
  GString *out;
  gsize out_start; /* of what is not yet delivered */
  GString *token;
  GString *key; /* of the member whose value comes next */
  State state;
  gboolean is_key;    /* the string is a member's name */
  guint n_digits;     /* of \u read so far */
  gunichar code;      /* … and what they say */
  gunichar high_half; /* of a pair of \u */
  gint64 position;
  gboolean is_begun; /* the first bracket has come */
  gboolean is_ended;
};

BtJsonStage *
bt_json_stage_new (const char *path, BtFeedPullFunc pull, gpointer user_data)
{
  BtJsonStage *stage = g_new0 (BtJsonStage, 1);

  stage->path = g_strdup (path);
  stage->pull = pull;
  stage->user_data = user_data;
  stage->out = g_string_new (NULL);
  stage->token = g_string_new (NULL);
  stage->key = g_string_new (NULL);
  stage->rows = bt_json_rows_new (stage->out);
  return stage;
}

void
bt_json_stage_free (BtJsonStage *stage)
{
  if (stage == NULL)
    return;
  bt_json_rows_free (stage->rows);
  g_string_free (stage->out, TRUE);
  g_string_free (stage->token, TRUE);
  g_string_free (stage->key, TRUE);
  g_free (stage->path);
  g_free (stage);
}

static gboolean
set_error (const BtJsonStage *stage, const char *what, GError **error)
{
  g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_FORMAT,
               "%s, byte %" G_GINT64_FORMAT ": %s; export it again, or save the candles as CSV",
               stage->path, stage->position, what);
  return FALSE;
}

/* A name belongs to a value in an object. */
static const char *
get_key (const BtJsonStage *stage)
{
  return bt_json_rows_is_in_object (stage->rows) ? stage->key->str : NULL;
}

static gboolean
end_value (BtJsonStage *stage, GError **error)
{
  const gboolean is_null = strcmp (stage->token->str, "null") == 0 && stage->state == IN_LITERAL;

  stage->state = EXPECT_COMMA_OR_END;
  if (bt_json_rows_add (stage->rows, get_key (stage), is_null ? "" : stage->token->str,
                        is_null ? 0 : stage->token->len))
    return TRUE;
  return set_error (stage, "its columns are longer than 32 MiB", error);
}

static gboolean
end_string (BtJsonStage *stage, GError **error)
{
  if (!stage->is_key)
    return end_value (stage, error);
  g_string_truncate (stage->key, 0);
  g_string_append_len (stage->key, stage->token->str, (gssize) stage->token->len);
  stage->state = EXPECT_COLON;
  return TRUE;
}

static void
begin_token (BtJsonStage *stage, State state, gboolean is_key)
{
  g_string_truncate (stage->token, 0);
  stage->state = state;
  stage->is_key = is_key;
  stage->high_half = 0;
}

static gboolean
begin_value (BtJsonStage *stage, char character, GError **error)
{
  if (character == '[' || character == '{')
    {
      if (!bt_json_rows_begin (stage->rows, character == '{', get_key (stage)))
        return set_error (stage, "its arrays and objects lie too deep in each other", error);
      stage->state = character == '{' ? EXPECT_KEY : EXPECT_VALUE;
      return TRUE;
    }
  if (character == '"')
    {
      begin_token (stage, IN_STRING, FALSE);
      return TRUE;
    }
  if (g_ascii_isalnum (character) || character == '-' || character == '+')
    {
      begin_token (stage, IN_LITERAL, FALSE);
      g_string_append_c (stage->token, character);
      return TRUE;
    }
  return set_error (stage, "a value is expected here", error);
}

static gboolean
end_container (BtJsonStage *stage, char character, GError **error)
{
  if (bt_json_rows_get_depth (stage->rows) == 0
      || bt_json_rows_is_in_object (stage->rows) != (character == '}'))
    return set_error (stage, "a bracket closes what was not opened", error);
  bt_json_rows_end (stage->rows);
  stage->state = EXPECT_COMMA_OR_END;
  const char *other = bt_json_rows_get_other_list (stage->rows);
  if (other == NULL)
    return TRUE;
  g_autofree char *name = g_utf8_make_valid (other, -1);
  g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_FORMAT,
               "%s, byte %" G_GINT64_FORMAT
               ": after the first one comes another list of candles, “%s”: it holds several "
               "instruments; save each in a file of its own",
               stage->path, stage->position, name);
  return FALSE;
}

static gboolean
read_between (BtJsonStage *stage, char character, GError **error)
{
  const gboolean is_outermost = bt_json_rows_get_depth (stage->rows) == 0;

  /* A text may be handed to a function or to a variable: "callback([…]);". */
  if (g_ascii_isspace (character) || (!stage->is_begun && character != '[' && character != '{')
      || (is_outermost && stage->is_begun && strchr (");", character) != NULL))
    return TRUE;
  stage->is_begun = TRUE;
  switch (stage->state)
    {
    case EXPECT_KEY:
      if (character == '}')
        return end_container (stage, character, error);
      if (character != '"')
        return set_error (stage, "a name in quotes is expected here", error);
      begin_token (stage, IN_STRING, TRUE);
      return TRUE;
    case EXPECT_COLON:
      if (character != ':')
        return set_error (stage, "a colon is expected here", error);
      stage->state = EXPECT_VALUE;
      return TRUE;
    case EXPECT_COMMA_OR_END:
      if (character == ']' || character == '}')
        return end_container (stage, character, error);
      if (is_outermost && (character == '[' || character == '{'))
        return begin_value (stage, character, error);
      if (character != ',')
        return set_error (stage, "a comma or a closing bracket is expected here", error);
      stage->state = bt_json_rows_is_in_object (stage->rows) ? EXPECT_KEY : EXPECT_VALUE;
      return TRUE;
    case EXPECT_VALUE:
    case IN_STRING:
    case IN_ESCAPE:
    case IN_UNICODE:
    case IN_LITERAL:
    default:
      if (character == ']')
        return end_container (stage, character, error);
      return begin_value (stage, character, error);
    }
}

/* Adds a character that was written as \u; halves of a pair are put together. */
static void
append_code (BtJsonStage *stage)
{
  gunichar code = stage->code;

  if (code >= 0xd800 && code < 0xdc00)
    {
      stage->high_half = code;
      return;
    }
  if (code >= 0xdc00 && code < 0xe000)
    code = stage->high_half != 0 ? 0x10000 + ((stage->high_half - 0xd800) << 10) + (code - 0xdc00)
                                 : 0xfffd;
  stage->high_half = 0;
  g_string_append_unichar (stage->token, code == 0 ? ' ' : code);
}

static gboolean
read_escape (BtJsonStage *stage, char character, GError **error)
{
  static const char letters[] = "\"\\/bfnrt";
  static const char meanings[] = "\"\\/\b\f\n\r\t";

  if (stage->state == IN_UNICODE)
    {
      const int digit = g_ascii_xdigit_value (character);
      if (digit < 0)
        return set_error (stage, "four hexadecimal digits are expected after \\u", error);
      stage->code = stage->code * 16 + (gunichar) digit;
      if (++stage->n_digits < 4)
        return TRUE;
      append_code (stage);
      stage->state = IN_STRING;
      return TRUE;
    }
  if (character == 'u')
    {
      stage->state = IN_UNICODE;
      stage->n_digits = 0;
      stage->code = 0;
      return TRUE;
    }
  const char *found = character != '\0' ? strchr (letters, character) : NULL;
  if (found == NULL)
    return set_error (stage, "no such character follows a backslash", error);
  g_string_append_c (stage->token, meanings[found - letters]);
  stage->state = IN_STRING;
  return TRUE;
}

static gboolean
read_character (BtJsonStage *stage, char character, GError **error)
{
  switch (stage->state)
    {
    case IN_STRING:
      if (character == '"')
        return end_string (stage, error);
      if (character == '\\')
        stage->state = IN_ESCAPE;
      else
        g_string_append_c (stage->token, character == '\0' ? ' ' : character);
      return TRUE;
    case IN_ESCAPE:
    case IN_UNICODE:
      return read_escape (stage, character, error);
    case IN_LITERAL:
      if (g_ascii_isalnum (character) || character == '.' || character == '-' || character == '+')
        {
          g_string_append_c (stage->token, character);
          return TRUE;
        }
      if (!end_value (stage, error))
        return FALSE;
      return read_between (stage, character, error);
    case EXPECT_VALUE:
    case EXPECT_KEY:
    case EXPECT_COLON:
    case EXPECT_COMMA_OR_END:
    default:
      return read_between (stage, character, error);
    }
}

static gboolean
end_text (BtJsonStage *stage, GError **error)
{
  stage->is_ended = TRUE;
  if (stage->state == IN_LITERAL && !end_value (stage, error))
    return FALSE;
  if (bt_json_rows_get_depth (stage->rows) > 0 || stage->state == IN_STRING)
    {
      g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_TRUNCATED,
                   "%s ends in the middle of its JSON; it was not saved completely, get it again",
                   stage->path);
      return FALSE;
    }
  bt_json_rows_finish (stage->rows);
  return TRUE;
}

static gboolean
fill (BtJsonStage *stage, GCancellable *cancellable, GError **error)
{
  char text[INPUT_BYTES];
  const gssize length = stage->pull (stage->user_data, text, sizeof text, cancellable, error);

  if (length < 0)
    return FALSE;
  if (length == 0)
    return end_text (stage, error);
  for (gssize i = 0; i < length; i++)
    {
      stage->position++;
      if (!read_character (stage, text[i], error))
        return FALSE;
      if (stage->token->len > MAX_TOKEN_BYTES)
        return set_error (stage, "a string is longer than 64 KiB", error);
    }
  return TRUE;
}

gssize
bt_json_stage_read (
  BtJsonStage *stage, void *buffer, gsize size, GCancellable *cancellable, GError **error)
{
  while (stage->out_start == stage->out->len && !stage->is_ended)
    {
      g_string_truncate (stage->out, 0);
      stage->out_start = 0;
      if (!fill (stage, cancellable, error))
        return -1;
    }
  const gsize length = MIN (size, stage->out->len - stage->out_start);
  memcpy (buffer, stage->out->str + stage->out_start, length);
  stage->out_start += length;
  return (gssize) length;
}
