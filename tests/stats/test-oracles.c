// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The report's figures against other projects' published expectations (metrics.json). */
#include "config.h"

#include <json-glib/json-glib.h>
#include <math.h>

#include "stats/bt-drawdown.h"
#include "stats/bt-trade-stats.h"

/* The vectors state money in units; we count hundredths. */
#define MINOR 100

static char *
find_oracle (const char *name)
{
  const char *shared = g_getenv ("BACKTRADE_SHARED");

  if (shared != NULL)
    return g_build_filename (shared, "oracles", name, NULL);
  return g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", "..", "shared", "oracles", name, NULL);
}

/* Compares a field that the vector may have. */
static void
compare (JsonObject *expect, const char *field, double actual, guint *compared)
{
  JsonNode *node = json_object_get_member (expect, field);
  double expected;

  if (node == NULL)
    return;
  expected = json_node_get_value_type (node) == G_TYPE_STRING
               ? g_ascii_strtod (json_node_get_string (node), NULL)
               : json_node_get_double (node);
  g_assert_cmpfloat_with_epsilon (actual, expected, 1e-9 * MAX (fabs (expected), 1));
  (*compared)++;
}

static void
check_trades (JsonObject *vector, guint *compared)
{
  JsonArray *trades = json_object_get_array_member (vector, "trades");
  JsonObject *expect = json_object_get_object_member (vector, "expect");
  g_autoptr (GArray) nets = g_array_new (FALSE, FALSE, sizeof (BtMoney));
  BtTradeStats stats;

  for (guint i = 0; i < json_array_get_length (trades); i++)
    {
      JsonObject *trade = json_array_get_object_element (trades, i);
      BtMoney net = BT_MONEY (MINOR * (gint64) json_object_get_double_member (trade, "pl"));

      g_array_append_val (nets, net);
    }
  bt_trade_stats_compute ((const BtMoney *) (gpointer) nets->data, nets->len, &stats);
  compare (expect, "total_pl", (double) stats.net.minor / MINOR, compared);
  compare (expect, "avg_pl", stats.expectancy / MINOR, compared);
  compare (expect, "stdev", stats.deviation / MINOR, compared);
  compare (expect, "sharpe_per_trade", stats.expectancy / stats.deviation, compared);
  compare (expect, "max_consec_win", (double) stats.longest_win_run, compared);
  compare (expect, "max_consec_loss", (double) stats.longest_loss_run, compared);
  compare (expect, "closed_trade_dd", -(double) stats.closed_drawdown.minor / MINOR, compared);
  compare (expect, "win_rate", stats.win_rate, compared);
  compare (expect, "profit_factor", stats.profit_factor, compared);
  compare (expect, "profit_loss_ratio", stats.payoff_ratio, compared);
}

/* Returns of periods, compounded to an equity of 10^12, fall as the drawdown says. */
static void
check_drawdown (JsonObject *vector, guint *compared)
{
  JsonArray *returns = json_object_get_array_member (vector, "returns");
  double equity = 1e12;
  BtDrawdown drawdown;

  bt_drawdown_init (&drawdown);
  bt_drawdown_add (&drawdown, 0, (gint64) equity);
  for (guint i = 0; i < json_array_get_length (returns); i++)
    {
      double period = g_ascii_strtod (json_array_get_string_element (returns, i), NULL);

      if (!isnan (period))
        equity *= 1 + period;
      bt_drawdown_add (&drawdown, i, (gint64) llround (equity));
    }
  g_assert_cmpfloat_with_epsilon (
    -drawdown.fraction, g_ascii_strtod (json_object_get_string_member (vector, "expect"), NULL),
    1e-9);
  (*compared)++;
}

static void
test_metrics (void)
{
  g_autofree char *path = find_oracle ("metrics.json");
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonArray *vectors;
  guint compared = 0;
  guint left = 0;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("the shared oracles are not here");
      return;
    }
  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  vectors = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)),
                                          "vectors");
  for (guint i = 0; i < json_array_get_length (vectors); i++)
    {
      JsonObject *vector = json_array_get_object_element (vectors, i);
      const char *kind = json_object_get_string_member (vector, "kind");
      const char *function = json_object_get_string_member_with_default (vector, "fn", "");

      if (g_strcmp0 (kind, "trades") == 0)
        check_trades (vector, &compared);
      else if (g_strcmp0 (function, "max_drawdown") == 0)
        check_drawdown (vector, &compared);
      else
        left++;
    }
  g_test_message (
    "%u figures compared; %u vectors are about figures that the plain report does not "
    "state (returns by period, percentiles, spans)",
    compared, left);
  g_assert_cmpuint (compared, >=, 30);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stats/oracles/metrics", test_metrics);
  return g_test_run ();
}
