// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-session-view.h"

#include "session/bt-session-items-private.h"

void
bt_session_view_init (BtSessionView *view)
{
  view->positions = g_list_store_new (BT_TYPE_POSITION_ITEM);
  view->orders = g_list_store_new (BT_TYPE_ORDER_ITEM);
  view->trades = g_list_store_new (BT_TYPE_POSITION_ITEM);
  view->fills = g_list_store_new (BT_TYPE_FILL_ITEM);
  view->ledger = g_list_store_new (BT_TYPE_LEDGER_ITEM);
  view->log = g_list_store_new (BT_TYPE_LOG_ITEM);
  view->line_log = g_ptr_array_new_with_free_func (g_object_unref);
  view->notes = g_ptr_array_new_with_free_func (g_object_unref);
  view->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  view->exits = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  view->open_indexes = g_array_new (FALSE, FALSE, sizeof (guint));
  view->positions_known = 0;
  view->clock_usec = BT_TIME_NONE;
  view->columns = NULL;
  view->command_name = NULL;
}

void
bt_session_view_clear (BtSessionView *view)
{
  g_clear_object (&view->positions);
  g_clear_object (&view->orders);
  g_clear_object (&view->trades);
  g_clear_object (&view->fills);
  g_clear_object (&view->ledger);
  g_clear_object (&view->log);
  g_clear_pointer (&view->line_log, g_ptr_array_unref);
  g_clear_pointer (&view->notes, g_ptr_array_unref);
  g_clear_pointer (&view->entries, g_hash_table_unref);
  g_clear_pointer (&view->exits, g_hash_table_unref);
  g_clear_pointer (&view->open_indexes, g_array_unref);
}

static void
add_note (BtSessionView *view, BtLogKind kind, const BtEvent *event)
{
  gboolean is_on_candle = event->command == 0 && event->bar >= 0;
  gint64 time_usec = is_on_candle ? view->columns->time_usec[event->bar] : view->clock_usec;
  const char *command = kind == BT_LOG_COMMAND ? view->command_name : NULL;
  const char *id = event->id;

  if (id == NULL && event->fill != NULL)
    id = event->fill->order_id;
  g_ptr_array_add (view->notes, bt_log_item_new (kind, time_usec, id, command,
                                                 kind == BT_LOG_FILL ? event->fill : NULL,
                                                 kind == BT_LOG_REFUSAL ? event->refusal : NULL));
}

void
bt_session_view_note (BtSessionView *view, const BtEvent *event)
{
  switch (event->kind)
    {
    case BT_EVENT_ACCEPTED:
      add_note (view, BT_LOG_COMMAND, event);
      break;
    case BT_EVENT_REFUSED:
      add_note (view, BT_LOG_REFUSAL, event);
      break;
    case BT_EVENT_FILLED:
      add_note (view, BT_LOG_FILL, event);
      break;
    case BT_EVENT_CANCELLED:
      add_note (view, BT_LOG_CANCELLED, event);
      break;
    case BT_EVENT_EXPIRED:
      add_note (view, BT_LOG_EXPIRED, event);
      break;
    case BT_EVENT_MARGIN_CALL:
      add_note (view, BT_LOG_MARGIN_CALL, event);
      break;
    case BT_EVENT_LIQUIDATED:
      add_note (view, BT_LOG_LIQUIDATION, event);
      break;
    case BT_EVENT_ENDED:
      add_note (view, BT_LOG_ENDED, event);
      break;
    case BT_EVENT_RULE_BROKEN:
      add_note (view, BT_LOG_RULE_BROKEN, event);
      bt_log_item_set_violation (g_ptr_array_index (view->notes, view->notes->len - 1),
                                 event->violation);
      break;
    case BT_EVENT_TRIGGERED:
    case BT_EVENT_POSITION_OPENED:
    case BT_EVENT_POSITION_CHANGED:
    case BT_EVENT_POSITION_CLOSED:
    case BT_EVENT_CHALLENGE_PASSED:
    case BT_EVENT_LEDGER:
      break;
    }
}

