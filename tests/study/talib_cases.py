# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The BackTrade authors
"""Which of our indicators is which function of TA-Lib, with the parameters that the two are compared with, and the candles."""

import dataclasses

PERIODS = (2, 3, 5, 8, 14, 21, 50, 101)
PERIODS_FROM_ONE = (1, *PERIODS)
# TA-Lib's numbers of the averages that ours offer too.
AVERAGES = {"sma": 0, "ema": 1, "wma": 2}


@dataclasses.dataclass(frozen=True)
class Case:
    """A function of TA-Lib: the columns and the numbers that it takes; and the study and the outputs of ours that are the same."""

    function: str
    columns: str
    numbers: tuple
    study: str
    outputs: tuple


@dataclasses.dataclass(frozen=True)
class Series:
    """Candles that are made, not stored: of each 50 the last still ones do not move, jumps of each 100 open away from the close before
    by up to jump, and quiet of each 100 have no volume."""

    name: str
    length: int
    seed: int
    price: int
    reach: int
    still: int = 0
    jumps: int = 0
    jump: int = 0
    volume: int = 500
    quiet: int = 0

    def make(self):
        """Returns the candles as columns of whole numbers."""
        state = self.seed

        def draw(limit):
            nonlocal state
            state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
            return (state >> 33) % (limit + 1)

        columns = {name: [] for name in "ohlcv"}
        price = self.price
        for i in range(self.length):
            reach = 0 if i % 50 >= 50 - self.still else self.reach
            candle_open = price
            if draw(99) < self.jumps:
                candle_open += draw(2 * self.jump) - self.jump
            price = candle_open + draw(2 * reach) - reach
            columns["o"].append(candle_open)
            columns["h"].append(max(candle_open, price) + draw(reach))
            columns["l"].append(min(candle_open, price) - draw(reach))
            columns["c"].append(price)
            columns["v"].append(0 if draw(99) < self.quiet else draw(self.volume))
        return columns


SERIES = (
    Series("walk", 300, 1, 110000, 15),
    Series("steps", 300, 2, 5000, 2, still=30, volume=9, quiet=50),
    Series("jumps", 300, 3, 200000, 60, jumps=10, jump=3000, volume=100000, quiet=5),
    Series("short", 30, 5, 110000, 15),
)


def of_period(function, columns, study, outputs, periods=PERIODS):
    """A function of a period alone."""
    for period in periods:
        yield Case(function, columns, (period,), f"{study} period={period}", outputs)


def averages():
    for function in ("SMA", "EMA", "WMA", "DEMA", "TEMA", "TRIMA", "KAMA", "MIDPOINT"):
        yield from of_period(function, "c", function.lower(), (function.lower(),))
    for period in PERIODS:
        for factor in (0.0, 0.35, 0.7, 1.0):
            yield Case("T3", "c", (period, factor), f"t3 period={period} volume-factor={factor}", ("t3",))
    yield from of_period("MIDPRICE", "hl", "midprice", ("midprice",))
    for step, maximum in ((0.02, 0.2), (0.0, 0.2), (0.05, 0.05), (0.3, 0.2), (0.01, 1.0)):
        yield Case("SAR", "hl", (step, maximum), f"psar step={step} maximum={maximum}", ("sar",))


def lines():
    yield from of_period("LINEARREG", "c", "linreg", ("middle",))
    yield from of_period("LINEARREG_INTERCEPT", "c", "linreg", ("start",))
    yield from of_period("LINEARREG_SLOPE", "c", "linreg-slope", ("slope",))
    yield from of_period("TSF", "c", "tsf", ("tsf",))


def spreads():
    for period in PERIODS:
        yield Case("VAR", "c", (period, 1.0), f"variance period={period}", ("variance",))
        for deviations in (1.0, 2.5):
            numbers = (period, deviations)
            yield Case("STDDEV", "c", numbers, f"stddev period={period} deviations={deviations}", ("stddev",))
        bands = ("upper", "middle", "lower")
        for name, average in AVERAGES.items():
            yield Case("BBANDS", "c", (period, 2.0, 2.0, average), f"bollinger period={period} deviations=2 average={name}", bands)
        yield Case("BBANDS", "c", (period, 1.3, 1.3, 0), f"bollinger period={period} deviations=1.3", bands)
        yield Case("ACCBANDS", "hlc", (period,), f"acceleration-bands period={period}", bands)
    yield from of_period("ATR", "hlc", "atr", ("atr",), PERIODS_FROM_ONE)
    # With a period of 1 TA-Lib's NATR is the true range, not a share of the price.
    yield from of_period("NATR", "hlc", "natr", ("natr",))
    yield Case("TRANGE", "hlc", (), "true-range", ("tr",))
    yield from of_period("AVGDEV", "c", "average-deviation", ("deviation",))
    yield from of_period("MAX", "h", "donchian", ("upper",))
    yield from of_period("MIN", "l", "donchian", ("lower",))


