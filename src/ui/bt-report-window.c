// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-report-window.h"

#include "chart/bt-equity-plot.h"
#include "ui/bt-format.h"
#include "ui/bt-labels.h"
#include "ui/bt-report-record.h"
#include "ui/bt-report-window-private.h"
#include "ui/bt-resources.h"
#include "ui/bt-session-columns.h"
#include "ui/bt-window-place.h"

#include <glib/gi18n.h>
#include <math.h>

G_DEFINE_FINAL_TYPE (BtReportWindow, bt_report_window, ADW_TYPE_APPLICATION_WINDOW)

static guint
get_digits (BtReportWindow *self)
{
  return bt_currency_digits (self->report->settings.currency);
}

static void
set_text (GtkWidget *label, const char *text)
{
  gtk_label_set_label (GTK_LABEL (label), text);
  gtk_widget_set_tooltip_text (label, text);
}

static void
set_metric (
  BtReportWindow *self, guint which, const char *value, const char *note, const char *tone)
{
  /* Two figures have to fit where one does. */
  const char *classes[] = { which == METRIC_AVERAGE ? "pair" : "headline", tone, NULL };

  set_text (self->values[which], value);
  set_text (self->notes[which], note);
  gtk_widget_set_css_classes (self->values[which], classes);
}

static void
show_head (BtReportWindow *self)
{
  const BtSessionReport *report = self->report;
  const BtInstrument *instrument = &report->settings.instrument;
  char grade = bt_session_get_grade (self->session);
  g_autofree char *period = bt_format_period (report->from_usec, report->to_usec);
  g_autofree char *market = g_strdup_printf (
    "%s %s", instrument->symbol, bt_timeframe_to_string (report->settings.base_timeframe));
  /* Translators: market, then period. */
  g_autofree char *subtitle = g_strdup_printf (_ ("Report · %s · %s"), market, period);
  /* Translators: a session's name in the title of its report. */
  g_autofree char *window_title = g_strdup_printf (_ ("Report: %s – BackTrade"), report->name);
  /* Translators: market, then the grade of its data. */
  g_autofree char *graded = g_strdup_printf (_ ("%s, grade %c"), market, grade);
  g_autofree char *hash = bt_format_digest (report->dataset_hash);
  g_autofree char *pinned = g_strdup_printf (_ ("pinned to candles %s"), hash);

  adw_window_title_set_title (ADW_WINDOW_TITLE (self->window_title), report->name);
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->window_title), subtitle);
  gtk_window_set_title (GTK_WINDOW (self), window_title);
  set_text (self->integrity_value, _ ("Verified"));
  gtk_widget_add_css_class (self->integrity_value, "up");
  set_text (self->integrity_note, _ ("executed again when opened, same digest"));
  set_text (self->market_value, grade == '-' ? market : graded);
  set_text (self->market_note, pinned);
}

static void
show_execution (BtReportWindow *self)
{
  const BtSessionReport *report = self->report;
  g_autofree char *rule = g_strdup_printf ("%s · %s", bt_label_policy (report->settings.policy),
                                           bt_label_place (BT_PLACE_KNOWN_QUOTE));
  g_autofree char *fills_count = bt_format_count (report->fills);
  g_autofree char *fills
    = g_strdup_printf (ngettext ("%s fill", "%s fills", (gulong) report->fills), fills_count);
  /* Translators: fills that the candle leaves open; the count of all fills comes before. */
  g_autofree char *note = g_strdup_printf (
    ngettext ("%s, %d ambiguous", "%s, %d ambiguous", (gulong) report->ambiguous_fills), fills,
    (int) report->ambiguous_fills);
  g_autofree char *from = bt_format_time (report->from_usec);
  g_autofree char *to = bt_format_time (report->to_usec);
  g_autofree char *span = g_strdup_printf ("%s – %s", from, to);
  g_autofree char *bars = bt_format_count (report->bars);
  g_autofree char *commands = bt_format_count (report->commands);
  /* Translators: number of candles, number of commands. */
  g_autofree char *span_note = g_strdup_printf (_ ("%s candles, %s commands"), bars, commands);

  set_text (self->execution_value, rule);
  set_text (self->execution_note, note);
  set_text (self->span_value, span);
  set_text (self->span_note, span_note);
}

