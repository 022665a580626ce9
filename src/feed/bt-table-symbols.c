// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-table-symbols.h"

#include <string.h>

/* Symbols that a message names. */
#define MAX_NAMED 4

void
bt_table_symbols_fold (const char *text, gsize length, char out[BT_SYMBOL_SIZE])
{
  gsize written = 0;

  for (gsize i = 0; i < length && written < BT_SYMBOL_SIZE - 1; i++)
    if (g_ascii_isalnum (text[i]))
      out[written++] = g_ascii_toupper (text[i]);
  out[written] = '\0';
}

/* Collects the symbols of the sample, in its order, as folded keys of written values; free with
 * g_ptr_array_unref(). */
static GPtrArray *
list_symbols (const BtTableSample *sample, const BtTableLayout *layout)
{
  GPtrArray *symbols = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  BtFeedFields fields;
  char folded[BT_SYMBOL_SIZE];

  for (guint row = 0; bt_table_sample_split (sample, row, &fields); row++)
    {
      if (fields.count < bt_table_layout_get_needed_fields (layout)
          || (guint) layout->symbol_column >= fields.count)
        continue;
      const BtFeedField *field = &fields.field[layout->symbol_column];
      bt_table_symbols_fold (field->text, field->length, folded);
      if (*folded != '\0' && g_hash_table_add (known, g_strdup (folded)))
        g_ptr_array_add (symbols, bt_feed_field_to_string (field));
    }
  return symbols;
}

static gboolean
set_error (const char *path, GPtrArray *symbols, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < MIN (symbols->len, MAX_NAMED); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            (const char *) g_ptr_array_index (symbols, i));
  if (symbols->len > MAX_NAMED)
    g_string_append (names, ", …");
  g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_SEVERAL,
               "%s holds several instruments (%s); state the symbol of the one to read", path,
               names->str);
  return FALSE;
}

gboolean
bt_table_symbols_choose (const char *path,
                         const BtTableSample *sample,
                         const BtFeedOptions *options,
                         BtTableLayout *layout,
                         GError **error)
{
  char stated[BT_SYMBOL_SIZE] = "";

  if (layout->symbol_column == BT_COLUMN_NONE)
    return TRUE;
  g_autoptr (GPtrArray) symbols = list_symbols (sample, layout);
  if (symbols->len == 0)
    {
      layout->symbol_column = BT_COLUMN_NONE;
      return TRUE;
    }
  if (options->symbol != NULL)
    bt_table_symbols_fold (options->symbol, strlen (options->symbol), stated);
  const char *first = g_ptr_array_index (symbols, 0);
  bt_table_symbols_fold (first, strlen (first), layout->symbol);
  if (symbols->len == 1)
    return TRUE;
  layout->is_symbol_chosen = TRUE;
  if (*stated != '\0')
    memcpy (layout->symbol, stated, sizeof stated);
  return *stated != '\0' || options->takes_first_symbol || set_error (path, symbols, error);
}
