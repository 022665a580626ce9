#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The BackTrade authors
"""The desktop's command line: what it answers without a window."""

import re
import subprocess
import sys

PROGRAM = sys.argv[1]


def run(*arguments):
    return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, check=False, timeout=60)


def test_version():
    result = run("--version")
    assert result.returncode == 0, result
    assert re.fullmatch(r"BackTrade \d+\.\d+\.\d+\n", result.stdout), result.stdout


def test_help():
    result = run("--help")
    assert result.returncode == 0, result
    assert "--data-dir" in result.stdout and "--version" in result.stdout, result.stdout


def test_unknown_option():
    result = run("--no-such-option")
    assert result.returncode != 0, result
    assert "--no-such-option" in result.stderr, result.stderr


TESTS = [("version", test_version), ("help", test_help), ("unknown-option", test_unknown_option)]
print(f"1..{len(TESTS)}")
for number, (name, test) in enumerate(TESTS, 1):
    try:
        test()
        print(f"ok {number} /app/options/{name}")
    except Exception as error:  # pylint: disable=broad-except
        print(f"# {error!r}")
        print(f"not ok {number} /app/options/{name}")
