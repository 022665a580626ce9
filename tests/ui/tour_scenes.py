#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The BackTrade authors
"""The scenes of the tour (tour.py), each of which opens the program, goes somewhere and takes pictures. Names of widgets are said in the
language that the chapter has."""

import contextlib
import gettext
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import desktop
import tour_data
import tour_drawings
from chart_steps import Place, click, drag, leave, mouse, move, open_menu

GOLD = "^Gold, London open"
MAIN = "^BackTrade$"
# Pictures of the screen that may differ before it must be at rest.
MOST_LOOKS = 20


class Tour:
    """Where the pictures go, and what the program is opened on."""

    def __init__(self, chapter, folder, data):
        self.chapter = chapter
        self.folder = folder
        self.kept = data
        self.scratch = tempfile.TemporaryDirectory(prefix="backtrade-tour-")
        self.data = pathlib.Path(self.scratch.name, "data")
        self.pictures = []
        self.last = None
        catalogue = os.environ.get("BACKTRADE_LOCALE_DIR")
        language = os.environ.get("LANGUAGE")
        words = gettext.translation("backtrade", catalogue, [language]) if language else gettext.NullTranslations()
        self.say = words.gettext
        self.say_in = words.pgettext
        if (data / "backtrade.db").exists():
            shutil.copytree(data, self.data)

    @contextlib.contextmanager
    def open(self, *arguments):
        """Opens the program; what it warns of is no matter here."""
        program = desktop.open_program(self.data.parent, *arguments)
        try:
            yield program
            assert program.quit() == 0
        except Exception:
            print(program.log_path.read_text(encoding="utf-8", errors="replace")[-2000:], file=sys.stderr)
            raise
        finally:
            program.kill()
            program.log.close()

    def take(self, name, caption):
        """Keeps a picture of the screen once two in a row are the same, and not the one before."""
        path = self.folder / f"{self.chapter}-{len(self.pictures) + 1:02}-{name}.png"
        command = ["import", "-silent", "-window", "root", "-define", "png:exclude-chunks=date,time", "-quality", "21", str(path)]
        before = None
        for _ in range(MOST_LOOKS):
            subprocess.run(command, check=True)
            now = path.read_bytes()
            if now == before and now != self.last:
                break
            before = now
        self.last = before
        self.pictures.append((path.name, caption))

    def finish(self):
        captions = self.folder / f"{self.chapter}.json"
        captions.write_text(json.dumps(self.pictures), encoding="utf-8")
        self.scratch.cleanup()


def open_gold(program):
    """Waits for the session's window, brings it to the front and leaves its chart alone."""
    window = program.window(tour_data.GOLD)
    program.activate(GOLD)
    leave()
    return window


def find_chart(program, window):
    return desktop.wait_for(
        lambda: next((node for node in program.find_all("image", window=window) if "XAUUSD" in node.name), None), "the chart")


def count_windows():
    """Counts what the screen shows: whoever asks the program while it makes a window may end it, see desktop.py."""
    return len(desktop.search_windows("."))


def press_key(program, *keys):
    program.key(*keys, window=GOLD)


def welcome(tour):
    if tour.data.exists():
        shutil.rmtree(tour.data)
    with tour.open() as program:
        program.find("push button", tour.say("Start the sample"))
        program.activate(MAIN)
        leave()
        tour.take("welcome", "The first start, with nothing there")
        program.press("push button", tour.say("Start the sample"))
        window = program.window(tour.say("Synthetic gold, first steps"))
        program.activate(tour.say("Synthetic gold, first steps"))
        program.key("space")
        program.wait_text(tour.say("Paused"), window)
        leave()
        tour.take("sample", "The sample, a click later")
    if not (tour.kept / "backtrade.db").exists():
        tour_data.prepare(tour.data, pathlib.Path(tour.scratch.name))
        tour_data.hide(tour.data)
        shutil.copytree(tour.data, tour.kept, dirs_exist_ok=True)
    shutil.rmtree(tour.data)
    shutil.copytree(tour.kept, tour.data)


