#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The BackTrade authors
"""Several session windows at once: each plays on its own clock and is drawn evenly, also while a file is imported."""

import json
import os
import re
import subprocess
import sys

import desktop

# What a person takes for a stall. The test's machine may be busy with other tests, so the bound is generous; the figure is printed.
STALL_MS = 1000
ROWS = 800_000
NAMES = ("First", "Second", "Third")


def write_large(path):
    with open(path, "w", encoding="utf-8") as file:
        file.write("time,open,high,low,close,volume\n")
        for minute in range(ROWS):
            day, rest = divmod(minute, 1440)
            file.write(
                f"{2010 + day // 336}-{day // 28 % 12 + 1:02}-{day % 28 + 1:02}T{rest // 60:02}:{rest % 60:02}:00Z,"
                "1.10000,1.10020,1.09980,1.10010,10\n"
            )


def count_datasets(folder):
    command = [os.environ["BACKTRADE_CLI"], "--data-dir", str(folder / "data"), "--json", "datasets"]
    return len(json.loads(subprocess.run(command, capture_output=True, check=True).stdout))


def test_three_windows(folder):
    log = folder / "log"
    large = folder / "EURUSD_M1_large.csv"
    write_large(large)
    with desktop.open_program(folder, log=log, environment={"G_MESSAGES_DEBUG": "bt-frames"}) as program:
        program.press("push button", "Start the sample")
        first = program.window("Synthetic gold")
        program.wait_text("Playing", first)
        program.key("space", window="Synthetic gold")
        program.wait_text("Paused", first)
        main = program.window("BackTrade")
        states = {}
        for name in NAMES:
            program.key("ctrl+n", window="^BackTrade$")
            dialog = program.window("New session")
            program.find("text", "Name", window=dialog).queryEditableText().setTextContents(name)
            program.wait_text("Ready", dialog)
            program.press("push button", "Create", dialog)
            # The next one must not be taken for this one, and a window that comes up late takes the keys.
            program.wait_closed("New session")
            program.activate(f"^{name} ")
            states[name] = program.find("label", contains="Paused", window=program.window(name))
        for name in NAMES:
            program.key(*["plus"] * 4, "space", window=f"^{name} ")
            desktop.wait_for(lambda: "Playing" in program.text(states[name]), f"{name} to play")

        # A second start hands its file over to the program that runs. While windows play, every look at them is answered
        # between their frames, so the command line tells when the import is done.
        desktop.open_program(folder, str(large)).process.wait(desktop.DEADLINE_SECONDS)
        desktop.wait_for(lambda: count_datasets(folder) == 2, "the imported dataset", 240)
        for name in NAMES:
            assert "Playing" in program.text(states[name]), (name, program.text(states[name]))
            program.key("space", window=f"^{name} ")
            desktop.wait_for(lambda: "Paused" in program.text(states[name]), f"{name} to rest")
        for name in NAMES:
            clock = program.wait_text("Candle ", program.window(name))
            assert "Candle 0 " not in clock, clock
        program.wait_text("2 datasets", main)
        assert program.quit() == 0
    gaps = [tuple(map(int, found)) for found in re.findall(r"frames (\d+) longest (\d+) ms", log.read_text(encoding="utf-8"))]
    for frames, longest in gaps:
        print(f"# {frames} frames, the longest gap {longest} ms")
    assert len(gaps) >= len(NAMES), gaps
    for frames, longest in gaps[-len(NAMES):]:
        assert frames > 10 and longest < STALL_MS, (frames, longest)


if __name__ == "__main__":
    sys.exit(desktop.run([("/desktop/windows/three-and-an-import", test_three_windows)]))
