// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-explanation.h"

#include "ui/bt-event-text.h"
#include "ui/bt-format.h"
#include "ui/bt-labels.h"
#include "ui/bt-refusal-text.h"
#include "ui/bt-resources.h"
#include "ui/bt-shown.h"
#include "ui/bt-why-labels.h"

#include <glib/gi18n.h>

#define VALUE_CHARS 46

struct _BtExplanation
{
  GtkPopover parent_instance;

  GtkWidget *title_label;
  GtkWidget *sections;
};

G_DEFINE_FINAL_TYPE (BtExplanation, bt_explanation, GTK_TYPE_POPOVER)

/* What is being explained: a section of the popover, filled row by row. */
typedef struct
{
  BtSession *session;
  GtkGrid *grid;
  int row;
} Section;

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static Section
begin_section (BtExplanation *self, BtSession *session, const char *heading)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 3);
  gtk_widget_add_css_class (grid, "small");
  gtk_widget_add_css_class (grid, "figures");
  gtk_box_append (GTK_BOX (box), make_label (heading, "strong"));
  gtk_box_append (GTK_BOX (box), grid);
  gtk_box_append (GTK_BOX (self->sections), box);
  return (Section){ .session = session, .grid = GTK_GRID (grid) };
}

static void
add_row (Section *section, const char *caption, const char *value)
{
  GtkWidget *text = make_label (value, NULL);

  /* A fixed width: what a narrower label would need in height is no room to keep. */
  gtk_label_set_width_chars (GTK_LABEL (text), VALUE_CHARS);
  gtk_label_set_max_width_chars (GTK_LABEL (text), VALUE_CHARS);
  gtk_grid_attach (section->grid, make_label (caption, "secondary"), 0, section->row, 1, 1);
  gtk_grid_attach (section->grid, text, 1, section->row, 1, 1);
  section->row++;
}

/* Adds the candle on whose path, or after which, it happened. */
static void
add_candle (Section *section, gint64 bar)
{
  BtTape *tape = bt_session_get_tape (section->session);
  gint64 index = bt_session_get_first_index (section->session) + bar;

  if (bar < 0 || index < 0 || (gsize) index >= bt_tape_get_known (tape))
    return;
  BtCandle candle = bt_tape_get_candle (tape, (gsize) index);
  g_autofree char *time = bt_shown_time (section->session, candle.time_usec);
  g_autofree char *open = bt_shown_price (section->session, candle.open_points);
  g_autofree char *high = bt_shown_price (section->session, candle.high_points);
  g_autofree char *low = bt_shown_price (section->session, candle.low_points);
  g_autofree char *close = bt_shown_price (section->session, candle.close_points);
  g_autofree char *text = g_strdup_printf (
    /* Translators: timeframe, opening time, and the open, high, low and close of a candle. */
    _ ("%s of %s\nO %s  H %s  L %s  C %s"), bt_timeframe_to_string (bt_tape_get_timeframe (tape)),
    time, open, high, low, close);

  add_row (section, _ ("Candle"), text);
}

static void
add_costs (Section *section, const BtFill *fill)
{
  guint digits = bt_currency_digits (bt_session_get_settings (section->session)->currency);
  g_autofree char *points = bt_format_count (fill->slippage_points);
  g_autofree char *slippage_cost = bt_format_money (fill->slippage_cost, digits);
  g_autofree char *spread = bt_format_money (fill->spread_cost, digits);
  g_autofree char *commission = bt_format_money (fill->commission, digits);
  /* Translators: a number of points and what they cost. */
  g_autofree char *slippage = g_strdup_printf (_ ("%s points, cost %s"), points, slippage_cost);

  add_row (section, _ ("Slippage"), slippage);
  add_row (section, _ ("Spread"), spread);
  add_row (section, _ ("Commission"), commission);
  if (!fill->is_entry)
    {
      g_autofree char *result = bt_format_result (fill->pnl, digits);
      add_row (section, _ ("Result"), result);
    }
}

/* Says whether the candle left room for another outcome, and by which rule it was decided. */
static void
add_ambiguity (Section *section, const BtFill *fill)
{
  const BtSessionSettings *settings = bt_session_get_settings (section->session);
  g_autofree char *rule = g_strdup_printf ("%s: %s", bt_label_policy (settings->policy),
                                           bt_label_policy_explained (settings->policy));

  add_row (section, _ ("Ambiguous"),
           fill->is_ambiguous
             ? _ ("yes: with the extremes of the candle the other way round it would not have "
                  "happened like this")
             : _ ("no: the other order of the extremes gives the same fill"));
  add_row (section, _ ("Intrabar rule"), rule);
}

