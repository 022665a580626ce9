// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-order-editor.h"

#include "ui/bt-commands.h"
#include "ui/bt-labels.h"
#include "ui/bt-order-terms.h"
#include "ui/bt-price-field.h"
#include "ui/bt-refusal-text.h"
#include "ui/bt-resources.h"
#include "ui/bt-volume-spin.h"

#include <glib/gi18n.h>

/* How far a stop or target that an order lacks is first put. */
#define USUAL_SPREADS 20
#define USUAL_POINTS_MIN 20

struct _BtOrderEditor
{
  GtkPopover parent_instance;

  BtSession *session;
  BtOrderItem *item;
  gboolean is_updating;
  GtkWidget *title_label;
  GtkWidget *size_spin;
  GtkWidget *size_refusal;
  BtPriceField *price_field;
  BtPriceField *limit_field;
  BtPriceField *stop_field;
  BtPriceField *target_field;
  BtOrderTerms *terms;
  GtkWidget *refusal_label;
  GtkWidget *apply_button;
};

G_DEFINE_FINAL_TYPE (BtOrderEditor, bt_order_editor, GTK_TYPE_POPOVER)

static void
set_refusal (GtkWidget *label, const char *text)
{
  gtk_label_set_label (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_visible (label, text != NULL);
}

static void
show_refusal (BtOrderEditor *self, const BtRefusal *refusal)
{
  g_autofree char *text = bt_refusal_text (refusal, self->session);
  const char *field = text != NULL && refusal->field != NULL ? refusal->field : "";
  gboolean is_size = g_str_equal (field, "lots");
  gboolean is_shown = bt_order_terms_set_refusal (self->terms, field, text) || is_size;

  is_shown |= bt_refusal_show_at (refusal, text, "price", self->price_field);
  is_shown |= bt_refusal_show_at (refusal, text, "limit", self->limit_field);
  is_shown |= bt_refusal_show_at (refusal, text, "sl", self->stop_field);
  is_shown |= bt_refusal_show_at (refusal, text, "tp", self->target_field);
  set_refusal (self->size_refusal, is_size ? text : NULL);
  set_refusal (self->refusal_label, is_shown ? NULL : text);
}

/* Returns the command that turns the order into what the fields say; its mask names what changed.
 */
static BtCommand
make_command (BtOrderEditor *self)
{
  const BtOrder *order = bt_order_item_get (self->item);
  BtCommand command;

  bt_command_init (&command, BT_COMMAND_MODIFY, bt_session_get_bar (self->session));
  g_strlcpy (command.id, order->id, sizeof command.id);
  command.volume = bt_volume_spin_get (self->size_spin);
  command.price_points = bt_price_field_get_price (self->price_field);
  command.limit_points = bt_price_field_get_price (self->limit_field);
  command.stop_loss_points = bt_price_field_get_price (self->stop_field);
  command.take_profit_points = bt_price_field_get_price (self->target_field);
  bt_order_terms_fill (self->terms, &command);
  const struct
  {
    gboolean is_changed;
    guint mask;
  } fields[] = {
    { command.volume.units != order->volume.units, BT_MODIFY_VOLUME },
    { order->type != BT_ORDER_MARKET && !order->is_limit_active
        && command.price_points != order->price_points,
      BT_MODIFY_PRICE },
    { order->type == BT_ORDER_STOP_LIMIT && command.limit_points != order->limit_points,
      BT_MODIFY_LIMIT },
    { command.stop_loss_points != order->stop_loss_points, BT_MODIFY_STOP_LOSS },
    { command.take_profit_points != order->take_profit_points, BT_MODIFY_TAKE_PROFIT },
    { command.trail_points != order->trail_points
        || (command.trail_points > 0 && command.trail_step_points != order->trail_step_points),
      BT_MODIFY_TRAIL },
    { command.time_in_force != order->time_in_force
        || (command.time_in_force == BT_TIME_IN_FORCE_UNTIL
            && command.expiry_usec != order->expiry_usec),
      BT_MODIFY_EXPIRY },
  };
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i].is_changed)
      command.modify_mask |= fields[i].mask;
  return command;
}

