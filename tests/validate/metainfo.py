# SPDX-License-Identifier: GPL-3.0-or-later
"""What software centres show of Galley is valid, and names the version that is built."""

import re
import shutil
import subprocess
import xml.etree.ElementTree

from sources import Skip, files, relative


def version(root):
    return re.search(r"^\s*version:\s*'([^']+)'", (root / "meson.build").read_text(encoding="utf-8"), re.MULTILINE)[1]


def check(root):
    if shutil.which("appstreamcli") is None:
        raise Skip("appstreamcli is not installed")
    for path in files(root, "*.metainfo.xml", below="data"):
        run = subprocess.run(["appstreamcli", "validate", "--no-net", path], capture_output=True, text=True, check=False)
        if run.returncode != 0:
            yield f"{relative(path, root)}: {run.stdout}{run.stderr}"
        released = [release.get("version") for release in xml.etree.ElementTree.parse(path).getroot().iter("release")]
        if version(root) not in released:
            yield f"{relative(path, root)}: no release {version(root)}, which is what meson.build builds"
