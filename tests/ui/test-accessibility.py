#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The BackTrade authors
"""What assistive technology is told of each window: every control has a role and a name of its own, Tab goes through all of them in a
circle, and nothing that can be used is left out."""

import subprocess
import sys

import desktop
from gi.repository import GLib

pyatspi = desktop.pyatspi

# What a user acts on.
CONTROLS = {
    "check box", "check menu item", "combo box", "entry", "link", "list", "menu item", "page tab", "push button", "radio button",
    "slider", "spin button", "switch", "table", "text", "toggle button", "tree table",
}
# The arrow keys go among these once Tab has come to the first.
GROUPS = {"list", "list box", "menu", "menu bar", "page tab list", "radio group", "table", "tool bar", "tree table"}
# What the window manager's own keys do.
FRAME_BUTTONS = {"Minimize", "Maximize", "Restore", "Close"}
# Tab stops that are looked at before a window is said to have no end.
MOST_STOPS = 150
# How long an answer to Tab may take. The entry inside a row of libadwaita 1.2 gives none: it is counted instead.
ANSWER_SECONDS = 3


class Focus:
    """Hears where the focus goes."""

    def __init__(self):
        self.last = None
        pyatspi.Registry.registerEventListener(self.moved, "object:state-changed:focused")

    def moved(self, event):
        if event.detail1:
            self.last = event.source

    def wait(self):
        """Returns what got the focus, or None when nothing did."""
        context = GLib.MainContext.default()
        overdue = []
        source = GLib.timeout_add_seconds(ANSWER_SECONDS, lambda: overdue.append(True) or False)
        while self.last is None and not overdue:
            context.iteration(True)
        if not overdue:
            GLib.source_remove(source)
        found, self.last = self.last, None
        return found


def path_of(node):
    """Returns what makes a widget itself, whatever its name is: the places below the window."""
    places = []
    while node is not None and node.getRoleName() not in ("frame", "dialog", "application"):
        places.append(node.getIndexInParent())
        node = node.parent
    return tuple(reversed(places))


def describe(node):
    extents = node.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
    return f"{node.getRoleName()} “{node.name}” at {extents.x}, {extents.y}"


def has_name(node):
    return bool(node.name.strip()) and not node.name.startswith(("Gtk", "Adw", "Bt"))


def is_usable_by_role(node):
    """The pages of a stack call themselves tabs, but nobody comes to them."""
    return node.getRoleName() != "page tab" or node.parent.getRoleName() == "page tab list"


def check_names(program, window):
    """Every control in a window says what it is."""
    shown = program.find_all(window=window)
    controls = [node for node in shown if node.getRoleName() in CONTROLS and is_usable_by_role(node)]
    unnamed = [describe(node) for node in controls if not has_name(node)]
    unknown = [describe(node) for node in shown if node.getRoleName() in ("unknown", "invalid")]
    assert len(shown) > 5, shown
    assert not unnamed, f"{window.name}: no name: {unnamed}"
    assert not unknown, f"{window.name}: no role: {unknown}"
    return len(shown)


def is_in_group(node):
    """Tells whether the arrow keys come to it rather than Tab."""
    while node is not None and node.getRoleName() not in ("frame", "dialog"):
        node = node.parent
        if node is not None and node.getRoleName() in GROUPS:
            return True
    return False


def go_round(program, focus, title):
    """Presses Tab until the focus is back where it began; returns the stops by their places, and how many more did not tell."""
    stops = {}
    silent = 0
    program.activate(title)
    while len(stops) < MOST_STOPS:
        focus.last = None
        subprocess.run(["xdotool", "key", "Tab"], check=True)
        node = focus.wait()
        if node is None:
            silent += 1
            assert silent < 5, f"{title}: nothing tells that it has the focus after {len(stops)} stops"
            continue
        place = path_of(node)
        if place in stops:
            assert place == next(iter(stops)), f"{title}: Tab comes back to {describe(node)}: {[describe(n) for n in stops.values()]}"
            return stops, silent
        stops[place] = node
        assert has_name(node), f"{title}: the focus is on {describe(node)} without a name, after {len(stops)} stops"
    raise AssertionError(f"{title}: Tab does not come round: {[describe(node) for node in stops.values()][-5:]}")


def is_on_top(window, node):
    """Tells pages that are shown from those that lie behind them, whose widgets have places as well."""
    extents = node.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
    x, y = extents.x + extents.width // 2, extents.y + extents.height // 2
    found = window.queryComponent().getAccessibleAtPoint(x, y, pyatspi.WINDOW_COORDS)
    while found is not None and found.getRoleName() != "application":
        if found == node:
            return True
        found = found.parent
    return False


def check_reach(program, focus, window, title):
    """Tab comes to every control that can be used, but for what the arrow keys reach."""
    stops, silent = go_round(program, focus, title)
    missed = []
    entries = 0
    for node in program.find_all(window=window):
        state = node.getState()
        usable = node.getRoleName() in CONTROLS and is_usable_by_role(node) and state.contains(pyatspi.STATE_SENSITIVE)
        if node.name in FRAME_BUTTONS and node.queryComponent().getExtents(pyatspi.WINDOW_COORDS).y < 50:
            continue
        if not usable or not state.contains(pyatspi.STATE_FOCUSABLE) or is_in_group(node):
            continue
        place = path_of(node)
        # A control may be made of others, of which one takes the focus.
        if any(stop[: len(place)] == place or place[: len(stop)] == stop for stop in stops) or not is_on_top(window, node):
            continue
        if node.getRoleName() == "text" and entries < silent:
            entries += 1
        else:
            missed.append(describe(node))
    print(f"# {title}: {len(stops)} stops")
    # GTK 4.8 does not find the button whose picture is at a point: as many as have words tell.
    assert sum(is_on_top(window, node) for node in stops.values()) > len(stops) / 3, "the place of a widget does not tell it"
    assert len(stops) > 2, stops
    assert not missed, f"{title}: Tab never comes to {missed}"


def check(program, focus, window, title):
    print(f"# {title}: {check_names(program, window)} widgets shown")
    check_reach(program, focus, window, title)


def start_sample(program):
    program.press("push button", "Start the sample")
    window = program.window("Synthetic gold")
    program.wait_text("Playing", window)
    program.key("space", window="Synthetic gold")
    program.wait_text("Paused", window)
    return window


def test_session_window(folder):
    focus = Focus()
    with desktop.open_program(folder) as program:
        window = start_sample(program)
        check(program, focus, window, "Synthetic gold")
        assert program.quit() == 0


def test_main_window(folder):
    focus = Focus()
    with desktop.open_program(folder) as program:
        check(program, focus, program.window("BackTrade"), "^BackTrade$")
        session = start_sample(program)
        program.key("ctrl+w", window="Synthetic gold")
        program.wait_closed("Synthetic gold")
        del session
        check(program, focus, program.window("BackTrade"), "^BackTrade$")
        assert program.quit() == 0


def test_dialogs(folder):
    focus = Focus()
    with desktop.open_program(folder) as program:
        start_sample(program)
        for key, title in (("ctrl+n", "New session"), ("ctrl+comma", "Preferences")):
            program.key(key, window="^BackTrade$")
            window = program.window(title)
            program.activate(title)
            check(program, focus, window, title)
            program.key("Escape", window=title)
            program.wait_closed(title)
        assert program.quit() == 0


if __name__ == "__main__":
    sys.exit(
        desktop.run(
            [
                ("/desktop/accessibility/session-window", test_session_window),
                ("/desktop/accessibility/main-window", test_main_window),
                ("/desktop/accessibility/dialogs", test_dialogs),
            ]
        )
    )
