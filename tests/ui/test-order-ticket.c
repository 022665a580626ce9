// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The order ticket on a session with a week of synthetic gold. */
#include "config.h"

#include "session-fixture.h"
#include "ui/bt-format.h"
#include "ui/bt-order-ticket.h"
#include "ui/bt-price-field.h"
#include "ui/bt-size-field.h"
#include "ui/bt-time-field.h"
#include "widget-test.h"

typedef struct
{
  SessionFixture base;
  BtSession *session;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  session_fixture_set_up (&fixture->base, data);
  g_autofree char *id = session_fixture_create (&fixture->base);
  fixture->session = session_fixture_open (&fixture->base, id);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  bt_session_close (fixture->session);
  widget_test_settle ();
  g_clear_object (&fixture->session);
  session_fixture_tear_down (&fixture->base, data);
}

/* Returns a widget of a type that shows the fixture's session. */
static GtkWidget *
make (Fixture *fixture, GType type)
{
  return g_object_ref_sink (g_object_new (type, "session", fixture->session, NULL));
}

static gboolean
has_two_positions (gpointer data)
{
  return g_list_model_get_n_items (bt_session_get_positions (data)) == 2;
}

/* Everything that was sent is on disk. */
static gboolean
is_at_rest (gpointer session)
{
  gboolean is_busy;

  g_object_get (session, "busy", &is_busy, NULL);
  return !is_busy;
}

static gboolean
has_order (gpointer data)
{
  return g_list_model_get_n_items (bt_session_get_orders (data)) > 0;
}

static const BtOrder *
get_order (BtSession *session)
{
  g_autoptr (BtOrderItem) item = g_list_model_get_item (bt_session_get_orders (session), 0);

  return bt_order_item_get (item);
}

static void
test_ticket_without_quote (Fixture *fixture, gconstpointer data)
{
  GtkWidget *ticket = make (fixture, BT_TYPE_ORDER_TICKET);

  g_assert_cmpstr (widget_test_text (ticket, "refusal_label"), ==,
                   "There is no quote before the first candle: play or step first · no_quote");
  g_assert_true (gtk_widget_get_visible (widget_test_part (ticket, "refusal_label")));
  g_assert_cmpstr (widget_test_text (ticket, "bid_label"), ==, "–");
  widget_test_assert_finalizes (ticket);
}

static void
test_ticket_places (Fixture *fixture, gconstpointer data)
{
  GtkWidget *ticket = make (fixture, BT_TYPE_ORDER_TICKET);

  bt_session_step (fixture->session, TRUE);
  g_assert_false (gtk_widget_get_visible (widget_test_part (ticket, "refusal_label")));
  g_assert_cmpstr (gtk_button_get_label (widget_test_part (ticket, "place_button")), ==,
                   "Buy 0.10 at market");
  bt_order_ticket_place (BT_ORDER_TICKET (ticket), BT_DIRECTION_SELL);
  g_assert_cmpstr (gtk_button_get_label (widget_test_part (ticket, "place_button")), ==,
                   "Sell 0.10 at market");
  /* A second one follows while the first is on its way to the disk. */
  g_assert_false (is_at_rest (fixture->session));
  bt_order_ticket_place (BT_ORDER_TICKET (ticket), BT_DIRECTION_SELL);
  widget_test_wait (has_two_positions, fixture->session);
  widget_test_wait (is_at_rest, fixture->session);
  g_autoptr (BtPositionItem) item
    = g_list_model_get_item (bt_session_get_positions (fixture->session), 0);
  g_assert_cmpint (bt_position_item_get (item)->direction, ==, BT_DIRECTION_SELL);
  g_assert_cmpint (bt_position_item_get (item)->volume_open.units, ==,
                   BT_VOLUME_UNITS_PER_LOT / 10);
  widget_test_assert_finalizes (ticket);
}

/* A stop above the market is refused for a purchase, next to the stop, and again fine on the other
 * side. */
