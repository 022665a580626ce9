// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-feed-detection.h"

#include "base/bt-checked.h"
#include "feed/bt-zone-vote.h"

#include <string.h>

/* From this share of the distances on, the rows contradict another timeframe. */
#define SURE_STEP_PERCENT 60
/* Fewer distances contradict nothing. */
#define SURE_STEP_DISTANCES 10

/* LEAN states the prices of shares in ten thousandths; one that costs less than ten cents is rare.
 */
#define LEAN_SHARE_DIGITS 4
#define MIN_LEAN_SHARE 1000

/* "EUR_USD" and "EUR-USD" are the pair that is built in as one word. */
static void
use_builtin_spelling (char symbol[BT_SYMBOL_SIZE])
{
  char plain[BT_SYMBOL_SIZE];
  guint length = 0;

  for (const char *text = symbol; *text != '\0'; text++)
    if (g_ascii_isalnum (*text))
      plain[length++] = *text;
  plain[length] = '\0';
  if (bt_instrument_find_builtin (plain) != NULL)
    memcpy (symbol, plain, length + 1);
}

static gboolean
find_symbol (const char *path,
             const BtFeedFacts *facts,
             const BtFileNameHints *hints,
             const BtFeedOptions *options,
             char out[BT_SYMBOL_SIZE],
             GError **error)
{
  if (options->symbol != NULL)
    {
      if (bt_file_name_hints_make_symbol (options->symbol, strlen (options->symbol), out))
        return TRUE;
      g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_OPTION,
                   "“%s” is no symbol: letters and digits are needed", options->symbol);
      return FALSE;
    }
  if (facts->symbol[0] != '\0')
    {
      g_strlcpy (out, facts->symbol, BT_SYMBOL_SIZE);
      use_builtin_spelling (out);
      return TRUE;
    }
  if (hints->symbol[0] != '\0')
    {
      g_strlcpy (out, hints->symbol, BT_SYMBOL_SIZE);
      return TRUE;
    }
  g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_OPTION,
               "neither %s nor its name says which instrument it is about; state the symbol", path);
  return FALSE;
}

/* Pairs that are quoted with three decimals or more are never a whole number of thousands: such a
 * table holds points. */
static gboolean
detect_points (const BtFeedScan *scan, const BtInstrument *builtin)
{
  if (builtin == NULL || scan->decimals > 0 || builtin->digits < 3)
    return FALSE;
  return scan->smallest_price >= bt_power_of_ten (builtin->digits) / 5;
}

static void
set_instrument (BtFeedDetection *out,
                const char *symbol,
                const BtFeedFacts *facts,
                const BtFeedScan *scan,
                const BtFeedOptions *options)
{
  const BtInstrument *builtin = bt_instrument_find_builtin (symbol);
  guint digits = (guint) MAX (scan->decimals, facts->digits);

  const gboolean are_lean_shares = g_str_equal (facts->dialect->name, "lean") && scan->decimals == 0
                                   && scan->smallest_price >= MIN_LEAN_SHARE;

  out->are_prices_points = facts->digits < 0 && (are_lean_shares || detect_points (scan, builtin));
  if (are_lean_shares)
    digits = LEAN_SHARE_DIGITS;
  else if (builtin != NULL)
    digits = MAX (digits, builtin->digits);
  /* A point is what it is; more decimals than it has are no harm. */
  if (out->are_prices_points)
    out->point_digits = digits;
  if (options->digits >= 0)
    digits
      = out->are_prices_points ? MAX (digits, (guint) options->digits) : (guint) options->digits;
  if (builtin == NULL || are_lean_shares)
    {
      bt_instrument_guess (symbol, digits, &out->instrument);
      return;
    }
  out->instrument = *builtin;
  bt_feed_detection_set_digits (out, digits);
}

/* Returns a length in words ("3 minutes"); free with g_free(). */
static char *
describe_length (gint64 usec)
{
  static const struct
  {
    gint64 usec;
    const char *name;
  } units[] = { { BT_USEC_PER_DAY, "day" },
                { BT_USEC_PER_HOUR, "hour" },
                { BT_USEC_PER_MINUTE, "minute" },
                { BT_USEC_PER_SECOND, "second" } };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (usec % units[i].usec == 0)
      return g_strdup_printf ("%" G_GINT64_FORMAT " %s%s", usec / units[i].usec, units[i].name,
                              usec == units[i].usec ? "" : "s");
  return g_strdup ("a fraction of a second");
}

static gboolean
set_timeframe_error (const char *path,
                     const BtFeedScan *scan,
                     const BtFeedOptions *options,
                     GError **error)
{
  g_autofree char *length = describe_length (scan->step_usec);

  if (options->has_timeframe)
    g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_OPTION,
                 "the timeframe %s was stated, but most rows of %s are %s apart",
                 bt_timeframe_to_string (options->timeframe), path, length);
  else
    g_set_error (
      error, BT_FEED_ERROR, BT_FEED_ERROR_OPTION,
      "most rows of %s are %s apart, which is none of the usual timeframes from M1 to MN; state "
      "the timeframe, or export candles of one of these",
      path, length);
  return FALSE;
}

