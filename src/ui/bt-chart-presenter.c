// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-chart-presenter.h"

#include "ui/bt-commands.h"
#include "ui/bt-format.h"
#include "ui/bt-labels.h"
#include "ui/bt-refusal-text.h"
#include "ui/bt-session-columns.h"

#include <glib/gi18n.h>
#include <math.h>

struct _BtChartPresenter
{
  GObject parent_instance;

  BtSession *session;
  BtChart *chart;
  GArray *lines;       /* of BtChartLine, as last shown */
  GArray *markers;     /* of BtChartMarker, one a fill */
  GHashTable *entries; /* position id → index + 1 in markers of the fill that opened it */
  char selected_id[BT_ID_SIZE];
};

G_DEFINE_FINAL_TYPE (BtChartPresenter, bt_chart_presenter, G_TYPE_OBJECT)

static guint
get_digits (BtChartPresenter *self)
{
  return bt_currency_digits (bt_session_get_settings (self->session)->currency);
}

static int
get_tone (gint64 value)
{
  return value > 0 ? 1 : value < 0 ? -1 : 0;
}

/* What the lines of a position, or of an order, have in common. */
typedef struct
{
  const char *id;
  BtDirection direction;
  gint64 entry_points;
  BtVolume volume;
  gint64 since_usec;
} Deal;

static BtChartLine
make_line (BtChartPresenter *self, const Deal *deal, BtChartLineKind kind, gint64 price_points)
{
  BtChartLine line = { .kind = kind, .price_points = price_points, .direction = deal->direction };

  g_strlcpy (line.id, deal->id, sizeof line.id);
  line.is_selected = g_str_equal (deal->id, self->selected_id);
  line.since_usec = deal->since_usec;
  return line;
}

static void
add_entry_line (BtChartPresenter *self, const Deal *deal, const BtPosition *position)
{
  const BtInstrument *instrument = bt_session_get_instrument (self->session);
  BtChartLine line = make_line (self, deal, BT_CHART_LINE_ENTRY, deal->entry_points);
  g_autofree char *lots = bt_format_volume (instrument, deal->volume);
  g_autofree char *result = bt_format_result (position->floating, get_digits (self));
  double multiple = bt_position_risk_multiple (position, instrument);

  g_snprintf (line.label, sizeof line.label, "#%s %s %s", deal->id,
              bt_label_direction (deal->direction), lots);
  g_strlcpy (line.result, result, sizeof line.result);
  line.tone = get_tone (position->floating.minor);
  if (isfinite (multiple))
    {
      g_autofree char *text = bt_format_risk_multiple (multiple);
      g_strlcpy (line.multiple, text, sizeof line.multiple);
    }
  g_array_append_val (self->lines, line);
}

/* Adds a stop or target with what it would bring. */
static void
add_exit_line (BtChartPresenter *self, const Deal *deal, BtChartLineKind kind, gint64 price_points)
{
  const BtInstrument *instrument = bt_session_get_instrument (self->session);
  BtMoney gain;

  if (price_points == BT_PRICE_NONE)
    return;
  gint64 gain_points = deal->direction == BT_DIRECTION_BUY ? price_points - deal->entry_points
                                                           : deal->entry_points - price_points;
  BtChartLine line = make_line (self, deal, kind, price_points);
  g_strlcpy (line.label,
             kind == BT_CHART_LINE_STOP ? C_ ("order line", "Stop") : C_ ("order line", "Target"),
             sizeof line.label);
  line.is_draggable = !bt_session_is_ended (self->session);
  /* In the quote currency: the label promises nothing where the account's is another. */
  if (deal->entry_points != BT_PRICE_NONE
      && g_str_equal (instrument->quote, bt_session_get_settings (self->session)->currency)
      && bt_instrument_profit (instrument, gain_points, deal->volume, &gain))
    {
      g_autofree char *result = bt_format_result (gain, get_digits (self));
      g_strlcpy (line.result, result, sizeof line.result);
      line.tone = get_tone (gain.minor);
    }
  g_array_append_val (self->lines, line);
}

static void
add_position (BtChartPresenter *self, const BtPosition *position)
{
  const Deal deal = { .id = position->id,
                      .direction = position->direction,
                      .entry_points = position->entry_price.points,
                      .volume = position->volume_open,
                      .since_usec = position->opened_usec };

  add_entry_line (self, &deal, position);
  add_exit_line (self, &deal, BT_CHART_LINE_STOP, position->stop_loss_points);
  add_exit_line (self, &deal, BT_CHART_LINE_TARGET, position->take_profit_points);
}

