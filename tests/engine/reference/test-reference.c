// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Random games: the engine against the reference, and against itself where rules say that nothing
 * may differ. As a test it plays a fixed number of seeds. Run by hand it plays on:
 *
 *   test-reference --seconds N     for so long, from seed FIRST (or 1) on
 *   test-reference --count N       so many seeds
 *   test-reference --first FIRST   from that seed on
 *
 * and on a difference it takes away commands and candles as long as it stays, and prints the
 * scenario. */
#include "config.h"

#include "fuzz-compare.h"

#include <stdlib.h>

/* Under a sanitizer a game takes ten times as long. */
#ifdef __SANITIZE_ADDRESS__
#define TEST_SEEDS 120
#define METAMORPHIC_SEEDS 50
#else
#define TEST_SEEDS 1000
#define METAMORPHIC_SEEDS 400
#endif
#define FAR_AWAY 1000000

typedef char *(*CheckFunc) (const FuzzScenario *scenario);

static FuzzScenario *
without_commands (const FuzzScenario *scenario, guint first, guint count)
{
  FuzzScenario *smaller = fuzz_scenario_copy (scenario);

  g_array_remove_range (smaller->commands, first, count);
  return smaller;
}

static FuzzScenario *
without_candle (const FuzzScenario *scenario, guint index)
{
  FuzzScenario *smaller = fuzz_scenario_copy (scenario);

  fuzz_scenario_remove_candle (smaller, index);
  return smaller;
}

/* Takes the smaller game when it differs still; returns whether it does. */
static gboolean
take_if_different (FuzzScenario **scenario, FuzzScenario *smaller, CheckFunc check)
{
  g_autofree char *difference = check (smaller);

  if (difference == NULL)
    {
      fuzz_scenario_free (smaller);
      return FALSE;
    }
  fuzz_scenario_free (*scenario);
  *scenario = smaller;
  return TRUE;
}

/* Returns the smallest game found that differs still. */
static FuzzScenario *
shrink (const FuzzScenario *scenario, CheckFunc check)
{
  FuzzScenario *best = fuzz_scenario_copy (scenario);
  gboolean has_shrunk = TRUE;

  while (has_shrunk)
    {
      has_shrunk = FALSE;
      for (guint i = best->commands->len; i > 0; i--)
        if (take_if_different (&best, without_commands (best, i - 1, 1), check))
          has_shrunk = TRUE;
      for (guint i = best->candles->len; i > 0 && best->candles->len > 1; i--)
        if (take_if_different (&best, without_candle (best, i - 1), check))
          has_shrunk = TRUE;
    }
  return best;
}

static void
print_difference (const FuzzScenario *scenario, CheckFunc check)
{
  g_autoptr (FuzzScenario) smallest = shrink (scenario, check);
  g_autofree char *first = check (scenario);
  g_autofree char *difference = check (smallest);
  g_autofree char *json = fuzz_scenario_to_json (smallest);
  g_auto (GStrv) lines = g_strsplit (json, "\n", -1);
  g_autofree char *comment = g_strjoinv ("\n# ", lines);

  g_print ("# seed %" G_GUINT64_FORMAT " differs: %s\n# shrunk: %s\n# %s\n", scenario->seed, first,
           difference, comment);
}

/* An order far from every price, and its cancelling. */
static char *
check_idle_order (const FuzzScenario *scenario)
{
  g_autoptr (FuzzScenario) longer = fuzz_scenario_copy (scenario);
  FuzzRandom random = { .state = scenario->seed ^ FAR_AWAY };
  guint at = scenario->commands->len == 0
               ? 0
               : (guint) fuzz_random_between (&random, 0, scenario->commands->len - 1);
  BtCommand order;

  /* It moves the numbers of later commands, on which a random slippage depends. */
  g_autoptr (FuzzScenario) fixed = fuzz_scenario_copy (scenario);
  fixed->settings.slippage_kind = longer->settings.slippage_kind = BT_SLIPPAGE_FIXED;
  bt_command_init (
    &order, BT_COMMAND_PLACE,
    scenario->commands->len == 0 ? 0 : g_array_index (scenario->commands, BtCommand, at).after_bar);
  g_strlcpy (order.id, "idle", sizeof order.id);
  order.type = fuzz_random_chance (&random, 50) ? BT_ORDER_LIMIT : BT_ORDER_STOP;
  order.direction = order.type == BT_ORDER_LIMIT ? BT_DIRECTION_SELL : BT_DIRECTION_BUY;
  order.price_points = FAR_AWAY;
  order.volume = scenario->settings.instrument.volume_min;
  g_array_insert_val (longer->commands, at, order);
  return fuzz_compare_games (fixed, longer, FALSE, 0);
}

/* The same game upside down, where neither margin nor notional nor a tie, which the rules resolve
 * low first, can tell up from down. */
