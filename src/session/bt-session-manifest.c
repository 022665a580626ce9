// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The manifest and the journal's lines of a session file, as text. */
#include "config.h"

#include "session/bt-command-json.h"
#include "session/bt-json-reader.h"
#include "session/bt-json-writer.h"
#include "session/bt-session-document.h"
#include "session/bt-session-error.h"
#include "session/bt-session-file.h"
#include "session/bt-session-ticks.h"

static void
add_hash (JsonBuilder *builder, const char *field, const BtHash *hash)
{
  g_autofree char *text = bt_hash_to_string (hash);

  bt_json_add_string (builder, field, text);
}

/* Adds what the candles are. */
static void
write_dataset (JsonBuilder *builder, const BtSessionDocument *document)
{
  const BtSessionRow *row = document->row;

  json_builder_set_member_name (builder, "dataset");
  json_builder_begin_object (builder);
  bt_json_add_string (builder, "symbol", document->settings.instrument.symbol);
  bt_json_add_string (builder, "timeframe",
                      bt_timeframe_to_string (document->settings.base_timeframe));
  bt_json_add_time (builder, "from", row->start_usec);
  bt_json_add_time (builder, "to", row->end_usec);
  bt_json_add_int (builder, "candles", row->length);
  if (row->tick_count > 0)
    bt_json_add_int (builder, "ticks", row->tick_count);
  bt_json_add_boolean (builder, "has_spread", document->has_spread);
  add_hash (builder, "sha256", &row->range_hash);
  add_hash (builder, "whole_sha256", &row->dataset_hash);
  json_builder_set_member_name (builder, "blocks");
  json_builder_begin_array (builder);
  for (guint i = 0; i < document->blocks->len; i++)
    {
      g_autofree char *text = bt_hash_to_string (&g_array_index (document->blocks, BtHash, i));

      json_builder_add_string_value (builder, text);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

/* Adds one branch. What only a session of several lines has is left out where there is one. */
static void
write_branch (JsonBuilder *builder, const BtDocumentBranch *branch)
{
  const BtBranchRow *row = &branch->row;

  json_builder_begin_object (builder);
  bt_json_add_string (builder, "name", row->name);
  if (row->id != BT_BRANCH_MAIN)
    bt_json_add_int (builder, "id", row->id);
  if (row->parent_id != 0)
    {
      bt_json_add_int (builder, "parent", row->parent_id);
      bt_json_add_int (builder, "fork_commands", row->fork_sequence);
      bt_json_add_int (builder, "fork_bar", row->fork_bar);
    }
  if (row->id != BT_BRANCH_MAIN)
    bt_json_add_time (builder, "created", row->created_usec);
  bt_json_add_int (builder, "bar", row->head.bar);
  bt_json_add_time (builder, "clock", branch->clock_usec);
  bt_json_add_int (builder, "commands", row->head.command_count);
  bt_json_add_boolean (builder, "ended", row->head.is_ended);
  add_hash (builder, "digest", &row->head.digest);
  json_builder_end_object (builder);
}

/* Returns whether the clock is before the head of the present branch. */
static gboolean
is_looking_back (const BtSessionDocument *document)
{
  const BtDocumentBranch *branch
    = bt_session_document_find_branch (document, document->row->branch_id);

  return branch != NULL && document->row->bar < branch->row.head.bar;
}

/* Adds the branches, and what was done with them where anything was. */
static void
write_branches (JsonBuilder *builder, const BtSessionDocument *document)
{
  const BtSessionRow *row = document->row;

  json_builder_set_member_name (builder, "branches");
  json_builder_begin_array (builder);
  for (guint i = 0; i < document->branches->len; i++)
    write_branch (builder, document->branches->pdata[i]);
  json_builder_end_array (builder);
  if (row->branch_id != BT_BRANCH_MAIN)
    bt_json_add_int (builder, "present_branch", row->branch_id);
  if (row->branches_made > 1)
    bt_json_add_int (builder, "branches_made", row->branches_made);
  if (row->rewind_count > 0)
    bt_json_add_int (builder, "rewinds", row->rewind_count);
  if (!is_looking_back (document))
    return;
  json_builder_set_member_name (builder, "looking_at");
  json_builder_begin_object (builder);
  bt_json_add_int (builder, "bar", row->bar);
  bt_json_add_int (builder, "commands", row->command_count);
  add_hash (builder, "digest", &row->digest);
  json_builder_end_object (builder);
}

/* Adds that it is practised blind, and what was seen of the truth. */
static void
write_blind (JsonBuilder *builder, const BtBlindRecord *blind)
{
  if (!blind->is_blind)
    return;
  json_builder_set_member_name (builder, "blind");
  json_builder_begin_object (builder);
  bt_json_add_int (builder, "reveals", blind->reveal_count);
  if (blind->reveal_count > 0)
    {
      bt_json_add_int (builder, "revealed_bar", blind->revealed_bar);
      bt_json_add_time (builder, "revealed", blind->revealed_usec);
    }
  json_builder_end_object (builder);
}

/* Returns the manifest; sha256 is that of the compact text without it, or NULL to leave it out. */
static char *
write_manifest (const BtSessionDocument *document, const char *sha256)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *settings = bt_session_settings_to_json (&document->settings);
  const BtSessionRow *row = document->row;

  json_builder_begin_object (builder);
  bt_json_add_string (builder, "format", BT_SESSION_FILE_FORMAT);
  bt_json_add_int (builder, "rules_version", row->rules_version);
  bt_json_add_string (builder, "name", row->name);
  bt_json_add_time (builder, "created", row->created_usec);
  bt_json_add_time (builder, "played", row->played_usec);
  write_dataset (builder, document);
  json_builder_set_member_name (builder, "settings");
  json_builder_add_value (builder, json_from_string (settings, NULL));
  write_branches (builder, document);
  write_blind (builder, &row->blind);
  if (sha256 != NULL)
    bt_json_add_string (builder, "sha256", sha256);
  json_builder_end_object (builder);
  return bt_json_to_text (builder, sha256 != NULL);
}

char *
bt_session_manifest_to_json (const BtSessionDocument *document)
{
  g_autofree char *body = write_manifest (document, NULL);
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, body, -1);

  return write_manifest (document, sha256);
}

