// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-session-columns.h"

#include "ui/bt-excursion-bar.h"
#include "ui/bt-format.h"
#include "ui/bt-labels.h"
#include "ui/bt-row-buttons.h"
#include "ui/bt-shown.h"
#include "ui/bt-table.h"

#include <glib/gi18n.h>
#include <math.h>

static guint
get_digits (BtSession *session)
{
  return bt_currency_digits (bt_session_get_settings (session)->currency);
}

BtMoney
bt_position_net (const BtPosition *position)
{
  return BT_MONEY (position->pnl.minor + position->floating.minor - position->commission.minor
                   + position->swap.minor);
}

double
bt_position_risk_multiple (const BtPosition *position, const BtInstrument *instrument)
{
  BtMoney risk;
  gint64 distance = position->initial_stop_points != BT_PRICE_NONE
                      ? ABS (position->entry_price.points - position->initial_stop_points)
                      : 0;

  if (distance == 0 || !bt_instrument_profit (instrument, distance, position->volume, &risk)
      || risk.minor == 0)
    return (double) NAN;
  return (double) (position->pnl.minor + position->floating.minor) / (double) risk.minor;
}

static char *
get_id (gpointer item, gpointer context)
{
  return g_strdup (bt_position_item_get (item)->id);
}

static gint64
get_sequence (gpointer item, gpointer context)
{
  return bt_position_item_get (item)->sequence;
}

GtkWidget *
bt_session_columns_make_side (gpointer context)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_set_halign (label, GTK_ALIGN_START);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  return label;
}

void
bt_session_columns_fill_side (GtkWidget *cell, BtDirection direction)
{
  const char *classes[] = { "chip", direction == BT_DIRECTION_BUY ? "up" : "down", NULL };

  gtk_label_set_label (GTK_LABEL (cell), bt_label_direction (direction));
  gtk_widget_set_css_classes (cell, classes);
}

static void
fill_side (GtkWidget *cell, gpointer item, gpointer context)
{
  bt_session_columns_fill_side (cell, item != NULL ? bt_position_item_get (item)->direction
                                                   : BT_DIRECTION_BUY);
}

static gint64
get_side (gpointer item, gpointer context)
{
  return bt_position_item_get (item)->direction;
}

static char *
get_open_volume (gpointer item, gpointer context)
{
  return bt_format_volume (bt_session_get_instrument (context),
                           bt_position_item_get (item)->volume_open);
}

static char *
get_volume (gpointer item, gpointer context)
{
  return bt_format_volume (bt_session_get_instrument (context),
                           bt_position_item_get (item)->volume);
}

static gint64
get_volume_key (gpointer item, gpointer context)
{
  return bt_position_item_get (item)->volume.units;
}

static char *
get_opened (gpointer item, gpointer context)
{
  return bt_shown_moment (context, bt_position_item_get (item)->opened_usec);
}

static gint64
get_opened_key (gpointer item, gpointer context)
{
  return bt_position_item_get (item)->opened_usec;
}

static char *
get_entry (gpointer item, gpointer context)
{
  return bt_shown_price (context, bt_position_item_get (item)->entry_price.points);
}

static gint64
get_entry_key (gpointer item, gpointer context)
{
  return bt_position_item_get (item)->entry_price.points;
}

static gint64
get_now_key (gpointer item, gpointer context)
{
  BtQuote quote = bt_session_get_quote (context);

  if (!quote.is_valid)
    return BT_PRICE_NONE;
  return bt_position_item_get (item)->direction == BT_DIRECTION_BUY ? quote.bid_points
                                                                    : quote.ask_points;
}

static char *
get_now (gpointer item, gpointer context)
{
  return bt_shown_price (context, get_now_key (item, context));
}

static gint64
get_stop_key (gpointer item, gpointer context)
{
  return bt_position_item_get (item)->stop_loss_points;
}

static char *
get_stop (gpointer item, gpointer context)
{
  return bt_shown_price (context, get_stop_key (item, context));
}

static GtkWidget *
make_stop (gpointer context)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *chip = gtk_label_new (NULL);

  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (box, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (box), chip);
  gtk_box_append (GTK_BOX (box), gtk_label_new (NULL));
  return box;
}

/* Returns what is special about a position's stop: it follows the market, or lies where nothing is
 * lost any more; NULL for any other. */
static const char *
get_stop_chip (const BtPosition *position)
{
  gint64 gain = position->stop_loss_points - position->entry_price.points;

  if (position->trail_points > 0)
    /* Translators: short for trailing stop. */
    return C_ ("chip beside a stop", "TS");
  if (position->stop_loss_points == BT_PRICE_NONE)
    return NULL;
  /* Translators: short for break-even. */
  return (position->direction == BT_DIRECTION_BUY ? gain : -gain) >= 0
           ? C_ ("chip beside a stop", "BE")
           : NULL;
}

