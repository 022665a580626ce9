#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The BackTrade authors
"""A real year of gold, in the window: a session from a past Monday, an order whose stop is moved, its end at speed; then the exported
session is verified, and one whose journal was changed is not. Needs the shared market data."""

import json
import os
import subprocess
import sys
import zipfile

import desktop
from session_steps import candle, count_of, number, set_protection

NAME = "Real gold"
START = "2024-03-04 08:00"
STOP, MOVED_STOP, TARGET = 2080.00, 2081.00, 2095.00


def run_cli(folder, *arguments):
    command = [os.environ["BACKTRADE_CLI"], "--data-dir", str(folder / "data"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def create_session(program, window):
    program.press("push button", "New session", window)
    dialog = program.window("New session")
    program.find("text", "Name", window=dialog).queryEditableText().setTextContents(NAME)
    row = program.find("list item", "From", window=dialog)
    field = next(node for node in desktop.walk(row) if node.getRoleName() == "text")
    field.queryEditableText().setTextContents(START)
    program.wait_text("Ready", dialog)
    program.press("push button", "Create", dialog)
    program.wait_closed("New session")
    program.activate(f"^{NAME}")
    return program.window(NAME)


def set_speed(program, window, title, name):
    """Goes up or down with the keys until the speed of that name is chosen."""
    names = ["0.5", "1", "2", "3", "5", "10", "15", "20", "30", "50", "100", "300", "1000"]
    speeds = program.find("combo box", "Speed of play", window=window)

    def shown():
        labels = [node.name for node in desktop.walk(speeds) if node.getRoleName() == "label"]
        return next((label.split(" ")[0] for label in labels if label.endswith("bars/s")), "max")

    for _ in range(20):
        now = shown()
        if now == name:
            return
        is_below = now != "max" and names.index(now) < names.index(name)
        program.key("plus" if is_below else "minus", window=title)
        desktop.wait_for(lambda: shown() != now, f"another speed than {now}")
    raise desktop.Missing(f"no speed {name}")


def move_stop(program, window):
    """Opens what changes a position and gives the stop another price there; the ticket has a field of the same name."""

    def inside(role, name):
        return [node for node in program.find_all(role, name, window=window) if is_in_editor(node)]

    program.press("push button", "Change the position", window)
    field = desktop.wait_for(lambda: inside("spin button", "Stop"), "the editor's stop")[0]
    field.queryValue().currentValue = MOVED_STOP
    inside("push button", "Change stop and target")[0].queryAction().doAction(0)


def is_in_editor(node):
    while node is not None and node.getRoleName() != "application":
        if node.name == "Change the position" and node.getRoleName() != "push button":
            return True
        node = node.parent
    return False


def change_byte(source, target):
    """Copies an exported session with one byte of its journal changed: a digit of the first order's stop."""
    with zipfile.ZipFile(source) as archive, zipfile.ZipFile(target, "w") as copy:
        for entry in archive.infolist():
            content = archive.read(entry)
            if entry.filename == "journal.jsonl":
                assert b"2080" in content, content
                content = content.replace(b"2080", b"2070", 1)
            copy.writestr(entry.filename, content)


def check_export(folder):
    """The session's figures add up, its file is verified, and a changed one is not."""
    sessions = json.loads(run_cli(folder, "--json", "session", "list").stdout)
    identity = sessions[0]["id"] if isinstance(sessions, list) else sessions["sessions"][0]["id"]
    result = json.loads(run_cli(folder, "--json", "session", "show", identity).stdout)
    good, bad = folder / "gold.btsession", folder / "changed.btsession"
    export = run_cli(folder, "session", "export", identity, str(good))
    assert export.returncode == 0, export
    verified = run_cli(folder, "verify", str(good))
    assert verified.returncode == 0 and "Verified" in verified.stdout, verified
    change_byte(good, bad)
    refused = run_cli(folder, "verify", str(bad))
    assert refused.returncode == 1 and "record 1" in refused.stdout + refused.stderr, refused
    return result


def test_real_gold(folder):
    path = desktop.shared_file("derived-fullyear", "XAUUSD_M1_2024_mt5.csv.xz")
    if path is None:
        return "the shared market data is not here"
    with desktop.open_program(folder, str(path)) as program:
        main = program.window("BackTrade")
        program.wait_text("355\u2009910", main)
        window = create_session(program, main)
        title = f"^{NAME}"
        program.wait_text("Candle 0 of", window)
        set_speed(program, window, title, "10")
        program.key("space", window=title)
        desktop.wait_for(lambda: candle(program, window) > 2, "candles at ten a second")
        program.key("space", window=title)
        program.wait_text("Paused", window)
        set_protection(program, window, title, "Stop", STOP)
        set_protection(program, window, title, "Target", TARGET)
        # Bought while it plays; the pause is the next key, as the target is an afternoon away.
        program.key("space", "b", "space", window=title)
        desktop.wait_for(lambda: count_of(program, window, "Positions") == 1, "a position")
        program.wait_text("Paused", window)
        move_stop(program, window)
        program.wait_text("2 commands saved", window)
        program.wait_text("2081.00", window)
        program.key("Escape", window=title)
        set_speed(program, window, title, "1000")
        program.key("space", window=title)
        desktop.wait_for(lambda: count_of(program, window, "Trades") == 1, "the stop or target")
        program.wait_text("Paused", window)
        balance = number(program.wait_text("Balance ", window).split("Balance ")[1])
        assert program.quit() == 0
    result = check_export(folder)
    ledger = sum(float(entry["amount"]) for entry in result["ledger"])
    assert abs(ledger - balance) < 0.005, (ledger, balance)
    print(f"# {len(result['ledger'])} entries of the ledger add up to the balance of {balance:.2f}")
    return None


if __name__ == "__main__":
    sys.exit(desktop.run([("/desktop/real-gold", test_real_gold)]))
