// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "session/bt-command-json.h"

#include "session/bt-json-reader.h"
#include "session/bt-json-writer.h"
#include "session/bt-session-error.h"
#include "session/bt-session-file.h"

/* Far beyond any price; keeps sums of points within 64 bits. */
#define MAX_POINTS (G_MAXINT64 / 1024)

/* Stores a price; a null takes it away, an absent one stores nothing. mask may be NULL. */
static gboolean
read_price (BtJsonReader *reader,
            const char *field,
            const BtSessionSettings *settings,
            guint bit,
            gint64 *points,
            guint *mask,
            GError **error)
{
  if (!bt_json_reader_has (reader, field))
    return TRUE;
  if (mask != NULL)
    *mask |= bit;
  *points = BT_PRICE_NONE;
  return bt_json_reader_get_decimal (reader, field, settings->instrument.digits, points, error);
}

/* Reads "expires": a time, "day", or null for until cancelled. */
static gboolean
read_expiry (BtJsonReader *reader, BtCommand *command, GError **error)
{
  const char *text = NULL;

  if (!bt_json_reader_has (reader, "expires"))
    return TRUE;
  command->modify_mask |= BT_MODIFY_EXPIRY;
  command->time_in_force = BT_TIME_IN_FORCE_GTC;
  command->expiry_usec = BT_TIME_NONE;
  if (!bt_json_reader_get_string (reader, "expires", &text, error))
    return FALSE;
  if (text == NULL)
    return TRUE;
  if (g_strcmp0 (text, "day") == 0)
    {
      command->time_in_force = BT_TIME_IN_FORCE_DAY;
      return TRUE;
    }
  command->time_in_force = BT_TIME_IN_FORCE_UNTIL;
  return bt_json_reader_get_time (reader, "expires", &command->expiry_usec, error);
}

/* Reads what place and modify share; for place the mask is cleared by the caller. */
static gboolean
read_levels (BtJsonReader *reader,
             const BtSessionSettings *settings,
             BtCommand *command,
             GError **error)
{
  guint *mask = &command->modify_mask;

  if (!read_price (reader, "price", settings, BT_MODIFY_PRICE, &command->price_points, mask, error)
      || !read_price (reader, "limit", settings, BT_MODIFY_LIMIT, &command->limit_points, mask,
                      error)
      || !read_price (reader, "sl", settings, BT_MODIFY_STOP_LOSS, &command->stop_loss_points, mask,
                      error)
      || !read_price (reader, "tp", settings, BT_MODIFY_TAKE_PROFIT, &command->take_profit_points,
                      mask, error))
    return FALSE;
  if (bt_json_reader_has (reader, "trail_points"))
    *mask |= BT_MODIFY_TRAIL;
  return bt_json_reader_get_int (reader, "trail_points", 0, MAX_POINTS, &command->trail_points,
                                 error)
         && bt_json_reader_get_int (reader, "trail_step_points", 0, MAX_POINTS,
                                    &command->trail_step_points, error)
         && read_expiry (reader, command, error);
}

static gboolean
read_place (BtJsonReader *reader,
            const BtSessionSettings *settings,
            BtCommand *command,
            GError **error)
{
  const char *type = NULL;
  const char *side = NULL;

  if (!bt_json_reader_require (reader, "type", error)
      || !bt_json_reader_require (reader, "side", error)
      || !bt_json_reader_require (reader, "lots", error)
      || !bt_json_reader_get_string (reader, "type", &type, error)
      || !bt_json_reader_get_string (reader, "side", &side, error)
      || !bt_json_reader_get_decimal (reader, "lots", BT_VOLUME_DIGITS, &command->volume.units,
                                      error)
      || !read_levels (reader, settings, command, error)
      || !bt_json_reader_copy_string (reader, "oco", command->oco, sizeof command->oco, error)
      || !bt_json_reader_get_boolean (reader, "reduce_only", &command->is_reduce_only, error))
    return FALSE;
  if (!bt_order_type_parse (type, &command->type))
    return bt_json_reader_fail (reader, "type", error,
                                "“%s” is none of market, limit, stop, stop_limit", type);
  if (!bt_direction_parse (side, &command->direction))
    return bt_json_reader_fail (reader, "side", error, "“%s” is neither buy nor sell", side);
  if (command->type != BT_ORDER_MARKET && !bt_json_reader_require (reader, "price", error))
    return FALSE;
  if (command->type == BT_ORDER_STOP_LIMIT && !bt_json_reader_require (reader, "limit", error))
    return FALSE;
  command->modify_mask = 0;
  return TRUE;
}

static gboolean
read_modify (BtJsonReader *reader,
             const BtSessionSettings *settings,
             BtCommand *command,
             GError **error)
{
  gboolean is_break_even = FALSE;

  if (!read_levels (reader, settings, command, error)
      || !bt_json_reader_get_decimal (reader, "lots", BT_VOLUME_DIGITS, &command->volume.units,
                                      error)
      || !bt_json_reader_get_boolean (reader, "break_even", &is_break_even, error))
    return FALSE;
  if (bt_json_reader_has_value (reader, "lots"))
    command->modify_mask |= BT_MODIFY_VOLUME;
  if (is_break_even)
    command->modify_mask |= BT_MODIFY_BREAK_EVEN;
  return TRUE;
}

