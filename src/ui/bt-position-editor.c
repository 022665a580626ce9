// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-position-editor.h"

#include "ui/bt-commands.h"
#include "ui/bt-key-tip.h"
#include "ui/bt-labels.h"
#include "ui/bt-order-terms.h"
#include "ui/bt-price-field.h"
#include "ui/bt-refusal-text.h"
#include "ui/bt-resources.h"
#include "ui/bt-volume-spin.h"

#include <glib/gi18n.h>

/* How far a stop is first put from the market, in spreads. */
#define USUAL_SPREADS 20
#define USUAL_POINTS_MIN 20
#define FIRST_PERCENT 50

struct _BtPositionEditor
{
  GtkPopover parent_instance;

  BtSession *session;
  BtPositionItem *item;
  gboolean is_updating;
  GtkWidget *title_label;
  BtPriceField *stop_field;
  BtPriceField *target_field;
  BtOrderTerms *terms;
  GtkWidget *refusal_label;
  GtkWidget *apply_button;
  GtkWidget *part_spin;
  GtkWidget *part_refusal;
  GtkWidget *part_button;
  GtkWidget *share_25;
  GtkWidget *share_50;
  GtkWidget *share_75;
  GtkWidget *share_100;
  GtkWidget *even_button;
};

G_DEFINE_FINAL_TYPE (BtPositionEditor, bt_position_editor, GTK_TYPE_POPOVER)

