// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-position-actions.h"

#include "ui/bt-commands.h"
#include "ui/bt-labels.h"
#include "ui/bt-price-field.h"
#include "ui/bt-resources.h"

#include <glib/gi18n.h>

/* How far a stop is first put from the market, in spreads. */
#define USUAL_SPREADS 20
#define USUAL_POINTS_MIN 20

struct _BtPositionActions
{
  GtkBox parent_instance;

  BtSession *session;
  BtPositionItem *item;
  GtkWidget *edit_button;
  GtkWidget *popover;
  GtkWidget *title_label;
  BtPriceField *stop_field;
  BtPriceField *target_field;
  GtkWidget *refusal_label;
};

G_DEFINE_FINAL_TYPE (BtPositionActions, bt_position_actions, GTK_TYPE_BOX)

static void
show_refusal (BtPositionActions *self, const BtRefusal *refusal)
{
  const char *text = refusal != NULL ? bt_label_refusal (refusal->code) : NULL;
  const char *field = refusal != NULL && refusal->field != NULL ? refusal->field : "";
  gboolean is_stop = g_str_equal (field, "sl"), is_target = g_str_equal (field, "tp");
  gboolean is_other = text != NULL && !is_stop && !is_target;

  bt_price_field_set_refusal (self->stop_field, is_stop ? text : NULL);
  bt_price_field_set_refusal (self->target_field, is_target ? text : NULL);
  gtk_label_set_label (GTK_LABEL (self->refusal_label), is_other ? text : "");
  gtk_widget_set_visible (self->refusal_label, is_other);
}

/* Points count from where the position would be closed now. */
static void
popover_shown_cb (BtPositionActions *self)
{
  if (self->item == NULL)
    return;
  const BtPosition *position = bt_position_item_get (self->item);
  BtQuote quote = bt_session_get_quote (self->session);
  gboolean is_buy = position->direction == BT_DIRECTION_BUY;
  int side = is_buy ? 1 : -1;
  gint64 exit_points = !quote.is_valid ? BT_PRICE_NONE
                       : is_buy        ? quote.bid_points
                                       : quote.ask_points;
  gint64 usual_points = MAX (
    quote.is_valid ? (quote.ask_points - quote.bid_points) * USUAL_SPREADS : 0, USUAL_POINTS_MIN);
  /* Translators: %s is the number of a position. */
  g_autofree char *title = g_strdup_printf (_ ("Position %s"), position->id);

  gtk_label_set_label (GTK_LABEL (self->title_label), title);
  bt_price_field_set_instrument (self->stop_field, bt_session_get_instrument (self->session));
  bt_price_field_set_instrument (self->target_field, bt_session_get_instrument (self->session));
  bt_price_field_set_reference (self->stop_field, exit_points, -side, usual_points);
  bt_price_field_set_reference (self->target_field, exit_points, side, usual_points * 2);
  bt_price_field_set_price (self->stop_field, position->stop_loss_points);
  bt_price_field_set_price (self->target_field, position->take_profit_points);
  show_refusal (self, NULL);
}

static void
protection_changed (GtkWidget *widget, const BtRefusal *refusal)
{
  BtPositionActions *self = BT_POSITION_ACTIONS (widget);

  show_refusal (self, refusal);
  if (refusal == NULL)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
apply_cb (BtPositionActions *self)
{
  if (self->item == NULL)
    return;
  const BtPosition *position = bt_position_item_get (self->item);
  gint64 stop_points = bt_price_field_get_price (self->stop_field);
  gint64 target_points = bt_price_field_get_price (self->target_field);
  guint mask = 0;

  if (stop_points != position->stop_loss_points)
    mask |= BT_MODIFY_STOP_LOSS;
  if (target_points != position->take_profit_points)
    mask |= BT_MODIFY_TAKE_PROFIT;
  if (mask == 0)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
  else
    bt_commands_protect (GTK_WIDGET (self), self->session, position->id, mask, stop_points,
                         target_points, protection_changed);
}

static void
close_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtPositionActions *self = BT_POSITION_ACTIONS (widget);

  if (self->item == NULL)
    return;
  const BtPosition *position = bt_position_item_get (self->item);
  const BtInstrument *instrument = bt_session_get_instrument (self->session);
  gint64 half_units = 0;
  if (g_str_equal (name, "position.close-half"))
    {
      gint64 steps = position->volume_open.units / 2 / instrument->volume_step.units;
      half_units = MAX (steps * instrument->volume_step.units, instrument->volume_min.units);
      half_units = MIN (half_units, position->volume_open.units);
    }
  bt_commands_close (widget, self->session, position->id, BT_VOLUME (half_units));
}

static void
bt_position_actions_dispose (GObject *object)
{
  BtPositionActions *self = BT_POSITION_ACTIONS (object);

  g_clear_object (&self->item);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (bt_position_actions_parent_class)->dispose (object);
}

static void
bt_position_actions_class_init (BtPositionActionsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_position_actions_dispose;
  g_type_ensure (BT_TYPE_PRICE_FIELD);
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("position-actions"));
  gtk_widget_class_bind_template_child (widget_class, BtPositionActions, edit_button);
  gtk_widget_class_bind_template_child (widget_class, BtPositionActions, popover);
  gtk_widget_class_bind_template_child (widget_class, BtPositionActions, title_label);
  gtk_widget_class_bind_template_child (widget_class, BtPositionActions, stop_field);
  gtk_widget_class_bind_template_child (widget_class, BtPositionActions, target_field);
  gtk_widget_class_bind_template_child (widget_class, BtPositionActions, refusal_label);
  gtk_widget_class_bind_template_callback (widget_class, popover_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_install_action (widget_class, "position.close", NULL, close_action_cb);
  gtk_widget_class_install_action (widget_class, "position.close-half", NULL, close_action_cb);
}

static void
bt_position_actions_init (BtPositionActions *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
bt_position_actions_new (BtSession *session)
{
  BtPositionActions *self = g_object_new (BT_TYPE_POSITION_ACTIONS, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}

void
bt_position_actions_set_item (BtPositionActions *actions, BtPositionItem *item)
{
  g_return_if_fail (BT_IS_POSITION_ACTIONS (actions));

  if (g_set_object (&actions->item, item))
    gtk_popover_popdown (GTK_POPOVER (actions->popover));
}
