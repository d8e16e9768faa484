"""The first process of a preview: it has read libraries and none of the film's code, and others are forked from it.

::

    python -m production.preview.ground LINE

So that code of the film which has changed is read anew, and Manim, which takes longest, is not.
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Final

from production.preview.line import Line, Said, be_the_ground, fork

#: What the film draws with; whatever is missing here is read later, each time.
LIBRARIES: Final = (
    *("manim", "shapely", "cairocffi", "PIL.Image", "scipy.spatial", "scipy.ndimage", "av", "jinja2"),
    *("fontTools.ttLib", "polib", "uniseg.linebreak", "webvtt"),
)
_FILM: Final = ("production", "scenes")


def main(address: str) -> None:
    """Read the libraries, then fork a house whenever one is asked for."""
    be_the_ground()
    tempfile.tempdir = str(Path(address).parent)
    for library in LIBRARIES:
        import_module(library)
    gc.freeze()
    line = Line(address, {"is": "ground"})
    while True:
        asked = line.hear()
        if fork():
            line.close()
            _house(address, asked)


def _house(address: str, asked: Said) -> None:
    """Read the film's code as it is now, below a root, and do what is asked."""
    os.chdir(asked["root"])
    sys.path[0] = asked["root"]
    for name in [name for name in sys.modules if name.partition(".")[0] in _FILM]:
        del sys.modules[name]
    try:
        house = import_module("production.preview.house")
    except BaseException as error:
        Line(address, {"is": "house", "number": asked["number"], "fault": _told(error)}).hear()
        os._exit(0)
    house.main(address, asked["number"])


def _told(error: BaseException) -> str:
    """An error in the film's code on one line: told without that code, which may be what is wrong."""
    root, trace, place = str(Path.cwd()), error.__traceback__, ""
    while trace is not None:
        if (file := trace.tb_frame.f_code.co_filename).startswith(root) and "/preview/" not in file:
            place = f"{file}:{trace.tb_lineno}"
        trace = trace.tb_next
    if isinstance(error, SyntaxError) and error.filename:
        place = f"{error.filename}:{error.lineno}"
    told = error.msg if isinstance(error, SyntaxError) else error
    return f"{place.removeprefix(root).lstrip('/') + ': ' if place else ''}{type(error).__name__}: {told}"


if __name__ == "__main__":
    main(sys.argv[1])
