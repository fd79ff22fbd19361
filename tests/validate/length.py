# SPDX-License-Identifier: GPL-3.0-or-later
"""No file grows past the point where nobody reads it whole."""

from sources import files, lines, relative, scripts

MOST_LINES = 1000


def check(root):
    for path in files(root, "*.c", "*.h", "*.py", "*.sql", "meson.build") + scripts(root, "bash", "sh", "python3"):
        count = sum(1 for _ in lines(path))
        if count > MOST_LINES:
            yield f"{relative(path, root)}: {count} lines, more than {MOST_LINES}: split it"
