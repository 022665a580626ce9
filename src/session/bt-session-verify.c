// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Running a session file again: is it what it says, and what came of it? */
#include "config.h"

#include "session/bt-session-verify.h"

#include "session/bt-journal-replay.h"
#include "session/bt-session-data.h"
#include "session/bt-session-private.h"

/* The candles of a file, and their ticks: its own, or those of a dataset. */
typedef struct
{
  const char *folder;
  BtSessionDocument *document;
  BtSessionData data; /* empty when they are the file's own */
  BtSeries *series;
  BtTickSeries *ticks; /* or NULL */
} FoundCandles;

static void
found_candles_clear (FoundCandles *found)
{
  bt_session_data_clear (&found->data);
  g_clear_pointer (&found->series, bt_series_unref);
  g_clear_pointer (&found->ticks, bt_tick_series_unref);
}

static gboolean
find_job (BtDb *db, gpointer data, GError **error)
{
  FoundCandles *found = data;

  return bt_session_data_load (db, found->folder, found->document->row, &found->document->settings,
                               &found->data, error);
}

/* Fails for want of a store to look in. */
static void
set_no_store (const BtSessionDocument *document, GError **error)
{
  const BtSessionRow *row = document->row;
  g_autofree char *hash = bt_hash_to_string (&row->range_hash);
  g_autofree char *ticks
    = row->tick_count == 0
        ? g_strdup ("")
        : g_strdup_printf (" and its %" G_GINT64_FORMAT " ticks", row->tick_count);

  g_set_error (error, BT_SESSION_ERROR, BT_SESSION_ERROR_NO_DATA,
               "The file has no %s; the session needs %s %s%s with SHA-256 %s",
               document->candles == NULL ? "candles" : "ticks",
               document->settings.instrument.symbol,
               bt_timeframe_to_string (document->settings.base_timeframe), ticks, hash);
}

/* Finds the candles to run a document on. Fails with BT_SESSION_ERROR_NO_DATA. */
static gboolean
find_candles (BtSessionDocument *document, BtStore *store, FoundCandles *found, GError **error)
{
  *found = (FoundCandles){ .document = document };
  /* The place in a dataset is of the program that wrote the file. */
  document->row->first_index = -1;
  if (document->candles != NULL && (document->row->tick_count == 0 || document->ticks != NULL))
    {
      found->series = bt_series_ref (document->candles);
      found->ticks = document->ticks == NULL ? NULL : bt_tick_series_ref (document->ticks);
      return TRUE;
    }
  if (store == NULL)
    {
      set_no_store (document, error);
      return FALSE;
    }
  found->folder = bt_store_get_folder (store);
  if (!bt_store_run (store, find_job, found, error))
    return FALSE;
  found->series = bt_session_data_slice (&found->data);
  found->ticks = g_steal_pointer (&found->data.ticks);
  return TRUE;
}

static void
verified_branch_free (gpointer data)
{
  BtVerifiedBranch *branch = data;

  g_free (branch->id);
  g_free (branch->name);
  g_free (branch->digest);
  g_free (branch);
}

/* Sets the answer of a verification that failed. */
static void
refute (BtVerification *out, gint64 record, const char *message)
{
  out->is_verified = FALSE;
  out->record = record;
  g_clear_pointer (&out->digest, g_free);
  g_free (out->message);
  out->message = g_strdup (message);
}

/* Compares the candles and ticks with what the manifest says of them. */
static gboolean
verify_candles (const BtSessionDocument *document, const FoundCandles *found, BtVerification *out)
{
  g_autofree char *message = NULL;
  BtHash hash;

  if (document->candles_fault != NULL || document->ticks_fault != NULL)
    {
      refute (out, 0,
              document->candles_fault != NULL ? document->candles_fault : document->ticks_fault);
      return FALSE;
    }
  bt_session_ticks_hash (found->series, &document->settings.instrument, found->ticks, &hash);
  if ((gint64) bt_series_get_length (found->series) == document->row->length
      && bt_hash_equal (&hash, &document->row->range_hash))
    return TRUE;

  g_autofree char *actual = bt_hash_to_string (&hash);
  g_autofree char *expected = bt_hash_to_string (&document->row->range_hash);

  if (found->ticks == NULL)
    message = g_strdup_printf (
      "candles.csv: the candles have SHA-256 %s, the session was played on %s", actual, expected);
  else
    message = g_strdup_printf ("ticks.csv: the candles and ticks have SHA-256 %s, the session was"
                               " played on %s",
                               actual, expected);
  refute (out, 0, message);
  return FALSE;
}