static void
add_fill (BtExplanation *self, BtSession *session, const BtFill *fill)
{
  g_autofree char *heading = bt_event_text_fill (fill, session);
  g_autofree char *rule = bt_why_label_rule (fill->reason, fill->place);
  g_autofree char *quote = bt_shown_price (session, fill->quote.points);
  g_autofree char *price = bt_shown_price (session, fill->price.points);
  gboolean is_buy = fill->direction == BT_DIRECTION_BUY;
  /* Translators: “ask” or “bid”, and a price. */
  g_autofree char *side = g_strdup_printf ("%s %s", is_buy ? _ ("ask") : _ ("bid"), quote);
  Section section = begin_section (self, session, heading);

  add_row (&section, _ ("Order"), fill->order_id);
  add_row (&section, _ ("Rule"), rule);
  add_candle (&section, fill->bar);
  add_row (&section, _ ("Place"), bt_why_label_place (fill->place));
  add_row (&section, _ ("Quote"), side);
  add_row (&section, _ ("Price"), price);
  add_costs (&section, fill);
  add_ambiguity (&section, fill);
}

static void
add_refusal (BtExplanation *self, BtSession *session, const BtRefusal *refusal)
{
  g_autofree char *why = bt_refusal_text (refusal, session);
  /* Translators: %s is the number of an order. */
  g_autofree char *heading = g_strdup_printf (_ ("Order %s was refused"), refusal->order_id);
  Section section = begin_section (self, session, heading);

  add_row (&section, _ ("Why"), why);
  if (refusal->field != NULL && *refusal->field != '\0')
    add_row (&section, _ ("Field"), bt_why_label_field (refusal->field));
  add_row (&section, _ ("Rule"), bt_label_refusal (refusal->code));
  if (!refusal->has_figures && *refusal->message != '\0')
    add_row (&section, _ ("Detail"), refusal->message);
  add_candle (&section, refusal->after_bar);
}

static void
clear (BtExplanation *self, const char *title)
{
  GtkWidget *child;

  gtk_label_set_label (GTK_LABEL (self->title_label), title);
  while ((child = gtk_widget_get_first_child (self->sections)) != NULL)
    gtk_box_remove (GTK_BOX (self->sections), child);
}

static void
bt_explanation_class_init (BtExplanationClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("explanation"));
  gtk_widget_class_bind_template_child (widget_class, BtExplanation, title_label);
  gtk_widget_class_bind_template_child (widget_class, BtExplanation, sections);
}

static void
bt_explanation_init (BtExplanation *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
bt_explanation_open_position (BtExplanation *explanation, BtSession *session, const char *id)
{
  g_return_if_fail (BT_IS_EXPLANATION (explanation));

  GListModel *fills = bt_session_get_fills (session);
  guint length = g_list_model_get_n_items (fills);
  /* Translators: %s is the number of a position. */
  g_autofree char *title = g_strdup_printf (_ ("Why: position %s"), id);
  clear (explanation, title);
  for (guint i = 0; i < length; i++)
    {
      g_autoptr (BtFillItem) item = g_list_model_get_item (fills, i);
      const BtFill *fill = bt_fill_item_get (item);
      if (g_str_equal (fill->position_id, id))
        add_fill (explanation, session, fill);
    }
  gtk_popover_popup (GTK_POPOVER (explanation));
}

gboolean
bt_explanation_open_log (BtExplanation *explanation, BtSession *session, BtLogItem *item)
{
  g_return_val_if_fail (BT_IS_EXPLANATION (explanation), FALSE);

  const BtFill *fill = bt_log_item_get_fill (item);
  const BtRefusal *refusal = bt_log_item_get_refusal (item);
  if (fill == NULL && refusal == NULL)
    return FALSE;
  clear (explanation, _ ("Why"));
  if (fill != NULL)
    add_fill (explanation, session, fill);
  else
    add_refusal (explanation, session, refusal);
  gtk_popover_popup (GTK_POPOVER (explanation));
  return TRUE;
}