static void
set_refusal (GtkWidget *label, const char *text)
{
  gtk_label_set_label (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_visible (label, text != NULL);
}

static void
show_refusal (BtPositionEditor *self, const BtRefusal *refusal)
{
  g_autofree char *text = bt_refusal_text (refusal, self->session);
  const char *field = text != NULL && refusal->field != NULL ? refusal->field : "";
  gboolean is_shown = bt_order_terms_set_refusal (self->terms, field, text);

  is_shown |= bt_refusal_show_at (refusal, text, "sl", self->stop_field);
  is_shown |= bt_refusal_show_at (refusal, text, "tp", self->target_field);
  set_refusal (self->refusal_label, is_shown ? NULL : text);
}

/* Returns the command that turns the position into what the fields say; its mask names what
 * changed. */
static BtCommand
make_command (BtPositionEditor *self)
{
  const BtPosition *position = bt_position_item_get (self->item);
  BtCommand command;

  bt_command_init (&command, BT_COMMAND_MODIFY, bt_session_get_bar (self->session));
  g_strlcpy (command.id, position->id, sizeof command.id);
  command.stop_loss_points = bt_price_field_get_price (self->stop_field);
  command.take_profit_points = bt_price_field_get_price (self->target_field);
  bt_order_terms_fill (self->terms, &command);
  if (command.stop_loss_points != position->stop_loss_points)
    command.modify_mask |= BT_MODIFY_STOP_LOSS;
  if (command.take_profit_points != position->take_profit_points)
    command.modify_mask |= BT_MODIFY_TAKE_PROFIT;
  if (command.trail_points != position->trail_points
      || (command.trail_points > 0 && command.trail_step_points != position->trail_step_points))
    command.modify_mask |= BT_MODIFY_TRAIL;
  return command;
}

static void
field_changed_cb (BtPositionEditor *self)
{
  BtRefusal refusal = { .code = BT_REFUSAL_NONE };

  if (self->item == NULL || self->is_updating)
    return;
  BtCommand command = make_command (self);
  if (command.modify_mask != 0)
    refusal.code = bt_session_check (self->session, &command, &refusal);
  show_refusal (self, &refusal);
  gtk_widget_set_sensitive (self->apply_button, command.modify_mask != 0);
}

static void
position_changed (GtkWidget *widget, BtSession *session, const BtRefusal *refusal)
{
  BtPositionEditor *self = BT_POSITION_EDITOR (widget);

  if (self->session == NULL)
    return;
  show_refusal (self, refusal);
  if (refusal == NULL)
    gtk_popover_popdown (GTK_POPOVER (self));
}

static void
apply_cb (BtPositionEditor *self)
{
  if (self->item == NULL)
    return;
  bt_price_field_take_text (self->stop_field);
  bt_price_field_take_text (self->target_field);
  BtCommand command = make_command (self);
  if (command.modify_mask == 0)
    gtk_popover_popdown (GTK_POPOVER (self));
  else
    bt_commands_submit (GTK_WIDGET (self), self->session, &command, position_changed);
}

static void
break_even_cb (BtPositionEditor *self)
{
  BtCommand command;

  if (self->item == NULL)
    return;
  bt_command_init (&command, BT_COMMAND_MODIFY, bt_session_get_bar (self->session));
  g_strlcpy (command.id, bt_position_item_get (self->item)->id, sizeof command.id);
  command.modify_mask = BT_MODIFY_BREAK_EVEN;
  bt_commands_submit (GTK_WIDGET (self), self->session, &command, position_changed);
}

static BtCommand
make_close (BtPositionEditor *self)
{
  BtCommand command;

  bt_command_init (&command, BT_COMMAND_CLOSE, bt_session_get_bar (self->session));
  g_strlcpy (command.id, bt_position_item_get (self->item)->id, sizeof command.id);
  command.volume = bt_volume_spin_get (self->part_spin);
  return command;
}

/* Shows what would be answered to closing that much. */
static void
part_changed_cb (BtPositionEditor *self)
{
  BtRefusal refusal = { .code = BT_REFUSAL_NONE };

  if (self->item == NULL || self->is_updating)
    return;
  BtCommand command = make_close (self);
  /* No lots at all would mean all of them. */
  gboolean is_empty = command.volume.units <= 0;
  if (!is_empty)
    refusal.code = bt_session_check (self->session, &command, &refusal);
  g_autofree char *text = bt_refusal_text (&refusal, self->session);
  set_refusal (self->part_refusal, text);
  gtk_widget_set_sensitive (self->part_button, !is_empty && text == NULL);
}

static void
share_clicked_cb (GtkWidget *button, BtPositionEditor *self)
{
  guint percent = button == self->share_25   ? 25
                  : button == self->share_50 ? 50
                  : button == self->share_75 ? 75
                                             : 100;

  if (self->item == NULL)
    return;
  bt_volume_spin_set (self->part_spin,
                      bt_position_share (bt_position_item_get (self->item),
                                         bt_session_get_instrument (self->session), percent));
}

static void
part_closed (GtkWidget *widget, BtSession *session, const BtRefusal *refusal)
{
  BtPositionEditor *self = BT_POSITION_EDITOR (widget);

  if (self->session == NULL)
    return;
  g_autofree char *text = bt_refusal_text (refusal, self->session);
  set_refusal (self->part_refusal, text);
  if (refusal == NULL)
    gtk_popover_popdown (GTK_POPOVER (self));
}

static void
close_part_cb (BtPositionEditor *self)
{
  if (self->item == NULL)
    return;
  gtk_spin_button_update (GTK_SPIN_BUTTON (self->part_spin));
  BtCommand command = make_close (self);
  if (command.volume.units > 0)
    bt_commands_submit (GTK_WIDGET (self), self->session, &command, part_closed);
}

static void
bt_position_editor_closed (GtkPopover *popover)
{
  g_clear_object (&BT_POSITION_EDITOR (popover)->item);
}

static void
bt_position_editor_dispose (GObject *object)
{
  BtPositionEditor *self = BT_POSITION_EDITOR (object);

  g_clear_object (&self->item);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (bt_position_editor_parent_class)->dispose (object);
}

static void
bt_position_editor_class_init (BtPositionEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_position_editor_dispose;
  GTK_POPOVER_CLASS (klass)->closed = bt_position_editor_closed;
  g_type_ensure (BT_TYPE_PRICE_FIELD);
  g_type_ensure (BT_TYPE_ORDER_TERMS);
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("position-editor"));
  gtk_widget_class_bind_template_child (widget_class, BtPositionEditor, title_label);
  gtk_widget_class_bind_template_child (widget_class, BtPositionEditor, stop_field);
  gtk_widget_class_bind_template_child (widget_class, BtPositionEditor, target_field);
  gtk_widget_class_bind_template_child (widget_class, BtPositionEditor, terms);
  gtk_widget_class_bind_template_child (widget_class, BtPositionEditor, refusal_label);
  gtk_widget_class_bind_template_child (widget_class, BtPositionEditor, apply_button);
  gtk_widget_class_bind_template_child (widget_class, BtPositionEditor, part_spin);
  gtk_widget_class_bind_template_child (widget_class, BtPositionEditor, part_refusal);
  gtk_widget_class_bind_template_child (widget_class, BtPositionEditor, part_button);
  gtk_widget_class_bind_template_child (widget_class, BtPositionEditor, share_25);
  gtk_widget_class_bind_template_child (widget_class, BtPositionEditor, share_50);
  gtk_widget_class_bind_template_child (widget_class, BtPositionEditor, share_75);
  gtk_widget_class_bind_template_child (widget_class, BtPositionEditor, share_100);
  gtk_widget_class_bind_template_child (widget_class, BtPositionEditor, even_button);
  gtk_widget_class_bind_template_callback (widget_class, field_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, part_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, share_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, break_even_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_part_cb);
}

