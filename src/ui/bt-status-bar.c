// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-status-bar.h"

#include "ui/bt-accessible.h"
#include "ui/bt-format.h"
#include "ui/bt-labels.h"
#include "ui/bt-resources.h"
#include "ui/bt-shown.h"

#include <glib/gi18n.h>

/* The digest is computed over the whole state; while playing at speed that is not worth it each
 * frame. */
#define DIGEST_INTERVAL_USEC (500 * 1000)

struct _BtStatusBar
{
  GtkBox parent_instance;

  BtSession *session;
  gint64 digest_shown_usec;
  GtkWidget *state_label;
  GtkWidget *progress_label;
  GtkWidget *progress_bar;
  GtkWidget *rule_box;
  GtkWidget *rule_label;
  GtkWidget *data_box;
  GtkWidget *data_label;
  GtkWidget *saved_box;
  GtkWidget *saved_label;
  GtkWidget *digest_box;
  GtkWidget *digest_label;
  GtkWidget *balance_label;
  GtkWidget *floating_label;
  GtkWidget *equity_label;
};

enum
{
  PROP_SESSION = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (BtStatusBar, bt_status_bar, GTK_TYPE_BOX)

static void
set_text (GtkWidget *label, const char *text)
{
  gtk_label_set_label (GTK_LABEL (label), text);
}

/* Shows "name value" of the account. */
static void
set_named (GtkWidget *label, const char *name, const char *value)
{
  g_autofree char *text = g_strdup_printf ("%s %s", name, value);

  set_text (label, text);
}

static gboolean
is_at_end (BtSession *session)
{
  return bt_session_get_bar (session) + 1 >= bt_session_get_length (session);
}

static void
show_state (BtStatusBar *self)
{
  int state;

  g_object_get (self->session, "state", &state, NULL);
  gboolean is_playing = bt_session_is_playing (self->session);
  const char *tone = is_playing ? "up" : "warn";
  const char *classes[] = { "strong", tone, NULL };
  g_autofree char *text = NULL;
  if (bt_session_is_ended (self->session))
    text = g_strdup_printf ("● %s", _ ("Ended"));
  else if (state == BT_SESSION_ARCHIVED)
    text = g_strdup_printf ("● %s", _ ("Archived"));
  else if (is_playing)
    text = g_strdup_printf ("● %s", _ ("Playing"));
  else
    text = g_strdup_printf ("● %s", is_at_end (self->session) ? _ ("At the end") : _ ("Paused"));
  set_text (self->state_label, text);
  gtk_widget_set_css_classes (self->state_label, classes);
}

static void
show_digest (BtStatusBar *self)
{
  gint64 now_usec = g_get_monotonic_time ();

  if (bt_session_is_playing (self->session)
      && now_usec - self->digest_shown_usec < DIGEST_INTERVAL_USEC)
    return;
  g_autofree char *digest = bt_session_get_digest (self->session);
  g_autofree char *text = bt_format_digest (digest);
  self->digest_shown_usec = now_usec;
  set_named (self->digest_label, _ ("Digest"), text);
  gtk_widget_set_tooltip_text (self->digest_label, digest);
}

static void
show_progress (BtStatusBar *self)
{
  gint64 length = bt_session_get_length (self->session);
  gint64 known = bt_session_get_bar (self->session) + 1;
  guint day;
  guint days = bt_session_count_days (self->session, &day);
  g_autofree char *known_text = bt_format_count (known);
  g_autofree char *length_text = bt_format_count (length);
  /* Translators: which trading day it is, of how many. */
  g_autofree char *text = g_strdup_printf (_ ("Day %u of %u"), day, days);
  /* Translators: how many candles are known, of how many. */
  g_autofree char *candles = g_strdup_printf (_ ("Candle %s of %s"), known_text, length_text);

  set_text (self->progress_label, text);
  gtk_widget_set_tooltip_text (self->progress_label, candles);
  bt_accessible_set_name (self->progress_bar, candles);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress_bar),
                                 length > 0 ? CLAMP ((double) known / (double) length, 0.0, 1.0)
                                            : 0.0);
}

static void
show_saved (BtStatusBar *self)
{
  gint64 commands = bt_session_get_command_count (self->session);
  g_autofree char *count = bt_format_count (commands);
  g_autofree char *text
    /* Translators: %s is a number of orders and other commands that are on disk. */
    = g_strdup_printf (ngettext ("✓ %s command saved", "✓ %s commands saved", (gulong) commands),
                       count);

  set_text (self->saved_label, text);
}

