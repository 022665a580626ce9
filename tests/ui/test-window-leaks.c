// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What windows leave in memory when they close, and a long play while it runs: nothing. */
#include "config.h"

#include "session-fixture.h"
#include "study/bt-study-registry.h"
#include "ui/bt-chart-grid.h"
#include "ui/bt-session-window.h"
#include "widget-test.h"

#include <malloc.h>

/* The first windows fill caches of fonts, styles and icons. */
#define WARM_UP 30
#define WINDOWS 200
/* The same of windows with four charts and four studies on each. */
#define CROWDED_WARM_UP 20
#define CROWDED_WINDOWS 50
/* The heap is looked at after each of so many windows: the least counts, as the last window's
 * surfaces may still be on their way. */
#define LOOKS 10
/* What the heap may grow by a window, in bytes. GTK 4.8 forgets the shells of menus' sections: 8
 * KiB, and 20 KiB with four charts, each with a menu. A session, a chart or a menu with its items
 * is more than what is left. */
#define GROWTH_PER_WINDOW (12 * 1024)
#define GROWTH_PER_CROWDED_WINDOW (32 * 1024)
/* Weeks that are played again, and what each may add: events of jumping back. */
#define WEEKS 20
#define GROWTH_PER_WEEK (32 * 1024)

typedef struct
{
  SessionFixture base;
  char *id;
  GSettings *settings;
  BtAppearance *appearance;
  BtWorkspace *workspace;
} Fixture;

/* One for all tests: it keeps a little of the window that was in use last. */
static GtkApplication *application;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  session_fixture_set_up (&fixture->base, data);
  fixture->id = session_fixture_create (&fixture->base);
  fixture->settings = g_settings_new (BT_APP_ID);
  fixture->appearance = bt_appearance_new (fixture->settings);
  fixture->workspace
    = bt_workspace_new (fixture->base.store, fixture->settings, fixture->appearance);
  widget_test_settle ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  widget_test_assert_finalizes (g_steal_pointer (&fixture->workspace));
  g_clear_object (&fixture->appearance);
  g_clear_object (&fixture->settings);
  g_clear_pointer (&fixture->id, g_free);
  session_fixture_tear_down (&fixture->base, data);
}

static gboolean
has_drawn (gpointer data)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (data);

  return clock != NULL && gdk_frame_clock_get_frame_counter (clock) >= 2;
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static GtkWindow *
open_window (Fixture *fixture, BtSession *session)
{
  BtSessionWindow *window = bt_session_window_new (application, fixture->workspace, session);

  gtk_window_present (GTK_WINDOW (window));
  widget_test_wait (has_drawn, window);
  return GTK_WINDOW (window);
}

/* Opens a session in its window, as it was left, and closes both; nothing of them is left. */
static void
open_and_close (Fixture *fixture, const char *view_json)
{
  BtSession *session = session_fixture_open (&fixture->base, fixture->id);
  if (view_json != NULL)
    bt_session_set_view_json (session, view_json);
  GtkWindow *window = open_window (fixture, session);
  gpointer last_window = window;
  gpointer last_session = session;

  g_object_add_weak_pointer (G_OBJECT (window), &last_window);
  g_object_add_weak_pointer (G_OBJECT (session), &last_session);
  gtk_window_destroy (window);
  widget_test_settle ();
  g_assert_null (last_window);
  bt_session_close (session);
  g_object_unref (session);
  /* What it still writes holds it. */
  widget_test_wait (is_gone, &last_session);
}

/* Opens and closes count windows; returns the smallest heap of the last ones. */
static gsize
measure (Fixture *fixture, const char *view_json, guint count)
{
  gsize least = G_MAXSIZE;

  for (guint i = 0; i < count; i++)
    {
      open_and_close (fixture, view_json);
      if (i + LOOKS >= count)
        least = MIN (least, mallinfo2 ().uordblks);
    }
  return least;
}

static void
test_windows (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  gsize before = measure (fixture, NULL, WARM_UP);
  gsize after = measure (fixture, NULL, WINDOWS);

  g_test_message ("%d windows: the heap grew from %" G_GSIZE_FORMAT " to %" G_GSIZE_FORMAT, WINDOWS,
                  before, after);
  g_assert_cmpuint (after, <, before + WINDOWS * GROWTH_PER_WINDOW);
}