void
bt_session_view_drop_notes (BtSessionView *view)
{
  g_ptr_array_set_size (view->notes, 0);
}

/* Appends the rows of array to a list in one change. */
static void
append_rows (GListStore *list, GPtrArray *rows)
{
  if (rows->len > 0)
    g_list_store_splice (list, g_list_model_get_n_items (G_LIST_MODEL (list)), 0, rows->pdata,
                         rows->len);
}

static guint
sync_fills (BtSessionView *view, const BtEngine *engine)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  guint known = g_list_model_get_n_items (G_LIST_MODEL (view->fills));
  gsize count;
  const BtFill *fills = bt_engine_get_fills (engine, &count);

  for (gsize i = known; i < count; i++)
    {
      g_ptr_array_add (rows, bt_fill_item_new (&fills[i]));
      if (fills[i].is_entry && !g_hash_table_contains (view->entries, fills[i].position_id))
        g_hash_table_insert (view->entries, g_strdup (fills[i].position_id),
                             GSIZE_TO_POINTER (i + 1));
      if (!fills[i].is_entry)
        g_hash_table_replace (view->exits, g_strdup (fills[i].position_id),
                              GSIZE_TO_POINTER (i + 1));
    }
  append_rows (view->fills, rows);
  return rows->len;
}

static void
sync_ledger (BtSessionView *view, const BtEngine *engine)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  guint known = g_list_model_get_n_items (G_LIST_MODEL (view->ledger));
  gsize count;
  const BtLedgerEntry *entries = bt_engine_get_ledger (engine, &count);

  for (gsize i = known; i < count; i++)
    g_ptr_array_add (rows, bt_ledger_item_new (&entries[i]));
  append_rows (view->ledger, rows);
}

/* Both the list and the engine's array ascend by sequence; what is only in the list has left. */
static void
sync_orders (BtSessionView *view, const BtEngine *engine)
{
  gsize count;
  const BtOrder *orders = bt_engine_get_orders (engine, &count);
  guint row = 0;

  for (gsize i = 0; i < count; i++)
    {
      g_autoptr (BtOrderItem) item = NULL;

      while ((item = g_list_model_get_item (G_LIST_MODEL (view->orders), row)) != NULL
             && bt_order_item_get (item)->sequence < orders[i].sequence)
        {
          g_list_store_remove (view->orders, row);
          g_clear_object (&item);
        }
      if (item != NULL && bt_order_item_get (item)->sequence == orders[i].sequence)
        bt_order_item_update (item, &orders[i]);
      else
        {
          g_autoptr (BtOrderItem) fresh = bt_order_item_new (&orders[i]);

          g_list_store_insert (view->orders, row, fresh);
        }
      row++;
    }

  guint length = g_list_model_get_n_items (G_LIST_MODEL (view->orders));

  if (length > row)
    g_list_store_splice (view->orders, row, length - row, NULL, 0);
}

/* Returns a row of a position, with the fill that opened it. */
static BtPositionItem *
make_position (BtSessionView *view, const BtEngine *engine, const BtPosition *position)
{
  static const BtFill NO_FILL;
  gsize count;
  const BtFill *fills = bt_engine_get_fills (engine, &count);
  gsize entry = GPOINTER_TO_SIZE (g_hash_table_lookup (view->entries, position->id));

  return bt_position_item_new (position, entry == 0 ? &NO_FILL : &fills[entry - 1]);
}

/* Ended positions stand among the trades in the order of their end: that of their last fills, since
 * a candle's opening, which its fills state, is the moment of the commands before it, too. */
static int
compare_positions (const BtPosition *a, const BtPosition *b, GHashTable *exits)
{
  gsize first = GPOINTER_TO_SIZE (g_hash_table_lookup (exits, a->id));
  gsize second = GPOINTER_TO_SIZE (g_hash_table_lookup (exits, b->id));

  return (first > second) - (first < second);
}

