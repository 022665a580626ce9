# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The BackTrade authors
"""Drives the real program as a user of assistive technology does: finds widgets by role and name, presses them, types. Every wait is
for a condition, with a deadline; when one is missed, what was on the screen is printed."""

import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback

import pyatspi

DEADLINE_SECONDS = float(os.environ.get("BACKTRADE_UI_DEADLINE", "60"))

# By itself the library gives an answer 0.8 s, and takes a slower one for a widget that went away: too little for a program that
# plays in three windows on a busy machine.
ANSWER_MS = (int(DEADLINE_SECONDS * 500), int(DEADLINE_SECONDS * 1000))
pyatspi.setTimeout(*ANSWER_MS)


# What a window's extents leave out of its frame, and how many pixels of the screen one of theirs is.
SHADOW_PX = 5
SCALE = int(os.environ.get("GDK_SCALE", "1"))

# What a look at the whole program says of each widget.
SHOWN_STATES = {
    "focused": pyatspi.STATE_FOCUSED,
    "active": pyatspi.STATE_ACTIVE,
    "checked": pyatspi.STATE_CHECKED,
    "sensitive": pyatspi.STATE_SENSITIVE,
}


WARNING = re.compile(r"-(WARNING|CRITICAL|ERROR) \*\*: ")
# The pages of GTK 4.8's window of shortcuts measure their empty titles as less than nothing.
SHORTCUTS = re.compile(r"GtkLabel \w+ \(label\) reported min width -3, but sizes must be >= 0$")


class Missing(AssertionError):
    """Something did not come to be before the deadline."""


class Ended(AssertionError):
    """The program ended by itself."""


def wait_for(condition, what, seconds=DEADLINE_SECONDS):
    """Returns the first true value of condition()."""
    end = time.monotonic() + seconds
    while True:
        fault = ""
        try:
            value = condition()
        except Ended:
            raise
        except Exception as error:  # an accessible went away while it was looked at
            value = None
            fault = f" ({type(error).__name__}: {error})"
        if value:
            return value
        if time.monotonic() > end:
            raise Missing(f"no {what} within {seconds:.0f} s{fault}")
        time.sleep(0.02)


def comment(lines):
    """Prints lines that are no results."""
    for line in lines:
        print(f"# {line}", flush=True)


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


def window_name(identity):
    return subprocess.run(["xdotool", "getwindowname", identity], capture_output=True, text=True, check=False).stdout.strip()


def is_showing(node):
    """GTK 4.8 says “showing” of windows only; what is not on the screen has no extents."""
    if not node.getState().contains(pyatspi.STATE_VISIBLE):
        return False
    extents = node.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
    return extents.width > 0 and extents.height > 0


def has_size(node):
    """The same, but for what only holds others and has no extents of its own, such as a notebook's page."""
    try:
        return is_showing(node)
    except NotImplementedError:
        return node.getState().contains(pyatspi.STATE_VISIBLE)


def search_windows(pattern):
    """Returns the X ids of the shown windows whose title matches."""
    search = ["xdotool", "search", "--onlyvisible", "--name", pattern]
    return subprocess.run(search, capture_output=True, text=True, check=False).stdout.split()


def focused_window():
    """Returns the X id of the window that gets the keys."""
    return subprocess.run(["xdotool", "getwindowfocus"], capture_output=True, text=True, check=False).stdout.strip()


