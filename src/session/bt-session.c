// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-session.h"

#include "session/bt-session-companion.h"
#include "session/bt-session-private.h"

enum
{
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_STATE,
  PROP_PLAYING,
  PROP_SPEED,
  PROP_PACE,
  PROP_CHART_TIMEFRAME,
  PROP_PAUSE_ON_FILL,
  PROP_BAR,
  PROP_LENGTH,
  PROP_CLOCK,
  PROP_ENDED,
  PROP_BUSY,
  PROP_PAUSE_REASON,
  PROP_AT_HEAD,
  PROP_BRANCH,
  PROP_BRANCH_NAME,
  PROP_BRANCH_COUNT,
  PROP_REWIND_COUNT,
  PROP_GOING,
  PROP_GO_PROGRESS,
  PROP_DISGUISED,
  N_PROPS,
};

G_DEFINE_FINAL_TYPE (BtSession, bt_session, G_TYPE_OBJECT)

static GParamSpec *props[N_PROPS];
static guint signals[BT_SESSION_N_SIGNALS];

const int *
bt_session_speeds (guint *count)
{
  static const int SPEEDS[] = { 5, 10, 20, 30, 50, 100, 150, 300, 1000, 10000, BT_SPEED_MAX };

  *count = G_N_ELEMENTS (SPEEDS);
  return SPEEDS;
}

/* Takes over a name; the store hears of it with the next save. */
static void
set_name (BtSession *self, const char *name)
{
  if (name == NULL || name[0] == '\0' || g_strcmp0 (name, self->name) == 0)
    return;
  g_free (self->name);
  self->name = g_strdup (name);
  self->has_changed_name = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NAME]);
  bt_session_queue_save (self);
}

/* Stores a value of the session's view and notifies; play goes on at once with it. */
static void
set_pace_value (BtSession *self, int *target, int value, guint prop)
{
  if (*target == value)
    return;
  bt_session_change_pace (self, target, value);
  g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
  bt_session_queue_save (self);
}

