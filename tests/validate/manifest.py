# SPDX-License-Identifier: GPL-3.0-or-later
"""The Flatpak manifest builds this application, from sources that are pinned to a checksum."""

import json
import re

from sources import files, relative

CHECKSUM = re.compile(r"^[0-9a-f]{64}$")


def application(root):
    return re.search(r"^app_id = '([^']+)'", (root / "meson.build").read_text(encoding="utf-8"), re.MULTILINE)[1]


def faults_of_source(source):
    if source["type"] == "dir":
        return
    if not source.get("url", "").startswith("https://"):
        yield "no https:// address"
    if not CHECKSUM.match(source.get("sha256", "")):
        yield "no sha256"


def check(root):
    for path in files(root, "*.json", below="flatpak"):
        place = relative(path, root)
        try:
            manifest = json.loads(path.read_text(encoding="utf-8"))
        except json.JSONDecodeError as error:
            yield f"{place}: {error}"
            continue
        if not manifest.get("id") == path.stem == application(root):
            yield f"{place}: the file, the id in it and app_id in meson.build are not the same"
        for module in manifest.get("modules", []):
            for source in module["sources"]:
                for fault in faults_of_source(source):
                    yield f"{place}: {module['name']}: {fault}"
