// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The error domain of `base`: arithmetic that would wrap and text that is no number or time. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BT_BASE_ERROR (bt_base_error_quark ())

typedef enum
{
  BT_BASE_ERROR_OVERFLOW, /* the exact result does not fit its type; nothing was stored */
  BT_BASE_ERROR_PARSE,    /* the text is no value of the asked kind */
  BT_BASE_ERROR_RANGE,    /* the value is outside what the caller allows */
} BtBaseError;

/* Returns the quark of BT_BASE_ERROR. */
GQuark bt_base_error_quark (void);

G_END_DECLS
