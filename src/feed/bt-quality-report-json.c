// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-feed-reader.h"
#include "feed/bt-quality-details-json.h"

#include <json-glib/json-glib.h>

/* Members that are plain counts, in the order in which they are written. */
typedef struct
{
  const char *name;
  gsize offset;
} Count;

#define COUNT(member_name, field)                                                                  \
  {                                                                                                \
    member_name, G_STRUCT_OFFSET (BtQualityReport, field)                                          \
  }

static const Count counts_before_times[] = { COUNT ("rows", rows), COUNT ("stored", stored) };
static const Count counts_after_times[]
  = { COUNT ("duplicates", duplicates), COUNT ("out_of_order", out_of_order) };
static const Count gap_counts[]
  = { COUNT ("count", gap_count), COUNT ("missing", gap_missing),
      COUNT ("largest_seconds", gap_largest_seconds), COUNT ("daily_break", break_missing),
      COUNT ("weekends", weekend_gaps) };
static const Count fault_counts[]
  = { COUNT ("bad_rows_total", bad_rows_total), COUNT ("inverted", inverted),
      COUNT ("outside_range", outside_range), COUNT ("flat", flat),
      COUNT ("zero_volume", zero_volume) };

static void
add_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_integer (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_boolean (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

/* No time is written as null. */
static void
add_time (JsonBuilder *builder, const char *name, gint64 time_usec)
{
  json_builder_set_member_name (builder, name);
  if (time_usec == BT_TIME_NONE)
    {
      json_builder_add_null_value (builder);
      return;
    }
  g_autofree char *text = bt_time_to_string (time_usec);
  json_builder_add_string_value (builder, text);
}

static void
add_zone (JsonBuilder *builder, const char *name, BtZone zone)
{
  g_autofree char *text = bt_zone_to_string (zone);

  add_string (builder, name, text);
}

static void
add_counts (JsonBuilder *builder, const BtQualityReport *report, const Count *counts, guint length)
{
  for (guint i = 0; i < length; i++)
    add_integer (builder, counts[i].name, G_STRUCT_MEMBER (gint64, report, counts[i].offset));
}

static void
add_bad_rows (JsonBuilder *builder, const BtQualityReport *report)
{
  json_builder_set_member_name (builder, "bad_rows");
  json_builder_begin_array (builder);
  for (guint i = 0; i < report->bad_rows->len; i++)
    {
      const BtBadRow *bad_row = g_ptr_array_index (report->bad_rows, i);
      json_builder_begin_object (builder);
      add_integer (builder, "line", bad_row->line);
      add_integer (builder, "column", bad_row->column);
      add_string (builder, "reason", bad_row->reason);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_zone_votes (JsonBuilder *builder, const BtQualityReport *report)
{
  json_builder_set_member_name (builder, "zone_votes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < report->zone_votes->len; i++)
    {
      const BtZoneVote *vote = &g_array_index (report->zone_votes, BtZoneVote, i);
      json_builder_begin_object (builder);
      add_zone (builder, "timezone", vote->zone);
      add_integer (builder, "matched", vote->weeks_matched);
      add_integer (builder, "weeks", vote->weeks);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_gaps (JsonBuilder *builder, const BtQualityReport *report)
{
  json_builder_set_member_name (builder, "gap_list");
  json_builder_begin_array (builder);
  for (guint i = 0; i < report->gaps->len; i++)
    {
      const BtGap *gap = &g_array_index (report->gaps, BtGap, i);
      json_builder_begin_object (builder);
      add_time (builder, "from", gap->from_usec);
      add_time (builder, "to", gap->to_usec);
      add_integer (builder, "missing", gap->missing);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static JsonNode *
build_report (const BtQualityReport *report)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *sha256 = bt_hash_to_string (&report->sha256);
  const char grade[2] = { bt_quality_report_get_grade (report), '\0' };
  g_autofree char *file = g_utf8_make_valid (report->file, -1);

  json_builder_begin_object (builder);
  add_string (builder, "file", file);
  add_string (builder, "dialect", report->dialect);
  add_string (builder, "symbol", report->symbol);
  add_string (builder, "timeframe", bt_timeframe_to_string (report->timeframe));
  add_zone (builder, "timezone", report->zone);
  add_counts (builder, report, counts_before_times, G_N_ELEMENTS (counts_before_times));
  add_time (builder, "first", report->first_usec);
  add_time (builder, "last", report->last_usec);
  add_counts (builder, report, counts_after_times, G_N_ELEMENTS (counts_after_times));
  json_builder_set_member_name (builder, "gaps");
  json_builder_begin_object (builder);
  add_counts (builder, report, gap_counts, G_N_ELEMENTS (gap_counts));
  json_builder_end_object (builder);
  add_bad_rows (builder, report);
  add_counts (builder, report, fault_counts, G_N_ELEMENTS (fault_counts));
  add_integer (builder, "digits", report->digits);
  add_string (builder, "sha256", sha256);
  add_string (builder, "grade", grade);
  add_integer (builder, "spikes", report->spikes);
  add_boolean (builder, "has_spread", report->has_spread);
  add_boolean (builder, "zone_certain", report->is_zone_certain);
  add_zone_votes (builder, report);
  add_gaps (builder, report);
  bt_quality_details_add (builder, report);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

static gboolean
set_member_error (const char *name, GError **error)
{
  g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_FORMAT,
               "the quality report's member “%s” is missing or of the wrong kind", name);
  return FALSE;
}

/* Returns the member when it is a value of that type. */
static JsonNode *
get_value (JsonObject *object, const char *name, GType type, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type)
    return node;
  set_member_error (name, error);
  return NULL;
}

static gboolean
read_integer (JsonObject *object, const char *name, gint64 *out, GError **error)
{
  JsonNode *node = get_value (object, name, G_TYPE_INT64, error);

  if (node == NULL)
    return FALSE;
  *out = json_node_get_int (node);
  return TRUE;
}

static gboolean
read_boolean (JsonObject *object, const char *name, gboolean *out, GError **error)
{
  JsonNode *node = get_value (object, name, G_TYPE_BOOLEAN, error);

  if (node == NULL)
    return FALSE;
  *out = json_node_get_boolean (node);
  return TRUE;
}

static const char *
read_string (JsonObject *object, const char *name, GError **error)
{
  JsonNode *node = get_value (object, name, G_TYPE_STRING, error);

  return node != NULL ? json_node_get_string (node) : NULL;
}

static gboolean
read_time (JsonObject *object, const char *name, gint64 *out, GError **error)
{
  if (json_object_has_member (object, name) && json_object_get_null_member (object, name))
    {
      *out = BT_TIME_NONE;
      return TRUE;
    }
  const char *text = read_string (object, name, error);
  if (text == NULL)
    return FALSE;
  return bt_time_parse (text, out, NULL) || set_member_error (name, error);
}

static gboolean
read_zone (JsonObject *object, const char *name, BtZone *out, GError **error)
{
  const char *text = read_string (object, name, error);

  if (text == NULL)
    return FALSE;
  return bt_zone_parse (text, out, NULL) || set_member_error (name, error);
}

static gboolean
read_counts (
  JsonObject *object, BtQualityReport *report, const Count *counts, guint length, GError **error)
{
  for (guint i = 0; i < length; i++)
    if (!read_integer (object, counts[i].name, &G_STRUCT_MEMBER (gint64, report, counts[i].offset),
                       error))
      return FALSE;
  return TRUE;
}

static gboolean
read_bad_row (JsonObject *object, BtQualityReport *report, GError **error)
{
  gint64 line;
  gint64 column;
  const char *reason = read_string (object, "reason", error);

  if (reason == NULL || !read_integer (object, "line", &line, error)
      || !read_integer (object, "column", &column, error))
    return FALSE;
  BtBadRow *bad_row = g_new0 (BtBadRow, 1);
  *bad_row = (BtBadRow){ .line = line, .column = (gint) column, .reason = g_strdup (reason) };
  g_ptr_array_add (report->bad_rows, bad_row);
  return TRUE;
}

static gboolean
read_zone_vote (JsonObject *object, BtQualityReport *report, GError **error)
{
  BtZoneVote vote;

  if (!read_zone (object, "timezone", &vote.zone, error)
      || !read_integer (object, "matched", &vote.weeks_matched, error)
      || !read_integer (object, "weeks", &vote.weeks, error))
    return FALSE;
  g_array_append_val (report->zone_votes, vote);
  return TRUE;
}

static gboolean
read_gap (JsonObject *object, BtQualityReport *report, GError **error)
{
  BtGap gap;

  if (!read_time (object, "from", &gap.from_usec, error)
      || !read_time (object, "to", &gap.to_usec, error)
      || !read_integer (object, "missing", &gap.missing, error))
    return FALSE;
  g_array_append_val (report->gaps, gap);
  return TRUE;
}

/* Reads an array of objects, each by a function. */
static gboolean
read_list (JsonObject *object,
           const char *name,
           gboolean (*read_entry) (JsonObject *entry, BtQualityReport *report, GError **error),
           BtQualityReport *report,
           GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return set_member_error (name, error);
  JsonArray *array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *entry = json_array_get_element (array, i);
      if (!JSON_NODE_HOLDS_OBJECT (entry))
        return set_member_error (name, error);
      if (!read_entry (json_node_get_object (entry), report, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_names (JsonObject *object, BtQualityReport *report, GError **error)
{
  const char *file = read_string (object, "file", error);
  const char *dialect = file != NULL ? read_string (object, "dialect", error) : NULL;
  const char *symbol = dialect != NULL ? read_string (object, "symbol", error) : NULL;
  const char *timeframe = symbol != NULL ? read_string (object, "timeframe", error) : NULL;
  const char *sha256 = timeframe != NULL ? read_string (object, "sha256", error) : NULL;

  if (sha256 == NULL)
    return FALSE;
  if (!bt_timeframe_parse (timeframe, &report->timeframe))
    return set_member_error ("timeframe", error);
  if (!bt_hash_parse (sha256, &report->sha256))
    return set_member_error ("sha256", error);
  g_free (report->file);
  report->file = g_strdup (file);
  g_free (report->dialect);
  report->dialect = g_strdup (dialect);
  g_strlcpy (report->symbol, symbol, sizeof report->symbol);
  return TRUE;
}

static gboolean
read_report (JsonObject *object, BtQualityReport *report, GError **error)
{
  gint64 digits;
  JsonNode *gaps = json_object_get_member (object, "gaps");

  if (gaps == NULL || !JSON_NODE_HOLDS_OBJECT (gaps))
    return set_member_error ("gaps", error);
  if (!read_names (object, report, error) || !read_zone (object, "timezone", &report->zone, error)
      || !read_counts (object, report, counts_before_times, G_N_ELEMENTS (counts_before_times),
                       error)
      || !read_time (object, "first", &report->first_usec, error)
      || !read_time (object, "last", &report->last_usec, error)
      || !read_counts (object, report, counts_after_times, G_N_ELEMENTS (counts_after_times), error)
      || !read_counts (json_node_get_object (gaps), report, gap_counts, G_N_ELEMENTS (gap_counts),
                       error)
      || !read_counts (object, report, fault_counts, G_N_ELEMENTS (fault_counts), error)
      || !read_integer (object, "digits", &digits, error)
      || !read_integer (object, "spikes", &report->spikes, error)
      || !read_boolean (object, "has_spread", &report->has_spread, error)
      || !read_boolean (object, "zone_certain", &report->is_zone_certain, error))
    return FALSE;
  report->digits = (guint) digits;
  return read_list (object, "bad_rows", read_bad_row, report, error)
         && read_list (object, "zone_votes", read_zone_vote, report, error)
         && read_list (object, "gap_list", read_gap, report, error)
         && (bt_quality_details_read (object, report) || set_member_error ("places", error));
}

char *
bt_quality_report_to_json (const BtQualityReport *report)
{
  g_autoptr (JsonNode) root = build_report (report);

  return json_to_string (root, FALSE);
}

BtQualityReport *
bt_quality_report_from_json (const char *json, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (JsonNode) root = json_from_string (json, &cause);
  g_autoptr (BtQualityReport) report = bt_quality_report_new ();

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error (error, BT_FEED_ERROR, BT_FEED_ERROR_FORMAT,
                   "the quality report is no JSON object%s%s", cause != NULL ? ": " : "",
                   cause != NULL ? cause->message : "");
      return NULL;
    }
  if (!read_report (json_node_get_object (root), report, error))
    return NULL;
  return g_steal_pointer (&report);
}
