// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Trading from a chart without a window: what lines and drags say, clicks, risk boxes, protections,
 * and which columns the tables show. */
#include "config.h"

#include "session-fixture.h"
#include "ui/bt-chart-menu.h"
#include "ui/bt-chart-trading.h"
#include "ui/bt-fill-text.h"
#include "ui/bt-format.h"
#include "ui/bt-price-field.h"
#include "ui/bt-session-tables.h"
#include "ui/bt-size-field.h"
#include "ui/bt-table-columns.h"
#include "ui/bt-trade-lines.h"
#include "widget-test.h"

typedef struct
{
  SessionFixture base;
  BtSession *session;
  GtkWidget *ticket;
  BtChart *chart;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  session_fixture_set_up (&fixture->base, data);
  g_autofree char *id = session_fixture_create (&fixture->base);
  fixture->session = session_fixture_open (&fixture->base, id);
  g_assert_true (bt_session_advance_to (fixture->session, 30, FALSE, NULL));
  fixture->ticket
    = g_object_ref_sink (g_object_new (BT_TYPE_ORDER_TICKET, "session", fixture->session, NULL));
  fixture->chart = g_object_ref_sink (BT_CHART (bt_chart_new ()));
  bt_chart_menu_attach (fixture->chart);
  bt_chart_trading_attach (fixture->chart, fixture->session, BT_ORDER_TICKET (fixture->ticket));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_signal_emit_by_name (fixture->chart, "destroy");
  widget_test_assert_finalizes (g_steal_pointer (&fixture->chart));
  widget_test_assert_finalizes (g_steal_pointer (&fixture->ticket));
  bt_session_close (fixture->session);
  widget_test_settle ();
  g_clear_object (&fixture->session);
  session_fixture_tear_down (&fixture->base, data);
}

static const BtChartLine *
find_line (GArray *lines, BtChartLineKind kind)
{
  for (guint i = 0; i < lines->len; i++)
    if (g_array_index (lines, BtChartLine, i).kind == kind)
      return &g_array_index (lines, BtChartLine, i);
  g_assert_not_reached ();
}

static const BtPosition *
get_position (Fixture *fixture)
{
  g_autoptr (BtPositionItem) item
    = g_list_model_get_item (bt_session_get_positions (fixture->session), 0);

  return bt_position_item_get (item);
}

static const BtOrder *
get_order (Fixture *fixture, guint index)
{
  g_autoptr (BtOrderItem) item
    = g_list_model_get_item (bt_session_get_orders (fixture->session), index);

  return bt_order_item_get (item);
}

static guint
count_orders (Fixture *fixture)
{
  return g_list_model_get_n_items (bt_session_get_orders (fixture->session));
}

/* Ten ounces: a point is ten cents. */
static void
test_lines (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (BtChartLine));
  BtQuote quote = bt_session_get_quote (fixture->session);
  gint64 spread = quote.ask_points - quote.bid_points;

  session_fixture_trade (fixture->session, BT_DIRECTION_BUY, 500, 1500);
  bt_trade_lines_add (fixture->session, "1", lines);
  g_assert_cmpuint (lines->len, ==, 3);
  const BtChartLine *stop = find_line (lines, BT_CHART_LINE_STOP);
  g_autofree char *loss = bt_format_result (BT_MONEY (-(500 + spread) * 10), 2);
  g_autofree char *points = g_strdup_printf ("−%d pt", (int) (500 + spread));
  g_assert_cmpstr (stop->label, ==, "Stop");
  g_assert_cmpstr (stop->result, ==, loss);
  g_assert_cmpstr (stop->points, ==, points);
  g_assert_cmpstr (stop->multiple, ==, "−1.00\u2009R");
  g_assert_cmpint (stop->tone, ==, -1);
  g_assert_true (stop->is_draggable && stop->is_selected);
  const BtChartLine *target = find_line (lines, BT_CHART_LINE_TARGET);
  g_autofree char *multiple
    = bt_format_risk_multiple ((double) (1500 - spread) / (double) (500 + spread));
  g_assert_cmpstr (target->multiple, ==, multiple);
  g_assert_cmpint (target->tone, ==, 1);
  const BtChartLine *entry = find_line (lines, BT_CHART_LINE_ENTRY);
  g_assert_cmpstr (entry->label, ==, "#1 Buy 0.10");
  g_assert_true (entry->is_draggable);
}

