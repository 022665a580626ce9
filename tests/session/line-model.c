// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "line-model.h"

#include "session/bt-command-json.h"
#include "session/bt-result-json.h"

typedef struct
{
  char *name;
  GArray *commands; /* of BtCommand */
  gint64 head;
} Line;

struct _LineModel
{
  GPtrArray *lines; /* of Line */
  Line *present;
};

static void
line_free (gpointer data)
{
  Line *line = data;

  g_free (line->name);
  g_array_unref (line->commands);
  g_free (line);
}

static Line *
add_line (LineModel *model, const char *name)
{
  Line *line = g_new0 (Line, 1);

  line->name = g_strdup (name);
  line->commands = g_array_new (FALSE, FALSE, sizeof (BtCommand));
  line->head = -1;
  g_ptr_array_add (model->lines, line);
  return line;
}

static Line *
find_line (const LineModel *model, const char *name)
{
  for (guint i = 0; i < model->lines->len; i++)
    if (g_strcmp0 (((Line *) model->lines->pdata[i])->name, name) == 0)
      return model->lines->pdata[i];
  g_assert_not_reached ();
}

LineModel *
line_model_new (void)
{
  LineModel *model = g_new0 (LineModel, 1);

  model->lines = g_ptr_array_new_with_free_func (line_free);
  model->present = add_line (model, "main");
  return model;
}

void
line_model_free (LineModel *model)
{
  g_ptr_array_unref (model->lines);
  g_free (model);
}

void
line_model_play (LineModel *model, gint64 bar)
{
  model->present->head = MAX (model->present->head, bar);
}

void
line_model_give (LineModel *model, gint64 bar, const BtCommand *command, const char *fork_name)
{
  BtCommand given = *command;

  given.after_bar = bar;
  if (fork_name != NULL)
    {
      const Line *old = model->present;
      BtCommand fork;

      model->present = add_line (model, fork_name);
      for (guint i = 0; i < old->commands->len; i++)
        if (g_array_index (old->commands, BtCommand, i).after_bar <= bar)
          g_array_append_val (model->present->commands,
                              g_array_index (old->commands, BtCommand, i));
      bt_command_init (&fork, BT_COMMAND_FORK, bar);
      g_strlcpy (fork.id, fork_name, sizeof fork.id);
      g_array_append_val (model->present->commands, fork);
    }
  if (given.kind != BT_COMMAND_FORK)
    g_array_append_val (model->present->commands, given);
  line_model_play (model, bar);
}

void
line_model_switch (LineModel *model, const char *name)
{
  model->present = find_line (model, name);
}

void
line_model_rename (LineModel *model, const char *name, const char *fresh)
{
  Line *line = find_line (model, name);

  g_free (line->name);
  line->name = g_strdup (fresh);
}

void
line_model_delete (LineModel *model, const char *name)
{
  g_ptr_array_remove (model->lines, find_line (model, name));
}

guint
line_model_count (const LineModel *model)
{
  return model->lines->len;
}

const char *
line_model_get_name (const LineModel *model, guint index)
{
  return ((const Line *) model->lines->pdata[index])->name;
}

gint64
line_model_get_head (const LineModel *model)
{
  return model->present->head;
}

static void
note_cb (const BtEvent *event, gpointer user_data)
{
  bt_session_view_note (user_data, event);
}

/* Runs the present branch from the start to a bar, candle by candle, into lists of their own. */
static BtEngine *
run (const LineModel *model, BtSession *session, gint64 bar, BtSessionView *view)
{
  BtEngine *engine
    = bt_engine_new (&session->settings, session->series, &session->range_hash, NULL);
  const GArray *commands = model->present->commands;
  BtAdvanceResult result;

  view->columns = bt_series_get_columns (session->series);
  bt_engine_set_event_func (engine, note_cb, view);
  for (guint i = 0; i <= commands->len; i++)
    {
      BtCommand command;
      gint64 to = bar;
      g_autofree char *json = NULL;

      if (i < commands->len)
        {
          command = g_array_index (commands, BtCommand, i);
          to = MIN (bar, command.after_bar);
        }
      while (bt_engine_get_bar (engine) < to)
        g_assert_true (
          bt_engine_advance (engine, bt_engine_get_bar (engine) + 1, FALSE, &result, NULL));
      if (i == commands->len || command.after_bar > bar)
        break;
      g_assert_true (bt_command_canonicalise (&command, &session->settings, &json, NULL));
      view->clock_usec = bt_engine_get_clock (engine);
      view->command_name = bt_command_kind_to_string (command.kind);
      g_assert_true (bt_engine_apply (engine, &command, NULL, NULL));
    }
  bt_session_view_sync (view, engine, NULL);
  return engine;
}

