# SPDX-License-Identifier: GPL-3.0-or-later
"""Includes name a header and leave its place to the include path; libpq stays with the database, a private header in its
layer, and the core has no GTK."""

import re

from sources import files, lines, relative

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
DESKTOP = re.compile(r"^(gtk|gdk|gsk|adwaita|gtksourceview)\b")


def faults_of(root, place, header):
    if header.startswith(("../", "./")) or "/../" in header:
        yield f'"{header}" walks the folders; name the header alone'
    if header.startswith(("libpq-fe.h", "libpq/", "postgres_ext.h")) and "database" not in place.parts:
        yield f"{header} is for src/database alone"
    if header.endswith("-private.h") and place.parts[0] == "src" and not (root / place.parent / header).exists():
        yield f"{header} is private to another layer"
    if place.parts[0] == "src" and place.parts[1] not in ("app", "ui") and DESKTOP.match(header):
        yield f"{header}: the core has no GTK"


def check(root):
    for path in files(root, "*.c", "*.h"):
        place = relative(path, root)
        for number, text in lines(path):
            match = INCLUDE.match(text)
            for fault in faults_of(root, place, match[2]) if match else ():
                yield f"{place}:{number}: {fault}"
