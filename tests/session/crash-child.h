// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* A program that a test starts, listens to and kills with SIGKILL. */
#pragma once

#include <glib.h>
#include <stdio.h>

G_BEGIN_DECLS

typedef struct
{
  GPid pid;
  FILE *output; /* what it tells, line by line; read on after the kill for what it told before */
} CrashChild;

/* Starts a program of this folder with arguments (NULL-terminated, without its name). */
void crash_child_start (CrashChild *child, const char *program, const char *const *arguments);
/* Passes a moment without sleeping, so that the kill falls on either side of a commit, and kills
 * it; it may have ended by itself, without failure. */
void crash_child_kill (CrashChild *child, guint moments);
/* Frees what it holds. */
void crash_child_clear (CrashChild *child);

G_END_DECLS