/* Stores a hash of 64 hexadecimal digits; the field is required. */
static gboolean
read_hash (BtJsonReader *reader, const char *field, BtHash *out, GError **error)
{
  const char *text = NULL;

  if (!bt_json_reader_require (reader, field, error)
      || !bt_json_reader_get_string (reader, field, &text, error))
    return FALSE;
  return bt_hash_parse (text, out)
         || bt_json_reader_fail (reader, field, error, "is not 64 hexadecimal digits");
}

static gboolean
read_blocks (BtJsonReader *reader, GArray *blocks, GError **error)
{
  JsonArray *array = bt_json_reader_get_array (reader, "blocks", error);

  if (array == NULL)
    return error == NULL || *error == NULL;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      BtHash hash;

      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING
          || !bt_hash_parse (json_node_get_string (node), &hash))
        return bt_json_reader_fail (reader, "blocks", error,
                                    "entry %u is not 64 hexadecimal digits", i);
      g_array_append_val (blocks, hash);
    }
  return TRUE;
}

static gboolean
read_dataset (BtJsonReader *manifest, BtSessionDocument *document, GError **error)
{
  g_autoptr (BtJsonReader) reader = NULL;
  const char *symbol = NULL;
  const char *timeframe = NULL;
  BtSessionRow *row = document->row;

  if (!bt_json_reader_require (manifest, "dataset", error))
    return FALSE;
  reader = bt_json_reader_get_object (manifest, "dataset", error);
  row->end_usec = BT_TIME_NONE;
  /* Symbol and timeframe are told again in the settings, which count. */
  return reader != NULL && bt_json_reader_get_string (reader, "symbol", &symbol, error)
         && bt_json_reader_get_string (reader, "timeframe", &timeframe, error)
         && bt_json_reader_require (reader, "from", error)
         && bt_json_reader_get_time (reader, "from", &row->start_usec, error)
         && bt_json_reader_get_time (reader, "to", &row->end_usec, error)
         && bt_json_reader_require (reader, "candles", error)
         && bt_json_reader_get_int (reader, "candles", 1, G_MAXINT32, &row->length, error)
         && bt_json_reader_get_int (reader, "ticks", 0, BT_SESSION_TICKS_MAX, &row->tick_count,
                                    error)
         && bt_json_reader_get_boolean (reader, "has_spread", &document->has_spread, error)
         && read_hash (reader, "sha256", &row->range_hash, error)
         && read_hash (reader, "whole_sha256", &row->dataset_hash, error)
         && read_blocks (reader, document->blocks, error) && bt_json_reader_finish (reader, error);
}

