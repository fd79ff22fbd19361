# SPDX-License-Identifier: GPL-3.0-or-later
"""Messages say which file they come from: a file that logs has a G_LOG_DOMAIN, which is its stem."""

import re

from sources import files, relative

DOMAIN = re.compile(r'^#define G_LOG_DOMAIN "([^"]*)"', re.MULTILINE)
LOGS = re.compile(r"\bg_(debug|info|message|warning|critical|error|return_\w+|warn_if\w+)(_once)? \(")


def check(root):
    for path in files(root, "*.c", below="src"):
        text = path.read_text(encoding="utf-8")
        domain = DOMAIN.search(text)
        if domain is None and LOGS.search(text):
            yield f"{relative(path, root)}: logs without a G_LOG_DOMAIN"
        if domain is not None and domain[1] != path.stem:
            yield f"{relative(path, root)}: its G_LOG_DOMAIN is not its stem"
