// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Brokers' tables of contract specifications, in the spellings that are met with. */
#include "config.h"

#include "feed/bt-feed-reader.h"
#include "feed/bt-specification-table.h"

#include "test-folder.h"

#include <string.h>

static BtSpecificationTable *
read_bytes (const char *bytes, gsize length, GError **error)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "specification.csv", NULL);

  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
  return bt_specification_table_read (path, error);
}

static BtSpecificationTable *
read_text (const char *text)
{
  g_autoptr (GError) error = NULL;
  BtSpecificationTable *table = read_bytes (text, strlen (text), &error);

  g_assert_no_error (error);
  return table;
}

/* Returns what the first row makes of a built-in instrument. */
static BtInstrument
apply_first (BtSpecificationTable *table, const char *symbol)
{
  BtInstrument instrument;
  char found[BT_SYMBOL_SIZE];

  g_assert_true (bt_specification_row_get_symbol (table, table->rows->pdata[0], found));
  g_assert_cmpstr (found, ==, symbol);
  const BtInstrument *builtin = bt_instrument_find_builtin (symbol);
  if (builtin != NULL)
    instrument = *builtin;
  else
    bt_instrument_guess (symbol, 2, &instrument);
  bt_specification_row_apply (table, table->rows->pdata[0], &instrument);
  return instrument;
}

static void
assert_field (const BtInstrument *instrument, BtInstrumentField field, const char *expected)
{
  g_autofree char *text = bt_instrument_get_field (instrument, field);

  g_assert_cmpstr (text, ==, expected);
}

/* As scripts in a terminal write it. */
static void
test_terminal (void)
{
  g_autoptr (BtSpecificationTable) table = read_text (
    "sep=,\nSymbol,SectorName,SwapLong,SwapShort,Spread,VolumeMin,VolumeMax,VolumeStep,"
    "ContractSize,TickSize,TickValue,Digits,BaseCurrency,QuoteCurrency,Description,Mystery\n"
    "EURUSD,Forex,-7.354,1.2,8,0.01,50.00,0.01,100000.0,1e-05,1,5,EUR,USD,\"Euro, \"\"spot\"\"\",x"
    "\n");
  const BtInstrument euro = apply_first (table, "EURUSD");

  assert_field (&euro, BT_INSTRUMENT_FIELD_DESCRIPTION, "Euro, \"spot\"");
  assert_field (&euro, BT_INSTRUMENT_FIELD_SWAP, "true");
  assert_field (&euro, BT_INSTRUMENT_FIELD_SWAP_LONG, "-7.35");
  assert_field (&euro, BT_INSTRUMENT_FIELD_VOLUME_MAX, "50");
  assert_field (&euro, BT_INSTRUMENT_FIELD_CONTRACT_SIZE, "100000");
  g_assert_cmpuint (table->unknown->len, ==, 1);
  g_assert_cmpstr (table->unknown->pdata[0], ==, "Mystery");
  g_assert_cmpuint (table->unused->len, ==, 2);
  g_assert_cmpuint (table->notes->len, ==, 0);
}

/* As web pages write it: a title, a mark, semicolons, decimal commas, units, a zone in the head. */
static void
test_page (void)
{
  g_autoptr (BtSpecificationTable) table = read_text (
    "\xef\xbb\xbfOur markets\r\n\r\n\"Instrument\";\"Contract size\";\"Min. lot\";\"Swap long\";"
    "\"Swap short\";\"3-day swap\";\"Margin %\";\"Trading hours (GMT+2)\";\"Stops level\"\r\n"
    "\"EUR/USD\";\"100 000 EUR\";\"0,01\";\"−7,35\";\"1,2\";\"Wednesday (x3)\";\"3,33\";"
    "\"Mon-Thu: 00:05–23:55\nFri: 00:05–22:00\";\"0\"\r\n");
  const BtInstrument euro = apply_first (table, "EURUSD");
  const BtSpecificationRow *row = table->rows->pdata[0];

  g_assert_cmpint (row->line, ==, 4);
  assert_field (&euro, BT_INSTRUMENT_FIELD_CONTRACT_SIZE, "100000");
  assert_field (&euro, BT_INSTRUMENT_FIELD_VOLUME_MIN, "0.01");
  assert_field (&euro, BT_INSTRUMENT_FIELD_SWAP_LONG, "-7.35");
  assert_field (&euro, BT_INSTRUMENT_FIELD_SWAP_TRIPLE, "Wednesday");
  assert_field (&euro, BT_INSTRUMENT_FIELD_LEVERAGE, "30");
  assert_field (&euro, BT_INSTRUMENT_FIELD_HOURS,
                "Mon 00:05-Fri 22:00, break 23:55-00:05 UTC+02:00");
  g_assert_cmpuint (table->notes->len, ==, 0);
}

