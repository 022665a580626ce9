#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The BackTrade authors
"""The chart by mouse, by keys and by what a screen reader hears: candles are walked and each is told, a measure is drawn, a box fills
the plot and is gone back from, a pane's edge is dragged."""

import os
import re
import sys

import gi
import pyatspi

import desktop
from chart_steps import Place, drag, leave

gi.require_version("GLib", "2.0")
from gi.repository import GLib  # noqa: E402

TITLE = "Synthetic gold"
CANDLE = re.compile(r"^(.+): open ([\d.]+), high ([\d.]+), low ([\d.]+), close ([\d.]+), (up|down|level)")


def open_sample(program):
    """Starts the sample and pauses it; returns its window."""
    program.press("push button", "Start the sample")
    window = program.window(TITLE)
    program.wait_text("Playing", window)
    program.key("space", window=TITLE)
    program.wait_text("Paused", window)
    return window


def find_chart(program, window):
    return desktop.wait_for(
        lambda: next((node for node in program.nodes(window) if re.fullmatch(r"XAUUSD \w+ chart", node.name)), None), "the chart")


def describe(chart, pattern):
    """Waits for a description and returns what was found in it."""
    return desktop.wait_for(lambda: re.search(pattern, chart.description), f"a description like {pattern}")


def test_heard(folder):
    heard = []
    with desktop.open_program(folder) as program:
        window = open_sample(program)
        chart = find_chart(program, window)
        leave()
        assert chart.getRole() == pyatspi.ROLE_IMAGE, chart.getRoleName()
        describe(chart, r"candles in view, (up|down|level) [\d.]+")
        describe(chart, r"No open position$")

        def changed(event):
            if event.type.minor == "accessible-description" or "description" in str(event.type):
                heard.append(str(event.any_data))

        pyatspi.Registry.registerEventListener(changed, "object:property-change:accessible-description")
        program.key("ctrl+End", window=TITLE)
        newest = describe(chart, CANDLE)
        program.key("ctrl+Left")
        before = desktop.wait_for(
            lambda: (found := CANDLE.search(chart.description)) and found.group(1) != newest.group(1) and found, "the candle before")
        assert "candles in view" not in chart.description, chart.description
        program.key("ctrl+Home")
        desktop.wait_for(
            lambda: (found := CANDLE.search(chart.description)) and found.group(1) != before.group(1) and found, "the first candle")

        def is_heard():
            while GLib.MainContext.default().iteration(False):
                pass
            return any(CANDLE.search(text) for text in heard)

        desktop.wait_for(is_heard, "what a screen reader hears of a candle")
        pyatspi.Registry.deregisterEventListener(changed, "object:property-change:accessible-description")
        # A measure by keys alone.
        program.key("ctrl+End")
        program.key("m", "ctrl+shift+Left", "Return")
        describe(chart, r"points\n10 bars, ")
        program.key("Escape")
        # What is open is told too.
        program.key("b", window=TITLE)
        program.key("Escape")
        describe(chart, r"Open positions: #\d+ Buy ")
        assert program.quit() == 0


def test_by_mouse(folder):
    with desktop.open_program(folder) as program:
        window = open_sample(program)
        chart = find_chart(program, window)
        place = Place(program, chart, TITLE)
        drag(place, (0.3, 0.6), (0.6, 0.3), keys=("Shift_L",))
        describe(chart, r"points\n\d+ bars, .*\n[+−][\d.]+ USD a lot")
        program.screenshot(os.environ.get("BACKTRADE_SCREENSHOT"))
        program.key("Escape")
        leave()
        wide = int(describe(chart, r"(\d+) candles in view").group(1))
        drag(place, (0.3, 0.6), (0.5, 0.3), keys=("Control_L",))
        leave()
        narrow = desktop.wait_for(
            lambda: (found := re.search(r"(\d+) candles in view", chart.description)) and int(found.group(1)) < wide and found,
            "fewer candles in view")
        assert int(narrow.group(1)) < wide / 2, (narrow.group(1), wide)
        program.find("push button", "Go to the newest candle", window=window)
        program.key("BackSpace")
        desktop.wait_for(lambda: f"{wide} candles in view" in chart.description, "what was shown before the box")
        assert program.quit() == 0


if __name__ == "__main__":
    sys.exit(desktop.run([("/desktop/chart/heard", test_heard), ("/desktop/chart/by-mouse", test_by_mouse)]))