/* Reads what says where a branch left another. */
static gboolean
read_fork (BtJsonReader *reader, BtBranchRow *row, GError **error)
{
  if (!bt_json_reader_get_int (reader, "id", 1, G_MAXINT32, &row->id, error)
      || !bt_json_reader_get_int (reader, "parent", 1, row->id - 1, &row->parent_id, error)
      || !bt_json_reader_get_int (reader, "fork_commands", 0, G_MAXINT32, &row->fork_sequence,
                                  error)
      || !bt_json_reader_get_int (reader, "fork_bar", -1, G_MAXINT32, &row->fork_bar, error)
      || !bt_json_reader_get_time (reader, "created", &row->created_usec, error))
    return FALSE;
  return row->parent_id == 0
         || (bt_json_reader_require (reader, "fork_commands", error)
             && bt_json_reader_require (reader, "fork_bar", error));
}

static gboolean
read_branch (BtJsonReader *reader,
             const BtSessionDocument *document,
             BtDocumentBranch *branch,
             GError **error)
{
  BtBranchRow *row = &branch->row;
  const char *name = NULL;

  row->created_usec = document->row->created_usec;
  if (!bt_json_reader_require (reader, "name", error)
      || !bt_json_reader_get_string (reader, "name", &name, error)
      || !read_fork (reader, row, error) || !bt_json_reader_require (reader, "bar", error)
      || !bt_json_reader_get_int (reader, "bar", -1, document->row->length - 1, &row->head.bar,
                                  error)
      || !bt_json_reader_get_time (reader, "clock", &branch->clock_usec, error)
      || !bt_json_reader_get_int (reader, "commands", 0, G_MAXINT32, &row->head.command_count,
                                  error)
      || !bt_json_reader_get_boolean (reader, "ended", &row->head.is_ended, error)
      || !read_hash (reader, "digest", &row->head.digest, error)
      || !bt_json_reader_finish (reader, error))
    return FALSE;
  row->name = g_strdup (name);
  return TRUE;
}

/* Reads the branches, whose ids ascend. */
static gboolean
read_branch_list (BtJsonReader *manifest, BtSessionDocument *document, GError **error)
{
  JsonArray *branches;
  gint64 last_id = 0;

  if (!bt_json_reader_require (manifest, "branches", error))
    return FALSE;
  branches = bt_json_reader_get_array (manifest, "branches", error);
  if (branches == NULL)
    return FALSE;
  if (json_array_get_length (branches) == 0)
    return bt_json_reader_fail (manifest, "branches", error, "there is none");
  for (guint i = 0; i < json_array_get_length (branches); i++)
    {
      g_autofree char *path = g_strdup_printf ("branches[%u]", i);
      g_autoptr (BtJsonReader) reader
        = bt_json_reader_new (json_array_get_element (branches, i), path, error);
      BtDocumentBranch *branch = bt_session_document_add_branch (document);

      if (reader == NULL || !read_branch (reader, document, branch, error))
        return FALSE;
      if (branch->row.id <= last_id)
        return bt_json_reader_fail (reader, "id", error, "is not above the one before it");
      last_id = branch->row.id;
    }
  return TRUE;
}

