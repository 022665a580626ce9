// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Sizes from what may be lost, and levels from sums of money, worked out by hand; then a sized
 * order that is stopped out loses what was said. */
#include "config.h"

#include "session-fixture.h"
#include "session/bt-order-size.h"

#define LOT BT_VOLUME_UNITS_PER_LOT

/* A place command on an account, and what is to come of it. */
typedef struct
{
  const char *name;
  const char *symbol;
  const char *currency;
  BtOrderType type;
  BtDirection direction;
  gint64 bid_points, ask_points;
  gint64 price_points; /* of a pending order */
  gint64 stop_points;
  gint64 commission_minor; /* a lot and side */
  gint64 slippage_points;
  gint64 allowed_minor;
  BtSizeResult result;
  gint64 volume_units;
  gint64 risk_minor;
  gint64 smallest_minor;
} Vector;

static const Vector vectors[] = {
  /* 299 points × 0.34 lot × 100 oz × 0.01 = 101.66, and twice 1.19 of commission; 0.35 lot would
   * lose 104.65 + 2.44. */
  { "gold", "XAUUSD", "USD", BT_ORDER_MARKET, BT_DIRECTION_BUY, 218114, 218139, BT_PRICE_NONE,
    217840, 350, 0, 10412, BT_SIZE_FOUND, LOT / 100 * 34, 10404, 307 },
  /* 2,990 points × 0.01 lot are 29.90, and twice 0.04. */
  { "too-small", "XAUUSD", "USD", BT_ORDER_MARKET, BT_DIRECTION_BUY, 218114, 218139, BT_PRICE_NONE,
    215149, 350, 0, 2000, BT_SIZE_TOO_SMALL, 0, 0, 2998 },
  /* The entry is filled at 2182.05, the exit at 2179.95: 210 points, 2.10 a step. */
  { "slippage", "XAUUSD", "USD", BT_ORDER_STOP, BT_DIRECTION_BUY, 218114, 218139, 218200, 218000, 0,
    5, 10000, BT_SIZE_FOUND, LOT / 100 * 47, 9870, 210 },
  /* 0.500 yen × 100,000 × 0.30 lot = 15,000 yen, at 150.000 exactly 100.00 dollars. */
  { "yen-in-dollars", "USDJPY", "USD", BT_ORDER_MARKET, BT_DIRECTION_SELL, 150000, 150010,
    BT_PRICE_NONE, 150500, 0, 0, 10000, BT_SIZE_FOUND, LOT / 100 * 30, 10000, 333 },
  /* A cent less: 14,500 ÷ 150.000 = 96.67. */
  { "yen-one-step-less", "USDJPY", "USD", BT_ORDER_MARKET, BT_DIRECTION_SELL, 150000, 150010,
    BT_PRICE_NONE, 150500, 0, 0, 9999, BT_SIZE_FOUND, LOT / 100 * 29, 9667, 333 },
  /* The same in yen, which have no decimals: 500 yen a step. */
  { "yen", "USDJPY", "JPY", BT_ORDER_MARKET, BT_DIRECTION_SELL, 150000, 150010, BT_PRICE_NONE,
    150500, 0, 0, 10499, BT_SIZE_FOUND, LOT / 100 * 20, 10000, 500 },
  /* 0.250 × 100,000 × 0.37 = 9,250 yen, at the bid of 188.000 (a loss buys yen at the worse rate)
   * 49.20 pounds; 0.38 lot would lose 50.53. */
  { "cross", "GBPJPY", "GBP", BT_ORDER_LIMIT, BT_DIRECTION_BUY, 188000, 188020, 187500, 187250, 0,
    0, 5000, BT_SIZE_FOUND, LOT / 100 * 37, 4920, 133 },
  { "no-rate", "GBPJPY", "USD", BT_ORDER_LIMIT, BT_DIRECTION_BUY, 188000, 188020, 187500, 187250, 0,
    0, 5000, BT_SIZE_NO_RATE, 0, 0, 0 },
  { "no-stop", "XAUUSD", "USD", BT_ORDER_MARKET, BT_DIRECTION_BUY, 218114, 218139, BT_PRICE_NONE,
    BT_PRICE_NONE, 0, 0, 10000, BT_SIZE_NO_STOP, 0, 0, 0 },
  { "stop-on-the-other-side", "XAUUSD", "USD", BT_ORDER_MARKET, BT_DIRECTION_SELL, 218114, 218139,
    BT_PRICE_NONE, 218000, 0, 0, 10000, BT_SIZE_NO_STOP, 0, 0, 0 },
  { "no-price", "XAUUSD", "USD", BT_ORDER_LIMIT, BT_DIRECTION_BUY, 218114, 218139, BT_PRICE_NONE,
    217840, 0, 0, 10000, BT_SIZE_NO_QUOTE, 0, 0, 0 },
  /* One point a lot is one dollar: no more than the greatest size. */
  { "largest", "XAUUSD", "USD", BT_ORDER_MARKET, BT_DIRECTION_BUY, 218114, 218139, BT_PRICE_NONE,
    218113, 0, 0, 100000000, BT_SIZE_FOUND, LOT * 100, 260000, 26 },
};

