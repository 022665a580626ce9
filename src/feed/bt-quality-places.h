// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Where in time an import found what: bounded lists, one a kind of finding. */
#pragma once

#include "base/bt-time.h"

G_BEGIN_DECLS

/* Places that are kept of one kind. */
#define BT_QUALITY_MAX_PLACES 50

typedef enum
{
  BT_FINDING_DUPLICATE,     /* a row like one before, at the same time */
  BT_FINDING_CONFLICT,      /* another candle at a time that one has already */
  BT_FINDING_DISORDER,      /* the stamps step back */
  BT_FINDING_INVERTED,      /* high below low */
  BT_FINDING_OUTSIDE,       /* open or close outside high and low */
  BT_FINDING_FLAT_RUN,      /* many candles without movement in a row */
  BT_FINDING_VOLUME_RUN,    /* many candles without volume in a row */
  BT_FINDING_SPIKE,         /* a candle whose range is far beyond the usual */
  BT_FINDING_WEEKEND,       /* rows while the market is closed */
  BT_FINDING_FOLD,          /* an hour that a clock shows twice when summer time ends */
  BT_FINDING_OUTSIDE_HOURS, /* candles outside the instrument's trading hours */
  BT_N_FINDINGS,
} BtFinding;

/* A stretch of time, both ends included; times are openings in UTC. */
typedef struct
{
  gint64 from_usec;
  gint64 to_usec;
  gint64 count; /* rows; of a spike its range in points */
} BtQualityPlace;

typedef struct _BtQualityPlaces BtQualityPlaces;

/* Returns empty lists; free with bt_quality_places_free(). */
BtQualityPlaces *bt_quality_places_new (void);
/* Frees lists; NULL is allowed. */
void bt_quality_places_free (BtQualityPlaces *places);
/* Adds a row: to the last place, when it lies within gap_usec of it, else as a new one, while there
 * is room. */
void bt_quality_places_add_row (BtQualityPlaces *places,
                                BtFinding finding,
                                gint64 time_usec,
                                gint64 gap_usec);
/* Adds a stretch; the list keeps those with the highest counts. */
void bt_quality_places_add_largest (BtQualityPlaces *places,
                                    BtFinding finding,
                                    const BtQualityPlace *place);
/* Appends a place as it is, while there is room. */
void
bt_quality_places_append (BtQualityPlaces *places, BtFinding finding, const BtQualityPlace *place);
/* Removes the places whose count is not above least. */
void bt_quality_places_keep_above (BtQualityPlaces *places, BtFinding finding, gint64 least);
/* Appends all places of others, as far as there is room. */
void bt_quality_places_merge (BtQualityPlaces *places, const BtQualityPlaces *others);
/* Returns the places of one kind, of BtQualityPlace; owned by the lists. */
const GArray *bt_quality_places_get (const BtQualityPlaces *places, BtFinding finding);
/* Returns the name of a kind in JSON ("duplicate", "flat_run"); static. */
const char *bt_finding_to_string (BtFinding finding);

G_END_DECLS
