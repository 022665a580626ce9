// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-trade-lines.h"

#include "ui/bt-commands.h"
#include "ui/bt-format.h"
#include "ui/bt-labels.h"
#include "ui/bt-session-columns.h"

#include <glib/gi18n.h>
#include <math.h>

/* What the lines of a position, or of an order, have in common. */
typedef struct
{
  const char *id;
  BtDirection direction;
  gint64 entry_points; /* BT_PRICE_NONE: none yet */
  gint64 risk_points;  /* from the entry to the first stop; 0: none */
  BtVolume volume;
  gint64 since_usec;
  const BtPosition *position; /* or NULL */
  const BtOrder *order;       /* or NULL */
} Deal;

/* What a price far from the entry comes to, as a label says it. */
typedef struct
{
  char result[32];
  char points[24];
  char multiple[16];
  int tone;
} Outcome;

static int
get_tone (gint64 value)
{
  return value > 0 ? 1 : value < 0 ? -1 : 0;
}

static Deal
make_position_deal (const BtPosition *position)
{
  gint64 stop = position->initial_stop_points != BT_PRICE_NONE ? position->initial_stop_points
                                                               : position->stop_loss_points;
  Deal deal = { .id = position->id,
                .direction = position->direction,
                .entry_points = position->entry_price.points,
                .volume = position->volume_open,
                .since_usec = position->opened_usec,
                .position = position };

  if (stop != BT_PRICE_NONE)
    deal.risk_points = ABS (deal.entry_points - stop);
  return deal;
}

static Deal
make_order_deal (const BtOrder *order)
{
  Deal deal = { .id = order->id,
                .direction = order->direction,
                .entry_points
                = order->limit_points != BT_PRICE_NONE ? order->limit_points : order->price_points,
                .volume = order->volume,
                .since_usec = order->placed_usec,
                .order = order };

  if (deal.entry_points != BT_PRICE_NONE && order->stop_loss_points != BT_PRICE_NONE)
    deal.risk_points = ABS (deal.entry_points - order->stop_loss_points);
  return deal;
}

static void
format_points (char text[static 24], gint64 points)
{
  g_autofree char *count = bt_format_count (ABS (points));

  /* Translators: points, short. */
  g_snprintf (text, 24, _ ("%s%s pt"), points > 0 ? "+" : points < 0 ? "−" : "", count);
}

/* Says what so many points are for a deal. Without a rate to the account's currency there is no
 * money to tell. */
static Outcome
find_outcome (BtSession *session, const Deal *deal, gint64 gain_points)
{
  guint digits = bt_currency_digits (bt_session_get_settings (session)->currency);
  Outcome outcome = { .tone = get_tone (gain_points) };
  BtMoney gain;

  format_points (outcome.points, gain_points);
  if (bt_session_measure (session, gain_points, deal->volume, &gain))
    {
      g_autofree char *result = bt_format_result (gain, digits);
      g_strlcpy (outcome.result, result, sizeof outcome.result);
    }
  if (deal->risk_points > 0)
    {
      g_autofree char *multiple
        = bt_format_risk_multiple ((double) gain_points / (double) deal->risk_points);
      g_strlcpy (outcome.multiple, multiple, sizeof outcome.multiple);
    }
  return outcome;
}

static gint64
find_gain (const Deal *deal, gint64 price_points)
{
  gint64 distance = price_points - deal->entry_points;

  return deal->direction == BT_DIRECTION_BUY ? distance : -distance;
}

static BtChartLine
make_line (BtSession *session,
           const Deal *deal,
           const char *selected_id,
           BtChartLineKind kind,
           gint64 price_points)
{
  BtChartLine line = { .kind = kind,
                       .price_points = price_points,
                       .direction = deal->direction,
                       .since_usec = deal->since_usec,
                       .is_draggable = !bt_session_is_ended (session) };

  g_strlcpy (line.id, deal->id, sizeof line.id);
  line.is_selected = g_strcmp0 (deal->id, selected_id) == 0;
  return line;
}

