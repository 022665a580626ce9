# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The BackTrade authors
"""Drawings of every tool, in the form in which a session keeps them: each has a part of the chart."""

import datetime

import tour_data

# Candles of five minutes in view, and those at the left edge and below the legend that are left free.
VISIBLE, MARGIN = 120, 6
CANDLE_USEC = 5 * 60 * 1_000_000

# Each tool with its places in its part: shares from its left and from its lower edge.
TWO = ((0.1, 0.2), (0.8, 0.8))
THREE = ((0.1, 0.3), (0.7, 0.6), (0.7, 0.9))
WAVE = ((0.0, 0.2), (0.2, 0.8), (0.4, 0.4), (0.6, 0.95), (0.75, 0.6), (0.95, 1.0))
BRUSH = tuple((0.1 + 0.02 * step, 0.5 + 0.3 * ((step * 7) % 11 - 5) / 5) for step in range(40))
GROUPS = (
    ("lines", "Lines", (
        ("trend-line", TWO), ("ray", TWO), ("extended-line", TWO), ("horizontal-line", ((0.5, 0.5),)), ("horizontal-ray", ((0.3, 0.6),)),
        ("vertical-line", ((0.5, 0.5),)), ("arrow", TWO))),
    ("channels", "Channels", (
        ("parallel-channel", THREE), ("extended-channel", THREE), ("regression-channel", TWO), ("pitchfork", ((0.05, 0.5), (0.4, 0.9), (0.5, 0.2))))),
    ("shapes", "Shapes", (
        ("rectangle", TWO), ("ellipse", TWO), ("triangle", ((0.1, 0.1), (0.5, 0.9), (0.9, 0.2))), ("polyline", WAVE), ("brush", BRUSH))),
    ("fibonacci", "Fibonacci", (
        ("fibonacci-retracement", TWO), ("fibonacci-extension", ((0.1, 0.2), (0.4, 0.6), (0.6, 0.4))), ("fibonacci-fan", TWO),
        ("fibonacci-time-zones", ((0.1, 0.5), (0.2, 0.5))))),
    ("gann", "Gann and waves", (
        ("gann-fan", TWO), ("gann-box", TWO), ("elliott-impulse", WAVE), ("elliott-correction", WAVE[:4]), ("abcd", WAVE[:4]))),
    ("measures", "Measures and risk", (
        ("price-range", TWO), ("date-range", TWO), ("date-price-range", TWO), ("long-position", ((0.1, 0.4), (0.5, 0.1), (0.9, 0.9))),
        ("short-position", ((0.1, 0.6), (0.5, 0.9), (0.9, 0.1))))),
    ("texts", "Texts", (("text", ((0.3, 0.5),)), ("callout", ((0.2, 0.3), (0.6, 0.8))), ("price-label", ((0.5, 0.5),)))),
)
WORDS = {"text": "Higher lows since Tokyo", "callout": "Sweep of the Asian high"}


def extent(folder, clock):
    """Returns when the chart of gold at a time begins, and its lowest and highest price in points."""
    text = tour_data.cli(folder, "candles", "XAUUSD", "M5", "--to", f"{clock:%Y-%m-%dT%H:%M:%SZ}", "--last", str(VISIBLE))
    rows = [line.split(",") for line in text.splitlines()[1:]]
    low, high = (100 * pick(float(row[column]) for row in rows) for pick, column in ((min, 3), (max, 2)))
    return int(datetime.datetime.fromisoformat(rows[0][0].replace("Z", "+00:00")).timestamp() * 1e6), low, high


def line(folder, clock):
    """Returns a trend line over the falling highs of that chart."""
    first, low, high = extent(folder, clock)
    ends = ((0.36, 0.99), (0.95, 0.5))
    anchors = ", ".join(f"({first + round(x * VISIBLE) * CANDLE_USEC}, {low + y * (high - low):.1f})" for x, y in ends)
    return f"[('trend-line', [{anchors}], '', 6, 2, 0, false, false)]"


def groups(folder, clock):
    """Yields the name, the title and the drawings of each group of tools, for a chart of gold at a time."""
    first, low, high = extent(folder, clock)
    for name, title, tools in GROUPS:
        yield name, title, "[" + ", ".join(write(tool, places, number, len(tools), first, low, high)
                                           for number, (tool, places) in enumerate(tools)) + "]"


def write(tool, places, number, count, first, low, high):
    """Returns a drawing of a tool in the part of its number: two rows."""
    columns = (count + 1) // 2
    width = (VISIBLE - 2 * MARGIN) / columns
    left = MARGIN + width * (number % columns)
    bottom = low + (high - low) * (0.52 if number < columns else 0.04)
    anchors = ", ".join(
        f"({first + round(left + x * width * 0.8) * CANDLE_USEC}, {bottom + y * (high - low) * 0.4:.1f})" for x, y in places)
    return f"('{tool}', [{anchors}], '{WORDS.get(tool, '')}', {number % 8}, {2 if number % 2 else 1}, {number % 3 if count > 5 else 0}, false, false)"
