#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The BackTrade authors
"""A million candles played at full speed in the real program, with one chart and with eight that have four studies each: how long a click
would wait at most, which is the longest gap between two frames."""

import json
import pathlib
import sqlite3
import tempfile
import time

import play_steps
from play_steps import desktop

ROWS = 1_000_000
FULL_SPEED = 2**31 - 1
STUDIES = "ema\nbollinger\nrsi\nmacd"
TIMEFRAMES = {"1": ["M1"], "8": ["M1", "M3", "M5", "M15", "M30", "H1", "H4", "D1"]}
# A frame of sixty in a second, or the next one.
MOST_MS = 34


def prepare(data, name, layout):
    """Leaves a session as if its window had been closed with these charts at full speed."""
    studies = STUDIES if layout != "1" else ""
    charts = {"layout": layout, "list": [{"timeframe": timeframe, "studies": studies} for timeframe in TIMEFRAMES[layout]]}
    view = {"speed": FULL_SPEED, "pace": 0, "timeframe": "M1", "pause_on_fill": False, "window": json.dumps({"charts": charts})}
    with sqlite3.connect(data / "backtrade.db") as database:
        database.execute("UPDATE sessions SET view_json = ? WHERE name = ?", (json.dumps(view), name))
    database.close()


def measure(folder, data, layout):
    name = f"Layout {layout}"
    log = folder / f"log-{layout}"
    play_steps.run_cli(data, "session", "new", "--symbol", "EURUSD", "--start", "2022-01-03", "--name", name)
    prepare(data, name, layout)
    with desktop.open_program(folder, log=log, environment={"G_MESSAGES_DEBUG": "bt-frames"}) as program:
        play_steps.open_session(program, name)
        began = time.monotonic()
        program.key("space", window=f"^{name}")
        # Nobody looks at the window while it plays: that would be answered between its frames.
        desktop.wait_for(lambda: play_steps.read_frames(log), "the end of the data", 240)
        seconds = time.monotonic() - began
        program.quit()
    frames, gap, slowest, work = play_steps.read_frames(log)[0]
    missed = " MISSED" if work > MOST_MS else ""
    print(f"  {len(TIMEFRAMES[layout])} charts at full speed: {ROWS / seconds / 1e6:.2f} million candles a second, {frames} frames, "
          f"slowest {slowest:.1f} ms, longest gap between two {gap} ms, of it work {work:.1f} ms  [<= {MOST_MS}]{missed}")


def main():
    with tempfile.TemporaryDirectory(prefix="backtrade-bench-") as folder:
        folder = pathlib.Path(folder)
        candles = folder / "EURUSD_M1.csv"
        play_steps.write_candles(candles, ROWS, 2022)
        play_steps.run_cli(folder / "data", "import", str(candles))
        for layout in TIMEFRAMES:
            measure(folder, folder / "data", layout)


if __name__ == "__main__":
    main()
