// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* No allocation in the candle loop after warm-up. The program's own malloc() takes the place of the
 * C library's for everything in it, GLib included, and counts; a sanitizer's cannot be replaced,
 * and there the tests are skipped. */
#include "config.h"

#include "engine/bt-engine-private.h"
#include "engine/bt-engine.h"
#include "market/bt-synthetic.h"

#include <stdlib.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define HAS_OWN_MALLOC
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || !defined(__GLIBC__)
#define HAS_OWN_MALLOC
#endif

#define START_USEC (G_GINT64_CONSTANT (1704067200) * BT_USEC_PER_SECOND)
#define WARM_UP 2000
#define LAST 20000

static guint64 allocations;

#ifndef HAS_OWN_MALLOC
/* What the C library calls its own; the names are its, not ours. */
extern void *__libc_malloc (size_t size);
extern void *__libc_calloc (size_t count, size_t size);
extern void *__libc_realloc (void *memory, size_t size);

void *
malloc (size_t size)
{
  allocations++;
  return __libc_malloc (size);
}

void *
calloc (size_t count, size_t size)
{
  allocations++;
  return __libc_calloc (count, size);
}

void *
realloc (void *memory, size_t size)
{
  allocations++;
  return __libc_realloc (memory, size);
}
#endif

typedef struct
{
  const char *name;
  BtPathPolicy policy;
  gboolean is_band_used;
  gboolean is_converted;
  gint64 trail_points;
} Case;

static const Case cases[] = {
  { "adaptive", BT_PATH_ADAPTIVE, TRUE, FALSE, 0 },
  { "every-candle-run", BT_PATH_ADAPTIVE, FALSE, FALSE, 0 },
  { "trailing", BT_PATH_ADAPTIVE, TRUE, FALSE, 900000 },
  { "pessimistic", BT_PATH_PESSIMISTIC, FALSE, FALSE, 900000 },
  { "optimistic", BT_PATH_OPTIMISTIC, FALSE, FALSE, 0 },
  { "other-currency", BT_PATH_ADAPTIVE, TRUE, TRUE, 0 },
  { "other-currency-run", BT_PATH_PESSIMISTIC, FALSE, TRUE, 900000 },
};

static BtEngine *
make_engine (const Case *test)
{
  BtSessionSettings settings;
  BtHash hash = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (BtSeries) series
    = bt_synthetic_gold (3, START_USEC, START_USEC + 30 * BT_USEC_PER_DAY, 200000);
  g_autoptr (BtSeries) pair
    = bt_synthetic_gold (4, START_USEC, START_USEC + 30 * BT_USEC_PER_DAY, 110000);
  bt_session_settings_init (&settings, bt_instrument_find_builtin ("XAUUSD"));
  settings.balance = BT_MONEY (100000000);
  settings.policy = test->policy;
  if (test->is_converted)
    g_strlcpy (settings.currency, "EUR", sizeof settings.currency);
  BtEngine *engine = bt_engine_new (&settings, series, &hash, &error);
  g_assert_no_error (error);
  bt_engine_set_quiet_band (engine, test->is_band_used);
  if (test->is_converted)
    bt_engine_add_rates (engine, "EUR", "USD", 5, pair, 10, &error);
  g_assert_no_error (error);
  return engine;
}

static void
place (BtEngine *engine, guint number, BtOrderType type, BtDirection direction, gint64 distance)
{
  BtQuote quote = bt_engine_get_quote (engine);
  BtCommand command;
  BtRefusal refusal;
  bt_command_init (&command, BT_COMMAND_PLACE, bt_engine_get_bar (engine));
  g_snprintf (command.id, sizeof command.id, "o%u", number);
  command.type = type;
  command.direction = direction;
  command.volume = BT_VOLUME (BT_VOLUME_UNITS_PER_LOT / 100);
  if (type != BT_ORDER_MARKET)
    command.price_points
      = quote.bid_points + (direction == BT_DIRECTION_BUY ? -distance : distance);
  g_assert_true (bt_engine_apply (engine, &command, &refusal, NULL));
  g_assert_cmpint (refusal.code, ==, BT_REFUSAL_NONE);
}

static void
advance (BtEngine *engine, gint64 bar)
{
  BtAdvanceResult result;
  if (!bt_engine_advance (engine, bar, FALSE, &result, NULL))
    g_error ("the engine stopped");
}

static gboolean
is_skipped (void)
{
#ifdef HAS_OWN_MALLOC
  g_test_skip ("the memory functions cannot be replaced in this build");
  return TRUE;
#else
  return FALSE;
#endif
}

/* Positions of both directions, one of them trailing, and orders that rest: no candle allocates. */
static void
test_candles (gconstpointer data)
{
  const Case *test = data;
  if (is_skipped ())
    return;
  g_autoptr (BtEngine) engine = make_engine (test);
  advance (engine, 0);
  place (engine, 0, BT_ORDER_MARKET, BT_DIRECTION_BUY, 0);
  place (engine, 1, BT_ORDER_MARKET, BT_DIRECTION_SELL, 0);
  for (guint i = 2; i < 20; i++)
    place (engine, i, BT_ORDER_LIMIT, i % 2 == 0 ? BT_DIRECTION_BUY : BT_DIRECTION_SELL,
           100000 + i);
  if (test->trail_points > 0)
    {
      BtCommand command;
      bt_command_init (&command, BT_COMMAND_MODIFY, 0);
      g_strlcpy (command.id, "o0", sizeof command.id);
      command.modify_mask = BT_MODIFY_TRAIL;
      command.trail_points = test->trail_points;
      g_assert_true (bt_engine_apply (engine, &command, NULL, NULL));
    }
  advance (engine, WARM_UP);
  guint64 before = allocations;
  for (gint64 bar = WARM_UP + 1; bar <= LAST; bar++)
    advance (engine, bar);
  guint64 counted = allocations - before;
  gsize count;
  (void) bt_engine_get_fills (engine, &count);
  g_assert_cmpuint (count, ==, 2);
  g_assert_cmpuint (counted, ==, 0);
  g_assert_cmpuint (before, >, 0);
}

/* What is recorded needs room, which doubles: some few allocations for hundreds of fills. */
static void
test_fills (void)
{
  if (is_skipped ())
    return;
  g_autoptr (BtEngine) engine = make_engine (&cases[0]);
  gsize count;
  advance (engine, 0);
  for (guint i = 0; i < 400; i++)
    place (engine, i, BT_ORDER_LIMIT, i % 2 == 0 ? BT_DIRECTION_BUY : BT_DIRECTION_SELL, 50 + i);
  guint64 before = allocations;
  advance (engine, LAST);
  guint64 counted = allocations - before;
  (void) bt_engine_get_fills (engine, &count);
  g_assert_cmpuint (count, >, 200);
  g_assert_cmpuint (counted, <, 100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/engine/allocations/", cases[i].name, NULL);
      g_test_add_data_func (path, &cases[i], test_candles);
    }
  g_test_add_func ("/engine/allocations/fills", test_fills);
  return g_test_run ();
}