/* What is pulled off an entry is a stop below the market of a purchase, a target above it. */
static void
test_notes (Fixture *fixture, gconstpointer data)
{
  BtQuote quote = bt_session_get_quote (fixture->session);
  BtChartDragNote note;

  session_fixture_trade (fixture->session, BT_DIRECTION_BUY, 0, 0);
  gint64 entry = get_position (fixture)->entry_price.points;
  g_assert_true (
    bt_trade_lines_note (fixture->session, "1", BT_CHART_LINE_ENTRY, entry - 300, &note));
  g_assert_cmpint (note.kind, ==, BT_CHART_LINE_STOP);
  g_assert_cmpstr (note.label, ==, "Stop");
  g_assert_cmpstr (note.result, ==, "−30.00");
  g_assert_cmpstr (note.points, ==, "−300 pt");
  g_assert_cmpstr (note.multiple, ==, "−1.00\u2009R");
  g_assert_true (
    bt_trade_lines_note (fixture->session, "1", BT_CHART_LINE_ENTRY, entry + 450, &note));
  g_assert_cmpint (note.kind, ==, BT_CHART_LINE_TARGET);
  g_assert_cmpstr (note.result, ==, "+45.00");
  g_assert_cmpint (note.tone, ==, 1);
  g_assert_true (
    bt_trade_lines_note (fixture->session, "1", BT_CHART_LINE_ENTRY, quote.bid_points, &note));
  g_assert_cmpint (note.kind, ==, BT_CHART_LINE_ENTRY);
  g_assert_false (
    bt_trade_lines_note (fixture->session, "9", BT_CHART_LINE_STOP, entry - 300, &note));
  /* Let go there, it is one. */
  gtk_widget_activate_action (GTK_WIDGET (fixture->chart), "order.protect", "(sx)", "1",
                              entry - 300);
  bt_session_settle (fixture->session);
  g_assert_cmpint (get_position (fixture)->stop_loss_points, ==, entry - 300);
  gtk_widget_activate_action (GTK_WIDGET (fixture->chart), "order.protect", "(sx)", "1",
                              entry + 450);
  bt_session_settle (fixture->session);
  g_assert_cmpint (get_position (fixture)->take_profit_points, ==, entry + 450);
}

/* A pending order says how far the market is, and what its stop would lose from there. */
static void
test_pending_notes (Fixture *fixture, gconstpointer data)
{
  BtQuote quote = bt_session_get_quote (fixture->session);
  gint64 price = quote.ask_points - 400;
  BtChartDragNote note;
  BtCommand command;

  session_fixture_make_order (fixture->session, BT_DIRECTION_BUY, 0, 0, &command);
  command.type = BT_ORDER_LIMIT;
  command.price_points = price;
  command.stop_loss_points = price - 200;
  g_assert_true (bt_session_submit (fixture->session, &command, NULL, NULL));
  g_assert_true (
    bt_trade_lines_note (fixture->session, "1", BT_CHART_LINE_PENDING, price - 100, &note));
  g_assert_cmpstr (note.label, ==, "Buy limit 0.10 #1");
  g_assert_cmpstr (note.points, ==, "−500 pt");
  g_assert_cmpstr (note.result, ==, "−10.00");
  g_assert_cmpint (bt_trade_lines_find_protection (fixture->session, "1", price - 1), ==,
                   BT_CHART_LINE_STOP);
  g_assert_cmpint (bt_trade_lines_find_protection (fixture->session, "1", price + 1), ==,
                   BT_CHART_LINE_TARGET);
}

static void
click_at (Fixture *fixture, gint64 price_points, gboolean is_sell)
{
  g_signal_emit_by_name (fixture->chart, "order-clicked", price_points, is_sell);
  bt_session_settle (fixture->session);
}

static const char *
get_button (Fixture *fixture)
{
  return gtk_button_get_label (widget_test_part (fixture->ticket, "place_button"));
}

