# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The BackTrade authors
"""Rules that the tools of the platform check: format, windows, desktop data, translations."""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile

from tree import Finding

# What meson puts in place of the names; any valid one serves the validators.
NAMES = {"@APP_ID@": "org.example.Tidy", "@VERSION@": "1.0", "@SCHEMA_PATH@": "/org/example/Tidy/"}

TRANSLATABLE_C = re.compile(r"(?<!\w)(?:_|N_|C_|NC_|Q_|gettext|ngettext|g_dngettext|g_dgettext) \(")


class ToolMissing(Exception):
    """A tool that the rule needs is not installed; the text says which."""


def find_tool(name):
    path = shutil.which(name)
    if not path:
        raise ToolMissing(f"{name} is not installed")
    return path


def run(command, env=None, **arguments):
    # The tests make warnings fatal; a tool that warns is asked what it says.
    environment = {**(env or os.environ), "G_DEBUG": ""}
    return subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, **arguments
    )


def first_line(text):
    return next((line.strip() for line in text.splitlines() if line.strip()), "the tool says no more")


def check_filled(tree, pattern, suffix, command):
    """Runs a command on a copy of each file, its names filled in; a failure is a finding."""
    for source in tree.find(pattern):
        text = source.text
        for name, value in NAMES.items():
            text = text.replace(name, value)
        with tempfile.TemporaryDirectory() as folder:
            copy = pathlib.Path(folder) / (NAMES["@APP_ID@"] + suffix)
            copy.write_text(text, encoding="utf-8")
            result = run(command(copy))
            if result.returncode != 0:
                yield Finding(source.path, 0, first_line(result.stdout.replace(str(copy) + ": ", "")))


def clang_format(tree):
    """clang-format has nothing to change."""
    tool = find_tool("clang-format")
    style = tree.root / ".clang-format"
    if not style.exists():
        style = pathlib.Path(__file__).parents[2] / ".clang-format"
    files = [source.path for source in tree.c_files()]
    if not files:
        return
    result = run([tool, f"--style=file:{style}", "--dry-run", *files], cwd=tree.root)
    places = {}
    for path, line in re.findall(r"^(\S+?):(\d+):\d+: \w+: code should be clang-formatted", result.stdout, re.M):
        places.setdefault(path, []).append(int(line))
    for path, lines in places.items():
        yield Finding(path, lines[0], f"clang-format would change {len(lines)} places: run make format")


def desktop_entry(tree):
    """desktop-file-validate accepts the desktop entry."""
    tool = find_tool("desktop-file-validate")
    yield from check_filled(tree, r"data/.*\.desktop\.in", ".desktop", lambda copy: [tool, str(copy)])


def appstream(tree):
    """appstreamcli accepts the AppStream data."""
    tool = find_tool("appstreamcli")
    yield from check_filled(
        tree, r"data/.*\.metainfo\.xml\.in", ".metainfo.xml", lambda copy: [tool, "validate", "--no-net", "--no-color", str(copy)]
    )


def settings_schema(tree):
    """glib-compile-schemas accepts the settings."""
    tool = find_tool("glib-compile-schemas")
    yield from check_filled(
        tree, r"data/.*\.gschema\.xml\.in", ".gschema.xml", lambda copy: [tool, "--strict", "--dry-run", str(copy.parent)]
    )


def mime_type(tree):
    """update-mime-database accepts the type of session files."""
    tool = find_tool("update-mime-database")

    def place(copy):
        packages = copy.parent / "mime" / "packages"
        packages.mkdir(parents=True)
        shutil.copy(copy, packages)
        # It reports what it does not understand, and succeeds.
        script = 'out=$(XDG_DATA_DIRS="$1" "$2" "$1/mime" 2>&1); [ -z "$out" ] || { echo "$out"; exit 1; }'
        return ["sh", "-c", script, "sh", str(copy.parent), tool]

    yield from check_filled(tree, r"data/.*-mime\.xml\.in", ".xml", place)