/* Ticks become the shortest candles; longer ones are made of those. */
static gboolean
set_tick_timeframe (BtFeedDetection *out,
                    const char *path,
                    const BtFeedOptions *options,
                    GError **error)
{
  out->timeframe = BT_TIMEFRAME_M1;
  if (!options->has_timeframe || options->timeframe == BT_TIMEFRAME_M1)
    return TRUE;
  g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_OPTION,
               "the timeframe %s was stated, but %s holds ticks, which become candles of M1; "
               "longer ones are made of those",
               bt_timeframe_to_string (options->timeframe), path);
  return FALSE;
}

/* Returns whether a length is one that candles have. Lengths that nobody trades by are rather holes
 * in shorter ones, unless the file says so itself. */
static gboolean
is_plausible (BtTimeframe timeframe, const BtFeedFacts *facts, const BtFileNameHints *hints)
{
  return bt_timeframe_is_usual (timeframe)
         || (facts->has_timeframe && facts->timeframe == timeframe)
         || (hints->has_timeframe && hints->timeframe == timeframe);
}

/* The rows decide; a statement may only settle what they leave open. */
static gboolean
find_timeframe (BtFeedDetection *out,
                const char *path,
                const BtFeedFacts *facts,
                const BtFileNameHints *hints,
                const BtFeedScan *scan,
                const BtFeedOptions *options,
                GError **error)
{
  const gboolean has_length = bt_timeframe_from_usec (scan->step_usec, &out->timeframe);
  const gboolean is_known = has_length && is_plausible (out->timeframe, facts, hints);
  const gboolean is_sure
    = scan->step_percent >= SURE_STEP_PERCENT && scan->distances >= SURE_STEP_DISTANCES;

  if (facts->are_ticks)
    return set_tick_timeframe (out, path, options, error);
  if (options->has_timeframe)
    {
      if (is_sure && (!has_length || out->timeframe != options->timeframe))
        return set_timeframe_error (path, scan, options, error);
      out->timeframe = options->timeframe;
      return TRUE;
    }
  /* Of a few rows the head of the file knows more than their distances. */
  if (facts->has_timeframe && !(is_known && is_sure))
    {
      out->timeframe = facts->timeframe;
      return TRUE;
    }
  if (is_known)
    return TRUE;
  if (scan->step_usec > 0 && (is_sure || !hints->has_timeframe))
    return set_timeframe_error (path, scan, options, error);
  out->timeframe = hints->timeframe;
  if (hints->has_timeframe)
    return TRUE;
  g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_OPTION,
               "%s has too few rows to tell how long its candles are; state the timeframe", path);
  return FALSE;
}

static void
find_zone (BtFeedDetection *out,
           const BtFeedFacts *facts,
           const BtFeedScan *scan,
           const BtFeedOptions *options,
           GArray *votes)
{
  const gboolean is_utc = scan->has_offsets || facts->is_utc;
  const BtZone fallback = facts->has_zone ? facts->zone : facts->dialect->zone;
  const gboolean is_reliable
    = facts->has_zone ? facts->is_zone_stated : facts->dialect->is_zone_fixed;

  if (is_utc)
    {
      out->zone = BT_ZONE (BT_ZONE_UTC);
      out->is_zone_certain = TRUE;
      return;
    }
  out->fallback_zone = fallback;
  out->is_zone_voted = !is_reliable && !options->has_zone;
  const BtZoneVerdict verdict
    = bt_zone_vote (scan->week_ends, bt_timeframe_usec (out->timeframe), fallback, votes);
  out->zone = is_reliable ? fallback : verdict.zone;
  out->is_zone_certain = is_reliable || verdict.is_certain;
  if (options->has_zone)
    {
      out->zone = options->zone;
      out->is_zone_certain = TRUE;
    }
}

gboolean
bt_feed_detection_decide (BtFeedDetection *out,
                          const char *path,
                          const BtFeedFacts *facts,
                          const BtFileNameHints *hints,
                          const BtFeedScan *scan,
                          const BtFeedOptions *options,
                          GArray *votes,
                          GError **error)
{
  char symbol[BT_SYMBOL_SIZE];

  if (options->digits > BT_FEED_MAX_DECIMALS)
    {
      g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_OPTION,
                   "%d digits were stated; a price has 0 to %d", options->digits,
                   BT_FEED_MAX_DECIMALS);
      return FALSE;
    }
  out->dialect = facts->dialect;
  if (!find_symbol (path, facts, hints, options, symbol, error)
      || !find_timeframe (out, path, facts, hints, scan, options, error))
    return FALSE;
  set_instrument (out, symbol, facts, scan, options);
  find_zone (out, facts, scan, options, votes);
  out->kind = BT_SIDE_KIND_BID;
  if (hints->has_kind)
    out->kind = hints->kind;
  if (facts->has_kind)
    out->kind = facts->kind;
  if (options->has_kind)
    out->kind = options->kind;
  return TRUE;
}

void
bt_feed_detection_set_digits (BtFeedDetection *detection, guint digits)
{
  bt_instrument_set_digits (&detection->instrument, digits);
}
