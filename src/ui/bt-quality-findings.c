// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-quality-findings.h"

#include "ui/bt-accessible.h"

#include "ui/bt-coverage-strip.h"
#include "ui/bt-format.h"

#include <glib/gi18n.h>

/* Gaps and bad rows that are told one by one. */
#define MAX_GAPS_TOLD 4
#define MAX_ROWS_TOLD 6

/* How grave a finding is. */
typedef enum
{
  FINDING_GOOD,
  FINDING_NOTE,
  FINDING_WARNING,
} Finding;

static void
add (GtkListBox *list, Finding finding, const char *text, const char *figure)
{
  static const char *const icons[]
    = { "object-select-symbolic", "dialog-information-symbolic", "dialog-warning-symbolic" };
  static const char *const tones[] = { "up", "accent", "warn" };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *icon = gtk_image_new_from_icon_name (icons[finding]);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_widget_add_css_class (icon, tones[finding]);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "dense");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  if (figure != NULL)
    {
      GtkWidget *end = gtk_label_new (figure);
      gtk_widget_add_css_class (end, "dim");
      gtk_widget_add_css_class (end, "small");
      gtk_widget_add_css_class (end, "figures");
      gtk_widget_set_valign (end, GTK_ALIGN_START);
      gtk_box_append (GTK_BOX (box), end);
    }
  gtk_widget_set_margin_top (box, 7);
  gtk_widget_set_margin_bottom (box, 7);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  bt_accessible_set_name (row, text);
  gtk_list_box_append (list, row);
}

static guint
add_gaps (GtkListBox *list, BtQualityReport *report)
{
  guint told = 0;

  for (guint i = 0; i < report->gaps->len && told < MAX_GAPS_TOLD; i++)
    {
      const BtGap *gap = &g_array_index (report->gaps, BtGap, i);
      gboolean is_long = gap->to_usec - gap->from_usec >= BT_COVERAGE_LONG_GAP_USEC;
      g_autofree char *from = bt_format_time (gap->from_usec);
      g_autofree char *to = bt_format_time (gap->to_usec);
      g_autofree char *count = bt_format_count (gap->missing);
      /* Translators: %s is a number of candles. */
      g_autofree char *missing
        = g_strdup_printf (ngettext ("%s candle", "%s candles", (gulong) gap->missing), count);
      /* Translators: the first and last time of a gap in the data. */
      g_autofree char *text = g_strdup_printf (_ ("Gap %s – %s"), from, to);
      add (list, is_long ? FINDING_WARNING : FINDING_NOTE, text, missing);
      told++;
    }
  return told;
}

static void
add_bad_rows (GtkListBox *list, BtQualityReport *report)
{
  for (guint i = 0; i < report->bad_rows->len && i < MAX_ROWS_TOLD; i++)
    {
      const BtBadRow *bad = g_ptr_array_index (report->bad_rows, i);
      g_autofree char *line = bt_format_count (bad->line);
      /* Translators: a line number of a file, then what is wrong there. */
      g_autofree char *text = g_strdup_printf (_ ("Line %s left out: %s"), line, bad->reason);
      add (list, FINDING_WARNING, text, NULL);
    }
  if (report->bad_rows_total > MAX_ROWS_TOLD)
    {
      g_autofree char *more = bt_format_count (report->bad_rows_total - MAX_ROWS_TOLD);
      /* Translators: %s is a number of rows. */
      g_autofree char *text = g_strdup_printf (
        ngettext ("%s more row left out", "%s more rows left out", (gulong) report->bad_rows_total),
        more);
      add (list, FINDING_WARNING, text, NULL);
    }
}

static void
add_counted (GtkListBox *list, BtQualityReport *report)
{
  g_autofree char *spikes = bt_format_count (report->spikes);
  g_autofree char *duplicates = bt_format_count (report->duplicates);
  g_autofree char *steps = bt_format_count (report->out_of_order);

  if (report->spikes > 0)
    {
      g_autofree char *text
        /* Translators: %s is a number of candles. */
        = g_strdup_printf (ngettext ("%s candle is larger than 12 times the median range",
                                     "%s candles are larger than 12 times the median range",
                                     (gulong) report->spikes),
                           spikes);
      add (list, FINDING_WARNING, text, NULL);
    }
  if (report->duplicates > 0)
    {
      g_autofree char *text
        /* Translators: %s is a number of rows. */
        = g_strdup_printf (ngettext ("%s row repeats a time: the first one is kept",
                                     "%s rows repeat a time: the first one is kept",
                                     (gulong) report->duplicates),
                           duplicates);
      add (list, FINDING_NOTE, text, NULL);
    }
  if (report->out_of_order > 0)
    {
      g_autofree char *text
        /* Translators: %s is a number of rows. */
        = g_strdup_printf (ngettext ("%s row steps back in time: sorted",
                                     "%s rows step back in time: sorted",
                                     (gulong) report->out_of_order),
                           steps);
      add (list, FINDING_NOTE, text, NULL);
    }
}

void
bt_quality_findings_fill (GtkListBox *list, const BtDataset *dataset, BtQualityReport *report)
{
  if (dataset->is_synthetic)
    add (list, FINDING_NOTE, _ ("Made by a generator: this is not a real market"), NULL);
  if (report == NULL)
    {
      if (!dataset->is_synthetic)
        add (list, FINDING_NOTE, _ ("No report was stored with this dataset"), NULL);
      return;
    }
  add_bad_rows (list, report);
  guint gaps = add_gaps (list, report);
  add_counted (list, report);
  if (report->bad_rows_total == 0)
    add (list, FINDING_GOOD, _ ("Highs and lows enclose open and close in every row"), NULL);
  if (gaps == 0)
    add (list, FINDING_GOOD, _ ("No candle is missing within a week"), NULL);
  if (report->duplicates == 0 && report->out_of_order == 0)
    add (list, FINDING_GOOD, _ ("Every time occurs once, in order"), NULL);
}
