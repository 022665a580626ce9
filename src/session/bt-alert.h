// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* An alert: what of the market is to be told, and how. It belongs to a session and not to one of
 * its branches, since all of them have the same candles, and is no part of what was played: it
 * changes no digest.
 *
 * Whether an alert fires on a candle depends on that candle, those before it and the alert alone.
 * So the same candle fires the same alert at any speed, and going back in time arms it again. A
 * plain value that is copied by assignment. */
#pragma once

#include "market/bt-session-settings.h"
#include "study/bt-study-settings.h"

G_BEGIN_DECLS

#define BT_ALERT_MESSAGE_SIZE 256

typedef enum
{
  BT_ALERT_PRICE, /* the quote crosses a level */
  BT_ALERT_RANGE, /* it comes into a range, or leaves it */
  BT_ALERT_LINE,  /* it crosses a sloping line through two points */
  BT_ALERT_STUDY, /* a study's line crosses a level, another line or the close */
  BT_ALERT_TIME,  /* the clock comes to a time */
} BtAlertKind;

typedef enum
{
  BT_ALERT_EITHER,
  BT_ALERT_UP,   /* of a range: in */
  BT_ALERT_DOWN, /* of a range: out */
} BtAlertCrossing;

typedef enum
{
  BT_ALERT_ONCE,
  BT_ALERT_EVERY_TIME,
  BT_ALERT_ONCE_A_CANDLE, /* of the alert's timeframe */
} BtAlertRepeat;

/* What a study's line is held against. */
typedef enum
{
  BT_ALERT_AGAINST_LEVEL,
  BT_ALERT_AGAINST_STUDY,
  BT_ALERT_AGAINST_CLOSE,
} BtAlertAgainst;

typedef enum
{
  BT_ALERT_AT_MOMENT,
  BT_ALERT_DAILY,   /* at a time of day of a zone */
  BT_ALERT_OPENING, /* 09:00 in Tokyo, 08:00 in London or New York, whichever the zone says */
} BtAlertClock;

/* A point of a sloping line. */
typedef struct
{
  gint64 time_usec;
  gint64 points;
} BtAlertAnchor;

typedef struct
{
  gint64 id; /* 1, 2, 3 … of its session */
  BtAlertKind kind;
  BtAlertCrossing crossing;
  BtAlertRepeat repeat;
  gboolean is_enabled;
  gboolean is_pausing;   /* play stops at the candle */
  gboolean is_notifying; /* the desktop is told */
  gboolean is_sounding;
  char message[BT_ALERT_MESSAGE_SIZE]; /* "": what it watches says enough */
  gint64 armed_bar;                    /* it watches the candles after this one of the session */
  BtTimeframe timeframe;               /* of the chart that it was made on */
  /* PRICE, RANGE, LINE. */
  gboolean is_ask;     /* else the bid */
  gint64 level_points; /* the level, or the range's lower end */
  gint64 high_points;  /* the range's upper end */
  BtAlertAnchor anchors[2];
  gboolean is_following; /* PRICE and LINE: it goes with the drawing that has its place */
  gboolean is_extended;  /* the line goes on beyond its points */
  /* STUDY, over candles of the alert's timeframe. */
  BtStudySettings study;
  guint output;
  BtAlertAgainst against;
  double level; /* as the value is named: a price, not points */
  BtStudySettings other;
  guint other_output;
  gboolean is_live; /* also while a candle forms, else only when it is complete */
  /* TIME. */
  BtAlertClock clock;
  gint64 time_usec; /* the moment */
  int minute;       /* of the day, 0 … 1439 */
  BtZone zone;
} BtAlert;

/* Makes an alert of a kind that fires once, pauses and notifies, armed before the first candle. */
void bt_alert_init (BtAlert *alert, BtAlertKind kind);
/* Returns the hour at which a trading session opens in its zone: Tokyo, London, else New York. */
int bt_alert_get_opening_hour (BtZoneKind zone);
/* Stores which of a study's outputs has an id; returns FALSE, and stores nothing, for another. */
gboolean bt_alert_find_output (const BtStudy *study, const char *name, guint *out);
/* Returns by what a study's value is divided to be named as the level is: a power of ten for
 * prices, else 1. */
double bt_alert_get_unit (const BtStudySettings *study, guint output, guint digits);

/* Returns an alert as JSON, in one line, without its id; free with g_free(). */
char *bt_alert_to_json (const BtAlert *alert, const BtInstrument *instrument);
/* Reads it back; its id becomes 0. Fails with BT_SESSION_ERROR_FORMAT, the message naming the
 * field. */
gboolean
bt_alert_from_json (const char *json, const BtInstrument *instrument, BtAlert *out, GError **error);

G_END_DECLS
