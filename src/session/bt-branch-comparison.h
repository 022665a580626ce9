// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* Two branches of a session side by side, each as far as it was played: where they part, which
 * trades differ, and what came of each. */
#pragma once

#include "session/bt-session-report.h"

G_BEGIN_DECLS

/* A trade that both branches opened alike and that went on differently. */
typedef struct
{
  BtPosition a;
  BtPosition b;
} BtTradePair;

typedef struct
{
  char *id_a;
  char *id_b;
  char *name_a;
  char *name_b;
  gint64 common_commands; /* what they have in common from the start */
  gint64 parted_bar;      /* the last candle at which they do not differ: −1 for none; where one
                             goes on without a command of its own, the head of the other */
  gint64 parted_usec;     /* its close, or the session's start */
  gboolean has_equity_parted;
  gint64 equity_bar;  /* the first candle at whose close their equity differs, of those that both
                         have played; −1 before the first */
  gint64 equity_usec; /* its close */
  guint same_trades;  /* the same in both, from opening to end */
  GArray *only_a;     /* of BtPosition, oldest first */
  GArray *only_b;
  GArray *different;  /* of BtTradePair, oldest first */
  BtSessionReport *a; /* net result, trades, drawdown and equity curve up to its head */
  BtSessionReport *b;
} BtBranchComparison;

/* Frees a comparison; NULL is allowed. */
void bt_branch_comparison_free (BtBranchComparison *comparison);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtBranchComparison, bt_branch_comparison_free)
/* Returns it as JSON (backtrade-comparison/1) as a new string. */
char *bt_branch_comparison_to_json (const BtBranchComparison *comparison);

G_END_DECLS
