// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-estimate-grid.h"

#include "ui/bt-format.h"
#include "ui/bt-resources.h"
#include "ui/bt-shown.h"

#include <glib/gi18n.h>
#include <math.h>

struct _BtEstimateGrid
{
  GtkGrid parent_instance;

  GtkWidget *volume_value;
  GtkWidget *stop_caption;
  GtkWidget *stop_value;
  GtkWidget *target_caption;
  GtkWidget *target_value;
  GtkWidget *ratio_value;
  GtkWidget *cost_value;
  GtkWidget *margin_value;
};

/* Characters of two figures that fit beside their caption. */
#define PAIR_CHARS 18

G_DEFINE_FINAL_TYPE (BtEstimateGrid, bt_estimate_grid, GTK_TYPE_GRID)

/* Two figures that do not fit side by side stand one above the other, so that the ticket keeps its
 * width. */
static void
set_pair (GtkWidget *label, const char *first, const char *separator, const char *second)
{
  gboolean is_long = g_utf8_strlen (first, -1) + g_utf8_strlen (second, -1) > PAIR_CHARS;
  g_autofree char *text
    = g_strdup_printf (is_long ? "%s %s\n%s" : "%s %s %s", first, separator, second);

  gtk_label_set_label (GTK_LABEL (label), text);
}

static void
set_text (GtkWidget *label, const char *text)
{
  gtk_label_set_label (GTK_LABEL (label), text);
}

static void
show_volume (BtEstimateGrid *self, BtSession *session, BtVolume volume)
{
  const BtInstrument *instrument = bt_session_get_instrument (session);
  double contract = (double) instrument->contract_size / pow (10.0, BT_CONTRACT_DIGITS);
  double units = (double) volume.units / (double) BT_VOLUME_UNITS_PER_LOT * contract;
  g_autofree char *lots = bt_format_volume (instrument, volume);
  g_autofree char *unit_count = bt_format_count ((gint64) llround (units));
  /* The unit names the market. */
  const char *unit
    = bt_session_get_disguise (session)->is_active ? C_ ("volume", "units") : instrument->base;
  /* Translators: lots, number of units, and the unit: 0.34 lot · 34 XAU. */
  g_autofree char *text = g_strdup_printf (_ ("%s lot · %s %s"), lots, unit_count, unit);

  set_text (self->volume_value, text);
}

static void
show_captions (BtEstimateGrid *self,
               BtSession *session,
               const BtCommand *command,
               gint64 distance_points)
{
  gboolean has_target = command->take_profit_points != BT_PRICE_NONE;
  g_autofree char *distance = bt_format_count (distance_points);
  g_autofree char *stop = distance_points > 0
                            /* Translators: %s is a number of points. */
                            ? g_strdup_printf (_ ("Stop, %s points"), distance)
                            : g_strdup (_ ("Stop"));
  g_autofree char *price = bt_shown_price (session, command->take_profit_points);
  /* Translators: %s is a price. */
  g_autofree char *target
    = has_target ? g_strdup_printf (_ ("Target at %s"), price) : g_strdup (_ ("Target"));

  set_text (self->stop_caption, stop);
  set_text (self->target_caption, target);
}

/* What lies on the wrong side is refused, and has no result to show. */
static gint64
find_stop_distance (const BtCommand *command, gint64 entry_points)
{
  gint64 side = command->direction == BT_DIRECTION_BUY ? 1 : -1;

  if (command->stop_loss_points == BT_PRICE_NONE || entry_points == BT_PRICE_NONE)
    return 0;
  return MAX ((entry_points - command->stop_loss_points) * side, 0);
}

static void
show_outcome (BtEstimateGrid *self,
              const BtCommand *command,
              const BtOrderEstimate *estimate,
              gint64 distance_points,
              guint digits)
{
  gboolean has_stop = estimate->is_valid && distance_points > 0;
  gboolean has_target = estimate->is_valid && command->take_profit_points != BT_PRICE_NONE;
  g_autofree char *risk = bt_format_result (BT_MONEY (-ABS (estimate->risk.minor)), digits);
  g_autofree char *reward = bt_format_result (estimate->reward, digits);
  gboolean has_ratio = has_stop && has_target && estimate->risk.minor != 0;
  double ratio = has_ratio ? (double) estimate->reward.minor / (double) ABS (estimate->risk.minor)
                           : (double) NAN;
  g_autofree char *ratio_text = bt_format_ratio (ratio, 2);

  set_text (self->stop_value, has_stop ? risk : BT_FORMAT_NONE);
  set_text (self->target_value, has_target ? reward : BT_FORMAT_NONE);
  set_text (self->ratio_value, ratio_text);
}

static void
show_costs (BtEstimateGrid *self,
            const BtOrderEstimate *estimate,
            guint digits,
            gboolean is_disguised)
{
  if (!estimate->is_valid)
    {
      set_text (self->cost_value, BT_FORMAT_NONE);
      set_text (self->margin_value, BT_FORMAT_NONE);
      return;
    }
  g_autofree char *spread = bt_format_money (estimate->spread_cost, digits);
  g_autofree char *commission = bt_format_money (estimate->commission, digits);
  g_autofree char *margin = bt_format_money (estimate->margin, digits);
  g_autofree char *left = bt_format_money (estimate->free_after, digits);
  set_pair (self->cost_value, spread, "+", commission);
  /* With the leverage it tells the price. */
  if (is_disguised)
    set_text (self->margin_value, C_ ("margin", "hidden"));
  else
    set_pair (self->margin_value, margin, "·", left);
}

static void
bt_estimate_grid_class_init (BtEstimateGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("estimate-grid"));
  gtk_widget_class_bind_template_child (widget_class, BtEstimateGrid, volume_value);
  gtk_widget_class_bind_template_child (widget_class, BtEstimateGrid, stop_caption);
  gtk_widget_class_bind_template_child (widget_class, BtEstimateGrid, stop_value);
  gtk_widget_class_bind_template_child (widget_class, BtEstimateGrid, target_caption);
  gtk_widget_class_bind_template_child (widget_class, BtEstimateGrid, target_value);
  gtk_widget_class_bind_template_child (widget_class, BtEstimateGrid, ratio_value);
  gtk_widget_class_bind_template_child (widget_class, BtEstimateGrid, cost_value);
  gtk_widget_class_bind_template_child (widget_class, BtEstimateGrid, margin_value);
}

static void
bt_estimate_grid_init (BtEstimateGrid *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
bt_estimate_grid_show (BtEstimateGrid *grid,
                       BtSession *session,
                       const BtCommand *command,
                       gint64 entry_points)
{
  BtOrderEstimate estimate = { .is_valid = FALSE };
  guint digits;

  g_return_if_fail (BT_IS_ESTIMATE_GRID (grid));

  digits = bt_currency_digits (bt_session_get_settings (session)->currency);
  gint64 distance_points = find_stop_distance (command, entry_points);
  bt_session_estimate (session, command, &estimate);
  show_volume (grid, session, command->volume);
  show_captions (grid, session, command, distance_points);
  show_outcome (grid, command, &estimate, distance_points, digits);
  show_costs (grid, &estimate, digits, bt_session_get_disguise (session)->is_active);
}
