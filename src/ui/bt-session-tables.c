// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-session-tables.h"

#include "ui/bt-accessible.h"
#include "ui/bt-format.h"
#include "ui/bt-resources.h"
#include "ui/bt-session-columns.h"
#include "ui/bt-session-tables-private.h"
#include "ui/bt-table-menu.h"
#include "ui/bt-table.h"
#include "ui/bt-total-row.h"

#include <glib/gi18n.h>

/* Below this width what the menu beside them has too leaves the tabs their room. */
#define BUTTONS_FROM_PX 1280

enum
{
  PROP_SESSION = 1,
  PROP_FOLDED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (BtSessionTables, bt_session_tables, GTK_TYPE_BOX)

static guint
count (GListModel *list)
{
  return g_list_model_get_n_items (list);
}

static void
show_counts (BtSessionTables *self)
{
  const struct
  {
    GListModel *list;
    GtkWidget *label;
    GtkWidget *empty;
  } pages[] = {
    { bt_session_get_positions (self->session), self->positions_count, self->positions_empty },
    { bt_session_get_orders (self->session), self->orders_count, self->orders_empty },
    { bt_session_get_trades (self->session), self->trades_count, self->trades_empty },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *text = bt_format_count (count (pages[i].list));
      gtk_label_set_label (GTK_LABEL (pages[i].label), text);
      gtk_widget_set_visible (pages[i].empty, count (pages[i].list) == 0);
    }
  g_autofree char *branches = bt_format_count (count (bt_session_get_branches (self->session)));
  gtk_label_set_label (GTK_LABEL (self->branches_count), branches);
  g_autofree char *alerts
    = bt_format_count (count (G_LIST_MODEL (bt_session_get_alerts (self->session))));
  gtk_label_set_label (GTK_LABEL (self->alerts_count), alerts);
  g_autofree char *notes
    = bt_format_count (count (G_LIST_MODEL (bt_session_get_notes (self->session))));
  gtk_label_set_label (GTK_LABEL (self->notes_count), notes);
  gboolean has_positions = count (pages[0].list) > 0;
  gtk_widget_set_sensitive (self->close_all_button, has_positions);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GAction *close_all
    = G_IS_ACTION_MAP (root) ? g_action_map_lookup_action (G_ACTION_MAP (root), "close-all") : NULL;
  /* The button follows the window's action, once there is one. */
  if (close_all != NULL)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (close_all), has_positions);
  bt_session_tables_enable_actions (self);
  gtk_widget_set_visible (self->ledger_empty, count (bt_session_get_ledger (self->session)) == 0);
}

/* Shows what all positions come to, below their table. */
static void
show_total (BtSessionTables *self)
{
  GListModel *positions = bt_session_get_positions (self->session);
  const BtInstrument *instrument = bt_session_get_instrument (self->session);
  const char *currency = bt_session_get_settings (self->session)->currency;
  guint digits = bt_currency_digits (currency);
  guint length = count (positions);
  gint64 units = 0, net_units = 0, spread = 0, commission = 0, result = 0;

  gtk_widget_set_visible (self->total_row, length > 0 && !self->is_folded);
  for (guint i = 0; i < length; i++)
    {
      g_autoptr (BtPositionItem) item = g_list_model_get_item (positions, i);
      const BtPosition *position = bt_position_item_get (item);
      gboolean is_buy = position->direction == BT_DIRECTION_BUY;
      units += position->volume_open.units;
      net_units += is_buy ? position->volume_open.units : -position->volume_open.units;
      spread += bt_position_item_get_entry (item)->spread_cost.minor;
      commission += position->commission.minor;
      result += position->floating.minor;
    }
  g_autofree char *lots = bt_format_volume (instrument, BT_VOLUME (units));
  g_autofree char *net = bt_format_volume (instrument, BT_VOLUME (ABS (net_units)));
  g_autofree char *side = g_strdup_printf (net_units > 0
                                             /* Translators: lots that are left when the two sides
                                              * are set off. */
                                             ? _ ("net long %s")
                                             : net_units < 0 ? _ ("net short %s") : _ ("net %s"),
                                           net);
  /* Translators: lots of all positions, as a screen reader says them. */
  g_autofree char *spoken = g_strdup_printf (_ ("Total %s"), lots);
  g_autofree char *spread_text = bt_format_money (BT_MONEY (spread), digits);
  g_autofree char *commission_text = bt_format_money (BT_MONEY (commission), digits);
  g_autofree char *amount = bt_format_result (BT_MONEY (result), digits);
  const char *classes[] = { "strong", bt_format_tone (result), NULL };
  gtk_label_set_label (GTK_LABEL (self->total_volume), lots);
  bt_accessible_set_name (self->total_volume, spoken);
  gtk_label_set_label (GTK_LABEL (self->total_net), side);
  gtk_label_set_label (GTK_LABEL (self->total_spread), spread_text);
  gtk_label_set_label (GTK_LABEL (self->total_commission), commission_text);
  gtk_label_set_label (GTK_LABEL (self->total_result), amount);
  gtk_widget_set_tooltip_text (self->total_result, currency);
  gtk_widget_set_css_classes (self->total_result, classes);
}

