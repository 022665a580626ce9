// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-challenge-panel.h"

#include "ui/bt-accessible.h"
#include "ui/bt-challenge-text.h"
#include "ui/bt-resources.h"

#include <glib/gi18n.h>

/* From so much of a limit on its bar warns. */
#define WARN_FRACTION 0.8

struct _BtChallengePanel
{
  GtkBox parent_instance;

  BtSession *session;
  GtkWidget *status_label;
  GtkWidget *name_label;
  GtkGrid *rules;
  GtkWidget *violation_label;
  GtkWidget *bars[BT_N_CHALLENGE_RULES]; /* NULL: the rule is not among those of the challenge */
  GtkWidget *values[BT_N_CHALLENGE_RULES];
};

enum
{
  PROP_SESSION = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (BtChallengePanel, bt_challenge_panel, GTK_TYPE_BOX)

/* Returns whether a rule is a condition of passing: its bar is to be filled, not kept empty. */
static gboolean
is_condition (BtChallengeRule rule)
{
  return rule == BT_CHALLENGE_RULE_PROFIT_TARGET || rule == BT_CHALLENGE_RULE_MINIMUM_DAYS;
}

static const char *
choose_tone (const BtChallengeRuleState *state, double fraction)
{
  if (state->status == BT_CHALLENGE_RULE_BROKEN)
    return "broken";
  if (is_condition (state->rule))
    return state->status == BT_CHALLENGE_RULE_MET ? "met" : "wanted";
  return fraction >= WARN_FRACTION ? "near" : "kept";
}

static void
show_rule (BtChallengePanel *self, const BtChallengeRuleState *state)
{
  GtkWidget *bar = self->bars[state->rule];
  double fraction = CLAMP ((double) state->used_percent / 10000.0, 0.0, 1.0);
  g_autofree char *figures = bt_challenge_text_state (state, self->session);
  const char *classes[] = { "thin-progress", choose_tone (state, fraction), NULL };
  g_autofree char *name = g_strdup_printf ("%s: %s", bt_challenge_text_rule (state->rule), figures);

  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (bar), fraction);
  gtk_widget_set_css_classes (bar, classes);
  bt_accessible_set_name (bar, name);
  gtk_label_set_label (GTK_LABEL (self->values[state->rule]), figures);
}

/* Says which rules were broken, when and by how much. */
static void
show_violations (BtChallengePanel *self)
{
  gsize count;
  const BtViolation *violations = bt_session_get_violations (self->session, &count);
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < count; i++)
    {
      g_autofree char *line = bt_challenge_text_violation (&violations[i], self->session);
      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", line);
    }
  gtk_label_set_label (GTK_LABEL (self->violation_label), text->str);
  gtk_widget_set_visible (self->violation_label, count > 0);
  g_string_free (text, TRUE);
}

static void
show_challenge (BtChallengePanel *self)
{
  BtChallengeState state;

  bt_session_get_challenge (self->session, &state);
  if (state.status == BT_CHALLENGE_NONE)
    return;
  const char *tone = state.status == BT_CHALLENGE_FAILED ? "down" : "up";
  const char *classes[] = { "chip", tone, NULL };
  gtk_label_set_label (GTK_LABEL (self->status_label), bt_challenge_text_status (state.status));
  gtk_widget_set_css_classes (self->status_label, classes);
  for (guint i = 0; i < BT_N_CHALLENGE_RULES; i++)
    if (self->bars[i] != NULL)
      show_rule (self, &state.rules[i]);
  show_violations (self);
}

static void
add_rule (BtChallengePanel *self, BtChallengeRule rule, int row)
{
  GtkWidget *caption = gtk_label_new (bt_challenge_text_rule (rule));
  GtkWidget *bar = gtk_progress_bar_new ();
  GtkWidget *value = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_label_set_ellipsize (GTK_LABEL (caption), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (caption, "secondary");
  gtk_widget_set_hexpand (bar, TRUE);
  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  /* A time of the day has no share of a limit. */
  gtk_widget_set_opacity (bar, rule == BT_CHALLENGE_RULE_ALLOWED_HOURS ? 0.0 : 1.0);
  gtk_label_set_xalign (GTK_LABEL (value), 1);
  gtk_widget_add_css_class (value, "strong");
  gtk_grid_attach (self->rules, caption, 0, row, 1, 1);
  gtk_grid_attach (self->rules, bar, 1, row, 1, 1);
  gtk_grid_attach (self->rules, value, 2, row, 1, 1);
  self->bars[rule] = bar;
  self->values[rule] = value;
}

static void
set_session (BtChallengePanel *self, BtSession *session)
{
  BtChallengeState state;
  int row = 0;

  if (!g_set_object (&self->session, session) || session == NULL)
    return;
  const BtSessionSettings *settings = bt_session_get_settings (session);
  gtk_widget_set_visible (GTK_WIDGET (self), settings->has_challenge);
  if (!settings->has_challenge)
    return;
  bt_session_get_challenge (session, &state);
  gtk_label_set_label (GTK_LABEL (self->name_label), settings->challenge.name);
  gtk_widget_set_tooltip_text (self->name_label, settings->challenge.name);
  for (guint i = 0; i < BT_N_CHALLENGE_RULES; i++)
    if (state.rules[i].status != BT_CHALLENGE_RULE_OFF)
      add_rule (self, (BtChallengeRule) i, row++);
  g_signal_connect_object (session, "account-changed", G_CALLBACK (show_challenge), self,
                           G_CONNECT_SWAPPED);
  show_challenge (self);
}

static void
bt_challenge_panel_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  if (id == PROP_SESSION)
    set_session (BT_CHALLENGE_PANEL (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
bt_challenge_panel_dispose (GObject *object)
{
  g_clear_object (&BT_CHALLENGE_PANEL (object)->session);
  G_OBJECT_CLASS (bt_challenge_panel_parent_class)->dispose (object);
}

static void
bt_challenge_panel_class_init (BtChallengePanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->set_property = bt_challenge_panel_set_property;
  G_OBJECT_CLASS (klass)->dispose = bt_challenge_panel_dispose;
  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, BT_TYPE_SESSION,
                                                  G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("challenge-panel"));
  gtk_widget_class_bind_template_child (widget_class, BtChallengePanel, status_label);
  gtk_widget_class_bind_template_child (widget_class, BtChallengePanel, name_label);
  gtk_widget_class_bind_template_child (widget_class, BtChallengePanel, rules);
  gtk_widget_class_bind_template_child (widget_class, BtChallengePanel, violation_label);
}

static void
bt_challenge_panel_init (BtChallengePanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
