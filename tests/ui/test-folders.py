#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The BackTrade authors
"""What the program does with data folders: one desktop at a time in each, and folders that it must not touch."""

import os
import random
import re
import shutil
import sqlite3
import subprocess
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


def without_power(command):
    """Returns a command that runs another one without root's right to write everywhere, or None where that cannot be had."""
    if os.geteuid() != 0:
        return command
    limited = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", *command]
    probe = [*limited[:2], "true"]
    return limited if shutil.which("setpriv") and subprocess.run(probe, check=False).returncode == 0 else None


def test_read_only_folder(folder):
    command = without_power([os.environ["BACKTRADE_PROGRAM"], "--data-dir", str(folder / "data")])
    if command is None:
        return "root can write everywhere"
    (folder / "data").mkdir(mode=0o500)
    with desktop.Desktop(*command) as program:
        program.wait_text("--data-dir FOLDER")
        program.wait_text(str(folder / "data"))
        assert program.quit() == 0
    assert not list((folder / "data").iterdir())
    (folder / "data").chmod(0o700)
    return None


def write_rows(path, rows):
    with open(path, "w", encoding="utf-8") as file:
        # What cannot be packed well, so that few rows take much room.
        noise = random.Random(7)
        file.write("time,open,high,low,close,volume\n")
        for minute in range(rows):
            day, rest = divmod(minute, 1440)
            price = 1000 + noise.randrange(7000)
            file.write(
                f"{2010 + day // 336}-{day // 28 % 12 + 1:02}-{day % 28 + 1:02}T{rest // 60:02}:{rest % 60:02}:00Z,"
                f"1.{price},1.{price + noise.randrange(20, 900)},1.{price - noise.randrange(20, 900):04},1.{price + 7},{noise.randrange(10**9)}\n"
            )


def test_full_disk(folder):
    """An import for which the disk is too small leaves nothing behind, and the program goes on."""
    (folder / "data").mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=22m", "tmpfs", str(folder / "data")]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        return "a small disk cannot be mounted here"
    try:
        large, small = folder / "EURUSD_M1_large.csv", folder / "EURUSD_M1_small.csv"
        write_rows(large, 700_000)
        write_rows(small, 1000)
        with desktop.open_program(folder, str(large)) as program:
            program.wait_text("EURUSD_M1_large.csv was not imported")
            said = program.wait_text("disk is full")
            assert str(folder / "data") in said or "data folder" in said, said
            program.dismiss("EURUSD_M1_large.csv was not imported")
            window = program.window("BackTrade")
            program.wait_text("0 datasets", window)
            # Once there is room, the same program goes on.
            subprocess.run(["mount", "-o", "remount,size=64m", str(folder / "data")], check=True)
            desktop.open_program(folder, str(small)).process.wait(desktop.DEADLINE_SECONDS)
            program.wait_text("1 dataset ", window)
            assert program.quit() == 0
    finally:
        subprocess.run(["umount", str(folder / "data")], check=True)
    return None


def test_damaged_chunk(folder):
    """A flipped byte in the candles is told with the dataset and the range when a session is made of them; the rest stays."""
    path = folder / "EURUSD_M1.csv"
    write_rows(path, 5000)
    command = [os.environ["BACKTRADE_CLI"], "--data-dir", str(folder / "data"), "import", str(path)]
    subprocess.run(command, capture_output=True, check=True)
    with sqlite3.connect(folder / "data" / "backtrade.db") as database:
        rowid, body = database.execute("SELECT rowid, candles FROM chunks ORDER BY rowid DESC LIMIT 1").fetchone()
        middle = len(body) // 2
        flipped = body[:middle] + bytes([body[middle] ^ 1]) + body[middle + 1:]
        database.execute("UPDATE chunks SET candles = ? WHERE rowid = ?", (flipped, rowid))
    with desktop.open_program(folder) as program:
        window = program.window("BackTrade")
        program.wait_text("1", window)
        program.key("ctrl+n", window="^BackTrade$")
        dialog = program.window("New session")
        program.wait_text("Ready", dialog)
        program.press("push button", "Create", dialog)
        said = program.wait_text("damaged")
        assert "EURUSD M1" in said and re.search(r"20\d\d-\d\d-\d\d", said), said
        assert program.quit() == 0


if __name__ == "__main__":
    sys.exit(
        desktop.run(
            [
                ("/desktop/folders/second-start", test_second_start_shows_first),
                ("/desktop/folders/held", test_held_folder),
                ("/desktop/folders/future", test_future_database),
                ("/desktop/folders/damaged", test_damaged_database),
                ("/desktop/folders/read-only", test_read_only_folder),
                ("/desktop/folders/full-disk", test_full_disk),
                ("/desktop/folders/damaged-chunk", test_damaged_chunk),
            ]
        )
    )
