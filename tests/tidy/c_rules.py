# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The BackTrade authors
"""Rules on C: layers, bans, sizes, documentation."""

import pathlib
import re

from tree import Finding

HERE = pathlib.Path(__file__).parent

MAX_FILE_LINES = 600
MAX_FUNCTION_LINES = 70

PROTOTYPE = re.compile(r"(?!typedef|struct|enum|union|G_[A-Z_]+\b|\}|_Static_assert|extern const).*?\b(\w+) \(")

CUT_STRING = re.compile(r'(?<!\w)(?:_|N_|C_|NC_|ngettext) \(\s*(?:"(?:[^"\\\n]|\\.)*"[\s,]*)+([A-Z][A-Z0-9_]+)')

INTEGER_FOLDERS = {"base", "market", "engine", "db", "store", "wire"}

FLOATING = re.compile(r"\b(?:g?float|g?double|\w+_double|long double)\b|(?<![\w.])\d+\.\d*(?:[eE][+-]?\d+)?[fFlL]?(?![\w.])")

MACHINE_WIDTH = re.compile(r"\b(?:g?u?long|strtou?l|atol)\b")

ENGINE_BANS = {
    "a clock": r"g_get_(?:monotonic|real)_time|g_date_time_new_now\w*|g_timer_\w+|(?:time|clock|gettimeofday|clock_gettime) \(",
    "randomness": r"g_rand(?:om)?_\w+|s?rand(?:om)? \(|getrandom|drand48|g_uuid_\w+",
    "a thread": r"G(?:Thread|Mutex|RWLock|Cond|Task)\b|g_(?:thread|mutex|cond|task|async_queue|idle|timeout)_\w+|pthread_\w+|"
    r"_Thread_local|G_LOCK\w*",
    "input or output": r"f?printf \(|g_print(?:err)? \(|g_(?:message|debug|info|warning|log\w*) \(|fopen|fread|fwrite|g_file_\w+|"
    r"(?:open|read|write|puts) \(|g_get(?:env|_home_dir|_user_\w+)|getenv",
    "the locale": r"setlocale|localeconv|strcoll|g_utf8_collate\w*|strto[df]\b|atof|(?:is(?:alpha|digit|alnum|space|upper|lower)|"
    r"to(?:upper|lower)) \(",
    "the order of a hash table": r"g_hash_table_(?:iter_\w+|foreach\w*|get_keys\w*|get_values|find)|GHashTableIter",
}
ENGINE_HEADERS = {"time.h", "stdio.h", "pthread.h", "threads.h", "locale.h", "unistd.h", "fcntl.h", "math.h", "ctype.h"}


def read_layers(tree):
    """Returns the tables of layers.txt: {section: [[cell, …], …]}; a bad sample may bring its own."""
    own = tree.get("tests/tidy/layers.txt")
    text = own.text if own else (HERE / "layers.txt").read_text(encoding="utf-8")
    tables, rows = {}, None
    for line in text.splitlines():
        if line.startswith("["):
            rows = tables.setdefault(line.strip("[] "), [])
        elif line.strip() and not line.startswith("#"):
            rows.append([cell.split() for cell in line.split("|")])
    return tables


def layers(tree):
    """Each folder of src/ includes only the folders and outside libraries of its row."""
    tables = read_layers(tree)
    folders = {row[0][0]: (set(row[1]), set(row[2])) for row in tables["folders"]}
    headers = [(header, row[0][0]) for row in tables["libraries"] for header in row[2]]
    for source in tree.find(r"src/.*\.[ch]"):
        if source.folder not in folders:
            yield Finding(source.path, 0, f"no row of layers.txt is about the folder “{source.folder}”")
            continue
        may_include, libraries = folders[source.folder]
        for line, target, is_project in source.includes():
            if is_project and target != "config.h":
                owner = target.split("/")[0] if "/" in target else ""
                if not owner:
                    yield Finding(source.path, line, f"“{target}” does not name its folder")
                elif owner != source.folder and owner not in may_include:
                    yield Finding(source.path, line, f"{source.folder} may not include {owner}")
            elif not is_project:
                library = next((name for header, name in headers if target.startswith(header)), None)
                if library and library not in libraries:
                    yield Finding(source.path, line, f"{source.folder} may not use {library} (<{target}>)")
    yield from find_hidden(tree, tables["hidden"])