static gboolean
read_close_all (BtJsonReader *reader, BtCommand *command, GError **error)
{
  const char *scope = "every";

  if (!bt_json_reader_get_string (reader, "scope", &scope, error))
    return FALSE;
  if (g_strcmp0 (scope, "every") == 0)
    command->scope = BT_CLOSE_EVERY;
  else if (g_strcmp0 (scope, "winners") == 0)
    command->scope = BT_CLOSE_WINNERS;
  else if (g_strcmp0 (scope, "losers") == 0)
    command->scope = BT_CLOSE_LOSERS;
  else
    return bt_json_reader_fail (reader, "scope", error, "“%s” is none of every, winners, losers",
                                scope);
  return TRUE;
}

/* Reads the fields that belong to the command's kind. */
static gboolean
read_kind (BtJsonReader *reader,
           const BtSessionSettings *settings,
           BtCommand *command,
           GError **error)
{
  guint money_digits = bt_currency_digits (settings->currency);

  switch (command->kind)
    {
    case BT_COMMAND_PLACE:
      return read_place (reader, settings, command, error);
    case BT_COMMAND_MODIFY:
      return bt_json_reader_require (reader, "id", error)
             && read_modify (reader, settings, command, error);
    case BT_COMMAND_CANCEL:
    case BT_COMMAND_FORK:
      return bt_json_reader_require (reader, "id", error);
    case BT_COMMAND_CLOSE:
      return bt_json_reader_require (reader, "id", error)
             && bt_json_reader_get_decimal (reader, "lots", BT_VOLUME_DIGITS,
                                            &command->volume.units, error);
    case BT_COMMAND_CLOSE_ALL:
      return read_close_all (reader, command, error);
    case BT_COMMAND_DEPOSIT:
    case BT_COMMAND_WITHDRAW:
      return bt_json_reader_require (reader, "amount", error)
             && bt_json_reader_get_decimal (reader, "amount", money_digits, &command->amount.minor,
                                            error);
    case BT_COMMAND_NOTE:
      return bt_json_reader_require (reader, "text", error)
             && bt_json_reader_copy_string (reader, "text", command->note, sizeof command->note,
                                            error);
    case BT_COMMAND_END:
      return TRUE;
    }
  g_assert_not_reached ();
}

gboolean
bt_command_from_node (JsonNode *node,
                      const char *path,
                      const BtSessionSettings *settings,
                      BtCommand *out,
                      gboolean *has_after_bar,
                      GError **error)
{
  g_autoptr (BtJsonReader) reader = bt_json_reader_new (node, path, error);
  const char *name = NULL;
  BtCommandKind kind;
  gint64 after_bar = -1;
  BtCommand command;

  if (reader == NULL || !bt_json_reader_require (reader, "do", error)
      || !bt_json_reader_get_string (reader, "do", &name, error)
      || !bt_json_reader_get_int (reader, "after_bar", -1, G_MAXINT64, &after_bar, error))
    return FALSE;
  if (!bt_command_kind_parse (name, &kind))
    return bt_json_reader_fail (reader, "do", error,
                                "“%s” is none of place, modify, cancel, close, close_all, deposit, "
                                "withdraw, note, fork, end",
                                name);
  bt_command_init (&command, kind, after_bar);
  if (!bt_json_reader_copy_string (reader, "id", command.id, sizeof command.id, error)
      || !read_kind (reader, settings, &command, error) || !bt_json_reader_finish (reader, error))
    return FALSE;
  *has_after_bar = bt_json_reader_has_value (reader, "after_bar");
  *out = command;
  return TRUE;
}

gboolean
bt_command_from_json (const char *json,
                      const BtSessionSettings *settings,
                      BtCommand *out,
                      gboolean *has_after_bar,
                      GError **error)
{
  g_autoptr (JsonNode) node = bt_json_parse (json, -1, "command", error);

  return node != NULL && bt_command_from_node (node, "", settings, out, has_after_bar, error);
}

/* Adds "expires" where there is something to say; a modify says null for "until cancelled". */
static void
write_expiry (JsonBuilder *builder, const BtCommand *command, gboolean is_asked)
{
  if (command->time_in_force == BT_TIME_IN_FORCE_DAY)
    bt_json_add_string (builder, "expires", "day");
  else if (command->time_in_force == BT_TIME_IN_FORCE_UNTIL)
    bt_json_add_time (builder, "expires", command->expiry_usec);
  else if (is_asked)
    bt_json_add_null (builder, "expires");
}

/* Adds a price of a place command where it has one. */
static void
write_price (JsonBuilder *builder, const char *field, gint64 points, guint digits)
{
  if (points != BT_PRICE_NONE)
    bt_json_add_price (builder, field, points, digits);
}

