// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What the writer of notes and alerts makes of a database that cannot take one now. */
#include "config.h"

#include "session-fixture.h"
#include "session/bt-annotation-writer.h"

/* More than the database lets wait. */
#define MANY_JOBS 2000

typedef struct
{
  SessionFixture base;
  char *id;
  GMutex gate; /* the database's thread waits for it */
  BtAnnotationWriter *writer;
  guint failures;
} Fixture;

static void
write_failed_cb (const GError *error, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_assert_error (error, BT_DB_ERROR, BT_DB_ERROR_BUSY);
  fixture->failures++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  session_fixture_set_up (&fixture->base, data);
  fixture->id = session_fixture_create (&fixture->base);
  g_mutex_init (&fixture->gate);
  fixture->writer
    = bt_annotation_writer_new (fixture->base.store, fixture->id, write_failed_cb, fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  bt_annotation_writer_unref (fixture->writer);
  while (g_main_context_iteration (NULL, FALSE))
    bt_store_flush (fixture->base.store);
  g_mutex_clear (&fixture->gate);
  g_free (fixture->id);
  session_fixture_tear_down (&fixture->base, data);
}

static gboolean
wait_job (BtDb *db, gpointer data, GError **error)
{
  g_mutex_lock (data);
  g_mutex_unlock (data);
  return TRUE;
}

/* Fills the database's queue, so that it takes nothing until the gate is opened. */
static void
crowd (Fixture *fixture)
{
  g_mutex_lock (&fixture->gate);
  for (guint i = 0; i < MANY_JOBS; i++)
    bt_store_run_async (fixture->base.store, wait_job, &fixture->gate, NULL, NULL, NULL, NULL);
}

static void
settle (Fixture *fixture)
{
  do
    bt_store_flush (fixture->base.store);
  while (g_main_context_iteration (NULL, FALSE));
}

static void
set_note (Fixture *fixture, gint64 id, const char *json)
{
  bt_annotation_writer_set (fixture->writer, BT_ANNOTATION_NOTE, id, g_strdup (json));
}

typedef struct
{
  const char *id;
  GPtrArray *rows;
} Look;

static gboolean
look_job (BtDb *db, gpointer data, GError **error)
{
  Look *look = data;

  look->rows = bt_annotation_table_list (db, look->id, error);
  return look->rows != NULL;
}

/* Asserts what the database has, as "id:json" with blanks between. */
static void
assert_kept (Fixture *fixture, const char *expected)
{
  Look look = { .id = fixture->id };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  bt_store_run (fixture->base.store, look_job, &look, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < look.rows->len; i++)
    {
      const BtAnnotation *row = look.rows->pdata[i];

      g_string_append_printf (text, "%s%" G_GINT64_FORMAT ":%s", i > 0 ? " " : "", row->id,
                              row->json);
    }
  g_ptr_array_unref (look.rows);
  g_assert_cmpstr (text->str, ==, expected);
}

/* What failed on its way is written by who waits for it, and is no failure any more. */
static void
test_flush_writes_what_failed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  crowd (fixture);
  set_note (fixture, 1, "\"one\"");
  g_mutex_unlock (&fixture->gate);
  g_assert_true (bt_annotation_writer_flush (fixture->writer, &error));
  g_assert_no_error (error);
  assert_kept (fixture, "1:\"one\"");
  settle (fixture);
  g_assert_cmpuint (fixture->failures, ==, 0);
}

/* What failed does not come back over what was written since. */
static void
test_older_stays_behind (Fixture *fixture, gconstpointer data)
{
  crowd (fixture);
  set_note (fixture, 1, "\"old\"");
  set_note (fixture, 1, "\"new\"");
  g_mutex_unlock (&fixture->gate);
  g_assert_true (bt_annotation_writer_flush (fixture->writer, NULL));
  settle (fixture);
  set_note (fixture, 2, "\"two\"");
  settle (fixture);
  assert_kept (fixture, "1:\"new\" 2:\"two\"");
}

/* Nobody waits: it is told once, and goes with the next change. */
static void
test_goes_with_the_next (Fixture *fixture, gconstpointer data)
{
  crowd (fixture);
  set_note (fixture, 1, "\"one\"");
  g_mutex_unlock (&fixture->gate);
  settle (fixture);
  g_assert_cmpuint (fixture->failures, ==, 1);
  assert_kept (fixture, "");
  set_note (fixture, 2, "\"two\"");
  settle (fixture);
  assert_kept (fixture, "1:\"one\" 2:\"two\"");
  g_assert_cmpuint (fixture->failures, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/session/annotation-writer/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("flush", test_flush_writes_what_failed);
  ADD ("older", test_older_stays_behind);
  ADD ("next", test_goes_with_the_next);
#undef ADD
  return g_test_run ();
}
