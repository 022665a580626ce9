// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-account-panel.h"

#include "ui/bt-format.h"
#include "ui/bt-resources.h"
#include "ui/bt-sparkline.h"

#include <glib/gi18n.h>

struct _BtAccountPanel
{
  GtkBox parent_instance;

  BtSession *session;
  GtkWidget *terms_label;
  GtkWidget *equity_label;
  GtkWidget *return_label;
  GtkWidget *sparkline;
  GtkWidget *balance_value;
  GtkWidget *floating_value;
  GtkWidget *margin_value;
  GtkWidget *level_value;
  GtkWidget *free_value;
  GtkWidget *drawdown_value;
  GtkWidget *fall_line;
  GtkWidget *peak_value;
  GtkWidget *deepest_value;
  char *spoken; /* of the lines, last */
};

enum
{
  PROP_SESSION = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (BtAccountPanel, bt_account_panel, GTK_TYPE_BOX)

static void
set_money (GtkWidget *label, BtMoney amount, guint digits)
{
  g_autofree char *text = bt_format_money (amount, digits);

  gtk_label_set_label (GTK_LABEL (label), text);
}

static void
set_tone (GtkWidget *label, gint64 value)
{
  const char *tone = bt_format_tone (value);

  gtk_widget_remove_css_class (label, "up");
  gtk_widget_remove_css_class (label, "down");
  if (tone != NULL)
    gtk_widget_add_css_class (label, tone);
}

/* Screen readers are told when it rests: a picture that grows would be spoken all the time. */
static void
describe_lines (BtAccountPanel *self)
{
  gboolean is_playing;

  g_object_get (self->session, "playing", &is_playing, NULL);
  if (is_playing)
    return;
  /* Translators: amounts of money, and how far below the highest equity is. */
  g_autofree char *text
    = g_strdup_printf (_ ("Equity %s, its highest %s; drawdown %s, the deepest %s"),
                       gtk_label_get_label (GTK_LABEL (self->equity_label)),
                       gtk_label_get_label (GTK_LABEL (self->peak_value)),
                       gtk_label_get_label (GTK_LABEL (self->drawdown_value)),
                       gtk_label_get_label (GTK_LABEL (self->deepest_value)));
  if (g_strcmp0 (text, self->spoken) == 0)
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->sparkline),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->fall_line),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  g_free (self->spoken);
  self->spoken = g_steal_pointer (&text);
}

/* Draws equity and drawdown over the same candles. */
static void
draw_lines (BtAccountPanel *self, const BtEquityCurve *curve)
{
  double equity[BT_EQUITY_TRAIL_MAX_POINTS];
  double fall[BT_EQUITY_TRAIL_MAX_POINTS];
  gint64 places[BT_EQUITY_TRAIL_MAX_POINTS];
  gint64 base = bt_session_get_settings (self->session)->balance.minor;
  const char *tone = bt_format_tone (curve->points[curve->count - 1].equity_minor - base);

  for (guint i = 0; i < curve->count; i++)
    {
      equity[i] = (double) curve->points[i].equity_minor;
      fall[i] = -curve->points[i].fall;
      places[i] = curve->points[i].bar;
    }
  bt_sparkline_set_values (BT_SPARKLINE (self->sparkline), equity, places, curve->count,
                           (double) base, tone != NULL ? tone : "flat");
  bt_sparkline_set_values (BT_SPARKLINE (self->fall_line), fall, places, curve->count, 0,
                           curve->deepest_fall > 0 ? "down" : "flat");
}

/* Shows how equity went, and how far it is below its highest. */
static void
show_curve (BtAccountPanel *self, guint digits)
{
  BtEquityCurve curve;

  bt_session_get_equity_curve (self->session, &curve);
  g_autofree char *drawdown = bt_format_percent_signed (-curve.fall, 2);
  g_autofree char *deepest = bt_format_percent_signed (-curve.deepest_fall, 2);
  set_money (self->peak_value, curve.peak, digits);
  gtk_label_set_label (GTK_LABEL (self->drawdown_value), drawdown);
  gtk_label_set_label (GTK_LABEL (self->deepest_value), deepest);
  draw_lines (self, &curve);
  describe_lines (self);
}

