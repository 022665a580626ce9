// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-price-field.h"

#include "ui/bt-accessible.h"
#include "ui/bt-format.h"
#include "ui/bt-resources.h"

#include <glib/gi18n.h>
#include <math.h>

/* The entries of the mode's list. */
enum
{
  MODE_PRICE,
  MODE_POINTS,
  MODE_MULTIPLE,
  MODE_MONEY,
};

#define MULTIPLE_DIGITS 2
#define USUAL_MULTIPLE 2.0

struct _BtPriceField
{
  GtkBox parent_instance;

  char *title;
  gboolean is_required;
  BtInstrument instrument;
  BtDisguise disguise;
  guint digits;
  gint64 reference_points; /* BT_PRICE_NONE until there is a quote */
  int side;
  gint64 usual_points;
  gint64 risk_points; /* 0: there is no stop */
  gint64 nearest_points;
  guint mode;
  BtPriceFieldMoney money;
  gpointer money_data;
  guint money_digits;
  gboolean has_multiple;
  gboolean is_updating;

  GtkWidget *check;
  GtkWidget *title_label;
  GtkWidget *spin;
  GtkAdjustment *adjustment;
  GtkWidget *mode_drop_down;
  GtkWidget *refusal_box;
  GtkWidget *refusal_label;
  GtkWidget *nearest_button;
};

enum
{
  PROP_TITLE = 1,
  PROP_REQUIRED,
  PROP_HAS_MULTIPLE,
  N_PROPS
};

enum
{
  CHANGED,
  ACTIVATE,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtPriceField, bt_price_field, GTK_TYPE_BOX)

static double
get_scale (BtPriceField *self)
{
  return pow (10.0, self->digits);
}

static gboolean
is_set (BtPriceField *self)
{
  return self->is_required || gtk_check_button_get_active (GTK_CHECK_BUTTON (self->check));
}

/* Puts a value into the spin button without telling of it. */
static void
put_value (BtPriceField *self, double value)
{
  self->is_updating = TRUE;
  gtk_adjustment_set_value (self->adjustment, value);
  self->is_updating = FALSE;
}

static void
configure_spin (BtPriceField *self)
{
  gboolean is_price = self->mode == MODE_PRICE;
  double step = is_price ? 10.0 / get_scale (self) : self->mode == MODE_MULTIPLE ? 0.25 : 10.0;
  guint digits = is_price                      ? self->digits
                 : self->mode == MODE_POINTS   ? 0
                 : self->mode == MODE_MULTIPLE ? MULTIPLE_DIGITS
                                               : self->money_digits;
  /* An order's price may lie on either side. */
  double lower = (self->is_required && !is_price) || self->disguise.is_active ? -1e9 : 0;

  self->is_updating = TRUE;
  gtk_adjustment_configure (self->adjustment, gtk_adjustment_get_value (self->adjustment), lower,
                            1e9, step, step * 10, 0);
  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (self->spin), digits);
  self->is_updating = FALSE;
}

static void
put_price (BtPriceField *self, gint64 price_points)
{
  if (self->mode == MODE_PRICE)
    put_value (self, (double) bt_disguise_show (&self->disguise, price_points) / get_scale (self));
  else if (self->mode == MODE_MONEY)
    {
      BtMoney amount;

      if (self->money.get_amount (price_points, &amount, self->money_data))
        put_value (self, (double) amount.minor / pow (10.0, self->money_digits));
    }
  else if (self->reference_points != BT_PRICE_NONE)
    {
      double distance = (double) ((price_points - self->reference_points) * self->side);
      if (self->mode == MODE_POINTS)
        put_value (self, distance);
      else if (self->risk_points > 0)
        put_value (self, distance / (double) self->risk_points);
    }
}

/* Puts a price where it is usual to begin. */
static void
put_usual (BtPriceField *self)
{
  if (self->reference_points != BT_PRICE_NONE)
    put_price (self, self->reference_points + self->side * self->usual_points);
}

