# SPDX-License-Identifier: GPL-3.0-or-later
"""A task that runs in a thread has no source object: the thread may be the last to let go of it, and a widget must not end there."""

import re

from sources import files, lines, relative

NEW = re.compile(r"\b(\w+) = g_task_new \((\w+)")
RUN = re.compile(r"\bg_task_run_in_thread \((\w+)")


def check(root):
    for path in files(root, "*.c", below="src"):
        sources = {}
        for number, text in lines(path):
            if text == "}":
                sources = {}
            for name, source in NEW.findall(text):
                sources[name] = source
            match = RUN.search(text)
            if match and sources.get(match[1], "NULL") != "NULL":
                yield f"{relative(path, root)}:{number}: the task has the source {sources[match[1]]}, which may end in the thread"
