// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What an import found: counts, gaps, faults, the zone it settled on. Filled by the reader, shown
 * to the user, stored with the dataset. Reference counted and, once the import is done, immutable.
 */
#pragma once

#include "feed/bt-quality-places.h"
#include "market/bt-series.h"
#include "market/bt-trading-hours.h"

G_BEGIN_DECLS

/* Faults that are listed one by one; the rest is only counted. */
#define BT_QUALITY_MAX_BAD_ROWS 100
#define BT_QUALITY_MAX_GAPS 100

/* A row that was left out. */
typedef struct
{
  gint64 line;  /* 1-based line of the file */
  gint column;  /* 1-based field, 0 when it is the row as a whole */
  char *reason; /* English */
} BtBadRow;

/* A hole in the data: candles missing although the market was open. The daily break is none, a hole
 * of weeks is one, of which the weekends do not count as missing. */
typedef struct
{
  gint64 from_usec; /* close of the candle before */
  gint64 to_usec;   /* opening of the candle after */
  gint64 missing;   /* candles */
} BtGap;

/* How one candidate zone fared against the weekly close of New York. */
typedef struct
{
  BtZone zone;
  gint64 weeks_matched;
  gint64 weeks;
} BtZoneVote;

typedef struct
{
  char *file;    /* the path as given */
  char *dialect; /* "mt5", "mt4", "dukascopy", "histdata", "iso" … */
  char symbol[BT_SYMBOL_SIZE];
  BtTimeframe timeframe;
  BtZone zone;
  gboolean
    is_zone_certain;  /* stated by the user or the format, or voted for by nearly every week */
  GArray *zone_votes; /* of BtZoneVote, best first */
  gint64 rows;        /* data rows read */
  gint64 stored;      /* candles that will be, or were, stored */
  gint64 first_usec;  /* of the rows, in UTC; BT_TIME_NONE when there is none */
  gint64 last_usec;
  gint64 duplicates;       /* rows whose written stamp had occurred before */
  gint64 duplicates_equal; /* candles at a time, in UTC, that a like one has already; dropped */
  gint64 duplicates_conflicting; /* … that another one has already; dropped */
  gint64 folds; /* rows with a stamp that comes twice, told apart by the end of summer time */
  gint64 out_of_order; /* backward steps (for files that run newest first: forward steps) */
  gint64 gap_count;    /* distances above the step within a week: at most 36 hours */
  gint64 gap_missing;  /* candles missing in them */
  gint64
    break_missing; /* of these, the candles of the daily break after 17:00 in New York: no fault */
  gint64 gap_largest_seconds; /* the largest distance of all, weekends included */
  gint64 weekend_gaps;        /* distances above 36 hours */
  BtTradingHours hours; /* of the instrument, that the candles were held against; none where nobody
                           knows them or the candles contradict a guess */
  gint64 hours_gap_count; /* distances with an open market between */
  gint64 hours_missing;   /* candles missing in them while it is open */
  gint64 outside_hours;   /* candles while it is closed */
  GArray *hours_gaps;     /* of BtGap, the longest BT_QUALITY_MAX_GAPS, counted by the hours */
  GArray *gaps;           /* of BtGap, the longest BT_QUALITY_MAX_GAPS */
  GPtrArray *bad_rows;    /* of BtBadRow, the first BT_QUALITY_MAX_BAD_ROWS */
  gint64 bad_rows_total;
  gint64 inverted;      /* rows with high below low; left out and counted among bad rows */
  gint64 outside_range; /* rows with open or close outside [low, high], inverted ones too; left out
                           and counted among bad rows */
  gint64 flat;          /* open = high = low = close */
  gint64 zero_volume;
  gint64 weekend_rows; /* candles between Friday's close and Sunday's opening in New York */
  gboolean
    is_stamped_at_close; /* stamps are the candles' closes; times are openings all the same */
  gboolean is_date_order_guessed; /* day and month could be the other way round in every date */
  gboolean is_month_first;        /* … which begin with the month as they were read */
  gboolean is_name_wrong;         /* the file's name states another timeframe: the one below */
  BtTimeframe name_timeframe;
  gboolean are_ticks; /* rows are ticks, of which the candles were made */
  BtQualityPlaces *places;
  gint64 overlapping; /* candles that several files hold; of a merged report */
  gint64 spikes;      /* candles whose range is beyond 12 times the median range */
  guint digits;       /* decimals of prices */
  gboolean has_spread;
  BtHash sha256; /* of the file's bytes (of the unpacked member for archives) */
} BtQualityReport;

/* Returns an empty report. */
BtQualityReport *bt_quality_report_new (void);
/* Takes a reference; any thread. */
BtQualityReport *bt_quality_report_ref (BtQualityReport *report);
/* Gives a reference back; any thread. */
void bt_quality_report_unref (BtQualityReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtQualityReport, bt_quality_report_unref)

/* Returns the longest gaps, of BtGap: those against the trading hours where there are some, else
 * those of a week as it usually is; owned by the report. */
const GArray *bt_quality_report_get_gaps (const BtQualityReport *report);
/* Returns how many candles are missing while the market is open, as far as is known. */
gint64 bt_quality_report_get_missing (const BtQualityReport *report);
/* Adds a gap to a list that keeps the BT_QUALITY_MAX_GAPS longest, longest first. */
void bt_quality_gaps_add (GArray *gaps, const BtGap *gap);

/* Returns the grade 'A' (nothing to object to) to 'D', by shares of missing, bad and doubled rows
 * (thresholds in the source file, explained in the user help). */
char bt_quality_report_get_grade (const BtQualityReport *report);

/* Returns of how many weeks in a hundred the weekend's pause fits the report's zone, 0 … 100; 0
 * where no week tells. */
gint64 bt_quality_report_get_zone_confidence (const BtQualityReport *report);

/* Returns a new report on several files that became one dataset of stored candles: counts added up,
 * a bad row's reason opened by its file, the sum over the files' sums. reports, of BtQualityReport,
 * holds at least one. */
BtQualityReport *bt_quality_report_merge (const GPtrArray *reports, gint64 stored);

/* Returns the report as the JSON object of the command-line contract (import --dry-run --json),
 * with further members
 * ("grade", "zone_votes", "gap_list", …), as a new string; free with g_free(). */
char *bt_quality_report_to_json (const BtQualityReport *report);

/* Reads what bt_quality_report_to_json() wrote. Fails with BT_FEED_ERROR_FORMAT. */
BtQualityReport *bt_quality_report_from_json (const char *json, GError **error);

G_END_DECLS
