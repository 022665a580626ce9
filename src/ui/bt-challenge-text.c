// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-challenge-text.h"

#include "ui/bt-format.h"
#include "ui/bt-labels.h"
#include "ui/bt-shown.h"

#include <glib/gi18n.h>

#define SECONDS_PER_HOUR 3600
#define SECONDS_PER_MINUTE 60

const char *
bt_challenge_text_rule (BtChallengeRule rule)
{
  switch (rule)
    {
    case BT_CHALLENGE_RULE_PROFIT_TARGET:
      return _ ("Profit target");
    case BT_CHALLENGE_RULE_DAILY_LOSS:
      return _ ("Daily loss");
    case BT_CHALLENGE_RULE_MAX_DRAWDOWN:
      return _ ("Drawdown");
    case BT_CHALLENGE_RULE_MINIMUM_DAYS:
      return _ ("Trading days");
    case BT_CHALLENGE_RULE_CONSISTENCY:
      return _ ("Best day of profit");
    case BT_CHALLENGE_RULE_ALLOWED_HOURS:
      return _ ("Allowed hours");
    case BT_CHALLENGE_RULE_ORDER_VOLUME:
      return _ ("Size of an order");
    case BT_CHALLENGE_RULE_OPEN_VOLUME:
      return _ ("Size open at once");
    default:
      g_return_val_if_reached ("");
    }
}

const char *
bt_challenge_text_status (BtChallengeStatus status)
{
  switch (status)
    {
    case BT_CHALLENGE_NONE:
      return "";
    case BT_CHALLENGE_RUNNING:
      return C_ ("challenge", "Within rules");
    case BT_CHALLENGE_PASSED:
      return C_ ("challenge", "Passed");
    case BT_CHALLENGE_FAILED:
      return C_ ("challenge", "Failed");
    default:
      g_return_val_if_reached ("");
    }
}

char *
bt_challenge_text_figure (BtChallengeRule rule, gint64 value, BtSession *session)
{
  guint digits = bt_currency_digits (bt_session_get_settings (session)->currency);

  switch (bt_challenge_rule_get_unit (rule))
    {
    case BT_CHALLENGE_UNIT_MONEY:
      return bt_format_money (BT_MONEY (value), digits);
    case BT_CHALLENGE_UNIT_DAYS:
      return bt_format_count (value);
    case BT_CHALLENGE_UNIT_PERCENT:
      return bt_format_percent ((double) value / 10000.0, 0);
    case BT_CHALLENGE_UNIT_SECONDS:
      return g_strdup_printf ("%02d:%02d", (int) (value / SECONDS_PER_HOUR),
                              (int) (value % SECONDS_PER_HOUR / SECONDS_PER_MINUTE));
    case BT_CHALLENGE_UNIT_VOLUME:
      return bt_format_volume (bt_session_get_instrument (session), BT_VOLUME (value));
    default:
      g_return_val_if_reached (NULL);
    }
}

char *
bt_challenge_text_state (const BtChallengeRuleState *state, BtSession *session)
{
  g_autofree char *value = state->has_value
                             ? bt_challenge_text_figure (state->rule, state->value, session)
                             : g_strdup (BT_FORMAT_NONE);

  if (state->rule == BT_CHALLENGE_RULE_ALLOWED_HOURS)
    return g_steal_pointer (&value);
  g_autofree char *limit = bt_challenge_text_figure (state->rule, state->limit, session);
  return g_strdup_printf ("%s / %s", value, limit);
}

char *
bt_challenge_text_violation (const BtViolation *violation, BtSession *session)
{
  g_autofree char *time = bt_shown_time (session, violation->time_usec);
  g_autofree char *value = bt_challenge_text_figure (violation->rule, violation->value, session);
  g_autofree char *limit = bt_challenge_text_figure (violation->rule, violation->limit, session);
  g_autofree char *excess = bt_challenge_text_figure (violation->rule, violation->excess, session);

  /* Translators: a rule, a time, a place on a candle, what was reached, what is allowed, and by how
   * much it was exceeded. */
  return g_strdup_printf (_ ("%s broken %s (%s): %s, allowed %s, exceeded by %s"),
                          bt_challenge_text_rule (violation->rule), time,
                          bt_label_place (violation->place), value, limit, excess);
}

const char *
bt_challenge_text_preset (const BtChallengePreset *preset)
{
  static const struct
  {
    const char *id;
    const char *name;
  } names[] = {
    { "two-phase-1", N_ ("Two-phase evaluation, phase 1") },
    { "two-phase-2", N_ ("Two-phase evaluation, phase 2") },
    { "one-phase", N_ ("One-phase evaluation, trailing drawdown") },
    { "one-phase-end-of-day", N_ ("One-phase evaluation, end-of-day drawdown") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].id, preset->id))
      return _ (names[i].name);
  return preset->rules.name;
}
