// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-window-state.h"

#include "ui/bt-state-member.h"

void
bt_window_state_init (BtWindowState *state)
{
  *state = (BtWindowState){
    .has_panel = TRUE,
  };
}

void
bt_window_state_read (BtWindowState *state, JsonObject *object)
{
  state->is_open = bt_state_get_flag (object, "open", state->is_open);
  state->has_panel = bt_state_get_flag (object, "panel", state->has_panel);
  state->is_folded = bt_state_get_flag (object, "folded", state->is_folded);
  state->split_px = (int) bt_state_get_number (object, "split", state->split_px, 0, 16384);
  state->page = (int) bt_state_get_number (object, "page", state->page, 0, 16);
}

void
bt_window_state_write (const BtWindowState *state, JsonObject *object)
{
  json_object_set_boolean_member (object, "open", state->is_open);
  json_object_set_boolean_member (object, "panel", state->has_panel);
  json_object_set_boolean_member (object, "folded", state->is_folded);
  json_object_set_int_member (object, "split", state->split_px);
  json_object_set_int_member (object, "page", state->page);
}