static void
test_clicks (Fixture *fixture, gconstpointer data)
{
  const BtInstrument *instrument = bt_session_get_instrument (fixture->session);
  BtQuote quote = bt_session_get_quote (fixture->session);
  BtPriceField *stop = widget_test_part (fixture->ticket, "stop_field");
  g_autofree char *low = bt_format_price (instrument, quote.bid_points - 300);
  g_autofree char *limit = g_strdup_printf ("Buy limit 0.10 at %s", low);
  g_autofree char *sell = g_strdup_printf ("Sell stop 0.10 at %s", low);

  /* The ticket's stop keeps its distance. */
  bt_price_field_set_price (stop, quote.ask_points - 250);
  click_at (fixture, quote.bid_points - 300, FALSE);
  g_assert_cmpstr (get_button (fixture), ==, limit);
  g_assert_cmpint (bt_price_field_get_price (stop), ==, quote.bid_points - 300 - 250);
  click_at (fixture, quote.bid_points - 300, TRUE);
  g_assert_cmpstr (get_button (fixture), ==, sell);
  g_assert_cmpint (bt_price_field_get_price (stop), ==, quote.bid_points - 300 + 250);
  g_assert_cmpint (bt_session_get_command_count (fixture->session), ==, 0);

  gtk_switch_set_active (widget_test_part (fixture->ticket, "one_click_switch"), TRUE);
  click_at (fixture, quote.ask_points + 300, FALSE);
  click_at (fixture, quote.ask_points + 300, TRUE);
  g_assert_cmpuint (count_orders (fixture), ==, 2);
  g_assert_cmpint (get_order (fixture, 0)->type, ==, BT_ORDER_STOP);
  g_assert_cmpint (get_order (fixture, 0)->stop_loss_points, ==, quote.ask_points + 300 - 250);
  g_assert_cmpint (get_order (fixture, 1)->type, ==, BT_ORDER_LIMIT);
  g_assert_cmpint (get_order (fixture, 1)->stop_loss_points, ==, quote.ask_points + 300 + 250);
}

static guint
add_box (Fixture *fixture, const char *tool, gint64 entry, gint64 stop, gint64 target)
{
  g_autoptr (BtDrawingSet) set = bt_drawing_set_new ();
  const gint64 prices[] = { stop, target };
  BtDrawing *box = bt_drawing_new (bt_drawing_tool_find (tool),
                                   (BtDrawingAnchor){ .time_usec = 0, .points = (double) entry });

  for (guint i = 0; i < G_N_ELEMENTS (prices); i++)
    {
      BtDrawingAnchor anchor = { .time_usec = 0, .points = (double) prices[i] };
      g_array_append_val (box->anchors, anchor);
    }
  bt_chart_set_drawings (fixture->chart, set);
  return bt_drawing_set_add (set, box);
}

/* A box takes its prices along, and its lots from what may be lost. */
static void
test_box (Fixture *fixture, gconstpointer data)
{
  BtSizeField *size = widget_test_part (fixture->ticket, "size_field");
  BtQuote quote = bt_session_get_quote (fixture->session);
  gint64 entry = quote.ask_points - 100;

  bt_size_field_set_mode (size, BT_SIZE_MODE_MONEY);
  bt_size_field_set_value (size, 50);
  guint id = add_box (fixture, "long-position", entry, entry - 200, entry + 600);
  g_assert_true (bt_chart_trading_is_box (fixture->chart, id));
  g_assert_false (bt_chart_trading_is_box (fixture->chart, id + 1));
  gtk_widget_activate_action (GTK_WIDGET (fixture->chart), "order.place-box", "u", id);
  bt_session_settle (fixture->session);
  const BtOrder *order = get_order (fixture, 0);
  g_assert_cmpint (order->type, ==, BT_ORDER_LIMIT);
  g_assert_cmpint (order->price_points, ==, entry);
  g_assert_cmpint (order->stop_loss_points, ==, entry - 200);
  g_assert_cmpint (order->take_profit_points, ==, entry + 600);
  /* 2.00 and 0.07 of commission a step: 24 of them are 49.68. */
  g_assert_cmpint (order->volume.units, ==, BT_VOLUME_UNITS_PER_LOT / 100 * 24);

  /* Too little for any size: it goes into the ticket, which says why. */
  bt_size_field_set_value (size, 1);
  id = add_box (fixture, "short-position", quote.bid_points - 100, quote.bid_points + 100,
                quote.bid_points - 500);
  gtk_widget_activate_action (GTK_WIDGET (fixture->chart), "order.place-box", "u", id);
  bt_session_settle (fixture->session);
  g_assert_cmpuint (count_orders (fixture), ==, 1);
  g_assert_true (g_str_has_prefix (get_button (fixture), "Sell stop – at "));
  g_assert_true (gtk_widget_get_visible (widget_test_part (size, "refusal_label")));
}

