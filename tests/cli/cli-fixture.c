// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "cli-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#define FIRST_SECOND G_GINT64_CONSTANT (1709539200) /* 2024-03-04 08:00 UTC */

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  if (dir == NULL)
    {
      g_unlink (path);
      return;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        g_unlink (child);
      else
        remove_tree (child);
    }
  g_rmdir (path);
}

static void
clear_run (CliFixture *fixture)
{
  g_clear_pointer (&fixture->output, g_free);
  g_clear_pointer (&fixture->messages, g_free);
  g_clear_pointer (&fixture->document, json_node_unref);
}

/* Reads "name", "name[3]" or "name[3][0]", where the name may be empty. */
static JsonNode *
descend (JsonNode *node, const char *step)
{
  g_autofree char *name = g_strndup (step, strcspn (step, "["));
  const char *bracket = strchr (step, '[');

  if (*name != '\0')
    node = JSON_NODE_HOLDS_OBJECT (node)
             ? json_object_get_member (json_node_get_object (node), name)
             : NULL;
  for (; node != NULL && bracket != NULL; bracket = strchr (bracket + 1, '['))
    {
      const guint64 index = g_ascii_strtoull (bracket + 1, NULL, 10);
      const gboolean is_there = JSON_NODE_HOLDS_ARRAY (node)
                                && index < json_array_get_length (json_node_get_array (node));

      node = is_there ? json_array_get_element (json_node_get_array (node), (guint) index) : NULL;
    }
  return node;
}

void
cli_fixture_set_up (CliFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("backtrade-cli-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->data_folder = g_build_filename (fixture->folder, "data", NULL);
}

void
cli_fixture_tear_down (CliFixture *fixture, gconstpointer data)
{
  clear_run (fixture);
  remove_tree (fixture->folder);
  g_assert_false (g_file_test (fixture->folder, G_FILE_TEST_EXISTS));
  g_free (fixture->folder);
  g_free (fixture->data_folder);
}

/* Returns what was printed with a zero byte after it. */
static char *
take_bytes (GBytes *bytes)
{
  gsize size;
  char *data = g_bytes_unref_to_data (bytes, &size);

  data = g_realloc (data, size + 1);
  data[size] = '\0';
  return data;
}

void
cli_run (CliFixture *fixture, gboolean is_json, ...)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GError) error = NULL;
  GBytes *output, *messages;
  const char *argument;
  va_list arguments;

  g_strv_builder_add (builder, g_getenv ("BACKTRADE_CLI"));
  g_strv_builder_add (builder, "--data-dir");
  g_strv_builder_add (builder, fixture->data_folder);
  if (is_json)
    g_strv_builder_add (builder, "--json");
  va_start (arguments, is_json);
  while ((argument = va_arg (arguments, const char *)) != NULL)
    g_strv_builder_add (builder, argument);
  va_end (arguments);

  g_auto (GStrv) command = g_strv_builder_end (builder);
  g_autoptr (GSubprocess) process
    = g_subprocess_newv ((const char *const *) command,
                         G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  g_assert_no_error (error);
  clear_run (fixture);
  g_subprocess_communicate (process, NULL, NULL, &output, &messages, &error);
  g_assert_no_error (error);
  /* Not only text: a report can be a PDF. */
  fixture->output = take_bytes (output);
  fixture->messages = take_bytes (messages);
  g_assert_true (g_subprocess_get_if_exited (process));
  fixture->status = g_subprocess_get_exit_status (process);
  if (is_json)
    {
      fixture->document = json_from_string (fixture->output, &error);
      if (error != NULL)
        g_test_message ("output: %s\nmessages: %s", fixture->output, fixture->messages);
      g_assert_no_error (error);
    }
}

char *
cli_write_file (CliFixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&path);
}

JsonNode *
cli_find (CliFixture *fixture, const char *path)
{
  g_auto (GStrv) steps = g_strsplit (path, ".", -1);
  JsonNode *node = fixture->document;

  for (guint i = 0; steps[i] != NULL && node != NULL; i++)
    node = descend (node, steps[i]);
  if (node == NULL)
    g_test_message ("nothing at %s in %s", path, fixture->output);
  g_assert_nonnull (node);
  return node;
}

void
cli_assert_text (CliFixture *fixture, const char *path, const char *expected)
{
  g_assert_cmpstr (json_node_get_string (cli_find (fixture, path)), ==, expected);
}