def find_hidden(tree, rows):
    """Follows includes through every header, so that a hidden folder is not reached by a detour."""
    for row in rows:
        for source in tree.find(rf"src/({'|'.join(row[0])})/.*\.[ch]"):
            reached, queue = {}, [(target, line, target) for line, target, is_project in source.includes() if is_project]
            while queue:
                target, line, first = queue.pop()
                if target in reached:
                    continue
                reached[target] = True
                if target.split("/")[0] in row[1]:
                    if target != first:
                        yield Finding(source.path, line, f"{source.folder} sees {target} through {first}")
                    continue
                header = tree.get("src/" + target)
                if header:
                    queue.extend((further, line, first) for _, further, is_project in header.includes() if is_project)


def link_targets(tree):
    """Each src/*/meson.build links only the folders and outside libraries of its row."""
    tables = read_layers(tree)
    folders = {row[0][0]: (set(row[1]), set(row[2])) for row in tables["folders"]}
    libraries = {name: row[0][0] for row in tables["libraries"] for name in row[1]}
    for source in tree.find(r"src/[^/]+/meson\.build"):
        may_link, outside = folders.get(source.folder, (set(), set()))
        for number, line in enumerate(source.lines, 1):
            for name in re.findall(r"\b\w+_(?:dep|lib)\b", line.split("#")[0]):
                stem = name.rsplit("_", 1)[0]
                if stem in folders:
                    if stem != source.folder and stem not in may_link:
                        yield Finding(source.path, number, f"{source.folder} may not link {stem}")
                elif name in libraries and libraries[name] not in outside:
                    yield Finding(source.path, number, f"{source.folder} may not link {libraries[name]}")
    for source in tree.find(r"meson\.build"):
        for number, line in enumerate(source.lines, 1):
            for name in re.findall(r"^\s*(\w+_dep) = ", line):
                if name not in libraries:
                    yield Finding(source.path, number, f"{name} is in no library row of layers.txt")


def floating_point(tree):
    """No floating point where money, prices and time are counted."""
    for source in tree.find(r"src/.*\.[ch]"):
        if source.folder in INTEGER_FOLDERS:
            for line, target, is_project in source.includes():
                if not is_project and target in {"math.h", "tgmath.h", "float.h", "complex.h"}:
                    yield Finding(source.path, line, f"<{target}> is for floating point")
            for number, line in enumerate(source.code_lines, 1):
                for match in FLOATING.finditer(line):
                    yield Finding(source.path, number, f"“{match.group(0)}” is floating point")


def no_long(tree):
    """No type whose width a machine chooses where results must be the same on all."""
    for source in tree.find(r"src/.*\.[ch]"):
        if source.folder in INTEGER_FOLDERS | {"session"}:
            for number, line in enumerate(source.code_lines, 1):
                for match in MACHINE_WIDTH.finditer(line):
                    yield Finding(source.path, number, f"“{match.group(0)}” is 32 bits wide on some machines")


def engine_bans(tree):
    """The engine is a function: no clock, randomness, thread, I/O, locale or hash-table order."""
    bans = [(what, re.compile(rf"(?<![\w])(?:{pattern})")) for what, pattern in ENGINE_BANS.items()]
    for source in tree.find(r"src/engine/.*\.[ch]"):
        for line, target, is_project in source.includes():
            if not is_project and target in ENGINE_HEADERS:
                yield Finding(source.path, line, f"the engine has no use for <{target}>")
        for number, line in enumerate(source.code_lines, 1):
            for what, expression in bans:
                match = expression.search(line)
                if match:
                    yield Finding(source.path, number, f"“{match.group(0).strip()}” depends on {what}")


def no_goto(tree):
    """No goto: cleanup is by g_autoptr and early return."""
    for source in tree.c_files():
        for number, line in enumerate(source.code_lines, 1):
            if re.search(r"\bgoto\b", line):
                yield Finding(source.path, number, "goto")


def read_waivers(tree):
    """Returns {(rule, path, name): size} of waivers.txt, and its findings as a list."""
    source = tree.get("tests/tidy/waivers.txt")
    waivers, findings, most = {}, [], 0
    for number, line in enumerate(source.lines if source else [], 1):
        cells = line.split()
        if not cells or line.startswith("#"):
            continue
        if cells[0] == "at-most":
            most = int(cells[1])
        elif len(cells) == 4:
            waivers[tuple(cells[:3])] = int(cells[3])
        else:
            findings.append(Finding(source.path, number, "not “rule path name size”"))
    if len(waivers) != most:
        findings.append(Finding(source.path, 0, f"{len(waivers)} waivers, but “at-most” says {most}; it may only shrink"))
    return waivers, findings


