// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-order-ticket.h"

#include "ui/bt-accessible.h"
#include "ui/bt-commands.h"
#include "ui/bt-format.h"
#include "ui/bt-labels.h"
#include "ui/bt-price-field.h"
#include "ui/bt-resources.h"

#include <glib/gi18n.h>
#include <math.h>

/* A stop is first put so many spreads away, a target twice as far. */
#define USUAL_SPREADS 20
#define USUAL_POINTS_MIN 20
#define FIRST_LOTS 0.10

struct _BtOrderTicket
{
  GtkBox parent_instance;

  BtSession *session;
  gboolean is_sending;

  GtkWidget *one_click_switch;
  GtkWidget *sell_button;
  GtkWidget *buy_button;
  GtkWidget *bid_label;
  GtkWidget *ask_label;
  GtkWidget *spread_label;
  GtkWidget *size_spin;
  GtkAdjustment *size_adjustment;
  GtkWidget *size_refusal;
  BtPriceField *stop_field;
  BtPriceField *target_field;
  GtkWidget *volume_value;
  GtkWidget *stop_caption;
  GtkWidget *stop_value;
  GtkWidget *target_caption;
  GtkWidget *target_value;
  GtkWidget *ratio_value;
  GtkWidget *cost_value;
  GtkWidget *margin_value;
  GtkWidget *place_button;
  GtkWidget *refusal_label;
};

enum
{
  PROP_SESSION = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (BtOrderTicket, bt_order_ticket, GTK_TYPE_BOX)

static const BtInstrument *
get_instrument (BtOrderTicket *self)
{
  return bt_session_get_instrument (self->session);
}

static BtDirection
get_direction (BtOrderTicket *self)
{
  gboolean is_buy = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->buy_button));

  return is_buy ? BT_DIRECTION_BUY : BT_DIRECTION_SELL;
}

static gint64
get_entry_price (BtOrderTicket *self)
{
  BtQuote quote = bt_session_get_quote (self->session);

  if (!quote.is_valid)
    return BT_PRICE_NONE;
  return get_direction (self) == BT_DIRECTION_BUY ? quote.ask_points : quote.bid_points;
}

static BtCommand
make_command (BtOrderTicket *self)
{
  BtCommand command;
  double lots = gtk_adjustment_get_value (self->size_adjustment);

  bt_command_init (&command, BT_COMMAND_PLACE, bt_session_get_bar (self->session));
  command.type = BT_ORDER_MARKET;
  command.direction = get_direction (self);
  command.volume = BT_VOLUME ((gint64) llround (lots * (double) BT_VOLUME_UNITS_PER_LOT));
  command.stop_loss_points = bt_price_field_get_price (self->stop_field);
  command.take_profit_points = bt_price_field_get_price (self->target_field);
  return command;
}

static void
set_text (GtkWidget *label, const char *text)
{
  gtk_label_set_label (GTK_LABEL (label), text);
}

static void
set_refusal (GtkWidget *label, const char *text)
{
  set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (label, text != NULL);
}

/* Puts a refusal next to the field that it names. */
static void
show_refusal (BtOrderTicket *self, const BtRefusal *refusal)
{
  gboolean is_refused = refusal != NULL && refusal->code != BT_REFUSAL_NONE;
  const char *text = is_refused ? bt_label_refusal (refusal->code) : NULL;
  const char *field = is_refused && refusal->field != NULL ? refusal->field : "";
  gboolean is_size = g_str_equal (field, "lots");
  gboolean is_stop = g_str_equal (field, "sl");
  gboolean is_target = g_str_equal (field, "tp");

  set_refusal (self->size_refusal, is_size ? text : NULL);
  bt_price_field_set_refusal (self->stop_field, is_stop ? text : NULL);
  bt_price_field_set_refusal (self->target_field, is_target ? text : NULL);
  set_refusal (self->refusal_label, is_size || is_stop || is_target ? NULL : text);
  gtk_widget_set_tooltip_text (self->refusal_label, is_refused ? refusal->message : NULL);
}

