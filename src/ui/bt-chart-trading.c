// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-chart-trading.h"

#include "ui/bt-alert-lines.h"
#include "ui/bt-chart-menu.h"
#include "ui/bt-commands.h"
#include "ui/bt-fill-text.h"
#include "ui/bt-format.h"
#include "ui/bt-labels.h"
#include "ui/bt-shown.h"
#include "ui/bt-trade-lines.h"

#include <glib/gi18n.h>
#include <math.h>

/* More positions and orders than this are not listed: the tables have them all. */
#define MAX_PROTECTED 12
/* A risk box: entry, stop, target. */
#define BOX_ANCHORS 3

typedef struct
{
  BtChart *chart; /* owns this */
  BtSession *session;
  BtOrderTicket *ticket; /* weak: NULL once its window is gone */
  GSimpleActionGroup *actions;
} ChartTrading;

/* Returns the kind of pending order that an order of a side at a price is: a limit where the price
 * is better than the market, a stop where it is worse. */
static BtOrderType
choose_type (BtSession *session, BtDirection direction, gint64 price_points)
{
  BtQuote quote = bt_session_get_quote (session);

  if (!quote.is_valid)
    return BT_ORDER_LIMIT;
  if (direction == BT_DIRECTION_BUY)
    return price_points > quote.ask_points ? BT_ORDER_STOP : BT_ORDER_LIMIT;
  return price_points < quote.bid_points ? BT_ORDER_STOP : BT_ORDER_LIMIT;
}

static void
place_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  ChartTrading *self = user_data;
  gint32 direction;
  gint64 price_points;

  g_variant_get (value, "(ix)", &direction, &price_points);
  if (self->ticket == NULL)
    return;
  BtCommand command = bt_order_ticket_make_order (
    self->ticket, choose_type (self->session, (BtDirection) direction, price_points),
    (BtDirection) direction, price_points);
  bt_order_ticket_place_order (self->ticket, &command);
}

static void
protection_set (GtkWidget *widget, BtSession *session, const BtRefusal *refusal)
{
  bt_commands_tell_refusal (widget, session, refusal);
}

static void
protect_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  ChartTrading *self = user_data;
  const char *id;
  gint64 price_points;
  BtCommand command;

  g_variant_get (value, "(&sx)", &id, &price_points);
  BtChartLineKind kind = bt_trade_lines_find_protection (self->session, id, price_points);
  if (kind == BT_CHART_LINE_ENTRY)
    return;
  bt_command_init (&command, BT_COMMAND_MODIFY, bt_session_get_bar (self->session));
  g_strlcpy (command.id, id, sizeof command.id);
  command.modify_mask = kind == BT_CHART_LINE_STOP ? BT_MODIFY_STOP_LOSS : BT_MODIFY_TAKE_PROFIT;
  command.stop_loss_points = price_points;
  command.take_profit_points = price_points;
  bt_commands_submit (GTK_WIDGET (self->chart), self->session, &command, protection_set);
}

static const BtDrawing *
find_box (BtChart *chart, guint id)
{
  BtDrawingSet *set = bt_chart_get_drawings (chart);
  const BtDrawing *drawing = set != NULL && id != 0 ? bt_drawing_set_find (set, id) : NULL;

  if (drawing == NULL || drawing->anchors->len < BOX_ANCHORS
      || (!g_str_equal (drawing->tool->id, "long-position")
          && !g_str_equal (drawing->tool->id, "short-position")))
    return NULL;
  return drawing;
}

gboolean
bt_chart_trading_is_box (BtChart *chart, guint drawing_id)
{
  g_return_val_if_fail (BT_IS_CHART (chart), FALSE);

  return find_box (chart, drawing_id) != NULL;
}

static gint64
get_box_price (const BtDrawing *box, guint anchor)
{
  return (gint64) llround (bt_drawing_anchor (box, anchor)->points);
}

/* Returns the order that a risk box stands for. */
static BtCommand
make_box_order (ChartTrading *self, const BtDrawing *box)
{
  gboolean is_long = g_str_equal (box->tool->id, "long-position");
  BtDirection direction = is_long ? BT_DIRECTION_BUY : BT_DIRECTION_SELL;
  gint64 entry = get_box_price (box, 0);
  BtCommand command = bt_order_ticket_make_order (
    self->ticket, choose_type (self->session, direction, entry), direction, entry);

  command.stop_loss_points = get_box_price (box, 1);
  command.take_profit_points = get_box_price (box, 2);
  bt_order_ticket_size_order (self->ticket, &command);
  return command;
}