static void
test_ticket_refuses_stop (Fixture *fixture, gconstpointer data)
{
  bt_session_step (fixture->session, TRUE);
  GtkWidget *ticket = make (fixture, BT_TYPE_ORDER_TICKET);
  BtPriceField *stop = widget_test_part (ticket, "stop_field");
  gint64 ask_points = bt_session_get_quote (fixture->session).ask_points;
  const BtInstrument *instrument = bt_session_get_instrument (fixture->session);

  bt_price_field_set_price (stop, ask_points + 500);
  g_assert_true (gtk_widget_get_visible (widget_test_part (stop, "refusal_box")));
  g_autofree char *asked = bt_format_price (instrument, ask_points + 500);
  g_autofree char *nearest
    = bt_format_price (instrument, bt_session_get_quote (fixture->session).bid_points - 1);
  g_autofree char *text = g_strdup_printf (
    "%s is on the wrong side; the nearest level allowed is %s · invalid_stops", asked, nearest);
  g_assert_cmpstr (widget_test_text (stop, "refusal_label"), ==, text);
  g_assert_false (gtk_widget_get_visible (widget_test_part (ticket, "refusal_label")));
  /* The nearest level is one click away. */
  g_signal_emit_by_name (widget_test_part (stop, "nearest_button"), "clicked");
  g_assert_cmpint (bt_price_field_get_price (stop), ==,
                   bt_session_get_quote (fixture->session).bid_points - 1);
  g_assert_false (gtk_widget_get_visible (widget_test_part (stop, "refusal_box")));
  bt_price_field_set_price (stop, ask_points - 500);
  g_assert_cmpstr (widget_test_text (widget_test_part (ticket, "estimate"), "stop_caption"), ==,
                   "Stop, 500 points");
  widget_test_assert_finalizes (ticket);
}

static void
test_ticket_refuses_size (Fixture *fixture, gconstpointer data)
{
  bt_session_step (fixture->session, TRUE);
  GtkWidget *ticket = make (fixture, BT_TYPE_ORDER_TICKET);
  GtkWidget *field = widget_test_part (ticket, "size_field");
  GtkSpinButton *size = widget_test_part (field, "spin");

  gtk_spin_button_set_value (size, 0);
  g_assert_true (gtk_widget_get_visible (widget_test_part (field, "refusal_label")));
  g_assert_cmpstr (widget_test_text (field, "refusal_label"), ==,
                   "0 lots cannot be traded; the nearest size allowed is 0.01 · invalid_volume");
  gtk_spin_button_set_value (size, 90);
  g_assert_true (gtk_widget_get_visible (widget_test_part (ticket, "refusal_label"))
                 || gtk_widget_get_visible (widget_test_part (field, "refusal_label")));
  gtk_spin_button_set_value (size, 0.5);
  g_assert_false (gtk_widget_get_visible (widget_test_part (field, "refusal_label")));
  g_assert_cmpstr (gtk_button_get_label (widget_test_part (ticket, "place_button")), ==,
                   "Buy 0.50 at market");
  widget_test_assert_finalizes (ticket);
}

/* Chooses a type as a click on its button does. */
static void
choose_type (GtkWidget *ticket, const char *button)
{
  gtk_toggle_button_set_active (widget_test_part (ticket, button), TRUE);
}

/* Sends the ticket's order and waits until it is among the working ones. */
static const BtOrder *
send_order (BtSession *session, GtkWidget *ticket)
{
  bt_order_ticket_send (BT_ORDER_TICKET (ticket));
  widget_test_wait (has_order, session);
  widget_test_wait (is_at_rest, session);
  return get_order (session);
}