static void
show_quote (BtOrderTicket *self)
{
  BtQuote quote = bt_session_get_quote (self->session);
  const BtInstrument *instrument = get_instrument (self);
  g_autofree char *bid
    = bt_format_price (instrument, quote.is_valid ? quote.bid_points : BT_PRICE_NONE);
  g_autofree char *ask
    = bt_format_price (instrument, quote.is_valid ? quote.ask_points : BT_PRICE_NONE);
  g_autofree char *spread = bt_format_count (quote.ask_points - quote.bid_points);
  /* Translators: %s is a price. */
  g_autofree char *sell_name = g_strdup_printf (_ ("Sell at %s"), bid);
  /* Translators: %s is a price. */
  g_autofree char *buy_name = g_strdup_printf (_ ("Buy at %s"), ask);

  set_text (self->bid_label, bid);
  set_text (self->ask_label, ask);
  set_text (self->spread_label, spread);
  gtk_widget_set_visible (self->spread_label, quote.is_valid);
  bt_accessible_set_name (self->sell_button, sell_name);
  bt_accessible_set_name (self->buy_button, buy_name);
}

static void
set_references (BtOrderTicket *self)
{
  BtQuote quote = bt_session_get_quote (self->session);
  gint64 spread_points = quote.is_valid ? quote.ask_points - quote.bid_points : 0;
  gint64 usual_points = MAX (spread_points * USUAL_SPREADS, USUAL_POINTS_MIN);
  int side = get_direction (self) == BT_DIRECTION_BUY ? 1 : -1;
  gint64 entry_points = get_entry_price (self);

  bt_price_field_set_reference (self->stop_field, entry_points, -side, usual_points);
  bt_price_field_set_reference (self->target_field, entry_points, side, usual_points * 2);
}

static void
show_protection (BtOrderTicket *self,
                 const BtCommand *command,
                 const BtOrderEstimate *estimate,
                 guint digits)
{
  gint64 entry_points = get_entry_price (self);
  int side = command->direction == BT_DIRECTION_BUY ? 1 : -1;
  /* What lies on the wrong side is refused, and has no result to show. */
  gboolean has_stop = command->stop_loss_points != BT_PRICE_NONE && entry_points != BT_PRICE_NONE
                      && (entry_points - command->stop_loss_points) * side > 0;
  gboolean has_target = command->take_profit_points != BT_PRICE_NONE;
  g_autofree char *distance
    = has_stop ? bt_format_count (ABS (entry_points - command->stop_loss_points)) : NULL;
  /* Translators: %s is a number of points. */
  g_autofree char *stop
    = has_stop ? g_strdup_printf (_ ("Stop, %s points"), distance) : g_strdup (_ ("Stop"));
  g_autofree char *price = bt_format_price (get_instrument (self), command->take_profit_points);
  /* Translators: %s is a price. */
  g_autofree char *target
    = has_target ? g_strdup_printf (_ ("Target at %s"), price) : g_strdup (_ ("Target"));
  g_autofree char *risk = bt_format_result (BT_MONEY (-ABS (estimate->risk.minor)), digits);
  g_autofree char *reward = bt_format_result (estimate->reward, digits);
  gboolean has_ratio = has_stop && has_target && estimate->is_valid && estimate->risk.minor != 0;
  double ratio = has_ratio ? (double) estimate->reward.minor / (double) ABS (estimate->risk.minor)
                           : (double) NAN;
  g_autofree char *ratio_text = bt_format_ratio (ratio, 2);

  set_text (self->stop_caption, stop);
  set_text (self->target_caption, target);
  set_text (self->stop_value, has_stop && estimate->is_valid ? risk : BT_FORMAT_NONE);
  set_text (self->target_value, has_target && estimate->is_valid ? reward : BT_FORMAT_NONE);
  set_text (self->ratio_value, ratio_text);
}

