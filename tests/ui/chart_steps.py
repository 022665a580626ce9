# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The BackTrade authors
"""What the drivers do on a chart with the mouse: clicks and drags at places that are shares of its size."""

import subprocess

import desktop

# What the screen calls a popover.
POPOVER = "^backtrade$"
# A hand moves in steps.
STEPS = 5


class Place:
    """Where a chart is on the screen; a point of it is a pair of shares of its width and height."""

    def __init__(self, program, chart, title):
        shown = program.geometry(program.activate(title))
        extents = chart.queryComponent().getExtents(desktop.pyatspi.WINDOW_COORDS)
        self.x = int(shown["X"]) + desktop.SCALE * (extents.x + desktop.SHADOW_PX)
        self.y = int(shown["Y"]) + desktop.SCALE * (extents.y + desktop.SHADOW_PX)
        self.width = desktop.SCALE * extents.width
        self.height = desktop.SCALE * extents.height

    def at(self, x, y):
        return str(self.x + round(x * self.width)), str(self.y + round(y * self.height))


def mouse(*steps):
    """Hands each step to xdotool, all in one go."""
    subprocess.run(["xdotool", *(word for step in steps for word in step)], check=True)


def move(place, point):
    mouse(("mousemove", "--sync", *place.at(*point)))


def click(place, point, *keys, button="1"):
    """Clicks with keys held."""
    mouse(*(("keydown", key) for key in keys), ("mousemove", "--sync", *place.at(*point)), ("click", button),
          *(("keyup", key) for key in reversed(keys)))


def drag(place, start, end, *before_release, keys=()):
    """Drags from one point to another with keys held, and does something before the button is let go."""
    mouse(*(("keydown", key) for key in keys), ("mousemove", "--sync", *place.at(*start)), ("mousedown", "1"))
    for step in range(1, STEPS + 1):
        share = step / STEPS
        move(place, (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share))
    for action in before_release:
        action()
    mouse(("mouseup", "1"), *(("keyup", key) for key in reversed(keys)))


def open_menu(show):
    """Has a menu opened, and returns how many popovers were shown before."""
    shown = len(desktop.search_windows(POPOVER))
    show()
    desktop.wait_for(lambda: len(desktop.search_windows(POPOVER)) > shown, "the menu")
    return shown


def choose(program, show, *keys):
    """Chooses from a menu by keys: its items come and go with it."""
    shown = open_menu(show)
    program.key(*keys)
    desktop.wait_for(lambda: len(desktop.search_windows(POPOVER)) == shown, "the menu closed")


def leave():
    """Takes the pointer off the chart: where it is, it has a crosshair that is told of first."""
    mouse(("mousemove", "--sync", "3", "3"))
