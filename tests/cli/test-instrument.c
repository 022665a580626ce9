// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "cli-fixture.h"

#include <string.h>

#define TEST(path, function)                                                                       \
  g_test_add (path, CliFixture, NULL, cli_fixture_set_up, function, cli_fixture_tear_down)

static void
test_set (CliFixture *fixture, gconstpointer data)
{
  cli_assert_run (fixture, 0, "instrument", "show", "XAUUSD");
  cli_assert_text (fixture, "trading_hours",
                   "Sun 18:00-Fri 17:00, break 17:00-18:00 America/New_York");
  cli_assert_run (fixture, 0, "instrument", "set", "xauusd", "swap=true", "swap_long_points=-7.35",
                  "leverage=20", "trading_hours=Mon-Fri 01:00-24:00 EET");
  cli_assert_run (fixture, 0, "instrument", "show", "XAUUSD");
  cli_assert_text (fixture, "symbol", "XAUUSD");
  cli_assert_text (fixture, "swap_long_points", "-7.35");
  cli_assert_text (fixture, "trading_hours", "Mon-Fri 01:00-24:00 EET");
  cli_assert_int (fixture, "leverage", 20);
  cli_assert_run (fixture, 0, "instrument", "reset", "XAUUSD");
  cli_assert_run (fixture, 0, "instrument", "show", "XAUUSD");
  cli_assert_int (fixture, "leverage", 0);
  /* One that nobody knows is made. */
  cli_assert_run (fixture, 3, "instrument", "show", "COFFEE");
  cli_assert_run (fixture, 0, "instrument", "set", "COFFEE", "digits=3");
  cli_assert_run (fixture, 0, "instrument", "show", "COFFEE");
  cli_assert_int (fixture, "digits", 3);
  cli_assert_run (fixture, 0, "instrument", "list");
}

static void
test_set_faults (CliFixture *fixture, gconstpointer data)
{
  cli_assert_run (fixture, 3, "instrument", "set", "XAUUSD", "colour=gold");
  cli_assert_run (fixture, 3, "instrument", "set", "XAUUSD", "digits=nine");
  cli_assert_run (fixture, 3, "instrument", "set", "XAUUSD", "trading_hours=Mon-Fri 09:00-17:00");
  cli_assert_run (fixture, 3, "instrument", "set", "XAUUSD", "leverage=20", "volume_max=0.001");
  cli_assert_run (fixture, 3, "instrument", "set", "no symbol", "digits=2");
  cli_assert_run (fixture, 2, "instrument", "set", "XAUUSD");
  cli_assert_run (fixture, 0, "instrument", "show", "XAUUSD");
  cli_assert_int (fixture, "leverage", 0);
}

static void
test_import (CliFixture *fixture, gconstpointer data)
{
  g_autofree char *good = cli_write_file (fixture, "broker.csv",
                                          "Symbol;Contract size;Swap long;Hours;Mystery\n"
                                          "XAGUSD;2500;-1,25;Mon-Fri 01:00-23:00;x\nGER40;1;;;\n");
  g_autofree char *bad
    = cli_write_file (fixture, "bad.csv", "Symbol,Contract size\nXAGUSD,100\nEURUSD,many\n");

  cli_assert_run (fixture, 0, "instrument", "import", "--dry-run", good);
  cli_assert_int (fixture, "rows", 2);
  cli_assert_run (fixture, 0, "instrument", "show", "XAGUSD");
  cli_assert_text (fixture, "contract_size", "5000");
  /* All of it or nothing. */
  cli_assert_run (fixture, 3, "instrument", "import", bad);
  cli_assert_run (fixture, 0, "instrument", "show", "XAGUSD");
  cli_assert_text (fixture, "contract_size", "5000");
  cli_assert_run (fixture, 0, "instrument", "import", "--timezone", "EET", good);
  cli_assert_run (fixture, 0, "instrument", "show", "XAGUSD");
  cli_assert_text (fixture, "contract_size", "2500");
  cli_assert_text (fixture, "trading_hours", "Mon-Fri 01:00-23:00 EET");
  cli_assert_text (fixture, "swap_long_points", "-1.25");
  cli_assert_run (fixture, 0, "instrument", "show", "GER40");
  cli_assert_run (fixture, 3, "instrument", "import", "--timezone", "Mars", good);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/cli/instrument/set", test_set);
  TEST ("/cli/instrument/set-faults", test_set_faults);
  TEST ("/cli/instrument/import", test_import);
  return g_test_run ();
}
