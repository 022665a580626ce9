// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "store-fixture.h"
#include "store/bt-annotation-table.h"
#include "test-folder.h"

/* A folder with the sessions "s" and "t". */
typedef struct
{
  char *folder;
  BtDb *db;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = test_folder_new ();
  fixture->db = store_fixture_open (fixture->folder);
  store_fixture_add_session (fixture->db, "s", 0);
  store_fixture_add_session (fixture->db, "t", 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  bt_db_close (fixture->db);
  test_folder_remove (fixture->folder);
}

static void
set (Fixture *fixture, const char *session, BtAnnotationKind kind, gint64 id, const char *json)
{
  g_autoptr (BtAnnotation) annotation = bt_annotation_new (kind, id, json);
  g_autoptr (GError) error = NULL;

  bt_annotation_table_set (fixture->db, session, annotation, &error);
  g_assert_no_error (error);
}

/* Returns a session's rows as one text. */
static char *
describe (Fixture *fixture, const char *session)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = bt_annotation_table_list (fixture->db, session, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const BtAnnotation *row = rows->pdata[i];

      g_string_append_printf (text, "%d/%" G_GINT64_FORMAT "=%s ", row->kind, row->id, row->json);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  set (fixture, "s", BT_ANNOTATION_NOTE, 2, "two");
  set (fixture, "s", BT_ANNOTATION_NOTE, 1, "one “é”");
  set (fixture, "s", BT_ANNOTATION_ALERT, 2, "");
  set (fixture, "t", BT_ANNOTATION_NOTE, 2, "other");
  g_autofree char *first = describe (fixture, "s");
  g_assert_cmpstr (first, ==, "1/2= 2/1=one “é” 2/2=two ");
  set (fixture, "s", BT_ANNOTATION_NOTE, 2, "changed");
  set (fixture, "s", BT_ANNOTATION_NOTE, 1, NULL);
  set (fixture, "s", BT_ANNOTATION_ACTION, 77, NULL);
  g_autofree char *second = describe (fixture, "s");
  g_autofree char *other = describe (fixture, "t");
  g_assert_cmpstr (second, ==, "1/2= 2/2=changed ");
  g_assert_cmpstr (other, ==, "2/2=other ");
}

/* They go with their session, and none comes for one that is gone. */
static void
test_session_gone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  set (fixture, "s", BT_ANNOTATION_ALERT, 0, "a");
  set (fixture, "t", BT_ANNOTATION_ALERT, 0, "b");
  bt_session_table_delete (fixture->db, "s", &error);
  g_assert_no_error (error);
  set (fixture, "s", BT_ANNOTATION_ALERT, 1, "late");
  g_assert_cmpint (store_fixture_query (fixture->db, "SELECT count(*) FROM annotations"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/annotation-table/round-trip", Fixture, NULL, set_up, test_round_trip,
              tear_down);
  g_test_add ("/store/annotation-table/session-gone", Fixture, NULL, set_up, test_session_gone,
              tear_down);
  return g_test_run ();
}
