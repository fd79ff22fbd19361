# SPDX-License-Identifier: GPL-3.0-or-later
"""SQL files keep the form that the programs and the readers rely on.

A query says its kind and what it is for, and is one statement. A migration has a number of its own, without a gap, and no
transaction of its own. A function says first what it promises.
"""

import re

from sources import files, lines, relative

KIND = re.compile(r"^-- kind: (read|idempotent|once)$")
MIGRATION = re.compile(r"^(\d{4})-[a-z0-9-]+\.sql$")
TRANSACTION = re.compile(r"^\s*(BEGIN|COMMIT|ROLLBACK|START\s+TRANSACTION)\b", re.IGNORECASE)
# Comments, quoted text and dollar-quoted bodies: what may hold a semicolon that ends nothing.
QUOTED = re.compile(r"""
    --[^\n]*
  | /\*.*?\*/
  | [eE]'(?:[^'\\]|''|\\.)*'
  | '(?:[^']|'')*'
  | "(?:[^"]|"")*"
  | (?P<tag>\$(?:[A-Za-z_]\w*)?\$).*?(?P=tag)
""", re.VERBOSE | re.DOTALL)


def statements(text):
    """Returns the statements of an SQL text, without comments, every quoted text replaced by a plain one."""
    plain = QUOTED.sub(lambda match: " " if match[0].startswith(("--", "/*")) else "''", text)
    return [statement for statement in plain.split(";") if statement.strip()]


def faults_of_query(path):
    texts = [text for _, text in lines(path)]
    if not texts or not KIND.match(texts[0]):
        yield 'the first line is not "-- kind: read", "idempotent" or "once"'
    if len(texts) < 2 or not re.match(r"^-- \S", texts[1]):
        yield "the second line is not a comment that says what it is for"
    count = len(statements("\n".join(texts)))
    if count != 1:
        yield f"{count} statements instead of one"


def faults_of_commented(path):
    first = next((text for _, text in lines(path)), "")
    if not re.match(r"^(-- \S|/\*)", first):
        yield "does not start with a comment that says what it promises"
    if not statements(path.read_text(encoding="utf-8")):
        yield "no statement"


def faults_of_migration(path):
    yield from faults_of_commented(path)
    if not MIGRATION.match(path.name):
        yield "its name is not NNNN-name.sql"
    if any(TRANSACTION.match(statement) for statement in statements(path.read_text(encoding="utf-8"))):
        yield "has a transaction of its own; the migrator runs each file in one"


def faults_of_numbers(paths):
    numbers = [int(path.name[:4]) for path in paths if MIGRATION.match(path.name)]
    if sorted(numbers) != list(range(1, len(numbers) + 1)):
        yield f"sql/migrations: the numbers are {sorted(numbers)}, not 1 to {len(numbers)}"


RULES = {
    "queries": faults_of_query,
    "functions": faults_of_commented,
    "defaults": faults_of_commented,
    "migrations": faults_of_migration,
}


def check(root):
    for folder, rule in RULES.items():
        for path in files(root, "*.sql", below=f"sql/{folder}"):
            for fault in rule(path):
                yield f"{relative(path, root)}: {fault}"
    yield from faults_of_numbers(files(root, "*.sql", below="sql/migrations"))
