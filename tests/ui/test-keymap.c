// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The table of keys, and the user's own in their place. */
#include "config.h"

#include "ui/bt-key-actions.h"
#include "ui/bt-key-capture.h"
#include "ui/bt-key-overview.h"
#include "ui/bt-key-tip.h"
#include "ui/bt-keyboard-page.h"
#include "ui/bt-keymap.h"
#include "ui/bt-session-keys.h"
#include "widget-test.h"

static void
set_up (BtKeymap **keymap, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new (BT_APP_ID);

  g_settings_reset (settings, "key-bindings");
  *keymap = bt_keymap_new (settings);
  bt_keymap_set_default (*keymap);
}

static void
tear_down (BtKeymap **keymap, gconstpointer data)
{
  bt_keymap_reset (*keymap, NULL);
  bt_keymap_set_default (NULL);
  g_object_unref (*keymap);
}

/* No two rows of the table have the same key, and each key can be read. */
static void
test_table (BtKeymap **keymap, gconstpointer data)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint count;
  const BtKeyAction *rows = bt_key_actions (&count);

  for (guint i = 0; i < count; i++)
    for (guint k = 0; rows[i].accels[k] != NULL; k++)
      {
        GdkModifierType state, modifiers;
        guint pressed, keyval;

        /* A whole row of keys. */
        if (strstr (rows[i].accels[k], "...") != NULL)
          continue;
        g_assert_true (gtk_accelerator_parse (rows[i].accels[k], &pressed, &state));
        g_assert_true (bt_key_normalise (pressed, state, &keyval, &modifiers));
        g_test_message ("%s", rows[i].accels[k]);
        g_assert_true (g_hash_table_add (seen, gtk_accelerator_name (keyval, modifiers)));
        g_assert_cmpstr (bt_keymap_find (*keymap, keyval, modifiers), ==, rows[i].action);
      }
}

