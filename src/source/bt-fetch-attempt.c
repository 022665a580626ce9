// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "source/bt-fetch-attempt.h"

#include <glib/gstdio.h>
#include <string.h>

#define READ_BYTES (64 * 1024)
#define SHA256_DIGITS 64
/* RFC 6585; libsoup has no name for it. */
#define STATUS_TOO_MANY_REQUESTS 429
/* What is still coming has this after its name. */
#define PART_SUFFIX ".part"

typedef struct
{
  SoupSession *session;
  BtFetchFile *file;
  BtAttemptTarget target;
  GCancellable *cancellable;
  SoupMessage *message;
  GInputStream *body;
  GOutputStream *out;
  char *part_path;
  char *sum;       /* hexadecimal, as the server states it; NULL: none */
  gint64 expected; /* bytes of the whole file, −1 when the server does not say */
  gint64 written;
} Attempt;

static void ask_for_file (Attempt *attempt);

static void
free_attempt (Attempt *attempt)
{
  g_clear_object (&attempt->session);
  g_clear_object (&attempt->cancellable);
  g_clear_object (&attempt->message);
  g_clear_object (&attempt->body);
  g_clear_object (&attempt->out);
  g_free (attempt->part_path);
  g_free (attempt->sum);
  g_free (attempt);
}

/* Reads how long the server wants to be left alone: seconds or a date. */
static guint
get_wait_ms (SoupMessage *message)
{
  const char *text
    = soup_message_headers_get_one (soup_message_get_response_headers (message), "Retry-After");
  guint64 seconds = 0;

  if (text == NULL)
    return 0;
  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT32 / 1000, &seconds, NULL))
    return (guint) seconds * 1000;
  g_autoptr (GDateTime) until = soup_date_time_new_from_http_string (text);
  if (until == NULL)
    return 0;
  const gint64 left = g_date_time_to_unix (until) - g_get_real_time () / G_USEC_PER_SEC;
  return (guint) (CLAMP (left, 0, G_MAXINT32 / 1000) * 1000);
}

static void
end_attempt (Attempt *attempt, BtAttemptOutcome outcome, guint wait_ms, const GError *error)
{
  /* A part that can be gone on with stays; see ask_for_file(). */
  const gboolean can_resume
    = outcome == BT_ATTEMPT_RETRY && attempt->sum != NULL && attempt->file->is_final;

  g_clear_object (&attempt->out);
  if (!can_resume)
    g_unlink (attempt->part_path);
  attempt->target.ended (attempt->file, outcome, wait_ms, error, attempt->target.user_data);
  free_attempt (attempt);
}

/* Ends with an error of the net or the disk: the net's may pass, a full disk does not. */
static void
end_with_error (Attempt *attempt, const GError *error)
{
  const gboolean is_final
    = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED)
      || (error->domain == G_TLS_ERROR && error->code == G_TLS_ERROR_BAD_CERTIFICATE);

  end_attempt (attempt, is_final ? BT_ATTEMPT_FAILED : BT_ATTEMPT_RETRY, 0, error);
}

/* Ends with what the server answers in place of the file. */
static void
end_with_status (Attempt *attempt)
{
  const guint status = soup_message_get_status (attempt->message);
  g_autoptr (GError) error
    = g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "the server answers %u %s", status,
                   soup_message_get_reason_phrase (attempt->message));
  const gboolean may_pass = status == STATUS_TOO_MANY_REQUESTS
                            || status == SOUP_STATUS_REQUEST_TIMEOUT
                            || SOUP_STATUS_IS_SERVER_ERROR (status);

  /* What is kept of the file is no part of the server's: start anew. */
  if (status == SOUP_STATUS_REQUESTED_RANGE_NOT_SATISFIABLE)
    {
      g_clear_pointer (&attempt->sum, g_free);
      end_attempt (attempt, BT_ATTEMPT_RETRY, 0, error);
    }
  else if (status == SOUP_STATUS_NOT_FOUND || status == SOUP_STATUS_GONE)
    end_attempt (attempt, BT_ATTEMPT_MISSING, 0, error);
  else if (may_pass)
    end_attempt (attempt, BT_ATTEMPT_RETRY, get_wait_ms (attempt->message), error);
  else
    end_attempt (attempt, BT_ATTEMPT_FAILED, 0, error);
}

