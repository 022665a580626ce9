// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-refusal-text.h"

#include "ui/bt-format.h"
#include "ui/bt-labels.h"
#include "ui/bt-shown.h"

#include <glib/gi18n.h>

static char *
describe_level (const BtRefusal *refusal, BtSession *session)
{
  g_autofree char *asked = bt_shown_price (session, refusal->asked);
  g_autofree char *allowed = bt_shown_price (session, refusal->allowed);

  /* Translators: the price that was asked for, and the nearest price that would be taken. */
  return g_strdup_printf (_ ("%s is on the wrong side; the nearest level allowed is %s"), asked,
                          allowed);
}

static char *
describe_volume (const BtRefusal *refusal, BtSession *session)
{
  g_autofree char *asked
    = g_strdup_printf ("%g", (double) refusal->asked / BT_VOLUME_UNITS_PER_LOT);
  g_autofree char *allowed
    = bt_format_volume (bt_session_get_instrument (session), BT_VOLUME (refusal->allowed));

  /* Translators: the size that was asked for, and the nearest size that would be taken. */
  return g_strdup_printf (_ ("%s lots cannot be traded; the nearest size allowed is %s"), asked,
                          allowed);
}

static char *
describe_margin (const BtRefusal *refusal, BtSession *session)
{
  guint digits = bt_currency_digits (bt_session_get_settings (session)->currency);
  g_autofree char *used = bt_format_money (BT_MONEY (refusal->asked), digits);
  g_autofree char *equity = bt_format_money (BT_MONEY (refusal->allowed), digits);

  /* Translators: two amounts of money. */
  return g_strdup_printf (_ ("The margin in use would be %s, more than the equity of %s"), used,
                          equity);
}

static char *
describe_expiry (const BtRefusal *refusal, BtSession *session)
{
  g_autofree char *asked = bt_shown_time (session, refusal->asked);
  g_autofree char *allowed = bt_shown_time (session, refusal->allowed);

  /* Translators: two times. */
  return g_strdup_printf (_ ("The expiry %s is not after the present time %s"), asked, allowed);
}

static char *
describe (const BtRefusal *refusal, BtSession *session)
{
  const char *label = bt_label_refusal (refusal->code);

  if (refusal->has_figures && refusal->code == BT_REFUSAL_INVALID_STOPS)
    return describe_level (refusal, session);
  if (refusal->has_figures && refusal->code == BT_REFUSAL_INVALID_VOLUME)
    return describe_volume (refusal, session);
  /* What a size would bind tells the price of who hides it. */
  if (refusal->has_figures && refusal->code == BT_REFUSAL_INSUFFICIENT_MARGIN
      && !bt_session_get_disguise (session)->is_active)
    return describe_margin (refusal, session);
  if (refusal->has_figures && refusal->code == BT_REFUSAL_INVALID_EXPIRY)
    return describe_expiry (refusal, session);
  return g_strdup (label);
}

char *
bt_refusal_text (const BtRefusal *refusal, BtSession *session)
{
  if (refusal == NULL || refusal->code == BT_REFUSAL_NONE)
    return NULL;
  g_autofree char *text = describe (refusal, session);
  return g_strdup_printf ("%s · %s", text, bt_refusal_code_to_string (refusal->code));
}

gboolean
bt_refusal_show_at (const BtRefusal *refusal,
                    const char *text,
                    const char *name,
                    BtPriceField *field)
{
  gboolean is_here = text != NULL && g_strcmp0 (refusal->field, name) == 0;
  gboolean has_nearest
    = is_here && refusal->has_figures && refusal->code == BT_REFUSAL_INVALID_STOPS;

  bt_price_field_set_refusal (field, is_here ? text : NULL,
                              has_nearest ? refusal->allowed : BT_PRICE_NONE);
  return is_here;
}
