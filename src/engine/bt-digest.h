// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
/* The canonical records that a session's digest is made of (execution model, section 13).
 *
 * h(0) is SHA-256 over the string "backtrade-session/1", the settings and the 32 bytes of the
 * dataset hash. Strings are a 32-bit length and NFC UTF-8, enumerations int32, flags one byte, all
 * other figures int64; little-endian. A command's record: byte 'C', number, kind, after_bar, id,
 * type, direction, volume, price, limit, stop_loss, take_profit, trail, trail_step, oco,
 * is_reduce_only, time_in_force, expiry, modify_mask (int32), scope, amount, note. An event's
 * record: byte 'E', kind, bar, command, id, then for TRIGGERED    price; FILLED       number,
 * order_id, position_id, bar, time, direction, is_entry, volume, price, quote, reason, place,
 * is_ambiguous, slippage_points, pnl, commission, spread_cost, slippage_cost, on a tick its number;
 * POSITION_*, LIQUIDATED id, sequence, direction, status, volume, volume_open, entry_price, exit,
 * opened, closed, stop_loss, take_profit, trail, trail_step, pnl, floating, commission, swap,
 * margin, mae, mfe, initial_stop, exit_reason; LEDGER       number, bar, time, type, amount,
 * balance_after, position_id; REFUSED      order_id, after_bar, code (not the message, which is for
 * people); MARGIN_CALL level; RULE_BROKEN number, rule, bar, time, place, tick number, bid, ask,
 * order_id, limit, value, excess; others nothing more. A command's record comes before its events'.
 * The opening deposit is in the ledger at bar −1 but is no event: h(0) holds it as a setting.
 * Internal to the engine. */
#pragma once

#include "base/bt-hash-chain.h"
#include "engine/bt-event.h"
#include "market/bt-command.h"
#include "market/bt-session-settings.h"

G_BEGIN_DECLS

/* Stores h(0). */
void bt_digest_start (BtHasher *hasher,
                      const BtSessionSettings *settings,
                      const BtHash *dataset_hash,
                      BtHash *out);

/* Puts the record of a command, which has that number, in an emptied record. */
void bt_digest_write_command (BtRecord *record, const BtCommand *command, gint64 number);

/* Puts the record of an event in an emptied record. */
void bt_digest_write_event (BtRecord *record, const BtEvent *event);

G_END_DECLS
