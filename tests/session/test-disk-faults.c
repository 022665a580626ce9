// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Each write of a short session fails once, as on a disk that is full and as when the power goes.
 * What is there afterwards is a prefix of the session that ends at a confirmed command, or at the
 * one that was being confirmed, and it runs again to its digests: opening a session compares them
 * all. After a full disk the same session goes on. */
#include "config.h"

#include "fault-vfs.h"
#include "session-fixture.h"
#include "session/bt-session-file.h"
#include "test-folder.h"

#define COMMANDS 6
#define CANDLES 240
#define START G_GINT64_CONSTANT (1709539200000000) /* 2024-03-04 08:00 UTC */
/* More changes of files than the short session makes. */
#define COUNT_MAX 3000

/* How writes fail, and whether the session looks back before some of its commands, so that they
 * begin branches. */
typedef struct
{
  FaultVfsMode mode;
  gboolean has_forks;
} Case;

static const Case cases[] = { { FAULT_VFS_FULL, FALSE },
                              { FAULT_VFS_CUT, FALSE },
                              { FAULT_VFS_FULL, TRUE },
                              { FAULT_VFS_CUT, TRUE } };

/* A folder with a session at its start, which each run copies. */
typedef struct
{
  char *folder;
  char *id;
  GPtrArray *places; /* of text: the branch and its commands after each command of a whole run */
} Template;

static BtStore *
open_store (const char *folder)
{
  g_autoptr (GError) error = NULL;
  BtStore *store = bt_store_open (folder, &error);

  g_assert_no_error (error);
  return store;
}

static BtSeries *
make_series (void)
{
  g_autoptr (BtSeriesBuilder) builder
    = bt_series_builder_new (BT_TIMEFRAME_M1, BT_SIDE_KIND_BID, TRUE);

  for (guint i = 0; i < CANDLES; i++)
    {
      const gint64 price = 200000 + (i * 37) % 150;
      const BtCandle candle = { .time_usec = START + i * BT_USEC_PER_MINUTE,
                                .open_points = price,
                                .high_points = price + 60,
                                .low_points = price - 60,
                                .close_points = price + 20,
                                .volume = 100000000,
                                .spread_points = 15 };
      g_assert_true (bt_series_builder_add (builder, &candle, NULL));
    }
  return bt_series_builder_finish (builder);
}

static void
template_init (Template *template)
{
  g_autoptr (BtSeries) series = make_series ();
  g_autoptr (GError) error = NULL;

  template->folder = test_folder_new ();
  g_autoptr (BtStore) store = open_store (template->folder);
  BtSessionPlan plan = { .name = "Gold",
                         .dataset_id = session_fixture_add_dataset (store, series),
                         .start_usec = START,
                         .end_usec = BT_TIME_NONE,
                         .chart_timeframe = BT_TIMEFRAME_M1,
                         .speed = 10 };

  bt_session_settings_init (&plan.settings, bt_instrument_find_builtin ("XAUUSD"));
  template->id = bt_session_create (store, &plan, &error);
  g_assert_no_error (error);
}

static void
template_clear (Template *template)
{
  g_free (template->id);
  g_ptr_array_unref (template->places);
  test_folder_remove (template->folder);
}

static char *
copy_folder (const char *folder)
{
  char *copy = test_folder_new ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *from = g_build_filename (folder, name, NULL);
      g_autofree char *to = g_build_filename (copy, name, NULL);
      g_autofree char *bytes = NULL;
      gsize length;

      if (g_file_test (from, G_FILE_TEST_IS_DIR))
        continue;
      g_assert_true (g_file_get_contents (from, &bytes, &length, NULL));
      g_assert_true (g_file_set_contents_full (to, bytes, (gssize) length, G_FILE_SET_CONTENTS_NONE,
                                               0600, NULL));
    }
  return copy;
}

/* Gives command number index: an order with a stop and a target, or every third time a closing of
 * all. */
static gboolean
give (BtSession *session, gint64 index, GError **error)
{
  BtCommand command;

  session_fixture_make_order (session, index % 2 == 0 ? BT_DIRECTION_BUY : BT_DIRECTION_SELL, 90,
                              110, &command);
  if (index % 3 == 2)
    bt_command_init (&command, BT_COMMAND_CLOSE_ALL, -1);
  return bt_session_submit (session, &command, NULL, error);
}

/* Returns the present branch and the number of its commands. */
static char *
get_place (BtSession *session)
{
  return g_strdup_printf ("%s %" G_GINT64_FORMAT, bt_session_get_branch_id (session),
                          bt_session_get_command_count (session));
}