static void
bt_position_editor_init (BtPositionEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bt_key_tip_add (self->even_button, "win.break-even");
  g_signal_connect_swapped (gtk_editable_get_delegate (GTK_EDITABLE (self->part_spin)), "activate",
                            G_CALLBACK (close_part_cb), self);
}

/* Points count from where the position would be closed now. */
static void
show_position (BtPositionEditor *self, const BtPosition *position)
{
  const BtInstrument *instrument = bt_session_get_instrument (self->session);
  BtQuote quote = bt_session_get_quote (self->session);
  gboolean is_buy = position->direction == BT_DIRECTION_BUY;
  int side = is_buy ? 1 : -1;
  gint64 exit_points = !quote.is_valid ? BT_PRICE_NONE
                       : is_buy        ? quote.bid_points
                                       : quote.ask_points;
  gint64 spread = quote.is_valid ? quote.ask_points - quote.bid_points : 0;
  gint64 usual = MAX (spread * USUAL_SPREADS, USUAL_POINTS_MIN);
  /* Translators: %s is the number of a position. */
  g_autofree char *title = g_strdup_printf (_ ("Position %s"), position->id);

  gtk_label_set_label (GTK_LABEL (self->title_label), title);
  bt_price_field_set_instrument (self->stop_field, instrument);
  bt_price_field_set_instrument (self->target_field, instrument);
  bt_price_field_set_disguise (self->stop_field, bt_session_get_disguise (self->session));
  bt_price_field_set_disguise (self->target_field, bt_session_get_disguise (self->session));
  bt_price_field_set_reference (self->stop_field, exit_points, -side, usual);
  bt_price_field_set_reference (self->target_field, exit_points, side, usual * 2);
  bt_price_field_set_price (self->stop_field, position->stop_loss_points);
  bt_price_field_set_price (self->target_field, position->take_profit_points);
  bt_order_terms_set_context (self->terms, FALSE, bt_session_get_clock (self->session));
  bt_order_terms_show_trail (self->terms, position->trail_points, position->trail_step_points);
  bt_volume_spin_configure (self->part_spin, instrument);
  bt_volume_spin_set (self->part_spin, bt_position_share (position, instrument, FIRST_PERCENT));
}

void
bt_position_editor_open (BtPositionEditor *editor, BtSession *session, BtPositionItem *item)
{
  g_return_if_fail (BT_IS_POSITION_EDITOR (editor));

  g_set_object (&editor->session, session);
  g_set_object (&editor->item, item);
  editor->is_updating = TRUE;
  show_position (editor, bt_position_item_get (item));
  editor->is_updating = FALSE;
  field_changed_cb (editor);
  part_changed_cb (editor);
  gtk_popover_popup (GTK_POPOVER (editor));
}

BtVolume
bt_position_share (const BtPosition *position, const BtInstrument *instrument, guint percent)
{
  gint64 open_units = position->volume_open.units;
  gint64 step_units = instrument->volume_step.units;
  /* A share of the steps: a product of units could overflow. */
  gint64 steps = open_units / step_units * (gint64) MIN (percent, 100) / 100;
  gint64 units
    = percent >= 100 ? open_units : MAX (steps * step_units, instrument->volume_min.units);

  return BT_VOLUME (MIN (units, open_units));
}