static void
bt_session_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BtSession *self = BT_SESSION (object);

  switch (id)
    {
    case PROP_NAME:
      set_name (self, g_value_get_string (value));
      break;
    case PROP_SPEED:
      if (self->look.speed == g_value_get_int (value))
        break;
      set_pace_value (self, &self->look.speed, g_value_get_int (value), PROP_SPEED);
      bt_session_record_action (self, BT_LOG_SPEED, self->look.speed, BT_TIME_NONE, NULL);
      break;
    case PROP_PACE:
      set_pace_value (self, &self->look.pace, g_value_get_int (value), PROP_PACE);
      break;
    case PROP_CHART_TIMEFRAME:
      set_pace_value (self, &self->look.chart_timeframe, g_value_get_int (value),
                      PROP_CHART_TIMEFRAME);
      break;
    case PROP_PAUSE_ON_FILL:
      set_pace_value (self, &self->look.is_pausing_on_fill, g_value_get_boolean (value),
                      PROP_PAUSE_ON_FILL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* Stores what concerns the line that is played. */
static void
get_line_property (BtSession *self, guint id, GValue *value)
{
  if (id == PROP_AT_HEAD)
    g_value_set_boolean (value, bt_session_is_at_head (self));
  else if (id == PROP_BRANCH)
    g_value_set_string (value, bt_session_get_branch_id (self));
  else if (id == PROP_BRANCH_NAME)
    g_value_set_string (value, bt_session_get_branch_name (self));
  else if (id == PROP_BRANCH_COUNT)
    g_value_set_uint (value, g_list_model_get_n_items (G_LIST_MODEL (self->branches)));
  else
    g_value_set_int64 (value, self->rewind_count);
}

/* Returns how much of the way to a place is done. */
static double
get_go_progress (BtSession *self)
{
  gint64 way = self->go_target - self->go_start;

  if (!self->is_going || way <= 0)
    return 1.0;
  return CLAMP ((double) (bt_session_get_bar (self) - self->go_start) / (double) way, 0.0, 1.0);
}

static void
bt_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BtSession *self = BT_SESSION (object);

  switch (id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_STATE:
      g_value_set_int (value, (int) self->state);
      break;
    case PROP_PLAYING:
      g_value_set_boolean (value, self->is_playing);
      break;
    case PROP_SPEED:
      g_value_set_int (value, self->look.speed);
      break;
    case PROP_PACE:
      g_value_set_int (value, (int) self->look.pace);
      break;
    case PROP_CHART_TIMEFRAME:
      g_value_set_int (value, (int) self->look.chart_timeframe);
      break;
    case PROP_PAUSE_ON_FILL:
      g_value_set_boolean (value, self->look.is_pausing_on_fill);
      break;
    case PROP_BAR:
      g_value_set_int64 (value, bt_session_get_bar (self));
      break;
    case PROP_LENGTH:
      g_value_set_int64 (value, bt_session_get_length (self));
      break;
    case PROP_CLOCK:
      g_value_set_int64 (value, bt_session_get_clock (self));
      break;
    case PROP_ENDED:
      g_value_set_boolean (value, bt_session_is_ended (self));
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, bt_session_is_committing (self) || self->is_changing);
      break;
    case PROP_PAUSE_REASON:
      g_value_set_int (value, (int) self->pause_reason);
      break;
    case PROP_GOING:
      g_value_set_boolean (value, self->is_going);
      break;
    case PROP_GO_PROGRESS:
      g_value_set_double (value, get_go_progress (self));
      break;
    case PROP_DISGUISED:
      g_value_set_boolean (value, self->disguise.is_active);
      break;
    case PROP_AT_HEAD:
    case PROP_BRANCH:
    case PROP_BRANCH_NAME:
    case PROP_BRANCH_COUNT:
    case PROP_REWIND_COUNT:
      get_line_property (self, id, value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bt_session_dispose (GObject *object)
{
  BtSession *self = BT_SESSION (object);

  bt_session_leave_play (self);
  bt_session_close_annotations (self);
  g_clear_pointer (&self->pending, bt_engine_free);
  g_clear_pointer (&self->engine, bt_engine_free);
  g_clear_pointer (&self->head_engine, bt_engine_free);
  g_clear_pointer (&self->spare, bt_engine_free);
  bt_session_clear_companions (self);
  g_clear_pointer (&self->tape, bt_tape_unref);
  g_clear_pointer (&self->series, bt_series_unref);
  g_clear_pointer (&self->ticks, bt_tick_series_unref);
  g_clear_pointer (&self->shared, bt_shared_series_release);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (bt_session_parent_class)->dispose (object);
}

static void
bt_session_finalize (GObject *object)
{
  BtSession *self = BT_SESSION (object);

  g_clear_object (&self->alerts);
  g_clear_object (&self->notes);
  g_clear_object (&self->events);
  g_ptr_array_unref (self->fired);
  bt_session_view_clear (&self->view);
  bt_session_line_clear (&self->line);
  g_ptr_array_unref (self->companions);
  bt_equity_trail_clear (&self->trail);
  g_clear_object (&self->branches);
  g_clear_pointer (&self->days, g_array_unref);
  g_free (self->id);
  g_free (self->name);
  bt_view_state_clear (&self->look);
  g_free (self->saved_view);
  G_OBJECT_CLASS (bt_session_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GParamFlags writable = readable | G_PARAM_WRITABLE;

  props[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, readable);
  props[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, writable);
  props[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, BT_SESSION_PAUSED, BT_SESSION_ARCHIVED,
                                        BT_SESSION_PAUSED, readable);
  props[PROP_PLAYING] = g_param_spec_boolean ("playing", NULL, NULL, FALSE, readable);
  props[PROP_SPEED] = g_param_spec_int ("speed", NULL, NULL, 1, BT_SPEED_MAX, 10, writable);
  props[PROP_PACE] = g_param_spec_int ("pace", NULL, NULL, BT_PACE_CANDLES, BT_PACE_MARKET_TIME,
                                       BT_PACE_CANDLES, writable);
  props[PROP_CHART_TIMEFRAME] = g_param_spec_int ("chart-timeframe", NULL, NULL, BT_TIMEFRAME_M1,
                                                  BT_TIMEFRAME_MN, BT_TIMEFRAME_M5, writable);
  props[PROP_PAUSE_ON_FILL] = g_param_spec_boolean ("pause-on-fill", NULL, NULL, TRUE, writable);
  props[PROP_BAR] = g_param_spec_int64 ("bar", NULL, NULL, -1, G_MAXINT64, -1, readable);
  props[PROP_LENGTH] = g_param_spec_int64 ("length", NULL, NULL, 0, G_MAXINT64, 0, readable);
  props[PROP_CLOCK] = g_param_spec_int64 ("clock", NULL, NULL, G_MININT64, G_MAXINT64, 0, readable);
  props[PROP_ENDED] = g_param_spec_boolean ("ended", NULL, NULL, FALSE, readable);
  props[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, readable);
  props[PROP_PAUSE_REASON] = g_param_spec_int ("pause-reason", NULL, NULL, BT_PAUSE_NONE,
                                               BT_PAUSE_ALERT, BT_PAUSE_NONE, readable);
  props[PROP_AT_HEAD] = g_param_spec_boolean ("at-head", NULL, NULL, TRUE, readable);
  props[PROP_BRANCH] = g_param_spec_string ("branch", NULL, NULL, NULL, readable);
  props[PROP_BRANCH_NAME] = g_param_spec_string ("branch-name", NULL, NULL, NULL, readable);
  props[PROP_BRANCH_COUNT]
    = g_param_spec_uint ("branch-count", NULL, NULL, 0, G_MAXUINT, 0, readable);
  props[PROP_REWIND_COUNT]
    = g_param_spec_int64 ("rewind-count", NULL, NULL, 0, G_MAXINT64, 0, readable);
  props[PROP_GOING] = g_param_spec_boolean ("going", NULL, NULL, FALSE, readable);
  props[PROP_GO_PROGRESS]
    = g_param_spec_double ("go-progress", NULL, NULL, 0.0, 1.0, 1.0, readable);
  props[PROP_DISGUISED] = g_param_spec_boolean ("disguised", NULL, NULL, FALSE, readable);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

/* Adds a signal with one pointer argument, or none. */
static guint
add_signal (const char *name, gboolean has_argument)
{
  if (!has_argument)
    return g_signal_new (name, BT_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                         0);
  return g_signal_new (name, BT_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                       1, G_TYPE_POINTER);
}

static void
bt_session_class_init (BtSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = bt_session_set_property;
  object_class->get_property = bt_session_get_property;
  object_class->dispose = bt_session_dispose;
  object_class->finalize = bt_session_finalize;
  install_properties (object_class);

  signals[BT_SESSION_SIGNAL_ADVANCED] = add_signal ("advanced", FALSE);
  signals[BT_SESSION_SIGNAL_ACCOUNT_CHANGED] = add_signal ("account-changed", FALSE);
  signals[BT_SESSION_SIGNAL_FILLED] = add_signal ("filled", TRUE);
  signals[BT_SESSION_SIGNAL_REFUSED] = add_signal ("refused", TRUE);
  signals[BT_SESSION_SIGNAL_MARGIN_CALL] = add_signal ("margin-call", FALSE);
  signals[BT_SESSION_SIGNAL_FAILED] = add_signal ("failed", TRUE);
  signals[BT_SESSION_SIGNAL_ALERTED] = add_signal ("alerted", TRUE);
}

static void
bt_session_init (BtSession *self)
{
  bt_session_view_init (&self->view);
  bt_session_line_init (&self->line);
  bt_equity_trail_init (&self->trail);
  g_queue_init (&self->waiting);
  self->fired = g_ptr_array_new_with_free_func (g_object_unref);
  self->companions = bt_session_companions_new ();
  self->branches = g_list_store_new (BT_TYPE_BRANCH_ITEM);
  self->branches_made = 1;
  self->told_at_head = TRUE;
  self->day = BT_TRADING_DAY_DEFAULT;
  self->grade = '-';
  bt_view_state_init (&self->look);
}

guint
bt_session_signal (BtSessionSignal signal)
{
  return signals[signal];
}

BtTape *
bt_session_get_tape (BtSession *session)
{
  g_return_val_if_fail (BT_IS_SESSION (session), NULL);
  return session->tape;
}

gint64
bt_session_get_first_index (BtSession *session)
{
  g_return_val_if_fail (BT_IS_SESSION (session), 0);
  return session->first_index;
}

const BtSessionSettings *
bt_session_get_settings (BtSession *session)
{
  g_return_val_if_fail (BT_IS_SESSION (session), NULL);
  return &session->settings;
}

const BtInstrument *
bt_session_get_instrument (BtSession *session)
{
  g_return_val_if_fail (BT_IS_SESSION (session), NULL);
  return &session->settings.instrument;
}

BtTradingDay
bt_session_get_trading_day (BtSession *session)
{
  g_return_val_if_fail (BT_IS_SESSION (session), BT_TRADING_DAY_DEFAULT);
  return session->day;
}

GListModel *
bt_session_get_positions (BtSession *session)
{
  g_return_val_if_fail (BT_IS_SESSION (session), NULL);
  return G_LIST_MODEL (session->view.positions);
}

GListModel *
bt_session_get_orders (BtSession *session)
{
  g_return_val_if_fail (BT_IS_SESSION (session), NULL);
  return G_LIST_MODEL (session->view.orders);
}

GListModel *
bt_session_get_trades (BtSession *session)
{
  g_return_val_if_fail (BT_IS_SESSION (session), NULL);
  return G_LIST_MODEL (session->view.trades);
}

GListModel *
bt_session_get_fills (BtSession *session)
{
  g_return_val_if_fail (BT_IS_SESSION (session), NULL);
  return G_LIST_MODEL (session->view.fills);
}

GListModel *
bt_session_get_ledger (BtSession *session)
{
  g_return_val_if_fail (BT_IS_SESSION (session), NULL);
  return G_LIST_MODEL (session->view.ledger);
}

GListModel *
bt_session_get_log (BtSession *session)
{
  g_return_val_if_fail (BT_IS_SESSION (session), NULL);
  return G_LIST_MODEL (session->view.log);
}

BtQuote
bt_session_get_quote (BtSession *session)
{
  g_return_val_if_fail (BT_IS_SESSION (session), (BtQuote){ 0 });
  return bt_engine_get_quote (session->engine);
}

void
bt_session_get_challenge (BtSession *session, BtChallengeState *out)
{
  g_return_if_fail (BT_IS_SESSION (session));

  bt_engine_get_challenge_state (session->engine, out);
}

const BtViolation *
bt_session_get_violations (BtSession *session, gsize *count)
{
  g_return_val_if_fail (BT_IS_SESSION (session), NULL);

  return bt_engine_get_violations (session->engine, count);
}

void
bt_session_get_account (BtSession *session, BtAccountState *out)
{
  g_return_if_fail (BT_IS_SESSION (session) && out != NULL);
  bt_engine_get_account (session->engine, out);
}

const char *
bt_session_get_id (BtSession *session)
{
  g_return_val_if_fail (BT_IS_SESSION (session), NULL);
  return session->id;
}

const char *
bt_session_get_name (BtSession *session)
{
  g_return_val_if_fail (BT_IS_SESSION (session), NULL);
  return session->name;
}

gint64
bt_session_get_clock (BtSession *session)
{
  g_return_val_if_fail (BT_IS_SESSION (session), BT_TIME_NONE);
  return session->engine == NULL ? BT_TIME_NONE : bt_engine_get_clock (session->engine);
}

gint64
bt_session_get_bar (BtSession *session)
{
  g_return_val_if_fail (BT_IS_SESSION (session), -1);
  return session->engine == NULL ? -1 : bt_engine_get_bar (session->engine);
}

gint64
bt_session_get_length (BtSession *session)
{
  g_return_val_if_fail (BT_IS_SESSION (session), 0);
  return session->series == NULL ? 0 : (gint64) bt_series_get_length (session->series);
}

gboolean
bt_session_is_playing (BtSession *session)
{
  g_return_val_if_fail (BT_IS_SESSION (session), FALSE);
  return session->is_playing;
}

gboolean
bt_session_is_ended (BtSession *session)
{
  g_return_val_if_fail (BT_IS_SESSION (session), FALSE);
  return session->engine != NULL && bt_engine_is_ended (session->engine);
}

gint64
bt_session_get_command_count (BtSession *session)
{
  g_return_val_if_fail (BT_IS_SESSION (session), 0);
  return bt_engine_get_command_count (session->engine);
}

char *
bt_session_get_digest (BtSession *session)
{
  BtHash digest;

  g_return_val_if_fail (BT_IS_SESSION (session), NULL);
  bt_engine_get_digest (session->engine, &digest);
  return bt_hash_to_string (&digest);
}

char
bt_session_get_grade (BtSession *session)
{
  g_return_val_if_fail (BT_IS_SESSION (session), '-');
  return session->grade;
}

const char *
bt_session_get_view_json (BtSession *session)
{
  g_return_val_if_fail (BT_IS_SESSION (session), NULL);
  return session->look.window_json;
}

void
bt_session_set_view_json (BtSession *session, const char *json)
{
  g_return_if_fail (BT_IS_SESSION (session));

  if (g_strcmp0 (session->look.window_json, json) == 0)
    return;
  g_free (session->look.window_json);
  session->look.window_json = g_strdup (json);
  bt_session_queue_save (session);
}
