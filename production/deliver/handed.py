"""What a kit holds besides films, clip by clip: slides, handouts, stills, questions, learning packages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from production.deliver.finished import File, Finished
from production.store import manifest
from scenes.running_order import SIGNS
from scenes.script.sources import digest
from scenes.script.toml_file import ROOT

#: All that files are made by, besides the films: whoever changes a word or a template there makes them anew.
_MADE_BY: Final = (("production/deliver", "**/*"), ("assets", "**/*.toml"))


@dataclass(frozen=True)
class Kind:
    """A kind of file that is made of one clip.

    Attributes
    ----------
    step
        What makes it.
    suffix
        What follows the clip's name.
    word
        Key of its name among the words of pages.
    what
        Its format.
    """

    step: str
    suffix: str
    word: str
    what: str


KINDS: Final = (
    Kind("deck", "deck.pptx", "slides", "PPTX"),
    Kind("handout", "handout.a4.pdf", "handout", "PDF, A4"),
    Kind("handout", "handout.letter.pdf", "handout", "PDF, Letter"),
    Kind("stills", "stills.zip", "stills_pack", "ZIP"),
    Kind("scorm", "scorm12.zip", "package", "SCORM 1.2"),
    Kind("scorm", "scorm2004.zip", "package", "SCORM 2004"),
    Kind("questions", "moodle.xml", "questions_file", "Moodle"),
    Kind("questions", "qti21.zip", "questions_file", "QTI 2.1"),
    Kind("questions", "csv", "questions_file", "CSV"),
)


@dataclass(frozen=True)
class Handed:
    """A file of a clip, in one language for one audience, that is what its kit says, and of these very films."""

    kind: Kind
    name: str
    language: str
    audience: str
    file: File

    @property
    def path(self) -> str:
        """Where it stands on a site."""
        return f"lesson/{self.language}/{self.audience}/{self.name}.{self.kind.suffix}"


def entry_name(step: str, one: Finished) -> str:
    """What a kit's manifest calls what a step makes of a clip."""
    return f"{step} {one.language} {one.audience} {one.name}"


def folder_of(one: Finished) -> str:
    """Where in a kit the files of a clip are."""
    return f"lesson/{one.language}/{one.audience}"


def key_of(name: str, films: Sequence[Finished], program: str, asked: str = "") -> str:
    """A hash of all that a step depends on."""
    files = [(one.name, *(file.sha256 for _, file in sorted(one.files.items()))) for one in films]
    return digest(name, program, asked, *files)


def films_of(step: str, one: Finished, every: Sequence[Finished]) -> list[Finished]:
    """What a step takes for a clip: all its shapes; for a handout also the clip that tells what to report."""
    names = (one.name, SIGNS.clip) if step == "handout" else (one.name,)
    return [other for other in every if (other.language, other.audience) == (one.language, one.audience)
            and other.name in names]


def program() -> str:
    """A hash of all that files are made by, besides the films."""
    files = sorted(file for top, pattern in _MADE_BY for file in (ROOT / top).glob(pattern) if file.is_file())
    return digest(*((str(file.relative_to(ROOT)), manifest.hash_of(file))
                    for file in files if "__pycache__" not in file.parts))


def handed_of(kit: Path, clips: Sequence[Finished]) -> tuple[tuple[Handed, ...], int]:
    """What a kit holds of these films, and how many entries it has that are of others or were changed."""
    known, by, found, stale = manifest.read(kit), program(), [], 0
    for one in clips:
        if one.kind != "clip" or films_of("", one, clips)[0] is not one:  # once for all shapes
            continue
        for step in dict.fromkeys(kind.step for kind in KINDS):
            name = entry_name(step, one)
            if name not in known:
                continue
            key = key_of(name, films_of(step, one, clips), by, known[name].get("asked", ""))
            entry = manifest.up_to_date(kit, name, key)
            stale += entry is None
            files = entry["files"] if entry else {}
            for kind in KINDS:
                place = f"{folder_of(one)}/{one.name}.{kind.suffix}"
                if kind.step == step and place in files:
                    path = kit / place
                    file = File(path, files[place], path.stat().st_size)
                    found.append(Handed(kind, one.name, one.language, one.audience, file))
    return tuple(found), stale
