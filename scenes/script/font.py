"""The files of the film's fonts, one for each script, and the letters that are in them."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import Final
from unicodedata import name, normalize

from scenes.script.errors import FilmError
from scenes.script.language.typography import Script, bare, script_of_language
from scenes.script.toml_file import ROOT

#: The faces that words are drawn in.
FACES: Final = ("Regular", "Semibold", "Bold", "Black")


@dataclass(frozen=True)
class Font:
    """Where the faces of a family are.

    Attributes
    ----------
    family
        What Pango calls it.
    package, distribution
        The package that brings its files, as it is imported and as it is installed; "" for one of the film's own.
    files
        Of each face of `FACES`, in their order; a family without one has the next best.
    """

    family: str
    package: str
    distribution: str
    files: tuple[str, ...]


FONTS: Final[dict[Script, Font]] = {
    "latin": Font(
        "Source Sans Pro", "font_source_sans_pro", "font-source-sans-pro",
        tuple(f"SourceSansPro-{face}.ttf" for face in FACES),
    ),
    "arabic": Font(
        "IBM Plex Sans Arabic", "fontpkg_ibm_plex_sans_arabic", "fontpkg-ibm-plex-sans-arabic",
        tuple(f"IBMPlexSansArabic-{face}.ttf" for face in ("Regular", "SemiBold", "Bold", "Bold")),
    ),
    "han": Font("Noto Sans CJK SC", "", "", ("NotoSansSC.otf",) * 4),
}


def families(script: Script) -> str:
    """The families that a script is set in, as Pango is told: Latin names and figures look the same in all of them."""
    return ", ".join(dict.fromkeys((FONTS["latin"].family, FONTS[script].family)))


def font_file(face: str, script: Script = "latin") -> Path:
    """The file of a face.

    Raises
    ------
    FilmError
        The package that carries the font is not installed, or the file is missing from it.
    """
    font = FONTS[script]
    folder = ROOT / "assets" / "fonts"
    if font.package:
        spec = find_spec(font.package)
        if spec is None or spec.origin is None:
            raise FilmError(f"The font is missing: run `make setup` (package {font.distribution}).")
        folder = Path(spec.origin).parent / "files"
    file = folder / font.files[FACES.index(face)]
    if not file.is_file():
        raise broken(file)
    return file


def font_files(language: str) -> list[Path]:
    """The files of all faces that a language is drawn in."""
    scripts: tuple[Script, ...] = ("latin", script_of_language(language))
    return list(dict.fromkeys(font_file(face, script) for script in scripts for face in FACES))


def broken(file: Path) -> FilmError:
    """The error of a font file that is not as it should be."""
    return FilmError(f"The font file {file.name} is missing or broken: run `make setup`.")


@cache
def font_hash(language: str = "en") -> str:
    """Hash of the files of all faces that a language is drawn in."""
    found = blake2b(digest_size=16)
    for file in font_files(language):
        found.update(file.read_bytes())
    return found.hexdigest()


def lacking(text: str, language: str = "en") -> str:
    """What to say of the first letter of a text that a language cannot be drawn with; nothing if all are there."""
    return lacking_in(text, script_of_language(language))


def lacking_in(text: str, script: Script) -> str:
    """What to say of the first letter of a text that is not in every face of a script; nothing if all are there."""
    for letter in normalize("NFC", bare(text) if script == "arabic" else text):
        if ord(letter) not in _letters(script) and not letter.isspace():
            called = name(letter, "without a name").lower()
            return f"the film's font has no letter {letter!r} (U+{ord(letter):04X}, {called})"
    return ""


@cache
def _letters(script: Script) -> frozenset[int]:
    """Code points of the letters that are in every face of a script's fonts."""
    from fontTools.ttLib import TTFont, TTLibError  # what asks for no letters does not wait for it

    faces = []
    for file in dict.fromkeys(font_file(face, script) for face in FACES):
        try:
            with TTFont(file, lazy=True) as font:
                faces.append(frozenset(font.getBestCmap()))
        except (TTLibError, struct.error, LookupError, TypeError) as error:
            raise broken(file) from error
    own = frozenset.intersection(*faces)
    return own if script == "latin" else own | _letters("latin")
