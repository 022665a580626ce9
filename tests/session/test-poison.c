// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* No look-ahead, and nothing but commands changes a session. Two data folders hold the same candles
 * and the same session. One is played as a trader does; of the other, every candle after the one
 * that it is brought to is nonsense by then, in the memory that engine, tape and chart read. All
 * that can be asked of the two must be the same to the byte: result, report, tables, lists, log,
 * equity line, tape, exported file.
 *
 * The first is played in frames, at changing speeds and chart timeframes, paused, saved, closed and
 * opened again, with another session of the same candles beside it; the second is taken to each
 * place in one go. So this is also the proof that none of that changes anything. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "session-fixture.h"
#include "session/bt-session-file.h"
#include "session/bt-session-private.h"
#include "session/bt-zip-file.h"

#define ROUNDS 60
#define LINE_POINTS 50

typedef struct
{
  SessionFixture played;
  SessionFixture poisoned;
  BtSession *sessions[2]; /* of played, of poisoned */
  BtSession *neighbour;   /* another one in the folder of played, which is played, too */
  char *ids[2];
  GRand *rand;
} Twins;

/* The columns of a whole dataset, as they were. */
typedef struct
{
  BtColumns columns;
  gsize first;
  gint64 *kept[6];
  gint32 *kept_spread;
} Poison;

static gint64 *
get_column (const BtColumns *columns, guint index)
{
  const gint64 *const all[] = { columns->time_usec,  columns->open_points,  columns->high_points,
                                columns->low_points, columns->close_points, columns->volume };

  return (gint64 *) all[index];
}

/* Replaces all candles of a session after one of its own by nonsense. */
static void
poison (BtSession *session, gint64 bar, Poison *out)
{
  const BtColumns *columns = bt_series_get_columns (session->series);
  const gsize first = (gsize) (bar + 1);
  const gsize length = columns->length - first;

  *out = (Poison){ .columns = *columns, .first = first };
  for (guint i = 0; i < G_N_ELEMENTS (out->kept); i++)
    {
      gint64 *column = get_column (columns, i) + first;

      out->kept[i] = g_memdup2 (column, length * sizeof *column);
      for (gsize k = 0; k < length; k++)
        column[k] = (gint64) ((k + first) * 977 % 4001) - (i == 3 ? 90000 : 0);
    }
  out->kept_spread = g_memdup2 (columns->spread_points + first, length * sizeof (gint32));
  for (gsize k = 0; k < length; k++)
    ((gint32 *) columns->spread_points)[first + k] = (gint32) k * 3;
}

static void
cure (Poison *poison)
{
  const gsize length = poison->columns.length - poison->first;

  for (guint i = 0; i < G_N_ELEMENTS (poison->kept); i++)
    {
      /* At the end of the data nothing was kept. */
      if (length > 0)
        memcpy (get_column (&poison->columns, i) + poison->first, poison->kept[i],
                length * sizeof (gint64));
      g_free (poison->kept[i]);
    }
  if (length > 0)
    memcpy ((gint32 *) poison->columns.spread_points + poison->first, poison->kept_spread,
            length * sizeof (gint32));
  g_free (poison->kept_spread);
}

static void
set_up (Twins *twins, gconstpointer data)
{
  session_fixture_set_up (&twins->played, data);
  session_fixture_set_up (&twins->poisoned, data);
  twins->rand = g_rand_new_with_seed (20260731);
  twins->ids[0] = session_fixture_create (&twins->played);
  twins->ids[1] = session_fixture_create (&twins->poisoned);
  twins->sessions[0] = session_fixture_open (&twins->played, twins->ids[0]);
  twins->sessions[1] = session_fixture_open (&twins->poisoned, twins->ids[1]);
  g_autofree char *id = session_fixture_create (&twins->played);
  twins->neighbour = session_fixture_open (&twins->played, id);
}

static void
tear_down (Twins *twins, gconstpointer data)
{
  for (guint i = 0; i < 2; i++)
    {
      bt_session_close (twins->sessions[i]);
      g_object_unref (twins->sessions[i]);
      g_free (twins->ids[i]);
    }
  bt_session_close (twins->neighbour);
  g_object_unref (twins->neighbour);
  g_rand_free (twins->rand);
  session_fixture_tear_down (&twins->played, data);
  session_fixture_tear_down (&twins->poisoned, data);
}

/* ---- What can be asked ---- */

