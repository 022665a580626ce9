// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The challenge: its rows in the dialog of a new session, and its panel beside the chart while the
 * rules hold and once one is broken. */
#include "config.h"

#include "session-fixture.h"
#include "ui/bt-advanced-group.h"
#include "ui/bt-challenge-group.h"
#include "ui/bt-challenge-panel.h"
#include "widget-test.h"

static void
init_settings (BtSessionSettings *settings)
{
  bt_session_settings_init (settings, bt_instrument_find_builtin ("XAUUSD"));
}

static void
test_group_presets (void)
{
  GtkWidget *group = g_object_ref_sink (g_object_new (BT_TYPE_CHALLENGE_GROUP, NULL));
  BtSessionSettings settings;
  guint count;
  const BtChallengePreset *presets = bt_challenge_presets (&count);

  init_settings (&settings);
  g_assert_null (bt_challenge_group_fill (BT_CHALLENGE_GROUP (group), &settings));
  g_assert_false (settings.has_challenge);
  for (guint i = 0; i < count; i++)
    {
      adw_combo_row_set_selected (widget_test_part (group, "preset_row"), i + 1);
      g_assert_null (bt_challenge_group_fill (BT_CHALLENGE_GROUP (group), &settings));
      g_assert_true (settings.has_challenge);
      g_assert_cmpstr (settings.challenge.name, ==, presets[i].rules.name);
      g_assert_cmpint (settings.challenge.profit_target.value, ==,
                       presets[i].rules.profit_target.value);
      g_assert_cmpint (settings.challenge.daily_loss.value, ==, presets[i].rules.daily_loss.value);
      g_assert_cmpint (settings.challenge.daily_basis, ==, presets[i].rules.daily_basis);
      g_assert_cmpint (settings.challenge.drawdown_kind, ==, presets[i].rules.drawdown_kind);
      g_assert_cmpint (settings.challenge.is_drawdown_locked, ==,
                       presets[i].rules.is_drawdown_locked);
      g_assert_cmpint (settings.challenge.minimum_days, ==, presets[i].rules.minimum_days);
      g_assert_cmpint (settings.challenge.consistency_percent, ==,
                       presets[i].rules.consistency_percent);
      g_assert_cmpint (settings.challenge.reset_minute, ==, presets[i].rules.reset_minute);
      g_assert_cmpint (settings.challenge.reset_zone.kind, ==, presets[i].rules.reset_zone.kind);
      g_assert_true (bt_session_settings_validate (&settings, NULL));
    }
  widget_test_assert_finalizes (group);
}

static void
test_group_edited (void)
{
  GtkWidget *group = g_object_ref_sink (g_object_new (BT_TYPE_CHALLENGE_GROUP, NULL));
  GtkEditable *hours = widget_test_part (group, "hours_entry");
  BtSessionSettings settings;

  init_settings (&settings);
  adw_combo_row_set_selected (widget_test_part (group, "preset_row"), 1);
  gtk_drop_down_set_selected (widget_test_part (group, "daily_unit"), 1);
  gtk_spin_button_set_value (widget_test_part (group, "daily_spin"), 12.5);
  gtk_spin_button_set_value (widget_test_part (group, "target_spin"), 0);
  gtk_editable_set_text (hours, "soon");
  g_assert_nonnull (bt_challenge_group_fill (BT_CHALLENGE_GROUP (group), &settings));
  gtk_editable_set_text (hours, "08:00-17:30");
  g_assert_null (bt_challenge_group_fill (BT_CHALLENGE_GROUP (group), &settings));
  g_assert_cmpint (settings.challenge.daily_loss.kind, ==, BT_CHALLENGE_AMOUNT_MONEY);
  g_assert_cmpint (settings.challenge.daily_loss.value, ==, 1250);
  g_assert_cmpint (settings.challenge.profit_target.kind, ==, BT_CHALLENGE_AMOUNT_NONE);
  g_assert_cmpint (settings.challenge.window_count, ==, 1);
  g_assert_cmpint (settings.challenge.windows[0].start_minute, ==, 8 * 60);
  g_assert_cmpint (settings.challenge.windows[0].end_minute, ==, 17 * 60 + 30);
  gtk_editable_set_text (widget_test_part (group, "reset_entry"), "24:00");
  g_assert_nonnull (bt_challenge_group_fill (BT_CHALLENGE_GROUP (group), &settings));
  widget_test_assert_finalizes (group);
}

