"""Scripts of an environment begin with the Python beside them: its folder may be moved or copied.

As installed, ``.venv/bin/dask`` names its Python by the whole path. After a move that is gone; in a copy it is the
Python of the other checkout, with the other checkout's code. ``setup.sh`` runs this with the environment's own Python.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path
from typing import Final

#: The system's shell starts the Python beside the script with it; for Python, these lines are a text.
HEAD: Final = b"""#!/bin/sh
'''exec' "$(dirname -- "$0")/python" "$0" "$@"
' '''
"""
#: What pip writes: the Python's path, or a shell that starts it where the path is long or holds a space.
_NAMED: Final = re.compile(
    rb"""#!(/[^\n]*/python[\d.]*)\r?\n|#!/bin/sh\n'''exec' "?(/[^"\n]*/python[\d.]*)"? "\$0" "\$@"\n' '''\n"""
)


def settle(environment: Path) -> None:
    """Let all scripts of an environment use the Python beside them, and those that activate it name its place."""
    scripts = environment / "bin"
    for script in sorted(path for path in scripts.iterdir() if path.is_file() and not path.is_symlink()):
        content = script.read_bytes()
        found = _NAMED.match(content)
        if found and _is_of_an_environment(Path(os.fsdecode(found[1] or found[2]))):
            making = script.with_name(f".{script.name}.new")
            making.write_bytes(HEAD + content[found.end() :])
            shutil.copymode(script, making)
            making.replace(script)
    activate = scripts / "activate"
    if activate.is_file() and os.fsencode(environment) not in activate.read_bytes():
        import venv

        venv.create(environment, symlinks=True)  # leaves all that is installed there


def _is_of_an_environment(python: Path) -> bool:
    """Whether a Python is, or was until it was moved, that of an environment; else somebody means just that one."""
    return not python.parent.exists() or (python.parent.parent / "pyvenv.cfg").is_file()


if __name__ == "__main__":
    try:
        settle(Path(sys.prefix).resolve())
    except OSError as error:  # a medium that is read only, or somebody else's checkout; the film needs none of them
        problem = f"{error.filename} cannot be written ({(error.strerror or str(error)).lower()})"
        sys.stdout.write(
            f"setup: .venv was moved, and {problem}: the film runs, but scripts such as .venv/bin/dask may not\n"
        )
