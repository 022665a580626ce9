// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-price-field.h"

#include "ui/bt-accessible.h"

#include "ui/bt-resources.h"

#include <math.h>

/* The entries of the mode's list. */
enum
{
  MODE_PRICE,
  MODE_POINTS,
};

struct _BtPriceField
{
  GtkBox parent_instance;

  char *title;
  guint digits;
  gint64 reference_points; /* BT_PRICE_NONE until there is a quote */
  int side;
  gint64 usual_points;
  guint mode;
  gboolean is_updating;

  GtkWidget *check;
  GtkWidget *spin;
  GtkAdjustment *adjustment;
  GtkWidget *mode_drop_down;
  GtkWidget *refusal_label;
};

enum
{
  PROP_TITLE = 1,
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
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (self->check));
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
  double step = is_price ? 10.0 / get_scale (self) : 10.0;

  self->is_updating = TRUE;
  gtk_adjustment_configure (self->adjustment, gtk_adjustment_get_value (self->adjustment), 0, 1e9,
                            step, step * 10, 0);
  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (self->spin), is_price ? self->digits : 0);
  self->is_updating = FALSE;
}

static void
put_price (BtPriceField *self, gint64 price_points)
{
  if (self->mode == MODE_PRICE)
    put_value (self, (double) price_points / get_scale (self));
  else if (self->reference_points != BT_PRICE_NONE)
    put_value (self, (double) ((price_points - self->reference_points) * self->side));
}

static void
tell_changed (BtPriceField *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
check_toggled_cb (BtPriceField *self)
{
  if (is_set (self) && gtk_adjustment_get_value (self->adjustment) <= 0
      && self->reference_points != BT_PRICE_NONE)
    put_price (self, self->reference_points + self->side * self->usual_points);
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

  self->mode = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->mode_drop_down));
  configure_spin (self);
  if (price_points != BT_PRICE_NONE)
    put_price (self, price_points);
  else
    put_value (self, 0);
  tell_changed (self);
}

static void
bt_price_field_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  BtPriceField *self = BT_PRICE_FIELD (object);

  if (id != PROP_TITLE)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
      return;
    }
  g_free (self->title);
  self->title = g_value_dup_string (value);
  gtk_check_button_set_label (GTK_CHECK_BUTTON (self->check), self->title);
  bt_accessible_set_name (self->spin, self->title);
  bt_accessible_set_name (self->mode_drop_down, self->title);
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

static void
bt_price_field_class_init (BtPriceFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = bt_price_field_set_property;
  object_class->get_property = bt_price_field_get_property;
  object_class->finalize = bt_price_field_finalize;
  properties[PROP_TITLE]
    = g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
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
  gtk_widget_class_bind_template_child (widget_class, BtPriceField, refusal_label);
  gtk_widget_class_bind_template_callback (widget_class, check_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, value_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, mode_changed_cb);
}

static void
bt_price_field_init (BtPriceField *self)
{
  self->reference_points = BT_PRICE_NONE;
  self->side = 1;
  gtk_widget_init_template (GTK_WIDGET (self));
  /* A spin button tells of Enter only through the text inside it. */
  g_signal_connect_swapped (gtk_editable_get_delegate (GTK_EDITABLE (self->spin)), "activate",
                            G_CALLBACK (value_activated_cb), self);
}

void
bt_price_field_set_instrument (BtPriceField *field, const BtInstrument *instrument)
{
  g_return_if_fail (BT_IS_PRICE_FIELD (field));

  field->digits = instrument->digits;
  configure_spin (field);
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
  /* The other direction's stop lies on the other side, as far away. */
  if (is_mirrored)
    put_price (field, reference_points - distance);
}

gint64
bt_price_field_get_price (BtPriceField *field)
{
  g_return_val_if_fail (BT_IS_PRICE_FIELD (field), BT_PRICE_NONE);

  double value = gtk_adjustment_get_value (field->adjustment);
  if (!is_set (field))
    return BT_PRICE_NONE;
  if (field->mode == MODE_PRICE)
    return (gint64) llround (value * get_scale (field));
  if (field->reference_points == BT_PRICE_NONE)
    return BT_PRICE_NONE;
  return field->reference_points + field->side * (gint64) llround (value);
}

void
bt_price_field_set_price (BtPriceField *field, gint64 price_points)
{
  g_return_if_fail (BT_IS_PRICE_FIELD (field));

  gboolean was_set = is_set (field);
  if (price_points != BT_PRICE_NONE)
    put_price (field, price_points);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (field->check), price_points != BT_PRICE_NONE);
  if (was_set && price_points != BT_PRICE_NONE)
    tell_changed (field);
}

void
bt_price_field_set_refusal (BtPriceField *field, const char *text)
{
  g_return_if_fail (BT_IS_PRICE_FIELD (field));

  gboolean is_refused = text != NULL && *text != '\0';
  gtk_label_set_label (GTK_LABEL (field->refusal_label), is_refused ? text : "");
  gtk_widget_set_visible (field->refusal_label, is_refused);
  if (is_refused)
    gtk_widget_add_css_class (field->spin, "refused");
  else
    gtk_widget_remove_css_class (field->spin, "refused");
}