static void
fill_stop (GtkWidget *cell, gpointer item, gpointer context)
{
  GtkWidget *chip = gtk_widget_get_first_child (cell);
  const char *text = item != NULL ? get_stop_chip (bt_position_item_get (item)) : NULL;
  g_autofree char *price = item != NULL ? get_stop (item, context) : g_strdup ("");

  gtk_label_set_label (GTK_LABEL (chip), text != NULL ? text : "");
  gtk_widget_set_visible (chip, text != NULL);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (cell)), price);
}

static gint64
get_target_key (gpointer item, gpointer context)
{
  return bt_position_item_get (item)->take_profit_points;
}

static char *
get_target (gpointer item, gpointer context)
{
  return bt_shown_price (context, get_target_key (item, context));
}

static double
get_multiple (gpointer item, gpointer context)
{
  return bt_position_risk_multiple (bt_position_item_get (item),
                                    bt_session_get_instrument (context));
}

static char *
get_multiple_text (gpointer item, gpointer context)
{
  return bt_format_risk_multiple (get_multiple (item, context));
}

static gint64
get_multiple_key (gpointer item, gpointer context)
{
  double multiple = get_multiple (item, context);

  return isfinite (multiple) ? (gint64) llround (multiple * 1e6) : G_MININT64;
}

static const char *
get_multiple_tone (gpointer item, gpointer context)
{
  double multiple = get_multiple (item, context);

  return multiple > 0 ? "up" : multiple < 0 ? "down" : NULL;
}

static char *
get_filled_by (gpointer item, gpointer context)
{
  const BtFill *fill = bt_position_item_get_entry (item);

  if (fill == NULL)
    return g_strdup (BT_FORMAT_NONE);
  return g_strdup_printf ("%s · %s", bt_label_reason (fill->reason), bt_label_place (fill->place));
}

static gint64
get_spread_key (gpointer item, gpointer context)
{
  const BtFill *fill = bt_position_item_get_entry (item);

  return fill != NULL ? fill->spread_cost.minor : 0;
}

static char *
get_spread (gpointer item, gpointer context)
{
  return bt_format_money (BT_MONEY (get_spread_key (item, context)), get_digits (context));
}

static char *
get_commission (gpointer item, gpointer context)
{
  return bt_format_money (bt_position_item_get (item)->commission, get_digits (context));
}

static gint64
get_commission_key (gpointer item, gpointer context)
{
  return bt_position_item_get (item)->commission.minor;
}

static gint64
get_floating_key (gpointer item, gpointer context)
{
  return bt_position_item_get (item)->floating.minor;
}

static char *
get_floating (gpointer item, gpointer context)
{
  return bt_format_result (BT_MONEY (get_floating_key (item, context)), get_digits (context));
}

static const char *
get_floating_tone (gpointer item, gpointer context)
{
  return bt_format_tone (get_floating_key (item, context));
}

static gint64
get_net_key (gpointer item, gpointer context)
{
  return bt_position_net (bt_position_item_get (item)).minor;
}

static char *
get_net (gpointer item, gpointer context)
{
  return bt_format_result (BT_MONEY (get_net_key (item, context)), get_digits (context));
}

static const char *
get_net_tone (gpointer item, gpointer context)
{
  return bt_format_tone (get_net_key (item, context));
}

static char *
get_closed (gpointer item, gpointer context)
{
  return bt_shown_moment (context, bt_position_item_get (item)->closed_usec);
}

static gint64
get_closed_key (gpointer item, gpointer context)
{
  return bt_position_item_get (item)->closed_usec;
}

static char *
get_exit (gpointer item, gpointer context)
{
  return bt_shown_price (context, bt_position_item_get (item)->exit_points);
}

static gint64
get_exit_key (gpointer item, gpointer context)
{
  return bt_position_item_get (item)->exit_points;
}

static char *
get_ended_by (gpointer item, gpointer context)
{
  return g_strdup (bt_label_reason (bt_position_item_get (item)->exit_reason));
}

static GtkWidget *
make_excursion (gpointer context)
{
  return bt_excursion_bar_new ();
}

static void
fill_excursion (GtkWidget *cell, gpointer item, gpointer context)
{
  if (item == NULL)
    return;
  const BtPosition *position = bt_position_item_get (item);
  bt_excursion_bar_set (BT_EXCURSION_BAR (cell), position->mae,
                        BT_MONEY (position->floating.minor + position->pnl.minor), position->mfe,
                        get_digits (context));
}

static gint64
get_best_key (gpointer item, gpointer context)
{
  return bt_position_item_get (item)->mfe.minor;
}

