#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The BackTrade authors
"""Thirty sessions with a window and a chart each that play at 10× at once in the real program: what all of them need of the processor, and
the slowest frame."""

import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "ui"))
import desktop  # noqa: E402

SESSIONS = 30
SECONDS = 15
ROWS = 60_000


def write_candles(path):
    with open(path, "w", encoding="utf-8") as file:
        file.write("time,open,high,low,close,volume\n")
        price = 110000
        state = 7
        for minute in range(ROWS):
            day, rest = divmod(minute, 1440)
            moves = []
            for _ in range(3):
                state = (state * 1664525 + 1013904223) % 2**32
                moves.append((state >> 16) % 21 - 10)
            o, c = price, price + moves[0]
            h, l = max(o, c) + abs(moves[1]), min(o, c) - abs(moves[2])
            price = c
            prices = ",".join(f"{value / 100000:.5f}" for value in (o, h, l, c))
            file.write(f"2024-{day // 28 + 1:02}-{day % 28 + 1:02}T{rest // 60:02}:{rest % 60:02}:00Z,{prices},{10 + state % 50}\n")


def cpu_seconds(pid):
    """Returns what a process has used of the processors so far."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def run_cli(data, *arguments):
    command = [os.environ["BACKTRADE_CLI"], "--data-dir", str(data), *arguments]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout.strip()


def main_window(program):
    return desktop.wait_for(lambda: next((node for node in program.windows() if node.name == "BackTrade"), None), "the main window")


def buttons(program):
    return program.find_all("push button", contains="Continue", window=main_window(program))


def open_all(program):
    """Opens the windows of all sessions from their cards."""
    titles = []
    for number in range(SESSIONS):
        name = f"Session {number + 1:02}"
        # Its name stands in the field of the search alone: the only card that is left is its.
        field = program.find(name="Search sessions", window=main_window(program))
        field.queryEditableText().setTextContents(name)
        desktop.wait_for(lambda: len(buttons(program)) == 1, f"the card of {name} alone")
        buttons(program)[0].queryAction().doAction(0)
        program.window(name)
        titles.append(f"^{name}")
    return titles


def main():
    with tempfile.TemporaryDirectory(prefix="backtrade-bench-") as folder:
        folder = pathlib.Path(folder)
        data = folder / "data"
        candles = folder / "EURUSD_M1.csv"
        log = folder / "log"
        write_candles(candles)
        run_cli(data, "import", str(candles))
        for number in range(SESSIONS):
            run_cli(data, "session", "new", "--symbol", "EURUSD", "--start", "2024-01-10", "--name", f"Session {number + 1:02}")
        with desktop.open_program(folder, log=log, environment={"G_MESSAGES_DEBUG": "bt-frames"}) as program:
            for title in open_all(program):
                # From 1× by way of 2, 3 and 5.
                program.key(*["plus"] * 4, "space", window=title)
            before = cpu_seconds(program.process.pid)
            began = time.monotonic()
            time.sleep(SECONDS)
            used = (cpu_seconds(program.process.pid) - before) / (time.monotonic() - began)
            program.quit()
        found = re.findall(r"frames (\d+) longest (\d+) ms slowest (\d+) us", log.read_text(encoding="utf-8"))
    assert len(found) >= SESSIONS, found
    slowest = sorted(int(micros) / 1000 for _, _, micros in found)
    print(f"{SESSIONS} sessions at 10x, a window each: {used * 100:.0f} % of one processor, slowest frame {slowest[-1]:.1f} ms "
          f"(median of the windows' slowest {statistics.median(slowest):.1f} ms)")


if __name__ == "__main__":
    main()