def momentum():
    yield from of_period("RSI", "c", "rsi", ("rsi",))
    yield from of_period("CMO", "c", "cmo", ("cmo",))
    yield from of_period("MOM", "c", "momentum", ("momentum",), PERIODS_FROM_ONE)
    yield from of_period("ROC", "c", "roc", ("roc",), PERIODS_FROM_ONE)
    # With a period of 1 TA-Lib's TRIX reads past its averages.
    yield from of_period("TRIX", "c", "trix", ("trix",))
    for function, study, outputs in (
        ("ADX", "adx", ("adx",)),
        ("PLUS_DI", "adx", ("plus",)),
        ("MINUS_DI", "adx", ("minus",)),
        ("ADXR", "adxr", ("adxr",)),
        ("DX", "dx", ("dx",)),
        ("CCI", "cci", ("cci",)),
        ("WILLR", "williams-r", ("r",)),
    ):
        yield from of_period(function, "hlc", study, outputs)
    yield from of_period("PLUS_DM", "hl", "dm", ("plus",))
    yield from of_period("MINUS_DM", "hl", "dm", ("minus",))
    yield from of_period("AROON", "hl", "aroon", ("down", "up"))
    yield from of_period("AROONOSC", "hl", "aroon-oscillator", ("oscillator",))
    yield from of_period("IMI", "oc", "imi", ("imi",))
    yield Case("BOP", "ohlc", (), "bop", ("bop",))
    for periods in ((7, 14, 28), (1, 2, 3), (5, 5, 5), (28, 14, 7), (3, 50, 10)):
        yield Case("ULTOSC", "hlc", periods, "ultimate short={} middle={} long={}".format(*periods), ("uo",))


def oscillators():
    for fast, slow in ((12, 26), (2, 3), (26, 12), (3, 3), (5, 50)):
        for name, average in AVERAGES.items():
            for function in ("APO", "PPO"):
                study = function.lower()
                yield Case(function, "c", (fast, slow, average), f"{study} fast={fast} slow={slow} average={name}", (study,))
        # With a signal period of 1 TA-Lib's MACD begins before its slow average.
        for signal in (2, 9, 15):
            study = f"macd fast={fast} slow={slow} signal={signal}"
            yield Case("MACD", "c", (fast, slow, signal), study, ("macd", "signal", "histogram"))
    for k, smooth, d in ((14, 3, 3), (1, 1, 1), (5, 3, 3), (2, 2, 2), (14, 1, 3), (21, 7, 9), (50, 5, 1)):
        for name, average in AVERAGES.items():
            study = f"stochastic k={k} smooth={smooth} d={d} average={name}"
            yield Case("STOCH", "hlc", (k, smooth, average, d, average), study, ("k", "d"))
            yield Case("STOCHF", "hlc", (k, d, average), f"stochastic k={k} smooth=1 d={d} average={name}", ("k", "d"))
    for period, k, d in ((14, 14, 3), (14, 5, 3), (2, 1, 1), (5, 3, 2), (9, 21, 8), (21, 14, 1)):
        yield Case("STOCHRSI", "c", (period, k, d, 0), f"stochastic-rsi period={period} k={k} d={d}", ("k", "d"))


def volumes():
    yield Case("AD", "hlcv", (), "ad", ("ad",))
    yield Case("OBV", "cv", (), "obv", ("obv",))
    yield from of_period("MFI", "hlcv", "mfi", ("mfi",))
    for fast, slow in ((3, 10), (2, 3), (2, 2), (10, 3), (5, 50)):
        yield Case("ADOSC", "hlcv", (fast, slow), f"adosc fast={fast} slow={slow}", ("adosc",))


def prices():
    for function, columns, source in (
        ("MEDPRICE", "hl", "hl2"),
        ("TYPPRICE", "hlc", "hlc3"),
        ("AVGPRICE", "ohlc", "ohlc4"),
        ("WCLPRICE", "hlc", "hlcc4"),
    ):
        yield Case(function, columns, (), f"sma period=1 source={source}", ("sma",))


CASES = tuple(case for group in (averages, lines, spreads, momentum, oscillators, volumes, prices) for case in group())


def is_comparable(case, series):
    """Where the RSI stands still, what TA-Lib's stochastic RSI says of it is the rounding of its averages."""
    return not (case.function == "STOCHRSI" and series.still > 0)
