# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The BackTrade authors
"""The data folder that the tour goes through: made by the command line, the same each time, and how a window is to look when it opens
next."""

import datetime
import json
import os
import pathlib
import random
import sqlite3
import subprocess

UTC = datetime.timezone.utc
GOLD, CHALLENGE, BLIND, REPORT = "Gold, London open", "Challenge rehearsal", "Blind practice 12", "Silver reversals"
# Candles of the chart, side, lots, and how far stop and target are, in points.
TRADES = ((20, "buy", "0.20", 250, 500), (15, "sell", "0.15", 300, 300), (35, "buy", "0.10", 200, 400), (25, "sell", "0.30", 150, 450))


def cli(folder, *arguments):
    command = [os.environ["BACKTRADE_CLI"], "--data-dir", str(folder), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def write_walk(path, price, first, days, step, digits):
    """Writes minutes of a market that wanders, closed on weekends."""
    dice = random.Random(7)
    with open(path, "w", encoding="utf-8") as file:
        file.write("time,open,high,low,close,volume\n")
        moment = first
        while moment < first + datetime.timedelta(days=days):
            if moment.weekday() < 5:
                close = price + dice.gauss(0, step)
                high, low = max(price, close) + abs(dice.gauss(0, step / 2)), min(price, close) - abs(dice.gauss(0, step / 2))
                figures = ",".join(f"{figure:.{digits}f}" for figure in (price, high, low, close))
                file.write(f"{moment:%Y-%m-%dT%H:%M:00Z},{figures},{dice.randrange(20, 400)}\n")
                price = close
            moment += datetime.timedelta(minutes=1)


def write_faulty(path):
    """Writes what a quality report has something to say of."""
    write_walk(path, 1.085, datetime.datetime(2024, 2, 5, tzinfo=UTC), 19, 0.0001, 5)
    lines = path.read_text(encoding="utf-8").splitlines()
    del lines[3000:3400], lines[9000:9020]
    lines[500] = lines[500].replace("1.08", "1.18", 1)
    lines[700] = lines[700].rsplit(",", 2)[0] + ",,12"
    lines.insert(901, lines[900])
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def close_at(folder, symbol, clock):
    """Returns the last known close of a minute."""
    first = clock - datetime.timedelta(days=4)
    rows = cli(folder, "candles", symbol, "M1", "--from", f"{first:%Y-%m-%dT%H:%M:%SZ}", "--to", f"{clock:%Y-%m-%dT%H:%M:%SZ}", "--last", "1")
    return float(rows.splitlines()[-1].split(",")[4])


class Session:
    """A session that is played by the command line."""

    def __init__(self, folder, name, symbol, start, digits, *arguments):
        self.folder = folder
        self.name = name
        self.symbol = symbol
        self.digits = digits
        self.identity = cli(folder, "session", "new", "--symbol", symbol, "--start", start, "--name", name, *arguments).split()[0]
        # Before its first candle there is no price.
        self.advance(5)

    def advance(self, candles):
        cli(self.folder, "session", "advance", self.identity, "--bars", str(candles))

    def do(self, **command):
        cli(self.folder, "session", "do", self.identity, json.dumps(command))

    def price(self, points):
        """Returns the text of a price so many points from the last close."""
        return f"{close_at(self.folder, self.symbol, clock_of(self.folder, self.name)) + points / 10**self.digits:.{self.digits}f}"

    def trade(self, name, side, lots, stop, target):
        sign = 1 if side == "buy" else -1
        self.do(do="place", id=name, type="market", side=side, lots=lots, sl=self.price(-sign * stop), tp=self.price(sign * target))


def clock_of(folder, name):
    """Returns the time of a session."""
    start, bar = query(folder, "SELECT start_usec, bar FROM sessions WHERE name = ?", name)[0]
    return datetime.datetime.fromtimestamp(start / 1e6 + 60 * (bar + 1), UTC)


def dataset_of(folder, symbol):
    """Returns the number of the dataset of a symbol."""
    return query(folder, "SELECT id FROM datasets WHERE symbol = ?", symbol)[0][0]


# The order and the position of the gold session whose lines are dragged.
LIMIT, POSITION = "7", "5"


def line_of(folder, order):
    """Returns where the line of an order of the gold session is, or that of its stop where it is at market."""
    sql = "SELECT json FROM journal JOIN sessions ON sessions.id = session_id WHERE name = ?"
    commands = (json.loads(text) for text, in query(folder, sql, GOLD))
    found = next(command for command in commands if command.get("id") == order)
    return float(found.get("price", found.get("sl")))


def query(folder, sql, *values):
    with sqlite3.connect(pathlib.Path(folder, "backtrade.db")) as store:
        return store.execute(sql, values).fetchall()


def prepare(folder, scratch):
    """Fills a data folder that has the sample already; scratch is for files that are imported."""
    for identity, in query(folder, "SELECT id FROM sessions"):
        cli(folder, "session", "delete", identity)
    silver, euro = scratch / "XAGUSD_M1_2024.csv", scratch / "EURUSD_M1_2024.csv"
    write_walk(silver, 23.1, datetime.datetime(2024, 2, 19, tzinfo=UTC), 26, 0.008, 3)
    write_faulty(euro)
    cli(folder, "import", str(silver))
    cli(folder, "import", str(euro))

    gold = Session(folder, GOLD, "XAUUSD", "2024-03-05T08:00:00Z", 2)
    for number, (candles, side, lots, stop, target) in enumerate(TRADES, 1):
        gold.trade(str(number), side, lots, stop, target)
        gold.advance(candles * 5)
    gold.trade("5", "buy", "0.50", 400, 900)
    gold.advance(12)
    gold.do(do="place", id="6", type="market", side="sell", lots="0.15")
    gold.do(do="place", id="7", type="limit", side="buy", lots="0.25", price=gold.price(-250))
    gold.do(do="place", id="8", type="stop", side="buy", lots="0.10", price=gold.price(300), sl=gold.price(150), tp=gold.price(600))
    gold.advance(1)

    challenge = Session(folder, CHALLENGE, "EURUSD", "2024-02-12T08:00:00Z", 5, "--challenge", first_preset(folder))
    challenge.trade("1", "buy", "0.50", 300, 300)
    challenge.advance(300)

    silver = Session(folder, REPORT, "XAGUSD", "2024-02-26T08:00:00Z", 3)
    dice = random.Random(3)
    for number in range(1, 41):
        silver.trade(str(number), dice.choice(("buy", "sell")), "0.05", 60 + 10 * dice.randrange(5), 80 + 10 * dice.randrange(8))
        silver.advance(dice.randrange(60, 240))
    silver.do(do="end")

    cli(folder, "session", "new", "--symbol", "XAUUSD", "--random-start", "--random-seed", "7", "--blind", "--name", BLIND)


def first_preset(folder):
    return json.loads(cli(folder, "--json", "challenge", "list"))[0]["id"]


def show(folder, name, charts=({},), layout="1", drawings="[]", is_open=True, **window):
    """Has a session's window open like this the next time; a chart is the members of its state that are not as usual."""
    usual = {"timeframe": "M5", "style": "candles", "hollow": True, "volume": True, "visible": 140.0}
    state = {"open": is_open, "panel": True, "width": 1600, "height": 1000, "drawings": drawings,
             "charts": {"layout": layout, "list": [{**usual, **chart} for chart in charts]}, **window}
    view = {"speed": 20, "pace": 0, "timeframe": "M5", "pause_on_fill": True, "window": json.dumps(state)}
    query(folder, "UPDATE sessions SET view_json = ? WHERE name = ?", json.dumps(view), name)


def hide(folder):
    """Has no session window open the next time."""
    for name, in query(folder, "SELECT name FROM sessions"):
        show(folder, name, is_open=False)
