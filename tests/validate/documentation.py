# SPDX-License-Identifier: GPL-3.0-or-later
"""Every public function has a doc comment with its own name, and one line for every parameter of it."""

import re

from sources import files, relative

# A definition: the name at the start of a line, its parameters up to the brace that opens the body.
DEFINITION = re.compile(r"^(?P<type>[^\n]*)\n(?P<name>[a-z]\w*) \((?P<parameters>[^{};]*)\)\n\{", re.MULTILINE)
COMMENT = re.compile(r"/\*\*\n \* (?P<name>\w+):(?P<text>.*)\*/\n\Z", re.DOTALL)


def names_of(parameters):
    """Returns the names of the parameters of a function."""
    if parameters.strip() == "void":
        return []
    return [re.search(r"(\w+)(?:\[\])?$", parameter.strip())[1] for parameter in parameters.split(",") if parameter.strip() != "..."]


def faults_of(definition, before):
    """Yields the faults of one definition; @before is the text of the file up to it."""
    comment = COMMENT.match(before[max(before.rfind("/**\n"), 0):])
    if comment is None or comment["name"] != definition["name"]:
        yield "no doc comment"
        return
    for name in names_of(definition["parameters"]):
        if f"@{name}" not in comment["text"]:
            yield f"its doc comment does not tell what {name} is"


def check(root):
    for path in files(root, "*.c", below="src"):
        text = path.read_text(encoding="utf-8")
        for definition in DEFINITION.finditer(text):
            if "static" in definition["type"].split() or definition["name"] == "main":
                continue
            for fault in faults_of(definition, text[:definition.start()]):
                yield f"{relative(path, root)}: {definition['name']}: {fault}"