def look(tour, name, caption, charts=({},), point=None, **window):
    """Opens the gold session with charts of a certain look."""
    tour_data.show(tour.data, tour_data.GOLD, charts, **window)
    with tour.open() as program:
        shown = open_gold(program)
        chart = find_chart(program, shown)
        if point is not None:
            move(Place(program, chart, GOLD), point)
        tour.take(name, caption)


def styles(tour):
    for style in ("candles", "bars", "line", "step", "area", "baseline"):
        look(tour, style, f"Style {style}", [{"style": style, "hollow": False}])
    look(tour, "hollow", "Hollow candles, with the crosshair", point=(0.4, 0.4))
    for bars in ("heikin-ashi", "renko", "range", "volume", "point-figure"):
        look(tour, bars, f"Bars made by {bars}", [{"bars": bars}], point=(0.5, 0.5))


def scales(tour):
    for scale in ("logarithmic", "percent", "indexed"):
        look(tour, scale, f"Scale {scale}", [{"scale": scale, "timeframe": "H4", "visible": 300}], point=(0.4, 0.4))
    look(tour, "inverted", "Upside down", [{"inverted": True}])
    look(tour, "profile", "Volume profile of the view", [{"profile": True}])
    look(tour, "gaps", "Gaps kept, separators of weeks", [{"gaps": True, "timeframe": "M30", "visible": 400, "separators": "week"}])
    look(tour, "sessions-off", "Neither sessions nor volume nor separators", [{"sessions": 0, "volume": False, "separators": "none"}])
    for axis in ("shared", "own"):
        look(tour, f"compare-{axis}", f"Silver beside gold, axis {axis}", [{"compares": [{"dataset": tour_data.dataset_of(tour.data, "XAGUSD"), "axis": axis}]}], point=(0.5, 0.5))
    look(tour, "many", "20,000 candles in view", [{"timeframe": "M1", "visible": 20000}])
    look(tour, "few", "Twelve candles in view", [{"visible": 12}], point=(0.4, 0.3))


OVERLAYS = "ema period=20\nsma period=50\nbollinger"
PANES = "ema period=20\nvolume\nrsi\nmacd"


def studies(tour):
    look(tour, "overlays", "Averages and bands", [{"studies": OVERLAYS}], point=(0.5, 0.5))
    look(tour, "ichimoku", "Ichimoku and pivots", [{"studies": "ichimoku\npivots"}])
    look(tour, "trailing", "SuperTrend, SAR and ZigZag", [{"studies": "supertrend\npsar\nzigzag"}])
    look(tour, "vwap", "VWAP and a higher timeframe", [{"studies": "vwap\nema period=20 timeframe=H1\nalligator"}])
    look(tour, "panes", "Panes", [{"studies": PANES}], point=(0.5, 0.8))
    look(tour, "oscillators", "Four panes", [{"studies": "stochastic\nadx\natr\nobv"}])
    look(tour, "folded", "Panes with the tables folded", [{"studies": "rsi\nmacd\nstochastic\ncci\nmfi"}], folded=True)


def drawings(tour):
    for group, title, text in tour_drawings.groups(tour.data, tour_data.clock_of(tour.data, tour_data.GOLD)):
        look(tour, group, title, drawings=text, folded=True)


def charts(tour):
    look(tour, "two", "Two", [{"studies": "ema period=20"}, {"timeframe": "H1", "studies": "rsi"}], layout="2-columns")
    four = [{"studies": OVERLAYS, "visible": 90}, {"timeframe": "H1", "studies": "rsi\nmacd", "visible": 90},
            {"timeframe": "D1", "style": "area", "studies": "sma period=50"}, {"timeframe": "M15", "bars": "heikin-ashi", "studies": "ichimoku"}]
    look(tour, "four", "Four, with indicators", four, layout="4", point=(0.5, 0.5), folded=True)
    eight = [{"timeframe": frame, "visible": 60} for frame in ("M1", "M5", "M15", "M30", "H1", "H4", "D1", "W1")]
    look(tour, "eight", "Eight", eight, layout="8", folded=True)


