// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-commands.h"

#include "ui/bt-dialogs.h"
#include "ui/bt-labels.h"

#include <glib/gi18n.h>

/* A command that is on its way. */
typedef struct
{
  GtkWidget *widget;
  BtCommandsEnded func;
} Submission;

static void
tell_refusal (GtkWidget *widget, const BtRefusal *refusal)
{
  if (refusal != NULL)
    gtk_widget_activate_action (widget, "win.toast", "s", bt_label_refusal (refusal->code));
}

static void
submitted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Submission *submission = user_data;
  g_autoptr (GError) error = NULL;
  BtRefusal refusal = { .code = BT_REFUSAL_NONE };
  BtCommandsEnded func = submission->func != NULL ? submission->func : tell_refusal;

  if (bt_session_submit_finish (BT_SESSION (source), result, &refusal, &error))
    func (submission->widget, NULL);
  else if (g_error_matches (error, BT_SESSION_ERROR, BT_SESSION_ERROR_REFUSED))
    func (submission->widget, &refusal);
  else if (g_error_matches (error, BT_SESSION_ERROR, BT_SESSION_ERROR_READ_ONLY))
    gtk_widget_activate_action (submission->widget, "win.toast", "s",
                                _ ("This session is archived or ended: it takes no more orders"));
  else
    bt_dialog_show_error (submission->widget, _ ("The order was not saved, and not executed"),
                          error->message);
  g_object_unref (submission->widget);
  g_free (submission);
}

void
bt_commands_submit (GtkWidget *widget,
                    BtSession *session,
                    const BtCommand *command,
                    BtCommandsEnded func)
{
  Submission *submission = g_new (Submission, 1);

  submission->widget = g_object_ref (widget);
  submission->func = func;
  bt_session_submit_async (session, command, NULL, submitted_cb, submission);
}

void
bt_commands_close (GtkWidget *widget, BtSession *session, const char *id, BtVolume volume)
{
  BtCommand command;

  bt_command_init (&command, BT_COMMAND_CLOSE, bt_session_get_bar (session));
  g_strlcpy (command.id, id, sizeof command.id);
  command.volume = volume;
  bt_commands_submit (widget, session, &command, NULL);
}

void
bt_commands_close_all (GtkWidget *widget, BtSession *session)
{
  BtCommand command;

  bt_command_init (&command, BT_COMMAND_CLOSE_ALL, bt_session_get_bar (session));
  bt_commands_submit (widget, session, &command, NULL);
}

void
bt_commands_protect (GtkWidget *widget,
                     BtSession *session,
                     const char *id,
                     guint mask,
                     gint64 stop_points,
                     gint64 target_points,
                     BtCommandsEnded func)
{
  BtCommand command;

  bt_command_init (&command, BT_COMMAND_MODIFY, bt_session_get_bar (session));
  g_strlcpy (command.id, id, sizeof command.id);
  command.modify_mask = mask;
  command.stop_loss_points = stop_points;
  command.take_profit_points = target_points;
  bt_commands_submit (widget, session, &command, func);
}

BtPositionItem *
bt_commands_find_position (BtSession *session, const char *id)
{
  GListModel *positions = bt_session_get_positions (session);
  guint length = g_list_model_get_n_items (positions);

  for (guint i = length; i > 0; i--)
    {
      g_autoptr (BtPositionItem) item = g_list_model_get_item (positions, i - 1);
      if (id == NULL || g_str_equal (bt_position_item_get (item)->id, id))
        return item;
    }
  return NULL;
}
