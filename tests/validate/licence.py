# SPDX-License-Identifier: GPL-3.0-or-later
"""Every source file says under which licence it is."""

from sources import files, lines, relative, scripts

IDENTIFIER = "SPDX-License-Identifier: GPL-3.0-or-later"
FIRST_LINES = 3


def check(root):
    for path in sorted({*files(root, "*.c", "*.h", "*.py"), *scripts(root, "bash", "sh", "python3")}):
        if not any(IDENTIFIER in text for number, text in lines(path) if number <= FIRST_LINES):
            yield f"{relative(path, root)}: no line \"{IDENTIFIER}\" at the top"
