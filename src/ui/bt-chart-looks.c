// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-chart-looks.h"

#include "ui/bt-state-member.h"

/* In the order of BtChartSeparators. */
static const char *const separator_names[] = { "auto", "none", "day", "week", "month" };
/* In the order of their bits. */
static const char *const session_names[] = { "tokyo", "london", "new-york" };
static const char *const switch_names[]
  = { "show-volume", "show-sessions", "show-gaps", "show-profile", "crosshair-magnet" };

#define ALL_SESSIONS ((1 << G_N_ELEMENTS (session_names)) - 1)

static int
find_separators (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (separator_names); i++)
    if (g_strcmp0 (separator_names[i], name) == 0)
      return (int) i;
  return 0;
}

static int
get_number (BtChart *chart, const char *property)
{
  int value;

  g_object_get (chart, property, &value, NULL);
  return value;
}

static gboolean
get_flag (BtChart *chart, const char *property)
{
  gboolean is_on;

  g_object_get (chart, property, &is_on, NULL);
  return is_on;
}

static void
separators_chosen_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  g_object_set (user_data, "separators", find_separators (g_variant_get_string (value, NULL)),
                NULL);
}

/* A session that is switched on is one that is to be seen. */
static void
session_switched_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  const char *name = g_action_get_name (G_ACTION (action));
  gboolean are_shown = get_flag (user_data, "show-sessions");
  int sessions = are_shown ? get_number (user_data, "sessions") : 0;

  for (guint i = 0; i < G_N_ELEMENTS (session_names); i++)
    if (g_str_equal (session_names[i], name))
      sessions ^= 1 << i;
  g_object_set (user_data, "sessions", sessions, "show-sessions", TRUE, NULL);
}

static void
switched_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  const char *name = g_action_get_name (G_ACTION (action));

  g_object_set (user_data, name, !get_flag (user_data, name), NULL);
}

static void
show_switch (GSimpleAction *action, GParamSpec *pspec, BtChart *chart)
{
  g_simple_action_set_state (
    action, g_variant_new_boolean (get_flag (chart, g_action_get_name (G_ACTION (action)))));
}

static void
show_separators (GSimpleAction *action, GParamSpec *pspec, BtChart *chart)
{
  g_simple_action_set_state (
    action, g_variant_new_string (separator_names[get_number (chart, "separators")]));
}

static void
show_session (GSimpleAction *action, GParamSpec *pspec, BtChart *chart)
{
  gboolean is_on = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (session_names); i++)
    if (g_str_equal (session_names[i], g_action_get_name (G_ACTION (action))))
      is_on = get_flag (chart, "show-sessions") && (get_number (chart, "sessions") >> i & 1) != 0;
  g_simple_action_set_state (action, g_variant_new_boolean (is_on));
}

/* Shows in an action's state what the chart has. */
typedef void (*ShowFunc) (GSimpleAction *action, GParamSpec *pspec, BtChart *chart);

/* Adds an action whose state is shown anew when a property changes. */
static void
add_action (BtChart *chart,
            GActionMap *actions,
            GSimpleAction *action,
            GCallback activated,
            ShowFunc show,
            const char *signal)
{
  g_signal_connect_object (action, "activate", activated, chart, 0);
  g_signal_connect_object (chart, signal, G_CALLBACK (show), action, G_CONNECT_SWAPPED);
  show (action, NULL, chart);
  g_action_map_add_action (actions, G_ACTION (action));
}

void
bt_chart_looks_add_actions (BtChart *chart, GActionMap *actions)
{
  g_autoptr (GSimpleAction) separators = g_simple_action_new_stateful (
    "separators", G_VARIANT_TYPE_STRING, g_variant_new_string (separator_names[0]));

  g_return_if_fail (BT_IS_CHART (chart));

  /* Property actions would keep the chart, which has them, alive. */
  for (guint i = 0; i < G_N_ELEMENTS (switch_names); i++)
    {
      g_autoptr (GSimpleAction) action
        = g_simple_action_new_stateful (switch_names[i], NULL, g_variant_new_boolean (FALSE));
      g_autofree char *signal = g_strconcat ("notify::", switch_names[i], NULL);
      add_action (chart, actions, action, G_CALLBACK (switched_cb), show_switch, signal);
    }
  add_action (chart, actions, separators, G_CALLBACK (separators_chosen_cb), show_separators,
              "notify::separators");
  for (guint i = 0; i < G_N_ELEMENTS (session_names); i++)
    {
      g_autoptr (GSimpleAction) action
        = g_simple_action_new_stateful (session_names[i], NULL, g_variant_new_boolean (TRUE));
      add_action (chart, actions, action, G_CALLBACK (session_switched_cb), show_session,
                  "notify::sessions");
      g_signal_connect_object (chart, "notify::show-sessions", G_CALLBACK (show_session), action,
                               G_CONNECT_SWAPPED);
    }
}

void
bt_chart_looks_write (BtChart *chart, JsonObject *object)
{
  g_return_if_fail (BT_IS_CHART (chart) && object != NULL);

  json_object_set_boolean_member (object, "gaps", get_flag (chart, "show-gaps"));
  json_object_set_boolean_member (object, "profile", get_flag (chart, "show-profile"));
  json_object_set_boolean_member (object, "magnet", get_flag (chart, "crosshair-magnet"));
  json_object_set_string_member (object, "separators",
                                 separator_names[get_number (chart, "separators")]);
  json_object_set_int_member (
    object, "sessions", get_flag (chart, "show-sessions") ? get_number (chart, "sessions") : 0);
}

void
bt_chart_looks_read (BtChart *chart, JsonObject *object)
{
  g_return_if_fail (BT_IS_CHART (chart) && object != NULL);

  g_object_set (chart, "show-gaps", bt_state_get_flag (object, "gaps", FALSE), "show-profile",
                bt_state_get_flag (object, "profile", FALSE), "crosshair-magnet",
                bt_state_get_flag (object, "magnet", FALSE), "separators",
                find_separators (bt_state_get_text (object, "separators")), "sessions",
                (int) bt_state_get_number (object, "sessions", ALL_SESSIONS, 0, ALL_SESSIONS),
                "show-sessions", TRUE, NULL);
}