def price_at(program, window, place, height):
    """Has the ticket take the price at a height, and reads it off its button."""
    click(place, (0.3, height), "ctrl")

    def read():
        names = [node.name for node in program.find_all("push button", contains="0.10", window=window)]
        return next((found for found in (re.search(r"0\.10 .*?(\d{4}\.\d\d)", name) for name in names) if found), None)

    return float(desktop.wait_for(read, "the ticket's price").group(1))


def height_of(program, window, place, price):
    upper, lower = 0.25, 0.8
    prices = [price_at(program, window, place, height) for height in (upper, lower)]
    return upper + (lower - upper) * (prices[0] - price) / (prices[0] - prices[1])


def trading(tour):
    tour_data.show(tour.data, tour_data.GOLD, [{"studies": "ema period=20\nbollinger", "visible": 110}])
    with tour.open() as program:
        window = open_gold(program)
        place = Place(program, find_chart(program, window), GOLD)
        tour.take("positions", "Positions, orders and past trades")
        for line, name, caption in ((tour_data.LIMIT, "order", "An order"), (tour_data.POSITION, "stop", "A stop")):
            height = height_of(program, window, place, tour_data.line_of(tour.data, line))
            drag(place, (0.87, height), (0.87, height + 0.05),
                 lambda name=name, caption=caption: tour.take(f"drag-{name}", f"{caption} while it is dragged"), lambda: mouse(("key", "Escape")))
        leave()
        open_menu(lambda: click(place, (0.3, 0.7), button="3"))
        tour.take("chart-menu", "The chart's menu")
        program.key("Escape")
        refuse(tour, program, window)


def refuse(tour, program, window):
    """Sends an order that is refused, and asks why one was filled."""
    press_key(program, "w")
    tour.take("why", "Why an order was filled")
    program.key("Escape")
    press_key(program, "F2")
    tour.take("change", "A position that is changed")
    program.key("Escape")
    program.set_value(tour.say("Size"), 900, window)
    press_key(program, "ctrl+Return")
    leave()
    tour.take("refused", "The ticket refuses")


def hands(tour):
    """What the hand does on a chart: measure, box, wheel, drags of the chart and of its axes, the way back."""
    tour_data.show(tour.data, tour_data.GOLD, [{"studies": "ema period=20"}])
    with tour.open() as program:
        window = open_gold(program)
        place = Place(program, find_chart(program, window), GOLD)
        drag(place, (0.2, 0.3), (0.5, 0.6), lambda: tour.take("measure", "A measure, with Shift held"), keys=("Shift_L",))
        press_key(program, "Escape")
        drag(place, (0.3, 0.25), (0.5, 0.7), lambda: tour.take("box", "A box that is to fill the chart, with Ctrl held"), keys=("Control_L",))
        leave()
        tour.take("zoomed", "The box fills the chart, and a button leads back to the newest candle")
        press_key(program, "BackSpace")
        tour.take("unzoomed", "Back to before the box")
        move(place, (0.4, 0.4))
        mouse(*[("click", "4")] * 6)
        leave()
        tour.take("wheel", "Six notches of the wheel about the pointer")
        drag(place, (0.3, 0.4), (0.8, 0.4))
        leave()
        tour.take("dragged", "Dragged back in time")
        press_key(program, "End")
        tour.take("end", "The newest candle again")
        drag(place, (0.97, 0.3), (0.97, 0.6))
        leave()
        tour.take("price-axis", "The price axis dragged")
        move(place, (0.97, 0.5))
        mouse(("click", "--repeat", "2", "--delay", "60", "1"))
        leave()
        tour.take("price-axis-fit", "Double-clicked, prices fit again")
        drag(place, (0.3, 0.98), (0.6, 0.98))
        leave()
        tour.take("time-axis", "The time axis dragged")


