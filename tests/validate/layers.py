# SPDX-License-Identifier: GPL-3.0-or-later
"""An upward include does not compile.

For each layer a real compiler command of the build is taken and given a file that includes a header of each layer: those of
the layer itself and below must be found, those above must not.
"""

import json
import pathlib
import shlex
import subprocess
import tempfile

from sources import files

# From the ground up; what stands beside each other may not include each other either.
LAYERS = (("model",), ("store",), ("services",), ("ctl",))


def command_of(layer, root, build):
    """Returns the compiler's arguments for a file of the layer, without the file, its output and its dependency file."""
    for entry in json.loads((build / "compile_commands.json").read_text(encoding="utf-8")):
        path = (pathlib.Path(entry["directory"]) / entry["file"]).resolve()
        if path.parent == (root / "src" / layer).resolve():
            arguments = shlex.split(entry["command"])
            return arguments[:arguments.index("-MD")]
    return None


def compiles(command, build, header):
    with tempfile.TemporaryDirectory() as folder:
        program = pathlib.Path(folder) / "include.c"
        program.write_text(f'#include "{header}"\n', encoding="utf-8")
        run = subprocess.run([*command, "-fsyntax-only", program], cwd=build, capture_output=True, text=True, check=False)
    return run.returncode == 0, run.stderr


def check(root, build):
    names = [name for names in LAYERS for name in names]
    level = {name: number for number, names in enumerate(LAYERS) for name in names}
    headers = {name: [path.name for path in files(root, "*.h", below=f"src/{name}")] for name in names}
    for layer in names:
        command = command_of(layer, root, build)
        if command is None:
            if files(root, "*.c", below=f"src/{layer}"):
                yield f"src/{layer}: nothing of it is in compile_commands.json"
            continue
        for other in names:
            allowed = other == layer or level[other] < level[layer]
            for header in headers[other]:
                compiled, message = compiles(command, build, header)
                if compiled and not allowed:
                    yield f"src/{layer}: can include {header} of src/{other}, which is not below it"
                if not compiled and allowed:
                    yield f"src/{layer}: cannot include {header} of src/{other}: {message}"
