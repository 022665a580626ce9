// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-fill-text.h"

#include "ui/bt-event-text.h"
#include "ui/bt-format.h"
#include "ui/bt-labels.h"
#include "ui/bt-shown.h"
#include "ui/bt-why-labels.h"

#include <glib/gi18n.h>

/* More would be taller than a screen. */
#define MAX_EXPLAINED 4

static void
add_costs (GString *text, BtSession *session, const BtFill *fill)
{
  guint digits = bt_currency_digits (bt_session_get_settings (session)->currency);
  g_autofree char *spread = bt_format_money (fill->spread_cost, digits);
  g_autofree char *slippage = bt_format_money (fill->slippage_cost, digits);
  g_autofree char *commission = bt_format_money (fill->commission, digits);

  /* Translators: three amounts of money. */
  g_string_append_printf (text, _ ("Spread %s · slippage %s · commission %s"), spread, slippage,
                          commission);
  if (fill->is_entry)
    return;
  g_autofree char *result = bt_format_result (fill->pnl, digits);
  /* Translators: an amount of money. */
  g_string_append_printf (text, _ (" · result %s"), result);
}

char *
bt_fill_text_explain (BtSession *session, const BtFill *fill)
{
  BtPathPolicy policy = bt_session_get_settings (session)->policy;
  g_autofree char *deal = bt_event_text_fill (fill, session);
  g_autofree char *time = bt_shown_time (session, fill->time_usec);
  g_autofree char *rule = bt_why_label_rule (fill->reason, fill->place);
  g_autofree char *quote = bt_shown_price (session, fill->quote.points);
  gboolean is_buy = fill->direction == BT_DIRECTION_BUY;
  GString *text = g_string_new (NULL);

  /* Translators: number of an order, what was done, and when. */
  g_string_append_printf (text, _ ("Order %s · %s · %s UTC"), fill->order_id, deal, time);
  g_string_append_printf (text, "\n%s\n", rule);
  /* Translators: the place on the candle's path, “ask” or “bid”, and a price. */
  g_string_append_printf (text, _ ("%s · %s %s"), bt_why_label_place (fill->place),
                          is_buy ? _ ("ask") : _ ("bid"), quote);
  /* Translators: the rule by which the order of the extremes in a candle is decided. */
  g_string_append_printf (text, _ ("\nIntrabar rule: %s"), bt_label_policy (policy));
  if (fill->is_ambiguous)
    g_string_append_printf (text, " · %s", _ ("the candle left another outcome open"));
  g_string_append_c (text, '\n');
  add_costs (text, session, fill);
  return g_string_free (text, FALSE);
}

char *
bt_fill_text_explain_all (BtSession *session, GListModel *fills, const guint *indices, guint count)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint explained = 0;

  for (guint i = 0; i < count && explained < MAX_EXPLAINED; i++)
    {
      g_autoptr (BtFillItem) item = g_list_model_get_item (fills, indices[i]);

      if (item == NULL)
        continue;
      g_autofree char *one = bt_fill_text_explain (session, bt_fill_item_get (item));
      g_string_append_printf (text, "%s%s", explained > 0 ? "\n\n" : "", one);
      explained++;
    }
  if (explained == 0)
    return NULL;
  if (count > explained)
    /* Translators: a number of fills that are not explained for want of room. */
    g_string_append_printf (
      text, ngettext ("\n\nand %u more", "\n\nand %u more", count - explained), count - explained);
  return g_strdup (text->str);
}
