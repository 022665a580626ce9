// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-order-terms.h"

#include "ui/bt-format.h"
#include "ui/bt-resources.h"
#include "ui/bt-time-field.h"

#include <glib/gi18n.h>
#include <math.h>

/* How long after the clock an expiry is first put. */
#define USUAL_VALIDITY_USEC BT_USEC_PER_DAY
#define USUAL_TRAIL_POINTS 200

struct _BtOrderTerms
{
  GtkBox parent_instance;

  gboolean is_for_change;
  gboolean is_resting;
  gint64 clock_usec;

  GtkWidget *expander;
  GtkWidget *summary_label;
  GtkWidget *trail_check;
  GtkWidget *trail_spin;
  GtkAdjustment *trail_adjustment;
  GtkWidget *step_row;
  GtkWidget *step_spin;
  GtkAdjustment *step_adjustment;
  GtkWidget *trail_refusal;
  GtkWidget *validity_row;
  GtkWidget *validity_drop_down;
  BtTimeField *until_field;
  GtkWidget *until_refusal;
  GtkWidget *group_row;
  GtkWidget *group_entry;
  GtkWidget *reduce_check;
};

enum
{
  PROP_FOR_CHANGE = 1,
  N_PROPS
};

enum
{
  CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtOrderTerms, bt_order_terms, GTK_TYPE_BOX)

static BtTimeInForce
get_validity (BtOrderTerms *self)
{
  return (BtTimeInForce) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->validity_drop_down));
}

static gboolean
is_trailing (BtOrderTerms *self)
{
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (self->trail_check));
}

/* Says what is set while the terms are folded away, so that nothing is sent unseen. */
static void
show_summary (BtOrderTerms *self)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  const char *group = gtk_editable_get_text (GTK_EDITABLE (self->group_entry));

  if (is_trailing (self))
    {
      g_autofree char *points
        = bt_format_count ((gint64) gtk_adjustment_get_value (self->trail_adjustment));
      /* Translators: %s is a number of points. */
      g_ptr_array_add (parts, g_strdup_printf (_ ("trailing %s"), points));
    }
  if (self->is_resting && get_validity (self) == BT_TIME_IN_FORCE_DAY)
    g_ptr_array_add (parts, g_strdup (_ ("day")));
  if (self->is_resting && get_validity (self) == BT_TIME_IN_FORCE_UNTIL)
    g_ptr_array_add (parts, g_strdup (_ ("until a time")));
  if (*group != '\0')
    /* Translators: %s is the name of a group of orders of which one fills. */
    g_ptr_array_add (parts, g_strdup_printf (_ ("group %s"), group));
  if (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->reduce_check)))
    g_ptr_array_add (parts, g_strdup (_ ("reduce only")));
  g_ptr_array_add (parts, NULL);
  g_autofree char *text = g_strjoinv (" · ", (char **) parts->pdata);
  gtk_label_set_label (GTK_LABEL (self->summary_label), text);
}

static void
terms_changed_cb (BtOrderTerms *self)
{
  gboolean is_until = get_validity (self) == BT_TIME_IN_FORCE_UNTIL;

  gtk_widget_set_visible (self->step_row, is_trailing (self));
  gtk_widget_set_visible (self->validity_row, self->is_resting);
  gtk_widget_set_visible (GTK_WIDGET (self->until_field), self->is_resting && is_until);
  show_summary (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
validity_chosen_cb (BtOrderTerms *self)
{
  gint64 until_usec;

  if (get_validity (self) == BT_TIME_IN_FORCE_UNTIL && self->clock_usec != BT_TIME_NONE
      && bt_time_field_get_time (self->until_field, &until_usec) && until_usec == BT_TIME_NONE)
    bt_time_field_set_time (self->until_field, self->clock_usec + USUAL_VALIDITY_USEC);
  terms_changed_cb (self);
}

static void
bt_order_terms_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  BtOrderTerms *self = BT_ORDER_TERMS (object);

  if (id != PROP_FOR_CHANGE)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
      return;
    }
  self->is_for_change = g_value_get_boolean (value);
  gtk_widget_set_visible (self->group_row, !self->is_for_change);
  gtk_widget_set_visible (self->reduce_check, !self->is_for_change);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, BtOrderTerms, expander);
  gtk_widget_class_bind_template_child (widget_class, BtOrderTerms, summary_label);
  gtk_widget_class_bind_template_child (widget_class, BtOrderTerms, trail_check);
  gtk_widget_class_bind_template_child (widget_class, BtOrderTerms, trail_spin);
  gtk_widget_class_bind_template_child (widget_class, BtOrderTerms, trail_adjustment);
  gtk_widget_class_bind_template_child (widget_class, BtOrderTerms, step_row);
  gtk_widget_class_bind_template_child (widget_class, BtOrderTerms, step_spin);
  gtk_widget_class_bind_template_child (widget_class, BtOrderTerms, step_adjustment);
  gtk_widget_class_bind_template_child (widget_class, BtOrderTerms, trail_refusal);
  gtk_widget_class_bind_template_child (widget_class, BtOrderTerms, validity_row);
  gtk_widget_class_bind_template_child (widget_class, BtOrderTerms, validity_drop_down);
  gtk_widget_class_bind_template_child (widget_class, BtOrderTerms, until_field);
  gtk_widget_class_bind_template_child (widget_class, BtOrderTerms, until_refusal);
  gtk_widget_class_bind_template_child (widget_class, BtOrderTerms, group_row);
  gtk_widget_class_bind_template_child (widget_class, BtOrderTerms, group_entry);
  gtk_widget_class_bind_template_child (widget_class, BtOrderTerms, reduce_check);
}

