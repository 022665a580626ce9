// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Times as counts of days, as spreadsheets keep them. */
#include "config.h"

#include "feed/bt-feed-number.h"
#include "feed/bt-stamp-format.h"

#include <string.h>

/* Days are counted to the first of January 1970 from 1900 by spreadsheets, from the year 0 by
 * MATLAB; up to the year 2100. */
#define EXCEL_EPOCH 25569
#define MATLAB_EPOCH 719529
#define MAX_SERIAL_DAYS 47482
#define SERIAL_UNIT G_GINT64_CONSTANT (1000000000)

gboolean
bt_stamp_parse_serial (const BtFeedField *field, gint64 *usec)
{
  const BtNumberStyle styles[] = { { '.', 0 }, { ',', 0 } };
  BtFeedNumber number;
  gint64 day;
  gint64 fraction;

  /* Five digits and more, or a part of a day. */
  if (field->length == 0 || !g_ascii_isdigit (field->text[0])
      || (field->text[0] != '0' && strspn (field->text, "0123456789") < 5))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      /* Nine decimals of a day are less than a millisecond. */
      if (!bt_feed_number_parse (field, styles[i], &number) || number.mantissa < 0
          || !bt_feed_number_scale (&number, 9, &fraction))
        continue;
      day = fraction / SERIAL_UNIT;
      fraction %= SERIAL_UNIT;
      if (day >= MATLAB_EPOCH && day < MATLAB_EPOCH + MAX_SERIAL_DAYS)
        day -= MATLAB_EPOCH;
      else if (day >= EXCEL_EPOCH && day < EXCEL_EPOCH + MAX_SERIAL_DAYS)
        day -= EXCEL_EPOCH;
      else if (day != 0)
        return FALSE;
      *usec = day * BT_USEC_PER_DAY
              + (fraction * 86400 + SERIAL_UNIT / 2) / SERIAL_UNIT * BT_USEC_PER_SECOND;
      return TRUE;
    }
  return FALSE;
}
