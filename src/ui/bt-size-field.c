// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-size-field.h"

#include "ui/bt-accessible.h"
#include "ui/bt-format.h"
#include "ui/bt-resources.h"
#include "ui/bt-volume-spin.h"

#include <glib/gi18n.h>
#include <math.h>

#define FIRST_LOTS 0.10
#define FIRST_PERCENT 1.0
#define FIRST_MONEY 100.0
#define PERCENT_MAX 100.0
#define PERCENT_STEP 0.25
/* With the eight decimals of coins still a number of 64 bits. */
#define MONEY_MAX 1e10
#define MONEY_STEP 10.0
/* The first word of a kept text, with the figures of all ways behind it. */
static const char *const mode_names[BT_N_SIZE_MODES] = { "lots", "percent", "money" };

struct _BtSizeField
{
  GtkBox parent_instance;

  BtSession *session;
  BtSizeMode mode;
  double values[BT_N_SIZE_MODES];
  gboolean is_updating;

  GtkWidget *spin;
  GtkAdjustment *adjustment;
  GtkWidget *mode_drop_down;
  GtkWidget *refusal_label;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtSizeField, bt_size_field, GTK_TYPE_BOX)

static guint
get_digits (BtSizeField *self)
{
  return bt_currency_digits (bt_session_get_settings (self->session)->currency);
}

/* Gives the spin button the steps of the present way, and its figure. */
static void
configure_spin (BtSizeField *self)
{
  GtkSpinButton *spin = GTK_SPIN_BUTTON (self->spin);

  self->is_updating = TRUE;
  switch (self->mode)
    {
    case BT_SIZE_MODE_PERCENT:
      gtk_adjustment_configure (self->adjustment, self->values[self->mode], 0, PERCENT_MAX,
                                PERCENT_STEP, 1.0, 0);
      gtk_spin_button_set_digits (spin, 2);
      break;
    case BT_SIZE_MODE_MONEY:
      gtk_adjustment_configure (self->adjustment, self->values[self->mode], 0, MONEY_MAX,
                                MONEY_STEP, MONEY_STEP * 10, 0);
      gtk_spin_button_set_digits (spin, get_digits (self));
      break;
    case BT_SIZE_MODE_LOTS:
    default:
      bt_volume_spin_configure (self->spin, bt_session_get_instrument (self->session));
    }
  gtk_adjustment_set_value (self->adjustment, self->values[self->mode]);
  self->is_updating = FALSE;
}

static void
value_changed_cb (BtSizeField *self)
{
  if (self->is_updating)
    return;
  self->values[self->mode] = gtk_adjustment_get_value (self->adjustment);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
mode_changed_cb (BtSizeField *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->mode_drop_down));

  if (self->session == NULL || self->is_updating || selected >= BT_N_SIZE_MODES)
    return;
  self->mode = (BtSizeMode) selected;
  configure_spin (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Offers the ways; money is called by its currency. */
static void
show_modes (BtSizeField *self)
{
  /* Translators: the ways in which an order's size is given. */
  const char *const lots = _ ("lots");
  /* xgettext:no-c-format */
  const char *const percent = _ ("% of equity");
  const char *const names[]
    = { lots, percent, bt_session_get_settings (self->session)->currency, NULL };
  g_autoptr (GtkStringList) model = gtk_string_list_new (names);

  self->is_updating = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->mode_drop_down), G_LIST_MODEL (model));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->mode_drop_down), self->mode);
  self->is_updating = FALSE;
}

static void
bt_size_field_dispose (GObject *object)
{
  g_clear_object (&BT_SIZE_FIELD (object)->session);
  G_OBJECT_CLASS (bt_size_field_parent_class)->dispose (object);
}

static gboolean
bt_size_field_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (BT_SIZE_FIELD (widget)->spin);
}

static void
bt_size_field_class_init (BtSizeFieldClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_size_field_dispose;
  widget_class->grab_focus = bt_size_field_grab_focus;
  signals[CHANGED] = g_signal_new ("changed", BT_TYPE_SIZE_FIELD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("size-field"));
  gtk_widget_class_bind_template_child (widget_class, BtSizeField, spin);
  gtk_widget_class_bind_template_child (widget_class, BtSizeField, adjustment);
  gtk_widget_class_bind_template_child (widget_class, BtSizeField, mode_drop_down);
  gtk_widget_class_bind_template_child (widget_class, BtSizeField, refusal_label);
  gtk_widget_class_bind_template_callback (widget_class, value_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, mode_changed_cb);
}

static void
bt_size_field_init (BtSizeField *self)
{
  self->values[BT_SIZE_MODE_LOTS] = FIRST_LOTS;
  self->values[BT_SIZE_MODE_PERCENT] = FIRST_PERCENT;
  self->values[BT_SIZE_MODE_MONEY] = FIRST_MONEY;
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
bt_size_field_set_session (BtSizeField *field, BtSession *session)
{
  g_return_if_fail (BT_IS_SIZE_FIELD (field));

  if (!g_set_object (&field->session, session) || session == NULL)
    return;
  double smallest = (double) bt_session_get_instrument (session)->volume_min.units
                    / (double) BT_VOLUME_UNITS_PER_LOT;
  field->values[BT_SIZE_MODE_LOTS] = MAX (field->values[BT_SIZE_MODE_LOTS], smallest);
  show_modes (field);
  configure_spin (field);
}

BtSizeMode
bt_size_field_get_mode (BtSizeField *field)
{
  g_return_val_if_fail (BT_IS_SIZE_FIELD (field), BT_SIZE_MODE_LOTS);

  return field->mode;
}

void
bt_size_field_set_mode (BtSizeField *field, BtSizeMode mode)
{
  g_return_if_fail (BT_IS_SIZE_FIELD (field) && mode < BT_N_SIZE_MODES);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (field->mode_drop_down), mode);
}