/* As the terminal's programming interface names them, with a tab; and as UTF-16. */
static void
test_interface (void)
{
  static const char text[]
    = "name\tdescription\tdigits\ttrade_contract_size\tvolume_min\tvolume_max\tvolume_step\t"
      "swap_mode\tswap_long\tswap_short\tswap_rollover3days\tcurrency_base\tcurrency_profit\n"
      "GER40\tGermany 40\t1\t1.0\t0.1\t1,000\t0.1\t1\t-2.5\t-3\t5\teur\teur\n";
  gsize length = 0;
  g_autofree char *wide = g_convert (text, -1, "UTF-16LE", "UTF-8", NULL, &length, NULL);
  g_autofree char *marked = g_malloc (length + 2);
  g_autoptr (BtSpecificationTable) narrow = read_text (text);

  memcpy (marked, "\xff\xfe", 2);
  memcpy (marked + 2, wide, length);
  g_autoptr (BtSpecificationTable) converted = read_bytes (marked, length + 2, NULL);
  BtSpecificationTable *const tables[] = { narrow, converted };
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      const BtInstrument index = apply_first (tables[i], "GER40");

      assert_field (&index, BT_INSTRUMENT_FIELD_DIGITS, "1");
      assert_field (&index, BT_INSTRUMENT_FIELD_QUOTE, "EUR");
      assert_field (&index, BT_INSTRUMENT_FIELD_VOLUME_MAX, "1000");
      assert_field (&index, BT_INSTRUMENT_FIELD_SWAP_TRIPLE, "Friday");
      g_assert_cmpuint (tables[i]->notes->len, ==, 0);
    }
}

static void
assert_note (const BtSpecificationTable *table,
             guint index,
             gint64 line,
             guint column,
             gboolean is_bad,
             const char *part)
{
  const BtSpecificationNote *note = table->notes->pdata[index];

  g_assert_cmpint (note->line, ==, line);
  g_assert_cmpuint (note->column, ==, column);
  g_assert_cmpint (note->is_bad, ==, is_bad);
  if (strstr (note->message, part) == NULL)
    g_error ("“%s” is not in: %s", part, note->message);
}

/* What is wrong is a fault with its place; what has no counterpart is left out. */
static void
test_notes (void)
{
  g_autoptr (BtSpecificationTable) table
    = read_text ("Symbol|Digits|Contract size|Swap type|Swap long|Leverage|Hours|Spread\n"
                 "XAUUSD|two|100|points|-1|1:20|24/7|18\n"
                 "XAUUSD|2|0|interest|-1|fixed|by night|0.3 pips\n"
                 "|2|1|||||\n");
  BtInstrument gold = *bt_instrument_find_builtin ("XAUUSD");
  char symbol[BT_SYMBOL_SIZE];

  g_assert_false (bt_specification_row_apply (table, table->rows->pdata[0], &gold));
  g_assert_cmpuint (table->notes->len, ==, 1);
  assert_note (table, 0, 2, 2, TRUE, "“two” is no number of digits");
  g_assert_true (bt_specification_table_has_faults (table));
  gold = *bt_instrument_find_builtin ("XAUUSD");
  g_assert_false (bt_specification_row_apply (table, table->rows->pdata[1], &gold));
  assert_note (table, 1, 3, 3, TRUE, "contract_size is “0”");
  assert_note (table, 2, 3, 8, FALSE, "no whole number of points");
  assert_note (table, 3, 3, 6, FALSE, "no leverage");
  assert_note (table, 4, 3, 4, FALSE, "not stated in points");
  assert_note (table, 5, 3, 7, FALSE, "“by night” is left out");
  g_assert_false (bt_specification_row_get_symbol (table, table->rows->pdata[2], symbol));
  assert_note (table, 6, 4, 1, TRUE, "no symbol");
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    int code;
  } cases[] = { { "", BT_FEED_ERROR_EMPTY },
                { "Symbol,Digits\n", BT_FEED_ERROR_EMPTY },
                { "time,open,high,low,close\n2024-01-01,1,2,0,1\n", BT_FEED_ERROR_FORMAT },
                { "Symbol,Colour\nEURUSD,blue\n", BT_FEED_ERROR_FORMAT },
                { "Once upon a time\n\nthere was a broker.\n", BT_FEED_ERROR_FORMAT } };
  g_autoptr (GError) missing = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_bytes (cases[i].text, strlen (cases[i].text), &error));
      g_assert_error (error, BT_FEED_ERROR, cases[i].code);
    }
  g_assert_null (bt_specification_table_read ("/nowhere/specification.csv", &missing));
  g_assert_error (missing, BT_FEED_ERROR, BT_FEED_ERROR_OPEN);
}

/* Whatever the text is, reading ends, and no cell brings an instrument that is none. */
static void
test_any_text (void)
{
  static const char letters[] = "Symbol,;\t|\"\n\r0123456789.-%eE() Digits";
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint round = 0; round < 2000; round++)
    {
      g_autoptr (GString) text = g_string_new ("Symbol,Digits,Lot size,Swap long,Hours\nEURUSD,");
      const gint32 length = g_rand_int_range (random, 0, 120);

      for (gint32 i = 0; i < length; i++)
        g_string_append_c (text,
                           letters[g_rand_int_range (random, 0, (gint32) sizeof letters - 1)]);
      g_autoptr (BtSpecificationTable) table = read_bytes (text->str, text->len, NULL);
      g_assert_nonnull (table);
      for (guint i = 0; i < table->rows->len; i++)
        {
          BtInstrument instrument = *bt_instrument_find_builtin ("EURUSD");
          if (bt_specification_row_apply (table, table->rows->pdata[i], &instrument))
            g_assert_true (bt_instrument_validate (&instrument, NULL));
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feed/specification/terminal", test_terminal);
  g_test_add_func ("/feed/specification/page", test_page);
  g_test_add_func ("/feed/specification/interface", test_interface);
  g_test_add_func ("/feed/specification/notes", test_notes);
  g_test_add_func ("/feed/specification/refused", test_refused);
  g_test_add_func ("/feed/specification/any-text", test_any_text);
  return g_test_run ();
}
