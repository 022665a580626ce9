#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The BackTrade authors
"""Practising blind in the real program: nothing that is shown or told names the market, its dates or its prices, until they are revealed."""

import os
import re
import subprocess
import sys

import desktop
from session_steps import count_of

TITLE = "^Blind practice"
# The sample is of gold near 1,740 in November 2023 and later.
TELLING = re.compile(r"XAU|[Gg]old|20[12]\d|\b1[67]\d\d\.\d\d|(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b")


def make_session(folder):
    """Has the program make its sample, and a blind session on it."""
    with desktop.open_program(folder) as program:
        program.press("push button", "Start the sample")
        window = program.window("Synthetic gold")
        program.wait_text("Playing", window)
        program.key("space", window="Synthetic gold")
        program.wait_text("Paused", window)
        program.key("ctrl+w", window="Synthetic gold")
        program.wait_closed("Synthetic gold")
        assert program.quit() == 0
    command = [os.environ["BACKTRADE_CLI"], "--data-dir", str(folder / "data"), "session", "new", "--symbol", "XAUUSD",
               "--random-start", "--random-seed", "7", "--blind", "--name", "Blind practice"]
    subprocess.run(command, check=True, capture_output=True)


def told(program, window):
    """Returns every text and name of a window."""
    texts = set(program.texts(window))
    for node in program.find_all(window=window):
        try:
            texts.update((node.name, node.description))
        except Exception:  # a message went away while it was looked at
            continue
    return {text for text in texts if text}


def telling(program, window):
    """Returns those that tell what is hidden; when it was played last is no secret."""
    return sorted(text for text in told(program, window) if TELLING.search(text) and not text.startswith("Played "))


def test_blind(folder):
    make_session(folder)
    with desktop.open_program(folder) as program:
        main = desktop.wait_for(lambda: next((node for node in program.windows() if node.name == "BackTrade"), None), "the main window")
        card = program.find(contains="Blind practice", window=main)
        while card.getRoleName() not in ("list item", "table cell"):
            card = card.parent
        assert not telling(program, card), telling(program, card)
        next(node for node in desktop.walk(card) if node.name == "Continue").queryAction().doAction(0)
        window = program.window("Blind practice")
        program.activate(TITLE)
        program.key("Right", "Right", "b", window=TITLE)
        desktop.wait_for(lambda: count_of(program, window, "Positions") == 1, "a position")
        program.key("Right", "Right", window=TITLE)
        program.wait_text("Day ", window)
        assert not telling(program, window), telling(program, window)
        assert program.quit() == 0


if __name__ == "__main__":
    sys.exit(desktop.run([("/desktop/blind/nothing-tells", test_blind)]))