static const BtRowButton position_buttons[] = {
  { .action = "trade.why",
    .icon = "bt-why-symbolic",
    .tooltip = N_ ("Why and how it filled"),
    .key = "win.why",
    .name = N_ ("Why it filled") },
  { .action = "trade.close-half",
    .label = "½",
    .tooltip = N_ ("Close half of it"),
    .key = "win.close-half",
    .name = N_ ("Close half of the position") },
  { .action = "trade.break-even",
    .label = N_ ("BE"),
    .tooltip = N_ ("Put the stop where the position nets zero after its costs"),
    .key = "win.break-even",
    .name = N_ ("Break-even") },
  { .action = "trade.edit",
    .icon = "document-edit-symbolic",
    .tooltip = N_ ("Change stop, target, trailing, or close part (Enter)"),
    .name = N_ ("Change the position") },
  { .action = "trade.close",
    .icon = "window-close-symbolic",
    .tooltip = N_ ("Close it"),
    .key = "win.close-position",
    .name = N_ ("Close the position") },
};

static GtkWidget *
make_position_buttons (gpointer context)
{
  return bt_row_buttons_new (position_buttons, G_N_ELEMENTS (position_buttons));
}

static const BtTableColumn position_columns[] = {
  { .text = get_id, .key = get_sequence, .css_class = "figures" },
  { .make = bt_session_columns_make_side, .fill = fill_side, .key = get_side },
  { .text = get_open_volume, .key = get_volume_key, .is_number = TRUE },
  { .text = get_opened, .key = get_opened_key, .css_class = "figures" },
  { .text = get_entry, .key = get_entry_key, .is_number = TRUE },
  { .text = get_now, .key = get_now_key, .is_number = TRUE },
  { .make = make_stop, .fill = fill_stop, .key = get_stop_key, .is_number = TRUE },
  { .text = get_target, .key = get_target_key, .is_number = TRUE },
  { .text = get_multiple_text,
    .tone = get_multiple_tone,
    .key = get_multiple_key,
    .is_number = TRUE },
  { .make = make_excursion, .fill = fill_excursion, .key = get_best_key },
  { .text = get_filled_by, .css_class = "secondary" },
  { .text = get_spread, .key = get_spread_key, .is_number = TRUE, .css_class = "secondary" },
  { .text = get_commission,
    .key = get_commission_key,
    .is_number = TRUE,
    .css_class = "secondary" },
  { .text = get_floating,
    .tone = get_floating_tone,
    .key = get_floating_key,
    .is_number = TRUE,
    .css_class = "strong" },
  { .make = make_position_buttons, .fill = bt_row_buttons_fill, .is_fixed = TRUE },
};

static const BtRowButton trade_buttons[] = {
  { .action = "trade.why",
    .icon = "bt-why-symbolic",
    .tooltip = N_ ("Why and how it filled"),
    .key = "win.why",
    .name = N_ ("Why it filled") },
};

static GtkWidget *
make_trade_buttons (gpointer context)
{
  return bt_row_buttons_new (trade_buttons, G_N_ELEMENTS (trade_buttons));
}

/* Index in the columns below. */
#define TRADE_CLOSED_COLUMN 5

static const BtTableColumn trade_columns[] = {
  { .text = get_id, .key = get_sequence, .css_class = "figures" },
  { .make = bt_session_columns_make_side, .fill = fill_side, .key = get_side },
  { .text = get_volume, .key = get_volume_key, .is_number = TRUE },
  { .text = get_opened, .key = get_opened_key, .css_class = "figures" },
  { .text = get_entry, .key = get_entry_key, .is_number = TRUE },
  { .text = get_closed, .key = get_closed_key, .css_class = "figures" },
  { .text = get_exit, .key = get_exit_key, .is_number = TRUE },
  { .text = get_ended_by, .css_class = "secondary" },
  { .text = get_multiple_text,
    .tone = get_multiple_tone,
    .key = get_multiple_key,
    .is_number = TRUE },
  { .text = get_commission,
    .key = get_commission_key,
    .is_number = TRUE,
    .css_class = "secondary" },
  { .text = get_net,
    .tone = get_net_tone,
    .key = get_net_key,
    .is_number = TRUE,
    .css_class = "strong" },
  { .make = make_trade_buttons, .fill = bt_row_buttons_fill, .is_fixed = TRUE },
};

void
bt_session_columns_setup_positions (GtkColumnView *view, BtSession *session)
{
  bt_table_setup (view, bt_session_get_positions (session), position_columns,
                  G_N_ELEMENTS (position_columns), session);
}

void
bt_session_columns_setup_trades (GtkColumnView *view, BtSession *session)
{
  guint shown = g_list_model_get_n_items (gtk_column_view_get_columns (view));

  bt_table_setup (view, bt_session_get_trades (session), trade_columns,
                  MIN (shown, G_N_ELEMENTS (trade_columns)), session);
  bt_table_show_newest_first (view, TRADE_CLOSED_COLUMN);
}
