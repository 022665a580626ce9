// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Tables of text: CSV in all its forms, and JSON, which the input turns into one. */
#include "config.h"

#include "feed/bt-feed-format.h"
#include "feed/bt-stamp-words.h"
#include "feed/bt-table-reader.h"
#include "feed/bt-table-symbols.h"

#include <string.h>

/* Enough rows to tell columns and date forms apart, and to cross midnight in a file of minutes. */
#define SAMPLE_BYTES (256 * 1024)
#define SAMPLE_STEP_BYTES (32 * 1024)

typedef struct
{
  BtFeedFormat parent;
  BtTableSample *sample;
  BtTableLayout layout;
  gboolean is_order_stated;
} TableFormat;

static BtRowSource *
table_format_open_rows (const BtFeedFormat *format, BtFeedInput *input)
{
  const TableFormat *table = (const TableFormat *) format;

  return bt_table_reader_new (input, table->sample, &table->layout);
}

static gboolean
table_format_swap_order (BtFeedFormat *format)
{
  BtTableLayout *layout = &((TableFormat *) format)->layout;

  if (!layout->is_year_last || ((TableFormat *) format)->is_order_stated)
    return FALSE;
  layout->order = layout->order == BT_DATE_ORDER_MDY ? BT_DATE_ORDER_DMY : BT_DATE_ORDER_MDY;
  layout->is_order_certain = TRUE;
  format->facts.date_order = layout->order;
  format->facts.is_date_order_certain = TRUE;
  return TRUE;
}

static gboolean
table_format_choose_symbol (BtFeedFormat *format, const char *symbol)
{
  BtTableLayout *layout = &((TableFormat *) format)->layout;

  if (layout->symbol_column == BT_COLUMN_NONE || layout->is_symbol_chosen)
    return FALSE;
  layout->is_symbol_chosen = TRUE;
  bt_table_symbols_fold (symbol, strlen (symbol), layout->symbol);
  return TRUE;
}

static void
table_format_free (BtFeedFormat *format)
{
  bt_table_sample_free (((TableFormat *) format)->sample);
  g_free (format);
}

static BtTableSample *
take_sample (BtFeedInput *input, const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *text = NULL;
  gsize length = 0;
  gboolean is_whole = FALSE;

  while (!is_whole && length < SAMPLE_BYTES)
    {
      text = g_realloc (text, length + SAMPLE_STEP_BYTES + 1);
      const gssize got
        = bt_feed_input_read (input, text + length, SAMPLE_STEP_BYTES, cancellable, error);
      if (got < 0)
        return NULL;
      is_whole = got == 0;
      length += (gsize) got;
    }
  text[length] = '\0';
  return bt_table_sample_new (path, g_steal_pointer (&text), length, is_whole, error);
}

/* JSON may say the zone beside its rows, and times may be followed by its name. */
static gboolean
find_stated_zone (const TableFormat *table, BtZone *zone, gboolean *is_reliable)
{
  const BtTableLayout *layout = &table->layout;
  const int column
    = layout->source == BT_STAMP_SOURCE_PAIR ? layout->time_column : layout->stamp_column;
  const char *name = table->sample->zone;
  BtFeedFields fields;

  if (name != NULL && bt_stamp_word_parse_zone (name, strlen (name), zone))
    {
      *is_reliable = TRUE;
      return TRUE;
    }
  if (!bt_table_sample_split (table->sample, 0, &fields) || (guint) column >= fields.count
      || !bt_stamp_find_zone (&fields.field[column], zone))
    return FALSE;
  *is_reliable = TRUE;
  return TRUE;
}

/* What the rows leave open the user may have stated, or a dialect is known for. */
static void
settle_date_order (TableFormat *table, const BtFeedOptions *options)
{
  BtTableLayout *layout = &table->layout;
  BtFeedFacts *facts = &table->parent.facts;

  if (options->has_date_order)
    layout->order = options->date_order;
  else if (!layout->is_order_certain && bt_dialect_is_month_first (table->sample))
    layout->order = BT_DATE_ORDER_MDY;
  table->is_order_stated = options->has_date_order;
  facts->has_date_order = layout->is_year_last;
  facts->date_order = layout->order;
  facts->is_date_order_certain = layout->is_order_certain || options->has_date_order;
}

static void
find_facts (TableFormat *table)
{
  BtFeedFacts *facts = &table->parent.facts;
  const BtTableLayout *layout = &table->layout;
  BtFeedFields fields;

  facts->digits = -1;
  facts->are_ticks = layout->are_ticks;
  facts->has_kind = layout->has_kind;
  facts->kind = layout->kind;
  facts->is_utc = layout->source == BT_STAMP_SOURCE_EPOCH && !facts->dialect->is_server_epoch;
  facts->has_zone
    = bt_dialect_find_header_zone (table->sample, &facts->zone, &facts->is_zone_stated)
      || find_stated_zone (table, &facts->zone, &facts->is_zone_stated);
  if (table->sample->symbol != NULL)
    bt_file_name_hints_make_symbol (table->sample->symbol, strlen (table->sample->symbol),
                                    facts->symbol);
  if (layout->symbol_column != BT_COLUMN_NONE && bt_table_sample_split (table->sample, 0, &fields)
      && (guint) layout->symbol_column < fields.count)
    {
      const BtFeedField *field = &fields.field[layout->symbol_column];
      bt_file_name_hints_make_symbol (field->text, field->length, facts->symbol);
    }
}

BtFeedFormat *
bt_table_format_new (BtFeedInput *input,
                     const char *path,
                     const BtFileNameHints *hints,
                     const BtFeedOptions *options,
                     GCancellable *cancellable,
                     GError **error)
{
  static const BtFeedFormatClass klass = { table_format_open_rows, table_format_swap_order,
                                           table_format_choose_symbol, table_format_free };
  TableFormat *table = g_new0 (TableFormat, 1);
  g_autoptr (BtFeedFormat) format = &table->parent;

  format->klass = &klass;
  table->sample = take_sample (input, path, cancellable, error);
  if (table->sample == NULL
      || !bt_table_layout_detect (path, table->sample, hints, &table->layout, error)
      || !bt_table_symbols_choose (path, table->sample, options, &table->layout, error))
    return NULL;
  const gboolean is_json = bt_feed_input_get_form (input) == BT_FEED_FORM_JSON;
  const BtDialect *detected = bt_dialect_detect (table->sample, &table->layout, hints, is_json);
  /* A header of one program is not another's; rows without one may be anybody's. */
  const gboolean is_certain = table->sample->has_header && !g_str_equal (detected->name, "iso")
                              && !g_str_equal (detected->name, "plain")
                              && !g_str_equal (detected->name, "trades");
  format->facts.dialect
    = bt_feed_format_choose_dialect (path, options, detected, is_certain, error);
  if (format->facts.dialect == NULL)
    return NULL;
  find_facts (table);
  settle_date_order (table, options);
  return g_steal_pointer (&format);
}
