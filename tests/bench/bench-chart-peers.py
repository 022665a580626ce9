#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The BackTrade authors
"""Our chart beside Lightweight Charts where that has the same work, in one run: runs bench-chart and bench-chart-window, then the
harness of charts in headless Chromium that install-peers has set up, and prints one table.

  bench-chart-peers.py BENCH-CHART RUN-UNDER-XVFB BENCH-CHART-WINDOW
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

FIGURE = re.compile(r"^  (?P<what>.{52}) +(?P<value>[\d.]+) (?P<unit>\S+) *(?:\[<= (?P<goal>[\d.]+)\])?")
HARNESS_SECONDS = 400
# Merges candles to pixel columns, as ours does; the plain one does not.
CONFLATED = "lwcc"
PLAIN = "lwc"
# What is the same work there: library, part of the harness, kind, number of candles, candles in view, figure.
SAME_WORK = {
    "full frame, 2,000 candles": (CONFLATED, "sync", "pan", 100000, 2000, "total"),
    "full frame, 20,000 candles": (CONFLATED, "sync", "pan", 100000, 20000, "total"),
    "full frame, 1,000,000 candles": (CONFLATED, "big", "pan", 1000000, 900000, "total"),
    "a pointer move, 2,000 candles": (PLAIN, "cross", None, 100000, 2000, "total"),
    "one new candle, series of a million": (PLAIN, "update", "append", 1000000, 2000, "total"),
    "one new candle, series of 4,000": (PLAIN, "update", "append", 2000, 2000, "total"),
    "one tick, series of a million": (PLAIN, "update", "update", 1000000, 2000, "total"),
    "one tick, series of 4,000": (PLAIN, "update", "update", 2000, 2000, "total"),
    "memory of a million candles beside the store": (PLAIN, "mem", None, 1000000, None, "heapMB"),
    "a million candles, store to first painted frame": (PLAIN, "loadSync", None, 1000000, None, "total"),
    "a live frame: a new candle while following": (PLAIN, "updateLive", None, 2000, 2000, "cpuPerFrame"),
}


def run_ours(commands):
    """Returns our figures in their order: (what, value, unit, goal or None)."""
    figures = []
    for command in commands:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            print(f"{command[-1]} was left out: {(done.stdout or done.stderr).strip().splitlines()[-1:]}")
            continue
        for line in done.stdout.splitlines():
            found = FIGURE.match(line)
            if found:
                goal = float(found["goal"]) if found["goal"] else None
                figures.append((found["what"].rstrip(), float(found["value"]), found["unit"], goal))
    return figures


def run_harness(folder, out):
    """Runs the parts that are needed; returns the records, and why there are none."""
    parts = [
        (["--libs", CONFLATED], ["--parts", "frames,big", "--vs", "2000,20000"]),
        (["--libs", PLAIN], ["--parts", "cross,mem,load,update", "--ns", "1000000"]),
    ]
    for library, part in parts:
        command = ["node", "bench.mjs", *library, *part, "--runs", "1", "--quiet", "99", "--out", str(out)]
        try:
            done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=HARNESS_SECONDS, check=False)
        except subprocess.TimeoutExpired:
            return [], f"the harness took longer than {HARNESS_SECONDS} s"
        if done.returncode != 0:
            return [], (done.stderr.strip().splitlines() or ["the harness failed"])[-1]
    return json.loads(out.read_text(encoding="utf-8")), None


def find_theirs(records, work):
    """Returns the harness's figure of the same work, or None."""
    library, part, kind, n, v, figure = work
    for record in records:
        wanted = (("lib", library), ("part", part), ("kind", kind), ("n", n), ("v", v))
        if "error" in record or any(value is not None and record.get(key) != value for key, value in wanted):
            continue
        value = record.get(figure)
        return value["med"] if isinstance(value, dict) else value
    return None


def main():
    chart, under_xvfb, window = sys.argv[1:]
    folder = pathlib.Path(os.environ.get("BACKTRADE_PEERS", ".")) / "charts"
    reason = "the harness is not there (see tests/bench/README.md)"
    records = []
    ours = run_ours([[chart], [under_xvfb, window]])
    if (folder / "node_modules/lightweight-charts").is_dir():
        with tempfile.TemporaryDirectory(prefix="backtrade-bench-") as results:
            records, reason = run_harness(folder, pathlib.Path(results) / "results.json")
    if reason:
        print(f"Lightweight Charts is absent: {reason}")
    load = os.getloadavg()[0]
    print(f"Our chart beside Lightweight Charts, 1600x900 (load of the machine: {load:.1f} on {os.cpu_count()} processors)")
    print(f"  {'':52} {'ours':>9} {'':4} {'goal':>7} {'theirs':>9} {'ratio':>8}")
    for what, value, unit, goal in ours:
        theirs = find_theirs(records, SAME_WORK[what]) if what in SAME_WORK else None
        beside = f" {theirs:9.2f} {theirs / value:7.1f}x" if theirs is not None and value > 0 else ""
        missed = " MISSED" if goal is not None and value > goal else ""
        print(f"  {what:52} {value:9.2f} {unit:4} {goal if goal is not None else '':>7}{beside}{missed}")


if __name__ == "__main__":
    main()
