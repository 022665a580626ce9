// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A time in UTC: typed as "2024-03-04 08:00", or its day chosen from a calendar. */
#pragma once

#include <gtk/gtk.h>

#include "market/bt-disguise.h"

G_BEGIN_DECLS

#define BT_TYPE_TIME_FIELD (bt_time_field_get_type ())
/* Signal "changed" (); "activate" () on Enter. */
G_DECLARE_FINAL_TYPE (BtTimeField, bt_time_field, BT, TIME_FIELD, GtkBox)

/* Sets what a screen reader calls the field. */
void bt_time_field_set_name (BtTimeField *field, const char *name);
/* Sets whether dates are hidden: "Day 3 08:00" then; copies it. */
void bt_time_field_set_disguise (BtTimeField *field, const BtDisguise *disguise);
/* Sets the time; BT_TIME_NONE empties the field. */
void bt_time_field_set_time (BtTimeField *field, gint64 time_usec);
/* Stores the time, BT_TIME_NONE when the field is empty; returns FALSE when the text is no time. */
gboolean bt_time_field_get_time (BtTimeField *field, gint64 *time_usec);
/* Has a screen reader say what is wrong with it; NULL: nothing is. */
void bt_time_field_set_fault (BtTimeField *field, const char *text);

G_END_DECLS
