// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-specification-table.h"

#include "feed/bt-feed-reader.h"

#include <string.h>

#define MAX_BYTES (16 * 1024 * 1024)
/* A table may begin below titles. */
#define MAX_TITLE_LINES 20

static const char delimiters[] = { '\t', ';', ',', '|' };

static void
free_row (gpointer data)
{
  BtSpecificationRow *row = data;

  for (guint i = 0; i < BT_SPECIFICATION_N_ROLES; i++)
    g_free (row->cells[i]);
  g_free (row);
}

static void
free_note (gpointer data)
{
  BtSpecificationNote *note = data;

  g_free (note->heading);
  g_free (note->message);
  g_free (note);
}

void
bt_specification_table_free (BtSpecificationTable *table)
{
  if (table == NULL)
    return;
  for (guint i = 0; i < BT_SPECIFICATION_N_ROLES; i++)
    g_free (table->headings[i]);
  g_free (table->path);
  g_ptr_array_unref (table->unknown);
  g_ptr_array_unref (table->unused);
  g_ptr_array_unref (table->rows);
  g_ptr_array_unref (table->notes);
  g_free (table);
}

static BtSpecificationTable *
make_table (const char *path)
{
  BtSpecificationTable *table = g_new0 (BtSpecificationTable, 1);

  table->path = g_strdup (path);
  table->unknown = g_ptr_array_new_with_free_func (g_free);
  table->unused = g_ptr_array_new_with_free_func (g_free);
  table->rows = g_ptr_array_new_with_free_func (free_row);
  table->notes = g_ptr_array_new_with_free_func (free_note);
  return table;
}

/* Returns the file's text as UTF-8, or NULL with error set. */
static char *
load_text (const char *path, GError **error)
{
  g_autofree char *bytes = NULL;
  g_autoptr (GError) cause = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &bytes, &length, &cause))
    {
      g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_OPEN, "%s", cause->message);
      return NULL;
    }
  if (length == 0 || length > MAX_BYTES)
    {
      g_set_error (error, BT_FEED_ERROR, length == 0 ? BT_FEED_ERROR_EMPTY : BT_FEED_ERROR_FORMAT,
                   length == 0 ? "%s is empty" : "%s is too large for a table of specifications",
                   path);
      return NULL;
    }
  if (length >= 2 && memcmp (bytes, "\xff\xfe", 2) == 0)
    return g_convert (bytes + 2, (gssize) length - 2, "UTF-8", "UTF-16LE", NULL, NULL, error);
  if (length >= 2 && memcmp (bytes, "\xfe\xff", 2) == 0)
    return g_convert (bytes + 2, (gssize) length - 2, "UTF-8", "UTF-16BE", NULL, NULL, error);
  const gsize mark = length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
  if (g_utf8_validate (bytes + mark, (gssize) (length - mark), NULL))
    return g_strndup (bytes + mark, length - mark);
  return g_convert (bytes, (gssize) length, "UTF-8", "WINDOWS-1252", NULL, NULL, error);
}

/* Reads one record from *next on, quoted fields over several lines included, and moves on behind
 * it; *line counts the lines. Returns fields of char *, or NULL at the end. */
static GPtrArray *
read_record (const char **next, char delimiter, gint64 *line)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) field = g_string_new (NULL);
  gboolean is_quoted = FALSE;
  const char *at = *next;

  if (*at == '\0')
    return NULL;
  for (; *at != '\0' && (is_quoted || (*at != '\n' && *at != '\r')); at++)
    {
      *line += *at == '\n' ? 1 : 0;
      if (is_quoted && at[0] == '"' && at[1] == '"')
        g_string_append_c (field, *at++);
      else if (*at == '"' && (is_quoted || field->len == 0))
        is_quoted = !is_quoted;
      else if (*at == delimiter && !is_quoted)
        {
          g_ptr_array_add (fields, g_strstrip (g_strdup (field->str)));
          g_string_truncate (field, 0);
        }
      else
        g_string_append_c (field, *at);
    }
  g_ptr_array_add (fields, g_strstrip (g_strdup (field->str)));
  at += at[0] == '\r' && at[1] == '\n' ? 2 : (*at != '\0' ? 1 : 0);
  *line += 1;
  *next = at;
  return g_steal_pointer (&fields);
}

/* Returns how many columns a record names, or 0 when none holds symbols: it is no head then. */
static guint
count_known (const GPtrArray *fields)
{
  gboolean has_symbol = FALSE;
  guint known = 0;

  for (guint i = 0; i < fields->len; i++)
    {
      const BtSpecificationRole role = bt_specification_role_find (fields->pdata[i]);
      has_symbol = has_symbol || role == BT_SPECIFICATION_SYMBOL;
      known += role < BT_SPECIFICATION_N_ROLES ? 1 : 0;
    }
  return has_symbol ? known : 0;
}

