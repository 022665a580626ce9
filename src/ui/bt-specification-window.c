// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-specification-window.h"

#include "ui/bt-dialogs.h"
#include "ui/bt-format.h"
#include "ui/bt-instrument-form.h"
#include "ui/bt-resources.h"

#include <glib/gi18n.h>

/* Rows of one kind that are shown; a broker may list thousands of instruments. */
#define MAX_SHOWN 300

struct _BtSpecificationWindow
{
  AdwWindow parent_instance;

  BtWorkspace *workspace;
  BtSpecificationPlan *plan;

  GtkWidget *faults_group;
  GtkWidget *changes_group;
  GtkWidget *notes_group;
};

enum
{
  STORED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtSpecificationWindow, bt_specification_window, ADW_TYPE_WINDOW)

static GtkWidget *
make_row (const char *title, const char *subtitle)
{
  g_autofree char *safe_title = g_markup_escape_text (title, -1);
  g_autofree char *safe_subtitle = g_markup_escape_text (subtitle, -1);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), safe_title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), safe_subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  return row;
}

/* Adds the fields that differ; returns how many there are. */
static guint
add_fields (GtkWidget *expander, const BtSpecificationChange *change)
{
  guint count = 0;

  for (guint field = 0; field < BT_INSTRUMENT_N_FIELDS; field++)
    {
      g_autofree char *before = bt_instrument_get_field (&change->before, field);
      g_autofree char *after = bt_instrument_get_field (&change->after, field);

      if (g_str_equal (before, after))
        continue;
      g_autofree char *text = g_strdup_printf ("%s → %s", *before != '\0' ? before : BT_FORMAT_NONE,
                                               *after != '\0' ? after : BT_FORMAT_NONE);
      adw_expander_row_add_row (ADW_EXPANDER_ROW (expander),
                                make_row (bt_instrument_form_get_title (field), text));
      count++;
    }
  return count;
}

static void
add_change (BtSpecificationWindow *self, const BtSpecificationChange *change, gboolean is_open)
{
  GtkWidget *expander = adw_expander_row_new ();
  const guint count = add_fields (expander, change);
  g_autofree char *changed
    = g_strdup_printf (ngettext ("%u field changes", "%u fields change", count), count);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (expander), change->after.symbol);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (expander),
                                 change->is_new ? _ ("New instrument") : changed);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (expander), is_open);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->changes_group), expander);
}

static void
show_changes (BtSpecificationWindow *self)
{
  const BtSpecificationPlan *plan = self->plan;
  const guint count = bt_specification_plan_count_changes (plan);
  g_autofree char *title
    = count == 0 ? g_strdup (_ ("Every instrument is as the table says already"))
                 : g_strdup_printf (
                   ngettext ("%u instrument changes", "%u instruments change", count), count);
  g_autofree char *name = g_path_get_basename (plan->table->path);
  g_autofree char *safe_name = g_markup_escape_text (name, -1);
  guint shown = 0;

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->changes_group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->changes_group), safe_name);
  for (guint i = 0; i < plan->changes->len && shown < MAX_SHOWN; i++)
    {
      const BtSpecificationChange *change
        = &g_array_index (plan->changes, BtSpecificationChange, i);
      if (change->is_changed)
        add_change (self, change, shown++ == 0);
    }
  if (count > shown)
    {
      g_autofree char *more
        = g_strdup_printf (ngettext ("and %u more", "and %u more", count - shown), count - shown);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->changes_group), make_row (more, ""));
    }
}

static void
add_names (BtSpecificationWindow *self, const char *title, const GPtrArray *names)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", (const char *) names->pdata[i]);
  if (names->len > 0)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->notes_group),
                               make_row (title, text->str));
}

