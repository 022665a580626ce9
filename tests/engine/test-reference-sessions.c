// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The digests of the reference sessions, as reference-digests.txt records them. They may change
 * only together with BT_RULES_VERSION, which is recorded with them: a session that one program
 * played must be verified by the next. tests/engine/compare-digests holds other compilers to the
 * same. */
#include "config.h"

#include "reference-session.h"

#include <string.h>

static char *
get_record (guint line)
{
  g_autofree char *path
    = g_test_build_filename (G_TEST_DIST, "engine", "reference-digests.txt", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, REFERENCE_SESSIONS + 2);
  return g_strdup (lines[line]);
}

static void
test_session (gconstpointer data)
{
  const guint index = GPOINTER_TO_UINT (data);
  g_autoptr (BtEngine) engine = reference_session_play (index, NULL);
  g_autofree char *digest = reference_session_dup_digest (engine);
  g_autofree char *found = g_strdup_printf ("%s %s", reference_session_get_name (index), digest);
  g_autofree char *rules = g_strdup_printf ("rules %d", BT_RULES_VERSION);
  g_autofree char *recorded_rules = get_record (0);
  g_autofree char *recorded = get_record (index + 1);

  g_assert_cmpstr (rules, ==, recorded_rules);
  g_assert_cmpstr (found, ==, recorded);
}

/* What all ten together have made happen: the digests stand for something. */
static void
test_coverage (void)
{
  guint reasons[BT_REASON_END + 1] = { 0 };
  guint places[BT_PLACE_LEG3 + 1] = { 0 };
  guint entries[BT_LEDGER_ADJUSTMENT + 1] = { 0 };
  guint ambiguous = 0;
  gsize refused = 0;

  for (guint index = 0; index < REFERENCE_SESSIONS; index++)
    {
      g_autoptr (BtEngine) engine = reference_session_play (index, NULL);
      gsize count;
      const BtFill *fills = bt_engine_get_fills (engine, &count);

      g_assert_cmpuint (count, >, 50);
      for (gsize i = 0; i < count; i++)
        {
          reasons[fills[i].reason]++;
          places[fills[i].place]++;
          ambiguous += fills[i].is_ambiguous ? 1 : 0;
        }
      const BtLedgerEntry *ledger = bt_engine_get_ledger (engine, &count);
      for (gsize i = 0; i < count; i++)
        entries[ledger[i].type]++;
      (void) bt_engine_get_refusals (engine, &count);
      refused += count;
    }
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    g_test_message ("%s: %u", bt_fill_reason_to_string ((BtFillReason) i), reasons[i]);
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    g_test_message ("%s: %u", bt_ledger_type_to_string ((BtLedgerType) i), entries[i]);
  g_test_message ("ambiguous: %u, refused: %" G_GSIZE_FORMAT, ambiguous, refused);
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    g_assert_cmpuint (reasons[i], >, 0);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    g_assert_cmpuint (places[i], >, 0);
  for (guint i = BT_LEDGER_DEPOSIT; i <= BT_LEDGER_ADJUSTMENT; i++)
    g_assert_cmpuint (entries[i], >, 0);
  g_assert_cmpuint (ambiguous, >, 0);
  g_assert_cmpuint (refused, >, 100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < REFERENCE_SESSIONS; i++)
    {
      g_autofree char *path
        = g_strconcat ("/engine/reference-sessions/", reference_session_get_name (i), NULL);
      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_session);
    }
  g_test_add_func ("/engine/reference-sessions/coverage", test_coverage);
  return g_test_run ();
}
