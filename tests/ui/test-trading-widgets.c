// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The popovers that change orders and positions, and what the tables do to them, on a
 * session with a week of synthetic gold. */
#include "config.h"

#include "session-fixture.h"
#include "ui/bt-chart-presenter.h"
#include "ui/bt-explanation.h"
#include "ui/bt-order-editor.h"
#include "ui/bt-position-editor.h"
#include "ui/bt-price-field.h"
#include "ui/bt-session-tables.h"
#include "ui/bt-volume-spin.h"
#include "widget-test.h"

#include <math.h>

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
has_position (gpointer data)
{
  return g_list_model_get_n_items (bt_session_get_positions (data)) > 0;
}

static gboolean
has_order (gpointer data)
{
  return g_list_model_get_n_items (bt_session_get_orders (data)) > 0;
}

static gboolean
has_no_order (gpointer data)
{
  return !has_order (data);
}

static const BtOrder *
get_order (BtSession *session)
{
  g_autoptr (BtOrderItem) item = g_list_model_get_item (bt_session_get_orders (session), 0);

  return bt_order_item_get (item);
}

static const BtPosition *
get_position (BtSession *session)
{
  g_autoptr (BtPositionItem) item = g_list_model_get_item (bt_session_get_positions (session), 0);

  return bt_position_item_get (item);
}

/* Places a limit order far below the market and returns its row. */
static BtOrderItem *
place_limit (BtSession *session)
{
  BtCommand command;

  bt_command_init (&command, BT_COMMAND_PLACE, 0);
  command.type = BT_ORDER_LIMIT;
  command.direction = BT_DIRECTION_BUY;
  command.volume = BT_VOLUME (BT_VOLUME_UNITS_PER_LOT / 5);
  command.price_points = bt_session_get_quote (session).ask_points - 2000;
  g_assert_true (bt_session_submit (session, &command, NULL, NULL));
  return g_list_model_get_item (bt_session_get_orders (session), 0);
}

/* Returns a popover of a type in a window of its own. */
static GtkWidget *
make_editor (GType type, GtkWidget **window)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *editor = g_object_new (type, NULL);

  *window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (*window), box);
  gtk_widget_set_parent (editor, box);
  gtk_window_present (GTK_WINDOW (*window));
  return editor;
}

static gboolean
is_unmapped (gpointer widget)
{
  return !gtk_widget_get_mapped (widget);
}

/* Events of the pointer can be on their way to a popover: it goes when they have arrived. */
static void
close_editor (GtkWidget *editor, GtkWidget *window)
{
  gtk_popover_popdown (GTK_POPOVER (editor));
  widget_test_wait (is_unmapped, editor);
  widget_test_settle ();
  gtk_widget_unparent (editor);
  gtk_window_destroy (GTK_WINDOW (window));
  widget_test_settle ();
}

static gboolean
is_hidden (gpointer widget)
{
  return !gtk_widget_get_visible (widget);
}

static void
test_order_editor (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window;
  bt_session_step (fixture->session, TRUE);
  g_autoptr (BtOrderItem) item = place_limit (fixture->session);
  GtkWidget *editor = make_editor (BT_TYPE_ORDER_EDITOR, &window);
  gint64 price_points = bt_order_item_get (item)->price_points;

  bt_order_editor_open (BT_ORDER_EDITOR (editor), fixture->session, item);
  g_assert_false (gtk_widget_get_sensitive (widget_test_part (editor, "apply_button")));
  bt_price_field_set_price (widget_test_part (editor, "price_field"), price_points - 100);
  bt_price_field_set_price (widget_test_part (editor, "stop_field"), price_points - 400);
  gtk_spin_button_set_value (widget_test_part (editor, "size_spin"), 0.3);
  g_assert_true (gtk_widget_get_sensitive (widget_test_part (editor, "apply_button")));
  g_signal_emit_by_name (widget_test_part (editor, "apply_button"), "clicked");
  widget_test_wait (is_hidden, editor);
  const BtOrder *order = get_order (fixture->session);
  g_assert_cmpint (order->price_points, ==, price_points - 100);
  g_assert_cmpint (order->stop_loss_points, ==, price_points - 400);
  g_assert_cmpint (order->volume.units, ==, 3 * BT_VOLUME_UNITS_PER_LOT / 10);
  close_editor (editor, window);
}