void
cli_assert_int (CliFixture *fixture, const char *path, gint64 expected)
{
  g_assert_cmpint (json_node_get_int (cli_find (fixture, path)), ==, expected);
}

void
cli_assert_boolean (CliFixture *fixture, const char *path, gboolean expected)
{
  g_assert_cmpint (json_node_get_boolean (cli_find (fixture, path)), ==, expected);
}

guint
cli_count (CliFixture *fixture, const char *path)
{
  JsonNode *node = *path != '\0' ? cli_find (fixture, path) : fixture->document;

  g_assert_true (JSON_NODE_HOLDS_ARRAY (node));
  return json_array_get_length (json_node_get_array (node));
}

char *
cli_dup_text (CliFixture *fixture, const char *path)
{
  const char *text = json_node_get_string (cli_find (fixture, path));

  g_assert_nonnull (text);
  return g_strdup (text);
}

/* The words are divided by |. */
static void
assert_contains (const char *text, const char *words)
{
  g_auto (GStrv) list = g_strsplit (words, "|", -1);

  for (guint i = 0; list[i] != NULL; i++)
    {
      if (strstr (text, list[i]) == NULL)
        g_test_message ("“%s” lacks “%s”", text, list[i]);
      g_assert_nonnull (strstr (text, list[i]));
    }
}

void
cli_assert_matches (JsonNode *found, JsonNode *expected, const char *path)
{
  g_test_message ("comparing %s", path);
  g_assert_nonnull (found);
  g_assert_cmpint (json_node_get_node_type (found), ==, json_node_get_node_type (expected));
  if (JSON_NODE_HOLDS_OBJECT (expected))
    {
      g_autoptr (GList) names = json_object_get_members (json_node_get_object (expected));

      for (GList *name = names; name != NULL; name = name->next)
        {
          g_autofree char *inner = g_strdup_printf ("%s.%s", path, (char *) name->data);

          cli_assert_matches (json_object_get_member (json_node_get_object (found), name->data),
                              json_object_get_member (json_node_get_object (expected), name->data),
                              inner);
        }
    }
  else if (JSON_NODE_HOLDS_ARRAY (expected))
    {
      JsonArray *wanted = json_node_get_array (expected);
      JsonArray *there = json_node_get_array (found);

      g_assert_cmpuint (json_array_get_length (there), ==, json_array_get_length (wanted));
      for (guint i = 0; i < json_array_get_length (wanted); i++)
        {
          g_autofree char *inner = g_strdup_printf ("%s[%u]", path, i);

          cli_assert_matches (json_array_get_element (there, i), json_array_get_element (wanted, i),
                              inner);
        }
    }
  else
    {
      g_autofree char *found_text = json_to_string (found, FALSE);
      g_autofree char *expected_text = json_to_string (expected, FALSE);

      if (g_str_has_prefix (expected_text, "\"~"))
        assert_contains (json_node_get_string (found), json_node_get_string (expected) + 1);
      else
        g_assert_cmpstr (found_text, ==, expected_text);
    }
}

char *
cli_write_candles (CliFixture *fixture, const char *name, guint n)
{
  g_autoptr (GString) text = g_string_new ("time,open,high,low,close,volume\n");
  gint64 price = 208000;
  guint32 state = 1;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (FIRST_SECOND + i * 60);
      g_autofree char *stamp = g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");
      const gint64 open = price;

      /* A linear congruential generator: the file is the same on every machine. */
      state = state * 1664525u + 1013904223u;
      const gint64 close = open + (gint64) (state >> 16) % 101 - 50;
      const gint64 high = MAX (open, close) + (gint64) (state >> 8) % 20;
      const gint64 low = MIN (open, close) - (gint64) (state >> 4) % 20;
      g_string_append_printf (text, "%s,%d.%02d,%d.%02d,%d.%02d,%d.%02d,%u\n", stamp,
                              (int) (open / 100), (int) (open % 100), (int) (high / 100),
                              (int) (high % 100), (int) (low / 100), (int) (low % 100),
                              (int) (close / 100), (int) (close % 100), 50 + i % 100);
      price = close;
    }
  return cli_write_file (fixture, name, text->str);
}

char *
cli_find_shared (const char *name)
{
  const char *shared = g_getenv ("BACKTRADE_SHARED");
  g_autofree char *path = shared != NULL ? g_build_filename (shared, "data", name, NULL)
                                         : g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", "..",
                                                             "shared", "data", name, NULL);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&path);
  g_test_skip ("the shared market data is not here");
  return NULL;
}
