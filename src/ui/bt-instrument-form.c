// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-instrument-form.h"

#include "ui/bt-field-row.h"
#include "ui/bt-resources.h"

#include <glib/gi18n.h>

struct _BtInstrumentForm
{
  GtkBox parent_instance;

  BtInstrument shown;
  gboolean has_shown;
  gboolean is_updating;
  gboolean is_good;
  gboolean is_edited;

  GtkWidget *rows[BT_INSTRUMENT_N_FIELDS]; /* NULL for fields that are no texts */
  GtkWidget *group;
  GtkWidget *swap_switch;
  GtkWidget *triple_row;
  GtkWidget *weekend_switch;
  GtkWidget *hours_button;
};

enum
{
  PROP_IS_GOOD = 1,
  PROP_IS_EDITED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (BtInstrumentForm, bt_instrument_form, GTK_TYPE_BOX)

/* How a field is called, where it stands in the template, and what it takes. */
static const struct
{
  const char *title;
  const char *child; /* NULL: it is no text */
  const char *allowed;
} fields[BT_INSTRUMENT_N_FIELDS] = {
  [BT_INSTRUMENT_FIELD_DESCRIPTION]
  = { N_ ("Description"), "description_row", N_ ("At most 63 letters") },
  [BT_INSTRUMENT_FIELD_BASE]
  = { N_ ("Base: what is traded"), "base_row", N_ ("A code of 3 to 7 capital letters or digits") },
  [BT_INSTRUMENT_FIELD_QUOTE] = { N_ ("Currency of the price"), "quote_row",
                                  N_ ("A code of 3 to 7 capital letters or digits") },
  [BT_INSTRUMENT_FIELD_DIGITS]
  = { N_ ("Decimals of the price"), "digits_row", N_ ("A whole number from 0 to 8") },
  [BT_INSTRUMENT_FIELD_CONTRACT_SIZE]
  = { N_ ("Units in a lot"), "contract_row", N_ ("Above 0 and at most 100000000") },
  [BT_INSTRUMENT_FIELD_VOLUME_MIN]
  = { N_ ("Smallest size, lots"), "minimum_row", N_ ("Above 0 and at most 1000000, such as 0.01") },
  [BT_INSTRUMENT_FIELD_VOLUME_MAX]
  = { N_ ("Largest size, lots"), "maximum_row", N_ ("Above 0 and at most 1000000, such as 0.01") },
  [BT_INSTRUMENT_FIELD_VOLUME_STEP]
  = { N_ ("Step of the size, lots"), "step_row", N_ ("Above 0 and at most 1000000, such as 0.01") },
  [BT_INSTRUMENT_FIELD_SPREAD]
  = { N_ ("Usual spread, points"), "spread_row", N_ ("A whole number from 0 to 10000000") },
  [BT_INSTRUMENT_FIELD_LEVERAGE] = { N_ ("Leverage; 0 is the account's"), "leverage_row",
                                     N_ ("A whole number from 0 to 1000; 20 is a margin of 5 %") },
  [BT_INSTRUMENT_FIELD_SWAP] = { N_ ("Swap at the end of the trading day"), NULL, NULL },
  [BT_INSTRUMENT_FIELD_SWAP_LONG] = { N_ ("Swap of a long position, points a lot"), "swap_long_row",
                                      N_ ("At most two decimals, such as -7.35") },
  [BT_INSTRUMENT_FIELD_SWAP_SHORT]
  = { N_ ("Swap of a short position, points a lot"), "swap_short_row",
      N_ ("At most two decimals, such as -7.35") },
  [BT_INSTRUMENT_FIELD_SWAP_TRIPLE] = { N_ ("Threefold swap on"), NULL, NULL },
  [BT_INSTRUMENT_FIELD_WEEKENDS] = { N_ ("Swap at weekends too"), NULL, NULL },
  [BT_INSTRUMENT_FIELD_HOURS] = { N_ ("Trading hours"), "hours_row", NULL },
};

const char *
bt_instrument_form_get_title (BtInstrumentField field)
{
  g_return_val_if_fail (field < BT_INSTRUMENT_N_FIELDS, NULL);
  return _ (fields[field].title);
}

static BtFieldRow *
get_row (BtInstrumentForm *self, guint field)
{
  return BT_FIELD_ROW (self->rows[field]);
}

/* Codes are capital letters, however they are typed. */
static char *
get_text (BtInstrumentForm *self, guint field)
{
  g_autofree char *text = g_strstrip (g_strdup (bt_field_row_get_text (get_row (self, field))));

  return field == BT_INSTRUMENT_FIELD_BASE || field == BT_INSTRUMENT_FIELD_QUOTE
           ? g_ascii_strup (text, -1)
           : g_steal_pointer (&text);
}

/* Reads a text into its field; what is wrong is shown there. */
static gboolean
read_text (BtInstrumentForm *self, guint field, BtInstrument *out)
{
  g_autofree char *text = get_text (self, field);
  g_autofree char *told = NULL;
  g_autoptr (GError) fault = NULL;

  if (!bt_instrument_set_field (out, field, text, &fault))
    told = fields[field].allowed != NULL ? g_strdup (_ (fields[field].allowed))
                                         : g_strdup (fault->message);
  bt_field_row_set_fault (get_row (self, field), told);
  return told == NULL;
}

/* Two fields may contradict each other. */
static gboolean
check_sizes (BtInstrumentForm *self, const BtInstrument *instrument)
{
  const BtInstrumentField fault = bt_instrument_find_fault (instrument);

  if (fault == BT_INSTRUMENT_FIELD_VOLUME_MAX)
    bt_field_row_set_fault (get_row (self, fault), _ ("Below the smallest size"));
  else if (fault == BT_INSTRUMENT_FIELD_VOLUME_STEP)
    bt_field_row_set_fault (get_row (self, fault), _ ("Above the largest size"));
  return fault == BT_INSTRUMENT_N_FIELDS;
}

gboolean
bt_instrument_form_read (BtInstrumentForm *self, BtInstrument *out)
{
  g_return_val_if_fail (BT_IS_INSTRUMENT_FORM (self) && out != NULL, FALSE);
  BtInstrument edited = self->shown;
  gboolean is_good = self->has_shown;

  if (!self->has_shown)
    return FALSE;
  for (guint field = 0; field < BT_INSTRUMENT_N_FIELDS; field++)
    if (self->rows[field] != NULL && !read_text (self, field, &edited))
      is_good = FALSE;
  edited.has_swap = gtk_switch_get_active (GTK_SWITCH (self->swap_switch));
  edited.trades_weekends = gtk_switch_get_active (GTK_SWITCH (self->weekend_switch));
  edited.swap_triple_weekday
    = (gint32) adw_combo_row_get_selected (ADW_COMBO_ROW (self->triple_row));
  if (!is_good || !check_sizes (self, &edited))
    return FALSE;
  *out = edited;
  return TRUE;
}

static void
set_flag (BtInstrumentForm *self, gboolean *flag, guint id, gboolean value)
{
  if (*flag == value)
    return;
  *flag = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[id]);
}

