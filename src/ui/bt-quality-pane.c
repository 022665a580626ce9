// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-quality-pane.h"

#include "ui/bt-accessible.h"

#include "ui/bt-coverage-strip.h"
#include "ui/bt-format.h"
#include "ui/bt-labels.h"
#include "ui/bt-quality-findings.h"
#include "ui/bt-resources.h"

#include <glib/gi18n.h>

#define MAX_VOTES 4
/* From so many weeks in a hundred on a zone is called likely. */
#define LIKELY_PERCENT 50

/* The counts of the grid. */
enum
{
  COUNT_ROWS,
  COUNT_STORED,
  COUNT_DUPLICATES,
  COUNT_BAD,
  COUNT_GAPS,
  COUNT_MISSING,
  COUNT_INVERTED,
  COUNT_SPIKES,
  COUNT_ORDER,
  COUNT_FLAT,
  COUNT_ZERO,
  COUNT_LONGEST,
  N_COUNTS
};

struct _BtQualityPane
{
  GtkBox parent_instance;

  BtDatasetItem *item;
  GtkWidget *stack;
  GtkWidget *grade_label;
  GtkWidget *title_label;
  GtkWidget *detail_label;
  GtkWidget *span_label;
  GtkWidget *strip;
  GtkWidget *legend;
  GtkWidget *counts_grid;
  GtkWidget *counts[N_COUNTS];
  GtkWidget *zone_head;
  GtkWidget *zone_box;
  GtkWidget *certain_label;
  GtkWidget *zone_label;
  GtkWidget *weeks_label;
  GtkWidget *votes;
  GtkWidget *findings_title;
  GtkWidget *findings;
  GtkWidget *hash_label;
};

enum
{
  PROP_ITEM = 1,
  N_PROPS
};

static const char *const count_names[N_COUNTS] = {
  "rows_count",     "stored_count", "duplicate_count", "bad_count",  "gap_count",  "missing_count",
  "inverted_count", "spike_count",  "order_count",     "flat_count", "zero_count", "longest_count",
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (BtQualityPane, bt_quality_pane, GTK_TYPE_BOX)

static void
show_head (BtQualityPane *self, const BtDataset *dataset)
{
  char grade[] = { dataset->grade == '-' ? '?' : dataset->grade, '\0' };
  const char *classes[] = { "grade", "large", bt_quality_pane_grade_class (dataset->grade), NULL };
  g_autofree char *title = bt_dataset_item_to_title (self->item);
  g_autofree char *digits = g_strdup_printf (
    ngettext ("%u digit", "%u digits", dataset->instrument.digits), dataset->instrument.digits);
  const char *description = dataset->instrument.description;
  g_autofree char *form = g_strdup_printf ("%s · %s", bt_label_price_kind (dataset->kind), digits);
  g_autofree char *detail
    = *description != '\0' ? g_strdup_printf ("%s · %s", description, form) : g_strdup (form);
  g_autofree char *first = bt_format_date (dataset->first_usec);
  g_autofree char *last = bt_format_date (dataset->last_usec);
  g_autofree char *span = g_strdup_printf ("%s – %s UTC", first, last);

  gtk_label_set_label (GTK_LABEL (self->grade_label), grade);
  gtk_widget_set_css_classes (self->grade_label, classes);
  gtk_label_set_label (GTK_LABEL (self->title_label), title);
  gtk_label_set_label (GTK_LABEL (self->detail_label), detail);
  gtk_widget_set_tooltip_text (self->detail_label, detail);
  gtk_label_set_label (GTK_LABEL (self->span_label), span);
}

static void
set_count (BtQualityPane *self, guint which, gint64 count, const char *tone)
{
  g_autofree char *text = bt_format_count (count);
  const char *classes[] = { "strong", "figures", count > 0 ? tone : NULL, NULL };

  gtk_label_set_label (GTK_LABEL (self->counts[which]), text);
  gtk_widget_set_css_classes (self->counts[which], classes);
}

static void
show_longest (BtQualityPane *self, BtQualityReport *report)
{
  const GArray *gaps = bt_quality_report_get_gaps (report);
  const BtGap *gap = gaps->len > 0 ? &g_array_index (gaps, BtGap, 0) : NULL;
  gint64 span_usec = gap != NULL ? gap->to_usec - gap->from_usec : 0;
  g_autofree char *text = gap != NULL ? bt_format_duration (span_usec) : g_strdup (BT_FORMAT_NONE);
  const char *tone = span_usec >= BT_COVERAGE_LONG_GAP_USEC ? "down" : NULL;
  const char *classes[] = { "strong", "figures", tone, NULL };

  gtk_label_set_label (GTK_LABEL (self->counts[COUNT_LONGEST]), text);
  gtk_widget_set_css_classes (self->counts[COUNT_LONGEST], classes);
}

static void
show_counts (BtQualityPane *self, BtQualityReport *report)
{
  set_count (self, COUNT_ROWS, report->rows, NULL);
  set_count (self, COUNT_STORED, bt_dataset_item_get (self->item)->rows, NULL);
  set_count (self, COUNT_DUPLICATES, report->duplicates, NULL);
  set_count (self, COUNT_BAD, report->bad_rows_total, "down");
  const gboolean has_hours = report->hours.n_spans > 0;
  set_count (self, COUNT_GAPS, has_hours ? report->hours_gap_count : report->gap_count, NULL);
  set_count (self, COUNT_MISSING, has_hours ? report->hours_missing : report->gap_missing, NULL);
  set_count (self, COUNT_INVERTED, report->inverted, "down");
  set_count (self, COUNT_SPIKES, report->spikes, "warn");
  set_count (self, COUNT_ORDER, report->out_of_order, "warn");
  set_count (self, COUNT_FLAT, report->flat, NULL);
  set_count (self, COUNT_ZERO, report->zero_volume, NULL);
  show_longest (self, report);
}

static void
clear_children (GtkWidget *parent, void (*remove) (GtkWidget *parent, GtkWidget *child))
{
  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL;
       child = gtk_widget_get_first_child (parent))
    remove (parent, child);
}

