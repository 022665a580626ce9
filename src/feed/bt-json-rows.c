// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-json-rows.h"

#include "feed/bt-header-names.h"
#include "feed/bt-json-facts.h"
#include "feed/bt-stamp-format.h"

#include <string.h>

/* Columns are kept in memory until the text ends. */
#define MAX_COLUMN_BYTES (32 * 1024 * 1024)
#define MAX_COLUMNS 64
/* Fields of all open rows together. */
#define MAX_FIELDS 4096
/* A time and a price. */
#define MIN_ROW_FIELDS 2
/* A time and four prices. */
#define MIN_CANDLE_FIELDS 5

/* An array or object that is open. */
typedef struct
{
  gboolean is_object;
  gboolean is_row;    /* an object that becomes one */
  gboolean is_spent;  /* something in it has become rows or columns */
  gboolean is_nested; /* an array or object lies in it */
  char *key;          /* its name, or NULL */
  guint first_field;  /* where its fields begin in the list */
} Frame;

/* A value of the row that is being collected. */
typedef struct
{
  char *key; /* NULL in an array */
  char *text;
} Field;

/* Values under one name. */
typedef struct
{
  char *key;
  GPtrArray *texts;
} Column;

typedef enum
{
  MODE_UNKNOWN,
  MODE_ARRAYS,
  MODE_OBJECTS,
} Mode;

struct _BtJsonRows
{
  GString *out;
  Frame frames[BT_JSON_MAX_DEPTH];
  guint depth;
  GArray *fields;     /* of Field */
  GPtrArray *header;  /* of char *, in MODE_OBJECTS */
  GPtrArray *columns; /* of Column */
  gsize column_bytes;
  const Column *index; /* times beside rows ("index" beside "data"), or NULL */
  guint n_emitted;
  BtJsonFacts *facts;
  char *list;       /* the name of the list whose rows are taken, or NULL */
  char *other_list; /* … of one more that holds such rows, or NULL */
  char *time_owner; /* the column by whose names the times are known, or NULL */
  Mode mode;
};

static void
clear_field (gpointer data)
{
  Field *field = data;

  g_free (field->key);
  g_free (field->text);
}

static void
free_column (gpointer data)
{
  Column *column = data;

  g_free (column->key);
  g_ptr_array_unref (column->texts);
  g_free (column);
}

BtJsonRows *
bt_json_rows_new (GString *out)
{
  BtJsonRows *rows = g_new0 (BtJsonRows, 1);

  rows->out = out;
  rows->facts = bt_json_facts_new (out);
  rows->fields = g_array_new (FALSE, FALSE, sizeof (Field));
  g_array_set_clear_func (rows->fields, clear_field);
  rows->header = g_ptr_array_new_with_free_func (g_free);
  rows->columns = g_ptr_array_new_with_free_func (free_column);
  return rows;
}

void
bt_json_rows_free (BtJsonRows *rows)
{
  if (rows == NULL)
    return;
  while (rows->depth > 0)
    g_free (rows->frames[--rows->depth].key);
  g_array_unref (rows->fields);
  g_ptr_array_unref (rows->header);
  g_ptr_array_unref (rows->columns);
  bt_json_facts_free (rows->facts);
  g_free (rows->list);
  g_free (rows->other_list);
  g_free (rows->time_owner);
  g_free (rows);
}

static gboolean
is_time (const char *key)
{
  const BtFeedField field = { key, (guint) strlen (key) };

  return (bt_stamp_classify (&field)
          & (BT_STAMP_IS_DATE | BT_STAMP_IS_DATE_TIME | BT_STAMP_IS_EPOCH))
         != 0;
}

/* Pandas and others number rows where they have no name. */
static gboolean
is_row_number (const char *key)
{
  const gsize n_digits = strspn (key, "0123456789");

  return n_digits > 0 && n_digits < 8 && key[n_digits] == '\0';
}

/* Appends a value as a column; what would break the line becomes a blank. */
static void
append_cell (GString *out, const char *text, gboolean is_first)
{
  if (!is_first)
    g_string_append_c (out, '\t');
  for (; *text != '\0'; text++)
    g_string_append_c (out, (guchar) *text < 0x20 || *text == '"' ? ' ' : *text);
}

