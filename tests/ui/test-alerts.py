#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The BackTrade authors
"""Alerts, notes, the log and the keys as a user has them: an alert that pauses the play and is armed again by going back, a note that
survives the end of the program, a log that is searched, a key that is changed while the window is open."""

import os
import subprocess
import sys

import desktop
from session_steps import count_of, price_of

TITLE = "Synthetic gold"


def open_sample(program):
    """Starts the sample and pauses it; returns its window."""
    program.press("push button", "Start the sample")
    window = program.window(TITLE)
    program.wait_text("Playing", window)
    program.key("space", window=TITLE)
    program.wait_text("Paused", window)
    return window


def show_tab(program, window, name):
    program.click(program.find("page tab", name, window=window), TITLE)


def look(program):
    """Keeps a picture of the screen where one is asked for."""
    program.screenshot(os.environ.get("BACKTRADE_SCREENSHOT"))


def test_alert(folder):
    with desktop.open_program(folder) as program:
        window = open_sample(program)
        price = price_of(program, window, "Buy")
        program.key("a", window=TITLE)
        editor = program.window("New alert")
        # Close to the quote, where the sample comes to soon.
        program.set_value("Level", round(price - 0.3, 2), editor)
        desktop.wait_for(lambda: any("Bid crosses" in text for text in program.texts(editor)), "what the alert is, in words")
        look(program)
        # There is nobody on this bus who would show it.
        program.click(program.find("list item", "Notify the desktop", window=editor), "New alert")
        program.find("push button", contains="Save", window=editor).queryAction().doAction(0)
        program.wait_closed("New alert")
        desktop.wait_for(lambda: count_of(program, window, "Alerts") == 1, "the alert")
        show_tab(program, window, "Alerts")
        program.wait_text("Watching", window)
        look(program)

        # At any speed play stops where it fires; one candle back it watches again.
        program.key(*["plus"] * 8, window=TITLE)
        program.key("space", window=TITLE)
        program.wait_text("Fired", window, seconds=60)
        program.wait_text("Paused", window)
        look(program)
        program.key("Left", window=TITLE)
        program.wait_text("Watching", window)
        program.key("Right", window=TITLE)
        program.wait_text("Fired", window)

        # What happened is in the log, and is found there.
        show_tab(program, window, "Log")
        program.wait_text("Alert", window)
        search = program.find(name="Search the log", window=window)
        search.queryEditableText().setTextContents("crosses")
        desktop.wait_for(lambda: not any(text == "Gone back" for text in program.texts(window)), "the other lines gone")
        look(program)

        # Taken away, and brought back.
        show_tab(program, window, "Alerts")
        program.press("push button", "Delete the alert", window)
        desktop.wait_for(lambda: count_of(program, window, "Alerts") == 0, "no alert")
        program.press("push button", "Undo", window)
        desktop.wait_for(lambda: count_of(program, window, "Alerts") == 1, "the alert again")
        assert not program.warnings(), program.warnings()


def test_note(folder):
    with desktop.open_program(folder) as program:
        window = open_sample(program)
        program.key("n", window=TITLE)
        desktop.wait_for(lambda: count_of(program, window, "Notes") == 1, "the note")
        subprocess.run(["xdotool", "type", "--delay", "20", "breakout failed"], check=True)
        program.wait_text("breakout failed", window)
        look(program)
        program.kill()
    with desktop.open_program(folder) as program:
        # What was open is opened again.
        window = program.window(TITLE)
        desktop.wait_for(lambda: count_of(program, window, "Notes") == 1, "the note that was kept")
        show_tab(program, window, "Notes")
        program.wait_text("breakout failed", window)
        assert not program.warnings(), program.warnings()


def test_key(folder):
    with desktop.open_program(folder) as program:
        window = open_sample(program)
        program.key("ctrl+comma", window=TITLE)
        preferences = program.window("Preferences")
        program.click(program.find("page tab", "Keyboard", window=preferences), "Preferences")
        search = program.find(name="Search what a key does", window=preferences)
        search.queryEditableText().setTextContents("Play and pause")
        look(program)
        program.click(program.find("list item", "Play and pause", window=preferences), "Preferences")
        capture = program.window("Change a key")
        # B is taken: it says by what, and nothing changes until that is meant.
        program.key("b", window="Change a key")
        program.wait_text("This key is “Buy” now", capture)
        look(program)
        program.key("k", window="Change a key")
        program.wait_closed("Change a key")
        program.wait_text("K", preferences)
        program.key("Escape", window="Preferences")
        program.wait_closed("Preferences")
        program.key("k", window=TITLE)
        program.wait_text("Playing", window)
        program.key("k", window=TITLE)
        program.wait_text("Paused", window)
        program.key("ctrl+question", window=TITLE)
        keys = program.window("Keyboard shortcuts")
        program.wait_text("Note at the candle", keys)
        look(program)
        # What is typed is searched; Escape takes that back, then the window away.
        program.key(*"pause", window="Keyboard shortcuts")
        desktop.wait_for(lambda: "Note at the candle" not in program.texts(keys), "what was searched")
        program.wait_text("Play and pause", keys)
        program.key("Escape", "Escape", window="Keyboard shortcuts")
        program.wait_closed("Keyboard shortcuts")
        assert not program.warnings(), program.warnings()


sys.exit(desktop.run([("alert", test_alert), ("note", test_note), ("key", test_key)]))