static void
remove_from_grid (GtkWidget *parent, GtkWidget *child)
{
  gtk_grid_remove (GTK_GRID (parent), child);
}

static void
remove_from_list (GtkWidget *parent, GtkWidget *child)
{
  gtk_list_box_remove (GTK_LIST_BOX (parent), child);
}

static void
add_vote (BtQualityPane *self, const BtZoneVote *vote, int row)
{
  double share = vote->weeks > 0 ? (double) vote->weeks_matched / (double) vote->weeks : 0;
  g_autofree char *zone = bt_label_zone (vote->zone);
  g_autofree char *percent = bt_format_percent (share, 1);
  GtkWidget *name = gtk_label_new (zone);
  GtkWidget *bar = gtk_level_bar_new_for_interval (0, 1);
  GtkWidget *figure = gtk_label_new (percent);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (name, "small");
  gtk_level_bar_set_value (GTK_LEVEL_BAR (bar), share);
  gtk_widget_set_hexpand (bar, TRUE);
  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (bar, "vote");
  if (row == 0)
    gtk_widget_add_css_class (bar, "best");
  bt_accessible_set_name (bar, zone);
  gtk_label_set_xalign (GTK_LABEL (figure), 1);
  gtk_widget_add_css_class (figure, "small");
  gtk_widget_add_css_class (figure, "figures");
  gtk_widget_add_css_class (figure, "strong");
  gtk_grid_attach (GTK_GRID (self->votes), name, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (self->votes), bar, 1, row, 1, 1);
  gtk_grid_attach (GTK_GRID (self->votes), figure, 2, row, 1, 1);
}

/* Returns how the report's zone fared, or NULL. */
static const BtZoneVote *
find_vote (const BtQualityReport *report)
{
  for (guint i = 0; i < report->zone_votes->len; i++)
    {
      const BtZoneVote *vote = &g_array_index (report->zone_votes, BtZoneVote, i);
      if (vote->zone.kind == report->zone.kind
          && vote->zone.offset_minutes == report->zone.offset_minutes)
        return vote;
    }
  return NULL;
}