/* Reads where the clock is, when it is before the head of its branch. */
static gboolean
read_clock (BtJsonReader *manifest,
            const BtDocumentBranch *branch,
            BtSessionRow *row,
            GError **error)
{
  g_autoptr (BtJsonReader) reader = NULL;

  row->bar = branch->row.head.bar;
  row->digest = branch->row.head.digest;
  row->command_count = branch->row.head.command_count;
  row->is_ended = branch->row.head.is_ended;
  if (bt_json_reader_peek (manifest, "looking_at") == NULL)
    return TRUE;
  row->is_ended = FALSE;
  reader = bt_json_reader_get_object (manifest, "looking_at", error);
  return reader != NULL && bt_json_reader_require (reader, "bar", error)
         && bt_json_reader_get_int (reader, "bar", -1, branch->row.head.bar - 1, &row->bar, error)
         && bt_json_reader_require (reader, "commands", error)
         && bt_json_reader_get_int (reader, "commands", 0, branch->row.head.command_count,
                                    &row->command_count, error)
         && read_hash (reader, "digest", &row->digest, error)
         && bt_json_reader_finish (reader, error);
}

static gboolean
read_branches (BtJsonReader *manifest, BtSessionDocument *document, GError **error)
{
  BtSessionRow *row = document->row;
  const BtDocumentBranch *present, *last;

  if (!read_branch_list (manifest, document, error))
    return FALSE;
  last = document->branches->pdata[document->branches->len - 1];
  row->branch_id = BT_BRANCH_MAIN;
  row->branches_made = 1;
  if (!bt_json_reader_get_int (manifest, "present_branch", 1, G_MAXINT32, &row->branch_id, error)
      || !bt_json_reader_get_int (manifest, "branches_made", 1, G_MAXINT32, &row->branches_made,
                                  error)
      || !bt_json_reader_get_int (manifest, "rewinds", 0, G_MAXINT64, &row->rewind_count, error))
    return FALSE;
  present = bt_session_document_find_branch (document, row->branch_id);
  if (present == NULL)
    return bt_json_reader_fail (manifest, "present_branch", error, "is not among the branches");
  if (row->branches_made < last->row.id)
    return bt_json_reader_fail (manifest, "branches_made", error, "is below a branch's id");
  return read_clock (manifest, present, row, error);
}

/* Reads whether it is practised blind. */
static gboolean
read_blind (BtJsonReader *manifest, BtSessionDocument *document, GError **error)
{
  BtBlindRecord *blind = &document->row->blind;
  g_autoptr (BtJsonReader) reader = NULL;

  if (bt_json_reader_peek (manifest, "blind") == NULL)
    return TRUE;
  reader = bt_json_reader_get_object (manifest, "blind", error);
  if (reader == NULL
      || !bt_json_reader_get_int (reader, "reveals", 0, G_MAXINT32, &blind->reveal_count, error))
    return FALSE;
  blind->is_blind = TRUE;
  if (blind->reveal_count > 0
      && (!bt_json_reader_require (reader, "revealed_bar", error)
          || !bt_json_reader_get_int (reader, "revealed_bar", -1, document->row->length - 1,
                                      &blind->revealed_bar, error)
          || !bt_json_reader_require (reader, "revealed", error)
          || !bt_json_reader_get_time (reader, "revealed", &blind->revealed_usec, error)))
    return FALSE;
  return bt_json_reader_finish (reader, error);
}

/* Reads "settings" into the document. */
static gboolean
read_settings (BtJsonReader *manifest, BtSessionDocument *document, GError **error)
{
  JsonNode *node = bt_json_reader_peek (manifest, "settings");
  g_autofree char *text = node == NULL ? NULL : json_to_string (node, FALSE);

  if (!bt_json_reader_require (manifest, "settings", error)
      || !bt_session_settings_from_json (text, &document->settings, error))
    return FALSE;
  document->row->settings_json = bt_session_settings_to_json (&document->settings);
  return TRUE;
}

/* Fails when the manifest names another format than ours. */
static gboolean
check_format (BtJsonReader *reader, GError **error)
{
  const char *format = NULL;

  if (!bt_json_reader_get_string (reader, "format", &format, NULL) || format == NULL
      || g_strcmp0 (format, BT_SESSION_FILE_FORMAT) == 0)
    return TRUE;
  bt_json_reader_fail (reader, "format", error, "“%s” is not " BT_SESSION_FILE_FORMAT, format);
  g_prefix_error (error, "manifest.json: ");
  return FALSE;
}