static char *
check_mirror (const FuzzScenario *scenario)
{
  static const gint64 axis_points = 9000;
  g_autoptr (FuzzScenario) upright = fuzz_scenario_copy (scenario);
  g_autoptr (FuzzScenario) mirrored = NULL;
  BtSessionSettings *settings = &upright->settings;

  settings->balance = BT_MONEY (G_GINT64_CONSTANT (1000000000000));
  settings->leverage = 1000;
  g_strlcpy (settings->currency, settings->instrument.quote, sizeof settings->currency);
  upright->pair_base = NULL;
  settings->policy = settings->policy % 2 == 0 ? BT_PATH_OHLC : BT_PATH_OLHC;
  if (settings->price_kind == BT_SIDE_KIND_MID)
    settings->price_kind = BT_SIDE_KIND_BID;
  if (settings->commission_kind == BT_COMMISSION_NOTIONAL)
    settings->commission_kind = BT_COMMISSION_PER_LOT_SIDE;
  mirrored = fuzz_scenario_copy (upright);
  fuzz_scenario_mirror (mirrored, axis_points);
  return fuzz_compare_games (upright, mirrored, TRUE, axis_points);
}

static void
play_seeds (CheckFunc check, guint64 n_seeds)
{
  for (guint64 seed = 1; seed <= n_seeds; seed++)
    {
      g_autoptr (FuzzScenario) scenario = fuzz_scenario_new (seed);
      g_autofree char *difference = check (scenario);

      if (difference == NULL)
        continue;
      print_difference (scenario, check);
      g_test_fail_printf ("seed %" G_GUINT64_FORMAT " differs", seed);
      return;
    }
}

static void
test_reference (void)
{
  play_seeds (fuzz_compare, TEST_SEEDS);
}

static void
test_ways (void)
{
  play_seeds (fuzz_compare_ways, METAMORPHIC_SEEDS);
}

static void
test_idle_order (void)
{
  play_seeds (check_idle_order, METAMORPHIC_SEEDS);
}

static void
test_mirror (void)
{
  play_seeds (check_mirror, METAMORPHIC_SEEDS);
}

/* Plays on until the time or the count is used up; returns the exit status. */
static int
play_long (gint64 first, gint64 seconds, gint64 count)
{
  static const CheckFunc checks[]
    = { fuzz_compare, fuzz_compare_ways, check_idle_order, check_mirror };
  gint64 start = g_get_monotonic_time ();
  gint64 n_commands = 0, n_candles = 0, n_seeds = 0;

  while ((count == 0 || n_seeds < count)
         && (seconds == 0 || g_get_monotonic_time () - start < seconds * G_USEC_PER_SEC))
    {
      g_autoptr (FuzzScenario) scenario = fuzz_scenario_new ((guint64) (first + n_seeds));

      for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
        {
          g_autofree char *difference = checks[i](scenario);
          if (difference == NULL)
            continue;
          print_difference (scenario, checks[i]);
          return EXIT_FAILURE;
        }
      n_seeds++;
      n_commands += scenario->commands->len;
      n_candles += scenario->candles->len;
    }
  g_autofree char *tally = fuzz_compare_describe_tally ();
  g_print ("%s\n", tally);
  g_print ("%" G_GINT64_FORMAT " seeds, %" G_GINT64_FORMAT " commands, %" G_GINT64_FORMAT
           " candles from seed %" G_GINT64_FORMAT " in %" G_GINT64_FORMAT " s: no disagreement\n",
           n_seeds, n_commands, n_candles, first,
           (g_get_monotonic_time () - start) / G_USEC_PER_SEC);
  return EXIT_SUCCESS;
}

int
main (int argc, char *argv[])
{
  gint64 first = 1, seconds = 0, count = 0;
  const GOptionEntry entries[]
    = { { "first", 0, 0, G_OPTION_ARG_INT64, &first, "First seed", "SEED" },
        { "seconds", 0, 0, G_OPTION_ARG_INT64, &seconds, "Play for so long", "N" },
        { "count", 0, 0, G_OPTION_ARG_INT64, &count, "Play so many seeds", "N" },
        G_OPTION_ENTRY_NULL };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_ignore_unknown_options (context, TRUE);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_parse (context, &argc, &argv, &error);
  g_assert_no_error (error);
  if (seconds > 0 || count > 0)
    return play_long (first, seconds, count);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/fuzz/agrees-with-the-reference", test_reference);
  g_test_add_func ("/engine/fuzz/same-digest-however-it-is-led", test_ways);
  g_test_add_func ("/engine/fuzz/idle-order-changes-nothing", test_idle_order);
  g_test_add_func ("/engine/fuzz/mirrored-prices-swap-long-and-short", test_mirror);
  return g_test_run ();
}
