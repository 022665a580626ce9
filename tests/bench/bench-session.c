// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A live session: how long an order takes from the click to the confirmation while candles come and
 * the clock is saved; and ten years with 5,000 commands: whether the last order takes longer than
 * the first, the report, going back to anywhere, and acting there. */
#include "config.h"

#include <glib/gstdio.h>
#include <locale.h>

#include "market/bt-synthetic.h"
#include "session/bt-session-private.h"
#include "store/bt-dataset-writer.h"

#define N_ORDERS 1000
#define ORDER_GAP_MS 7
#define YEARS 10
#define REPORT_TRADES 5000
/* Of the first and of the last orders. */
#define N_COMPARED 500
#define N_REWINDS 400
#define SEED 1
#define PIECE 65536

typedef struct
{
  BtStore *store;
  BtSeries *series;
  gint64 dataset_id;
  BtSession *session;
  BtCommand command;
  GMainLoop *loop;
  guint count;
  gint64 given_usec;
  gint64 wait_usec[N_ORDERS];
  gint64 trade_usec[REPORT_TRADES];
} Bench;

static gboolean
write_dataset_job (BtDb *db, gpointer data, GError **error)
{
  Bench *bench = data;
  g_autoptr (BtDatasetWriter) writer = bt_dataset_writer_begin (
    db, bt_instrument_find_builtin ("XAUUSD"), BT_TIMEFRAME_M1, BT_SIDE_KIND_BID, FALSE, error);
  gsize length = bt_series_get_length (bench->series);
  g_autofree BtCandle *piece = g_new (BtCandle, PIECE);
  gboolean is_new = FALSE;

  if (writer == NULL)
    return FALSE;
  for (gsize first = 0; first < length; first += PIECE)
    {
      gsize count = MIN (PIECE, length - first);
      for (gsize i = 0; i < count; i++)
        piece[i] = bt_series_get_candle (bench->series, first + i);
      if (!bt_dataset_writer_add (writer, piece, count, error))
        return FALSE;
    }
  return bt_dataset_writer_finish (writer, "bench", NULL, 'A', FALSE, &bench->dataset_id, &is_new,
                                   error);
}

static void
make_session (Bench *bench, int speed)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  BtSessionPlan plan = {
    .name = "Bench",
    .dataset_id = bench->dataset_id,
    .start_usec = bt_series_get_columns (bench->series)->time_usec[0],
    .end_usec = BT_TIME_NONE,
    .chart_timeframe = BT_TIMEFRAME_M1,
    .speed = speed,
  };

  bt_session_settings_init (&plan.settings, bt_instrument_find_builtin ("XAUUSD"));
  plan.settings.balance = BT_MONEY (1000000000);
  g_clear_object (&bench->session);
  id = bt_session_create (bench->store, &plan, &error);
  g_assert_no_error (error);
  bench->session = bt_session_open (bench->store, id, &error);
  g_assert_no_error (error);
  g_object_set (bench->session, "pause-on-fill", FALSE, NULL);
  g_assert_true (bt_session_advance_to (bench->session, 100, FALSE, NULL));
}

/* Makes a market order with a stop and a target, by turns for and against. */
static void
make_order (Bench *bench, guint number)
{
  BtCommand *command = &bench->command;
  BtQuote quote = bt_session_get_quote (bench->session);
  gboolean is_buy = number % 2 == 0;

  bt_command_init (command, BT_COMMAND_PLACE, -1);
  command->direction = is_buy ? BT_DIRECTION_BUY : BT_DIRECTION_SELL;
  command->volume = BT_VOLUME (BT_VOLUME_UNITS_PER_LOT / 10);
  command->stop_loss_points = is_buy ? quote.bid_points - 300 : quote.ask_points + 300;
  command->take_profit_points = is_buy ? quote.bid_points + 300 : quote.ask_points - 300;
}

static gboolean order_due_cb (gpointer user_data);