static void
tell_changed (BtPriceField *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
check_toggled_cb (BtPriceField *self)
{
  if (is_set (self) && gtk_adjustment_get_value (self->adjustment) <= 0)
    put_usual (self);
  tell_changed (self);
}

static void
value_changed_cb (BtPriceField *self)
{
  if (!self->is_updating)
    tell_changed (self);
}

static void
value_activated_cb (BtPriceField *self)
{
  gtk_spin_button_update (GTK_SPIN_BUTTON (self->spin));
  g_signal_emit (self, signals[ACTIVATE], 0);
}

static void
mode_changed_cb (BtPriceField *self)
{
  gint64 price_points = bt_price_field_get_price (self);

  guint entry = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->mode_drop_down));
  /* Without multiples money comes right after the points. */
  self->mode = entry >= MODE_MULTIPLE && !self->has_multiple ? entry + 1 : entry;
  configure_spin (self);
  if (price_points != BT_PRICE_NONE)
    put_price (self, price_points);
  else
    put_value (self, 0);
  if (self->mode == MODE_MULTIPLE && gtk_adjustment_get_value (self->adjustment) <= 0)
    put_value (self, USUAL_MULTIPLE);
  tell_changed (self);
}

static void
nearest_clicked_cb (BtPriceField *self)
{
  bt_price_field_set_price (self, self->nearest_points);
}

/* Offers the ways in which the price can be given. */
static void
show_modes (BtPriceField *self, const char *currency)
{
  /* Translators: the ways in which a price is given. */
  const char *names[] = { _ ("Price"), _ ("Points"), NULL, NULL, NULL };
  guint count = MODE_MULTIPLE;

  if (self->has_multiple)
    names[count++] = _ ("× risk (R)");
  if (currency != NULL)
    names[count++] = currency;
  g_autoptr (GtkStringList) model = gtk_string_list_new (names);
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->mode_drop_down), G_LIST_MODEL (model));
}

static void
set_title (BtPriceField *self, const char *title)
{
  g_autofree char *mode_name = NULL;

  g_free (self->title);
  self->title = g_strdup (title);
  gtk_check_button_set_label (GTK_CHECK_BUTTON (self->check), title);
  gtk_label_set_label (GTK_LABEL (self->title_label), title);
  bt_accessible_set_name (self->spin, title);
  /* Translators: %s is a field, such as “Stop”. */
  mode_name = g_strdup_printf (_ ("%s given as"), title);
  bt_accessible_set_name (self->mode_drop_down, mode_name);
}

static void
set_required (BtPriceField *self, gboolean is_required)
{
  self->is_required = is_required;
  gtk_widget_set_visible (self->check, !is_required);
  gtk_widget_set_visible (self->title_label, is_required);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->check), is_required);
}