static void
test_fill_text (Fixture *fixture, gconstpointer data)
{
  GListModel *fills = bt_session_get_fills (fixture->session);
  const guint indices[] = { 0, 1, 7 };

  session_fixture_trade (fixture->session, BT_DIRECTION_BUY, 0, 0);
  session_fixture_trade (fixture->session, BT_DIRECTION_SELL, 0, 0);
  g_autofree char *text = bt_fill_text_explain_all (fixture->session, fills, indices, 2);
  g_assert_nonnull (strstr (text, "Order 1 · Bought 0.10 at "));
  g_assert_nonnull (strstr (text, "Order 2 · Sold 0.10 at "));
  g_assert_nonnull (strstr (text, "A market order takes the quote as it is"));
  g_assert_nonnull (strstr (text, "Intrabar rule: "));
  g_assert_nonnull (strstr (text, "commission 0.35"));
  g_assert_null (bt_fill_text_explain_all (fixture->session, fills, indices + 2, 1));
}

static void
test_columns (Fixture *fixture, gconstpointer data)
{
  GtkWidget *first
    = g_object_ref_sink (g_object_new (BT_TYPE_SESSION_TABLES, "session", fixture->session, NULL));
  GtkWidget *second
    = g_object_ref_sink (g_object_new (BT_TYPE_SESSION_TABLES, "session", fixture->session, NULL));
  GtkColumnView *view = widget_test_part (first, "positions");
  g_autoptr (GtkColumnViewColumn) side
    = g_list_model_get_item (gtk_column_view_get_columns (view), 1);

  /* The side goes, the entry comes first and is wide. */
  gtk_widget_activate_action (GTK_WIDGET (view), "columns.show-1", NULL);
  g_assert_false (gtk_column_view_column_get_visible (side));
  g_autoptr (GtkColumnViewColumn) entry
    = g_list_model_get_item (gtk_column_view_get_columns (view), 4);
  gtk_column_view_insert_column (view, 0, entry);
  gtk_column_view_column_set_fixed_width (entry, 222);
  GtkColumnView *other = widget_test_part (second, "positions");
  g_autofree char *text = bt_table_columns_to_text (view);
  bt_table_columns_read (other, text);
  g_autoptr (GtkColumnViewColumn) moved
    = g_list_model_get_item (gtk_column_view_get_columns (other), 0);
  g_assert_cmpstr (gtk_column_view_column_get_title (moved), ==, "Entry");
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (moved), ==, 222);
  g_autoptr (GtkColumnViewColumn) hidden
    = g_list_model_get_item (gtk_column_view_get_columns (other), 2);
  g_assert_cmpstr (gtk_column_view_column_get_title (hidden), ==, "Side");
  g_assert_false (gtk_column_view_column_get_visible (hidden));
  /* Nonsense changes nothing, and all come back. */
  bt_table_columns_read (other, "99:3 x 3-4 -:: 0");
  g_assert_false (gtk_column_view_column_get_visible (hidden));
  gtk_widget_activate_action (GTK_WIDGET (other), "columns.reset", NULL);
  g_assert_true (gtk_column_view_column_get_visible (hidden));
  g_autoptr (GtkColumnViewColumn) number
    = g_list_model_get_item (gtk_column_view_get_columns (other), 0);
  g_assert_cmpstr (gtk_column_view_column_get_title (number), ==, "#");
  widget_test_assert_finalizes (first);
  widget_test_assert_finalizes (second);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  widget_test_init (&argc, &argv);
  ADD ("/ui/chart-trading/lines", test_lines);
  ADD ("/ui/chart-trading/notes", test_notes);
  ADD ("/ui/chart-trading/pending-notes", test_pending_notes);
  ADD ("/ui/chart-trading/clicks", test_clicks);
  ADD ("/ui/chart-trading/box", test_box);
  ADD ("/ui/chart-trading/fill-text", test_fill_text);
  ADD ("/ui/chart-trading/columns", test_columns);
  return g_test_run ();
}
