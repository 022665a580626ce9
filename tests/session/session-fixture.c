// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session-fixture.h"

#include "market/bt-synthetic.h"
#include "store/bt-dataset-table.h"
#include "test-folder.h"

#define SEED 7
#define FIRST_PRICE 203000
#define SILENT_CANDLE 7
#define TICK_STEP_USEC G_GINT64_CONSTANT (14500000)
#define TICK_SPREAD 37
#define VOLUME_STEP (G_GINT64_CONSTANT (125) * 100000)

typedef struct
{
  const char *symbol;
  BtSeries *series;
  const GArray *ticks; /* of BtMarketTick, or NULL */
  gint64 id;
} AddData;

static gboolean
add_job (BtDb *db, gpointer data, GError **error)
{
  AddData *add = data;
  BtDatasetWriter *writer = bt_dataset_writer_begin (db, bt_instrument_find_builtin (add->symbol),
                                                     bt_series_get_timeframe (add->series),
                                                     BT_SIDE_KIND_BID, TRUE, error);
  gboolean is_new;

  g_assert_nonnull (writer);
  for (gsize i = 0; i < bt_series_get_length (add->series); i++)
    {
      BtCandle candle = bt_series_get_candle (add->series, i);

      g_assert_true (bt_dataset_writer_add (writer, &candle, 1, error));
    }
  if (add->ticks != NULL)
    g_assert_true (bt_dataset_writer_add_ticks (
      writer, (const BtMarketTick *) (gpointer) add->ticks->data, add->ticks->len, error));
  g_assert_true (bt_dataset_writer_finish (writer, "Synthetic sample", NULL, 'A', TRUE, &add->id,
                                           &is_new, error));
  bt_dataset_writer_free (writer);
  return TRUE;
}

gint64
session_fixture_add_dataset_of (BtStore *store, const char *symbol, BtSeries *series)
{
  AddData add = { .symbol = symbol, .series = series };
  g_autoptr (GError) error = NULL;

  bt_store_run (store, add_job, &add, &error);
  g_assert_no_error (error);
  return add.id;
}

gint64
session_fixture_add_dataset (BtStore *store, BtSeries *series)
{
  return session_fixture_add_dataset_of (store, "XAUUSD", series);
}

GArray *
session_fixture_make_ticks (BtSeries *series, gsize first, gsize end)
{
  GArray *ticks = g_array_new (FALSE, FALSE, sizeof (BtMarketTick));

  for (gsize i = first; i < end; i++)
    {
      BtCandle candle = bt_series_get_candle (series, i);
      const gint64 bids[]
        = { candle.open_points, candle.high_points, candle.low_points, candle.close_points };

      if (i % SILENT_CANDLE == 0)
        continue;
      for (guint j = 0; j < G_N_ELEMENTS (bids); j++)
        {
          BtMarketTick tick = { .time_usec = candle.time_usec + j * TICK_STEP_USEC,
                                .bid_points = bids[j],
                                .ask_points = bids[j] + TICK_SPREAD,
                                .volume = (j + 1) * VOLUME_STEP };

          g_array_append_val (ticks, tick);
        }
    }
  return ticks;
}

void
session_fixture_store_ticks (const SessionFixture *fixture, const GArray *ticks)
{
  AddData add = { .symbol = "XAUUSD", .series = fixture->series, .ticks = ticks };
  g_autoptr (GError) error = NULL;

  bt_store_run (fixture->store, add_job, &add, &error);
  g_assert_no_error (error);
  g_assert_cmpint (add.id, ==, fixture->dataset_id);
}

void
session_fixture_give_ticks (const SessionFixture *fixture)
{
  g_autoptr (GArray) ticks
    = session_fixture_make_ticks (fixture->series, 0, bt_series_get_length (fixture->series));

  session_fixture_store_ticks (fixture, ticks);
}

BtStore *
session_fixture_open_store (const SessionFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  BtStore *store = bt_store_open (fixture->folder, &error);

  g_assert_no_error (error);
  return store;
}

