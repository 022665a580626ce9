// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-alert.h"

#include "study/bt-study-registry.h"

#include <math.h>

/* When the trading sessions open, by their own clocks. */
#define TOKYO_HOUR 9
#define WESTERN_HOUR 8
/* What the alert on a study begins with. */
#define FIRST_STUDY "rsi"
#define FIRST_LEVEL 70.0

void
bt_alert_init (BtAlert *alert, BtAlertKind kind)
{
  *alert = (BtAlert){
    .kind = kind,
    .is_enabled = TRUE,
    .is_pausing = TRUE,
    .is_notifying = TRUE,
    .armed_bar = -1,
    .timeframe = BT_TIMEFRAME_M5,
    .level = FIRST_LEVEL,
    .minute = WESTERN_HOUR * 60,
    .zone = BT_ZONE (BT_ZONE_LONDON),
  };
  bt_study_settings_init (&alert->study, bt_study_registry_find (FIRST_STUDY));
  alert->other = alert->study;
}

int
bt_alert_get_opening_hour (BtZoneKind zone)
{
  return zone == BT_ZONE_TOKYO ? TOKYO_HOUR : WESTERN_HOUR;
}

gboolean
bt_alert_find_output (const BtStudy *study, const char *name, guint *out)
{
  for (guint i = 0; i < study->n_outputs; i++)
    if (g_strcmp0 (study->outputs[i].id, name) == 0)
      {
        *out = i;
        return TRUE;
      }
  return FALSE;
}

double
bt_alert_get_unit (const BtStudySettings *study, guint output, guint digits)
{
  return pow (10.0, digits * study->study->outputs[output].price_power);
}