static void
write_place (JsonBuilder *builder, const BtCommand *command, guint digits)
{
  bt_json_add_string (builder, "type", bt_order_type_to_string (command->type));
  bt_json_add_string (builder, "side", bt_direction_to_string (command->direction));
  bt_json_add_lots (builder, "lots", command->volume.units);
  write_price (builder, "price", command->price_points, digits);
  write_price (builder, "limit", command->limit_points, digits);
  write_price (builder, "sl", command->stop_loss_points, digits);
  write_price (builder, "tp", command->take_profit_points, digits);
  if (command->trail_points != 0)
    bt_json_add_int (builder, "trail_points", command->trail_points);
  if (command->trail_step_points != 0)
    bt_json_add_int (builder, "trail_step_points", command->trail_step_points);
  if (command->oco[0] != '\0')
    bt_json_add_string (builder, "oco", command->oco);
  if (command->is_reduce_only)
    bt_json_add_boolean (builder, "reduce_only", TRUE);
  write_expiry (builder, command, FALSE);
}

static void
write_modify (JsonBuilder *builder, const BtCommand *command, guint digits)
{
  guint mask = command->modify_mask;

  if (mask & BT_MODIFY_PRICE)
    bt_json_add_price (builder, "price", command->price_points, digits);
  if (mask & BT_MODIFY_LIMIT)
    bt_json_add_price (builder, "limit", command->limit_points, digits);
  if (mask & BT_MODIFY_STOP_LOSS)
    bt_json_add_price (builder, "sl", command->stop_loss_points, digits);
  if (mask & BT_MODIFY_TAKE_PROFIT)
    bt_json_add_price (builder, "tp", command->take_profit_points, digits);
  if (mask & BT_MODIFY_TRAIL)
    bt_json_add_int (builder, "trail_points", command->trail_points);
  if ((mask & BT_MODIFY_TRAIL) && command->trail_step_points != 0)
    bt_json_add_int (builder, "trail_step_points", command->trail_step_points);
  if (mask & BT_MODIFY_EXPIRY)
    write_expiry (builder, command, TRUE);
  if (mask & BT_MODIFY_VOLUME)
    bt_json_add_lots (builder, "lots", command->volume.units);
  if (mask & BT_MODIFY_BREAK_EVEN)
    bt_json_add_boolean (builder, "break_even", TRUE);
}

/* Adds the fields that belong to the command's kind. */
static void
write_kind (JsonBuilder *builder, const BtCommand *command, const BtSessionSettings *settings)
{
  switch (command->kind)
    {
    case BT_COMMAND_PLACE:
      write_place (builder, command, settings->instrument.digits);
      break;
    case BT_COMMAND_MODIFY:
      write_modify (builder, command, settings->instrument.digits);
      break;
    case BT_COMMAND_CLOSE:
      if (command->volume.units != 0)
        bt_json_add_lots (builder, "lots", command->volume.units);
      break;
    case BT_COMMAND_CLOSE_ALL:
      if (command->scope != BT_CLOSE_EVERY)
        bt_json_add_string (builder, "scope",
                            command->scope == BT_CLOSE_WINNERS ? "winners" : "losers");
      break;
    case BT_COMMAND_DEPOSIT:
    case BT_COMMAND_WITHDRAW:
      bt_json_add_decimal (builder, "amount", command->amount.minor,
                           bt_currency_digits (settings->currency));
      break;
    case BT_COMMAND_NOTE:
      bt_json_add_string (builder, "text", command->note);
      break;
    case BT_COMMAND_CANCEL:
    case BT_COMMAND_FORK:
    case BT_COMMAND_END:
      break;
    }
}

char *
bt_command_to_json (const BtCommand *command, const BtSessionSettings *settings)
{
  g_return_val_if_fail (command != NULL && settings != NULL, NULL);

  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  bt_json_add_int (builder, "after_bar", command->after_bar);
  bt_json_add_string (builder, "do", bt_command_kind_to_string (command->kind));
  if (command->id[0] != '\0')
    bt_json_add_string (builder, "id", command->id);
  write_kind (builder, command, settings);
  json_builder_end_object (builder);
  return bt_json_to_text (builder, FALSE);
}

gboolean
bt_command_canonicalise (BtCommand *command,
                         const BtSessionSettings *settings,
                         char **json,
                         GError **error)
{
  gboolean has_after_bar;

  if (!g_utf8_validate (command->id, -1, NULL) || !g_utf8_validate (command->note, -1, NULL)
      || !g_utf8_validate (command->oco, -1, NULL))
    {
      g_set_error_literal (error, BT_SESSION_ERROR, BT_SESSION_ERROR_FORMAT,
                           "command: a text is not UTF-8");
      return FALSE;
    }

  g_autofree char *text = bt_command_to_json (command, settings);

  if (!bt_command_from_json (text, settings, command, &has_after_bar, error))
    return FALSE;
  *json = g_steal_pointer (&text);
  return TRUE;
}
