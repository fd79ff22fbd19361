# SPDX-License-Identifier: GPL-3.0-or-later
"""Settings schemas compile."""

import shutil
import subprocess

from sources import Skip


def check(root):
    if shutil.which("glib-compile-schemas") is None:
        raise Skip("glib-compile-schemas is not installed")
    command = ["glib-compile-schemas", "--strict", "--dry-run", root / "data"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode != 0 or run.stderr:
        yield f"data: {run.stderr}"