static void
place_box_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  ChartTrading *self = user_data;
  const BtDrawing *box = find_box (self->chart, g_variant_get_uint32 (value));

  if (box == NULL || self->ticket == NULL)
    return;
  BtCommand command = make_box_order (self, box);
  bt_order_ticket_place_order (self->ticket, &command);
}

/* One click is enough where the ticket says so; else the ticket shows the order first. */
static void
order_clicked_cb (BtChart *chart, gint64 price_points, gboolean is_sell, ChartTrading *self)
{
  BtDirection direction = is_sell ? BT_DIRECTION_SELL : BT_DIRECTION_BUY;

  if (self->ticket == NULL)
    return;
  BtCommand command = bt_order_ticket_make_order (
    self->ticket, choose_type (self->session, direction, price_points), direction, price_points);

  if (bt_order_ticket_is_one_click (self->ticket))
    bt_order_ticket_place_order (self->ticket, &command);
  else
    {
      bt_order_ticket_fill (self->ticket, &command);
      gtk_widget_activate_action (GTK_WIDGET (chart), "win.show-ticket", NULL);
    }
}

static void
append (GMenu *menu, const char *label, const char *action, GVariant *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_append_item (menu, item);
}

static void
append_order (ChartTrading *self, GMenu *menu, BtDirection direction, gint64 price_points)
{
  BtCommand command = bt_order_ticket_make_order (
    self->ticket, choose_type (self->session, direction, price_points), direction, price_points);
  g_autofree char *label = bt_order_ticket_describe (self->ticket, &command);

  append (menu, label, "order.place", g_variant_new ("(ix)", (gint32) direction, price_points));
}

/* Adds a stop or target at a price for a position or order, whichever it can be. */
static void
append_protection (
  ChartTrading *self, GMenu *menu, const char *id, const char *what, gint64 price_points)
{
  BtChartLineKind kind = bt_trade_lines_find_protection (self->session, id, price_points);
  g_autofree char *price = bt_shown_price (self->session, price_points);
  /* Translators: what it is of (“#41 Buy 0.50”), and a price. */
  g_autofree char *label = g_strdup_printf (
    kind == BT_CHART_LINE_STOP ? _ ("Stop of %s at %s") : _ ("Target of %s at %s"), what, price);

  if (kind != BT_CHART_LINE_ENTRY && g_menu_model_get_n_items (G_MENU_MODEL (menu)) < MAX_PROTECTED)
    append (menu, label, "order.protect", g_variant_new ("(sx)", id, price_points));
}

static void
fill_protections (ChartTrading *self, GMenu *menu, gint64 price_points)
{
  const BtInstrument *instrument = bt_session_get_instrument (self->session);
  GListModel *positions = bt_session_get_positions (self->session);
  GListModel *orders = bt_session_get_orders (self->session);

  for (guint i = g_list_model_get_n_items (positions); i > 0; i--)
    {
      g_autoptr (BtPositionItem) item = g_list_model_get_item (positions, i - 1);
      const BtPosition *position = bt_position_item_get (item);
      g_autofree char *lots = bt_format_volume (instrument, position->volume_open);
      g_autofree char *what = g_strdup_printf ("#%s %s %s", position->id,
                                               bt_label_direction (position->direction), lots);
      append_protection (self, menu, position->id, what, price_points);
    }
  for (guint i = g_list_model_get_n_items (orders); i > 0; i--)
    {
      g_autoptr (BtOrderItem) item = g_list_model_get_item (orders, i - 1);
      const BtOrder *order = bt_order_item_get (item);
      g_autofree char *lots = bt_format_volume (instrument, order->volume);
      g_autofree char *what
        = g_strdup_printf ("#%s %s %s", order->id, bt_label_order_type (order->type), lots);
      if (order->type != BT_ORDER_MARKET)
        append_protection (self, menu, order->id, what, price_points);
    }
}

/* Several stand in a menu of their own, one does not. */
static void
append_protections (ChartTrading *self, GMenu *menu, gint64 price_points)
{
  g_autoptr (GMenu) all = g_menu_new ();

  fill_protections (self, all, price_points);
  int count = g_menu_model_get_n_items (G_MENU_MODEL (all));
  if (count > 1)
    g_menu_append_submenu (menu, _ ("Stop or _target here"), G_MENU_MODEL (all));
  else if (count == 1)
    g_menu_append_section (menu, NULL, G_MENU_MODEL (all));
}

