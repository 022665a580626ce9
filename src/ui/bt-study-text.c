// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-study-text.h"

#include "study/bt-study-registry.h"

/* The colours of the palette, from 1. */
#define MAX_COLOUR 8

static const char *const common_ids[] = { "source", "timeframe", "forming" };

/* Appends a parameter that is not as usual. */
static void
write_parameter (GString *text,
                 const BtStudySettings *settings,
                 const BtStudySettings *usual,
                 const char *id)
{
  g_autofree char *value = bt_study_settings_get (settings, id);
  g_autofree char *usual_value = bt_study_settings_get (usual, id);

  if (value != NULL && g_strcmp0 (value, usual_value) != 0)
    g_string_append_printf (text, " %s=%s", id, value);
}

/* In the order of BtDrawingStroke. */
static const char *const stroke_names[] = { "solid", "dashed", "dotted" };

/* Appends what of a look is not as usual. */
static void
write_look (GString *text, const BtStudyLook *look)
{
  char share[G_ASCII_DTOSTR_BUF_SIZE];

  if (look->colour > 0)
    g_string_append_printf (text, " colour=%u", look->colour);
  if (look->width > 0)
    g_string_append_printf (text, " width=%u", look->width);
  if (look->stroke != BT_DRAWING_SOLID)
    g_string_append_printf (text, " line=%s", stroke_names[look->stroke]);
  if (look->is_hidden)
    g_string_append (text, " hidden=yes");
  if (look->pane_share > 0)
    g_string_append_printf (text, " pane=%s",
                            g_ascii_formatd (share, sizeof share, "%.4f", look->pane_share));
}

/* Takes a part of a look; FALSE for a name that is none. Figures that make no sense are left. */
static gboolean
read_look (BtStudyLook *look, const char *name, const char *value)
{
  guint64 number = g_ascii_strtoull (value, NULL, 10);
  double share = g_ascii_strtod (value, NULL);

  if (g_str_equal (name, "colour"))
    look->colour = number <= MAX_COLOUR ? (guint) number : 0;
  else if (g_str_equal (name, "width"))
    look->width = number <= BT_DRAWING_MAX_WIDTH ? (guint) number : 0;
  else if (g_str_equal (name, "line"))
    {
      for (guint i = 0; i < G_N_ELEMENTS (stroke_names); i++)
        if (g_str_equal (value, stroke_names[i]))
          look->stroke = (BtDrawingStroke) i;
    }
  else if (g_str_equal (name, "hidden"))
    look->is_hidden = g_str_equal (value, "yes");
  else if (g_str_equal (name, "pane"))
    look->pane_share = share > 0 && share < 1 ? share : 0;
  else
    return FALSE;
  return TRUE;
}

char *
bt_study_text_write (BtChart *chart)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < bt_chart_get_n_studies (chart); i++)
    {
      BtStudySettings settings;
      BtStudySettings usual;
      BtStudyLook look;

      guint id = bt_chart_get_study (chart, i, &settings);
      bt_study_settings_init (&usual, settings.study);
      g_string_append (text, settings.study->id);
      for (guint k = 0; k < settings.study->n_parameters; k++)
        write_parameter (text, &settings, &usual, settings.study->parameters[k].id);
      for (guint k = 0; k < G_N_ELEMENTS (common_ids); k++)
        if (bt_study_has_common_parameter (settings.study, common_ids[k]))
          write_parameter (text, &settings, &usual, common_ids[k]);
      if (bt_chart_get_study_look (chart, id, &look))
        write_look (text, &look);
      g_string_append_c (text, '\n');
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
read_line (BtChart *chart, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  const BtStudy *study = words[0] != NULL ? bt_study_registry_find (words[0]) : NULL;
  BtStudySettings settings;
  BtStudyLook look = { 0 };

  if (study == NULL)
    return;
  bt_study_settings_init (&settings, study);
  for (guint i = 1; words[i] != NULL; i++)
    {
      char *equals = strchr (words[i], '=');
      if (equals == NULL)
        continue;
      *equals = '\0';
      if (!read_look (&look, words[i], equals + 1))
        bt_study_settings_set (&settings, words[i], equals + 1);
    }
  guint id = bt_chart_add_study (chart, &settings);
  if (id != 0)
    bt_chart_set_study_look (chart, id, &look);
}

void
bt_study_text_read (BtChart *chart, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);
  BtStudySettings settings;

  while (bt_chart_get_n_studies (chart) > 0)
    bt_chart_set_study (chart, bt_chart_get_study (chart, 0, &settings), NULL);
  for (guint i = 0; lines[i] != NULL; i++)
    read_line (chart, lines[i]);
}