/* Writes how a window of four charts with studies was left. */
static char *
make_crowded_view (Fixture *fixture)
{
  static const char *const names[] = { "sma", "bollinger", "rsi", "macd" };
  BtSession *session = session_fixture_open (&fixture->base, fixture->id);
  GtkWindow *window = open_window (fixture, session);
  BtChartGrid *grid = widget_test_part (window, "charts");

  g_object_set (grid, "layout", "4", NULL);
  for (guint i = 0; i < bt_chart_grid_get_count (grid); i++)
    for (guint k = 0; k < G_N_ELEMENTS (names); k++)
      {
        const BtStudy *study = bt_study_registry_find (names[k]);
        BtStudySettings settings;

        g_assert_nonnull (study);
        bt_study_settings_init (&settings, study);
        bt_chart_add_study (bt_chart_grid_get_chart (grid, i), &settings);
      }
  bt_session_window_save_state (BT_SESSION_WINDOW (window), FALSE);
  char *json = g_strdup (bt_session_get_view_json (session));
  gtk_window_destroy (window);
  bt_session_close (session);
  widget_test_assert_finalizes (session);
  return json;
}

static void
test_crowded_windows (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *json = make_crowded_view (fixture);
  gsize before = measure (fixture, json, CROWDED_WARM_UP);
  gsize after = measure (fixture, json, CROWDED_WINDOWS);

  g_test_message ("%d windows of four charts: the heap grew from %" G_GSIZE_FORMAT
                  " to %" G_GSIZE_FORMAT,
                  CROWDED_WINDOWS, before, after);
  g_assert_cmpuint (after, <, before + CROWDED_WINDOWS * GROWTH_PER_CROWDED_WINDOW);
}

static gboolean
has_stopped (gpointer data)
{
  return !bt_session_is_playing (data);
}

/* Plays the week from its start to its end at full speed in the window; returns the heap. */
static gsize
play_week (BtSession *session, gint64 start_usec)
{
  g_autoptr (GError) error = NULL;

  bt_session_go_to_time (session, start_usec, &error);
  g_assert_no_error (error);
  widget_test_wait (has_stopped, session);
  bt_session_play (session);
  g_assert_true (bt_session_is_playing (session));
  widget_test_wait (has_stopped, session);
  widget_test_settle ();
  return mallinfo2 ().uordblks;
}

static void
test_play (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  BtSession *session = bt_session_open (fixture->base.store, fixture->id, &error);
  gint64 start_usec = bt_series_get_columns (fixture->base.series)->time_usec[120];

  g_assert_no_error (error);
  g_object_set (session, "speed", BT_SPEED_MAX, "pause-on-fill", FALSE, NULL);
  GtkWindow *window = open_window (fixture, session);
  play_week (session, start_usec);
  gsize before = play_week (session, start_usec);
  for (guint i = 0; i < WEEKS; i++)
    play_week (session, start_usec);
  gsize after = mallinfo2 ().uordblks;

  g_test_message ("%d weeks: the heap grew from %" G_GSIZE_FORMAT " to %" G_GSIZE_FORMAT, WEEKS,
                  before, after);
  g_assert_cmpuint (after, <, before + WEEKS * GROWTH_PER_WEEK);
  gtk_window_destroy (window);
  bt_session_close (session);
  widget_test_assert_finalizes (session);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;

  widget_test_init (&argc, &argv);
  application = GTK_APPLICATION (adw_application_new (NULL, G_APPLICATION_NON_UNIQUE));
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  g_test_add ("/ui/leaks/play", Fixture, NULL, set_up, test_play, tear_down);
  g_test_add ("/ui/leaks/windows", Fixture, NULL, set_up, test_windows, tear_down);
  g_test_add ("/ui/leaks/crowded-windows", Fixture, NULL, set_up, test_crowded_windows, tear_down);
  int status = g_test_run ();
  g_object_unref (application);
  return status;
}
