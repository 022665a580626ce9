// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A GtkSpinButton that holds a number of lots. */
#pragma once

#include <gtk/gtk.h>

#include "market/bt-instrument.h"

G_BEGIN_DECLS

/* Gives the spin button the instrument's step and decimals; its value stays. */
void bt_volume_spin_configure (GtkWidget *spin, const BtInstrument *instrument);
/* Returns the lots shown. */
BtVolume bt_volume_spin_get (GtkWidget *spin);
/* Shows so many lots. */
void bt_volume_spin_set (GtkWidget *spin, BtVolume volume);

G_END_DECLS
