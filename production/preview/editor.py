"""Opening a line of a file in the contributor's editor."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Final

from scenes.script.errors import FilmError

#: Editors with a window of their own, and how they are told a line.
_WINDOWS: Final = {
    "code": ["-g", "{file}:{line}"], "codium": ["-g", "{file}:{line}"], "cursor": ["-g", "{file}:{line}"],
    "zed": ["{file}:{line}"], "subl": ["{file}:{line}"], "gvim": ["+{line}", "{file}"], "gedit": ["+{line}", "{file}"],
    "kate": ["-l", "{line}", "{file}"], "pycharm": ["--line", "{line}", "{file}"],
}
_PLACE: Final = re.compile(r"((?:scenes|production|assets)/[\w/.-]+\.(?:py|toml)):(\d+)")


def opens_with() -> str:
    """The editor with a window that ``$VISUAL`` or ``$EDITOR`` names; without one, links lead to ``vscode://``."""
    return Path(_command()[0]).name if _command() else ""


def open_in_editor(root: Path, place: str) -> None:
    """Open a place, such as ``scenes/binding.py:118``.

    Raises
    ------
    FilmError
        It is no line of a file of the film, or there is no such editor.
    """
    found, command = _PLACE.fullmatch(place), _command()
    file = (root / found[1]).resolve() if found else root
    if found is None or not file.is_relative_to(root) or not file.is_file():
        raise FilmError(f"{place}: no line of a file of the film")
    if not command:
        raise FilmError("neither $VISUAL nor $EDITOR names an editor with a window")
    words = [word.format(file=file, line=found[2]) for word in _WINDOWS[Path(command[0]).name]]
    subprocess.Popen(
        [*command, *words], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _command() -> list[str]:
    for name in ("VISUAL", "EDITOR"):
        words = shlex.split(os.environ.get(name, ""))
        if words and Path(words[0]).name in _WINDOWS and shutil.which(words[0]):
            return words
    return []