static void
add_log (GString *text, BtSession *session)
{
  GListModel *log = bt_session_get_log (session);

  for (guint i = 0; i < g_list_model_get_n_items (log); i++)
    {
      g_autoptr (BtLogItem) item = g_list_model_get_item (log, i);
      const BtFill *fill = bt_log_item_get_fill (item);
      const BtRefusal *refusal = bt_log_item_get_refusal (item);

      g_string_append_printf (text, "%d %" G_GINT64_FORMAT " %s %s %" G_GINT64_FORMAT " %s\n",
                              bt_log_item_get_kind (item), bt_log_item_get_time (item),
                              bt_log_item_get_id (item), bt_log_item_get_command (item),
                              fill != NULL ? fill->price.points : 0,
                              refusal != NULL ? refusal->message : "");
    }
}

static void
add_lists (GString *text, BtSession *session)
{
  GListModel *lists[] = { bt_session_get_positions (session), bt_session_get_trades (session) };
  GListModel *orders = bt_session_get_orders (session);

  for (guint k = 0; k < G_N_ELEMENTS (lists); k++)
    for (guint i = 0; i < g_list_model_get_n_items (lists[k]); i++)
      {
        g_autoptr (BtPositionItem) item = g_list_model_get_item (lists[k], i);
        const BtPosition *position = bt_position_item_get (item);

        g_string_append_printf (text, "%s %d %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n",
                                position->id, position->status, position->floating.minor,
                                position->mfe.minor);
      }
  for (guint i = 0; i < g_list_model_get_n_items (orders); i++)
    {
      g_autoptr (BtOrderItem) item = g_list_model_get_item (orders, i);

      g_string_append_printf (text, "%s %" G_GINT64_FORMAT "\n", bt_order_item_get (item)->id,
                              bt_order_item_get (item)->price_points);
    }
}

/* The tape is what the chart draws, reads aloud and aggregates. */
static void
add_tape (GString *text, BtSession *session)
{
  const BtTape *tape = bt_session_get_tape (session);
  BtColumns columns = bt_tape_get_columns (tape);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < 6; i++)
    g_checksum_update (sum, (const guchar *) get_column (&columns, i),
                       (gssize) (columns.length * sizeof (gint64)));
  g_checksum_update (sum, (const guchar *) columns.spread_points,
                     (gssize) (columns.length * sizeof (gint32)));
  g_string_append_printf (text, "tape %" G_GSIZE_FORMAT " %s %" G_GSIZE_FORMAT "\n", columns.length,
                          g_checksum_get_string (sum),
                          bt_tape_find (tape, bt_session_get_clock (session) - 1));
}

static void
add_figures (GString *text, BtSession *session)
{
  BtMoney line[LINE_POINTS];
  BtAccountState account;
  BtQuote quote = bt_session_get_quote (session);
  guint count = bt_session_get_equity_line (session, line, LINE_POINTS);
  BtCommand order;
  BtOrderEstimate estimate;
  BtRefusal refusal = { 0 };

  bt_session_get_account (session, &account);
  g_string_append_printf (
    text, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n",
    account.equity.minor, account.margin.minor, quote.bid_points, quote.ask_points);
  for (guint i = 0; i < count; i++)
    g_string_append_printf (text, "%" G_GINT64_FORMAT " ", line[i].minor);
  session_fixture_make_order (session, BT_DIRECTION_SELL, 200, 0, &order);
  bt_session_estimate (session, &order, &estimate);
  g_string_append_printf (text, "\n%d %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n",
                          bt_session_check (session, &order, &refusal), estimate.margin.minor,
                          estimate.risk.minor);
}

static void
add_report (GString *text, BtSession *session)
{
  g_autoptr (BtSessionReport) report = bt_session_make_report (session);
  g_autoptr (GError) error = NULL;

  /* What other path policies make of it; the session's own makes what it did. */
  report->policies = bt_session_find_policies (session, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report->policies->outcomes[0].net_result.minor, ==, report->net_result.minor);
  g_assert_cmpint (report->policies->outcomes[0].fills, ==, report->fills);
  g_assert_cmpuint (report->policies->ambiguous_length, ==, report->ambiguous_fills);

  g_autofree char *json = bt_session_report_to_json (report);
  g_autofree char *trades = bt_session_report_trades_to_csv (report);
  g_autofree char *ledger = bt_session_report_ledger_to_csv (report);
  g_autofree char *policies = bt_session_report_policies_to_csv (report);
  g_autofree char *result = bt_session_to_result_json (session);

  g_string_append_printf (text, "%s\n%s\n%s\n%s\n%s\n", result, json, trades, ledger, policies);
}

