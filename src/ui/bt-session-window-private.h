// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What the session window's files share. */
#pragma once

#include "ui/bt-chart-grid.h"
#include "ui/bt-session-window.h"

G_BEGIN_DECLS

struct _BtSessionWindow
{
  AdwApplicationWindow parent_instance;

  BtWorkspace *workspace;
  BtSession *session;
  GMenu *workspace_names;      /* of the menu */
  GSignalGroup *chart_signals; /* of the active chart */
  int fitted_width_px;
  int fitted_height_px;
  guint fit_source;
  guint save_source; /* writes the window's state once it rests */
  int wanted_split_px;
  AdwToast *toast;    /* weak: the one that is shown */
  guint toast_source; /* takes it away */

  GtkWidget *title_label;
  GtkWidget *name_label;
  GtkWidget *clock_label;
  GtkWidget *branch_label;
  GtkWidget *back_bar;
  GtkWidget *back_label;
  GtkWidget *time_controls;
  GtkWidget *panel_button;
  GtkWidget *fullscreen_button;
  GtkWidget *toasts;
  GtkWidget *paned;
  GtkWidget *flap;
  GtkWidget *chart_bar;
  GtkWidget *drawing_bar;
  GtkWidget *charts;
  GtkWidget *ticket;
  GtkWidget *account_panel;
  GtkWidget *challenge_panel;
  GtkWidget *tables;
  GtkWidget *status_bar;
};

/* Adds the window's actions; its session is set already. */
void bt_session_window_add_actions (BtSessionWindow *self);
/* Lets what would tell too much in a blind session wait for its reveal; after all actions. */
void bt_session_window_watch_disguise (BtSessionWindow *self);
/* Adds the actions that go back and ahead and those of branches, and shows where the clock is and
 * on which branch. */
void bt_session_window_watch_time (BtSessionWindow *self);
/* Shows where in time the session is, and how much of the chart's candle is known. */
void bt_session_window_show_title (BtSessionWindow *self);
/* Says something for a few seconds. */
void bt_session_window_toast (BtSessionWindow *self, const char *text);
/* Adds the actions about charts and has the bar follow the active one. */
void bt_session_window_watch_charts (BtSessionWindow *self);
/* Adds the actions about alerts and notes, and tells of alerts that fire. */
void bt_session_window_watch_alerts (BtSessionWindow *self);
/* Forgets the active chart. */
void bt_session_window_leave_charts (BtSessionWindow *self);
/* Returns the active chart. */
BtChart *bt_session_window_get_chart (BtSessionWindow *self);
/* Returns its timeframe. */
BtTimeframe bt_session_window_get_timeframe (BtSessionWindow *self);
/* Adds the actions about saved workspaces, and shows their names in the menu. */
void bt_session_window_watch_workspaces (BtSessionWindow *self);
/* Arranges the window as a workspace says, while it plays or not; nothing is done when there is
 * none of that name. Drawings stay, and charts that it has no place for are kept. */
void bt_session_window_apply_workspace (BtSessionWindow *self, const char *name);
/* Sets the members of the window's state in an object, but for "open". */
void bt_session_window_write_state (BtSessionWindow *self, JsonObject *object);
/* Shows panels, tables and charts as such a state says. */
void bt_session_window_arrange (BtSessionWindow *self, JsonObject *object);

G_END_DECLS
