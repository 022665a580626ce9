// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-order-ticket.h"

#include "ui/bt-accessible.h"
#include "ui/bt-commands.h"
#include "ui/bt-format.h"
#include "ui/bt-key-tip.h"
#include "ui/bt-labels.h"
#include "ui/bt-order-ticket-private.h"
#include "ui/bt-refusal-text.h"
#include "ui/bt-resources.h"
#include "ui/bt-shown.h"

#include <glib/gi18n.h>

/* A stop is first put so many spreads away, a target twice as far, the limit of a stop-limit order
 * an eighth as far behind its stop. */
#define USUAL_SPREADS 20
#define USUAL_POINTS_MIN 20
#define LIMIT_SHARE 8
#define N_TYPES (BT_ORDER_STOP_LIMIT + 1)

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

/* Puts a refusal next to the field that it names, and next to the size why there is none. */
static void
show_refusal (BtOrderTicket *self, const BtRefusal *refusal, const BtOrderSize *size)
{
  g_autofree char *no_size = size != NULL ? bt_size_field_explain (self->size_field, size) : NULL;
  g_autofree char *text = bt_refusal_text (refusal, self->session);
  const char *field = text != NULL && refusal->field != NULL ? refusal->field : "";
  gboolean is_size = g_str_equal (field, "lots");
  gboolean is_shown = bt_order_terms_set_refusal (self->terms, field, text) || is_size;

  is_shown |= bt_refusal_show_at (refusal, text, "price", self->price_field);
  is_shown |= bt_refusal_show_at (refusal, text, "limit", self->limit_field);
  is_shown |= bt_refusal_show_at (refusal, text, "sl", self->stop_field);
  is_shown |= bt_refusal_show_at (refusal, text, "tp", self->target_field);
  bt_size_field_set_refusal (self->size_field, no_size != NULL ? no_size : is_size ? text : NULL);
  set_refusal (self->refusal_label, is_shown ? NULL : text);
}

/* Returns whether a stop or target cannot be told, and says why next to it. */
static gboolean
show_missing_level (BtOrderTicket *self)
{
  gboolean is_sized = bt_size_field_get_mode (self->size_field) != BT_SIZE_MODE_LOTS;
  gboolean lacks_stop = bt_price_field_is_money (self->stop_field)
                        && bt_price_field_get_price (self->stop_field) == BT_PRICE_NONE;
  gboolean lacks_target = bt_price_field_is_money (self->target_field)
                          && bt_price_field_get_price (self->target_field) == BT_PRICE_NONE;

  if (lacks_stop)
    bt_price_field_set_refusal (
      self->stop_field,
      is_sized ? _ ("A stop in money needs a size in lots: one is found from the other")
               : _ ("No stop loses so little"),
      BT_PRICE_NONE);
  if (bt_price_field_lacks_risk (self->target_field))
    {
      bt_price_field_set_refusal (
        self->target_field, _ ("R is the distance to the stop: set a stop first"), BT_PRICE_NONE);
      return TRUE;
    }
  if (lacks_target)
    bt_price_field_set_refusal (self->target_field, _ ("No target brings that: set a size first"),
                                BT_PRICE_NONE);
  return lacks_stop || lacks_target;
}

