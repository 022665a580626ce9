// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "cli/bt-cli-commands.h"
#include "cli/bt-cli-output.h"
#include "market/bt-instrument-fields.h"
#include "source/bt-dataset-regrade.h"
#include "store/bt-instrument-table.h"

#include <glib/gi18n.h>
#include <string.h>

#define GUESSED_DIGITS 2

/* What a store job reads or changes. */
typedef struct
{
  const char *symbol;
  GArray *list; /* of BtInstrument */
  BtInstrument instrument;
  gboolean is_found;
} Lookup;

static gboolean
list_job (BtDb *db, gpointer data, GError **error)
{
  Lookup *lookup = data;

  lookup->list = bt_instrument_table_list (db, error);
  return lookup->list != NULL;
}

static gboolean
find_job (BtDb *db, gpointer data, GError **error)
{
  Lookup *lookup = data;
  g_autoptr (GError) fault = NULL;

  lookup->is_found = bt_instrument_table_find (db, lookup->symbol, &lookup->instrument, &fault);
  if (fault == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&fault));
  return FALSE;
}

static gboolean
save_job (BtDb *db, gpointer data, GError **error)
{
  const Lookup *lookup = data;

  return bt_instrument_table_save_all (db, &lookup->instrument, 1, error);
}

static gboolean
reset_job (BtDb *db, gpointer data, GError **error)
{
  const Lookup *lookup = data;

  return bt_instrument_table_reset (db, lookup->symbol, error)
         && bt_instrument_table_apply (db, lookup->symbol, error);
}

static BtCliStatus
run_list (BtCli *cli, char **arguments)
{
  const BtCliSyntax syntax
    = { .name = "instrument list", .summary = N_ ("Lists built-in and own instruments.") };
  const char *const headings[] = { _ ("Symbol"),        _ ("Digits"),      _ ("Contract size"),
                                   _ ("Trading hours"), _ ("Description"), NULL };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) operands = NULL;
  Lookup lookup = { 0 };
  BtCliStatus status;

  if (!bt_cli_parse (cli, &syntax, NULL, arguments, &operands, &status))
    return status;
  BtStore *store = bt_cli_get_store (cli, &error);
  if (store == NULL || !bt_store_run (store, list_job, &lookup, &error))
    return bt_cli_fail (cli, error);
  g_autoptr (GArray) list = lookup.list;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (BtCliTable) table = bt_cli_table_new ("lrrll", headings);
  json_builder_begin_array (builder);
  for (guint i = 0; i < list->len; i++)
    {
      const BtInstrument *instrument = &g_array_index (list, BtInstrument, i);
      g_autofree char *hours = bt_trading_hours_to_string (&instrument->hours);
      g_autofree char *contract
        = bt_instrument_get_field (instrument, BT_INSTRUMENT_FIELD_CONTRACT_SIZE);

      bt_cli_json_add_whole_instrument (builder, instrument);
      bt_cli_table_add (table, "%s", instrument->symbol);
      bt_cli_table_add (table, "%u", instrument->digits);
      bt_cli_table_add (table, "%s", contract);
      bt_cli_table_add (table, "%s", hours);
      bt_cli_table_add (table, "%s", instrument->description);
    }
  json_builder_end_array (builder);
  if (bt_cli_is_json (cli))
    bt_cli_print_json (builder);
  else
    bt_cli_table_print (table);
  return BT_CLI_DONE;
}

static void
print_instrument (BtCli *cli, const BtInstrument *instrument)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (bt_cli_is_json (cli))
    {
      bt_cli_json_add_whole_instrument (builder, instrument);
      bt_cli_print_json (builder);
      return;
    }
  g_print ("symbol=%s\n", instrument->symbol);
  for (guint field = 0; field < BT_INSTRUMENT_N_FIELDS; field++)
    {
      g_autofree char *value = bt_instrument_get_field (instrument, field);
      g_print ("%s=%s\n", bt_instrument_field_to_string (field), value);
    }
}

static BtCliStatus
run_show (BtCli *cli, char **arguments)
{
  const BtCliSyntax syntax = { .name = "instrument show",
                               .operands = N_ ("SYMBOL"),
                               .summary = N_ ("Shows the fields of an instrument."),
                               .min_operands = 1,
                               .max_operands = 1 };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) operands = NULL;
  BtCliStatus status;

  if (!bt_cli_parse (cli, &syntax, NULL, arguments, &operands, &status))
    return status;
  Lookup lookup = { .symbol = operands[0] };
  BtStore *store = bt_cli_get_store (cli, &error);
  if (store == NULL || !bt_store_run (store, find_job, &lookup, &error))
    return bt_cli_fail (cli, error);
  if (!lookup.is_found)
    return bt_cli_fail_input (cli, _ ("There is no instrument “%s”; “instrument list” lists them"),
                              operands[0]);
  print_instrument (cli, &lookup.instrument);
  return BT_CLI_DONE;
}

