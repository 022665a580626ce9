// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "market/bt-currency.h"

#include <string.h>

static const char *const whole_currencies[] = {
  "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG",
  "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF", NULL,
};

static const char *const thousandth_currencies[] = {
  "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND", NULL,
};

guint
bt_currency_digits (const char *code)
{
  g_return_val_if_fail (code != NULL, 2);

  if (g_strv_contains (whole_currencies, code))
    return 0;
  if (g_strv_contains (thousandth_currencies, code))
    return 3;
  return strcmp (code, "BTC") == 0 ? 8 : 2;
}

gboolean
bt_currency_is_valid (const char *code)
{
  g_return_val_if_fail (code != NULL, FALSE);

  const gsize length = strlen (code);
  if (length < 3 || length >= BT_CURRENCY_SIZE)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isupper (code[i]) && !g_ascii_isdigit (code[i]))
      return FALSE;
  return TRUE;
}