void
bt_size_field_set_value (BtSizeField *field, double value)
{
  g_return_if_fail (BT_IS_SIZE_FIELD (field));

  gtk_adjustment_set_value (field->adjustment, value);
}

/* Returns what may be lost. */
static BtMoney
find_allowed (BtSizeField *self)
{
  double value = self->values[self->mode];
  BtAccountState account;

  if (self->mode == BT_SIZE_MODE_MONEY)
    return BT_MONEY ((gint64) llround (value * pow (10.0, get_digits (self))));
  bt_session_get_account (self->session, &account);
  return bt_order_size_share (account.equity, (gint64) llround (value * 100.0));
}

void
bt_size_field_find (BtSizeField *field, const BtCommand *command, BtOrderSize *out)
{
  g_return_if_fail (BT_IS_SIZE_FIELD (field) && field->session != NULL);

  if (field->mode != BT_SIZE_MODE_LOTS)
    {
      bt_session_size_order (field->session, command, find_allowed (field), out);
      return;
    }
  *out = (BtOrderSize){
    .result = BT_SIZE_FOUND,
    .volume = BT_VOLUME (
      (gint64) llround (field->values[BT_SIZE_MODE_LOTS] * (double) BT_VOLUME_UNITS_PER_LOT)),
  };
}

char *
bt_size_field_explain (BtSizeField *field, const BtOrderSize *size)
{
  g_return_val_if_fail (BT_IS_SIZE_FIELD (field) && field->session != NULL, NULL);

  if (size->result == BT_SIZE_FOUND)
    return NULL;
  if (size->result == BT_SIZE_NO_STOP)
    return g_strdup (_ ("Set a stop: the size is found from what is lost there"));
  if (size->result == BT_SIZE_NO_QUOTE)
    return g_strdup (_ ("There is no price yet from which a size could be found"));
  if (size->result == BT_SIZE_NO_RATE)
    return g_strdup (_ ("There is no rate from the quote currency to that of the account"));
  const BtInstrument *instrument = bt_session_get_instrument (field->session);
  g_autofree char *allowed = bt_format_money (find_allowed (field), get_digits (field));
  g_autofree char *loss = bt_format_money (size->smallest, get_digits (field));
  g_autofree char *lots = bt_format_volume (instrument, instrument->volume_min);
  /* Translators: what may be lost, the smallest number of lots, and what they would lose. */
  return g_strdup_printf (_ ("%s may be lost, but the smallest size, %s lots, would lose %s"),
                          allowed, lots, loss);
}

void
bt_size_field_take_text (BtSizeField *field)
{
  g_return_if_fail (BT_IS_SIZE_FIELD (field));

  gtk_spin_button_update (GTK_SPIN_BUTTON (field->spin));
}

void
bt_size_field_set_refusal (BtSizeField *field, const char *text)
{
  g_return_if_fail (BT_IS_SIZE_FIELD (field));

  gtk_label_set_label (GTK_LABEL (field->refusal_label), text != NULL ? text : "");
  gtk_widget_set_visible (field->refusal_label, text != NULL);
  bt_accessible_set_fault (field->spin, text);
  if (text != NULL)
    gtk_widget_add_css_class (field->spin, "refused");
  else
    gtk_widget_remove_css_class (field->spin, "refused");
}

char *
bt_size_field_to_text (BtSizeField *field)
{
  GString *text;

  g_return_val_if_fail (BT_IS_SIZE_FIELD (field), NULL);

  text = g_string_new (mode_names[field->mode]);
  for (guint i = 0; i < BT_N_SIZE_MODES; i++)
    {
      char figure[G_ASCII_DTOSTR_BUF_SIZE];

      g_string_append_printf (text, " %s",
                              g_ascii_dtostr (figure, sizeof figure, field->values[i]));
    }
  return g_string_free (text, FALSE);
}

void
bt_size_field_read (BtSizeField *field, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text != NULL ? text : "", " ", -1);
  BtSizeMode mode = BT_SIZE_MODE_LOTS;

  g_return_if_fail (BT_IS_SIZE_FIELD (field));

  if (g_strv_length (words) != BT_N_SIZE_MODES + 1 || field->session == NULL)
    return;
  for (guint i = 0; i < BT_N_SIZE_MODES; i++)
    {
      double value = g_ascii_strtod (words[i + 1], NULL);

      if (g_str_equal (words[0], mode_names[i]))
        mode = (BtSizeMode) i;
      if (isfinite (value) && value > 0)
        field->values[i] = value;
    }
  field->mode = mode;
  show_modes (field);
  configure_spin (field);
  g_signal_emit (field, signals[CHANGED], 0);
}
