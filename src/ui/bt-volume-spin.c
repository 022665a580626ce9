// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-volume-spin.h"

#include <math.h>

#define LOTS_MAX 1e6

void
bt_volume_spin_configure (GtkWidget *spin, const BtInstrument *instrument)
{
  GtkAdjustment *adjustment = gtk_spin_button_get_adjustment (GTK_SPIN_BUTTON (spin));
  double step = (double) instrument->volume_step.units / (double) BT_VOLUME_UNITS_PER_LOT;
  guint digits = 2;

  while (digits < BT_VOLUME_DIGITS
         && fabs (step * pow (10, digits) - round (step * pow (10, digits))) > 1e-9)
    digits++;
  gtk_adjustment_configure (adjustment, gtk_adjustment_get_value (adjustment), 0, LOTS_MAX, step,
                            step * 10, 0);
  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (spin), digits);
}

BtVolume
bt_volume_spin_get (GtkWidget *spin)
{
  double lots = gtk_spin_button_get_value (GTK_SPIN_BUTTON (spin));

  return BT_VOLUME ((gint64) llround (lots * (double) BT_VOLUME_UNITS_PER_LOT));
}

void
bt_volume_spin_set (GtkWidget *spin, BtVolume volume)
{
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin),
                             (double) volume.units / (double) BT_VOLUME_UNITS_PER_LOT);
}