void
session_fixture_set_up (SessionFixture *fixture, gconstpointer data)
{
  gint64 start, end;

  g_assert_true (bt_time_parse ("2024-03-03T22:00:00Z", &start, NULL));
  g_assert_true (bt_time_parse ("2024-03-08T22:00:00Z", &end, NULL));
  fixture->folder = test_folder_new ();
  fixture->store = session_fixture_open_store (fixture);
  fixture->series = bt_synthetic_gold (SEED, start, end, FIRST_PRICE);
  fixture->dataset_id = session_fixture_add_dataset (fixture->store, fixture->series);
  fixture->now_usec = 0;
  fixture->tick_usec = 0;
}

void
session_fixture_set_up_ticks (SessionFixture *fixture, gconstpointer data)
{
  session_fixture_set_up (fixture, data);
  session_fixture_give_ticks (fixture);
}

void
session_fixture_tear_down (SessionFixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->store);
  bt_series_unref (fixture->series);
  test_folder_remove (fixture->folder);
}

void
session_fixture_make_plan (const SessionFixture *fixture, BtSessionPlan *plan)
{
  *plan = (BtSessionPlan){
    .name = "Gold",
    .dataset_id = fixture->dataset_id,
    .start_usec = bt_series_get_columns (fixture->series)->time_usec[120],
    .end_usec = BT_TIME_NONE,
    .chart_timeframe = BT_TIMEFRAME_M5,
    .speed = 100,
  };
  bt_session_settings_init (&plan->settings, bt_instrument_find_builtin ("XAUUSD"));
  plan->settings.commission_kind = BT_COMMISSION_PER_LOT_SIDE;
  plan->settings.commission_amount = 350;
}

char *
session_fixture_create (const SessionFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  BtSessionPlan plan;
  char *id;

  session_fixture_make_plan (fixture, &plan);
  id = bt_session_create (fixture->store, &plan, &error);
  g_assert_no_error (error);
  return id;
}

gint64
session_fixture_now (gpointer user_data)
{
  SessionFixture *fixture = user_data;

  fixture->now_usec += fixture->tick_usec;
  return fixture->now_usec;
}

BtSession *
session_fixture_open (SessionFixture *fixture, const char *id)
{
  g_autoptr (GError) error = NULL;
  BtSession *session = bt_session_open (fixture->store, id, &error);

  g_assert_no_error (error);
  bt_session_set_time_func (session, session_fixture_now, fixture);
  return session;
}

void
session_fixture_play_to (SessionFixture *fixture, BtSession *session, gint64 bar, gint64 frame_usec)
{
  bt_session_play (session);
  while (bt_session_is_playing (session) && bt_session_get_bar (session) < bar)
    {
      fixture->now_usec += frame_usec;
      bt_session_run_frame (session);
    }
  bt_session_pause (session);
}

void
session_fixture_make_order (BtSession *session,
                            BtDirection direction,
                            gint64 stop_points,
                            gint64 target_points,
                            BtCommand *out)
{
  BtQuote quote = bt_session_get_quote (session);
  gboolean is_buy = direction == BT_DIRECTION_BUY;
  gint64 exit_points = is_buy ? quote.bid_points : quote.ask_points;
  gint64 sign = is_buy ? 1 : -1;

  bt_command_init (out, BT_COMMAND_PLACE, -1);
  out->type = BT_ORDER_MARKET;
  out->direction = direction;
  out->volume = BT_VOLUME (BT_VOLUME_UNITS_PER_LOT / 10);
  if (stop_points > 0)
    out->stop_loss_points = exit_points - sign * stop_points;
  if (target_points > 0)
    out->take_profit_points = exit_points + sign * target_points;
}

void
session_fixture_trade (BtSession *session,
                       BtDirection direction,
                       gint64 stop_points,
                       gint64 target_points)
{
  g_autoptr (GError) error = NULL;
  BtCommand command;

  session_fixture_make_order (session, direction, stop_points, target_points, &command);
  bt_session_submit (session, &command, NULL, &error);
  g_assert_no_error (error);
}

void
session_fixture_wait (const gboolean *is_done)
{
  while (!*is_done)
    g_main_context_iteration (NULL, TRUE);
}
