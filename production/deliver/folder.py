"""A folder of pages while it is made: it appears whole, or not at all, and never in place of something else."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from production.deliver.fonts import write_fonts
from production.store.files import reason, writing_into
from scenes.script.errors import FilmError

WEB: Final = Path(__file__).parent / "web"
#: What the list of checksums is called.
SUMS: Final = "SHA256SUMS"


@dataclass(frozen=True)
class Folder:
    """A folder that is written.

    Attributes
    ----------
    what
        What it will be, in a word.
    link
        Whether films are linked into it instead of copied.
    """

    path: Path
    what: str
    link: bool = False

    def text(self, path: str, text: str) -> None:
        """Write a text file."""
        self._ready(path).write_text(text, encoding="utf-8", newline="\n")

    def take(self, film: Path, path: str, *, may_link: bool = True) -> None:
        """Copy a film or what stands beside it, or link it."""
        place = self._ready(path)
        if not (self.link and may_link):
            shutil.copyfile(film, place)
            return
        try:
            os.link(film, place)
        except OSError as error:
            raise FilmError(f"cannot link {film} into the {self.what} ({reason(error)}): leave --link out, and it is "
                            "copied") from error

    def assets(self, name: str, styles: Iterable[str], scripts: Iterable[str], texts: Iterable[str]) -> None:
        """Write ``assets``: one style, one script, the icon, and the typeface with the letters of these texts.

        Browsers load no modules from a disk: their files become one script.
        """
        faces = write_fonts(self.path / "assets" / "fonts", texts)
        self.text(f"assets/{name}.css", faces + "\n".join(_web(style) for style in styles))
        parts = "\n".join(f"// {script}\n{_web(script)}" for script in scripts)
        self.text(f"assets/{name}.js", f"(() => {{\n\"use strict\";\n{parts}}})();\n")
        shutil.copyfile(WEB / "favicon.svg", self.path / "assets" / "favicon.svg")

    def sums(self, known: Mapping[str, str]) -> None:
        """Write the list of checksums: SHA-256 by path."""
        self.text(SUMS, "".join(f"{sha256}  {path}\n" for path, sha256 in sorted(known.items())))

    def _ready(self, path: str) -> Path:
        place = self.path / path
        place.parent.mkdir(parents=True, exist_ok=True)
        return place


@contextmanager
def renewed(out: Path, marks: Sequence[str], what: str, *, link: bool = False) -> Iterator[Folder]:
    """A folder to write into, which takes the place of an earlier one of its kind once it is whole.

    Parameters
    ----------
    marks
        Files by which an earlier one is known.

    Raises
    ------
    FilmError
        The folder cannot be written, or holds something else.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())) and not all((out / mark).is_file() for mark in marks):
        raise FilmError(f"{out} holds something that is no {what}: name another folder with --out")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        making = Path(mkdtemp(prefix=".making-", dir=out.parent))
    except OSError as error:
        raise FilmError(f"cannot write into {out.parent}: {reason(error)}; --out names another folder") from error
    try:
        with writing_into(out.parent):
            new = making / what
            new.mkdir()
            yield Folder(new, what, link)
            if out.exists():
                out.rename(making / "before")
            new.rename(out)
    finally:
        shutil.rmtree(making, ignore_errors=True)


def files_in(folder: Path) -> dict[str, Path]:
    """All files of a folder by their paths in it, and all links."""
    return {file.relative_to(folder).as_posix(): file for file in sorted(folder.rglob("*"))
            if file.is_file() or file.is_symlink()}


def weight_of(folder: Path) -> int:
    """What all files of a folder weigh, in bytes."""
    return sum(file.stat().st_size for file in files_in(folder).values())


def _web(name: str) -> str:
    return (WEB / name).read_text(encoding="utf-8")