/* Writes one "field=value" into the instrument. */
static gboolean
set_field (const char *argument, BtInstrument *instrument, GError **error)
{
  const char *sign = strchr (argument, '=');
  g_autofree char *name
    = g_strndup (argument, sign != NULL ? (gsize) (sign - argument) : strlen (argument));
  BtInstrumentField field;

  if (sign == NULL || !bt_instrument_field_parse (name, &field))
    {
      g_autoptr (GString) known = g_string_new (NULL);
      for (guint i = 0; i < BT_INSTRUMENT_N_FIELDS; i++)
        g_string_append_printf (known, "%s%s", i > 0 ? ", " : "",
                                bt_instrument_field_to_string (i));
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _ ("“%s” is no FIELD=VALUE; fields are %s"), argument, known->str);
      return FALSE;
    }
  return bt_instrument_set_field (instrument, field, sign + 1, error);
}

/* Holds the datasets against changed hours, and says so. */
static BtCliStatus
regrade (BtCli *cli, BtStore *store)
{
  g_autoptr (GError) error = NULL;
  guint count = 0;

  if (!bt_dataset_regrade_stale (store, &count, NULL, &error))
    return bt_cli_fail (cli, error);
  if (count > 0 && !bt_cli_is_json (cli))
    g_print (ngettext ("%u dataset was held against its new trading hours.\n",
                       "%u datasets were held against their new trading hours.\n", count),
             count);
  return BT_CLI_DONE;
}

static BtCliStatus
run_set (BtCli *cli, char **arguments)
{
  const BtCliSyntax syntax
    = { .name = "instrument set",
        .operands = N_ ("SYMBOL FIELD=VALUE…"),
        .summary = N_ ("Changes fields of an instrument, or makes a new one. New sessions begin "
                       "with them, also on data that is there; sessions that are there keep "
                       "theirs."),
        .min_operands = 2,
        .max_operands = 1 + BT_INSTRUMENT_N_FIELDS };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) operands = NULL;
  BtCliStatus status;

  if (!bt_cli_parse (cli, &syntax, NULL, arguments, &operands, &status))
    return status;
  Lookup lookup = { .symbol = operands[0] };
  BtInstrument named;
  bt_instrument_guess (operands[0], GUESSED_DIGITS, &named);
  if (g_ascii_strcasecmp (named.symbol, operands[0]) != 0)
    return bt_cli_fail_input (cli, _ ("“%s” cannot be a symbol"), operands[0]);
  BtStore *store = bt_cli_get_store (cli, &error);
  if (store == NULL || !bt_store_run (store, find_job, &lookup, &error))
    return bt_cli_fail (cli, error);
  if (!lookup.is_found)
    lookup.instrument = named;
  g_strlcpy (lookup.instrument.symbol, named.symbol, sizeof lookup.instrument.symbol);
  for (guint i = 1; operands[i] != NULL; i++)
    if (!set_field (operands[i], &lookup.instrument, &error))
      return bt_cli_fail_input (cli, "%s: %s", operands[i], error->message);
  if (!bt_instrument_validate (&lookup.instrument, &error))
    return bt_cli_fail_input (cli, "%s", error->message);
  if (!bt_store_run (store, save_job, &lookup, &error))
    return bt_cli_fail (cli, error);
  bt_store_notify_datasets (store);
  print_instrument (cli, &lookup.instrument);
  return regrade (cli, store);
}

static BtCliStatus
run_reset (BtCli *cli, char **arguments)
{
  const BtCliSyntax syntax
    = { .name = "instrument reset",
        .operands = N_ ("SYMBOL"),
        .summary = N_ ("Takes changes of an instrument back: the built-in one counts again, an own "
                       "one is gone."),
        .min_operands = 1,
        .max_operands = 1 };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) operands = NULL;
  BtCliStatus status;

  if (!bt_cli_parse (cli, &syntax, NULL, arguments, &operands, &status))
    return status;
  Lookup lookup = { .symbol = operands[0] };
  BtStore *store = bt_cli_get_store (cli, &error);
  if (store == NULL || !bt_store_run (store, find_job, &lookup, &error)
      || (lookup.is_found && !bt_store_run (store, reset_job, &lookup, &error)))
    return bt_cli_fail (cli, error);
  if (!lookup.is_found)
    return bt_cli_fail_input (cli, _ ("There is no instrument “%s”; “instrument list” lists them"),
                              operands[0]);
  bt_store_notify_datasets (store);
  if (bt_cli_is_json (cli))
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();
      json_builder_begin_object (builder);
      bt_cli_json_add_string (builder, "reset", operands[0]);
      json_builder_end_object (builder);
      bt_cli_print_json (builder);
    }
  else
    g_print (_ ("%s is as it was built in, or gone.\n"), operands[0]);
  return regrade (cli, store);
}

BtCliStatus
bt_cli_instrument (BtCli *cli, char **arguments)
{
  static const BtCliCommand commands[] = {
    { "list", N_ ("List the instruments"), run_list },
    { "show", N_ ("Show the fields of an instrument"), run_show },
    { "set", N_ ("Change an instrument, or make a new one"), run_set },
    { "reset", N_ ("Take changes of an instrument back"), run_reset },
    { "import", N_ ("Read a broker's table of specifications"), bt_cli_instrument_import },
  };

  return bt_cli_run_nested (cli, "instrument", commands, G_N_ELEMENTS (commands), arguments);
}