def windows(tree):
    """gtk4-builder-tool accepts every .ui file, and the C file of that name binds every handler."""
    sources = tree.find(r"resources/.*\.ui")
    if not sources:
        return
    yield from find_unbound_handlers(tree, sources)
    tool = find_tool("gtk4-builder-tool")
    find_tool("Xvfb")
    # The tool finds types by the symbols in its process: libadwaita's and the program's are put there.
    widgets = os.environ.get("TIDY_WIDGETS")
    if not widgets:
        raise ToolMissing("TIDY_WIDGETS does not name the module with the program's widgets; meson test does")
    wrapper = pathlib.Path(__file__).parents[1] / "ui" / "run-under-xvfb"
    script = 'for file; do echo "== $file"; LD_PRELOAD="$TIDY_WIDGETS" "$TOOL" validate "$file" 2>&1 || echo "!! failed"; done'
    with tempfile.TemporaryDirectory() as folder:
        for source in sources:
            copy = pathlib.Path(folder) / source.path
            copy.parent.mkdir(parents=True, exist_ok=True)
            # Handlers are static functions, which the tool cannot find: any other stands in, so that the signals are checked.
            copy.write_text(re.sub(r'\bhandler="\w+"', 'handler="gtk_widget_grab_focus"', source.text), encoding="utf-8")
        command = [str(wrapper), "sh", "-c", script, "sh", *(source.path for source in sources)]
        result = run(command, cwd=folder, env={**os.environ, "TOOL": tool})
    blocks = result.stdout.split("== ")[1:]
    if len(blocks) != len(sources):
        yield Finding("resources", 0, f"not every file was checked: {first_line(result.stdout)}")
    for block in blocks:
        path, *said = block.splitlines()
        if any(line.startswith("!!") for line in said):
            said = [line for line in said if not re.match(r"dbus-daemon|SpiRegistry|!!", line)]
            yield Finding(path, 0, " ".join(line.strip() for line in said if line.strip()) or "refused without a word")


def find_unbound_handlers(tree, sources):
    for source in sources:
        code = tree.get(f"src/ui/bt-{source.path.rsplit('/', 1)[-1][:-3]}.c")
        for number, line in enumerate(source.lines, 1):
            for handler in re.findall(r'<signal\b[^>]*\bhandler="(\w+)"', line):
                if code is None or not re.search(rf"bind_template_callback \([^;]*\b{handler}\)", code.code):
                    yield Finding(source.path, number, f"no C file of that name binds “{handler}”")


def potfiles(tree):
    """POTFILES lists the files with strings to translate, sorted, and no other."""
    source = tree.get("po/POTFILES")
    listed = [line for line in source.lines if line and not line.startswith("#")] if source else []
    wanted = {found.path for found in tree.find(r"src/(ui|app|cli)/.*\.[ch]") if TRANSLATABLE_C.search(found.code)}
    wanted |= {
        found.path for found in tree.find(r"src/(study|chart)/.*\.[ch]") if re.search(r"\bBT_(STUDY|DRAWING)_TEXT \(", found.code)
    }
    wanted |= {found.path for found in tree.find(r"resources/.*\.ui") if re.search(r'translatable="(yes|true|1)"', found.text)}
    wanted |= {found.path for found in tree.find(r"data/.*\.(desktop|metainfo\.xml|gschema\.xml)\.in|data/.*-mime\.xml\.in")}
    for path in sorted(wanted - set(listed)):
        yield Finding("po/POTFILES", 0, f"{path} is missing")
    for number, path in enumerate(listed, 1):
        if path not in wanted:
            yield Finding("po/POTFILES", 0, f"{path} has nothing to translate")
    if listed != sorted(listed):
        yield Finding("po/POTFILES", 0, "the files are not sorted")


def translations(tree):
    """Each language of LINGUAS is whole and right: msgfmt accepts it, and no string of the program is missing."""
    xgettext, msgmerge, msgfmt = find_tool("xgettext"), find_tool("msgmerge"), find_tool("msgfmt")
    linguas, files = tree.get("po/LINGUAS"), tree.get("po/POTFILES")
    languages = [line for line in linguas.lines if line and not line.startswith("#")] if linguas else []
    with tempfile.TemporaryDirectory() as folder:
        template = pathlib.Path(folder) / "template.pot"
        if files:
            existing = [line for line in files.lines if line and not line.startswith("#") and tree.get(line)]
            keywords = ["_", "N_", "C_:1c,2", "NC_:1c,2", "ngettext:1,2", "g_dngettext:2,3", "g_dgettext:2", "BT_STUDY_TEXT", "BT_DRAWING_TEXT"]
            run(
                [xgettext, "--from-code=UTF-8", "--add-comments", "-o", str(template), *(f"--keyword={word}" for word in keywords), *existing],
                cwd=tree.root,
            )
        for language in languages:
            path = f"po/{language}.po"
            if not tree.get(path):
                yield Finding(path, 0, "LINGUAS lists a file that is missing")
                continue
            merged = tree.get(path).file
            if template.exists():
                merged = pathlib.Path(folder) / f"{language}.po"
                run([msgmerge, "--quiet", "--no-fuzzy-matching", "-o", str(merged), str(tree.get(path).file), str(template)])
            result = run([msgfmt, "--check", "--check-accelerators=_", "--statistics", "-o", os.devnull, str(merged)], env={**os.environ, "LC_ALL": "C.UTF-8"})
            if result.returncode != 0:
                yield Finding(path, 0, first_line(result.stdout.replace(str(merged) + ":", "line ")))
            for count, what in re.findall(r"(\d+) (untranslated|fuzzy)", result.stdout):
                yield Finding(path, 0, f"{count} strings are {what}")