static const char *
find_text (const BtJsonRows *rows, guint first, guint guess, const char *key)
{
  const guint n_fields = rows->fields->len - first;

  for (guint i = 0; i < n_fields; i++)
    {
      /* Most rows have their members in one order. */
      const Field *field = &g_array_index (rows->fields, Field, first + (guess + i) % n_fields);
      if (field->key != NULL && strcmp (field->key, key) == 0)
        return field->text;
    }
  return NULL;
}

static const Column *
find_column (const BtJsonRows *rows, const char *key)
{
  for (guint i = 0; i < rows->columns->len; i++)
    {
      const Column *column = g_ptr_array_index (rows->columns, i);
      if (strcmp (column->key, key) == 0)
        return column;
    }
  return NULL;
}

/* Pandas can write names, times and rows apart; names and times come first. */
static void
begin_arrays (BtJsonRows *rows)
{
  const Column *names = find_column (rows, "columns");

  bt_json_facts_write (rows->facts);
  rows->mode = MODE_ARRAYS;
  rows->index = find_column (rows, "index");
  if (names == NULL)
    return;
  if (rows->index != NULL)
    append_cell (rows->out, "time", TRUE);
  for (guint i = 0; i < names->texts->len; i++)
    append_cell (rows->out, g_ptr_array_index (names->texts, i), i == 0 && rows->index == NULL);
  g_string_append_c (rows->out, '\n');
}

/* Returns whether a row belongs to the list that the rows are taken from: the first one. Lists of
 * other instruments beside it are noted. */
static gboolean
is_of_list (BtJsonRows *rows)
{
  const Frame *list = rows->depth > 0 ? &rows->frames[rows->depth - 1] : NULL;

  if (list == NULL || list->is_object || list->key == NULL)
    return TRUE;
  if (rows->list == NULL)
    rows->list = g_strdup (list->key);
  if (strcmp (rows->list, list->key) == 0)
    return TRUE;
  if (rows->other_list == NULL)
    rows->other_list = g_strdup (list->key);
  return FALSE;
}

static void
emit_array (BtJsonRows *rows, guint first)
{
  if (rows->mode == MODE_OBJECTS
      || (rows->fields->len - first >= MIN_CANDLE_FIELDS && !is_of_list (rows)))
    return;
  if (rows->mode == MODE_UNKNOWN)
    begin_arrays (rows);
  const gboolean has_index = rows->index != NULL && rows->n_emitted < rows->index->texts->len;
  if (has_index)
    append_cell (rows->out, g_ptr_array_index (rows->index->texts, rows->n_emitted), TRUE);
  for (guint i = first; i < rows->fields->len; i++)
    append_cell (rows->out, g_array_index (rows->fields, Field, i).text, i == first && !has_index);
  g_string_append_c (rows->out, '\n');
  rows->n_emitted++;
}

/* Takes the names of an object's members for those of the columns. */
static void
begin_objects (BtJsonRows *rows, guint first)
{
  rows->mode = MODE_OBJECTS;
  g_ptr_array_set_size (rows->header, 0);
  for (guint i = first; i < rows->fields->len; i++)
    {
      const char *key = g_array_index (rows->fields, Field, i).key;
      g_ptr_array_add (rows->header, g_strdup (key));
      append_cell (rows->out, key, i == first);
    }
  g_string_append_c (rows->out, '\n');
}

/* Whether an object names prices, which those before it did not: they described the columns. */
static gboolean
names_prices (const BtJsonRows *rows, guint first)
{
  guint count = 0;

  for (guint i = first; i < rows->fields->len; i++)
    {
      const char *key = g_array_index (rows->fields, Field, i).key;
      const BtFeedField field = { key, (guint) strlen (key) };
      const BtHeaderRole role = bt_header_name_parse (&field, FALSE).role;
      count += role >= BT_HEADER_OPEN && role <= BT_HEADER_CLOSE ? 1 : 0;
    }
  return count >= 4;
}

