// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-dialogs.h"

#include "ui/bt-accessible.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* A question that waits for its answer. */
typedef struct
{
  GtkWidget *owner; /* kept alive */
  GCallback func;
  gint64 value;
  char *id;
  GtkWidget *entry;
} Question;

static Question *
question_new (GtkWidget *owner, GCallback func, gint64 value)
{
  Question *question = g_new0 (Question, 1);

  question->owner = g_object_ref (owner);
  question->func = func;
  question->value = value;
  return question;
}

static void
free_question (gpointer data, GClosure *closure)
{
  Question *question = data;

  g_object_unref (question->owner);
  g_free (question->id);
  g_free (question);
}

static GtkWindow *
find_window (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
confirm_answered_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Question *question = user_data;

  if (g_str_equal (response, "go"))
    ((BtDialogConfirmed) question->func) (question->owner, question->value);
}

static void
files_chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  Question *question = user_data;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
      guint length = g_list_model_get_n_items (files);

      for (guint i = 0; i < length; i++)
        {
          g_autoptr (GFile) file = g_list_model_get_item (files, i);
          ((BtDialogFileChosen) question->func) (question->owner, file, question->value);
        }
    }
  /* A native dialog belongs to whoever made it. */
  g_object_unref (dialog);
}

static void
text_answered_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Question *question = user_data;
  g_autofree char *text
    = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (question->entry))));

  if (g_str_equal (response, "go") && *text != '\0')
    ((BtDialogTextGiven) question->func) (question->owner, text, question->id);
}

static void
text_changed_cb (GtkEditable *entry, AdwMessageDialog *dialog)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_message_dialog_set_response_enabled (dialog, "go", *text != '\0');
}

void
bt_dialog_show_error (GtkWidget *owner, const char *heading, const char *body)
{
  GtkWidget *dialog = adw_message_dialog_new (find_window (owner), heading, body);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

void
bt_dialog_confirm (GtkWidget *owner,
                   const char *heading,
                   const char *body,
                   const char *verb,
                   BtDialogConfirmed func,
                   gint64 value)
{
  GtkWidget *dialog = adw_message_dialog_new (find_window (owner), heading, body);
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);

  adw_message_dialog_add_responses (message, "cancel", _ ("_Cancel"), "go", verb, NULL);
  adw_message_dialog_set_response_appearance (message, "go", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (message, "cancel");
  adw_message_dialog_set_close_response (message, "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (confirm_answered_cb),
                         question_new (owner, G_CALLBACK (func), value), free_question, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
bt_dialog_save (
  GtkWidget *owner, const char *title, const char *file_name, BtDialogFileChosen func, gint64 value)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
    title, find_window (owner), GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), file_name);
  g_signal_connect_data (dialog, "response", G_CALLBACK (files_chosen_cb),
                         question_new (owner, G_CALLBACK (func), value), free_question, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
bt_dialog_open (GtkWidget *owner,
                const char *title,
                const char *filter_name,
                const char *const *patterns,
                gboolean is_multiple,
                BtDialogFileChosen func)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
    title, find_window (owner), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), _ ("_Cancel"));
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (dialog);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_select_multiple (chooser, is_multiple);
  if (patterns != NULL)
    {
      g_autoptr (GtkFileFilter) wanted = gtk_file_filter_new ();
      g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

      gtk_file_filter_set_name (wanted, filter_name);
      for (guint i = 0; patterns[i] != NULL; i++)
        gtk_file_filter_add_pattern (wanted, patterns[i]);
      gtk_file_filter_set_name (all, _ ("All files"));
      gtk_file_filter_add_pattern (all, "*");
      gtk_file_chooser_add_filter (chooser, wanted);
      gtk_file_chooser_add_filter (chooser, all);
    }
  g_signal_connect_data (dialog, "response", G_CALLBACK (files_chosen_cb),
                         question_new (owner, G_CALLBACK (func), 0), free_question, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
bt_dialog_ask_text (GtkWidget *owner,
                    const char *heading,
                    const char *label,
                    const char *text,
                    const char *verb,
                    BtDialogTextGiven func,
                    const char *id)
{
  GtkWidget *dialog = adw_message_dialog_new (find_window (owner), heading, NULL);
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);
  Question *question = question_new (owner, G_CALLBACK (func), 0);
  GtkWidget *entry = gtk_entry_new ();

  question->id = g_strdup (id);
  question->entry = entry;
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  bt_accessible_set_name (entry, label);
  adw_message_dialog_set_extra_child (message, entry);
  adw_message_dialog_add_responses (message, "cancel", _ ("_Cancel"), "go", verb, NULL);
  adw_message_dialog_set_response_appearance (message, "go", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (message, "go");
  adw_message_dialog_set_close_response (message, "cancel");
  g_signal_connect_object (entry, "changed", G_CALLBACK (text_changed_cb), dialog, 0);
  g_signal_connect_data (dialog, "response", G_CALLBACK (text_answered_cb), question, free_question,
                         0);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
}