/* Returns the rows of a list, whatever it is. */
static guint
count_rows (gpointer list)
{
  return g_list_model_get_n_items (G_LIST_MODEL (list));
}

/* Asserts that both lists have rows, one by one of the same position. */
static void
assert_positions (gpointer is, gpointer should)
{
  g_assert_cmpuint (count_rows (is), ==, count_rows (should));
  for (guint i = 0; i < count_rows (is); i++)
    {
      g_autoptr (BtPositionItem) a = g_list_model_get_item (G_LIST_MODEL (is), i);
      g_autoptr (BtPositionItem) b = g_list_model_get_item (G_LIST_MODEL (should), i);
      const BtPosition *first = bt_position_item_get (a);
      const BtPosition *second = bt_position_item_get (b);

      g_assert_cmpstr (first->id, ==, second->id);
      g_assert_cmpint (first->status, ==, second->status);
      g_assert_cmpint (first->closed_usec, ==, second->closed_usec);
      g_assert_cmpint (first->pnl.minor, ==, second->pnl.minor);
      g_assert_cmpint (first->floating.minor, ==, second->floating.minor);
      g_assert_cmpint (first->mae.minor, ==, second->mae.minor);
      g_assert_cmpint (first->mfe.minor, ==, second->mfe.minor);
      g_assert_cmpint (bt_position_item_get_entry (a)->number, ==,
                       bt_position_item_get_entry (b)->number);
    }
}

static void
assert_log (gpointer is, gpointer should)
{
  g_assert_cmpuint (count_rows (is), ==, count_rows (should));
  for (guint i = 0; i < count_rows (is); i++)
    {
      g_autoptr (BtLogItem) a = g_list_model_get_item (G_LIST_MODEL (is), i);
      g_autoptr (BtLogItem) b = g_list_model_get_item (G_LIST_MODEL (should), i);

      g_assert_cmpint (bt_log_item_get_kind (a), ==, bt_log_item_get_kind (b));
      g_assert_cmpint (bt_log_item_get_time (a), ==, bt_log_item_get_time (b));
      g_assert_cmpstr (bt_log_item_get_id (a), ==, bt_log_item_get_id (b));
      g_assert_cmpstr (bt_log_item_get_command (a), ==, bt_log_item_get_command (b));
    }
}

static void
assert_view (const BtSessionView *is, const BtSessionView *should)
{
  assert_positions (is->positions, should->positions);
  assert_positions (is->trades, should->trades);
  assert_log (is->log, should->log);
  g_assert_cmpuint (count_rows (is->fills), ==, count_rows (should->fills));
  g_assert_cmpuint (count_rows (is->ledger), ==, count_rows (should->ledger));
  g_assert_cmpuint (count_rows (is->orders), ==, count_rows (should->orders));
  for (guint i = 0; i < count_rows (is->orders); i++)
    {
      g_autoptr (BtOrderItem) a = g_list_model_get_item (G_LIST_MODEL (is->orders), i);
      g_autoptr (BtOrderItem) b = g_list_model_get_item (G_LIST_MODEL (should->orders), i);

      g_assert_cmpstr (bt_order_item_get (a)->id, ==, bt_order_item_get (b)->id);
    }
}

void
line_model_assert (const LineModel *model, BtSession *session)
{
  BtSessionView view;
  gint64 bar = bt_session_get_bar (session);

  bt_session_view_init (&view);

  g_autoptr (BtEngine) engine = run (model, session, bar, &view);
  g_autofree char *is = bt_session_to_result_json (session);
  g_autofree char *should = bt_result_to_json (engine, &session->range_hash);

  g_assert_cmpint (bar, <=, model->present->head);
  g_assert_cmpint (bt_session_get_head_bar (session), ==, model->present->head);
  g_assert_true (bt_session_is_at_head (session) == (bar == model->present->head));
  g_assert_cmpuint (bt_tape_get_known (bt_session_get_tape (session)), ==,
                    session->first_index + bar + 1);
  g_assert_true (g_str_equal (is, should));
  assert_view (&session->view, &view);
  bt_session_view_clear (&view);
}