static void
bt_order_terms_class_init (BtOrderTermsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->set_property = bt_order_terms_set_property;
  properties[PROP_FOR_CHANGE] = g_param_spec_boolean ("for-change", NULL, NULL, FALSE,
                                                      G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  signals[CHANGED] = g_signal_new ("changed", BT_TYPE_ORDER_TERMS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  g_type_ensure (BT_TYPE_TIME_FIELD);
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("order-terms"));
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, terms_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, validity_chosen_cb);
}

static void
bt_order_terms_init (BtOrderTerms *self)
{
  self->clock_usec = BT_TIME_NONE;
  gtk_widget_init_template (GTK_WIDGET (self));
  bt_time_field_set_name (self->until_field, _ ("Valid until"));
  gtk_adjustment_set_value (self->trail_adjustment, USUAL_TRAIL_POINTS);
  terms_changed_cb (self);
}

void
bt_order_terms_set_disguise (BtOrderTerms *terms, const BtDisguise *disguise)
{
  g_return_if_fail (BT_IS_ORDER_TERMS (terms));

  bt_time_field_set_disguise (terms->until_field, disguise);
}

void
bt_order_terms_set_context (BtOrderTerms *terms, gboolean is_resting, gint64 clock_usec)
{
  g_return_if_fail (BT_IS_ORDER_TERMS (terms));

  terms->clock_usec = clock_usec;
  if (terms->is_resting == is_resting)
    return;
  terms->is_resting = is_resting;
  terms_changed_cb (terms);
}

void
bt_order_terms_fill (BtOrderTerms *terms, BtCommand *command)
{
  g_return_if_fail (BT_IS_ORDER_TERMS (terms));

  command->trail_points = 0;
  command->trail_step_points = 0;
  if (is_trailing (terms))
    {
      command->trail_points = (gint64) llround (gtk_adjustment_get_value (terms->trail_adjustment));
      command->trail_step_points
        = (gint64) llround (gtk_adjustment_get_value (terms->step_adjustment));
    }
  command->time_in_force = terms->is_resting ? get_validity (terms) : BT_TIME_IN_FORCE_GTC;
  command->expiry_usec = BT_TIME_NONE;
  if (command->time_in_force == BT_TIME_IN_FORCE_UNTIL)
    bt_time_field_get_time (terms->until_field, &command->expiry_usec);
  if (terms->is_for_change)
    return;
  g_strlcpy (command->oco, gtk_editable_get_text (GTK_EDITABLE (terms->group_entry)),
             sizeof command->oco);
  /* What is cut off ends with a whole letter. */
  const char *end;
  if (!g_utf8_validate (command->oco, -1, &end))
    command->oco[end - command->oco] = '\0';
  command->is_reduce_only = gtk_check_button_get_active (GTK_CHECK_BUTTON (terms->reduce_check));
}

void
bt_order_terms_show_trail (BtOrderTerms *terms, gint64 trail_points, gint64 step_points)
{
  g_return_if_fail (BT_IS_ORDER_TERMS (terms));

  gboolean has_trail = trail_points > 0;
  gtk_adjustment_set_value (terms->trail_adjustment,
                            has_trail ? (double) trail_points : USUAL_TRAIL_POINTS);
  gtk_adjustment_set_value (terms->step_adjustment, (double) MAX (step_points, 1));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (terms->trail_check), has_trail);
}

void
bt_order_terms_show_order (BtOrderTerms *terms, const BtOrder *order)
{
  bt_order_terms_show_trail (terms, order->trail_points, order->trail_step_points);
  /* The time first: choosing “until” fills in an empty one. */
  bt_time_field_set_time (terms->until_field, order->time_in_force == BT_TIME_IN_FORCE_UNTIL
                                                ? order->expiry_usec
                                                : BT_TIME_NONE);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (terms->validity_drop_down), order->time_in_force);
  gtk_editable_set_text (GTK_EDITABLE (terms->group_entry), order->oco);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (terms->reduce_check), order->is_reduce_only);
}

gboolean
bt_order_terms_set_refusal (BtOrderTerms *terms, const char *field, const char *text)
{
  g_return_val_if_fail (BT_IS_ORDER_TERMS (terms), FALSE);

  gboolean is_trail
    = g_str_equal (field, "trail_points") || g_str_equal (field, "trail_step_points");
  gboolean is_until = g_str_equal (field, "expires");
  gtk_label_set_label (GTK_LABEL (terms->trail_refusal), is_trail && text != NULL ? text : "");
  gtk_widget_set_visible (terms->trail_refusal, is_trail && text != NULL);
  gtk_label_set_label (GTK_LABEL (terms->until_refusal), is_until && text != NULL ? text : "");
  gtk_widget_set_visible (terms->until_refusal, is_until && text != NULL);
  if ((is_trail || is_until) && text != NULL)
    gtk_expander_set_expanded (GTK_EXPANDER (terms->expander), TRUE);
  return is_trail || is_until;
}
