// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "feed/bt-quality-details-json.h"

typedef struct
{
  const char *name;
  gsize offset;
} Count;

#define COUNT(member_name, field)                                                                  \
  {                                                                                                \
    member_name, G_STRUCT_OFFSET (BtQualityReport, field)                                          \
  }

static const Count counts[]
  = { COUNT ("duplicates_equal", duplicates_equal),
      COUNT ("duplicates_conflicting", duplicates_conflicting), COUNT ("folds", folds),
      COUNT ("weekend_rows", weekend_rows), COUNT ("overlapping", overlapping) };

static const Count hours_counts[]
  = { COUNT ("gaps", hours_gap_count), COUNT ("missing", hours_missing),
      COUNT ("outside", outside_hours) };

/* What was found, by what was done about it. */
static const Count repaired[]
  = { COUNT ("out_of_order", out_of_order), COUNT ("duplicates_equal", duplicates_equal),
      COUNT ("folds", folds), COUNT ("overlapping", overlapping) };
static const Count refused[] = { COUNT ("bad_rows", bad_rows_total),
                                 COUNT ("duplicates_conflicting", duplicates_conflicting) };
static const Count left[] = { COUNT ("gaps", gap_count),
                              COUNT ("flat", flat),
                              COUNT ("zero_volume", zero_volume),
                              COUNT ("spikes", spikes),
                              COUNT ("weekend_rows", weekend_rows),
                              COUNT ("outside_hours", outside_hours) };

static gint64
get_count (const BtQualityReport *report, const Count *count)
{
  return G_STRUCT_MEMBER (gint64, report, count->offset);
}

static void
add_integer (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_handled (JsonBuilder *builder,
             const BtQualityReport *report,
             const char *name,
             const Count *list,
             guint length)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  for (guint i = 0; i < length; i++)
    if (get_count (report, &list[i]) > 0)
      add_integer (builder, list[i].name, get_count (report, &list[i]));
  json_builder_end_object (builder);
}

