# SPDX-License-Identifier: GPL-3.0-or-later
"""Every SQL file is compiled into the programs, and every file that is listed for that exists."""

import xml.etree.ElementTree

from sources import files, relative

LIST = "sql/galley-sql.gresource.xml"


def check(root):
    listed = [f"sql/{element.text}" for element in xml.etree.ElementTree.parse(root / LIST).getroot().iter("file")]
    present = [str(relative(path, root)) for path in files(root, "*.sql", below="sql")]
    for name in sorted(set(present) - set(listed)):
        yield f"{name}: not listed in {LIST}, so no program has it"
    for name in sorted(set(listed) - set(present)):
        yield f"{LIST}: lists {name}, which is not there"
    for name in sorted(name for name in set(listed) if listed.count(name) > 1):
        yield f"{LIST}: lists {name} more than once"
