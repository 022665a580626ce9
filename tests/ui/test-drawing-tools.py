#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The BackTrade authors
"""Every drawing tool as a user has it: chosen from its menu, drawn by mouse, moved by an end and as a whole, taken back, made again and
deleted. What becomes of it is read from what a screen reader is told; that a drawing survives the end of the program, from its file."""

import json
import os
import re
import sqlite3
import sys

import desktop
from chart_steps import Place, choose, click, drag, mouse

TITLE = "Synthetic gold"
# Where the candles of the sample leave room for the ends of drawings, in shares of the chart.
TWO = ((0.2, 0.62), (0.4, 0.5))
THREE = (*TWO, (0.3, 0.7))
WAVE = ((0.15, 0.6), (0.2, 0.45), (0.25, 0.55), (0.3, 0.4), (0.35, 0.5), (0.4, 0.35))
TIME_AXIS = (0.5, 0.985)
# How an end is moved, and then the whole.
END = (0.03, 0.06)
WHOLE = (0.06, 0.05)
# Places of the first two ends between which a tool has a line to be taken by, as shares of the way across and of that down.
ALONG, LEFT_EDGE, UPPER_EDGE = (0.5, 0.5), (0.0, 0.5), (0.25, 0.0)
# The buttons of the groups, with the tools of their menus in order: the title, where it is clicked, and where it is taken.
GROUPS = {
    "Lines": (
        ("Trend line", TWO, ALONG), ("Ray", TWO, ALONG), ("Extended line", TWO, ALONG), ("Horizontal line", TWO[:1], (0.2, 0)),
        ("Horizontal ray", TWO[:1], (0.2, 0)), ("Vertical line", TWO[:1], (0, 0.1)), ("Arrow", TWO, ALONG)),
    "Channels": (
        ("Parallel channel", THREE, ALONG), ("Extended channel", THREE, ALONG), ("Regression channel", TWO, None), ("Pitchfork", THREE, None)),
    "Shapes": (
        ("Rectangle", TWO, LEFT_EDGE), ("Ellipse", TWO, LEFT_EDGE), ("Triangle", THREE, ALONG), ("Polyline", WAVE[:3], ALONG),
        ("Brush", TWO, ALONG)),
    "Fibonacci, Gann and waves": (
        ("Fibonacci retracement", TWO, ALONG), ("Fibonacci extension", THREE, ALONG), ("Fibonacci fan", TWO, ALONG),
        ("Fibonacci time zones", ((0.2, 0.6), (0.28, 0.6)), (0, 3)), ("Gann fan", TWO, ALONG), ("Gann box", TWO, LEFT_EDGE),
        ("Elliott impulse wave", WAVE, ALONG), ("Elliott correction wave", WAVE[:4], ALONG), ("ABCD pattern", WAVE[:4], ALONG)),
    "Measures and risk": (
        ("Price range", TWO, UPPER_EDGE), ("Date range", TWO, LEFT_EDGE), ("Date and price range", TWO, LEFT_EDGE),
        ("Long position", ((0.2, 0.6), (0.3, 0.7), (0.4, 0.4)), UPPER_EDGE),
        ("Short position", ((0.2, 0.6), (0.3, 0.4), (0.4, 0.7)), UPPER_EDGE)),
    "Texts": (("Text", TWO[:1], (0.02, 0)), ("Callout", TWO, ALONG), ("Price label", TWO[:1], (0.015, 0))),
}
# Heights at which a line is looked for that follows the candles.
HEIGHTS = [share / 100 for share in range(15, 90)]


def open_sample(program):
    """Starts the sample and pauses it; returns its window."""
    program.press("push button", "Start the sample")
    window = program.window(TITLE)
    program.wait_text("Playing", window)
    program.key("space", window=TITLE)
    program.wait_text("Paused", window)
    return window


def find_chart(program, window):
    return program.find("image", "XAUUSD M5 chart", window=window)


def heard(chart, title):
    """Returns the places of the selected drawing of that title, or None when no such one is selected."""
    found = re.search(rf"(?:^|\. ){re.escape(title)} selected: (.*)$", chart.description)
    return found.group(1).split("; ") if found else None


def wait_heard(chart, title, condition, what):
    return desktop.wait_for(lambda: (places := heard(chart, title)) and condition(places) and places, f"{title} {what}", 20)


def shift(point, by):
    return point[0] + by[0], point[1] + by[1]


def find_grip(place, chart, title, points, grip):
    """Returns a point at which the drawing is taken as a whole."""
    if grip is None:
        x = (points[0][0] + points[1][0]) / 2 + 0.013
        # A press beside it would take the selection away.
        for y in HEIGHTS:
            click(place, (x, y))
            if desktop.wait_for(lambda: heard(chart, title) or "selected" not in chart.description, "an answer to a click") is True:
                continue
            return x, y
        raise AssertionError(f"{title}: no line at {x}")
    (x, y), (other_x, other_y) = points[0], points[1] if len(points) > 1 else shift(points[0], (1, 1))
    return x + (other_x - x) * grip[0], y + (other_y - y) * grip[1]