/* The popover that showed a limit order shows a stop order at its own price, on the other side. */
static void
test_order_editor_again (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window;
  BtCommand command;
  bt_session_step (fixture->session, TRUE);
  g_autoptr (BtOrderItem) limit = place_limit (fixture->session);
  gint64 ask_points = bt_session_get_quote (fixture->session).ask_points;
  bt_command_init (&command, BT_COMMAND_PLACE, 0);
  command.type = BT_ORDER_STOP;
  command.direction = BT_DIRECTION_BUY;
  command.volume = BT_VOLUME (BT_VOLUME_UNITS_PER_LOT / 5);
  command.price_points = ask_points + 300;
  g_assert_true (bt_session_submit (fixture->session, &command, NULL, NULL));
  g_autoptr (BtOrderItem) stop
    = g_list_model_get_item (bt_session_get_orders (fixture->session), 1);
  GtkWidget *editor = make_editor (BT_TYPE_ORDER_EDITOR, &window);

  bt_order_editor_open (BT_ORDER_EDITOR (editor), fixture->session, limit);
  g_assert_cmpint (bt_price_field_get_price (widget_test_part (editor, "price_field")), ==,
                   ask_points - 2000);
  bt_order_editor_open (BT_ORDER_EDITOR (editor), fixture->session, stop);
  g_assert_cmpint (bt_price_field_get_price (widget_test_part (editor, "price_field")), ==,
                   ask_points + 300);
  g_assert_false (gtk_widget_get_sensitive (widget_test_part (editor, "apply_button")));
  close_editor (editor, window);
}

static void
test_order_editor_refuses (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window;
  bt_session_step (fixture->session, TRUE);
  g_autoptr (BtOrderItem) item = place_limit (fixture->session);
  GtkWidget *editor = make_editor (BT_TYPE_ORDER_EDITOR, &window);
  BtPriceField *stop = widget_test_part (editor, "stop_field");
  gint64 price_points = bt_order_item_get (item)->price_points;

  bt_order_editor_open (BT_ORDER_EDITOR (editor), fixture->session, item);
  bt_price_field_set_price (stop, price_points + 10);
  g_assert_true (gtk_widget_get_visible (widget_test_part (stop, "refusal_box")));
  g_signal_emit_by_name (widget_test_part (stop, "nearest_button"), "clicked");
  g_assert_cmpint (bt_price_field_get_price (stop), ==, price_points - 1);
  g_assert_false (gtk_widget_get_visible (widget_test_part (stop, "refusal_box")));
  close_editor (editor, window);
}

static void
test_position_editor (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window;
  bt_session_step (fixture->session, TRUE);
  session_fixture_trade (fixture->session, BT_DIRECTION_BUY, 500, 0);
  g_autoptr (BtPositionItem) item
    = g_list_model_get_item (bt_session_get_positions (fixture->session), 0);
  GtkWidget *editor = make_editor (BT_TYPE_POSITION_EDITOR, &window);
  gint64 bid_points = bt_session_get_quote (fixture->session).bid_points;
  gpointer terms = widget_test_part (editor, "terms");

  bt_position_editor_open (BT_POSITION_EDITOR (editor), fixture->session, item);
  bt_price_field_set_price (widget_test_part (editor, "target_field"), bid_points + 800);
  gtk_check_button_set_active (widget_test_part (terms, "trail_check"), TRUE);
  gtk_adjustment_set_value (widget_test_part (terms, "trail_adjustment"), 300);
  g_signal_emit_by_name (widget_test_part (editor, "apply_button"), "clicked");
  widget_test_wait (is_hidden, editor);
  const BtPosition *position = get_position (fixture->session);
  g_assert_cmpint (position->take_profit_points, ==, bid_points + 800);
  g_assert_cmpint (position->trail_points, ==, 300);
  g_assert_cmpint (position->stop_loss_points, ==, bid_points - 300);
  close_editor (editor, window);
}