static void
test_advanced (void)
{
  GtkWidget *group = g_object_ref_sink (g_object_new (BT_TYPE_ADVANCED_GROUP, NULL));
  BtSessionSettings settings, usual;

  init_settings (&usual);
  init_settings (&settings);
  bt_advanced_group_fill (BT_ADVANCED_GROUP (group), &settings);
  /* Untouched, it changes nothing of what a session starts with. */
  g_assert_cmpint (settings.market_fill, ==, usual.market_fill);
  g_assert_cmpint (settings.slippage_kind, ==, usual.slippage_kind);
  g_assert_cmpint (settings.hedged_margin, ==, usual.hedged_margin);
  g_assert_true (settings.has_negative_balance_protection);
  g_assert_false (settings.has_swap);
  g_assert_cmpint (settings.swap_triple_weekday, ==, usual.swap_triple_weekday);
  g_assert_false (settings.is_rewind_forbidden);
  adw_combo_row_set_selected (widget_test_part (group, "market_fill_row"), 1);
  adw_combo_row_set_selected (widget_test_part (group, "slippage_row"), 1);
  gtk_switch_set_active (widget_test_part (group, "swap_switch"), TRUE);
  gtk_spin_button_set_value (widget_test_part (group, "swap_long_spin"), -3.25);
  gtk_switch_set_active (widget_test_part (group, "forbid_switch"), TRUE);
  bt_advanced_group_fill (BT_ADVANCED_GROUP (group), &settings);
  g_assert_cmpint (settings.market_fill, ==, BT_MARKET_FILL_NEXT_OPEN);
  g_assert_cmpint (settings.slippage_kind, ==, BT_SLIPPAGE_UNIFORM);
  g_assert_true (settings.has_swap);
  g_assert_cmpint (settings.swap_long_points, ==, -325);
  g_assert_true (settings.is_rewind_forbidden);
  g_assert_true (bt_session_settings_validate (&settings, NULL));
  widget_test_assert_finalizes (group);
}

/* Opens a session whose challenge allows a daily loss of so many cents. */
static BtSession *
open_challenge (SessionFixture *fixture, gint64 daily_loss_minor)
{
  BtSessionPlan plan;

  session_fixture_make_plan (fixture, &plan);
  plan.settings.has_challenge = TRUE;
  bt_challenge_rules_init (&plan.settings.challenge);
  g_strlcpy (plan.settings.challenge.name, "House rules", sizeof plan.settings.challenge.name);
  plan.settings.challenge.daily_loss
    = (BtChallengeAmount){ .kind = BT_CHALLENGE_AMOUNT_MONEY, .value = daily_loss_minor };
  plan.settings.challenge.daily_measure = BT_CHALLENGE_MEASURE_EQUITY;
  g_autofree char *id = bt_session_create (fixture->store, &plan, NULL);
  g_assert_nonnull (id);
  return session_fixture_open (fixture, id);
}

static void
test_panel (void)
{
  SessionFixture fixture;
  session_fixture_set_up (&fixture, NULL);
  BtSession *session = open_challenge (&fixture, 150);
  GtkWidget *panel
    = g_object_ref_sink (g_object_new (BT_TYPE_CHALLENGE_PANEL, "session", session, NULL));

  g_assert_true (gtk_widget_get_visible (panel));
  g_assert_cmpstr (widget_test_text (panel, "name_label"), ==, "House rules");
  g_assert_cmpstr (widget_test_text (panel, "status_label"), ==, "Within rules");
  g_assert_false (gtk_widget_get_visible (widget_test_part (panel, "violation_label")));
  bt_session_step (session, TRUE);
  /* Bought and sold at once until spread and commission have cost more than is allowed. */
  for (int i = 0; i < 5; i++)
    {
      BtCommand close;

      session_fixture_trade (session, BT_DIRECTION_BUY, 0, 0);
      bt_command_init (&close, BT_COMMAND_CLOSE_ALL, 0);
      g_assert_true (bt_session_submit (session, &close, NULL, NULL));
    }
  g_assert_cmpstr (widget_test_text (panel, "status_label"), ==, "Failed");
  g_assert_true (gtk_widget_get_visible (widget_test_part (panel, "violation_label")));
  const char *text = widget_test_text (panel, "violation_label");
  g_assert_true (g_str_has_prefix (text, "Daily loss broken "));
  g_assert_nonnull (strstr (text, "allowed 1.50, exceeded by "));
  widget_test_assert_finalizes (panel);
  bt_session_close (session);
  widget_test_settle ();
  g_object_unref (session);
  session_fixture_tear_down (&fixture, NULL);
}

static void
test_panel_without (void)
{
  SessionFixture fixture;
  session_fixture_set_up (&fixture, NULL);
  g_autofree char *id = session_fixture_create (&fixture);
  BtSession *session = session_fixture_open (&fixture, id);
  GtkWidget *panel
    = g_object_ref_sink (g_object_new (BT_TYPE_CHALLENGE_PANEL, "session", session, NULL));

  g_assert_false (gtk_widget_get_visible (panel));
  widget_test_assert_finalizes (panel);
  bt_session_close (session);
  widget_test_settle ();
  g_object_unref (session);
  session_fixture_tear_down (&fixture, NULL);
}

int
main (int argc, char **argv)
{
  widget_test_init (&argc, &argv);
  g_test_add_func ("/ui/challenge-group/presets", test_group_presets);
  g_test_add_func ("/ui/challenge-group/edited", test_group_edited);
  g_test_add_func ("/ui/advanced-group/settings", test_advanced);
  g_test_add_func ("/ui/challenge-panel/broken", test_panel);
  g_test_add_func ("/ui/challenge-panel/without", test_panel_without);
  return g_test_run ();
}
