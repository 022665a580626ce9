#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The BackTrade authors
"""Imports files in the real program: a real one when the shared data is there, a small one, and ones that cannot be."""

import sys
import zipfile

import desktop

THIN = "\u2009"


def test_real_year(folder):
    path = desktop.shared_file("derived-fullyear", "XAUUSD_M1_2024_mt5.csv.xz")
    if path is None:
        return "the shared market data is not here"
    with desktop.open_program(folder, str(path)) as program:
        window = program.window("BackTrade")
        program.wait_text(f"355{THIN}910", window)
        texts = program.wait_text("2024-01-01 – 2024-12-31", window) and program.texts(window)
        assert any(text.startswith("XAUUSD") and "M1" in text for text in texts), texts
        assert "Coverage" in texts and "Findings" in texts, texts
        # A session can be made of it.
        program.press("push button", "New session", window)
        dialog = program.window("New session")
        program.wait_text("Ready", dialog)
        program.press("push button", "Create", dialog)
        session = program.window("XAUUSD M1")
        program.wait_text("Candle 0 of", session)
        assert program.quit() == 0
    return None


def write_small(path, first_close="2001.00"):
    rows = ["time,open,high,low,close,volume"]
    for minute in range(120):
        close = first_close if minute == 0 else "2000.50"
        rows.append(f"2024-03-04T{8 + minute // 60:02}:{minute % 60:02}:00Z,2000.00,2002.00,1999.00,{close},10")
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")


def test_small_file_twice(folder):
    path = folder / "XAUUSD_M1_small.csv"
    write_small(path)
    with desktop.open_program(folder, str(path)) as program:
        window = program.window("BackTrade")
        program.wait_text("imported", window)
        program.wait_text("1 dataset ", window)
        program.wait_text("120", window)
        assert program.quit() == 0
    with desktop.open_program(folder, str(path)) as program:
        window = program.window("BackTrade")
        program.wait_text("here already", window)
        program.wait_text("1 dataset ", window)
        assert program.quit() == 0


def test_small_file_grows(folder):
    """A file with more rows at its end lengthens its dataset, and the window says by how much."""
    path = folder / "XAUUSD_M1_small.csv"
    write_small(path)
    with desktop.open_program(folder, str(path)) as program:
        program.wait_text("imported", program.window("BackTrade"))
        assert program.quit() == 0
    with path.open("a", encoding="utf-8") as file:
        file.write("2024-03-04T10:00:00Z,2000.00,2002.00,1999.00,2001.00,10\n")
        file.write("2024-03-04T10:01:00Z,2001.00,2002.00,1999.00,2001.50,10\n")
    with desktop.open_program(folder, str(path)) as program:
        window = program.window("BackTrade")
        program.wait_text("grew by 2 candles", window)
        program.wait_text("1 dataset ", window)
        program.wait_text("122", window)
        assert program.quit() == 0


def test_bad_files(folder):
    bad = folder / "letter.csv"
    bad.write_text("Dear broker,\nplease find attached no prices at all.\n", encoding="utf-8")
    empty = folder / "empty.csv"
    empty.write_text("", encoding="utf-8")
    cut = folder / "XAUUSD_M1_cut.csv"
    write_small(cut)
    cut.write_bytes(cut.read_bytes()[:-20])
    inverted = folder / "XAUUSD_M1_inverted.csv"
    inverted.write_text("time,open,high,low,close\n2024-03-04T08:00:00Z,2000,1999,2001,2000\n", encoding="utf-8")
    faults = {
        bad: "line 2",
        empty: "empty",
        folder / "missing.csv": "No such file",
        cut: "line 121",
        inverted: "high",
    }
    for path, fault in faults.items():
        with desktop.open_program(folder, str(path)) as program:
            program.wait_text(f"{path.name} was not imported")
            program.wait_text(fault)
            window = program.window("BackTrade")
            program.wait_text("0 datasets", window)
            assert program.quit() == 0


def test_some_inverted(folder):
    """Rows that cannot be are left out, and the report says which."""
    path = folder / "XAUUSD_M1_small.csv"
    write_small(path)
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[5] = lines[5].replace("2002.00,1999.00", "1999.00,2002.00")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with desktop.open_program(folder, str(path)) as program:
        window = program.window("BackTrade")
        program.wait_text("119", window)
        program.wait_text("Line 6 left out", window)
        assert program.quit() == 0


