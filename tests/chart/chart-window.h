// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A chart in a window on the screen, and what a user does to it, through the chart's own
 * controllers. */
#pragma once

#include "chart/bt-chart-private.h"
#include "chart/bt-chart.h"

typedef struct
{
  BtTape *tape;
  GtkWidget *window;
  BtChart *chart;
  guint notified;
  char *moved_id;
  gint64 moved_points;
  char *closed_id;
  int closed_kind;
} ChartWindow;

/* Keeps the main loop turning while it waits. */
gboolean woken_cb (gpointer data);

/* Runs the main loop until a condition holds; fails after ten seconds. */
#define WAIT_UNTIL(condition)                                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 deadline = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;                               \
    guint waker = g_timeout_add (100, woken_cb, NULL);                                             \
    while (!(condition) && g_get_monotonic_time () < deadline)                                     \
      g_main_context_iteration (NULL, TRUE);                                                       \
    g_source_remove (waker);                                                                       \
    g_assert_true (condition);                                                                     \
  }                                                                                                \
  G_STMT_END

/* Counts a notification. */
void notified_cb (ChartWindow *fixture);
/* Runs the main loop until the chart has drawn a frame. */
void wait_for_frame (ChartWindow *fixture);
/* Shows 1,500 known M1 candles of 2,000. */
void set_up_window (ChartWindow *fixture, gconstpointer data);
/* Takes the window away. */
void tear_down_window (ChartWindow *fixture, gconstpointer data);
/* The controller of a type that the chart has; owned by the chart. */
gpointer find_controller (BtChart *chart, GType type);
/* Presses, moves and lets go. */
void drag (BtChart *chart, double x, double y, double offset_x, double offset_y);
/* Moves the pointer. */
void point (BtChart *chart, double x, double y);
/* Presses a key; returns whether the chart took it. */
gboolean press_key (BtChart *chart, guint key, GdkModifierType state);
/* Returns the property. */
gboolean is_following (BtChart *chart);