def check_size(tree, rule, sizes, most):
    """Compares (source, line, name, size) with a limit; a waiver holds for the very size that it states."""
    waivers, findings = read_waivers(tree)
    yield from findings
    used = set()
    for source, line, name, size in sizes:
        key = (rule, source.path, name)
        if key in waivers:
            used.add(key)
            if size != waivers[key]:
                yield Finding(source.path, line, f"{name} has {size} lines and a waiver for {waivers[key]}: keep them equal, never larger")
        elif size > most:
            yield Finding(source.path, line, f"{name} has {size} lines, the most is {most}: split it")
    for key in waivers:
        if key[0] == rule and key not in used:
            yield Finding("tests/tidy/waivers.txt", 0, f"{key[1]} {key[2]} needs no waiver any more")


def file_size(tree):
    """No file of C, Python or shell above 600 lines."""
    sizes = [
        (source, 0, source.path.rsplit("/", 1)[-1], len(source.lines))
        for source in tree.find(r"(src|tests|\.ci)/.*\.(c|h|py|sh)|resources/.*\.(ui|css)")
    ]
    yield from check_size(tree, "file-size", sizes, MAX_FILE_LINES)


def function_size(tree):
    """No function above 70 lines, but for tables and class_init with a waiver."""
    sizes = [
        (source, function.first, function.name, function.size)
        for source in tree.c_files()
        for function in source.functions()
    ]
    yield from check_size(tree, "function-size", sizes, MAX_FUNCTION_LINES)


def header_documentation(tree):
    """Each public function has a comment directly above it, or stands in a group that a comment opens after an empty line.

    The second half of an _async and _finish pair needs none."""
    for source in tree.find(r"src/.*\.h"):
        text, lines = source.lines, source.code_lines
        # How many functions the last comment speaks of: none, the next one, or all up to an empty line.
        covered, was_comment, depth, first, previous = 0, False, 0, None, ""
        for index, code in enumerate(lines):
            is_comment = bool(text[index].strip()) and not code.strip()
            if depth == 0 and first is None:
                if not text[index].strip():
                    covered = 0
                elif is_comment and not was_comment:
                    covered = 1 if index > 0 and text[index - 1].strip() else len(lines)
                elif code.strip() and not re.match(r"#|G_(BEGIN|END)_DECLS|\s|.*\\$", code):
                    first = index
            was_comment = is_comment
            depth += code.count("{") - code.count("}")
            if first is None or depth != 0:
                continue
            if re.search(r"[;}]\s*$", code):
                statement = " ".join(lines[first : index + 1])
                name = PROTOTYPE.match(statement)
                is_pair = name and previous.endswith("_async") and name.group(1).endswith("_finish")
                if name and covered == 0 and not is_pair:
                    yield Finding(source.path, first + 1, f"{name.group(1)} has no comment of its own")
                covered -= 1 if name and covered else 0
                previous = name.group(1) if name else previous
                first = None
            elif re.match(r"G_\w+ \(.*\)\s*$", code):
                first = None


def include_order(tree):
    """A C file opens with config.h and its own header; a header is included once."""
    for source in tree.find(r"src/.*\.c"):
        targets = [target for _, target, is_project in source.includes() if is_project]
        own = source.path[len("src/") : -1] + "h"
        if not targets or targets[0] != "config.h":
            yield Finding(source.path, 0, "the first include is not “config.h”")
        elif tree.get("src/" + own) and (len(targets) < 2 or targets[1] != own):
            yield Finding(source.path, 0, f"the second include is not “{own}”")
    for source in tree.find(r"src/.*\.h"):
        if not re.search(r"^#pragma once$", source.code, re.M):
            yield Finding(source.path, 0, "no “#pragma once”")


def translation_layers(tree):
    """Only ui, app and cli translate; what lies below answers with codes. A translated string holds no macro."""
    for source in tree.find(r"src/.*\.[ch]"):
        if source.folder not in {"ui", "app", "cli"}:
            for number, line in enumerate(source.code_lines, 1):
                if re.search(r"(?<!\w)(?:_|N_|C_|NC_|Q_|gettext|ngettext|g_dngettext|g_dgettext) \(|glib/gi18n", line):
                    yield Finding(source.path, number, f"{source.folder} translates")
        for match in CUT_STRING.finditer(source.text):
            number = source.text.count("\n", 0, match.start()) + 1
            yield Finding(source.path, number, f"the translated string is cut at {match.group(1)}: give it as %s")
