#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The BackTrade authors
"""Trading on the chart as a user does it: orders by a click with Control and from the menu, lines dragged, pulled off an entry and
given up, a risk box that becomes an order."""

import os
import re
import shutil
import subprocess
import sys

import desktop
from chart_steps import Place, choose, click, drag, mouse, open_menu
from session_steps import count_of, number

TITLE = "Synthetic gold"
CHART = "XAUUSD M5 chart"
# Where the chart has room for a click: neither legend nor labels.
LEFT = 0.35
# Heights on either side of the market, where the sample pauses.
BELOW = 0.86
ABOVE = 0.2
# Where labels of lines stand.
LABEL = 0.87


def picture(name):
    """Keeps the screen as a picture, to be looked at."""
    folder = os.environ.get("BACKTRADE_SCREENSHOT")
    if folder and shutil.which("import"):
        subprocess.run(["import", "-window", "root", f"{folder}/chart-trading-{name}.png"], check=False)


def open_sample(program):
    """Starts the sample and pauses it where there is a candle; returns its window."""
    program.press("push button", "Start the sample")
    window = program.window(TITLE)
    program.wait_text("Playing", window)
    program.key("space", window=TITLE)
    program.wait_text("Paused", window)
    program.key("Right", "Right", window=TITLE)
    program.wait_text("Paused", window)
    return window


def find_place(program, window):
    return Place(program, program.find("image", CHART, window=window), TITLE)


def give_up():
    # Not by the driver's own keys: those let the mouse go first.
    mouse(("key", "Escape"))


def set_one_click(program, window):
    # The ticket has one switch.
    roles = ("toggle button", "switch", "check box")
    switch = desktop.wait_for(
        lambda: [node for node in program.find_all(window=window) if node.getRoleName() in roles and node.name == "One-click"],
        "the switch")[0]
    switch.queryAction().doAction(0)
    # It is on once it has moved.
    desktop.wait_for(lambda: switch.getState().contains(desktop.pyatspi.STATE_CHECKED), "the switch to be on")


def saved(program, window):
    return number(re.search(r"\d+ command", program.wait_text("saved", window)).group(0))


def orders(program, window):
    return count_of(program, window, "Orders")


def positions(program, window):
    return count_of(program, window, "Positions")


def wait_orders(program, window, count):
    desktop.wait_for(lambda: orders(program, window) == count, f"{count} orders")


def show_orders(program, window):
    program.click(program.find("page tab", "Orders", window=window), TITLE)
    program.find("tree table", "Orders", window=window)


def prices(program, window):
    """Returns the prices that are shown: the tables come after the ticket."""
    return [float(text) for text in program.texts(window) if re.fullmatch(r"\d{4}\.\d\d", text)]


def last_price(program, window):
    return prices(program, window)[-1]


def clicked_price(program, window, place, height):
    """Has the ticket take a price from the chart."""
    click(place, (LEFT, height), "ctrl")
    name = desktop.wait_for(
        lambda: [node.name for node in program.find_all("push button", contains=" 0.10 at ", window=window) if "Buy " in node.name],
        "the ticket's order")[0]
    return float(name.split(" at ")[1])


def rest_at(program, window, place, height):
    """Returns the price at a height, once the scale is at rest: it follows the newest candle and the lines with the next frame."""
    seen = []

    def is_at_rest():
        seen.append(clicked_price(program, window, place, height))
        return len(seen) > 1 and seen[-1] == seen[-2]

    desktop.wait_for(is_at_rest, "the scale at rest")
    return seen[-1]


def height_of(program, window, place, price):
    """Returns the height at which a price stands."""
    upper = rest_at(program, window, place, ABOVE)
    lower = rest_at(program, window, place, BELOW)
    return ABOVE + (BELOW - ABOVE) * (upper - price) / (upper - lower)


def place_limit(program, window, place, height):
    """Places an order where the chart is clicked, and returns its price."""
    price = rest_at(program, window, place, height)
    program.key("ctrl+Return", window=TITLE)
    wait_orders(program, window, 1)
    return price