static void
show_quote (BtOrderTicket *self)
{
  BtQuote quote = bt_session_get_quote (self->session);
  g_autofree char *bid
    = bt_shown_price (self->session, quote.is_valid ? quote.bid_points : BT_PRICE_NONE);
  g_autofree char *ask
    = bt_shown_price (self->session, quote.is_valid ? quote.ask_points : BT_PRICE_NONE);
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

/* Tells the fields where the market is and on which side of it each price belongs. */
static void
set_references (BtOrderTicket *self)
{
  BtQuote quote = bt_session_get_quote (self->session);
  gint64 spread_points = quote.is_valid ? quote.ask_points - quote.bid_points : 0;
  gint64 usual_points = MAX (spread_points * USUAL_SPREADS, USUAL_POINTS_MIN);
  int side = bt_order_ticket_get_direction (self) == BT_DIRECTION_BUY ? 1 : -1;

  bt_price_field_set_reference (self->price_field, bt_order_ticket_get_market_price (self),
                                self->type == BT_ORDER_LIMIT ? -side : side, usual_points);
  bt_price_field_set_reference (self->limit_field, bt_price_field_get_price (self->price_field),
                                side, usual_points / LIMIT_SHARE);
  gint64 entry_points = bt_order_ticket_get_entry_price (self);
  bt_price_field_set_reference (self->stop_field, entry_points, -side, usual_points);
  bt_price_field_set_reference (self->target_field, entry_points, side, usual_points * 2);
  gint64 stop_points = bt_price_field_get_price (self->stop_field);
  gboolean has_risk = stop_points != BT_PRICE_NONE && entry_points != BT_PRICE_NONE;
  bt_price_field_set_risk (self->target_field,
                           has_risk ? MAX ((entry_points - stop_points) * side, 0) : 0);
  bt_order_terms_set_context (self->terms,
                              self->type != BT_ORDER_MARKET
                                || bt_session_get_settings (self->session)->market_fill
                                     == BT_MARKET_FILL_NEXT_OPEN,
                              bt_session_get_clock (self->session));
}

char *
bt_order_ticket_describe (BtOrderTicket *self, const BtCommand *command)
{
  gboolean is_buy = command->direction == BT_DIRECTION_BUY;
  g_autofree char *lots = command->volume.units > 0
                            ? bt_format_volume (get_instrument (self), command->volume)
                            : g_strdup (BT_FORMAT_NONE);
  g_autofree char *price = bt_shown_price (self->session, command->price_points);

  switch (command->type)
    {
    case BT_ORDER_LIMIT:
      /* Translators: lots and price. */
      return g_strdup_printf (is_buy ? _ ("Buy limit %s at %s") : _ ("Sell limit %s at %s"), lots,
                              price);
    case BT_ORDER_STOP:
      /* Translators: lots and price. */
      return g_strdup_printf (is_buy ? _ ("Buy stop %s at %s") : _ ("Sell stop %s at %s"), lots,
                              price);
    case BT_ORDER_STOP_LIMIT:
      /* Translators: lots and price. */
      return g_strdup_printf (
        is_buy ? _ ("Buy stop-limit %s at %s") : _ ("Sell stop-limit %s at %s"), lots, price);
    case BT_ORDER_MARKET:
    default:
      /* Translators: %s is a number of lots. */
      return g_strdup_printf (is_buy ? _ ("Buy %s at market") : _ ("Sell %s at market"), lots);
    }
}

static void
show_button (BtOrderTicket *self, const BtCommand *command)
{
  gboolean is_buy = command->direction == BT_DIRECTION_BUY;
  const char *classes[] = { "place", is_buy ? "buy" : "sell", NULL };
  g_autofree char *text = bt_order_ticket_describe (self, command);
  gboolean is_open = !bt_session_is_ended (self->session);

  gtk_button_set_label (GTK_BUTTON (self->place_button), text);
  gtk_widget_set_css_classes (self->place_button, classes);
  gtk_widget_set_sensitive (self->place_button, is_open);
}

/* Shows everything anew: the quote moved or the user changed something. */
static void
ticket_changed_cb (BtOrderTicket *self)
{
  BtRefusal refusal = { .code = BT_REFUSAL_NONE };

  if (self->session == NULL || self->is_updating)
    return;
  self->is_updating = TRUE;
  set_references (self);
  BtOrderSize size;
  BtCommand command = bt_order_ticket_make_command (self, &size);
  show_quote (self);
  BtCommand shown = command;
  if (size.result != BT_SIZE_FOUND)
    shown.volume = BT_VOLUME (0);
  bt_estimate_grid_show (self->estimate, self->session, &shown,
                         bt_order_ticket_get_entry_price (self));
  show_button (self, &shown);
  refusal.code = bt_session_check (self->session, &command, &refusal);
  show_refusal (self, &refusal, &size);
  show_missing_level (self);
  self->is_updating = FALSE;
}

/* What waits is only seen to be there; what fills at once is told by its fill. */
static void
announce_placed (BtOrderTicket *self)
{
  if (self->type == BT_ORDER_MARKET)
    return;
  /* Translators: %s is an order: Buy limit 0.10 at 1732.41. */
  g_autofree char *text = g_strdup_printf (_ ("Order placed: %s"),
                                           gtk_button_get_label (GTK_BUTTON (self->place_button)));
  bt_accessible_announce (GTK_WIDGET (self), text);
}

static void
order_ended (GtkWidget *widget, BtSession *session, const BtRefusal *refusal)
{
  BtOrderTicket *self = BT_ORDER_TICKET (widget);

  if (self->session == NULL)
    return;
  ticket_changed_cb (self);
  if (refusal == NULL)
    {
      announce_placed (self);
      return;
    }
  g_autofree char *text = bt_refusal_text (refusal, self->session);
  show_refusal (self, refusal, NULL);
  gtk_widget_activate_action (widget, "win.toast", "s", text);
}

/* Returns whether the order has no size, and says why. */
static gboolean
tell_missing_size (BtOrderTicket *self, const BtOrderSize *size)
{
  g_autofree char *text = bt_size_field_explain (self->size_field, size);

  if (text != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
  return text != NULL;
}

static void
place_cb (BtOrderTicket *self)
{
  if (self->session == NULL)
    return;
  /* What is being typed counts too. */
  bt_size_field_take_text (self->size_field);
  BtPriceField *const prices[]
    = { self->price_field, self->limit_field, self->stop_field, self->target_field };
  for (guint i = 0; i < G_N_ELEMENTS (prices); i++)
    bt_price_field_take_text (prices[i]);
  if (show_missing_level (self))
    return;
  BtOrderSize size;
  BtCommand command = bt_order_ticket_make_command (self, &size);
  if (tell_missing_size (self, &size))
    return;
  bt_commands_submit (GTK_WIDGET (self), self->session, &command, order_ended);
}

static void
side_clicked_cb (GtkToggleButton *button, BtOrderTicket *self)
{
  ticket_changed_cb (self);
  if (gtk_switch_get_active (GTK_SWITCH (self->one_click_switch)))
    place_cb (self);
}

static GtkWidget *
get_type_button (BtOrderTicket *self, BtOrderType type)
{
  GtkWidget *const buttons[N_TYPES]
    = { self->market_button, self->limit_button, self->stop_order_button, self->stop_limit_button };

  return buttons[type];
}

/* A price from before the type was chosen means nothing: it begins near the market. */
static void
set_type (BtOrderTicket *self, BtOrderType type)
{
  gboolean was_resting = self->type != BT_ORDER_MARKET;
  gboolean had_limit = self->type == BT_ORDER_STOP_LIMIT;

  self->type = type;
  gtk_widget_set_visible (GTK_WIDGET (self->price_field), type != BT_ORDER_MARKET);
  gtk_widget_set_visible (GTK_WIDGET (self->limit_field), type == BT_ORDER_STOP_LIMIT);
  if (self->session == NULL)
    return;
  set_references (self);
  if (!was_resting)
    bt_price_field_set_price (self->price_field, BT_PRICE_NONE);
  if (!had_limit)
    {
      set_references (self);
      bt_price_field_set_price (self->limit_field, BT_PRICE_NONE);
    }
  ticket_changed_cb (self);
}

static void
type_toggled_cb (GtkToggleButton *button, BtOrderTicket *self)
{
  for (guint i = 0; i < N_TYPES; i++)
    if (gtk_toggle_button_get_active (button)
        && GTK_WIDGET (button) == get_type_button (self, (BtOrderType) i))
      set_type (self, (BtOrderType) i);
}

static void
configure_fields (BtOrderTicket *self)
{
  BtPriceField *const prices[]
    = { self->price_field, self->limit_field, self->stop_field, self->target_field };

  for (guint i = 0; i < G_N_ELEMENTS (prices); i++)
    {
      bt_price_field_set_instrument (prices[i], get_instrument (self));
      bt_price_field_set_disguise (prices[i], bt_session_get_disguise (self->session));
    }
  bt_order_terms_set_disguise (self->terms, bt_session_get_disguise (self->session));
  bt_size_field_set_session (self->size_field, self->session);
  bt_order_ticket_offer_money (self);
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
  configure_fields (self);
  g_signal_connect_object (self->session, "account-changed", G_CALLBACK (ticket_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::disguised", G_CALLBACK (configure_fields), self,
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
  gtk_widget_class_bind_template_child (widget_class, BtOrderTicket, size_field);
  gtk_widget_class_bind_template_child (widget_class, BtOrderTicket, market_button);
  gtk_widget_class_bind_template_child (widget_class, BtOrderTicket, limit_button);
  gtk_widget_class_bind_template_child (widget_class, BtOrderTicket, stop_order_button);
  gtk_widget_class_bind_template_child (widget_class, BtOrderTicket, stop_limit_button);
  gtk_widget_class_bind_template_child (widget_class, BtOrderTicket, price_field);
  gtk_widget_class_bind_template_child (widget_class, BtOrderTicket, limit_field);
  gtk_widget_class_bind_template_child (widget_class, BtOrderTicket, terms);
  gtk_widget_class_bind_template_child (widget_class, BtOrderTicket, estimate);
  gtk_widget_class_bind_template_child (widget_class, BtOrderTicket, stop_field);
  gtk_widget_class_bind_template_child (widget_class, BtOrderTicket, target_field);
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
  g_type_ensure (BT_TYPE_SIZE_FIELD);
  g_type_ensure (BT_TYPE_ORDER_TERMS);
  g_type_ensure (BT_TYPE_ESTIMATE_GRID);
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("order-ticket"));
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, side_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, ticket_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, place_cb);
  gtk_widget_class_bind_template_callback (widget_class, type_toggled_cb);
}

/* What the order would cost and bring is heard by who comes to the button that sends it. */
static void
describe_order (BtOrderTicket *self)
{
  bt_accessible_describe_by_texts (self->place_button, GTK_WIDGET (self->estimate));
}

static void
bt_order_ticket_init (BtOrderTicket *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_swapped (focus, "enter", G_CALLBACK (describe_order), self);
  gtk_widget_add_controller (self->place_button, focus);
  bt_key_tip_add (self->buy_button, "win.buy");
  bt_key_tip_add (self->sell_button, "win.sell");
  bt_key_tip_add (self->market_button, "win.next-order-type");
  bt_key_tip_add (self->limit_button, "win.next-order-type");
  bt_key_tip_add (self->stop_order_button, "win.next-order-type");
  bt_key_tip_add (self->stop_limit_button, "win.next-order-type");
}

void
bt_order_ticket_place (BtOrderTicket *ticket, BtDirection direction)
{
  g_return_if_fail (BT_IS_ORDER_TICKET (ticket));

  GtkWidget *side = direction == BT_DIRECTION_BUY ? ticket->buy_button : ticket->sell_button;
  gboolean is_turned = bt_order_ticket_get_direction (ticket) != direction;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (side), TRUE);
  ticket_changed_cb (ticket);
  if (is_turned && ticket->type != BT_ORDER_MARKET)
    gtk_widget_activate_action (
      GTK_WIDGET (ticket), "win.toast", "s",
      _ ("The order’s price went to the other side: press again to send it"));
  else
    place_cb (ticket);
}

void
bt_order_ticket_send (BtOrderTicket *ticket)
{
  g_return_if_fail (BT_IS_ORDER_TICKET (ticket));

  place_cb (ticket);
}

void
bt_order_ticket_fill (BtOrderTicket *ticket, const BtCommand *command)
{
  gboolean is_buy = command->direction == BT_DIRECTION_BUY;

  g_return_if_fail (BT_IS_ORDER_TICKET (ticket) && command != NULL);

  ticket->is_updating = TRUE;
  gtk_toggle_button_set_active (
    GTK_TOGGLE_BUTTON (is_buy ? ticket->buy_button : ticket->sell_button), TRUE);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (get_type_button (ticket, command->type)), TRUE);
  set_references (ticket);
  bt_price_field_set_price (ticket->price_field, command->price_points);
  set_references (ticket);
  bt_price_field_set_price (ticket->stop_field, command->stop_loss_points);
  set_references (ticket);
  bt_price_field_set_price (ticket->target_field, command->take_profit_points);
  ticket->is_updating = FALSE;
  ticket_changed_cb (ticket);
}

void
bt_order_ticket_shift_type (BtOrderTicket *ticket, int steps)
{
  g_return_if_fail (BT_IS_ORDER_TICKET (ticket));

  int next = ((int) ticket->type + steps + N_TYPES) % N_TYPES;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (get_type_button (ticket, (BtOrderType) next)),
                                TRUE);
  bt_accessible_announce (GTK_WIDGET (ticket),
                          gtk_button_get_label (GTK_BUTTON (ticket->place_button)));
}

void
bt_order_ticket_focus (BtOrderTicket *ticket)
{
  g_return_if_fail (BT_IS_ORDER_TICKET (ticket));

  gtk_widget_grab_focus (ticket->type == BT_ORDER_MARKET ? GTK_WIDGET (ticket->size_field)
                                                         : GTK_WIDGET (ticket->price_field));
}
