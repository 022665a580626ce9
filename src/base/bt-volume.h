// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A traded volume in units of 10^-8 lot. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Units in one lot. */
#define BT_VOLUME_UNITS_PER_LOT G_GINT64_CONSTANT (100000000)
/* Decimal digits of a lot that a volume can hold. */
#define BT_VOLUME_DIGITS 8

typedef struct
{
  gint64 units;
} BtVolume;

/* Makes a volume of so many units of 10^-8 lot. */
#define BT_VOLUME(value) ((BtVolume){ .units = (value) })

G_END_DECLS
