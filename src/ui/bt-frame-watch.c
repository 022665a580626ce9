// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-frame-watch.h"

#include <time.h>

#define FRAMES_DOMAIN "bt-frames"

/* What was seen of one stretch of play. */
typedef struct
{
  GtkWidget *window;
  GdkFrameClock *clock;
  gulong begin_handler;
  gulong handler;
  gint64 last_usec;   /* of the last frame, or when play began */
  gboolean is_ending; /* the next frame is the last */
  gint64 longest_usec;
  gint64 begin_usec;   /* of the frame that is being made */
  gint64 slowest_usec; /* from the beginning of a frame to its end */
  gint64 worked_usec;  /* by the thread when the last frame ended, or when play began */
  gint64 busiest_usec; /* the most that it worked from then to the end of the next */
  guint frames;
} Watch;

/* Returns how long this thread has worked, whatever else the machine did meanwhile. */
static gint64
get_work_usec (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static void
begun_cb (GdkFrameClock *clock, gpointer user_data)
{
  Watch *watch = user_data;

  watch->begin_usec = g_get_monotonic_time ();
}

static void stop (Watch *watch);

static void
painted_cb (GdkFrameClock *clock, gpointer user_data)
{
  Watch *watch = user_data;
  gint64 now_usec = g_get_monotonic_time ();
  gint64 work_usec = get_work_usec ();

  watch->longest_usec = MAX (watch->longest_usec, now_usec - watch->last_usec);
  if (watch->begin_usec != 0)
    watch->slowest_usec = MAX (watch->slowest_usec, now_usec - watch->begin_usec);
  watch->busiest_usec = MAX (watch->busiest_usec, work_usec - watch->worked_usec);
  watch->last_usec = now_usec;
  watch->worked_usec = work_usec;
  watch->frames++;
  if (watch->is_ending)
    stop (watch);
}

static void
stop (Watch *watch)
{
  if (watch->clock == NULL)
    return;
  g_signal_handler_disconnect (watch->clock, watch->begin_handler);
  g_signal_handler_disconnect (watch->clock, watch->handler);
  g_clear_object (&watch->clock);
  g_log (FRAMES_DOMAIN, G_LOG_LEVEL_DEBUG,
         "frames %u longest %" G_GINT64_FORMAT " ms slowest %" G_GINT64_FORMAT
         " us busiest %" G_GINT64_FORMAT " us",
         watch->frames, watch->longest_usec / 1000, watch->slowest_usec, watch->busiest_usec);
}

static void
playing_changed_cb (BtSession *session, GParamSpec *spec, Watch *watch)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (watch->window);

  /* What the last candles brought shows in one more frame. */
  watch->is_ending = !bt_session_is_playing (session);
  if (watch->is_ending || clock == NULL || watch->clock != NULL)
    return;
  watch->clock = g_object_ref (clock);
  watch->last_usec = g_get_monotonic_time ();
  watch->longest_usec = 0;
  watch->begin_usec = watch->slowest_usec = 0;
  watch->worked_usec = get_work_usec ();
  watch->busiest_usec = 0;
  watch->frames = 0;
  watch->begin_handler = g_signal_connect (clock, "before-paint", G_CALLBACK (begun_cb), watch);
  watch->handler = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), watch);
}

static void
window_unrealized_cb (GtkWidget *window, Watch *watch)
{
  stop (watch);
}

static void
free_watch (gpointer data, GClosure *closure)
{
  g_free (data);
}

void
bt_frame_watch_attach (GtkWidget *window, BtSession *session)
{
  Watch *watch = g_new0 (Watch, 1);

  watch->window = window;
  g_signal_connect_data (window, "unrealize", G_CALLBACK (window_unrealized_cb), watch, free_watch,
                         0);
  GClosure *closure = g_cclosure_new (G_CALLBACK (playing_changed_cb), watch, NULL);
  g_object_watch_closure (G_OBJECT (window), closure);
  g_signal_connect_closure (session, "notify::playing", closure, FALSE);
}
