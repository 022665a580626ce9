// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-commands.h"

#include "ui/bt-dialogs.h"
#include "ui/bt-refusal-text.h"

#include <glib/gi18n.h>

/* A command that is on its way. */
typedef struct
{
  GtkWidget *widget;
  BtCommandsEnded func;
} Submission;

void
bt_commands_tell_refusal (GtkWidget *widget, BtSession *session, const BtRefusal *refusal)
{
  g_autofree char *text = bt_refusal_text (refusal, session);

  if (text != NULL)
    gtk_widget_activate_action (widget, "win.toast", "s", text);
}

static void
tell_end (const Submission *submission, BtSession *session, const BtRefusal *refusal)
{
  if (submission->func != NULL)
    submission->func (submission->widget, session, refusal);
  else
    bt_commands_tell_refusal (submission->widget, session, refusal);
}

static void
submitted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Submission *submission = user_data;
  g_autoptr (GError) error = NULL;
  BtRefusal refusal = { .code = BT_REFUSAL_NONE };

  if (bt_session_submit_finish (BT_SESSION (source), result, &refusal, &error))
    tell_end (submission, BT_SESSION (source), NULL);
  else if (g_error_matches (error, BT_SESSION_ERROR, BT_SESSION_ERROR_REFUSED))
    tell_end (submission, BT_SESSION (source), &refusal);
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

/* Commands that are given one after the other: each once the one before is on disk. */
typedef struct
{
  GtkWidget *widget;
  BtCommand *commands;
  guint count;
  guint next;
  BtRefusal refusal; /* the last */
} Series;

static void
free_series (Series *series)
{
  g_object_unref (series->widget);
  g_free (series->commands);
  g_free (series);
}

static void
next_submitted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BtSession *session = BT_SESSION (source);
  Series *series = user_data;
  g_autoptr (GError) error = NULL;
  BtRefusal refusal = { .code = BT_REFUSAL_NONE };

  if (!bt_session_submit_finish (session, result, &refusal, &error))
    {
      if (!g_error_matches (error, BT_SESSION_ERROR, BT_SESSION_ERROR_REFUSED))
        {
          gtk_widget_activate_action (series->widget, "win.toast", "s", error->message);
          free_series (series);
          return;
        }
      series->refusal = refusal;
    }
  if (series->next < series->count)
    {
      bt_session_submit_async (session, &series->commands[series->next++], NULL, next_submitted_cb,
                               series);
      return;
    }
  bt_commands_tell_refusal (series->widget, session, &series->refusal);
  free_series (series);
}

void
bt_commands_submit_all (GtkWidget *widget,
                        BtSession *session,
                        const BtCommand *commands,
                        guint count)
{
  if (count == 0)
    return;
  Series *series = g_new0 (Series, 1);
  series->widget = g_object_ref (widget);
  series->commands = g_memdup2 (commands, sizeof *commands * count);
  series->count = count;
  series->next = 1;
  bt_session_submit_async (session, &series->commands[0], NULL, next_submitted_cb, series);
}

/* Returns a command about an order or position. */
static BtCommand
make_command (BtSession *session, BtCommandKind kind, const char *id)
{
  BtCommand command;

  bt_command_init (&command, kind, bt_session_get_bar (session));
  g_strlcpy (command.id, id, sizeof command.id);
  return command;
}

void
bt_commands_close (GtkWidget *widget, BtSession *session, const char *id, BtVolume volume)
{
  BtCommand command = make_command (session, BT_COMMAND_CLOSE, id);

  command.volume = volume;
  bt_commands_submit (widget, session, &command, NULL);
}

void
bt_commands_close_all (GtkWidget *widget, BtSession *session, BtCloseScope scope)
{
  BtCommand command;

  bt_command_init (&command, BT_COMMAND_CLOSE_ALL, bt_session_get_bar (session));
  command.scope = scope;
  bt_commands_submit (widget, session, &command, NULL);
}

void
bt_commands_cancel (GtkWidget *widget, BtSession *session, const char *id)
{
  BtCommand command = make_command (session, BT_COMMAND_CANCEL, id);

  bt_commands_submit (widget, session, &command, NULL);
}

void
bt_commands_break_even (GtkWidget *widget, BtSession *session, const char *id)
{
  BtCommand command = make_command (session, BT_COMMAND_MODIFY, id);

  command.modify_mask = BT_MODIFY_BREAK_EVEN;
  bt_commands_submit (widget, session, &command, NULL);
}

void
bt_commands_trail (
  GtkWidget *widget, BtSession *session, const char *id, gint64 trail_points, gint64 step_points)
{
  BtCommand command = make_command (session, BT_COMMAND_MODIFY, id);

  command.modify_mask = BT_MODIFY_TRAIL;
  command.trail_points = trail_points;
  command.trail_step_points = step_points;
  bt_commands_submit (widget, session, &command, NULL);
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

BtOrderItem *
bt_commands_find_order (BtSession *session, const char *id)
{
  GListModel *orders = bt_session_get_orders (session);
  guint length = g_list_model_get_n_items (orders);

  for (guint i = length; i > 0; i--)
    {
      g_autoptr (BtOrderItem) item = g_list_model_get_item (orders, i - 1);
      if (id == NULL || g_str_equal (bt_order_item_get (item)->id, id))
        return item;
    }
  return NULL;
}
