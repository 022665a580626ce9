// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-event-log.h"

#include "session/bt-action-json.h"
#include "session/bt-session-items-private.h"

struct _BtEventLog
{
  GObject parent_instance;
  BtLineList *lines;
  BtAnnotationWriter *writer;
  GPtrArray *actions; /* of BtAction, in the order of the log */
  GArray *steps;      /* of BtLineStep */
  gint64 next_id;
  gint64 last_id; /* of the action that was added last, or 0 */
  /* What is shown, oldest first: the first n_lines of lines and all of shown. */
  GPtrArray *rows; /* of BtLogItem */
  guint n_lines;
  GPtrArray *shown; /* of BtAction, borrowed */
  guint kept_lines; /* of those shown, the first that are still the same */
};

static GType
bt_event_log_get_item_type (GListModel *model)
{
  return BT_TYPE_LOG_ITEM;
}

static guint
bt_event_log_get_n_items (GListModel *model)
{
  return BT_EVENT_LOG (model)->rows->len;
}

static gpointer
bt_event_log_get_item (GListModel *model, guint position)
{
  const GPtrArray *rows = BT_EVENT_LOG (model)->rows;

  return position < rows->len ? g_object_ref (rows->pdata[rows->len - 1 - position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = bt_event_log_get_item_type;
  iface->get_n_items = bt_event_log_get_n_items;
  iface->get_item = bt_event_log_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BtEventLog,
                               bt_event_log,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
bt_event_log_finalize (GObject *object)
{
  BtEventLog *self = BT_EVENT_LOG (object);

  g_object_unref (self->lines);
  g_ptr_array_unref (self->shown);
  g_ptr_array_unref (self->actions);
  g_ptr_array_unref (self->rows);
  g_array_unref (self->steps);
  G_OBJECT_CLASS (bt_event_log_parent_class)->finalize (object);
}

static void
bt_event_log_class_init (BtEventLogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bt_event_log_finalize;
}

static void
bt_event_log_init (BtEventLog *self)
{
  self->actions = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_action_free);
  self->shown = g_ptr_array_new ();
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->steps = g_array_new (FALSE, FALSE, sizeof (BtLineStep));
  self->next_id = 1;
}

/* Lines that go, or come before others, are others from there on. */
static void
lines_changed_cb (BtEventLog *self, guint position, guint removed, guint added)
{
  if (removed > 0)
    self->kept_lines = MIN (self->kept_lines, position);
}

BtEventLog *
bt_event_log_new (BtLineList *lines, BtAnnotationWriter *writer)
{
  BtEventLog *log = g_object_new (BT_TYPE_EVENT_LOG, NULL);

  log->lines = g_object_ref (lines);
  log->writer = writer;
  g_signal_connect_object (lines, "items-changed", G_CALLBACK (lines_changed_cb), log,
                           G_CONNECT_SWAPPED);
  return log;
}

void
bt_event_log_close (BtEventLog *log)
{
  log->writer = NULL;
}

/* ---- Actions ---- */

static gint64
get_time (const BtAction *action)
{
  return bt_log_item_get_time (action->item);
}

/* What is done at a moment comes before the commands that are given then and the candle that opens
 * with it; an alert fires on that candle. */
static int
get_rank (BtLogItem *item)
{
  return bt_log_item_get_kind (item) == BT_LOG_ALERT ? 2 : bt_log_item_is_action (item) ? 0 : 1;
}

/* Says whether one event stands before another, or beside it. */
static gboolean
is_in_order (BtLogItem *a, BtLogItem *b)
{
  gint64 first = bt_log_item_get_time (a);
  gint64 second = bt_log_item_get_time (b);

  return first < second || (first == second && get_rank (a) <= get_rank (b));
}

static void
insert_action (BtEventLog *self, BtAction *action)
{
  guint index = self->actions->len;

  while (index > 0)
    {
      const BtAction *before = self->actions->pdata[index - 1];

      if (is_in_order (before->item, action->item)
          && (before->id < action->id || !is_in_order (action->item, before->item)))
        break;
      index--;
    }
  g_ptr_array_insert (self->actions, (gint) index, action);
  self->next_id = MAX (self->next_id, action->id + 1);
}

void
bt_event_log_read (BtEventLog *log, const GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const BtAnnotation *row = rows->pdata[i];
      BtAction *action;

      if (row->kind != BT_ANNOTATION_ACTION)
        continue;
      log->next_id = MAX (log->next_id, row->id + 1);
      action = bt_action_from_json (row->json, NULL);
      if (action == NULL)
        continue;
      action->id = row->id;
      insert_action (log, action);
    }
}

/* Says whether an action happened on the present line. */
static gboolean
is_on_line (const BtEventLog *self, const BtAction *action)
{
  for (guint i = 0; i < self->steps->len; i++)
    {
      const BtLineStep *step = &g_array_index (self->steps, BtLineStep, i);

      if (step->branch_id == action->branch_id)
        return action->bar <= step->last_bar;
    }
  return FALSE;
}

void
bt_event_log_set_line (BtEventLog *log, const BtLineStep *steps, guint count)
{
  g_array_set_size (log->steps, 0);
  g_array_append_vals (log->steps, steps, count);
}

/* Says whether two actions say the same of the same candle. */
static gboolean
is_same (const BtAction *a, const BtAction *b)
{
  BtLogKind kind = bt_log_item_get_kind (a->item);

  return kind == bt_log_item_get_kind (b->item) && a->bar == b->bar
         && bt_log_item_get_figure (a->item) == bt_log_item_get_figure (b->item)
         && bt_log_item_get_from (a->item) == bt_log_item_get_from (b->item)
         && (kind == BT_LOG_ALERT
             || g_strcmp0 (bt_log_item_get_text (a->item), bt_log_item_get_text (b->item)) == 0);
}

/* Returns whether the line has this action already: the same candle fires the same alert, and to go
 * the same way again is no news. */
static gboolean
is_known (const BtEventLog *self, const BtAction *action)
{
  for (guint i = self->actions->len; i-- > 0;)
    {
      const BtAction *other = self->actions->pdata[i];

      if (get_time (other) < get_time (action))
        return FALSE;
      if (is_same (other, action) && is_on_line (self, other))
        return TRUE;
    }
  return FALSE;
}

/* Shows a row of the log anew. */
static void
tell_row (BtEventLog *self, const BtLogItem *item)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (self->rows->pdata[self->rows->len - 1 - i] == item)
      {
        g_list_model_items_changed (G_LIST_MODEL (self), i, 1, 1);
        return;
      }
}

