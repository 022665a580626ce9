// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Random markets and commands, from a seed, played by the engine and by the reference: they must
 * agree on every event, and on every figure of what is open. Each seed enables a random subset of
 * features. BACKTRADE_FUZZ_COMMANDS sets how many commands are played (20,000 otherwise),
 * BACKTRADE_FUZZ_SEED the first seed. */
#include "config.h"

#include "fuzz-game.h"
#include "reference.h"

#include "engine/bt-engine-private.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#define COMMANDS 20000
static void
reference_told_cb (const char *text, gpointer user_data)
{
  g_string_append_printf (user_data, "%s\n", text);
}

/* How often each event and each reason of a fill came, to show that the games reach every rule. */
static guint event_counts[BT_EVENT_ENDED + 1];
static guint reason_counts[BT_REASON_END + 1];
static guint refusal_counts[BT_REFUSAL_OVERFLOW + 1];
static guint ambiguous_count;

static void
count_event (const BtEvent *event)
{
  event_counts[event->kind]++;
  if (event->kind == BT_EVENT_FILLED)
    {
      reason_counts[event->fill->reason]++;
      ambiguous_count += event->fill->is_ambiguous ? 1 : 0;
    }
  if (event->kind == BT_EVENT_REFUSED)
    refusal_counts[event->refusal->code]++;
}

static void
engine_told_cb (const BtEvent *event, gpointer user_data)
{
  count_event (event);
  g_autofree char *text = reference_describe_event (event);
  g_string_append_printf (user_data, "%s\n", text);
}

static BtEngine *
make_engine (const FuzzGame *game, GString *text)
{
  BtHash hash = { 0 };
  g_autoptr (GError) error = NULL;
  BtEngine *engine = bt_engine_new (&game->settings, game->series, &hash, &error);
  g_assert_no_error (error);
  if (game->pair != NULL)
    bt_engine_add_rates (engine, game->pair_base, game->pair_quote, 5, game->pair, 0, &error);
  g_assert_no_error (error);
  bt_engine_set_event_func (engine, engine_told_cb, text);
  return engine;
}

static char *
describe_engine (BtEngine *engine)
{
  GString *text = g_string_new (NULL);
  gsize count;
  BtAccountState account;
  const BtPosition *positions = bt_engine_get_positions (engine, &count);
  for (gsize i = 0; i < count; i++)
    if (positions[i].status == BT_POSITION_OPEN)
      {
        reference_describe_position (text, &positions[i]);
        g_string_append_c (text, '\n');
      }
  bt_engine_get_account (engine, &account);
  reference_describe_account (text, &account);
  return g_string_free (text, FALSE);
}

static void
compare (const FuzzGame *game,
         const BtEngine *engine,
         const char *what,
         const char *played,
         const char *expected)
{
  if (strcmp (played, expected) == 0)
    return;
  gsize at = 0;
  while (played[at] == expected[at])
    at++;
  while (at > 0 && played[at - 1] != '\n')
    at--;
  g_error ("seed %u, after candle %" G_GINT64_FORMAT
           ", command %d: %s differ\nengine:    %.900s\nreference: %.900s\nbefore: %.*s",
           game->seed, bt_engine_get_bar (engine), game->commands, what, played + at, expected + at,
           (int) MIN (at, 2500), played + at - MIN (at, 2500));
}

static void
advance (BtEngine *engine, gint64 bar)
{
  BtAdvanceResult result;
  g_autoptr (GError) error = NULL;
  bt_engine_advance (engine, bar, FALSE, &result, &error);
  g_assert_no_error (error);
}

/* A copy in an engine's place must make no difference. */
static void
replace_by_copy (BtEngine **engine, GString *text)
{
  BtEngine *copy = bt_engine_copy (*engine);
  bt_engine_free (*engine);
  bt_engine_set_event_func (copy, engine_told_cb, text);
  *engine = copy;
}

static guint32 present_seed;

/* Whatever assertion fails, in the engine or here: which game it was. */
static void
program_aborted_cb (int number)
{
  char text[64];
  int length = g_snprintf (text, sizeof text, "# failed in the game of seed %u\n", present_seed);
  (void) !write (STDERR_FILENO, text, (gsize) length);
  signal (number, SIG_DFL);
}