static gboolean
member_read_cb (const char *name,
                const char *bytes,
                gsize length,
                const char *fault,
                gpointer user_data,
                GError **error)
{
  g_assert_null (fault);
  /* How it was played is on record, and is another thing with each of the two. */
  if (g_str_equal (name, "annotations.jsonl"))
    return TRUE;
  g_string_append_printf (user_data, "%s ", name);
  g_string_append_len (user_data, bytes, (gssize) length);
  return TRUE;
}

/* Returns what the exported file says of a session that was saved: what of it is on disk. The file
 * has no candles: those are the whole session's, by its nature, and the store would find the poison
 * when it looks for them. */
static char *export(const SessionFixture *fixture, BtSession *session)
{
  g_autofree char *path = g_build_filename (fixture->folder, "export.btsession", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GRegex) times = g_regex_new ("\"(created|played)\"[^,]*,|\n  \"sha256\"[^\n]*",
                                          G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);
  g_autoptr (GString) members = g_string_new (NULL);

  bt_session_file_export (fixture->store, bt_session_get_id (session), path, FALSE, &error);
  g_assert_no_error (error);
  bt_zip_read (path, NULL, member_read_cb, members, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (members->len, >, 0);
  g_unlink (path);
  /* Left out are when it was made and last played, by the machine's clock, and the sum over that.
   */
  return g_regex_replace (times, members->str, -1, 0, "", G_REGEX_MATCH_DEFAULT, NULL);
}

/* Returns all of it; a session's own id is the only thing that two folders may not share. */
static char *
ask_everything (Twins *twins, guint which)
{
  BtSession *session = twins->sessions[which];
  g_autoptr (GString) text = g_string_new (NULL);

  add_figures (text, session);
  add_lists (text, session);
  add_log (text, session);
  add_tape (text, session);
  add_report (text, session);
  g_assert_true (bt_session_save (session, NULL));
  g_string_replace (text, bt_session_get_id (session), "ID", 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Compares line by line, so that a difference is told and not the whole. */
static void
assert_same (const char *a, const char *b)
{
  g_auto (GStrv) left = g_strsplit (a, "\n", -1);
  g_auto (GStrv) right = g_strsplit (b, "\n", -1);

  for (guint i = 0; left[i] != NULL && right[i] != NULL; i++)
    g_assert_cmpstr (left[i], ==, right[i]);
  g_assert_cmpstr (a, ==, b);
}

/* ---- What is done ---- */

static gint64
draw (Twins *twins, gint64 low, gint64 high)
{
  return low + g_rand_int_range (twins->rand, 0, (gint32) (high - low + 1));
}

static void
make_command (Twins *twins, BtCommand *command)
{
  GListModel *positions = bt_session_get_positions (twins->sessions[0]);
  guint count = g_list_model_get_n_items (positions);
  gint64 roll = draw (twins, 0, 9);

  if (count > 0 && roll < 4)
    {
      g_autoptr (BtPositionItem) item
        = g_list_model_get_item (positions, (guint) draw (twins, 0, count - 1));

      bt_command_init (command, roll < 2 ? BT_COMMAND_CLOSE : BT_COMMAND_MODIFY, -1);
      g_strlcpy (command->id, bt_position_item_get (item)->id, sizeof command->id);
      command->modify_mask = BT_MODIFY_TRAIL;
      command->trail_points = draw (twins, 20, 200);
      return;
    }
  session_fixture_make_order (twins->sessions[0],
                              roll % 2 == 0 ? BT_DIRECTION_BUY : BT_DIRECTION_SELL,
                              draw (twins, 20, 300), draw (twins, 20, 300), command);
  if (roll < 7)
    return;
  command->type = roll == 9 ? BT_ORDER_STOP : BT_ORDER_LIMIT;
  command->price_points
    = bt_session_get_quote (twins->sessions[0]).bid_points + draw (twins, -150, 150);
  command->stop_loss_points = BT_PRICE_NONE;
  command->take_profit_points = BT_PRICE_NONE;
}

/* Both sessions are given the same, and answer the same. */
static void
give_commands (Twins *twins)
{
  for (gint64 i = draw (twins, 0, 2); i > 0; i--)
    {
      BtCommand command;
      BtRefusal refusals[2] = { 0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) other_error = NULL;

      make_command (twins, &command);
      bt_session_submit (twins->sessions[0], &command, &refusals[0], &error);
      bt_session_submit (twins->sessions[1], &command, &refusals[1], &other_error);
      g_assert_cmpint (error != NULL, ==, other_error != NULL);
      g_assert_cmpint (refusals[0].code, ==, refusals[1].code);
      g_assert_cmpstr (refusals[0].message, ==, refusals[1].message);
    }
}

/* Lets the neighbour live, somewhere else in time. */
static void
play_neighbour (Twins *twins)
{
  gint64 last = bt_session_get_length (twins->neighbour) - 1;
  gint64 here = bt_session_get_bar (twins->neighbour);
  gint64 bar = here + 40 + here % 97;

  g_assert_true (bt_session_advance_to (twins->neighbour, MIN (bar, last), FALSE, NULL));
  if (here % 3 == 0)
    session_fixture_trade (twins->neighbour, BT_DIRECTION_BUY, 200, 300);
}

/* Plays the first session for a while in some way that must not matter. */
static void
play (Twins *twins)
{
  static const BtTimeframe timeframes[]
    = { BT_TIMEFRAME_M1, BT_TIMEFRAME_M5, BT_TIMEFRAME_H1, BT_TIMEFRAME_D1 };
  BtSession **session = &twins->sessions[0];
  gint64 bar = bt_session_get_bar (*session) + draw (twins, 1, 150);

  bar = MIN (bar, bt_session_get_length (*session) - 1);
  g_object_set (*session, "chart-timeframe", timeframes[draw (twins, 0, 3)], "speed",
                (int) draw (twins, 5, 2000), "pause-on-fill", draw (twins, 0, 1) == 1, NULL);
  switch (draw (twins, 0, 4))
    {
    case 0:
      bt_session_step (*session, TRUE);
      break;
    case 1:
      g_assert_true (bt_session_advance_to (*session, bar, TRUE, NULL));
      break;
    case 2:
      bt_session_close (*session);
      g_object_unref (*session);
      *session = session_fixture_open (&twins->played, twins->ids[0]);
      break;
    default:
      session_fixture_play_to (&twins->played, *session, bar, draw (twins, 16000, 900000));
      break;
    }
}

static void
test_twins (Twins *twins, gconstpointer data)
{
  gint64 last = bt_session_get_length (twins->sessions[0]) - 1;

  /* Before the first candle the clock is that candle's opening, which is known. */
  g_assert_true (bt_session_advance_to (twins->sessions[0], 0, FALSE, NULL));
  for (int round = 0; round < ROUNDS && bt_session_get_bar (twins->sessions[0]) < last; round++)
    {
      Poison venom;

      play (twins);
      play_neighbour (twins);
      gint64 bar = bt_session_get_bar (twins->sessions[0]);
      poison (twins->sessions[1], bar, &venom);
      g_assert_true (bt_session_advance_to (twins->sessions[1], bar, FALSE, NULL));
      give_commands (twins);
      g_autofree char *played = ask_everything (twins, 0);
      g_autofree char *poisoned = ask_everything (twins, 1);
      cure (&venom);
      assert_same (played, poisoned);
      g_autofree char *file = export(&twins->played, twins->sessions[0]);
      g_autofree char *other_file = export(&twins->poisoned, twins->sessions[1]);
      assert_same (file, other_file);
    }
  g_assert_cmpint (bt_session_get_bar (twins->sessions[0]), >, 1000);
  g_assert_cmpuint (g_list_model_get_n_items (bt_session_get_fills (twins->sessions[0])), >, 30);
}

/* The poison itself: an engine that could see ahead would be found. */
static void
test_poison_is_seen (Twins *twins, gconstpointer data)
{
  Poison venom;

  g_assert_true (bt_session_advance_to (twins->sessions[0], 50, FALSE, NULL));
  poison (twins->sessions[1], 49, &venom);
  /* One candle too far. */
  g_assert_true (bt_session_advance_to (twins->sessions[1], 50, FALSE, NULL));
  g_autofree char *played = ask_everything (twins, 0);
  g_autofree char *poisoned = ask_everything (twins, 1);
  cure (&venom);
  g_assert_cmpstr (played, !=, poisoned);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/session/poison/twins", Twins, NULL, set_up, test_twins, tear_down);
  g_test_add ("/session/poison/is-seen", Twins, NULL, set_up, test_poison_is_seen, tear_down);
  return g_test_run ();
}