/* Says what of a branch differs; its name where there are several. */
static void
refute_branch (const BtSessionDocument *document,
               const BtDocumentBranch *branch,
               gint64 record,
               const char *message,
               BtVerification *out)
{
  g_autofree char *named = NULL;

  if (document->branches->len > 1)
    named = g_strdup_printf ("Branch “%s”: %s", branch->row.name, message);
  refute (out, record, named != NULL ? named : message);
  g_free (out->branch);
  out->branch = g_strdup (branch->row.name);
}

/* Compares what the journal gave with what the manifest says of its end. */
static gboolean
verify_end (const BtSessionDocument *document,
            const BtDocumentBranch *branch,
            BtEngine *engine,
            BtVerification *out)
{
  const BtLinePoint *head = &branch->row.head;
  g_autoptr (GError) error = NULL;

  if ((gint64) branch->lines->len != head->command_count)
    {
      g_autofree char *member = bt_session_document_get_member (document, branch);
      g_autofree char *message
        = g_strdup_printf ("%s: %u lines, the manifest says %" G_GINT64_FORMAT, member,
                           branch->lines->len, head->command_count);

      refute_branch (document, branch, MIN ((gint64) branch->lines->len, head->command_count) + 1,
                     message, out);
      return FALSE;
    }
  if (!bt_journal_replay_to (engine, head->bar, &head->digest, &error))
    refute_branch (document, branch, 0, error->message, out);
  else if (bt_engine_is_ended (engine) != head->is_ended)
    refute_branch (document, branch, 0,
                   "manifest.json: whether the session has ended is not what the journal says",
                   out);
  else
    return TRUE;
  return FALSE;
}

/* Compares where a branch left its parent with both journals. */
static gboolean
verify_fork (const BtSessionDocument *document, const BtDocumentBranch *branch, BtVerification *out)
{
  const BtDocumentBranch *parent
    = bt_session_document_find_branch (document, branch->row.parent_id);
  gint64 common = branch->row.fork_sequence;

  if (branch->row.parent_id == 0)
    return TRUE;
  if (parent == NULL || common >= (gint64) branch->lines->len
      || common > (gint64) parent->lines->len
      || ((const BtJournalLine *) branch->lines->pdata[common])->after_bar != branch->row.fork_bar)
    {
      refute_branch (document, branch, 0,
                     "manifest.json: where it left its parent is not what the journal says", out);
      return FALSE;
    }
  for (gint64 i = 0; i < common; i++)
    if (!bt_hash_equal (&((const BtJournalLine *) branch->lines->pdata[i])->hash,
                        &((const BtJournalLine *) parent->lines->pdata[i])->hash))
      {
        refute_branch (document, branch, i + 1, "its parent has another command there", out);
        return FALSE;
      }
  return TRUE;
}

/* Runs the journal of a branch on an engine. */
static gboolean
verify_branch (const BtSessionDocument *document,
               const BtDocumentBranch *branch,
               BtEngine *engine,
               BtVerification *out)
{
  g_autoptr (GError) error = NULL;
  gint64 bad_line = 0;

  if (!bt_journal_replay (engine, branch->lines, NULL, NULL, &bad_line, &error))
    refute_branch (document, branch, bad_line, error->message, out);
  else if (branch->journal_fault != NULL)
    refute_branch (document, branch, branch->journal_line, branch->journal_fault, out);
  else
    return verify_end (document, branch, engine, out) && verify_fork (document, branch, out);
  return FALSE;
}

/* Returns an engine at the start of a document's session; NULL with the answer set when it cannot
 * be. */
static BtEngine *
make_engine (const BtSessionDocument *document, const FoundCandles *found, BtVerification *out)
{
  g_autoptr (GError) error = NULL;
  BtEngine *engine = bt_session_ticks_make_engine (&document->settings, found->series, found->ticks,
                                                   &document->row->range_hash, &error);

  if (engine == NULL)
    refute (out, 0, error->message);
  return engine;
}

/* Tests what makes it pointless to run any branch. */
static gboolean
verify_start (const BtSessionDocument *document, const FoundCandles *found, BtVerification *out)
{
  *out = (BtVerification){ .message = g_strdup ("") };
  if (document->row->rules_version != BT_RULES_VERSION)
    {
      g_autofree char *message = g_strdup_printf (
        "The session was played under version %d of the rules; this program has version %d",
        document->row->rules_version, BT_RULES_VERSION);

      refute (out, 0, message);
      return FALSE;
    }
  return verify_candles (document, found, out);
}

