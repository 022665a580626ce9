// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The values of options. Each function reads a text that may be NULL (then it stores nothing and
 * returns TRUE). For a text that is no such value it prints what is wrong with which option, and
 * returns FALSE. */
#pragma once

#include "base/bt-zone.h"
#include "cli/bt-cli.h"
#include "market/bt-session-settings.h"
#include "market/bt-timeframe.h"

G_BEGIN_DECLS

/* Reads a time. */
gboolean bt_cli_read_time (BtCli *cli, const char *option, const char *text, gint64 *out);
/* Reads a timeframe. */
gboolean bt_cli_read_timeframe (BtCli *cli, const char *option, const char *text, BtTimeframe *out);
/* Reads a zone. */
gboolean bt_cli_read_zone (BtCli *cli, const char *option, const char *text, BtZone *out);
/* Reads a whole number of minimum … maximum. */
gboolean bt_cli_read_int (
  BtCli *cli, const char *option, const char *text, gint64 minimum, gint64 maximum, gint64 *out);
/* Reads a decimal times 10^digits. */
gboolean
bt_cli_read_decimal (BtCli *cli, const char *option, const char *text, guint digits, gint64 *out);
/* Reads which price candles state. */
gboolean bt_cli_read_side (BtCli *cli, const char *option, const char *text, BtPriceKind *out);
/* Reads a path policy. */
gboolean bt_cli_read_policy (BtCli *cli, const char *option, const char *text, BtPathPolicy *out);
/* Reads "KIND:AMOUNT", or "none", of a commission in a currency with that many digits. */
gboolean bt_cli_read_commission (BtCli *cli,
                                 const char *option,
                                 const char *text,
                                 guint currency_digits,
                                 BtCommissionKind *kind,
                                 gint64 *amount);

/* Gives settings, whose currency is set, the challenge of a preset's id or of a file; NULL gives
 * none. Prints what is wrong and returns a status other than BT_CLI_DONE when it is neither. */
BtCliStatus bt_cli_read_challenge (BtCli *cli, const char *text, BtSessionSettings *settings);

G_END_DECLS