static void
emit_object (BtJsonRows *rows, guint first)
{
  guint n_known = 0;

  if (rows->mode == MODE_ARRAYS)
    return;
  if (rows->mode == MODE_UNKNOWN)
    {
      bt_json_facts_write (rows->facts);
      begin_objects (rows, first);
    }
  for (guint i = 0; i < rows->header->len; i++)
    n_known += find_text (rows, first, i, g_ptr_array_index (rows->header, i)) != NULL ? 1 : 0;
  if (n_known < MIN_ROW_FIELDS)
    {
      /* An object of another kind, beside the rows. */
      if (!names_prices (rows, first))
        return;
      begin_objects (rows, first);
    }
  else if (n_known >= MIN_CANDLE_FIELDS && !is_of_list (rows))
    return;
  for (guint i = 0; i < rows->header->len; i++)
    {
      const char *text = find_text (rows, first, i, g_ptr_array_index (rows->header, i));
      append_cell (rows->out, text != NULL ? text : "", i == 0);
    }
  g_string_append_c (rows->out, '\n');
}

static Column *
get_column (BtJsonRows *rows, const char *key)
{
  const Column *known = find_column (rows, key);

  if (known != NULL)
    return (Column *) known;
  if (rows->columns->len == MAX_COLUMNS)
    return NULL;
  Column *column = g_new0 (Column, 1);
  column->key = g_strdup (key);
  column->texts = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (rows->columns, column);
  return column;
}

static gboolean
add_to_column (BtJsonRows *rows, const char *key, const char *text)
{
  Column *column = get_column (rows, key);

  if (column == NULL || rows->mode != MODE_UNKNOWN)
    return TRUE;
  rows->column_bytes += strlen (text) + 2 * sizeof (char *);
  g_ptr_array_add (column->texts, g_strdup (text));
  return rows->column_bytes <= MAX_COLUMN_BYTES;
}

gboolean
bt_json_rows_begin (BtJsonRows *rows, gboolean is_object, const char *key)
{
  const Frame *parent = rows->depth > 0 ? &rows->frames[rows->depth - 1] : NULL;

  if (rows->depth == BT_JSON_MAX_DEPTH)
    return FALSE;
  if (parent != NULL)
    rows->frames[rows->depth - 1].is_nested = TRUE;
  Frame *frame = &rows->frames[rows->depth++];
  *frame
    = (Frame){ .is_object = is_object, .key = g_strdup (key), .first_field = rows->fields->len };
  const gboolean is_timed = key != NULL && is_time (key);
  frame->is_row = is_object && (key == NULL || is_timed || is_row_number (key));
  if (is_timed)
    {
      const Field field = { .key = g_strdup ("time"), .text = g_strdup (key) };
      g_array_append_val (rows->fields, field);
    }
  return TRUE;
}

/* Notes members that stand beside the rows and not in one. */
static void
note_facts (BtJsonRows *rows, guint first)
{
  for (guint i = first; i < rows->fields->len; i++)
    {
      const Field *field = &g_array_index (rows->fields, Field, i);
      if (field->key != NULL)
        bt_json_facts_add (rows->facts, field->key, field->text);
    }
}

void
bt_json_rows_end (BtJsonRows *rows)
{
  g_return_if_fail (rows->depth > 0);
  Frame *frame = &rows->frames[--rows->depth];
  Frame *parent = rows->depth > 0 ? &rows->frames[rows->depth - 1] : NULL;
  const guint n_fields = rows->fields->len - frame->first_field;
  /* Values of an array under a name went to a column, but for those under a time. */
  const gboolean is_row = frame->is_object ? frame->is_row : !frame->is_nested;

  if (is_row && !frame->is_spent && n_fields >= MIN_ROW_FIELDS)
    {
      if (frame->is_object)
        emit_object (rows, frame->first_field);
      else
        emit_array (rows, frame->first_field);
      frame->is_spent = TRUE;
    }
  if (frame->is_object && frame->is_spent && frame->is_nested)
    {
      note_facts (rows, frame->first_field);
      bt_json_facts_write (rows->facts);
    }
  /* An object inside a row leaves its fields to it. */
  if (frame->is_row || !frame->is_object || parent == NULL)
    g_array_set_size (rows->fields, frame->first_field);
  if (parent != NULL && frame->is_spent)
    parent->is_spent = TRUE;
  g_clear_pointer (&frame->key, g_free);
}

/* Returns the name that a member's value has in its row: that of the innermost member without a
 * dollar, which marks types in MongoDB's exports; bid and ask candles in one row keep their side's
 * name, whichever of the two is the inner one. */
