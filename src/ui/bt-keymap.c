// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-keymap.h"

#include "ui/bt-key-actions.h"

#include <glib/gi18n.h>

#define KEY "key-bindings"
#define TYPE "a{sas}"
#define MODIFIERS (GDK_SHIFT_MASK | GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)

struct _BtKeymap
{
  GObject parent_instance;

  GSettings *settings;
  GHashTable *changed; /* action → strv: the user's own */
};

static guint changed_signal;
static BtKeymap *default_keymap;

G_DEFINE_FINAL_TYPE (BtKeymap, bt_keymap, G_TYPE_OBJECT)

static void
read_settings (BtKeymap *self)
{
  g_autoptr (GVariant) stored = g_settings_get_value (self->settings, KEY);
  GVariantIter iter;
  const char *action;
  char **accels;

  g_hash_table_remove_all (self->changed);
  g_variant_iter_init (&iter, stored);
  while (g_variant_iter_next (&iter, "{&s^as}", &action, &accels))
    if (bt_key_action_find (action) != NULL)
      g_hash_table_insert (self->changed, g_strdup (action), accels);
    else
      g_strfreev (accels);
  g_signal_emit (self, changed_signal, 0);
}

static void
write_settings (BtKeymap *self)
{
  GVariantBuilder builder;
  GHashTableIter iter;
  gpointer action, accels;

  g_variant_builder_init (&builder, G_VARIANT_TYPE (TYPE));
  g_hash_table_iter_init (&iter, self->changed);
  while (g_hash_table_iter_next (&iter, &action, &accels))
    g_variant_builder_add (&builder, "{s^as}", action, accels);
  /* Reading it again tells everybody. */
  g_settings_set_value (self->settings, KEY, g_variant_builder_end (&builder));
}

static void
bt_keymap_dispose (GObject *object)
{
  g_clear_object (&BT_KEYMAP (object)->settings);
  G_OBJECT_CLASS (bt_keymap_parent_class)->dispose (object);
}

static void
bt_keymap_finalize (GObject *object)
{
  g_hash_table_unref (BT_KEYMAP (object)->changed);
  G_OBJECT_CLASS (bt_keymap_parent_class)->finalize (object);
}

static void
bt_keymap_class_init (BtKeymapClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bt_keymap_dispose;
  object_class->finalize = bt_keymap_finalize;
  changed_signal = g_signal_new ("changed", BT_TYPE_KEYMAP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
bt_keymap_init (BtKeymap *self)
{
  self->changed
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
}

BtKeymap *
bt_keymap_new (GSettings *settings)
{
  BtKeymap *self = g_object_new (BT_TYPE_KEYMAP, NULL);

  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed::" KEY, G_CALLBACK (read_settings), self,
                           G_CONNECT_SWAPPED);
  read_settings (self);
  return self;
}

BtKeymap *
bt_keymap_get_default (void)
{
  if (default_keymap == NULL)
    {
      g_autoptr (GSettings) settings = g_settings_new (BT_APP_ID);

      default_keymap = bt_keymap_new (settings);
    }
  return default_keymap;
}

void
bt_keymap_set_default (BtKeymap *keymap)
{
  g_set_object (&default_keymap, keymap);
}

/* Returns the twin of a key of the number pad. */
static guint
leave_pad (guint keyval)
{
  static const struct
  {
    guint pad;
    guint twin;
  } keys[] = {
    { GDK_KEY_KP_Left, GDK_KEY_Left },
    { GDK_KEY_KP_Right, GDK_KEY_Right },
    { GDK_KEY_KP_Up, GDK_KEY_Up },
    { GDK_KEY_KP_Down, GDK_KEY_Down },
    { GDK_KEY_KP_Add, GDK_KEY_plus },
    { GDK_KEY_KP_Subtract, GDK_KEY_minus },
    { GDK_KEY_KP_Enter, GDK_KEY_Return },
    { GDK_KEY_KP_Delete, GDK_KEY_Delete },
    { GDK_KEY_KP_Space, GDK_KEY_space },
    { GDK_KEY_KP_Home, GDK_KEY_Home },
    { GDK_KEY_KP_End, GDK_KEY_End },
    { GDK_KEY_KP_Page_Up, GDK_KEY_Page_Up },
    { GDK_KEY_KP_Page_Down, GDK_KEY_Page_Down },
    { GDK_KEY_ISO_Left_Tab, GDK_KEY_Tab },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i].pad == keyval)
      return keys[i].twin;
  return keyval;
}

static gboolean
is_modifier (guint keyval)
{
  return (keyval >= GDK_KEY_Shift_L && keyval <= GDK_KEY_Hyper_R)
         || keyval == GDK_KEY_ISO_Level3_Shift || keyval == GDK_KEY_Num_Lock
         || keyval == GDK_KEY_VoidSymbol;
}

gboolean
bt_key_normalise (guint keyval,
                  GdkModifierType state,
                  guint *out_keyval,
                  GdkModifierType *out_modifiers)
{
  guint lower = gdk_keyval_to_lower (leave_pad (keyval));
  gunichar character = gdk_keyval_to_unicode (lower);
  gboolean is_letter = g_unichar_isalpha (character);
  gboolean is_named = character == 0 || lower == GDK_KEY_Return || lower == GDK_KEY_Tab
                      || lower == GDK_KEY_space || lower == GDK_KEY_Delete
                      || lower == GDK_KEY_BackSpace || lower == GDK_KEY_Escape;

  if (is_modifier (keyval))
    return FALSE;
  /* Shift makes "+" on many keyboards; with letters and named keys it is a choice. */
  *out_modifiers = state & (is_letter || is_named ? MODIFIERS : MODIFIERS & ~GDK_SHIFT_MASK);
  *out_keyval = lower;
  return TRUE;
}

