// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The branches of a session: their list, and going over to another one. */
#include "config.h"

#include "session/bt-branch-item-private.h"
#include "session/bt-session-private.h"

#include <string.h>

static const BtBranchRow *
find_row (const GPtrArray *rows, gint64 id)
{
  for (guint i = 0; i < rows->len; i++)
    if (((const BtBranchRow *) rows->pdata[i])->id == id)
      return rows->pdata[i];
  return NULL;
}

/* Returns the row of the list that shows a branch, or NULL. */
static BtBranchItem *
find_item (BtSession *self, gint64 id)
{
  guint count = g_list_model_get_n_items (G_LIST_MODEL (self->branches));

  for (guint i = 0; i < count; i++)
    {
      g_autoptr (BtBranchItem) item = g_list_model_get_item (G_LIST_MODEL (self->branches), i);

      if (bt_branch_item_get_row (item)->id == id)
        return g_steal_pointer (&item);
    }
  return NULL;
}

/* Appends a branch, and after it those that left it, each as a row that is brought up to date. */
static void
append_tree (
  BtSession *self, const GPtrArray *rows, gint64 parent_id, guint depth, GPtrArray *items)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const BtBranchRow *row = rows->pdata[i];
      gboolean is_root = row->parent_id == 0 || find_row (rows, row->parent_id) == NULL;
      BtBranchItem *item;

      if ((is_root ? 0 : row->parent_id) != parent_id)
        continue;
      item = find_item (self, row->id);
      if (item == NULL)
        item = bt_branch_item_new (row);
      bt_branch_item_update (item, row, depth, bt_session_get_bar_time (self, row->fork_bar),
                             bt_session_get_bar_time (self, row->head.bar),
                             row->id == self->line.branch_id);
      g_ptr_array_add (items, item);
      append_tree (self, rows, row->id, depth + 1, items);
    }
}

/* Says whether the list shows these rows already. */
static gboolean
is_shown (BtSession *self, const GPtrArray *items)
{
  guint count = g_list_model_get_n_items (G_LIST_MODEL (self->branches));
  gboolean is_same = count == items->len;

  for (guint i = 0; is_same && i < count; i++)
    {
      g_autoptr (BtBranchItem) item = g_list_model_get_item (G_LIST_MODEL (self->branches), i);

      is_same = item == items->pdata[i];
    }
  return is_same;
}

void
bt_session_set_branches (BtSession *session, GPtrArray *rows)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  guint count = g_list_model_get_n_items (G_LIST_MODEL (session->branches));

  bt_session_update_event_line (session, rows);
  append_tree (session, rows, 0, 0, items);
  if (!is_shown (session, items))
    {
      g_list_store_splice (session->branches, 0, count, items->pdata, items->len);
      g_object_notify (G_OBJECT (session), "branch-count");
    }
  g_object_notify (G_OBJECT (session), "branch");
  g_object_notify (G_OBJECT (session), "branch-name");
}

/* Returns the records of the list, borrowed, in the order of their making. */
static GPtrArray *
collect_rows (BtSession *self)
{
  GPtrArray *rows = g_ptr_array_new ();
  guint count = g_list_model_get_n_items (G_LIST_MODEL (self->branches));

  for (gint64 id = 1; rows->len < count && id <= self->branches_made; id++)
    {
      g_autoptr (BtBranchItem) item = find_item (self, id);

      if (item != NULL)
        g_ptr_array_add (rows, (gpointer) bt_branch_item_get_row (item));
    }
  return rows;
}

void
bt_session_add_branch (BtSession *session, const BtBranchRow *row)
{
  g_autoptr (GPtrArray) rows = collect_rows (session);

  g_ptr_array_add (rows, (gpointer) row);
  bt_session_set_branches (session, rows);
}

void
bt_session_update_branch (BtSession *session)
{
  g_autoptr (BtBranchItem) item = find_item (session, session->line.branch_id);
  BtBranchRow row;

  if (item == NULL)
    return;
  bt_session_update_head (session);
  row = *bt_branch_item_get_row (item);
  row.head = session->line.head;
  bt_branch_item_update (item, &row, bt_branch_item_get_depth (item),
                         bt_branch_item_get_fork_time (item),
                         bt_session_get_bar_time (session, row.head.bar), TRUE);
}

/* Says whether another branch than that of the number has a name. */
static gboolean
is_name_taken (BtSession *self, gint64 branch_id, const char *name)
{
  guint count = g_list_model_get_n_items (G_LIST_MODEL (self->branches));

  for (guint i = 0; i < count; i++)
    {
      g_autoptr (BtBranchItem) item = g_list_model_get_item (G_LIST_MODEL (self->branches), i);

      if (bt_branch_item_get_row (item)->id != branch_id
          && g_strcmp0 (bt_branch_item_get_name (item), name) == 0)
        return TRUE;
    }
  return FALSE;
}

gboolean
bt_session_check_branch_name (BtSession *session,
                              gint64 branch_id,
                              const char *name,
                              GError **error)
{
  if (name[0] == '\0' || strlen (name) >= BT_ID_SIZE || !g_utf8_validate (name, -1, NULL))
    g_set_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT,
                 "A branch's name has 1 to %d bytes of text", BT_ID_SIZE - 1);
  else if (is_name_taken (session, branch_id, name))
    g_set_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT,
                 "The session “%s” has a branch called “%s” already", session->name, name);
  else
    return TRUE;
  return FALSE;
}

gint64
bt_session_find_branch (BtSession *session, const char *id)
{
  guint count = g_list_model_get_n_items (G_LIST_MODEL (session->branches));

  for (guint i = 0; i < count; i++)
    {
      g_autoptr (BtBranchItem) item = g_list_model_get_item (G_LIST_MODEL (session->branches), i);

      if (g_strcmp0 (bt_branch_item_get_id (item), id) == 0)
        return bt_branch_item_get_row (item)->id;
    }
  return 0;
}

char *
bt_session_choose_branch_name (BtSession *session, const char *wish, GError **error)
{
  if (session->settings.is_rewind_forbidden)
    {
      g_set_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORBIDDEN,
                   "The session “%s” was made without rewinding: it has one line", session->name);
      return NULL;
    }
  if (wish[0] != '\0')
    return bt_session_check_branch_name (session, 0, wish, error) ? g_strdup (wish) : NULL;
  for (gint64 number = session->branches_made + 1;; number++)
    {
      g_autofree char *name = g_strdup_printf ("Branch %" G_GINT64_FORMAT, number);

      if (!is_name_taken (session, 0, name))
        return g_steal_pointer (&name);
    }
}

GListModel *
bt_session_get_branches (BtSession *session)
{
  g_return_val_if_fail (BT_IS_SESSION (session), NULL);

  bt_session_update_branch (session);
  return G_LIST_MODEL (session->branches);
}

guint
bt_session_count_branches (BtSession *session)
{
  g_return_val_if_fail (BT_IS_SESSION (session), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (session->branches));
}

const char *
bt_session_get_branch_id (BtSession *session)
{
  g_return_val_if_fail (BT_IS_SESSION (session), NULL);

  g_autoptr (BtBranchItem) item = find_item (session, session->line.branch_id);

  return item == NULL ? NULL : bt_branch_item_get_id (item);
}

const char *
bt_session_get_branch_name (BtSession *session)
{
  g_return_val_if_fail (BT_IS_SESSION (session), NULL);

  g_autoptr (BtBranchItem) item = find_item (session, session->line.branch_id);

  return item == NULL ? NULL : bt_branch_item_get_name (item);
}
