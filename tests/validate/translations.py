# SPDX-License-Identifier: GPL-3.0-or-later
"""Translations can be compiled: no broken header, format string or plural."""

import shutil
import subprocess

from sources import Skip, files, lines, relative

LIST = "po/LINGUAS"


def check(root):
    if shutil.which("msgfmt") is None:
        raise Skip("msgfmt is not installed")
    listed = {text for _, text in lines(root / LIST) if text and not text.startswith("#")}
    paths = files(root, "*.po", below="po")
    for name in sorted(listed ^ {path.stem for path in paths}):
        yield f"po/{name}.po and its line in {LIST} belong together; one of them is missing"
    for path in paths:
        run = subprocess.run(["msgfmt", "--check", "--output-file=/dev/null", path], capture_output=True, text=True, check=False)
        if run.returncode != 0 or run.stderr:
            yield f"{relative(path, root)}: {run.stderr}"
