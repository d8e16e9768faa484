"""A finished kiosk as one file: each file verified by the kiosk's own checksums, its films by those that are there."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from production.deliver.bundle import Bundle
from production.deliver.deck import DAY
from production.deliver.finished import File
from production.deliver.folder import SUMS, files_in
from production.deliver.kiosk import MARKS, PLACE, WITHDRAWN
from production.deliver.withdrawn import LIST, read_withdrawn
from production.store import manifest
from scenes.script.errors import FilmError

_AGAIN = "make it again with `render.py kiosk`"


@dataclass(frozen=True)
class FinishedKiosk:
    """A kiosk whose files are those that its checksums name, by path."""

    folder: Path
    files: tuple[str, ...]


def read_kiosk(folder: Path, bundle: Bundle, withdrawn: Path = LIST) -> FinishedKiosk:
    """A finished kiosk of films of a bundle, verified.

    Raises
    ------
    FilmError
        There is none; or a file is missing, another one or too many, or a film is none of the bundle's or withdrawn.
    """
    if not all((folder / mark).is_file() for mark in MARKS):
        raise FilmError(f"{folder} holds no finished kiosk: make one with `render.py kiosk`")
    known = _sums(folder / SUMS)
    there = files_in(folder)
    for path in there.keys() - {*known, SUMS, WITHDRAWN}:
        raise FilmError(f"{folder / path}: is no file of the kiosk; {_AGAIN}")
    for path, sha256 in known.items():
        file = folder / path
        if file.is_symlink() or not file.is_file() or manifest.hash_of(file) != sha256:
            raise FilmError(f"{file}: is not the file that was made; {_AGAIN}")
    ours, gone = {one.movie.sha256 for one in bundle.all}, read_withdrawn({one.name for one in bundle.all}, withdrawn)
    for path, sha256 in known.items():
        if not PurePosixPath(path).match(PLACE):
            continue
        if sha256 not in ours:
            raise FilmError(f"{folder / path}: is none of these films, or an older one; {_AGAIN}")
        if (name := PurePosixPath(path).stem) in gone:
            raise FilmError(f"{folder / path}: was withdrawn on {gone[name].on}; {_AGAIN}")
    return FinishedKiosk(folder, tuple(sorted({*known, *({WITHDRAWN} & there.keys()), SUMS})))


def _sums(file: Path) -> Mapping[str, str]:
    """SHA-256 by path."""
    try:
        lines = [line.partition("  ") for line in file.read_text(encoding="utf-8").splitlines()]
    except (OSError, ValueError) as error:
        raise FilmError(f"{file}: is no list of checksums; {_AGAIN}") from error
    for _, between, path in lines:
        if not between or "\\" in path or ".." in path.split("/") or path.startswith("/"):
            raise FilmError(f"{file}: is no list of checksums; {_AGAIN}")
    return {path: sha256 for sha256, _, path in lines}


def pack(kiosk: FinishedKiosk, target: Path) -> File:
    """Write a kiosk into one ZIP, not compressed: films are so already. The same kiosk gives the same bytes."""
    with zipfile.ZipFile(target, "w") as archive:
        for path in kiosk.files:
            entry = zipfile.ZipInfo(f"kiosk/{path}", DAY)
            entry.external_attr, entry.file_size = 0o644 << 16, (kiosk.folder / path).stat().st_size
            with (kiosk.folder / path).open("rb") as source, archive.open(entry, "w") as into:
                shutil.copyfileobj(source, into, 1 << 20)
    return File(target, manifest.hash_of(target), target.stat().st_size)
