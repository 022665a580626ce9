// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-event-text.h"

#include "ui/bt-challenge-text.h"
#include "ui/bt-format.h"
#include "ui/bt-labels.h"
#include "ui/bt-refusal-text.h"

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
  g_autofree char *price = bt_format_price (instrument, fill->price.points);
  g_autofree char *result = bt_format_result (fill->pnl, digits);
  gboolean is_buy = fill->direction == BT_DIRECTION_BUY;
  /* Translators: lots and price. */
  g_autofree char *deal
    = g_strdup_printf (is_buy ? _ ("bought %s at %s") : _ ("sold %s at %s"), lots, price);
  g_autofree char *quote = bt_format_price (instrument, fill->quote.points);
  g_autofree char *time = bt_format_time (fill->time_usec);
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

char *
bt_event_text_detail (BtLogItem *item, BtSession *session)
{
  const BtFill *fill = bt_log_item_get_fill (item);
  const BtRefusal *refusal = bt_log_item_get_refusal (item);
  const BtViolation *violation = bt_log_item_get_violation (item);

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
  g_autofree char *price = bt_format_price (instrument, fill->price.points);
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