static void
order_confirmed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Bench *bench = user_data;
  g_autoptr (GError) error = NULL;

  bt_session_submit_finish (bench->session, result, NULL, &error);
  g_assert_no_error (error);
  bench->wait_usec[bench->count++] = g_get_monotonic_time () - bench->given_usec;
  if (bench->count < N_ORDERS)
    g_timeout_add (ORDER_GAP_MS, order_due_cb, bench);
  else
    g_main_loop_quit (bench->loop);
}

static gboolean
order_due_cb (gpointer user_data)
{
  Bench *bench = user_data;

  g_assert_true (bt_session_is_playing (bench->session));
  make_order (bench, bench->count);
  bench->given_usec = g_get_monotonic_time ();
  bt_session_submit_async (bench->session, &bench->command, NULL, order_confirmed_cb, bench);
  return G_SOURCE_REMOVE;
}

static int
compare_times (const void *a, const void *b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

/* From the click to the confirmation in the main loop, while the session plays. */
static void
bench_orders (Bench *bench)
{
  make_session (bench, 1000);
  bench->loop = g_main_loop_new (NULL, FALSE);
  bt_session_play (bench->session);
  g_timeout_add (ORDER_GAP_MS, order_due_cb, bench);
  g_main_loop_run (bench->loop);
  g_clear_pointer (&bench->loop, g_main_loop_unref);
  bt_session_close (bench->session);
  qsort (bench->wait_usec, N_ORDERS, sizeof (gint64), compare_times);
  g_print ("Confirming an order while the session plays at 100×: median %.2f ms, 99 %% %.2f ms "
           "(reach 10), longest %.2f ms of %d\n",
           (double) bench->wait_usec[N_ORDERS / 2] / 1000,
           (double) bench->wait_usec[N_ORDERS * 99 / 100] / 1000,
           (double) bench->wait_usec[N_ORDERS - 1] / 1000, N_ORDERS);
}

/* Plays ten years in which a trade nearly always is open. */
static void
play_years (Bench *bench)
{
  g_autoptr (GError) error = NULL;
  gint64 length;

  make_session (bench, 100);
  length = bt_session_get_length (bench->session);
  for (guint i = 0; i < REPORT_TRADES; i++)
    {
      make_order (bench, i);
      bench->command.stop_loss_points += i % 2 == 0 ? -500 : 500;
      bench->command.take_profit_points += i % 2 == 0 ? 500 : -500;
      bench->trade_usec[i] = g_get_monotonic_time ();
      bt_session_submit (bench->session, &bench->command, NULL, &error);
      bench->trade_usec[i] = g_get_monotonic_time () - bench->trade_usec[i];
      g_assert_no_error (error);
      bt_session_advance_to (
        bench->session, 100 + (gint64) (i + 1) * (length - 101) / REPORT_TRADES, FALSE, &error);
      g_assert_no_error (error);
    }
  qsort (bench->trade_usec, N_COMPARED, sizeof (gint64), compare_times);
  qsort (bench->trade_usec + REPORT_TRADES - N_COMPARED, N_COMPARED, sizeof (gint64),
         compare_times);
  g_print ("Confirming an order in a session of %d: median %.2f ms of the first %d, %.2f ms of the "
           "last (reach the same)\n",
           REPORT_TRADES, (double) bench->trade_usec[N_COMPARED / 2] / 1000, N_COMPARED,
           (double) bench->trade_usec[REPORT_TRADES - N_COMPARED / 2] / 1000);
}

static void
bench_report (Bench *bench)
{
  gint64 start_usec = g_get_monotonic_time ();
  g_autoptr (BtSessionReport) report = bt_session_make_report (bench->session);

  g_print ("Report of %" G_GINT64_FORMAT " candles and %" G_GINT64_FORMAT " trades: %.1f ms "
           "(reach 50)\n",
           report->bars, report->trades, (double) (g_get_monotonic_time () - start_usec) / 1000);
}

static void
print_times (const char *what, gint64 *times_usec, guint count)
{
  qsort (times_usec, count, sizeof (gint64), compare_times);
  g_print ("%s: median %.2f ms, 99 %% %.2f ms, longest %.2f ms of %u (reach 20)\n", what,
           (double) times_usec[count / 2] / 1000, (double) times_usec[count * 99 / 100] / 1000,
           (double) times_usec[count - 1] / 1000, count);
}

/* Going back to anywhere: from the head, and from wherever the clock is. */
static void
bench_rewind (Bench *bench)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  gint64 head = bt_session_get_bar (bench->session);
  gint64 from_head[N_REWINDS], from_anywhere[N_REWINDS], to_head[N_REWINDS];
  gsize bytes;
  guint points = bt_line_history_get_count (bench->session->line.history, &bytes);

  for (guint i = 0; i < N_REWINDS; i++)
    {
      gint64 bars[] = { g_rand_int_range (random, -1, (gint32) head),
                        g_rand_int_range (random, -1, (gint32) head) };

      from_head[i] = g_get_monotonic_time ();
      g_assert_true (bt_session_rewind_to (bench->session, bars[0], NULL));
      from_anywhere[i] = g_get_monotonic_time ();
      from_head[i] = from_anywhere[i] - from_head[i];
      g_assert_true (bt_session_rewind_to (bench->session, bars[1], NULL));
      to_head[i] = g_get_monotonic_time ();
      from_anywhere[i] = to_head[i] - from_anywhere[i];
      g_assert_true (bt_session_return_to_head (bench->session, NULL));
      to_head[i] = g_get_monotonic_time () - to_head[i];
      g_assert_true (bt_session_save (bench->session, NULL));
    }
  print_times ("Going back from the head to any candle of ten years", from_head, N_REWINDS);
  print_times ("Going from any candle to any other", from_anywhere, N_REWINDS);
  print_times ("Returning to the head", to_head, N_REWINDS);
  g_print ("Points to go back to: %u, %.2f MiB (reach a few)\n", points,
           (double) bytes / 1024 / 1024);
}

