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
  view->trades = bt_line_list_new (BT_TYPE_POSITION_ITEM);
  view->fills = bt_line_list_new (BT_TYPE_FILL_ITEM);
  view->ledger = bt_line_list_new (BT_TYPE_LEDGER_ITEM);
  view->log = bt_line_list_new (BT_TYPE_LOG_ITEM);
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
      break;
    case BT_EVENT_LEDGER:
      if (event->ledger->type != BT_LEDGER_SWAP)
        break;
      add_note (view, BT_LOG_SWAP, event);
      bt_log_item_set_action (g_ptr_array_index (view->notes, view->notes->len - 1),
                              event->ledger->amount.minor, BT_TIME_NONE, NULL);
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

/* Notes where a fill stands among those that opened and closed positions. */
static void
note_fill (BtSessionView *view, const BtFill *fill, gsize number)
{
  if (!fill->is_entry)
    g_hash_table_replace (view->exits, g_strdup (fill->position_id), GSIZE_TO_POINTER (number));
  else if (!g_hash_table_contains (view->entries, fill->position_id))
    g_hash_table_insert (view->entries, g_strdup (fill->position_id), GSIZE_TO_POINTER (number));
}

/* Returns how many more are shown. */
static guint
sync_fills (BtSessionView *view, const BtEngine *engine)
{
  guint shown = bt_line_list_get_shown (view->fills);
  gsize count;
  const BtFill *fills = bt_engine_get_fills (engine, &count);

  for (gsize i = bt_line_list_get_known (view->fills); i < count; i++)
    {
      bt_line_list_add (view->fills, bt_fill_item_new (&fills[i]));
      note_fill (view, &fills[i], i + 1);
    }
  bt_line_list_show (view->fills, (guint) count);
  return count > shown ? (guint) count - shown : 0;
}

static void
sync_ledger (BtSessionView *view, const BtEngine *engine)
{
  gsize count;
  const BtLedgerEntry *entries = bt_engine_get_ledger (engine, &count);

  for (gsize i = bt_line_list_get_known (view->ledger); i < count; i++)
    bt_line_list_add (view->ledger, bt_ledger_item_new (&entries[i]));
  bt_line_list_show (view->ledger, (guint) count);
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

/* Shows positions that have ended; those that had when the line was first played are there. */
static void
show_ended (BtSessionView *view, GPtrArray *ended)
{
  guint shown = bt_line_list_get_shown (view->trades);

  for (guint i = 0; i < ended->len; i++)
    if (shown + i >= bt_line_list_get_known (view->trades))
      bt_line_list_add (view->trades, g_object_ref (ended->pdata[i]));
  bt_line_list_show (view->trades, shown + ended->len);
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
  show_ended (view, ended);
}

/* Moves what was noted to the log. What was noted before, when the line was first played, is the
 * same again: its row is shown anew. */
static void
sync_log (BtSessionView *view)
{
  guint shown = bt_line_list_get_shown (view->log);

  for (guint i = 0; i < view->notes->len; i++)
    if (shown + i >= bt_line_list_get_known (view->log))
      bt_line_list_add (view->log, g_object_ref (view->notes->pdata[i]));
  bt_line_list_show (view->log, shown + view->notes->len);
  g_ptr_array_set_size (view->notes, 0);
}

guint
bt_session_view_get_log_length (const BtSessionView *view)
{
  return bt_line_list_get_shown (view->log) + view->notes->len;
}

/* Forgets the positions that fills which are not shown opened. */
static gboolean
is_hidden (gpointer key, gpointer value, gpointer user_data)
{
  const BtSessionView *view = user_data;

  return GPOINTER_TO_SIZE (value) > bt_line_list_get_shown (view->fills);
}

/* Shows the positions that have ended; where the line was not played here, their rows are made. */
static void
jump_trades (BtSessionView *view, const BtEngine *engine, const BtPosition *positions, gsize count)
{
  g_autoptr (GPtrArray) ended = g_ptr_array_new ();

  for (gsize i = 0; i < count; i++)
    if (positions[i].status != BT_POSITION_OPEN)
      g_ptr_array_add (ended, (gpointer) &positions[i]);
  if (ended->len > bt_line_list_get_known (view->trades))
    g_ptr_array_sort_with_data (ended, compare_records, view->exits);
  for (guint i = bt_line_list_get_known (view->trades); i < ended->len; i++)
    bt_line_list_add (view->trades, make_position (view, engine, ended->pdata[i]));
  bt_line_list_show (view->trades, ended->len);
}

/* Makes the rows of the positions that are open. */
static void
jump_positions (BtSessionView *view,
                const BtEngine *engine,
                const BtPosition *positions,
                gsize count)
{
  g_list_store_remove_all (view->positions);
  g_array_set_size (view->open_indexes, 0);
  for (gsize i = 0; i < count; i++)
    if (positions[i].status == BT_POSITION_OPEN)
      {
        g_autoptr (BtPositionItem) item = make_position (view, engine, &positions[i]);
        guint index = (guint) i;

        g_array_append_val (view->open_indexes, index);
        g_list_store_append (view->positions, item);
      }
  view->positions_known = count;
}

void
bt_session_view_jump (BtSessionView *view, BtEngine *engine, guint log_length)
{
  gsize count;
  const BtPosition *positions = bt_engine_get_positions (engine, &count);

  g_ptr_array_set_size (view->notes, 0);
  bt_line_list_show (view->log, log_length);
  sync_fills (view, engine);
  sync_ledger (view, engine);
  jump_trades (view, engine, positions, count);
  jump_positions (view, engine, positions, count);
}

void
bt_session_view_fork (BtSessionView *view)
{
  bt_line_list_cut (view->trades);
  bt_line_list_cut (view->fills);
  bt_line_list_cut (view->ledger);
  bt_line_list_cut (view->log);
  g_hash_table_foreach_remove (view->entries, is_hidden, view);
  g_hash_table_foreach_remove (view->exits, is_hidden, view);
}

void
bt_session_view_take (BtSessionView *view, BtSessionView *other)
{
  GHashTable *entries = view->entries;
  GHashTable *exits = view->exits;

  bt_line_list_take (view->trades, other->trades);
  bt_line_list_take (view->fills, other->fills);
  bt_line_list_take (view->ledger, other->ledger);
  bt_line_list_take (view->log, other->log);
  view->entries = other->entries;
  view->exits = other->exits;
  other->entries = entries;
  other->exits = exits;
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