static void
test_normalise (BtKeymap **keymap, gconstpointer data)
{
  static const struct
  {
    guint keyval;
    GdkModifierType state;
    const char *action;
  } keys[] = {
    { GDK_KEY_B, GDK_LOCK_MASK, "win.buy" },
    { GDK_KEY_X, GDK_SHIFT_MASK, "win.close-all" },
    { GDK_KEY_plus, GDK_SHIFT_MASK, "win.faster" },
    { GDK_KEY_KP_Add, 0, "win.faster" },
    { GDK_KEY_KP_Right, GDK_SHIFT_MASK, "win.next-day" },
    { GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "win.send-order" },
    { GDK_KEY_ISO_Left_Tab, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.previous-chart" },
    { GDK_KEY_question, GDK_CONTROL_MASK | GDK_SHIFT_MASK, NULL },
    { GDK_KEY_F12, 0, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      GdkModifierType modifiers;
      guint keyval;

      g_assert_true (bt_key_normalise (keys[i].keyval, keys[i].state, &keyval, &modifiers));
      g_assert_cmpstr (bt_keymap_find (*keymap, keyval, modifiers), ==, keys[i].action);
    }
  GdkModifierType modifiers;
  guint keyval;
  g_assert_false (bt_key_normalise (GDK_KEY_Shift_L, 0, &keyval, &modifiers));
}

static void
changed_cb (BtKeymap *keymap, guint *count)
{
  *count += 1;
}

/* A key is of one action; what was changed is kept, and taken back one by one or all at once. */
static void
test_change (BtKeymap **keymap, gconstpointer data)
{
  const char *owner;
  guint changes = 0;

  g_signal_connect (*keymap, "changed", G_CALLBACK (changed_cb), &changes);
  g_assert_null (bt_keymap_find_owner (*keymap, "k", "win.buy", &owner));
  g_assert_cmpstr (bt_keymap_find_owner (*keymap, "s", "win.buy", &owner), ==, "Sell");
  g_assert_cmpstr (owner, ==, "win.sell");
  g_assert_cmpstr (bt_keymap_find_owner (*keymap, "<Control>w", "win.buy", &owner), ==,
                   "Close the window");
  g_assert_null (owner);
  bt_keymap_set_accel (*keymap, "win.buy", "s");
  g_assert_cmpuint (changes, ==, 1);
  g_assert_cmpstr (bt_keymap_find (*keymap, GDK_KEY_s, 0), ==, "win.buy");
  g_assert_null (bt_keymap_find (*keymap, GDK_KEY_b, 0));
  g_autofree char *none = bt_keymap_get_label (*keymap, "win.sell");
  g_assert_null (none);
  /* Of several keys only the one that is taken goes. */
  bt_keymap_set_accel (*keymap, "win.note", "equal");
  g_assert_cmpstr (bt_keymap_find (*keymap, GDK_KEY_plus, 0), ==, "win.faster");

  g_autoptr (GSettings) settings = g_settings_new (BT_APP_ID);
  g_autoptr (BtKeymap) other = bt_keymap_new (settings);
  g_assert_cmpstr (bt_keymap_find (other, GDK_KEY_s, 0), ==, "win.buy");
  g_assert_true (bt_keymap_is_changed (other, "win.sell"));

  bt_keymap_reset (*keymap, "win.sell");
  g_assert_cmpstr (bt_keymap_find (*keymap, GDK_KEY_s, 0), ==, "win.sell");
  g_autofree char *taken = bt_keymap_get_label (*keymap, "win.buy");
  g_assert_null (taken);
  bt_keymap_reset (*keymap, NULL);
  g_assert_cmpstr (bt_keymap_find (*keymap, GDK_KEY_b, 0), ==, "win.buy");
  g_assert_cmpstr (bt_keymap_find (other, GDK_KEY_b, 0), ==, "win.buy");
  g_assert_false (bt_keymap_is_changed (*keymap, "win.buy"));
  g_signal_handlers_disconnect_by_data (*keymap, &changes);
}

/* What a stored preference names that is no action (any more) is left alone. */
static void
test_unknown (BtKeymap **keymap, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new (BT_APP_ID);
  GVariantBuilder builder;
  const char *const accels[] = { "b", NULL };

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{sas}"));
  g_variant_builder_add (&builder, "{s^as}", "win.no-such-thing", accels);
  g_settings_set_value (settings, "key-bindings", g_variant_builder_end (&builder));
  g_assert_cmpstr (bt_keymap_find (*keymap, GDK_KEY_b, 0), ==, "win.buy");
}

static void
test_capture (BtKeymap **keymap, gconstpointer data)
{
  BtKeyCapture *capture = bt_key_capture_new (NULL, "win.buy");
  GtkWidget *take = widget_test_part (capture, "take_button");

  g_assert_false (bt_key_capture_press (capture, GDK_KEY_Control_L, 0));
  g_assert_true (bt_key_capture_press (capture, GDK_KEY_s, 0));
  g_assert_true (gtk_widget_get_visible (take));
  g_assert_cmpstr (widget_test_text (capture, "conflict_label"), ==, "This key is “Sell” now");
  g_assert_cmpstr (bt_keymap_find (*keymap, GDK_KEY_s, 0), ==, "win.sell");
  /* What a widget needs cannot be taken. */
  g_assert_true (bt_key_capture_press (capture, GDK_KEY_w, GDK_CONTROL_MASK));
  g_assert_false (gtk_widget_get_visible (take));
  g_assert_true (bt_key_capture_press (capture, GDK_KEY_s, 0));
  g_signal_emit_by_name (take, "clicked");
  widget_test_settle ();
  g_assert_cmpstr (bt_keymap_find (*keymap, GDK_KEY_s, 0), ==, "win.buy");
}

/* Rows follow the keys; a search leaves what it finds. */
static void
test_page (BtKeymap **keymap, gconstpointer data)
{
  GtkWidget *page = g_object_ref_sink (bt_keyboard_page_new ());
  GtkWidget *reset_all = widget_test_part (page, "reset_all_button");

  g_assert_false (gtk_widget_get_sensitive (reset_all));
  bt_keymap_set_accel (*keymap, "win.buy", "k");
  g_assert_true (gtk_widget_get_sensitive (reset_all));
  g_signal_emit_by_name (reset_all, "clicked");
  g_assert_cmpstr (bt_keymap_find (*keymap, GDK_KEY_b, 0), ==, "win.buy");
  g_assert_false (gtk_widget_get_sensitive (reset_all));
  widget_test_assert_finalizes (page);
}

/* Tooltips tell the keys of the user, and none where there is none. */
static void
test_tips (BtKeymap **keymap, gconstpointer data)
{
  GtkWidget *box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  GtkWidget *buy = gtk_button_new ();
  GtkWidget *speed = gtk_button_new ();
  GtkWidget *other = gtk_button_new ();

  gtk_box_append (GTK_BOX (box), buy);
  gtk_box_append (GTK_BOX (box), other);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (buy), "win.buy");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (other), "win.no-such-thing");
  gtk_widget_set_tooltip_text (buy, "Buy at the ask");
  gtk_widget_set_tooltip_text (other, "Something else");
  bt_key_tip_add_within (box);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (buy), ==, "Buy at the ask (B)");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (other), ==, "Something else");
  bt_keymap_set_accel (*keymap, "win.buy", "<Shift>k");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (buy), ==, "Buy at the ask (Shift+K)");
  bt_keymap_set_accel (*keymap, "win.buy", NULL);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (buy), ==, "Buy at the ask");
  bt_key_tip_set (buy, "Buy now", "win.sell", NULL);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (buy), ==, "Buy now (S)");
  g_object_ref_sink (speed);
  bt_key_tip_set (speed, "Speed", "win.faster", "win.slower");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (speed), ==, "Speed (+ / -)");
  bt_keymap_set_accel (*keymap, "win.faster", NULL);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (speed), ==, "Speed (-)");
  g_object_unref (speed);
  widget_test_assert_finalizes (box);
}

