# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The BackTrade authors
"""The files that the rules read: the project, or the bad sample of one rule, which is a small project itself."""

import dataclasses
import functools
import os
import pathlib
import re

IGNORED_FOLDERS = {".git", "build", ".cache", "__pycache__", ".flatpak-builder", "node_modules"}
BAD_SAMPLES = pathlib.PurePosixPath("tests/tidy/bad")

# A comment, a string or a character; strings first, so that what looks like a comment in one is none.
QUOTED = re.compile(r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|//[^\n]*|/\*.*?\*/', re.S)


@dataclasses.dataclass(frozen=True)
class Finding:
    """A broken rule: where, and what to do about it. Line 0 is the file as a whole."""

    path: str
    line: int
    text: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.text}"


@dataclasses.dataclass(frozen=True)
class Function:
    """A function definition; lines count from 1, and last is the closing brace."""

    name: str
    first: int
    last: int

    @property
    def size(self):
        return self.last - self.first + 1


class Source:
    """One file. `path` is relative to the tree, with forward slashes."""

    def __init__(self, root, path):
        self.path = path
        self.file = root / path

    @functools.cached_property
    def text(self):
        try:
            return self.file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            return ""

    @functools.cached_property
    def lines(self):
        return self.text.splitlines()

    @functools.cached_property
    def code(self):
        """The text of a C file with comments and the inside of strings blanked; lines stay where they are."""

        def blank(match):
            found = match.group(0)
            if found[0] in "\"'":
                return found[0] + " " * (len(found) - 2) + found[0]
            return re.sub(r"[^\n]", " ", found)

        return QUOTED.sub(blank, self.text)

    @functools.cached_property
    def code_lines(self):
        return self.code.splitlines()

    @property
    def folder(self):
        """The folder of src/ that holds the file, or ""."""
        parts = self.path.split("/")
        return parts[1] if parts[0] == "src" and len(parts) > 2 else ""

    def functions(self):
        """Yields the function definitions of a C file, by the house's form: name and braces start their lines."""
        lines = self.code_lines
        for index, line in enumerate(lines):
            if line.rstrip() != "{" or index == 0 or not lines[index - 1].rstrip().endswith(")"):
                continue
            first = index - 1
            while first > 0 and not re.match(r"\w", lines[first]):
                first -= 1
            name = re.match(r"(?:.*?\b)?(\w+) ?\(", lines[first])
            last = next((at for at in range(index, len(lines)) if lines[at].rstrip() == "}"), len(lines) - 1)
            yield Function(name.group(1) if name else "?", index + 1, last + 1)

    def includes(self):
        """Yields (line, target, is_project) of each #include."""
        for number, line in enumerate(self.lines, 1):
            match = re.match(r'\s*#\s*include\s+(?:"([^"]+)"|<([^>]+)>)', line)
            if match:
                yield number, match.group(1) or match.group(2), match.group(1) is not None


class Tree:
    def __init__(self, root, is_sample=False):
        self.root = pathlib.Path(root)
        self.is_sample = is_sample
        self.sources = {}
        for folder, folders, files in os.walk(self.root):
            relative = pathlib.PurePosixPath(pathlib.Path(folder).relative_to(self.root).as_posix())
            folders[:] = sorted(
                name
                for name in folders
                if name not in IGNORED_FOLDERS
                and not name.startswith("_build")
                and (is_sample or relative / name != BAD_SAMPLES)
            )
            for name in sorted(files):
                path = str(relative / name)
                if path == ".git":  # a linked work tree: where the repository is
                    continue
                if is_sample and path == "expected.txt" or name.endswith("~"):
                    continue
                self.sources[path] = Source(self.root, path)

    def find(self, pattern):
        """Returns the files whose path matches a regular expression as a whole."""
        expression = re.compile(pattern)
        return [source for path, source in self.sources.items() if expression.fullmatch(path)]

    def c_files(self):
        return self.find(r"(src|tests)/.*\.[ch]")

    def get(self, path):
        return self.sources.get(path)
