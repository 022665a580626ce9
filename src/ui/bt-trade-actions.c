// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What can be done to positions and orders. Every action works on the row that is selected in the
 * table that is shown; where none is selected, on the position opened or the order placed last. */
#include "config.h"

#include "ui/bt-session-tables-private.h"

#include "ui/bt-commands.h"
#include "ui/bt-explanation.h"
#include "ui/bt-order-editor.h"
#include "ui/bt-position-editor.h"
#include "ui/bt-row-buttons.h"
#include "ui/bt-table.h"

#include <glib/gi18n.h>

#define HALF_PERCENT 50

static BtPositionItem *
find_position (BtSessionTables *self)
{
  BtPositionItem *item = bt_table_get_selected (self->positions);

  return item != NULL ? item : bt_commands_find_position (self->session, NULL);
}

static BtOrderItem *
find_order (BtSessionTables *self)
{
  BtOrderItem *item = bt_table_get_selected (self->orders);

  return item != NULL ? item : bt_commands_find_order (self->session, NULL);
}

/* Points a popover at the row of an item, or at the table when the row is out of sight. What is
 * scrolled away can lie outside of the screen, where a popover cannot be: it points at the edge,
 * and where tables are folded, at the middle of their tabs. */
static void
point_at (BtSessionTables *self, GtkWidget *popover, GtkColumnView *view, gpointer item)
{
  BtRowButtons *buttons = bt_row_buttons_find (GTK_WIDGET (view), item);
  gboolean is_row = buttons != NULL && gtk_widget_get_mapped (GTK_WIDGET (buttons));
  graphene_rect_t area, bounds, seen;

  if (!gtk_widget_compute_bounds (self->notebook, GTK_WIDGET (self), &area)
      || !gtk_widget_compute_bounds (is_row ? GTK_WIDGET (buttons) : self->notebook,
                                     GTK_WIDGET (self), &bounds))
    return;
  if (!is_row)
    seen = GRAPHENE_RECT_INIT (area.origin.x + area.size.width / 2, area.origin.y, 1, 1);
  else if (!graphene_rect_intersection (&area, &bounds, &seen))
    seen = GRAPHENE_RECT_INIT (
      CLAMP (bounds.origin.x, area.origin.x, area.origin.x + area.size.width - 1), area.origin.y, 1,
      1);
  const GdkRectangle place = { (int) seen.origin.x, (int) seen.origin.y,
                               MAX ((int) seen.size.width, 1), MAX ((int) seen.size.height, 1) };
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &place);
}

/* The keyboard goes back to the table from which a popover was opened. */
static void
popover_closed_cb (BtSessionTables *self)
{
  GtkColumnView *view = bt_session_tables_get_view (self);

  if (view != NULL && gtk_widget_get_mapped (GTK_WIDGET (view)))
    gtk_widget_grab_focus (GTK_WIDGET (view));
}

/* Makes a popover of a type over the tables, when there is none yet. */
static GtkWidget *
ensure_popover (BtSessionTables *self, GtkWidget **popover, GType type)
{
  if (*popover != NULL)
    return *popover;
  *popover = g_object_new (type, "position", GTK_POS_TOP, NULL);
  gtk_widget_set_parent (*popover, GTK_WIDGET (self));
  g_signal_connect_swapped (*popover, "closed", G_CALLBACK (popover_closed_cb), self);
  return *popover;
}

static void
edit_position (BtSessionTables *self, BtPositionItem *item)
{
  ensure_popover (self, &self->position_editor, BT_TYPE_POSITION_EDITOR);
  point_at (self, self->position_editor, self->positions, item);
  bt_position_editor_open (BT_POSITION_EDITOR (self->position_editor), self->session, item);
}

static void
edit_order (BtSessionTables *self, BtOrderItem *item)
{
  ensure_popover (self, &self->order_editor, BT_TYPE_ORDER_EDITOR);
  point_at (self, self->order_editor, self->orders, item);
  bt_order_editor_open (BT_ORDER_EDITOR (self->order_editor), self->session, item);
}