static void
set_folded (BtSessionTables *self, gboolean is_folded)
{
  GtkNotebook *notebook = GTK_NOTEBOOK (self->notebook);

  if (self->is_folded == is_folded)
    return;
  self->is_folded = is_folded;
  for (int i = 0; i < gtk_notebook_get_n_pages (notebook); i++)
    gtk_widget_set_visible (gtk_widget_get_first_child (gtk_notebook_get_nth_page (notebook, i)),
                            !is_folded);
  if (self->session != NULL)
    show_total (self);
  gtk_widget_set_vexpand (self->notebook, !is_folded);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->fold_button), is_folded);
  gtk_button_set_icon_name (GTK_BUTTON (self->fold_button),
                            is_folded ? "pan-up-symbolic" : "pan-down-symbolic");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDED]);
}

static void
fold_toggled_cb (BtSessionTables *self)
{
  set_folded (self, gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->fold_button)));
}

static void
page_switched_cb (GtkNotebook *notebook, GtkWidget *page, guint number, BtSessionTables *self)
{
  /* Choosing a tab is asking to see it. */
  if (self->session != NULL && self->is_folded && gtk_widget_get_mapped (GTK_WIDGET (self)))
    set_folded (self, FALSE);
}

/* Enter or a double click on a row. */
static void
row_activated_cb (GtkColumnView *view, guint position, BtSessionTables *self)
{
  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (gtk_column_view_get_model (view)),
                                     position);
  gboolean is_changeable = view == self->positions || view == self->orders;
  gtk_widget_activate_action (GTK_WIDGET (self), is_changeable ? "trade.edit" : "trade.why", NULL);
}

