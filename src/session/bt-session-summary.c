// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-session-summary.h"

#include "session/bt-card-figures.h"
#include "session/bt-session-file.h"
#include "session/bt-view-state.h"

struct _BtSessionSummary
{
  GObject parent_instance;
  char *id;
  char *name;
  BtSessionState state;
  gboolean is_ended;
  gboolean has_data;
  gboolean was_open;
  BtSessionSettings settings;
  BtTimeframe chart_timeframe;
  gint64 start_usec;
  gint64 end_usec;
  gint64 clock_usec;
  gint64 played_usec;
  BtBlindRecord blind;
  BtCardFigures figures;
  guint revision;
};

enum
{
  PROP_0,
  PROP_REVISION,
  N_PROPS,
};

G_DEFINE_FINAL_TYPE (BtSessionSummary, bt_session_summary, G_TYPE_OBJECT)

static GParamSpec *props[N_PROPS];

static void
bt_session_summary_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_REVISION)
    g_value_set_uint (value, BT_SESSION_SUMMARY (object)->revision);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
bt_session_summary_finalize (GObject *object)
{
  BtSessionSummary *self = BT_SESSION_SUMMARY (object);

  g_free (self->id);
  g_free (self->name);
  G_OBJECT_CLASS (bt_session_summary_parent_class)->finalize (object);
}

