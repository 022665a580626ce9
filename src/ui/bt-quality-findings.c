// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-quality-findings.h"

#include "ui/bt-accessible.h"

#include "ui/bt-coverage-strip.h"
#include "ui/bt-format.h"
#include "ui/bt-place-list.h"

#include <glib/gi18n.h>

/* Bad rows that are told one by one. */
#define MAX_ROWS_TOLD 6

/* How grave a finding is. */
typedef enum
{
  GRAVITY_GOOD,
  GRAVITY_NOTE,
  GRAVITY_WARNING,
} Gravity;

/* What was done with what was found. */
typedef enum
{
  DONE_NOTHING, /* nothing was wrong */
  DONE_REPAIRED,
  DONE_REFUSED,
  DONE_LEFT,
} Done;

/* A line of the list. */
typedef struct
{
  Gravity gravity;
  Done done;
  const char *text;
  gint64 count;      /* 0: none is told */
  GtkWidget *places; /* shown below, or NULL */
} Line;

/* Findings that are counts of the report, the worst first. */
typedef struct
{
  const char *text;
  gsize offset;
  Gravity gravity;
  Done done;
  BtFinding finding; /* whose places belong to it; BT_N_FINDINGS: it has none */
} Counted;

#define COUNT(field) G_STRUCT_OFFSET (BtQualityReport, field)

static const Counted counted[] = {
  { N_ ("The high is below the low"), COUNT (inverted), GRAVITY_WARNING, DONE_REFUSED,
    BT_FINDING_INVERTED },
  { N_ ("Another candle at a time that has one: the first is kept"), COUNT (duplicates_conflicting),
    GRAVITY_WARNING, DONE_REFUSED, BT_FINDING_CONFLICT },
  { N_ ("Spikes: a range beyond 12 times the median"), COUNT (spikes), GRAVITY_WARNING, DONE_LEFT,
    BT_FINDING_SPIKE },
  { N_ ("Candles at weekends, while the market is closed"), COUNT (weekend_rows), GRAVITY_WARNING,
    DONE_LEFT, BT_FINDING_WEEKEND },
  { N_ ("Candles outside the trading hours"), COUNT (outside_hours), GRAVITY_WARNING, DONE_LEFT,
    BT_FINDING_OUTSIDE_HOURS },
  { N_ ("Copies of a candle"), COUNT (duplicates_equal), GRAVITY_NOTE, DONE_REPAIRED,
    BT_FINDING_DUPLICATE },
  { N_ ("Steps back in time: the rows are sorted"), COUNT (out_of_order), GRAVITY_NOTE,
    DONE_REPAIRED, BT_FINDING_DISORDER },
  { N_ ("Rows of an hour that clocks show twice: told apart"), COUNT (folds), GRAVITY_NOTE,
    DONE_REPAIRED, BT_FINDING_FOLD },
  { N_ ("Candles that several files hold: stored once"), COUNT (overlapping), GRAVITY_NOTE,
    DONE_REPAIRED, BT_N_FINDINGS },
  { N_ ("Candles without movement"), COUNT (flat), GRAVITY_NOTE, DONE_LEFT, BT_FINDING_FLAT_RUN },
  { N_ ("Candles without volume"), COUNT (zero_volume), GRAVITY_NOTE, DONE_LEFT,
    BT_FINDING_VOLUME_RUN },
  { N_ ("Candles missing in the market's daily break, which is no fault"), COUNT (break_missing),
    GRAVITY_NOTE, DONE_LEFT, BT_N_FINDINGS },
};

static GtkWidget *
make_chip (Done done)
{
  static const char *const tones[] = { NULL, "up", "warn", NULL };
  const char *const texts[]
    = { NULL, C_ ("finding of an import", "Repaired"), C_ ("finding of an import", "Refused"),
        C_ ("finding of an import", "Left") };
  GtkWidget *chip = gtk_label_new (texts[done]);

  gtk_widget_add_css_class (chip, "chip");
  if (tones[done] != NULL)
    gtk_widget_add_css_class (chip, tones[done]);
  gtk_widget_set_valign (chip, GTK_ALIGN_START);
  return chip;
}