static void
show_account (BtStatusBar *self)
{
  BtAccountState account;
  guint digits = bt_currency_digits (bt_session_get_settings (self->session)->currency);

  bt_session_get_account (self->session, &account);
  g_autofree char *balance = bt_format_money (account.balance, digits);
  g_autofree char *floating = bt_format_result (account.floating, digits);
  g_autofree char *equity = bt_format_money (account.equity, digits);
  const char *tone = bt_format_tone (account.floating.minor);
  const char *classes[] = { tone != NULL ? tone : "secondary", NULL };
  set_named (self->balance_label, _ ("Balance"), balance);
  set_named (self->floating_label, _ ("Floating"), floating);
  set_named (self->equity_label, _ ("Equity"), equity);
  gtk_widget_set_css_classes (self->floating_label, classes);
}

static void
show_all (BtStatusBar *self)
{
  show_state (self);
  show_progress (self);
  show_saved (self);
  show_account (self);
  show_digest (self);
}

static void
show_terms (BtStatusBar *self)
{
  const BtSessionSettings *settings = bt_session_get_settings (self->session);
  char grade = bt_session_get_grade (self->session);
  g_autofree char *rule
    /* Translators: %s is the intrabar rule. */
    = g_strdup_printf (_ ("Intrabar rule %s"), bt_label_policy (settings->policy));
  g_autofree char *market = g_strdup_printf ("%s %s", bt_shown_symbol (self->session),
                                             bt_timeframe_to_string (settings->base_timeframe));
  g_autofree char *data = grade == '-' ? g_strdup (market)
                                       /* Translators: dataset, and the grade of its quality. */
                                       : g_strdup_printf (_ ("%s · grade %c"), market, grade);

  set_text (self->rule_label, rule);
  set_text (self->data_label, data);
  gtk_widget_set_tooltip_text (self->rule_label, bt_label_policy_explained (settings->policy));
}

static void
bt_status_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  static const char *const signals[]
    = { "account-changed", "advanced", "notify::playing", "notify::state", "notify::ended" };
  BtStatusBar *self = BT_STATUS_BAR (object);

  if (id != PROP_SESSION)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
      return;
    }
  if (!g_set_object (&self->session, g_value_get_object (value)) || self->session == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_connect_object (self->session, signals[i], G_CALLBACK (show_all), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::disguised", G_CALLBACK (show_terms), self,
                           G_CONNECT_SWAPPED);
  show_terms (self);
  show_all (self);
}

static void
bt_status_bar_dispose (GObject *object)
{
  g_clear_object (&BT_STATUS_BAR (object)->session);
  G_OBJECT_CLASS (bt_status_bar_parent_class)->dispose (object);
}

static void
bt_status_bar_class_init (BtStatusBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = bt_status_bar_set_property;
  object_class->dispose = bt_status_bar_dispose;
  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, BT_TYPE_SESSION,
                                                  G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("status-bar"));
  gtk_widget_class_bind_template_child (widget_class, BtStatusBar, state_label);
  gtk_widget_class_bind_template_child (widget_class, BtStatusBar, progress_label);
  gtk_widget_class_bind_template_child (widget_class, BtStatusBar, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, BtStatusBar, rule_box);
  gtk_widget_class_bind_template_child (widget_class, BtStatusBar, data_box);
  gtk_widget_class_bind_template_child (widget_class, BtStatusBar, saved_box);
  gtk_widget_class_bind_template_child (widget_class, BtStatusBar, rule_label);
  gtk_widget_class_bind_template_child (widget_class, BtStatusBar, data_label);
  gtk_widget_class_bind_template_child (widget_class, BtStatusBar, saved_label);
  gtk_widget_class_bind_template_child (widget_class, BtStatusBar, digest_box);
  gtk_widget_class_bind_template_child (widget_class, BtStatusBar, digest_label);
  gtk_widget_class_bind_template_child (widget_class, BtStatusBar, balance_label);
  gtk_widget_class_bind_template_child (widget_class, BtStatusBar, floating_label);
  gtk_widget_class_bind_template_child (widget_class, BtStatusBar, equity_label);
}

static void
bt_status_bar_init (BtStatusBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
bt_status_bar_fit (BtStatusBar *bar, int width_px)
{
  g_return_if_fail (BT_IS_STATUS_BAR (bar));

  /* In the order in which they go, from the middle to the ends. */
  GtkWidget *const items[] = { bar->saved_box, bar->data_box, bar->rule_box, bar->digest_box };

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    gtk_widget_set_visible (items[i], TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      int natural;

      gtk_widget_measure (GTK_WIDGET (bar), GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL,
                          NULL);
      gtk_widget_set_visible (items[i], natural <= width_px);
    }
}
