// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-branch-pane.h"

#include "ui/bt-comparison-window.h"
#include "ui/bt-dialogs.h"
#include "ui/bt-format.h"
#include "ui/bt-resources.h"
#include "ui/bt-row-buttons.h"
#include "ui/bt-shown.h"
#include "ui/bt-table-menu.h"
#include "ui/bt-table.h"

#include <glib/gi18n.h>

#define INDENT_PX 18

struct _BtBranchPane
{
  GtkBox parent_instance;

  BtSession *session;
  GtkColumnView *view;
  GMenuModel *branch_menu;
};

enum
{
  PROP_SESSION = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (BtBranchPane, bt_branch_pane, GTK_TYPE_BOX)

static guint
get_digits (BtSession *session)
{
  return bt_currency_digits (bt_session_get_settings (session)->currency);
}

static GtkWidget *
make_name (gpointer context)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("bt-branch-symbolic"));
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

/* A branch stands to the right of what it left; the present one is bold. */
static void
fill_name (GtkWidget *cell, gpointer item, gpointer context)
{
  GtkWidget *label = gtk_widget_get_last_child (cell);

  if (item == NULL)
    return;
  gtk_widget_set_margin_start (cell, (int) bt_branch_item_get_depth (item) * INDENT_PX);
  gtk_label_set_label (GTK_LABEL (label), bt_branch_item_get_name (item));
  if (bt_branch_item_is_current (item))
    gtk_widget_add_css_class (label, "strong");
  else
    gtk_widget_remove_css_class (label, "strong");
}

static char *
get_state (gpointer item, gpointer context)
{
  if (bt_branch_item_is_current (item))
    return g_strdup (C_ ("state of a branch", "here"));
  return g_strdup (bt_branch_item_is_ended (item) ? C_ ("state of a branch", "ended")
                                                  : BT_FORMAT_NONE);
}

static char *
get_fork (gpointer item, gpointer context)
{
  if (bt_branch_item_get_parent_id (item) == NULL)
    return g_strdup (BT_FORMAT_NONE);
  return bt_shown_time (context, bt_branch_item_get_fork_time (item));
}

static char *
get_head (gpointer item, gpointer context)
{
  return bt_shown_time (context, bt_branch_item_get_head_time (item));
}

static char *
get_commands (gpointer item, gpointer context)
{
  return bt_format_count (bt_branch_item_get_commands (item));
}

static char *
get_net (gpointer item, gpointer context)
{
  return bt_format_result (bt_branch_item_get_net_result (item), get_digits (context));
}

static const char *
get_net_tone (gpointer item, gpointer context)
{
  return bt_format_tone (bt_branch_item_get_net_result (item).minor);
}

static const BtRowButton buttons[] = {
  { .action = "branch.go",
    .icon = "go-jump-symbolic",
    .tooltip = N_ ("Go to this branch (Enter)"),
    .name = N_ ("Go to the branch") },
  { .action = "branch.compare",
    .icon = "bt-report-symbolic",
    .tooltip = N_ ("Compare it with the present branch"),
    .name = N_ ("Compare the branch") },
  { .action = "branch.rename",
    .icon = "document-edit-symbolic",
    .tooltip = N_ ("Give it another name"),
    .key = "win.edit",
    .name = N_ ("Rename the branch") },
  { .action = "branch.delete",
    .icon = "user-trash-symbolic",
    .tooltip = N_ ("Delete it (Delete)"),
    .name = N_ ("Delete the branch") },
};

static GtkWidget *
make_buttons (gpointer context)
{
  return bt_row_buttons_new (buttons, G_N_ELEMENTS (buttons));
}

/* The order is the tree's: no column changes it. */
static const BtTableColumn columns[] = {
  { .make = make_name, .fill = fill_name, .is_fixed = TRUE },
  { .text = get_state, .is_fixed = TRUE, .css_class = "secondary" },
  { .text = get_fork, .is_fixed = TRUE, .css_class = "figures" },
  { .text = get_head, .is_fixed = TRUE, .css_class = "figures" },
  { .text = get_commands, .is_fixed = TRUE, .is_number = TRUE },
  { .text = get_net,
    .tone = get_net_tone,
    .is_fixed = TRUE,
    .is_number = TRUE,
    .css_class = "strong" },
  { .make = make_buttons, .fill = bt_row_buttons_fill, .is_fixed = TRUE },
};

static BtBranchItem *
get_selected (BtBranchPane *self)
{
  return bt_table_get_selected (self->view);
}

/* What a change of branches is told with when it fails. */
static void
tell_failure (BtBranchPane *self, const char *heading, const GError *error)
{
  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    bt_dialog_show_error (GTK_WIDGET (self), heading, error->message);
}

static void
switched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BtBranchPane) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!bt_session_switch_branch_finish (BT_SESSION (source), result, &error))
    tell_failure (self, _ ("The session stays on its branch"), error);
}

