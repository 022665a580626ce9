// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-place-list.h"

#include "ui/bt-accessible.h"
#include "ui/bt-format.h"

#include <glib/gi18n.h>

/* What an expander needs when it is unfolded. */
typedef struct
{
  BtQualityReport *report; /* owned */
  BtInstrument instrument;
  int finding;
} Source;

static void
free_source (gpointer data, GClosure *closure)
{
  Source *source = data;

  bt_quality_report_unref (source->report);
  g_free (source);
}

static guint
get_length (const BtQualityReport *report, int finding)
{
  return finding == BT_PLACE_LIST_GAPS ? bt_quality_report_get_gaps (report)->len
                                       : bt_quality_places_get (report->places, finding)->len;
}

static BtQualityPlace
get_place (const Source *source, guint index)
{
  if (source->finding != BT_PLACE_LIST_GAPS)
    return g_array_index (bt_quality_places_get (source->report->places, source->finding),
                          BtQualityPlace, index);
  const BtGap *gap = &g_array_index (bt_quality_report_get_gaps (source->report), BtGap, index);
  return (BtQualityPlace){ gap->from_usec, gap->to_usec, gap->missing };
}

/* Returns whether a place's count is one of candles rather than of a file's rows. */
static gboolean
counts_candles (int finding)
{
  return finding == BT_PLACE_LIST_GAPS || finding == BT_FINDING_FLAT_RUN
         || finding == BT_FINDING_VOLUME_RUN || finding == BT_FINDING_WEEKEND;
}

/* Returns how much it was, or NULL where one row says nothing more. */
static char *
describe_count (const Source *source, const BtQualityPlace *place)
{
  if (source->finding == BT_FINDING_SPIKE)
    {
      g_autofree char *range = bt_format_price (&source->instrument, place->count);
      /* Translators: %s is a difference of prices. */
      return g_strdup_printf (_ ("range %s"), range);
    }
  g_autofree char *count = bt_format_count (place->count);
  if (counts_candles (source->finding))
    /* Translators: %s is a number of candles. */
    return g_strdup_printf (ngettext ("%s candle", "%s candles", (gulong) place->count), count);
  if (place->count <= 1)
    return NULL;
  /* Translators: %s is a number with thin spaces. */
  return g_strdup_printf (ngettext ("%s row", "%s rows", (gulong) place->count), count);
}

static GtkWidget *
make_button (const Source *source, const BtQualityPlace *place)
{
  g_autofree char *time = bt_format_time_range (place->from_usec, place->to_usec);
  g_autofree char *count = describe_count (source, place);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (time);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "figures");
  gtk_box_append (GTK_BOX (box), label);
  if (count != NULL)
    {
      GtkWidget *figure = gtk_label_new (count);
      gtk_widget_add_css_class (figure, "secondary");
      gtk_widget_add_css_class (figure, "figures");
      gtk_box_append (GTK_BOX (box), figure);
    }
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "finding-place");
  gtk_widget_set_tooltip_text (button, _ ("See it on a chart"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "quality.show-place");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(xx)", place->from_usec,
                                    place->to_usec);
  bt_accessible_set_name (button, time);
  return button;
}

/* There can be hundreds of places; most are never looked at. */
static void
unfolded_cb (GtkExpander *expander, GParamSpec *spec, Source *source)
{
  if (!gtk_expander_get_expanded (expander) || gtk_expander_get_child (expander) != NULL)
    return;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  const guint length = get_length (source->report, source->finding);

  for (guint i = 0; i < length; i++)
    {
      const BtQualityPlace place = get_place (source, i);
      gtk_box_append (GTK_BOX (box), make_button (source, &place));
    }
  gtk_expander_set_child (expander, box);
}

static char *
describe_length (guint length, int finding)
{
  if (finding == BT_PLACE_LIST_GAPS && length >= BT_QUALITY_MAX_GAPS)
    /* Translators: %u is a number of gaps. */
    return g_strdup_printf (_ ("The %u longest gaps"), length);
  if (finding == BT_PLACE_LIST_GAPS)
    return g_strdup_printf (ngettext ("%u gap", "%u gaps", length), length);
  if (finding == BT_FINDING_FLAT_RUN || finding == BT_FINDING_VOLUME_RUN)
    /* Translators: stretches of many such candles in a row. */
    return g_strdup_printf (ngettext ("%u long run", "%u long runs", length), length);
  return g_strdup_printf (ngettext ("%u place", "%u places", length), length);
}

GtkWidget *
bt_place_list_new (BtQualityReport *report, int finding, const BtInstrument *instrument)
{
  g_return_val_if_fail (report != NULL && finding <= BT_PLACE_LIST_GAPS, NULL);

  const guint length = get_length (report, finding);
  if (length == 0)
    return NULL;
  Source *source = g_new0 (Source, 1);
  source->report = bt_quality_report_ref (report);
  source->instrument = *instrument;
  source->finding = finding;
  g_autofree char *text = describe_length (length, finding);
  GtkWidget *expander = gtk_expander_new (text);
  gtk_widget_add_css_class (expander, "places");
  g_signal_connect_data (expander, "notify::expanded", G_CALLBACK (unfolded_cb), source,
                         free_source, 0);
  return expander;
}