def test_unnamed_file(folder):
    """A file whose name says nothing asks which instrument it is; the answer can be given late."""
    path = folder / "prices.csv"
    write_small(path)
    with desktop.open_program(folder, str(path)) as program:
        sheet = program.window("Import")
        program.wait_text("which instrument it is about", sheet)
        assert not program.find("push button", "Import", window=sheet).getState().contains(desktop.pyatspi.STATE_SENSITIVE)
        # Closed without an answer, the file waits.
        program.key("Escape", window="^Import$")
        program.wait_closed("Import")
        window = program.window("BackTrade")
        program.wait_text("Which instrument is it?", window)
        program.press("push button", "Review…", window)
        sheet = program.window("Import")
        program.find("text", "Instrument", window=sheet).queryEditableText().setTextContents("xauusd")
        program.wait_text("Gold against US dollar", sheet)
        program.wait_text("2000.50", sheet)
        program.press("push button", "Import", sheet)
        program.wait_closed("Import")
        program.wait_text("1 dataset ", window)
        assert any(text.startswith("XAUUSD") for text in program.texts(window))
        assert program.quit() == 0


def test_several_instruments(folder):
    """Of several instruments the one to read is asked for, and in doubtful dates what they begin with."""
    path = folder / "prices.csv"
    rows = [f"03/04/2023 10:{minute:02d},{price}.00,{price}.50,{price - 1}.50,{price}.25,7,{symbol}"
            for symbol, price in (("EURUSD", 1), ("XAUUSD", 2000)) for minute in range(30)]
    path.write_text("time,open,high,low,close,volume,Name\n" + "\n".join(rows) + "\n")
    with desktop.open_program(folder, str(path)) as program:
        sheet = program.window("Import")
        program.wait_text("holds several instruments", sheet)
        program.find("text", "Instrument", window=sheet).queryEditableText().setTextContents("XAUUSD")
        program.wait_text("Gold against US dollar", sheet)
        program.wait_text("2023-04-03 10:00", sheet)
        program.wait_text("Guessed", sheet)
        program.click(program.find("combo box", "What dates begin with", window=sheet), "^Import$")
        program.wait_text("Month first")
        program.key("Down", "Return", window="^Import$")
        program.wait_text("2023-03-04 10:00", sheet)
        program.press("push button", "Import", sheet)
        program.wait_closed("Import")
        window = program.window("BackTrade")
        program.wait_text("2023-03-04", window)
        assert program.quit() == 0


def test_unnamed_file_cancelled(folder):
    path = folder / "prices.csv"
    write_small(path)
    with desktop.open_program(folder, str(path)) as program:
        program.press("push button", "Cancel", program.window("Import"))
        window = program.window("BackTrade")
        program.wait_text("nothing of it was kept", window)
        program.wait_text("0 datasets", window)
        assert program.quit() == 0


def test_many_files(folder):
    """Twenty that wait do not make the window taller, and one that is clear goes on."""
    many = folder / "many"
    many.mkdir()
    for number in range(20):
        write_small(many / f"{number}.csv")
    with desktop.open_program(folder) as program:
        window = program.window("BackTrade")
        identity = program.activate("^BackTrade$")
        before = program.geometry(identity)
        clear = folder / "XAUUSD_M1_small.csv"
        write_small(clear)
        desktop.open_program(folder, str(many), str(clear)).process.wait(desktop.DEADLINE_SECONDS)
        desktop.wait_for(lambda: len(program.find_all("push button", "Review…", window=window)) == 20, "twenty rows")
        program.wait_text("1 dataset ", window)
        assert program.geometry(identity) == before
        assert program.quit() == 0


def test_archive(folder):
    """The tables of an archive go in: those of one instrument together."""
    archive = folder / "year.zip"
    rows = "".join(f"2024-01-02T00:{minute:02}:00Z,1.1,1.2,1.0,1.1,5\n" for minute in range(60))
    with zipfile.ZipFile(archive, "w") as packed:
        for name in ("EURUSD_M1_01.csv", "EURUSD_M1_02.csv", "GBPUSD_M1_01.csv"):
            text = "time,open,high,low,close,volume\n" + rows.replace("-01-02", f"-{name[10:12]}-02")
            packed.writestr(name, text)
    with desktop.open_program(folder) as program:
        window = program.window("BackTrade")
        desktop.open_program(folder, str(archive)).process.wait(desktop.DEADLINE_SECONDS)
        program.wait_text("2 datasets", window)
        program.wait_text("180 rows", window)
        assert program.quit() == 0


if __name__ == "__main__":
    sys.exit(
        desktop.run(
            [
                ("/desktop/import/real-year", test_real_year),
                ("/desktop/import/small-file-twice", test_small_file_twice),
                ("/desktop/import/small-file-grows", test_small_file_grows),
                ("/desktop/import/bad-files", test_bad_files),
                ("/desktop/import/some-inverted", test_some_inverted),
                ("/desktop/import/unnamed-file", test_unnamed_file),
                ("/desktop/import/several-instruments", test_several_instruments),
                ("/desktop/import/unnamed-file-cancelled", test_unnamed_file_cancelled),
                ("/desktop/import/many-files", test_many_files),
                ("/desktop/import/archive", test_archive),
            ]
        )
    )
