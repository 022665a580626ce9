// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-studies-window.h"

#include "study/bt-study-registry.h"
#include "ui/bt-accessible.h"
#include "ui/bt-chart-menu.h"
#include "ui/bt-dialogs.h"
#include "ui/bt-resources.h"
#include "ui/bt-study-rows.h"
#include "ui/bt-study-templates.h"

#include <glib/gi18n.h>

#define WINDOW_KEY "bt-studies-window"

struct _BtStudiesWindow
{
  AdwWindow parent_instance;

  BtChart *chart;  /* weak: the parent's, which outlives the window */
  GPtrArray *rows; /* of the studies on the chart, owned by the group */
  GtkWidget *empty_row;

  GtkWidget *templates_button;
  GtkWidget *shown_group;
  GtkWidget *search;
  GtkWidget *list;
  GtkWidget *none_label;
};

G_DEFINE_FINAL_TYPE (BtStudiesWindow, bt_studies_window, ADW_TYPE_WINDOW)

static const char *const group_names[BT_N_STUDY_GROUPS]
  = { NC_ ("indicators", "Trend"), NC_ ("indicators", "Momentum"), NC_ ("indicators", "Volatility"),
      NC_ ("indicators", "Volume") };

/* Returns whether the rows are those of the chart's studies, in their order. */
static gboolean
has_same_rows (BtStudiesWindow *self)
{
  BtStudySettings settings;

  if (self->rows->len != bt_chart_get_n_studies (self->chart))
    return FALSE;
  for (guint i = 0; i < self->rows->len; i++)
    if (bt_study_row_get_id (self->rows->pdata[i])
        != bt_chart_get_study (self->chart, i, &settings))
      return FALSE;
  return TRUE;
}

static void
make_rows (BtStudiesWindow *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self->shown_group);
  guint count = bt_chart_get_n_studies (self->chart);
  BtStudySettings settings;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < count; i++)
    {
      guint id = bt_chart_get_study (self->chart, i, &settings);
      GtkWidget *row = bt_study_row_new (self->chart, id, &settings);
      adw_preferences_group_add (group, row);
      g_ptr_array_add (self->rows, row);
    }
  gtk_widget_set_visible (self->empty_row, count == 0);
}

/* A change of parameters leaves the rows, which hold what is being typed, where they are. */
static void
studies_changed_cb (BtStudiesWindow *self)
{
  BtStudySettings settings;

  if (!has_same_rows (self))
    {
      make_rows (self);
      return;
    }
  for (guint i = 0; i < self->rows->len; i++)
    {
      bt_chart_get_study (self->chart, i, &settings);
      bt_study_row_update (self->rows->pdata[i], &settings);
    }
}

static void
add_study (BtStudiesWindow *self, const BtStudy *study)
{
  BtStudySettings settings;

  bt_study_settings_init (&settings, study);
  if (bt_chart_add_study (self->chart, &settings) == 0)
    bt_dialog_show_error (GTK_WIDGET (self), _ ("The chart is full"),
                          _ ("It holds 16 indicators. Remove one first."));
}

static const BtStudy *
get_study (GtkListBoxRow *row)
{
  return bt_study_registry_get (
    GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "bt-study-index")));
}

static void
row_activated_cb (BtStudiesWindow *self, GtkListBoxRow *row)
{
  add_study (self, get_study (row));
}

/* Returns whether a study bears every word that is searched for in its names. */
static gboolean
is_found (GtkListBoxRow *row, gpointer user_data)
{
  BtStudiesWindow *self = user_data;
  const BtStudy *study = get_study (row);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  return g_str_match_string (text, _ (study->title), TRUE)
         || g_str_match_string (text, study->title, TRUE)
         || g_str_match_string (text, study->short_name, TRUE)
         || g_str_match_string (text, study->id, TRUE)
         || (study->aliases != NULL && g_str_match_string (text, study->aliases, TRUE))
         || text[0] == '\0';
}

static GtkListBoxRow *
find_first (BtStudiesWindow *self)
{
  for (int i = 0;; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), i);
      if (row == NULL || is_found (row, self))
        return row;
    }
}