def menus(tour):
    tour_data.show(tour.data, tour_data.GOLD, [{"studies": "rsi"}])
    with tour.open() as program:
        window = open_gold(program)
        for name, key, caption in (("go", "g", "Go to"), ("layouts", "shift+l", "Layouts"), ("timeframes", "t", "Timeframes"),
                                   ("lines", "d", "Drawing tools")):
            open_menu(lambda key=key: press_key(program, key))
            tour.take(f"menu-{name}", caption)
            program.key("Escape")
        for name in ("Fibonacci, Gann and waves", "Look of the selected drawing and of new ones", "Session menu",
                     "More for positions and orders", "Speed of play"):
            button = program.find("push button", tour.say(name), window=window)
            open_menu(lambda button=button: program.click(button, GOLD))
            tour.take("menu-" + name.split()[0].lower().strip(","), name)
            program.key("Escape")


def tables(tour):
    tour_data.show(tour.data, tour_data.GOLD)
    with tour.open() as program:
        window = open_gold(program)
        for name in ("Orders", "Trades", "Ledger", "Log", "Branches", "Alerts", "Notes"):
            program.click(program.find("page tab", tour.say(name), window=window), GOLD)
            leave()
            tour.take(f"table-{name.lower()}", name)
        press_key(program, "n")
        subprocess.run(["xdotool", "type", "--delay", "30", "Waited for the open"], check=True)
        tour.take("note", "A note at the candle")


def session_windows(tour):
    tour_data.show(tour.data, tour_data.GOLD, [{"studies": "ema period=20\nrsi"}])
    with tour.open() as program:
        window = open_gold(program)
        for name, key, title in (("alert", "a", "New alert"), ("studies", "i", "Indicators"), ("compare", "shift+c", "Compare"),
                                 ("workspaces", "shift+w", "Workspaces"), ("keys", "ctrl+question", "Shortcuts")):
            before = count_windows()
            press_key(program, key)
            desktop.wait_for(lambda before=before: count_windows() > before, title)
            tour.take(f"window-{name}", title)
            program.key("Escape")
            desktop.wait_for(lambda before=before: count_windows() == before, f"end of {title}")
        program.press("push button", tour.say("Report"), window)
        program.activate(tour.say("Report"))
        tour.take("report-running", "The report of a session that is played")


def open_main(program):
    window = next(node for node in program.windows() if node.name == "BackTrade")
    program.activate(MAIN)
    leave()
    return window


def main_pages(tour):
    tour_data.hide(tour.data)
    with tour.open() as program:
        program.wait_text(tour_data.GOLD)
        window = open_main(program)
        tour.take("sessions", "Sessions")
        for page in ("Data", "Sources"):
            if not program.has("label", tour.say(page), window=window):
                continue
            program.click(program.find("label", tour.say(page), window=window), MAIN)
            leave()
            tour.take(f"page-{page.lower()}", page)
        show_instruments(tour, program, window)


def show_instruments(tour, program, window):
    """From the page of data: the instruments, the preview of specifications, and a download."""
    program.press("push button", tour.say("Instruments"), window)
    editor = program.window(tour.say("Instruments"))
    program.activate(tour.say("Instruments"))
    leave()
    tour.take("instruments", "Instruments")
    table = pathlib.Path(tour.scratch.name, "specifications.csv")
    table.write_text("Symbol,Digits,Contract size,Minimum lot,Lot step\nXAUUSD,2,100,0.01,0.01\nXAGUSD,3,5000,0.01,0.01\n", encoding="utf-8")
    button = next(node for node in program.find_all("push button", window=editor) if node.name.startswith(tour.say("Import")[:6]))
    before = count_windows()
    button.queryAction().doAction(0)
    desktop.wait_for(lambda: count_windows() > before, "the file chooser")
    tour.take("file-chooser", "A file is chosen")
    program.key("slash")
    subprocess.run(["xdotool", "type", "--delay", "20", str(table)[1:]], check=True)
    title = tour.say("Import specifications")
    chooser = desktop.search_windows(title)
    program.key("Return")
    # The preview is called what the chooser was.
    desktop.wait_for(lambda: set(desktop.search_windows(title)) - set(chooser), "the preview")
    tour.take("specifications", "What a table of specifications would change")
    program.key("Escape")
    desktop.wait_for(lambda: count_windows() == before, "end of the preview")
    program.key("Escape", window=tour.say("Instruments"))
    program.wait_closed(tour.say("Instruments"))
    program.press("push button", tour.say("Download…"), window)
    leave()
    tour.take("download", "A download")
    program.key("Escape")


