// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The error domain of `session`. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BT_SESSION_ERROR (bt_session_error_quark ())

typedef enum
{
  BT_SESSION_ERROR_REFUSED,   /* the engine refused the command; the refusal has code and field */
  BT_SESSION_ERROR_READ_ONLY, /* archived or ended sessions take no commands */
  BT_SESSION_ERROR_NO_DATA, /* the dataset is not here, or is another one; the message says which */
  BT_SESSION_ERROR_DIVERGED, /* the journal, run again, does not give its own digests; the message
                                names the line */
  BT_SESSION_ERROR_FORMAT,   /* a file is no session, scenario or command; the message says where */
  BT_SESSION_ERROR_BUSY,     /* a command is still being committed */
  BT_SESSION_ERROR_FORBIDDEN, /* the session's settings do not allow it */
} BtSessionError;

/* Returns the quark of BT_SESSION_ERROR. */
GQuark bt_session_error_quark (void);

G_END_DECLS
