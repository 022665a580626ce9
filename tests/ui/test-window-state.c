// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What a session window remembers of itself. */
#include "config.h"

#include "ui/bt-state-member.h"
#include "ui/bt-window-state.h"

static BtWindowState
read_text (const char *json)
{
  g_autoptr (JsonObject) object = bt_state_parse (json);
  BtWindowState state;

  bt_window_state_init (&state);
  bt_window_state_read (&state, object);
  return state;
}

static void
test_round_trip (void)
{
  BtWindowState written
    = { .is_open = TRUE, .has_panel = FALSE, .is_folded = TRUE, .split_px = 512, .page = 2 };
  g_autoptr (JsonObject) object = json_object_new ();

  bt_window_state_write (&written, object);
  g_autofree char *json = bt_state_to_text (object);
  BtWindowState read = read_text (json);
  g_assert_true (read.is_open);
  g_assert_false (read.has_panel);
  g_assert_true (read.is_folded);
  g_assert_cmpint (read.split_px, ==, 512);
  g_assert_cmpint (read.page, ==, 2);
}

static void
test_damaged (void)
{
  static const char *const texts[]
    = { NULL, "", "null", "[1, 2]", "{\"width\": \"wide\", \"open\": 3}", "{\"width\":" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      BtWindowState state = read_text (texts[i]);

      g_assert_false (state.is_open);
      g_assert_true (state.has_panel);
    }
}

static void
test_bounds (void)
{
  BtWindowState state = read_text ("{\"split\": 999999, \"page\": -4}");

  g_assert_cmpint (state.split_px, ==, 16384);
  g_assert_cmpint (state.page, ==, 0);
}

/* Charts keep members of their own in the same object. */
static void
test_keeps_others (void)
{
  g_autoptr (JsonObject) object = bt_state_parse ("{\"drawings\": \"[]\", \"open\": true}");
  BtWindowState state;

  bt_window_state_init (&state);
  bt_window_state_write (&state, object);
  g_autofree char *json = bt_state_to_text (object);
  g_assert_nonnull (strstr (json, "\"drawings\":\"[]\""));
  g_assert_nonnull (strstr (json, "\"open\":false"));
}

/* A member of another kind is as good as none. */
static void
test_members (void)
{
  g_autoptr (JsonObject) object
    = bt_state_parse ("{\"flag\": 1, \"number\": \"2\", \"text\": {}, \"object\": [], "
                      "\"array\": true, \"whole\": 7}");

  g_assert_true (bt_state_get_flag (object, "flag", TRUE));
  g_assert_cmpfloat (bt_state_get_number (object, "number", 5, 0, 10), ==, 5);
  g_assert_cmpfloat (bt_state_get_number (object, "whole", 5, 0, 6), ==, 6);
  g_assert_null (bt_state_get_text (object, "text"));
  g_assert_null (bt_state_get_object (object, "object"));
  g_assert_null (bt_state_get_array (object, "array"));
  g_assert_null (bt_state_get_array (object, "none"));
  g_assert_nonnull (bt_state_get_object (object, "text"));
  g_assert_nonnull (bt_state_get_array (object, "object"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/window-state/round-trip", test_round_trip);
  g_test_add_func ("/ui/window-state/damaged", test_damaged);
  g_test_add_func ("/ui/window-state/bounds", test_bounds);
  g_test_add_func ("/ui/window-state/keeps-others", test_keeps_others);
  g_test_add_func ("/ui/window-state/members", test_members);
  return g_test_run ();
}
