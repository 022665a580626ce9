// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "cli/bt-cli-values.h"

#include "base/bt-decimal.h"
#include "cli/bt-cli-output.h"

#include <glib/gi18n.h>
#include <string.h>

/* Decimals of a fraction of the notional value. */
#define FRACTION_DIGITS 8

gboolean
bt_cli_read_time (BtCli *cli, const char *option, const char *text, gint64 *out)
{
  g_autoptr (GError) error = NULL;

  if (text == NULL || bt_time_parse (text, out, &error))
    return TRUE;
  bt_cli_fail_usage (cli, "%s: %s", option, error->message);
  return FALSE;
}

gboolean
bt_cli_read_timeframe (BtCli *cli, const char *option, const char *text, BtTimeframe *out)
{
  if (text == NULL || bt_timeframe_parse (text, out))
    return TRUE;
  bt_cli_fail_usage (cli,
                     _ ("%s: “%s” is no timeframe; there are any number of minutes and hours up to "
                        "a day (M1, M90, H4), D1, W1 and MN"),
                     option, text);
  return FALSE;
}

gboolean
bt_cli_read_zone (BtCli *cli, const char *option, const char *text, BtZone *out)
{
  g_autoptr (GError) error = NULL;

  if (text == NULL || bt_zone_parse (text, out, &error))
    return TRUE;
  bt_cli_fail_usage (cli, "%s: %s", option, error->message);
  return FALSE;
}

gboolean
bt_cli_read_int (
  BtCli *cli, const char *option, const char *text, gint64 minimum, gint64 maximum, gint64 *out)
{
  g_autoptr (GError) error = NULL;

  if (text == NULL || g_ascii_string_to_signed (text, 10, minimum, maximum, out, &error))
    return TRUE;
  bt_cli_fail_usage (cli, _ ("%s: “%s” is no whole number of %s to %s"), option, text,
                     bt_cli_format_int (minimum).text, bt_cli_format_int (maximum).text);
  return FALSE;
}

gboolean
bt_cli_read_decimal (BtCli *cli, const char *option, const char *text, guint digits, gint64 *out)
{
  g_autoptr (GError) error = NULL;

  if (text == NULL || bt_decimal_parse (text, -1, digits, out, &error))
    return TRUE;
  bt_cli_fail_usage (cli, "%s: %s", option, error->message);
  return FALSE;
}

gboolean
bt_cli_read_side (BtCli *cli, const char *option, const char *text, BtPriceKind *out)
{
  if (text == NULL || bt_price_kind_parse (text, out))
    return TRUE;
  bt_cli_fail_usage (cli, _ ("%s: “%s” is not bid, ask or mid"), option, text);
  return FALSE;
}

gboolean
bt_cli_read_policy (BtCli *cli, const char *option, const char *text, BtPathPolicy *out)
{
  if (text == NULL || bt_path_policy_parse (text, out))
    return TRUE;
  bt_cli_fail_usage (cli, _ ("%s: “%s” is not adaptive, pessimistic, optimistic, ohlc or olhc"),
                     option, text);
  return FALSE;
}

gboolean
bt_cli_read_commission (BtCli *cli,
                        const char *option,
                        const char *text,
                        guint currency_digits,
                        BtCommissionKind *kind,
                        gint64 *amount)
{
  if (text == NULL)
    return TRUE;

  const char *colon = strchr (text, ':');
  g_autofree char *name
    = colon != NULL ? g_strndup (text, (gsize) (colon - text)) : g_strdup (text);
  BtCommissionKind found;

  if (!bt_commission_kind_parse (name, &found) || (found == BT_COMMISSION_NONE) != (colon == NULL))
    {
      bt_cli_fail_usage (
        cli, _ ("%s: “%s” is not none, per_fill:AMOUNT, per_lot_side:AMOUNT or notional:FRACTION"),
        option, text);
      return FALSE;
    }
  *kind = found;
  *amount = 0;
  return colon == NULL
         || bt_cli_read_decimal (
           cli, option, colon + 1,
           found == BT_COMMISSION_NOTIONAL ? FRACTION_DIGITS : currency_digits, amount);
}
