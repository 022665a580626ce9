#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The BackTrade authors
"""Edits an instrument of a dataset in the real program: faults stand at their fields, and hours that change reach the report."""

import os
import subprocess
import sys

import desktop


def write_gold(path):
    """Writes a day of gold that ends an hour before the market does, and its next evening."""
    rows = ["time,open,high,low,close,volume"]
    for day, first, last in ((8, 23 * 60, 24 * 60), (9, 0, 21 * 60), (9, 23 * 60, 24 * 60)):
        for minute in range(first, last):
            price = 2000 + minute % 7
            rows.append(f"2024-01-{day:02}T{minute // 60:02}:{minute % 60:02}:00Z,{price},{price + 1},{price - 1},{price},5")
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")


def find_field(program, title, window):
    return program.find("text", title, window=window)


def type_over(program, title, text, window):
    """Replaces what stands in a field."""
    find_field(program, title, window).queryEditableText().setTextContents(text)
    desktop.wait_for(lambda: program.text(find_field(program, title, window)) == text, f"“{text}” in “{title}”")


def show(program, name):
    """Keeps a picture of the screen where one was asked for."""
    folder = os.environ.get("BACKTRADE_PICTURES")
    if folder:
        subprocess.run(["import", "-window", "root", os.path.join(folder, f"{name}.png")], check=False)


def test_edit(folder):
    path = folder / "XAUUSD_M1.csv"
    write_gold(path)
    with desktop.open_program(folder, str(path)) as program:
        window = program.window("BackTrade")
        program.wait_text("imported", window)
        program.wait_text("Held against the trading hours: Sun 18:00-Fri 17:00, break 17:00-18:00", window)
        program.wait_text("Candles missing while the market is open", window)
        show(program, "data-page")
        program.press("push button", "Change the instrument", window)
        editor = program.window("Instruments")
        program.wait_text("XAUUSD", editor)
        assert program.text(find_field(program, "Units in a lot", editor)) == "100"
        show(program, "editor")
        type_over(program, "Largest size, lots", "0.001", editor)
        program.wait_text("Below the smallest size", editor)
        type_over(program, "Largest size, lots", "20", editor)
        type_over(program, "Trading hours", "Sun 18:00-Fri 16:00", editor)
        program.wait_text("the trading hours name no zone", editor)
        show(program, "editor-fault")
        type_over(program, "Trading hours", "Sun 18:00-Fri 16:00, break 16:00-18:00 America/New_York", editor)
        program.press("push button", "Save", editor)
        desktop.wait_for(lambda: not program.find("push button", "Save", window=editor).getState().contains(desktop.pyatspi.STATE_SENSITIVE), "end of saving")
        program.key("Escape", window="Instruments")
        program.wait_closed("Instruments")
        show(program, "data-page-closed")
        # The day ends when these hours say so: nothing is missing any more.
        program.wait_text("No candle is missing while the market is open", window, 15)
        show(program, "data-page-after")
        assert program.quit() == 0
    shown = subprocess.run(
        [os.environ["BACKTRADE_CLI"], "--data-dir", str(folder / "data"), "instrument", "show", "XAUUSD"],
        capture_output=True, text=True, check=True,
    ).stdout
    assert "volume_max=20\n" in shown and "break 16:00-18:00" in shown, shown


if __name__ == "__main__":
    sys.exit(desktop.run([("edit", test_edit)]))