static void
test_ticket_limit (Fixture *fixture, gconstpointer data)
{
  bt_session_step (fixture->session, TRUE);
  GtkWidget *ticket = make (fixture, BT_TYPE_ORDER_TICKET);
  BtPriceField *price = widget_test_part (ticket, "price_field");
  gint64 ask_points = bt_session_get_quote (fixture->session).ask_points;

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (price)));
  choose_type (ticket, "limit_button");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (price)));
  /* It begins below the market, and is worked out anew for the other side. */
  g_assert_cmpint (bt_price_field_get_price (price), <, ask_points);
  bt_price_field_set_price (price, ask_points - 700);
  bt_price_field_set_price (widget_test_part (ticket, "stop_field"), ask_points - 900);
  bt_price_field_set_price (widget_test_part (ticket, "target_field"), ask_points - 100);
  g_assert_cmpstr (widget_test_text (widget_test_part (ticket, "estimate"), "stop_caption"), ==,
                   "Stop, 200 points");
  const BtOrder *order = send_order (fixture->session, ticket);
  g_assert_cmpint (order->type, ==, BT_ORDER_LIMIT);
  g_assert_cmpint (order->direction, ==, BT_DIRECTION_BUY);
  g_assert_cmpint (order->price_points, ==, ask_points - 700);
  g_assert_cmpint (order->stop_loss_points, ==, ask_points - 900);
  g_assert_cmpint (order->take_profit_points, ==, ask_points - 100);
  widget_test_assert_finalizes (ticket);
}

static void
test_ticket_stop (Fixture *fixture, gconstpointer data)
{
  bt_session_step (fixture->session, TRUE);
  GtkWidget *ticket = make (fixture, BT_TYPE_ORDER_TICKET);
  gint64 bid_points = bt_session_get_quote (fixture->session).bid_points;

  choose_type (ticket, "stop_order_button");
  gtk_toggle_button_set_active (widget_test_part (ticket, "sell_button"), TRUE);
  g_signal_emit_by_name (widget_test_part (ticket, "sell_button"), "clicked");
  gtk_drop_down_set_selected (
    widget_test_part (widget_test_part (ticket, "price_field"), "mode_drop_down"), 1);
  gtk_adjustment_set_value (
    widget_test_part (widget_test_part (ticket, "price_field"), "adjustment"), 300);
  const BtOrder *order = send_order (fixture->session, ticket);
  g_assert_cmpint (order->type, ==, BT_ORDER_STOP);
  g_assert_cmpint (order->direction, ==, BT_DIRECTION_SELL);
  g_assert_cmpint (order->price_points, ==, bid_points - 300);
  widget_test_assert_finalizes (ticket);
}

static void
test_ticket_stop_limit (Fixture *fixture, gconstpointer data)
{
  bt_session_step (fixture->session, TRUE);
  GtkWidget *ticket = make (fixture, BT_TYPE_ORDER_TICKET);
  gint64 ask_points = bt_session_get_quote (fixture->session).ask_points;

  choose_type (ticket, "stop_limit_button");
  bt_price_field_set_price (widget_test_part (ticket, "price_field"), ask_points + 400);
  bt_price_field_set_price (widget_test_part (ticket, "limit_field"), ask_points + 450);
  const BtOrder *order = send_order (fixture->session, ticket);
  g_assert_cmpint (order->type, ==, BT_ORDER_STOP_LIMIT);
  g_assert_cmpint (order->price_points, ==, ask_points + 400);
  g_assert_cmpint (order->limit_points, ==, ask_points + 450);
  widget_test_assert_finalizes (ticket);
}