static void
add_entry_line (BtSession *session, const Deal *deal, const char *selected_id, GArray *lines)
{
  const BtInstrument *instrument = bt_session_get_instrument (session);
  const BtPosition *position = deal->position;
  guint digits = bt_currency_digits (bt_session_get_settings (session)->currency);
  BtQuote quote = bt_session_get_quote (session);
  gboolean is_buy = deal->direction == BT_DIRECTION_BUY;
  BtChartLine line
    = make_line (session, deal, selected_id, BT_CHART_LINE_ENTRY, deal->entry_points);
  g_autofree char *lots = bt_format_volume (instrument, deal->volume);
  g_autofree char *result = bt_format_result (position->floating, digits);
  double multiple = bt_position_risk_multiple (position, instrument);

  g_snprintf (line.label, sizeof line.label, "#%s %s %s", deal->id,
              bt_label_direction (deal->direction), lots);
  g_strlcpy (line.result, result, sizeof line.result);
  line.tone = get_tone (position->floating.minor);
  if (quote.is_valid)
    format_points (line.points, find_gain (deal, is_buy ? quote.bid_points : quote.ask_points));
  if (isfinite (multiple))
    {
      g_autofree char *text = bt_format_risk_multiple (multiple);
      g_strlcpy (line.multiple, text, sizeof line.multiple);
    }
  g_array_append_val (lines, line);
}

static const char *
get_exit_label (BtChartLineKind kind)
{
  return kind == BT_CHART_LINE_STOP ? C_ ("order line", "Stop") : C_ ("order line", "Target");
}

/* Adds a stop or target with what it would bring. */
static void
add_exit_line (BtSession *session,
               const Deal *deal,
               const char *selected_id,
               BtChartLineKind kind,
               gint64 price_points,
               GArray *lines)
{
  if (price_points == BT_PRICE_NONE)
    return;
  BtChartLine line = make_line (session, deal, selected_id, kind, price_points);
  g_strlcpy (line.label, get_exit_label (kind), sizeof line.label);
  if (deal->entry_points != BT_PRICE_NONE)
    {
      Outcome outcome = find_outcome (session, deal, find_gain (deal, price_points));

      g_strlcpy (line.result, outcome.result, sizeof line.result);
      g_strlcpy (line.points, outcome.points, sizeof line.points);
      g_strlcpy (line.multiple, outcome.multiple, sizeof line.multiple);
      line.tone = outcome.tone;
    }
  g_array_append_val (lines, line);
}

static void
format_order (BtSession *session, const BtOrder *order, BtChartLineKind kind, char label[static 48])
{
  g_autofree char *lots = bt_format_volume (bt_session_get_instrument (session), order->volume);

  /* Translators: side and kind of an order, lots, and number: “Buy limit 0.25 #7”. */
  g_snprintf (label, 48, _ ("%s %s %s #%s"), bt_label_direction (order->direction),
              kind == BT_CHART_LINE_LIMIT ? C_ ("kind of order", "limit")
                                          : bt_label_order_type (order->type),
              lots, order->id);
}

/* Adds the line of an order's price or of its limit. */
static void
add_order_line (BtSession *session,
                const Deal *deal,
                const char *selected_id,
                BtChartLineKind kind,
                gint64 price_points,
                GArray *lines)
{
  if (price_points == BT_PRICE_NONE)
    return;
  BtChartLine line = make_line (session, deal, selected_id, kind, price_points);
  format_order (session, deal->order, kind, line.label);
  g_array_append_val (lines, line);
}

static void
add_position (BtSession *session,
              const BtPosition *position,
              const char *selected_id,
              GArray *lines)
{
  const Deal deal = make_position_deal (position);

  add_entry_line (session, &deal, selected_id, lines);
  add_exit_line (session, &deal, selected_id, BT_CHART_LINE_STOP, position->stop_loss_points,
                 lines);
  add_exit_line (session, &deal, selected_id, BT_CHART_LINE_TARGET, position->take_profit_points,
                 lines);
}

/* A stop-limit whose stop was reached has only its limit left. */
static void
add_order (BtSession *session, const BtOrder *order, const char *selected_id, GArray *lines)
{
  const Deal deal = make_order_deal (order);

  if (order->type == BT_ORDER_MARKET)
    return;
  if (!order->is_limit_active)
    add_order_line (session, &deal, selected_id, BT_CHART_LINE_PENDING, order->price_points, lines);
  add_order_line (session, &deal, selected_id, BT_CHART_LINE_LIMIT, order->limit_points, lines);
  add_exit_line (session, &deal, selected_id, BT_CHART_LINE_STOP, order->stop_loss_points, lines);
  add_exit_line (session, &deal, selected_id, BT_CHART_LINE_TARGET, order->take_profit_points,
                 lines);
}

