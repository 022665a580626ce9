// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "chart/bt-label-room.h"

void
bt_label_room_init (BtLabelRoom *room, const BtChartView *view)
{
  room->count = 0;
  room->width = view->plot_width;
  room->height = view->plot_height;
}

void
bt_label_room_take (BtLabelRoom *room, const graphene_rect_t *place)
{
  if (place->size.width > 0 && place->size.height > 0 && room->count < BT_LABEL_ROOM_MAX)
    room->taken[room->count++] = *place;
}

gboolean
bt_label_room_claim (BtLabelRoom *room, const graphene_rect_t *place)
{
  const graphene_point_t *origin = &place->origin;

  return origin->x >= 0 && origin->y >= 0 && origin->x + place->size.width <= room->width
         && origin->y + place->size.height <= room->height && bt_label_room_claim_any (room, place);
}

gboolean
bt_label_room_claim_any (BtLabelRoom *room, const graphene_rect_t *place)
{
  if (room->count == BT_LABEL_ROOM_MAX)
    return FALSE;
  for (guint i = 0; i < room->count; i++)
    if (graphene_rect_intersection (place, &room->taken[i], NULL))
      return FALSE;
  bt_label_room_take (room, place);
  return TRUE;
}
