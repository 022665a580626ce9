#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The BackTrade authors
"""Downloads history in the real program, from a server on the loopback address with made-up files."""

import datetime
import functools
import http.server
import lzma
import pathlib
import struct
import sys
import threading

import desktop

PRICE = 2082000


def make_candles():
    """A day of gold in Dukascopy's form: an hour of minutes, one point up each."""
    rows = b"".join(
        struct.pack(">5If", 60 * i, PRICE + i, PRICE + i + 1, PRICE + i - 2, PRICE + i + 2, 1.5) for i in range(60)
    )
    return lzma.compress(rows, format=lzma.FORMAT_ALONE)


def write_days(root, days):
    today = datetime.datetime.now(datetime.timezone.utc).date()
    for ago in range(1, days + 1):
        day = today - datetime.timedelta(days=ago)
        folder = root / "XAUUSD" / f"{day.year:04}" / f"{day.month - 1:02}" / f"{day.day:02}"
        folder.mkdir(parents=True)
        for side in ("BID", "ASK"):
            (folder / f"{side}_candles_min_1.bi5").write_bytes(make_candles())


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder, and holds its answers back for as long as the gate is shut."""

    gate = threading.Event()

    def do_GET(self):
        self.gate.wait(desktop.DEADLINE_SECONDS)
        super().do_GET()

    def log_message(self, format, *arguments):
        pass


class Server(http.server.ThreadingHTTPServer):
    """A server whose clients may go away."""

    def handle_error(self, request, client_address):
        pass


def serve(root):
    handler = functools.partial(Handler, directory=str(root))
    server = Server(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def open_with_server(folder, server):
    environment = {
        "BACKTRADE_DUKASCOPY_URL": f"http://127.0.0.1:{server.server_port}",
        "XDG_CACHE_HOME": str(folder / "cache"),
    }
    return desktop.open_program(folder, environment=environment)


def open_dialog(program):
    window = program.window("BackTrade")
    program.click(program.find("label", "Data", window=window), "BackTrade")
    program.press("push button", "Download…", window)
    return window, program.window("Download market data")


def test_month(folder):
    """From an empty folder to a chart in four actions."""
    root = pathlib.Path(folder) / "replica"
    write_days(root, 31)
    server = serve(root)
    Handler.gate.set()
    with open_with_server(folder, server) as program:
        window = program.window("BackTrade")
        program.press("push button", "Download…", window)
        dialog = program.window("Download market data")
        program.wait_text("XAUUSD – Gold against US dollar", dialog)
        program.press("push button", "Download", dialog)
        program.wait_closed("Download market data")
        program.wait_text("Dukascopy", window)
        program.wait_text("1 dataset ", window)
        program.press("push button", "New session", window)
        program.press("push button", "Create", program.window("New session"))
        program.window("XAUUSD M1")
        program.kill()
    server.shutdown()


def test_stopped(folder):
    """A download that is stopped says so, leaves no dataset, and goes on when it is started again."""
    root = pathlib.Path(folder) / "replica"
    write_days(root, 31)
    server = serve(root)
    Handler.gate.clear()
    with open_with_server(folder, server) as program:
        window, dialog = open_dialog(program)
        program.press("push button", "Download", dialog)
        program.wait_text("of 62 files", dialog)
        program.press("push button", "Cancel", dialog)
        program.wait_text("Stopped", dialog)
        Handler.gate.set()
        program.press("push button", "Download", dialog)
        program.wait_closed("Download market data")
        program.wait_text("1 dataset ", window)
        assert program.quit() == 0
    server.shutdown()


def test_nothing_there(folder):
    """What the source says is told in the dialog, which stays."""
    root = pathlib.Path(folder) / "replica"
    root.mkdir()
    server = serve(root)
    Handler.gate.set()
    with open_with_server(folder, server) as program:
        _, dialog = open_dialog(program)
        program.press("push button", "Download", dialog)
        program.wait_text("has nothing of XAUUSD", dialog)
        program.press("push button", "Cancel", dialog)
        program.wait_closed("Download market data")
        assert program.quit() == 0
    server.shutdown()


if __name__ == "__main__":
    sys.exit(
        desktop.run(
            [
                ("/desktop/download/month", test_month),
                ("/desktop/download/stopped", test_stopped),
                ("/desktop/download/nothing-there", test_nothing_there),
            ]
        )
    )
