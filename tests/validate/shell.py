# SPDX-License-Identifier: GPL-3.0-or-later
"""Shell scripts pass shellcheck."""

import shutil
import subprocess

from sources import Skip, files, scripts


def check(root):
    if shutil.which("shellcheck") is None:
        raise Skip("shellcheck is not installed")
    paths = sorted({*scripts(root, "bash", "sh"), *files(root, "*.sh", "*.bash")})
    run = subprocess.run(["shellcheck", "--external-sources", "--format=gcc", *paths],
                         cwd=root, capture_output=True, text=True, check=False)
    if run.returncode != 0:
        yield run.stdout + run.stderr
