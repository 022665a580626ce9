// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-report-record.h"

#include "ui/bt-challenge-text.h"
#include "ui/bt-format.h"
#include "ui/bt-shown.h"

#include <glib/gi18n.h>

char *
bt_report_record_line (BtSession *session)
{
  guint branches = bt_session_count_branches (session);
  gint64 rewinds = bt_session_get_rewind_count (session);
  g_autofree char *rewind_count = bt_format_count (rewinds);
  g_autofree char *branch_text
    = g_strdup_printf (ngettext ("%u branch", "%u branches", branches), branches);
  /* Translators: how often the clock was put back. */
  g_autofree char *rewind_text
    = g_strdup_printf (ngettext ("%s rewind", "%s rewinds", (gulong) rewinds), rewind_count);

  /* Translators: numbers of branches and rewinds, and the name of a branch. */
  g_autofree char *line
    = g_strdup_printf (_ ("%s, %s; this report is of “%s” up to its clock"), branch_text,
                       rewind_text, bt_session_get_branch_name (session));
  g_autofree char *blind = bt_shown_blind_record (bt_session_get_blind (session), TRUE);

  return blind != NULL ? g_strdup_printf ("%s · %s", blind, line) : g_steal_pointer (&line);
}

char *
bt_report_record_challenge (BtSession *session)
{
  BtChallengeState state;
  gsize count;
  const BtViolation *violations = bt_session_get_violations (session, &count);

  bt_session_get_challenge (session, &state);
  if (state.status == BT_CHALLENGE_NONE)
    return NULL;
  GString *text = g_string_new (NULL);
  /* Translators: the name of a challenge, and how it stands. */
  g_string_append_printf (text, _ ("Challenge “%s”: %s"),
                          bt_session_get_settings (session)->challenge.name,
                          bt_challenge_text_status (state.status));
  for (gsize i = 0; i < count; i++)
    {
      g_autofree char *line = bt_challenge_text_violation (&violations[i], session);
      g_string_append_printf (text, "\n%s", line);
    }
  return g_string_free (text, FALSE);
}
