#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The BackTrade authors
"""What the program does with data folders: one desktop at a time in each, and folders that it must not touch."""

import os
import sqlite3
import sys

import desktop


def test_second_start_shows_first(folder):
    with desktop.open_program(folder) as first:
        first.find("push button", "Start the sample")
        second = desktop.open_program(folder)
        assert second.process.wait(desktop.DEADLINE_SECONDS) == 0
        assert first.process.poll() is None
        # Another folder is another program.
        (folder / "other").mkdir()
        with desktop.open_program(folder / "other") as other:
            other.find("push button", "Start the sample")
            assert other.quit() == 0
        assert first.quit() == 0


def test_held_folder(folder):
    """Two desktops that do not know of each other: the second came by another name of the folder."""
    (folder / "alias").symlink_to(folder)
    with desktop.open_program(folder) as first:
        first.find("push button", "Start the sample")
        with desktop.open_program(folder / "alias") as second:
            second.wait_text("Another BackTrade works in this data folder")
            second.wait_text(str(folder / "alias" / "data"))
            assert first.quit() == 0
            # Once the other is gone, trying again opens the folder.
            second.press("push button", "Try again")
            second.find("push button", "Start the sample")
            assert second.quit() == 0


def refuse(folder, expected):
    """Starts on a folder with a database that must stay as it is."""
    path = folder / "data" / "backtrade.db"
    before = path.read_bytes()
    with desktop.open_program(folder) as program:
        program.wait_text(expected)
        program.wait_text(str(folder / "data"))
        assert program.quit() == 0
    assert path.read_bytes() == before


def test_future_database(folder):
    with desktop.open_program(folder) as program:
        program.find("push button", "Start the sample")
        assert program.quit() == 0
    with sqlite3.connect(folder / "data" / "backtrade.db") as database:
        database.execute("PRAGMA user_version = 999999")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    refuse(folder, "newer BackTrade")


def test_damaged_database(folder):
    (folder / "data").mkdir()
    (folder / "data" / "backtrade.db").write_bytes(b"This is no database.\n" * 500)
    refuse(folder, "damaged")


def test_read_only_folder(folder):
    if os.geteuid() == 0:
        return "root can write everywhere"
    (folder / "data").mkdir(mode=0o500)
    with desktop.open_program(folder) as program:
        program.wait_text("--data-dir FOLDER")
        assert program.quit() == 0
    (folder / "data").chmod(0o700)
    return None


if __name__ == "__main__":
    sys.exit(
        desktop.run(
            [
                ("/desktop/folders/second-start", test_second_start_shows_first),
                ("/desktop/folders/held", test_held_folder),
                ("/desktop/folders/future", test_future_database),
                ("/desktop/folders/damaged", test_damaged_database),
                ("/desktop/folders/read-only", test_read_only_folder),
            ]
        )
    )
