#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The BackTrade authors
"""How long the program takes from its start, loading included, to the first painted main window, which it logs."""

import os
import pathlib
import statistics
import subprocess
import tempfile
import time

RUNS = 7


def start_once(folder):
    """Returns the milliseconds of one start."""
    environment = {**os.environ, "G_MESSAGES_DEBUG": "bt-startup", "G_DEBUG": ""}
    command = [os.environ["BACKTRADE_PROGRAM"], "--data-dir", str(folder)]
    started = time.monotonic()
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment, text=True
    ) as program:
        try:
            for line in program.stdout:
                if "first frame" in line:
                    return (time.monotonic() - started) * 1000
        finally:
            program.kill()
    raise SystemExit("the program ended before its first frame")


def main():
    with tempfile.TemporaryDirectory(prefix="backtrade-bench-") as folder:
        # The first start makes the data folder and is not counted.
        data = pathlib.Path(folder) / "data"
        start_once(data)
        times = sorted(start_once(data) for _ in range(RUNS))
    print(f"First painted main window: median {statistics.median(times):.0f} ms, best {times[0]:.0f} ms, "
          f"worst {times[-1]:.0f} ms of {RUNS} starts  [<= 400 ms]")


if __name__ == "__main__":
    main()
