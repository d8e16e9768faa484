"""The files of the film's font, and the letters that are in them."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import Final
from unicodedata import name, normalize

from scenes.script.errors import FilmError

#: The faces that words are drawn in.
FACES: Final = ("Regular", "Semibold", "Bold", "Black")


def font_file(face: str) -> Path:
    """The file of a face.

    Raises
    ------
    FilmError
        The package that carries the font is not installed, or the file is missing from it.
    """
    spec = find_spec("font_source_sans_pro")
    if spec is None or spec.origin is None:
        raise FilmError("The font is missing: run `make setup` (package font-source-sans-pro).")
    file = Path(spec.origin).parent / "files" / f"SourceSansPro-{face}.ttf"
    if not file.is_file():
        raise broken(file)
    return file


def broken(file: Path) -> FilmError:
    """The error of a font file that is not as it should be."""
    return FilmError(f"The font file {file.name} is missing or broken: run `make setup`.")


@cache
def font_hash() -> str:
    """Hash of the files of all faces."""
    found = blake2b(digest_size=16)
    for face in FACES:
        found.update(font_file(face).read_bytes())
    return found.hexdigest()


def lacking(text: str, language: str = "en") -> str:
    """What to say of the first letter of a text that is not in every face; nothing if all are there."""
    if language.partition("-")[0] in ("ar", "zh"):
        return ""
    for letter in normalize("NFC", text):
        if ord(letter) not in _letters() and not letter.isspace():
            called = name(letter, "without a name").lower()
            return f"the film's font has no letter {letter!r} (U+{ord(letter):04X}, {called})"
    return ""


@cache
def _letters() -> frozenset[int]:
    """Code points of the letters that are in every face."""
    faces = []
    for face in FACES:
        file = font_file(face)
        try:
            faces.append(frozenset(_mapped(file.read_bytes())))
        except (struct.error, LookupError) as error:
            raise broken(file) from error
    return frozenset.intersection(*faces)


def _mapped(font: bytes) -> Iterator[int]:
    """Code points that a font maps to letters: of its table ``cmap``, what is in OpenType's format 12 (all of them)."""

    def read(form: str, at: int) -> tuple[int, ...]:
        return struct.unpack_from(f">{form}", font, at)

    tables = {font[at : at + 4]: read("I", at + 8)[0] for at in range(12, 12 + 16 * read("H", 4)[0], 16)}
    cmap = tables[b"cmap"]
    parts = [cmap + read("I", cmap + 8 + 8 * i)[0] for i in range(read("H", cmap + 2)[0])]
    full = next((at for at in parts if read("H", at) == (12,)), None)
    if full is None:
        raise LookupError("no format 12")
    for i in range(read("I", full + 12)[0]):
        first, last, _glyph = read("III", full + 16 + 12 * i)
        yield from range(first, last + 1)
