// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-welcome-page.h"

#include "chart/bt-chart.h"
#include "market/bt-synthetic.h"
#include "ui/bt-file-drop.h"
#include "ui/bt-resources.h"

#include <glib/gi18n.h>

/* The picture: a few days of generated candles, ending on a Friday afternoon. */
#define PICTURE_SEED 20240301
#define PICTURE_DAYS 4
#define PICTURE_PRICE_POINTS 207500
#define PICTURE_CANDLES 110

struct _BtWelcomePage
{
  AdwBin parent_instance;

  BtWorkspace *workspace;
  GtkWidget *chart;
  GtkWidget *drop_zone;
  GtkWidget *sample_label;
  GtkWidget *sample_spinner;
  GtkWidget *sample_button;
};

enum
{
  PROP_WORKSPACE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (BtWelcomePage, bt_welcome_page, ADW_TYPE_BIN)

/* Generated, so that there is a chart before there is any data. */
static void
show_picture (BtWelcomePage *self)
{
  BtCivilTime friday = { .year = 2024, .month = 3, .day = 1, .hour = 15, .minute = 4 };
  gint64 end_usec = bt_time_from_civil (&friday);
  const BtInstrument *gold = bt_instrument_find_builtin ("XAUUSD");
  g_autoptr (BtSeries) series = bt_synthetic_gold (
    PICTURE_SEED, end_usec - PICTURE_DAYS * BT_USEC_PER_DAY, end_usec, PICTURE_PRICE_POINTS);
  g_autoptr (BtTape) tape = bt_tape_new (series, gold, bt_series_get_length (series));

  g_object_set (self->chart, "show-sessions", FALSE, "show-volume", FALSE, NULL);
  bt_chart_set_timeframe (BT_CHART (self->chart), BT_TIMEFRAME_M5);
  bt_chart_set_tape (BT_CHART (self->chart), tape, BT_TRADING_DAY_DEFAULT);
  bt_chart_set_visible (BT_CHART (self->chart), PICTURE_CANDLES);
  bt_chart_scroll_to_end (BT_CHART (self->chart));
}

static void
import_file (GFile *file, gpointer user_data)
{
  BtWelcomePage *self = user_data;

  bt_workspace_choose (self->workspace, file);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-page", "s", "data");
}

static void
bt_welcome_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  BtWelcomePage *self = BT_WELCOME_PAGE (object);

  if (id != PROP_WORKSPACE)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
      return;
    }
  if (g_set_object (&self->workspace, g_value_get_object (value)) && self->workspace != NULL)
    bt_appearance_bind (bt_workspace_get_appearance (self->workspace), self->chart);
}

static void
bt_welcome_page_dispose (GObject *object)
{
  g_clear_object (&BT_WELCOME_PAGE (object)->workspace);
  G_OBJECT_CLASS (bt_welcome_page_parent_class)->dispose (object);
}

static void
bt_welcome_page_class_init (BtWelcomePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = bt_welcome_page_set_property;
  object_class->dispose = bt_welcome_page_dispose;
  properties[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, BT_TYPE_WORKSPACE,
                                                    G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_type_ensure (BT_TYPE_CHART);
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("welcome-page"));
  gtk_widget_class_bind_template_child (widget_class, BtWelcomePage, chart);
  gtk_widget_class_bind_template_child (widget_class, BtWelcomePage, drop_zone);
  gtk_widget_class_bind_template_child (widget_class, BtWelcomePage, sample_label);
  gtk_widget_class_bind_template_child (widget_class, BtWelcomePage, sample_spinner);
  gtk_widget_class_bind_template_child (widget_class, BtWelcomePage, sample_button);
}

static void
bt_welcome_page_init (BtWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_picture (self);
  bt_file_drop_attach (self->drop_zone, import_file, self);
}

void
bt_welcome_page_set_busy (BtWelcomePage *page, gboolean is_busy)
{
  g_return_if_fail (BT_IS_WELCOME_PAGE (page));

  gtk_spinner_set_spinning (GTK_SPINNER (page->sample_spinner), is_busy);
  gtk_widget_set_sensitive (page->sample_button, !is_busy);
  gtk_label_set_label (GTK_LABEL (page->sample_label),
                       is_busy
                         ? _ ("Making three years of one-minute candles…")
                         : _ ("One-minute candles from a generator, not a real market; included"));
}
