// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-event-text.h"

#include "ui/bt-alert-text.h"
#include "ui/bt-challenge-text.h"
#include "ui/bt-format.h"
#include "ui/bt-labels.h"
#include "ui/bt-refusal-text.h"
#include "ui/bt-shown.h"

#include <glib/gi18n.h>

const char *
bt_event_text_kind (BtLogItem *item)
{
  switch (bt_log_item_get_kind (item))
    {
    case BT_LOG_COMMAND:
      return bt_label_command (bt_log_item_get_command (item));
    case BT_LOG_FILL:
      return _ ("Fill");
    case BT_LOG_REFUSAL:
      return _ ("Refused");
    case BT_LOG_MARGIN_CALL:
      return _ ("Margin call");
    case BT_LOG_LIQUIDATION:
      return _ ("Stop-out");
    case BT_LOG_CANCELLED:
      return _ ("Cancelled");
    case BT_LOG_EXPIRED:
      return _ ("Expired");
    case BT_LOG_ENDED:
      return _ ("Session ended");
    case BT_LOG_RULE_BROKEN:
      return _ ("Rule broken");
    case BT_LOG_SWAP:
      return _ ("Swap");
    case BT_LOG_ALERT:
      return _ ("Alert");
    case BT_LOG_PAUSE:
      return C_ ("event", "Paused");
    case BT_LOG_SPEED:
      return C_ ("event", "Speed");
    case BT_LOG_JUMP:
      return C_ ("event", "Gone ahead");
    case BT_LOG_REWIND:
      return C_ ("event", "Gone back");
    case BT_LOG_BRANCH:
      return C_ ("event", "Branch chosen");
    default:
      g_return_val_if_reached ("");
    }
}

/* Returns how it was filled: lots, price, reason, place, and what the candle left open. */
static char *
describe_fill (const BtFill *fill, BtSession *session)
{
  const BtInstrument *instrument = bt_session_get_instrument (session);
  guint digits = bt_currency_digits (bt_session_get_settings (session)->currency);
  g_autofree char *lots = bt_format_volume (instrument, fill->volume);
  g_autofree char *price = bt_shown_price (session, fill->price.points);
  g_autofree char *result = bt_format_result (fill->pnl, digits);
  gboolean is_buy = fill->direction == BT_DIRECTION_BUY;
  /* Translators: lots and price. */
  g_autofree char *deal
    = g_strdup_printf (is_buy ? _ ("bought %s at %s") : _ ("sold %s at %s"), lots, price);
  g_autofree char *quote = bt_shown_price (session, fill->quote.points);
  g_autofree char *time = bt_shown_time (session, fill->time_usec);
  GString *text = g_string_new (deal);

  g_string_append_printf (text, " · %s · %s · %s", bt_label_reason (fill->reason),
                          bt_label_place (fill->place), time);
  /* Translators: the side of the quote and a price. */
  g_string_append_printf (text, is_buy ? _ (" · ask %s") : _ (" · bid %s"), quote);
  if (fill->slippage_points != 0)
    {
      g_autofree char *points = bt_format_count (fill->slippage_points);
      /* Translators: %s is a number of points. */
      g_string_append_printf (text, _ (" · slippage %s points"), points);
    }
  if (!fill->is_entry)
    g_string_append_printf (text, " · %s", result);
  if (fill->is_ambiguous)
    g_string_append_printf (text, " · %s", _ ("the candle left another outcome open"));
  return g_string_free (text, FALSE);
}

/* Says what an alert told when it fired. */
static char *
describe_alert (BtLogItem *item, BtSession *session)
{
  const BtInstrument *instrument = bt_session_get_instrument (session);
  BtAlert alert;

  if (!bt_alert_from_json (bt_log_item_get_text (item), instrument, &alert, NULL))
    return g_strdup ("");

  g_autofree char *condition = bt_alert_text_condition (&alert, session);

  return alert.message[0] == '\0' ? g_steal_pointer (&condition)
                                  : g_strdup_printf ("%s · %s", alert.message, condition);
}

