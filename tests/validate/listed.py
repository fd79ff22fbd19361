# SPDX-License-Identifier: GPL-3.0-or-later
"""Every C file is built: a file that no build file names would rot unseen."""

import re

from sources import files, relative


def check(root):
    named = set()
    for path in files(root, "meson.build"):
        named |= {(path.parent / name).resolve() for name in re.findall(r"'([\w./-]+\.c)'", path.read_text(encoding="utf-8"))}
        # Tests are often listed by their stem, and built in a loop.
        named |= {(path.parent / f"{name}.c").resolve()
                  for name in re.findall(r"'([\w-]+)'", path.read_text(encoding="utf-8"))}
    for path in files(root, "*.c"):
        if path.resolve() not in named:
            yield f"{relative(path, root)}: no meson.build beside or above it names it"