static gboolean
fail (GError **error, const char *what)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, what);
  return FALSE;
}

/* Compares the file with the sum that the server states. */
static gboolean
check_sum (const Attempt *attempt, GError **error)
{
  g_autoptr (GMappedFile) mapped = g_mapped_file_new (attempt->part_path, FALSE, error);

  if (mapped == NULL)
    return FALSE;
  g_autoptr (GBytes) bytes = g_mapped_file_get_bytes (mapped);
  g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  return g_ascii_strcasecmp (sum, attempt->sum) == 0
         || fail (error, "what came does not have the checksum that the server states");
}

static gboolean
check_file (const Attempt *attempt, GError **error)
{
  if (attempt->expected >= 0 && attempt->written < attempt->expected)
    return fail (error, "the connection ended before the file did");
  if (attempt->sum != NULL && !check_sum (attempt, error))
    return FALSE;
  return attempt->target.check == NULL || attempt->written == 0
         || attempt->target.check (attempt->part_path, error);
}

/* The whole body is written. */
static void
complete (Attempt *attempt)
{
  g_autoptr (GError) error = NULL;

  if (!g_output_stream_close (attempt->out, attempt->cancellable, &error))
    {
      end_with_error (attempt, error);
      return;
    }
  if (!check_file (attempt, &error))
    {
      /* A part with a wrong sum is not to be gone on with. */
      if (attempt->expected < 0 || attempt->written >= attempt->expected)
        g_unlink (attempt->part_path);
      end_attempt (attempt, BT_ATTEMPT_RETRY, 0, error);
      return;
    }
  if (g_rename (attempt->part_path, attempt->file->path) != 0)
    {
      const int code = errno;
      error = g_error_new (G_IO_ERROR, g_io_error_from_errno (code), "%s: %s", attempt->file->path,
                           g_strerror (code));
      end_with_error (attempt, error);
      return;
    }
  attempt->file->bytes = attempt->written;
  end_attempt (attempt, BT_ATTEMPT_DONE, 0, NULL);
}

static void body_read_cb (GObject *object, GAsyncResult *result, gpointer user_data);

static void
read_more (Attempt *attempt)
{
  g_input_stream_read_bytes_async (attempt->body, READ_BYTES, G_PRIORITY_DEFAULT,
                                   attempt->cancellable, body_read_cb, attempt);
}

static void
body_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Attempt *attempt = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_input_stream_read_bytes_finish (attempt->body, result, &error);
  gsize length = 0;

  if (bytes == NULL)
    {
      end_with_error (attempt, error);
      return;
    }
  const void *data = g_bytes_get_data (bytes, &length);
  if (length == 0)
    {
      complete (attempt);
      return;
    }
  if (!g_output_stream_write_all (attempt->out, data, length, NULL, attempt->cancellable, &error))
    {
      end_with_error (attempt, error);
      return;
    }
  attempt->written += (gint64) length;
  attempt->target.came (length, attempt->target.user_data);
  read_more (attempt);
}

/* Opens the part, to go on with it where the server does. */
static gboolean
open_part (Attempt *attempt, GError **error)
{
  const gboolean goes_on
    = soup_message_get_status (attempt->message) == SOUP_STATUS_PARTIAL_CONTENT;
  SoupMessageHeaders *headers = soup_message_get_response_headers (attempt->message);
  g_autoptr (GFile) part = g_file_new_for_path (attempt->part_path);
  goffset start = 0;
  goffset end = 0;
  goffset total = -1;

  if (goes_on && soup_message_headers_get_content_range (headers, &start, &end, &total)
      && start == attempt->written)
    attempt->out
      = G_OUTPUT_STREAM (g_file_append_to (part, G_FILE_CREATE_NONE, attempt->cancellable, error));
  else if (goes_on)
    return fail (error, "the server goes on at another place than asked for");
  else
    {
      attempt->written = 0;
      attempt->out = G_OUTPUT_STREAM (
        g_file_replace (part, NULL, FALSE, G_FILE_CREATE_NONE, attempt->cancellable, error));
      if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH)
        total = soup_message_headers_get_content_length (headers);
    }
  attempt->expected = total;
  return attempt->out != NULL;
}