static BtSessionSettings
make_settings (const char *symbol, const char *currency)
{
  const BtInstrument *builtin = bt_instrument_find_builtin (symbol);
  BtSessionSettings settings;
  BtInstrument instrument;

  if (builtin != NULL)
    instrument = *builtin;
  else
    bt_instrument_guess (symbol, 3, &instrument);
  bt_session_settings_init (&settings, &instrument);
  g_strlcpy (settings.currency, currency, sizeof settings.currency);
  return settings;
}

static void
test_vectors (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      const Vector *vector = &vectors[i];
      BtSessionSettings settings = make_settings (vector->symbol, vector->currency);
      const BtQuote quote = { TRUE, vector->bid_points, vector->ask_points };
      BtOrderSize size;
      BtCommand command;

      settings.commission_kind
        = vector->commission_minor > 0 ? BT_COMMISSION_PER_LOT_SIDE : BT_COMMISSION_NONE;
      settings.commission_amount = vector->commission_minor;
      settings.slippage_points = vector->slippage_points;
      bt_command_init (&command, BT_COMMAND_PLACE, 0);
      command.type = vector->type;
      command.direction = vector->direction;
      command.price_points = vector->price_points;
      command.stop_loss_points = vector->stop_points;
      bt_order_size_find (&settings, quote, &command, BT_MONEY (vector->allowed_minor), &size);
      g_test_message ("%s", vector->name);
      g_assert_cmpint (size.result, ==, vector->result);
      g_assert_cmpint (size.volume.units, ==, vector->volume_units);
      g_assert_cmpint (size.risk.minor, ==, vector->risk_minor);
      g_assert_cmpint (size.smallest.minor, ==, vector->smallest_minor);
    }
}

/* 299 dollars a lot: a third of one is rounded down to the step, and the smallest volume holds. */
static void
test_steps (void)
{
  BtSessionSettings settings = make_settings ("XAUUSD", "USD");
  const BtQuote quote = { TRUE, 218114, 218139 };
  BtOrderSize size;
  BtCommand command;

  settings.instrument.volume_step = BT_VOLUME (LOT / 10);
  settings.instrument.volume_min = BT_VOLUME (LOT / 5);
  bt_command_init (&command, BT_COMMAND_PLACE, 0);
  command.stop_loss_points = 217840;
  bt_order_size_find (&settings, quote, &command, BT_MONEY (10000), &size);
  g_assert_cmpint (size.volume.units, ==, LOT / 10 * 3);
  g_assert_cmpint (size.risk.minor, ==, 8970);
  bt_order_size_find (&settings, quote, &command, BT_MONEY (5979), &size);
  g_assert_cmpint (size.result, ==, BT_SIZE_TOO_SMALL);
  g_assert_cmpint (size.smallest.minor, ==, 5980);
  bt_order_size_find (&settings, quote, &command, BT_MONEY (5980), &size);
  g_assert_cmpint (size.volume.units, ==, LOT / 5);
  bt_order_size_find (&settings, (BtQuote){ FALSE, 0, 0 }, &command, BT_MONEY (5980), &size);
  g_assert_cmpint (size.result, ==, BT_SIZE_NO_QUOTE);
}

static void
test_share (void)
{
  g_assert_cmpint (bt_order_size_share (BT_MONEY (1041230), 100).minor, ==, 10412);
  g_assert_cmpint (bt_order_size_share (BT_MONEY (1041230), 10000).minor, ==, 1041230);
  g_assert_cmpint (bt_order_size_share (BT_MONEY (99), 100).minor, ==, 0);
  g_assert_cmpint (bt_order_size_share (BT_MONEY (0), 100).minor, ==, 0);
  g_assert_cmpint (bt_order_size_share (BT_MONEY (-500), 100).minor, ==, 0);
}