/* Plays until something fails, noting the place after each confirmed command. */
static void
play (BtSession *session, gboolean has_forks, GPtrArray *places)
{
  g_ptr_array_add (places, get_place (session));
  for (gint64 i = 0; i < COMMANDS; i++)
    {
      if (!bt_session_advance_to (session, bt_session_get_bar (session) + 25, FALSE, NULL))
        return;
      if (has_forks && i % 2 == 1
          && !bt_session_rewind_to (session, bt_session_get_bar (session) - 20, NULL))
        return;
      if (!give (session, i, NULL))
        return;
      g_ptr_array_add (places, get_place (session));
      if (i % 2 == 1)
        bt_session_save (session, NULL);
    }
}

/* Opens the session once more, goes over to each of its branches, which runs them, and returns
 * where it was. */
static char *
open_again (const char *folder, const char *id)
{
  g_autoptr (BtStore) store = open_store (folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (BtSession) session = bt_session_open (store, id, &error);
  GListModel *branches;
  char *place;

  g_assert_no_error (error);
  place = get_place (session);
  branches = bt_session_get_branches (session);
  for (guint i = 0; i < g_list_model_get_n_items (branches); i++)
    {
      g_autoptr (BtBranchItem) item = g_list_model_get_item (branches, i);

      bt_session_switch_branch (session, bt_branch_item_get_id (item), &error);
      g_assert_no_error (error);
    }
  /* And goes on from there. */
  g_assert_true (bt_session_advance_to (session, bt_session_get_bar (session) + 1, FALSE, &error));
  give (session, 0, &error);
  g_assert_no_error (error);
  bt_session_close (session);
  return place;
}

/* Asserts that what was found is what was confirmed last or, where the power went, what was being
 * confirmed. */
static void
assert_place (const Template *template, const char *found, guint confirmed, FaultVfsMode mode)
{
  const GPtrArray *places = template->places;

  if (mode == FAULT_VFS_CUT && confirmed + 1 < places->len
      && g_strcmp0 (found, places->pdata[confirmed + 1]) == 0)
    return;
  g_assert_cmpstr (found, ==, places->pdata[confirmed]);
}

/* Returns whether a fault was met. */
static gboolean
play_with_fault (const Template *template, const Case *test, guint count)
{
  g_autoptr (TestFolder) folder = copy_folder (template->folder);
  g_autoptr (BtStore) store = open_store (folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (BtSession) session = bt_session_open (store, template->id, &error);
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *after = NULL, *found = NULL;
  gboolean has_failed = FALSE;

  g_assert_no_error (error);
  fault_vfs_arm (test->mode, count);
  play (session, test->has_forks, places);
  if (test->mode == FAULT_VFS_FULL)
    {
      /* Somebody freed space: the same session goes on. Nothing that failed is to be seen. */
      has_failed = fault_vfs_disarm ();
      if (bt_session_is_at_head (session))
        {
          g_autofree char *place = get_place (session);

          g_assert_cmpstr (place, ==, places->pdata[places->len - 1]);
        }
      give (session, 1, &error);
      g_assert_no_error (error);
      after = get_place (session);
    }
  bt_session_close (session);
  g_clear_object (&session);
  g_clear_object (&store);
  if (test->mode == FAULT_VFS_CUT)
    has_failed = fault_vfs_disarm ();
  found = open_again (folder, template->id);
  if (after != NULL)
    g_assert_cmpstr (found, ==, after);
  else
    assert_place (template, found, places->len - 1, test->mode);
  return has_failed;
}

/* Plays once without a fault, to know what is to be found. */
static void
note_places (Template *template, gboolean has_forks)
{
  g_autoptr (TestFolder) folder = copy_folder (template->folder);
  g_autoptr (BtStore) store = open_store (folder);
  g_autoptr (BtSession) session = bt_session_open (store, template->id, NULL);

  template->places = g_ptr_array_new_with_free_func (g_free);
  play (session, has_forks, template->places);
  g_assert_cmpuint (template->places->len, ==, COMMANDS + 1);
  g_assert_true (g_str_has_prefix (template->places->pdata[COMMANDS], "1 ") != has_forks);
  bt_session_close (session);
}

static void
test_each_write (gconstpointer data)
{
  const Case *test = data;
  Template template;
  guint count = 0;

  template_init (&template);
  note_places (&template, test->has_forks);
  while (count < COUNT_MAX && play_with_fault (&template, test, count))
    count++;
  template_clear (&template);
  g_test_message ("%u changes of files, each failed once", count);
  g_assert_cmpuint (count, >, 3 * COMMANDS);
  g_assert_cmpuint (count, <, COUNT_MAX);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fault_vfs_install ();
  g_test_add_data_func ("/session/disk-faults/full", &cases[0], test_each_write);
  g_test_add_data_func ("/session/disk-faults/cut", &cases[1], test_each_write);
  g_test_add_data_func ("/session/disk-faults/full-forks", &cases[2], test_each_write);
  g_test_add_data_func ("/session/disk-faults/cut-forks", &cases[3], test_each_write);
  return g_test_run ();
}
