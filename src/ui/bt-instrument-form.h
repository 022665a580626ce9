// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The fields of an instrument, to be edited; what is wrong stands at its field. Property "is-good"
 * (boolean, read only): the form can be saved. Property "is-edited" (boolean, read only): something
 * differs from what was shown. */
#pragma once

#include <adwaita.h>

#include "market/bt-instrument-fields.h"

G_BEGIN_DECLS

#define BT_TYPE_INSTRUMENT_FORM (bt_instrument_form_get_type ())
G_DECLARE_FINAL_TYPE (BtInstrumentForm, bt_instrument_form, BT, INSTRUMENT_FORM, GtkBox)

/* Shows an instrument; NULL: none, and nothing can be edited. */
void bt_instrument_form_show (BtInstrumentForm *form, const BtInstrument *instrument);
/* Stores what the form says over the instrument that was shown; FALSE when something is wrong. */
gboolean bt_instrument_form_read (BtInstrumentForm *form, BtInstrument *out);
/* Returns a field's name for the user; static. */
const char *bt_instrument_form_get_title (BtInstrumentField field);

G_END_DECLS
