# SPDX-License-Identifier: GPL-3.0-or-later
"""Text files are UTF-8 with Unix line ends, without trailing blanks or tabs, and end with a newline."""

from sources import files, lines, relative

# What others wrote or write, and data that is bad on purpose.
NOT_OURS = ("COPYING", "*.po", "*.pot", "*.png")


def faults_of_line(text):
    if text.endswith("\r"):
        yield "a carriage return"
    elif text != text.rstrip():
        yield "trailing blanks"
    if "\t" in text:
        yield "a tab"


def check(root):
    for path in files(root):
        place = relative(path, root)
        if any(path.match(pattern) for pattern in NOT_OURS) or place.parts[:2] == ("tests", "data"):
            continue
        raw = path.read_bytes()
        try:
            raw.decode()
        except UnicodeDecodeError as error:
            yield f"{place}: not UTF-8: {error}"
            continue
        if raw and not raw.endswith(b"\n"):
            yield f"{place}: no newline at the end"
        for number, text in lines(path):
            for fault in faults_of_line(text):
                yield f"{place}:{number}: {fault}"
