// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-challenge-group.h"

#include "market/bt-currency.h"
#include "ui/bt-challenge-text.h"
#include "ui/bt-resources.h"

#include <glib/gi18n.h>
#include <math.h>

#define MINUTES_PER_HOUR 60
#define FIRST_DIGITS 2

/* An amount: its figure, and whether it is percent or money. */
typedef struct
{
  GtkWidget *spin;
  GtkWidget *unit;
} AmountRow;

struct _BtChallengeGroup
{
  AdwPreferencesGroup parent_instance;

  gboolean is_updating;
  guint digits; /* of the account's currency, as last filled */
  char name[BT_CHALLENGE_NAME_SIZE];

  GtkWidget *preset_row;
  GtkWidget *rules_row;
  GtkWidget *target_spin;
  GtkWidget *target_unit;
  GtkWidget *target_measure_row;
  GtkWidget *daily_spin;
  GtkWidget *daily_unit;
  GtkWidget *daily_basis_row;
  GtkWidget *daily_measure_row;
  GtkWidget *drawdown_spin;
  GtkWidget *drawdown_unit;
  GtkWidget *drawdown_kind_row;
  GtkWidget *lock_switch;
  GtkWidget *days_spin;
  GtkWidget *consistency_spin;
  GtkWidget *hours_entry;
  GtkWidget *order_volume_spin;
  GtkWidget *open_volume_spin;
  GtkWidget *reset_entry;
  GtkWidget *zone_row;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtChallengeGroup, bt_challenge_group, ADW_TYPE_PREFERENCES_GROUP)

static guint
get_selected (GtkWidget *row)
{
  return adw_combo_row_get_selected (ADW_COMBO_ROW (row));
}

static double
get_value (GtkWidget *spin)
{
  return gtk_spin_button_get_value (GTK_SPIN_BUTTON (spin));
}

/* The scale of an amount: percent are kept times 100, money in minor units. */
static double
get_scale (BtChallengeGroup *self, BtChallengeAmountKind kind)
{
  return kind == BT_CHALLENGE_AMOUNT_MONEY ? pow (10.0, self->digits) : 100.0;
}

static BtChallengeAmount
get_amount (BtChallengeGroup *self, AmountRow row)
{
  gboolean is_money = gtk_drop_down_get_selected (GTK_DROP_DOWN (row.unit)) == 1;
  BtChallengeAmount amount
    = { .kind = is_money ? BT_CHALLENGE_AMOUNT_MONEY : BT_CHALLENGE_AMOUNT_PERCENT };

  amount.value = (gint64) llround (get_value (row.spin) * get_scale (self, amount.kind));
  if (amount.value == 0)
    amount.kind = BT_CHALLENGE_AMOUNT_NONE;
  return amount;
}

static void
show_amount (BtChallengeGroup *self, AmountRow row, BtChallengeAmount amount)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (row.unit),
                              amount.kind == BT_CHALLENGE_AMOUNT_MONEY ? 1 : 0);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (row.spin),
                             (double) amount.value / get_scale (self, amount.kind));
}

static void
show_minute (GtkWidget *entry, gint32 minute)
{
  g_autofree char *text
    = g_strdup_printf ("%02d:%02d", minute / MINUTES_PER_HOUR, minute % MINUTES_PER_HOUR);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static void
show_rules (BtChallengeGroup *self, const BtChallengeRules *rules)
{
  double lot = (double) BT_VOLUME_UNITS_PER_LOT;

  g_strlcpy (self->name, rules->name, sizeof self->name);
  show_amount (self, (AmountRow){ self->target_spin, self->target_unit }, rules->profit_target);
  show_amount (self, (AmountRow){ self->daily_spin, self->daily_unit }, rules->daily_loss);
  show_amount (self, (AmountRow){ self->drawdown_spin, self->drawdown_unit }, rules->max_drawdown);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->target_measure_row), rules->profit_measure);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->daily_basis_row), rules->daily_basis);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->daily_measure_row), rules->daily_measure);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->drawdown_kind_row), rules->drawdown_kind);
  gtk_switch_set_active (GTK_SWITCH (self->lock_switch), rules->is_drawdown_locked);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->days_spin), rules->minimum_days);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->consistency_spin),
                             (double) rules->consistency_percent / 100.0);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->order_volume_spin),
                             (double) rules->max_order_volume.units / lot);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->open_volume_spin),
                             (double) rules->max_open_volume.units / lot);
  gtk_editable_set_text (GTK_EDITABLE (self->hours_entry), "");
  show_minute (self->reset_entry, rules->reset_minute);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->zone_row), rules->reset_zone.kind);
}

/* Reads "08:30"; returns FALSE when it is no time of the day. */
static gboolean
read_minute (const char *text, gint32 *out)
{
  int hour, minute, length = 0;

  if (sscanf (text, " %d:%d %n", &hour, &minute, &length) != 2 || text[length] != '\0' || hour < 0
      || hour > 23 || minute < 0 || minute >= MINUTES_PER_HOUR)
    return FALSE;
  *out = hour * MINUTES_PER_HOUR + minute;
  return TRUE;
}

/* Reads "08:00-17:00" into a window of every day; empty text is none. */
static gboolean
read_hours (BtChallengeGroup *self, BtChallengeRules *rules)
{
  g_autofree char *text
    = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->hours_entry))));
  g_auto (GStrv) parts = g_strsplit (text, "-", 2);
  BtChallengeWindow *window = &rules->windows[0];

  rules->window_count = 0;
  if (*text == '\0')
    return TRUE;
  if (g_strv_length (parts) != 2 || !read_minute (parts[0], &window->start_minute)
      || !read_minute (parts[1], &window->end_minute))
    return FALSE;
  window->weekdays = BT_CHALLENGE_EVERY_DAY;
  rules->window_count = 1;
  rules->hours_zone = rules->reset_zone;
  return TRUE;
}