static const char *
get_confidence (const BtQualityReport *report)
{
  if (report->is_zone_certain)
    return _ ("Certain");
  return bt_quality_report_get_zone_confidence (report) >= LIKELY_PERCENT ? _ ("Likely")
                                                                          : _ ("Uncertain");
}

/* Returns on what the zone rests. */
static char *
describe_zone (const BtQualityReport *report, const BtZoneVote *vote)
{
  if (vote != NULL && vote->weeks > 0)
    return g_strdup_printf (
      /* Translators: matching weeks, then all weeks. */
      ngettext ("In %d of %d week the data pauses when New York closes for the weekend.",
                "In %d of %d weeks the data pauses when New York closes for the weekend.",
                (gulong) vote->weeks),
      (int) vote->weeks_matched, (int) vote->weeks);
  if (report->is_zone_certain)
    return g_strdup (_ ("Stated by the file or by its format."));
  return g_strdup (_ ("Nothing in the file tells it. Import the file again with another zone if "
                      "its hours are wrong."));
}

static void
show_zone (BtQualityPane *self, BtQualityReport *report)
{
  const char *classes[] = { "chip", report->is_zone_certain ? "up" : "warn", NULL };
  const BtZoneVote *vote = find_vote (report);
  g_autofree char *zone = bt_label_zone (report->zone);
  g_autofree char *reason = describe_zone (report, vote);

  gtk_label_set_label (GTK_LABEL (self->certain_label), get_confidence (report));
  gtk_widget_set_css_classes (self->certain_label, classes);
  gtk_label_set_label (GTK_LABEL (self->zone_label), zone);
  clear_children (self->votes, remove_from_grid);
  guint votes = MIN (report->zone_votes->len, MAX_VOTES);
  for (guint i = 0; i < votes; i++)
    add_vote (self, &g_array_index (report->zone_votes, BtZoneVote, i), (int) i);
  gtk_widget_set_visible (self->votes, votes > 0);
  gtk_label_set_label (GTK_LABEL (self->weeks_label), reason);
}

static void
show_item (BtQualityPane *self)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack),
                                    self->item != NULL ? "report" : "nothing");
  if (self->item == NULL)
    return;
  const BtDataset *dataset = bt_dataset_item_get (self->item);
  BtQualityReport *report = bt_dataset_item_get_report (self->item);
  g_autofree char *hash = bt_hash_to_string (&dataset->hash);
  g_autofree char *short_hash = bt_format_digest (hash);

  show_head (self, dataset);
  bt_coverage_strip_set_span (BT_COVERAGE_STRIP (self->strip), dataset->first_usec,
                              dataset->last_usec, report);
  gtk_label_set_label (GTK_LABEL (self->hash_label), short_hash);
  gtk_widget_set_tooltip_text (self->hash_label, hash);
  gtk_widget_set_visible (self->legend, report != NULL);
  gtk_widget_set_visible (self->counts_grid, report != NULL);
  gtk_widget_set_visible (self->zone_head, report != NULL);
  gtk_widget_set_visible (self->zone_box, report != NULL);
  clear_children (self->findings, remove_from_list);
  bt_quality_findings_fill (GTK_LIST_BOX (self->findings), dataset, report);
  if (report == NULL)
    return;
  show_counts (self, report);
  show_zone (self, report);
}

static void
copy_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget),
                          gtk_widget_get_tooltip_text (BT_QUALITY_PANE (widget)->hash_label));
}

static void
place_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gint64 id = bt_dataset_item_get (BT_QUALITY_PANE (widget)->item)->id;
  gint64 from_usec, to_usec;

  g_variant_get (parameter, "(xx)", &from_usec, &to_usec);
  gtk_widget_activate_action (widget, "data.show-place", "(xxx)", id, from_usec, to_usec);
}

static void
instrument_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (
    widget, "app.edit-instrument", "s",
    bt_dataset_item_get (BT_QUALITY_PANE (widget)->item)->instrument.symbol);
}

