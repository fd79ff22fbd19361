# SPDX-License-Identifier: GPL-3.0-or-later
"""The files of the project, for the checks in this folder."""

import pathlib
import subprocess

# What git would not track; used where the sources are not a git checkout.
NOT_SOURCES = ("_", ".git", "__pycache__")


class Skip(Exception):
    """A check that cannot be made here; the text says why."""


def git(root, *arguments):
    """Returns what git prints, or None where the sources are not a git checkout."""
    # A checkout that belongs to somebody else (a root that checks a user's folder) is read all the same.
    command = ["git", "-c", "safe.directory=*", "-C", str(root), *arguments]
    try:
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout
    except (FileNotFoundError, subprocess.CalledProcessError):
        return None


def walk(folder):
    for path in sorted(folder.iterdir()):
        if path.name.startswith(NOT_SOURCES) or path.name.endswith("~"):
            continue
        if path.is_dir():
            yield from walk(path)
        else:
            yield path


def files(root, *patterns, below="."):
    """Returns the paths of the sources below a folder whose name fits one of the patterns, or all of them."""
    root = pathlib.Path(root)
    listed = git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    paths = walk(root) if listed is None else (root / name for name in sorted(listed.split("\0")) if name)
    return [path for path in paths
            if path.is_file()
            and path.is_relative_to(root / below)
            and (not patterns or any(path.match(pattern) for pattern in patterns))]


def scripts(root, *interpreters):
    """Returns the paths of the programs that start with "#!" and one of the interpreters."""
    found = []
    for path in files(root):
        with open(path, "rb") as file:
            first = file.readline(200)
        if first.startswith(b"#!") and pathlib.PurePath(first[2:].decode().split()[-1]).name in interpreters:
            found.append(path)
    return found


def lines(path):
    """Yields (number, text) of every line of a file, the text without its newline."""
    with open(path, encoding="utf-8", newline="") as file:
        for number, text in enumerate(file, 1):
            yield number, text.removesuffix("\n")


def relative(path, root):
    return pathlib.Path(path).relative_to(root)