static BtVolume
get_volume (GtkWidget *spin)
{
  return BT_VOLUME ((gint64) llround (get_value (spin) * (double) BT_VOLUME_UNITS_PER_LOT));
}

static void
preset_chosen_cb (BtChallengeGroup *self)
{
  guint count, selected = get_selected (self->preset_row);
  const BtChallengePreset *presets = bt_challenge_presets (&count);

  if (self->is_updating)
    return;
  gtk_widget_set_sensitive (self->rules_row, selected > 0);
  self->is_updating = TRUE;
  if (selected > 0 && selected <= count)
    show_rules (self, &presets[selected - 1].rules);
  self->is_updating = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
settings_changed_cb (BtChallengeGroup *self)
{
  if (!self->is_updating)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, BtChallengeGroup, preset_row);
  gtk_widget_class_bind_template_child (widget_class, BtChallengeGroup, rules_row);
  gtk_widget_class_bind_template_child (widget_class, BtChallengeGroup, target_spin);
  gtk_widget_class_bind_template_child (widget_class, BtChallengeGroup, target_unit);
  gtk_widget_class_bind_template_child (widget_class, BtChallengeGroup, target_measure_row);
  gtk_widget_class_bind_template_child (widget_class, BtChallengeGroup, daily_spin);
  gtk_widget_class_bind_template_child (widget_class, BtChallengeGroup, daily_unit);
  gtk_widget_class_bind_template_child (widget_class, BtChallengeGroup, daily_basis_row);
  gtk_widget_class_bind_template_child (widget_class, BtChallengeGroup, daily_measure_row);
  gtk_widget_class_bind_template_child (widget_class, BtChallengeGroup, drawdown_spin);
  gtk_widget_class_bind_template_child (widget_class, BtChallengeGroup, drawdown_unit);
  gtk_widget_class_bind_template_child (widget_class, BtChallengeGroup, drawdown_kind_row);
  gtk_widget_class_bind_template_child (widget_class, BtChallengeGroup, lock_switch);
  gtk_widget_class_bind_template_child (widget_class, BtChallengeGroup, days_spin);
  gtk_widget_class_bind_template_child (widget_class, BtChallengeGroup, consistency_spin);
  gtk_widget_class_bind_template_child (widget_class, BtChallengeGroup, hours_entry);
  gtk_widget_class_bind_template_child (widget_class, BtChallengeGroup, order_volume_spin);
  gtk_widget_class_bind_template_child (widget_class, BtChallengeGroup, open_volume_spin);
  gtk_widget_class_bind_template_child (widget_class, BtChallengeGroup, reset_entry);
  gtk_widget_class_bind_template_child (widget_class, BtChallengeGroup, zone_row);
}

static void
bt_challenge_group_class_init (BtChallengeGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[CHANGED] = g_signal_new ("changed", BT_TYPE_CHALLENGE_GROUP, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("challenge-group"));
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, preset_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, settings_changed_cb);
}

static void
bt_challenge_group_init (BtChallengeGroup *self)
{
  guint count;
  const BtChallengePreset *presets = bt_challenge_presets (&count);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  self->digits = FIRST_DIGITS;
  self->is_updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_string_list_append (names, C_ ("challenge", "None"));
  for (guint i = 0; i < count; i++)
    gtk_string_list_append (names, bt_challenge_text_preset (&presets[i]));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->preset_row), G_LIST_MODEL (names));
  self->is_updating = FALSE;
}

const char *
bt_challenge_group_fill (BtChallengeGroup *group, BtSessionSettings *settings)
{
  g_return_val_if_fail (BT_IS_CHALLENGE_GROUP (group), NULL);

  BtChallengeRules *rules = &settings->challenge;
  settings->has_challenge = get_selected (group->preset_row) > 0;
  if (!settings->has_challenge)
    return NULL;
  group->digits = bt_currency_digits (settings->currency);
  bt_challenge_rules_init (rules);
  g_strlcpy (rules->name, group->name, sizeof rules->name);
  rules->reset_zone = BT_ZONE ((BtZoneKind) get_selected (group->zone_row));
  rules->profit_target = get_amount (group, (AmountRow){ group->target_spin, group->target_unit });
  rules->profit_measure = (BtChallengeMeasure) get_selected (group->target_measure_row);
  rules->daily_loss = get_amount (group, (AmountRow){ group->daily_spin, group->daily_unit });
  rules->daily_basis = (BtChallengeBasis) get_selected (group->daily_basis_row);
  rules->daily_measure = (BtChallengeMeasure) get_selected (group->daily_measure_row);
  rules->max_drawdown
    = get_amount (group, (AmountRow){ group->drawdown_spin, group->drawdown_unit });
  rules->drawdown_kind = (BtChallengeDrawdown) get_selected (group->drawdown_kind_row);
  rules->is_drawdown_locked = rules->drawdown_kind != BT_CHALLENGE_DRAWDOWN_STATIC
                              && gtk_switch_get_active (GTK_SWITCH (group->lock_switch));
  rules->minimum_days = (gint32) get_value (group->days_spin);
  rules->consistency_percent = (gint64) llround (get_value (group->consistency_spin) * 100);
  rules->max_order_volume = get_volume (group->order_volume_spin);
  rules->max_open_volume = get_volume (group->open_volume_spin);
  if (!read_minute (gtk_editable_get_text (GTK_EDITABLE (group->reset_entry)),
                    &rules->reset_minute))
    return _ ("The challenge’s day begins at a time such as 17:00");
  if (!read_hours (group, rules))
    return _ ("Allowed hours are written 08:00-17:00");
  return NULL;
}
