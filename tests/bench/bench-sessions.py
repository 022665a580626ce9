#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The BackTrade authors
"""Thirty sessions with a window and a chart each that play at 10× at once in the real program: what all of them need of the processor, and
the slowest frame."""

import pathlib
import statistics
import tempfile
import time

import play_steps
from play_steps import desktop

SESSIONS = 30
SECONDS = 15
ROWS = 60_000


def main():
    with tempfile.TemporaryDirectory(prefix="backtrade-bench-") as folder:
        folder = pathlib.Path(folder)
        data = folder / "data"
        candles = folder / "EURUSD_M1.csv"
        log = folder / "log"
        play_steps.write_candles(candles, ROWS, 2024)
        play_steps.run_cli(data, "import", str(candles))
        for number in range(SESSIONS):
            play_steps.run_cli(data, "session", "new", "--symbol", "EURUSD", "--start", "2024-01-10", "--name", f"Session {number + 1:02}")
        with desktop.open_program(folder, log=log, environment={"G_MESSAGES_DEBUG": "bt-frames"}) as program:
            names = [f"Session {number + 1:02}" for number in range(SESSIONS)]
            for name in names:
                play_steps.open_session(program, name)
            for name in names:
                # From 1× by way of 2, 3 and 5.
                program.key(*["plus"] * 4, "space", window=f"^{name}")
            before = play_steps.cpu_seconds(program.process.pid)
            began = time.monotonic()
            time.sleep(SECONDS)
            used = (play_steps.cpu_seconds(program.process.pid) - before) / (time.monotonic() - began)
            for name in names:
                program.key("space", window=f"^{name}")
            desktop.wait_for(lambda: len(play_steps.read_frames(log)) >= SESSIONS, "all to rest")
            program.quit()
        found = play_steps.read_frames(log)
    _, gaps, slowest, works = zip(*found)
    print(f"{SESSIONS} sessions at 10x, a window each: {used * 100:.0f} % of one processor, slowest frame {max(slowest):.1f} ms "
          f"(median of the windows' slowest {statistics.median(slowest):.1f} ms)")
    # A window at 10x gets a candle each tenth of a second, and is drawn when it changes.
    print(f"  the longest gap between two frames of a window {max(gaps)} ms (median of the windows' {statistics.median(gaps):.0f} ms), "
          f"the most work between two for all windows {max(works):.1f} ms")


if __name__ == "__main__":
    main()