static void
bt_session_summary_class_init (BtSessionSummaryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bt_session_summary_get_property;
  object_class->finalize = bt_session_summary_finalize;
  props[PROP_REVISION]
    = g_param_spec_uint ("revision", NULL, NULL, 0, G_MAXUINT, 0,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
bt_session_summary_init (BtSessionSummary *self)
{
}

/* Takes timeframe and whether the window was open from the session's view document. */
static void
read_view (BtSessionSummary *self, const char *json)
{
  BtViewState look;

  bt_view_state_init (&look);
  bt_view_state_read (&look, json);
  self->chart_timeframe = (BtTimeframe) look.chart_timeframe;
  self->was_open = bt_view_state_is_open (&look);
  bt_view_state_clear (&look);
}

BtSessionSummary *
bt_session_summary_new (const BtSessionRow *row, gboolean has_data, gint64 end_usec, GError **error)
{
  g_autoptr (BtSessionSummary) self = g_object_new (BT_TYPE_SESSION_SUMMARY, NULL);

  if (!bt_session_settings_from_json (row->settings_json, &self->settings, error))
    return NULL;
  self->id = g_strdup (row->id);
  self->name = g_strdup (row->name);
  self->state = row->state;
  self->is_ended = row->is_ended;
  self->blind = row->blind;
  self->has_data = has_data;
  self->start_usec = row->start_usec;
  self->end_usec = end_usec;
  self->played_usec = row->played_usec;
  read_view (self, row->view_json);
  bt_card_figures_from_json (row->summary_json, self->settings.balance, &self->figures,
                             &self->clock_usec);
  self->figures.bar = row->bar;
  self->figures.length = row->length;
  if (self->clock_usec == BT_TIME_NONE)
    self->clock_usec = row->start_usec;
  return g_steal_pointer (&self);
}

/* Returns whether a card would look the same; NAN in the figures compares equal to itself. */
static gboolean
is_same (const BtSessionSummary *a, const BtSessionSummary *b)
{
  return g_strcmp0 (a->name, b->name) == 0 && a->state == b->state && a->is_ended == b->is_ended
         && a->blind.reveal_count == b->blind.reveal_count && a->has_data == b->has_data
         && a->was_open == b->was_open && a->chart_timeframe == b->chart_timeframe
         && a->start_usec == b->start_usec && a->end_usec == b->end_usec
         && a->clock_usec == b->clock_usec && a->played_usec == b->played_usec
         && memcmp (&a->figures, &b->figures, sizeof a->figures) == 0;
}

void
bt_session_summary_update (BtSessionSummary *summary, BtSessionSummary *other)
{
  if (is_same (summary, other))
    return;
  g_free (summary->name);
  summary->name = g_strdup (other->name);
  summary->state = other->state;
  summary->is_ended = other->is_ended;
  summary->blind = other->blind;
  summary->has_data = other->has_data;
  summary->was_open = other->was_open;
  summary->settings = other->settings;
  summary->chart_timeframe = other->chart_timeframe;
  summary->start_usec = other->start_usec;
  summary->end_usec = other->end_usec;
  summary->clock_usec = other->clock_usec;
  summary->played_usec = other->played_usec;
  summary->figures = other->figures;
  summary->revision++;
  g_object_notify_by_pspec (G_OBJECT (summary), props[PROP_REVISION]);
}

const char *
bt_session_summary_get_id (BtSessionSummary *summary)
{
  g_return_val_if_fail (BT_IS_SESSION_SUMMARY (summary), NULL);
  return summary->id;
}

const char *
bt_session_summary_get_name (BtSessionSummary *summary)
{
  g_return_val_if_fail (BT_IS_SESSION_SUMMARY (summary), NULL);
  return summary->name;
}

BtSessionState
bt_session_summary_get_state (BtSessionSummary *summary)
{
  g_return_val_if_fail (BT_IS_SESSION_SUMMARY (summary), BT_SESSION_PAUSED);
  return summary->state;
}

gboolean
bt_session_summary_is_ended (BtSessionSummary *summary)
{
  g_return_val_if_fail (BT_IS_SESSION_SUMMARY (summary), FALSE);
  return summary->is_ended;
}

gboolean
bt_session_summary_has_data (BtSessionSummary *summary)
{
  g_return_val_if_fail (BT_IS_SESSION_SUMMARY (summary), FALSE);
  return summary->has_data;
}

const BtSessionSettings *
bt_session_summary_get_settings (BtSessionSummary *summary)
{
  g_return_val_if_fail (BT_IS_SESSION_SUMMARY (summary), NULL);
  return &summary->settings;
}

BtTimeframe
bt_session_summary_get_chart_timeframe (BtSessionSummary *summary)
{
  g_return_val_if_fail (BT_IS_SESSION_SUMMARY (summary), BT_TIMEFRAME_M5);
  return summary->chart_timeframe;
}

gint64
bt_session_summary_get_start (BtSessionSummary *summary)
{
  g_return_val_if_fail (BT_IS_SESSION_SUMMARY (summary), BT_TIME_NONE);
  return summary->start_usec;
}

gint64
bt_session_summary_get_end (BtSessionSummary *summary)
{
  g_return_val_if_fail (BT_IS_SESSION_SUMMARY (summary), BT_TIME_NONE);
  return summary->end_usec;
}

gint64
bt_session_summary_get_clock (BtSessionSummary *summary)
{
  g_return_val_if_fail (BT_IS_SESSION_SUMMARY (summary), BT_TIME_NONE);
  return summary->clock_usec;
}

gint64
bt_session_summary_get_played (BtSessionSummary *summary)
{
  g_return_val_if_fail (BT_IS_SESSION_SUMMARY (summary), 0);
  return summary->played_usec;
}

const BtBlindRecord *
bt_session_summary_get_blind (BtSessionSummary *summary)
{
  g_return_val_if_fail (BT_IS_SESSION_SUMMARY (summary), NULL);
  return &summary->blind;
}

gboolean
bt_session_summary_is_disguised (BtSessionSummary *summary)
{
  g_return_val_if_fail (BT_IS_SESSION_SUMMARY (summary), FALSE);
  return summary->blind.is_blind && summary->blind.reveal_count == 0 && !summary->is_ended
         && summary->state != BT_SESSION_ARCHIVED
         && summary->figures.bar + 1 < summary->figures.length;
}

const BtCardFigures *
bt_session_summary_get_figures (BtSessionSummary *summary)
{
  g_return_val_if_fail (BT_IS_SESSION_SUMMARY (summary), NULL);
  return &summary->figures;
}

gboolean
bt_session_summary_was_open (BtSessionSummary *summary)
{
  g_return_val_if_fail (BT_IS_SESSION_SUMMARY (summary), FALSE);
  return summary->was_open;
}
