// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-session-card.h"

#include "ui/bt-accessible.h"

#include "ui/bt-format.h"
#include "ui/bt-labels.h"
#include "ui/bt-resources.h"
#include "ui/bt-shown.h"
#include "ui/bt-sparkline.h"

#include <glib/gi18n.h>

struct _BtSessionCard
{
  GtkFlowBoxChild parent_instance;

  BtSessionSummary *summary;
  GtkWidget *name_label;
  GtkWidget *state_label;
  GtkWidget *market_label;
  GtkWidget *period_label;
  GtkWidget *sparkline;
  GtkWidget *result_label;
  GtkWidget *return_label;
  GtkWidget *trades_label;
  GtkWidget *expectancy_label;
  GtkWidget *progress_bar;
  GtkWidget *progress_label;
  GtkWidget *played_label;
  GtkWidget *open_button;
  GtkWidget *menu_button;
  GMenuModel *card_menu;
};

enum
{
  PROP_SUMMARY = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (BtSessionCard, bt_session_card, GTK_TYPE_FLOW_BOX_CHILD)

static void
set_tone (GtkWidget *widget, gint64 value)
{
  const char *tone = bt_format_tone (value);

  gtk_widget_remove_css_class (widget, "up");
  gtk_widget_remove_css_class (widget, "down");
  if (tone != NULL)
    gtk_widget_add_css_class (widget, tone);
}

static void
show_state (BtSessionCard *self)
{
  BtSessionState state = bt_session_summary_get_state (self->summary);
  gboolean has_data = bt_session_summary_has_data (self->summary);
  gboolean is_archived = state == BT_SESSION_ARCHIVED;
  gboolean is_done = is_archived || bt_session_summary_is_ended (self->summary);

  gboolean has_ended = bt_session_summary_is_ended (self->summary) && !is_archived;
  const char *words = has_ended ? _ ("Ended") : bt_label_session_state (state);

  gtk_label_set_label (GTK_LABEL (self->state_label), has_data ? words : _ ("Data missing"));
  gtk_widget_remove_css_class (self->state_label, "running");
  gtk_widget_remove_css_class (self->state_label, "lacking");
  if (!has_data)
    gtk_widget_add_css_class (self->state_label, "lacking");
  else if (state == BT_SESSION_RUNNING)
    gtk_widget_add_css_class (self->state_label, "running");

  gtk_button_set_label (GTK_BUTTON (self->open_button), is_done ? _ ("Report")
                                                        : state == BT_SESSION_RUNNING
                                                          ? _ ("Show")
                                                          : _ ("Continue"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->open_button),
                                  is_done ? "card.report" : "card.open");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "card.open", has_data);
  /* What tells the truth before the end is asked for in the session's window, which records it. */
  gboolean is_disguised = bt_session_summary_is_disguised (self->summary);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "card.report", has_data && !is_disguised);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "card.export", !is_disguised);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "card.archive", !is_archived);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "card.unarchive", is_archived);
}

static void
show_figures (BtSessionCard *self)
{
  const BtCardFigures *figures = bt_session_summary_get_figures (self->summary);
  const BtSessionSettings *settings = bt_session_summary_get_settings (self->summary);
  guint digits = bt_currency_digits (settings->currency);
  gint64 balance = figures->initial_balance.minor;
  double share = balance > 0 ? (double) figures->net_result.minor / (double) balance : 0;
  gboolean is_live = bt_session_summary_get_state (self->summary) != BT_SESSION_ARCHIVED;

  g_autofree char *result = bt_format_result (figures->net_result, digits);
  g_autofree char *percent = bt_format_percent_signed (share, 2);
  g_autofree char *count = bt_format_count (figures->trades);
  /* Translators: %s is a number with thin spaces. */
  g_autofree char *trades
    = g_strdup_printf (ngettext ("%s trade", "%s trades", (gulong) figures->trades), count);
  g_autofree char *expectancy = bt_format_risk_multiple (figures->expectancy_r);
  gtk_label_set_label (GTK_LABEL (self->result_label), result);
  gtk_label_set_label (GTK_LABEL (self->return_label), percent);
  gtk_label_set_label (GTK_LABEL (self->trades_label), trades);
  gtk_label_set_label (GTK_LABEL (self->expectancy_label), expectancy);
  gtk_widget_set_visible (self->expectancy_label, figures->expectancy_r == figures->expectancy_r);
  set_tone (self->result_label, figures->net_result.minor);
  set_tone (self->return_label, figures->net_result.minor);
  bt_sparkline_set_points (BT_SPARKLINE (self->sparkline), figures->line, figures->line_length,
                           figures->initial_balance, is_live);
}

static void
show_progress (BtSessionCard *self)
{
  const BtCardFigures *figures = bt_session_summary_get_figures (self->summary);
  gboolean is_ended = bt_session_summary_is_ended (self->summary);
  gint64 known = figures->bar + 1;
  g_autofree char *text = NULL;

  gtk_progress_bar_set_fraction (
    GTK_PROGRESS_BAR (self->progress_bar),
    figures->length > 0 ? CLAMP ((double) known / (double) figures->length, 0.0, 1.0) : 0.0);
  if (is_ended)
    text = g_strdup (_ ("Ended"));
  else if (known <= 0)
    text = g_strdup (_ ("Not begun"));
  else if (bt_session_summary_is_disguised (self->summary))
    text = bt_format_percent ((double) known / (double) MAX (figures->length, 1), 0);
  else
    text = bt_format_date (bt_session_summary_get_clock (self->summary));
  gtk_label_set_label (GTK_LABEL (self->progress_label), text);
  if (is_ended || bt_session_summary_get_state (self->summary) == BT_SESSION_ARCHIVED)
    gtk_widget_add_css_class (self->progress_bar, "done");
  else
    gtk_widget_remove_css_class (self->progress_bar, "done");
}

