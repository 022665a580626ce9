// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-sessions-page.h"

#include "ui/bt-format.h"
#include "ui/bt-resources.h"
#include "ui/bt-session-card.h"
#include "ui/bt-welcome-page.h"

#include <glib/gi18n.h>

struct _BtSessionsPage
{
  GtkBox parent_instance;

  BtWorkspace *workspace;
  GtkFilterListModel *filtered;
  GtkSortListModel *sorted;
  gboolean is_folded;

  GtkWidget *stack;
  GtkWidget *list_stack;
  GtkWidget *loading_spinner;
  GtkWidget *welcome_page;
  GtkWidget *new_button;
  GtkWidget *search_entry;
  GtkWidget *all_filter;
  GtkWidget *running_filter;
  GtkWidget *paused_filter;
  GtkWidget *archived_filter;
  GtkWidget *order_drop_down;
  GtkWidget *cards;
};

enum
{
  PROP_WORKSPACE = 1,
  PROP_IS_FOLDED,
  N_PROPS
};

/* The entries of the order's list. */
enum
{
  ORDER_LAST_PLAYED,
  ORDER_NAME,
  ORDER_RESULT,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (BtSessionsPage, bt_sessions_page, GTK_TYPE_BOX)

static gboolean
is_chosen (GtkWidget *filter)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (filter));
}

/* A session that has ended does not wait for anybody. */
static gboolean
is_paused (BtSessionSummary *summary)
{
  return bt_session_summary_get_state (summary) == BT_SESSION_PAUSED
         && !bt_session_summary_is_ended (summary);
}

static gboolean
match_state (BtSessionsPage *self, BtSessionSummary *summary)
{
  BtSessionState state = bt_session_summary_get_state (summary);

  return is_chosen (self->all_filter)
         || (is_chosen (self->running_filter) && state == BT_SESSION_RUNNING)
         || (is_chosen (self->paused_filter) && is_paused (summary))
         || (is_chosen (self->archived_filter) && state == BT_SESSION_ARCHIVED);
}

static gboolean
has_text (const char *text, const char *folded_needle)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  return strstr (folded, folded_needle) != NULL;
}

static gboolean
match_summary (gpointer item, gpointer user_data)
{
  BtSessionsPage *self = user_data;
  const BtInstrument *instrument = &bt_session_summary_get_settings (item)->instrument;
  g_autofree char *needle
    = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)), -1);

  return match_state (self, item)
         && (has_text (bt_session_summary_get_name (item), needle)
             || (!bt_session_summary_is_disguised (item)
                 && (has_text (instrument->symbol, needle)
                     || has_text (instrument->description, needle))));
}

static int
compare_summaries (gconstpointer a, gconstpointer b, gpointer user_data)
{
  BtSessionsPage *self = user_data;
  BtSessionSummary *first = (gpointer) a, *second = (gpointer) b;
  gint64 difference = 0;

  switch (gtk_drop_down_get_selected (GTK_DROP_DOWN (self->order_drop_down)))
    {
    case ORDER_NAME:
      return g_utf8_collate (bt_session_summary_get_name (first),
                             bt_session_summary_get_name (second));
    case ORDER_RESULT:
      difference = bt_session_summary_get_figures (second)->net_result.minor
                   - bt_session_summary_get_figures (first)->net_result.minor;
      break;
    default:
      difference = bt_session_summary_get_played (second) - bt_session_summary_get_played (first);
      break;
    }
  return difference < 0 ? -1 : difference > 0;
}

static void
set_filter_label (GtkWidget *filter, const char *name, guint count)
{
  g_autofree char *label = g_strdup_printf ("%s  %u", name, count);

  gtk_button_set_label (GTK_BUTTON (filter), label);
}

static void
show_counts (BtSessionsPage *self)
{
  GListModel *library = G_LIST_MODEL (bt_workspace_get_library (self->workspace));
  guint counts[3] = { 0 };
  guint paused = 0;
  guint length = g_list_model_get_n_items (library);

  for (guint i = 0; i < length; i++)
    {
      g_autoptr (BtSessionSummary) summary = g_list_model_get_item (library, i);
      counts[bt_session_summary_get_state (summary)]++;
      paused += is_paused (summary);
    }
  set_filter_label (self->all_filter, C_ ("sessions", "All"), length);
  set_filter_label (self->running_filter, C_ ("sessions", "Running"), counts[BT_SESSION_RUNNING]);
  set_filter_label (self->paused_filter, C_ ("sessions", "Paused"), paused);
  set_filter_label (self->archived_filter, C_ ("sessions", "Archived"),
                    counts[BT_SESSION_ARCHIVED]);
}

static void
show_stack (BtSessionsPage *self)
{
  BtSessionLibrary *library = bt_workspace_get_library (self->workspace);
  gboolean has_sessions = g_list_model_get_n_items (G_LIST_MODEL (library)) > 0;
  gboolean has_cards = g_list_model_get_n_items (G_LIST_MODEL (self->sorted)) > 0;
  const char *page = "list";

  if (!bt_session_library_is_loaded (library))
    page = "loading";
  else if (!has_sessions)
    page = "welcome";
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), page);
  /* A hidden spinner that turns still lays the window out again in every frame. */
  gtk_spinner_set_spinning (GTK_SPINNER (self->loading_spinner), g_str_equal (page, "loading"));
  gtk_stack_set_visible_child_name (GTK_STACK (self->list_stack), has_cards ? "cards" : "nothing");
  if (has_sessions)
    gtk_widget_add_css_class (self->new_button, "suggested-action");
  else
    gtk_widget_remove_css_class (self->new_button, "suggested-action");
}

