// SPDX-License-Identifier: GPL-3.0-or-later
// Copyright 2026 The BackTrade authors
#include "config.h"

#include "ui/bt-key-actions.h"

#include <glib/gi18n.h>

static const BtKeyAction actions[] = {
  { "win.play-pause", N_ ("Play and pause"), BT_KEY_GROUP_TIME, { "space" } },
  { "win.step", N_ ("Next candle"), BT_KEY_GROUP_TIME, { "Right" } },
  { "win.step-back", N_ ("One candle back"), BT_KEY_GROUP_TIME, { "Left" } },
  { "win.previous-day", N_ ("Previous day"), BT_KEY_GROUP_TIME, { "<Shift>Left" } },
  { "win.next-day", N_ ("Next day"), BT_KEY_GROUP_TIME, { "<Shift>Right" } },
  { "win.next-week", N_ ("Next week"), BT_KEY_GROUP_TIME, { NULL } },
  { "win.next-event", N_ ("Next event"), BT_KEY_GROUP_TIME, { NULL } },
  { "win.ask-time", N_ ("Go to a date and time"), BT_KEY_GROUP_TIME, { NULL } },
  { "win.go-menu", N_ ("Go to"), BT_KEY_GROUP_TIME, { "g" } },
  { "win.return-to-head", N_ ("Return to the head"), BT_KEY_GROUP_TIME, { "r" } },
  { "win.faster", N_ ("Faster"), BT_KEY_GROUP_TIME, { "plus", "equal" } },
  { "win.slower", N_ ("Slower"), BT_KEY_GROUP_TIME, { "minus" } },

  { "win.buy", N_ ("Buy"), BT_KEY_GROUP_TRADING, { "b" } },
  { "win.sell", N_ ("Sell"), BT_KEY_GROUP_TRADING, { "s" } },
  { "win.next-order-type", N_ ("Next order type"), BT_KEY_GROUP_TRADING, { "o" } },
  { "win.previous-order-type", N_ ("Previous order type"), BT_KEY_GROUP_TRADING, { "<Shift>o" } },
  { "win.focus-ticket", N_ ("Into the order ticket"), BT_KEY_GROUP_TRADING, { "q" } },
  { "win.send-order", N_ ("Send the ticket’s order"), BT_KEY_GROUP_TRADING, { "<Control>Return" } },
  { "win.why", N_ ("Why it filled"), BT_KEY_GROUP_TRADING, { "w" } },
  { "win.break-even", N_ ("Break-even"), BT_KEY_GROUP_TRADING, { "e" } },
  { "win.trail", N_ ("Trailing on or off"), BT_KEY_GROUP_TRADING, { "l" } },
  { "win.close-half", N_ ("Close half"), BT_KEY_GROUP_TRADING, { "h" } },
  { "win.edit", N_ ("Change the selected position or order"), BT_KEY_GROUP_TRADING, { "F2" } },
  { "win.cancel-order", N_ ("Cancel the selected order"), BT_KEY_GROUP_TRADING, { "Delete" } },
  { "win.cancel-all", N_ ("Cancel every order"), BT_KEY_GROUP_TRADING, { NULL } },
  { "win.close-position", N_ ("Close the selected position"), BT_KEY_GROUP_TRADING, { "x" } },
  { "win.close-all", N_ ("Close every position"), BT_KEY_GROUP_TRADING, { "<Shift>x" } },

  { "win.choose-timeframe", N_ ("Choose any timeframe"), BT_KEY_GROUP_CHART, { "t" } },
  { NULL, N_ ("Type a timeframe in minutes"), BT_KEY_GROUP_CHART, { "1...9" } },
  { "win.next-timeframe", N_ ("Next timeframe"), BT_KEY_GROUP_CHART, { "<Shift>t" } },
  { "win.previous-timeframe",
    N_ ("Previous timeframe"),
    BT_KEY_GROUP_CHART,
    { "<Control><Shift>t" } },
  { "win.layout-menu", N_ ("Layout of the charts"), BT_KEY_GROUP_CHART, { "<Shift>l" } },
  { "win.workspaces", N_ ("Workspaces"), BT_KEY_GROUP_CHART, { "<Shift>w" } },
  { "win.next-chart", N_ ("Next chart"), BT_KEY_GROUP_CHART, { "<Control>Tab" } },
  { "win.previous-chart", N_ ("Previous chart"), BT_KEY_GROUP_CHART, { "<Control><Shift>Tab" } },
  { "win.maximize-chart", N_ ("Only the active chart"), BT_KEY_GROUP_CHART, { "<Alt>Return" } },
  { "win.detach-chart", N_ ("Chart in a window of its own"), BT_KEY_GROUP_CHART, { "<Shift>d" } },
  { "win.compare", N_ ("Other instruments on the chart"), BT_KEY_GROUP_CHART, { "<Shift>c" } },
  { "win.studies", N_ ("Indicators"), BT_KEY_GROUP_CHART, { "i" } },
  { "win.draw", N_ ("Drawing tools"), BT_KEY_GROUP_CHART, { "d" } },
  { "win.undo-drawing", N_ ("Undo a change of drawings"), BT_KEY_GROUP_CHART, { "<Control>z" } },
  { "win.redo-drawing",
    N_ ("Redo a change of drawings"),
    BT_KEY_GROUP_CHART,
    { "<Control><Shift>z", "<Control>y" } },
  { "win.new-alert", N_ ("New alert"), BT_KEY_GROUP_CHART, { "a" } },
  { "win.note", N_ ("Note at the candle"), BT_KEY_GROUP_CHART, { "n" } },
  { "win.measure", N_ ("Measure"), BT_KEY_GROUP_VIEW, { "m" } },
  { "win.zoom-box", N_ ("Zoom to a box"), BT_KEY_GROUP_VIEW, { "z" } },
  { "win.save-picture", N_ ("Save a picture of the chart"), BT_KEY_GROUP_CHART, { "p" } },
  { "win.copy-picture", N_ ("Copy a picture of the chart"), BT_KEY_GROUP_CHART, { "<Shift>p" } },
  { NULL, N_ ("Menu of the chart"), BT_KEY_GROUP_VIEW, { "Menu", "<Shift>F10" } },
  { NULL, N_ ("Move the crosshair"), BT_KEY_GROUP_VIEW, { "<Control>Left", "<Control>Right" } },
  { NULL,
    N_ ("First and newest candle for the crosshair"),
    BT_KEY_GROUP_VIEW,
    { "<Control>Home", "<Control>End" } },
  { NULL, N_ ("Back to before the box"), BT_KEY_GROUP_VIEW, { "BackSpace" } },
  { NULL, N_ ("Fit everything"), BT_KEY_GROUP_VIEW, { "<Control><Alt>0" } },
  { NULL, N_ ("Zoom"), BT_KEY_GROUP_VIEW, { "<Control>plus", "<Control>minus" } },
  { NULL, N_ ("Pan"), BT_KEY_GROUP_VIEW, { "Page_Up", "Page_Down" } },
  { NULL, N_ ("First and newest candle"), BT_KEY_GROUP_VIEW, { "Home", "End" } },

  { "win.fullscreen", N_ ("Full screen"), BT_KEY_GROUP_SESSION, { "F11" } },
  { "win.panel", N_ ("Ticket and account"), BT_KEY_GROUP_SESSION, { "F9" } },
  { "win.next-table", N_ ("Next table"), BT_KEY_GROUP_SESSION, { "F6" } },
  { "win.show-branches", N_ ("Branches"), BT_KEY_GROUP_SESSION, { NULL } },
  { "win.fork", N_ ("Begin a branch here"), BT_KEY_GROUP_SESSION, { NULL } },
  { "win.report", N_ ("Report up to now"), BT_KEY_GROUP_SESSION, { NULL } },
  { NULL, N_ ("Leave a field"), BT_KEY_GROUP_SESSION, { "Escape" } },

  { NULL, N_ ("Import market data"), BT_KEY_GROUP_MAIN, { "<Control>i" } },
  { NULL, N_ ("Paste a path to import"), BT_KEY_GROUP_MAIN, { "<Control>v" } },
  { NULL, N_ ("Open a session file"), BT_KEY_GROUP_MAIN, { "<Control>o" } },
  { NULL, N_ ("Search"), BT_KEY_GROUP_MAIN, { "<Control>f" } },

  { "app.new-session(int64 0)", N_ ("New session"), BT_KEY_GROUP_EVERYWHERE, { "<Control>n" } },
  { "app.preferences", N_ ("Preferences"), BT_KEY_GROUP_EVERYWHERE, { "<Control>comma" } },
  { "app.help", N_ ("Help"), BT_KEY_GROUP_EVERYWHERE, { "F1" } },
  { "app.quit", N_ ("Quit"), BT_KEY_GROUP_EVERYWHERE, { "<Control>q" } },
  { NULL, N_ ("Close the window"), BT_KEY_GROUP_EVERYWHERE, { "<Control>w" } },
  { NULL, N_ ("These keys"), BT_KEY_GROUP_EVERYWHERE, { "<Control>question" } },
};

const BtKeyAction *
bt_key_actions (guint *count)
{
  *count = G_N_ELEMENTS (actions);
  return actions;
}

const BtKeyAction *
bt_key_action_find (const char *action)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (actions[i].action != NULL && g_strcmp0 (actions[i].action, action) == 0)
      return &actions[i];
  return NULL;
}

const char *
bt_key_group_title (BtKeyGroup group)
{
  static const char *const titles[BT_N_KEY_GROUPS]
    = { N_ ("Time"),           N_ ("Trading"),     N_ ("Chart"),     N_ ("View of the chart"),
        N_ ("Session window"), N_ ("Main window"), N_ ("Everywhere") };

  g_return_val_if_fail ((guint) group < BT_N_KEY_GROUPS, "");
  return _ (titles[group]);
}