/* Adds the line of an order's price or of its limit. */
static void
add_order_line (BtChartPresenter *self,
                const Deal *deal,
                const BtOrder *order,
                BtChartLineKind kind,
                gint64 price_points)
{
  g_autofree char *lots
    = bt_format_volume (bt_session_get_instrument (self->session), deal->volume);

  if (price_points == BT_PRICE_NONE)
    return;
  BtChartLine line = make_line (self, deal, kind, price_points);
  line.is_draggable = !bt_session_is_ended (self->session);
  /* Translators: side and kind of an order, lots, and number: “Buy limit 0.25 #7”. */
  g_snprintf (
    line.label, sizeof line.label, _ ("%s %s %s #%s"), bt_label_direction (deal->direction),
    kind == BT_CHART_LINE_LIMIT ? C_ ("kind of order", "limit") : bt_label_order_type (order->type),
    lots, order->id);
  g_array_append_val (self->lines, line);
}

/* A stop-limit whose stop was reached has only its limit left. */
static void
add_order (BtChartPresenter *self, const BtOrder *order)
{
  const Deal deal = { .id = order->id,
                      .direction = order->direction,
                      .entry_points = order->limit_points != BT_PRICE_NONE ? order->limit_points
                                                                           : order->price_points,
                      .volume = order->volume,
                      .since_usec = order->placed_usec };

  if (order->type == BT_ORDER_MARKET)
    return;
  if (!order->is_limit_active)
    add_order_line (self, &deal, order, BT_CHART_LINE_PENDING, order->price_points);
  add_order_line (self, &deal, order, BT_CHART_LINE_LIMIT, order->limit_points);
  add_exit_line (self, &deal, BT_CHART_LINE_STOP, order->stop_loss_points);
  add_exit_line (self, &deal, BT_CHART_LINE_TARGET, order->take_profit_points);
}

static void
show_lines (BtChartPresenter *self)
{
  GListModel *positions = bt_session_get_positions (self->session);
  GListModel *orders = bt_session_get_orders (self->session);
  guint length = g_list_model_get_n_items (positions);

  g_array_set_size (self->lines, 0);
  for (guint i = 0; i < length; i++)
    {
      g_autoptr (BtPositionItem) item = g_list_model_get_item (positions, i);
      add_position (self, bt_position_item_get (item));
    }
  length = g_list_model_get_n_items (orders);
  for (guint i = 0; i < length; i++)
    {
      g_autoptr (BtOrderItem) item = g_list_model_get_item (orders, i);
      add_order (self, bt_order_item_get (item));
    }
  bt_chart_set_lines (self->chart, (const BtChartLine *) (void *) self->lines->data,
                      self->lines->len);
}

static void
add_marker (BtChartPresenter *self, const BtFill *fill)
{
  BtChartMarker marker = { .time_usec = fill->time_usec,
                           .price_points = fill->price.points,
                           .direction = fill->direction,
                           .is_entry = fill->is_entry,
                           .tone = get_tone (fill->pnl.minor),
                           .entry_time_usec = BT_TIME_NONE };
  g_autofree char *label
    = fill->is_entry ? bt_format_volume (bt_session_get_instrument (self->session), fill->volume)
                     : bt_format_result (fill->pnl, get_digits (self));
  guint entry = GPOINTER_TO_UINT (g_hash_table_lookup (self->entries, fill->position_id));

  g_strlcpy (marker.label, label, sizeof marker.label);
  if (!fill->is_entry && entry > 0)
    {
      const BtChartMarker *opened = &g_array_index (self->markers, BtChartMarker, entry - 1);
      marker.entry_time_usec = opened->time_usec;
      marker.entry_price_points = opened->price_points;
    }
  g_array_append_val (self->markers, marker);
  if (fill->is_entry && entry == 0)
    g_hash_table_insert (self->entries, g_strdup (fill->position_id),
                         GUINT_TO_POINTER (self->markers->len));
}

/* Fills only ever grow, so only new ones are looked at. */
static void
show_markers (BtChartPresenter *self)
{
  GListModel *fills = bt_session_get_fills (self->session);
  guint length = g_list_model_get_n_items (fills);

  if (length < self->markers->len)
    {
      g_array_set_size (self->markers, 0);
      g_hash_table_remove_all (self->entries);
    }
  for (guint i = self->markers->len; i < length; i++)
    {
      g_autoptr (BtFillItem) item = g_list_model_get_item (fills, i);
      add_marker (self, bt_fill_item_get (item));
    }
  bt_chart_set_markers (self->chart, (const BtChartMarker *) (void *) self->markers->data,
                        self->markers->len);
}

static void
session_advanced_cb (BtChartPresenter *self)
{
  bt_chart_tape_changed (self->chart);
}

static void
account_changed_cb (BtChartPresenter *self)
{
  BtQuote quote = bt_session_get_quote (self->session);

  bt_chart_set_ask (self->chart, quote.is_valid ? quote.ask_points : BT_PRICE_NONE);
  show_lines (self);
}

