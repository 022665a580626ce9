// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-shown.h"

#include "ui/bt-format.h"

#include <glib/gi18n.h>
#include <stdio.h>

char *
bt_shown_price (BtSession *session, gint64 points)
{
  return bt_format_price (bt_session_get_instrument (session),
                          bt_disguise_show (bt_session_get_disguise (session), points));
}

char *
bt_shown_time_through (const BtDisguise *disguise, gint64 time_usec)
{
  if (disguise == NULL || !disguise->is_active || time_usec == BT_TIME_NONE)
    return bt_format_time (time_usec);

  const BtCivilTime civil = bt_time_to_civil (time_usec);

  /* Translators: the number of a day whose date is hidden, and the time of day. */
  return g_strdup_printf (_ ("Day %d %02d:%02d"), (int) bt_disguise_day (disguise, time_usec),
                          civil.hour, civil.minute);
}

char *
bt_shown_time (BtSession *session, gint64 time_usec)
{
  return bt_shown_time_through (bt_session_get_disguise (session), time_usec);
}

char *
bt_shown_moment (BtSession *session, gint64 time_usec)
{
  const BtDisguise *disguise = bt_session_get_disguise (session);

  return disguise->is_active ? bt_shown_time_through (disguise, time_usec)
                             : bt_format_moment (time_usec);
}

const char *
bt_shown_symbol (BtSession *session)
{
  return bt_session_get_disguise (session)->is_active ? C_ ("symbol", "Blind")
                                                      : bt_session_get_instrument (session)->symbol;
}

gboolean
bt_shown_parse_time (const BtDisguise *disguise, const char *text, gint64 *time_usec)
{
  int day, hour = 0, minute = 0, end = 0;

  if (disguise == NULL || !disguise->is_active)
    return bt_time_parse (text, time_usec, NULL);
  while (*text != '\0' && *text != '-' && !g_ascii_isdigit (*text))
    text++;
  if (sscanf (text, "%9d %2d:%2d %n", &day, &hour, &minute, &end) == 3)
    text += end;
  else if (sscanf (text, "%9d %n", &day, &end) == 1)
    text += end;
  else
    return FALSE;
  if (*text != '\0' || hour < 0 || hour > 23 || minute < 0 || minute > 59 || ABS (day) > 200000)
    return FALSE;
  *time_usec = bt_disguise_time (disguise, day, (hour * 60 + minute) * BT_USEC_PER_MINUTE);
  return TRUE;
}

char *
bt_shown_blind_record (const BtBlindRecord *record, gboolean is_over)
{
  if (!record->is_blind)
    return NULL;
  if (record->reveal_count == 0)
    return g_strdup (is_over ? _ ("Blind, clean run") : _ ("Blind"));

  g_autofree char *candle = bt_format_count (record->revealed_bar + 1);

  /* Translators: the number of a candle. */
  return g_strdup_printf (_ ("Blind, revealed at candle %s"), candle);
}