static int
compare_ends (gconstpointer a, gconstpointer b, gpointer exits)
{
  return compare_positions (bt_position_item_get (*(BtPositionItem *const *) a),
                            bt_position_item_get (*(BtPositionItem *const *) b), exits);
}

static int
compare_records (gconstpointer a, gconstpointer b, gpointer exits)
{
  return compare_positions (*(const BtPosition *const *) a, *(const BtPosition *const *) b, exits);
}

/* Updates the rows of open positions and moves ended ones to ended. */
static void
update_open (BtSessionView *view, const BtPosition *positions, GPtrArray *ended)
{
  guint kept = 0;

  for (guint i = 0; i < view->open_indexes->len; i++)
    {
      guint index = g_array_index (view->open_indexes, guint, i);
      g_autoptr (BtPositionItem) item
        = g_list_model_get_item (G_LIST_MODEL (view->positions), kept);

      bt_position_item_update (item, &positions[index]);
      if (positions[index].status == BT_POSITION_OPEN)
        {
          g_array_index (view->open_indexes, guint, kept) = index;
          kept++;
        }
      else
        {
          g_list_store_remove (view->positions, kept);
          g_ptr_array_add (ended, g_steal_pointer (&item));
        }
    }
  g_array_set_size (view->open_indexes, kept);
}

static void
sync_positions (BtSessionView *view, BtEngine *engine)
{
  g_autoptr (GPtrArray) ended = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) fresh = g_ptr_array_new_with_free_func (g_object_unref);
  gsize count;
  const BtPosition *positions = bt_engine_get_positions (engine, &count);

  update_open (view, positions, ended);
  for (gsize i = view->positions_known; i < count; i++)
    {
      BtPositionItem *item = make_position (view, engine, &positions[i]);
      guint index = (guint) i;

      if (positions[i].status == BT_POSITION_OPEN)
        {
          g_array_append_val (view->open_indexes, index);
          g_ptr_array_add (fresh, item);
        }
      else
        g_ptr_array_add (ended, item);
    }
  view->positions_known = count;
  append_rows (view->positions, fresh);
  g_ptr_array_sort_with_data (ended, compare_ends, view->exits);
  append_rows (view->trades, ended);
}

/* Moves what was noted to the log. What was noted before, when the line was first played, is the
 * same again: its row is shown anew. */
static void
sync_log (BtSessionView *view)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  guint length = g_list_model_get_n_items (G_LIST_MODEL (view->log));

  for (guint i = 0; i < view->notes->len; i++)
    {
      if (length + i >= view->line_log->len)
        g_ptr_array_add (view->line_log, g_object_ref (view->notes->pdata[i]));
      g_ptr_array_add (rows, g_object_ref (view->line_log->pdata[length + i]));
    }
  append_rows (view->log, rows);
  g_ptr_array_set_size (view->notes, 0);
}

guint
bt_session_view_get_log_length (const BtSessionView *view)
{
  return g_list_model_get_n_items (G_LIST_MODEL (view->log)) + view->notes->len;
}

/* Drops the rows of a list from length on. */
static void
cut_rows (GListStore *list, gsize length)
{
  guint count = g_list_model_get_n_items (G_LIST_MODEL (list));

  if (count > length)
    g_list_store_splice (list, (guint) length, count - (guint) length, NULL, 0);
}

/* Forgets the positions that the fills from length on opened. */
static void
forget_entries (BtSessionView *view, gsize length)
{
  guint count = g_list_model_get_n_items (G_LIST_MODEL (view->fills));

  for (guint i = (guint) MIN (length, count); i < count; i++)
    {
      g_autoptr (BtFillItem) item = g_list_model_get_item (G_LIST_MODEL (view->fills), i);
      const char *id = bt_fill_item_get (item)->position_id;

      if (GPOINTER_TO_SIZE (g_hash_table_lookup (view->entries, id)) == i + 1)
        g_hash_table_remove (view->entries, id);
    }
}