static GtkWidget *
make_head (const Line *line)
{
  static const char *const icons[]
    = { "object-select-symbolic", "dialog-information-symbolic", "dialog-warning-symbolic" };
  static const char *const tones[] = { "up", "accent", "warn" };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *icon = gtk_image_new_from_icon_name (icons[line->gravity]);
  GtkWidget *label = gtk_label_new (line->text);

  gtk_widget_add_css_class (icon, tones[line->gravity]);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "dense");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  if (line->count > 0)
    {
      g_autofree char *count = bt_format_count (line->count);
      GtkWidget *figure = gtk_label_new (count);
      gtk_widget_add_css_class (figure, "strong");
      gtk_widget_add_css_class (figure, "small");
      gtk_widget_add_css_class (figure, "figures");
      gtk_widget_set_valign (figure, GTK_ALIGN_START);
      gtk_box_append (GTK_BOX (box), figure);
    }
  if (line->done != DONE_NOTHING)
    gtk_box_append (GTK_BOX (box), make_chip (line->done));
  return box;
}

static void
add (GtkListBox *list, const Line *line)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_box_append (GTK_BOX (box), make_head (line));
  if (line->places != NULL)
    {
      gtk_widget_set_margin_start (line->places, 26);
      gtk_box_append (GTK_BOX (box), line->places);
    }
  gtk_widget_set_margin_top (box, 7);
  gtk_widget_set_margin_bottom (box, 7);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  bt_accessible_set_name (row, line->text);
  gtk_list_box_append (list, row);
}

static void
add_text (GtkListBox *list, Gravity gravity, Done done, const char *text)
{
  add (list, &(Line){ .gravity = gravity, .done = done, .text = text });
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
      add_text (list, GRAVITY_WARNING, DONE_REFUSED, text);
    }
  if (report->bad_rows_total > MAX_ROWS_TOLD)
    add (list, &(Line){ .gravity = GRAVITY_WARNING,
                        .done = DONE_REFUSED,
                        .text = _ ("More rows left out"),
                        .count = report->bad_rows_total - MAX_ROWS_TOLD });
}

/* Rows with high below low are told apart. */
static void
add_outside (GtkListBox *list, const BtDataset *dataset, BtQualityReport *report)
{
  const gint64 count = report->outside_range - report->inverted;

  if (count > 0)
    add (list,
         &(Line){ .gravity = GRAVITY_WARNING,
                  .done = DONE_REFUSED,
                  .text = _ ("Open or close is outside high and low"),
                  .count = count,
                  .places = bt_place_list_new (report, BT_FINDING_OUTSIDE, &dataset->instrument) });
}

/* The daily break of a market is none; a list that is not full has all of them. */
static void
add_gaps (GtkListBox *list, const BtDataset *dataset, BtQualityReport *report)
{
  const GArray *gaps = bt_quality_report_get_gaps (report);
  gint64 missing = 0;
  gboolean has_long = FALSE;

  for (guint i = 0; i < gaps->len; i++)
    {
      const BtGap *gap = &g_array_index (gaps, BtGap, i);
      missing += gap->missing;
      has_long = has_long || gap->to_usec - gap->from_usec >= BT_COVERAGE_LONG_GAP_USEC;
    }
  if (gaps->len >= BT_QUALITY_MAX_GAPS)
    missing = MAX (missing, bt_quality_report_get_missing (report));
  if (gaps->len > 0)
    add (list,
         &(Line){ .gravity = has_long ? GRAVITY_WARNING : GRAVITY_NOTE,
                  .done = DONE_LEFT,
                  .text = report->hours.n_spans > 0 ? _ ("Candles missing while the market is open")
                                                    : _ ("Candles missing in gaps"),
                  .count = missing,
                  .places = bt_place_list_new (report, BT_PLACE_LIST_GAPS, &dataset->instrument) });
}