static void
show_estimate (BtOrderTicket *self, const BtCommand *command)
{
  BtOrderEstimate estimate = { .is_valid = FALSE };
  const BtInstrument *instrument = get_instrument (self);
  guint digits = bt_currency_digits (bt_session_get_settings (self->session)->currency);

  bt_session_estimate (self->session, command, &estimate);
  show_protection (self, command, &estimate, digits);
  g_autofree char *lots = bt_format_volume (instrument, command->volume);
  double units = gtk_adjustment_get_value (self->size_adjustment)
                 * ((double) instrument->contract_size / pow (10.0, BT_CONTRACT_DIGITS));
  g_autofree char *unit_count = bt_format_count ((gint64) llround (units));
  /* Translators: lots, number of units, and the unit: 0.34 lot · 34 XAU. */
  g_autofree char *volume
    = g_strdup_printf (_ ("%s lot · %s %s"), lots, unit_count, instrument->base);
  set_text (self->volume_value, volume);
  if (!estimate.is_valid)
    {
      set_text (self->cost_value, BT_FORMAT_NONE);
      set_text (self->margin_value, BT_FORMAT_NONE);
      return;
    }
  g_autofree char *spread = bt_format_money (estimate.spread_cost, digits);
  g_autofree char *commission = bt_format_money (estimate.commission, digits);
  g_autofree char *margin = bt_format_money (estimate.margin, digits);
  g_autofree char *left = bt_format_money (estimate.free_after, digits);
  g_autofree char *cost = g_strdup_printf ("%s + %s", spread, commission);
  g_autofree char *margins = g_strdup_printf ("%s · %s", margin, left);
  set_text (self->cost_value, cost);
  set_text (self->margin_value, margins);
}

static void
show_button (BtOrderTicket *self, const BtCommand *command)
{
  gboolean is_buy = command->direction == BT_DIRECTION_BUY;
  const char *classes[] = { "place", is_buy ? "buy" : "sell", NULL };
  g_autofree char *lots = bt_format_volume (get_instrument (self), command->volume);
  /* Translators: %s is a number of lots. */
  g_autofree char *text
    = g_strdup_printf (is_buy ? _ ("Buy %s at market") : _ ("Sell %s at market"), lots);
  gboolean is_open = !bt_session_is_ended (self->session);

  gtk_button_set_label (GTK_BUTTON (self->place_button), text);
  gtk_widget_set_css_classes (self->place_button, classes);
  gtk_widget_set_sensitive (self->place_button, is_open && !self->is_sending);
}

/* Shows everything anew: the quote moved or the user changed something. */
static void
ticket_changed_cb (BtOrderTicket *self)
{
  BtRefusal refusal = { .code = BT_REFUSAL_NONE };

  if (self->session == NULL)
    return;
  set_references (self);
  BtCommand command = make_command (self);
  show_quote (self);
  show_estimate (self, &command);
  show_button (self, &command);
  refusal.code = bt_session_check (self->session, &command, &refusal);
  show_refusal (self, &refusal);
}

static void
order_ended (GtkWidget *widget, const BtRefusal *refusal)
{
  BtOrderTicket *self = BT_ORDER_TICKET (widget);

  self->is_sending = FALSE;
  if (self->session == NULL)
    return;
  ticket_changed_cb (self);
  if (refusal == NULL)
    return;
  show_refusal (self, refusal);
  gtk_widget_activate_action (widget, "win.toast", "s", bt_label_refusal (refusal->code));
}

static void
place_cb (BtOrderTicket *self)
{
  if (self->session == NULL || self->is_sending)
    return;
  /* What is being typed counts too. */
  gtk_spin_button_update (GTK_SPIN_BUTTON (self->size_spin));
  BtCommand command = make_command (self);
  self->is_sending = TRUE;
  show_button (self, &command);
  bt_commands_submit (GTK_WIDGET (self), self->session, &command, order_ended);
}

static void
side_clicked_cb (GtkToggleButton *button, BtOrderTicket *self)
{
  ticket_changed_cb (self);
  if (gtk_switch_get_active (GTK_SWITCH (self->one_click_switch)))
    place_cb (self);
}

