// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* How much of a session's result hangs on what nobody knows: which extreme of a candle came first.
 * The session's commands are executed again under its own path policy, under the pessimistic and
 * under the optimistic one (execution model, section 4); what differs is told, the commands that
 * are answered otherwise there included: a trader would not have given them. Plain data. */
#pragma once

#include "market/bt-challenge-records.h"
#include "market/bt-command.h"
#include "market/bt-series.h"
#include "market/bt-session-settings.h"
#include "market/bt-tick-series.h"

G_BEGIN_DECLS

/* The session's own policy, the pessimistic one, the optimistic one. */
#define BT_POLICY_OUTCOMES 3

/* A command that one policy refuses and the other does not, or for another reason. */
typedef struct
{
  gint64 number; /* of the command: 1, 2, 3 … */
  gint64 after_bar;
  gint64 time_usec; /* the close of the last known candle */
  BtCommandKind kind;
  char id[BT_ID_SIZE];
  BtRefusal own; /* code BT_REFUSAL_NONE: accepted; its field is static */
  BtRefusal other;
} BtPolicyAnswer;

/* A position that ended otherwise, or exists under one of the policies only. */
typedef struct
{
  char id[BT_ID_SIZE];
  gboolean has_own; /* it exists under the session's own policy */
  gboolean has_other;
  BtPositionStatus own_status;
  BtPositionStatus other_status;
  BtMoney own_net; /* realised and floating, costs taken off */
  BtMoney other_net;
} BtPolicyTrade;

/* What came of the session under one policy. */
typedef struct
{
  BtPathPolicy policy;
  char *stopped;      /* why the execution ended before the clock, or NULL */
  gint64 bar;         /* as far as it came */
  BtMoney net_result; /* equity − deposits + withdrawals */
  BtMoney difference; /* from the session's own */
  gint64 trades;      /* ended positions */
  gint64 fills;
  gint64 ambiguous_fills;
  BtChallengeStatus challenge; /* BT_CHALLENGE_NONE where the session has none */
  guint answers_length;
  BtPolicyAnswer *answers;
  guint
    refusals_length; /* orders refused when they triggered that the own policy does not refuse */
  BtRefusal *refusals;
  guint trades_length;
  BtPolicyTrade *changed_trades; /* in order of opening, those of the own policy first */
} BtPolicyOutcome;

typedef struct
{
  BtPolicyOutcome outcomes[BT_POLICY_OUTCOMES];
  guint ambiguous_length;
  BtFill *ambiguous; /* the ambiguous fills under the own policy, oldest first */
} BtPolicySensitivity;

/* Stores command number index (from 0) of a session, or returns FALSE after the last. */
typedef gboolean (*BtCommandFunc) (guint index, BtCommand *out, gpointer user_data);

/* Executes a session's commands again up to and with candle bar. Takes three times as long as
 * opening the session; any thread. ticks is NULL where the candles are the path. Fails as
 * bt_engine_new() does. */
BtPolicySensitivity *bt_policy_sensitivity_find (const BtSessionSettings *settings,
                                                 BtSeries *series,
                                                 BtTickSeries *ticks,
                                                 const BtHash *dataset_hash,
                                                 gint64 bar,
                                                 BtCommandFunc get_command,
                                                 gpointer user_data,
                                                 GError **error);
/* Returns a copy. */
BtPolicySensitivity *bt_policy_sensitivity_copy (const BtPolicySensitivity *sensitivity);
/* Frees it; NULL is allowed. */
void bt_policy_sensitivity_free (BtPolicySensitivity *sensitivity);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtPolicySensitivity, bt_policy_sensitivity_free)

G_END_DECLS