/* A target of two multiples of the risk lies twice as far as the stop, and follows it. */
static void
test_ticket_multiple (Fixture *fixture, gconstpointer data)
{
  bt_session_step (fixture->session, TRUE);
  GtkWidget *ticket = make (fixture, BT_TYPE_ORDER_TICKET);
  BtPriceField *stop = widget_test_part (ticket, "stop_field");
  BtPriceField *target = widget_test_part (ticket, "target_field");
  gint64 ask_points = bt_session_get_quote (fixture->session).ask_points;

  gtk_check_button_set_active (widget_test_part (target, "check"), TRUE);
  gtk_drop_down_set_selected (widget_test_part (target, "mode_drop_down"), 2);
  g_assert_true (bt_price_field_lacks_risk (target));
  g_assert_cmpstr (widget_test_text (target, "refusal_label"), ==,
                   "R is the distance to the stop: set a stop first");
  bt_price_field_set_price (stop, ask_points - 300);
  g_assert_false (bt_price_field_lacks_risk (target));
  gtk_adjustment_set_value (widget_test_part (target, "adjustment"), 2);
  g_assert_cmpint (bt_price_field_get_price (target), ==, ask_points + 600);
  bt_price_field_set_price (stop, ask_points - 500);
  g_assert_cmpint (bt_price_field_get_price (target), ==, ask_points + 1000);
  widget_test_assert_finalizes (ticket);
}

static void
test_ticket_terms (Fixture *fixture, gconstpointer data)
{
  bt_session_step (fixture->session, TRUE);
  GtkWidget *ticket = make (fixture, BT_TYPE_ORDER_TICKET);
  gpointer terms = widget_test_part (ticket, "terms");
  gint64 clock_usec = bt_session_get_clock (fixture->session);

  choose_type (ticket, "limit_button");
  gtk_check_button_set_active (widget_test_part (terms, "trail_check"), TRUE);
  gtk_adjustment_set_value (widget_test_part (terms, "trail_adjustment"), 250);
  gtk_adjustment_set_value (widget_test_part (terms, "step_adjustment"), 5);
  gtk_editable_set_text (widget_test_part (terms, "group_entry"), "g1");
  gtk_drop_down_set_selected (widget_test_part (terms, "validity_drop_down"),
                              BT_TIME_IN_FORCE_UNTIL);
  g_assert_cmpstr (widget_test_text (terms, "summary_label"), ==,
                   "trailing 250 · until a time · group g1");
  /* An expiry in the past is refused next to it, with both times. */
  bt_time_field_set_time (widget_test_part (terms, "until_field"), clock_usec - BT_USEC_PER_HOUR);
  g_assert_true (gtk_widget_get_visible (widget_test_part (terms, "until_refusal")));
  g_assert_nonnull (strstr (widget_test_text (terms, "until_refusal"), "invalid_expiry"));
  bt_time_field_set_time (widget_test_part (terms, "until_field"), clock_usec + BT_USEC_PER_HOUR);
  g_assert_false (gtk_widget_get_visible (widget_test_part (terms, "until_refusal")));
  const BtOrder *order = send_order (fixture->session, ticket);
  g_assert_cmpint (order->trail_points, ==, 250);
  g_assert_cmpint (order->trail_step_points, ==, 5);
  g_assert_cmpstr (order->oco, ==, "g1");
  g_assert_cmpint (order->time_in_force, ==, BT_TIME_IN_FORCE_UNTIL);
  g_assert_cmpint (order->expiry_usec, ==, clock_usec + BT_USEC_PER_HOUR);
  g_assert_false (order->is_reduce_only);
  widget_test_assert_finalizes (ticket);
}

static void
test_ticket_refuses_price (Fixture *fixture, gconstpointer data)
{
  bt_session_step (fixture->session, TRUE);
  GtkWidget *ticket = make (fixture, BT_TYPE_ORDER_TICKET);
  BtPriceField *price = widget_test_part (ticket, "price_field");
  gint64 ask_points = bt_session_get_quote (fixture->session).ask_points;

  choose_type (ticket, "stop_order_button");
  bt_price_field_set_price (price, ask_points - 50);
  g_assert_true (gtk_widget_get_visible (widget_test_part (price, "refusal_box")));
  /* Sent all the same, it is refused and on record, and the reason stays next to the field. */
  bt_order_ticket_send (BT_ORDER_TICKET (ticket));
  widget_test_wait (is_at_rest, fixture->session);
  g_assert_false (has_order (fixture->session));
  g_assert_cmpint (bt_session_get_command_count (fixture->session), ==, 1);
  g_assert_true (gtk_widget_get_visible (widget_test_part (price, "refusal_box")));
  g_signal_emit_by_name (widget_test_part (price, "nearest_button"), "clicked");
  g_assert_cmpint (bt_price_field_get_price (price), ==, ask_points + 1);
  widget_test_assert_finalizes (ticket);
}

