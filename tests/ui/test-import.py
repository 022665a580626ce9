#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The BackTrade authors
"""Imports files in the real program: a real one when the shared data is there, a small one, and ones that cannot be."""

import os
import pathlib
import sys

import desktop

THIN = "\u2009"


def shared_file(*parts):
    roots = [os.environ.get("BACKTRADE_SHARED"), pathlib.Path(__file__).resolve().parents[2].parent / "shared"]
    for root in roots:
        path = pathlib.Path(root, "data", *parts) if root else None
        if path and path.exists():
            return path
    return None


def test_real_year(folder):
    path = shared_file("derived-fullyear", "XAUUSD_M1_2024_mt5.csv.xz")
    if path is None:
        return "the shared market data is not here"
    with desktop.open_program(folder, str(path)) as program:
        window = program.window("BackTrade")
        program.wait_text(f"355{THIN}910", window)
        texts = program.wait_text("2024-01-01 – 2024-12-31", window) and program.texts(window)
        assert any(text.startswith("XAUUSD") and "M1" in text for text in texts), texts
        assert "Coverage" in texts and "Findings" in texts, texts
        # A session can be made of it.
        program.press("push button", "New session", window)
        dialog = program.window("New session")
        program.wait_text("Ready", dialog)
        program.press("push button", "Create", dialog)
        session = program.window("XAUUSD M1")
        program.wait_text("Candle 0 of", session)
        assert program.quit() == 0
    return None


def write_small(path, first_close="2001.00"):
    rows = ["time,open,high,low,close,volume"]
    for minute in range(120):
        close = first_close if minute == 0 else "2000.50"
        rows.append(f"2024-03-04T{8 + minute // 60:02}:{minute % 60:02}:00Z,2000.00,2002.00,1999.00,{close},10")
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")


def test_small_file_twice(folder):
    path = folder / "XAUUSD_M1_small.csv"
    write_small(path)
    with desktop.open_program(folder, str(path)) as program:
        window = program.window("BackTrade")
        program.wait_text("imported", window)
        program.wait_text("1 dataset ", window)
        program.wait_text("120", window)
        assert program.quit() == 0
    with desktop.open_program(folder, str(path)) as program:
        window = program.window("BackTrade")
        program.wait_text("here already", window)
        program.wait_text("1 dataset ", window)
        assert program.quit() == 0


def test_bad_files(folder):
    bad = folder / "letter.csv"
    bad.write_text("Dear broker,\nplease find attached no prices at all.\n", encoding="utf-8")
    empty = folder / "empty.csv"
    empty.write_text("", encoding="utf-8")
    for path in (bad, empty, folder / "missing.csv"):
        with desktop.open_program(folder, str(path)) as program:
            program.wait_text(f"{path.name} was not imported")
            window = program.window("BackTrade")
            program.wait_text("0 datasets", window)
            assert program.quit() == 0


if __name__ == "__main__":
    sys.exit(
        desktop.run(
            [
                ("/desktop/import/real-year", test_real_year),
                ("/desktop/import/small-file-twice", test_small_file_twice),
                ("/desktop/import/bad-files", test_bad_files),
            ]
        )
    )