static void
show_account (BtAccountPanel *self)
{
  BtAccountState account;
  const BtSessionSettings *settings = bt_session_get_settings (self->session);
  guint digits = bt_currency_digits (settings->currency);

  bt_session_get_account (self->session, &account);
  gboolean is_disguised = bt_session_get_disguise (self->session)->is_active;
  gint64 gain = account.equity.minor - settings->balance.minor;
  g_autofree char *share
    = bt_format_percent_signed ((double) gain / (double) MAX (settings->balance.minor, 1), 2);
  g_autofree char *floating = bt_format_result (account.floating, digits);
  g_autofree char *level
    = account.margin_level_percent >= 0
        ? bt_format_percent ((double) account.margin_level_percent / 10000.0, 1)
        : g_strdup (BT_FORMAT_NONE);
  set_money (self->equity_label, account.equity, digits);
  set_money (self->balance_value, account.balance, digits);
  set_money (self->margin_value, account.margin, digits);
  set_money (self->free_value, account.free_margin, digits);
  if (is_disguised)
    {
      /* With the leverage it tells the price. */
      gtk_label_set_label (GTK_LABEL (self->margin_value), C_ ("margin", "hidden"));
      gtk_label_set_label (GTK_LABEL (self->free_value), C_ ("margin", "hidden"));
    }
  gtk_label_set_label (GTK_LABEL (self->return_label), share);
  gtk_label_set_label (GTK_LABEL (self->floating_value), floating);
  gtk_label_set_label (GTK_LABEL (self->level_value),
                       is_disguised ? C_ ("margin", "hidden") : level);
  set_tone (self->return_label, gain);
  set_tone (self->floating_value, account.floating.minor);
  show_curve (self, digits);
}

static void
show_terms (BtAccountPanel *self)
{
  const BtSessionSettings *settings = bt_session_get_settings (self->session);
  const char *mode = settings->mode == BT_ACCOUNT_HEDGING ? _ ("hedging") : _ ("netting");
  g_autofree char *terms
    = g_strdup_printf ("%s · %s · 1:%d", settings->currency, mode, settings->leverage);

  gtk_label_set_label (GTK_LABEL (self->terms_label), terms);
}

static void
bt_account_panel_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  BtAccountPanel *self = BT_ACCOUNT_PANEL (object);

  if (id != PROP_SESSION)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
      return;
    }
  if (!g_set_object (&self->session, g_value_get_object (value)) || self->session == NULL)
    return;
  g_signal_connect_object (self->session, "account-changed", G_CALLBACK (show_account), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::playing", G_CALLBACK (describe_lines), self,
                           G_CONNECT_SWAPPED);
  show_terms (self);
  show_account (self);
}

static void
bt_account_panel_dispose (GObject *object)
{
  g_clear_object (&BT_ACCOUNT_PANEL (object)->session);
  g_clear_pointer (&BT_ACCOUNT_PANEL (object)->spoken, g_free);
  G_OBJECT_CLASS (bt_account_panel_parent_class)->dispose (object);
}

static void
bt_account_panel_class_init (BtAccountPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = bt_account_panel_set_property;
  object_class->dispose = bt_account_panel_dispose;
  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, BT_TYPE_SESSION,
                                                  G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_type_ensure (BT_TYPE_SPARKLINE);
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("account-panel"));
  gtk_widget_class_bind_template_child (widget_class, BtAccountPanel, terms_label);
  gtk_widget_class_bind_template_child (widget_class, BtAccountPanel, equity_label);
  gtk_widget_class_bind_template_child (widget_class, BtAccountPanel, return_label);
  gtk_widget_class_bind_template_child (widget_class, BtAccountPanel, sparkline);
  gtk_widget_class_bind_template_child (widget_class, BtAccountPanel, balance_value);
  gtk_widget_class_bind_template_child (widget_class, BtAccountPanel, floating_value);
  gtk_widget_class_bind_template_child (widget_class, BtAccountPanel, margin_value);
  gtk_widget_class_bind_template_child (widget_class, BtAccountPanel, level_value);
  gtk_widget_class_bind_template_child (widget_class, BtAccountPanel, free_value);
  gtk_widget_class_bind_template_child (widget_class, BtAccountPanel, drawdown_value);
  gtk_widget_class_bind_template_child (widget_class, BtAccountPanel, fall_line);
  gtk_widget_class_bind_template_child (widget_class, BtAccountPanel, peak_value);
  gtk_widget_class_bind_template_child (widget_class, BtAccountPanel, deepest_value);
}

static void
bt_account_panel_init (BtAccountPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