static void
show_net (BtReportWindow *self)
{
  const BtSessionReport *report = self->report;
  guint digits = get_digits (self);
  g_autofree char *net = bt_format_result (report->net_result, digits);
  g_autofree char *share = bt_format_percent_signed (report->return_fraction, 2);
  g_autofree char *count = bt_format_count (report->trades);
  g_autofree char *trades
    = g_strdup_printf (ngettext ("%s trade", "%s trades", (gulong) report->trades), count);
  g_autofree char *note = g_strdup_printf ("%s · %s", share, trades);

  set_metric (self, METRIC_NET, net, note, bt_format_tone (report->net_result.minor));
}

static void
show_rate (BtReportWindow *self)
{
  const BtSessionReport *report = self->report;
  g_autofree char *rate = bt_format_percent (report->win_rate, 0);
  g_autofree char *low = bt_format_ratio (report->win_rate_low * 100, 0);
  g_autofree char *high = bt_format_ratio (report->win_rate_high * 100, 0);
  g_autofree char *note = g_strdup_printf ("[%s–%s] · n = %d", low, high, (int) report->trades);

  set_metric (self, METRIC_RATE, rate, report->trades > 0 ? note : _ ("no trade yet"), NULL);
}

static void
show_expectancy (BtReportWindow *self)
{
  const BtSessionReport *report = self->report;
  guint digits = get_digits (self);
  gboolean has_trades = isfinite (report->expectancy);
  BtMoney mean = BT_MONEY (has_trades ? (gint64) llround (report->expectancy) : 0);
  g_autofree char *money = has_trades ? bt_format_result (mean, digits) : g_strdup (BT_FORMAT_NONE);
  g_autofree char *multiple = bt_format_risk_multiple (report->expectancy_r);
  g_autofree char *note
    = g_strdup_printf ("%s · n = %d", multiple, (int) report->expectancy_r_count);
  g_autofree char *factor = bt_format_ratio (report->profit_factor, 2);
  g_autofree char *won = bt_format_result (report->gross_profit, digits);
  g_autofree char *lost = bt_format_result (report->gross_loss, digits);
  g_autofree char *factor_note = g_strdup_printf ("%s / %s", won, lost);

  set_metric (self, METRIC_EXPECTANCY, money,
              report->expectancy_r_count > 0 ? note : _ ("no trade had a stop"), NULL);
  set_metric (self, METRIC_FACTOR, factor, factor_note, NULL);
}

static void
show_drawdown (BtReportWindow *self)
{
  const BtSessionReport *report = self->report;
  guint digits = get_digits (self);
  gboolean has_fallen = report->max_drawdown.minor > 0;
  g_autofree char *share = bt_format_percent_signed (-report->max_drawdown_fraction, 1);
  g_autofree char *money = bt_format_result (BT_MONEY (-report->max_drawdown.minor), digits);
  g_autofree char *period
    = has_fallen ? bt_format_period (report->drawdown_from_usec, report->drawdown_to_usec)
                 : g_strdup (BT_FORMAT_NONE);
  g_autofree char *note = g_strdup_printf ("%s · %s", money, period);
  g_autofree char *win
    = report->wins > 0 ? bt_format_result (report->average_win, digits) : g_strdup (BT_FORMAT_NONE);
  g_autofree char *loss = report->losses > 0 ? bt_format_result (report->average_loss, digits)
                                             : g_strdup (BT_FORMAT_NONE);
  g_autofree char *average = g_strdup_printf ("%s / %s", win, loss);
  g_autofree char *best
    = report->wins > 0 ? bt_format_result (report->largest_win, digits) : g_strdup (BT_FORMAT_NONE);
  g_autofree char *worst = report->losses > 0 ? bt_format_result (report->largest_loss, digits)
                                              : g_strdup (BT_FORMAT_NONE);
  /* Translators: the largest win and the largest loss. */
  g_autofree char *extremes = g_strdup_printf (_ ("largest %s / %s"), best, worst);

  set_metric (self, METRIC_DRAWDOWN, share, note, has_fallen ? "down" : NULL);
  set_metric (self, METRIC_AVERAGE, average, extremes, NULL);
}

static void
show_plot (BtReportWindow *self)
{
  const BtSessionReport *report = self->report;
  double unit = pow (10.0, get_digits (self));
  g_autofree double *values = g_new (double, report->curve_length + 1);
  g_autofree gint64 *times = g_new (gint64, report->curve_length + 1);

  for (guint i = 0; i < report->curve_length; i++)
    {
      values[i] = (double) report->curve[i].equity.minor / unit;
      times[i] = report->curve[i].time_usec;
    }
  bt_equity_plot_set_decimals (BT_EQUITY_PLOT (self->plot), get_digits (self));
  bt_equity_plot_set_empty_text (BT_EQUITY_PLOT (self->plot), _ ("Nothing has been played yet"));
  bt_equity_plot_set_points (BT_EQUITY_PLOT (self->plot), values, times, report->curve_length,
                             (double) report->initial_balance.minor / unit);
}

