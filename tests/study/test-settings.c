// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Definitions are sound, and parameters take what they allow and nothing else. */
#include "config.h"

#include "study-fixture.h"

#include <math.h>
#include <string.h>

static void
check_parameters (const BtStudy *study)
{
  for (guint i = 0; i < study->n_parameters; i++)
    {
      const BtStudyParameter *parameter = &study->parameters[i];

      g_assert_nonnull (parameter->title);
      g_assert_true (bt_study_find_parameter (study, parameter->id) == parameter);
      g_assert_false (bt_study_has_common_parameter (study, parameter->id));
      g_assert_cmpfloat (parameter->value, >=, parameter->minimum);
      g_assert_cmpfloat (parameter->value, <=, parameter->maximum);
      if (parameter->kind == BT_STUDY_PARAMETER_CHOICE)
        g_assert_cmpuint (g_strv_length ((char **) parameter->choices), ==,
                          (guint) parameter->maximum + 1);
    }
}

static void
check_outputs (const BtStudy *study)
{
  g_assert_cmpuint (study->n_outputs, >=, 1);
  g_assert_cmpuint (study->n_outputs, <=, BT_STUDY_MAX_OUTPUTS);
  for (guint k = 0; k < study->n_outputs; k++)
    {
      const BtStudyOutput *output = &study->outputs[k];

      g_assert_nonnull (output->title);
      g_assert_cmpuint (output->fill_to, <, study->n_outputs);
      if (output->style == BT_STUDY_STYLE_BAND || output->style == BT_STUDY_STYLE_CLOUD)
        g_assert_cmpuint (output->fill_to, !=, k);
      if (output->style == BT_STUDY_STYLE_PIVOTS)
        g_assert_cmpuint (k + 1, <, study->n_outputs);
      if (study->is_overlay && output->style != BT_STUDY_STYLE_NONE)
        g_assert_cmpuint (output->price_power, ==, 1);
      g_assert_true (output->shift_sign == 0 || output->shift_parameter < study->n_parameters);
      for (guint other = 0; other < k; other++)
        g_assert_cmpstr (output->id, !=, study->outputs[other].id);
    }
}

static void
test_definitions (void)
{
  g_assert_cmpuint (bt_study_registry_get_count (), >=, 40);
  for (guint i = 0; i < bt_study_registry_get_count (); i++)
    {
      const BtStudy *study = bt_study_registry_get (i);

      g_assert_true (bt_study_registry_find (study->id) == study);
      g_assert_cmpuint (study->n_parameters, <=, BT_STUDY_MAX_PARAMETERS);
      g_assert_cmpuint (study->n_guides, <=, BT_STUDY_MAX_GUIDES);
      g_assert_cmpuint (study->group, <, BT_N_STUDY_GROUPS);
      g_assert_true (!study->has_range || study->minimum < study->maximum);
      g_assert_false (study->has_range && study->is_overlay);
      check_parameters (study);
      check_outputs (study);
    }
}

/* Every name leads to one study only. */
static void
test_names (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < bt_study_registry_get_count (); i++)
    {
      const BtStudy *study = bt_study_registry_get (i);
      g_autofree char *names
        = g_strconcat (study->id, study->aliases ? " " : "", study->aliases, NULL);
      g_auto (GStrv) each = g_strsplit (names, " ", -1);

      for (guint k = 0; each[k] != NULL; k++)
        {
          g_assert_true (g_hash_table_add (seen, g_strdup (each[k])));
          g_assert_true (bt_study_registry_find (each[k]) == study);
        }
    }
  g_assert_true (bt_study_registry_find ("STOCH") == bt_study_registry_find ("stochastic"));
  g_assert_null (bt_study_registry_find ("sm"));
  g_assert_null (bt_study_registry_find (""));
}