static void
jump_log (BtSessionView *view, guint length)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  guint shown = g_list_model_get_n_items (G_LIST_MODEL (view->log));

  cut_rows (view->log, length);
  for (guint i = shown; i < MIN (length, view->line_log->len); i++)
    g_ptr_array_add (rows, g_object_ref (view->line_log->pdata[i]));
  append_rows (view->log, rows);
}

/* Makes the rows of trades those of the positions that have ended; the rows that stay are left
 * alone. */
static void
jump_trades (BtSessionView *view, const BtEngine *engine, const BtPosition *positions, gsize count)
{
  g_autoptr (GPtrArray) ended = g_ptr_array_new ();
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *trades = G_LIST_MODEL (view->trades);
  guint shown = g_list_model_get_n_items (trades);
  guint same = 0;

  for (gsize i = 0; i < count; i++)
    if (positions[i].status != BT_POSITION_OPEN)
      g_ptr_array_add (ended, (gpointer) &positions[i]);
  g_ptr_array_sort_with_data (ended, compare_records, view->exits);
  for (; same < MIN (ended->len, shown); same++)
    {
      g_autoptr (BtPositionItem) item = g_list_model_get_item (trades, same);

      const BtPosition *position = bt_position_item_get (item);
      const BtPosition *record = ended->pdata[same];

      if (position->closed_usec != record->closed_usec || position->sequence != record->sequence)
        break;
    }
  cut_rows (view->trades, same);
  for (guint i = same; i < ended->len; i++)
    g_ptr_array_add (rows, make_position (view, engine, ended->pdata[i]));
  append_rows (view->trades, rows);
}

void
bt_session_view_jump (BtSessionView *view, BtEngine *engine, guint log_length)
{
  gsize count;

  g_ptr_array_set_size (view->notes, 0);
  jump_log (view, log_length);
  bt_engine_get_fills (engine, &count);
  forget_entries (view, count);
  cut_rows (view->fills, count);
  sync_fills (view, engine);
  bt_engine_get_ledger (engine, &count);
  cut_rows (view->ledger, count);
  cut_rows (view->positions, 0);
  g_array_set_size (view->open_indexes, 0);

  const BtPosition *positions = bt_engine_get_positions (engine, &count);

  jump_trades (view, engine, positions, count);
  view->positions_known = count;
  for (gsize i = 0; i < count; i++)
    if (positions[i].status == BT_POSITION_OPEN)
      {
        g_autoptr (BtPositionItem) item = make_position (view, engine, &positions[i]);
        guint index = (guint) i;

        g_array_append_val (view->open_indexes, index);
        g_list_store_append (view->positions, item);
      }
}

void
bt_session_view_fork (BtSessionView *view)
{
  g_ptr_array_set_size (view->line_log, (gint) g_list_model_get_n_items (G_LIST_MODEL (view->log)));
}

void
bt_session_view_reset (BtSessionView *view)
{
  g_list_store_remove_all (view->positions);
  g_list_store_remove_all (view->orders);
  g_list_store_remove_all (view->trades);
  g_list_store_remove_all (view->fills);
  g_list_store_remove_all (view->ledger);
  g_list_store_remove_all (view->log);
  g_ptr_array_set_size (view->line_log, 0);
  g_ptr_array_set_size (view->notes, 0);
  g_hash_table_remove_all (view->entries);
  g_hash_table_remove_all (view->exits);
  g_array_set_size (view->open_indexes, 0);
  view->positions_known = 0;
}

void
bt_session_view_sync (BtSessionView *view, BtEngine *engine, BtSessionNews *news)
{
  BtSessionNews result = { 0 };

  for (guint i = 0; i < view->notes->len; i++)
    {
      BtLogKind kind = bt_log_item_get_kind (g_ptr_array_index (view->notes, i));

      result.has_margin_call |= kind == BT_LOG_MARGIN_CALL;
      result.has_liquidation |= kind == BT_LOG_LIQUIDATION;
    }
  result.new_fills = sync_fills (view, engine);
  sync_ledger (view, engine);
  sync_orders (view, engine);
  sync_positions (view, engine);
  sync_log (view);
  if (news != NULL)
    *news = result;
}