static void
set_session (BtSessionTables *self, BtSession *session)
{
  if (!g_set_object (&self->session, session) || session == NULL)
    return;
  GListModel *lists[] = { bt_session_get_positions (session),
                          bt_session_get_orders (session),
                          bt_session_get_trades (session),
                          bt_session_get_ledger (session),
                          bt_session_get_branches (session),
                          G_LIST_MODEL (bt_session_get_alerts (session)),
                          G_LIST_MODEL (bt_session_get_notes (session)) };

  bt_session_columns_setup_positions (self->positions, session);
  bt_session_columns_setup_orders (self->orders, session);
  bt_session_columns_setup_trades (self->trades, session);
  bt_session_columns_setup_ledger (self->ledger, session);
  g_object_set (self->log_pane, "session", session, NULL);
  g_object_set (self->branches, "session", session, NULL);
  g_object_set (self->alerts, "session", session, NULL);
  g_object_set (self->notes, "session", session, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    g_signal_connect_object (lists[i], "items-changed", G_CALLBACK (show_counts), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "account-changed", G_CALLBACK (show_total), self,
                           G_CONNECT_SWAPPED);
  show_total (self);
  show_counts (self);
}

static void
bt_session_tables_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  BtSessionTables *self = BT_SESSION_TABLES (object);

  switch (id)
    {
    case PROP_SESSION:
      set_session (self, g_value_get_object (value));
      break;
    case PROP_FOLDED:
      set_folded (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
bt_session_tables_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_FOLDED)
    g_value_set_boolean (value, BT_SESSION_TABLES (object)->is_folded);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
bt_session_tables_dispose (GObject *object)
{
  BtSessionTables *self = BT_SESSION_TABLES (object);

  g_clear_pointer (&self->position_editor, gtk_widget_unparent);
  g_clear_pointer (&self->order_editor, gtk_widget_unparent);
  g_clear_pointer (&self->explanation, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), BT_TYPE_SESSION_TABLES);
  g_clear_object (&self->columns_settings);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (bt_session_tables_parent_class)->dispose (object);
}

static void
bt_session_tables_class_init (BtSessionTablesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = bt_session_tables_set_property;
  object_class->get_property = bt_session_tables_get_property;
  object_class->dispose = bt_session_tables_dispose;
  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, BT_TYPE_SESSION,
                                                  G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_FOLDED]
    = g_param_spec_boolean ("folded", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_type_ensure (BT_TYPE_BRANCH_PANE);
  g_type_ensure (BT_TYPE_LOG_PANE);
  g_type_ensure (BT_TYPE_ALERT_PANE);
  g_type_ensure (BT_TYPE_NOTE_PANE);
  g_type_ensure (BT_TYPE_TOTAL_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("session-tables"));
  gtk_widget_class_bind_template_child (widget_class, BtSessionTables, notebook);
  gtk_widget_class_bind_template_child (widget_class, BtSessionTables, fold_button);
  gtk_widget_class_bind_template_child (widget_class, BtSessionTables, close_all_button);
  gtk_widget_class_bind_template_child (widget_class, BtSessionTables, break_even_all_button);
  gtk_widget_class_bind_template_child (widget_class, BtSessionTables, positions);
  gtk_widget_class_bind_template_child (widget_class, BtSessionTables, orders);
  gtk_widget_class_bind_template_child (widget_class, BtSessionTables, trades);
  gtk_widget_class_bind_template_child (widget_class, BtSessionTables, ledger);
  gtk_widget_class_bind_template_child (widget_class, BtSessionTables, log_pane);
  gtk_widget_class_bind_template_child (widget_class, BtSessionTables, alerts);
  gtk_widget_class_bind_template_child (widget_class, BtSessionTables, notes);
  gtk_widget_class_bind_template_child (widget_class, BtSessionTables, branches);
  gtk_widget_class_bind_template_child (widget_class, BtSessionTables, branches_count);
  gtk_widget_class_bind_template_child (widget_class, BtSessionTables, alerts_count);
  gtk_widget_class_bind_template_child (widget_class, BtSessionTables, notes_count);
  gtk_widget_class_bind_template_child (widget_class, BtSessionTables, positions_empty);
  gtk_widget_class_bind_template_child (widget_class, BtSessionTables, orders_empty);
  gtk_widget_class_bind_template_child (widget_class, BtSessionTables, trades_empty);
  gtk_widget_class_bind_template_child (widget_class, BtSessionTables, ledger_empty);
  gtk_widget_class_bind_template_child (widget_class, BtSessionTables, positions_count);
  gtk_widget_class_bind_template_child (widget_class, BtSessionTables, orders_count);
  gtk_widget_class_bind_template_child (widget_class, BtSessionTables, trades_count);
  gtk_widget_class_bind_template_callback (widget_class, fold_toggled_cb);
  gtk_widget_class_bind_template_child (widget_class, BtSessionTables, position_menu);
  gtk_widget_class_bind_template_child (widget_class, BtSessionTables, order_menu);
  gtk_widget_class_bind_template_child (widget_class, BtSessionTables, why_menu);
  gtk_widget_class_bind_template_child (widget_class, BtSessionTables, columns_menu);
  gtk_widget_class_bind_template_child (widget_class, BtSessionTables, total_row);
  gtk_widget_class_bind_template_child (widget_class, BtSessionTables, total_caption);
  gtk_widget_class_bind_template_child (widget_class, BtSessionTables, total_volume);
  gtk_widget_class_bind_template_child (widget_class, BtSessionTables, total_spread);
  gtk_widget_class_bind_template_child (widget_class, BtSessionTables, total_commission);
  gtk_widget_class_bind_template_child (widget_class, BtSessionTables, total_net);
  gtk_widget_class_bind_template_child (widget_class, BtSessionTables, total_result);
  gtk_widget_class_bind_template_callback (widget_class, page_switched_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  bt_session_tables_install_actions (widget_class);
}

/* GTK calls every tab “Tab”. */
static void
name_tabs (BtSessionTables *self)
{
  const char *const names[] = { _ ("Positions"), _ ("Orders"),   _ ("Trades"), _ ("Ledger"),
                                _ ("Log"),       _ ("Branches"), _ ("Alerts"), _ ("Notes") };
  GtkNotebook *notebook = GTK_NOTEBOOK (self->notebook);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GtkWidget *page = gtk_notebook_get_nth_page (notebook, (int) i);
      bt_accessible_set_name (gtk_widget_get_parent (gtk_notebook_get_tab_label (notebook, page)),
                              names[i]);
    }
  /* The arrow of a split button has no name of its own either. */
  bt_accessible_set_name (gtk_widget_get_last_child (self->close_all_button),
                          _ ("Close some of the positions"));
}

/* The totals stand under what they are of. */
static void
place_totals (BtSessionTables *self)
{
  const struct
  {
    GtkWidget *label;
    guint column;
  } totals[] = {
    { self->total_caption, 0 }, { self->total_volume, 2 },      { self->total_net, 3 },
    { self->total_spread, 11 }, { self->total_commission, 12 }, { self->total_result, 13 },
  };

  bt_total_row_set_view (BT_TOTAL_ROW (self->total_row), self->positions);
  for (guint i = 0; i < G_N_ELEMENTS (totals); i++)
    bt_total_row_place (BT_TOTAL_ROW (self->total_row), totals[i].label, totals[i].column);
}

static void
bt_session_tables_init (BtSessionTables *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->log = bt_log_pane_get_view (self->log_pane);
  /* While it shows tabs, GTK 4.8 gives each page that a template adds a label of its own, and never
   * frees it once ours takes its place. */
  gtk_notebook_set_show_tabs (GTK_NOTEBOOK (self->notebook), TRUE);
  name_tabs (self);
  place_totals (self);
  bt_session_tables_offer_columns (self);
  bt_table_menu_attach (self->positions, self->position_menu);
  bt_table_menu_attach (self->orders, self->order_menu);
  bt_table_menu_attach (self->trades, self->why_menu);
}

void
bt_session_tables_fit (BtSessionTables *tables, int width_px)
{
  g_return_if_fail (BT_IS_SESSION_TABLES (tables));

  gtk_widget_set_visible (tables->break_even_all_button, width_px >= BUTTONS_FROM_PX);
}

BtPositionItem *
bt_session_tables_get_selected (BtSessionTables *tables)
{
  g_return_val_if_fail (BT_IS_SESSION_TABLES (tables), NULL);

  return bt_table_get_selected (tables->positions);
}

GtkSelectionModel *
bt_session_tables_get_selection (BtSessionTables *tables)
{
  g_return_val_if_fail (BT_IS_SESSION_TABLES (tables), NULL);

  return gtk_column_view_get_model (tables->positions);
}

BtOrderItem *
bt_session_tables_get_selected_order (BtSessionTables *tables)
{
  g_return_val_if_fail (BT_IS_SESSION_TABLES (tables), NULL);

  return bt_table_get_selected (tables->orders);
}

GtkSelectionModel *
bt_session_tables_get_order_selection (BtSessionTables *tables)
{
  g_return_val_if_fail (BT_IS_SESSION_TABLES (tables), NULL);

  return gtk_column_view_get_model (tables->orders);
}

int
bt_session_tables_get_page (BtSessionTables *tables)
{
  g_return_val_if_fail (BT_IS_SESSION_TABLES (tables), 0);

  return gtk_notebook_get_current_page (GTK_NOTEBOOK (tables->notebook));
}

void
bt_session_tables_set_page (BtSessionTables *tables, int page)
{
  g_return_if_fail (BT_IS_SESSION_TABLES (tables));

  gtk_notebook_set_current_page (GTK_NOTEBOOK (tables->notebook), page);
}

void
bt_session_tables_focus_page (BtSessionTables *tables, int page)
{
  g_return_if_fail (BT_IS_SESSION_TABLES (tables) && page >= 0 && page < BT_SESSION_TABLES_N_PAGES);

  bt_session_tables_set_page (tables, page);
  set_folded (tables, FALSE);
  if (page == BT_SESSION_TABLES_BRANCHES)
    {
      bt_branch_pane_focus (tables->branches);
      return;
    }
  if (page == BT_SESSION_TABLES_ALERTS)
    {
      bt_alert_pane_focus (tables->alerts);
      return;
    }
  if (page == BT_SESSION_TABLES_NOTES)
    {
      bt_note_pane_focus (tables->notes);
      return;
    }
  GtkColumnView *view = bt_session_tables_get_view (tables);
  GtkSelectionModel *selection = gtk_column_view_get_model (view);
  if (bt_table_get_selected (view) == NULL && count (G_LIST_MODEL (selection)) > 0)
    gtk_selection_model_select_item (selection, 0, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (view));
}

GtkColumnView *
bt_session_tables_get_view (BtSessionTables *self)
{
  GtkColumnView *const views[BT_SESSION_TABLES_N_PAGES]
    = { self->positions, self->orders, self->trades, self->ledger, self->log, NULL, NULL, NULL };
  int page = bt_session_tables_get_page (self);

  return page >= 0 && page < BT_SESSION_TABLES_N_PAGES ? views[page] : NULL;
}

void
bt_session_tables_write_note (BtSessionTables *tables, gint64 from_usec, gint64 end_usec)
{
  g_return_if_fail (BT_IS_SESSION_TABLES (tables));

  bt_session_tables_set_page (tables, BT_SESSION_TABLES_NOTES);
  set_folded (tables, FALSE);
  bt_note_pane_write_at (tables->notes, from_usec, end_usec);
}