static void
append_box (ChartTrading *self, GMenu *menu, double x, double y)
{
  guint id = bt_chart_find_drawing (self->chart, x, y);
  const BtDrawing *box;

  if (find_box (self->chart, id) == NULL)
    g_object_get (self->chart, "selected-drawing", &id, NULL);
  box = find_box (self->chart, id);
  if (box == NULL)
    return;
  BtCommand command = make_box_order (self, box);
  g_autofree char *order = bt_order_ticket_describe (self->ticket, &command);
  /* Translators: what a risk box becomes: “Place the risk box: Buy limit 0.34 at 2177.00”. */
  g_autofree char *label = g_strdup_printf (_ ("Place the risk box: %s"), order);
  append (menu, label, "order.place-box", g_variant_new_uint32 (id));
}

/* What can be done to the alert whose line is there. */
static void
append_alert (ChartTrading *self, GMenu *menu, double x, double y)
{
  const BtChartLine *line = bt_chart_find_line (self->chart, x, y);
  gint64 id = line != NULL ? bt_alert_lines_get_id (line->id) : 0;

  if (id == 0)
    return;
  append (menu, _ ("Change the alert…"), "win.edit-alert", g_variant_new_int64 (id));
  append (menu, _ ("Remove the alert"), "win.remove-alert", g_variant_new_int64 (id));
}

/* Fills the menu's part about trading for a point of the chart. */
static void
fill_menu (BtChart *chart, GMenu *menu, double x, double y, gpointer data)
{
  ChartTrading *self = data;
  gint64 price_points;

  append_alert (self, menu, x, y);
  if (self->ticket == NULL || bt_session_is_ended (self->session))
    return;
  append_box (self, menu, x, y);
  if (!bt_chart_get_price_at (chart, y, &price_points))
    return;
  append_order (self, menu, BT_DIRECTION_BUY, price_points);
  append_order (self, menu, BT_DIRECTION_SELL, price_points);
  append_protections (self, menu, price_points);
}

/* Explains the fills under the pointer, or by key those of the candle under the crosshair. */
static gboolean
tooltip_cb (
  GtkWidget *chart, int x, int y, gboolean is_by_key, GtkTooltip *tooltip, ChartTrading *self)
{
  GListModel *fills = bt_session_get_fills (self->session);
  GdkRectangle place;
  g_autoptr (GArray) found = is_by_key ? bt_chart_find_crosshair_markers (self->chart, &place)
                                       : bt_chart_find_markers (self->chart, x, y, &place);

  if (found->len == 0)
    return FALSE;
  g_autofree char *text = bt_fill_text_explain_all (
    self->session, fills, (const guint *) (void *) found->data, found->len);
  if (text == NULL)
    return FALSE;
  gtk_tooltip_set_text (tooltip, text);
  gtk_tooltip_set_tip_area (tooltip, &place);
  return TRUE;
}

static void
free_trading (gpointer data)
{
  ChartTrading *self = data;

  g_clear_object (&self->actions);
  g_clear_object (&self->session);
  g_clear_weak_pointer (&self->ticket);
  g_free (self);
}

void
bt_chart_trading_attach (BtChart *chart, BtSession *session, BtOrderTicket *ticket)
{
  static const GActionEntry entries[] = {
    { .name = "place", .parameter_type = "(ix)", .activate = place_cb },
    { .name = "protect", .parameter_type = "(sx)", .activate = protect_cb },
    { .name = "place-box", .parameter_type = "u", .activate = place_box_cb },
  };
  ChartTrading *self;

  g_return_if_fail (BT_IS_CHART (chart) && BT_IS_SESSION (session) && BT_IS_ORDER_TICKET (ticket));

  if (g_object_get_data (G_OBJECT (chart), "bt-chart-trading") != NULL)
    return;
  self = g_new0 (ChartTrading, 1);
  self->chart = chart;
  self->session = g_object_ref (session);
  g_set_weak_pointer (&self->ticket, ticket);
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (chart), "order", G_ACTION_GROUP (self->actions));
  bt_chart_menu_set_top (chart, fill_menu, self);
  gtk_widget_set_has_tooltip (GTK_WIDGET (chart), TRUE);
  g_signal_connect (chart, "query-tooltip", G_CALLBACK (tooltip_cb), self);
  g_signal_connect (chart, "order-clicked", G_CALLBACK (order_clicked_cb), self);
  g_object_set_data_full (G_OBJECT (chart), "bt-chart-trading", self, free_trading);
}