/* Returns the span of the session, or how it is practised blind. */
static char *
describe_period (BtSessionCard *self, gboolean is_disguised)
{
  g_autofree char *period = bt_format_period (bt_session_summary_get_start (self->summary),
                                              bt_session_summary_get_end (self->summary));
  g_autofree char *blind
    = bt_shown_blind_record (bt_session_summary_get_blind (self->summary), !is_disguised);

  if (blind == NULL)
    return g_steal_pointer (&period);
  return is_disguised ? g_strdup (_ ("Dates are hidden"))
                      : g_strdup_printf ("%s · %s", blind, period);
}

static void
show_summary (BtSessionCard *self)
{
  const char *name = bt_session_summary_get_name (self->summary);
  const BtSessionSettings *settings = bt_session_summary_get_settings (self->summary);
  BtTimeframe timeframe = bt_session_summary_get_chart_timeframe (self->summary);
  gboolean is_disguised = bt_session_summary_is_disguised (self->summary);
  g_autofree char *market
    = g_strdup_printf ("%s %s", is_disguised ? C_ ("symbol", "Blind") : settings->instrument.symbol,
                       bt_timeframe_to_string (timeframe));
  g_autofree char *period = describe_period (self, is_disguised);
  g_autofree char *played = bt_format_moment (bt_session_summary_get_played (self->summary));
  /* Translators: %s is a date and time. */
  g_autofree char *played_text = g_strdup_printf (_ ("Played %s"), played);

  gtk_label_set_label (GTK_LABEL (self->name_label), name);
  gtk_widget_set_tooltip_text (self->name_label, name);
  gtk_label_set_label (GTK_LABEL (self->market_label), market);
  gtk_label_set_label (GTK_LABEL (self->period_label), period);
  gtk_label_set_label (GTK_LABEL (self->played_label), played_text);
  show_state (self);
  show_figures (self);
  show_progress (self);
  bt_accessible_set_name (GTK_WIDGET (self), name);
}

static void
summary_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtSessionCard *self = BT_SESSION_CARD (widget);
  const char *verb = name + strlen ("card.");
  const char *id = bt_session_summary_get_id (self->summary);
  g_autofree char *action = NULL;

  if (g_str_equal (verb, "open"))
    action = g_strdup ("app.open-session");
  else if (g_str_equal (verb, "report"))
    action = g_strdup ("app.show-report");
  else
    action = g_strconcat ("win.session-", verb, NULL);
  gtk_widget_activate_action (widget, action, "s", id);
}

static void
bt_session_card_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  BtSessionCard *self = BT_SESSION_CARD (object);

  if (id != PROP_SUMMARY)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
      return;
    }
  self->summary = g_value_dup_object (value);
  g_signal_connect_object (self->summary, "notify::revision", G_CALLBACK (show_summary), self,
                           G_CONNECT_SWAPPED);
  show_summary (self);
}

static void
bt_session_card_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_SUMMARY)
    g_value_set_object (value, BT_SESSION_CARD (object)->summary);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
bt_session_card_dispose (GObject *object)
{
  g_clear_object (&BT_SESSION_CARD (object)->summary);
  G_OBJECT_CLASS (bt_session_card_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, BtSessionCard, name_label);
  gtk_widget_class_bind_template_child (widget_class, BtSessionCard, state_label);
  gtk_widget_class_bind_template_child (widget_class, BtSessionCard, market_label);
  gtk_widget_class_bind_template_child (widget_class, BtSessionCard, period_label);
  gtk_widget_class_bind_template_child (widget_class, BtSessionCard, sparkline);
  gtk_widget_class_bind_template_child (widget_class, BtSessionCard, result_label);
  gtk_widget_class_bind_template_child (widget_class, BtSessionCard, return_label);
  gtk_widget_class_bind_template_child (widget_class, BtSessionCard, trades_label);
  gtk_widget_class_bind_template_child (widget_class, BtSessionCard, expectancy_label);
  gtk_widget_class_bind_template_child (widget_class, BtSessionCard, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, BtSessionCard, progress_label);
  gtk_widget_class_bind_template_child (widget_class, BtSessionCard, played_label);
  gtk_widget_class_bind_template_child (widget_class, BtSessionCard, open_button);
  gtk_widget_class_bind_template_child (widget_class, BtSessionCard, menu_button);
  gtk_widget_class_bind_template_child (widget_class, BtSessionCard, card_menu);
}

static void
bt_session_card_class_init (BtSessionCardClass *klass)
{
  static const char *const actions[]
    = { "card.open",    "card.report",    "card.rename", "card.duplicate",
        "card.archive", "card.unarchive", "card.export", "card.delete" };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = bt_session_card_set_property;
  object_class->get_property = bt_session_card_get_property;
  object_class->dispose = bt_session_card_dispose;
  properties[PROP_SUMMARY]
    = g_param_spec_object ("summary", NULL, NULL, BT_TYPE_SESSION_SUMMARY,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_type_ensure (BT_TYPE_SPARKLINE);
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("session-card"));
  bind_children (widget_class);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i], NULL, summary_action_cb);
}

static void
bt_session_card_init (BtSessionCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* The menu stands after the widgets in the template, so it is put in place here. */
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->menu_button), self->card_menu);
}

GtkWidget *
bt_session_card_new (BtSessionSummary *summary)
{
  return g_object_new (BT_TYPE_SESSION_CARD, "summary", summary, NULL);
}

BtSessionSummary *
bt_session_card_get_summary (BtSessionCard *card)
{
  g_return_val_if_fail (BT_IS_SESSION_CARD (card), NULL);

  return card->summary;
}
