# SPDX-License-Identifier: GPL-3.0-or-later
"""No file and no C function grows past the point where nobody reads it whole, and no line of C past the edge of a window."""

from sources import files, lines, relative, scripts

MOST_LINES = 1000
MOST_LINES_OF_FUNCTION = 60
MOST_COLUMNS = 130
# Where lines have been wrapped already.
NARROW = ("src/cluster", "src/ctl", "src/database", "src/supervisor", "tests/cluster", "tests/ctl", "tests/database")


def functions(path):
    """Yields (number of the first line, count of lines) of every function's body, braces included."""
    start = None
    for number, text in lines(path):
        if text == "{":
            start = number
        elif text == "}" and start is not None:
            yield start, number - start + 1
            start = None


def check(root):
    for path in files(root, "*.c", "*.h", "*.py", "*.sql", "meson.build") + scripts(root, "bash", "sh", "python3"):
        count = sum(1 for _ in lines(path))
        if count > MOST_LINES:
            yield f"{relative(path, root)}: {count} lines, more than {MOST_LINES}: split it"
    for path in files(root, "*.c"):
        for start, count in functions(path):
            if count > MOST_LINES_OF_FUNCTION:
                yield f"{relative(path, root)}:{start}: a function of {count} lines, more than {MOST_LINES_OF_FUNCTION}"
    for folder in NARROW:
        for path in files(root, "*.c", "*.h", below=folder):
            for number, text in lines(path):
                if len(text) > MOST_COLUMNS:
                    yield f"{relative(path, root)}:{number}: {len(text)} columns, more than {MOST_COLUMNS}: wrap it"