/* Where a table begins and how it is divided. */
typedef struct
{
  const char *start;
  char delimiter;
  gint64 line; /* lines before it */
  guint known;
} Head;

static Head
find_head (const char *text)
{
  Head best = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (delimiters); i++)
    {
      const char *next = text;
      gint64 line = 0;

      while (line < MAX_TITLE_LINES)
        {
          const Head head = { next, delimiters[i], line, 0 };
          g_autoptr (GPtrArray) fields = read_record (&next, delimiters[i], &line);
          if (fields == NULL)
            break;
          const guint known = count_known (fields);
          if (known > best.known)
            {
              best = head;
              best.known = known;
            }
        }
    }
  return best;
}

/* "Trading hours (GMT+2)" says where the clock stands. */
static void
find_zone (BtSpecificationTable *table, const char *heading)
{
  const char *open = strpbrk (heading, "([");
  const char *close = open != NULL ? strpbrk (open, ")]") : NULL;

  if (close == NULL)
    return;
  g_autofree char *name = g_strndup (open + 1, (gsize) (close - open - 1));
  if (g_ascii_strncasecmp (name, "GMT", 3) == 0 && name[3] != '\0')
    memcpy (name, "UTC", 3);
  table->has_zone = bt_zone_parse (name, &table->zone, NULL);
}

static void
read_headings (BtSpecificationTable *table, const GPtrArray *fields)
{
  for (guint i = 0; i < fields->len; i++)
    {
      const char *heading = fields->pdata[i];
      const BtSpecificationRole role = bt_specification_role_find (heading);

      if (*heading == '\0')
        continue;
      /* Of two columns of one kind the first counts. */
      if (role == BT_SPECIFICATION_UNKNOWN)
        g_ptr_array_add (table->unknown, g_strdup (heading));
      else if (role == BT_SPECIFICATION_UNUSED || table->columns[role] > 0)
        g_ptr_array_add (table->unused, g_strdup (heading));
      else
        {
          table->columns[role] = i + 1;
          table->headings[role] = g_strdup (heading);
          if (role == BT_SPECIFICATION_HOURS)
            find_zone (table, heading);
        }
    }
}

static gboolean
is_blank (const GPtrArray *fields)
{
  for (guint i = 0; i < fields->len; i++)
    if (*(const char *) fields->pdata[i] != '\0')
      return FALSE;
  return TRUE;
}

static void
add_row (BtSpecificationTable *table, const GPtrArray *fields, gint64 line)
{
  BtSpecificationRow *row = g_new0 (BtSpecificationRow, 1);

  row->line = line;
  for (guint role = 0; role < BT_SPECIFICATION_N_ROLES; role++)
    {
      const guint column = table->columns[role];
      const char *cell = column > 0 && column <= fields->len ? fields->pdata[column - 1] : "";

      if (*cell != '\0')
        row->cells[role] = g_strdup (cell);
    }
  g_ptr_array_add (table->rows, row);
}

BtSpecificationTable *
bt_specification_table_read (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);
  g_autofree char *text = load_text (path, error);

  if (text == NULL)
    return NULL;
  const Head head = find_head (text);
  if (head.known < 2)
    {
      g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_FORMAT,
                   "%s is no table of specifications: none of its first %d lines has a column "
                   "“Symbol” and another known one, such as “Digits” or “Contract size”",
                   path, MAX_TITLE_LINES);
      return NULL;
    }
  g_autoptr (BtSpecificationTable) table = make_table (path);
  const char *next = head.start;
  gint64 line = head.line;
  gboolean is_head = TRUE;
  while (TRUE)
    {
      const gint64 first_line = line + 1;
      g_autoptr (GPtrArray) fields = read_record (&next, head.delimiter, &line);

      if (fields == NULL)
        break;
      if (is_head)
        read_headings (table, fields);
      else if (!is_blank (fields))
        add_row (table, fields, first_line);
      is_head = FALSE;
    }
  if (table->rows->len == 0)
    {
      g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_EMPTY, "%s has a header but no rows", path);
      return NULL;
    }
  return g_steal_pointer (&table);
}

void
bt_specification_table_add_note (
  BtSpecificationTable *table, gint64 line, guint role, gboolean is_bad, const char *message)
{
  BtSpecificationNote *note = g_new0 (BtSpecificationNote, 1);
  const gboolean has_role = role < BT_SPECIFICATION_N_ROLES;

  *note = (BtSpecificationNote){ .line = line,
                                 .column = has_role ? table->columns[role] : 0,
                                 .heading = g_strdup (has_role ? table->headings[role] : ""),
                                 .message = g_strdup (message),
                                 .is_bad = is_bad };
  g_ptr_array_add (table->notes, note);
}

gboolean
bt_specification_table_has_faults (const BtSpecificationTable *table)
{
  for (guint i = 0; i < table->notes->len; i++)
    if (((const BtSpecificationNote *) table->notes->pdata[i])->is_bad)
      return TRUE;
  return FALSE;
}