static void
test_position_editor_part (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window;
  bt_session_step (fixture->session, TRUE);
  session_fixture_trade (fixture->session, BT_DIRECTION_BUY, 0, 0);
  g_autoptr (BtPositionItem) item
    = g_list_model_get_item (bt_session_get_positions (fixture->session), 0);
  GtkWidget *editor = make_editor (BT_TYPE_POSITION_EDITOR, &window);
  GtkWidget *part = widget_test_part (editor, "part_spin");

  bt_position_editor_open (BT_POSITION_EDITOR (editor), fixture->session, item);
  g_assert_cmpint (bt_volume_spin_get (part).units, ==, BT_VOLUME_UNITS_PER_LOT / 20);
  g_signal_emit_by_name (widget_test_part (editor, "share_75"), "clicked");
  g_assert_cmpint (bt_volume_spin_get (part).units, ==, 7 * BT_VOLUME_UNITS_PER_LOT / 100);
  /* More than is open is refused before it is sent. */
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (part), 5);
  g_assert_nonnull (strstr (widget_test_text (editor, "part_refusal"), "invalid_volume"));
  g_assert_false (gtk_widget_get_sensitive (widget_test_part (editor, "part_button")));
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (part), 0.04);
  g_signal_emit_by_name (widget_test_part (editor, "part_button"), "clicked");
  widget_test_wait (is_hidden, editor);
  g_assert_cmpint (get_position (fixture->session)->volume_open.units, ==,
                   6 * BT_VOLUME_UNITS_PER_LOT / 100);
  close_editor (editor, window);
}

static gboolean
is_trailing (gpointer session)
{
  return get_position (session)->trail_points > 0;
}

static gboolean
has_no_position (gpointer session)
{
  return !has_position (session);
}

static void
test_table_actions (Fixture *fixture, gconstpointer data)
{
  GtkWidget *tables = make (fixture, BT_TYPE_SESSION_TABLES);
  GtkWidget *window = gtk_window_new ();
  BtSession *session = fixture->session;

  gtk_window_set_child (GTK_WINDOW (window), tables);
  bt_session_step (session, TRUE);
  session_fixture_trade (session, BT_DIRECTION_BUY, 500, 0);
  g_autoptr (BtOrderItem) item = place_limit (session);
  g_assert_cmpstr (widget_test_text (tables, "orders_count"), ==, "1");
  gtk_widget_activate_action (tables, "trade.toggle-trail", NULL);
  widget_test_wait (is_trailing, session);
  g_assert_cmpint (get_position (session)->trail_points, ==,
                   bt_session_get_quote (session).bid_points
                     - get_position (session)->stop_loss_points);
  gtk_widget_activate_action (tables, "trade.cancel", NULL);
  widget_test_wait (has_no_order, session);
  g_assert_cmpstr (widget_test_text (tables, "orders_count"), ==, "0");
  /* A purchase begins with a loss: it is among the losers, not the winners. */
  gtk_widget_activate_action (tables, "trade.close-losers", NULL);
  widget_test_wait (has_no_position, session);
  g_assert_cmpstr (widget_test_text (tables, "trades_count"), ==, "1");
  g_object_ref (tables);
  gtk_window_destroy (GTK_WINDOW (window));
  widget_test_settle ();
  g_object_unref (tables);
}

