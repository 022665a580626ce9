#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The BackTrade authors
"""Several charts in a session window: laid out anew while it plays, shown alone, in windows of their own, and back."""

import os
import sys

import desktop
from session_steps import candle

NAME = "Synthetic gold"
TITLE = f"^{NAME}, first steps – BackTrade$"


def charts(program, window):
    """Returns the names of the charts that are shown in a window."""
    return sorted(node.name for node in program.find_all("image", contains=" chart", window=window))


def wait_charts(program, window, *timeframes):
    wanted = sorted(f"XAUUSD {timeframe} chart" for timeframe in timeframes)
    desktop.wait_for(lambda: charts(program, window) == wanted, f"charts {timeframes}")


def choose(program, window, layout):
    program.key("shift+l", window=TITLE)
    program.press("push button", layout, window)


def test_layouts(folder):
    with desktop.open_program(folder) as program:
        program.press("push button", "Start the sample")
        window = program.window(NAME)
        program.wait_text("Playing", window)
        wait_charts(program, window, "M5")
        # It plays on while charts come and go.
        for layout, timeframes in (
            ("Two side by side", ("M5", "H1")),
            ("Four", ("M5", "H1", "D1", "M15")),
            ("Eight", ("M5", "H1", "D1", "M15", "H4", "M1", "W1", "M30")),
            ("Three, a tall one at the left", ("M5", "H1", "D1")),
        ):
            before = candle(program, window)
            choose(program, window, layout)
            wait_charts(program, window, *timeframes)
            desktop.wait_for(lambda: candle(program, window) > before, "the next candle")
            assert program.has("label", contains="Playing", window=window)
            program.screenshot(os.environ.get("BACKTRADE_SCREENSHOT"))
        # One alone, and the next in its place.
        program.key("alt+Return", window=TITLE)
        wait_charts(program, window, "M5")
        program.key("ctrl+Tab", window=TITLE)
        wait_charts(program, window, "H1")
        program.key("alt+Return", window=TITLE)
        wait_charts(program, window, "M5", "H1", "D1")
        # A window of its own, on the same clock, with the same keys.
        program.key("shift+d", window=TITLE)
        own = program.window("XAUUSD · H1")
        wait_charts(program, own, "H1")
        wait_charts(program, window, "M5", "D1")
        program.key("space", window="^XAUUSD · H1")
        program.wait_text("Paused", window)
        before = candle(program, window)
        program.key("Right", window="^XAUUSD · H1")
        desktop.wait_for(lambda: candle(program, window) > before, "a step")
        # Closed, the chart is back in its place.
        program.key("ctrl+w", window="^XAUUSD · H1")
        wait_charts(program, window, "M5", "H1", "D1")
        program.key("shift+d", window=TITLE)
        program.window("XAUUSD · H1")
        assert program.quit() == 0
    # All of it comes back with the session.
    with desktop.open_program(folder) as program:
        window = program.window("first steps – BackTrade")
        wait_charts(program, program.window("XAUUSD · H1"), "H1")
        wait_charts(program, window, "M5", "D1")
        program.key("ctrl+w", window=TITLE)
        program.wait_closed("XAUUSD · H1")


if __name__ == "__main__":
    sys.exit(desktop.run([("/desktop/charts/layouts", test_layouts)]))