/* Plays one game: the engine as it is, one without the quiet band, and the reference. */
static int
play (guint32 seed)
{
  FuzzGame game;
  g_autoptr (GString) played = g_string_new (NULL);
  g_autoptr (GString) unskipped = g_string_new (NULL);
  g_autoptr (GString) expected = g_string_new (NULL);
  present_seed = seed;
  fuzz_game_init (&game, seed);
  g_autoptr (BtEngine) engine = make_engine (&game, played);
  g_autoptr (BtEngine) plain = make_engine (&game, unskipped);
  bt_engine_set_quiet_band (plain, FALSE);
  Reference *reference = reference_new (&game.settings, game.series, game.pair_base,
                                        game.pair_quote, game.pair, reference_told_cb, expected);

  GRand *copies = g_rand_new_with_seed (seed);
  for (int bar = -1; bar < FUZZ_CANDLES && !bt_engine_is_ended (engine); bar++)
    {
      int commands = fuzz_game_chance (&game, 50) ? 0 : (int) fuzz_game_between (&game, 1, 4);
      if (bar >= 0)
        {
          reference_run_candle (reference);
          advance (plain, bar);
        }
      /* The engine under test skips ahead in one go where nothing is asked of it. */
      if (commands > 0 || bar == FUZZ_CANDLES - 1)
        advance (engine, bar);
      for (int i = 0; i < commands; i++)
        {
          if (g_rand_int_range (copies, 0, 8) == 0)
            replace_by_copy (&engine, played);
          BtCommand command = fuzz_game_make_command (&game, engine);
          BtRefusal refusal;
          game.commands++;
          BtRefusalCode code = reference_apply (reference, &command);
          g_assert_true (bt_engine_apply (plain, &command, NULL, NULL));
          BtRefusalCode checked = bt_engine_check (engine, &command, NULL);
          g_assert_true (bt_engine_apply (engine, &command, &refusal, NULL));
          compare (&game, engine, "events", played->str, expected->str);
          g_assert_cmpint (refusal.code, ==, code);
          g_assert_cmpint (checked, ==, code);
        }
      if (commands == 0 && bar < FUZZ_CANDLES - 1)
        continue;
      g_autofree char *open = describe_engine (engine);
      g_autofree char *expected_open = reference_describe_state (reference);
      compare (&game, engine, "events", played->str, expected->str);
      compare (&game, engine, "positions", open, expected_open);
      compare (&game, engine, "events without the quiet band", unskipped->str, expected->str);
      g_string_truncate (played, 0);
      g_string_truncate (unskipped, 0);
      g_string_truncate (expected, 0);
    }
  BtHash digest;
  BtHash plain_digest;
  bt_engine_get_digest (engine, &digest);
  bt_engine_get_digest (plain, &plain_digest);
  g_assert_true (bt_hash_equal (&digest, &plain_digest));
  g_rand_free (copies);
  reference_free (reference);
  fuzz_game_clear (&game);
  return game.commands;
}

static gint64
number_from_environment (const char *name, gint64 otherwise)
{
  const char *text = g_getenv (name);
  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : otherwise;
}

static void
test_against_reference (void)
{
  gint64 wanted = number_from_environment ("BACKTRADE_FUZZ_COMMANDS", COMMANDS);
  guint32 seed = (guint32) number_from_environment ("BACKTRADE_FUZZ_SEED", 1);
  gint64 played = 0;
  guint32 first = seed;
  while (played < wanted)
    played += play (seed++);
  gboolean is_whole = wanted >= COMMANDS;
  for (guint i = 0; i <= BT_EVENT_ENDED; i++)
    {
      g_test_message ("%s: %u", bt_event_kind_to_string ((BtEventKind) i), event_counts[i]);
      g_assert_true (event_counts[i] > 0 || i == BT_EVENT_RULE_BROKEN || !is_whole);
    }
  for (guint i = 0; i <= BT_REASON_END; i++)
    {
      g_test_message ("filled by %s: %u", bt_fill_reason_to_string ((BtFillReason) i),
                      reason_counts[i]);
      g_assert_true (reason_counts[i] > 0 || !is_whole);
    }
  for (guint i = BT_REFUSAL_INVALID_VOLUME; i < BT_REFUSAL_OVERFLOW; i++)
    g_test_message ("refused for %s: %u", bt_refusal_code_to_string ((BtRefusalCode) i),
                    refusal_counts[i]);
  g_assert_true (ambiguous_count > 0 || !is_whole);
  g_test_message ("%u ambiguous fills", ambiguous_count);
  g_test_message ("%" G_GINT64_FORMAT " commands, seeds %u to %u, no disagreement", played, first,
                  seed - 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  signal (SIGABRT, program_aborted_cb);
  g_test_add_func ("/engine/fuzz/against-reference", test_against_reference);
  return g_test_run ();
}