/* Runs the present branch up to the clock. */
static gboolean
run_to_clock (const BtSessionDocument *document,
              BtEngine *engine,
              BtReplayFunc func,
              gpointer user_data,
              BtVerification *out)
{
  const BtSessionRow *row = document->row;
  const BtDocumentBranch *branch = bt_session_document_find_branch (document, row->branch_id);
  g_autoptr (GError) error = NULL;
  gint64 count = 0;

  while (count < (gint64) branch->lines->len
         && ((const BtJournalLine *) branch->lines->pdata[count])->after_bar <= row->bar)
    {
      if (!bt_journal_apply (engine, branch->lines->pdata[count], count + 1, func, user_data,
                             &error))
        {
          refute_branch (document, branch, count + 1, error->message, out);
          return FALSE;
        }
      count++;
    }
  if (count != row->command_count)
    refute_branch (document, branch, 0,
                   "manifest.json: the number of commands up to the clock is not what the journal"
                   " says",
                   out);
  else if (!bt_journal_replay_to (engine, row->bar, &row->digest, &error))
    refute_branch (document, branch, 0, error->message, out);
  else
    return TRUE;
  return FALSE;
}

/* Runs every branch, and tells what came of it in the records. */
static gboolean
verify_branches (const BtSessionDocument *document, const FoundCandles *found, BtVerification *out)
{
  for (guint i = 0; i < document->branches->len; i++)
    {
      BtDocumentBranch *branch = document->branches->pdata[i];
      g_autoptr (BtEngine) engine = make_engine (document, found, out);
      BtHash digest;

      if (engine == NULL || !verify_branch (document, branch, engine, out))
        return FALSE;
      branch->row.head.net_minor = bt_session_get_net_of_engine (engine).minor;
      if (branch->row.id != document->row->branch_id)
        continue;
      bt_engine_get_digest (engine, &digest);
      out->digest = bt_hash_to_string (&digest);
    }
  return TRUE;
}

/* Compares the clock of a session that looks back. */
static gboolean
verify_clock (const BtSessionDocument *document, const FoundCandles *found, BtVerification *out)
{
  const BtDocumentBranch *branch
    = bt_session_document_find_branch (document, document->row->branch_id);
  g_autoptr (BtEngine) engine = NULL;

  if (document->row->bar == branch->row.head.bar)
    return TRUE;
  engine = make_engine (document, found, out);
  return engine != NULL && run_to_clock (document, engine, NULL, NULL, out);
}

/* Says the digests of the branches, in the order of the file. */
static void
tell_digests (const BtSessionDocument *document, BtVerification *out)
{
  out->branches = g_ptr_array_new_with_free_func (verified_branch_free);
  for (guint i = 0; i < document->branches->len; i++)
    {
      const BtDocumentBranch *branch = document->branches->pdata[i];
      BtVerifiedBranch *verified = g_new0 (BtVerifiedBranch, 1);

      verified->id = g_strdup_printf ("%" G_GINT64_FORMAT, branch->row.id);
      verified->name = g_strdup (branch->row.name);
      verified->commands = branch->row.head.command_count;
      verified->digest = bt_hash_to_string (&branch->row.head.digest);
      g_ptr_array_add (out->branches, verified);
    }
}

/* Runs all of a document again; the first fault in the order of the file is told. */
static void
verify_all (const BtSessionDocument *document, const FoundCandles *found, BtVerification *out)
{
  if (!verify_start (document, found, out) || !verify_branches (document, found, out)
      || !verify_clock (document, found, out))
    return;
  if (document->manifest_fault != NULL)
    {
      refute (out, 0, document->manifest_fault);
      return;
    }
  tell_digests (document, out);
  out->is_verified = TRUE;
}

void
bt_verification_clear (BtVerification *verification)
{
  g_clear_pointer (&verification->digest, g_free);
  g_clear_pointer (&verification->message, g_free);
  g_clear_pointer (&verification->branch, g_free);
  g_clear_pointer (&verification->branches, g_ptr_array_unref);
}

/* Returns what makes it impossible to run a document at all, or NULL. */
static const char *
find_fatal (const BtSessionDocument *document)
{
  if (document->is_blind)
    return document->manifest_fault;
  if (document->has_candles && document->candles == NULL)
    return document->candles_fault;
  return document->has_ticks && document->ticks == NULL ? document->ticks_fault : NULL;
}

/* Verifies a document that was read. A file whose own candles are damaged is refuted, not
 * unreadable. */
