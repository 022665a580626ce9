// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-alert-text.h"

#include "ui/bt-format.h"
#include "ui/bt-shown.h"

#include <glib/gi18n.h>

/* Returns "RSI 14", with the line's name where the study has several. */
static char *
name_line (const BtStudySettings *study, guint output)
{
  g_autofree char *label = bt_study_settings_label (study);

  if (study->study->n_outputs < 2)
    return g_steal_pointer (&label);
  return g_strdup_printf ("%s %s", label, _ (study->study->outputs[output].title));
}

/* Returns the level of a study as it is named. */
static char *
name_level (const BtAlert *alert, BtSession *session)
{
  guint digits = alert->study.study->outputs[alert->output].price_power == 1
                   ? bt_session_get_instrument (session)->digits
                   : 2;
  g_autofree char *format = g_strdup_printf ("%%.%uf", digits);
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (text, sizeof text, format, alert->level);
  return g_strdup (text);
}

/* Says that one thing crosses another. */
static char *
describe_crossing (BtAlertCrossing crossing, const char *what, const char *level)
{
  switch (crossing)
    {
    case BT_ALERT_UP:
      /* Translators: what crosses, and what is crossed: “Bid crosses 2050.10 upwards”. */
      return g_strdup_printf (_ ("%s crosses %s upwards"), what, level);
    case BT_ALERT_DOWN:
      /* Translators: what crosses, and what is crossed. */
      return g_strdup_printf (_ ("%s crosses %s downwards"), what, level);
    case BT_ALERT_EITHER:
    default:
      /* Translators: what crosses, and what is crossed. */
      return g_strdup_printf (_ ("%s crosses %s"), what, level);
    }
}

static char *
describe_range (const BtAlert *alert, const char *side, BtSession *session)
{
  g_autofree char *low = bt_shown_price (session, alert->level_points);
  g_autofree char *high = bt_shown_price (session, alert->high_points);

  switch (alert->crossing)
    {
    case BT_ALERT_UP:
      /* Translators: bid or ask, and two prices. */
      return g_strdup_printf (_ ("%s comes into %s – %s"), side, low, high);
    case BT_ALERT_DOWN:
      /* Translators: bid or ask, and two prices. */
      return g_strdup_printf (_ ("%s leaves %s – %s"), side, low, high);
    case BT_ALERT_EITHER:
    default:
      /* Translators: bid or ask, and two prices. */
      return g_strdup_printf (_ ("%s comes into or leaves %s – %s"), side, low, high);
    }
}

static char *
describe_study (const BtAlert *alert, BtSession *session)
{
  g_autofree char *line = name_line (&alert->study, alert->output);
  g_autofree char *what
    = g_strdup_printf ("%s (%s)", line, bt_timeframe_to_string (alert->timeframe));
  g_autofree char *against
    = alert->against == BT_ALERT_AGAINST_STUDY   ? name_line (&alert->other, alert->other_output)
      : alert->against == BT_ALERT_AGAINST_CLOSE ? g_strdup (_ ("the close"))
                                                 : name_level (alert, session);

  return describe_crossing (alert->crossing, what, against);
}

/* Returns how a zone is called in a sentence. */
static char *
name_zone (BtZone zone)
{
  switch (zone.kind)
    {
    case BT_ZONE_NEW_YORK:
      return g_strdup (_ ("New York"));
    case BT_ZONE_LONDON:
      return g_strdup (_ ("London"));
    case BT_ZONE_TOKYO:
      return g_strdup (_ ("Tokyo"));
    case BT_ZONE_EASTERN_EUROPE:
      return g_strdup (_ ("Eastern Europe"));
    case BT_ZONE_UTC:
    case BT_ZONE_CENTRAL_EUROPE:
    case BT_ZONE_NEW_YORK_PLUS_7:
    case BT_ZONE_NEW_YORK_EU_DATES:
    case BT_ZONE_FIXED:
    default:
      return bt_zone_to_string (zone);
    }
}

static char *
describe_time (const BtAlert *alert, BtSession *session)
{
  g_autofree char *zone = name_zone (alert->zone);
  g_autofree char *moment = NULL;

  switch (alert->clock)
    {
    case BT_ALERT_OPENING:
      return g_strdup (alert->zone.kind == BT_ZONE_TOKYO    ? _ ("Tokyo opens")
                       : alert->zone.kind == BT_ZONE_LONDON ? _ ("London opens")
                                                            : _ ("New York opens"));
    case BT_ALERT_DAILY:
      /* Translators: a time of day and its zone. */
      return g_strdup_printf (_ ("Every day at %02d:%02d %s"), alert->minute / 60,
                              alert->minute % 60, zone);
    case BT_ALERT_AT_MOMENT:
    default:
      moment = bt_shown_time (session, alert->time_usec);
      /* Translators: a date and time. */
      return g_strdup_printf (_ ("The clock comes to %s"), moment);
    }
}

char *
bt_alert_text_condition (const BtAlert *alert, BtSession *session)
{
  const char *side = alert->is_ask ? _ ("Ask") : _ ("Bid");
  g_autofree char *level = NULL;

  switch (alert->kind)
    {
    case BT_ALERT_RANGE:
      return describe_range (alert, side, session);
    case BT_ALERT_STUDY:
      return describe_study (alert, session);
    case BT_ALERT_TIME:
      return describe_time (alert, session);
    case BT_ALERT_LINE:
      return describe_crossing (alert->crossing, side, _ ("the line"));
    case BT_ALERT_PRICE:
    default:
      level = bt_shown_price (session, alert->level_points);
      return describe_crossing (alert->crossing, side, level);
    }
}

char *
bt_alert_text_firing (const BtAlert *alert, BtSession *session)
{
  return alert->message[0] != '\0' ? g_strdup (alert->message)
                                   : bt_alert_text_condition (alert, session);
}

const char *
bt_alert_text_repeat (BtAlertRepeat repeat)
{
  switch (repeat)
    {
    case BT_ALERT_EVERY_TIME:
      return _ ("Every time");
    case BT_ALERT_ONCE_A_CANDLE:
      return _ ("Once a candle");
    case BT_ALERT_ONCE:
    default:
      return C_ ("alert", "Once");
    }
}

char *
bt_alert_text_state (BtAlertItem *item, BtSession *session)
{
  gint64 bar = bt_alert_item_get_fired_bar (item);
  g_autofree char *time = NULL;

  if (!bt_alert_item_get (item)->is_enabled)
    return g_strdup (C_ ("alert", "Off"));
  if (bar < 0)
    return g_strdup (C_ ("alert", "Watching"));
  time = bt_shown_time (session, bt_session_get_candle_time (session, bar));
  /* Translators: the time of the candle on which an alert fired. */
  return g_strdup_printf (_ ("Fired %s"), time);
}
