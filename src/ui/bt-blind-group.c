// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-blind-group.h"

#include "ui/bt-resources.h"

struct _BtBlindGroup
{
  AdwPreferencesGroup parent_instance;

  GtkWidget *blind_switch;
  GtkWidget *random_switch;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtBlindGroup, bt_blind_group, ADW_TYPE_PREFERENCES_GROUP)

static void
settings_changed_cb (BtBlindGroup *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
bt_blind_group_class_init (BtBlindGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[CHANGED] = g_signal_new ("changed", BT_TYPE_BLIND_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("blind-group"));
  gtk_widget_class_bind_template_child (widget_class, BtBlindGroup, blind_switch);
  gtk_widget_class_bind_template_child (widget_class, BtBlindGroup, random_switch);
  gtk_widget_class_bind_template_callback (widget_class, settings_changed_cb);
}

static void
bt_blind_group_init (BtBlindGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

gboolean
bt_blind_group_is_blind (BtBlindGroup *group)
{
  g_return_val_if_fail (BT_IS_BLIND_GROUP (group), FALSE);
  return gtk_switch_get_active (GTK_SWITCH (group->blind_switch));
}

gboolean
bt_blind_group_has_random_start (BtBlindGroup *group)
{
  g_return_val_if_fail (BT_IS_BLIND_GROUP (group), FALSE);
  return gtk_switch_get_active (GTK_SWITCH (group->random_switch));
}

void
bt_blind_group_fill (BtBlindGroup *group, const BtDataset *dataset, BtSessionPlan *plan)
{
  g_return_if_fail (BT_IS_BLIND_GROUP (group));

  plan->is_blind = bt_blind_group_is_blind (group);
  if (bt_blind_group_has_random_start (group))
    {
      plan->start_usec = bt_session_draw_start (dataset, g_random_int ());
      plan->end_usec = BT_TIME_NONE;
    }
}
