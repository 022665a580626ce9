// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* What the tests of widgets share: parts of a template, waiting on the main loop, finalisation. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Starts GTK with the program's resources; call before g_test_add(). */
void widget_test_init (int *argc, char ***argv);
/* Returns the part of that id of a widget's template. */
gpointer widget_test_part (gpointer widget, const char *id);
/* Returns the text of a label that is such a part. */
const char *widget_test_text (gpointer widget, const char *id);
/* Runs the main loop until a condition holds; fails the test when it does not within ten seconds.
 */
void widget_test_wait (gboolean (*is_done) (gpointer data), gpointer data);
/* Lets everything that is waiting in the main loop happen. */
void widget_test_settle (void);
/* Asserts that giving up the last reference finalises an object, once the main loop has settled. */
void widget_test_assert_finalizes (gpointer object);

G_END_DECLS