static void
edit_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtSessionTables *self = BT_SESSION_TABLES (widget);
  int page = bt_session_tables_get_page (self);
  gboolean is_order = page == BT_SESSION_TABLES_ORDERS;
  BtOrderItem *order = is_order ? find_order (self) : NULL;
  BtPositionItem *position = is_order ? NULL : find_position (self);

  if (page == BT_SESSION_TABLES_BRANCHES)
    gtk_widget_activate_action (GTK_WIDGET (self->branches), "branch.rename", NULL);
  else if (order != NULL)
    edit_order (self, order);
  else if (position != NULL)
    edit_position (self, position);
}

/* Explains the fills of a position or trade, or a line of the log. */
static void
why_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtSessionTables *self = BT_SESSION_TABLES (widget);
  GtkColumnView *view = bt_session_tables_get_view (self);
  gpointer item = view != NULL ? bt_table_get_selected (view) : NULL;

  if (item == NULL && view == self->positions)
    item = find_position (self);
  if (!BT_IS_POSITION_ITEM (item) && !BT_IS_LOG_ITEM (item))
    return;
  ensure_popover (self, &self->explanation, BT_TYPE_EXPLANATION);
  point_at (self, self->explanation, view, item);
  if (BT_IS_LOG_ITEM (item))
    bt_explanation_open_log (BT_EXPLANATION (self->explanation), self->session, item);
  else
    bt_explanation_open_position (BT_EXPLANATION (self->explanation), self->session,
                                  bt_position_item_get (item)->id);
}

static void
close_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtSessionTables *self = BT_SESSION_TABLES (widget);
  BtPositionItem *item = find_position (self);

  if (item == NULL)
    {
      gtk_widget_activate_action (widget, "win.toast", "s", _ ("There is no open position"));
      return;
    }
  const BtPosition *position = bt_position_item_get (item);
  BtVolume part = BT_VOLUME (0);
  if (g_str_equal (name, "trade.close-half"))
    part = bt_position_share (position, bt_session_get_instrument (self->session), HALF_PERCENT);
  bt_commands_close (widget, self->session, position->id, part);
}

static void
break_even_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtSessionTables *self = BT_SESSION_TABLES (widget);
  BtPositionItem *item = find_position (self);

  if (item != NULL)
    bt_commands_break_even (widget, self->session, bt_position_item_get (item)->id);
  else
    gtk_widget_activate_action (widget, "win.toast", "s", _ ("There is no open position"));
}

/* Trailing begins at the distance that the stop has now; without a stop the distance is asked for.
 */
static void
toggle_trail_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtSessionTables *self = BT_SESSION_TABLES (widget);
  BtPositionItem *item = find_position (self);
  BtQuote quote = bt_session_get_quote (self->session);

  if (item == NULL)
    {
      gtk_widget_activate_action (widget, "win.toast", "s", _ ("There is no open position"));
      return;
    }
  const BtPosition *position = bt_position_item_get (item);
  gint64 exit_points
    = position->direction == BT_DIRECTION_BUY ? quote.bid_points : quote.ask_points;
  gboolean is_trailing = position->trail_points > 0;
  if (!is_trailing && position->stop_loss_points == BT_PRICE_NONE)
    edit_position (self, item);
  else
    bt_commands_trail (widget, self->session, position->id,
                       is_trailing ? 0 : ABS (exit_points - position->stop_loss_points),
                       is_trailing ? 0 : 1);
}

static void
cancel_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtSessionTables *self = BT_SESSION_TABLES (widget);
  BtOrderItem *item = find_order (self);

  /* The key that cancels an order deletes a branch where branches are shown. */
  if (bt_session_tables_get_page (self) == BT_SESSION_TABLES_BRANCHES)
    gtk_widget_activate_action (GTK_WIDGET (self->branches), "branch.delete", NULL);
  else if (item != NULL)
    bt_commands_cancel (widget, self->session, bt_order_item_get (item)->id);
  else
    gtk_widget_activate_action (widget, "win.toast", "s", _ ("There is no working order"));
}

