// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Runs every file of vectors/: a scenario, written from the execution model alone, with the fills,
 * refusals, money and margin that it must give, worked out by hand in its "why". "expect" holds for
 * the scenario's own path policy, "expect_by_policy" for run --policy. What a vector does not name
 * is not looked at, but its lists are complete; a text "~a|b" must contain both a and b. */
#include "config.h"

#include "cli-fixture.h"

#include <string.h>

#define VECTORS_MIN 88

static JsonObject *
get_object (JsonObject *vector, const char *member)
{
  return json_object_has_member (vector, member) ? json_object_get_object_member (vector, member)
                                                 : NULL;
}

static void
check_run (CliFixture *fixture, JsonNode *expected, const char *what)
{
  g_test_message ("%s", what);
  cli_assert_matches (fixture->document, expected, what);
}

static void
test_vector (CliFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "cli", "vectors", data, NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  JsonObject *vector = json_node_get_object (json_parser_get_root (parser));
  g_autofree char *text = json_to_string (json_object_get_member (vector, "scenario"), TRUE);
  g_autofree char *scenario = cli_write_file (fixture, "scenario.json", text);
  JsonObject *by_policy = get_object (vector, "expect_by_policy");

  g_test_message ("%s", json_object_get_string_member (vector, "title"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (vector, "why")), >, 0);
  g_assert_true (by_policy != NULL || json_object_has_member (vector, "expect"));
  if (json_object_has_member (vector, "expect"))
    {
      cli_assert_run (fixture, 0, "run", scenario);
      check_run (fixture, json_object_get_member (vector, "expect"), "result");
    }
  if (by_policy == NULL)
    return;
  g_autoptr (GList) policies = json_object_get_members (by_policy);
  for (GList *policy = policies; policy != NULL; policy = policy->next)
    {
      cli_assert_run (fixture, 0, "run", scenario, "--policy", policy->data);
      check_run (fixture, json_object_get_member (by_policy, policy->data), policy->data);
    }
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_vectors (void)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "cli", "vectors", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".json"))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  g_assert_cmpuint (names->len, >=, VECTORS_MIN);
  return names;
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_autoptr (GPtrArray) names = list_vectors ();

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *path = g_strdup_printf ("/vectors/%.*s", (int) strlen (name) - 5, name);

      g_test_add (path, CliFixture, name, cli_fixture_set_up, test_vector, cli_fixture_tear_down);
    }
  return g_test_run ();
}