static void
search_changed_cb (BtStudiesWindow *self)
{
  gboolean has_any = find_first (self) != NULL;

  gtk_list_box_invalidate_filter (GTK_LIST_BOX (self->list));
  gtk_widget_set_visible (self->list, has_any);
  gtk_widget_set_visible (self->none_label, !has_any);
}

/* Enter adds the first one that was found. */
static void
search_activated_cb (BtStudiesWindow *self)
{
  GtkListBoxRow *row = find_first (self);

  if (row != NULL && gtk_editable_get_text (GTK_EDITABLE (self->search))[0] != '\0')
    add_study (self, get_study (row));
}

static void
search_stopped_cb (BtStudiesWindow *self)
{
  if (gtk_editable_get_text (GTK_EDITABLE (self->search))[0] != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
fill_list (BtStudiesWindow *self)
{
  for (guint i = 0; i < bt_study_registry_get_count (); i++)
    {
      const BtStudy *study = bt_study_registry_get (i);
      GtkWidget *row = adw_action_row_new ();
      GtkWidget *icon = gtk_image_new_from_icon_name ("list-add-symbolic");
      g_autofree char *subtitle = g_strdup_printf (
        "%s · %s", study->short_name, g_dpgettext2 (NULL, "indicators", group_names[study->group]));

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (study->title));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), icon);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_object_set_data (G_OBJECT (row), "bt-study-index", GUINT_TO_POINTER (i));
      gtk_list_box_append (GTK_LIST_BOX (self->list), row);
    }
  gtk_list_box_set_filter_func (GTK_LIST_BOX (self->list), is_found, self, NULL);
}

static void
bt_studies_window_dispose (GObject *object)
{
  BtStudiesWindow *self = BT_STUDIES_WINDOW (object);

  /* The chart does not own its window. */
  if (self->chart != NULL)
    g_object_set_data (G_OBJECT (self->chart), WINDOW_KEY, NULL);
  g_clear_weak_pointer (&self->chart);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (bt_studies_window_parent_class)->dispose (object);
}

static void
bt_studies_window_class_init (BtStudiesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_studies_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("studies-window"));
  gtk_widget_class_bind_template_child (widget_class, BtStudiesWindow, templates_button);
  gtk_widget_class_bind_template_child (widget_class, BtStudiesWindow, shown_group);
  gtk_widget_class_bind_template_child (widget_class, BtStudiesWindow, search);
  gtk_widget_class_bind_template_child (widget_class, BtStudiesWindow, list);
  gtk_widget_class_bind_template_child (widget_class, BtStudiesWindow, none_label);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
}

static void
bt_studies_window_init (BtStudiesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
  self->empty_row = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->empty_row),
                                 _ ("None yet: choose one below"));
  gtk_widget_add_css_class (self->empty_row, "dim");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->shown_group), self->empty_row);
  fill_list (self);
  bt_study_templates_fill (GTK_MENU_BUTTON (self->templates_button));
  gtk_window_set_focus (GTK_WINDOW (self), self->search);
}

BtStudiesWindow *
bt_studies_window_find (BtChart *chart)
{
  return g_object_get_data (G_OBJECT (chart), WINDOW_KEY);
}

static BtStudiesWindow *
make_window (BtChart *chart)
{
  BtStudiesWindow *self
    = g_object_new (BT_TYPE_STUDIES_WINDOW, "transient-for",
                    gtk_widget_get_ancestor (GTK_WIDGET (chart), GTK_TYPE_WINDOW), NULL);

  g_set_weak_pointer (&self->chart, chart);
  g_object_set_data (G_OBJECT (chart), WINDOW_KEY, self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "chart", bt_chart_menu_get_actions (chart));
  g_signal_connect_object (chart, "studies-changed", G_CALLBACK (studies_changed_cb), self,
                           G_CONNECT_SWAPPED);
  make_rows (self);
  return self;
}

void
bt_studies_window_present (BtChart *chart, guint id)
{
  g_return_if_fail (BT_IS_CHART (chart));

  BtStudiesWindow *self = bt_studies_window_find (chart);

  if (self == NULL)
    self = make_window (chart);
  for (guint i = 0; i < self->rows->len; i++)
    if (id != 0)
      adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self->rows->pdata[i]),
                                     bt_study_row_get_id (self->rows->pdata[i]) == id);
  gtk_window_present (GTK_WINDOW (self));
}
