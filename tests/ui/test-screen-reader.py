#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The BackTrade authors
"""A whole trade by what a screen reader is told alone: roles, names, states, actions, keys, and what is spoken when the focus moves or
is described anew. No place on the screen, no picture, no mouse."""

import subprocess
import sys
import time

import desktop
from gi.repository import GLib
from session_steps import price_of

pyatspi = desktop.pyatspi

DEADLINE_SECONDS = desktop.DEADLINE_SECONDS
# States that are spoken with a control.
SPOKEN_STATES = {
    "checked": pyatspi.STATE_CHECKED,
    "pressed": pyatspi.STATE_PRESSED,
    "selected": pyatspi.STATE_SELECTED,
    "expanded": pyatspi.STATE_EXPANDED,
    "invalid": pyatspi.STATE_INVALID_ENTRY,
}


def content(node):
    """Returns what is read of a row or a group: the texts inside."""
    words = []
    for part in desktop.walk(node):
        try:
            if part.getRoleName() == "label" and part.name:
                words.append(part.name)
        except Exception:  # it went away while it was looked at
            continue
    return ", ".join(words)


def speech(node):
    """Returns what a screen reader says when it comes to a widget."""
    parts = [node.name or content(node), node.getRoleName()]
    try:
        parts.append(f"{node.queryValue().currentValue:.10g}")
    except NotImplementedError:
        pass
    parts += [word for word, state in SPOKEN_STATES.items() if node.getState().contains(state)]
    parts.append(node.description)
    return "; ".join(part for part in parts if part)


def has_focus(node):
    try:
        return node.getState().contains(pyatspi.STATE_FOCUSED)
    except Exception:  # it went away while it was looked at
        return False


class Reader:
    """Says what it hears of a program."""

    def __init__(self, program):
        self.program = program
        self.focus = None
        self.heard = []
        registry = pyatspi.Registry
        registry.registerEventListener(self.moved, "object:state-changed:focused")
        registry.registerEventListener(self.described, "object:property-change:accessible-description")
        registry.registerEventListener(self.switched, "object:state-changed:checked")
        registry.registerEventListener(self.came_up, "object:state-changed:active")

    def say(self, text):
        print(f"# hears: {text}", flush=True)
        self.heard.append(text)

    def moved(self, event):
        if event.detail1:
            self.look_at(event.source)

    def look_at(self, node):
        try:
            self.say(speech(node))
            self.focus = node
        except Exception:  # GTK 4.8 tells of the first focus of a window before anybody can ask for it
            self.focus = None

    def described(self, event):
        if event.source == self.focus and event.any_data:
            self.say(event.any_data)

    def switched(self, event):
        if event.source == self.focus:
            self.say("checked" if event.detail1 else "not checked")

    def came_up(self, event):
        """A window is named, and then what has the focus in it, which GTK 4.8 does not tell of itself."""
        if not event.detail1:
            return
        self.say(f"{event.source.name}; window")
        focused = next((node for node in desktop.walk(event.source) if has_focus(node)), None)
        if focused is not None:
            self.look_at(focused)

    def wait(self, condition, what):
        """Listens until a condition holds, and returns what it returned."""
        end = time.monotonic() + DEADLINE_SECONDS
        context = GLib.MainContext.default()
        while not (value := condition()):
            self.program.check_alive()
            if time.monotonic() > end:
                raise desktop.Missing(f"never heard {what}; the last: {self.heard[-8:]}")
            if not context.iteration(False):
                time.sleep(0.005)
        return value

    def hear(self, *words):
        """Waits for something that is said with all of these words since the last key."""
        return self.wait(lambda: self.find(words), words)

    def find(self, words):
        return next((text for text in self.heard if all(word in text for word in words)), None)

    def press(self, *keys):
        """Presses keys; what was said before is forgotten."""
        context = GLib.MainContext.default()
        while context.iteration(False):
            pass
        self.heard = []
        print(f"# presses {' '.join(keys)}", flush=True)
        self.program.key(*keys)

    def type(self, text):
        """Writes over what is in a field."""
        names = {".": "period", ":": "colon", " ": "space", "-": "minus"}
        self.press("ctrl+a", *[names.get(letter, letter) for letter in text])

    def tab_to(self, *words, key="Tab", most=60):
        """Presses Tab until the focus is on what is called by these words."""
        for _ in range(most):
            self.press(key)
            self.wait(lambda: self.heard, "the next control")
            if self.find(words):
                return self.find(words)
        raise desktop.Missing(f"{key} never comes to {words}")

    def table_to(self, *words):
        """Goes from table to table until the row that is come to says these words."""
        for _ in range(10):
            self.press("F6")
            # An empty table has the focus itself.
            self.wait(lambda: self.find(["table row"]) or self.find(["; list"]) or self.find(["; text"]), "the next table")
            if self.find(words):
                return self.find(words)
        raise desktop.Missing(f"no table has a row with {words}")

    def do(self, role, name, window):
        """Does the action of a widget that the reader found in its list of the window's widgets."""
        self.heard = []
        print(f"# does {name}", flush=True)
        self.program.press(role, name, window)