/* Tells every text below a widget, a line each. */
static void
gather_text (GtkWidget *widget, GString *text)
{
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (text, "%s\n", gtk_label_get_label (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gather_text (child, text);
}

static void
assert_says (GtkWidget *widget, const char *part)
{
  g_autoptr (GString) text = g_string_new (NULL);

  gather_text (widget, text);
  if (strstr (text->str, part) == NULL)
    g_error ("“%s” is not in:\n%s", part, text->str);
}

/* Entry and exit of a trade say rule, candle, place, quote, costs and whether they were certain. */
static void
test_explains_trade (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window;
  GtkWidget *explanation = make_editor (BT_TYPE_EXPLANATION, &window);
  BtCommand close;

  bt_session_step (fixture->session, TRUE);
  session_fixture_trade (fixture->session, BT_DIRECTION_BUY, 0, 0);
  bt_command_init (&close, BT_COMMAND_CLOSE_ALL, 0);
  g_assert_true (bt_session_submit (fixture->session, &close, NULL, NULL));
  g_autoptr (BtPositionItem) trade
    = g_list_model_get_item (bt_session_get_trades (fixture->session), 0);
  bt_explanation_open_position (BT_EXPLANATION (explanation), fixture->session,
                                bt_position_item_get (trade)->id);
  assert_says (explanation, "Bought 0.10 at ");
  assert_says (explanation, "Closed 0.10 at ");
  assert_says (explanation, "A market order takes the quote as it is: here the last known quote");
  assert_says (explanation, "M1 of ");
  assert_says (explanation, "known quote: bid and ask at the close of the last known candle");
  assert_says (explanation, "no: the other order of the extremes gives the same fill");
  assert_says (explanation, "Adaptive: ");
  close_editor (explanation, window);
}

static void
test_explains_refusal (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window;
  GtkWidget *explanation = make_editor (BT_TYPE_EXPLANATION, &window);
  BtCommand command;

  bt_session_step (fixture->session, TRUE);
  session_fixture_make_order (fixture->session, BT_DIRECTION_BUY, 0, 0, &command);
  command.stop_loss_points = bt_session_get_quote (fixture->session).ask_points + 10;
  g_assert_false (bt_session_submit (fixture->session, &command, NULL, NULL));
  GListModel *log = bt_session_get_log (fixture->session);
  g_autoptr (BtLogItem) refused = g_list_model_get_item (log, g_list_model_get_n_items (log) - 1);
  g_assert_true (bt_explanation_open_log (BT_EXPLANATION (explanation), fixture->session, refused));
  assert_says (explanation, "invalid_stops");
  assert_says (explanation, "the nearest level allowed is ");
  assert_says (explanation, "Stop");
  /* A command that was accepted has nothing to explain. */
  session_fixture_trade (fixture->session, BT_DIRECTION_BUY, 0, 0);
  guint length = g_list_model_get_n_items (log);
  g_autoptr (BtLogItem) accepted = g_list_model_get_item (log, length - 2);
  g_assert_cmpint (bt_log_item_get_kind (accepted), ==, BT_LOG_COMMAND);
  g_assert_false (
    bt_explanation_open_log (BT_EXPLANATION (explanation), fixture->session, accepted));
  close_editor (explanation, window);
}

static void
test_total (Fixture *fixture, gconstpointer data)
{
  GtkWidget *tables = make (fixture, BT_TYPE_SESSION_TABLES);

  g_assert_false (gtk_widget_get_visible (widget_test_part (tables, "total_row")));
  bt_session_step (fixture->session, TRUE);
  session_fixture_trade (fixture->session, BT_DIRECTION_BUY, 0, 0);
  session_fixture_trade (fixture->session, BT_DIRECTION_BUY, 0, 0);
  session_fixture_trade (fixture->session, BT_DIRECTION_SELL, 0, 0);
  g_assert_true (gtk_widget_get_visible (widget_test_part (tables, "total_row")));
  g_assert_cmpstr (widget_test_text (tables, "total_volume"), ==, "0.30");
  g_assert_cmpstr (widget_test_text (tables, "total_net"), ==, "net long 0.10");
  g_assert_true (gtk_widget_has_css_class (widget_test_part (tables, "total_result"), "down"));
  widget_test_assert_finalizes (tables);
}

static gboolean
has_one_position (gpointer session)
{
  return g_list_model_get_n_items (bt_session_get_positions (session)) == 1;
}

/* The positions of one side are closed, those of the other stay. */
static void
test_close_side (Fixture *fixture, gconstpointer data)
{
  GtkWidget *tables = make (fixture, BT_TYPE_SESSION_TABLES);

  bt_session_step (fixture->session, TRUE);
  session_fixture_trade (fixture->session, BT_DIRECTION_BUY, 0, 0);
  session_fixture_trade (fixture->session, BT_DIRECTION_BUY, 0, 0);
  session_fixture_trade (fixture->session, BT_DIRECTION_SELL, 0, 0);
  g_assert_true (gtk_widget_activate_action (tables, "trade.close-buys", NULL));
  widget_test_wait (has_one_position, fixture->session);
  g_autoptr (BtPositionItem) item
    = g_list_model_get_item (bt_session_get_positions (fixture->session), 0);
  g_assert_cmpint (bt_position_item_get (item)->direction, ==, BT_DIRECTION_SELL);
  widget_test_assert_finalizes (tables);
}

/* Returns how far right of another a part's right edge is. */
static float
right_edge (GtkWidget *part, GtkWidget *tables)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (part, tables, &bounds));
  return bounds.origin.x + bounds.size.width;
}

static gboolean
is_laid_out (gpointer tables)
{
  return gtk_widget_get_width (widget_test_part (tables, "total_volume")) > 0;
}

static gboolean
is_wider (gpointer label)
{
  return gtk_widget_get_width (label) > 100;
}