static void
protection_changed (GtkWidget *widget, BtSession *session, const BtRefusal *refusal)
{
  g_autofree char *text = bt_refusal_text (refusal, session);

  if (text == NULL)
    return;
  gtk_widget_activate_action (widget, "win.toast", "s", text);
  /* The line goes back to where the order still is. */
  gtk_widget_activate_action (widget, "win.refresh-chart", NULL);
}

static guint
get_mask (int kind)
{
  switch (kind)
    {
    case BT_CHART_LINE_STOP:
      return BT_MODIFY_STOP_LOSS;
    case BT_CHART_LINE_TARGET:
      return BT_MODIFY_TAKE_PROFIT;
    case BT_CHART_LINE_PENDING:
      return BT_MODIFY_PRICE;
    case BT_CHART_LINE_LIMIT:
      return BT_MODIFY_LIMIT;
    default:
      return 0;
    }
}

static void
change_line (BtChartPresenter *self, const char *id, int kind, gint64 price_points)
{
  BtCommand command;

  bt_command_init (&command, BT_COMMAND_MODIFY, bt_session_get_bar (self->session));
  g_strlcpy (command.id, id, sizeof command.id);
  command.modify_mask = get_mask (kind);
  command.price_points = price_points;
  command.limit_points = price_points;
  command.stop_loss_points = price_points;
  command.take_profit_points = price_points;
  if (command.modify_mask != 0)
    bt_commands_submit (GTK_WIDGET (self->chart), self->session, &command, protection_changed);
}

static void
line_moved_cb (
  BtChart *chart, const char *id, int kind, gint64 price_points, BtChartPresenter *self)
{
  change_line (self, id, kind, price_points);
}

static void
line_closed_cb (BtChart *chart, const char *id, int kind, BtChartPresenter *self)
{
  if (kind == BT_CHART_LINE_ENTRY)
    bt_commands_close (GTK_WIDGET (chart), self->session, id, BT_VOLUME (0));
  else if (kind == BT_CHART_LINE_PENDING || kind == BT_CHART_LINE_LIMIT)
    bt_commands_cancel (GTK_WIDGET (chart), self->session, id);
  else
    change_line (self, id, kind, BT_PRICE_NONE);
}

static void
connect_session (BtChartPresenter *self)
{
  const struct
  {
    gpointer source;
    const char *signal;
    GCallback callback;
  } handlers[] = {
    { self->session, "advanced", G_CALLBACK (session_advanced_cb) },
    { self->session, "account-changed", G_CALLBACK (account_changed_cb) },
    { bt_session_get_positions (self->session), "items-changed", G_CALLBACK (show_lines) },
    { bt_session_get_orders (self->session), "items-changed", G_CALLBACK (show_lines) },
    { bt_session_get_fills (self->session), "items-changed", G_CALLBACK (show_markers) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_connect_object (handlers[i].source, handlers[i].signal, handlers[i].callback, self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (self->chart, "line-moved", G_CALLBACK (line_moved_cb), self, 0);
  g_signal_connect_object (self->chart, "line-closed", G_CALLBACK (line_closed_cb), self, 0);
}

static void
bt_chart_presenter_finalize (GObject *object)
{
  BtChartPresenter *self = BT_CHART_PRESENTER (object);

  g_clear_object (&self->session);
  g_clear_object (&self->chart);
  g_array_unref (self->lines);
  g_array_unref (self->markers);
  g_hash_table_unref (self->entries);
  G_OBJECT_CLASS (bt_chart_presenter_parent_class)->finalize (object);
}

static void
bt_chart_presenter_class_init (BtChartPresenterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bt_chart_presenter_finalize;
}

static void
bt_chart_presenter_init (BtChartPresenter *self)
{
  self->lines = g_array_new (FALSE, FALSE, sizeof (BtChartLine));
  self->markers = g_array_new (FALSE, FALSE, sizeof (BtChartMarker));
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

BtChartPresenter *
bt_chart_presenter_new (BtSession *session, BtChart *chart)
{
  BtChartPresenter *self = g_object_new (BT_TYPE_CHART_PRESENTER, NULL);

  self->session = g_object_ref (session);
  self->chart = g_object_ref (chart);
  bt_chart_set_tape (chart, bt_session_get_tape (session), bt_session_get_trading_day (session));
  show_markers (self);
  account_changed_cb (self);
  connect_session (self);
  return self;
}

void
bt_chart_presenter_set_selected (BtChartPresenter *presenter, const char *id)
{
  g_return_if_fail (BT_IS_CHART_PRESENTER (presenter));

  if (g_strcmp0 (presenter->selected_id, id != NULL ? id : "") == 0)
    return;
  g_strlcpy (presenter->selected_id, id != NULL ? id : "", sizeof presenter->selected_id);
  show_lines (presenter);
}
