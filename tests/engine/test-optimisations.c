// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Nothing that makes the engine fast, and no way to lead it, changes what it comes to; and none of
 * it looks ahead. The reference sessions run over thousands of candles, so that stretches between
 * events are long enough for the search over blocks of candles to pass over them. */
#include "config.h"

#include "event-text.h"
#include "reference-session.h"

/* All figures of an engine: positions with their excursions, account, orders, digest. */
static char *
describe (BtEngine *engine)
{
  GString *text = g_string_new (NULL);
  gsize count;
  BtAccountState account;
  const BtPosition *positions = bt_engine_get_positions (engine, &count);
  for (gsize i = 0; i < count; i++)
    event_text_add_position (text, &positions[i]);
  const BtOrder *orders = bt_engine_get_orders (engine, &count);
  for (gsize i = 0; i < count; i++)
    g_string_append_printf (text, " %s %" G_GINT64_FORMAT, orders[i].id, orders[i].price_points);
  bt_engine_get_account (engine, &account);
  event_text_add_account (text, &account);
  BtChallengeState challenge;
  bt_engine_get_challenge_state (engine, &challenge);
  g_string_append_printf (text, " %d %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, challenge.status,
                          challenge.trading_days, challenge.best_day.minor);
  for (guint i = 0; i < BT_N_CHALLENGE_RULES; i++)
    g_string_append_printf (text, " %d %" G_GINT64_FORMAT " %" G_GINT64_FORMAT,
                            challenge.rules[i].status, challenge.rules[i].value,
                            challenge.rules[i].level_minor);
  g_autofree char *digest = reference_session_dup_digest (engine);
  g_string_append_printf (text, " %" G_GINT64_FORMAT " %s", bt_engine_get_bar (engine), digest);
  return g_string_free (text, FALSE);
}

static char *
play (guint index, const ReferenceManner *manner)
{
  g_autoptr (BtEngine) engine = reference_session_play (index, manner);
  return describe (engine);
}

static void
compare_to_plain (const ReferenceManner *manner)
{
  for (guint i = 0; i < REFERENCE_SESSIONS; i++)
    {
      g_autofree char *plain = play (i, NULL);
      g_autofree char *other = play (i, manner);
      g_test_message ("%s", reference_session_get_name (i));
      g_assert_cmpstr (plain, ==, other);
    }
}

static void
test_band_off (void)
{
  compare_to_plain (&(ReferenceManner){ .is_band_off = TRUE });
}

static void
test_stepwise (void)
{
  compare_to_plain (&(ReferenceManner){ .is_stepwise = TRUE });
}

static void
test_stepwise_band_off (void)
{
  compare_to_plain (&(ReferenceManner){ .is_stepwise = TRUE, .is_band_off = TRUE });
}

static void
test_copied (void)
{
  compare_to_plain (&(ReferenceManner){ .is_copied = TRUE });
}

/* The dataset hash, which a digest begins with, is that of the candles as they were. */
static void
test_poisoned (void)
{
  static const gint64 clocks[] = { 1, 63, 64, 65, 700, 4095, 4096, 5000, 8191, 9000 };
  for (guint i = 0; i < REFERENCE_SESSIONS; i++)
    for (guint k = 0; k < G_N_ELEMENTS (clocks); k++)
      {
        ReferenceManner manner = { .last_bar = clocks[k] };
        g_autofree char *plain = play (i, &manner);
        manner.poison_from_bar = clocks[k] + 1;
        g_autofree char *poisoned = play (i, &manner);
        manner.is_stepwise = TRUE;
        g_autofree char *stepwise = play (i, &manner);
        g_assert_cmpstr (plain, ==, poisoned);
        g_assert_cmpstr (plain, ==, stepwise);
      }
}

/* The poison works: with it one candle nearer something else comes out. */
static void
test_poison_is_seen (void)
{
  ReferenceManner manner = { .last_bar = 700 };
  g_autofree char *plain = play (0, &manner);
  manner.poison_from_bar = 700;
  g_autofree char *poisoned = play (0, &manner);
  g_assert_cmpstr (plain, !=, poisoned);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/optimisations/band-off", test_band_off);
  g_test_add_func ("/engine/optimisations/stepwise", test_stepwise);
  g_test_add_func ("/engine/optimisations/stepwise-band-off", test_stepwise_band_off);
  g_test_add_func ("/engine/optimisations/copied", test_copied);
  g_test_add_func ("/engine/optimisations/poisoned", test_poisoned);
  g_test_add_func ("/engine/optimisations/poison-is-seen", test_poison_is_seen);
  return g_test_run ();
}