static void
close_scope_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtSessionTables *self = BT_SESSION_TABLES (widget);

  bt_commands_close_all (widget, self->session,
                         g_str_equal (name, "trade.close-winners") ? BT_CLOSE_WINNERS
                                                                   : BT_CLOSE_LOSERS);
}

/* Closes the positions of one side, one command each. */
static void
close_side_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtSessionTables *self = BT_SESSION_TABLES (widget);
  GListModel *positions = bt_session_get_positions (self->session);
  BtDirection direction
    = g_str_equal (name, "trade.close-buys") ? BT_DIRECTION_BUY : BT_DIRECTION_SELL;
  guint length = g_list_model_get_n_items (positions);
  g_autofree BtCommand *commands = g_new (BtCommand, length + 1);
  guint count = 0;

  for (guint i = 0; i < length; i++)
    {
      g_autoptr (BtPositionItem) item = g_list_model_get_item (positions, i);
      const BtPosition *position = bt_position_item_get (item);

      if (position->direction != direction)
        continue;
      bt_command_init (&commands[count], BT_COMMAND_CLOSE, 0);
      g_strlcpy (commands[count++].id, position->id, sizeof commands[0].id);
    }
  if (count > 0)
    bt_commands_submit_all (widget, self->session, commands, count);
  else
    gtk_widget_activate_action (widget, "win.toast", "s", _ ("There is no open position"));
}

static void
break_even_all_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtSessionTables *self = BT_SESSION_TABLES (widget);
  GListModel *positions = bt_session_get_positions (self->session);
  guint length = g_list_model_get_n_items (positions);
  g_autofree BtCommand *commands = g_new (BtCommand, length + 1);

  for (guint i = 0; i < length; i++)
    {
      g_autoptr (BtPositionItem) item = g_list_model_get_item (positions, i);
      bt_command_init (&commands[i], BT_COMMAND_MODIFY, 0);
      g_strlcpy (commands[i].id, bt_position_item_get (item)->id, sizeof commands[i].id);
      commands[i].modify_mask = BT_MODIFY_BREAK_EVEN;
    }
  bt_commands_submit_all (widget, self->session, commands, length);
}

static void
cancel_all_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtSessionTables *self = BT_SESSION_TABLES (widget);
  GListModel *orders = bt_session_get_orders (self->session);
  guint length = g_list_model_get_n_items (orders);
  g_autofree BtCommand *commands = g_new (BtCommand, length + 1);

  for (guint i = 0; i < length; i++)
    {
      g_autoptr (BtOrderItem) item = g_list_model_get_item (orders, i);
      bt_command_init (&commands[i], BT_COMMAND_CANCEL, 0);
      g_strlcpy (commands[i].id, bt_order_item_get (item)->id, sizeof commands[i].id);
    }
  bt_commands_submit_all (widget, self->session, commands, length);
}

void
bt_session_tables_install_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "trade.edit", edit_cb },
    { "trade.why", why_cb },
    { "trade.close", close_cb },
    { "trade.close-half", close_cb },
    { "trade.break-even", break_even_cb },
    { "trade.toggle-trail", toggle_trail_cb },
    { "trade.cancel", cancel_cb },
    { "trade.close-winners", close_scope_cb },
    { "trade.close-losers", close_scope_cb },
    { "trade.close-buys", close_side_cb },
    { "trade.close-sells", close_side_cb },
    { "trade.break-even-all", break_even_all_cb },
    { "trade.cancel-all", cancel_all_cb },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);
}

void
bt_session_tables_enable_actions (BtSessionTables *self)
{
  static const char *const of_positions[]
    = { "trade.close-winners", "trade.close-losers", "trade.close-buys", "trade.close-sells",
        "trade.break-even-all" };
  gboolean has_positions = g_list_model_get_n_items (bt_session_get_positions (self->session)) > 0;

  for (guint i = 0; i < G_N_ELEMENTS (of_positions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), of_positions[i], has_positions);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "trade.cancel-all",
                                 g_list_model_get_n_items (bt_session_get_orders (self->session))
                                   > 0);
}