/* Acting in the middle of the ten years, which copies the journal up to there. */
static void
bench_fork (Bench *bench)
{
  gint64 start_usec;
  g_autoptr (GError) error = NULL;

  g_assert_true (
    bt_session_rewind_to (bench->session, bt_session_get_bar (bench->session) / 2, NULL));
  make_order (bench, 0);
  start_usec = g_get_monotonic_time ();
  bt_session_submit (bench->session, &bench->command, NULL, &error);
  g_assert_no_error (error);
  g_print ("Beginning a branch after %" G_GINT64_FORMAT " commands, on disk: %.1f ms\n",
           bt_session_get_command_count (bench->session),
           (double) (g_get_monotonic_time () - start_usec) / 1000);
  start_usec = g_get_monotonic_time ();
  g_assert_true (bt_session_switch_branch (bench->session, "1", &error));
  g_print ("Going over to a branch of ten years: %.0f ms\n",
           (double) (g_get_monotonic_time () - start_usec) / 1000);
  bt_session_close (bench->session);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_unlink (path);
    }
  g_rmdir (folder);
}

int
main (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("backtrade-bench-XXXXXX", NULL);
  g_autofree Bench *bench = g_new0 (Bench, 1);
  gint64 start_usec = 0;
  gint64 end_usec = 0;

  setlocale (LC_ALL, "");
  bt_time_parse ("2014-01-01", &start_usec, NULL);
  bt_time_parse ("2024-01-01", &end_usec, NULL);
  bench->series = bt_synthetic_gold (1, start_usec, end_usec, 120000);
  bench->store = bt_store_open (folder, &error);
  g_assert_no_error (error);
  bt_store_run (bench->store, write_dataset_job, bench, &error);
  g_assert_no_error (error);
  bench_orders (bench);
  play_years (bench);
  bench_report (bench);
  bench_rewind (bench);
  bench_fork (bench);
  g_clear_object (&bench->session);
  g_object_unref (bench->store);
  bt_series_unref (bench->series);
  remove_folder (folder);
  return 0;
}
