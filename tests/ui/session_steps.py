# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The BackTrade authors
"""What the drivers read and do in a session window."""

import re

import desktop


def number(text):
    """Returns the first number of a text, thin spaces and the real minus read as they are meant."""
    found = re.search(r"[−-]?\d[\d\u2009]*(\.\d+)?", text)
    return float(found.group(0).replace("\u2009", "").replace("−", "-"))


def candle(program, window):
    return number(program.wait_text("Candle ", window).split("Candle ")[1])


def count_of(program, window, tab):
    """Returns the figure beside a tab's name."""
    node = program.find("page tab", tab, window=window)
    labels = [child.name for child in desktop.walk(node) if child.getRoleName() == "label"]
    return next((int(name) for name in labels if name.isdigit()), None)


def price_of(program, window, side):
    return number(program.find("push button", contains=f"{side} at ", window=window).name.split(" at ")[1])


def set_protection(program, window, title, name, price):
    """Switches an order's stop or target on and enters its price."""
    program.click(program.find("check box", name, window=window), title)
    desktop.wait_for(
        lambda: program.find("spin button", name, window=window).getState().contains(desktop.pyatspi.STATE_SENSITIVE), f"{name} in use"
    )
    program.set_value(name, price, window)
    # Out of the field, so that single keys are keys again.
    program.key("Escape", window=title)