def draw(program, place, title, points):
    """Sets the ends of a drawing with the tool in the hand."""
    if title == "Brush":
        drag(place, *points)
        return
    def set_ends():
        for point in points:
            click(place, point)

    if title in ("Text", "Callout"):
        # What has words asks for them.
        choose(program, set_ends, "Escape")
        return
    set_ends()
    if title == "Polyline":
        # The end that follows the pointer does not count.
        program.key("Return")


def check_tool(program, place, chart, button, number, tool):
    """Draws with a tool, moves what was drawn, takes that back, makes it again, and deletes it."""
    title, points, grip = tool
    choose(program, lambda: click_button(button), *["Down"] * number, "Return")
    draw(program, place, title, points)
    drawn = wait_heard(chart, title, lambda places: len(places) == len(points) or title == "Brush", "drawn")

    first = points[0]
    if title == "Brush":
        # A stroke has no ends to be taken by.
        moved, ends = drawn, points
    else:
        # A press where the last click was may be a double click: one on the time axis is between them.
        click(place, TIME_AXIS)
        drag(place, first, shift(first, END))
        moved = wait_heard(chart, title, lambda places: places[0] != drawn[0], "moved by an end")
        assert moved[1:] == drawn[1:], (title, drawn, moved)
        ends = (shift(first, END), *points[1:])

    start = find_grip(place, chart, title, ends, grip)
    drag(place, start, shift(start, WHOLE))
    whole = wait_heard(chart, title, lambda places: all(one != other for one, other in zip(places, moved)), "moved as a whole")
    back = [drawn] if moved is drawn else [moved, drawn]
    again = [whole] if moved is drawn else [moved, whole]
    for wanted, keys in [*((places, "ctrl+z") for places in back), *((places, "ctrl+shift+z") for places in again)]:
        program.key(keys)
        wait_heard(chart, title, lambda places, wanted=wanted: places == wanted, f"as it was after {keys}")
    program.key("Delete")
    desktop.wait_for(lambda: "selected" not in chart.description, f"end of {title}")


def click_button(node):
    x, y = node
    mouse(("mousemove", "--sync", str(x), str(y)), ("click", "1"))


def button_place(program, window, name):
    """Returns where a button's middle is on the screen."""
    shown = program.geometry(program.activate(TITLE))
    extents = program.find("push button", name, window=window).queryComponent().getExtents(desktop.pyatspi.WINDOW_COORDS)
    return (int(shown["X"]) + extents.x + extents.width // 2 + desktop.SHADOW_PX,
            int(shown["Y"]) + extents.y + extents.height // 2 + desktop.SHADOW_PX)


def test_group(button):
    def test(folder):
        with desktop.open_program(folder) as program:
            window = open_sample(program)
            chart = find_chart(program, window)
            place = Place(program, chart, TITLE)
            at = button_place(program, window, button)
            for number, tool in enumerate(GROUPS[button]):
                check_tool(program, place, chart, at, number, tool)
            program.screenshot(os.environ.get("BACKTRADE_SCREENSHOT"))
            assert program.quit() == 0

    return test


def kept(folder):
    """Returns the drawings that the session's window keeps."""
    with sqlite3.connect(f"file:{folder / 'data' / 'backtrade.db'}?mode=ro", uri=True) as store:
        text = store.execute("SELECT view_json FROM sessions").fetchone()[0]
    return json.loads(json.loads(text)["window"])["drawings"]


def test_kept(folder):
    """A drawing outlives a program that is killed."""
    with desktop.open_program(folder) as program:
        window = open_sample(program)
        chart = find_chart(program, window)
        place = Place(program, chart, TITLE)
        choose(program, lambda: click_button(button_place(program, window, "Lines")), "Return")
        draw(program, place, "Trend line", TWO)
        drawn = wait_heard(chart, "Trend line", lambda places: len(places) == 2, "drawn")
        desktop.wait_for(lambda: "trend-line" in kept(folder), "the drawing on disk")
        program.kill()
    with desktop.open_program(folder) as program:
        window = program.window(TITLE)
        chart = find_chart(program, window)
        place = Place(program, chart, TITLE)
        click(place, ((TWO[0][0] + TWO[1][0]) / 2, (TWO[0][1] + TWO[1][1]) / 2))
        assert wait_heard(chart, "Trend line", lambda places: places == drawn, "that was kept")
        assert program.quit() == 0


if __name__ == "__main__":
    sys.exit(desktop.run(
        [(f"/desktop/drawing-tools/{button.split()[0].strip(',').lower()}", test_group(button)) for button in GROUPS]
        + [("/desktop/drawing-tools/kept", test_kept)]))
