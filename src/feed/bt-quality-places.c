// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-quality-places.h"

struct _BtQualityPlaces
{
  GArray *lists[BT_N_FINDINGS]; /* of BtQualityPlace */
};

BtQualityPlaces *
bt_quality_places_new (void)
{
  BtQualityPlaces *places = g_new0 (BtQualityPlaces, 1);

  for (guint i = 0; i < BT_N_FINDINGS; i++)
    places->lists[i] = g_array_new (FALSE, FALSE, sizeof (BtQualityPlace));
  return places;
}

void
bt_quality_places_free (BtQualityPlaces *places)
{
  if (places == NULL)
    return;
  for (guint i = 0; i < BT_N_FINDINGS; i++)
    g_array_unref (places->lists[i]);
  g_free (places);
}

void
bt_quality_places_add_row (BtQualityPlaces *places,
                           BtFinding finding,
                           gint64 time_usec,
                           gint64 gap_usec)
{
  GArray *list = places->lists[finding];
  BtQualityPlace *last
    = list->len > 0 ? &g_array_index (list, BtQualityPlace, list->len - 1) : NULL;
  const BtQualityPlace place = { time_usec, time_usec, 1 };

  if (last != NULL && time_usec >= last->from_usec - gap_usec
      && time_usec <= last->to_usec + gap_usec)
    {
      last->from_usec = MIN (last->from_usec, time_usec);
      last->to_usec = MAX (last->to_usec, time_usec);
      last->count++;
    }
  else if (list->len < BT_QUALITY_MAX_PLACES)
    g_array_append_val (list, place);
}

void
bt_quality_places_add_largest (BtQualityPlaces *places,
                               BtFinding finding,
                               const BtQualityPlace *place)
{
  GArray *list = places->lists[finding];
  guint at = list->len;

  while (at > 0 && g_array_index (list, BtQualityPlace, at - 1).count < place->count)
    at--;
  if (at == BT_QUALITY_MAX_PLACES)
    return;
  g_array_insert_val (list, at, *place);
  if (list->len > BT_QUALITY_MAX_PLACES)
    g_array_set_size (list, BT_QUALITY_MAX_PLACES);
}

void
bt_quality_places_append (BtQualityPlaces *places, BtFinding finding, const BtQualityPlace *place)
{
  if (places->lists[finding]->len < BT_QUALITY_MAX_PLACES)
    g_array_append_val (places->lists[finding], *place);
}

void
bt_quality_places_keep_above (BtQualityPlaces *places, BtFinding finding, gint64 least)
{
  GArray *list = places->lists[finding];

  for (guint i = list->len; i-- > 0;)
    if (g_array_index (list, BtQualityPlace, i).count <= least)
      g_array_remove_index (list, i);
}

void
bt_quality_places_merge (BtQualityPlaces *places, const BtQualityPlaces *others)
{
  for (guint i = 0; i < BT_N_FINDINGS; i++)
    {
      const GArray *from = others->lists[i];
      const guint room = BT_QUALITY_MAX_PLACES - MIN (BT_QUALITY_MAX_PLACES, places->lists[i]->len);
      g_array_append_vals (places->lists[i], from->data, MIN (room, from->len));
    }
}

const GArray *
bt_quality_places_get (const BtQualityPlaces *places, BtFinding finding)
{
  g_return_val_if_fail (finding < BT_N_FINDINGS, NULL);
  return places->lists[finding];
}

const char *
bt_finding_to_string (BtFinding finding)
{
  static const char *const names[BT_N_FINDINGS]
    = { "duplicate",  "conflict", "disorder", "inverted", "outside_range", "flat_run",
        "volume_run", "spike",    "weekend",  "fold",     "outside_hours" };

  g_return_val_if_fail (finding < BT_N_FINDINGS, NULL);
  return names[finding];
}