def begin(program, reader):
    """Starts the sample and pauses it."""
    reader.do("push button", "Start the sample", program.window("BackTrade"))
    reader.hear("Synthetic gold", "window")
    reader.hear("XAUUSD M5 chart", "image")
    reader.hear("candles in view", "No open position")
    reader.press("space")
    reader.hear("Paused")
    return program.window("Synthetic gold")


def walk_candles(reader):
    """Goes back over candles; each is spoken."""
    spoken = set()
    for _ in range(3):
        reader.press("ctrl+Left")
        spoken.add(reader.hear("open ", "high ", "low ", "close "))
    assert len(spoken) == 3, spoken
    reader.press("Escape")
    reader.hear("candles in view")


def fill_ticket(program, reader, window):
    """Chooses a market order, writes size, stop and target by keys, and meets a refusal on the way; returns the ask."""
    reader.press("o")
    reader.hear("Buy limit 0.10 at ")
    reader.press("shift+o")
    reader.hear("Buy 0.10 at market")
    ask = price_of(program, window, "Buy")
    reader.press("q")
    reader.hear("Size; spin button; 0.1")
    reader.type("0.20")
    reader.tab_to("Stop; check box")
    reader.press("space")
    reader.hear("checked")
    reader.press("Tab")
    reader.hear("Stop; spin button")
    reader.type(f"{ask + 50:.2f}")
    reader.press("Tab")
    refusal = reader.hear(f"{ask + 50:.2f} is on the wrong side")
    reader.press("shift+Tab")
    assert refusal in reader.hear("Stop; spin button"), reader.heard
    # It says so again to who sends it all the same.
    reader.press("ctrl+Return")
    reader.hear("wrong side")
    reader.type(f"{ask - 3:.2f}")
    reader.tab_to("Target; check box")
    reader.press("space")
    reader.hear("checked")
    reader.press("Tab")
    reader.hear("Target; spin button")
    reader.type(f"{ask + 40:.2f}")
    return ask


def place(reader, ask):
    """Hears what the order would cost and bring, sends it, and hears of its fill."""
    estimate = reader.tab_to("Buy 0.20 at market", "push button")
    for words in ("0.20 lot", "Stop, 300 points", "−60", f"Target at {ask + 40:.2f}", "Margin", "Spread + commission"):
        assert words in estimate, (words, estimate)
    reader.press("Return")
    reader.hear(f"Bought 0.20 at {ask:.2f}")


def follow(program, reader, window):
    """Follows the profit in the table of positions and in the chart's summary, to the stop."""
    reader.press("F6")
    reader.hear("table row", "Side Buy", "Lots 0.20", "Result ")
    reader.press("shift+Tab")
    reader.tab_to("XAUUSD M5 chart", key="shift+Tab")
    reader.press("Right")
    first = reader.hear("candles in view", "Buy 0.20")
    reader.press("Right")
    assert reader.hear("candles in view", "Buy 0.20") != first
    reader.press("space")
    reader.hear("Playing")
    reader.hear("Closed 0.20 at ", "(stop loss)", "−60")


def test_trade(folder):
    # Who does not see the chart has no pointer on it: a candle under one is described too.
    subprocess.run(["xdotool", "mousemove", "0", "0"], check=True)
    with desktop.open_program(folder) as program:
        reader = Reader(program)
        window = begin(program, reader)
        walk_candles(reader)
        ask = fill_ticket(program, reader, window)
        place(reader, ask)
        follow(program, reader, window)

        # The trade in its table.
        reader.table_to("table row", "Entry", "Exit 17", "Ended by stop loss", "Result −60.00")

        # Another one, closed by the action of its row.
        reader.press("b")
        reader.hear("Bought 0.20 at ")
        reader.table_to("table row", "Side Buy", "Now 17")
        reader.do("push button", "Close the position", window)
        reader.hear("Closed 0.20 at ")

        reader.do("push button", "Report", window)
        reader.hear("Report", "window")
        texts = program.texts(program.window("Report"))
        assert "Net result" in texts and "Verified" in texts, texts
        loss = next(text for text in texts if text.startswith("−6") and text != "−60.00")
        assert texts[texts.index("Net result") + 1] == loss, texts
        assert program.quit() == 0


if __name__ == "__main__":
    sys.exit(desktop.run([("/desktop/screen-reader/trade", test_trade)]))