/* What is told of the file as a whole. */
static void
add_file (GtkListBox *list, BtQualityReport *report)
{
  if (report->is_name_wrong)
    {
      g_autofree char *text
        /* Translators: two timeframes, such as M5 and M1. */
        = g_strdup_printf (_ ("The file's name states %s, its candles are %s"),
                           bt_timeframe_to_string (report->name_timeframe),
                           bt_timeframe_to_string (report->timeframe));
      add_text (list, GRAVITY_WARNING, DONE_LEFT, text);
    }
  if (report->is_stamped_at_close)
    add_text (list, GRAVITY_NOTE, DONE_REPAIRED,
              _ ("Stamps are the closes of candles: moved to their openings"));
  if (report->hours.n_spans > 0)
    {
      g_autofree char *hours = bt_trading_hours_to_string (&report->hours);
      /* Translators: when a market is open, such as “Mon-Fri 09:30-16:00 America/New_York”. */
      g_autofree char *text = g_strdup_printf (_ ("Held against the trading hours: %s"), hours);
      add_text (list, GRAVITY_NOTE, DONE_NOTHING, text);
    }
  if (report->are_ticks)
    add_text (list, GRAVITY_NOTE, DONE_NOTHING,
              _ ("The rows are ticks: candles were made of them"));
}

/* Reports of older versions do not tell copies from other candles. */
static gboolean
has_untold_duplicates (const BtQualityReport *report)
{
  return report->duplicates > 0 && !report->are_ticks && report->duplicates_equal == 0
         && report->duplicates_conflicting == 0 && report->folds == 0;
}

/* Trading hours tell more than what a week usually looks like. */
static gboolean
is_covered_by_hours (const BtQualityReport *report, gsize offset)
{
  return report->hours.n_spans > 0
         && (offset == G_STRUCT_OFFSET (BtQualityReport, weekend_rows)
             || offset == G_STRUCT_OFFSET (BtQualityReport, break_missing));
}

static void
add_counted (GtkListBox *list, const BtDataset *dataset, BtQualityReport *report, Gravity gravity)
{
  for (guint i = 0; i < G_N_ELEMENTS (counted); i++)
    {
      const Counted *each = &counted[i];
      const gint64 count = G_STRUCT_MEMBER (gint64, report, each->offset);

      if (count <= 0 || each->gravity != gravity || is_covered_by_hours (report, each->offset))
        continue;
      add (list, &(Line){ .gravity = gravity,
                          .done = each->done,
                          .text = _ (each->text),
                          .count = count,
                          .places = each->finding < BT_N_FINDINGS ? bt_place_list_new (
                                      report, (int) each->finding, &dataset->instrument)
                                                                  : NULL });
    }
}

static void
add_good (GtkListBox *list, const BtQualityReport *report)
{
  if (report->bad_rows_total == 0)
    add_text (list, GRAVITY_GOOD, DONE_NOTHING,
              _ ("Highs and lows enclose open and close in every row"));
  if (bt_quality_report_get_gaps (report)->len == 0)
    add_text (list, GRAVITY_GOOD, DONE_NOTHING,
              report->hours.n_spans > 0 ? _ ("No candle is missing while the market is open")
                                        : _ ("No candle is missing within a week"));
  if (report->duplicates == 0 && report->duplicates_equal == 0
      && report->duplicates_conflicting == 0 && report->out_of_order == 0)
    add_text (list, GRAVITY_GOOD, DONE_NOTHING, _ ("Every time occurs once, in order"));
}

void
bt_quality_findings_fill (GtkListBox *list, const BtDataset *dataset, BtQualityReport *report)
{
  if (dataset->is_synthetic)
    add_text (list, GRAVITY_NOTE, DONE_NOTHING,
              _ ("Made by a generator: this is not a real market"));
  if (report == NULL)
    {
      if (!dataset->is_synthetic)
        add_text (list, GRAVITY_NOTE, DONE_NOTHING, _ ("No report was stored with this dataset"));
      return;
    }
  add_bad_rows (list, report);
  add_outside (list, dataset, report);
  add_counted (list, dataset, report, GRAVITY_WARNING);
  add_gaps (list, dataset, report);
  add_file (list, report);
  if (has_untold_duplicates (report))
    add (list, &(Line){ .gravity = GRAVITY_NOTE,
                        .done = DONE_REFUSED,
                        .text = _ ("Rows that repeat a time: the first one is kept"),
                        .count = report->duplicates });
  add_counted (list, dataset, report, GRAVITY_NOTE);
  add_good (list, report);
}
