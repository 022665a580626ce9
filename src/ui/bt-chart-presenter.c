// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-chart-presenter.h"

#include "ui/bt-alert-lines.h"
#include "ui/bt-commands.h"
#include "ui/bt-format.h"
#include "ui/bt-refusal-text.h"
#include "ui/bt-trade-lines.h"

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

static void
show_lines (BtChartPresenter *self)
{
  g_array_set_size (self->lines, 0);
  bt_trade_lines_add (self->session, self->selected_id, self->lines);
  bt_alert_lines_append (self->session, self->lines);
  bt_chart_set_lines (self->chart, (const BtChartLine *) (void *) self->lines->data,
                      self->lines->len);
}

/* Returns whether an alert that watches is about a study of the chart's timeframe. */
static gboolean
is_watched (BtChartPresenter *self, const BtStudySettings *settings)
{
  GListModel *alerts = G_LIST_MODEL (bt_session_get_alerts (self->session));
  g_autofree char *name = bt_study_settings_to_string (settings);
  int timeframe;

  g_object_get (self->chart, "timeframe", &timeframe, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (alerts); i++)
    {
      g_autoptr (BtAlertItem) item = g_list_model_get_item (alerts, i);
      const BtAlert *alert = bt_alert_item_get (item);
      const gboolean has_other = alert->against == BT_ALERT_AGAINST_STUDY;

      if (alert->kind != BT_ALERT_STUDY || !bt_alert_item_is_armed (item)
          || (int) alert->timeframe != timeframe)
        continue;
      g_autofree char *study = bt_study_settings_to_string (&alert->study);
      g_autofree char *other = has_other ? bt_study_settings_to_string (&alert->other) : NULL;
      if (g_str_equal (study, name) || g_strcmp0 (other, name) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
show_bells (BtChartPresenter *self)
{
  for (guint i = 0; i < bt_chart_get_n_studies (self->chart); i++)
    {
      BtStudySettings settings;
      guint id = bt_chart_get_study (self->chart, i, &settings);

      bt_chart_set_study_watched (self->chart, id, is_watched (self, &settings));
    }
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

/* Puts the notes after the fills, for as long as they are being shown. */
static void
append_notes (BtChartPresenter *self)
{
  GListModel *notes = G_LIST_MODEL (bt_session_get_notes (self->session));
  guint length = g_list_model_get_n_items (notes);

  for (guint i = 0; i < length; i++)
    {
      g_autoptr (BtNoteItem) item = g_list_model_get_item (notes, i);
      BtChartMarker marker = { .time_usec = bt_note_item_get_time (item),
                               .entry_time_usec = BT_TIME_NONE,
                               .is_entry = TRUE,
                               .is_note = TRUE };

      g_array_append_val (self->markers, marker);
    }
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
  append_notes (self);
  bt_chart_set_markers (self->chart, (const BtChartMarker *) (void *) self->markers->data,
                        self->markers->len);
  g_array_set_size (self->markers, length);
}

static void
show_disguise (BtChartPresenter *self)
{
  bt_chart_set_disguise (self->chart, bt_session_get_disguise (self->session));
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

/* Says what the line would mean where it is now. */
static void
line_dragged_cb (
  BtChart *chart, const char *id, int kind, gint64 price_points, BtChartPresenter *self)
{
  BtChartDragNote note;

  if (bt_trade_lines_note (self->session, id, (BtChartLineKind) kind, price_points, &note))
    bt_chart_set_drag_note (chart, &note);
}

/* What is pulled off an entry is a stop or a target, by the side of the market where it is let go.
 */
static void
line_moved_cb (
  BtChart *chart, const char *id, int kind, gint64 price_points, BtChartPresenter *self)
{
  if (bt_alert_lines_has_kind (kind))
    {
      bt_alert_lines_move (self->session, id, kind, price_points);
      return;
    }
  if (kind == BT_CHART_LINE_ENTRY)
    kind = (int) bt_trade_lines_find_protection (self->session, id, price_points);
  change_line (self, id, kind, price_points);
}

static void
line_closed_cb (BtChart *chart, const char *id, int kind, BtChartPresenter *self)
{
  if (bt_alert_lines_has_kind (kind))
    bt_alert_lines_close (self->session, id);
  else if (kind == BT_CHART_LINE_ENTRY)
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
    { self->session, "notify::disguised", G_CALLBACK (show_disguise) },
    { self->session, "account-changed", G_CALLBACK (account_changed_cb) },
    { bt_session_get_positions (self->session), "items-changed", G_CALLBACK (show_lines) },
    { bt_session_get_orders (self->session), "items-changed", G_CALLBACK (show_lines) },
    { bt_session_get_fills (self->session), "items-changed", G_CALLBACK (show_markers) },
    { bt_session_get_alerts (self->session), "changed", G_CALLBACK (show_lines) },
    { bt_session_get_alerts (self->session), "changed", G_CALLBACK (show_bells) },
    { self->chart, "studies-changed", G_CALLBACK (show_bells) },
    { self->chart, "notify::timeframe", G_CALLBACK (show_bells) },
    { bt_session_get_notes (self->session), "items-changed", G_CALLBACK (show_markers) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_connect_object (handlers[i].source, handlers[i].signal, handlers[i].callback, self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (self->chart, "line-moved", G_CALLBACK (line_moved_cb), self, 0);
  g_signal_connect_object (self->chart, "line-dragged", G_CALLBACK (line_dragged_cb), self, 0);
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
  show_disguise (self);
  show_markers (self);
  account_changed_cb (self);
  connect_session (self);
  show_bells (self);
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