static void
show_notes (BtSpecificationWindow *self)
{
  const BtSpecificationTable *table = self->plan->table;
  guint n_faults = 0;
  guint n_notes = 0;

  for (guint i = 0; i < table->notes->len; i++)
    {
      const BtSpecificationNote *note = table->notes->pdata[i];
      guint *count = note->is_bad ? &n_faults : &n_notes;
      g_autofree char *line = bt_format_count (note->line);
      g_autofree char *title
        /* Translators: a line number of a file, then the heading of a column. */
        = note->column > 0 ? g_strdup_printf (_ ("Line %s, %s"), line, note->heading)
                           : g_strdup_printf (_ ("Line %s"), line);
      if ((*count)++ < MAX_SHOWN)
        adw_preferences_group_add (
          ADW_PREFERENCES_GROUP (note->is_bad ? self->faults_group : self->notes_group),
          make_row (title, note->message));
    }
  add_names (self, _ ("Columns that are not known"), table->unknown);
  add_names (self, _ ("Columns that are not used here"), table->unused);
  gtk_widget_set_visible (self->faults_group, n_faults > 0);
  gtk_widget_set_visible (self->notes_group,
                          n_notes > 0 || table->unknown->len > 0 || table->unused->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "specification.store",
                                 n_faults == 0
                                   && bt_specification_plan_count_changes (self->plan) > 0);
}

static const char *
get_first_symbol (const BtSpecificationPlan *plan)
{
  for (guint i = 0; i < plan->changes->len; i++)
    if (g_array_index (plan->changes, BtSpecificationChange, i).is_changed)
      return g_array_index (plan->changes, BtSpecificationChange, i).after.symbol;
  return "";
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BtSpecificationWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!bt_specification_plan_store_finish (BT_STORE (source), result, &error))
    {
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "specification.store", TRUE);
      bt_dialog_show_error (GTK_WIDGET (self), _ ("The instruments were not stored"),
                            error->message);
      return;
    }
  g_signal_emit (self, signals[STORED], 0, get_first_symbol (self->plan));
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
store_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtSpecificationWindow *self = BT_SPECIFICATION_WINDOW (widget);

  gtk_widget_action_set_enabled (widget, "specification.store", FALSE);
  bt_specification_plan_store_async (self->plan, bt_workspace_get_store (self->workspace),
                                     stored_cb, g_object_ref (self));
}

static void
bt_specification_window_dispose (GObject *object)
{
  g_clear_object (&BT_SPECIFICATION_WINDOW (object)->workspace);
  G_OBJECT_CLASS (bt_specification_window_parent_class)->dispose (object);
}

static void
bt_specification_window_finalize (GObject *object)
{
  bt_specification_plan_free (BT_SPECIFICATION_WINDOW (object)->plan);
  G_OBJECT_CLASS (bt_specification_window_parent_class)->finalize (object);
}

static void
bt_specification_window_class_init (BtSpecificationWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_specification_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = bt_specification_window_finalize;
  signals[STORED] = g_signal_new ("stored", BT_TYPE_SPECIFICATION_WINDOW, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("specification-window"));
  gtk_widget_class_bind_template_child (widget_class, BtSpecificationWindow, faults_group);
  gtk_widget_class_bind_template_child (widget_class, BtSpecificationWindow, changes_group);
  gtk_widget_class_bind_template_child (widget_class, BtSpecificationWindow, notes_group);
  gtk_widget_class_bind_template_child_full (widget_class, "store_button", FALSE, 0);
  gtk_widget_class_install_action (widget_class, "specification.store", NULL, store_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
bt_specification_window_init (BtSpecificationWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

BtSpecificationWindow *
bt_specification_window_new (GtkWindow *parent, BtWorkspace *workspace, BtSpecificationPlan *plan)
{
  g_return_val_if_fail (BT_IS_WORKSPACE (workspace) && plan != NULL, NULL);
  BtSpecificationWindow *self
    = g_object_new (BT_TYPE_SPECIFICATION_WINDOW, "transient-for", parent, NULL);

  self->workspace = g_object_ref (workspace);
  self->plan = plan;
  show_changes (self);
  show_notes (self);
  return self;
}
