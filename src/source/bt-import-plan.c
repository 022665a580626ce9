// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "source/bt-import-plan.h"

#include "feed/bt-feed-archive.h"
#include "market/bt-session-settings.h"

#include <string.h>

static void
free_group (gpointer data)
{
  BtImportGroup *group = data;

  g_free (group->key);
  g_ptr_array_unref (group->paths);
  g_free (group);
}

/* Returns the group of that key, made when it is not there yet; one without a key is never shared.
 */
static BtImportGroup *
find_group (BtImportPlan *plan, const char *key)
{
  for (guint i = 0; *key != '\0' && i < plan->groups->len; i++)
    {
      BtImportGroup *group = g_ptr_array_index (plan->groups, i);

      if (strcmp (group->key, key) == 0)
        return group;
    }
  BtImportGroup *group = g_new0 (BtImportGroup, 1);
  group->key = g_strdup (key);
  group->paths = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (plan->groups, group);
  return group;
}

static void
add_path (BtImportPlan *plan, const char *key, const char *path)
{
  g_ptr_array_add (find_group (plan, key)->paths, g_strdup (path));
  g_ptr_array_add (plan->paths, g_strdup (path));
}

/* Returns what a file has in common with those it goes with, or NULL. */
static char *
read_key (const char *path, const BtFeedOptions *options, GCancellable *cancellable, GError **error)
{
  g_autoptr (BtFeedReader) reader = bt_feed_reader_open (path, options, cancellable, error);

  if (reader == NULL)
    return NULL;
  return g_strdup_printf ("%s %s %s", bt_feed_reader_get_instrument (reader)->symbol,
                          bt_timeframe_to_string (bt_feed_reader_get_timeframe (reader)),
                          bt_price_kind_to_string (bt_feed_reader_get_price_kind (reader)));
}

/* Of several files, those without rows (such as a source's hours without trade) and what is no
 * table in an archive are left out. */
static gboolean
can_be_left_out (const char *path, const GError *cause)
{
  g_autofree char *member = NULL;

  if (g_error_matches (cause, BT_FEED_ERROR, BT_FEED_ERROR_EMPTY))
    return TRUE;
  if (!g_error_matches (cause, BT_FEED_ERROR, BT_FEED_ERROR_FORMAT))
    return FALSE;
  g_autofree char *archive = bt_feed_archive_split_path (path, &member);
  return member != NULL;
}

static gboolean
sort_file (BtImportPlan *plan,
           const char *path,
           gboolean is_last,
           const BtFeedOptions *options,
           gboolean is_strict,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autofree char *key = read_key (path, options, cancellable, &cause);
  const gboolean is_only = is_last && plan->groups->len == 0;

  if (key != NULL)
    add_path (plan, key, path);
  else if (!is_only && can_be_left_out (path, cause))
    g_ptr_array_add (plan->left_out, g_strdup (cause->message));
  else if (!is_strict && !g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    add_path (plan, "", path);
  else
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  return TRUE;
}

/* Returns all paths, of char *, with the tables of an archive in its place. */
static GPtrArray *
expand_paths (const char *const *paths)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) tables = bt_feed_archive_list_tables (paths[i]);

      if (tables->len < 2)
        g_ptr_array_add (all, g_strdup (paths[i]));
      for (guint k = 0; tables->len >= 2 && k < tables->len; k++)
        g_ptr_array_add (all, g_build_filename (paths[i], g_ptr_array_index (tables, k), NULL));
    }
  return all;
}

BtImportPlan *
bt_import_plan_new (const char *const *paths,
                    const BtFeedOptions *options,
                    gboolean is_strict,
                    GCancellable *cancellable,
                    GError **error)
{
  g_return_val_if_fail (paths != NULL && paths[0] != NULL && options != NULL, NULL);
  g_autoptr (BtImportPlan) plan = g_new0 (BtImportPlan, 1);
  g_autoptr (GPtrArray) all = expand_paths (paths);

  plan->groups = g_ptr_array_new_with_free_func (free_group);
  plan->paths = g_ptr_array_new_with_free_func (g_free);
  plan->left_out = g_ptr_array_new_with_free_func (g_free);
  if (all->len == 1)
    {
      add_path (plan, "", g_ptr_array_index (all, 0));
      return g_steal_pointer (&plan);
    }
  for (guint i = 0; i < all->len; i++)
    if (!sort_file (plan, g_ptr_array_index (all, i), i + 1 == all->len, options, is_strict,
                    cancellable, error))
      return NULL;
  return g_steal_pointer (&plan);
}

void
bt_import_plan_free (BtImportPlan *plan)
{
  if (plan == NULL)
    return;
  g_ptr_array_unref (plan->groups);
  g_ptr_array_unref (plan->paths);
  g_ptr_array_unref (plan->left_out);
  g_free (plan);
}
