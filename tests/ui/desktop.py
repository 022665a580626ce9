# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The BackTrade authors
"""Drives the real program as a user of a screen reader and a keyboard would: by accessible names and by keys.

Run under run-under-xvfb. Nothing sleeps for a fixed time: everything waits for what it needs, up to a limit.
"""

import os
import signal
import subprocess
import sys
import time
import traceback
import warnings

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402  (after the version is chosen)

# The names of the interfaces changed, and the old ones are there everywhere.
warnings.filterwarnings("ignore", category=DeprecationWarning)

LIMIT_SECONDS = 20.0
PAUSE_SECONDS = 0.02


class NotSeen(AssertionError):
    """What was waited for did not come."""


def wait_for(what, condition, limit=LIMIT_SECONDS):
    """Returns the first true answer of condition; raises NotSeen after limit seconds."""
    end = time.monotonic() + limit
    while True:
        try:
            answer = condition()
        except gi.repository.GLib.Error:
            # The widget went away while it was asked.
            answer = None
        if answer:
            return answer
        if time.monotonic() > end:
            raise NotSeen(f"not seen within {limit:g} s: {what}")
        time.sleep(PAUSE_SECONDS)


def walk(node):
    """Yields a node and all below it, depth first."""
    yield node
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        if child is not None:
            yield from walk(child)


def is_showing(node):
    """Says whether a widget has a place on the screen; GTK gives the state of that name to windows only."""
    if not node.get_state_set().contains(Atspi.StateType.VISIBLE):
        return False
    component = node.get_component_iface()
    extents = component.get_extents(Atspi.CoordType.WINDOW) if component else None
    return extents is not None and extents.width > 0 and extents.height > 0


def is_sensitive(node):
    return node.get_state_set().contains(Atspi.StateType.SENSITIVE)


def read_text(node):
    """Returns what a label or an entry holds."""
    text = node.get_text_iface()
    return text.get_text(0, text.get_character_count()) if text else ""


class Program:
    """The program under test, from its start to its end."""

    def __init__(self, executable, *arguments):
        Atspi.init()
        self.process = subprocess.Popen([executable, *arguments], stdin=subprocess.DEVNULL)
        self.root = wait_for("the program on the accessibility bus", self._find_root)

    def _find_root(self):
        if self.process.poll() is not None:
            raise NotSeen(f"the program ended with status {self.process.returncode}")
        desktop = Atspi.get_desktop(0)
        desktop.clear_cache()
        for index in range(desktop.get_child_count()):
            application = desktop.get_child_at_index(index)
            if application is not None and application.get_process_id() == self.process.pid:
                return application
        return None

    def windows(self):
        """Returns the program's windows, by title."""
        self.root.clear_cache()
        found = (self.root.get_child_at_index(index) for index in range(self.root.get_child_count()))
        return {node.get_name(): node for node in found if node is not None}

    def window(self, title):
        """Waits for a window whose title holds some text."""
        return wait_for(f"the window “{title}”", lambda: next((node for name, node in self.windows().items() if title in name), None))

    def _walk_anew(self, within):
        """Walks through widgets as they are now: what the library remembers of them lags behind."""
        start = within or self.root
        start.clear_cache()
        return walk(start)

    def look(self, name, role=None, within=None):
        """Returns the showing widget of an accessible name, or None."""
        for node in self._walk_anew(within):
            if node.get_name() == name and (role is None or node.get_role_name() == role) and is_showing(node):
                return node
        return None

    def find(self, name, role=None, within=None):
        """Waits for a showing widget."""
        return wait_for(f"“{name}”", lambda: self.look(name, role, within))

    def find_starting(self, text, within=None):
        """Waits for a showing widget whose name starts with text, and returns its name."""
        return wait_for(
            f"“{text}…”",
            lambda: next((node.get_name() for node in self._walk_anew(within) if node.get_name().startswith(text) and is_showing(node)), None),
        )

    def press(self, name, role=None, within=None):
        """Activates a button, row or menu item once it is sensitive."""

        def act():
            node = self.look(name, role, within)
            action = node.get_action_iface() if node is not None and is_sensitive(node) else None
            return action is not None and action.get_n_actions() > 0 and action.do_action(0)

        wait_for(f"“{name}” to press", act)

    def activate(self, title):
        """Gives a window the keyboard."""
        pattern = title.replace("(", "\\(").replace(")", "\\)")
        wait_for(
            f"the window “{title}” on the screen",
            lambda: subprocess.run(
                ["xdotool", "search", "--onlyvisible", "--name", pattern, "windowactivate", "--sync"],
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False,
            ).returncode == 0,
        )

    def key(self, *keys):
        """Presses keys, by their names for xdotool: “space”, “shift+x”."""
        subprocess.run(["xdotool", "key", "--clearmodifiers", *keys], check=True)

    def type(self, text):
        subprocess.run(["xdotool", "type", "--clearmodifiers", "--delay", "5", text], check=True)

    def take_picture(self, path):
        """Saves the screen, for a look at a failure; only where ImageMagick is installed."""
        subprocess.run(["sh", "-c", 'command -v import >/dev/null && import -window root "$1"', "sh", path], check=False)

    def kill(self):
        """Ends the program as a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def close(self):
        """Ends the program if it runs, and returns its exit status."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(LIMIT_SECONDS)
            except subprocess.TimeoutExpired:
                self.kill()
        return self.process.returncode


def run_cases(cases):
    """Runs functions as TAP cases, in order, and returns the exit status. A case returns a text to be skipped with it."""
    print(f"1..{len(cases)}")
    status = 0
    for number, (name, case) in enumerate(cases.items(), 1):
        try:
            reason = case()
            print(f"ok {number} {name}{f' # SKIP {reason}' if reason else ''}", flush=True)
        except Exception:
            status = 1
            print(f"not ok {number} {name}", flush=True)
            for line in traceback.format_exc().splitlines():
                print(f"# {line}")
            traceback.print_exc(file=sys.stderr)
            picture = os.environ.get("BACKTRADE_PICTURES")
            if picture:
                subprocess.run(["import", "-window", "root", f"{picture}/failure-{number}.png"], check=False)
    return status
