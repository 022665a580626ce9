// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* How sure a proportion is. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Stores the 95 % score interval of a proportion, 0 … 1: centre (p + z²/2n) ÷ (1 + z²/n), half
 * width z·√(p(1−p)/n + z²/4n²) ÷ (1 + z²/n), z = 1.959964. Source: E. B. Wilson, “Probable
 * inference, the law of succession, and statistical inference”, JASA 22 (1927). Both are NAN when
 * trials is 0. */
void bt_wilson_interval (gint64 successes, gint64 trials, double *low, double *high);

G_END_DECLS