static void
library_changed_cb (BtSessionsPage *self)
{
  show_counts (self);
  show_stack (self);
}

static void
filter_changed_cb (BtSessionsPage *self)
{
  if (self->filtered == NULL)
    return;
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->filtered),
                      GTK_FILTER_CHANGE_DIFFERENT);
  show_stack (self);
}

static void
order_changed_cb (BtSessionsPage *self)
{
  if (self->sorted != NULL)
    gtk_sorter_changed (gtk_sort_list_model_get_sorter (self->sorted), GTK_SORTER_CHANGE_DIFFERENT);
}

static void
card_activated_cb (GtkFlowBox *cards, BtSessionCard *card, gpointer user_data)
{
  gtk_widget_activate_action (GTK_WIDGET (card), "card.open", NULL);
}

/* The state of a session decides its filter; its card's own figures need none. */
static void
summary_revised_cb (BtSessionsPage *self)
{
  show_counts (self);
  if (!is_chosen (self->all_filter))
    filter_changed_cb (self);
}

static GtkWidget *
make_card (gpointer item, gpointer user_data)
{
  BtSessionsPage *self = user_data;
  GtkWidget *card = bt_session_card_new (item);

  g_signal_connect_object (item, "notify::revision", G_CALLBACK (summary_revised_cb), self,
                           G_CONNECT_SWAPPED);
  return card;
}

static void
set_workspace (BtSessionsPage *self, BtWorkspace *workspace)
{
  if (!g_set_object (&self->workspace, workspace) || workspace == NULL)
    return;
  BtSessionLibrary *library = bt_workspace_get_library (workspace);
  GtkFilter *filter = GTK_FILTER (gtk_custom_filter_new (match_summary, self, NULL));
  GtkSorter *sorter = GTK_SORTER (gtk_custom_sorter_new (compare_summaries, self, NULL));

  self->filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (library)), filter);
  self->sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->filtered)), sorter);
  gtk_flow_box_bind_model (GTK_FLOW_BOX (self->cards), G_LIST_MODEL (self->sorted), make_card, self,
                           NULL);
  g_signal_connect_object (self->sorted, "items-changed", G_CALLBACK (library_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "items-changed", G_CALLBACK (library_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "notify::loaded", G_CALLBACK (library_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_object_set (self->welcome_page, "workspace", workspace, NULL);
  library_changed_cb (self);
}

static void
bt_sessions_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  BtSessionsPage *self = BT_SESSIONS_PAGE (object);

  switch (id)
    {
    case PROP_WORKSPACE:
      set_workspace (self, g_value_get_object (value));
      break;
    case PROP_IS_FOLDED:
      self->is_folded = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
bt_sessions_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_IS_FOLDED)
    g_value_set_boolean (value, BT_SESSIONS_PAGE (object)->is_folded);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
bt_sessions_page_dispose (GObject *object)
{
  BtSessionsPage *self = BT_SESSIONS_PAGE (object);

  if (self->cards != NULL)
    gtk_flow_box_bind_model (GTK_FLOW_BOX (self->cards), NULL, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), BT_TYPE_SESSIONS_PAGE);
  g_clear_object (&self->filtered);
  g_clear_object (&self->sorted);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (bt_sessions_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, BtSessionsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, BtSessionsPage, list_stack);
  gtk_widget_class_bind_template_child (widget_class, BtSessionsPage, loading_spinner);
  gtk_widget_class_bind_template_child (widget_class, BtSessionsPage, welcome_page);
  gtk_widget_class_bind_template_child (widget_class, BtSessionsPage, new_button);
  gtk_widget_class_bind_template_child (widget_class, BtSessionsPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, BtSessionsPage, all_filter);
  gtk_widget_class_bind_template_child (widget_class, BtSessionsPage, running_filter);
  gtk_widget_class_bind_template_child (widget_class, BtSessionsPage, paused_filter);
  gtk_widget_class_bind_template_child (widget_class, BtSessionsPage, archived_filter);
  gtk_widget_class_bind_template_child (widget_class, BtSessionsPage, order_drop_down);
  gtk_widget_class_bind_template_child (widget_class, BtSessionsPage, cards);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, order_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, card_activated_cb);
}

static void
bt_sessions_page_class_init (BtSessionsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = bt_sessions_page_set_property;
  object_class->get_property = bt_sessions_page_get_property;
  object_class->dispose = bt_sessions_page_dispose;
  properties[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, BT_TYPE_WORKSPACE,
                                                    G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_IS_FOLDED] = g_param_spec_boolean ("is-folded", NULL, NULL, FALSE,
                                                     G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_type_ensure (BT_TYPE_WELCOME_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("sessions-page"));
  bind_children (widget_class);
}

static void
bt_sessions_page_init (BtSessionsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
bt_sessions_page_set_busy (BtSessionsPage *page, gboolean is_busy)
{
  g_return_if_fail (BT_IS_SESSIONS_PAGE (page));

  bt_welcome_page_set_busy (BT_WELCOME_PAGE (page->welcome_page), is_busy);
}

void
bt_sessions_page_search (BtSessionsPage *page)
{
  g_return_if_fail (BT_IS_SESSIONS_PAGE (page));

  gtk_widget_grab_focus (page->search_entry);
}