static void
configure_size (BtOrderTicket *self)
{
  const BtInstrument *instrument = get_instrument (self);
  double lot = (double) BT_VOLUME_UNITS_PER_LOT;
  double step = (double) instrument->volume_step.units / lot;
  double minimum = (double) instrument->volume_min.units / lot;
  guint digits = 2;

  while (digits < BT_VOLUME_DIGITS
         && fabs (step * pow (10, digits) - round (step * pow (10, digits))) > 1e-9)
    digits++;
  gtk_adjustment_configure (self->size_adjustment, fmax (minimum, FIRST_LOTS), 0, 1e6, step,
                            step * 10, 0);
  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (self->size_spin), digits);
  bt_price_field_set_instrument (self->stop_field, instrument);
  bt_price_field_set_instrument (self->target_field, instrument);
}

static void
bt_order_ticket_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  BtOrderTicket *self = BT_ORDER_TICKET (object);

  if (id != PROP_SESSION)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
      return;
    }
  if (!g_set_object (&self->session, g_value_get_object (value)) || self->session == NULL)
    return;
  configure_size (self);
  g_signal_connect_object (self->session, "account-changed", G_CALLBACK (ticket_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::ended", G_CALLBACK (ticket_changed_cb), self,
                           G_CONNECT_SWAPPED);
  ticket_changed_cb (self);
}

static void
bt_order_ticket_dispose (GObject *object)
{
  g_clear_object (&BT_ORDER_TICKET (object)->session);
  G_OBJECT_CLASS (bt_order_ticket_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, BtOrderTicket, one_click_switch);
  gtk_widget_class_bind_template_child (widget_class, BtOrderTicket, sell_button);
  gtk_widget_class_bind_template_child (widget_class, BtOrderTicket, buy_button);
  gtk_widget_class_bind_template_child (widget_class, BtOrderTicket, bid_label);
  gtk_widget_class_bind_template_child (widget_class, BtOrderTicket, ask_label);
  gtk_widget_class_bind_template_child (widget_class, BtOrderTicket, spread_label);
  gtk_widget_class_bind_template_child (widget_class, BtOrderTicket, size_spin);
  gtk_widget_class_bind_template_child (widget_class, BtOrderTicket, size_adjustment);
  gtk_widget_class_bind_template_child (widget_class, BtOrderTicket, size_refusal);
  gtk_widget_class_bind_template_child (widget_class, BtOrderTicket, stop_field);
  gtk_widget_class_bind_template_child (widget_class, BtOrderTicket, target_field);
  gtk_widget_class_bind_template_child (widget_class, BtOrderTicket, volume_value);
  gtk_widget_class_bind_template_child (widget_class, BtOrderTicket, stop_caption);
  gtk_widget_class_bind_template_child (widget_class, BtOrderTicket, stop_value);
  gtk_widget_class_bind_template_child (widget_class, BtOrderTicket, target_caption);
  gtk_widget_class_bind_template_child (widget_class, BtOrderTicket, target_value);
  gtk_widget_class_bind_template_child (widget_class, BtOrderTicket, ratio_value);
  gtk_widget_class_bind_template_child (widget_class, BtOrderTicket, cost_value);
  gtk_widget_class_bind_template_child (widget_class, BtOrderTicket, margin_value);
  gtk_widget_class_bind_template_child (widget_class, BtOrderTicket, place_button);
  gtk_widget_class_bind_template_child (widget_class, BtOrderTicket, refusal_label);
}

static void
bt_order_ticket_class_init (BtOrderTicketClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = bt_order_ticket_set_property;
  object_class->dispose = bt_order_ticket_dispose;
  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, BT_TYPE_SESSION,
                                                  G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_type_ensure (BT_TYPE_PRICE_FIELD);
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("order-ticket"));
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, side_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, ticket_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, place_cb);
}

static void
bt_order_ticket_init (BtOrderTicket *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
bt_order_ticket_place (BtOrderTicket *ticket, BtDirection direction)
{
  g_return_if_fail (BT_IS_ORDER_TICKET (ticket));

  GtkWidget *side = direction == BT_DIRECTION_BUY ? ticket->buy_button : ticket->sell_button;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (side), TRUE);
  ticket_changed_cb (ticket);
  place_cb (ticket);
}
