// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "engine/bt-refusal.h"

BtRefusalCode
bt_refusal_set (BtRefusal *refusal,
                BtRefusalCode code,
                const char *order_id,
                gint64 after_bar,
                const char *field,
                const char *format,
                ...)
{
  va_list arguments;

  *refusal = (BtRefusal){ .after_bar = after_bar, .code = code, .field = field };
  g_strlcpy (refusal->order_id, order_id, sizeof refusal->order_id);
  va_start (arguments, format);
  g_vsnprintf (refusal->message, sizeof refusal->message, format, arguments);
  va_end (arguments);
  return code;
}

const char *
bt_refusal_format_money (const BtRules *rules,
                         gint64 amount_minor,
                         char buffer[static BT_REFUSAL_MONEY_SIZE])
{
  char digits[BT_DECIMAL_BUFFER];
  const char *currency = rules->settings.currency;
  g_snprintf (buffer, BT_REFUSAL_MONEY_SIZE, "%s %s",
              bt_decimal_format (amount_minor, bt_currency_digits (currency), digits), currency);
  return buffer;
}

BtRefusalCode
bt_refusal_set_figures (BtRefusal *refusal, gint64 asked, gint64 allowed)
{
  refusal->has_figures = TRUE;
  refusal->asked = asked;
  refusal->allowed = allowed;
  return refusal->code;
}

BtRefusalCode
bt_refusal_set_margin (BtRefusal *refusal,
                       const BtRules *rules,
                       const char *order_id,
                       gint64 after_bar,
                       gint64 equity_minor,
                       gint64 used_minor)
{
  char equity[BT_REFUSAL_MONEY_SIZE];
  char used[BT_REFUSAL_MONEY_SIZE];
  bt_refusal_set (refusal, BT_REFUSAL_INSUFFICIENT_MARGIN, order_id, after_bar, "lots",
                  "the equity would be %s, below a used margin of %s",
                  bt_refusal_format_money (rules, equity_minor, equity),
                  bt_refusal_format_money (rules, used_minor, used));
  return bt_refusal_set_figures (refusal, used_minor, equity_minor);
}

BtRefusalCode
bt_refusal_set_no_rate (BtRefusal *refusal,
                        const BtRules *rules,
                        const char *order_id,
                        gint64 after_bar)
{
  return bt_refusal_set (refusal, BT_REFUSAL_NO_RATE, order_id, after_bar, "",
                         "no rate from %s to %s is known at this time",
                         rules->settings.instrument.quote, rules->settings.currency);
}