/* Tells stop and target where the order would fill. */
static void
set_references (BtOrderEditor *self)
{
  const BtOrder *order = bt_order_item_get (self->item);
  BtQuote quote = bt_session_get_quote (self->session);
  gint64 spread = quote.is_valid ? quote.ask_points - quote.bid_points : 0;
  gint64 usual = MAX (spread * USUAL_SPREADS, USUAL_POINTS_MIN);
  gboolean is_buy = order->direction == BT_DIRECTION_BUY;
  int side = is_buy ? 1 : -1;
  gint64 market = !quote.is_valid ? BT_PRICE_NONE : is_buy ? quote.ask_points : quote.bid_points;
  gint64 price = bt_price_field_get_price (self->price_field);
  gint64 entry = order->type == BT_ORDER_STOP_LIMIT ? bt_price_field_get_price (self->limit_field)
                 : order->type == BT_ORDER_MARKET   ? market
                                                    : price;

  bt_price_field_set_reference (self->price_field, market,
                                order->type == BT_ORDER_LIMIT ? -side : side, usual);
  bt_price_field_set_reference (self->limit_field, price, side, usual);
  bt_price_field_set_reference (self->stop_field, entry, -side, usual);
  bt_price_field_set_reference (self->target_field, entry, side, usual * 2);
  gint64 stop = bt_price_field_get_price (self->stop_field);
  gboolean has_risk = stop != BT_PRICE_NONE && entry != BT_PRICE_NONE;
  bt_price_field_set_risk (self->target_field, has_risk ? MAX ((entry - stop) * side, 0) : 0);
}

static void
field_changed_cb (BtOrderEditor *self)
{
  BtRefusal refusal = { .code = BT_REFUSAL_NONE };

  if (self->item == NULL || self->is_updating)
    return;
  self->is_updating = TRUE;
  set_references (self);
  BtCommand command = make_command (self);
  if (command.modify_mask != 0)
    refusal.code = bt_session_check (self->session, &command, &refusal);
  show_refusal (self, &refusal);
  gtk_widget_set_sensitive (self->apply_button, command.modify_mask != 0);
  self->is_updating = FALSE;
}

static void
order_changed (GtkWidget *widget, BtSession *session, const BtRefusal *refusal)
{
  BtOrderEditor *self = BT_ORDER_EDITOR (widget);

  if (self->session == NULL)
    return;
  show_refusal (self, refusal);
  if (refusal == NULL)
    gtk_popover_popdown (GTK_POPOVER (self));
}

static void
apply_cb (BtOrderEditor *self)
{
  if (self->item == NULL)
    return;
  gtk_spin_button_update (GTK_SPIN_BUTTON (self->size_spin));
  BtPriceField *const prices[]
    = { self->price_field, self->limit_field, self->stop_field, self->target_field };
  for (guint i = 0; i < G_N_ELEMENTS (prices); i++)
    bt_price_field_take_text (prices[i]);
  BtCommand command = make_command (self);
  if (command.modify_mask == 0)
    gtk_popover_popdown (GTK_POPOVER (self));
  else
    bt_commands_submit (GTK_WIDGET (self), self->session, &command, order_changed);
}