static gboolean
is_gone (gpointer label)
{
  return !gtk_widget_get_child_visible (label);
}

/* Each total stands under its column, also when that is made wider, and goes with it. */
static void
test_total_places (Fixture *fixture, gconstpointer data)
{
  GtkWidget *tables = make (fixture, BT_TYPE_SESSION_TABLES);
  GtkWidget *window = gtk_window_new ();
  GtkColumnView *view = widget_test_part (tables, "positions");
  GtkWidget *label = widget_test_part (tables, "total_volume");
  g_autoptr (GtkColumnViewColumn) lots
    = g_list_model_get_item (gtk_column_view_get_columns (view), 2);

  gtk_window_set_child (GTK_WINDOW (window), tables);
  gtk_window_set_default_size (GTK_WINDOW (window), 1400, 300);
  gtk_window_present (GTK_WINDOW (window));
  bt_session_step (fixture->session, TRUE);
  session_fixture_trade (fixture->session, BT_DIRECTION_BUY, 0, 0);
  widget_test_wait (is_laid_out, tables);
  GtkWidget *title = gtk_widget_get_first_child (GTK_WIDGET (view));
  title = gtk_widget_get_first_child (title);
  title = gtk_widget_get_next_sibling (gtk_widget_get_next_sibling (title));
  g_assert_cmpfloat (fabsf (right_edge (title, tables) - 10 - right_edge (label, tables)), <, 1.5f);
  gtk_column_view_column_set_fixed_width (lots, 160);
  widget_test_wait (is_wider, label);
  g_assert_cmpfloat (fabsf (right_edge (title, tables) - 10 - right_edge (label, tables)), <, 1.5f);
  gtk_column_view_column_set_visible (lots, FALSE);
  widget_test_wait (is_gone, label);
  gtk_window_destroy (GTK_WINDOW (window));
  widget_test_assert_finalizes (tables);
}

static gboolean
is_moved (gpointer session)
{
  return get_order (session)->price_points == bt_session_get_quote (session).ask_points - 1500;
}

static gboolean
has_stop (gpointer session)
{
  return get_order (session)->stop_loss_points != BT_PRICE_NONE;
}

/* Dragging an order's lines on the chart changes it, the cross at its end cancels it. */
static void
test_chart_lines (Fixture *fixture, gconstpointer data)
{
  BtSession *session = fixture->session;
  GtkWidget *chart = g_object_ref_sink (bt_chart_new ());
  bt_session_step (session, TRUE);
  g_autoptr (BtOrderItem) item = place_limit (session);
  g_autofree char *id = g_strdup (bt_order_item_get (item)->id);
  BtChartPresenter *presenter = bt_chart_presenter_new (session, BT_CHART (chart));
  gint64 ask_points = bt_session_get_quote (session).ask_points;

  g_signal_emit_by_name (chart, "line-moved", id, BT_CHART_LINE_PENDING, ask_points - 1500);
  widget_test_wait (is_moved, session);
  g_signal_emit_by_name (chart, "line-moved", id, BT_CHART_LINE_STOP, ask_points - 1900);
  widget_test_wait (has_stop, session);
  g_assert_cmpint (get_order (session)->stop_loss_points, ==, ask_points - 1900);
  g_signal_emit_by_name (chart, "line-closed", id, BT_CHART_LINE_PENDING);
  widget_test_wait (has_no_order, session);
  widget_test_settle ();
  widget_test_assert_finalizes (presenter);
  g_object_unref (chart);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  widget_test_init (&argc, &argv);
  ADD ("/ui/order-editor/changes", test_order_editor);
  ADD ("/ui/order-editor/again", test_order_editor_again);
  ADD ("/ui/order-editor/refuses", test_order_editor_refuses);
  ADD ("/ui/position-editor/changes", test_position_editor);
  ADD ("/ui/position-editor/closes-part", test_position_editor_part);
  ADD ("/ui/session-tables/actions", test_table_actions);
  ADD ("/ui/session-tables/total", test_total);
  ADD ("/ui/session-tables/total-places", test_total_places);
  ADD ("/ui/session-tables/close-side", test_close_side);
  ADD ("/ui/chart-presenter/lines", test_chart_lines);
  ADD ("/ui/explanation/trade", test_explains_trade);
  ADD ("/ui/explanation/refusal", test_explains_refusal);
  return g_test_run ();
}
