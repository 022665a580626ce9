// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What the tests of sessions share: a data folder with a week of synthetic gold, sessions on it,
 * and a clock that the test moves. */
#pragma once

#include "session/bt-session-library.h"
#include "session/bt-session-private.h"

G_BEGIN_DECLS

typedef struct
{
  char *folder;
  BtStore *store;
  gint64 dataset_id;
  BtSeries *series;
  gint64 now_usec;  /* what session_fixture_now() tells */
  gint64 tick_usec; /* by how much each look at the clock moves it */
} SessionFixture;

/* Makes the folder and imports the week. */
void session_fixture_set_up (SessionFixture *fixture, gconstpointer data);
/* The same, with ticks beside the candles: see session_fixture_give_ticks(). */
void session_fixture_set_up_ticks (SessionFixture *fixture, gconstpointer data);
/* Gives the dataset ticks: four in each candle, but none in every seventh, open, high, low and
 * close in this order, with a spread that no candle has. */
void session_fixture_give_ticks (const SessionFixture *fixture);
/* Gives the dataset these ticks (of BtMarketTick), where it has none. */
void session_fixture_store_ticks (const SessionFixture *fixture, const GArray *ticks);
/* Returns the ticks that the candles first … end − 1 of the series are given. */
GArray *session_fixture_make_ticks (BtSeries *series, gsize first, gsize end);
/* Closes the store and removes the folder. */
void session_fixture_tear_down (SessionFixture *fixture, gconstpointer data);
/* Opens the folder's store once more, as another program would. */
BtStore *session_fixture_open_store (const SessionFixture *fixture);
/* Stores a series as a dataset and returns its id. */
gint64 session_fixture_add_dataset (BtStore *store, BtSeries *series);
/* The same of another instrument, by the name of a built-in one. */
gint64 session_fixture_add_dataset_of (BtStore *store, const char *symbol, BtSeries *series);
/* Fills in a plan: 120 minutes of history before the start, 10,000.00 USD, fixed commission. */
void session_fixture_make_plan (const SessionFixture *fixture, BtSessionPlan *plan);
/* Creates a session of that plan and returns its id. */
char *session_fixture_create (const SessionFixture *fixture);
/* Opens a session with the fixture's clock in the place of the machine's. */
BtSession *session_fixture_open (SessionFixture *fixture, const char *id);
/* Tells the fixture's time. */
gint64 session_fixture_now (gpointer user_data);
/* Plays until the session pauses by itself or stands at bar; each frame lasts frame_usec. */
void session_fixture_play_to (SessionFixture *fixture,
                              BtSession *session,
                              gint64 bar,
                              gint64 frame_usec);
/* Makes a market order of 0.10 lot with a stop and a target so many points away (0: none). */
void session_fixture_make_order (BtSession *session,
                                 BtDirection direction,
                                 gint64 stop_points,
                                 gint64 target_points,
                                 BtCommand *out);
/* Gives such an order and asserts that it is accepted. */
void session_fixture_trade (BtSession *session,
                            BtDirection direction,
                            gint64 stop_points,
                            gint64 target_points);
/* Runs the main loop until a flag is set. */
void session_fixture_wait (const gboolean *is_done);

G_END_DECLS