/* Returns the key that a menu shows at an item, "" for none; free with g_free(). */
static char *
dup_accel (GMenu *menu, int index)
{
  char *accel = NULL;

  g_menu_model_get_item_attribute (G_MENU_MODEL (menu), index, "accel", "s", &accel);
  return accel != NULL ? accel : g_strdup ("");
}

static void
assert_accel (GMenu *menu, int index, const char *expected)
{
  g_autofree char *accel = dup_accel (menu, index);

  g_assert_cmpstr (accel, ==, expected);
}

/* So do menus, below their submenus too, whatever an item calls the action; the item stays what it
 * is. */
static void
test_menus (BtKeymap **keymap, gconstpointer data)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) below = g_menu_new ();
  g_autofree char *label = NULL;

  g_menu_append (below, "Close", "trade.close");
  g_menu_append (below, "Next day", "win.go-to::next-day");
  g_menu_append (below, "Tokyo", "win.go-to::tokyo");
  g_menu_append (menu, "Indicators", "chart.studies");
  g_menu_append_submenu (menu, "More", G_MENU_MODEL (below));
  bt_key_tip_add_to_menu (menu);
  assert_accel (menu, 0, "i");
  assert_accel (menu, 1, "");
  assert_accel (below, 0, "x");
  assert_accel (below, 1, "<Shift>Right");
  assert_accel (below, 2, "");
  bt_keymap_set_accel (*keymap, "win.close-position", "<Control>k");
  assert_accel (below, 0, "<Control>k");
  g_menu_model_get_item_attribute (G_MENU_MODEL (below), 0, G_MENU_ATTRIBUTE_LABEL, "s", &label);
  g_assert_cmpstr (label, ==, "Close");
  g_assert_cmpint (g_menu_model_get_n_items (G_MENU_MODEL (below)), ==, 3);
  bt_keymap_set_accel (*keymap, "win.studies", NULL);
  assert_accel (menu, 0, "");
}

/* Counts the rows that are shown of a window of all keys, and those of them with a text. */
static guint
count_rows (GtkWidget *root, const char *text)
{
  guint rows = 0;

  if (!gtk_widget_get_visible (root))
    return 0;
  if (GTK_IS_LABEL (root))
    return g_strcmp0 (gtk_label_get_label (GTK_LABEL (root)), text) == 0;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    rows += count_rows (child, text);
  return rows;
}