static void
test_limits (void)
{
  for (guint i = 0; i < bt_study_registry_get_count (); i++)
    {
      BtStudySettings settings;

      bt_study_settings_init (&settings, bt_study_registry_get (i));
      for (guint k = 0; k < settings.study->n_parameters; k++)
        {
          const BtStudyParameter *parameter = &settings.study->parameters[k];
          const double ends[] = { parameter->minimum, parameter->maximum };

          if (parameter->kind != BT_STUDY_PARAMETER_INT
              && parameter->kind != BT_STUDY_PARAMETER_DOUBLE)
            continue;
          for (guint end = 0; end < G_N_ELEMENTS (ends); end++)
            {
              g_autofree char *inside = g_strdup_printf ("%.15g", ends[end]);
              g_autofree char *outside = g_strdup_printf ("%.15g", ends[end] + (end == 0 ? -1 : 1));

              g_assert_cmpint (bt_study_settings_set (&settings, parameter->id, inside), ==,
                               BT_STUDY_SET_DONE);
              g_assert_cmpint (bt_study_settings_set (&settings, parameter->id, outside), ==,
                               BT_STUDY_SET_OUT_OF_RANGE);
              g_assert_cmpfloat (settings.values[k], ==, ends[end]);
            }
        }
    }
}

static void
assert_set (BtStudySettings *settings, const char *id, const char *text, BtStudySetResult expected)
{
  g_test_message ("%s=%s", id, text);
  g_assert_cmpint (bt_study_settings_set (settings, id, text), ==, expected);
}

static void
test_texts (void)
{
  BtStudySettings settings = study_make_settings ("bollinger", NULL);

  assert_set (&settings, "period", "12", BT_STUDY_SET_DONE);
  assert_set (&settings, "PERIOD", "13", BT_STUDY_SET_DONE);
  assert_set (&settings, "period", "12.5", BT_STUDY_SET_NOT_A_VALUE);
  assert_set (&settings, "period", "", BT_STUDY_SET_NOT_A_VALUE);
  assert_set (&settings, "period", " 12", BT_STUDY_SET_NOT_A_VALUE);
  assert_set (&settings, "period", "12x", BT_STUDY_SET_NOT_A_VALUE);
  assert_set (&settings, "period", "nan", BT_STUDY_SET_NOT_A_VALUE);
  assert_set (&settings, "deviations", "inf", BT_STUDY_SET_NOT_A_VALUE);
  assert_set (&settings, "deviations", "2.25", BT_STUDY_SET_DONE);
  assert_set (&settings, "average", "ema", BT_STUDY_SET_DONE);
  assert_set (&settings, "average", "1", BT_STUDY_SET_NOT_A_VALUE);
  assert_set (&settings, "source", "hlc3", BT_STUDY_SET_DONE);
  assert_set (&settings, "source", "hlc4", BT_STUDY_SET_NOT_A_VALUE);
  assert_set (&settings, "timeframe", "h4", BT_STUDY_SET_DONE);
  assert_set (&settings, "timeframe", "M0", BT_STUDY_SET_NOT_A_VALUE);
  assert_set (&settings, "forming", "yes", BT_STUDY_SET_DONE);
  assert_set (&settings, "forming", "maybe", BT_STUDY_SET_NOT_A_VALUE);
  assert_set (&settings, "perod", "12", BT_STUDY_SET_UNKNOWN);
  g_autofree char *label = bt_study_settings_label (&settings);
  g_assert_cmpstr (label, ==, "BB 13 2.25 ema hlc3 H4");
}