def importing(tour):
    """A file that does not say what it is of."""
    tour_data.hide(tour.data)
    path = pathlib.Path(tour.scratch.name, "prices.csv")
    tour_data.write_faulty(path)
    with tour.open(str(path)) as program:
        program.window(tour.say("Import"))
        program.activate(f"^{tour.say('Import')}$")
        leave()
        tour.take("import", "What is in a file, before it is stored")


def readme(tour):
    """The three pictures of data/screenshots."""
    clock = tour_data.clock_of(tour.data, tour_data.GOLD)
    look(tour, "session", "session.png", [{"studies": "ema period=20\nbollinger\nrsi", "visible": 110}],
         drawings=tour_drawings.line(tour.data, clock))
    tour_data.hide(tour.data)
    with tour.open() as program:
        program.wait_text(tour_data.GOLD)
        window = open_main(program)
        for name, page in (("sessions", "Sessions"), ("data", "Data")):
            program.click(program.find("label", page, window=window), MAIN)
            leave()
            tour.take(name, f"{name}.png")


def report(tour):
    """The report of a session that has ended."""
    tour_data.hide(tour.data)
    with tour.open() as program:
        program.wait_text(tour_data.REPORT)
        window = open_main(program)
        program.press("push button", tour.say("Report"), window)
        program.window(tour_data.REPORT)
        program.activate(tour_data.REPORT)
        leave()
        tour.take("report", "A report")
        program.key("ctrl+End")
        tour.take("report-foot", "Its foot")


def dialogs(tour):
    tour_data.hide(tour.data)
    with tour.open() as program:
        program.wait_text(tour_data.GOLD)
        open_main(program)
        for name, key, title in (("new-session", "ctrl+n", "New session"), ("preferences", "ctrl+comma", "Preferences")):
            program.key(key, window=MAIN)
            program.window(tour.say(title))
            program.activate(tour.say(title))
            tour.take(f"dialog-{name}", title)
            program.key("Escape")
            program.wait_closed(tour.say(title))


def blind(tour):
    tour_data.hide(tour.data)
    tour_data.show(tour.data, tour_data.BLIND)
    with tour.open() as program:
        program.window("Blind practice")
        program.activate("^Blind practice")
        program.key("Right", "Right", "b", "Right")
        leave()
        tour.take("blind", "Instrument, dates and prices are hidden")


def set_up(settings):
    """Has the desktop keep still, and sets the chapter's preferences."""
    folder = pathlib.Path(os.environ["XDG_CONFIG_HOME"], "gtk-4.0")
    folder.mkdir(parents=True)
    font = os.environ.get("BACKTRADE_TOUR_FONT", "")
    lines = ["[Settings]", "gtk-cursor-blink=false", "gtk-enable-animations=false", f"gtk-font-name={font}" if font else ""]
    (folder / "settings.ini").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for schema, key, value in settings:
        own = next(pathlib.Path(os.environ["GSETTINGS_SCHEMA_DIR"]).glob("*.gschema.xml")).name.removesuffix(".gschema.xml")
        name = own if schema == "app" else schema
        subprocess.run(["gsettings", "set", name, key, value], check=True)


def main():
    chapter, folder, data = sys.argv[1:]
    set_up(json.loads(os.environ["BACKTRADE_TOUR_SETTINGS"]))
    tour = Tour(chapter, pathlib.Path(folder), pathlib.Path(data))
    status = 0
    for scene in os.environ["BACKTRADE_TOUR_SCENES"].split():
        try:
            globals()[scene](tour)
        except Exception as error:
            print(f"  {chapter}, {scene}: {type(error).__name__}: {error}", flush=True)
            desktop.traceback.print_exc()
            status = 1
    tour.finish()
    return status


if __name__ == "__main__":
    sys.exit(main())
