// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-policy-block.h"

#include "ui/bt-format.h"
#include "ui/bt-labels.h"
#include "ui/bt-resources.h"

#include <glib/gi18n.h>

/* So many trades are named; the rest is counted. */
#define NAMED_TRADES 12

struct _BtPolicyBlock
{
  GtkBox parent_instance;

  GtkWidget *spinner;
  GtkGrid *outcomes;
  GtkWidget *trades_label;
  GtkWidget *fills_label;
};

G_DEFINE_FINAL_TYPE (BtPolicyBlock, bt_policy_block, GTK_TYPE_BOX)

static void
put_cell (BtPolicyBlock *self, int row, int column, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_widget_set_hexpand (label, column == 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_grid_attach (self->outcomes, label, column, row, 1, 1);
}

static void
put_heads (BtPolicyBlock *self)
{
  const char *const heads[]
    = { _ ("Rule"), _ ("Net result"), _ ("Difference"), _ ("Trades"), _ ("Ambiguous fills") };

  for (int i = 0; i < (int) G_N_ELEMENTS (heads); i++)
    put_cell (self, 0, i, heads[i], "secondary");
}

static void
put_outcome (BtPolicyBlock *self, int row, const BtPolicyOutcome *outcome, guint digits)
{
  g_autofree char *net = bt_format_result (outcome->net_result, digits);
  g_autofree char *difference = bt_format_result (outcome->difference, digits);
  g_autofree char *trades = bt_format_count (outcome->trades);
  g_autofree char *ambiguous = bt_format_count (outcome->ambiguous_fills);
  /* The first is the session's own. */
  gboolean is_own = row == 1;
  g_autofree char *name
    = is_own
        /* Translators: %s is an intrabar rule. */
        ? g_strdup_printf (_ ("%s (as played)"), bt_label_policy (outcome->policy))
        : g_strdup (bt_label_policy (outcome->policy));

  put_cell (self, row, 0, name, is_own ? "strong" : NULL);
  if (outcome->stopped != NULL)
    {
      put_cell (self, row, 1, outcome->stopped, "refusal");
      return;
    }
  put_cell (self, row, 1, net, bt_format_tone (outcome->net_result.minor));
  put_cell (self, row, 2, is_own ? BT_FORMAT_NONE : difference,
            is_own ? NULL : bt_format_tone (outcome->difference.minor));
  put_cell (self, row, 3, trades, NULL);
  put_cell (self, row, 4, ambiguous, NULL);
}

/* Names the trades that end otherwise under another rule, each once. */
static void
show_trades (BtPolicyBlock *self, const BtPolicySensitivity *policies)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < BT_POLICY_OUTCOMES; i++)
    for (guint j = 0; j < policies->outcomes[i].trades_length; j++)
      {
        const BtPolicyTrade *trade = &policies->outcomes[i].changed_trades[j];
        if (!g_hash_table_add (seen, (gpointer) trade->id)
            || g_hash_table_size (seen) > NAMED_TRADES)
          continue;
        g_string_append_printf (text, "%s#%s", text->len > 0 ? ", " : "", trade->id);
      }
  guint count = g_hash_table_size (seen);
  if (count > NAMED_TRADES)
    /* Translators: %u is a number of trades that are not named. */
    g_string_append_printf (text, _ (" and %u more"), count - NAMED_TRADES);
  /* Translators: %s is a list of trades. */
  g_autofree char *line = count > 0
                            ? g_strdup_printf (_ ("Trades that end otherwise: %s"), text->str)
                            : g_strdup (_ ("Every trade ends the same under each rule."));
  gtk_label_set_label (GTK_LABEL (self->trades_label), line);
  g_string_free (text, TRUE);
}

/* Names the trades of the session whose fills the candle left open. */
static void
show_fills (BtPolicyBlock *self, const BtPolicySensitivity *policies)
{
  GString *text = g_string_new (NULL);
  guint named = MIN (policies->ambiguous_length, NAMED_TRADES);

  for (guint i = 0; i < named; i++)
    {
      const BtFill *fill = &policies->ambiguous[i];
      g_autofree char *time = bt_format_moment (fill->time_usec);
      g_string_append_printf (text, "%s#%s %s %s", i > 0 ? ", " : "", fill->position_id,
                              bt_label_reason (fill->reason), time);
    }
  if (policies->ambiguous_length > named)
    g_string_append_printf (text, _ (" and %u more"), policies->ambiguous_length - named);
  /* Translators: %s is a list of fills. */
  g_autofree char *line = policies->ambiguous_length > 0
                            ? g_strdup_printf (_ ("Ambiguous as played: %s"), text->str)
                            : g_strdup (_ ("No fill was ambiguous as played."));
  gtk_label_set_label (GTK_LABEL (self->fills_label), line);
  g_string_free (text, TRUE);
}

static void
clear (BtPolicyBlock *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->outcomes))) != NULL)
    gtk_grid_remove (self->outcomes, child);
  gtk_label_set_label (GTK_LABEL (self->trades_label), "");
  gtk_label_set_label (GTK_LABEL (self->fills_label), "");
}

static void
bt_policy_block_class_init (BtPolicyBlockClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("policy-block"));
  gtk_widget_class_bind_template_child (widget_class, BtPolicyBlock, spinner);
  gtk_widget_class_bind_template_child (widget_class, BtPolicyBlock, outcomes);
  gtk_widget_class_bind_template_child (widget_class, BtPolicyBlock, trades_label);
  gtk_widget_class_bind_template_child (widget_class, BtPolicyBlock, fills_label);
}

static void
bt_policy_block_init (BtPolicyBlock *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
bt_policy_block_show (BtPolicyBlock *block, const BtSessionReport *report)
{
  g_return_if_fail (BT_IS_POLICY_BLOCK (block));

  const BtPolicySensitivity *policies = report != NULL ? report->policies : NULL;
  gtk_widget_set_visible (block->spinner, policies == NULL);
  gtk_spinner_set_spinning (GTK_SPINNER (block->spinner), policies == NULL);
  clear (block);
  if (policies == NULL)
    return;
  guint digits = bt_currency_digits (report->settings.currency);
  put_heads (block);
  for (int i = 0; i < BT_POLICY_OUTCOMES; i++)
    put_outcome (block, i + 1, &policies->outcomes[i], digits);
  show_trades (block, policies);
  show_fills (block, policies);
}

void
bt_policy_block_fail (BtPolicyBlock *block, const char *message)
{
  g_return_if_fail (BT_IS_POLICY_BLOCK (block));

  gtk_widget_set_visible (block->spinner, FALSE);
  gtk_spinner_set_spinning (GTK_SPINNER (block->spinner), FALSE);
  clear (block);
  gtk_label_set_label (GTK_LABEL (block->trades_label), message);
}
