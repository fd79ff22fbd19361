# SPDX-License-Identifier: GPL-3.0-or-later
"""C is formatted as .clang-format says, to the last blank."""

import re
import shutil
import subprocess

from sources import Skip, files, relative

# Formatters of different versions disagree; this is the one whose word counts.
FORMATTER = "clang-format-14"


def check(root):
    if shutil.which(FORMATTER) is None:
        raise Skip(f"{FORMATTER} is not installed")
    paths = files(root, "*.c", "*.h")
    run = subprocess.run([FORMATTER, "--style=file", "--dry-run", *paths], capture_output=True, text=True, check=False)
    if run.returncode != 0:
        yield run.stderr
    reported = set()
    for path, line in re.findall(r"^(.*?):(\d+):\d+: warning: ", run.stderr, re.MULTILINE):
        if path not in reported:
            reported.add(path)
            yield f"{relative(path, root)}:{line}: not formatted; run {FORMATTER} -i on the file"
