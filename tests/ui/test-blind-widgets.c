// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What the parts of a blind session's window show and take: nothing tells the symbol, a date or the
 * level of prices, and what is typed is the price that it means. */
#include "config.h"

#include "session-fixture.h"
#include "ui/bt-account-panel.h"
#include "ui/bt-chart-presenter.h"
#include "ui/bt-event-text.h"
#include "ui/bt-format.h"
#include "ui/bt-log-pane.h"
#include "ui/bt-order-ticket.h"
#include "ui/bt-price-field.h"
#include "ui/bt-session-tables.h"
#include "ui/bt-shown.h"
#include "ui/bt-status-bar.h"
#include "widget-test.h"

typedef struct
{
  SessionFixture base;
  BtSession *session;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  BtSessionPlan plan;

  session_fixture_set_up (&fixture->base, data);
  session_fixture_make_plan (&fixture->base, &plan);
  plan.is_blind = TRUE;

  g_autofree char *id = bt_session_create (fixture->base.store, &plan, NULL);

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

/* Adds every text below a widget. */
static void
collect (GtkWidget *widget, GString *texts)
{
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (texts, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
  if (GTK_IS_EDITABLE (widget))
    g_string_append_printf (texts, "%s\n", gtk_editable_get_text (GTK_EDITABLE (widget)));
  if (gtk_widget_get_tooltip_text (widget) != NULL)
    g_string_append_printf (texts, "%s\n", gtk_widget_get_tooltip_text (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, texts);
}

/* Returns whether the texts tell the symbol, the year or a price of the first candles by its whole
 * number. */
static gboolean
tells (Fixture *fixture, const char *texts)
{
  const BtInstrument *instrument = bt_session_get_instrument (fixture->session);
  g_autofree char *time = bt_format_time (bt_session_get_clock (fixture->session));
  g_autofree char *year = g_strndup (time, 5);
  g_autofree char *bid
    = bt_format_price (instrument, bt_session_get_quote (fixture->session).bid_points);
  char *point = strchr (bid, '.');

  g_assert_nonnull (point);
  point[1] = '\0';
  return strstr (texts, instrument->symbol) != NULL || strstr (texts, year) != NULL
         || strstr (texts, bid) != NULL;
}

static void
trade (Fixture *fixture)
{
  bt_session_advance_to (fixture->session, 30, FALSE, NULL);
  session_fixture_trade (fixture->session, BT_DIRECTION_BUY, 3000, 6000);
  bt_session_advance_to (fixture->session, 32, FALSE, NULL);
}

static void
test_texts (Fixture *fixture, gconstpointer data)
{
  const GType types[] = { BT_TYPE_SESSION_TABLES, BT_TYPE_STATUS_BAR, BT_TYPE_ORDER_TICKET };

  trade (fixture);
  for (int is_revealed = 0; is_revealed < 2; is_revealed++)
    {
      g_autoptr (GString) all = g_string_new (NULL);

      for (guint i = 0; i < G_N_ELEMENTS (types); i++)
        {
          GtkWidget *window = gtk_window_new ();
          GtkWidget *widget = g_object_new (types[i], "session", fixture->session, NULL);

          gtk_window_set_default_size (GTK_WINDOW (window), 1200, 500);
          gtk_window_set_child (GTK_WINDOW (window), widget);
          gtk_window_present (GTK_WINDOW (window));
          widget_test_settle ();
          collect (widget, all);
          gtk_window_destroy (GTK_WINDOW (window));
          widget_test_settle ();
        }
      if (tells (fixture, all->str) != is_revealed)
        g_error ("revealed %d:\n%s", is_revealed, all->str);
      g_assert_true ((strstr (all->str, "Blind") != NULL) == !is_revealed);
      g_assert_true (bt_session_reveal (fixture->session, NULL));
    }
}

/* The margin, of which the leverage makes the price, is hidden with it. */
static void
test_margin (Fixture *fixture, gconstpointer data)
{
  static const char *const parts[] = { "margin_value", "free_value", "level_value" };
  GtkWidget *panel
    = g_object_ref_sink (g_object_new (BT_TYPE_ACCOUNT_PANEL, "session", fixture->session, NULL));
  GtkWidget *ticket
    = g_object_ref_sink (g_object_new (BT_TYPE_ORDER_TICKET, "session", fixture->session, NULL));

  trade (fixture);
  for (int is_revealed = 0; is_revealed < 2; is_revealed++)
    {
      GtkWidget *estimate = widget_test_part (ticket, "estimate");

      for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
        g_assert_cmpint (g_str_equal (widget_test_text (panel, parts[i]), "hidden"), ==,
                         !is_revealed);
      g_assert_cmpint (g_str_equal (widget_test_text (estimate, "margin_value"), "hidden"), ==,
                       !is_revealed);
      g_assert_true (bt_session_reveal (fixture->session, NULL));
    }
  widget_test_assert_finalizes (panel);
  widget_test_assert_finalizes (ticket);
}

/* Widgets that are there show the truth at once when it is asked for. */
static void
test_follow (Fixture *fixture, gconstpointer data)
{
  GtkWidget *ticket
    = g_object_ref_sink (g_object_new (BT_TYPE_ORDER_TICKET, "session", fixture->session, NULL));
  GtkWidget *bar
    = g_object_ref_sink (g_object_new (BT_TYPE_STATUS_BAR, "session", fixture->session, NULL));

  trade (fixture);
  for (int is_revealed = 0; is_revealed < 2; is_revealed++)
    {
      g_autoptr (GString) all = g_string_new (NULL);

      collect (ticket, all);
      collect (bar, all);
      g_assert_cmpint (tells (fixture, all->str), ==, is_revealed);
      g_assert_true (bt_session_reveal (fixture->session, NULL));
    }
  widget_test_assert_finalizes (ticket);
  widget_test_assert_finalizes (bar);
}

/* What the log says of each event, and what is told of a refusal. */
static void
test_events (Fixture *fixture, gconstpointer data)
{
  GListModel *log = bt_session_get_log (fixture->session);
  BtRefusal refusal;
  BtCommand command;

  trade (fixture);
  session_fixture_make_order (fixture->session, BT_DIRECTION_BUY, 0, 0, &command);
  command.stop_loss_points = bt_session_get_quote (fixture->session).bid_points + 500;
  g_assert_false (bt_session_submit (fixture->session, &command, &refusal, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (log), >, 2);
  for (guint i = 0; i < g_list_model_get_n_items (log); i++)
    {
      g_autoptr (BtLogItem) item = g_list_model_get_item (log, i);
      g_autofree char *text = bt_event_text_detail (item, fixture->session);

      g_assert_false (tells (fixture, text));
    }
}

/* What is copied and exported of the log. */
static void
test_log_file (Fixture *fixture, gconstpointer data)
{
  GtkWidget *pane
    = g_object_ref_sink (g_object_new (BT_TYPE_LOG_PANE, "session", fixture->session, NULL));

  trade (fixture);
  for (int is_revealed = 0; is_revealed < 2; is_revealed++)
    {
      g_autofree char *csv = NULL;

      widget_test_settle ();
      csv = bt_log_pane_to_csv (BT_LOG_PANE (pane));
      g_assert_nonnull (strstr (csv, "Fill"));
      g_assert_cmpint (tells (fixture, csv), ==, is_revealed);
      g_assert_true (bt_session_reveal (fixture->session, NULL));
    }
  widget_test_assert_finalizes (pane);
}

static gboolean
is_laid_out (gpointer chart)
{
  g_autofree char *price = bt_chart_dup_price (chart);

  return price != NULL;
}

/* The price that is copied where nothing is pointed at. */
static void
test_copied_price (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *chart = bt_chart_new ();
  BtChartPresenter *presenter = bt_chart_presenter_new (fixture->session, BT_CHART (chart));

  trade (fixture);
  gtk_window_set_default_size (GTK_WINDOW (window), 600, 400);
  gtk_window_set_child (GTK_WINDOW (window), chart);
  gtk_window_present (GTK_WINDOW (window));
  widget_test_wait (is_laid_out, chart);
  for (int is_revealed = 0; is_revealed < 2; is_revealed++)
    {
      g_autofree char *price = bt_chart_dup_price (BT_CHART (chart));

      g_assert_cmpint (tells (fixture, price), ==, is_revealed);
      g_assert_true (bt_session_reveal (fixture->session, NULL));
    }
  widget_test_assert_finalizes (presenter);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_chart (Fixture *fixture, gconstpointer data)
{
  GtkWidget *chart = g_object_ref_sink (bt_chart_new ());
  BtChartPresenter *presenter = bt_chart_presenter_new (fixture->session, BT_CHART (chart));

  trade (fixture);
  for (int is_revealed = 0; is_revealed < 2; is_revealed++)
    {
      g_autofree char *symbol = bt_chart_dup_symbol (BT_CHART (chart));
      g_autofree char *caption = bt_chart_dup_caption (BT_CHART (chart));

      g_assert_cmpint (tells (fixture, symbol), ==, is_revealed);
      g_assert_cmpint (tells (fixture, caption), ==, is_revealed);
      g_assert_true (g_str_has_prefix (caption, symbol));
      g_assert_true (bt_session_reveal (fixture->session, NULL));
    }
  widget_test_assert_finalizes (presenter);
  widget_test_assert_finalizes (chart);
}

/* A price that is typed is the price that the text means, to the point. */
static void
test_typed (Fixture *fixture, gconstpointer data)
{
  GtkWidget *widget = g_object_ref_sink (
    g_object_new (BT_TYPE_PRICE_FIELD, "title", "Price", "required", TRUE, NULL));
  BtPriceField *field = BT_PRICE_FIELD (widget);
  const BtDisguise *disguise = bt_session_get_disguise (fixture->session);
  gint64 first = bt_session_get_quote (fixture->session).is_valid
                   ? bt_session_get_quote (fixture->session).bid_points
                   : 200000;

  bt_price_field_set_instrument (field, bt_session_get_instrument (fixture->session));
  bt_price_field_set_disguise (field, disguise);
  for (gint64 points = first - 90000; points < first + 90000; points += 773)
    {
      g_autofree char *shown = bt_shown_price (fixture->session, points);

      bt_price_field_set_price (field, points);
      g_assert_cmpint (bt_price_field_get_price (field), ==, points);
      g_assert_false (g_str_has_prefix (shown, "\u2212"));
      gtk_editable_set_text (widget_test_part (widget, "spin"), "0");
      gtk_editable_set_text (widget_test_part (widget, "spin"), shown);
      bt_price_field_take_text (field);
      g_assert_cmpint (bt_price_field_get_price (field), ==, points);
    }
  /* The price stays when it is shown as it is. */
  bt_price_field_set_price (field, first);
  g_assert_true (bt_session_reveal (fixture->session, NULL));
  bt_price_field_set_disguise (field, bt_session_get_disguise (fixture->session));
  g_assert_cmpint (bt_price_field_get_price (field), ==, first);
  widget_test_assert_finalizes (widget);
}

static void
test_days (Fixture *fixture, gconstpointer data)
{
  const BtDisguise *disguise = bt_session_get_disguise (fixture->session);
  gint64 clock_usec = bt_session_get_clock (fixture->session);
  gint64 time_usec = 0;

  for (int day = -40; day < 40; day++)
    {
      gint64 wanted = clock_usec + day * BT_USEC_PER_DAY;
      g_autofree char *text = bt_shown_time (fixture->session, wanted);

      wanted -= wanted % BT_USEC_PER_MINUTE;
      g_assert_true (bt_shown_parse_time (disguise, text, &time_usec));
      g_assert_cmpint (time_usec, ==, wanted);
    }
  g_assert_true (bt_shown_parse_time (disguise, "2", &time_usec));
  g_assert_cmpint (bt_disguise_day (disguise, time_usec), ==, 2);
  g_assert_false (bt_shown_parse_time (disguise, "", &time_usec));
  g_assert_false (bt_shown_parse_time (disguise, "tomorrow", &time_usec));
  g_assert_false (bt_shown_parse_time (disguise, "2 24:00", &time_usec));
  g_assert_false (bt_shown_parse_time (disguise, "2024-03-04 08:00", &time_usec));
}

static void
test_record (void)
{
  const BtBlindRecord open = { 0 };
  const BtBlindRecord clean = { .is_blind = TRUE };
  const BtBlindRecord seen = { .is_blind = TRUE, .reveal_count = 2, .revealed_bar = 119 };
  g_autofree char *hidden = bt_shown_blind_record (&clean, FALSE);
  g_autofree char *over = bt_shown_blind_record (&clean, TRUE);
  g_autofree char *revealed = bt_shown_blind_record (&seen, TRUE);

  g_assert_null (bt_shown_blind_record (&open, TRUE));
  g_assert_cmpstr (hidden, ==, "Blind");
  g_assert_cmpstr (over, ==, "Blind, clean run");
  g_assert_cmpstr (revealed, ==, "Blind, revealed at candle 120");
}

#define TEST(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  widget_test_init (&argc, &argv);
  TEST ("/ui/blind/texts", test_texts);
  TEST ("/ui/blind/margin", test_margin);
  TEST ("/ui/blind/follow", test_follow);
  TEST ("/ui/blind/events", test_events);
  TEST ("/ui/blind/log-file", test_log_file);
  TEST ("/ui/blind/copied-price", test_copied_price);
  TEST ("/ui/blind/chart", test_chart);
  TEST ("/ui/blind/typed", test_typed);
  TEST ("/ui/blind/days", test_days);
  g_test_add_func ("/ui/blind/record", test_record);
  return g_test_run ();
}
