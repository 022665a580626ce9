// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What a session window remembers of itself. */
#include "config.h"

#include "ui/bt-window-state.h"

static void
test_round_trip (void)
{
  BtWindowState written = { .is_open = TRUE,
                            .width_px = 1234,
                            .height_px = 777,
                            .is_maximized = TRUE,
                            .has_panel = FALSE,
                            .is_folded = TRUE,
                            .split_px = 512,
                            .page = 2,
                            .is_hollow = FALSE,
                            .has_volume = FALSE,
                            .series = { .kind = BT_CHART_SERIES_RENKO, .size = 250 },
                            .style = 2,
                            .scale = 1,
                            .is_inverted = TRUE,
                            .visible = 321.5 };
  BtWindowState read;

  bt_window_state_init (&read);
  g_autofree char *json = bt_window_state_write (&written, NULL);
  bt_window_state_read (&read, json);
  g_assert_true (read.is_open);
  g_assert_cmpint (read.width_px, ==, 1234);
  g_assert_cmpint (read.height_px, ==, 777);
  g_assert_true (read.is_maximized);
  g_assert_false (read.has_panel);
  g_assert_true (read.is_folded);
  g_assert_cmpint (read.split_px, ==, 512);
  g_assert_cmpint (read.page, ==, 2);
  g_assert_false (read.is_hollow);
  g_assert_false (read.has_volume);
  g_assert_cmpfloat (read.visible, ==, 321.5);
  g_assert_cmpint (read.series.kind, ==, BT_CHART_SERIES_RENKO);
  g_assert_cmpint (read.series.size, ==, 250);
  g_assert_cmpint (read.style, ==, 2);
  g_assert_cmpint (read.scale, ==, 1);
  g_assert_true (read.is_inverted);
}

static void
test_damaged (void)
{
  static const char *const texts[]
    = { NULL, "", "null", "[1, 2]", "{\"width\": \"wide\", \"open\": 3}", "{\"width\":" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      BtWindowState state;

      bt_window_state_init (&state);
      bt_window_state_read (&state, texts[i]);
      g_assert_false (state.is_open);
      g_assert_cmpint (state.width_px, ==, 1600);
      g_assert_true (state.has_panel);
    }
}

static void
test_bounds (void)
{
  BtWindowState state;

  bt_window_state_init (&state);
  bt_window_state_read (&state, "{\"width\": 3, \"height\": 999999, \"visible\": 1, \"page\": -4}");
  g_assert_cmpint (state.width_px, ==, 1024);
  g_assert_cmpint (state.height_px, ==, 16384);
  g_assert_cmpfloat (state.visible, ==, 20);
  g_assert_cmpint (state.page, ==, 0);
}

/* The session keeps members of its own in the same text. */
static void
test_keeps_others (void)
{
  BtWindowState state;

  bt_window_state_init (&state);
  g_autofree char *json
    = bt_window_state_write (&state, "{\"chart_timeframe\": \"M5\", \"open\": true}");
  g_assert_nonnull (strstr (json, "\"chart_timeframe\":\"M5\""));
  g_assert_nonnull (strstr (json, "\"open\":false"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/window-state/round-trip", test_round_trip);
  g_test_add_func ("/ui/window-state/damaged", test_damaged);
  g_test_add_func ("/ui/window-state/bounds", test_bounds);
  g_test_add_func ("/ui/window-state/keeps-others", test_keeps_others);
  return g_test_run ();
}
