// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "cli/bt-cli-study-list.h"

#include "cli/bt-cli-output.h"
#include "study/bt-study-registry.h"

#include <glib/gi18n.h>

const char *
bt_cli_study_format (double value, char buffer[static BT_CLI_STUDY_NUMBER])
{
  const char *const formats[] = { "%.15g", "%.16g", "%.17g" };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_ascii_formatd (buffer, BT_CLI_STUDY_NUMBER, formats[i], value);
      if (g_ascii_strtod (buffer, NULL) == value)
        break;
    }
  return buffer;
}

static char *
describe_range (const BtStudyParameter *parameter)
{
  char least[BT_CLI_STUDY_NUMBER], most[BT_CLI_STUDY_NUMBER];

  if (parameter->kind == BT_STUDY_PARAMETER_CHOICE)
    return g_strjoinv (" | ", (char **) parameter->choices);
  if (parameter->kind == BT_STUDY_PARAMETER_TIME)
    return g_strdup (_ ("a time, or start"));
  return g_strdup_printf ("%s … %s", bt_cli_study_format (parameter->minimum, least),
                          bt_cli_study_format (parameter->maximum, most));
}

static char *
describe_common (const char *id)
{
  if (g_ascii_strcasecmp (id, "source") == 0)
    return g_strdup ("close | open | high | low | hl2 | hlc3 | ohlc4 | hlcc4");
  if (g_ascii_strcasecmp (id, "forming") == 0)
    return g_strdup ("no | yes");
  return g_strdup ("chart | M1 … M1440 | H1 … H12 | D1 | W1 | MN");
}

char *
bt_cli_study_range (const BtStudy *study, const char *id)
{
  const BtStudyParameter *parameter = bt_study_find_parameter (study, id);

  return parameter != NULL ? describe_range (parameter) : describe_common (id);
}

char *
bt_cli_study_parameters (const BtStudy *study)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < study->n_parameters; i++)
    g_string_append_printf (text, "%s, ", study->parameters[i].id);
  if (bt_study_has_common_parameter (study, "source"))
    g_string_append (text, "source, ");
  g_string_append (text, "timeframe, forming");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

const BtStudy *
bt_cli_study_find (BtCli *cli, const char *name)
{
  const BtStudy *study = bt_study_registry_find (name);

  if (study == NULL)
    bt_cli_fail_usage (
      cli, _ ("There is no indicator “%s”; “backtrade-cli study --list” lists them"), name);
  return study;
}

static void
add_parameter_json (JsonBuilder *builder, const BtStudyParameter *parameter)
{
  g_autofree char *range = describe_range (parameter);
  char buffer[BT_CLI_STUDY_NUMBER];

  json_builder_begin_object (builder);
  bt_cli_json_add_string (builder, "id", parameter->id);
  bt_cli_json_add_string (builder, "title", _ (parameter->title));
  bt_cli_json_add_string (
    builder, "default",
    parameter->kind == BT_STUDY_PARAMETER_CHOICE ? parameter->choices[(guint) parameter->value]
    : parameter->kind == BT_STUDY_PARAMETER_TIME ? "start"
                                                 : bt_cli_study_format (parameter->value, buffer));
  bt_cli_json_add_string (builder, "range", range);
  json_builder_end_object (builder);
}

static void
add_study_json (JsonBuilder *builder, const BtStudy *study)
{
  json_builder_begin_object (builder);
  bt_cli_json_add_string (builder, "id", study->id);
  bt_cli_json_add_string (builder, "title", _ (study->title));
  bt_cli_json_add_string (builder, "short_name", study->short_name);
  bt_cli_json_add_string (builder, "aliases", study->aliases != NULL ? study->aliases : "");
  bt_cli_json_add_boolean (builder, "overlay", study->is_overlay);
  bt_cli_json_add_boolean (builder, "source", bt_study_has_common_parameter (study, "source"));
  json_builder_set_member_name (builder, "parameters");
  json_builder_begin_array (builder);
  for (guint i = 0; i < study->n_parameters; i++)
    add_parameter_json (builder, &study->parameters[i]);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "outputs");
  json_builder_begin_array (builder);
  for (guint k = 0; k < study->n_outputs; k++)
    {
      json_builder_begin_object (builder);
      bt_cli_json_add_string (builder, "id", study->outputs[k].id);
      bt_cli_json_add_string (builder, "title", _ (study->outputs[k].title));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

/* Returns "period=14 average=sma", what a study takes with its defaults; free with g_free(). */
static char *
describe_defaults (const BtStudy *study)
{
  g_autoptr (GString) text = g_string_new (NULL);
  BtStudySettings settings;

  bt_study_settings_init (&settings, study);
  for (guint i = 0; i < study->n_parameters; i++)
    {
      g_autofree char *value = bt_study_settings_get (&settings, study->parameters[i].id);

      g_string_append_printf (text, "%s%s=%s", i > 0 ? " " : "", study->parameters[i].id, value);
    }
  if (bt_study_has_common_parameter (study, "source"))
    g_string_append_printf (text, "%ssource=%s", text->len > 0 ? " " : "",
                            bt_study_source_to_string (settings.source));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
bt_cli_study_list (BtCli *cli)
{
  const char *const headings[] = { _ ("Name"), _ ("Indicator"), _ ("Parameters") };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (BtCliTable) table = bt_cli_table_new ("lll", headings);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "studies");
  json_builder_begin_array (builder);
  for (guint i = 0; i < bt_study_registry_get_count (); i++)
    {
      const BtStudy *study = bt_study_registry_get (i);
      g_autofree char *defaults = describe_defaults (study);

      add_study_json (builder, study);
      bt_cli_table_add (table, "%s", study->id);
      bt_cli_table_add (table, "%s", _ (study->title));
      bt_cli_table_add (table, "%s", defaults);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  if (bt_cli_is_json (cli))
    bt_cli_print_json (builder);
  else
    bt_cli_table_print (table);
}

BtCliStatus
bt_cli_study_show (BtCli *cli, const char *name)
{
  const char *const headings[] = { _ ("Parameter"), _ ("Default"), _ ("Values"), _ ("Meaning") };
  const BtStudy *study = bt_cli_study_find (cli, name);
  BtStudySettings settings;

  if (study == NULL)
    return BT_CLI_USAGE;
  if (bt_cli_is_json (cli))
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      add_study_json (builder, study);
      bt_cli_print_json (builder);
      return BT_CLI_DONE;
    }
  bt_study_settings_init (&settings, study);
  g_autoptr (BtCliTable) table = bt_cli_table_new ("llll", headings);
  g_autofree char *names = bt_cli_study_parameters (study);
  g_auto (GStrv) ids = g_strsplit (names, ", ", -1);
  for (guint i = 0; ids[i] != NULL; i++)
    {
      const BtStudyParameter *parameter = bt_study_find_parameter (study, ids[i]);
      g_autofree char *value = bt_study_settings_get (&settings, ids[i]);
      g_autofree char *range = bt_cli_study_range (study, ids[i]);

      bt_cli_table_add (table, "%s", ids[i]);
      bt_cli_table_add (table, "%s", value);
      bt_cli_table_add (table, "%s", range);
      bt_cli_table_add (table, "%s",
                        parameter != NULL                      ? _ (parameter->title)
                        : g_strcmp0 (ids[i], "source") == 0    ? _ ("Price of a candle")
                        : g_strcmp0 (ids[i], "timeframe") == 0 ? _ ("Timeframe of its own")
                                                               : _ ("With the candle that forms"));
    }
  bt_cli_table_print (table);
  return BT_CLI_DONE;
}