static void
dataset_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtQualityPane *self = BT_QUALITY_PANE (widget);
  const char *verb = name + strlen ("quality.");
  gint64 id = bt_dataset_item_get (self->item)->id;
  g_autofree char *action = g_str_equal (verb, "new-session") ? g_strdup ("app.new-session")
                                                              : g_strconcat ("data.", verb, NULL);

  gtk_widget_activate_action (widget, action, "x", id);
}

static void
bt_quality_pane_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  BtQualityPane *self = BT_QUALITY_PANE (object);

  if (id != PROP_ITEM)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
      return;
    }
  if (g_set_object (&self->item, g_value_get_object (value)))
    show_item (self);
}

static void
bt_quality_pane_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_ITEM)
    g_value_set_object (value, BT_QUALITY_PANE (object)->item);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
bt_quality_pane_dispose (GObject *object)
{
  g_clear_object (&BT_QUALITY_PANE (object)->item);
  G_OBJECT_CLASS (bt_quality_pane_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, BtQualityPane, stack);
  gtk_widget_class_bind_template_child (widget_class, BtQualityPane, grade_label);
  gtk_widget_class_bind_template_child (widget_class, BtQualityPane, title_label);
  gtk_widget_class_bind_template_child (widget_class, BtQualityPane, detail_label);
  gtk_widget_class_bind_template_child (widget_class, BtQualityPane, span_label);
  gtk_widget_class_bind_template_child (widget_class, BtQualityPane, strip);
  gtk_widget_class_bind_template_child (widget_class, BtQualityPane, legend);
  gtk_widget_class_bind_template_child (widget_class, BtQualityPane, counts_grid);
  gtk_widget_class_bind_template_child (widget_class, BtQualityPane, zone_head);
  gtk_widget_class_bind_template_child (widget_class, BtQualityPane, zone_box);
  gtk_widget_class_bind_template_child (widget_class, BtQualityPane, certain_label);
  gtk_widget_class_bind_template_child (widget_class, BtQualityPane, zone_label);
  gtk_widget_class_bind_template_child (widget_class, BtQualityPane, weeks_label);
  gtk_widget_class_bind_template_child (widget_class, BtQualityPane, votes);
  gtk_widget_class_bind_template_child (widget_class, BtQualityPane, findings_title);
  gtk_widget_class_bind_template_child (widget_class, BtQualityPane, findings);
  gtk_widget_class_bind_template_child (widget_class, BtQualityPane, hash_label);
  for (guint i = 0; i < N_COUNTS; i++)
    gtk_widget_class_bind_template_child_full (
      widget_class, count_names[i], FALSE,
      (gssize) (G_STRUCT_OFFSET (BtQualityPane, counts) + i * sizeof (GtkWidget *)));
}

static void
bt_quality_pane_class_init (BtQualityPaneClass *klass)
{
  static const char *const actions[]
    = { "quality.new-session", "quality.export", "quality.delete" };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = bt_quality_pane_set_property;
  object_class->get_property = bt_quality_pane_get_property;
  object_class->dispose = bt_quality_pane_dispose;
  properties[PROP_ITEM] = g_param_spec_object ("item", NULL, NULL, BT_TYPE_DATASET_ITEM,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_type_ensure (BT_TYPE_COVERAGE_STRIP);
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("quality-pane"));
  bind_children (widget_class);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i], NULL, dataset_action_cb);
  gtk_widget_class_install_action (widget_class, "quality.instrument", NULL, instrument_action_cb);
  gtk_widget_class_install_action (widget_class, "quality.copy-hash", NULL, copy_action_cb);
  gtk_widget_class_install_action (widget_class, "quality.show-place", "(xx)", place_action_cb);
}

static void
bt_quality_pane_init (BtQualityPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

const char *
bt_quality_pane_grade_class (char grade)
{
  switch (grade)
    {
    case 'A':
      return "grade-a";
    case 'B':
      return "grade-b";
    case 'C':
      return "grade-c";
    case 'D':
      return "grade-d";
    default:
      return "grade-none";
    }
}
