// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-comparison-window.h"

#include "ui/bt-accessible.h"
#include "ui/bt-equity-pair.h"
#include "ui/bt-format.h"
#include "ui/bt-resources.h"
#include "ui/bt-shown.h"
#include "ui/bt-trade-differences.h"
#include "ui/bt-window-place.h"

#include "session/bt-branch-comparison.h"

#include <glib/gi18n.h>

struct _BtComparisonWindow
{
  AdwWindow parent_instance;

  BtSession *session;
  BtBranchComparison *comparison;
  GCancellable *cancellable;
  GtkWidget *stack;
  GtkWidget *failure_label;
  GtkWidget *name_a_label;
  GtkWidget *name_b_label;
  GtkWidget *parted_label;
  BtEquityPair *equity_pair;
  GtkGrid *figures;
  GtkColumnView *trades;
  GtkWidget *trades_label;
};

G_DEFINE_FINAL_TYPE (BtComparisonWindow, bt_comparison_window, ADW_TYPE_WINDOW)

static void
put_cell (BtComparisonWindow *self, int row, int column, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_widget_set_hexpand (label, column == 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_grid_attach (self->figures, label, column, row, 1, 1);
}

/* Adds a row of two amounts and what the second is above the first. */
static void
put_money (BtComparisonWindow *self, int row, const char *caption, BtMoney a, BtMoney b)
{
  guint digits = bt_currency_digits (self->comparison->a->settings.currency);
  gint64 more = b.minor - a.minor;
  g_autofree char *text_a = bt_format_result (a, digits);
  g_autofree char *text_b = bt_format_result (b, digits);
  g_autofree char *difference = bt_format_result (BT_MONEY (more), digits);

  put_cell (self, row, 0, caption, "secondary");
  put_cell (self, row, 1, text_a, bt_format_tone (a.minor));
  put_cell (self, row, 2, text_b, bt_format_tone (b.minor));
  put_cell (self, row, 3, difference, bt_format_tone (more));
}

static void
put_texts (
  BtComparisonWindow *self, int row, const char *caption, const char *text_a, const char *text_b)
{
  put_cell (self, row, 0, caption, "secondary");
  put_cell (self, row, 1, text_a, NULL);
  put_cell (self, row, 2, text_b, NULL);
}

static void
put_counts (BtComparisonWindow *self, int row, const char *caption, gint64 a, gint64 b)
{
  g_autofree char *text_a = bt_format_count (a);
  g_autofree char *text_b = bt_format_count (b);

  put_texts (self, row, caption, text_a, text_b);
}

static void
show_figures (BtComparisonWindow *self)
{
  const BtSessionReport *a = self->comparison->a, *b = self->comparison->b;
  g_autofree char *until_a = bt_shown_time (self->session, a->to_usec);
  g_autofree char *until_b = bt_shown_time (self->session, b->to_usec);
  guint digits = bt_currency_digits (a->settings.currency);
  g_autofree char *equity_a = bt_format_money (a->final_equity, digits);
  g_autofree char *equity_b = bt_format_money (b->final_equity, digits);
  g_autofree char *rate_a = bt_format_percent (a->win_rate, 0);
  g_autofree char *rate_b = bt_format_percent (b->win_rate, 0);
  BtMoney drawdown_a = BT_MONEY (-a->max_drawdown.minor);
  BtMoney drawdown_b = BT_MONEY (-b->max_drawdown.minor);

  put_cell (self, 0, 1, self->comparison->name_a, "strong");
  put_cell (self, 0, 2, self->comparison->name_b, "strong");
  put_cell (self, 0, 3, _ ("Difference"), "strong");
  put_money (self, 1, _ ("Net result"), a->net_result, b->net_result);
  put_texts (self, 2, _ ("Equity at the end"), equity_a, equity_b);
  put_money (self, 3, _ ("Largest drawdown"), drawdown_a, drawdown_b);
  put_counts (self, 4, _ ("Trades"), a->trades, b->trades);
  put_texts (self, 5, _ ("Win rate"), rate_a, rate_b);
  put_texts (self, 6, _ ("Played until"), until_a, until_b);
}

static void
show_parting (BtComparisonWindow *self)
{
  const BtBranchComparison *comparison = self->comparison;
  g_autofree char *parted = bt_shown_time (self->session, comparison->parted_usec);
  g_autofree char *equity = bt_shown_time (self->session, comparison->equity_usec);
  /* Translators: %s is a time. */
  g_autofree char *where = g_strdup_printf (_ ("They part after %s."), parted);
  g_autofree char *money
    = comparison->has_equity_parted
        /* Translators: %s is a time. */
        ? g_strdup_printf (_ ("Their equity differs from %s on."), equity)
        : g_strdup (_ ("Their equity is the same as far as both were played."));
  g_autofree char *text = g_strdup_printf ("%s %s", where, money);

  gtk_label_set_label (GTK_LABEL (self->parted_label), text);
  bt_equity_pair_set_disguise (self->equity_pair, bt_session_get_disguise (self->session));
  bt_equity_pair_set (self->equity_pair, comparison->a, comparison->b, comparison->parted_usec);
  /* Translators: the names of two branches, and where they part. */
  g_autofree char *name
    = g_strdup_printf (_ ("Equity of %s and %s. %s"), comparison->name_a, comparison->name_b, text);
  bt_accessible_set_name (GTK_WIDGET (self->equity_pair), name);
}

static void
show_trades (BtComparisonWindow *self)
{
  g_autoptr (GListModel) list = bt_trade_differences_new (self->comparison);
  guint differing = g_list_model_get_n_items (list);
  g_autofree char *same = bt_format_count (self->comparison->same_trades);
  g_autofree char *other = bt_format_count (differing);
  /* Translators: two numbers of trades. */
  g_autofree char *text = g_strdup_printf (_ ("%s trades differ, %s are the same"), other, same);

  gtk_label_set_label (GTK_LABEL (self->trades_label), text);
  bt_trade_differences_setup (self->trades, list, self->session);
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BtComparisonWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  BtBranchComparison *comparison
    = bt_session_compare_branches_finish (BT_SESSION (source), result, &error);

  /* The window was closed meanwhile. */
  if (self->session == NULL)
    {
      bt_branch_comparison_free (comparison);
      return;
    }
  if (comparison == NULL)
    {
      gtk_label_set_label (GTK_LABEL (self->failure_label), error->message);
      gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "failure");
      return;
    }
  self->comparison = comparison;
  gtk_label_set_label (GTK_LABEL (self->name_a_label), comparison->name_a);
  gtk_label_set_label (GTK_LABEL (self->name_b_label), comparison->name_b);
  show_parting (self);
  show_figures (self);
  show_trades (self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "comparison");
}

