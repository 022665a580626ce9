// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* How sure a proportion is, and any other figure of a sample. Pure functions; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Stores the 95 % score interval of a proportion, 0 … 1: centre (p + z²/2n) ÷ (1 + z²/n), half
 * width z·√(p(1−p)/n + z²/4n²) ÷ (1 + z²/n), z = 1.959964. Source: E. B. Wilson, “Probable
 * inference, the law of succession, and statistical inference”, JASA 22 (1927). Both are NAN when
 * trials is 0. */
void bt_wilson_interval (gint64 successes, gint64 trials, double *low, double *high);

/* A figure of count values. */
typedef double (*BtStatistic) (const double *values, gsize count);

/* Stores the 95 % percentile interval of a figure over 1,000 samples of as many values drawn with
 * replacement, by splitmix64 from the seed 7: the same values give the same interval everywhere.
 * Samples that have no figure are left out. Both are NAN below two values, or when no sample has
 * one. Source: B. Efron, R. J. Tibshirani, “An Introduction to the Bootstrap” (1993), section 13.3;
 * G. L. Steele, D. Lea, C. H. Flood, “Fast Splittable Pseudorandom Number Generators” (2014). */
void bt_bootstrap_interval (
  const double *values, gsize count, BtStatistic statistic, double *low, double *high);

G_END_DECLS
