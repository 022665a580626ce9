// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What a .btsession file holds: manifest.json, the journal of each branch (journal.jsonl of the
 * first, branches/ID.jsonl of the others, each complete), annotations.jsonl where there are alerts,
 * notes or actions and, if asked, candles.csv, with ticks.csv where the session plays on ticks.
 * Read leniently, so that a file that was changed can still be told where; written in one way only.
 * Private to `session`. */
#pragma once

#include "market/bt-session-settings.h"
#include "session/bt-candle-csv.h"
#include "session/bt-tick-csv.h"
#include "store/bt-annotation-table.h"
#include "store/bt-branch-table.h"
#include "store/bt-session-table.h"

G_BEGIN_DECLS

#define BT_SESSION_FILE_FORMAT "backtrade-session/1"

/* A branch and its journal. */
typedef struct
{
  BtBranchRow row;      /* its net result is of no file */
  gint64 clock_usec;    /* of its head, or BT_TIME_NONE */
  GPtrArray *lines;     /* of BtJournalLine, up to the first that cannot be read */
  gboolean has_journal; /* whether the file has the member */
  gint64 journal_line;  /* the first line that cannot be read, or 0 */
  char *journal_fault;  /* why, or NULL */
} BtDocumentBranch;

typedef struct
{
  /* Of the manifest. The row's id, dataset_id, first_index and view are of no file; its bar,
   * digest, count and end are those of the clock. */
  BtSessionRow *row;
  BtSessionSettings settings;
  gboolean has_spread;  /* whether the candles have a spread column */
  GArray *blocks;       /* of BtHash: of the lines of candles.csv, or empty */
  char *manifest_fault; /* what is wrong with the manifest's text, or NULL */
  gboolean is_blind;    /* the manifest cannot be read at all, and so neither can the rest */
  GPtrArray *branches;  /* of BtDocumentBranch, in the order of their making; 1 or more */
  /* Of the candles. */
  BtSeries *candles;    /* NULL when the file has none, or cannot be read */
  gboolean has_candles; /* whether the file has the member */
  char *candles_fault;  /* what is wrong with them, or NULL */
  /* Of the ticks, which are read where the manifest tells of some. */
  BtTickSeries *ticks;     /* NULL when the file has none, or cannot be read */
  gboolean has_ticks;      /* whether the file has the member */
  char *ticks_fault;       /* what is wrong with them, or NULL */
  GPtrArray *annotations;  /* of BtAnnotation; they are no part of what is verified */
  char *annotations_fault; /* what is wrong with them, or NULL */
} BtSessionDocument;

/* Returns a new branch without a journal, at the end of a document, which owns it. */
BtDocumentBranch *bt_session_document_add_branch (BtSessionDocument *document);
/* Returns the branch of that id, or NULL. */
BtDocumentBranch *bt_session_document_find_branch (const BtSessionDocument *document, gint64 id);
/* Returns the name of the member that holds a branch's journal, as a new string. */
char *bt_session_document_get_member (const BtSessionDocument *document,
                                      const BtDocumentBranch *branch);
/* Returns a new document without branches; free with bt_session_document_free(). */
BtSessionDocument *bt_session_document_new (void);
/* Frees a document; NULL is allowed. */
void bt_session_document_free (BtSessionDocument *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtSessionDocument, bt_session_document_free)

/* Reads a file. Fails with G_IO_ERROR when it cannot be read and with BT_SESSION_ERROR_FORMAT when
 * it is no session file of this format; every other fault is in the document. */
BtSessionDocument *bt_session_document_read (const char *path, GError **error);
/* Writes a document; path is replaced when all is on disk. */
gboolean
bt_session_document_write (const BtSessionDocument *document, const char *path, GError **error);

/* Returns the manifest's text. */
char *bt_session_manifest_to_json (const BtSessionDocument *document);
/* Reads a manifest into a document. Fails with BT_SESSION_ERROR_FORMAT when it names another
 * format; what else is wrong with it is told in manifest_fault and is_blind. */
gboolean bt_session_manifest_read (const char *text,
                                   gsize length,
                                   BtSessionDocument *document,
                                   GError **error);

/* Returns a journal line's text, its end included. */
char *bt_journal_line_to_text (const BtJournalLine *line);
/* Reads a line's text, its end left out, as line number sequence. Fails with
 * BT_SESSION_ERROR_FORMAT when it is not what bt_journal_line_to_text() writes. */
BtJournalLine *bt_journal_line_from_text (const char *text,
                                          gint64 sequence,
                                          const BtSessionSettings *settings,
                                          GError **error);

G_END_DECLS