static gboolean
read_head (BtJsonReader *reader, BtSessionDocument *document, GError **error)
{
  const char *name = NULL;
  gint64 rules_version = 0;
  BtSessionRow *row = document->row;

  if (!bt_json_reader_require (reader, "format", error))
    return FALSE;
  if (!bt_json_reader_require (reader, "rules_version", error)
      || !bt_json_reader_get_int (reader, "rules_version", 1, G_MAXINT32, &rules_version, error)
      || !bt_json_reader_require (reader, "name", error)
      || !bt_json_reader_get_string (reader, "name", &name, error)
      || !bt_json_reader_get_time (reader, "created", &row->created_usec, error)
      || !bt_json_reader_get_time (reader, "played", &row->played_usec, error))
    return FALSE;
  row->rules_version = (gint32) rules_version;
  row->name = g_strdup (name);
  return TRUE;
}

/* Reads all fields of a manifest of our format. */
static gboolean
read_manifest (BtJsonReader *reader, BtSessionDocument *document, GError **error)
{
  const char *sha256 = NULL;

  return read_head (reader, document, error) && read_dataset (reader, document, error)
         && read_settings (reader, document, error) && read_branches (reader, document, error)
         && read_blind (reader, document, error)
         && bt_json_reader_get_string (reader, "sha256", &sha256, error)
         && bt_json_reader_finish (reader, error);
}

gboolean
bt_session_manifest_read (const char *text,
                          gsize length,
                          BtSessionDocument *document,
                          GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (JsonNode) node = bt_json_parse (text, (gssize) length, "manifest.json", &local_error);
  g_autoptr (BtJsonReader) reader
    = node == NULL ? NULL : bt_json_reader_new (node, "", &local_error);
  g_autofree char *canonical = NULL;

  if (reader != NULL && !check_format (reader, error))
    return FALSE;
  if (reader == NULL || !read_manifest (reader, document, &local_error))
    {
      document->is_blind = TRUE;
      document->manifest_fault = g_strdup_printf (
        "%s%s", g_str_has_prefix (local_error->message, "manifest.json") ? "" : "manifest.json: ",
        local_error->message);
      return TRUE;
    }
  canonical = bt_session_manifest_to_json (document);
  if (strlen (canonical) != length || memcmp (canonical, text, length) != 0)
    document->manifest_fault
      = g_strdup ("manifest.json was changed after it was written: its SHA-256 is another one");
  return TRUE;
}

char *
bt_journal_line_to_text (const BtJournalLine *line)
{
  g_autofree char *hash = bt_hash_to_string (&line->hash);

  return g_strdup_printf ("{\"command\":%s,\"hash\":\"%s\"}\n", line->json, hash);
}

BtJournalLine *
bt_journal_line_from_text (const char *text,
                           gint64 sequence,
                           const BtSessionSettings *settings,
                           GError **error)
{
  g_autoptr (JsonNode) node = bt_json_parse (text, -1, "line", error);
  g_autoptr (BtJsonReader) reader = node == NULL ? NULL : bt_json_reader_new (node, "", error);
  g_autoptr (BtJournalLine) line = NULL;
  g_autofree char *canonical = NULL;
  gboolean has_after_bar;
  BtCommand command;

  if (reader == NULL || !bt_json_reader_require (reader, "command", error)
      || !bt_command_from_node (bt_json_reader_peek (reader, "command"), "command", settings,
                                &command, &has_after_bar, error))
    return NULL;
  line = g_new0 (BtJournalLine, 1);
  line->sequence = sequence;
  line->after_bar = command.after_bar;
  line->json = bt_command_to_json (&command, settings);
  if (!read_hash (reader, "hash", &line->hash, error) || !bt_json_reader_finish (reader, error))
    return NULL;
  canonical = bt_journal_line_to_text (line);
  canonical[strlen (canonical) - 1] = '\0';
  if (g_strcmp0 (canonical, text) == 0)
    return g_steal_pointer (&line);
  g_set_error_literal (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT,
                       "the text is not a line as BackTrade writes it");
  return NULL;
}