/* Says why play stopped. */
static char *
describe_pause (BtPauseReason reason)
{
  const char *text = bt_label_pause (reason);

  return g_strdup (reason == BT_PAUSE_RULE_BROKEN ? _ ("Paused: a rule was broken")
                   : text != NULL                 ? text
                                                  : _ ("By hand"));
}

static char *
describe_speed (gint64 speed)
{
  if (speed == BT_SPEED_MAX)
    return g_strdup (C_ ("speed", "Maximum"));

  g_autofree char *number = speed % 10 == 0
                              ? g_strdup_printf ("%d", (int) (speed / 10))
                              : g_strdup_printf ("%d.%d", (int) (speed / 10), (int) (speed % 10));

  return g_strdup_printf ("%s×", number);
}

/* Says what was done to the clock, or told, beside the journal; NULL for a line of the engine. */
static char *
describe_action (BtLogItem *item, BtSession *session)
{
  guint digits = bt_currency_digits (bt_session_get_settings (session)->currency);
  gint64 figure = bt_log_item_get_figure (item);
  BtLogKind kind = bt_log_item_get_kind (item);
  g_autofree char *from = bt_shown_time (session, bt_log_item_get_from (item));

  if (kind == BT_LOG_ALERT)
    return describe_alert (item, session);
  if (kind == BT_LOG_PAUSE)
    return describe_pause ((BtPauseReason) figure);
  if (kind == BT_LOG_SPEED)
    return describe_speed (figure);
  if (kind == BT_LOG_SWAP)
    return bt_format_result (BT_MONEY (figure), digits);
  if (kind == BT_LOG_BRANCH)
    return g_strdup (bt_log_item_get_text (item));
  if (kind == BT_LOG_JUMP || kind == BT_LOG_REWIND)
    /* Translators: a date and time. */
    return g_strdup_printf (_ ("from %s"), from);
  return NULL;
}

char *
bt_event_text_detail (BtLogItem *item, BtSession *session)
{
  const BtFill *fill = bt_log_item_get_fill (item);
  const BtRefusal *refusal = bt_log_item_get_refusal (item);
  const BtViolation *violation = bt_log_item_get_violation (item);

  char *action = describe_action (item, session);

  if (action != NULL)
    return action;
  if (fill != NULL)
    return describe_fill (fill, session);
  if (violation != NULL)
    return bt_challenge_text_violation (violation, session);
  if (refusal != NULL)
    return bt_refusal_text (refusal, session);
  switch (bt_log_item_get_kind (item))
    {
    case BT_LOG_MARGIN_CALL:
      return g_strdup (_ ("The margin level fell to the margin call"));
    case BT_LOG_LIQUIDATION:
      return g_strdup (_ ("The margin level fell to the stop-out"));
    case BT_LOG_COMMAND:
      return g_strdup (_ ("Saved"));
    case BT_LOG_FILL:
    case BT_LOG_REFUSAL:
    case BT_LOG_CANCELLED:
    case BT_LOG_EXPIRED:
    case BT_LOG_ENDED:
    case BT_LOG_RULE_BROKEN:
    case BT_LOG_SWAP:
    case BT_LOG_ALERT:
    case BT_LOG_PAUSE:
    case BT_LOG_SPEED:
    case BT_LOG_JUMP:
    case BT_LOG_REWIND:
    case BT_LOG_BRANCH:
    default:
      return g_strdup ("");
    }
}

char *
bt_event_text_fill (const BtFill *fill, BtSession *session)
{
  const BtInstrument *instrument = bt_session_get_instrument (session);
  guint digits = bt_currency_digits (bt_session_get_settings (session)->currency);
  g_autofree char *lots = bt_format_volume (instrument, fill->volume);
  g_autofree char *price = bt_shown_price (session, fill->price.points);
  g_autofree char *result = bt_format_result (fill->pnl, digits);
  const char *reason = bt_label_reason (fill->reason);

  if (fill->is_entry)
    return g_strdup_printf (fill->direction == BT_DIRECTION_BUY
                              /* Translators: lots and price. */
                              ? _ ("Bought %s at %s")
                              : _ ("Sold %s at %s"),
                            lots, price);
  /* Translators: lots, price, why, and the result of the trade. */
  return g_strdup_printf (_ ("Closed %s at %s (%s): %s"), lots, price, reason, result);
}
