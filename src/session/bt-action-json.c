// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-action-json.h"

#include "base/bt-time.h"
#include "session/bt-json-reader.h"
#include "session/bt-json-writer.h"
#include "session/bt-session-items-private.h"

/* The kinds that are actions, as they are kept. */
static const struct
{
  BtLogKind kind;
  const char *name;
} kinds[] = {
  { BT_LOG_ALERT, "alert" }, { BT_LOG_PAUSE, "pause" },   { BT_LOG_SPEED, "speed" },
  { BT_LOG_JUMP, "jump" },   { BT_LOG_REWIND, "rewind" }, { BT_LOG_BRANCH, "branch" },
};

void
bt_action_free (BtAction *action)
{
  if (action == NULL)
    return;
  g_clear_object (&action->item);
  g_free (action);
}

static const char *
get_name (BtLogKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].kind == kind)
      return kinds[i].name;
  g_return_val_if_reached ("");
}

char *
bt_action_to_json (const BtAction *action)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  BtLogItem *item = action->item;

  json_builder_begin_object (builder);
  bt_json_add_string (builder, "kind", get_name (bt_log_item_get_kind (item)));
  bt_json_add_int (builder, "branch", action->branch_id);
  bt_json_add_int (builder, "bar", action->bar);
  bt_json_add_time (builder, "time", bt_log_item_get_time (item));
  bt_json_add_int (builder, "figure", bt_log_item_get_figure (item));
  bt_json_add_time (builder, "from", bt_log_item_get_from (item));
  bt_json_add_string (builder, "text", bt_log_item_get_text (item));
  json_builder_end_object (builder);
  return bt_json_to_text (builder, FALSE);
}

/* Makes the item of an action that was read. */
static BtLogItem *
make_item (BtJsonReader *reader,
           const char *name,
           gint64 time_usec,
           gint64 figure,
           gint64 from_usec,
           const char *text,
           GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].name, name) == 0)
      {
        BtLogItem *item = bt_log_item_new (kinds[i].kind, time_usec, NULL, NULL, NULL, NULL);

        bt_log_item_set_action (item, figure, from_usec, text);
        return item;
      }
  bt_json_reader_fail (reader, "kind", error, "“%s” is nothing that is done", name);
  return NULL;
}

BtAction *
bt_action_from_json (const char *json, GError **error)
{
  g_autoptr (JsonNode) node = bt_json_parse (json, -1, "action", error);
  g_autoptr (BtJsonReader) reader = node != NULL ? bt_json_reader_new (node, "", error) : NULL;
  g_autofree BtAction *action = g_new0 (BtAction, 1);
  const char *name = NULL;
  const char *text = NULL;
  gint64 time_usec = BT_TIME_NONE, from_usec = BT_TIME_NONE, figure = 0;

  if (reader == NULL || !bt_json_reader_require (reader, "kind", error)
      || !bt_json_reader_require (reader, "time", error)
      || !bt_json_reader_get_string (reader, "kind", &name, error)
      || !bt_json_reader_get_int (reader, "branch", 0, G_MAXINT64, &action->branch_id, error)
      || !bt_json_reader_get_int (reader, "bar", -1, G_MAXINT64, &action->bar, error)
      || !bt_json_reader_get_time (reader, "time", &time_usec, error)
      || !bt_json_reader_get_int (reader, "figure", G_MININT64, G_MAXINT64, &figure, error)
      || !bt_json_reader_get_time (reader, "from", &from_usec, error)
      || !bt_json_reader_get_string (reader, "text", &text, error)
      || !bt_json_reader_finish (reader, error))
    return NULL;
  action->item = make_item (reader, name, time_usec, figure, from_usec, text, error);
  return action->item != NULL ? g_steal_pointer (&action) : NULL;
}