def test_click(folder):
    """A click with Control fills the ticket; where one click is enough it sends the order."""
    with desktop.open_program(folder) as program:
        window = open_sample(program)
        place = find_place(program, window)
        price = place_limit(program, window, place, BELOW)
        show_orders(program, window)
        assert last_price(program, window) == price
        click(place, (LEFT, ABOVE), "ctrl", "shift")
        program.find("push button", contains="Sell limit 0.10 at ", window=window)
        # Above the market a purchase is a stop order.
        click(place, (LEFT, ABOVE), "ctrl")
        program.find("push button", contains="Buy stop 0.10 at ", window=window)
        assert orders(program, window) == 1
        set_one_click(program, window)
        # Beside the last click: a second one there would be a double click.
        click(place, (LEFT / 2, ABOVE), "ctrl", "shift")
        wait_orders(program, window, 2)
        picture("click")
        assert program.quit() == 0


def test_drag(folder):
    """An order is dragged with an estimate, and Escape gives a drag up; a stop is pulled off an entry."""
    with desktop.open_program(folder) as program:
        window = open_sample(program)
        place = find_place(program, window)
        price = place_limit(program, window, place, BELOW)
        show_orders(program, window)
        height = height_of(program, window, place, price)
        drag(place, (LABEL, height), (LABEL, height + 0.04), lambda: picture("drag"))
        desktop.wait_for(lambda: last_price(program, window) < price, "a lower price")
        moved = last_price(program, window)
        height = height_of(program, window, place, moved)
        drag(place, (LABEL, height), (LABEL, height - 0.1), give_up)
        assert last_price(program, window) == moved
        program.key("Delete", window=TITLE)
        wait_orders(program, window, 0)

        program.press("push button", "Market", window)
        program.press("push button", "Buy 0.10 at market", window)
        desktop.wait_for(lambda: positions(program, window) == 1, "a position")
        program.click(program.find("page tab", "Positions", window=window), TITLE)
        # Its row has the entry and the price now; the message that says so does not stay.
        desktop.wait_for(lambda: len(prices(program, window)) >= 4, "its prices beside those of the ticket")
        height = height_of(program, window, place, prices(program, window)[-2])
        commands = saved(program, window)
        drag(place, (LABEL, height), (LABEL, height + 0.06), lambda: picture("pull"))
        desktop.wait_for(lambda: saved(program, window) == commands + 1, "the stop on disk")
        picture("stop")
        assert program.quit() == 0


def open_at(place, height, name):
    """Opens the chart's menu at a height, and keeps a picture of it."""
    open_menu(lambda: click(place, (LEFT, height), button="3"))
    picture(name)


def test_menu(folder):
    """The chart's menu places an order at the price under the pointer, and gives it a stop."""
    with desktop.open_program(folder) as program:
        window = open_sample(program)
        place = find_place(program, window)
        rest_at(program, window, place, BELOW)
        program.press("push button", "Market", window)
        # The purchase comes first.
        choose(program, lambda: open_at(place, BELOW, "menu"), "Return")
        wait_orders(program, window, 1)
        show_orders(program, window)
        # Near the foot: below the order.
        choose(program, lambda: open_at(place, 0.93, "protect"), "Down", "Down", "Return")
        desktop.wait_for(lambda: saved(program, window) == 2, "the stop on disk")
        assert program.quit() == 0


def test_box(folder):
    """A risk box becomes an order, with its prices and the lots that may be lost."""
    with desktop.open_program(folder) as program:
        window = open_sample(program)
        place = find_place(program, window)
        choose(program, lambda: program.click(program.find("push button", "Measures and risk", window=window), TITLE),
               "Down", "Down", "Down", "Return")
        # Entry, stop and target: below the market, below that, above.
        for point in ((0.3, 0.82), (0.4, 0.9), (0.55, ABOVE)):
            click(place, point)
        name = "Place the selected risk box as an order"
        desktop.wait_for(lambda: program.find("push button", name, window=window).getState().contains(
            desktop.pyatspi.STATE_SENSITIVE), "a selected risk box")
        program.press("push button", name, window)
        wait_orders(program, window, 1)
        show_orders(program, window)
        picture("box")
        assert program.quit() == 0


if __name__ == "__main__":
    sys.exit(desktop.run([
        ("/desktop/chart-trading/click", test_click),
        ("/desktop/chart-trading/drag", test_drag),
        ("/desktop/chart-trading/menu", test_menu),
        ("/desktop/chart-trading/box", test_box),
    ]))
