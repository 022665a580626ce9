#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright 2026 The BackTrade authors
"""Checks the rules of the house. Each rule first has to catch its bad sample in tests/tidy/bad/.

  tidy.py                 prints TAP: two cases a rule
  tidy.py --source-only   prints findings only, of the rules that need neither a build nor a display
  tidy.py RULE…           only these rules
"""

import argparse
import os
import pathlib
import sys

import c_rules
import file_rules
import tool_rules
from tree import Tree

HERE = pathlib.Path(__file__).resolve().parent

RULES = {
    "layers": c_rules.layers,
    "link-targets": c_rules.link_targets,
    "floating-point": c_rules.floating_point,
    "no-long": c_rules.no_long,
    "engine-bans": c_rules.engine_bans,
    "no-goto": c_rules.no_goto,
    "file-size": c_rules.file_size,
    "function-size": c_rules.function_size,
    "header-documentation": c_rules.header_documentation,
    "include-order": c_rules.include_order,
    "translation-layers": c_rules.translation_layers,
    "licence": file_rules.licence,
    "machine-paths": file_rules.machine_paths,
    "leftovers": file_rules.leftovers,
    "white-space": file_rules.white_space,
    "well-formed": file_rules.well_formed,
    "makefile-help": file_rules.makefile_help,
    "flatpak-permissions": file_rules.flatpak_permissions,
    "help-links": file_rules.help_links,
    "clang-format": tool_rules.clang_format,
    "desktop-entry": tool_rules.desktop_entry,
    "appstream": tool_rules.appstream,
    "settings-schema": tool_rules.settings_schema,
    "mime-type": tool_rules.mime_type,
    "windows": tool_rules.windows,
    "potfiles": tool_rules.potfiles,
    "translations": tool_rules.translations,
}

# They need tools that only the tests install, or a display.
NOT_SOURCE_ONLY = {"desktop-entry", "appstream", "settings-schema", "mime-type", "windows"}


def check_sample(name, rule):
    """Returns what is wrong with a rule's answer to its bad sample: it has to find each expected fault and no other."""
    folder = HERE / "bad" / name
    if not folder.is_dir():
        return [f"there is no bad sample in {folder.relative_to(HERE.parent.parent)}"]
    expected = [line for line in (folder / "expected.txt").read_text(encoding="utf-8").splitlines() if line]
    found = [str(finding) for finding in rule(Tree(folder, is_sample=True))]
    problems = [f"not caught: {line}" for line in expected if not any(line in text for text in found)]
    problems += [f"not expected: {text}" for text in found if not any(line in text for line in expected)]
    if not expected:
        problems.append("expected.txt is empty")
    return problems


def check_project(rule, tree):
    return [str(finding) for finding in rule(tree)]


def print_case(number, name, run_check):
    """Prints one TAP case and returns whether it passed or was skipped."""
    try:
        problems = run_check()
    except tool_rules.ToolMissing as missing:
        print(f"ok {number} {name} # SKIP {missing}")
        return True
    print(f"{'not ok' if problems else 'ok'} {number} {name}", flush=True)
    for problem in problems:
        print(f"# {problem}")
        print(problem, file=sys.stderr)
    return not problems


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--source-only", action="store_true")
    parser.add_argument("--root", type=pathlib.Path, default=HERE.parent.parent)
    parser.add_argument("rules", nargs="*", metavar="RULE")
    options = parser.parse_args()
    unknown = set(options.rules) - set(RULES)
    if unknown:
        parser.error(f"no such rule: {', '.join(sorted(unknown))}")
    rules = {name: rule for name, rule in RULES.items() if not options.rules or name in options.rules}

    # The tools' words are matched, so they speak one language.
    os.environ["LC_ALL"] = "C.UTF-8"
    tree = Tree(options.root)
    if options.source_only:
        findings = []
        for name, rule in rules.items():
            if name not in NOT_SOURCE_ONLY:
                findings += check_project(rule, tree)
        print("\n".join(findings), end="\n" if findings else "")
        return 1 if findings else 0

    print(f"1..{2 * len(rules)}")
    is_good = True
    for index, (name, rule) in enumerate(rules.items()):
        is_good &= print_case(2 * index + 1, f"/tidy/{name}/catches-bad-sample", lambda: check_sample(name, rule))
        is_good &= print_case(2 * index + 2, f"/tidy/{name}", lambda: check_project(rule, tree))
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