/* What is written is read again, for every study with no value the usual one. */
static void
test_round_trip (void)
{
  for (guint i = 0; i < bt_study_registry_get_count (); i++)
    {
      BtStudySettings settings, read;

      bt_study_settings_init (&settings, bt_study_registry_get (i));
      for (guint k = 0; k < settings.study->n_parameters; k++)
        settings.values[k] = settings.study->parameters[k].maximum;
      if (bt_study_has_common_parameter (settings.study, "source"))
        settings.source = BT_STUDY_SOURCE_OPEN;
      settings.has_timeframe = TRUE;
      settings.timeframe = BT_TIMEFRAME_D1;
      settings.is_forming = TRUE;
      g_autofree char *text = bt_study_settings_to_string (&settings);
      g_test_message ("%s", text);
      g_assert_true (bt_study_settings_parse (text, &read));
      g_assert_true (read.study == settings.study);
      g_assert_cmpmem (read.values, sizeof read.values, settings.values, sizeof settings.values);
      g_assert_cmpint (read.source, ==, settings.source);
      g_assert_true (read.has_timeframe && read.timeframe == BT_TIMEFRAME_D1 && read.is_forming);
    }
}

static void
test_parse (void)
{
  const char *const wrong[]
    = { "", "nothing", "rsi period", "rsi period=1", "rsi perod=14", "rsi  period=14", "rsi =" };
  BtStudySettings settings = study_make_settings ("bb", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (bt_study_settings_parse (wrong[i], &settings));
  g_assert_cmpstr (settings.study->id, ==, "bollinger");
  g_assert_true (bt_study_settings_parse ("RSI source=hl2", &settings));
  g_autofree char *text = bt_study_settings_to_string (&settings);
  g_assert_cmpstr (text, ==, "rsi period=14 source=hl2 timeframe=chart forming=no");
  g_assert_null (bt_study_settings_get (&settings, "nothing"));
}

static void
test_times (void)
{
  BtStudySettings settings = study_make_settings ("anchored-vwap", NULL);
  g_autofree char *first = bt_study_settings_get (&settings, "anchor");

  g_assert_cmpstr (first, ==, "start");
  assert_set (&settings, "anchor", "2024-03-04T08:00:00Z", BT_STUDY_SET_DONE);
  g_autofree char *text = bt_study_settings_get (&settings, "anchor");
  g_assert_cmpstr (text, ==, "2024-03-04T08:00:00Z");
  assert_set (&settings, "anchor", "yesterday", BT_STUDY_SET_NOT_A_VALUE);
  assert_set (&settings, "anchor", "1960-01-01", BT_STUDY_SET_OUT_OF_RANGE);
}

static void
test_shifts (void)
{
  const BtStudySettings ichimoku = study_make_settings ("ichimoku", "displacement=30", NULL);
  const BtStudySettings fractals = study_make_settings ("fractals", "span=3", NULL);
  const BtStudySettings alligator = study_make_settings ("alligator", NULL);

  g_assert_cmpint (bt_study_settings_get_shift (&ichimoku, 0), ==, 0);
  g_assert_cmpint (bt_study_settings_get_shift (&ichimoku, 2), ==, 29);
  g_assert_cmpint (bt_study_settings_get_shift (&ichimoku, 4), ==, -29);
  g_assert_cmpint (bt_study_settings_get_shift (&fractals, 0), ==, -3);
  g_assert_cmpint (bt_study_settings_get_shift (&alligator, 0), ==, 8);
}

/* The manual explains each. */
static void
test_help (void)
{
  g_autofree char *path
    = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", "help", "C", "indicators.page", NULL);
  g_autofree char *page = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &page, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < bt_study_registry_get_count (); i++)
    {
      g_autofree char *name = g_strdup_printf ("(<cmd>%s</cmd>)", bt_study_registry_get (i)->id);

      g_test_message ("%s", name);
      g_assert_nonnull (strstr (page, name));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/study/settings/definitions", test_definitions);
  g_test_add_func ("/study/settings/names", test_names);
  g_test_add_func ("/study/settings/limits", test_limits);
  g_test_add_func ("/study/settings/texts", test_texts);
  g_test_add_func ("/study/settings/round-trip", test_round_trip);
  g_test_add_func ("/study/settings/parse", test_parse);
  g_test_add_func ("/study/settings/times", test_times);
  g_test_add_func ("/study/settings/shifts", test_shifts);
  g_test_add_func ("/study/settings/help", test_help);
  return g_test_run ();
}