gboolean
bt_session_document_verify (BtSessionDocument *document,
                            BtStore *store,
                            BtVerification *out,
                            GError **error)
{
  FoundCandles found = { 0 };

  if (find_fatal (document) != NULL)
    {
      *out = (BtVerification){ .message = g_strdup (find_fatal (document)) };
      return TRUE;
    }
  if (!find_candles (document, store, &found, error))
    {
      /* A changed manifest may ask for candles that never were. */
      if (document->manifest_fault == NULL
          || !g_error_matches (*error, BT_SESSION_ERROR, BT_SESSION_ERROR_NO_DATA))
        return FALSE;
      g_clear_error (error);
      *out = (BtVerification){ .message = g_strdup (document->manifest_fault) };
      return TRUE;
    }
  verify_all (document, &found, out);
  found_candles_clear (&found);
  return TRUE;
}

gboolean
bt_session_file_verify (const char *path, BtStore *store, BtVerification *out, GError **error)
{
  g_return_val_if_fail (path != NULL && out != NULL, FALSE);

  g_autoptr (BtSessionDocument) document = bt_session_document_read (path, error);
  g_autoptr (GError) local_error = NULL;

  if (document == NULL)
    return FALSE;
  if (bt_session_document_verify (document, store, out, &local_error))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static void
command_reported_cb (const BtCommand *command, gpointer user_data)
{
  BtSession *session = user_data;

  session->view.clock_usec = bt_engine_get_clock (session->engine);
  session->view.command_name = bt_command_kind_to_string (command->kind);
}

/* Returns a session without a store, closed from the start, that stands at a document's clock. */
static BtSession *
make_session (const BtSessionDocument *document,
              const FoundCandles *found,
              BtVerification *verification)
{
  g_autoptr (BtSession) session = g_object_new (BT_TYPE_SESSION, NULL);

  verify_all (document, found, verification);
  if (!verification->is_verified)
    return NULL;
  session->engine = make_engine (document, found, verification);
  session->branches_made = document->row->branches_made;
  session->rewind_count = document->row->rewind_count;
  session->is_closed = TRUE;
  session->id = g_strdup ("");
  session->name = g_strdup (document->row->name);
  session->state = BT_SESSION_ARCHIVED;
  session->settings = document->settings;
  session->range_hash = document->row->range_hash;
  session->series = bt_series_ref (found->series);
  session->ticks = found->ticks == NULL ? NULL : bt_tick_series_ref (found->ticks);
  session->tape = bt_tape_new (found->series, &session->settings.instrument, 0);
  session->view.columns = bt_series_get_columns (found->series);
  bt_session_listen (session, session->engine);
  if (!run_to_clock (document, session->engine, command_reported_cb, session, verification))
    return NULL;
  bt_session_publish (session);
  g_ptr_array_unref (session->line.lines);
  session->line.lines
    = g_ptr_array_ref (bt_session_document_find_branch (document, document->row->branch_id)->lines);
  return g_steal_pointer (&session);
}

static BtSessionReport *
make_report (BtSession *session, GError **error)
{
  g_autoptr (BtSessionReport) report = bt_session_make_report (session);

  report->policies = bt_session_find_policies (session, error);
  return report->policies != NULL ? g_steal_pointer (&report) : NULL;
}

BtSessionReport *
bt_session_file_report (const char *path, BtStore *store, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  g_autoptr (BtSessionDocument) document = bt_session_document_read (path, error);
  g_autoptr (BtSession) session = NULL;
  FoundCandles found = { 0 };
  BtVerification verification = { 0 };

  if (document == NULL)
    return NULL;
  if (find_fatal (document) != NULL)
    {
      g_set_error_literal (error, BT_SESSION_ERROR, BT_SESSION_ERROR_DIVERGED,
                           find_fatal (document));
      return NULL;
    }
  if (!find_candles (document, store, &found, error))
    return NULL;
  session = make_session (document, &found, &verification);
  if (session == NULL)
    g_set_error_literal (error, BT_SESSION_ERROR, BT_SESSION_ERROR_DIVERGED, verification.message);
  found_candles_clear (&found);
  bt_verification_clear (&verification);
  return session == NULL ? NULL : make_report (session, error);
}

gboolean
bt_session_document_adopt (BtSessionDocument *document, BtStore *store)
{
  FoundCandles found = { .folder = bt_store_get_folder (store), .document = document };

  if (!bt_store_run (store, find_job, &found, NULL))
    return FALSE;
  document->row->dataset_id = found.data.dataset->id;
  document->row->dataset_hash = found.data.dataset->hash;
  document->row->first_index = found.data.first_index;
  found_candles_clear (&found);
  return TRUE;
}
