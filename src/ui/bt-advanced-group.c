// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-advanced-group.h"

#include "market/bt-currency.h"
#include "ui/bt-resources.h"

#include <math.h>

#define WEDNESDAY 3

struct _BtAdvancedGroup
{
  AdwPreferencesGroup parent_instance;

  GtkWidget *market_fill_row;
  GtkWidget *slippage_row;
  GtkWidget *minimum_spin;
  GtkWidget *hedged_row;
  GtkWidget *protection_switch;
  GtkWidget *swap_switch;
  GtkWidget *swap_long_row;
  GtkWidget *swap_long_spin;
  GtkWidget *swap_short_row;
  GtkWidget *swap_short_spin;
  GtkWidget *triple_row;
  GtkWidget *forbid_switch;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtAdvancedGroup, bt_advanced_group, ADW_TYPE_PREFERENCES_GROUP)

static guint
get_selected (GtkWidget *row)
{
  return adw_combo_row_get_selected (ADW_COMBO_ROW (row));
}

static gboolean
is_on (GtkWidget *widget)
{
  return gtk_switch_get_active (GTK_SWITCH (widget));
}

/* Returns a spin button's value times scale, as a whole number. */
static gint64
get_scaled (GtkWidget *spin, double scale)
{
  return (gint64) llround (gtk_spin_button_get_value (GTK_SPIN_BUTTON (spin)) * scale);
}

static void
settings_changed_cb (BtAdvancedGroup *self)
{
  GtkWidget *const swap_rows[] = { self->swap_long_row, self->swap_short_row, self->triple_row };

  for (guint i = 0; i < G_N_ELEMENTS (swap_rows); i++)
    gtk_widget_set_sensitive (swap_rows[i], is_on (self->swap_switch));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
bt_advanced_group_class_init (BtAdvancedGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[CHANGED] = g_signal_new ("changed", BT_TYPE_ADVANCED_GROUP, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("advanced-group"));
  gtk_widget_class_bind_template_child (widget_class, BtAdvancedGroup, market_fill_row);
  gtk_widget_class_bind_template_child (widget_class, BtAdvancedGroup, slippage_row);
  gtk_widget_class_bind_template_child (widget_class, BtAdvancedGroup, minimum_spin);
  gtk_widget_class_bind_template_child (widget_class, BtAdvancedGroup, hedged_row);
  gtk_widget_class_bind_template_child (widget_class, BtAdvancedGroup, protection_switch);
  gtk_widget_class_bind_template_child (widget_class, BtAdvancedGroup, swap_switch);
  gtk_widget_class_bind_template_child (widget_class, BtAdvancedGroup, swap_long_row);
  gtk_widget_class_bind_template_child (widget_class, BtAdvancedGroup, swap_long_spin);
  gtk_widget_class_bind_template_child (widget_class, BtAdvancedGroup, swap_short_row);
  gtk_widget_class_bind_template_child (widget_class, BtAdvancedGroup, swap_short_spin);
  gtk_widget_class_bind_template_child (widget_class, BtAdvancedGroup, triple_row);
  gtk_widget_class_bind_template_child (widget_class, BtAdvancedGroup, forbid_switch);
  gtk_widget_class_bind_template_callback (widget_class, settings_changed_cb);
}

static void
bt_advanced_group_init (BtAdvancedGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->triple_row), WEDNESDAY);
  settings_changed_cb (self);
}

void
bt_advanced_group_fill (BtAdvancedGroup *group, BtSessionSettings *settings)
{
  g_return_if_fail (BT_IS_ADVANCED_GROUP (group));

  double minor_units = pow (10.0, bt_currency_digits (settings->currency));
  settings->market_fill = (BtMarketFill) get_selected (group->market_fill_row);
  settings->slippage_kind = (BtSlippageKind) get_selected (group->slippage_row);
  settings->commission_minimum = BT_MONEY (settings->commission_kind == BT_COMMISSION_NONE
                                             ? 0
                                             : get_scaled (group->minimum_spin, minor_units));
  settings->hedged_margin = (BtHedgedMargin) get_selected (group->hedged_row);
  settings->has_negative_balance_protection = is_on (group->protection_switch);
  settings->has_swap = is_on (group->swap_switch);
  /* Hundredths of a point. */
  settings->swap_long_points = settings->has_swap ? get_scaled (group->swap_long_spin, 100) : 0;
  settings->swap_short_points = settings->has_swap ? get_scaled (group->swap_short_spin, 100) : 0;
  settings->swap_triple_weekday = (gint32) get_selected (group->triple_row);
  settings->is_rewind_forbidden = is_on (group->forbid_switch);
}