static char *
make_field_key (const BtJsonRows *rows, const Frame *frame, const char *key)
{
  static const char *const sides[] = { "bid", "ask", "mid", NULL };
  const gboolean is_inner = frame->is_object && !frame->is_row && frame->key != NULL;

  for (guint depth = rows->depth; key != NULL && key[0] == '$' && depth > 0; depth--)
    if (rows->frames[depth - 1].key != NULL)
      key = rows->frames[depth - 1].key;
  if (is_inner && key != NULL
      && (g_strv_contains (sides, frame->key) || g_strv_contains (sides, key)))
    return g_strconcat (frame->key, "_", key, NULL);
  return g_strdup (key);
}

/* Takes over text. */
static void
add_field (BtJsonRows *rows, const Frame *frame, const char *key, char *text)
{
  Field field = { .text = text };

  if (rows->fields->len - frame->first_field >= MAX_COLUMNS || rows->fields->len >= MAX_FIELDS)
    {
      g_free (text);
      return;
    }
  field.key = make_field_key (rows, frame, key);
  if (rows->mode == MODE_UNKNOWN && field.key != NULL)
    bt_json_facts_add (rows->facts, field.key, field.text);
  g_array_append_val (rows->fields, field);
}

gboolean
bt_json_rows_add (BtJsonRows *rows, const char *key, const char *text, gsize length)
{
  if (rows->depth == 0)
    return TRUE;
  Frame *frame = &rows->frames[rows->depth - 1];
  g_autofree char *copy = g_strndup (text, length);

  if (!frame->is_object && frame->key != NULL && rows->fields->len == frame->first_field)
    {
      /* Words are labels of a row and no column. */
      frame->is_spent = frame->is_spent || g_ascii_isdigit (copy[0]) || copy[0] == '-';
      return add_to_column (rows, frame->key, copy);
    }
  if (frame->is_object && frame->key != NULL && !frame->is_row && is_row_number (key)
      && !is_time (key))
    {
      frame->is_spent = TRUE;
      return add_to_column (rows, frame->key, copy);
    }
  if (frame->is_object && frame->key != NULL && !frame->is_row && is_time (key))
    {
      if (rows->time_owner == NULL)
        rows->time_owner = g_strdup (frame->key);
      frame->is_spent = TRUE;
      if (strcmp (rows->time_owner, frame->key) == 0 && !add_to_column (rows, "time", key))
        return FALSE;
      return add_to_column (rows, frame->key, copy);
    }
  add_field (rows, frame, key, g_steal_pointer (&copy));
  return TRUE;
}

/* Returns how many values the rows' columns have: as many as the one of the times, or the first. */
static guint
find_length (const BtJsonRows *rows)
{
  guint longest = 0;

  for (guint i = 0; i < rows->columns->len; i++)
    {
      const Column *column = g_ptr_array_index (rows->columns, i);
      if (column->texts->len > 0 && is_time (g_ptr_array_index (column->texts, 0)))
        return column->texts->len;
      longest = MAX (longest, column->texts->len);
    }
  return longest;
}

void
bt_json_rows_finish (BtJsonRows *rows)
{
  const guint length = find_length (rows);

  if (rows->mode == MODE_UNKNOWN && length == 0)
    bt_json_facts_write_message (rows->facts);
  if (rows->mode != MODE_UNKNOWN || length == 0)
    return;
  bt_json_facts_write (rows->facts);
  for (guint i = rows->columns->len; i-- > 0;)
    {
      const Column *column = g_ptr_array_index (rows->columns, i);
      if (column->texts->len != length)
        g_ptr_array_remove_index (rows->columns, i);
    }
  for (guint i = 0; i < rows->columns->len; i++)
    append_cell (rows->out, ((Column *) g_ptr_array_index (rows->columns, i))->key, i == 0);
  g_string_append_c (rows->out, '\n');
  for (guint row = 0; row < length; row++)
    {
      for (guint i = 0; i < rows->columns->len; i++)
        {
          const Column *column = g_ptr_array_index (rows->columns, i);
          append_cell (rows->out, g_ptr_array_index (column->texts, row), i == 0);
        }
      g_string_append_c (rows->out, '\n');
    }
}

const char *
bt_json_rows_get_other_list (const BtJsonRows *rows)
{
  return rows->other_list;
}

guint
bt_json_rows_get_depth (const BtJsonRows *rows)
{
  return rows->depth;
}

gboolean
bt_json_rows_is_in_object (const BtJsonRows *rows)
{
  return rows->depth > 0 && rows->frames[rows->depth - 1].is_object;
}