/* What may be lost gives the lots, in whole steps; a sum that is too small says so and sends
 * nothing. */
static void
test_ticket_risk (Fixture *fixture, gconstpointer data)
{
  bt_session_step (fixture->session, TRUE);
  GtkWidget *ticket = make (fixture, BT_TYPE_ORDER_TICKET);
  BtSizeField *size = widget_test_part (ticket, "size_field");
  BtPriceField *stop = widget_test_part (ticket, "stop_field");
  BtPriceField *target = widget_test_part (ticket, "target_field");
  gpointer grid = widget_test_part (ticket, "estimate");
  gint64 ask_points = bt_session_get_quote (fixture->session).ask_points;

  bt_size_field_set_mode (size, BT_SIZE_MODE_PERCENT);
  g_assert_cmpstr (widget_test_text (size, "refusal_label"), ==,
                   "Set a stop: the size is found from what is lost there");
  g_assert_cmpstr (gtk_button_get_label (widget_test_part (ticket, "place_button")), ==,
                   "Buy – at market");
  /* 1 % of 10,000.00: 3.00 and 0.04 + 0.04 of commission a step, 32 steps. */
  bt_price_field_set_price (stop, ask_points - 300);
  g_assert_false (gtk_widget_get_visible (widget_test_part (size, "refusal_label")));
  g_assert_cmpstr (gtk_button_get_label (widget_test_part (ticket, "place_button")), ==,
                   "Buy 0.32 at market");
  g_assert_cmpstr (widget_test_text (grid, "stop_value"), ==, "−98.24");
  bt_size_field_set_mode (size, BT_SIZE_MODE_MONEY);
  bt_size_field_set_value (size, 50);
  g_assert_cmpstr (gtk_button_get_label (widget_test_part (ticket, "place_button")), ==,
                   "Buy 0.16 at market");
  /* The target as money goes with that size: (100.00 + 1.12) ÷ 0.16 = 632 points. */
  bt_price_field_set_price (target, ask_points + 500);
  gtk_drop_down_set_selected (widget_test_part (target, "mode_drop_down"), 3);
  gtk_spin_button_set_value (widget_test_part (target, "spin"), 100);
  g_assert_cmpint (bt_price_field_get_price (target), ==, ask_points + 632);
  bt_size_field_set_value (size, 2);
  g_assert_cmpstr (widget_test_text (size, "refusal_label"), ==,
                   "2.00 may be lost, but the smallest size, 0.01 lots, would lose 3.08");
  bt_order_ticket_send (BT_ORDER_TICKET (ticket));
  widget_test_settle ();
  g_assert_cmpint (bt_session_get_command_count (fixture->session), ==, 0);
  /* Neither of the two can be found from the other. */
  gtk_drop_down_set_selected (widget_test_part (stop, "mode_drop_down"), 2);
  g_assert_cmpstr (widget_test_text (stop, "refusal_label"), ==,
                   "A stop in money needs a size in lots: one is found from the other");
  bt_size_field_set_mode (size, BT_SIZE_MODE_LOTS);
  bt_size_field_set_value (size, 0.2);
  gtk_spin_button_set_value (widget_test_part (stop, "spin"), 61.4);
  /* 0.20 a point, and 1.40 of commission. */
  g_assert_cmpint (bt_price_field_get_price (stop), ==, ask_points - 300);
  widget_test_assert_finalizes (ticket);
}