static void
test_levels (void)
{
  BtSessionSettings settings = make_settings ("XAUUSD", "USD");
  const BtQuote quote = { TRUE, 218114, 218139 };
  BtCommand command;

  settings.commission_kind = BT_COMMISSION_PER_LOT_SIDE;
  settings.commission_amount = 350;
  bt_command_init (&command, BT_COMMAND_PLACE, 0);
  command.volume = BT_VOLUME (LOT / 100 * 34);
  /* 0.34 dollars a point, and 2.38 of commission. */
  g_assert_cmpint (bt_order_size_level (&settings, quote, &command, TRUE, BT_MONEY (10404)), ==,
                   217840);
  g_assert_cmpint (bt_order_size_level (&settings, quote, &command, TRUE, BT_MONEY (10403)), ==,
                   217841);
  g_assert_cmpint (bt_order_size_level (&settings, quote, &command, FALSE, BT_MONEY (20000)), ==,
                   218139 + 596);
  g_assert_cmpint (bt_order_size_level (&settings, quote, &command, FALSE, BT_MONEY (20026)), ==,
                   218139 + 596);
  g_assert_cmpint (bt_order_size_level (&settings, quote, &command, FALSE, BT_MONEY (20027)), ==,
                   218139 + 597);
  /* Less than what one point and the commission cost: there is no such stop. */
  g_assert_cmpint (bt_order_size_level (&settings, quote, &command, TRUE, BT_MONEY (271)), ==,
                   BT_PRICE_NONE);
  g_assert_cmpint (bt_order_size_level (&settings, quote, &command, TRUE, BT_MONEY (272)), ==,
                   218138);
  command.direction = BT_DIRECTION_SELL;
  g_assert_cmpint (bt_order_size_level (&settings, quote, &command, TRUE, BT_MONEY (10404)), ==,
                   218114 + 299);
  command.volume = BT_VOLUME (0);
  g_assert_cmpint (bt_order_size_level (&settings, quote, &command, TRUE, BT_MONEY (10404)), ==,
                   BT_PRICE_NONE);
  settings = make_settings ("GBPJPY", "USD");
  command.volume = BT_VOLUME (LOT);
  g_assert_cmpint (bt_order_size_level (&settings, quote, &command, TRUE, BT_MONEY (10404)), ==,
                   BT_PRICE_NONE);
}

/* What is lost at a stop that the path comes to is to the cent what the size was found from. */
static void
test_booked (SessionFixture *fixture, gconstpointer data)
{
  g_autofree char *id = session_fixture_create (fixture);
  g_autoptr (BtSession) session = session_fixture_open (fixture, id);
  GListModel *trades = bt_session_get_trades (session);
  guint compared = 0;

  g_assert_true (bt_session_advance_to (session, 30, FALSE, NULL));
  for (guint i = 0; i < 40; i++)
    {
      BtOrderSize size;
      BtCommand command;

      session_fixture_make_order (session, i % 2 == 0 ? BT_DIRECTION_BUY : BT_DIRECTION_SELL,
                                  60 + 7 * i, 0, &command);
      bt_session_size_order (session, &command, BT_MONEY (2500 + 100 * i), &size);
      g_assert_cmpint (size.result, ==, BT_SIZE_FOUND);
      g_assert_cmpint (size.risk.minor, <=, 2500 + 100 * i);
      command.volume = size.volume;
      g_assert_true (bt_session_submit (session, &command, NULL, NULL));
      while (g_list_model_get_n_items (trades) == i
             && bt_session_get_bar (session) < bt_session_get_length (session) - 1)
        g_assert_true (
          bt_session_advance_to (session, bt_session_get_bar (session) + 1, FALSE, NULL));
      if (g_list_model_get_n_items (trades) == i)
        break;
      g_autoptr (BtPositionItem) item = g_list_model_get_item (trades, i);
      const BtPosition *position = bt_position_item_get (item);
      if (position->exit_points != position->initial_stop_points)
        continue;
      g_assert_cmpint (position->commission.minor - position->pnl.minor, ==, size.risk.minor);
      compared++;
    }
  g_assert_cmpuint (compared, >, 10);
  bt_session_close (session);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/order-size/vectors", test_vectors);
  g_test_add_func ("/session/order-size/steps", test_steps);
  g_test_add_func ("/session/order-size/share", test_share);
  g_test_add_func ("/session/order-size/levels", test_levels);
  g_test_add ("/session/order-size/booked", SessionFixture, NULL, session_fixture_set_up,
              test_booked, session_fixture_tear_down);
  return g_test_run ();
}
