# SPDX-License-Identifier: GPL-3.0-or-later
"""Commit messages are "component: Capitalised summary" of at most 72 characters, a blank line, and a body that says why.

Checked are the commits of a branch that main does not have yet; on main itself, the last one.
"""

import re

from sources import Skip, git

SUBJECT = re.compile(r"^[a-z][a-z0-9-]*: [A-Z0-9`].*[^.\s]$")
LONGEST_SUBJECT = 72


def faults_of(message):
    subject, *rest = message.rstrip("\n").split("\n")
    if len(subject) > LONGEST_SUBJECT:
        yield f"the subject has {len(subject)} characters, more than {LONGEST_SUBJECT}"
    if not SUBJECT.match(subject):
        yield "the subject is not \"component: Capitalised summary\" without a full stop"
    if rest and rest[0]:
        yield "the second line is not blank"
    if not any(line.strip() for line in rest):
        yield "there is no body that says what the problem was and how it was solved"


def check(root):
    for revisions in (("main..HEAD",), ("--max-count=1", "HEAD")):
        log = git(root, "log", "--no-merges", "-z", "--format=%h %B", *revisions)
        if log:
            break
    else:
        raise Skip("not a git checkout")
    for commit in filter(None, log.split("\0")):
        short, message = commit.split(" ", 1)
        for fault in faults_of(message):
            yield f"{short} {message.splitlines()[0] if message.strip() else ''}: {fault}"