static void
bt_comparison_window_dispose (GObject *object)
{
  BtComparisonWindow *self = BT_COMPARISON_WINDOW (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_pointer (&self->comparison, bt_branch_comparison_free);
  G_OBJECT_CLASS (bt_comparison_window_parent_class)->dispose (object);
}

static void
bt_comparison_window_class_init (BtComparisonWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_comparison_window_dispose;
  g_type_ensure (BT_TYPE_EQUITY_PAIR);
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("comparison-window"));
  gtk_widget_class_bind_template_child (widget_class, BtComparisonWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, BtComparisonWindow, failure_label);
  gtk_widget_class_bind_template_child (widget_class, BtComparisonWindow, name_a_label);
  gtk_widget_class_bind_template_child (widget_class, BtComparisonWindow, name_b_label);
  gtk_widget_class_bind_template_child (widget_class, BtComparisonWindow, parted_label);
  gtk_widget_class_bind_template_child (widget_class, BtComparisonWindow, equity_pair);
  gtk_widget_class_bind_template_child (widget_class, BtComparisonWindow, figures);
  gtk_widget_class_bind_template_child (widget_class, BtComparisonWindow, trades);
  gtk_widget_class_bind_template_child (widget_class, BtComparisonWindow, trades_label);
  bt_window_place_add_keys (widget_class, TRUE);
}

static void
bt_comparison_window_init (BtComparisonWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

BtComparisonWindow *
bt_comparison_window_open (GtkWindow *parent,
                           BtSession *session,
                           const char *id_a,
                           const char *id_b)
{
  g_return_val_if_fail (BT_IS_SESSION (session), NULL);

  BtComparisonWindow *self
    = g_object_new (BT_TYPE_COMPARISON_WINDOW, "transient-for", parent, NULL);
  self->session = g_object_ref (session);
  bt_session_compare_branches_async (session, id_a, id_b, self->cancellable, compared_cb,
                                     g_object_ref (self));
  bt_window_place_keep (GTK_WINDOW (self), "comparison");
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