class Desktop:
    """The running program."""

    def __init__(self, program, *arguments, log=None, environment=None):
        self.log_folder = None if log else tempfile.TemporaryDirectory(prefix="backtrade-log-")
        self.log_path = pathlib.Path(log or pathlib.Path(self.log_folder.name, "log"))
        self.log = open(self.log_path, "w", encoding="utf-8")
        # Warnings are read in the log at the end: one that ends the program would hide what follows.
        environment = {**os.environ, "G_DEBUG": "", **(environment or {})}
        self.process = subprocess.Popen(
            [program, *arguments], stdout=self.log, stderr=self.log, env=environment
        )

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if kind is not None:
            self.tell()
        self.kill()
        self.log.close()
        warnings = self.warnings()
        if self.log_folder is not None:
            self.log_folder.cleanup()
        if kind is None:
            assert not warnings, warnings

    def warnings(self):
        """Returns the warnings that the program logged, without those of the toolkit itself."""
        lines = self.log_path.read_text(encoding="utf-8", errors="replace").splitlines()
        return [line for line in lines if WARNING.search(line) and not SHORTCUTS.search(line)]

    def tell(self):
        """Prints what can be known of a program that did not do what was waited for."""
        # One that hangs shall not be asked for long.
        pyatspi.setTimeout(2000, 2000)
        status = self.process.poll()
        comment([f"the program {'runs' if status is None else f'ended with status {status}'}"])
        lines = self.log_path.read_text(encoding="utf-8", errors="replace").splitlines()
        comment(["its last words:", *(f"  {line}" for line in lines[-30:])])
        if status is None:
            names = [f"  {identity} {window_name(identity)!r}" for identity in search_windows(".")]
            comment([f"the keys go to window {focused_window()} of:", *names, "what it shows:"])
            try:
                comment(self.outline())
            except Exception as error:
                comment([f"  no answer: {error}"])
            pyatspi.setTimeout(*ANSWER_MS)
        self.screenshot(os.environ.get("BACKTRADE_SCREENSHOT"))

    def outline(self, limit=250):
        """Returns the accessible tree of what is shown, a line each."""
        lines = []
        stack = [(window, 1) for window in reversed(self.windows())]
        while stack and len(lines) < limit:
            node, depth = stack.pop()
            try:
                if not has_size(node):
                    continue
                states = [word for word, state in SHOWN_STATES.items() if node.getState().contains(state)]
                lines.append(f"{'  ' * depth}{node.getRoleName()} {self.text(node)!r} {' '.join(states)}")
                stack.extend((node.getChildAtIndex(index), depth + 1) for index in reversed(range(node.childCount)))
            except Exception as error:
                lines.append(f"{'  ' * depth}? {error}")
        return lines

    def check_alive(self):
        if self.process.poll() is not None:
            raise Ended(f"the program ended with status {self.process.returncode}")

    def application(self):
        self.check_alive()
        desktop = pyatspi.Registry.getDesktop(0)
        for index in range(desktop.childCount):
            child = desktop.getChildAtIndex(index)
            if child is not None and child.get_process_id() == self.process.pid:
                # What is kept of names and children would be out of date, and forgetting it has no end where widgets have moved.
                child.set_cache_mask(pyatspi.Atspi.Cache.NONE)
                return child
        return None

    def nodes(self, window=None):
        root = window if window is not None else self.application()
        return walk(root) if root is not None else ()

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

    def activate(self, title):
        """Brings the window with that title (an expression) to the front, and returns its X id once it gets the keys."""
        asked = 0.0

        def has_keys():
            nonlocal asked
            self.check_alive()
            found = search_windows(title)
            # The window manager gives the keys to a window that comes up: that may have been after it was asked.
            if found and focused_window() != found[-1] and time.monotonic() > asked + 0.5:
                asked = time.monotonic()
                subprocess.run(["xdotool", "windowactivate", found[-1]], capture_output=True, check=False)
            return found[-1] if found and focused_window() == found[-1] else None

        return wait_for(has_keys, f"window “{title}” that gets the keys")

    def wait_closed(self, title):
        """Waits until no window has that in its title, for the program and for the screen."""
        wait_for(lambda: not any(title in node.name for node in self.windows()), f"end of window “{title}”")
        wait_for(lambda: not search_windows(title), f"end of window “{title}” on the screen")

    def geometry(self, identity):
        """Returns X, Y, WIDTH and HEIGHT, as texts, of a window by its X id."""
        command = ["xdotool", "getwindowgeometry", "--shell", identity]
        shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        return dict(line.split("=") for line in shown.split() if "=" in line)

    def click(self, node, window):
        """Clicks in the middle of a widget of the window with that title: for what GTK 4.8 gives no action to."""
        identity = self.activate(window)
        place = self.geometry(identity)
        extents = node.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
        x = int(place["X"]) + SCALE * (extents.x + min(extents.width, 20) // 2 + SHADOW_PX)
        y = int(place["Y"]) + SCALE * (extents.y + extents.height // 2 + SHADOW_PX)
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
            except Exception:  # it went away while it was looked at
                continue
            if text:
                found.append(text)
        return found

    def wait_text(self, contains, window=None, seconds=DEADLINE_SECONDS):
        return wait_for(
            lambda: next((text for text in self.texts(window) if contains in text), None), f"text “{contains}”", seconds
        )

    def dismiss(self, heading):
        """Closes the message with that heading."""
        # Its button is called by its label with and without the mnemonic.
        self.find("push button", contains="Close", window=self.window(heading)).queryAction().doAction(0)
        wait_for(lambda: not self.has("label", heading), f"end of the message “{heading}”")

    def set_value(self, name, value, window=None):
        node = self.find("spin button", name, window=window)
        node.queryValue().currentValue = value
        return node

    def key(self, *names, window=None):
        """Presses keys in the window that has the focus, or in one by its title, which gets it first."""
        if window is not None:
            self.activate(window)
        subprocess.run(["xdotool", "key", "--clearmodifiers", *names], check=True)

    def screenshot(self, folder):
        """Writes the screen to a PNG file in a folder, when one is given and ImageMagick is here."""
        if folder and shutil.which("import"):
            path = pathlib.Path(folder, f"screen-{self.process.pid}.png")
            subprocess.run(["import", "-window", "root", str(path)], check=False)
            comment([f"screenshot: {path}"])

    def quit(self):
        """Asks the program to end, as a session's end does, and returns its status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(DEADLINE_SECONDS)

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


# How a test's own process says that it was skipped.
SKIPPED = 77


def run_here(test):
    """Runs one test in a folder of its own, and returns how its process is to end."""
    with tempfile.TemporaryDirectory(prefix="backtrade-test-") as folder:
        try:
            skipped = test(pathlib.Path(folder))
        except Exception:
            comment(traceback.format_exc().splitlines())
            return 1
    if skipped:
        print(f"SKIP {skipped}", flush=True)
    return SKIPPED if skipped else 0


def run_apart(number):
    """Runs a test in a process of its own and returns how that ended, and the reason of a skip."""
    with subprocess.Popen([sys.executable, sys.argv[0], str(number)], stdout=subprocess.PIPE, text=True) as process:
        reason = ""
        for line in process.stdout:
            if line.startswith("SKIP "):
                reason = line[len("SKIP "):].strip()
            else:
                print(line, end="", flush=True)
    return process.returncode, reason


def run(tests):
    """Runs named functions that each get a folder, and prints how they went as TAP. Each has a process of its own: when the driver's
    own library for assistive technology ends that process, then only that test is begun again. The program has no second try."""
    if len(sys.argv) > 1:
        return run_here(tests[int(sys.argv[1])][1])
    print(f"1..{len(tests)}", flush=True)
    failed = 0
    for number, (name, _) in enumerate(tests):
        status, reason = run_apart(number)
        if status < 0:
            comment([f"the driver ended by signal {-status}; once more"])
            status, reason = run_apart(number)
        if status == SKIPPED:
            print(f"ok {number + 1} {name} # SKIP {reason}", flush=True)
        else:
            failed += status != 0
            print(f"{'not ok' if status else 'ok'} {number + 1} {name}", flush=True)
    return 1 if failed else 0


def shared_file(*parts):
    """Returns a file of the shared market data, or None where they are not."""
    roots = [os.environ.get("BACKTRADE_SHARED"), pathlib.Path(__file__).resolve().parents[2].parent / "shared"]
    for root in roots:
        path = pathlib.Path(root, "data", *parts) if root else None
        if path and path.exists():
            return path
    return None


def open_program(folder, *arguments, **options):
    """Starts the program that is being tested on a data folder."""
    return Desktop(os.environ["BACKTRADE_PROGRAM"], "--data-dir", str(folder / "data"), *arguments, **options)