static void
form_changed_cb (BtInstrumentForm *self)
{
  BtInstrument edited;

  if (self->is_updating || !self->has_shown)
    return;
  set_flag (self, &self->is_good, PROP_IS_GOOD, bt_instrument_form_read (self, &edited));
  set_flag (self, &self->is_edited, PROP_IS_EDITED, TRUE);
}

void
bt_instrument_form_show (BtInstrumentForm *self, const BtInstrument *instrument)
{
  g_return_if_fail (BT_IS_INSTRUMENT_FORM (self));

  self->has_shown = instrument != NULL;
  gtk_widget_set_sensitive (GTK_WIDGET (self), self->has_shown);
  set_flag (self, &self->is_edited, PROP_IS_EDITED, FALSE);
  set_flag (self, &self->is_good, PROP_IS_GOOD, self->has_shown);
  if (instrument == NULL)
    return;
  self->shown = *instrument;
  self->is_updating = TRUE;
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->group), instrument->symbol);
  for (guint field = 0; field < BT_INSTRUMENT_N_FIELDS; field++)
    {
      if (self->rows[field] == NULL)
        continue;
      g_autofree char *text = bt_instrument_get_field (instrument, field);
      bt_field_row_set_text (get_row (self, field), text);
      bt_field_row_set_fault (get_row (self, field), NULL);
    }
  gtk_switch_set_active (GTK_SWITCH (self->swap_switch), instrument->has_swap);
  gtk_switch_set_active (GTK_SWITCH (self->weekend_switch), instrument->trades_weekends);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->triple_row),
                              (guint) instrument->swap_triple_weekday);
  self->is_updating = FALSE;
}

/* Puts the hours of a class into their field; −1: none. */
static void
hours_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtInstrumentForm *self = BT_INSTRUMENT_FORM (widget);
  const gint32 which = g_variant_get_int32 (parameter);
  const BtTradingHours none = { 0 };

  if (which >= BT_N_HOURS_CLASSES)
    return;
  g_autofree char *text
    = bt_trading_hours_to_string (which < 0 ? &none : bt_trading_hours_of_class (which));
  bt_field_row_set_text (get_row (self, BT_INSTRUMENT_FIELD_HOURS), text);
}

static void
bt_instrument_form_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  BtInstrumentForm *self = BT_INSTRUMENT_FORM (object);

  if (id == PROP_IS_GOOD)
    g_value_set_boolean (value, self->is_good);
  else if (id == PROP_IS_EDITED)
    g_value_set_boolean (value, self->is_edited);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
bt_instrument_form_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BT_TYPE_INSTRUMENT_FORM);
  G_OBJECT_CLASS (bt_instrument_form_parent_class)->dispose (object);
}

static void
bt_instrument_form_class_init (BtInstrumentFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = bt_instrument_form_get_property;
  object_class->dispose = bt_instrument_form_dispose;
  properties[PROP_IS_GOOD] = g_param_spec_boolean ("is-good", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_IS_EDITED] = g_param_spec_boolean ("is-edited", NULL, NULL, FALSE,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_type_ensure (BT_TYPE_FIELD_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("instrument-form"));
  gtk_widget_class_bind_template_child (widget_class, BtInstrumentForm, group);
  gtk_widget_class_bind_template_child (widget_class, BtInstrumentForm, swap_switch);
  gtk_widget_class_bind_template_child (widget_class, BtInstrumentForm, triple_row);
  gtk_widget_class_bind_template_child (widget_class, BtInstrumentForm, weekend_switch);
  gtk_widget_class_bind_template_child (widget_class, BtInstrumentForm, hours_button);
  for (guint field = 0; field < BT_INSTRUMENT_N_FIELDS; field++)
    if (fields[field].child != NULL)
      gtk_widget_class_bind_template_child_full (
        widget_class, fields[field].child, FALSE,
        (gssize) (G_STRUCT_OFFSET (BtInstrumentForm, rows) + field * sizeof (GtkWidget *)));
  gtk_widget_class_bind_template_callback (widget_class, form_changed_cb);
  gtk_widget_class_install_action (widget_class, "form.hours", "i", hours_action_cb);
}

static void
bt_instrument_form_init (BtInstrumentForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint field = 0; field < BT_INSTRUMENT_N_FIELDS; field++)
    if (self->rows[field] != NULL)
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->rows[field]),
                                     bt_instrument_form_get_title (field));
}
