// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-session-columns.h"

#include "ui/bt-format.h"
#include "ui/bt-labels.h"
#include "ui/bt-row-buttons.h"
#include "ui/bt-shown.h"
#include "ui/bt-table.h"

#include <glib/gi18n.h>

static const BtOrder *
get (gpointer item)
{
  return bt_order_item_get (item);
}

static char *
format_price (gpointer context, gint64 points)
{
  return bt_shown_price (context, points);
}

static char *
get_id (gpointer item, gpointer context)
{
  return g_strdup (get (item)->id);
}

static gint64
get_sequence (gpointer item, gpointer context)
{
  return get (item)->sequence;
}

static void
fill_side (GtkWidget *cell, gpointer item, gpointer context)
{
  bt_session_columns_fill_side (cell, item != NULL ? get (item)->direction : BT_DIRECTION_BUY);
}

static gint64
get_side (gpointer item, gpointer context)
{
  return get (item)->direction;
}

/* A closing that waits for the next open is an order too. */
static char *
get_type (gpointer item, gpointer context)
{
  const BtOrder *order = get (item);

  if (order->reason == BT_REASON_CLOSE || order->reason == BT_REASON_CLOSE_ALL)
    return g_strdup (bt_label_reason (order->reason));
  if (order->is_limit_active)
    /* Translators: a stop-limit order whose stop was reached: it is a limit order now. */
    return g_strdup (_ ("stop-limit, now limit"));
  return g_strdup (bt_label_order_type (order->type));
}

static char *
get_volume (gpointer item, gpointer context)
{
  return bt_format_volume (bt_session_get_instrument (context), get (item)->volume);
}

static gint64
get_volume_key (gpointer item, gpointer context)
{
  return get (item)->volume.units;
}

static gint64
get_price_key (gpointer item, gpointer context)
{
  return get (item)->price_points;
}

static char *
get_price (gpointer item, gpointer context)
{
  return format_price (context, get (item)->price_points);
}

static gint64
get_limit_key (gpointer item, gpointer context)
{
  return get (item)->limit_points;
}

static char *
get_limit (gpointer item, gpointer context)
{
  return format_price (context, get (item)->limit_points);
}

static gint64
get_stop_key (gpointer item, gpointer context)
{
  return get (item)->stop_loss_points;
}

static char *
get_stop (gpointer item, gpointer context)
{
  return format_price (context, get (item)->stop_loss_points);
}

static gint64
get_target_key (gpointer item, gpointer context)
{
  return get (item)->take_profit_points;
}

static char *
get_target (gpointer item, gpointer context)
{
  return format_price (context, get (item)->take_profit_points);
}

/* Returns how far the quote of the order's side is from its price, in points; G_MAXINT64 without
 * either. */
static gint64
get_distance_key (gpointer item, gpointer context)
{
  const BtOrder *order = get (item);
  BtQuote quote = bt_session_get_quote (context);
  gint64 level = order->is_limit_active ? order->limit_points : order->price_points;

  if (!quote.is_valid || level == BT_PRICE_NONE)
    return G_MAXINT64;
  return ABS (level - (order->direction == BT_DIRECTION_BUY ? quote.ask_points : quote.bid_points));
}

static char *
get_distance (gpointer item, gpointer context)
{
  gint64 distance = get_distance_key (item, context);

  return distance == G_MAXINT64 ? g_strdup (BT_FORMAT_NONE) : bt_format_count (distance);
}

static char *
get_group (gpointer item, gpointer context)
{
  const char *group = get (item)->oco;

  return g_strdup (*group != '\0' ? group : BT_FORMAT_NONE);
}

static char *
get_terms (gpointer item, gpointer context)
{
  const BtOrder *order = get (item);
  GString *text = g_string_new (NULL);

  if (order->trail_points > 0)
    {
      g_autofree char *points = bt_format_count (order->trail_points);
      /* Translators: %s is a number of points. */
      g_string_append_printf (text, _ ("trailing %s"), points);
    }
  if (order->is_reduce_only)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", _ ("reduce only"));
  if (text->len == 0)
    g_string_append (text, BT_FORMAT_NONE);
  return g_string_free (text, FALSE);
}

static gint64
get_expiry_key (gpointer item, gpointer context)
{
  const BtOrder *order = get (item);

  return order->expiry_usec == BT_TIME_NONE ? G_MAXINT64 : order->expiry_usec;
}

static char *
get_expiry (gpointer item, gpointer context)
{
  const BtOrder *order = get (item);

  if (order->expiry_usec == BT_TIME_NONE)
    return g_strdup (C_ ("expiry of an order", "until cancelled"));
  return bt_shown_moment (context, order->expiry_usec);
}

static gint64
get_placed_key (gpointer item, gpointer context)
{
  return get (item)->placed_usec;
}

static char *
get_placed (gpointer item, gpointer context)
{
  return bt_shown_moment (context, get (item)->placed_usec);
}

static const BtRowButton buttons[] = {
  { .action = "trade.edit",
    .icon = "document-edit-symbolic",
    .tooltip = N_ ("Change the order (Enter)"),
    .name = N_ ("Change the order") },
  { .action = "trade.cancel",
    .icon = "window-close-symbolic",
    .tooltip = N_ ("Cancel the order (Delete)"),
    .name = N_ ("Cancel the order") },
};

static GtkWidget *
make_buttons (gpointer context)
{
  return bt_row_buttons_new (buttons, G_N_ELEMENTS (buttons));
}

static const BtTableColumn columns[] = {
  { .text = get_id, .key = get_sequence, .css_class = "figures" },
  { .make = bt_session_columns_make_side, .fill = fill_side, .key = get_side },
  { .text = get_type },
  { .text = get_volume, .key = get_volume_key, .is_number = TRUE },
  { .text = get_price, .key = get_price_key, .is_number = TRUE, .css_class = "strong" },
  { .text = get_limit, .key = get_limit_key, .is_number = TRUE },
  { .text = get_stop, .key = get_stop_key, .is_number = TRUE },
  { .text = get_target, .key = get_target_key, .is_number = TRUE },
  { .text = get_distance, .key = get_distance_key, .is_number = TRUE, .css_class = "secondary" },
  { .text = get_group, .css_class = "secondary" },
  { .text = get_terms, .css_class = "secondary" },
  { .text = get_expiry, .key = get_expiry_key, .css_class = "secondary" },
  { .text = get_placed, .key = get_placed_key, .css_class = "figures" },
  { .make = make_buttons, .fill = bt_row_buttons_fill, .is_fixed = TRUE },
};

void
bt_session_columns_setup_orders (GtkColumnView *view, BtSession *session)
{
  bt_table_setup (view, bt_session_get_orders (session), columns, G_N_ELEMENTS (columns), session);
}