/* Says whether an accelerator is a normalised key. */
static gboolean
is_key (const char *accel, guint keyval, GdkModifierType modifiers)
{
  guint accel_keyval, key;
  GdkModifierType accel_modifiers, state;

  return gtk_accelerator_parse (accel, &accel_keyval, &accel_modifiers)
         && bt_key_normalise (accel_keyval, accel_modifiers, &key, &state) && key == keyval
         && state == modifiers;
}

/* Returns the keys of a row of the table, owned by table or keymap. */
static const char *const *
get_accels (BtKeymap *self, const BtKeyAction *row)
{
  const char *const *own
    = row->action != NULL ? g_hash_table_lookup (self->changed, row->action) : NULL;

  return own != NULL ? own : row->accels;
}

/* Returns the row that has a key, or NULL. */
static const BtKeyAction *
find_row (BtKeymap *self, guint keyval, GdkModifierType modifiers)
{
  guint count;
  const BtKeyAction *rows = bt_key_actions (&count);

  for (guint i = 0; i < count; i++)
    {
      const char *const *accels = get_accels (self, &rows[i]);

      for (guint k = 0; accels[k] != NULL; k++)
        if (is_key (accels[k], keyval, modifiers))
          return &rows[i];
    }
  return NULL;
}

const char *
bt_keymap_find (BtKeymap *keymap, guint keyval, GdkModifierType modifiers)
{
  g_return_val_if_fail (BT_IS_KEYMAP (keymap), NULL);

  const BtKeyAction *row = find_row (keymap, keyval, modifiers);

  return row != NULL ? row->action : NULL;
}

char **
bt_keymap_get_accels (BtKeymap *keymap, const char *action)
{
  const BtKeyAction *row = bt_key_action_find (action);

  g_return_val_if_fail (BT_IS_KEYMAP (keymap), NULL);

  return row != NULL ? g_strdupv ((char **) get_accels (keymap, row)) : g_new0 (char *, 1);
}

char *
bt_keymap_get_label (BtKeymap *keymap, const char *action)
{
  g_auto (GStrv) accels = bt_keymap_get_accels (keymap, action);
  GdkModifierType modifiers;
  guint keyval;

  return accels[0] != NULL && gtk_accelerator_parse (accels[0], &keyval, &modifiers)
           ? gtk_accelerator_get_label (keyval, modifiers)
           : NULL;
}

gboolean
bt_keymap_is_changed (BtKeymap *keymap, const char *action)
{
  g_return_val_if_fail (BT_IS_KEYMAP (keymap), FALSE);

  return g_hash_table_contains (keymap->changed, action);
}

const char *
bt_keymap_find_owner (BtKeymap *keymap, const char *accel, const char *action, const char **owner)
{
  const BtKeyAction *row = NULL;
  GdkModifierType state, modifiers;
  guint pressed, keyval;

  g_return_val_if_fail (BT_IS_KEYMAP (keymap) && owner != NULL, NULL);

  if (gtk_accelerator_parse (accel, &pressed, &state)
      && bt_key_normalise (pressed, state, &keyval, &modifiers))
    row = find_row (keymap, keyval, modifiers);
  *owner = row != NULL ? row->action : NULL;
  return row == NULL || g_strcmp0 (row->action, action) == 0 ? NULL : _ (row->title);
}

/* Keeps the keys of an action, or forgets them where they are those of the table; takes accels
 * over. */
static void
keep (BtKeymap *self, const BtKeyAction *row, char **accels)
{
  if (g_strv_equal ((const char *const *) accels, row->accels))
    {
      g_hash_table_remove (self->changed, row->action);
      g_strfreev (accels);
    }
  else
    g_hash_table_insert (self->changed, g_strdup (row->action), accels);
}

/* Takes a key from every other action. */
static void
take_key (BtKeymap *self, const char *accel, const char *action)
{
  GdkModifierType state, modifiers;
  guint pressed, keyval, count;
  const BtKeyAction *rows = bt_key_actions (&count);

  if (!gtk_accelerator_parse (accel, &pressed, &state)
      || !bt_key_normalise (pressed, state, &keyval, &modifiers))
    return;
  for (guint i = 0; i < count; i++)
    {
      const char *const *accels = get_accels (self, &rows[i]);
      g_autoptr (GStrvBuilder) left = g_strv_builder_new ();
      gboolean has_key = FALSE;

      if (rows[i].action == NULL || g_strcmp0 (rows[i].action, action) == 0)
        continue;
      for (guint k = 0; accels[k] != NULL; k++)
        if (is_key (accels[k], keyval, modifiers))
          has_key = TRUE;
        else
          g_strv_builder_add (left, accels[k]);
      if (has_key)
        keep (self, &rows[i], g_strv_builder_end (left));
    }
}

void
bt_keymap_set_accel (BtKeymap *keymap, const char *action, const char *accel)
{
  const BtKeyAction *row = bt_key_action_find (action);
  const char *const accels[] = { accel, NULL };

  g_return_if_fail (BT_IS_KEYMAP (keymap) && row != NULL);

  if (accel != NULL)
    take_key (keymap, accel, action);
  keep (keymap, row, g_strdupv ((char **) accels));
  write_settings (keymap);
}

void
bt_keymap_reset (BtKeymap *keymap, const char *action)
{
  const BtKeyAction *row = action != NULL ? bt_key_action_find (action) : NULL;

  g_return_if_fail (BT_IS_KEYMAP (keymap));

  if (action == NULL)
    g_hash_table_remove_all (keymap->changed);
  else
    g_hash_table_remove (keymap->changed, action);
  for (guint i = 0; row != NULL && row->accels[i] != NULL; i++)
    take_key (keymap, row->accels[i], action);
  write_settings (keymap);
}
