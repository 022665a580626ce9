// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-alert-lines.h"

#include <glib/gi18n.h>

/* So that no order has a line of the same name. */
#define ID_PREFIX "alert-"

gint64
bt_alert_lines_get_id (const char *id)
{
  return g_str_has_prefix (id, ID_PREFIX) ? g_ascii_strtoll (id + strlen (ID_PREFIX), NULL, 10) : 0;
}

static void
append_line (GArray *lines, const BtAlert *alert, BtChartLineKind kind, gint64 price_points)
{
  const char *arrow = alert->crossing == BT_ALERT_UP     ? "↑"
                      : alert->crossing == BT_ALERT_DOWN ? "↓"
                                                         : "↕";
  BtChartLine line = { .kind = kind, .price_points = price_points, .is_draggable = TRUE };

  g_snprintf (line.id, sizeof line.id, ID_PREFIX "%" G_GINT64_FORMAT, alert->id);
  /* A message may be longer than the label has room for. */
  if (alert->message[0] != '\0')
    {
      g_strlcpy (line.label, alert->message, sizeof line.label);
      for (char *end = line.label + strlen (line.label);
           !g_utf8_validate (line.label, -1, NULL) && end > line.label;)
        *--end = '\0';
      g_strdelimit (line.label, "\n\t", ' ');
    }
  else if (alert->kind == BT_ALERT_RANGE)
    g_strlcpy (line.label, _ ("Range"), sizeof line.label);
  else
    g_snprintf (line.label, sizeof line.label, "%s %s", alert->is_ask ? _ ("Ask") : _ ("Bid"),
                arrow);
  g_array_append_val (lines, line);
}

void
bt_alert_lines_append (BtSession *session, GArray *lines)
{
  GListModel *alerts = G_LIST_MODEL (bt_session_get_alerts (session));

  for (guint i = 0; i < g_list_model_get_n_items (alerts); i++)
    {
      g_autoptr (BtAlertItem) item = g_list_model_get_item (alerts, i);
      const BtAlert *alert = bt_alert_item_get (item);

      if (!bt_alert_item_is_armed (item)
          || (alert->kind != BT_ALERT_PRICE && alert->kind != BT_ALERT_RANGE))
        continue;
      append_line (lines, alert, BT_CHART_LINE_ALERT, alert->level_points);
      if (alert->kind == BT_ALERT_RANGE)
        append_line (lines, alert, BT_CHART_LINE_ALERT_HIGH, alert->high_points);
    }
}

gboolean
bt_alert_lines_has_kind (int kind)
{
  return kind == BT_CHART_LINE_ALERT || kind == BT_CHART_LINE_ALERT_HIGH;
}

void
bt_alert_lines_move (BtSession *session, const char *id, int kind, gint64 price_points)
{
  BtAlertList *alerts = bt_session_get_alerts (session);
  BtAlertItem *item = bt_alert_list_find (alerts, bt_alert_lines_get_id (id));
  BtAlert alert;

  if (item == NULL)
    return;
  alert = *bt_alert_item_get (item);
  /* Moved by itself it leaves its drawing. */
  alert.is_following = FALSE;
  if (kind == BT_CHART_LINE_ALERT_HIGH)
    alert.high_points = price_points;
  else
    alert.level_points = price_points;
  /* A range whose ends were dragged past each other is the other way round. */
  if (alert.kind == BT_ALERT_RANGE && alert.high_points < alert.level_points)
    {
      gint64 low = alert.high_points;

      alert.high_points = alert.level_points;
      alert.level_points = low;
    }
  if (alert.kind == BT_ALERT_RANGE && alert.high_points == alert.level_points)
    alert.high_points++;
  bt_alert_list_change (alerts, &alert);
}

void
bt_alert_lines_close (BtSession *session, const char *id)
{
  bt_alert_list_remove (bt_session_get_alerts (session), bt_alert_lines_get_id (id));
}
