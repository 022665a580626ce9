# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The BackTrade authors
"""Rules on every text file: licence, what must not be left behind, the front door."""

import re
import xml.etree.ElementTree as ElementTree

from tree import Finding

LICENCE = "SPDX-License-Identifier: GPL-3.0-or-later"

# Files that have no comments, or that say nothing of their own.
UNLICENSED = re.compile(r"LICENSE|.*\.(json|jsonl|csv|tsv|png|btsession|zip|xz|db|sqlite|hst|bi5|pot)|tests/.*\.(txt|html)|.*/expected\.txt")

# Written in two parts, so that this file does not break its own rules.
MACHINE_PATH = re.compile("(?<![\\w.])/(?:" + "work|root|home|Users" + ")/[\\w.]")
# The network is for downloads of history that the user asks for.
FLATPAK_PERMISSIONS = {"--share=ipc", "--share=network", "--socket=fallback-x11", "--socket=wayland", "--device=dri"}
LEFTOVER = re.compile(
    r"\b(?:" + "TO" + "DO|FIX" + "ME|(?<!\")X" + "XX(?!\")|HA" + "CK)\\b|" + "coming" + " soon|not (?:yet )?imp" + "lemented|lorem" + " ipsum",
)


def licence(tree):
    """Every text file opens with the licence, in a comment of its language."""
    for source in tree.find(r".*"):
        if UNLICENSED.fullmatch(source.path) or not source.text:
            continue
        head = source.lines[:2] if re.match(r"#!|<\?xml|<!DOCTYPE", source.lines[0]) else source.lines[:1]
        if not any(re.fullmatch(rf"(//|#|--|/\*|<!--|;|\.\.|%%) {LICENCE}( (\*/|-->))?", line) for line in head):
            yield Finding(source.path, 1, f"the first line is not “{LICENCE}”")


def machine_paths(tree):
    """No path of one machine."""
    for source in tree.find(r".*"):
        for number, line in enumerate(source.lines, 1):
            if MACHINE_PATH.search(line):
                yield Finding(source.path, number, f"“{MACHINE_PATH.search(line).group(0)}…” exists on one machine only")


def leftovers(tree):
    """No word that says that something is missing."""
    for source in tree.find(r"(?!LICENSE).*"):
        for number, line in enumerate(source.lines, 1):
            match = LEFTOVER.search(line)
            if match:
                yield Finding(source.path, number, f"“{match.group(0)}” was left behind")


def white_space(tree):
    """Lines end where they end: no trailing space, no carriage return, a newline at the end of the file."""
    for source in tree.find(r"(?!LICENSE|tests/.*/data/|.*\.(csv|json|jsonl|po|md)$).*"):
        if "\r" in source.text:
            continue
        for number, line in enumerate(source.lines, 1):
            if line != line.rstrip():
                yield Finding(source.path, number, "white space at the end of the line")
        if source.text and not source.text.endswith("\n"):
            yield Finding(source.path, len(source.lines), "no newline at the end of the file")


def well_formed(tree):
    """Every XML file can be read."""
    for source in tree.find(r".*\.(xml|xml\.in|ui|svg|page)"):
        try:
            ElementTree.fromstring(source.text.encode())
        except ElementTree.ParseError as error:
            yield Finding(source.path, error.position[0], str(error))


def makefile_help(tree):
    """Each command of the Makefile is phony and has its line in `make help`; and the front door has all its doors."""
    source = tree.get("Makefile")
    if not source:
        yield Finding("Makefile", 0, "there is none")
        return
    text = source.text.replace("\\\n", " ")
    phony = set(" ".join(re.findall(r"^\.PHONY:(.*)$", text, re.M)).split())
    documented = set(re.findall(r"^([a-z-]+):.*## \S", text, re.M))
    targets = set(re.findall(r"^([a-z-]+):(?!=)", text, re.M))
    for name in sorted(targets - phony):
        yield Finding(source.path, 0, f"“{name}” is not .PHONY")
    for name in sorted(targets - documented):
        if not name.startswith("packages-"):
            yield Finding(source.path, 0, f"“{name}” has no “##” line for make help")
    wanted = "run test build lint format format-check coverage sanitize bench install clean help"
    for name in wanted.split():
        if name not in targets and not tree.is_sample:
            yield Finding(source.path, 0, f"there is no “{name}”")


def flatpak_permissions(tree):
    """The Flatpak asks for windows only: files go through portals."""
    for source in tree.find(r"flatpak/.*\.ya?ml"):
        for number, line in enumerate(source.lines, 1):
            match = re.match(r"\s*- (--(?:filesystem|device|socket|share|talk-name|system-talk-name|own-name|persist)=\S+)", line)
            if match and match.group(1) not in FLATPAK_PERMISSIONS:
                yield Finding(source.path, number, f"“{match.group(1)}” is more than the program needs")


def help_links(tree):
    """A help page's id is its file's name, and every link between pages leads to a page."""
    pages = {source.path.rsplit("/", 1)[-1][: -len(".page")] for source in tree.find(r"help/C/.*\.page")}
    for source in tree.find(r"help/C/.*\.page"):
        name = source.path.rsplit("/", 1)[-1][: -len(".page")]
        for number, line in enumerate(source.lines, 1):
            for target in re.findall(r'\b(?:xref|guide)="([^"#]+)', line):
                if target not in pages:
                    yield Finding(source.path, number, f"there is no page “{target}”")
        if not re.search(rf'<page\b[^>]*\bid="{re.escape(name)}"', source.text, re.S):
            yield Finding(source.path, 0, f"the page's id is not “{name}”")
    for source in tree.find(r"help/meson\.build"):
        listed = set(re.findall(r"'(?:C/)?([\w-]+)\.page'", source.text))
        for name in sorted(pages ^ listed):
            yield Finding(source.path, 0, f"{name}.page is {'missing' if name in listed else 'not listed'}")
