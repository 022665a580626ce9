// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A row for a time in UTC: typed as "2024-03-04 08:00", or its day chosen from a calendar. */
#pragma once

#include <adwaita.h>

#include "base/bt-time.h"

G_BEGIN_DECLS

#define BT_TYPE_DATE_ROW (bt_date_row_get_type ())
/* Signal "changed" (). */
G_DECLARE_FINAL_TYPE (BtDateRow, bt_date_row, BT, DATE_ROW, AdwActionRow)

/* Sets the time; BT_TIME_NONE empties the row. */
void bt_date_row_set_time (BtDateRow *row, gint64 time_usec);
/* Stores the time, BT_TIME_NONE when the row is empty; returns FALSE when the text is no time. */
gboolean bt_date_row_get_time (BtDateRow *row, gint64 *time_usec);
/* Shows why the time cannot be, or with NULL the hint. */
void bt_date_row_set_fault (BtDateRow *row, const char *text, const char *hint);

G_END_DECLS
