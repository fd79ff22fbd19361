# SPDX-License-Identifier: GPL-3.0-or-later
"""Every file with text for users is listed for the translators, and nothing else is."""

import re

from sources import files, lines, relative

LIST = "po/POTFILES.in"
MARKED_C = re.compile(r'\b(?:_|N_|C_|NC_|Q_|gettext|ngettext|g_dngettext|g_dpgettext2?)\s*\(\s*[A-Z_]*,?\s*"')


MARKED_UI = re.compile(r'\btranslatable="(?:yes|true|1)"')


def has_text(path):
    if path.suffix in (".c", ".h"):
        return MARKED_C.search(path.read_text(encoding="utf-8")) is not None
    if path.suffix == ".ui":
        return MARKED_UI.search(path.read_text(encoding="utf-8")) is not None
    return True


def check(root):
    listed = [text for _, text in lines(root / LIST) if text and not text.startswith("#")]
    sources = files(root, "*.c", "*.h", "*.ui", below="src") + files(root, "*.gschema.xml", "*.metainfo.xml*", "*.desktop*", below="data")
    marked = {str(relative(path, root)) for path in sources if has_text(path)}
    for name in sorted(marked - set(listed)):
        yield f"{name}: has text for users and is not in {LIST}"
    for name in sorted(set(listed) - marked):
        yield f"{LIST}: lists {name}, which is not there or has no text for users"
    if listed != sorted(set(listed)):
        yield f"{LIST}: not sorted, or a name stands there twice"