static void
file_sent_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Attempt *attempt = user_data;
  g_autoptr (GError) error = NULL;

  attempt->body = soup_session_send_finish (attempt->session, result, &error);
  if (attempt->body == NULL)
    end_with_error (attempt, error);
  else if (!SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (attempt->message)))
    end_with_status (attempt);
  else if (!open_part (attempt, &error))
    end_with_error (attempt, error);
  else
    read_more (attempt);
}

/* Starts a request; fails where the address is none. */
static gboolean
send_request (Attempt *attempt, const char *url, GAsyncReadyCallback callback)
{
  g_clear_object (&attempt->message);
  attempt->message = soup_message_new (SOUP_METHOD_GET, url);
  if (attempt->message == NULL)
    {
      g_autoptr (GError) error
        = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "this is no web address");
      end_attempt (attempt, BT_ATTEMPT_FAILED, 0, error);
      return FALSE;
    }
  if (attempt->written > 0)
    soup_message_headers_set_range (soup_message_get_request_headers (attempt->message),
                                    attempt->written, -1);
  soup_session_send_async (attempt->session, attempt->message, G_PRIORITY_DEFAULT,
                           attempt->cancellable, callback, attempt);
  return TRUE;
}

/* Asks for the file. Only one that a sum vouches for is gone on with from the middle. */
static void
ask_for_file (Attempt *attempt)
{
  GStatBuf info;

  if (attempt->sum != NULL && attempt->file->is_final && g_stat (attempt->part_path, &info) == 0)
    attempt->written = info.st_size;
  send_request (attempt, attempt->file->url, file_sent_cb);
}

/* Takes the sum out of "d2a8…  NAME". */
static gboolean
parse_sum (Attempt *attempt, GBytes *bytes)
{
  gsize length = 0;
  const char *text = g_bytes_get_data (bytes, &length);

  if (length < SHA256_DIGITS)
    return FALSE;
  for (gsize i = 0; i < SHA256_DIGITS; i++)
    if (!g_ascii_isxdigit (text[i]))
      return FALSE;
  attempt->sum = g_strndup (text, SHA256_DIGITS);
  return TRUE;
}

static void
sum_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Attempt *attempt = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = soup_session_send_and_read_finish (attempt->session, result, &error);

  if (bytes == NULL)
    end_with_error (attempt, error);
  else if (!SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (attempt->message)))
    end_with_status (attempt);
  else if (!parse_sum (attempt, bytes))
    {
      fail (&error, "the server states no checksum where one should stand");
      end_attempt (attempt, BT_ATTEMPT_RETRY, 0, error);
    }
  else
    ask_for_file (attempt);
}

static void
ask_for_sum (Attempt *attempt)
{
  attempt->message = soup_message_new (SOUP_METHOD_GET, attempt->file->sum_url);
  if (attempt->message == NULL)
    {
      g_autoptr (GError) error
        = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "this is no web address");
      end_attempt (attempt, BT_ATTEMPT_FAILED, 0, error);
      return;
    }
  soup_session_send_and_read_async (attempt->session, attempt->message, G_PRIORITY_DEFAULT,
                                    attempt->cancellable, sum_read_cb, attempt);
}

void
bt_fetch_attempt_start (SoupSession *session,
                        BtFetchFile *file,
                        const BtAttemptTarget *target,
                        GCancellable *cancellable)
{
  Attempt *attempt = g_new0 (Attempt, 1);

  attempt->session = g_object_ref (session);
  attempt->file = file;
  attempt->target = *target;
  attempt->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  attempt->part_path = g_strconcat (file->path, PART_SUFFIX, NULL);
  attempt->expected = -1;
  if (file->sum_url != NULL)
    ask_for_sum (attempt);
  else
    ask_for_file (attempt);
}