/* Returns the speed that was chosen last, where this one replaces it before any candle came. */
static BtAction *
find_last_speed (const BtEventLog *self, const BtAction *action)
{
  if (bt_log_item_get_kind (action->item) != BT_LOG_SPEED)
    return NULL;
  for (guint i = self->actions->len; i-- > 0;)
    {
      BtAction *other = self->actions->pdata[i];

      if (other->id == self->last_id)
        return bt_log_item_get_kind (other->item) == BT_LOG_SPEED && other->bar == action->bar
                   && other->branch_id == action->branch_id
                 ? other
                 : NULL;
    }
  return NULL;
}

static void
store_action (BtEventLog *self, const BtAction *action)
{
  if (self->writer != NULL)
    bt_annotation_writer_set (self->writer, BT_ANNOTATION_ACTION, action->id,
                              bt_action_to_json (action));
}

void
bt_event_log_add (BtEventLog *log, gint64 branch_id, gint64 bar, BtLogItem *item)
{
  BtAction *action = g_new0 (BtAction, 1);
  BtAction *last;

  action->branch_id = branch_id;
  action->bar = bar;
  action->item = item;
  last = find_last_speed (log, action);
  if (last != NULL)
    {
      bt_log_item_set_action (last->item, bt_log_item_get_figure (item), BT_TIME_NONE, NULL);
      store_action (log, last);
      tell_row (log, last->item);
    }
  if (last != NULL || is_known (log, action))
    {
      bt_action_free (action);
      return;
    }
  action->id = log->next_id;
  log->last_id = action->id;
  insert_action (log, action);
  store_action (log, action);
}

