// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-trade-differences.h"

#include "ui/bt-format.h"
#include "ui/bt-labels.h"
#include "ui/bt-session-columns.h"
#include "ui/bt-shown.h"
#include "ui/bt-table.h"

#include <glib/gi18n.h>

#define BT_TYPE_TRADE_DIFFERENCE (bt_trade_difference_get_type ())
G_DECLARE_FINAL_TYPE (BtTradeDifference, bt_trade_difference, BT, TRADE_DIFFERENCE, GObject)

/* A row: the trade on either branch, NULL where it is not. */
struct _BtTradeDifference
{
  GObject parent_instance;

  const BtPosition *a;
  const BtPosition *b;
};

G_DEFINE_FINAL_TYPE (BtTradeDifference, bt_trade_difference, G_TYPE_OBJECT)

static void
bt_trade_difference_class_init (BtTradeDifferenceClass *klass)
{
}

static void
bt_trade_difference_init (BtTradeDifference *self)
{
}

static const BtPosition *
get_either (BtTradeDifference *row)
{
  return row->a != NULL ? row->a : row->b;
}

static guint
get_digits (BtSession *session)
{
  return bt_currency_digits (bt_session_get_settings (session)->currency);
}

static char *
get_id (gpointer item, gpointer context)
{
  return g_strdup (get_either (item)->id);
}

static gint64
get_sequence (gpointer item, gpointer context)
{
  return get_either (item)->sequence;
}

static void
fill_side (GtkWidget *cell, gpointer item, gpointer context)
{
  bt_session_columns_fill_side (cell,
                                item != NULL ? get_either (item)->direction : BT_DIRECTION_BUY);
}

static gint64
get_side (gpointer item, gpointer context)
{
  return get_either (item)->direction;
}

static char *
get_volume (gpointer item, gpointer context)
{
  return bt_format_volume (bt_session_get_instrument (context), get_either (item)->volume);
}

static gint64
get_volume_key (gpointer item, gpointer context)
{
  return get_either (item)->volume.units;
}

static char *
get_opened (gpointer item, gpointer context)
{
  return bt_shown_moment (context, get_either (item)->opened_usec);
}

static gint64
get_opened_key (gpointer item, gpointer context)
{
  return get_either (item)->opened_usec;
}

/* Returns how a trade stands on a branch: its result and by what it ended. */
static char *
describe (const BtPosition *position, BtSession *session)
{
  if (position == NULL)
    return g_strdup (C_ ("trade of a branch", "not there"));
  g_autofree char *net = bt_format_result (bt_position_net (position), get_digits (session));
  return g_strdup_printf ("%s · %s", net,
                          position->status == BT_POSITION_OPEN
                            ? C_ ("trade of a branch", "open")
                            : bt_label_reason (position->exit_reason));
}

static gint64
get_net (const BtPosition *position)
{
  return position != NULL ? bt_position_net (position).minor : 0;
}

static char *
get_first (gpointer item, gpointer context)
{
  return describe (BT_TRADE_DIFFERENCE (item)->a, context);
}

static gint64
get_first_key (gpointer item, gpointer context)
{
  return get_net (BT_TRADE_DIFFERENCE (item)->a);
}

static const char *
get_first_tone (gpointer item, gpointer context)
{
  return bt_format_tone (get_first_key (item, context));
}

static char *
get_second (gpointer item, gpointer context)
{
  return describe (BT_TRADE_DIFFERENCE (item)->b, context);
}

static gint64
get_second_key (gpointer item, gpointer context)
{
  return get_net (BT_TRADE_DIFFERENCE (item)->b);
}

static const char *
get_second_tone (gpointer item, gpointer context)
{
  return bt_format_tone (get_second_key (item, context));
}

static gint64
get_difference_key (gpointer item, gpointer context)
{
  return get_second_key (item, context) - get_first_key (item, context);
}

static char *
get_difference (gpointer item, gpointer context)
{
  return bt_format_result (BT_MONEY (get_difference_key (item, context)), get_digits (context));
}

static const char *
get_difference_tone (gpointer item, gpointer context)
{
  return bt_format_tone (get_difference_key (item, context));
}

static const BtTableColumn columns[] = {
  { .text = get_id, .key = get_sequence, .css_class = "figures" },
  { .make = bt_session_columns_make_side, .fill = fill_side, .key = get_side },
  { .text = get_volume, .key = get_volume_key, .is_number = TRUE },
  { .text = get_opened, .key = get_opened_key, .css_class = "figures" },
  { .text = get_first, .tone = get_first_tone, .key = get_first_key, .is_number = TRUE },
  { .text = get_second, .tone = get_second_tone, .key = get_second_key, .is_number = TRUE },
  { .text = get_difference,
    .tone = get_difference_tone,
    .key = get_difference_key,
    .is_number = TRUE,
    .css_class = "strong" },
};

static void
add_row (GListStore *list, const BtPosition *a, const BtPosition *b)
{
  g_autoptr (BtTradeDifference) row = g_object_new (BT_TYPE_TRADE_DIFFERENCE, NULL);

  row->a = a;
  row->b = b;
  g_list_store_append (list, row);
}

static int
compare_openings (gconstpointer first, gconstpointer second, gpointer user_data)
{
  gint64 a = get_opened_key ((gpointer) first, NULL), b = get_opened_key ((gpointer) second, NULL);

  return (a > b) - (a < b);
}

GListModel *
bt_trade_differences_new (const BtBranchComparison *comparison)
{
  GListStore *list = g_list_store_new (BT_TYPE_TRADE_DIFFERENCE);

  for (guint i = 0; i < comparison->different->len; i++)
    {
      const BtTradePair *pair = &g_array_index (comparison->different, BtTradePair, i);
      add_row (list, &pair->a, &pair->b);
    }
  for (guint i = 0; i < comparison->only_a->len; i++)
    add_row (list, &g_array_index (comparison->only_a, BtPosition, i), NULL);
  for (guint i = 0; i < comparison->only_b->len; i++)
    add_row (list, NULL, &g_array_index (comparison->only_b, BtPosition, i));
  g_list_store_sort (list, compare_openings, NULL);
  return G_LIST_MODEL (list);
}

void
bt_trade_differences_setup (GtkColumnView *view, GListModel *list, BtSession *session)
{
  bt_table_setup (view, list, columns, G_N_ELEMENTS (columns), session);
}