static void
test_overview (BtKeymap **keymap, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (bt_key_overview_new (NULL));
  GtkWidget *columns = widget_test_part (window, "columns");
  GtkEditable *search = GTK_EDITABLE (widget_test_part (window, "search_entry"));

  g_assert_cmpuint (count_rows (columns, "Buy"), ==, 1);
  g_assert_cmpuint (count_rows (columns, "B"), ==, 1);
  /* What has no key is not among the keys. */
  g_assert_cmpuint (count_rows (columns, "Next week"), ==, 0);
  bt_keymap_set_accel (*keymap, "win.next-week", "b");
  g_assert_cmpuint (count_rows (columns, "Next week"), ==, 1);
  g_assert_cmpuint (count_rows (columns, "Buy"), ==, 0);
  gtk_editable_set_text (search, "ctrl+tab");
  g_signal_emit_by_name (search, "search-changed");
  g_assert_cmpuint (count_rows (columns, "Next chart"), ==, 1);
  g_assert_cmpuint (count_rows (columns, "Sell"), ==, 0);
  g_assert_cmpuint (count_rows (columns, "Trading"), ==, 0);
  gtk_editable_set_text (search, "no such key");
  g_signal_emit_by_name (search, "search-changed");
  g_assert_true (gtk_widget_get_visible (widget_test_part (window, "empty_label")));
  g_signal_emit_by_name (search, "stop-search");
  g_assert_cmpstr (gtk_editable_get_text (search), ==, "");
  gtk_window_destroy (GTK_WINDOW (window));
  widget_test_settle ();
}

/* Presses a key as the window's own controller gets it; returns whether it was taken. */
static gboolean
press (GtkWindow *window, guint keyval, GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (window));
  gboolean is_taken = FALSE;

  for (guint i = 0; !is_taken && i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller)
          && gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, &is_taken);
    }
  return is_taken;
}

static void
count_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  *(guint *) user_data += 1;
}

/* In every kind of field letters are written, and function keys and those with Alt count. */
static void
test_fields (BtKeymap **keymap, gconstpointer data)
{
  static const GActionEntry entries[] = { { .name = "next-table", .activate = count_cb },
                                          { .name = "maximize-chart", .activate = count_cb },
                                          { .name = "undo-drawing", .activate = count_cb },
                                          { .name = "buy", .activate = count_cb } };
  GtkWidget *fields[]
    = { gtk_entry_new (),     gtk_search_entry_new (), gtk_spin_button_new_with_range (0, 9, 1),
        gtk_text_view_new (), adw_entry_row_new (),    gtk_password_entry_new () };
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  guint count = 0;

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), &count);
  gtk_widget_insert_action_group (GTK_WIDGET (window), "win", G_ACTION_GROUP (actions));
  gtk_window_set_child (window, box);
  bt_session_keys_attach (window);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    gtk_box_append (GTK_BOX (box), fields[i]);
  gtk_window_present (window);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      count = 0;
      gtk_widget_grab_focus (fields[i]);
      g_assert_false (press (window, GDK_KEY_b, 0));
      g_assert_false (press (window, GDK_KEY_z, GDK_CONTROL_MASK));
      g_assert_cmpuint (count, ==, 0);
      g_assert_true (press (window, GDK_KEY_F6, 0));
      g_assert_true (press (window, GDK_KEY_Return, GDK_ALT_MASK));
      g_assert_cmpuint (count, ==, 2);
      /* Escape leaves it, and the letter counts. */
      g_assert_true (press (window, GDK_KEY_Escape, 0));
      g_assert_true (press (window, GDK_KEY_b, 0));
      g_assert_cmpuint (count, ==, 3);
    }
  gtk_window_destroy (window);
  widget_test_settle ();
}

int
main (int argc, char **argv)
{
  widget_test_init (&argc, &argv);
#define ADD(name, func) g_test_add ("/ui/keymap/" name, BtKeymap *, NULL, set_up, func, tear_down)
  ADD ("table", test_table);
  ADD ("normalise", test_normalise);
  ADD ("change", test_change);
  ADD ("unknown", test_unknown);
  ADD ("capture", test_capture);
  ADD ("page", test_page);
  ADD ("fields", test_fields);
  ADD ("tips", test_tips);
  ADD ("menus", test_menus);
  ADD ("overview", test_overview);
#undef ADD
  return g_test_run ();
}
