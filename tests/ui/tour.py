#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The BackTrade authors
"""A tour through the real program in pictures, to be looked at: what it shows in each colour scheme, on large and small screens and in
another language.

    tests/ui/tour.py FOLDER [CHAPTER…]

writes numbered PNG files and an index.html into FOLDER. Each chapter has a screen and a copy of the data of its own; the variables of
`make tour` name the programs."""

import html
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
LARGE, SMALL, DOUBLE = "1600x1000x24", "1024x640x24", "3200x2000x24"


class Chapter:
    """What a chapter shows, and on what."""

    def __init__(self, name, title, scenes, screen=LARGE, settings=(), environment=None):
        self.name = name
        self.title = title
        self.scenes = scenes
        self.screen = screen
        self.settings = settings
        self.environment = environment or {}


LIGHT = (("app", "color-scheme", "light"),)
CONTRAST = (("app", "contrast", "high"), ("org.gnome.desktop.a11y.interface", "high-contrast", "true"))
BLIND_COLOURS = (("app", "candle-colors", "color-blind"),)

CHAPTERS = (
    Chapter("first", "The first start", ("welcome",)),
    Chapter("styles", "Styles of a chart", ("styles",)),
    Chapter("scales", "Scales and what a chart shows beside prices", ("scales",)),
    Chapter("studies", "Indicators", ("studies",)),
    Chapter("drawings", "Drawings", ("drawings",)),
    Chapter("charts", "Several charts in a window", ("charts",)),
    Chapter("trading", "Trading on the chart and by the ticket", ("trading",)),
    Chapter("hands", "The chart under the hand", ("hands",)),
    Chapter("menus", "Menus", ("menus",)),
    Chapter("tables", "Tables below the chart", ("tables",)),
    Chapter("windows", "Windows of a session", ("session_windows",)),
    Chapter("main", "The main window", ("main_pages",)),
    Chapter("dialogs", "Dialogs and reports", ("dialogs", "importing", "report")),
    Chapter("blind", "Blind practice", ("blind",)),
    Chapter("light", "Light", ("charts", "trading", "tables", "session_windows", "main_pages", "dialogs"), settings=LIGHT),
    Chapter("contrast", "High contrast", ("studies", "trading", "main_pages"), settings=CONTRAST),
    Chapter("contrast-light", "High contrast, light", ("trading", "main_pages"), settings=(*LIGHT, *CONTRAST)),
    Chapter("colours", "Colours for the colour-blind", ("trading",), settings=BLIND_COLOURS),
    Chapter("small", "A small screen", ("welcome", "charts", "trading", "menus", "tables", "session_windows", "main_pages", "dialogs"),
            SMALL),
    Chapter("double", "At 200 %", ("charts", "trading", "main_pages"), DOUBLE, environment={"GDK_SCALE": "2"}),
    Chapter("french", "In French", ("welcome", "trading", "menus", "tables", "session_windows", "main_pages", "dialogs"),
            environment={"LANGUAGE": "fr"}),
    Chapter("readme", "What data/screenshots shows", ("readme",), environment={"BACKTRADE_TOUR_FONT": "Cantarell 11"}),
    Chapter("french-small", "In French on a small screen", ("trading", "menus", "tables", "session_windows", "main_pages", "dialogs"), SMALL,
            environment={"LANGUAGE": "fr"}),
)


def run_chapter(chapter, number, folder, data):
    """Runs a chapter on a screen of its own; returns whether it came to its end."""
    command = [HERE / "run-under-xvfb", sys.executable, HERE / "tour_scenes.py", f"{number:02}-{chapter.name}", str(folder), str(data)]
    environment = {**os.environ, **chapter.environment, "BACKTRADE_SCREEN": chapter.screen,
                   "BACKTRADE_TOUR_SCENES": " ".join(chapter.scenes), "BACKTRADE_TOUR_SETTINGS": json.dumps(chapter.settings)}
    print(f"{chapter.title} …", flush=True)
    with tempfile.TemporaryFile() as said:
        status = subprocess.run(command, env=environment, stderr=said, check=False).returncode
        if status:
            said.seek(0)
            print(said.read().decode(errors="replace")[-4000:])
    return status == 0


def write_index(folder, chapters):
    """Writes a page with the pictures of all chapters that are in the folder."""
    parts = ["<!DOCTYPE html><html lang=en><meta charset=utf-8><title>BackTrade, a tour</title>",
             "<style>body{font:14px sans-serif;margin:24px;background:#777}figure{display:inline-block;margin:8px;vertical-align:top}"
             "img{width:640px;border:1px solid #333}figcaption{width:640px}</style><h1>BackTrade, a tour</h1>"]
    count = 0
    for number, chapter in chapters:
        captions = folder / f"{number:02}-{chapter.name}.json"
        if not captions.exists():
            continue
        parts.append(f"<h2>{html.escape(chapter.title)}</h2>")
        for picture, caption in json.loads(captions.read_text(encoding="utf-8")):
            parts.append(f"<figure><a href={picture}><img loading=lazy src={picture} alt=''></a>"
                         f"<figcaption>{html.escape(picture)}: {html.escape(caption)}</figcaption></figure>")
            count += 1
    (folder / "index.html").write_text("\n".join(parts), encoding="utf-8")
    return count


def main():
    folder = pathlib.Path(sys.argv[1]).resolve()
    wanted = sys.argv[2:]
    numbered = list(enumerate(CHAPTERS, 1))
    unknown = set(wanted) - {chapter.name for chapter in CHAPTERS}
    if unknown:
        print(f"No such chapter: {', '.join(sorted(unknown))}. There are: {', '.join(chapter.name for chapter in CHAPTERS)}.")
        return 2
    folder.mkdir(parents=True, exist_ok=True)
    failed = []
    with tempfile.TemporaryDirectory(prefix="backtrade-tour-") as data:
        # The first chapter leaves the data for the others.
        for number, chapter in numbered:
            if number > 1 and wanted and chapter.name not in wanted:
                continue
            for old in folder.glob(f"{number:02}-{chapter.name}*"):
                old.unlink()
            if not run_chapter(chapter, number, folder, pathlib.Path(data)):
                failed.append(chapter.name)
    print(f"{write_index(folder, numbered)} pictures: {folder / 'index.html'}")
    if failed:
        print(f"Cut short: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    if not shutil.which("import"):
        sys.exit("ImageMagick is not installed.")
    sys.exit(main())
