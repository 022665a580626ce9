// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-import-row.h"

#include "ui/bt-format.h"
#include "ui/bt-import-sheet.h"
#include "ui/bt-labels.h"
#include "ui/bt-resources.h"

#include <glib/gi18n.h>

struct _BtImportRow
{
  GtkBox parent_instance;

  BtImport *import;
  GtkWidget *name_label;
  GtkWidget *detail_label;
  GtkWidget *review_button;
  GtkWidget *progress_box;
  GtkWidget *progress_bar;
  GtkWidget *percent_label;
  GtkWidget *figures_box;
  GtkWidget *rows_label;
  GtkWidget *rate_label;
  GtkWidget *bad_label;
};

enum
{
  PROP_IMPORT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (BtImportRow, bt_import_row, GTK_TYPE_BOX)

static void
show_rate (BtImportRow *self, gint64 rows_per_second, double progress)
{
  gint64 elapsed_usec = g_get_monotonic_time () - bt_import_get_started_usec (self->import);
  g_autofree char *rate = bt_format_count (rows_per_second);

  if (progress <= 0.01 || elapsed_usec < BT_USEC_PER_SECOND)
    {
      /* Translators: %s is a number of rows. */
      g_autofree char *text = g_strdup_printf (_ ("%s rows/s"), rate);
      gtk_label_set_label (GTK_LABEL (self->rate_label), text);
      return;
    }
  double left_usec = (double) elapsed_usec * (1.0 - progress) / progress;
  g_autofree char *left = bt_format_duration ((gint64) left_usec);
  /* Translators: rows a second, then the time that is left. */
  g_autofree char *text = g_strdup_printf (_ ("%s rows/s, %s left"), rate, left);
  gtk_label_set_label (GTK_LABEL (self->rate_label), text);
}

static void
show_job (BtImportRow *self)
{
  double progress;
  gint64 rows, rows_per_second, bad_rows;

  g_object_get (bt_import_get_job (self->import), "progress", &progress, "rows", &rows,
                "rows-per-second", &rows_per_second, "bad-rows", &bad_rows, NULL);
  g_autofree char *percent = bt_format_percent (progress, 0);
  g_autofree char *count = bt_format_count (rows);
  g_autofree char *bad_count = bt_format_count (bad_rows);
  /* Translators: %s is a number with thin spaces. */
  g_autofree char *rows_text
    = g_strdup_printf (ngettext ("%s row", "%s rows", (gulong) rows), count);
  /* Translators: rows of a file that cannot be used; %s is a number. */
  g_autofree char *bad_text = g_strdup_printf (
    ngettext ("%s bad row so far", "%s bad rows so far", (gulong) bad_rows), bad_count);
  gtk_label_set_label (GTK_LABEL (self->percent_label), percent);
  gtk_label_set_label (GTK_LABEL (self->rows_label), rows_text);
  gtk_label_set_label (GTK_LABEL (self->bad_label), bad_text);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress_bar), CLAMP (progress, 0, 1));
  show_rate (self, rows_per_second, progress);
}

/* Says what an import waits for, or what it was found to be. */
static void
show_detail (BtImportRow *self, BtImportState state)
{
  const BtFileLook *look = bt_import_get_look (self->import);

  if (look == NULL)
    gtk_label_set_label (GTK_LABEL (self->detail_label), _ ("Looking at the file…"));
  else if (state != BT_IMPORT_ASKING)
    {
      g_autofree char *zone = bt_label_zone (look->zone);
      g_autofree char *text = g_strdup_printf ("%s · %s", look->label, zone);
      gtk_label_set_label (GTK_LABEL (self->detail_label), text);
    }
  else if (look->instrument.symbol[0] == '\0')
    gtk_label_set_label (GTK_LABEL (self->detail_label), _ ("Which instrument is it?"));
  else if (!look->has_timeframe)
    gtk_label_set_label (GTK_LABEL (self->detail_label), _ ("Which timeframe is it?"));
  else if (!look->is_zone_certain)
    gtk_label_set_label (GTK_LABEL (self->detail_label), _ ("Is this its time zone?"));
  else if (!look->is_known)
    gtk_label_set_label (GTK_LABEL (self->detail_label), _ ("A new instrument?"));
  else
    gtk_label_set_label (GTK_LABEL (self->detail_label), _ ("Waits for your word"));
}

static void
show_state (BtImportRow *self)
{
  BtImportState state = bt_import_get_state (self->import);

  show_detail (self, state);
  gtk_widget_set_visible (self->review_button, state == BT_IMPORT_ASKING);
  gtk_widget_set_visible (self->progress_box, state == BT_IMPORT_RUNNING);
  gtk_widget_set_visible (self->figures_box, state == BT_IMPORT_RUNNING);
  if (state != BT_IMPORT_RUNNING)
    return;
  g_signal_connect_object (bt_import_get_job (self->import), "notify", G_CALLBACK (show_job), self,
                           G_CONNECT_SWAPPED);
  show_job (self);
}

static void
review_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtImportRow *self = BT_IMPORT_ROW (widget);
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));

  gtk_window_present (GTK_WINDOW (bt_import_sheet_new (window, self->import)));
}

static void
cancel_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bt_import_cancel (BT_IMPORT_ROW (widget)->import);
}

static void
bt_import_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  BtImportRow *self = BT_IMPORT_ROW (object);

  if (id != PROP_IMPORT)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
      return;
    }
  self->import = g_value_dup_object (value);
  g_autofree char *name = g_path_get_basename (bt_import_get_path (self->import));
  const guint more = bt_import_get_count (self->import) - 1;
  /* Translators: a file, and how many others go in with it. */
  g_autofree char *names
    = more > 0 ? g_strdup_printf (ngettext ("%s and %u more", "%s and %u more", more), name, more)
               : g_strdup (name);
  gtk_label_set_label (GTK_LABEL (self->name_label), names);
  g_signal_connect_object (self->import, "notify::state", G_CALLBACK (show_state), self,
                           G_CONNECT_SWAPPED);
  show_state (self);
}

static void
bt_import_row_dispose (GObject *object)
{
  g_clear_object (&BT_IMPORT_ROW (object)->import);
  G_OBJECT_CLASS (bt_import_row_parent_class)->dispose (object);
}

static void
bt_import_row_class_init (BtImportRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = bt_import_row_set_property;
  object_class->dispose = bt_import_row_dispose;
  properties[PROP_IMPORT]
    = g_param_spec_object ("import", NULL, NULL, BT_TYPE_IMPORT,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("import-row"));
  gtk_widget_class_bind_template_child (widget_class, BtImportRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, BtImportRow, detail_label);
  gtk_widget_class_bind_template_child (widget_class, BtImportRow, review_button);
  gtk_widget_class_bind_template_child (widget_class, BtImportRow, progress_box);
  gtk_widget_class_bind_template_child (widget_class, BtImportRow, figures_box);
  gtk_widget_class_bind_template_child (widget_class, BtImportRow, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, BtImportRow, percent_label);
  gtk_widget_class_bind_template_child (widget_class, BtImportRow, rows_label);
  gtk_widget_class_bind_template_child (widget_class, BtImportRow, rate_label);
  gtk_widget_class_bind_template_child (widget_class, BtImportRow, bad_label);
  gtk_widget_class_install_action (widget_class, "import.review", NULL, review_action_cb);
  gtk_widget_class_install_action (widget_class, "import.cancel", NULL, cancel_action_cb);
}

static void
bt_import_row_init (BtImportRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
bt_import_row_new (BtImport *import)
{
  return g_object_new (BT_TYPE_IMPORT_ROW, "import", import, NULL);
}