static void
show_costs (BtReportWindow *self)
{
  const BtSessionReport *report = self->report;
  gint64 costs = report->spread_cost.minor + report->slippage_cost.minor + report->commission.minor;
  const gint64 amounts[N_COSTS] = {
    [COST_BEFORE] = report->net_result.minor + costs, [COST_SPREAD] = -report->spread_cost.minor,
    [COST_SLIPPAGE] = -report->slippage_cost.minor,   [COST_COMMISSION] = -report->commission.minor,
    [COST_AFTER] = report->net_result.minor,
  };
  gint64 most = 1;

  for (guint i = 0; i < N_COSTS; i++)
    most = MAX (most, ABS (amounts[i]));
  for (guint i = 0; i < N_COSTS; i++)
    {
      g_autofree char *text = bt_format_result (BT_MONEY (amounts[i]), get_digits (self));
      set_text (self->cost_values[i], text);
      gtk_level_bar_set_value (GTK_LEVEL_BAR (self->cost_bars[i]),
                               (double) ABS (amounts[i]) / (double) most);
      if (amounts[i] > 0)
        gtk_widget_add_css_class (self->cost_bars[i], "gain");
      else
        gtk_widget_remove_css_class (self->cost_bars[i], "gain");
    }
  set_text (self->currency_label, report->settings.currency);
}

static void
show_record (BtReportWindow *self)
{
  g_autofree char *record = bt_report_record_line (self->session);
  g_autofree char *challenge = bt_report_record_challenge (self->session);

  set_text (self->record_label, record);
  gtk_widget_set_visible (self->challenge_label, challenge != NULL);
  set_text (self->challenge_label, challenge != NULL ? challenge : "");
}

static void
policies_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BtReportWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  BtPolicySensitivity *policies
    = bt_session_find_policies_finish (BT_SESSION (source), result, &error);

  /* The report is another one by now, or the window was closed. */
  if (self->report == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      bt_policy_sensitivity_free (policies);
      return;
    }
  bt_policy_sensitivity_free (self->report->policies);
  self->report->policies = policies;
  if (policies != NULL)
    bt_policy_block_show (self->policy_block, self->report);
  else
    bt_policy_block_fail (self->policy_block, error->message);
}

/* Executes the session under the other intrabar rules, in the background. */
static void
find_policies (BtReportWindow *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  bt_policy_block_show (self->policy_block, NULL);
  bt_session_find_policies_async (self->session, self->cancellable, policies_found_cb,
                                  g_object_ref (self));
}

static void
show_report (BtReportWindow *self)
{
  g_clear_pointer (&self->report, bt_session_report_free);
  self->report = bt_session_make_report (self->session);
  /* Translators: a tab with the number of trades. */
  g_autofree char *trades = g_strdup_printf (_ ("Trades %d"), (int) self->report->trades);
  g_autofree char *digest = bt_format_digest (self->report->digest);
  g_autofree char *digest_text = g_strdup_printf (_ ("Digest %s"), digest);

  adw_view_stack_page_set_title (ADW_VIEW_STACK_PAGE (self->trades_page), trades);
  show_head (self);
  show_execution (self);
  show_net (self);
  show_rate (self);
  show_expectancy (self);
  show_drawdown (self);
  show_plot (self);
  show_costs (self);
  show_record (self);
  find_policies (self);
  set_text (self->formula_label, _ ("Interval of the win rate: 95 %, Wilson. Results are net of "
                                    "every cost. Formulas: Help, Report"));
  gtk_label_set_label (GTK_LABEL (self->digest_label), digest_text);
  gtk_widget_set_tooltip_text (self->digest_label, self->report->digest);
}

/* A report is of a moment: it is made anew when the session rests again. */
static void
session_moved_cb (BtReportWindow *self)
{
  if (!bt_session_is_playing (self->session))
    show_report (self);
}

