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
LAYERS = (("model",), ("database", "cluster"), ("store",), ("services",), ("ctl", "ui/common"),
          ("ui/library", "ui/writing", "ui/llm", "ui/preferences"), ("app",))


# The command line is a program beside the window, not above its widgets; nothing is above it.
WITHOUT_WIDGETS = ("ctl",)


def layers_below(layer):
    """Returns the layers whose headers a layer may include, its own among them."""
    level = {name: number for number, names in enumerate(LAYERS) for name in names}
    below = [name for name in level if level[name] < level[layer] and name not in WITHOUT_WIDGETS]
    if layer in WITHOUT_WIDGETS:
        below = [name for name in below if not name.startswith("ui/")]
    return [layer, *below]


def command_of(layer, root, build):
    """Returns the compiler's arguments for a file of the layer, without the file, its output and its dependency file."""
    for entry in json.loads((build / "compile_commands.json").read_text(encoding="utf-8")):
        path = (pathlib.Path(entry["directory"]) / entry["file"]).resolve()
        if path.parent == (root / "src" / layer).resolve():
            arguments = shlex.split(entry["command"])
            return arguments[:arguments.index("-MD")]
    return None


def compile_includes(command, build, headers):
    """Returns whether a file with these includes compiles, and what the compiler says."""
    with tempfile.TemporaryDirectory() as folder:
        program = pathlib.Path(folder) / "include.c"
        program.write_text("".join(f'#include "{header}"\n' for header in headers), encoding="utf-8")
        run = subprocess.run([*command, "-fsyntax-only", program], cwd=build, capture_output=True, text=True, check=False)
    return run.returncode == 0, run.stderr


def find_includes(command, build, headers):
    """Returns those headers that an include would find."""
    questions = "".join(f'#if __has_include ("{header}")\n{header}\n#endif\n' for header in headers)
    run = subprocess.run([*command, "-E", "-P", "-x", "c", "-"], input=questions,
                         cwd=build, capture_output=True, text=True, check=True)
    # The preprocessor sets blanks between the parts of a name.
    return {line.replace(" ", "") for line in run.stdout.splitlines()}


def check_layer(layer, command, build, headers):
    allowed = layers_below(layer)
    compiled, message = compile_includes(command, build, headers[layer])
    if not compiled:
        yield f"src/{layer}: its own headers do not compile: {message}"
    below = [header for name in allowed for header in headers[name]]
    for header in sorted(set(below) - find_includes(command, build, below)):
        yield f"src/{layer}: cannot include {header}, which is its own or below it"
    for other in headers.keys() - set(allowed):
        for header in sorted(find_includes(command, build, headers[other])):
            yield f"src/{layer}: can include {header} of src/{other}, which is not below it"
        if headers[other] and compile_includes(command, build, headers[other][:1])[0]:
            yield f"src/{layer}: a file that includes {headers[other][0]} compiles"


def check(root, build):
    names = [name for names in LAYERS for name in names]
    headers = {name: [path.name for path in files(root, "*.h", below=f"src/{name}")] for name in names}
    for layer in names:
        command = command_of(layer, root, build)
        if command is not None:
            yield from check_layer(layer, command, build, headers)
        elif files(root, "*.c", below=f"src/{layer}"):
            yield f"src/{layer}: nothing of it is in compile_commands.json"