void
bt_trade_lines_add (BtSession *session, const char *selected_id, GArray *lines)
{
  GListModel *positions = bt_session_get_positions (session);
  GListModel *orders = bt_session_get_orders (session);
  guint length = g_list_model_get_n_items (positions);

  for (guint i = 0; i < length; i++)
    {
      g_autoptr (BtPositionItem) item = g_list_model_get_item (positions, i);
      add_position (session, bt_position_item_get (item), selected_id, lines);
    }
  length = g_list_model_get_n_items (orders);
  for (guint i = 0; i < length; i++)
    {
      g_autoptr (BtOrderItem) item = g_list_model_get_item (orders, i);
      add_order (session, bt_order_item_get (item), selected_id, lines);
    }
}

/* Returns the deal of an id; its id is NULL when there is none. */
static Deal
find_deal (BtSession *session, const char *id)
{
  BtPositionItem *position = bt_commands_find_position (session, id);
  BtOrderItem *order = position == NULL ? bt_commands_find_order (session, id) : NULL;

  if (position != NULL)
    return make_position_deal (bt_position_item_get (position));
  if (order != NULL)
    return make_order_deal (bt_order_item_get (order));
  return (Deal){ .id = NULL };
}

/* Returns from where a deal's stop and target part: the side of the quote at which a position would
 * be closed, a pending order's own level. */
static gint64
find_middle (BtSession *session, const Deal *deal)
{
  BtQuote quote = bt_session_get_quote (session);

  if (deal->order != NULL)
    return deal->entry_points;
  if (!quote.is_valid)
    return BT_PRICE_NONE;
  return deal->direction == BT_DIRECTION_BUY ? quote.bid_points : quote.ask_points;
}

BtChartLineKind
bt_trade_lines_find_protection (BtSession *session, const char *id, gint64 price_points)
{
  Deal deal = find_deal (session, id);
  gint64 middle = deal.id != NULL ? find_middle (session, &deal) : BT_PRICE_NONE;

  if (middle == BT_PRICE_NONE || price_points == middle)
    return BT_CHART_LINE_ENTRY;
  gboolean is_above = price_points > middle;
  return is_above == (deal.direction == BT_DIRECTION_BUY) ? BT_CHART_LINE_TARGET
                                                          : BT_CHART_LINE_STOP;
}

/* A pending order's level: how far it is from the quote that would fill it, and what its stop would
 * lose from there. */
static void
note_order (BtSession *session, const Deal *deal, gint64 price_points, BtChartDragNote *note)
{
  BtQuote quote = bt_session_get_quote (session);
  gboolean is_buy = deal->direction == BT_DIRECTION_BUY;
  gint64 stop = deal->order->stop_loss_points;

  format_order (session, deal->order, note->kind, note->label);
  if (quote.is_valid)
    format_points (note->points, price_points - (is_buy ? quote.ask_points : quote.bid_points));
  if (stop == BT_PRICE_NONE)
    return;
  Deal moved = *deal;
  moved.entry_points = price_points;
  Outcome outcome = find_outcome (session, &moved, find_gain (&moved, stop));
  g_strlcpy (note->result, outcome.result, sizeof note->result);
  note->tone = outcome.tone;
}

gboolean
bt_trade_lines_note (BtSession *session,
                     const char *id,
                     BtChartLineKind kind,
                     gint64 price_points,
                     BtChartDragNote *note)
{
  Deal deal = find_deal (session, id);

  *note = (BtChartDragNote){ .kind = kind };
  if (deal.id == NULL)
    return FALSE;
  if (kind == BT_CHART_LINE_PENDING || kind == BT_CHART_LINE_LIMIT)
    {
      if (deal.order == NULL)
        return FALSE;
      note_order (session, &deal, price_points, note);
      return TRUE;
    }
  if (kind == BT_CHART_LINE_ENTRY)
    note->kind = bt_trade_lines_find_protection (session, id, price_points);
  if (note->kind == BT_CHART_LINE_ENTRY || deal.entry_points == BT_PRICE_NONE)
    return TRUE;
  /* The first stop is what the risk is counted from. */
  if (deal.risk_points == 0 && note->kind == BT_CHART_LINE_STOP)
    deal.risk_points = ABS (price_points - deal.entry_points);
  Outcome outcome = find_outcome (session, &deal, find_gain (&deal, price_points));
  g_strlcpy (note->label, get_exit_label (note->kind), sizeof note->label);
  g_strlcpy (note->result, outcome.result, sizeof note->result);
  g_strlcpy (note->points, outcome.points, sizeof note->points);
  g_strlcpy (note->multiple, outcome.multiple, sizeof note->multiple);
  note->tone = outcome.tone;
  return TRUE;
}