/* What was chosen is kept in a text, and comes back from it. */
static void
test_size_text (Fixture *fixture, gconstpointer data)
{
  GtkWidget *first = g_object_ref_sink (g_object_new (BT_TYPE_SIZE_FIELD, NULL));
  GtkWidget *second = g_object_ref_sink (g_object_new (BT_TYPE_SIZE_FIELD, NULL));

  bt_size_field_set_session (BT_SIZE_FIELD (first), fixture->session);
  bt_size_field_set_session (BT_SIZE_FIELD (second), fixture->session);
  bt_size_field_set_value (BT_SIZE_FIELD (first), 0.25);
  bt_size_field_set_mode (BT_SIZE_FIELD (first), BT_SIZE_MODE_PERCENT);
  bt_size_field_set_value (BT_SIZE_FIELD (first), 1.5);
  g_autofree char *text = bt_size_field_to_text (BT_SIZE_FIELD (first));
  g_assert_cmpstr (text, ==, "percent 0.25 1.5 100");
  bt_size_field_read (BT_SIZE_FIELD (second), text);
  g_assert_cmpint (bt_size_field_get_mode (BT_SIZE_FIELD (second)), ==, BT_SIZE_MODE_PERCENT);
  bt_size_field_read (BT_SIZE_FIELD (second), "percent 1 2");
  bt_size_field_read (BT_SIZE_FIELD (second), NULL);
  g_autofree char *again = bt_size_field_to_text (BT_SIZE_FIELD (second));
  g_assert_cmpstr (again, ==, text);
  widget_test_assert_finalizes (first);
  widget_test_assert_finalizes (second);
}

/* The key of the other side turns a resting order, price and all, and sends nothing. */
static void
test_ticket_turns (Fixture *fixture, gconstpointer data)
{
  bt_session_step (fixture->session, TRUE);
  GtkWidget *ticket = make (fixture, BT_TYPE_ORDER_TICKET);
  BtPriceField *price = widget_test_part (ticket, "price_field");
  BtQuote quote = bt_session_get_quote (fixture->session);

  choose_type (ticket, "limit_button");
  bt_price_field_set_price (price, quote.ask_points - 200);
  bt_order_ticket_place (BT_ORDER_TICKET (ticket), BT_DIRECTION_SELL);
  g_assert_cmpint (bt_session_get_command_count (fixture->session), ==, 0);
  g_assert_cmpint (bt_price_field_get_price (price), ==, quote.bid_points + 200);
  bt_order_ticket_place (BT_ORDER_TICKET (ticket), BT_DIRECTION_SELL);
  widget_test_wait (has_order, fixture->session);
  widget_test_wait (is_at_rest, fixture->session);
  g_assert_cmpint (get_order (fixture->session)->direction, ==, BT_DIRECTION_SELL);
  widget_test_assert_finalizes (ticket);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  widget_test_init (&argc, &argv);
  ADD ("/ui/order-ticket/without-quote", test_ticket_without_quote);
  ADD ("/ui/order-ticket/places", test_ticket_places);
  ADD ("/ui/order-ticket/refuses-stop", test_ticket_refuses_stop);
  ADD ("/ui/order-ticket/refuses-size", test_ticket_refuses_size);
  ADD ("/ui/order-ticket/limit", test_ticket_limit);
  ADD ("/ui/order-ticket/stop", test_ticket_stop);
  ADD ("/ui/order-ticket/stop-limit", test_ticket_stop_limit);
  ADD ("/ui/order-ticket/multiples-of-risk", test_ticket_multiple);
  ADD ("/ui/order-ticket/terms", test_ticket_terms);
  ADD ("/ui/order-ticket/refuses-price", test_ticket_refuses_price);
  ADD ("/ui/order-ticket/risk", test_ticket_risk);
  ADD ("/ui/order-ticket/size-text", test_size_text);
  ADD ("/ui/order-ticket/turns-before-it-sends", test_ticket_turns);
  return g_test_run ();
}
