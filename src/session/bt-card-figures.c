// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-card-figures.h"

#include <math.h>

#include "session/bt-json-reader.h"
#include "session/bt-json-writer.h"
#include "session/bt-position-result.h"
#include "session/bt-session-private.h"
#include "stats/bt-trade-stats.h"

/* Multiples of risk are kept in thousandths. */
#define THOUSANDTHS 1000.0
#define NO_VALUE G_MININT64

/* Returns the mean multiple of risk of the ended positions, and how many ended. */
static double
compute_expectancy (BtSession *session, gint64 *trades)
{
  gsize count;
  const BtPosition *positions = bt_engine_get_positions (session->engine, &count);
  g_autoptr (GArray) multiples = g_array_new (FALSE, FALSE, sizeof (double));
  double multiple;

  *trades = 0;
  for (gsize i = 0; i < count; i++)
    if (positions[i].status != BT_POSITION_OPEN)
      {
        (*trades)++;
        if (bt_position_get_risk_multiple (&positions[i], &session->settings, &multiple))
          g_array_append_val (multiples, multiple);
      }
  return bt_trade_stats_mean ((const double *) (gpointer) multiples->data, multiples->len);
}

char *
bt_card_figures_to_json (BtSession *session)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  BtMoney line[64];
  guint length = bt_session_get_equity_line (session, line, G_N_ELEMENTS (line));
  BtMoney net = bt_session_get_net_result (session);
  gint64 trades;
  double expectancy = compute_expectancy (session, &trades);

  json_builder_begin_object (builder);
  bt_json_add_int (builder, "net", net.minor);
  bt_json_add_int (builder, "trades", trades);
  if (!isnan (expectancy))
    bt_json_add_int (builder, "expectancy_milli_r", (gint64) llround (expectancy * THOUSANDTHS));
  bt_json_add_int (builder, "bar", bt_session_get_bar (session));
  bt_json_add_int (builder, "length", bt_session_get_length (session));
  bt_json_add_int (builder, "clock", bt_session_get_clock (session));
  json_builder_set_member_name (builder, "line");
  json_builder_begin_array (builder);
  for (guint i = 0; i < length; i++)
    json_builder_add_int_value (builder, line[i].minor);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return bt_json_to_text (builder, FALSE);
}

void
bt_card_figures_from_json (const char *json,
                           BtMoney initial_balance,
                           BtCardFigures *out,
                           gint64 *clock_usec)
{
  g_autoptr (JsonNode) node = json == NULL ? NULL : bt_json_parse (json, -1, "summary", NULL);
  g_autoptr (BtJsonReader) reader = node == NULL ? NULL : bt_json_reader_new (node, "", NULL);
  gint64 milli = NO_VALUE;
  JsonArray *line;

  *out = (BtCardFigures){ .initial_balance = initial_balance, .expectancy_r = NAN, .bar = -1 };
  *clock_usec = BT_TIME_NONE;
  if (reader == NULL)
    return;
  bt_json_reader_get_int (reader, "net", G_MININT64, G_MAXINT64, &out->net_result.minor, NULL);
  bt_json_reader_get_int (reader, "trades", 0, G_MAXINT64, &out->trades, NULL);
  bt_json_reader_get_int (reader, "expectancy_milli_r", G_MININT64, G_MAXINT64, &milli, NULL);
  bt_json_reader_get_int (reader, "bar", -1, G_MAXINT64, &out->bar, NULL);
  bt_json_reader_get_int (reader, "length", 0, G_MAXINT64, &out->length, NULL);
  bt_json_reader_get_int (reader, "clock", G_MININT64, G_MAXINT64, clock_usec, NULL);
  if (milli != NO_VALUE)
    out->expectancy_r = (double) milli / THOUSANDTHS;
  line = bt_json_reader_get_array (reader, "line", NULL);
  for (guint i = 0;
       line != NULL && i < json_array_get_length (line) && i < G_N_ELEMENTS (out->line); i++)
    {
      out->line[i] = BT_MONEY (json_array_get_int_element (line, i));
      out->line_length = i + 1;
    }
}
