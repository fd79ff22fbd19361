# SPDX-License-Identifier: GPL-3.0-or-later
"""Manual pages are formatted without a warning."""

import shutil
import subprocess

from sources import Skip, files, relative


def check(root):
    if shutil.which("groff") is None:
        raise Skip("groff is not installed")
    for path in files(root, "*.[1-8]", "*.[1-8].in", below="data"):
        command = ["groff", "-man", "-ww", "-K", "utf8", "-T", "utf8", "-z", path]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        if run.returncode != 0 or run.stderr:
            yield f"{relative(path, root)}: {run.stderr}"