static void
add_time (JsonBuilder *builder, const char *name, gint64 time_usec)
{
  g_autofree char *text = bt_time_to_string (time_usec);

  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static void
add_hours (JsonBuilder *builder, const BtQualityReport *report)
{
  g_autofree char *hours = bt_trading_hours_to_string (&report->hours);

  json_builder_set_member_name (builder, "trading_hours");
  if (report->hours.n_spans == 0)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "hours");
  json_builder_add_string_value (builder, hours);
  for (guint i = 0; i < G_N_ELEMENTS (hours_counts); i++)
    add_integer (builder, hours_counts[i].name, get_count (report, &hours_counts[i]));
  json_builder_set_member_name (builder, "gap_list");
  json_builder_begin_array (builder);
  for (guint i = 0; i < report->hours_gaps->len; i++)
    {
      const BtGap *gap = &g_array_index (report->hours_gaps, BtGap, i);
      json_builder_begin_object (builder);
      add_time (builder, "from", gap->from_usec);
      add_time (builder, "to", gap->to_usec);
      add_integer (builder, "missing", gap->missing);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_places (JsonBuilder *builder, const BtQualityReport *report)
{
  json_builder_set_member_name (builder, "places");
  json_builder_begin_object (builder);
  for (guint finding = 0; finding < BT_N_FINDINGS; finding++)
    {
      const GArray *list = bt_quality_places_get (report->places, finding);
      if (list->len == 0)
        continue;
      json_builder_set_member_name (builder, bt_finding_to_string (finding));
      json_builder_begin_array (builder);
      for (guint i = 0; i < list->len; i++)
        {
          const BtQualityPlace *place = &g_array_index (list, BtQualityPlace, i);
          json_builder_begin_object (builder);
          add_time (builder, "from", place->from_usec);
          add_time (builder, "to", place->to_usec);
          add_integer (builder, "count", place->count);
          json_builder_end_object (builder);
        }
      json_builder_end_array (builder);
    }
  json_builder_end_object (builder);
}

void
bt_quality_details_add (JsonBuilder *builder, const BtQualityReport *report)
{
  add_integer (builder, "zone_confidence", bt_quality_report_get_zone_confidence (report));
  json_builder_set_member_name (builder, "ticks");
  json_builder_add_boolean_value (builder, report->are_ticks);
  json_builder_set_member_name (builder, "stamped_at_close");
  json_builder_add_boolean_value (builder, report->is_stamped_at_close);
  json_builder_set_member_name (builder, "name_timeframe");
  if (report->is_name_wrong)
    json_builder_add_string_value (builder, bt_timeframe_to_string (report->name_timeframe));
  else
    json_builder_add_null_value (builder);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    add_integer (builder, counts[i].name, get_count (report, &counts[i]));
  add_hours (builder, report);
  json_builder_set_member_name (builder, "handled");
  json_builder_begin_object (builder);
  add_handled (builder, report, "repaired", repaired, G_N_ELEMENTS (repaired));
  add_handled (builder, report, "refused", refused, G_N_ELEMENTS (refused));
  add_handled (builder, report, "left", left, G_N_ELEMENTS (left));
  json_builder_end_object (builder);
  add_places (builder, report);
}

static gboolean
read_place (JsonNode *node, BtQualityPlace *place)
{
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;
  JsonObject *object = json_node_get_object (node);
  const char *from = json_object_get_string_member_with_default (object, "from", NULL);
  const char *to = json_object_get_string_member_with_default (object, "to", NULL);

  place->count = json_object_get_int_member_with_default (object, "count", 0);
  return from != NULL && to != NULL && bt_time_parse (from, &place->from_usec, NULL)
         && bt_time_parse (to, &place->to_usec, NULL);
}

static gboolean
read_hours (JsonObject *object, BtQualityReport *report)
{
  const char *text = json_object_get_string_member_with_default (object, "hours", NULL);
  JsonNode *list = json_object_get_member (object, "gap_list");

  if (text == NULL || !bt_trading_hours_parse (text, &report->hours, NULL) || list == NULL
      || !JSON_NODE_HOLDS_ARRAY (list))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (hours_counts); i++)
    G_STRUCT_MEMBER (gint64, report, hours_counts[i].offset)
      = json_object_get_int_member_with_default (object, hours_counts[i].name, 0);
  JsonArray *array = json_node_get_array (list);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      BtQualityPlace place;

      if (!read_place (node, &place))
        return FALSE;
      const BtGap gap
        = { place.from_usec, place.to_usec,
            json_object_get_int_member_with_default (json_node_get_object (node), "missing", 0) };
      g_array_append_val (report->hours_gaps, gap);
    }
  return TRUE;
}

static gboolean
read_places (JsonObject *object, BtQualityReport *report)
{
  for (guint finding = 0; finding < BT_N_FINDINGS; finding++)
    {
      JsonNode *node = json_object_get_member (object, bt_finding_to_string (finding));
      if (node == NULL)
        continue;
      if (!JSON_NODE_HOLDS_ARRAY (node))
        return FALSE;
      JsonArray *array = json_node_get_array (node);
      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          BtQualityPlace place;
          if (!read_place (json_array_get_element (array, i), &place))
            return FALSE;
          bt_quality_places_append (report->places, finding, &place);
        }
    }
  return TRUE;
}

gboolean
bt_quality_details_read (JsonObject *object, BtQualityReport *report)
{
  JsonNode *places = json_object_get_member (object, "places");

  if (places == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    G_STRUCT_MEMBER (gint64, report, counts[i].offset)
      = json_object_get_int_member_with_default (object, counts[i].name, 0);
  report->are_ticks = json_object_get_boolean_member_with_default (object, "ticks", FALSE);
  report->is_stamped_at_close
    = json_object_get_boolean_member_with_default (object, "stamped_at_close", FALSE);
  const char *name = json_object_has_member (object, "name_timeframe")
                         && !json_object_get_null_member (object, "name_timeframe")
                       ? json_object_get_string_member_with_default (object, "name_timeframe", NULL)
                       : NULL;
  report->is_name_wrong = name != NULL && bt_timeframe_parse (name, &report->name_timeframe);
  JsonNode *hours = json_object_get_member (object, "trading_hours");
  if (hours != NULL && !JSON_NODE_HOLDS_NULL (hours)
      && !(JSON_NODE_HOLDS_OBJECT (hours) && read_hours (json_node_get_object (hours), report)))
    return FALSE;
  return JSON_NODE_HOLDS_OBJECT (places) && read_places (json_node_get_object (places), report);
}
