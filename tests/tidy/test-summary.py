#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The BackTrade authors
"""The line that continuous integration reads: .ci/summarise-tests on logs of every kind. Prints TAP."""

import json
import pathlib
import subprocess
import sys
import tempfile

SUMMARISE = pathlib.Path(__file__).resolve().parents[2] / ".ci" / "summarise-tests"


def make_test(name, stdout="", result="OK", returncode=0):
    return {"name": name, "stdout": stdout, "result": result, "returncode": returncode}


# name: (tests of the log, lines that must be printed, the last of which ends the output, exit status)
CASES = {
    "cases-are-counted-not-programs": (
        [make_test("a", "1..3\nok 1 /x\nok 2 /y\n# a remark\nok 3 - /z\n"), make_test("b", "ok 1 /w\n1..1\n")],
        ["4 passed, 0 failed, 0 skipped"],
        0,
    ),
    "a-failure-is-named": (
        [make_test("a", "1..2\nok 1 /x\nnot ok 2 /y\n", "FAIL", 1)],
        ["FAILED: a: /y", "1 passed, 1 failed, 0 skipped"],
        1,
    ),
    "what-a-failed-program-said-is-near-the-end": (
        [
            make_test("a", "1..2\nok 1 /x\n# no window within 30 s\nnot ok 2 /y\n", "FAIL", 1),
            make_test("b", "1..1\n# all well\nok 1 /x\n"),
        ],
        ["== a, stdout", "# no window within 30 s", "FAILED: a: /y", "2 passed, 1 failed, 0 skipped"],
        1,
    ),
    "a-skip-says-why": (
        [make_test("a", "1..2\nok 1 /x\nok 2 /y # SKIP the market files are not there\n")],
        ["skipped: a: /y: the market files are not there", "1 passed, 0 failed, 1 skipped"],
        0,
    ),
    "a-program-that-skips-all-is-one-skip": (
        [make_test("a", "1..0 # SKIP Xvfb is not installed\n", "SKIP", 77), make_test("b", "ok 1 /x\n")],
        ["skipped: a: Xvfb is not installed", "1 passed, 0 failed, 1 skipped"],
        0,
    ),
    "a-crash-is-a-failure": (
        [make_test("a", "1..2\nok 1 /x\nBail out! assertion failed\n", "ERROR", -6)],
        ["FAILED: a: assertion failed", "1 passed, 1 failed, 0 skipped"],
        1,
    ),
    "a-timeout-is-a-failure": (
        [make_test("a", "1..2\nok 1 /x\n", "TIMEOUT", -15)],
        ["FAILED: a: timeout, exit status -15", "1 passed, 1 failed, 0 skipped"],
        1,
    ),
    "a-program-without-tap-counts-once": (
        [make_test("a", "all well\n")],
        ["1 passed, 0 failed, 0 skipped"],
        0,
    ),
    "only-skips-is-no-success": (
        [make_test("a", "1..1\nok 1 /x # SKIP no display\n")],
        ["0 passed, 0 failed, 1 skipped"],
        1,
    ),
    "an-empty-log-is-no-success": ([], ["0 passed, 0 failed, 0 skipped"], 1),
}


def check(tests, lines, status):
    with tempfile.TemporaryDirectory() as folder:
        logs = pathlib.Path(folder) / "meson-logs"
        logs.mkdir()
        (logs / "testlog.json").write_text("".join(json.dumps(test) + "\n" for test in tests), encoding="utf-8")
        result = subprocess.run([sys.executable, str(SUMMARISE), folder], capture_output=True, text=True, check=False)
    printed = result.stdout.splitlines()
    return all(line in printed for line in lines) and printed[-1] == lines[-1] and result.returncode == status


def main():
    is_good = True
    print(f"1..{len(CASES)}")
    for number, (name, case) in enumerate(CASES.items(), 1):
        has_passed = check(*case)
        is_good &= has_passed
        print(f"{'ok' if has_passed else 'not ok'} {number} /summary/{name}")
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
