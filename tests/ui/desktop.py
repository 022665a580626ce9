# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The BackTrade authors
"""Drives the real program as a user of assistive technology does: finds widgets by role and name, presses them, types. Every wait is
for a condition, with a deadline."""

import os
import pathlib
import signal
import subprocess
import tempfile
import time
import traceback

import pyatspi

DEADLINE_SECONDS = float(os.environ.get("BACKTRADE_UI_DEADLINE", "30"))


# What a window's extents leave out of its frame.
SHADOW_PX = 5


class Missing(AssertionError):
    """Something did not come to be before the deadline."""


def wait_for(condition, what, seconds=DEADLINE_SECONDS):
    """Returns the first true value of condition()."""
    end = time.monotonic() + seconds
    while True:
        try:
            value = condition()
        except Exception:  # an accessible went away while it was looked at
            value = None
        if value:
            return value
        if time.monotonic() > end:
            raise Missing(f"no {what} within {seconds:.0f} s")
        time.sleep(0.02)


def walk(root):
    """Yields an accessible and all below it that are shown."""
    stack = [root]
    while stack:
        node = stack.pop()
        if node is None:
            continue
        yield node
        try:
            stack.extend(reversed([node.getChildAtIndex(index) for index in range(node.childCount)]))
        except Exception:
            continue


def is_showing(node):
    """GTK 4.8 says “showing” of windows only; what is not on the screen has no extents."""
    if not node.getState().contains(pyatspi.STATE_VISIBLE):
        return False
    extents = node.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
    return extents.width > 0 and extents.height > 0


class Desktop:
    """The running program."""

    def __init__(self, program, *arguments, log=None, environment=None):
        self.log = open(log, "w", encoding="utf-8") if log else subprocess.DEVNULL
        # A warning ends the program; this one only reads along, and its library warns of widgets that went away.
        environment = {**os.environ, "G_DEBUG": os.environ.get("BACKTRADE_DEBUG", ""), **(environment or {})}
        self.process = subprocess.Popen(
            [program, *arguments], stdout=self.log, stderr=self.log, env=environment
        )

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if kind is not None and os.environ.get("BACKTRADE_SCREENSHOT"):
            self.screenshot(os.environ["BACKTRADE_SCREENSHOT"])
        self.kill()
        if self.log is not subprocess.DEVNULL:
            self.log.close()

    def application(self):
        desktop = pyatspi.Registry.getDesktop(0)
        for index in range(desktop.childCount):
            child = desktop.getChildAtIndex(index)
            if child is not None and child.get_process_id() == self.process.pid:
                return child
        return None

    def nodes(self, window=None):
        root = window if window is not None else self.application()
        if root is None:
            return ()
        # What is cached of names and children may be out of date.
        root.clear_cache()
        return walk(root)

    def find_all(self, role=None, name=None, contains=None, window=None):
        found = []
        for node in self.nodes(window):
            try:
                if role is not None and node.getRoleName() != role:
                    continue
                if name is not None and node.name != name:
                    continue
                if contains is not None and contains not in node.name:
                    continue
                if is_showing(node):
                    found.append(node)
            except Exception:
                continue
        return found

    def find(self, role=None, name=None, contains=None, window=None, seconds=DEADLINE_SECONDS):
        if self.process.poll() is not None:
            raise Missing(f"the program ended with status {self.process.returncode}")
        what = " ".join(str(part) for part in (role, name or contains) if part)
        return wait_for(lambda: (self.find_all(role, name, contains, window) or [None])[0], what, seconds)

    def has(self, role=None, name=None, contains=None, window=None):
        return bool(self.find_all(role, name, contains, window))

    def windows(self):
        root = self.application()
        return [root.getChildAtIndex(index) for index in range(root.childCount)] if root is not None else []

    def window(self, contains, seconds=DEADLINE_SECONDS):
        return wait_for(
            lambda: next((node for node in self.windows() if contains in node.name), None), f"window “{contains}”", seconds
        )

    def press(self, role, name, window=None):
        node = self.find(role, name, window=window)
        wait_for(lambda: node.getState().contains(pyatspi.STATE_SENSITIVE), f"sensitive {role} {name}")
        node.queryAction().doAction(0)
        return node

    def click(self, node, window):
        """Clicks in the middle of a widget of the window with that title: for what GTK 4.8 gives no action to."""
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", window], capture_output=True, text=True, check=True
        ).stdout.split()
        subprocess.run(["xdotool", "windowactivate", "--sync", found[-1]], check=True)
        geometry = subprocess.run(
            ["xdotool", "getwindowgeometry", "--shell", found[-1]], capture_output=True, text=True, check=True
        ).stdout
        place = dict(line.split("=") for line in geometry.split() if "=" in line)
        extents = node.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
        x = int(place["X"]) + extents.x + min(extents.width, 20) // 2 + SHADOW_PX
        y = int(place["Y"]) + extents.y + extents.height // 2 + SHADOW_PX
        subprocess.run(["xdotool", "mousemove", "--sync", str(x), str(y), "click", "1"], check=True)

    def text(self, node):
        """Returns a label's text."""
        try:
            text = node.queryText()
            return text.getText(0, text.characterCount)
        except NotImplementedError:
            return node.name

    def texts(self, window=None):
        """Returns every text that is shown."""
        found = []
        for node in self.find_all(window=window):
            try:
                text = self.text(node) or node.name
            except Exception:
                text = node.name
            if text:
                found.append(text)
        return found

    def wait_text(self, contains, window=None, seconds=DEADLINE_SECONDS):
        return wait_for(
            lambda: next((text for text in self.texts(window) if contains in text), None), f"text “{contains}”", seconds
        )

    def set_value(self, name, value, window=None):
        node = self.find("spin button", name, window=window)
        node.queryValue().currentValue = value
        return node

    def key(self, *names, window=None):
        """Presses keys in the window that has the focus, or in one by its title."""
        command = ["xdotool"]
        if window is not None:
            found = subprocess.run(
                ["xdotool", "search", "--onlyvisible", "--name", window], capture_output=True, text=True, check=False
            ).stdout.split()
            if found:
                command += ["windowactivate", "--sync", found[-1]]
        subprocess.run([*command, "key", "--clearmodifiers", *names], check=True)

    def screenshot(self, path):
        subprocess.run(["import", "-window", "root", path], check=False)

    def quit(self):
        """Asks the program to end, as a session's end does, and returns its status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(DEADLINE_SECONDS)

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


def run(tests):
    """Runs functions that each get a folder of their own, and prints how they went as TAP."""
    print(f"1..{len(tests)}", flush=True)
    failed = 0
    for number, (name, test) in enumerate(tests, 1):
        with tempfile.TemporaryDirectory(prefix="backtrade-test-") as folder:
            try:
                skipped = test(pathlib.Path(folder))
                print(f"ok {number} {name}" + (f" # SKIP {skipped}" if skipped else ""), flush=True)
            except Exception:
                failed += 1
                for line in traceback.format_exc().splitlines():
                    print(f"# {line}")
                print(f"not ok {number} {name}", flush=True)
    return 1 if failed else 0


def open_program(folder, *arguments, **options):
    """Starts the program that is being tested on a data folder."""
    return Desktop(os.environ["BACKTRADE_PROGRAM"], "--data-dir", str(folder / "data"), *arguments, **options)