static void
export_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bt_report_window_export (BT_REPORT_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
bt_report_window_dispose (GObject *object)
{
  BtReportWindow *self = BT_REPORT_WINDOW (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->report, bt_session_report_free);
  g_clear_object (&self->session);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (bt_report_window_parent_class)->dispose (object);
}

/* Binds the labels that stand in an array. */
static void
bind_array (GtkWidgetClass *widget_class,
            const char *const *names,
            guint count,
            const char *suffix,
            gsize offset)
{
  for (guint i = 0; i < count; i++)
    {
      g_autofree char *name = g_strconcat (names[i], suffix, NULL);
      gtk_widget_class_bind_template_child_full (widget_class, g_intern_string (name), FALSE,
                                                 (gssize) (offset + i * sizeof (GtkWidget *)));
    }
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  static const char *const metrics[N_METRICS]
    = { "net", "rate", "expectancy", "factor", "drawdown", "average" };
  static const char *const costs[N_COSTS]
    = { "before", "spread", "slippage", "commission", "after" };

  gtk_widget_class_bind_template_child (widget_class, BtReportWindow, window_title);
  gtk_widget_class_bind_template_child (widget_class, BtReportWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, BtReportWindow, trades_page);
  gtk_widget_class_bind_template_child (widget_class, BtReportWindow, integrity_value);
  gtk_widget_class_bind_template_child (widget_class, BtReportWindow, integrity_note);
  gtk_widget_class_bind_template_child (widget_class, BtReportWindow, market_value);
  gtk_widget_class_bind_template_child (widget_class, BtReportWindow, market_note);
  gtk_widget_class_bind_template_child (widget_class, BtReportWindow, execution_value);
  gtk_widget_class_bind_template_child (widget_class, BtReportWindow, execution_note);
  gtk_widget_class_bind_template_child (widget_class, BtReportWindow, span_value);
  gtk_widget_class_bind_template_child (widget_class, BtReportWindow, span_note);
  gtk_widget_class_bind_template_child (widget_class, BtReportWindow, plot);
  gtk_widget_class_bind_template_child (widget_class, BtReportWindow, currency_label);
  gtk_widget_class_bind_template_child (widget_class, BtReportWindow, trades);
  gtk_widget_class_bind_template_child (widget_class, BtReportWindow, ledger);
  gtk_widget_class_bind_template_child (widget_class, BtReportWindow, policy_block);
  gtk_widget_class_bind_template_child (widget_class, BtReportWindow, record_label);
  gtk_widget_class_bind_template_child (widget_class, BtReportWindow, challenge_label);
  gtk_widget_class_bind_template_child (widget_class, BtReportWindow, formula_label);
  gtk_widget_class_bind_template_child (widget_class, BtReportWindow, digest_label);
  bind_array (widget_class, metrics, N_METRICS, "_value", G_STRUCT_OFFSET (BtReportWindow, values));
  bind_array (widget_class, metrics, N_METRICS, "_note", G_STRUCT_OFFSET (BtReportWindow, notes));
  bind_array (widget_class, costs, N_COSTS, "_bar", G_STRUCT_OFFSET (BtReportWindow, cost_bars));
  bind_array (widget_class, costs, N_COSTS, "_value",
              G_STRUCT_OFFSET (BtReportWindow, cost_values));
}

static void
bt_report_window_class_init (BtReportWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_report_window_dispose;
  g_type_ensure (BT_TYPE_EQUITY_PLOT);
  g_type_ensure (BT_TYPE_POLICY_BLOCK);
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("report-window"));
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "report.export", "s", export_action_cb);
  bt_window_place_add_keys (widget_class, FALSE);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "report.export",
                                       "s", "pdf");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
}

static void
bt_report_window_init (BtReportWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

BtReportWindow *
bt_report_window_new (GtkApplication *application, BtWorkspace *workspace, BtSession *session)
{
  BtReportWindow *self = g_object_new (BT_TYPE_REPORT_WINDOW, "application", application, NULL);
  static const char *const moves[]
    = { "advanced", "notify::playing", "account-changed", "notify::name" };

  self->workspace = g_object_ref (workspace);
  self->session = g_object_ref (session);
  bt_appearance_bind (bt_workspace_get_appearance (workspace), self->plot);
  bt_session_columns_setup_trades (self->trades, session);
  bt_session_columns_setup_ledger (self->ledger, session);
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    g_signal_connect_object (session, moves[i], G_CALLBACK (session_moved_cb), self,
                             G_CONNECT_SWAPPED);
  bt_window_place_keep (GTK_WINDOW (self), "report");
  show_report (self);
  return self;
}