static void
bt_price_field_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  BtPriceField *self = BT_PRICE_FIELD (object);

  switch (id)
    {
    case PROP_TITLE:
      set_title (self, g_value_get_string (value));
      break;
    case PROP_REQUIRED:
      set_required (self, g_value_get_boolean (value));
      break;
    case PROP_HAS_MULTIPLE:
      self->has_multiple = g_value_get_boolean (value);
      show_modes (self, NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
bt_price_field_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_TITLE)
    g_value_set_string (value, BT_PRICE_FIELD (object)->title);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
bt_price_field_finalize (GObject *object)
{
  g_free (BT_PRICE_FIELD (object)->title);
  G_OBJECT_CLASS (bt_price_field_parent_class)->finalize (object);
}

static gboolean
bt_price_field_grab_focus (GtkWidget *widget)
{
  BtPriceField *self = BT_PRICE_FIELD (widget);

  return gtk_widget_grab_focus (is_set (self) ? self->spin : self->check);
}

static void
bt_price_field_class_init (BtPriceFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = bt_price_field_set_property;
  object_class->get_property = bt_price_field_get_property;
  object_class->finalize = bt_price_field_finalize;
  widget_class->grab_focus = bt_price_field_grab_focus;
  properties[PROP_TITLE]
    = g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_REQUIRED] = g_param_spec_boolean ("required", NULL, NULL, FALSE,
                                                    G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_HAS_MULTIPLE] = g_param_spec_boolean ("has-multiple", NULL, NULL, FALSE,
                                                        G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CHANGED] = g_signal_new ("changed", BT_TYPE_PRICE_FIELD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[ACTIVATE] = g_signal_new ("activate", BT_TYPE_PRICE_FIELD, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("price-field"));
  gtk_widget_class_bind_template_child (widget_class, BtPriceField, check);
  gtk_widget_class_bind_template_child (widget_class, BtPriceField, spin);
  gtk_widget_class_bind_template_child (widget_class, BtPriceField, adjustment);
  gtk_widget_class_bind_template_child (widget_class, BtPriceField, mode_drop_down);
  gtk_widget_class_bind_template_child (widget_class, BtPriceField, title_label);
  gtk_widget_class_bind_template_child (widget_class, BtPriceField, refusal_box);
  gtk_widget_class_bind_template_child (widget_class, BtPriceField, refusal_label);
  gtk_widget_class_bind_template_child (widget_class, BtPriceField, nearest_button);
  gtk_widget_class_bind_template_callback (widget_class, check_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, value_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, mode_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, nearest_clicked_cb);
}

static void
bt_price_field_init (BtPriceField *self)
{
  self->reference_points = BT_PRICE_NONE;
  self->nearest_points = BT_PRICE_NONE;
  self->side = 1;
  gtk_widget_init_template (GTK_WIDGET (self));
  show_modes (self, NULL);
  /* A spin button tells of Enter only through the text inside it. */
  g_signal_connect_swapped (gtk_editable_get_delegate (GTK_EDITABLE (self->spin)), "activate",
                            G_CALLBACK (value_activated_cb), self);
}

void
bt_price_field_set_instrument (BtPriceField *field, const BtInstrument *instrument)
{
  g_return_if_fail (BT_IS_PRICE_FIELD (field));

  field->instrument = *instrument;
  field->digits = instrument->digits;
  configure_spin (field);
}

void
bt_price_field_set_disguise (BtPriceField *field, const BtDisguise *disguise)
{
  g_return_if_fail (BT_IS_PRICE_FIELD (field) && disguise != NULL);

  gint64 price_points = bt_price_field_get_price (field);
  gint64 shift_points = field->disguise.shift_points;
  field->disguise = *disguise;
  configure_spin (field);
  /* The same price is another text now; one that is left out begins where it is usual. */
  if (field->mode != MODE_PRICE || shift_points == disguise->shift_points)
    return;
  if (price_points != BT_PRICE_NONE && gtk_adjustment_get_value (field->adjustment) != 0)
    put_price (field, price_points);
  else
    put_value (field, 0);
}

void
bt_price_field_set_reference (BtPriceField *field,
                              gint64 reference_points,
                              int side,
                              gint64 usual_points)
{
  g_return_if_fail (BT_IS_PRICE_FIELD (field));

  gboolean is_mirrored = side != field->side && field->mode == MODE_PRICE && is_set (field)
                         && reference_points != BT_PRICE_NONE
                         && field->reference_points != BT_PRICE_NONE;
  gint64 distance = is_mirrored ? bt_price_field_get_price (field) - field->reference_points : 0;
  field->reference_points = reference_points;
  field->side = side;
  field->usual_points = usual_points;
  if (field->is_required && field->mode == MODE_PRICE
      && gtk_adjustment_get_value (field->adjustment) <= 0)
    put_usual (field);
  /* The other direction's stop lies on the other side, as far away. */
  if (is_mirrored)
    put_price (field, reference_points - distance);
}

void
bt_price_field_set_risk (BtPriceField *field, gint64 risk_points)
{
  g_return_if_fail (BT_IS_PRICE_FIELD (field));

  field->risk_points = risk_points;
}

void
bt_price_field_set_money (BtPriceField *field,
                          const BtPriceFieldMoney *money,
                          gpointer data,
                          const char *currency)
{
  g_return_if_fail (BT_IS_PRICE_FIELD (field));

  field->money = *money;
  field->money_data = data;
  field->money_digits = bt_currency_digits (currency);
  show_modes (field, currency);
}

gboolean
bt_price_field_is_money (BtPriceField *field)
{
  g_return_val_if_fail (BT_IS_PRICE_FIELD (field), FALSE);

  return is_set (field) && field->mode == MODE_MONEY;
}

gint64
bt_price_field_get_distance (BtPriceField *field)
{
  gint64 price_points = bt_price_field_get_price (field);

  if (price_points == BT_PRICE_NONE || field->reference_points == BT_PRICE_NONE)
    return 0;
  return MAX ((price_points - field->reference_points) * field->side, 0);
}

gboolean
bt_price_field_lacks_risk (BtPriceField *field)
{
  g_return_val_if_fail (BT_IS_PRICE_FIELD (field), FALSE);

  return is_set (field) && field->mode == MODE_MULTIPLE && field->risk_points <= 0;
}

gint64
bt_price_field_get_price (BtPriceField *field)
{
  g_return_val_if_fail (BT_IS_PRICE_FIELD (field), BT_PRICE_NONE);

  double value = gtk_adjustment_get_value (field->adjustment);
  if (!is_set (field))
    return BT_PRICE_NONE;
  if (field->mode == MODE_PRICE)
    {
      gboolean is_unknown = field->is_required && field->reference_points == BT_PRICE_NONE;
      return is_unknown && value == 0
               ? BT_PRICE_NONE
               : bt_disguise_reveal (&field->disguise,
                                     (gint64) llround (value * get_scale (field)));
    }
  if (field->mode == MODE_MONEY)
    return field->money.get_price (
      BT_MONEY ((gint64) llround (value * pow (10.0, field->money_digits))), field->money_data);
  if (field->reference_points == BT_PRICE_NONE || bt_price_field_lacks_risk (field))
    return BT_PRICE_NONE;
  double distance = field->mode == MODE_MULTIPLE ? value * (double) field->risk_points : value;
  return field->reference_points + field->side * (gint64) llround (distance);
}

void
bt_price_field_take_text (BtPriceField *field)
{
  g_return_if_fail (BT_IS_PRICE_FIELD (field));

  gtk_spin_button_update (GTK_SPIN_BUTTON (field->spin));
}

void
bt_price_field_set_price (BtPriceField *field, gint64 price_points)
{
  g_return_if_fail (BT_IS_PRICE_FIELD (field));

  gboolean was_set = is_set (field);
  if (price_points != BT_PRICE_NONE)
    put_price (field, price_points);
  else if (field->is_required)
    put_usual (field);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (field->check),
                               field->is_required || price_points != BT_PRICE_NONE);
  if (was_set && is_set (field))
    tell_changed (field);
}

void
bt_price_field_set_refusal (BtPriceField *field, const char *text, gint64 nearest_points)
{
  g_return_if_fail (BT_IS_PRICE_FIELD (field));

  gboolean is_refused = text != NULL && *text != '\0';
  gboolean has_nearest = is_refused && nearest_points != BT_PRICE_NONE;
  gtk_label_set_label (GTK_LABEL (field->refusal_label), is_refused ? text : "");
  gtk_widget_set_visible (field->refusal_box, is_refused);
  gtk_widget_set_visible (field->nearest_button, has_nearest);
  field->nearest_points = nearest_points;
  if (has_nearest)
    {
      g_autofree char *price
        = bt_format_price (&field->instrument, bt_disguise_show (&field->disguise, nearest_points));
      /* Translators: %s is the nearest price that is allowed. */
      g_autofree char *label = g_strdup_printf (_ ("Use %s"), price);
      gtk_button_set_label (GTK_BUTTON (field->nearest_button), label);
    }
  bt_accessible_set_fault (field->spin, is_refused ? text : NULL);
  if (is_refused)
    gtk_widget_add_css_class (field->spin, "refused");
  else
    gtk_widget_remove_css_class (field->spin, "refused");
}
