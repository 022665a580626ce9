// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Prints the digests of the reference sessions: what each compiler's program must agree on. */
#include "config.h"

#include "reference-session.h"

int
main (void)
{
  g_print ("rules %d\n", BT_RULES_VERSION);
  for (guint i = 0; i < REFERENCE_SESSIONS; i++)
    {
      g_autoptr (BtEngine) engine = reference_session_play (i, NULL);
      g_autofree char *digest = reference_session_dup_digest (engine);
      g_print ("%s %s\n", reference_session_get_name (i), digest);
    }
  return 0;
}
