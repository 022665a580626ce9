#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The BackTrade authors
"""From the first start to a report: the sample, play, an order with stop and target, its end, and the window's return."""

import re
import sys

import desktop
from session_steps import candle, count_of, number, price_of, set_protection

TITLE = "Synthetic gold"


def check_names(program, window):
    """Everything that can be pressed, switched or typed into has a name, and none that is only its type's."""
    roles = ("push button", "toggle button", "check box", "spin button", "combo box", "text", "page tab", "list", "table", "slider")
    nameless = []
    for node in program.find_all(window=window):
        if node.getRoleName() not in roles:
            continue
        inside = node.parent.getRoleName() if node.parent is not None else ""
        # The parts of a drop-down, spin button or table speak through it.
        if inside in ("combo box", "spin button", "tree table") or node.name and not re.match(r"(Gtk|Adw|Bt)[A-Z]", node.name):
            continue
        nameless.append((node.getRoleName(), node.name, inside))
    assert not nameless, nameless


def test_first_steps(folder):
    with desktop.open_program(folder) as program:
        program.press("push button", "Start the sample")
        window = program.window(TITLE)
        program.wait_text("Playing", window)
        first = candle(program, window)
        desktop.wait_for(lambda: candle(program, window) > first, "more candles")

        program.key("space", window=TITLE)
        program.wait_text("Paused", window)
        check_names(program, program.window("BackTrade"))
        check_names(program, window)
        rest = candle(program, window)
        program.key("Right", window=TITLE)
        desktop.wait_for(lambda: rest < candle(program, window) <= rest + 5, "one candle of the chart more")

        bid, ask = price_of(program, window, "Sell"), price_of(program, window, "Buy")
        set_protection(program, window, TITLE, "Stop", round(bid - 1.5, 2))
        set_protection(program, window, TITLE, "Target", round(ask + 1.5, 2))
        program.key("b", window=TITLE)
        desktop.wait_for(lambda: count_of(program, window, "Positions") == 1, "a position")
        program.wait_text("1 command saved", window)
        assert count_of(program, window, "Trades") == 0

        program.key(*["plus"] * 6, window=TITLE)
        program.key("space", window=TITLE)
        desktop.wait_for(lambda: count_of(program, window, "Trades") == 1, "the stop or target")
        program.wait_text("Paused", window)
        assert count_of(program, window, "Positions") == 0
        balance = number(program.wait_text("Balance ", window).split("Balance ")[1])
        assert balance != 10000.0, balance

        program.press("push button", "Report", window)
        report = program.window("Report:")
        program.wait_text("1 trade", report)
        net = number(program.wait_text("Before costs", report) and next(
            text for text in program.texts(report) if re.fullmatch(r"[+−]\d+\.\d\d", text)))
        assert abs(10000.0 + net - balance) < 0.005, (net, balance)
        at = candle(program, window)
        assert program.quit() == 0

    # The window comes back where it was, with the same account.
    with desktop.open_program(folder) as program:
        window = program.window(TITLE)
        desktop.wait_for(lambda: candle(program, window) == at, "the same clock")
        assert number(program.wait_text("Balance ", window).split("Balance ")[1]) == balance
        assert count_of(program, window, "Trades") == 1
        assert program.quit() == 0


def test_keys_in_text(folder):
    """Letters that are typed into a field are text, not orders."""
    with desktop.open_program(folder) as program:
        program.press("push button", "Start the sample")
        window = program.window(TITLE)
        program.wait_text("Playing", window)
        program.key("space", window=TITLE)
        program.wait_text("Paused", window)
        program.click(program.find("spin button", "Size", window=window), TITLE)
        program.key("b", "s", "x", "space", "t", window=TITLE)
        program.set_value("Size", 0.1, window)
        program.key("Escape", window=TITLE)
        # The next key is an order again, so nothing of the text can be on its way any more.
        program.key("s", window=TITLE)
        desktop.wait_for(lambda: count_of(program, window, "Positions") == 1, "the one order")
        program.wait_text("1 command saved", window)
        program.wait_text("Paused", window)
        program.key("shift+x", window=TITLE)
        desktop.wait_for(lambda: count_of(program, window, "Positions") == 0, "no position")
        assert count_of(program, window, "Trades") == 1
        assert program.quit() == 0


if __name__ == "__main__":
    sys.exit(desktop.run([("/desktop/first-steps", test_first_steps), ("/desktop/keys-in-text", test_keys_in_text)]))