static void
cancel_cb (BtOrderEditor *self)
{
  if (self->item == NULL)
    return;
  bt_commands_cancel (GTK_WIDGET (self), self->session, bt_order_item_get (self->item)->id);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
bt_order_editor_closed (GtkPopover *popover)
{
  BtOrderEditor *self = BT_ORDER_EDITOR (popover);

  g_clear_object (&self->item);
}

static void
bt_order_editor_dispose (GObject *object)
{
  BtOrderEditor *self = BT_ORDER_EDITOR (object);

  g_clear_object (&self->item);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (bt_order_editor_parent_class)->dispose (object);
}

static void
bt_order_editor_class_init (BtOrderEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_order_editor_dispose;
  GTK_POPOVER_CLASS (klass)->closed = bt_order_editor_closed;
  g_type_ensure (BT_TYPE_PRICE_FIELD);
  g_type_ensure (BT_TYPE_ORDER_TERMS);
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("order-editor"));
  gtk_widget_class_bind_template_child (widget_class, BtOrderEditor, title_label);
  gtk_widget_class_bind_template_child (widget_class, BtOrderEditor, size_spin);
  gtk_widget_class_bind_template_child (widget_class, BtOrderEditor, size_refusal);
  gtk_widget_class_bind_template_child (widget_class, BtOrderEditor, price_field);
  gtk_widget_class_bind_template_child (widget_class, BtOrderEditor, limit_field);
  gtk_widget_class_bind_template_child (widget_class, BtOrderEditor, stop_field);
  gtk_widget_class_bind_template_child (widget_class, BtOrderEditor, target_field);
  gtk_widget_class_bind_template_child (widget_class, BtOrderEditor, terms);
  gtk_widget_class_bind_template_child (widget_class, BtOrderEditor, refusal_label);
  gtk_widget_class_bind_template_child (widget_class, BtOrderEditor, apply_button);
  gtk_widget_class_bind_template_callback (widget_class, field_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
bt_order_editor_init (BtOrderEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* A spin button tells of Enter only through the text inside it. */
  g_signal_connect_swapped (gtk_editable_get_delegate (GTK_EDITABLE (self->size_spin)), "activate",
                            G_CALLBACK (apply_cb), self);
}

static void
show_order (BtOrderEditor *self, const BtOrder *order)
{
  const BtInstrument *instrument = bt_session_get_instrument (self->session);
  BtPriceField *const prices[]
    = { self->price_field, self->limit_field, self->stop_field, self->target_field };
  /* Translators: the kind and side of an order, and its number. */
  g_autofree char *title
    = g_strdup_printf (_ ("%s %s · order %s"), bt_label_direction (order->direction),
                       bt_label_order_type (order->type), order->id);

  gtk_label_set_label (GTK_LABEL (self->title_label), title);
  for (guint i = 0; i < G_N_ELEMENTS (prices); i++)
    {
      bt_price_field_set_instrument (prices[i], instrument);
      bt_price_field_set_disguise (prices[i], bt_session_get_disguise (self->session));
    }
  bt_order_terms_set_disguise (self->terms, bt_session_get_disguise (self->session));
  bt_volume_spin_configure (self->size_spin, instrument);
  bt_volume_spin_set (self->size_spin, order->volume);
  gtk_widget_set_visible (GTK_WIDGET (self->price_field), order->type != BT_ORDER_MARKET);
  gtk_widget_set_sensitive (GTK_WIDGET (self->price_field), !order->is_limit_active);
  gtk_widget_set_visible (GTK_WIDGET (self->limit_field), order->type == BT_ORDER_STOP_LIMIT);
  /* The sides first: a field whose side changes puts its price there. */
  set_references (self);
  bt_price_field_set_price (self->price_field, order->price_points);
  bt_price_field_set_price (self->limit_field, order->limit_points);
  set_references (self);
  bt_price_field_set_price (self->stop_field, order->stop_loss_points);
  bt_price_field_set_price (self->target_field, order->take_profit_points);
  bt_order_terms_set_context (self->terms, TRUE, bt_session_get_clock (self->session));
  bt_order_terms_show_order (self->terms, order);
}

void
bt_order_editor_open (BtOrderEditor *editor, BtSession *session, BtOrderItem *item)
{
  g_return_if_fail (BT_IS_ORDER_EDITOR (editor));

  g_set_object (&editor->session, session);
  g_set_object (&editor->item, item);
  editor->is_updating = TRUE;
  show_order (editor, bt_order_item_get (item));
  editor->is_updating = FALSE;
  field_changed_cb (editor);
  gtk_popover_popup (GTK_POPOVER (editor));
}
