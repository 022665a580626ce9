// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Which places of the plot texts have taken, so that none is written over another. A plain value;
 * lengths are logical pixels from the plot's upper left corner. */
#pragma once

#include "chart/bt-chart-view.h"

#include <graphene.h>

G_BEGIN_DECLS

/* Most places; a plot has no room for more texts that can be read. */
#define BT_LABEL_ROOM_MAX 160

typedef struct
{
  graphene_rect_t taken[BT_LABEL_ROOM_MAX];
  guint count;
  double width; /* of the plot */
  double height;
} BtLabelRoom;

/* Makes all of a view's plot free. */
void bt_label_room_init (BtLabelRoom *room, const BtChartView *view);
/* Takes a place whatever lies there; an empty one takes nothing. */
void bt_label_room_take (BtLabelRoom *room, const graphene_rect_t *place);
/* Takes a place that lies within the plot and is free; returns whether it was. */
gboolean bt_label_room_claim (BtLabelRoom *room, const graphene_rect_t *place);
/* Takes a place that is free, within the plot or not; returns whether it was. */
gboolean bt_label_room_claim_any (BtLabelRoom *room, const graphene_rect_t *place);

G_END_DECLS
