# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The BackTrade authors
"""What the benches of the real program share: a market, sessions on it, and what the program says of the frames of its windows."""

import os
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "ui"))
import desktop  # noqa: E402

MONTHS_A_YEAR = 12
# So many have every month.
DAYS_A_MONTH = 28
# What the program says of a stretch of play when it ends.
FRAMES = re.compile(r"frames (\d+) longest (\d+) ms slowest (\d+) us busiest (\d+) us")


def write_candles(path, rows, year):
    """Writes so many candles of a minute, a walk by lot that is the same at each call."""
    with open(path, "w", encoding="utf-8") as file:
        file.write("time,open,high,low,close,volume\n")
        price = 110000
        state = 7
        for minute in range(rows):
            day, rest = divmod(minute, 1440)
            month, day = divmod(day, DAYS_A_MONTH)
            moves = []
            for _ in range(3):
                state = (state * 1664525 + 1013904223) % 2**32
                moves.append((state >> 16) % 21 - 10)
            o, c = price, price + moves[0]
            h, l = max(o, c) + abs(moves[1]), min(o, c) - abs(moves[2])
            price = max(c, 10000)
            prices = ",".join(f"{value / 100000:.5f}" for value in (o, h, l, c))
            date = f"{year + month // MONTHS_A_YEAR}-{month % MONTHS_A_YEAR + 1:02}-{day + 1:02}"
            file.write(f"{date}T{rest // 60:02}:{rest % 60:02}:00Z,{prices},{10 + state % 50}\n")


def cpu_seconds(pid):
    """Returns what a process has used of the processors so far."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def run_cli(data, *arguments):
    command = [os.environ["BACKTRADE_CLI"], "--data-dir", str(data), *arguments]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout.strip()


def main_window(program):
    return desktop.wait_for(lambda: next((node for node in program.windows() if node.name == "BackTrade"), None), "the main window")


def open_session(program, name):
    """Opens the window of a session from its card."""

    def buttons():
        return program.find_all("push button", contains="Continue", window=main_window(program))

    # Its name stands in the field of the search alone: the only card that is left is its.
    field = program.find(name="Search sessions", window=main_window(program))
    field.queryEditableText().setTextContents(name)
    desktop.wait_for(lambda: len(buttons()) == 1, f"the card of {name} alone")
    buttons()[0].queryAction().doAction(0)
    program.window(name)


def read_frames(log):
    """Returns of each stretch of play so far: frames; in ms the longest gap between two, the slowest of them, and the most work between two."""
    found = FRAMES.findall(log.read_text(encoding="utf-8"))
    return [(int(frames), int(gap), int(slowest) / 1000, int(busiest) / 1000) for frames, gap, slowest, busiest in found]