/* ---- Rows ---- */

/* Returns the actions that are to be shown, of BtAction, borrowed. */
static GPtrArray *
find_visible (BtEventLog *self, gint64 bar)
{
  GPtrArray *visible = g_ptr_array_new ();

  for (guint i = 0; i < self->actions->len; i++)
    {
      BtAction *action = self->actions->pdata[i];

      if (action->bar <= bar && is_on_line (self, action))
        g_ptr_array_add (visible, action);
    }
  return visible;
}

/* Returns the event that follows the first lines and actions, which belongs to the caller, and
 * stores whether it is a line; NULL when nothing follows. */
static BtLogItem *
get_next (
  BtEventLog *self, const GPtrArray *visible, guint n_lines, guint n_actions, gboolean *is_line)
{
  BtLogItem *line = g_list_model_get_item (G_LIST_MODEL (self->lines), n_lines);
  BtLogItem *action
    = n_actions < visible->len ? ((const BtAction *) visible->pdata[n_actions])->item : NULL;

  *is_line = line != NULL && (action == NULL || !is_in_order (action, line));
  if (*is_line || action == NULL)
    return line;
  g_clear_object (&line);
  return g_object_ref (action);
}

/* Takes rows from the end while there are more than counts of their kinds, or such as come after
 * what follows; returns how many. */
static guint
drop_rows (BtEventLog *self, const GPtrArray *visible, guint *n_lines, guint *n_actions)
{
  guint wanted_lines = *n_lines;
  guint wanted_actions = *n_actions;
  guint dropped = 0;

  *n_lines = self->n_lines;
  *n_actions = self->rows->len - self->n_lines;
  for (; self->rows->len > 0; dropped++)
    {
      BtLogItem *last = self->rows->pdata[self->rows->len - 1];

      if (*n_lines <= wanted_lines && *n_actions <= wanted_actions)
        {
          gboolean is_line;
          g_autoptr (BtLogItem) next = get_next (self, visible, *n_lines, *n_actions, &is_line);

          if (next == NULL || is_in_order (last, next))
            break;
        }
      if (bt_log_item_is_action (last))
        (*n_actions)--;
      else
        (*n_lines)--;
      g_ptr_array_set_size (self->rows, (gint) self->rows->len - 1);
    }
  return dropped;
}

/* Adds the rows that follow. */
static void
add_rows (BtEventLog *self, const GPtrArray *visible, guint n_lines, guint n_actions)
{
  BtLogItem *next;
  gboolean is_line;

  while ((next = get_next (self, visible, n_lines, n_actions, &is_line)) != NULL)
    {
      g_ptr_array_add (self->rows, next);
      if (is_line)
        n_lines++;
      else
        n_actions++;
    }
  self->n_lines = n_lines;
}

void
bt_event_log_sync (BtEventLog *log, gint64 bar)
{
  GPtrArray *visible = find_visible (log, bar);
  guint n_lines = MIN (log->kept_lines, g_list_model_get_n_items (G_LIST_MODEL (log->lines)));
  guint n_actions = 0;
  guint dropped;
  guint before;

  while (n_actions < visible->len && n_actions < log->shown->len
         && visible->pdata[n_actions] == log->shown->pdata[n_actions])
    n_actions++;
  dropped = drop_rows (log, visible, &n_lines, &n_actions);
  before = log->rows->len;
  add_rows (log, visible, n_lines, n_actions);
  log->kept_lines = log->n_lines;
  g_ptr_array_unref (log->shown);
  log->shown = visible;
  if (dropped > 0 || log->rows->len > before)
    g_list_model_items_changed (G_LIST_MODEL (log), 0, dropped, log->rows->len - before);
}