static void
go_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtBranchPane *self = BT_BRANCH_PANE (widget);
  BtBranchItem *item = get_selected (self);

  if (item == NULL)
    return;
  bt_session_pause (self->session);
  bt_session_switch_branch_async (self->session, bt_branch_item_get_id (item), switched_cb,
                                  g_object_ref (self));
}

static void
renamed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BtBranchPane) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!bt_session_rename_branch_finish (BT_SESSION (source), result, &error))
    tell_failure (self, _ ("The branch keeps its name"), error);
}

static void
name_given (gpointer owner, const char *text, const char *id)
{
  BtBranchPane *self = owner;

  bt_session_rename_branch_async (self->session, id, text, renamed_cb, g_object_ref (self));
}

static void
rename_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtBranchItem *item = get_selected (BT_BRANCH_PANE (widget));

  if (item != NULL)
    bt_dialog_ask_text (widget, _ ("Rename branch"), _ ("Name"), bt_branch_item_get_name (item),
                        _ ("_Rename"), name_given, bt_branch_item_get_id (item));
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BtBranchPane) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!bt_session_delete_branch_finish (BT_SESSION (source), result, &error))
    tell_failure (self, _ ("The branch was not deleted"), error);
}

static void
delete_confirmed (gpointer owner, gint64 value)
{
  BtBranchPane *self = owner;
  BtBranchItem *item = get_selected (self);

  if (item != NULL)
    bt_session_delete_branch_async (self->session, bt_branch_item_get_id (item), deleted_cb,
                                    g_object_ref (self));
}

static void
delete_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtBranchItem *item = get_selected (BT_BRANCH_PANE (widget));

  if (item == NULL)
    return;
  if (bt_branch_item_is_current (item))
    {
      gtk_widget_activate_action (widget, "win.toast", "s",
                                  _ ("Go to another branch first: this is the present one"));
      return;
    }
  bt_dialog_confirm (widget, _ ("Delete this branch?"),
                     _ ("What was traded on it alone is lost. Branches that left it stay."),
                     _ ("_Delete"), delete_confirmed, 0);
}

static void
compare_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtBranchPane *self = BT_BRANCH_PANE (widget);
  BtBranchItem *item = get_selected (self);
  GtkRoot *root = gtk_widget_get_root (widget);

  if (item == NULL)
    return;
  if (bt_branch_item_is_current (item))
    gtk_widget_activate_action (widget, "win.toast", "s",
                                _ ("Choose another branch: each is compared with the present one"));
  else
    bt_comparison_window_open (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, self->session,
                               bt_session_get_branch_id (self->session),
                               bt_branch_item_get_id (item));
}

static void
row_activated_cb (GtkColumnView *view, guint position, BtBranchPane *self)
{
  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (gtk_column_view_get_model (view)),
                                     position);
  gtk_widget_activate_action (GTK_WIDGET (self), "branch.go", NULL);
}

static void
bt_branch_pane_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  BtBranchPane *self = BT_BRANCH_PANE (object);

  if (id != PROP_SESSION)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
      return;
    }
  if (!g_set_object (&self->session, g_value_get_object (value)) || self->session == NULL)
    return;
  bt_table_setup (self->view, bt_session_get_branches (self->session), columns,
                  G_N_ELEMENTS (columns), self->session);
}

static void
bt_branch_pane_dispose (GObject *object)
{
  BtBranchPane *self = BT_BRANCH_PANE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), BT_TYPE_BRANCH_PANE);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (bt_branch_pane_parent_class)->dispose (object);
}

static void
bt_branch_pane_class_init (BtBranchPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->set_property = bt_branch_pane_set_property;
  G_OBJECT_CLASS (klass)->dispose = bt_branch_pane_dispose;
  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, BT_TYPE_SESSION,
                                                  G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class, BT_TEMPLATE ("branch-pane"));
  gtk_widget_class_bind_template_child (widget_class, BtBranchPane, view);
  gtk_widget_class_bind_template_child (widget_class, BtBranchPane, branch_menu);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_install_action (widget_class, "branch.go", NULL, go_cb);
  gtk_widget_class_install_action (widget_class, "branch.compare", NULL, compare_cb);
  gtk_widget_class_install_action (widget_class, "branch.rename", NULL, rename_cb);
  gtk_widget_class_install_action (widget_class, "branch.delete", NULL, delete_cb);
}

static void
bt_branch_pane_init (BtBranchPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bt_table_menu_attach (self->view, self->branch_menu);
}

void
bt_branch_pane_focus (BtBranchPane *pane)
{
  g_return_if_fail (BT_IS_BRANCH_PANE (pane));

  GtkSelectionModel *selection = gtk_column_view_get_model (pane->view);
  if (bt_table_get_selected (pane->view) == NULL)
    gtk_selection_model_select_item (selection, 0, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (pane->view));
}
